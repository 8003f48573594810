//! How often a validator changes its session keys, and a seat its validators. Each change makes a new authority set, and a
//! hand-off that every later receipt carries.

use crate::{Config, Error, Event, KeyChanges, Pallet, Registrations, Seat, Seats, Validators};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::Saturating;

impl<T: Config> Pallet<T> {
	/// Whether an account may set session keys now, as far as its last change is concerned: once in
	/// [`Config::ChangePeriod`], unless a motion allowed it more. Those of the genesis do not count.
	pub fn may_change_keys(who: &T::AccountId) -> bool {
		!KeyChanges::<T>::get(who).is_some_and(Self::is_recent)
	}

	/// Notes that a validator has just set its session keys.
	pub fn note_key_change(who: &T::AccountId) {
		if Validators::<T>::contains_key(who) {
			KeyChanges::<T>::insert(who, frame_system::Pallet::<T>::block_number());
		}
	}

	/// Notes that a seat registers or replaces a validator now.
	pub(crate) fn note_registration(seat: Seat) -> DispatchResult {
		Registrations::<T>::try_mutate(seat, |blocks| {
			blocks.retain(|at| Self::is_recent(*at));
			blocks
				.try_push(frame_system::Pallet::<T>::block_number())
				.map_err(|_| Error::<T>::TooManyRegistrations.into())
		})
	}

	pub(crate) fn do_allow_key_change(validator: T::AccountId) -> DispatchResult {
		let seat = Validators::<T>::get(&validator).ok_or(Error::<T>::NotValidator)?;
		ensure!(!Self::may_change_keys(&validator), Error::<T>::NothingToAllow);
		KeyChanges::<T>::remove(&validator);
		Self::deposit_event(Event::KeyChangeAllowed { seat, validator });
		Ok(())
	}

	pub(crate) fn do_allow_registrations(seat: Seat) -> DispatchResult {
		ensure!(Seats::<T>::contains_key(seat), Error::<T>::SeatVacant);
		let counts = Registrations::<T>::get(seat).into_iter().any(Self::is_recent);
		ensure!(counts, Error::<T>::NothingToAllow);
		Registrations::<T>::remove(seat);
		Self::deposit_event(Event::RegistrationsAllowed { seat });
		Ok(())
	}

	/// Whether what happened at this block still counts.
	fn is_recent(at: BlockNumberFor<T>) -> bool {
		frame_system::Pallet::<T>::block_number().saturating_sub(at) < T::ChangePeriod::get()
	}
}
