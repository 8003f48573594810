//! What the pallet stores and announces.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use eseal_primitives::{statement::PURPOSES, DocumentDigest, Moment, Purpose, SealId, SealSignature};
use pallet_agencies::Officer;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{traits::ConstU32, BoundedBTreeSet};

/// The number of a grant. The first is 0; numbers are never reused.
pub type GrantId = u64;

/// The number of a flag. The first is 0; numbers are never reused.
pub type FlagId = u64;

/// What a grant allows the e-seal to be used for.
pub type Purposes = BoundedBTreeSet<Purpose, ConstU32<PURPOSES>>;

/// Why a grant ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum GrantEnd {
	/// The owner revoked it.
	#[codec(index = 0)]
	Revoked,
	/// The e-seal was revoked, or the enterprise has another owner.
	#[codec(index = 1)]
	Dissolved,
	/// Its time was over.
	#[codec(index = 2)]
	Expired,
}

/// An owner's leave for an operator to use the e-seal within limits. It stays on record after its end.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Grant<AccountId> {
	/// The e-seal.
	pub seal: SealId,
	/// The account that may use it.
	pub operator: AccountId,
	/// What for.
	pub purposes: Purposes,
	/// The moment at which it ends; a use at that moment is refused.
	pub valid_until: Moment,
	/// How many uses it allows.
	pub quota: u32,
	/// How many uses were made of it.
	pub used: u32,
	/// When it was given.
	pub granted_at: Moment,
	/// When and why it ended.
	pub ended: Option<(Moment, GrantEnd)>,
}

/// One use of an e-seal, as the log keeps it. The log's head covers its SCALE encoding.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct UseRecord<AccountId, BlockNumber> {
	/// The e-seal.
	pub seal: SealId,
	/// Its number in the e-seal's log: 0, 1, 2, … without gaps.
	pub index: u64,
	/// The document that was sealed.
	pub document: DocumentDigest,
	/// What for.
	pub purpose: Purpose,
	/// The account that sent the use: the owner or an operator.
	pub account: AccountId,
	/// The grant that it was made under; none for the owner.
	pub grant: Option<u64>,
	/// How many uses of this e-seal the account had recorded before.
	pub nonce: u64,
	/// When the statement was signed, by the signer's clock.
	pub signed_at: Moment,
	/// The time of the block that recorded it.
	pub recorded_at: Moment,
	/// The block that recorded it.
	pub block: BlockNumber,
	/// The seal key's signature over the statement.
	pub signature: SealSignature,
}

/// The head of an e-seal's log. Whoever holds records 0 to `count` − 1 can compute it, and so prove that none is
/// missing.
#[derive(
	Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LogHead {
	/// How many uses the log has.
	pub count: u64,
	/// Zero for an empty log; then `blake2_256(digest ‖ SCALE(record))`, record by record. Not named `hash`: on every
	/// decoded value polkadot.js has a property of that name, which is something else.
	pub digest: H256,
}

impl LogHead {
	/// The head after one more record.
	pub fn advance<R: Encode>(self, record: &R) -> Option<Self> {
		let digest = sp_io::hashing::blake2_256(&(self.digest, record).encode());
		Some(Self {
			count: self.count.checked_add(1)?,
			digest: digest.into(),
		})
	}
}

/// Why an agency flagged a use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum FlagReason {
	/// The enterprise did not mean it.
	#[codec(index = 0)]
	Unauthorised,
	/// The document may be forged.
	#[codec(index = 1)]
	SuspectedForgery,
	/// Another document was meant.
	#[codec(index = 2)]
	WrongDocument,
	/// A party disputes it.
	#[codec(index = 3)]
	Disputed,
	/// A legal order asks for it.
	#[codec(index = 4)]
	LegalOrder,
	/// Another reason; the note's digest covers it.
	#[codec(index = 5)]
	Other,
}

/// How an agency closed a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum FlagOutcome {
	/// There was nothing to it.
	#[codec(index = 0)]
	Unfounded,
	/// It was so.
	#[codec(index = 1)]
	Confirmed,
	/// Another authority has it now.
	#[codec(index = 2)]
	Referred,
}

/// How and when a flag was closed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct FlagClosure<AccountId> {
	/// How.
	pub outcome: FlagOutcome,
	/// By whom.
	pub by: Officer<AccountId>,
	/// When.
	pub at: Moment,
}

/// An agency's mark on a use. It never alters the use.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Flag<AccountId> {
	/// The e-seal.
	pub seal: SealId,
	/// The use's number in the e-seal's log.
	pub index: u64,
	/// Why.
	pub reason: FlagReason,
	/// The digest of a text that says more.
	pub note: Option<DocumentDigest>,
	/// By whom.
	pub by: Officer<AccountId>,
	/// When.
	pub at: Moment,
	/// How it was closed; open until then.
	pub closed: Option<FlagClosure<AccountId>>,
}
