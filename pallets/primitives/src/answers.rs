//! What the runtime APIs answer, beyond what is stored.

use crate::{
	enterprise::Enterprise,
	seal::{Obstacle, Seal},
	Moment, SealId, Uscc,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_core::H256;

/// An enterprise, with its code.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct EnterpriseInfo<AccountId> {
	/// Its code.
	pub uscc: Uscc,
	/// Its facts.
	pub enterprise: Enterprise<AccountId>,
	/// The e-seal that became active last; live if its status is Active.
	pub latest_seal: Option<SealId>,
	/// The application that waits for a decision.
	pub pending_application: Option<SealId>,
}

/// An e-seal, with how it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SealInfo<AccountId> {
	/// Its number.
	pub id: SealId,
	/// Its facts.
	pub seal: Seal<AccountId>,
	/// The moment of which the rest speaks: the block's time.
	pub at: Moment,
	/// What stands in the way of using it, the gravest first.
	pub obstacles: Vec<Obstacle>,
	/// Whether it can be used: nothing stands in the way.
	pub usable: bool,
}

/// Bytes for a seal key to sign, as the runtime APIs give them.
///
/// In a struct, because polkadot.js takes a bare `Vec<u8>` that a runtime API returns for the answer's own bytes and
/// leaves the length before it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BytesToSign {
	/// The bytes, as they are.
	pub bytes: Vec<u8>,
}

/// What leads from a use to the root in its block's header.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct UseProof {
	/// SCALE of the use's [`UseLeaf`](crate::usage::UseLeaf).
	pub leaf: Vec<u8>,
	/// Its place among the block's uses: 0, 1, 2, …
	pub position: u32,
	/// How many uses the block recorded.
	pub count: u32,
	/// The hashes beside the way from the leaf to the root, from below: at most 32.
	pub path: Vec<H256>,
}
