//! The freeze of an enterprise: its e-seal, its applications and its successors, until an end.

use super::*;
use crate::RevokedWith;

const FREEZE: Hold = Hold::Freeze;

fn freeze(order: DocumentDigest, until: Moment) -> DispatchResult {
	outcome(ESeal::freeze(ps(), text(USCC), order, until))
}

fn unfreeze(order: DocumentDigest) -> DispatchResult {
	outcome(ESeal::unfreeze(ps(), text(USCC), order))
}

fn frozen() -> Option<Freeze> {
	Freezes::<Test>::get(uscc(USCC))
}

#[test]
fn an_enterprise_is_frozen_on_an_order_and_unfrozen() {
	run(|| {
		let id = issued();
		let before = seal(id);
		let order = DocumentDigest::Sm3(H256::repeat_byte(9));

		pass(DAY);
		let until = now() + 10 * DAY;
		let term = Some(Term::Until(until));
		assert_ok!(freeze(order, until));
		assert_eq!(holds(id), [FREEZE]);
		assert_eq!(
			events(),
			[
				Event::EnterpriseFrozen {
					uscc: uscc(USCC),
					order,
					until,
					by: officer_of(PS)
				},
				Event::HoldPlaced {
					seal: id,
					hold: FREEZE,
					order: Some(order),
					term,
					effective_at: now(),
					by: agency(PS)
				}
			]
		);
		let placed = Change::HoldPlaced {
			hold: FREEZE,
			order: Some(order),
			term,
		};
		assert_eq!(last_entry(id), entry(id, placed, agency(PS)));
		assert_eq!(last_entry(id).after.terms.get(&FREEZE), Some(&Term::Until(until)));
		let placed_at = now();
		assert_eq!(
			frozen(),
			Some(Freeze {
				order,
				placed_at,
				until
			})
		);
		let frozen_then = record(RegisterChange::Frozen { order, until }, agency(PS));
		assert_eq!(records(USCC), std::slice::from_ref(&frozen_then));

		pass(DAY);
		assert_ok!(unfreeze(order));
		assert_eq!(
			seal(id),
			Seal {
				history_len: before.history_len + 2,
				history_digest: covering(&entries(id)),
				..before
			}
		);
		assert_eq!(
			events(),
			[
				Event::EnterpriseUnfrozen {
					uscc: uscc(USCC),
					order,
					by: agency(PS)
				},
				Event::HoldLifted {
					seal: id,
					hold: FREEZE,
					by: agency(PS)
				}
			]
		);
		assert_eq!(
			last_entry(id),
			entry(id, Change::HoldLifted { hold: FREEZE }, agency(PS))
		);
		assert_eq!(frozen(), None);
		let lifted = record(RegisterChange::Unfrozen { order }, agency(PS));
		assert_eq!(records(USCC), [frozen_then, lifted]);

		assert_eq!(providers(&OWNER), 1);
		assert_dissolved(&[]);
	});
}

/// Nothing is called at its end: neither a use nor an approval waits for anybody.
#[test]
fn a_freeze_ends_at_its_end_and_not_before() {
	run(|| {
		let id = issued();
		let pending = Application::new(2).applied();
		let until = now() + 10 * DAY;
		assert_ok!(freeze(ORDER, until));
		pass(10 * DAY - 1);
		assert_eq!(seal(id).obstacles(now()), [crate::Obstacle::OnHold(FREEZE)]);
		assert_noop!(decide::approve(dr(), pending), Error::<Test>::EnterpriseIsFrozen);

		pass(1);
		assert_eq!(seal(id).obstacles(now()), []);
		let standing = |moment| ESeal::standing_at(id, moment).unwrap();
		assert_eq!(standing(until - 1).holds, [FREEZE]);
		assert!(!standing(until - 1).usable);
		assert_eq!(standing(until).holds, []);
		assert!(standing(until).usable);
		assert_noop!(unfreeze(ORDER), Error::<Test>::EnterpriseNotFrozen);
		assert_ok!(decide::approve(dr(), pending));
		assert_eq!(seal(pending).obstacles(now()), []);
		// The freeze that ended says nothing of the e-seal that came after it.
		assert_ok!(ESeal::do_try_state());
	});
}

#[test]
fn a_freeze_has_an_end_within_bounds() {
	run(|| {
		issued();
		for past in [now(), now() - 1, Moment(0)] {
			assert_noop!(freeze(ORDER, past), Error::<Test>::FreezeEndPast);
		}
		let longest = now() + MaxFreeze::get();
		for far in [longest + 1, Moment::MAX] {
			assert_noop!(freeze(ORDER, far), Error::<Test>::FreezeTooLong);
		}
		assert_ok!(freeze(ORDER, longest));
	});
}

#[test]
fn a_freeze_is_renewed_with_a_later_end_only() {
	run(|| {
		let id = issued();
		let end = now() + 10 * DAY;
		assert_ok!(freeze(ORDER, end));
		pass(9 * DAY);
		for sooner in [end, end - 1, now() + 1] {
			assert_noop!(freeze(sha256(2), sooner), Error::<Test>::FreezeNotLonger);
		}
		let later = end + 20 * DAY;
		assert_ok!(freeze(sha256(2), later));
		assert_eq!(holds(id), [FREEZE]);
		assert_eq!(seal(id).terms.get(&FREEZE), Some(&Term::Until(later)));
		// It stands without a gap, and is lifted by the order that it stands on now.
		for moment in [end - 1, end, later - 1] {
			assert_eq!(ESeal::standing_at(id, moment).unwrap().holds, [FREEZE]);
		}
		assert_noop!(unfreeze(ORDER), Error::<Test>::FreezeDiffers);
		pass(5 * DAY);
		assert_eq!(seal(id).obstacles(now()), [crate::Obstacle::OnHold(FREEZE)]);
		assert_ok!(unfreeze(sha256(2)));
		assert_eq!(seal(id).obstacles(now()), []);
		assert!(ESeal::standing_at(id, now()).unwrap().usable);
		assert_eq!(records(USCC).len(), 3);
	});
}

/// What ended is no longer renewed: the next one may be as short as it likes, and what lay between was free.
#[test]
fn a_freeze_after_one_that_ended_is_a_new_one() {
	run(|| {
		let id = issued();
		let first = now() + 10 * DAY;
		assert_ok!(freeze(ORDER, first));
		pass(11 * DAY);
		let second = now() + 1;
		assert_ok!(freeze(sha256(2), second));
		let standing = |moment| ESeal::standing_at(id, moment).unwrap().holds;
		assert_eq!(standing(first - 1), [FREEZE]);
		assert_eq!(standing(first), []);
		assert_eq!(standing(now() - 1), []);
		assert_eq!(standing(now()), [FREEZE]);
		assert_eq!(standing(second), []);
	});
}

#[test]
fn a_freeze_is_lifted_by_its_own_order_only() {
	run(|| {
		issued();
		assert_noop!(unfreeze(ORDER), Error::<Test>::EnterpriseNotFrozen);
		assert_ok!(freeze(ORDER, now() + DAY));
		for other in [sha256(0), DocumentDigest::Sm3(H256([0xf0; 32]))] {
			assert_noop!(unfreeze(other), Error::<Test>::FreezeDiffers);
		}
		assert_ok!(unfreeze(ORDER));
		assert_noop!(unfreeze(ORDER), Error::<Test>::EnterpriseNotFrozen);
	});
}

/// The review: no agency alone keeps an enterprise frozen.
#[test]
fn a_motion_lifts_a_freeze_too() {
	run(|| {
		let id = issued();
		assert_ok!(freeze(ORDER, now() + DAY));
		settle();
		assert_noop!(
			ESeal::unfreeze(RuntimeOrigin::root(), text(USCC), sha256(1)),
			Error::<Test>::FreezeDiffers
		);
		assert_ok!(ESeal::unfreeze(RuntimeOrigin::root(), text(USCC), ORDER));
		let by = Actor::Motion;
		assert_eq!(
			events(),
			[
				Event::EnterpriseUnfrozen {
					uscc: uscc(USCC),
					order: ORDER,
					by: by.clone()
				},
				Event::HoldLifted {
					seal: id,
					hold: FREEZE,
					by: by.clone()
				}
			]
		);
		assert_eq!(
			last_entry(id),
			entry(id, Change::HoldLifted { hold: FREEZE }, by.clone())
		);
		assert_eq!(
			records(USCC).pop(),
			Some(record(RegisterChange::Unfrozen { order: ORDER }, by))
		);
		assert_noop!(
			ESeal::freeze(RuntimeOrigin::root(), text(USCC), ORDER, now() + DAY),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn an_enterprise_without_a_live_seal_is_frozen_too() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			let before = seal(id);
			assert_ok!(freeze(ORDER, now() + DAY));
			assert_eq!(events().len(), 1);
			assert_eq!(seal(id), before);
			assert_noop!(Application::new(2).send(), Error::<Test>::EnterpriseIsFrozen);
			assert_ok!(unfreeze(ORDER));
			assert_eq!(seal(id), before);
		});
	}
	run(|| {
		registered();
		assert_ok!(freeze(ORDER, now() + DAY));
		file(CODE, USCC);
		assert_noop!(Application::new(1).send(), Error::<Test>::EnterpriseIsFrozen);
		pass(DAY);
		Application::new(1).issued();
	});
}

#[test]
fn an_enterprise_that_does_not_exist_is_refused() {
	run(|| {
		issued();
		let freeze = |code: &str| outcome(ESeal::freeze(ps(), text(code), ORDER, now() + DAY));
		let unfreeze = |code: &str| outcome(ESeal::unfreeze(ps(), text(code), ORDER));
		let unknown = (UNKNOWN_USCC, Error::<Test>::EnterpriseNotFound);
		for (code, error) in WRONG_USCCS.into_iter().chain([unknown]) {
			let error = DispatchError::from(error);
			assert_noop!(freeze(code), error);
			assert_noop!(unfreeze(code), error);
		}
	});
}

#[test]
fn no_successor_escapes_a_freeze() {
	// What an owner may try first, after the freeze.
	let attempts: [fn(SealId) -> DispatchResult; 6] = [
		|_| Ok(()),
		|id| decide::revoke(owner(), id, RevocationReason::KeyCompromised, None),
		|id| decide::revoke(dr(), id, RevocationReason::CessationOfUse, START),
		|id| decide::revoke(dr(), id, RevocationReason::IssuedInError, now()),
		|id| decide::suspend(owner(), id),
		|_| {
			outcome(ESeal::report_physical_seal(
				ps(),
				text(CODE),
				PhysicalSealReport::Lost,
				now(),
			))
		},
	];
	for attempt in attempts {
		run(|| {
			let id = issued();
			file(NEW_CODE, USCC);
			place(FREEZE, id);
			assert_ok!(attempt(id));
			pass(DAY);
			let successor = Application {
				code: NEW_CODE,
				..Application::new(2)
			};
			assert_noop!(successor.send(), Error::<Test>::EnterpriseIsFrozen);

			assert_ok!(decide::unfreeze(ps()));
			let successor = successor.issued();
			assert_eq!(seal(successor).status, SealStatus::Active);
			assert_eq!(seal(successor).supersedes, Some(id));
		});
	}
}

#[test]
fn an_application_from_before_the_freeze_is_no_escape_either() {
	run(|| {
		let id = issued();
		let successor = Application::new(2).applied();
		place(FREEZE, id);
		assert_noop!(decide::approve(dr(), successor), Error::<Test>::EnterpriseIsFrozen);
		assert_ok!(decide::revoke(owner(), id, RevocationReason::CessationOfUse, None));
		assert_noop!(decide::approve(dr(), successor), Error::<Test>::EnterpriseIsFrozen);
		// It is not lost: it may be withdrawn, rejected, or wait.
		assert_ok!(ESeal::withdraw(owner(), successor));
	});
}

/// Before the first e-seal, too: there is no predecessor that could be frozen.
#[test]
fn a_first_application_is_no_escape_either() {
	run(|| {
		let first = applied();
		assert_ok!(freeze(ORDER, now() + DAY));
		assert_noop!(decide::approve(dr(), first), Error::<Test>::EnterpriseIsFrozen);
		assert_ok!(decide::reject(dr(), first, RejectionReason::Other));
	});
}

#[test]
fn a_new_owner_and_a_new_name_are_no_escape_either() {
	run(|| {
		let id = issued();
		place(FREEZE, id);
		place(Hold::EnterpriseRenamed, id);
		assert_ok!(decide::change_owner(NEW_OWNER));
		let successor = Application {
			owner: NEW_OWNER,
			..Application::new(2)
		};
		assert_noop!(successor.send(), Error::<Test>::EnterpriseIsFrozen);
	});
}

/// The e-seal keeps the hold that it had when it was revoked; the enterprise is free.
#[test]
fn a_freeze_is_lifted_after_the_seal_was_revoked_too() {
	run(|| {
		let id = issued();
		place(FREEZE, id);
		assert_ok!(decide::revoke(owner(), id, RevocationReason::CessationOfUse, None));
		let revoked = seal(id);
		settle();

		pass(DAY);
		assert_ok!(decide::unfreeze(ps()));
		assert_eq!(events().len(), 1);
		assert_eq!(seal(id), revoked);
		let successor = Application::new(2).issued();
		assert_eq!(seal(successor).obstacles(now()), []);
	});
}

#[test]
fn another_enterprise_is_not_barred() {
	run(|| {
		let id = issued();
		place(FREEZE, id);
		other_filed();
		let other = Application::of_other(2).issued();
		assert_eq!(seal(other).status, SealStatus::Active);
		assert_eq!(holds(other), []);
	});
}

/// What Market Supervision records of an enterprise is in the same history.
#[test]
fn the_history_of_an_enterprise_has_all_that_was_recorded_of_it() {
	run(|| {
		let id = issued();
		assert_eq!(records(USCC), []);
		let mut expected = vec![];
		let mut note = |what, by| expected.push(record(what, by));
		place(Hold::EnterpriseRenamed, id);
		let (from, to) = (stored(NAME), enterprise(USCC).name);
		note(RegisterChange::Renamed { from, to }, agency(MS));
		pass(DAY);
		place(Hold::EnterpriseRestricted, id);
		note(RegisterChange::Restricted, agency(MS));
		pass(DAY);
		assert_ok!(ESeal::lift_restriction(ms(), text(USCC)));
		note(RegisterChange::RestrictionLifted, agency(MS));
		assert_ok!(decide::change_owner(NEW_OWNER));
		let (from, to) = (OWNER, NEW_OWNER);
		let (until, rotate_by) = (now() + DAY, now() + MaxRotation::get());
		let offered = RegisterChange::OwnershipOffered {
			to: NEW_OWNER,
			until,
			rotate_by,
		};
		note(offered, agency(MS));
		note(
			RegisterChange::OwnerChanged { from, to },
			Actor::Owner { account: NEW_OWNER },
		);
		place(FREEZE, id);
		let (order, until) = (ORDER, now() + MaxFreeze::get());
		note(RegisterChange::Frozen { order, until }, agency(PS));
		pass(DAY);
		assert_ok!(ESeal::deregister_enterprise(ms(), text(USCC)));
		let entry = seal(id).history_len - 1;
		let revoked = Some(RevokedWith { seal: id, entry });
		let was = EnterpriseStatus::Active;
		note(RegisterChange::Deregistered { was, revoked }, agency(MS));
		assert_eq!(records(USCC), expected);

		let subject = |code| RegisterSubject::Enterprise(uscc(code));
		let api = |from, limit| ESeal::api_register_history(subject(USCC), from, limit);
		assert_eq!(api(0, u32::MAX), expected);
		assert_eq!(api(2, 3), expected[2..5]);
		assert_eq!(api(7, 1), []);
		assert_eq!(ESeal::api_register_history(subject(OTHER_USCC), 0, 10), []);
		let told = ESeal::api_enterprise(USCC.into()).unwrap();
		assert_eq!((told.freeze, told.frozen, told.history.entries), (frozen(), true, 7));
		pass(MaxFreeze::get());
		let told = ESeal::api_enterprise(USCC.into()).unwrap();
		assert_eq!((told.freeze, told.frozen), (frozen(), false));
	});
}
