//! How an act ends without being made: turned down, withdrawn, cleared.

use super::*;

#[test]
fn what_was_turned_down_is_not_confirmed() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		let about = digest(Act::DeregisterEnterprise, &deregister());
		assert_ok!(DualControl::turn_down(second(MS), id, about));
		System::assert_last_event(
			Event::TurnedDown {
				id,
				seat: MS,
				act: Act::DeregisterEnterprise,
				digest: about,
				prepared_by: officer(MS),
				by: second_officer(MS),
			}
			.into(),
		);
		assert_noop!(confirm(second(MS), id, deregister()), Error::<Test>::NotWaiting);
		assert_noop!(DualControl::withdraw(ms(), id, about), Error::<Test>::NotWaiting);
		assert_eq!(status(), EnterpriseStatus::Active);
	});
}

#[test]
fn whoever_prepared_an_act_withdraws_it_and_nobody_else() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		let about = digest(Act::DeregisterEnterprise, &deregister());
		for other in [second(MS), ps()] {
			assert_noop!(DualControl::withdraw(other, id, about), Error::<Test>::NotMaker);
		}
		assert_noop!(
			DualControl::withdraw(governor(MS), id, about),
			Error::<Test>::NotOfficer
		);
		assert_ok!(DualControl::withdraw(ms(), id, about));
		System::assert_last_event(
			Event::Withdrawn {
				id,
				seat: MS,
				act: Act::DeregisterEnterprise,
			}
			.into(),
		);
		assert_noop!(confirm(second(MS), id, deregister()), Error::<Test>::NotWaiting);
	});
}

#[test]
fn only_a_second_officer_of_the_seat_turns_an_act_down() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		let about = digest(Act::DeregisterEnterprise, &deregister());
		assert_noop!(
			DualControl::turn_down(ps(), id, about),
			Error::<Test>::OfficerOfAnotherSeat
		);
		assert_noop!(
			DualControl::turn_down(governor(MS), id, about),
			Error::<Test>::NotOfficer
		);
	});
}

#[test]
fn what_has_ended_is_cleared_a_few_at_a_time() {
	run(|| {
		registered();
		assert_ok!(Agencies::add_officer(governor(MS), account(9)));
		let makers = [ms(), second(MS), by(account(9))];
		let ids: Vec<_> = (0..8).map(|n| prepared(makers[n % 3].clone(), restrict())).collect();
		pass(HOUR);
		System::reset_events();
		let last = prepared(ms(), deregister());
		let left: Vec<_> = Waiting::<Test>::get(MS).into_iter().map(|slot| slot.id).collect();
		assert_eq!(left, [ids[4], ids[5], ids[6], ids[7], last]);
		let cleared = System::read_events_for_pallet::<Event<Test>>()
			.into_iter()
			.filter(|event| matches!(event, Event::Cleared { seat: MS, .. }))
			.count();
		assert_eq!(cleared, 4);
		// What was not cleared yet cannot be confirmed either.
		assert_noop!(confirm(ms(), ids[4], restrict()), Error::<Test>::Ended);
		prepared(ms(), deregister());
		assert_eq!(Waiting::<Test>::get(MS).len(), 2);
	});
}
