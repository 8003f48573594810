use super::*;

const NEW_NAME: &str = "杭州更名科技有限公司";

fn rename(name: &str) -> DispatchResult {
	decide::rename(name)
}

fn renamed_event(from: &str, to: &str) -> Event<Test> {
	Event::EnterpriseRenamed {
		uscc: uscc(USCC),
		from: stored(from),
		to: stored(to),
		effective_at: now(),
		by: officer_of(MS),
	}
}

#[test]
fn an_enterprise_gets_another_name() {
	run(|| {
		registered();
		let before = enterprise(USCC);
		pass(DAY);
		assert_ok!(rename(NEW_NAME));
		assert_eq!(
			enterprise(USCC),
			Enterprise {
				name: stored(NEW_NAME),
				renamed_at: Some(now()),
				..before
			}
		);
		assert_eq!(events(), [renamed_event(NAME, NEW_NAME)]);
		assert_eq!(providers(&OWNER), 1);
		assert_dissolved(&[]);
	});
}

#[test]
fn the_live_seal_goes_on_hold_in_the_same_call() {
	run(|| {
		let id = issued();
		let before = seal(id);
		pass(DAY);
		assert_ok!(rename(NEW_NAME));

		let hold = Hold::EnterpriseRenamed;
		assert_eq!(seal(id).holds.iter().copied().collect::<Vec<_>>(), [hold]);
		assert_eq!((seal(id).status, &seal(id).name), (SealStatus::Active, &before.name));
		assert_eq!(
			events(),
			[
				renamed_event(NAME, NEW_NAME),
				Event::HoldPlaced {
					seal: id,
					hold,
					order: None,
					term: Some(Term::From(now())),
					effective_at: now(),
					by: agency(MS)
				}
			]
		);
		assert_eq!(seal(id).history_len, before.history_len + 1);
		assert_eq!(
			last_entry(id),
			entry(
				id,
				Change::HoldPlaced {
					hold,
					order: None,
					term: Some(Term::From(now()))
				},
				agency(MS)
			)
		);
		assert_dissolved(&[]);
	});
}

#[test]
fn the_hold_is_placed_once_and_never_goes() {
	run(|| {
		let id = issued();
		assert_ok!(rename(NEW_NAME));
		let held = seal(id);
		settle();

		// Not even the first name brings the e-seal back.
		assert_ok!(rename(NAME));
		assert_eq!(events(), [renamed_event(NEW_NAME, NAME)]);
		assert_eq!(seal(id), held);
		pass(DAY);
		assert_eq!(
			seal(id).obstacles(now()),
			[crate::Obstacle::OnHold(Hold::EnterpriseRenamed)]
		);
	});
}

#[test]
fn only_a_live_seal_goes_on_hold() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			let before = seal(id);
			assert_ok!(rename(NEW_NAME));
			assert_eq!(seal(id), before);
			assert_eq!(events(), [renamed_event(NAME, NEW_NAME)]);
		});
	}
}

#[test]
fn a_restricted_enterprise_may_be_renamed() {
	run(|| {
		registered();
		assert_ok!(ESeal::restrict_enterprise(ms(), text(USCC)));
		assert_ok!(rename(NEW_NAME));
		assert_eq!(enterprise(USCC).status, EnterpriseStatus::Restricted);
	});
}

#[test]
fn a_rename_that_changes_nothing_is_refused() {
	run(|| {
		registered();
		assert_noop!(rename(NAME), Error::<Test>::NameUnchanged);
	});
}

#[test]
fn a_name_that_is_no_text_is_refused() {
	run(|| {
		issued();
		for (wrong, error) in wrong_texts(256) {
			assert_noop!(ESeal::rename_enterprise(ms(), text(USCC), wrong, None), error);
		}
	});
}

#[test]
fn a_code_that_is_not_registered_is_refused_with_the_reason() {
	run(|| {
		for (wrong, error) in WRONG_USCCS {
			assert_noop!(ESeal::rename_enterprise(ms(), text(wrong), text(NEW_NAME), None), error);
		}
		assert_noop!(
			ESeal::rename_enterprise(ms(), text(UNKNOWN_USCC), text(NEW_NAME), None),
			Error::<Test>::EnterpriseNotFound
		);
	});
}

/// A name has one form: none that looks the same is another one, and puts an e-seal on hold for ever.
#[test]
fn no_other_form_of_the_same_name_is_another_name() {
	run(|| {
		assert_ok!(ESeal::register_enterprise(
			ms(),
			text(USCC),
			text("Café 杭州"),
			OWNER,
			UsccCheck::Enforced
		));
		file(CODE, USCC);
		let id = Application::new(1).issued();
		for (same, error) in [
			("Café 杭州", Error::<Test>::NameUnchanged),
			("Cafe\u{301} 杭州", Error::<Test>::TextNotNormalized),
			("Café 杭\u{2f92c}", Error::<Test>::TextNotNormalized),
			("Café 杭州\u{e000}", Error::<Test>::TextInvalid),
			("Café 杭州 ", Error::<Test>::TextBlank),
		] {
			let refused = DispatchError::from(error);
			assert_noop!(rename(same), refused);
			assert_noop!(decide::rename_from(same, now() + DAY), refused);
		}
		assert_eq!(holds(id), []);
	});
}

/// Its imprint has the old name, even if it was filed in the same block.
#[test]
fn a_physical_seal_from_before_the_rename_does_not_serve_the_successor() {
	run(|| {
		let old = issued();
		file(OLD_CODE, USCC);
		assert_ok!(rename(NEW_NAME));
		file(NEW_CODE, USCC);
		pass(DAY);
		let with = |code| Application {
			code,
			..Application::new(2)
		};
		for code in [CODE, OLD_CODE, NEW_CODE] {
			assert_noop!(with(code).send(), Error::<Test>::PhysicalSealOfOldName);
		}
		file(LATER_CODE, USCC);
		let successor = with(LATER_CODE).issued();
		assert_eq!((seal(successor).name, holds(successor)), (stored(NEW_NAME), vec![]));
		assert_eq!(seal(old).status, SealStatus::Revoked);
	});
}

/// Back to a name that it had: the imprint is of then, and whether it is still in use nobody knows.
#[test]
fn a_name_that_comes_back_is_recorded_anew() {
	run(|| {
		let old = issued();
		pass(DAY);
		assert_ok!(rename(NEW_NAME));
		pass(DAY);
		assert_ok!(rename(NAME));
		assert_noop!(Application::new(2).send(), Error::<Test>::PhysicalSealOfOldName);
		assert_eq!(holds(old), [Hold::EnterpriseRenamed]);
		pass(DAY);
		file(NEW_CODE, USCC);
		let successor = Application {
			code: NEW_CODE,
			..Application::new(2)
		};
		assert_eq!(holds(successor.issued()), []);
	});
}

const OLD_CODE: &str = "3301000000003";
const LATER_CODE: &str = "3301000000004";
