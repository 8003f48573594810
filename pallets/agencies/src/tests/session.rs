use crate::{mock::*, session::one_voice, Error, Seat, SeatOf, ValidatorOf};
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
		let seat = Seat::Witness;
		assert_ok!(Agencies::add_seat(RuntimeOrigin::root(), seat, seat_account(seat)));
		assert_ok!(Agencies::register_validator(governed_by(seat), 98));
		assert_ok!(Agencies::register_validator(governed_by(seat), 99));
		assert_eq!(new_session(1), None);
		TestKeys::set(99, 5);
		assert_eq!(new_session(2), Some(vec![12, 22, 32, 99]), "seat by seat");
		assert_eq!(new_session(3), None);
		TestKeys::set(98, 6);
		assert_eq!(
			new_session(4),
			Some(vec![12, 22, 32, 98]),
			"in the order of registration"
		);
		assert_ok!(Agencies::retire_validator(governed_by(seat), 98));
		assert_eq!(new_session(5), Some(vec![12, 22, 32, 99]));
		assert_eq!(new_session(6), None);
	});
}

/// Of each seat so many take part as the seat with the fewest has, and of two seats one or three: for all numbers that there
/// can be.
#[test]
fn every_seat_has_one_voice() {
	const COUNTS: usize = 5;
	let all = COUNTS.pow(Seat::ALL.len() as u32);
	for combination in 0..all {
		let seats: Vec<(Seat, Vec<usize>)> = (0u32..)
			.zip(Seat::ALL)
			.map(|(place, seat)| (seat, (0..combination / COUNTS.pow(place) % COUNTS).collect()))
			.collect();
		let with_any: Vec<_> = seats.iter().filter(|(_, validators)| !validators.is_empty()).collect();
		let authorities = one_voice(seats.clone());
		let Some(fewest) = with_any.iter().map(|(_, validators)| validators.len()).min() else {
			assert!(authorities.is_empty());
			continue;
		};
		let each = match (with_any.len(), fewest) {
			(2, 2) => 1,
			(2, 4) => 3,
			_ => fewest,
		};
		assert_eq!(authorities.len(), each * with_any.len(), "{seats:?}");
		for (seat, _) in with_any {
			let own: Vec<_> = authorities
				.iter()
				.filter(|(_, of)| of == seat)
				.map(|(who, _)| *who)
				.collect();
			assert_eq!(own, (0..each).collect::<Vec<_>>(), "the first ones: {seats:?}");
			// What follows for GRANDPA, which needs more than two thirds, whatever one seat does.
			let voters = authorities.len();
			let needed = voters - (voters - 1) / 3;
			if authorities.len() > own.len() {
				assert!(own.len() < needed, "one seat finalizes alone: {seats:?}");
				assert!(
					2 * needed - voters > own.len(),
					"one seat may finalize two histories: {seats:?}"
				);
			}
		}
	}
}

#[test]
fn a_seat_that_registers_more_alone_changes_nothing() {
	run(|| {
		let [ms, ps, dr] = Seat::AGENCIES;
		for extra in 101..=103 {
			assert_ok!(Agencies::register_validator(governed_by(ms), extra));
			TestKeys::set(extra, 1);
			assert_eq!(new_session(1), None);
		}
		assert_ok!(Agencies::register_validator(governed_by(ps), 201));
		TestKeys::set(201, 1);
		assert_eq!(new_session(2), None, "nor do two");
		// Keys of those who stand by are nobody's business.
		TestKeys::set(103, 9);
		assert_eq!(new_session(3), None);
		assert_ok!(Agencies::register_validator(governed_by(dr), 301));
		TestKeys::set(301, 1);
		assert_eq!(
			new_session(4),
			Some(vec![12, 101, 22, 201, 32, 301]),
			"all three together do"
		);
		assert_eq!(new_session(5), None);
	});
}

#[test]
fn a_seat_that_loses_its_last_validator_takes_no_voice_from_the_others() {
	run(|| {
		let [ms, ps, dr] = Seat::AGENCIES;
		for (seat, second) in [(ps, 201), (dr, 301)] {
			assert_ok!(Agencies::register_validator(governed_by(seat), second));
			TestKeys::set(second, 1);
		}
		assert_eq!(new_session(1), None);
		assert_ok!(Agencies::replace_validator(governed_by(ms), validator(ms), 101));
		// Two of four voters could make one history final, and two others another: with two seats, one seat would do.
		assert_eq!(new_session(2), Some(vec![22, 32]));
		TestKeys::set(101, 1);
		assert_eq!(new_session(3), Some(vec![101, 22, 32]));
		// The witness comes: first without a validator, then with one.
		assert_ok!(Agencies::add_seat(
			RuntimeOrigin::root(),
			Seat::Witness,
			seat_account(Seat::Witness)
		));
		assert_eq!(new_session(4), None);
		assert_ok!(Agencies::register_validator(governed_by(Seat::Witness), 401));
		assert_eq!(new_session(5), None);
		TestKeys::set(401, 1);
		assert_eq!(new_session(6), Some(vec![101, 22, 32, 401]));
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
