//! What the runtime APIs return, beyond what is stored.

use crate::{
	act::{Act, OfficerHead},
	correction::ProposedCorrection,
	enterprise::{Enterprise, Freeze, Liquidator, Offer, Successors},
	member::{Budget, Member},
	register::RegisterHead,
	seal::{Obstacle, Seal, SealStatus},
	usage::UseRecord,
	ActId, CorrectionId, GrantId, Moment, SealId, Seat, Uscc,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_core::H256;

/// An enterprise, with its code.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct EnterpriseInfo<AccountId> {
	pub uscc: Uscc,
	/// Its record, as of now: a name whose moment has come is its name.
	pub enterprise: Enterprise<AccountId>,
	/// The most recently activated e-seal, as of now. It is the live one, or revoked.
	pub latest_seal: Option<SealId>,
	/// The pending application.
	pub pending_application: Option<SealId>,
	/// The e-seal that is approved to take over from the latest one later.
	pub next_seal: Option<SealId>,
	/// Its last freeze, unless that was lifted.
	pub freeze: Option<Freeze>,
	/// Whether it is frozen now: that freeze has not ended.
	pub frozen: bool,
	/// The offer to a new owner account that was neither accepted nor withdrawn.
	pub offer: Option<Offer<AccountId>>,
	/// Its liquidator, while it is in liquidation and has one.
	pub liquidator: Option<Liquidator<AccountId>>,
	/// The enterprises that took over from it, by a merger or a division.
	pub successors: Successors,
	/// The head of its history.
	pub history: RegisterHead,
}

/// What an account may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AllowanceInfo {
	/// Its roles, and what it spent when it last sent something.
	pub member: Member,
	/// Its budget, from all its roles.
	pub budget: Budget,
	/// How much weight (time of execution, in picoseconds) it may still spend now.
	pub weight_left: u64,
	/// How many bytes of extrinsics it may still send now.
	pub bytes_left: u64,
}

/// An account that is an officer, or was one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct OfficerInfo {
	/// The seat that it acts for now; `None` if its office has ended.
	pub seat: Option<Seat>,
	/// The head of its history.
	pub head: OfficerHead,
}

/// An act that waits for a second officer.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct WaitingAct<AccountId> {
	/// Its number.
	pub id: ActId,
	/// What it is.
	pub act: Act,
	/// Its digest: see [`decision`](crate::decision).
	pub digest: H256,
	/// The seat whose officers make it.
	pub seat: Seat,
	/// The officer who prepared it.
	pub prepared_by: AccountId,
	/// When it was prepared.
	pub prepared_at: Moment,
	/// The moment from which on it can no longer be confirmed.
	pub until: Moment,
	/// Whether it can be confirmed now: it has not ended, and whoever prepared it still holds that office.
	pub open: bool,
	/// The call's bytes.
	pub call: Vec<u8>,
}

/// A correction, with its number and its digest.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CorrectionInfo<AccountId> {
	/// Its number.
	pub id: CorrectionId,
	/// The digest that whoever agrees to it names: see [`decision`](crate::decision).
	pub digest: H256,
	/// The correction.
	pub proposed: ProposedCorrection<AccountId>,
	/// Whether it can be agreed to now: it is neither made nor has it ended.
	pub open: bool,
}

/// An e-seal, and how it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SealInfo<AccountId> {
	/// Its number.
	pub id: SealId,
	/// The digest of the application, which every decision about the e-seal names: see [`decision`](crate::decision).
	pub application_digest: H256,
	/// Its record.
	pub seal: Seal<AccountId>,
	/// The block's time, as of which the obstacles are.
	pub at: Moment,
	/// What makes it unusable, the gravest first.
	pub obstacles: Vec<Obstacle>,
	/// Whether it can be used: there is no obstacle.
	pub usable: bool,
	/// Its status as of then. That of its record tells of a takeover ahead of time.
	pub status: SealStatus,
}

/// Bytes for a seal key to sign, as the runtime APIs return them.
///
/// In a struct, because polkadot.js takes a bare `Vec<u8>` from a runtime API as the answer's own bytes and leaves the length
/// in front.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BytesToSign {
	/// The bytes, unchanged.
	pub bytes: Vec<u8>,
}

/// The proof that leads from a record of a log to the root in its block's header.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct UseProof {
	/// SCALE of the record's [`UseLeaf`](crate::usage::UseLeaf).
	pub leaf: Vec<u8>,
	/// Its index among the block's records, from 0.
	pub leaf_index: u32,
	/// How many records the block has.
	pub tree_size: u32,
	/// The sibling hashes on the way from the leaf up to the root, at most 32.
	pub audit_path: Vec<H256>,
}

/// A use of an e-seal, and the record that has it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct FoundUse<AccountId, BlockNumber> {
	/// The index of the use among all uses of the e-seal.
	pub index: u64,
	/// The number of the record in the e-seal's log.
	pub record: u64,
	/// The record: this use alone, or the batch that it is of.
	pub used: UseRecord<AccountId, BlockNumber>,
}

/// By what right an account may use an e-seal, and with which nonce: what its next statement names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct UseRight {
	/// The account's grant; none for the owner and for the liquidator.
	pub grant: Option<GrantId>,
	/// How many uses have been recorded before by that right.
	pub nonce: u64,
}
