//! Headers of blocks, encoded as the chain encodes them. The crate `sp-runtime` has the same types; it needs a node's host
//! functions and a C compiler, which a verifier in a web page has not.

use crate::BlockNumber;
use alloc::vec::Vec;
use codec::{Decode, Encode};
use sp_core::H256;

/// The header of a block. The block's hash is the BLAKE2b-256 digest of its SCALE encoding.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Header {
	/// The hash of the block before.
	pub parent_hash: H256,
	/// The block's number; 0 for the first.
	#[codec(compact)]
	pub number: BlockNumber,
	/// The root of the state after the block.
	pub state_root: H256,
	/// The root of the block's extrinsics.
	pub extrinsics_root: H256,
	/// What the runtime and the consensus engines say of the block.
	pub digest: Vec<DigestItem>,
}

impl Header {
	/// The block's hash.
	pub fn hash(&self) -> H256 {
		H256(self.using_encoded(sp_crypto_hashing::blake2_256))
	}
}

/// An item of a header's digest. Engines have names of four bytes.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum DigestItem {
	/// Anything else.
	#[codec(index = 0)]
	Other(Vec<u8>),
	/// What the runtime tells a consensus engine.
	#[codec(index = 4)]
	Consensus([u8; 4], Vec<u8>),
	/// What a consensus engine adds when the block is made.
	#[codec(index = 5)]
	Seal([u8; 4], Vec<u8>),
	/// What a consensus engine tells the runtime.
	#[codec(index = 6)]
	PreRuntime([u8; 4], Vec<u8>),
	/// The runtime was replaced.
	#[codec(index = 8)]
	RuntimeEnvironmentUpdated,
}
