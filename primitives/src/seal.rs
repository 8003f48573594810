//! E-seals: status, holds, and obstacles to their use.

use crate::{
	enterprise::Name,
	plain_enum::plain_enum,
	term::{Term, Terms},
	DocumentDigest, Moment, Purpose, SealCode, SealId, SealKey, Uscc,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedBTreeSet, ConstU32, H256};

plain_enum! {
	/// The status of an e-seal.
	pub enum SealStatus {
		/// Its owner applied for it.
		Applied = 0,
		/// Issued. Holds may still stop its use.
		Active = 1,
		/// Revoked, for good.
		Revoked = 2,
		/// The application was rejected.
		Rejected = 3,
		/// The owner withdrew the application.
		Withdrawn = 4,
		/// A successor was approved that takes over later, at the moment that its revocation names: until then it serves, from
		/// then on it is revoked. Only what is stored has this status: at any moment it is Active or Revoked.
		Superseded = 5,
		/// Approved, to take over from its predecessor at a later moment. Only answers about a moment have this status: what is
		/// stored is Active.
		Approved = 6,
	}
}

plain_enum! {
	/// What stops an active e-seal for a while. Each kind is placed and lifted by one authority.
	pub enum Hold {
		/// The owner suspended it, and can resume it.
		OwnerSuspension = 0,
		/// Data Resources suspended it, and can resume it.
		PlatformSuspension = 1,
		/// Public Security froze the enterprise on a legal order. It has a term: the freeze ends with it, unless it is renewed,
		/// or lifted before.
		Freeze = 2,
		/// The physical seal is lost or destroyed. Lifted only if that was a mistake: the e-seal must be replaced by a successor.
		PhysicalSealLost = 3,
		/// Market Supervision restricted the enterprise, and can lift the restriction. It does not stop the liquidator.
		EnterpriseRestricted = 4,
		/// The e-seal has another name than the enterprise. It has a term: it counts from the moment on at which the enterprise has the
		/// other name, and is lifted only if that is withdrawn before. Then the e-seal must be replaced by a successor.
		EnterpriseRenamed = 5,
		/// Another account acts for the enterprise, and the key that the one before it may have serves only until the term begins.
		/// Never lifted: the e-seal must be replaced by a successor, which has another key.
		KeyRotationDue = 6,
	}
}

/// How many kinds of hold there are.
pub const HOLDS: u32 = 7;

/// The holds that are in place.
pub type Holds = BoundedBTreeSet<Hold, ConstU32<HOLDS>>;

/// An e-seal's status and holds, by what was recorded up to some point. At first an application.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SealState {
	/// The status.
	pub status: SealStatus,
	/// The holds.
	pub holds: Holds,
	/// The terms of those holds that have one.
	pub terms: Terms,
}

impl Default for SealState {
	fn default() -> Self {
		Self {
			status: SealStatus::Applied,
			holds: Holds::new(),
			terms: Terms::new(),
		}
	}
}

impl SealState {
	/// Adds a hold, if it is not in place yet, that counts until it is lifted.
	pub fn place(&mut self, hold: Hold) {
		self.place_for(hold, None);
	}

	/// Adds a hold, if it is not in place yet, and sets its term.
	pub fn place_for(&mut self, hold: Hold, term: Option<Term>) {
		// There is room for every kind.
		let _ = self.holds.try_insert(hold);
		match term {
			Some(term) => {
				let _ = self.terms.try_insert(hold, term);
			}
			None => {
				self.terms.remove(&hold);
			}
		}
	}

	/// Takes a hold away, with its term.
	pub fn lift(&mut self, hold: Hold) {
		self.holds.remove(&hold);
		self.terms.remove(&hold);
	}

	/// The holds that count at `moment`: those in place but those whose term does not cover it.
	pub fn in_force(&self, moment: Moment) -> impl Iterator<Item = Hold> + '_ {
		let counts = move |hold: &Hold| self.terms.get(hold).is_none_or(|term| term.covers(moment));
		self.holds.iter().copied().filter(counts)
	}

	/// The status at `moment`, if nothing else was recorded by then: a takeover that was recorded ahead happens by time. `seal` has
	/// the moment.
	pub fn status_at<AccountId>(&self, seal: &Seal<AccountId>, moment: Moment) -> SealStatus {
		match self.status {
			SealStatus::Superseded if seal.is_succeeded_at(moment) => SealStatus::Revoked,
			SealStatus::Superseded => SealStatus::Active,
			SealStatus::Active if seal.activated_at.is_some_and(|at| at > moment) => SealStatus::Approved,
			status => status,
		}
	}

	/// What makes an e-seal with this validity unusable at `moment`, the gravest first.
	pub fn obstacles<AccountId>(&self, seal: &Seal<AccountId>, moment: Moment) -> Vec<Obstacle> {
		obstacles(
			self.status_at(seal, moment),
			self.in_force(moment),
			seal.valid_from,
			seal.valid_until,
			moment,
		)
	}
}

/// How many e-seals there are, by their stored status and whether a hold is in place. What time alone does is not looked at: an
/// e-seal whose validity has ended stays active until it is revoked, one whose freeze has ended is on hold until the hold is gone, and
/// where a successor was approved ahead, that one counts as active, and its predecessor as superseded, before the takeover and after
/// it. So each enterprise counts once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SealCounts {
	/// Pending applications.
	pub applied: u64,
	/// Live, without a hold.
	pub active: u64,
	/// Live, with one hold or several.
	pub on_hold: u64,
	/// Revoked.
	pub revoked: u64,
	/// Applications that were rejected.
	pub rejected: u64,
	/// Applications that were withdrawn.
	pub withdrawn: u64,
	/// Those whose successor was approved ahead: they serve until it takes over, and are revoked from then on.
	pub superseded: u64,
}

impl SealCounts {
	/// The count that an e-seal in this state is of.
	pub fn of(&mut self, state: &SealState) -> &mut u64 {
		match state.status {
			SealStatus::Applied => &mut self.applied,
			SealStatus::Active | SealStatus::Approved if state.holds.is_empty() => &mut self.active,
			SealStatus::Active | SealStatus::Approved => &mut self.on_hold,
			SealStatus::Revoked => &mut self.revoked,
			SealStatus::Rejected => &mut self.rejected,
			SealStatus::Withdrawn => &mut self.withdrawn,
			SealStatus::Superseded => &mut self.superseded,
		}
	}
}

/// That an e-seal was revoked.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Revocation {
	pub reason: RevocationReason,
	/// Since when it counts, which may be before it was recorded; or after, where a successor takes over ahead.
	pub effective_at: Moment,
	/// The time of the block that recorded it.
	pub recorded_at: Moment,
}

/// That an e-seal's physical seal was reported lost or destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Loss {
	/// Since when it counts, which may be before it was recorded.
	pub effective_at: Moment,
	/// The time of the block that recorded it.
	pub recorded_at: Moment,
}

plain_enum! {
	/// Why an e-seal was revoked.
	pub enum RevocationReason {
		/// A successor became active. Only the chain sets this reason.
		Superseded = 0,
		/// The enterprise was deregistered. Only the chain sets this reason.
		EnterpriseDeregistered = 1,
		/// Someone else has, or may have, the seal key.
		KeyCompromised = 2,
		/// The certificate behind the e-seal was withdrawn.
		CertificateWithdrawn = 3,
		/// The enterprise no longer needs it.
		CessationOfUse = 4,
		/// A court ordered it.
		CourtOrder = 5,
		/// It should never have been issued.
		IssuedInError = 6,
		/// Its enterprise had been registered under a wrong code, which it names. Only the chain sets this reason.
		RegistrationVoided = 7,
	}
}

impl RevocationReason {
	/// Whether only the chain itself sets this reason.
	pub fn is_reserved(self) -> bool {
		matches!(
			self,
			Self::Superseded | Self::EnterpriseDeregistered | Self::RegistrationVoided
		)
	}

	/// Whether the enterprise's owner may give this reason: it is about the owner's own key, certificate or need. What a
	/// court or an agency found, only an agency says.
	pub fn is_of_owner(self) -> bool {
		matches!(
			self,
			Self::KeyCompromised | Self::CertificateWithdrawn | Self::CessationOfUse
		)
	}
}

plain_enum! {
	/// Why an application was rejected.
	pub enum RejectionReason {
		/// The enterprise was deregistered. Only the chain sets this reason.
		EnterpriseDeregistered = 0,
		/// Documents are missing.
		DocumentsIncomplete = 1,
		/// The picture does not match the imprint of the physical seal.
		ImprintMismatch = 2,
		/// The certificate is invalid.
		CertificateInvalid = 3,
		/// The applicant did not prove its identity.
		IdentityNotProven = 4,
		/// Another reason, which the applicant is told off chain.
		Other = 5,
		/// The enterprise had been registered under a wrong code. Only the chain sets this reason.
		RegistrationVoided = 6,
	}
}

impl RejectionReason {
	/// Whether only the chain itself sets this reason.
	pub fn is_reserved(self) -> bool {
		matches!(self, Self::EnterpriseDeregistered | Self::RegistrationVoided)
	}
}

/// An e-seal, from the application on.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Seal<AccountId> {
	/// The enterprise that it belongs to.
	pub uscc: Uscc,
	/// The physical seal that it is paired with.
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
	/// The moment at which validity ends, no longer valid itself.
	pub valid_until: Moment,
	pub status: SealStatus,
	/// The holds in place. Those in place when it was revoked stay on record.
	pub holds: Holds,
	/// The terms of those holds that have one.
	pub terms: Terms,
	/// The e-seal that it replaces.
	pub supersedes: Option<SealId>,
	/// The enterprise's revision when its owner applied.
	pub enterprise_revision: u32,
	pub applied_at: Moment,
	/// Since when it is active: for one that takes over from its predecessor, a moment that may lie ahead.
	pub activated_at: Option<Moment>,
	/// The loss of its physical seal, reported before it was revoked. With [`Seal::revoked`] the only part of its history that
	/// may count from before it was recorded. Neither stands here once it is known to have been a mistake.
	pub loss: Option<Loss>,
	/// Its revocation.
	pub revoked: Option<Revocation>,
	/// The number of entries in its history.
	pub history_len: u32,
	/// Covers the whole history: zero for no entries, and `blake2_256(digest ‖ SCALE(entry))` after each.
	pub history_digest: H256,
}

/// What makes an e-seal unusable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Obstacle {
	/// It never became active: the application is pending, rejected or withdrawn.
	#[codec(index = 0)]
	NotIssued,
	/// It is revoked.
	#[codec(index = 1)]
	Revoked,
	/// A hold is in place.
	#[codec(index = 2)]
	OnHold(Hold),
	/// Its validity has not begun.
	#[codec(index = 3)]
	NotYetValid,
	/// Its validity has ended.
	#[codec(index = 4)]
	Expired,
}

impl Obstacle {
	/// Whether it stops a use for this purpose. The liquidation of the enterprise does not stop the liquidator, whose purpose alone
	/// [`Purpose::Liquidation`] is, nor does the owner, in whose place the liquidator acts.
	pub fn stops(self, purpose: Purpose) -> bool {
		let of_liquidation = matches!(self, Self::OnHold(Hold::EnterpriseRestricted | Hold::OwnerSuspension));
		!(of_liquidation && purpose == Purpose::Liquidation)
	}
}

/// What makes an e-seal with these facts unusable at `moment`, the gravest first. Nothing does when it is active, has no
/// hold, and `moment` is within its validity.
pub fn obstacles(
	status: SealStatus,
	holds: impl IntoIterator<Item = Hold>,
	valid_from: Moment,
	valid_until: Moment,
	moment: Moment,
) -> Vec<Obstacle> {
	let standing = match status {
		// Of one that takes over later, the validity has not begun.
		SealStatus::Active | SealStatus::Superseded | SealStatus::Approved => None,
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
	/// Its present status and holds.
	pub fn state(&self) -> SealState {
		SealState {
			status: self.status,
			holds: self.holds.clone(),
			terms: self.terms.clone(),
		}
	}

	/// Whether its successor has taken over at `moment`.
	pub fn is_succeeded_at(&self, moment: Moment) -> bool {
		self.revoked
			.is_some_and(|revoked| revoked.reason == RevocationReason::Superseded && revoked.effective_at <= moment)
	}

	/// Its status at `now`, by its present record.
	pub fn status_at(&self, now: Moment) -> SealStatus {
		self.state().status_at(self, now)
	}

	/// Whether it is live at `now`, by its present record: active, with or without holds. At any moment at most one e-seal of an
	/// enterprise is.
	pub fn is_live_at(&self, now: Moment) -> bool {
		self.status_at(now) == SealStatus::Active
	}

	/// Whether it is approved at `now`, by its present record, to take over from its predecessor later.
	pub fn is_awaited_at(&self, now: Moment) -> bool {
		self.status_at(now) == SealStatus::Approved
	}

	/// What makes it unusable at `now`, by its present record, the gravest first.
	pub fn obstacles(&self, now: Moment) -> Vec<Obstacle> {
		self.state().obstacles(self, now)
	}
}
