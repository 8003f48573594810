use super::*;

const NEW_NAME: &str = "杭州更名科技有限公司";

fn rename(name: &str) -> DispatchResult {
	outcome(ESeal::rename_enterprise(ms(), text(USCC), text(name)))
}

fn renamed_event(from: &str, to: &str) -> Event<Test> {
	Event::EnterpriseRenamed {
		uscc: uscc(USCC),
		from: stored(from),
		to: stored(to),
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
				revision: 1,
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
					term: None,
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
					term: None
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
		assert_eq!(enterprise(USCC).revision, 2);
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
			assert_noop!(ESeal::rename_enterprise(ms(), text(USCC), wrong), error);
		}
	});
}

#[test]
fn a_code_that_is_not_registered_is_refused_with_the_reason() {
	run(|| {
		for (wrong, error) in WRONG_USCCS {
			assert_noop!(ESeal::rename_enterprise(ms(), text(wrong), text(NEW_NAME)), error);
		}
		assert_noop!(
			ESeal::rename_enterprise(ms(), text(UNKNOWN_USCC), text(NEW_NAME)),
			Error::<Test>::EnterpriseNotFound
		);
	});
}

#[test]
fn a_revision_at_its_end_stops_the_rename() {
	run(|| {
		issued();
		Enterprises::<Test>::mutate(uscc(USCC), |e| e.as_mut().unwrap().revision = u32::MAX);
		assert_noop!(rename(NEW_NAME), Error::<Test>::Overflow);
	});
}
