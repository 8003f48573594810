//! A seat's own validators: registered, replaced and retired by its governing account alone.

use crate::{Config, Error, Event, KeyChanges, Pallet, Seat, Seats, ValidatorKeys, Validators};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_admission::{Admission, Duty, Role};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_validator(seat: Seat, validator: T::AccountId) -> DispatchResult {
		Self::ensure_no_duty(&validator)?;
		let mut info = Seats::<T>::get(seat).ok_or(Error::<T>::SeatVacant)?;
		info.validators
			.try_push(validator.clone())
			.map_err(|_| Error::<T>::TooManyValidators)?;
		Self::note_registration(seat)?;

		Seats::<T>::insert(seat, info);
		Self::begin_validator(seat, &validator)?;
		Self::deposit_event(Event::ValidatorRegistered { seat, validator });
		Ok(())
	}

	pub(crate) fn do_replace_validator(seat: Seat, validator: T::AccountId, successor: T::AccountId) -> DispatchResult {
		Self::ensure_no_duty(&successor)?;
		let mut info = Seats::<T>::get(seat).ok_or(Error::<T>::SeatVacant)?;
		let place = info
			.validators
			.iter_mut()
			.find(|other| **other == validator)
			.ok_or(Error::<T>::NotValidatorOfSeat)?;
		*place = successor.clone();
		Self::note_registration(seat)?;

		Seats::<T>::insert(seat, info);
		Self::end_validator(seat, &validator)?;
		Self::ensure_authority_left()?;
		Self::begin_validator(seat, &successor)?;
		Self::deposit_event(Event::ValidatorRetired { seat, validator });
		Self::deposit_event(Event::ValidatorRegistered {
			seat,
			validator: successor,
		});
		Ok(())
	}

	pub(crate) fn do_retire_validator(seat: Seat, validator: T::AccountId) -> DispatchResult {
		let mut info = Seats::<T>::get(seat).ok_or(Error::<T>::SeatVacant)?;
		ensure!(info.validators.contains(&validator), Error::<T>::NotValidatorOfSeat);
		ensure!(info.validators.len() > 1, Error::<T>::LastValidator);
		info.validators.retain(|other| *other != validator);

		Seats::<T>::insert(seat, info);
		Self::end_validator(seat, &validator)?;
		Self::ensure_authority_left()?;
		Self::deposit_event(Event::ValidatorRetired { seat, validator });
		Ok(())
	}

	/// Fails if no validator of any seat has session keys. Reads those of every seat, at most sixteen.
	pub(crate) fn ensure_authority_left() -> DispatchResult {
		ensure!(!Self::authorities().is_empty(), Error::<T>::LastAuthority);
		Ok(())
	}

	pub(crate) fn begin_validator(seat: Seat, validator: &T::AccountId) -> DispatchResult {
		Validators::<T>::insert(validator, seat);
		T::Admission::admit(validator, Role::Duty(Duty::Validator { seat }))
	}

	/// Ends a validator's role. Its session keys go first: they hold a reference to the account.
	pub(crate) fn end_validator(seat: Seat, validator: &T::AccountId) -> DispatchResult {
		T::Keys::forget(validator)?;
		KeyChanges::<T>::remove(validator);
		Validators::<T>::remove(validator);
		T::Admission::dismiss(validator, Role::Duty(Duty::Validator { seat }))
	}
}
