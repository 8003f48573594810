//! The history of the register: what was recorded of each enterprise after its registration and of each physical seal after it was
//! filed, with what corrects it.

use crate::{
	enterprise::{EnterpriseStatus, Name, NextName},
	history::Actor,
	physical_seal::PhysicalSealReport,
	CorrectionId, DocumentDigest, Moment, SealCode, SealId, Uscc,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// What such a record is about.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum RegisterSubject {
	/// A physical seal.
	#[codec(index = 0)]
	PhysicalSeal(SealCode),
	/// An enterprise.
	#[codec(index = 1)]
	Enterprise(Uscc),
}

/// What was recorded.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum RegisterChange<AccountId> {
	/// The physical seal was reported lost or destroyed.
	#[codec(index = 0)]
	Reported { report: PhysicalSealReport },
	/// A report was reversed: it had been recorded by mistake.
	#[codec(index = 1)]
	ReportReversed {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The record of the report.
		entry: u32,
	},
	/// The enterprise was deregistered.
	#[codec(index = 2)]
	Deregistered {
		/// Its status before.
		was: EnterpriseStatus,
		/// The e-seal that was revoked with it.
		revoked: Option<RevokedWith>,
	},
	/// A deregistration was reversed: it had been recorded by mistake.
	#[codec(index = 3)]
	DeregistrationReversed {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The record of the deregistration.
		entry: u32,
	},
	/// The enterprise was renamed: from the entry's `effective_at` on, which may lie ahead, it has the name `to`. That replaces another
	/// name that was recorded ahead and does not count yet.
	#[codec(index = 4)]
	Renamed { from: Name, to: Name },
	/// The enterprise was restricted: it is in liquidation.
	#[codec(index = 5)]
	Restricted,
	/// The restriction was lifted.
	#[codec(index = 6)]
	RestrictionLifted,
	/// The enterprise was frozen, or its freeze was renewed.
	#[codec(index = 7)]
	Frozen {
		/// The digest of the legal order.
		order: DocumentDigest,
		/// The moment at which the freeze ends, unless it is renewed or lifted before.
		until: Moment,
	},
	/// The freeze was lifted before its end.
	#[codec(index = 8)]
	Unfrozen {
		/// The digest of the legal order that it was on.
		order: DocumentDigest,
	},
	/// The enterprise was offered to a new owner account.
	#[codec(index = 9)]
	OwnershipOffered {
		to: AccountId,
		/// The moment at which the offer ends, if it is not accepted before.
		until: Moment,
		/// The moment from which on the e-seal is on hold, unless a successor with another key has replaced it.
		rotate_by: Moment,
	},
	/// The offer was withdrawn.
	#[codec(index = 10)]
	OfferWithdrawn { to: AccountId },
	/// The account that the enterprise was offered to accepted: it acts for the enterprise from now on.
	#[codec(index = 11)]
	OwnerChanged { from: AccountId, to: AccountId },
	/// Another enterprise took over from this one, by a merger or a division.
	#[codec(index = 12)]
	SucceededBy { successor: Uscc },
	/// This enterprise took over from another one, by a merger or a division.
	#[codec(index = 13)]
	Succeeds { predecessor: Uscc },
	/// A name that was recorded ahead was withdrawn: the enterprise keeps the one that it has.
	#[codec(index = 20)]
	RenameWithdrawn { to: Name },
	/// The liquidator was named, in place of the one before it, if there was one.
	#[codec(index = 21)]
	LiquidatorNamed {
		account: AccountId,
		/// The digest of the decision by which it was appointed, a court's say.
		order: DocumentDigest,
	},
	/// The liquidator is none any more: the restriction was lifted, or the enterprise deregistered.
	#[codec(index = 22)]
	LiquidatorDismissed { account: AccountId },
	/// The registration was voided: it had been made under a wrong code.
	#[codec(index = 30)]
	Voided {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The right code, under which the enterprise is registered instead.
		instead: Uscc,
	},
	/// The enterprise was registered in place of a registration that was voided.
	#[codec(index = 31)]
	Opened {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The wrong code.
		instead_of: Uscc,
		/// The status that it had under the wrong code.
		status: EnterpriseStatus,
		/// When the name that it had under the wrong code was recorded; `None` for the one that it was registered with.
		renamed_at: Option<Moment>,
		/// The name that was recorded ahead under the wrong code.
		next_name: Option<NextName>,
	},
	/// The physical seal was moved to another enterprise: it had been filed for the wrong one.
	#[codec(index = 32)]
	Moved {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The wrong enterprise.
		from: Uscc,
		/// The right one.
		to: Uscc,
	},
	/// The physical seal is on file under another code: it had been filed under a wrong one.
	#[codec(index = 33)]
	Misfiled {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The right code.
		instead: SealCode,
	},
	/// The physical seal was filed in place of one with a wrong code.
	#[codec(index = 34)]
	Filed {
		correction: CorrectionId,
		/// The digest of the decision behind the correction.
		decision: DocumentDigest,
		/// The wrong code.
		instead_of: SealCode,
		/// The right enterprise; the one that the wrong code is filed for, if that was right.
		uscc: Uscc,
	},
}

/// An e-seal that was revoked because its enterprise was deregistered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct RevokedWith {
	/// The e-seal.
	pub seal: SealId,
	/// The entry of its history that records that.
	pub entry: u32,
}

/// A record. Records are only ever appended, and numbered from 0 for each subject.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct RegisterEntry<AccountId, BlockNumber> {
	/// What was recorded.
	pub change: RegisterChange<AccountId>,
	/// Who recorded it.
	pub by: Actor<AccountId>,
	/// Since when it counts: later than it was recorded only for a name ahead of time. What corrects a record counts from when that
	/// did.
	pub effective_at: Moment,
	/// The time of the block that recorded it.
	pub recorded_at: Moment,
	/// The number of the block that recorded it.
	pub block: BlockNumber,
}

/// The head of a subject's records: it covers all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct RegisterHead {
	/// How many there are.
	pub entries: u32,
	/// Zero for none, and `blake2_256(digest ‖ SCALE(entry))` after each.
	pub digest: H256,
}
