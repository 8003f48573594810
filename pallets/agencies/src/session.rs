//! The seats' validators, as `pallet_session` asks for them.

use crate::{Config, Pallet, Seat, Seats, Validators};
use alloc::vec::Vec;
use core::marker::PhantomData;
use pallet_session::SessionManager;
use sp_runtime::traits::Convert;
use sp_staking::SessionIndex;

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
	/// The validators of all seats, seat by seat.
	fn new_session_genesis(_: SessionIndex) -> Option<Vec<T::AccountId>> {
		Some(
			Seat::ALL
				.iter()
				.filter_map(Seats::<T>::get)
				.flat_map(|seat| seat.validators)
				.collect(),
		)
	}

	/// `None`: the validators are those of the genesis, so nothing ever changes, and GRANDPA's set id stays.
	fn new_session(_: SessionIndex) -> Option<Vec<T::AccountId>> {
		None
	}

	fn start_session(_: SessionIndex) {}

	fn end_session(_: SessionIndex) {}
}

/// Only an account that a seat names as its validator may set session keys.
pub struct ValidatorOf<T>(PhantomData<T>);

impl<T: Config> Convert<T::AccountId, Option<T::AccountId>> for ValidatorOf<T> {
	fn convert(account: T::AccountId) -> Option<T::AccountId> {
		Validators::<T>::contains_key(&account).then_some(account)
	}
}
