//! Flags: an agency's mark on a use.

use crate::{DocumentDigest, Moment, Officer, SealId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Why an agency flagged a use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum FlagReason {
	/// The enterprise did not intend the use.
	#[codec(index = 0)]
	Unauthorised,
	/// The document may be forged.
	#[codec(index = 1)]
	SuspectedForgery,
	/// Another document was meant to be sealed.
	#[codec(index = 2)]
	WrongDocument,
	/// A party disputes it.
	#[codec(index = 3)]
	Disputed,
	/// A legal order requires the flag.
	#[codec(index = 4)]
	LegalOrder,
	/// Another reason, in the note.
	#[codec(index = 5)]
	Other,
}

/// How an agency closed a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum FlagOutcome {
	/// The suspicion was unfounded.
	#[codec(index = 0)]
	Unfounded,
	/// The suspicion was confirmed.
	#[codec(index = 1)]
	Confirmed,
	/// Another authority is dealing with it.
	#[codec(index = 2)]
	Referred,
}

/// How and when a flag was closed.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct FlagClosure<AccountId> {
	pub outcome: FlagOutcome,
	pub by: Officer<AccountId>,
	pub at: Moment,
}

/// An agency's mark on a use. It never alters the use.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Flag<AccountId> {
	pub seal: SealId,
	/// The index of the use in the e-seal's log.
	pub index: u64,
	pub reason: FlagReason,
	/// The digest of a text with more details, which is kept off chain.
	pub note: Option<DocumentDigest>,
	pub by: Officer<AccountId>,
	pub at: Moment,
	/// How it was closed; `None` while it is open.
	pub closed: Option<FlagClosure<AccountId>>,
}
