//! Corrections of what is on record: proposed by the agency that erred, made when another one agrees.
//!
//! A correction deletes nothing. What it corrects stays where it stands, and the correction stands beside it.

use crate::{
	seal::{Loss, Revocation},
	DocumentDigest, Moment, Officer, SealCode, SealId, Seat, Uscc,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

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
}

impl Correction {
	/// The seat that erred, whose officers propose it.
	pub const fn seat(&self) -> Seat {
		match self {
			Self::ReverseRevocation { .. } => Seat::DataResources,
			Self::ReverseReport { .. } => Seat::PublicSecurity,
			Self::ReverseDeregistration { .. } => Seat::MarketSupervision,
		}
	}

	/// The digest of what it corrects.
	pub const fn corrects(&self) -> H256 {
		match self {
			Self::ReverseRevocation { digest, .. }
			| Self::ReverseReport { digest, .. }
			| Self::ReverseDeregistration { digest, .. } => *digest,
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
