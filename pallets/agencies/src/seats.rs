//! The seats. They are filled and vacated, and their governing accounts replaced, by motion.

use crate::{
	Config, Error, Event, OfficerCount, Officers, Pallet, Registrations, Seat, SeatAccounts, SeatInfo, Seats,
	Validators, MIN_SEATS,
};
use alloc::vec::Vec;
use core::slice;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{ChangeMembers, SortedMembers},
};
use pallet_admission::{Admission, Duty, Role};
use sp_runtime::BoundedVec;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_seat(seat: Seat, account: T::AccountId) -> DispatchResult {
		ensure!(!Seats::<T>::contains_key(seat), Error::<T>::SeatHeld);
		Self::ensure_no_duty(&account)?;

		let info = SeatInfo {
			account: account.clone(),
			validators: BoundedVec::new(),
		};
		Seats::<T>::insert(seat, info);
		Self::begin_governing(seat, &account)?;
		Self::change_council(slice::from_ref(&account), &[]);
		Self::deposit_event(Event::SeatAdded { seat, account });
		Ok(())
	}

	pub(crate) fn do_remove_seat(seat: Seat) -> DispatchResult {
		let info = Seats::<T>::get(seat).ok_or(Error::<T>::SeatVacant)?;
		ensure!(Self::held_seats() > MIN_SEATS, Error::<T>::TooFewSeats);

		for validator in &info.validators {
			Self::end_validator(seat, validator)?;
		}
		for officer in Self::officers_of(seat) {
			Self::end_office(seat, &officer, None)?;
		}
		OfficerCount::<T>::remove(seat);
		Registrations::<T>::remove(seat);
		Seats::<T>::remove(seat);
		Self::ensure_authority_left()?;
		Self::end_governing(seat, &info.account)?;
		Self::withdraw_motions(seat);
		Self::change_council(&[], slice::from_ref(&info.account));
		Self::deposit_event(Event::SeatRemoved {
			seat,
			account: info.account,
		});
		Ok(())
	}

	pub(crate) fn do_replace_seat_account(seat: Seat, account: T::AccountId) -> DispatchResult {
		let mut info = Seats::<T>::get(seat).ok_or(Error::<T>::SeatVacant)?;
		Self::ensure_no_duty(&account)?;

		let former = core::mem::replace(&mut info.account, account.clone());
		Seats::<T>::insert(seat, info);
		Self::end_governing(seat, &former)?;
		Self::begin_governing(seat, &account)?;
		Self::withdraw_motions(seat);
		Self::change_council(slice::from_ref(&account), slice::from_ref(&former));
		Self::deposit_event(Event::SeatAccountReplaced { seat, former, account });
		Ok(())
	}

	/// How many seats are filled.
	fn held_seats() -> u32 {
		Seat::ALL
			.iter()
			.filter(|seat| Seats::<T>::contains_key(seat))
			.fold(0, |count, _| count.saturating_add(1))
	}

	/// The officers of a seat. Reads those of all seats: at most four times the most that one seat may have.
	fn officers_of(seat: Seat) -> Vec<T::AccountId> {
		Officers::<T>::iter()
			.filter(|(_, of)| *of == seat)
			.map(|(officer, _)| officer)
			.collect()
	}

	/// Fails if the account governs a seat, validates for one or is an officer: an account has only one of these roles.
	pub(crate) fn has_duty(account: &T::AccountId) -> bool {
		SeatAccounts::<T>::contains_key(account)
			|| Validators::<T>::contains_key(account)
			|| Officers::<T>::contains_key(account)
	}

	pub(crate) fn ensure_no_duty(account: &T::AccountId) -> DispatchResult {
		ensure!(!Self::has_duty(account), Error::<T>::AccountHasOtherDuty);
		Ok(())
	}

	pub(crate) fn begin_governing(seat: Seat, account: &T::AccountId) -> DispatchResult {
		SeatAccounts::<T>::insert(account, seat);
		T::Admission::admit(account, Role::Duty(Duty::Governor { seat }))
	}

	fn end_governing(seat: Seat, account: &T::AccountId) -> DispatchResult {
		SeatAccounts::<T>::remove(account);
		T::Admission::dismiss(account, Role::Duty(Duty::Governor { seat }))
	}

	/// Tells the council who votes from now on. Votes of `outgoing` on open motions are dropped.
	fn change_council(incoming: &[T::AccountId], outgoing: &[T::AccountId]) {
		T::Council::change_members_sorted(incoming, outgoing, &Self::sorted_members());
	}
}

/// The governing accounts of the seats, which vote.
impl<T: Config> SortedMembers<T::AccountId> for Pallet<T> {
	fn sorted_members() -> Vec<T::AccountId> {
		let mut accounts: Vec<_> = Seat::ALL
			.iter()
			.filter_map(Seats::<T>::get)
			.map(|info| info.account)
			.collect();
		accounts.sort();
		accounts
	}
}
