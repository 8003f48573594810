use super::*;

#[test]
fn an_owner_takes_the_application_back() {
	run(|| {
		let id = applied();
		let before = seal(id);
		pass(DAY);
		assert_ok!(ESeal::withdraw(owner(), id));
		assert_eq!(
			seal(id),
			Seal {
				status: SealStatus::Withdrawn,
				history_len: 2,
				history_digest: covering(&entries(id)),
				..before
			}
		);
		assert_eq!(PendingApplication::<Test>::get(uscc(USCC)), None);
		assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), None);
		assert_eq!(physical(CODE).paired, None);
		assert_eq!(
			events(),
			[Event::Withdrawn {
				seal: id,
				uscc: uscc(USCC)
			}]
		);
		assert_eq!(last_entry(id), entry(id, Change::Withdrawn, by_owner()));
		assert_eq!(providers(&OWNER), 1);
		assert_dissolved(&[]);
	});
}

#[test]
fn the_live_seal_stays_as_it_is() {
	run(|| {
		let live = issued();
		let before = seal(live);
		let pending = Application::new(2).applied();
		assert_ok!(ESeal::withdraw(owner(), pending));
		assert_eq!(seal(live), before);
		assert_eq!(physical(CODE).paired, Some(live));
		assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), Some(live));
	});
}

#[test]
fn only_the_owner_withdraws() {
	run(|| {
		let id = applied();
		register(OTHER_USCC, OTHER_OWNER);
		for account in [OTHER_OWNER, STRANGER, officer(MS), officer(PS), officer(DR)] {
			assert_noop!(outcome(ESeal::withdraw(by(account), id)), Error::<Test>::NotOwner);
		}
	});
}

#[test]
fn only_a_pending_application_is_withdrawn() {
	for status in statuses_but(SealStatus::Applied) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			assert_noop!(
				outcome(ESeal::withdraw(owner(), id)),
				Error::<Test>::ApplicationNotPending
			);
		});
	}
}

#[test]
fn a_restricted_enterprise_may_withdraw() {
	run(|| {
		let id = applied();
		assert_ok!(ESeal::restrict_enterprise(ms(), text(USCC)));
		assert_ok!(ESeal::withdraw(owner(), id));
	});
}

#[test]
fn an_application_that_does_not_exist_is_refused() {
	run(|| {
		applied();
		assert_noop!(
			outcome(ESeal::withdraw(owner(), SealId(1))),
			Error::<Test>::SealNotFound
		);
	});
}
