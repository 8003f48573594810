use super::*;

fn restrict() -> DispatchResult {
	outcome(ESeal::restrict_enterprise(ms(), text(USCC)))
}

fn lift() -> DispatchResult {
	outcome(ESeal::lift_restriction(ms(), text(USCC)))
}

#[test]
fn an_enterprise_is_restricted_and_back_in_business() {
	run(|| {
		registered();
		let before = enterprise(USCC);

		assert_ok!(restrict());
		assert_eq!(
			enterprise(USCC),
			Enterprise {
				status: EnterpriseStatus::Restricted,
				..before.clone()
			}
		);
		assert_eq!(
			events(),
			[Event::EnterpriseRestricted {
				uscc: uscc(USCC),
				by: officer_of(MS)
			}]
		);

		assert_ok!(lift());
		assert_eq!(enterprise(USCC), before);
		assert_eq!(
			events(),
			[Event::RestrictionLifted {
				uscc: uscc(USCC),
				by: officer_of(MS)
			}]
		);

		assert_eq!(providers(&OWNER), 1);
		assert_dissolved(&[]);
	});
}

#[test]
fn the_live_seal_is_held_and_released_in_the_same_calls() {
	run(|| {
		let id = issued();
		let hold = Hold::EnterpriseRestricted;
		pass(DAY);
		assert_ok!(restrict());
		assert_eq!(holds(id), [hold]);
		assert_eq!(
			events(),
			[
				Event::EnterpriseRestricted {
					uscc: uscc(USCC),
					by: officer_of(MS)
				},
				Event::HoldPlaced {
					seal: id,
					hold,
					order: None,
					term: None,
					effective_at: now(),
					by: agency(MS)
				}
			]
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
				agency(MS)
			)
		);

		pass(DAY);
		assert_ok!(lift());
		assert_eq!(holds(id), []);
		assert_eq!(
			events(),
			[
				Event::RestrictionLifted {
					uscc: uscc(USCC),
					by: officer_of(MS)
				},
				Event::HoldLifted {
					seal: id,
					hold,
					by: agency(MS)
				}
			]
		);
		assert_eq!(last_entry(id), entry(id, Change::HoldLifted { hold }, agency(MS)));
		assert_eq!(entries(id).len(), 4);
		assert_dissolved(&[]);
	});
}

#[test]
fn only_a_live_seal_is_held() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			let before = seal(id);
			assert_ok!(restrict());
			assert_ok!(lift());
			assert_eq!(seal(id), before);
		});
	}
}

#[test]
fn a_seal_that_was_revoked_under_the_restriction_keeps_the_hold_on_record() {
	run(|| {
		let id = issued();
		assert_ok!(restrict());
		assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
		assert_ok!(lift());
		assert_eq!(holds(id), [Hold::EnterpriseRestricted]);
	});
}

#[test]
fn a_restriction_stands_once() {
	run(|| {
		issued();
		assert_noop!(lift(), Error::<Test>::EnterpriseNotRestricted);
		assert_ok!(restrict());
		assert_noop!(restrict(), Error::<Test>::EnterpriseIsRestricted);
		assert_ok!(lift());
		assert_noop!(lift(), Error::<Test>::EnterpriseNotRestricted);
	});
}

#[test]
fn a_code_that_is_not_registered_is_refused_with_the_reason() {
	run(|| {
		let unknown = (UNKNOWN_USCC, Error::<Test>::EnterpriseNotFound);
		for (wrong, error) in WRONG_USCCS.into_iter().chain([unknown]) {
			let expected = DispatchError::from(error);
			assert_noop!(ESeal::restrict_enterprise(ms(), text(wrong)), expected);
			assert_noop!(ESeal::lift_restriction(ms(), text(wrong)), expected);
		}
	});
}
