//! What an officer can take up: a stolen key prepares without end.

use super::*;
use crate::MAX_CALL;

#[test]
fn an_officer_alone_does_not_take_all_the_room_of_its_seat() {
	run(|| {
		registered();
		for _ in 0..3 {
			prepared(ms(), restrict());
		}
		assert_noop!(prepare(ms(), restrict()), Error::<Test>::TooManyOfOfficer);
		// Others of the seat have room.
		let id = prepared(second(MS), restrict());
		// And who takes one back has room again.
		let about = digest(Act::RestrictEnterprise, &restrict());
		assert_ok!(DualControl::turn_down(ms(), id, about));
		assert_ok!(DualControl::withdraw(ms(), ActId(0), about));
		assert_ok!(prepare(ms(), restrict()));
	});
}

#[test]
fn a_seat_has_a_bounded_number_and_others_are_not_concerned() {
	run(|| {
		registered();
		assert_ok!(Agencies::add_officer(governor(MS), account(9)));
		for maker in [ms(), second(MS), by(account(9))] {
			for _ in 0..3 {
				let _ = prepare(maker.clone(), restrict());
			}
		}
		assert_eq!(Waiting::<Test>::get(MS).len(), 8);
		assert_noop!(prepare(by(account(9)), restrict()), Error::<Test>::TooManyOfSeat);
		assert_ok!(prepare(ps(), file()));
	});
}

#[test]
fn a_call_has_a_bounded_length() {
	run(|| {
		let overhead = register("").encoded_size();
		let longest = |extra: usize| {
			// A name of this length needs two bytes for its length instead of one.
			let name = "x".repeat(MAX_CALL as usize - overhead - 1 + extra);
			register(&name)
		};
		assert_eq!(longest(0).encoded_size(), MAX_CALL as usize);
		assert_ok!(prepare(ms(), longest(0)));
		assert_noop!(prepare(ms(), longest(1)), Error::<Test>::CallTooLong);
	});
}

#[test]
fn numbers_are_used_up_without_harm() {
	run(|| {
		registered();
		NextActId::<Test>::put(ActId(u64::MAX));
		assert_noop!(prepare(ms(), restrict()), Error::<Test>::Overflow);
	});
}
