//! What record keepers keep beside the state: nodes that run with `--enable-offchain-indexing true`. The chain hands it to them
//! while they execute blocks, and never reads it. It lies in a node's offchain storage, under the keys of this module
//! (`offchain_localStorageGet`, kind `PERSISTENT`), for as long as the node has its database.
//!
//! Nobody has to trust it: the root in a header covers the leaves, and the head of a log its records.

use crate::{documents::Listed, usage::UseRecord, SealId};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_core::H256;

/// Begins the keys of leaves.
const LEAVES: &[u8] = b"eseal:leaves:";

/// Begins the keys of records.
const RECORD: &[u8] = b"eseal:record:";

/// The leaves of a block's tree, each SCALE of a [`UseLeaf`](crate::usage::UseLeaf), in the order of the block. They lie under
/// [`leaves_key`], and are kept when the block is made.
pub type KeptLeaves = Vec<Vec<u8>>;

/// A record that left the state. It lies under [`record_key`], and is kept when it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct KeptRecord<AccountId, BlockNumber> {
	/// The record.
	pub record: UseRecord<AccountId, BlockNumber>,
	/// The documents of a batch, in the order of their uses, if its call listed them.
	pub documents: Option<Listed>,
}

/// Where the leaves are whose tree has this root: blocks on two forks differ in it, or have the same leaves.
pub fn leaves_key(root: H256) -> Vec<u8> {
	[LEAVES, root.as_bytes()].concat()
}

/// Where the record of an e-seal's log with this number is.
pub fn record_key(seal: SealId, record: u64) -> Vec<u8> {
	let mut key = RECORD.to_vec();
	(seal, record).encode_to(&mut key);
	key
}
