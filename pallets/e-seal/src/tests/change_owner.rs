use super::*;

fn change_owner(to: AccountId) -> DispatchResult {
	outcome(ESeal::change_owner(ms(), text(USCC), to))
}

fn changed_event() -> Event<Test> {
	Event::OwnerChanged {
		uscc: uscc(USCC),
		from: OWNER,
		to: NEW_OWNER,
		by: officer_of(MS),
	}
}

#[test]
fn another_account_acts_for_the_enterprise() {
	run(|| {
		registered();
		let before = enterprise(USCC);
		assert_ok!(change_owner(NEW_OWNER));
		assert_eq!(
			enterprise(USCC),
			Enterprise {
				owner: NEW_OWNER,
				revision: 1,
				..before
			}
		);
		assert_eq!(events(), [changed_event()]);
		assert_eq!((providers(&OWNER), providers(&NEW_OWNER)), (0, 1));
		assert_dissolved(&[]);
	});
}

#[test]
fn all_grants_of_the_live_seal_end_and_the_seal_stays_as_it_is() {
	run(|| {
		let id = issued();
		let before = seal(id);
		assert_ok!(change_owner(NEW_OWNER));
		assert_dissolved(&[id]);
		assert_eq!(seal(id), before);
		assert_eq!(physical(CODE).paired, Some(id));
		assert_eq!(events(), [changed_event()]);
	});
}

#[test]
fn a_seal_that_is_not_live_has_no_grants_to_end() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			assert_ok!(change_owner(NEW_OWNER));
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn the_owner_before_has_no_say_any_more() {
	run(|| {
		let live = issued();
		let pending = Application::new(2).applied();
		assert_ok!(change_owner(NEW_OWNER));
		let reason = RevocationReason::CessationOfUse;
		assert_noop!(decide::suspend(owner(), live), Error::<Test>::NotAuthorized);
		assert_noop!(decide::resume(owner(), live), Error::<Test>::NotAuthorized);
		assert_noop!(
			decide::revoke(owner(), live, reason, None),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(ESeal::withdraw(owner(), pending), Error::<Test>::NotOwner);
		assert_noop!(Application::new(3).send(), Error::<Test>::NotOwner);
	});
}

#[test]
fn the_new_owner_takes_over_what_stands() {
	run(|| {
		let live = issued();
		assert_ok!(decide::suspend(owner(), live));
		let pending = Application::new(2).applied();
		assert_ok!(change_owner(NEW_OWNER));

		assert_ok!(decide::resume(by(NEW_OWNER), live));
		assert_eq!(last_entry(live).by, Actor::Owner { account: NEW_OWNER });
		assert_ok!(ESeal::withdraw(by(NEW_OWNER), pending));
		assert_eq!(
			last_entry(pending),
			entry(pending, Change::Withdrawn, Actor::Owner { account: NEW_OWNER })
		);
		let successor = Application {
			owner: NEW_OWNER,
			..Application::new(3)
		}
		.issued();
		assert_eq!(seal(successor).applicant, NEW_OWNER);
	});
}

#[test]
fn each_role_of_an_account_counts_for_itself() {
	run(|| {
		registered();
		register(OTHER_USCC, OTHER_OWNER);
		assert_ok!(change_owner(OTHER_OWNER));
		assert_eq!((providers(&OWNER), providers(&OTHER_OWNER)), (0, 2));
		assert_ok!(change_owner(OWNER));
		assert_eq!((providers(&OWNER), providers(&OTHER_OWNER)), (1, 1));
	});
}

#[test]
fn a_restricted_enterprise_may_have_a_new_owner() {
	run(|| {
		let id = issued();
		place(Hold::EnterpriseRestricted, id);
		assert_ok!(change_owner(NEW_OWNER));
		assert_eq!(holds(id), [Hold::EnterpriseRestricted]);
		assert_dissolved(&[id]);
	});
}

#[test]
fn a_change_that_changes_nothing_is_refused() {
	run(|| {
		issued();
		assert_noop!(change_owner(OWNER), Error::<Test>::OwnerUnchanged);
		assert_dissolved(&[]);
	});
}

#[test]
fn a_code_that_is_not_registered_is_refused_with_the_reason() {
	run(|| {
		let unknown = (UNKNOWN_USCC, Error::<Test>::EnterpriseNotFound);
		for (wrong, error) in WRONG_USCCS.into_iter().chain([unknown]) {
			assert_noop!(ESeal::change_owner(ms(), text(wrong), NEW_OWNER), error);
		}
	});
}

#[test]
fn a_revision_at_its_end_stops_the_change() {
	run(|| {
		issued();
		Enterprises::<Test>::mutate(uscc(USCC), |e| e.as_mut().unwrap().revision = u32::MAX);
		assert_noop!(change_owner(NEW_OWNER), Error::<Test>::Overflow);
	});
}

/// Whoever owned the e-seal's key and its enterprise's account would need no second secret.
#[test]
fn who_has_a_seal_key_does_not_become_its_owner() {
	for pair in SealPair::each(7) {
		let with_key = || Application {
			pair: pair.clone(),
			..Application::new(1)
		};
		for account in pair.accounts() {
			let change = || change_owner(account.clone());
			// The key of a live e-seal, also beside an application with another key, and on hold.
			run(|| {
				filed();
				let id = with_key().issued();
				assert_noop!(change(), Error::<Test>::OwnerHasSealKey);
				Application::new(2).applied();
				place(Hold::Freeze, id);
				assert_noop!(change(), Error::<Test>::OwnerHasSealKey);
				// It revoked, nobody can use it.
				assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
				assert_ok!(change());
			});
			// The key of an application, as the first one and for a successor.
			run(|| {
				filed();
				let id = with_key().applied();
				assert_noop!(change(), Error::<Test>::OwnerHasSealKey);
				assert_ok!(ESeal::withdraw(owner(), id));
				assert_ok!(change());
			});
			run(|| {
				filed();
				Application::new(2).issued();
				let id = with_key().applied();
				assert_noop!(change(), Error::<Test>::OwnerHasSealKey);
				assert_ok!(decide::reject(dr(), id, RejectionReason::Other));
				assert_ok!(change());
			});
			// That of another enterprise's e-seal does not matter.
			run(|| {
				issued();
				other_filed();
				Application {
					pair: pair.clone(),
					..Application::of_other(2)
				}
				.issued();
				assert_ok!(change());
			});
		}
	}
}
