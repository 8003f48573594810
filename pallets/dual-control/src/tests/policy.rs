//! Which acts take two because their seat says so.

use super::*;

fn set(origin: RuntimeOrigin, act: Act, needed: Needed) -> DispatchResult {
	DualControl::set_policy(origin, act, needed)
}

#[test]
fn a_seat_decides_for_its_own_acts() {
	run(|| {
		registered();
		assert_ok!(set(governor(MS), Act::RestrictEnterprise, Needed::Two));
		System::assert_last_event(
			Event::PolicySet {
				seat: MS,
				act: Act::RestrictEnterprise,
				needed: Needed::Two,
			}
			.into(),
		);
		assert_noop!(send(ms(), restrict()), Error::<Test>::SecondOfficerNeeded);
		let id = prepared(ms(), restrict());
		assert_ok!(confirm(second(MS), id, restrict()));

		// Of an act that every agency has, each decides for its own officers.
		assert_ok!(set(governor(PS), Act::WidenBudget, Needed::Two));
		assert_noop!(send(ps(), widen()), Error::<Test>::SecondOfficerNeeded);
		assert_ok!(send(dr(), widen()));

		assert_ok!(set(governor(PS), Act::WidenBudget, Needed::One));
		assert_ok!(send(ps(), widen()));
	});
}

/// Were it otherwise, one officer could first allow itself what takes two.
#[test]
fn nobody_but_the_governing_account_decides() {
	run(|| {
		assert_ok!(set(governor(MS), Act::RestrictEnterprise, Needed::Two));
		for caller in [ms(), second(MS), by(owner()), by(account(9)), by(account(41))] {
			assert_noop!(
				set(caller, Act::RestrictEnterprise, Needed::One),
				Error::<Test>::NotSeatAccount
			);
		}
		for other in [PS, DR] {
			assert_noop!(
				set(governor(other), Act::RestrictEnterprise, Needed::One),
				Error::<Test>::ActOfAnotherSeat
			);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				set(origin, Act::RestrictEnterprise, Needed::One),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn what_nothing_undoes_takes_two_whoever_says_otherwise() {
	run(|| {
		for act in Act::ALL.into_iter().filter(|act| act.is_irreversible()) {
			for seat in [MS, PS, DR].into_iter().filter(|seat| act.is_of(*seat)) {
				assert_eq!(DualControl::needed(seat, act), Needed::Two);
				for needed in [Needed::One, Needed::Two] {
					assert_noop!(set(governor(seat), act, needed), Error::<Test>::AlwaysTwo);
				}
			}
		}
	});
}

#[test]
fn a_policy_that_changes_nothing_is_refused() {
	run(|| {
		assert_noop!(
			set(governor(MS), Act::RestrictEnterprise, Needed::One),
			Error::<Test>::PolicyUnchanged
		);
		assert_ok!(set(governor(MS), Act::RestrictEnterprise, Needed::Two));
		assert_noop!(
			set(governor(MS), Act::RestrictEnterprise, Needed::Two),
			Error::<Test>::PolicyUnchanged
		);
	});
}
