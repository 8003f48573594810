//! A new owner account, such as that of a new legal representative: Market Supervision offers the enterprise to it, and it accepts.

use crate::{
	Actor, Config, Enterprises, Error, Event, Hold, Offer, Offers, Pallet, PendingApplication, RegisterChange,
	RotateBy, Seal, Seals, Term, UseRights,
};
use alloc::vec::Vec;
use eseal_crypto::controls;
use eseal_primitives::{Moment, RawText, SealId, Uscc};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, weights::Weight};
use pallet_admission::{Admission, Role};
use pallet_agencies::Officer;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Admits the account, so that it can accept. It has no say until then.
	pub(crate) fn do_offer_ownership(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		to: T::AccountId,
		until: Moment,
		rotate_by: Moment,
	) -> DispatchResult {
		let (uscc, enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		ensure!(enterprise.owner != to, Error::<T>::OwnerUnchanged);
		Self::ensure_no_seal_key(uscc, &to)?;
		let now = Self::now();
		ensure!(until > now, Error::<T>::OfferEndPast);
		ensure!(until.since(now) <= T::MaxOffer::get(), Error::<T>::OfferTooLong);
		ensure!(rotate_by >= until, Error::<T>::RotationTooSoon);
		ensure!(
			rotate_by.since(now) <= T::MaxRotation::get(),
			Error::<T>::RotationTooLate
		);

		T::Admission::admit(&to, Role::Owner)?;
		if let Some(replaced) = Offers::<T>::get(uscc) {
			T::Admission::dismiss(&replaced.owner, Role::Owner)?;
		}
		let offer = Offer {
			owner: to.clone(),
			offered_at: now,
			until,
			rotate_by,
		};
		Offers::<T>::insert(uscc, offer);
		let change = RegisterChange::OwnershipOffered {
			to: to.clone(),
			until,
			rotate_by,
		};
		Self::enter(uscc, change, by.clone().into())?;
		Self::deposit_event(Event::OwnershipOffered {
			uscc,
			to,
			until,
			rotate_by,
			by,
		});
		Ok(())
	}

	pub(crate) fn do_withdraw_offer(by: Officer<T::AccountId>, uscc: &RawText) -> DispatchResult {
		let (uscc, _) = Self::find_enterprise(uscc)?;
		let offer = Offers::<T>::get(uscc).ok_or(Error::<T>::NoOffer)?;
		Self::end_offer(uscc)?;
		let to = offer.owner;
		Self::enter(
			uscc,
			RegisterChange::OfferWithdrawn { to: to.clone() },
			by.clone().into(),
		)?;
		Self::deposit_event(Event::OfferWithdrawn { uscc, to, by });
		Ok(())
	}

	/// Takes away an offer that is not accepted, and the role of the account.
	pub(crate) fn end_offer(uscc: Uscc) -> DispatchResult {
		match Offers::<T>::take(uscc) {
			Some(offer) => T::Admission::dismiss(&offer.owner, Role::Owner),
			None => Ok(()),
		}
	}

	/// Returns on how many e-seals it placed a hold, and what the end of the grants weighed.
	pub(crate) fn do_accept_ownership(
		who: T::AccountId,
		uscc: &RawText,
		rotate_by: Moment,
	) -> Result<(usize, Weight), DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		let offer = Offers::<T>::get(uscc)
			.filter(|offer| offer.owner == who)
			.ok_or(Error::<T>::NotOffered)?;
		ensure!(offer.rotate_by == rotate_by, Error::<T>::OfferDiffers);
		ensure!(Self::now() < offer.until, Error::<T>::OfferEnded);
		Self::ensure_no_seal_key(uscc, &who)?;

		let from = core::mem::replace(&mut enterprise.owner, who.clone());
		enterprise.revision = enterprise.revision.checked_add(1).ok_or(Error::<T>::Overflow)?;
		// The account keeps the role that the offer gave it.
		Offers::<T>::remove(uscc);
		Enterprises::<T>::insert(uscc, enterprise);
		T::Admission::dismiss(&from, Role::Owner)?;
		let change = RegisterChange::OwnerChanged {
			from: from.clone(),
			to: who.clone(),
		};
		let by = Actor::Owner { account: who.clone() };
		Self::enter(uscc, change, by)?;
		Self::deposit_event(Event::OwnerChanged {
			uscc,
			from,
			to: who.clone(),
		});
		let mut required = 0usize;
		for id in Self::may_be_live(uscc) {
			required = required.saturating_add(Self::require_rotation(id, &who, rotate_by)?.into());
		}
		let in_force = Self::in_force(uscc).into_iter().map(|(id, _)| id);
		// A pending successor has the grants that are to carry over.
		let pending = Self::pending(uscc).filter(|(_, seal)| seal.supersedes.is_some());
		let mut dissolution = Weight::zero();
		for id in in_force.chain(pending.map(|(id, _)| id)) {
			dissolution = dissolution.saturating_add(T::UseRights::dissolve(id)?);
		}
		Ok((required, dissolution))
	}

	/// The e-seals that are live, or may come to be so without another application: the enterprise's latest, also if it is revoked,
	/// since that may have been a mistake; and the one that it is to take over from, which may go on.
	fn may_be_live(uscc: Uscc) -> Vec<SealId> {
		let (current, awaited) = (Self::current(uscc), Self::awaited(uscc));
		current.into_iter().chain(awaited).collect()
	}

	fn pending(uscc: Uscc) -> Option<(SealId, Seal<T::AccountId>)> {
		let id = PendingApplication::<T>::get(uscc)?;
		Some((id, Seals::<T>::get(id)?))
	}

	/// From `rotate_by` on, the e-seal is on hold: whoever acted for the enterprise before may have its key. If that is due before
	/// already, it stays so. Returns whether it placed the hold.
	fn require_rotation(id: SealId, by: &T::AccountId, rotate_by: Moment) -> Result<bool, DispatchError> {
		let due = RotateBy::<T>::get(id).map_or(rotate_by, |before| before.min(rotate_by));
		RotateBy::<T>::insert(id, due);
		let seal = Self::find_seal(id)?;
		let (hold, term) = (Hold::KeyRotationDue, Term::From(due));
		if !Self::is_in_force(&seal) || seal.terms.get(&hold) == Some(&term) {
			return Ok(false);
		}
		let by = Actor::Owner { account: by.clone() };
		Self::place_hold_for(id, seal, hold, None, Some(term), by, Self::now())?;
		Ok(true)
	}

	/// Neither an e-seal in force nor the pending application has the account's key: a use takes two secrets.
	pub(crate) fn ensure_no_seal_key(uscc: Uscc, account: &T::AccountId) -> Result<(), Error<T>> {
		for (_, seal) in Self::in_force(uscc).into_iter().chain(Self::pending(uscc)) {
			ensure!(!controls(&seal.key, account), Error::<T>::OwnerHasSealKey);
		}
		Ok(())
	}
}
