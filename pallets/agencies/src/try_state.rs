//! The pallet's invariants.

use crate::{
	Config, OfficerCount, Officers, Pallet, Seat, SeatAccounts, Seats, SessionLength, Validators,
};
use alloc::collections::BTreeMap;
use frame_support::{
	ensure,
	traits::{Get, SortedMembers},
};
use sp_runtime::{traits::Zero, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks the pallet's invariants. Goes through each map a fixed number of times.
	///
	/// # Errors
	///
	/// The first invariant that is violated.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut seats = 0usize;
		let mut validators = 0usize;
		for (seat, info) in Seats::<T>::iter() {
			seats = seats.saturating_add(1);
			ensure!(
				SeatAccounts::<T>::get(&info.account) == Some(seat),
				"a seat's governing account is not indexed under the seat"
			);
			for validator in &info.validators {
				validators = validators.saturating_add(1);
				ensure!(
					Validators::<T>::get(validator) == Some(seat),
					"a seat's validator is not indexed under the seat"
				);
			}
		}
		ensure!(
			SeatAccounts::<T>::iter().count() == seats,
			"an indexed governing account is not its seat's"
		);
		ensure!(
			Validators::<T>::iter().count() == validators,
			"an indexed validator is not its seat's"
		);

		ensure!(
			T::CouncilMembers::sorted_members() == Self::sorted_members(),
			"the council's members are not the seats' governing accounts"
		);
		ensure!(!SessionLength::<T>::get().is_zero(), "a session has no block");

		let mut officers: BTreeMap<Seat, u32> = BTreeMap::new();
		for seat in Officers::<T>::iter_values() {
			let officers = officers.entry(seat).or_default();
			*officers = officers.saturating_add(1);
		}
		for seat in Seat::ALL {
			let counted = OfficerCount::<T>::get(seat);
			ensure!(
				counted == officers.get(&seat).copied().unwrap_or_default(),
				"a seat's count of officers is wrong"
			);
			ensure!(counted <= T::MaxOfficers::get(), "a seat has too many officers");
		}

		let holders = Officers::<T>::iter_keys()
			.chain(SeatAccounts::<T>::iter_keys())
			.chain(Validators::<T>::iter_keys());
		for who in holders {
			let duties = [
				Officers::<T>::contains_key(&who),
				SeatAccounts::<T>::contains_key(&who),
				Validators::<T>::contains_key(&who),
			];
			ensure!(
				duties.into_iter().filter(|d| *d).count() == 1,
				"an account has two duties"
			);
			ensure!(
				frame_system::Pallet::<T>::providers(&who) > 0,
				"an account with a role is not admitted"
			);
		}
		Ok(())
	}
}
