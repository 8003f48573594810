use super::*;

fn deregister() -> DispatchResult {
	outcome(ESeal::deregister_enterprise(ms(), text(USCC)))
}

fn deregistered_event() -> Event<Test> {
	Event::EnterpriseDeregistered {
		uscc: uscc(USCC),
		by: officer_of(MS),
	}
}

#[test]
fn an_enterprise_is_struck_off_and_its_owner_loses_the_role() {
	run(|| {
		registered();
		let before = enterprise(USCC);
		assert_ok!(deregister());
		assert_eq!(
			enterprise(USCC),
			Enterprise {
				status: EnterpriseStatus::Deregistered,
				..before
			}
		);
		assert_eq!(events(), [deregistered_event()]);
		assert_eq!(providers(&OWNER), 0);
		assert_eq!(ESeal::roles_of(&OWNER), 0);
		assert_dissolved(&[]);
	});
}

#[test]
fn its_seal_is_revoked_and_its_application_refused_in_the_same_call() {
	run(|| {
		let live = issued();
		let pending = Application::new(2).applied();
		pass(DAY);
		assert_ok!(deregister());

		let (reason, refusal) = (
			RevocationReason::EnterpriseDeregistered,
			RejectionReason::EnterpriseDeregistered,
		);
		assert_eq!(
			events(),
			[
				deregistered_event(),
				Event::Revoked {
					seal: live,
					uscc: uscc(USCC),
					reason,
					effective_at: now(),
					by: agency(MS)
				},
				Event::Rejected {
					seal: pending,
					uscc: uscc(USCC),
					reason: refusal,
					by: officer_of(MS)
				},
			]
		);
		assert_eq!(
			(seal(live).status, seal(live).revoked),
			(
				SealStatus::Revoked,
				Some(Revocation {
					reason,
					effective_at: now(),
					recorded_at: now()
				})
			)
		);
		assert_eq!(last_entry(live), entry(live, Change::Revoked { reason }, agency(MS)));
		assert_eq!(seal(pending).status, SealStatus::Rejected);
		assert_eq!(
			last_entry(pending),
			entry(pending, Change::Rejected { reason: refusal }, agency(MS))
		);
		assert_eq!(PendingApplication::<Test>::get(uscc(USCC)), None);
		assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), Some(live));
		assert_eq!(
			(physical(CODE).paired, physical(CODE).status),
			(None, PhysicalSealStatus::Filed)
		);
		assert_dissolved(&[live, pending]);
		assert_eq!(providers(&OWNER), 0);
	});
}

#[test]
fn a_restricted_and_frozen_enterprise_is_struck_off_too() {
	run(|| {
		let id = issued();
		place(Hold::Freeze, id);
		place(Hold::EnterpriseRestricted, id);
		assert_ok!(deregister());
		assert_eq!(seal(id).status, SealStatus::Revoked);
		assert_eq!(holds(id), [Hold::Freeze, Hold::EnterpriseRestricted]);
	});
}

#[test]
fn nothing_follows() {
	run(|| {
		let id = issued();
		assert_ok!(deregister());
		let late = Application::new(2);
		let refused: Vec<Box<dyn Fn() -> DispatchResult>> = vec![
			Box::new(deregister),
			Box::new(|| decide::rename("新名")),
			Box::new(|| decide::withdraw_rename("新名")),
			Box::new(|| decide::name_liquidator(LIQUIDATOR)),
			Box::new(|| outcome(ESeal::restrict_enterprise(ms(), text(USCC)))),
			Box::new(|| outcome(ESeal::lift_restriction(ms(), text(USCC)))),
			Box::new(|| decide::change_owner(NEW_OWNER)),
			Box::new(|| {
				let kind = SealKind::Official;
				ESeal::file_physical_seal(ps(), text(NEW_CODE), text(USCC), kind, sha256(1), text(MAKER))
			}),
			Box::new(move || late.send()),
			Box::new(|| decide::freeze(ps(), sha256(1))),
		];
		for call in refused {
			assert_noop!(call(), Error::<Test>::EnterpriseIsDeregistered);
		}
		for origin in [owner(), dr()] {
			assert_noop!(decide::suspend(origin.clone(), id), Error::<Test>::SealNotActive);
			assert_noop!(decide::resume(origin, id), Error::<Test>::SealNotActive);
		}
	});
}

#[test]
fn an_owner_of_two_enterprises_keeps_the_other_role() {
	run(|| {
		registered();
		register(OTHER_USCC, OWNER);
		assert_ok!(deregister());
		assert_eq!(providers(&OWNER), 1);
		assert_eq!(enterprise(OTHER_USCC).status, EnterpriseStatus::Active);
	});
}

#[test]
fn another_enterprise_is_not_touched() {
	run(|| {
		issued();
		other_filed();
		let other = Application::of_other(2).issued();
		let before = seal(other);
		assert_ok!(deregister());
		assert_eq!(seal(other), before);
		assert_eq!(physical(OTHER_CODE).paired, Some(other));
		assert_eq!(providers(&OTHER_OWNER), 1);
	});
}

#[test]
fn a_code_that_is_not_registered_is_refused_with_the_reason() {
	run(|| {
		let unknown = (UNKNOWN_USCC, Error::<Test>::EnterpriseNotFound);
		for (wrong, error) in WRONG_USCCS.into_iter().chain([unknown]) {
			assert_noop!(ESeal::deregister_enterprise(ms(), text(wrong)), error);
		}
	});
}
