//! A new name that counts from a moment ahead: until then the old e-seal serves, from then on its successor.

use super::*;
use crate::Obstacle;

const NEW_NAME: &str = "杭州更名科技有限公司";
const THIRD_NAME: &str = "杭州再更名科技有限公司";
const HOLD: Hold = Hold::EnterpriseRenamed;

/// How far ahead the new name of these tests is recorded.
const AHEAD: u64 = 30 * DAY;

/// A live e-seal, whose enterprise has a new name from the moment returned on.
fn renamed() -> (SealId, Moment) {
	let id = issued();
	pass(DAY);
	let from = now() + AHEAD;
	assert_ok!(decide::rename_from(NEW_NAME, from));
	settle();
	(id, from)
}

/// An application for an e-seal whose validity begins at `valid_from`, with another physical seal.
fn from(n: u8, code: &'static str, valid_from: Moment) -> Application {
	Application {
		code,
		valid_from,
		valid_until: valid_from + YEAR,
		..Application::new(n)
	}
}

/// The successor in the new name, approved a day later with a physical seal of its own.
fn succeeded(at: Moment) -> SealId {
	pass(DAY);
	file(NEW_CODE, USCC);
	from(2, NEW_CODE, at).issued()
}

fn go_to(moment: Moment) {
	pass(moment.since(now()));
}

fn name() -> Text<256> {
	ESeal::api_enterprise(USCC.into()).unwrap().enterprise.name
}

fn usable(id: SealId) -> bool {
	let usable = ESeal::api_seal(id).unwrap().usable;
	assert_eq!(ESeal::standing_at(id, now()).unwrap().usable, usable);
	usable
}

/// Since when an e-seal has another name than its enterprise, by the hold that says so.
fn other_name_since(id: SealId) -> Option<Moment> {
	match seal(id).terms.get(&HOLD) {
		Some(Term::From(since)) => Some(*since),
		Some(Term::Until(_)) => panic!("a name does not come back by itself"),
		None => None,
	}
}

#[test]
fn the_record_tells_ahead_what_happens_by_time() {
	run(|| {
		let id = issued();
		pass(DAY);
		let (before, from) = (enterprise(USCC), now() + AHEAD);
		assert_ok!(decide::rename_from(NEW_NAME, from));
		let next_name = Some(NextName {
			name: stored(NEW_NAME),
			from,
			recorded_at: now(),
		});
		assert_eq!(enterprise(USCC), Enterprise { next_name, ..before });
		let term = Some(Term::From(from));
		assert_eq!(
			events(),
			[
				Event::EnterpriseRenamed {
					uscc: uscc(USCC),
					from: stored(NAME),
					to: stored(NEW_NAME),
					effective_at: from,
					by: officer_of(MS),
				},
				Event::HoldPlaced {
					seal: id,
					hold: HOLD,
					order: None,
					term,
					effective_at: now(),
					by: agency(MS),
				}
			]
		);
		let (hold, order) = (HOLD, None);
		assert_eq!(
			last_entry(id),
			entry(id, Change::HoldPlaced { hold, order, term }, agency(MS))
		);
		let renamed = RegisterChange::Renamed {
			from: stored(NAME),
			to: stored(NEW_NAME),
		};
		assert_eq!(
			records(USCC),
			[RegisterEntry {
				effective_at: from,
				..record(renamed, agency(MS))
			}]
		);
	});
}

#[test]
fn the_old_seal_serves_to_the_millisecond_and_its_successor_from_then_on() {
	run(|| {
		let (old, at) = renamed();
		let new = succeeded(at);
		assert_eq!((seal(old).name, seal(new).name), (stored(NAME), stored(NEW_NAME)));
		for before in [AHEAD - DAY, DAY, 1] {
			go_to(Moment(at.0 - before));
			assert_eq!((usable(old), usable(new), name()), (true, false, stored(NAME)));
		}
		for after in [0, 1, DAY] {
			go_to(at + after);
			assert_eq!((usable(old), usable(new), name()), (false, true, stored(NEW_NAME)));
			assert_eq!(ESeal::api_enterprise(USCC.into()).unwrap().enterprise.next_name, None);
		}
		assert_eq!(holds(new), []);
		// And it was so, whoever asks later.
		assert!(ESeal::standing_at(old, Moment(at.0 - 1)).unwrap().usable);
		assert_eq!(ESeal::standing_at(old, at).unwrap().holds, [HOLD]);
	});
}

#[test]
fn without_a_successor_the_old_seal_is_on_hold() {
	run(|| {
		let (old, at) = renamed();
		go_to(Moment(at.0 - 1));
		assert!(usable(old));
		go_to(at);
		assert_eq!(seal(old).obstacles(now()), [Obstacle::OnHold(HOLD)]);
		file(NEW_CODE, USCC);
		let new = from(2, NEW_CODE, now()).issued();
		assert_eq!((usable(new), seal(new).name), (true, stored(NEW_NAME)));
	});
}

/// A physical seal that was filed before the new name was recorded cannot carry it, whenever it is applied for.
#[test]
fn only_a_physical_seal_from_after_the_record_serves_the_new_name() {
	run(|| {
		let old = issued();
		file(NEW_CODE, USCC);
		pass(DAY);
		let at = now() + AHEAD;
		assert_ok!(decide::rename_from(NEW_NAME, at));
		for code in [CODE, NEW_CODE] {
			assert_noop!(from(2, code, at).send(), Error::<Test>::PhysicalSealOfOldName);
		}
		// For the name that it has until then, they do.
		let until_then = from(3, CODE, Moment(at.0 - 1)).issued();
		assert_eq!(seal(until_then).name, stored(NAME));
		assert_eq!(other_name_since(until_then), Some(at));
		assert_eq!(seal(old).status, SealStatus::Superseded);
		go_to(at);
		assert_noop!(from(4, NEW_CODE, now()).send(), Error::<Test>::PhysicalSealOfOldName);
	});
}

#[test]
fn a_moment_that_is_no_moment_ahead_is_refused() {
	run(|| {
		issued();
		pass(DAY);
		let (furthest, past) = (now() + MaxRenameAhead::get(), Error::<Test>::RenamePast);
		assert_noop!(decide::rename_from(NEW_NAME, now()), past);
		assert_noop!(decide::rename_from(NEW_NAME, START), Error::<Test>::RenamePast);
		assert_noop!(decide::rename_from(NEW_NAME, furthest + 1), Error::<Test>::RenameTooFar);
		assert_noop!(decide::rename_from(NEW_NAME, Moment::MAX), Error::<Test>::RenameTooFar);
		assert_ok!(decide::rename_from(NEW_NAME, furthest));
		// The same once more is no other name.
		assert_noop!(decide::rename_from(NEW_NAME, furthest), Error::<Test>::NameUnchanged);
		assert_noop!(decide::rename_from(NAME, furthest), Error::<Test>::NameUnchanged);
		assert_noop!(decide::rename(NAME), Error::<Test>::NameUnchanged);
	});
}

// --- Withdrawn, replaced, moved ---

#[test]
fn a_name_that_is_withdrawn_leaves_everything_as_it_was() {
	run(|| {
		let (id, at) = renamed();
		pass(DAY);
		assert_ok!(decide::withdraw_rename(NEW_NAME));
		assert_eq!(
			events(),
			[
				Event::RenameWithdrawn {
					uscc: uscc(USCC),
					to: stored(NEW_NAME),
					by: officer_of(MS),
				},
				Event::HoldLifted {
					seal: id,
					hold: HOLD,
					by: agency(MS),
				}
			]
		);
		let to = stored(NEW_NAME);
		assert_eq!(
			records(USCC)[1..],
			[record(RegisterChange::RenameWithdrawn { to }, agency(MS))]
		);
		go_to(at + DAY);
		assert_eq!((usable(id), name(), holds(id)), (true, stored(NAME), vec![]));
		// What is carved for the name that it keeps serves.
		assert_eq!(seal(Application::new(2).issued()).name, stored(NAME));
	});
}

#[test]
fn only_what_lies_ahead_is_withdrawn_and_only_what_is_named() {
	run(|| {
		issued();
		assert_noop!(decide::withdraw_rename(NEW_NAME), Error::<Test>::NoRename);
		assert_ok!(decide::rename(THIRD_NAME));
		assert_noop!(decide::withdraw_rename(THIRD_NAME), Error::<Test>::NoRename);
	});
	run(|| {
		let (_, at) = renamed();
		assert_noop!(decide::withdraw_rename(THIRD_NAME), Error::<Test>::RenameDiffers);
		assert_noop!(decide::withdraw_rename(NAME), Error::<Test>::RenameDiffers);
		for (wrong, error) in wrong_texts(256) {
			assert_noop!(ESeal::withdraw_rename(ms(), text(USCC), wrong), error);
		}
		go_to(at);
		assert_noop!(decide::withdraw_rename(NEW_NAME), Error::<Test>::NoRename);
	});
}

#[test]
fn a_seal_in_a_name_that_is_withdrawn_does_not_serve() {
	run(|| {
		let (old, at) = renamed();
		let new = succeeded(at);
		assert_ok!(decide::withdraw_rename(NEW_NAME));
		assert_eq!((other_name_since(old), other_name_since(new)), (None, Some(at)));
		// Its owner revokes it, and the old one goes on; or it takes over, on hold.
		go_to(at);
		assert_eq!((usable(old), usable(new), name()), (false, false, stored(NAME)));
	});
	run(|| {
		let (old, at) = renamed();
		let new = succeeded(at);
		assert_ok!(decide::withdraw_rename(NEW_NAME));
		assert_ok!(decide::revoke(owner(), new, RevocationReason::CessationOfUse, None));
		go_to(at);
		assert!(usable(old));
	});
}

#[test]
fn a_name_that_replaces_another_ahead_puts_the_seal_in_that_one_on_hold() {
	run(|| {
		let (old, at) = renamed();
		let new = succeeded(at);
		let later = at + DAY;
		assert_ok!(decide::rename_from(THIRD_NAME, later));
		assert_eq!((other_name_since(old), other_name_since(new)), (Some(later), Some(at)));
		go_to(later);
		assert_eq!((usable(old), usable(new), name()), (false, false, stored(THIRD_NAME)));
		// The third name was recorded after the second physical seal was filed.
		assert_noop!(from(3, NEW_CODE, now()).send(), Error::<Test>::PhysicalSealOfOldName);
	});
}

/// The name has been on record all the time, and what was made for it carries it.
#[test]
fn a_name_that_comes_sooner_keeps_what_was_made_for_it() {
	run(|| {
		let (old, at) = renamed();
		let new = succeeded(at);
		let sooner = Moment(at.0 - DAY);
		assert_ok!(decide::rename_from(NEW_NAME, sooner));
		assert_eq!((other_name_since(old), other_name_since(new)), (Some(sooner), None));
		go_to(sooner);
		assert_eq!((usable(old), usable(new)), (false, false));
		go_to(at);
		assert!(usable(new));
	});
	run(|| {
		let (old, at) = renamed();
		let new = succeeded(at);
		assert_ok!(decide::rename(NEW_NAME));
		assert_eq!((usable(old), holds(new), name()), (false, vec![], stored(NEW_NAME)));
		go_to(at);
		assert!(usable(new));
	});
}

/// An e-seal does not serve a day in a name that its enterprise does not have yet, and comes back only with another one.
#[test]
fn a_name_that_comes_later_than_its_seal_puts_that_on_hold() {
	run(|| {
		let (old, at) = renamed();
		let new = succeeded(at);
		assert_ok!(decide::rename_from(NEW_NAME, at + DAY));
		assert_eq!(
			(other_name_since(old), other_name_since(new)),
			(Some(at + DAY), Some(at))
		);
		go_to(at);
		assert_eq!((usable(old), usable(new), name()), (false, false, stored(NAME)));
		go_to(at + DAY);
		assert_eq!((usable(new), name()), (false, stored(NEW_NAME)));
		// Moved back in time, it would have served.
	});
	run(|| {
		let (_, at) = renamed();
		let new = succeeded(at);
		assert_ok!(decide::rename_from(NEW_NAME, at + DAY));
		assert_ok!(decide::rename_from(NEW_NAME, at));
		assert_eq!(other_name_since(new), None);
		go_to(at);
		assert!(usable(new));
	});
}

/// Over and over, the history tells each of them, and the chain stays as it is.
#[test]
fn names_recorded_and_withdrawn_without_end_change_nothing() {
	run(|| {
		let id = issued();
		for round in 0..50u64 {
			pass(1);
			assert_ok!(decide::rename_from(NEW_NAME, now() + DAY + round));
			assert_ok!(decide::withdraw_rename(NEW_NAME));
		}
		assert_eq!((usable(id), enterprise(USCC).next_name), (true, None));
		assert_eq!(records(USCC).len(), 100);
	});
}

// --- Meetings ---

#[test]
fn an_application_in_the_old_name_is_approved_for_the_time_that_is_left() {
	run(|| {
		let id = applied();
		pass(DAY);
		let at = now() + AHEAD;
		assert_ok!(decide::rename_from(NEW_NAME, at));
		assert_ok!(decide::approve(dr(), id));
		assert_eq!((other_name_since(id), usable(id)), (Some(at), true));
		let (hold, order, term) = (HOLD, None, Some(Term::From(at)));
		assert_eq!(
			last_entry(id),
			entry(id, Change::HoldPlaced { hold, order, term }, agency(DR))
		);
		go_to(at);
		assert!(!usable(id));
	});
	// Too late for it.
	run(|| {
		let id = applied();
		let at = now() + DAY;
		assert_ok!(decide::rename_from(NEW_NAME, at));
		go_to(at);
		assert_noop!(decide::approve(dr(), id), Error::<Test>::EnterpriseChanged);
	});
	// For a time at which the enterprise has another name by then.
	run(|| {
		filed();
		let at = now() + AHEAD;
		let id = from(1, CODE, at).applied();
		assert_ok!(decide::rename_from(NEW_NAME, at));
		assert_noop!(decide::approve(dr(), id), Error::<Test>::EnterpriseChanged);
		assert_ok!(decide::withdraw_rename(NEW_NAME));
		assert_ok!(decide::approve(dr(), id));
	});
}

#[test]
fn an_application_in_the_new_name_waits_and_is_approved_before_or_after() {
	for days in [0, 40] {
		run(|| {
			let (_, at) = renamed();
			pass(DAY);
			file(NEW_CODE, USCC);
			let id = from(2, NEW_CODE, at).applied();
			pass(days * DAY);
			assert_ok!(decide::approve(dr(), id));
			go_to(now().max(at));
			assert_eq!((usable(id), seal(id).name), (true, stored(NEW_NAME)));
		});
	}
	// The name was withdrawn, recorded anew, replaced.
	for change in [
		|| decide::withdraw_rename(NEW_NAME),
		|| decide::withdraw_rename(NEW_NAME).and_then(|()| decide::rename_from(NEW_NAME, now() + DAY)),
		|| decide::rename_from(THIRD_NAME, now() + DAY),
		|| decide::rename(THIRD_NAME),
	] {
		run(|| {
			let (_, at) = renamed();
			pass(DAY);
			file(NEW_CODE, USCC);
			let id = from(2, NEW_CODE, at).applied();
			assert_ok!(change());
			assert_noop!(decide::approve(dr(), id), Error::<Test>::EnterpriseChanged);
		});
	}
}

/// Renewed ahead, and then renamed ahead of that: the successor would take over in a name of the past.
#[test]
fn a_successor_that_takes_over_later_is_on_hold_by_then_too() {
	run(|| {
		let old = issued();
		let takes_over = now() + 2 * AHEAD;
		let new = from(2, CODE, takes_over).issued();
		let at = now() + AHEAD;
		assert_ok!(decide::rename_from(NEW_NAME, at));
		assert_eq!(
			(other_name_since(old), other_name_since(new)),
			(Some(at), Some(takes_over))
		);
		assert_ok!(decide::withdraw_rename(NEW_NAME));
		assert_eq!((other_name_since(old), other_name_since(new)), (None, None));
	});
	// It takes over first: then it serves in the old name for a while.
	run(|| {
		let old = issued();
		let takes_over = now() + DAY;
		let new = from(2, CODE, takes_over).issued();
		let at = now() + AHEAD;
		assert_ok!(decide::rename_from(NEW_NAME, at));
		assert_eq!((other_name_since(old), other_name_since(new)), (Some(at), Some(at)));
		go_to(takes_over);
		assert!(usable(new));
		go_to(at);
		assert!(!usable(new));
	});
}

#[test]
fn a_freeze_and_a_new_name_do_not_lift_each_other() {
	run(|| {
		let (id, at) = renamed();
		place(Hold::Freeze, id);
		assert_ok!(decide::withdraw_rename(NEW_NAME));
		assert_eq!(holds(id), [Hold::Freeze]);
		assert_ok!(decide::rename_from(NEW_NAME, at));
		assert_ok!(decide::unfreeze(ps()));
		assert_eq!((holds(id), usable(id)), (vec![HOLD], true));
		// A frozen enterprise gets no e-seal in its new name either.
		assert_ok!(decide::freeze(ps(), ORDER));
		pass(DAY);
		file(NEW_CODE, USCC);
		assert_noop!(from(2, NEW_CODE, at).send(), Error::<Test>::EnterpriseIsFrozen);
	});
}

#[test]
fn a_new_owner_takes_the_name_over_and_what_was_applied_for_is_void() {
	run(|| {
		let (old, at) = renamed();
		pass(DAY);
		file(NEW_CODE, USCC);
		let id = from(2, NEW_CODE, at).applied();
		assert_ok!(decide::change_owner(NEW_OWNER));
		assert_noop!(decide::approve(dr(), id), Error::<Test>::EnterpriseChanged);
		assert_ok!(ESeal::withdraw(by(NEW_OWNER), id));
		let anew = Application {
			owner: NEW_OWNER,
			..from(3, NEW_CODE, at)
		}
		.issued();
		go_to(at);
		assert_eq!((usable(old), usable(anew), name()), (false, true, stored(NEW_NAME)));
		assert_eq!(enterprise(USCC).owner, NEW_OWNER);
	});
}

/// What is written later keeps the name that counts by then.
#[test]
fn whatever_is_recorded_after_the_moment_finds_the_new_name() {
	run(|| {
		let (_, at) = renamed();
		go_to(at);
		assert_eq!(enterprise(USCC).name, stored(NAME));
		assert_ok!(ESeal::restrict_enterprise(ms(), text(USCC)));
		let stored_now = enterprise(USCC);
		assert_eq!((stored_now.name, stored_now.next_name), (stored(NEW_NAME), None));
		assert_eq!(stored_now.renamed_at, Some(START + DAY));
		assert_noop!(decide::rename(NEW_NAME), Error::<Test>::NameUnchanged);
		// And is renamed from there.
		assert_ok!(decide::rename(NAME));
		let renamed = RegisterChange::Renamed {
			from: stored(NEW_NAME),
			to: stored(NAME),
		};
		assert_eq!(records(USCC).pop(), Some(record(renamed, agency(MS))));
	});
}

#[test]
fn a_deregistered_enterprise_keeps_the_name_that_it_had() {
	run(|| {
		let (_, at) = renamed();
		pass(DAY);
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
		go_to(at + DAY);
		assert_eq!(name(), stored(NAME));
		assert_noop!(
			decide::withdraw_rename(NEW_NAME),
			Error::<Test>::EnterpriseIsDeregistered
		);
	});
}

/// As if it had never been deregistered: the name counts from its moment on, also if that has passed meanwhile.
#[test]
fn a_deregistration_by_mistake_does_not_lose_the_name() {
	for days in [1, 40] {
		run(|| {
			let (id, at) = renamed();
			pass(DAY);
			assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
			pass(days * DAY);
			let subject = RegisterSubject::Enterprise(uscc(USCC));
			let waiting = corrections::proposed(Correction::ReverseDeregistration {
				uscc: uscc(USCC),
				entry: 1,
				digest: ESeal::api_register_entry_digest(subject, 1).unwrap(),
			});
			assert_ok!(outcome(ESeal::agree_correction(dr(), waiting.0, waiting.1)));
			assert_eq!(usable(id), now() < at);
			assert_eq!(other_name_since(id), Some(at));
			go_to(now().max(at));
			assert_eq!((usable(id), name()), (false, stored(NEW_NAME)));
		});
	}
}

/// While it was revoked, the name was withdrawn, or came, or both, and no hold of its record says so.
#[test]
fn a_seal_that_is_active_again_has_the_hold_that_it_would_have() {
	let reverse = |id| {
		let waiting = corrections::proposed(corrections::reversal(id));
		assert_ok!(outcome(ESeal::agree_correction(ps(), waiting.0, waiting.1)));
	};
	let revoke = |id| {
		assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
	};
	run(|| {
		let (id, at) = renamed();
		revoke(id);
		assert_ok!(decide::withdraw_rename(NEW_NAME));
		// Its hold stays on record, and its moment comes.
		go_to(at + DAY);
		assert_eq!(other_name_since(id), Some(at));
		reverse(id);
		assert_eq!((holds(id), usable(id)), (vec![], true));
	});
	run(|| {
		let id = issued();
		revoke(id);
		let at = now() + AHEAD;
		assert_ok!(decide::rename_from(NEW_NAME, at));
		pass(DAY);
		reverse(id);
		assert_eq!((other_name_since(id), usable(id)), (Some(at), true));
	});
	// There and back meanwhile: had it not been revoked, it would be on hold.
	run(|| {
		let id = issued();
		revoke(id);
		pass(DAY);
		assert_ok!(decide::rename(NEW_NAME));
		assert_ok!(decide::rename(NAME));
		reverse(id);
		assert_eq!((holds(id), usable(id)), (vec![HOLD], false));
	});
}
