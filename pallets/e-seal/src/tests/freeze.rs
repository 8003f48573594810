use super::*;

const FREEZE: Hold = Hold::Freeze;

#[test]
fn a_seal_is_frozen_on_an_order_and_unfrozen() {
	run(|| {
		let id = issued();
		let before = seal(id);
		let order = DocumentDigest::Sm3(H256::repeat_byte(9));

		pass(DAY);
		assert_ok!(decide::freeze(ps(), id, order));
		assert_eq!(holds(id), [FREEZE]);
		assert_eq!(
			events(),
			[Event::HoldPlaced {
				seal: id,
				hold: FREEZE,
				order: Some(order),
				effective_at: now(),
				by: agency(PS)
			}]
		);
		let placed = Change::HoldPlaced {
			hold: FREEZE,
			order: Some(order),
		};
		assert_eq!(last_entry(id), entry(id, placed, agency(PS)));

		pass(DAY);
		assert_ok!(decide::unfreeze(ps(), id));
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
			[Event::HoldLifted {
				seal: id,
				hold: FREEZE,
				by: agency(PS)
			}]
		);
		assert_eq!(
			last_entry(id),
			entry(id, Change::HoldLifted { hold: FREEZE }, agency(PS))
		);

		assert_eq!(providers(&OWNER), 1);
		assert_dissolved(&[]);
	});
}

#[test]
fn a_freeze_stands_once() {
	run(|| {
		let id = issued();
		assert_noop!(decide::unfreeze(ps(), id), Error::<Test>::HoldNotPlaced);
		assert_ok!(decide::freeze(ps(), id, sha256(1)));
		assert_noop!(decide::freeze(ps(), id, sha256(2)), Error::<Test>::HoldAlreadyPlaced);
	});
}

#[test]
fn only_an_active_seal_is_frozen() {
	for status in statuses_but(SealStatus::Active) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			assert_noop!(decide::freeze(ps(), id, sha256(1)), Error::<Test>::SealNotActive);
			assert_noop!(decide::unfreeze(ps(), id), Error::<Test>::HoldNotPlaced);
		});
	}
}

#[test]
fn a_seal_that_does_not_exist_is_refused() {
	run(|| {
		issued();
		assert_noop!(decide::freeze(ps(), SealId(1), sha256(1)), Error::<Test>::SealNotFound);
		assert_noop!(decide::unfreeze(ps(), SealId(1)), Error::<Test>::SealNotFound);
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
			}
			.applied();
			assert_noop!(decide::approve(dr(), successor), Error::<Test>::PredecessorFrozen);

			// Nor does another application, or the other authorities.
			assert_ok!(ESeal::withdraw(owner(), successor));
			let successor = Application {
				code: NEW_CODE,
				..Application::new(3)
			}
			.applied();
			assert_noop!(decide::approve(dr(), successor), Error::<Test>::PredecessorFrozen);

			assert_ok!(decide::unfreeze(ps(), id));
			assert_ok!(decide::approve(dr(), successor));
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
		assert_noop!(decide::approve(dr(), successor), Error::<Test>::PredecessorFrozen);
	});
}

#[test]
fn a_new_owner_and_a_new_name_are_no_escape_either() {
	run(|| {
		let id = issued();
		place(FREEZE, id);
		place(Hold::EnterpriseRenamed, id);
		assert_ok!(ESeal::change_owner(ms(), text(USCC), NEW_OWNER));
		let successor = Application {
			owner: NEW_OWNER,
			..Application::new(2)
		}
		.applied();
		assert_noop!(decide::approve(dr(), successor), Error::<Test>::PredecessorFrozen);
	});
}

#[test]
fn a_freeze_is_lifted_from_a_revoked_seal_too() {
	run(|| {
		let id = issued();
		place(FREEZE, id);
		assert_ok!(decide::revoke(owner(), id, RevocationReason::CessationOfUse, None));
		let revoked = seal(id);
		settle();

		pass(DAY);
		assert_ok!(decide::unfreeze(ps(), id));
		assert_eq!(
			events(),
			[Event::HoldLifted {
				seal: id,
				hold: FREEZE,
				by: agency(PS)
			}]
		);
		assert_eq!(
			last_entry(id),
			entry(id, Change::HoldLifted { hold: FREEZE }, agency(PS))
		);
		assert_eq!(
			seal(id),
			Seal {
				holds: Holds::new(),
				history_len: revoked.history_len + 1,
				history_digest: covering(&entries(id)),
				..revoked
			}
		);
		assert_noop!(decide::unfreeze(ps(), id), Error::<Test>::HoldNotPlaced);
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
	});
}
