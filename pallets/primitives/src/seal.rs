//! E-seals: status, holds, and what stands in the way of their use.

use crate::{enterprise::Name, plain_enum::plain_enum, DocumentDigest, Moment, SealCode, SealId, SealKey, Uscc};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{traits::ConstU32, BoundedBTreeSet};

plain_enum! {
	/// Where an e-seal stands.
	pub enum SealStatus {
		/// Its owner applied for it.
		Applied = 0,
		/// Issued. Holds may stand in the way of its use.
		Active = 1,
		/// Ended for good.
		Revoked = 2,
		/// The application was refused.
		Rejected = 3,
		/// The owner took the application back.
		Withdrawn = 4,
	}
}

plain_enum! {
	/// What stops an active e-seal for a while. Each is placed and lifted by its own authority.
	pub enum Hold {
		/// The owner suspended it, and resumes it.
		OwnerSuspension = 0,
		/// Data Resources suspended it, and resumes it.
		PlatformSuspension = 1,
		/// Public Security froze it on a legal order, and unfreezes it.
		Freeze = 2,
		/// The physical seal is lost or destroyed. Never lifted: only a successor helps.
		PhysicalSealLost = 3,
		/// Market Supervision restricted the enterprise, and lifts the restriction.
		EnterpriseRestricted = 4,
		/// The enterprise has another name now. Never lifted: only a successor helps.
		EnterpriseRenamed = 5,
	}
}

/// How many kinds of hold there are.
pub const HOLDS: u32 = 6;

/// The holds that stand.
pub type Holds = BoundedBTreeSet<Hold, ConstU32<HOLDS>>;

plain_enum! {
	/// Why an e-seal was revoked.
	pub enum RevocationReason {
		/// A successor became active. The chain sets it; no caller may.
		Superseded = 0,
		/// The enterprise was deregistered. The chain sets it; no caller may.
		EnterpriseDeregistered = 1,
		/// The seal key is, or may be, in other hands.
		KeyCompromised = 2,
		/// The certificate behind the e-seal was withdrawn.
		CertificateWithdrawn = 3,
		/// The enterprise does not want it any more.
		CessationOfUse = 4,
		/// A court ordered it.
		CourtOrder = 5,
		/// It should never have been issued.
		IssuedInError = 6,
	}
}

impl RevocationReason {
	/// Whether only the chain itself gives this reason.
	pub fn is_reserved(self) -> bool {
		matches!(self, Self::Superseded | Self::EnterpriseDeregistered)
	}
}

plain_enum! {
	/// Why an application was refused.
	pub enum RejectionReason {
		/// The enterprise was deregistered. The chain sets it; no caller may.
		EnterpriseDeregistered = 0,
		/// Documents are missing.
		DocumentsIncomplete = 1,
		/// The picture does not match the imprint of the physical seal.
		ImprintMismatch = 2,
		/// The certificate does not hold.
		CertificateInvalid = 3,
		/// The applicant did not prove its identity.
		IdentityNotProven = 4,
		/// Another reason, told to the applicant off chain.
		Other = 5,
	}
}

impl RejectionReason {
	/// Whether only the chain itself gives this reason.
	pub fn is_reserved(self) -> bool {
		matches!(self, Self::EnterpriseDeregistered)
	}
}

/// An e-seal, from the application on.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Seal<AccountId> {
	/// The enterprise that it belongs to.
	pub uscc: Uscc,
	/// The physical seal that it pairs with.
	pub code: SealCode,
	/// The enterprise's name when its owner applied.
	pub name: Name,
	/// The account that applied.
	pub applicant: AccountId,
	/// The public key that signs every use.
	pub key: SealKey,
	/// The digest of its certificate.
	pub certificate: DocumentDigest,
	/// The digest of its picture.
	pub picture: DocumentDigest,
	/// The first moment of validity.
	pub valid_from: Moment,
	/// The moment at which validity ends; not itself valid.
	pub valid_until: Moment,
	/// Where it stands.
	pub status: SealStatus,
	/// What stops it for a while. Those that stood when it was revoked stay on record.
	pub holds: Holds,
	/// The e-seal before it.
	pub supersedes: Option<SealId>,
	/// The enterprise's revision when its owner applied.
	pub enterprise_revision: u32,
	/// When the owner applied.
	pub applied_at: Moment,
	/// When it became active.
	pub activated_at: Option<Moment>,
	/// From when on it is revoked; may lie before the revocation was recorded.
	pub revoked_at: Option<Moment>,
	/// How many entries its history has.
	pub history_len: u32,
	/// Zero for no entries; then `blake2_256(digest ‖ SCALE(entry))`, entry by entry: covers the whole history.
	pub history_digest: H256,
}

/// What stands in the way of using an e-seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Obstacle {
	/// It never became active: the application is pending, refused or withdrawn.
	#[codec(index = 0)]
	NotIssued,
	/// It is revoked.
	#[codec(index = 1)]
	Revoked,
	/// A hold stands.
	#[codec(index = 2)]
	OnHold(Hold),
	/// Its validity has not begun.
	#[codec(index = 3)]
	NotYetValid,
	/// Its validity has ended.
	#[codec(index = 4)]
	Expired,
}

/// What stands in the way of using an e-seal with these facts at `moment`, the gravest first. Nothing does when it is
/// active, has no hold, and `moment` lies in its validity.
pub fn obstacles(
	status: SealStatus,
	holds: impl IntoIterator<Item = Hold>,
	valid_from: Moment,
	valid_until: Moment,
	moment: Moment,
) -> Vec<Obstacle> {
	let standing = match status {
		SealStatus::Active => None,
		SealStatus::Revoked => Some(Obstacle::Revoked),
		SealStatus::Applied | SealStatus::Rejected | SealStatus::Withdrawn => Some(Obstacle::NotIssued),
	};
	let validity = if moment < valid_from {
		Some(Obstacle::NotYetValid)
	} else if moment >= valid_until {
		Some(Obstacle::Expired)
	} else {
		None
	};
	standing
		.into_iter()
		.chain(holds.into_iter().map(Obstacle::OnHold))
		.chain(validity)
		.collect()
}

impl<AccountId> Seal<AccountId> {
	/// What stands in the way of using it at `now`, the gravest first, as its facts stand now.
	pub fn obstacles(&self, now: Moment) -> Vec<Obstacle> {
		obstacles(
			self.status,
			self.holds.iter().copied(),
			self.valid_from,
			self.valid_until,
			now,
		)
	}
}
