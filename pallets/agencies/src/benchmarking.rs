//! Benchmarks of the calls, and the officers that other pallets' benchmarks act through.

use super::*;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::traits::Get;
use frame_system::{pallet_prelude::OriginFor, RawOrigin};

/// An officer of `seat`, admitted if there is none yet.
pub(crate) fn officer_origin<T: Config>(seat: Seat) -> Result<OriginFor<T>, ()> {
	let officer: T::AccountId = match Officers::<T>::iter().find(|(_, s)| *s == seat) {
		Some((officer, _)) => officer,
		None => {
			let officer: T::AccountId = account("officer", u32::from(seat.encode().remove(0)), 0);
			Officers::<T>::insert(&officer, seat);
			OfficerCount::<T>::mutate(seat, |count| *count = count.saturating_add(1));
			Pallet::<T>::admit(&officer);
			officer
		}
	};
	Ok(RawOrigin::Signed(officer).into())
}

fn seat_account<T: Config>() -> T::AccountId {
	let account: T::AccountId = account("seat", 0, 0);
	SeatAccounts::<T>::insert(&account, Seat::MarketSupervision);
	account
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// The worst case is an account that is admitted again.
	#[benchmark]
	fn add_officer() {
		let caller = seat_account::<T>();
		let officer: T::AccountId = account("new officer", 0, 0);
		RetiredNonces::<T>::insert(&officer, T::Nonce::from(7u32));
		OfficerCount::<T>::insert(Seat::MarketSupervision, T::MaxOfficers::get().saturating_sub(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), officer.clone());

		assert_eq!(Officers::<T>::get(&officer), Some(Seat::MarketSupervision));
		assert!(!RetiredNonces::<T>::contains_key(&officer));
	}

	/// The worst case is an account that holds no other role.
	#[benchmark]
	fn remove_officer() {
		let caller = seat_account::<T>();
		let officer: T::AccountId = account("old officer", 0, 0);
		Officers::<T>::insert(&officer, Seat::MarketSupervision);
		OfficerCount::<T>::insert(Seat::MarketSupervision, 1);
		Pallet::<T>::admit(&officer);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), officer.clone());

		assert!(!Officers::<T>::contains_key(&officer));
		assert!(RetiredNonces::<T>::contains_key(&officer));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
