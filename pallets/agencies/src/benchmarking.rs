//! Benchmarks of the calls, and the officers that other pallets' benchmarks act through.

use super::*;
use alloc::{boxed::Box, vec::Vec};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};
use frame_system::RawOrigin;
use pallet_admission::{Admission, Duty, Role};
use sp_runtime::{traits::Hash, BoundedVec};

/// An officer of `seat` with this number, appointed if it is none yet.
pub fn benchmark_officer<T: Config>(seat: Seat, number: u32) -> T::AccountId {
	let officer: T::AccountId = account("officer", u32::from(seat.encode().remove(0)), number);
	if !Officers::<T>::contains_key(&officer) {
		OfficerCount::<T>::mutate(seat, |count| *count = count.saturating_add(1));
		Pallet::<T>::begin_office(seat, &officer, None).expect("a new account can be admitted");
	}
	officer
}

/// Has this seat held, by a governing account and so many validators with session keys.
pub(crate) fn hold<T: Config>(seat: Seat, validators: u32) -> T::AccountId {
	let number = u32::from(seat.encode().remove(0));
	let account: T::AccountId = account("seat", number, 0);
	if let Some(before) = Seats::<T>::get(seat) {
		SeatAccounts::<T>::remove(before.account);
	}
	let info = SeatInfo {
		account: account.clone(),
		validators: (0..validators)
			.map(|v| validator::<T>(seat, v))
			.collect::<Vec<_>>()
			.try_into()
			.expect("few"),
	};
	Seats::<T>::insert(seat, info);
	SeatAccounts::<T>::insert(&account, seat);
	admit::<T>(&account, Duty::Governor { seat });
	account
}

/// A validator with session keys, admitted.
fn validator<T: Config>(seat: Seat, number: u32) -> T::AccountId {
	let validator: T::AccountId = account("validator", u32::from(seat.encode().remove(0)), number);
	Validators::<T>::insert(&validator, seat);
	admit::<T>(&validator, Duty::Validator { seat });
	T::Keys::set_some(&validator);
	Pallet::<T>::note_key_change(&validator);
	validator
}

/// An account that loses a role leaves its nonce behind, and one that was retired before is admitted again.
fn newcomer<T: Config>() -> T::AccountId {
	retired::<T>(account("newcomer", 0, 0))
}

/// This account, which had a role before.
fn retired<T: Config>(account: T::AccountId) -> T::AccountId {
	T::Admission::admit(&account, Role::Owner).expect("a new account can be admitted");
	T::Admission::dismiss(&account, Role::Owner).expect("it has the role");
	account
}

fn admit<T: Config>(account: &T::AccountId, duty: Duty) {
	T::Admission::admit(account, Role::Duty(duty)).expect("a new account can be admitted");
}

/// Every seat has as many open motions as it may have.
fn fill_motions<T: Config>() {
	let each = T::MaxOpenMotions::get();
	let motions: Vec<_> = (0u32..)
		.zip(Seat::ALL)
		.flat_map(|(seat_number, seat)| (0..each).map(move |n| (seat, T::Hashing::hash_of(&(seat_number, n)))))
		.collect();
	T::Motions::list(motions.iter().map(|(_, motion)| *motion).collect());
	OpenMotions::<T>::put(BoundedVec::truncate_from(motions));
}

/// The seat has registered all but one of the validators that it may register in a day.
fn fill_registrations<T: Config>(seat: Seat) {
	for _ in 1..MAX_VALIDATORS {
		Pallet::<T>::note_registration(seat).expect("it may");
	}
}

fn seat_account<T: Config>() -> T::AccountId {
	hold::<T>(Seat::MarketSupervision, 1)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// The worst case is an account that is admitted again.
	#[benchmark]
	fn add_officer() {
		let caller = seat_account::<T>();
		let officer = retired::<T>(account("new officer", 0, 0));
		OfficerCount::<T>::insert(Seat::MarketSupervision, T::MaxOfficers::get().saturating_sub(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), officer.clone());

		assert_eq!(Officers::<T>::get(&officer), Some(Seat::MarketSupervision));
		assert_eq!(frame_system::Pallet::<T>::providers(&officer), 1);
	}

	/// The worst case is an account that holds no other role.
	#[benchmark]
	fn remove_officer() {
		let caller = seat_account::<T>();
		let officer = benchmark_officer::<T>(Seat::MarketSupervision, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), officer.clone());

		assert!(!Officers::<T>::contains_key(&officer));
		assert_eq!(frame_system::Pallet::<T>::providers(&officer), 0);
	}

	/// Made by the origin that a motion has, of a call that does nothing.
	#[benchmark]
	fn dispatch_as_root() -> Result<(), BenchmarkError> {
		let origin = T::MotionOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let call: <T as Config>::RuntimeCall = frame_system::Call::<T>::remark { remark: Vec::new() }.into();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Box::new(call));

		Ok(())
	}

	/// What the council's change weighs is added to it.
	#[benchmark]
	fn add_seat() {
		Seat::AGENCIES.into_iter().for_each(|seat| drop(hold::<T>(seat, 1)));
		let account = newcomer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Root, Seat::Witness, account.clone());

		assert_eq!(SeatAccounts::<T>::get(account), Some(Seat::Witness));
	}

	/// The worst case has as many officers and open motions as all seats may have, those of the removed seat last.
	#[benchmark]
	fn remove_seat() {
		Seat::ALL
			.into_iter()
			.for_each(|seat| drop(hold::<T>(seat, MAX_VALIDATORS)));
		for seat in Seat::ALL {
			for index in 0..T::MaxOfficers::get() {
				benchmark_officer::<T>(seat, index);
			}
		}
		fill_registrations::<T>(Seat::Witness);
		fill_motions::<T>();

		#[extrinsic_call]
		_(RawOrigin::Root, Seat::Witness);

		assert!(!Seats::<T>::contains_key(Seat::Witness));
		assert_eq!(OfficerCount::<T>::get(Seat::Witness), 0);
		assert!(OpenMotions::<T>::get().iter().all(|(seat, _)| *seat != Seat::Witness));
	}

	/// The worst case has as many open motions as there may be. What the council's change weighs is added to it.
	#[benchmark]
	fn replace_seat_account() {
		Seat::ALL.into_iter().for_each(|seat| drop(hold::<T>(seat, 1)));
		fill_motions::<T>();
		let account = newcomer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Root, Seat::PublicSecurity, account.clone());

		assert_eq!(SeatAccounts::<T>::get(account), Some(Seat::PublicSecurity));
	}

	/// The worst case is an account that is admitted again.
	#[benchmark]
	fn register_validator() {
		let caller = hold::<T>(Seat::MarketSupervision, MAX_VALIDATORS - 1);
		fill_registrations::<T>(Seat::MarketSupervision);
		let validator = newcomer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), validator.clone());

		assert_eq!(Validators::<T>::get(validator), Some(Seat::MarketSupervision));
	}

	/// The worst case is the last of four, with session keys, and a successor that is admitted again.
	#[benchmark]
	fn replace_validator() {
		let caller = hold::<T>(Seat::MarketSupervision, MAX_VALIDATORS);
		fill_registrations::<T>(Seat::MarketSupervision);
		let last: T::AccountId = account("validator", 0, MAX_VALIDATORS - 1);
		let successor = newcomer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), last.clone(), successor.clone());

		assert!(!Validators::<T>::contains_key(last));
		assert!(Validators::<T>::contains_key(successor));
	}

	/// The worst case is the last of four, with session keys.
	#[benchmark]
	fn retire_validator() {
		let caller = hold::<T>(Seat::MarketSupervision, MAX_VALIDATORS);
		let last: T::AccountId = account("validator", 0, MAX_VALIDATORS - 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), last.clone());

		assert!(!Validators::<T>::contains_key(last));
	}

	#[benchmark]
	fn allow_key_change() {
		hold::<T>(Seat::MarketSupervision, 1);
		let validator: T::AccountId = account("validator", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Root, validator.clone());

		assert!(!KeyChanges::<T>::contains_key(validator));
	}

	/// The worst case is a seat that registered all that it may.
	#[benchmark]
	fn allow_registrations() {
		hold::<T>(Seat::MarketSupervision, 1);
		fill_registrations::<T>(Seat::MarketSupervision);
		Pallet::<T>::note_registration(Seat::MarketSupervision).expect("it may");

		#[extrinsic_call]
		_(RawOrigin::Root, Seat::MarketSupervision);

		assert!(!Registrations::<T>::contains_key(Seat::MarketSupervision));
	}

	/// What the council does for a proposal beside its own. The worst case is the last motion that fits.
	#[benchmark]
	fn begin_motion() -> Result<(), BenchmarkError> {
		Seat::ALL.into_iter().for_each(|seat| drop(hold::<T>(seat, 1)));
		fill_motions::<T>();
		OpenMotions::<T>::mutate(|motions| motions.pop());
		let witness: T::AccountId = account("seat", 3, 0);

		#[block]
		{
			Pallet::<T>::begin_motion(&witness)?;
		}

		let own = OpenMotions::<T>::get()
			.into_iter()
			.filter(|(seat, _)| *seat == Seat::Witness);
		assert_eq!(own.count() as u32, T::MaxOpenMotions::get());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
