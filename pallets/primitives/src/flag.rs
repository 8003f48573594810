//! Flags: an agency's mark on a use.

use crate::{DocumentDigest, Moment, Officer, SealId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The number of a flag. The first is 0; numbers are never reused.
pub type FlagId = u64;

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
