use crate::{mock::*, Error, Seat, SeatOf, ValidatorOf};
use frame_support::{assert_noop, assert_ok, traits::Get};
use pallet_session::SessionManager;
use sp_runtime::traits::Convert;

type Manager = Agencies;

fn governed_by(seat: Seat) -> RuntimeOrigin {
	RuntimeOrigin::signed(seat_account(seat))
}

fn new_session(index: u32) -> Option<Vec<u64>> {
	let next = <Manager as SessionManager<u64>>::new_session(index);
	if let Some(next) = &next {
		TestKeys::queue(next);
	}
	next
}

#[test]
fn the_session_has_the_validators_of_all_seats() {
	run(|| {
		let expected: Vec<u64> = Seat::AGENCIES.map(validator).into();
		assert_eq!(<Manager as SessionManager<u64>>::new_session_genesis(0), Some(expected));
	});
}

#[test]
fn the_validators_never_change_by_themselves() {
	run(|| {
		for index in 1..5 {
			assert_eq!(new_session(index), None);
		}
	});
}

#[test]
fn a_validator_takes_part_once_it_has_keys_and_until_it_is_retired() {
	run(|| {
		let seat = Seat::PublicSecurity;
		assert_ok!(Agencies::register_validator(governed_by(seat), 99));
		assert_eq!(new_session(1), None);
		TestKeys::set(99, 5);
		assert_eq!(new_session(2), Some(vec![12, 22, 99, 32]), "seat by seat");
		assert_eq!(new_session(3), None);
		assert_ok!(Agencies::retire_validator(governed_by(seat), 22));
		assert_eq!(new_session(4), Some(vec![12, 99, 32]));
		assert_eq!(new_session(5), None);
	});
}

#[test]
fn rotated_keys_are_a_change() {
	run(|| {
		TestKeys::set(validator(Seat::DataResources), 8);
		assert_eq!(new_session(1), Some(Seat::AGENCIES.map(validator).into()));
		assert_eq!(new_session(2), None);
	});
}

#[test]
fn the_last_validator_with_keys_is_not_let_go() {
	run(|| {
		let [ms, ps, dr] = Seat::AGENCIES;
		for (seat, successor) in [(ms, 100), (ps, 101)] {
			assert_ok!(Agencies::replace_validator(
				governed_by(seat),
				validator(seat),
				successor
			));
		}
		assert_eq!(new_session(1), Some(vec![validator(dr)]));
		assert_ok!(Agencies::register_validator(governed_by(dr), 103));
		let refusal = || Error::<Test>::LastAuthority;
		assert_noop!(
			Agencies::replace_validator(governed_by(dr), validator(dr), 102),
			refusal()
		);
		assert_noop!(Agencies::retire_validator(governed_by(dr), validator(dr)), refusal());
		assert_noop!(Agencies::remove_seat(RuntimeOrigin::root(), dr), refusal());
		TestKeys::set(100, 1);
		assert_ok!(Agencies::retire_validator(governed_by(dr), validator(dr)));
		assert_eq!(new_session(2), Some(vec![100]));
	});
}

#[test]
fn sessions_are_forgotten_after_a_while() {
	run(|| {
		let depth = <Test as crate::Config>::HistoryDepth::get();
		for (ended, first_kept) in [(3, 0), (depth, 0), (depth + 7, 7)] {
			<Manager as SessionManager<u64>>::end_session(ended);
			assert_eq!(TestKeys::forgotten(), first_kept);
		}
	});
}

#[test]
fn only_a_seats_validator_may_set_session_keys() {
	run(|| {
		for seat in Seat::AGENCIES {
			assert_eq!(ValidatorOf::<Test>::convert(validator(seat)), Some(validator(seat)));
			assert_eq!(SeatOf::<Test>::convert(validator(seat)), Some(seat));
			for other in [first_officer(seat), seat_account(seat)] {
				assert_eq!(ValidatorOf::<Test>::convert(other), None);
				assert_eq!(SeatOf::<Test>::convert(other), None);
			}
		}
		assert_eq!(ValidatorOf::<Test>::convert(1), None);
	});
}
