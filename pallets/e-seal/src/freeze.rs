//! The freeze of an enterprise: until its end it has no usable e-seal, and gets none.

use crate::{Actor, Config, Error, Event, Freeze, Freezes, Hold, Pallet, RegisterChange, Term};
use eseal_primitives::{DocumentDigest, Moment, RawText, Uscc};
use frame_support::{ensure, traits::Get};
use pallet_agencies::Officer;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// The freeze of an enterprise that is in force.
	pub(crate) fn freeze_in_force(uscc: Uscc) -> Option<Freeze> {
		Freezes::<T>::get(uscc).filter(|freeze| freeze.is_in_force(Self::now()))
	}

	pub(crate) fn ensure_not_frozen(uscc: Uscc) -> Result<(), Error<T>> {
		ensure!(Self::freeze_in_force(uscc).is_none(), Error::<T>::EnterpriseIsFrozen);
		Ok(())
	}

	/// Returns on how many e-seals it placed a hold.
	pub(crate) fn do_freeze(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		order: DocumentDigest,
		until: Moment,
	) -> Result<usize, DispatchError> {
		let (uscc, enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		let now = Self::now();
		ensure!(until > now, Error::<T>::FreezeEndPast);
		ensure!(until.since(now) <= T::MaxFreeze::get(), Error::<T>::FreezeTooLong);
		if let Some(renewed) = Self::freeze_in_force(uscc) {
			ensure!(until > renewed.until, Error::<T>::FreezeNotLonger);
		}

		let placed_at = now;
		Freezes::<T>::insert(
			uscc,
			Freeze {
				order,
				placed_at,
				until,
			},
		);
		Self::enter(uscc, RegisterChange::Frozen { order, until }, by.clone().into())?;
		Self::deposit_event(Event::EnterpriseFrozen {
			uscc,
			order,
			until,
			by: by.clone(),
		});
		let (hold, term) = (Hold::Freeze, Some(Term::Until(until)));
		let in_force = Self::in_force(uscc);
		let placed = in_force.len();
		for (id, seal) in in_force {
			Self::place_hold_for(id, seal, hold, Some(order), term, by.clone().into(), now)?;
		}
		Ok(placed)
	}

	/// Returns from how many e-seals it lifted a hold.
	pub(crate) fn do_unfreeze(
		by: Actor<T::AccountId>,
		uscc: &RawText,
		order: DocumentDigest,
	) -> Result<usize, DispatchError> {
		let (uscc, _) = Self::find_enterprise(uscc)?;
		let freeze = Self::freeze_in_force(uscc).ok_or(Error::<T>::EnterpriseNotFrozen)?;
		ensure!(freeze.order == order, Error::<T>::FreezeDiffers);

		Freezes::<T>::remove(uscc);
		Self::enter(uscc, RegisterChange::Unfrozen { order }, by.clone())?;
		Self::deposit_event(Event::EnterpriseUnfrozen {
			uscc,
			order,
			by: by.clone(),
		});
		Self::lift_from_each(Self::in_force(uscc), Hold::Freeze, &by)
	}
}
