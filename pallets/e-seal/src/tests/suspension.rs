use super::*;

/// Who may suspend: an origin, the hold that it places, and how histories name it.
fn authorities() -> [(RuntimeOrigin, Hold, Actor<AccountId>); 2] {
	[
		(owner(), Hold::OwnerSuspension, by_owner()),
		(dr(), Hold::PlatformSuspension, agency(DR)),
	]
}

#[test]
fn a_seal_is_suspended_and_resumed() {
	for (origin, hold, actor) in authorities() {
		run(|| {
			let id = issued();
			let before = seal(id);

			pass(DAY);
			assert_ok!(decide::suspend(origin.clone(), id));
			assert_eq!(holds(id), [hold]);
			assert_eq!(seal(id).status, SealStatus::Active);
			assert_eq!(
				events(),
				[Event::HoldPlaced {
					seal: id,
					hold,
					order: None,
					term: None,
					effective_at: now(),
					by: actor.clone()
				}]
			);
			assert_eq!(
				last_entry(id),
				entry(
					id,
					Change::HoldPlaced {
						hold,
						order: None,
						term: None
					},
					actor.clone()
				)
			);

			pass(DAY);
			assert_ok!(decide::resume(origin.clone(), id));
			assert_eq!(
				seal(id),
				Seal {
					history_len: before.history_len + 2,
					history_digest: covering(&entries(id)),
					..before.clone()
				}
			);
			assert_eq!(
				events(),
				[Event::HoldLifted {
					seal: id,
					hold,
					by: actor.clone()
				}]
			);
			assert_eq!(last_entry(id), entry(id, Change::HoldLifted { hold }, actor));

			assert_eq!(providers(&OWNER), 1);
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn the_owner_and_the_platform_each_have_a_suspension_of_their_own() {
	run(|| {
		let id = issued();
		assert_ok!(decide::suspend(owner(), id));
		assert_noop!(decide::resume(dr(), id), Error::<Test>::HoldNotPlaced);
		assert_ok!(decide::suspend(dr(), id));
		assert_eq!(holds(id), [Hold::OwnerSuspension, Hold::PlatformSuspension]);

		assert_ok!(decide::resume(owner(), id));
		assert_eq!(holds(id), [Hold::PlatformSuspension]);
		assert_noop!(decide::resume(owner(), id), Error::<Test>::HoldNotPlaced);
	});
}

#[test]
fn a_suspension_stands_once() {
	for (origin, ..) in authorities() {
		run(|| {
			let id = issued();
			assert_noop!(decide::resume(origin.clone(), id), Error::<Test>::HoldNotPlaced);
			assert_ok!(decide::suspend(origin.clone(), id));
			assert_noop!(decide::suspend(origin.clone(), id), Error::<Test>::HoldAlreadyPlaced);
		});
	}
}

#[test]
fn only_an_active_seal_is_suspended_or_resumed() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			for (origin, ..) in authorities() {
				assert_noop!(decide::suspend(origin.clone(), id), Error::<Test>::SealNotActive);
				assert_noop!(decide::resume(origin, id), Error::<Test>::SealNotActive);
			}
		});
	}
}

#[test]
fn a_revoked_seal_keeps_its_suspension_on_record() {
	run(|| {
		let id = issued();
		assert_ok!(decide::suspend(owner(), id));
		assert_ok!(decide::revoke(owner(), id, RevocationReason::CessationOfUse, None));
		assert_noop!(decide::resume(owner(), id), Error::<Test>::SealNotActive);
		assert_eq!(holds(id), [Hold::OwnerSuspension]);
	});
}

#[test]
fn an_expired_seal_may_still_be_suspended() {
	run(|| {
		let id = issued();
		pass(2 * YEAR);
		assert_ok!(decide::suspend(owner(), id));
	});
}

#[test]
fn a_seal_that_does_not_exist_is_refused() {
	run(|| {
		issued();
		for origin in [owner(), dr(), by(STRANGER)] {
			assert_noop!(decide::suspend(origin.clone(), SealId(1)), Error::<Test>::SealNotFound);
			assert_noop!(decide::resume(origin, SealId(1)), Error::<Test>::SealNotFound);
		}
	});
}

#[test]
fn a_history_at_its_end_stops_the_change() {
	new_test_ext().execute_with(|| {
		let id = issued();
		Seals::<Test>::mutate(id, |seal| seal.as_mut().unwrap().history_len = u32::MAX);
		assert_noop!(decide::suspend(owner(), id), Error::<Test>::Overflow);
	});
}
