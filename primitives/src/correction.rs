//! Corrections of what is on record: proposed by the agency that erred, made when another one agrees.
//!
//! A correction deletes nothing. What it corrects stays where it stands, and the correction stands beside it.

use crate::{
	register::RegisterSubject,
	seal::{Loss, Revocation},
	DocumentDigest, Moment, Officer, SealCode, SealId, Seat, Uscc, UsccCheck,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32, H256};

/// What is to be corrected, named exactly: with where it stands on record its digest, so that on another fork, or after another
/// change, nothing else is corrected.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Correction {
	/// An e-seal was revoked by mistake: it is active again, as if it had never been revoked.
	#[codec(index = 0)]
	ReverseRevocation {
		seal: SealId,
		/// The entry of its history that records the revocation.
		entry: u32,
		/// That entry's digest: see [`decision`](crate::decision).
		digest: H256,
	},
	/// A physical seal was reported lost or destroyed by mistake: it is on file, as if it had never been reported.
	#[codec(index = 1)]
	ReverseReport {
		code: SealCode,
		/// The record of the report among those of the physical seal.
		entry: u32,
		/// That record's digest.
		digest: H256,
	},
	/// An enterprise was deregistered by mistake: it is in the register, and its e-seal active, as if it had never been deregistered.
	#[codec(index = 2)]
	ReverseDeregistration {
		uscc: Uscc,
		/// The record of the deregistration among those of the enterprise.
		entry: u32,
		/// That record's digest.
		digest: H256,
	},
	/// An enterprise was registered under a wrong code: that registration is voided, and the right one opened.
	#[codec(index = 3)]
	VoidRegistration {
		/// The wrong code.
		uscc: Uscc,
		/// The right code.
		instead: Uscc,
		/// Whether the rules of the standard are enforced on the right code, or waived.
		check: UsccCheck,
		/// The digest of the registration as it stands.
		digest: H256,
	},
	/// A physical seal was filed for the wrong enterprise or under a wrong code, or both: it moves.
	#[codec(index = 4)]
	MovePhysicalSeal {
		/// The code that it has.
		code: SealCode,
		/// The right code. The same, if that is right.
		instead: SealCode,
		/// The right enterprise. The same, if that is right.
		uscc: Uscc,
		/// The digest of the file as it stands.
		digest: H256,
	},
}

impl Correction {
	/// The seat that erred, whose officers propose it.
	pub const fn seat(&self) -> Seat {
		match self {
			Self::ReverseRevocation { .. } => Seat::DataResources,
			Self::ReverseReport { .. } | Self::MovePhysicalSeal { .. } => Seat::PublicSecurity,
			Self::ReverseDeregistration { .. } | Self::VoidRegistration { .. } => Seat::MarketSupervision,
		}
	}

	/// The digest of what it corrects.
	pub const fn corrects(&self) -> H256 {
		match self {
			Self::ReverseRevocation { digest, .. }
			| Self::ReverseReport { digest, .. }
			| Self::ReverseDeregistration { digest, .. }
			| Self::VoidRegistration { digest, .. }
			| Self::MovePhysicalSeal { digest, .. } => *digest,
		}
	}
}

/// A correction that was proposed, and perhaps made.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ProposedCorrection<AccountId> {
	/// What it corrects.
	pub correction: Correction,
	/// The digest of the decision behind it.
	pub decision: DocumentDigest,
	/// The officer of the agency that erred.
	pub proposed_by: Officer<AccountId>,
	/// When it was proposed.
	pub proposed_at: Moment,
	/// The moment from which on it can no longer be agreed to.
	pub until: Moment,
	/// Who agreed to it, and when that made it.
	pub made: Option<Agreement<AccountId>>,
}

/// That another agency agreed to a correction.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Agreement<AccountId> {
	/// The officer of the other agency.
	pub by: Officer<AccountId>,
	/// When the correction was made.
	pub at: Moment,
}

/// What was on an e-seal's record, and was recorded by mistake.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Mistake {
	/// Its revocation.
	#[codec(index = 0)]
	Revocation(Revocation),
	/// The loss of its physical seal.
	#[codec(index = 1)]
	Loss(Loss),
}

/// What an e-seal's last correction corrected. Its history has all corrections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Corrected {
	/// What was on record, and is now known never to have been so.
	pub mistake: Mistake,
	/// The digest of the decision behind the correction.
	pub decision: DocumentDigest,
	/// When it was corrected.
	pub at: Moment,
}

/// What is right in place of what was recorded under a wrong code, or for the wrong enterprise.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Right {
	/// The physical seal is that with this code, of this enterprise.
	#[codec(index = 0)]
	PhysicalSeal { code: SealCode, uscc: Uscc },
	/// The enterprise is registered under this code.
	#[codec(index = 1)]
	Enterprise { uscc: Uscc },
}

impl Right {
	/// What is right, as the register has it.
	pub const fn subject(&self) -> RegisterSubject {
		match *self {
			Self::PhysicalSeal { code, .. } => RegisterSubject::PhysicalSeal(code),
			Self::Enterprise { uscc } => RegisterSubject::Enterprise(uscc),
		}
	}
}

/// How often a registration or a physical seal's file gets another code at most.
pub const MAX_RECTIFIED: u32 = 4;

/// The wrong codes that a registration or a physical seal's file had, in the order in which they were corrected: at most
/// [`MAX_RECTIFIED`].
pub type RectifiedFrom = BoundedVec<RegisterSubject, ConstU32<MAX_RECTIFIED>>;

/// What the last correction of a registration, or of where a physical seal is filed, found to be right. If what is right was corrected
/// again, then by that correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Rectified {
	/// What is right, and was all the time.
	pub right: Right,
	/// The digest of the decision behind the correction.
	pub decision: DocumentDigest,
	/// When it was corrected.
	pub at: Moment,
}
