use crate::{mock::*, Error, Event, Officers, Seat, SeatAccounts, Seats, Validators};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{GetDispatchInfo, PostDispatchInfo},
	traits::SortedMembers,
};
use sp_runtime::DispatchError;

type Call = crate::Call<Test>;

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

fn motion(yes: u32, seats: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::<u64, pallet_collective::Instance1>::Members(yes, seats).into()
}

#[test]
fn a_seat_is_filled_once() {
	run(|| {
		assert_ok!(Agencies::add_seat(root(), Seat::Witness, 40));
		System::assert_last_event(
			Event::SeatAdded {
				seat: Seat::Witness,
				account: 40,
			}
			.into(),
		);
		assert_eq!(CouncilMembers::sorted_members(), [10, 20, 30, 40]);
		assert_eq!(System::providers(&40), 1);
		assert_noop!(Agencies::add_seat(root(), Seat::Witness, 41), Error::<Test>::SeatHeld);
		assert_noop!(
			Agencies::add_seat(root(), Seat::PublicSecurity, 41),
			Error::<Test>::SeatHeld
		);
	});
}

#[test]
fn only_root_touches_seats() {
	run(|| {
		for origin in [
			RuntimeOrigin::signed(seat_account(Seat::DataResources)),
			RuntimeOrigin::none(),
			motion(3, 3),
		] {
			assert_noop!(
				Agencies::add_seat(origin.clone(), Seat::Witness, 40),
				DispatchError::BadOrigin
			);
			assert_noop!(
				Agencies::remove_seat(origin.clone(), Seat::MarketSupervision),
				DispatchError::BadOrigin
			);
			assert_noop!(
				Agencies::replace_seat_account(origin, Seat::MarketSupervision, 40),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_removed_seat_ends_every_role_of_the_seat_and_no_other() {
	run(|| {
		let seat = Seat::DataResources;
		assert_ok!(Agencies::register_validator(RuntimeOrigin::signed(30), 33));
		assert_ok!(Agencies::add_officer(RuntimeOrigin::signed(30), 34));
		assert_ok!(Agencies::remove_seat(root(), seat));
		for who in [30, 31, 32, 33, 34, 35] {
			assert_eq!(System::providers(&who), 0);
			assert!(pallet_admission::RetiredNonces::<Test>::contains_key(who));
			assert!(!Officers::<Test>::contains_key(who));
			assert!(!Validators::<Test>::contains_key(who));
			assert!(!SeatAccounts::<Test>::contains_key(who));
		}
		assert_eq!(CouncilMembers::sorted_members(), [10, 20]);
		assert_eq!(Officers::<Test>::iter().count(), 4);
		assert_noop!(Agencies::remove_seat(root(), seat), Error::<Test>::SeatVacant);
		assert_noop!(
			Agencies::remove_seat(root(), Seat::PublicSecurity),
			Error::<Test>::TooFewSeats
		);
	});
}

#[test]
fn another_account_governs_with_the_same_officers_and_validators() {
	run(|| {
		let seat = Seat::PublicSecurity;
		let before = Seats::<Test>::get(seat).unwrap().validators;
		assert_ok!(Agencies::replace_seat_account(root(), seat, 77));
		let after = Seats::<Test>::get(seat).unwrap();
		assert_eq!((after.account, after.validators), (77, before));
		assert_eq!(CouncilMembers::sorted_members(), [10, 30, 77]);
		assert_eq!((System::providers(&20), System::providers(&77)), (0, 1));
		assert_noop!(
			Agencies::replace_seat_account(root(), Seat::Witness, 78),
			Error::<Test>::SeatVacant
		);
		for taken in [77, 10, first_officer(seat), validator(seat)] {
			assert_noop!(
				Agencies::replace_seat_account(root(), seat, taken),
				Error::<Test>::AccountHasOtherDuty
			);
		}
	});
}

#[test]
fn more_than_half_of_the_seats_have_roots_power() {
	run(|| {
		let call = || -> Box<RuntimeCall> {
			Box::new(
				Call::add_seat {
					seat: Seat::Witness,
					account: 40,
				}
				.into(),
			)
		};
		for (yes, seats) in [(1, 3), (2, 4), (1, 2), (0, 3)] {
			assert_noop!(
				Agencies::dispatch_as_root(motion(yes, seats), call()),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(Agencies::dispatch_as_root(root(), call()), DispatchError::BadOrigin);
		assert_noop!(
			Agencies::dispatch_as_root(RuntimeOrigin::signed(10), call()),
			DispatchError::BadOrigin
		);
		assert_ok!(Agencies::dispatch_as_root(motion(2, 3), call()));
		assert!(Seats::<Test>::contains_key(Seat::Witness));
	});
}

#[test]
fn a_call_as_root_weighs_what_it_does() {
	run(|| {
		let inner: RuntimeCall = Call::remove_seat { seat: Seat::Witness }.into();
		let inner_weight = inner.get_dispatch_info().call_weight;
		let council = CouncilChangeWeight::get();
		assert!(inner_weight.all_gte(council));
		let outer = RuntimeCall::from(Call::dispatch_as_root {
			call: Box::new(inner.clone()),
		});
		let info = outer.get_dispatch_info();
		assert!(info.call_weight.ref_time() > inner_weight.ref_time());
		// It fails: the seat is vacant. What it weighed is counted all the same.
		let failure = Agencies::dispatch_as_root(motion(2, 3), Box::new(inner)).unwrap_err();
		assert_eq!(failure.error, Error::<Test>::SeatVacant.into());
		let PostDispatchInfo { actual_weight, .. } = failure.post_info;
		assert_eq!(actual_weight, Some(info.call_weight));
	});
}
