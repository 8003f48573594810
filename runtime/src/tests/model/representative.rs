//! A new owner account: offered, and accepted.

use super::{register::errors, seals::holders, AdmissionError, Broken, Caller, Model, SealError, Verdict};
use crate::AccountId;
use eseal_primitives::Moment;
use pallet_agencies::Seat;
use pallet_e_seal::{Actor, RegisterChange};

const DAY: u64 = 24 * 60 * 60 * 1_000;

/// The longest offer, in milliseconds: 30 days.
pub const LONGEST_OFFER: u64 = 30 * DAY;

/// How long after an offer the key must be replaced at the latest, in milliseconds: 90 days.
pub const LATEST_ROTATION: u64 = 90 * DAY;

/// An offer that was neither accepted nor withdrawn.
#[derive(Debug, Clone)]
pub struct Offered {
	/// To whom.
	pub owner: AccountId,
	/// When it was made.
	pub at: Moment,
	/// When it ends.
	pub until: Moment,
	/// By when the key must be replaced.
	pub rotate_by: Moment,
}

impl Model {
	/// Whether an account has the key of an e-seal of the enterprise in force or of its application.
	pub(super) fn has_seal_key(&self, uscc: &str, account: &AccountId) -> bool {
		let has_key = |id: usize| holders(&self.seals[id].form.key).contains(account);
		self.in_force(uscc).into_iter().chain(self.pending(uscc)).any(has_key)
	}

	pub(super) fn offer_ownership(
		&mut self,
		caller: &Caller,
		uscc: &[u8],
		owner: &AccountId,
		until: Moment,
		rotate_by: Moment,
	) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let uscc = self.find_enterprise(uscc).map_err(errors)?;
		let enterprise = &self.enterprises[&uscc];
		let now = self.now;
		let mut broken = Broken::default();
		broken.all(enterprise.not_registered());
		broken.unless(enterprise.owner != *owner, SealError::OwnerUnchanged);
		broken.unless(!self.has_seal_key(&uscc, owner), SealError::OwnerHasSealKey);
		broken.unless(until > now, SealError::OfferEndPast);
		broken.unless(until <= now + LONGEST_OFFER, SealError::OfferTooLong);
		broken.unless(rotate_by >= until, SealError::RotationTooSoon);
		broken.unless(rotate_by <= now + LATEST_ROTATION, SealError::RotationTooLate);
		broken.unless(!self.officers.contains_key(owner), AdmissionError::OfficerAtEnterprise);
		broken.verdict()?;
		self.enterprise_mut(&uscc).offer = Some(Offered {
			owner: owner.clone(),
			at: now,
			until,
			rotate_by,
		});
		let change = RegisterChange::OwnershipOffered {
			to: owner.clone(),
			until,
			rotate_by,
		};
		self.enter_change(&uscc, change, by);
		Ok(())
	}

	pub(super) fn accept_ownership(&mut self, caller: &Caller, uscc: &[u8], rotate_by: Moment) -> Verdict {
		let who = Self::account(caller)?.clone();
		let uscc = self.find_enterprise(uscc).map_err(errors)?;
		let Some(offer) = self.enterprises[&uscc].offer.clone().filter(|offer| offer.owner == who) else {
			return Err(vec![SealError::NotOffered.into()]);
		};
		let mut broken = Broken::default();
		broken.unless(offer.rotate_by == rotate_by, SealError::OfferDiffers);
		broken.unless(self.now < offer.until, SealError::OfferEnded);
		broken.unless(!self.has_seal_key(&uscc, &who), SealError::OwnerHasSealKey);
		broken.verdict()?;
		let enterprise = self.enterprise_mut(&uscc);
		enterprise.offer = None;
		let from = std::mem::replace(&mut enterprise.owner, who.clone());
		enterprise.changes += 1;
		let by = Actor::Owner { account: who.clone() };
		self.enter_change(&uscc, RegisterChange::OwnerChanged { from, to: who }, by.clone());
		// Also of one that is revoked, and may have been so by mistake.
		for id in [self.current(&uscc), self.awaited(&uscc)].into_iter().flatten() {
			let before = self.seals[id].rotate_by;
			let due = before.map_or(rotate_by, |before| before.min(rotate_by));
			self.seals[id].rotate_by = Some(due);
			if self.is_in_force(id) {
				self.require_rotation(id, due, by.clone());
			}
		}
		// "All grants end": of every e-seal that the enterprise ever had.
		for id in 0..self.seals.len() {
			if self.seals[id].uscc == uscc {
				self.end_grants(id);
			}
		}
		Ok(())
	}

	pub(super) fn withdraw_offer(&mut self, caller: &Caller, uscc: &[u8]) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let uscc = self.find_enterprise(uscc).map_err(errors)?;
		let Some(offer) = self.enterprise_mut(&uscc).offer.take() else {
			return Err(vec![SealError::NoOffer.into()]);
		};
		self.enter_change(&uscc, RegisterChange::OfferWithdrawn { to: offer.owner }, by);
		Ok(())
	}
}
