//! What can be prepared, by whom, and until when.

use super::*;

#[test]
fn a_prepared_act_waits_with_its_digest_and_its_end() {
	run(|| {
		registered();
		System::reset_events();
		let id = prepared(ms(), deregister());
		let act = Prepared::<Test>::get(id).unwrap();
		assert_eq!(act.call.get(), &deregister());
		assert_eq!(act.digest, digest(Act::DeregisterEnterprise, &deregister()));
		assert_eq!((act.seat, act.maker), (MS, officer(MS)));
		assert_eq!((act.prepared_at, act.until), (now(), soon()));
		System::assert_last_event(
			Event::Prepared {
				id,
				seat: MS,
				act: Act::DeregisterEnterprise,
				digest: act.digest,
				by: officer(MS),
				until: soon(),
			}
			.into(),
		);
		// Nothing has happened yet.
		assert_eq!(status(), EnterpriseStatus::Active);
	});
}

#[test]
fn only_an_officer_of_the_acts_seat_prepares_it() {
	run(|| {
		registered();
		for origin in [ps(), dr()] {
			assert_noop!(prepare(origin, deregister()), Error::<Test>::ActOfAnotherSeat);
		}
		for stranger in [by(account(9)), by(owner()), governor(MS), by(account(41))] {
			assert_noop!(prepare(stranger, deregister()), Error::<Test>::NotOfficer);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(prepare(origin, deregister()), DispatchError::BadOrigin);
		}
		// An act of every agency is each one's own.
		assert_ok!(prepare(ps(), widen()));
	});
}

/// Were one call hidden in another, two officers could make what no officer may, or confirm for one another.
#[test]
fn nothing_but_an_act_can_be_prepared() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		let hidden: [RuntimeCall; 6] = [
			crate::Call::<Test>::prepare {
				call: Box::new(restrict()),
				until: soon(),
			}
			.into(),
			crate::Call::<Test>::confirm {
				id,
				call: Box::new(deregister()),
			}
			.into(),
			crate::Call::<Test>::set_policy {
				act: Act::RestrictEnterprise,
				needed: Needed::One,
			}
			.into(),
			pallet_agencies::Call::<Test>::dispatch_as_root {
				call: Box::new(deregister()),
			}
			.into(),
			pallet_agencies::Call::<Test>::add_officer { officer: account(9) }.into(),
			frame_system::Call::<Test>::remark { remark: vec![1] }.into(),
		];
		for call in hidden {
			assert_noop!(prepare(ms(), call), Error::<Test>::NotAnAct);
		}
	});
}

#[test]
fn an_act_ends_after_now_and_within_seven_days() {
	run(|| {
		registered();
		let until = |until| DualControl::prepare(ms(), Box::new(restrict()), until);
		for past in [Moment(0), now()] {
			assert_noop!(until(past), Error::<Test>::EndPast);
		}
		for far in [now().saturating_add(MAX_WAIT + 1), Moment(u64::MAX)] {
			assert_noop!(until(far), Error::<Test>::EndTooFar);
		}
		assert_ok!(until(now().saturating_add(1)));
		assert_ok!(until(now().saturating_add(MAX_WAIT)));
	});
}

#[test]
fn an_act_that_one_officer_could_make_alone_can_be_prepared_too() {
	run(|| {
		registered();
		let id = prepared(ms(), restrict());
		assert_ok!(confirm(second(MS), id, restrict()));
		assert_eq!(status(), EnterpriseStatus::Restricted);
	});
}
