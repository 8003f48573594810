//! Officers: their office, and what is on record of them.

use crate::{Config, Deed, Office, OfficerEntry, OfficerHeads, OfficerHistory, Officers, Pallet, Seat, SeatAccounts};
use alloc::vec::Vec;
use eseal_crypto::entered;
use eseal_primitives::Moment;
use frame_support::{dispatch::DispatchResult, traits::Time};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_admission::{Admission, Duty, Role};

/// The officers, as other pallets see them, and what is entered into their histories.
pub trait OfficersOnRecord<AccountId> {
	/// The office of an account; `None` if it is no officer.
	fn office(who: &AccountId) -> Option<Office>;

	/// The seat that an account governs.
	fn governs(who: &AccountId) -> Option<Seat>;

	/// Enters a deed into an officer's history.
	fn enter(who: &AccountId, deed: Deed<AccountId>);

	/// An officer of `seat` with this number: the same one each time.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_officer(seat: Seat, number: u32) -> AccountId;

	/// The account that governs `seat`.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_governor(seat: Seat) -> AccountId;
}

impl<T: Config> OfficersOnRecord<T::AccountId> for Pallet<T> {
	fn office(who: &T::AccountId) -> Option<Office> {
		let seat = Officers::<T>::get(who)?;
		let appointment = OfficerHeads::<T>::get(who).appointment;
		Some(Office { seat, appointment })
	}

	fn governs(who: &T::AccountId) -> Option<Seat> {
		SeatAccounts::<T>::get(who)
	}

	fn enter(who: &T::AccountId, deed: Deed<T::AccountId>) {
		let entry = OfficerEntry {
			deed,
			at: Moment(T::Time::now()),
			block: frame_system::Pallet::<T>::block_number(),
		};
		OfficerHeads::<T>::mutate(who, |head| {
			let number = head.entries;
			*head = entered(*head, &entry);
			OfficerHistory::<T>::insert(who, number, entry);
		});
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_officer(seat: Seat, number: u32) -> T::AccountId {
		crate::benchmarking::benchmark_officer::<T>(seat, number)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_governor(seat: Seat) -> T::AccountId {
		crate::benchmarking::hold::<T>(seat, 1)
	}
}

impl<T: Config> Pallet<T> {
	/// Makes an account an officer. The caller counts it.
	pub(crate) fn begin_office(seat: Seat, officer: &T::AccountId, by: Option<T::AccountId>) -> DispatchResult {
		Officers::<T>::insert(officer, seat);
		T::Admission::admit(officer, Role::Duty(Duty::Officer { seat }))?;
		Self::enter(officer, Deed::Appointed { seat, by });
		Ok(())
	}

	/// Ends an officer's office. The caller counts it.
	pub(crate) fn end_office(seat: Seat, officer: &T::AccountId, by: Option<T::AccountId>) -> DispatchResult {
		Officers::<T>::remove(officer);
		T::Admission::dismiss(officer, Role::Duty(Duty::Officer { seat }))?;
		Self::enter(officer, Deed::Ended { by });
		Ok(())
	}

	/// At most `limit` entries of an officer's history, from entry `from` on.
	pub fn officer_history_page(
		officer: &T::AccountId,
		from: u64,
		limit: u32,
	) -> Vec<OfficerEntry<T::AccountId, BlockNumberFor<T>>> {
		(from..from.saturating_add(limit.into()))
			.map_while(|number| OfficerHistory::<T>::get(officer, number))
			.collect()
	}
}
