//! A registration under a wrong code.

use super::*;
use crate::{Predecessors, Right};

const NEW_NAME: &str = "杭州更名科技有限公司";

/// [`USCC`] was meant to be [`UNKNOWN_USCC`].
fn voiding() -> Correction {
	voiding_as(UNKNOWN_USCC, UsccCheck::Enforced)
}

fn voiding_as(instead: &str, check: UsccCheck) -> Correction {
	Correction::VoidRegistration {
		uscc: uscc(USCC),
		instead: uscc(instead),
		check,
		digest: ESeal::api_registration_digest(USCC.into()).unwrap(),
	}
}

#[test]
fn the_wrong_one_is_voided_and_the_right_one_opened() {
	run(|| {
		registered();
		let before = enterprise(USCC);
		pass(DAY);
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));

		assert_eq!(enterprise(UNKNOWN_USCC), before);
		assert_eq!(
			enterprise(USCC),
			Enterprise {
				status: EnterpriseStatus::Voided,
				..before.clone()
			}
		);
		assert_eq!(providers(&OWNER), 1);
		let (correction, decision) = (waiting.0, decision());
		let record = |change| RegisterEntry {
			change,
			by: agencies(MS, DR),
			effective_at: before.registered_at,
			recorded_at: now(),
			block: System::block_number(),
		};
		let of = |code: &str| ESeal::api_register_history(RegisterSubject::Enterprise(uscc(code)), 0, 10);
		let voided = RegisterChange::Voided {
			correction,
			decision,
			instead: uscc(UNKNOWN_USCC),
		};
		let opened = RegisterChange::Opened {
			correction,
			decision,
			instead_of: uscc(USCC),
			status: EnterpriseStatus::Active,
			renamed_at: None,
			next_name: None,
		};
		assert_eq!(of(USCC), vec![record(voided)]);
		assert_eq!(of(UNKNOWN_USCC), vec![record(opened)]);
		let rectified = ESeal::api_rectified(RegisterSubject::Enterprise(uscc(USCC))).unwrap();
		assert_eq!(
			rectified.right,
			Right::Enterprise {
				uscc: uscc(UNKNOWN_USCC)
			}
		);
		assert_eq!((rectified.decision, rectified.at), (decision, now()));
		assert_eq!(
			events()[0],
			Event::RegistrationVoided {
				uscc: uscc(USCC),
				instead: uscc(UNKNOWN_USCC),
				name: before.name,
				next_name: None,
				owner: OWNER,
				check: UsccCheck::Enforced,
				deviation: UsccDeviation::None,
				frozen_until: None,
				liquidator: None,
				correction,
			}
		);
	});
}

/// An e-seal names the code for ever: the one with the wrong code ends, and its owner applies for another one.
#[test]
fn the_e_seal_with_the_wrong_code_ends_and_the_owner_gets_another_one() {
	run(|| {
		let old = issued();
		let pending = Application::new(2).applied();
		let waiting = proposed(voiding());
		assert_ok!(agree(ps(), waiting));
		assert_eq!(seal(old).revoked.unwrap().reason, RevocationReason::RegistrationVoided);
		assert_eq!(last_entry(old).by, agencies(MS, PS));
		assert_eq!(seal(pending).status, SealStatus::Rejected);
		assert_dissolved(&[old, pending]);
		assert_eq!(physical(CODE).paired, None);

		file(NEW_CODE, UNKNOWN_USCC);
		let new = Application {
			uscc: UNKNOWN_USCC,
			code: NEW_CODE,
			..Application::new(3)
		}
		.issued();
		assert!(ESeal::api_seal(new).unwrap().usable);
		// The old key stays the old e-seal's.
		let again = Application {
			uscc: UNKNOWN_USCC,
			code: NEW_CODE,
			certificate: sha256(9),
			..Application::new(1)
		};
		assert_noop!(again.send(), Error::<Test>::KeyAlreadyUsed);
	});
}

#[test]
fn in_liquidation_before_it_is_so_under_the_right_code() {
	run(|| {
		registered();
		assert_ok!(outcome(ESeal::restrict_enterprise(ms(), text(USCC))));
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		assert_eq!(enterprise(UNKNOWN_USCC).status, EnterpriseStatus::Restricted);
		assert_ok!(outcome(ESeal::lift_restriction(ms(), text(UNKNOWN_USCC))));
	});
}

/// Its liquidator acts under the right code, and has one role as before; the wrong one has none.
#[test]
fn the_liquidator_goes_on_under_the_right_code() {
	run(|| {
		registered();
		assert_ok!(outcome(ESeal::restrict_enterprise(ms(), text(USCC))));
		assert_ok!(decide::name_liquidator(LIQUIDATOR));
		pass(DAY);
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		assert!(events().iter().any(|event| matches!(
			event,
			Event::RegistrationVoided { liquidator: Some(account), .. } if *account == LIQUIDATOR
		)));
		let named = Liquidator {
			account: LIQUIDATOR,
			order: ORDER,
			named_at: now(),
		};
		assert_eq!(ESeal::api_enterprise(USCC.into()).unwrap().liquidator, None);
		assert_eq!(
			ESeal::api_enterprise(UNKNOWN_USCC.into()).unwrap().liquidator,
			Some(named)
		);
		assert_eq!(providers(&LIQUIDATOR), 1);
		let (account, order) = (LIQUIDATOR, ORDER);
		let again = RegisterChange::LiquidatorNamed { account, order };
		assert_eq!(records(UNKNOWN_USCC)[1], record(again, agencies(MS, DR)));
		assert_ok!(outcome(ESeal::lift_restriction(ms(), text(UNKNOWN_USCC))));
		assert_eq!((providers(&LIQUIDATOR), providers(&OWNER)), (0, 1));
	});
}

/// What was recorded ahead under the wrong code counts under the right one, from the same moment on, and is withdrawn there.
#[test]
fn a_name_ahead_goes_on_under_the_right_code() {
	let voided = || {
		registered();
		let from = now() + 10 * DAY;
		assert_ok!(outcome(ESeal::rename_enterprise(
			ms(),
			text(USCC),
			text(NEW_NAME),
			Some(from)
		)));
		let recorded_at = now();
		pass(DAY);
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		let next = enterprise(UNKNOWN_USCC).next_name.unwrap();
		assert_eq!(
			(next.name.as_str(), next.from, next.recorded_at),
			(NEW_NAME, from, recorded_at)
		);
		assert_eq!(enterprise(USCC).next_name, None);
		assert!(events()
			.iter()
			.any(|event| matches!(event, Event::RegistrationVoided { next_name: Some(ahead), .. } if *ahead == next)));
	};
	run(|| {
		voided();
		pass(10 * DAY);
		let name = |code: &str| ESeal::api_enterprise(code.into()).unwrap().enterprise.name;
		assert_eq!((name(USCC).as_str(), name(UNKNOWN_USCC).as_str()), (NAME, NEW_NAME));
	});
	run(|| {
		voided();
		assert_ok!(outcome(ESeal::withdraw_rename(
			ms(),
			text(UNKNOWN_USCC),
			text(NEW_NAME)
		)));
		assert_eq!(enterprise(UNKNOWN_USCC).next_name, None);
	});
}

/// That the code was wrong makes no imprint older: what was carved for the new name, before the mistake was found, has it.
#[test]
fn a_physical_seal_that_follows_has_the_name_that_it_was_carved_with() {
	for (filed_first, expected) in [
		(false, Ok(())),
		(true, Err(Error::<Test>::PhysicalSealOfOldName.into())),
	] {
		run(|| {
			registered();
			if filed_first {
				file(CODE, USCC);
			}
			pass(DAY);
			assert_ok!(outcome(ESeal::rename_enterprise(
				ms(),
				text(USCC),
				text(NEW_NAME),
				None
			)));
			pass(DAY);
			if !filed_first {
				file(CODE, USCC);
			}
			pass(DAY);
			let waiting = proposed(voiding());
			assert_ok!(agree(dr(), waiting));
			let waiting = proposed(Correction::MovePhysicalSeal {
				code: code(CODE),
				instead: code(CODE),
				uscc: uscc(UNKNOWN_USCC),
				digest: ESeal::api_physical_seal_digest(CODE.into()).unwrap(),
			});
			assert_ok!(agree(dr(), waiting));
			let application = Application {
				uscc: UNKNOWN_USCC,
				..Application::new(1)
			};
			assert_eq!(application.send(), expected);
		});
	}
}

/// What was decided on had another name.
#[test]
fn a_name_that_came_since_is_another_registration() {
	run(|| {
		registered();
		let from = now() + 2 * DAY;
		assert_ok!(outcome(ESeal::rename_enterprise(
			ms(),
			text(USCC),
			text(NEW_NAME),
			Some(from)
		)));
		let waiting = proposed(voiding());
		pass(2 * DAY);
		assert_noop!(agree(dr(), waiting), Error::<Test>::RegistrationDiffers);
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		assert_eq!(enterprise(UNKNOWN_USCC).name.as_str(), NEW_NAME);
	});
}

/// A code is registered once, ever: the wrong one is not free again, and no registered one is the right one.
#[test]
fn no_code_is_registered_twice() {
	run(|| {
		registered();
		other_filed();
		for taken in [OTHER_USCC, USCC] {
			assert_noop!(
				propose(voiding_as(taken, UsccCheck::Enforced)),
				Error::<Test>::EnterpriseAlreadyRegistered
			);
		}
		let waiting = proposed(voiding());
		// Registered meanwhile.
		register(UNKNOWN_USCC, NEW_OWNER);
		assert_noop!(agree(dr(), waiting), Error::<Test>::EnterpriseAlreadyRegistered);
	});
	run(|| {
		registered();
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		for code in [USCC, UNKNOWN_USCC] {
			assert_noop!(
				ESeal::register_enterprise(ms(), text(code), text(NAME), OWNER, UsccCheck::Enforced),
				Error::<Test>::EnterpriseAlreadyRegistered
			);
		}
		assert_noop!(
			propose(Correction::VoidRegistration {
				uscc: uscc(USCC),
				instead: uscc(WAIVED_USCC),
				check: UsccCheck::Waived,
				digest: ESeal::api_registration_digest(USCC.into()).unwrap(),
			}),
			Error::<Test>::RegistrationIsVoid
		);
	});
}

#[test]
fn the_right_code_is_right_or_waived() {
	run(|| {
		registered();
		assert_noop!(
			propose(voiding_as(WAIVED_USCC, UsccCheck::Enforced)),
			Error::<Test>::UsccWrongCheckCharacter
		);
		let waiting = proposed(voiding_as(WAIVED_USCC, UsccCheck::Waived));
		assert_ok!(agree(dr(), waiting));
		assert_eq!(enterprise(WAIVED_USCC).check, UsccCheck::Waived);
	});
}

/// Whatever Market Supervision changed since, the two agencies did not decide on.
#[test]
fn it_names_the_registration_as_it_stands() {
	let changes: [fn(); 3] = [
		|| {
			assert_ok!(outcome(ESeal::rename_enterprise(
				ms(),
				text(USCC),
				text(NEW_NAME),
				None
			)));
		},
		|| {
			assert_ok!(decide::change_owner(NEW_OWNER));
		},
		|| {
			assert_ok!(outcome(ESeal::restrict_enterprise(ms(), text(USCC))));
		},
	];
	for change in changes {
		run(|| {
			registered();
			let waiting = proposed(voiding());
			change();
			assert_noop!(agree(dr(), waiting), Error::<Test>::RegistrationDiffers);
		});
	}
	run(|| {
		registered();
		let unknown = Correction::VoidRegistration {
			uscc: uscc(UNKNOWN_USCC),
			instead: uscc(OTHER_USCC),
			check: UsccCheck::Enforced,
			digest: H256::zero(),
		};
		assert_noop!(propose(unknown), Error::<Test>::EnterpriseNotFound);
		assert_eq!(ESeal::api_registration_digest(UNKNOWN_USCC.into()), None);
	});
}

/// Voided for good: what voided it is no deregistration.
#[test]
fn what_was_voided_does_not_come_back() {
	run(|| {
		let old = issued();
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		let reversal = of_deregistration(USCC, 0);
		assert_noop!(propose(reversal), Error::<Test>::NotCorrectable);
		assert_noop!(propose(super::reversal(old)), Error::<Test>::RegistrationIsVoid);
	});
}

/// The right one may be wrong again.
#[test]
fn it_may_be_corrected_again() {
	run(|| {
		registered();
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		let again = Correction::VoidRegistration {
			uscc: uscc(UNKNOWN_USCC),
			instead: uscc(OTHER_USCC),
			check: UsccCheck::Enforced,
			digest: ESeal::api_registration_digest(UNKNOWN_USCC.into()).unwrap(),
		};
		let waiting = proposed(again);
		assert_ok!(agree(dr(), waiting));
		assert_eq!(enterprise(OTHER_USCC).owner, OWNER);
		assert_eq!(providers(&OWNER), 1);
	});
}

#[test]
fn market_supervision_proposes_and_another_agency_agrees() {
	run(|| {
		registered();
		for other in [PS, DR] {
			assert_noop!(
				ESeal::propose_correction(by(officer(other)), voiding(), decision()),
				Error::<Test>::MistakeOfAnotherAgency
			);
		}
		let waiting = proposed(voiding());
		assert_noop!(agree(ms(), waiting), Error::<Test>::OwnCorrection);
		assert_ok!(agree(ps(), waiting));
	});
}

/// Nothing is recorded of it any more, by whoever might.
#[test]
fn nobody_does_anything_with_what_was_voided() {
	run(|| {
		filed();
		register(OTHER_USCC, OTHER_OWNER);
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		let until = now() + DAY;
		let calls: [&dyn Fn() -> DispatchResult; 13] = [
			&|| outcome(ESeal::rename_enterprise(ms(), text(USCC), text(NEW_NAME), None)),
			&|| outcome(ESeal::rename_enterprise(ms(), text(USCC), text(NEW_NAME), Some(until))),
			&|| outcome(ESeal::withdraw_rename(ms(), text(USCC), text(NEW_NAME))),
			&|| ESeal::name_liquidator(ms(), text(USCC), LIQUIDATOR, ORDER),
			&|| outcome(ESeal::restrict_enterprise(ms(), text(USCC))),
			&|| outcome(ESeal::lift_restriction(ms(), text(USCC))),
			&|| outcome(ESeal::deregister_enterprise(ms(), text(USCC))),
			&|| outcome(ESeal::freeze(ps(), text(USCC), ORDER, until)),
			&|| ESeal::offer_ownership(ms(), text(USCC), STRANGER, until, until),
			&|| {
				let (code, uscc) = (text(NEW_CODE), text(USCC));
				ESeal::file_physical_seal(ps(), code, uscc, SealKind::Official, sha256(1), text(MAKER))
			},
			&|| ESeal::record_successor(ms(), text(USCC), text(OTHER_USCC)),
			&|| ESeal::record_successor(ms(), text(OTHER_USCC), text(USCC)),
			&|| Application::new(1).send(),
		];
		for call in calls {
			assert_noop!(call(), Error::<Test>::RegistrationIsVoid);
		}
		assert_noop!(
			outcome(ESeal::unfreeze(ps(), text(USCC), ORDER)),
			Error::<Test>::EnterpriseNotFrozen
		);
		assert_noop!(ESeal::withdraw_offer(ms(), text(USCC)), Error::<Test>::NoOffer);
		assert_eq!(records(USCC).len(), 1);
	});
}

/// A physical seal follows by a correction of its own, and not before it did can the owner apply with it.
#[test]
fn the_physical_seal_follows_by_a_correction_of_its_own() {
	run(|| {
		let old = issued();
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		let application = Application {
			uscc: UNKNOWN_USCC,
			..Application::new(2)
		};
		assert_noop!(application.send(), Error::<Test>::PhysicalSealOfAnotherEnterprise);
		let waiting = proposed(Correction::MovePhysicalSeal {
			code: code(CODE),
			instead: code(CODE),
			uscc: uscc(UNKNOWN_USCC),
			digest: ESeal::api_physical_seal_digest(CODE.into()).unwrap(),
		});
		assert_ok!(agree(dr(), waiting));
		let new = application.issued();
		assert_eq!(seal(new).supersedes, None);
		assert_eq!(
			(physical(CODE).paired, seal(old).status),
			(Some(new), SealStatus::Revoked)
		);
	});
}

/// Two agencies that void a registration do not thaw the enterprise.
#[test]
fn a_freeze_goes_on_under_the_right_code() {
	run(|| {
		let id = issued();
		let waiting = proposed(voiding());
		// Whether it was frozen before or since.
		let until = now() + 10 * DAY;
		assert_ok!(outcome(ESeal::freeze(ps(), text(USCC), ORDER, until)));
		pass(DAY);
		settle();
		assert_ok!(agree(dr(), waiting));
		assert!(matches!(
			events()[0],
			Event::RegistrationVoided { frozen_until: Some(end), .. } if end == until
		));
		assert_eq!(seal(id).status, SealStatus::Revoked);
		let freeze = Freeze {
			order: ORDER,
			placed_at: now(),
			until,
		};
		assert_eq!(Freezes::<Test>::get(uscc(UNKNOWN_USCC)), Some(freeze));
		assert_eq!(Freezes::<Test>::get(uscc(USCC)), None);
		let frozen = RegisterChange::Frozen { order: ORDER, until };
		assert_eq!(records(UNKNOWN_USCC)[1], record(frozen, agencies(MS, DR)));
		file(NEW_CODE, UNKNOWN_USCC);
		let application = Application {
			uscc: UNKNOWN_USCC,
			code: NEW_CODE,
			..Application::new(2)
		};
		assert_noop!(application.send(), Error::<Test>::EnterpriseIsFrozen);
		// Who lifts it names the right code, and the order that it was on.
		assert_noop!(
			outcome(ESeal::unfreeze(ps(), text(USCC), ORDER)),
			Error::<Test>::EnterpriseNotFrozen
		);
		assert_ok!(outcome(ESeal::unfreeze(ps(), text(UNKNOWN_USCC), ORDER)));
		application.issued();
	});
}

/// It is renewed as any other, and one that has ended does not come back.
#[test]
fn a_freeze_ends_under_the_right_code_as_it_was_to() {
	run(|| {
		registered();
		let until = now() + 10 * DAY;
		assert_ok!(outcome(ESeal::freeze(ps(), text(USCC), ORDER, until)));
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		assert_noop!(
			outcome(ESeal::freeze(ps(), text(UNKNOWN_USCC), ORDER, until)),
			Error::<Test>::FreezeNotLonger
		);
		pass(10 * DAY);
		assert!(!ESeal::api_enterprise(UNKNOWN_USCC.into()).unwrap().frozen);
	});
	run(|| {
		registered();
		assert_ok!(outcome(ESeal::freeze(ps(), text(USCC), ORDER, now() + DAY)));
		pass(DAY);
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		assert_eq!(Freezes::<Test>::iter().count(), 0);
		assert_eq!(records(UNKNOWN_USCC).len(), 1);
	});
}

/// Nobody takes over an enterprise under a code that Market Supervision did not offer.
#[test]
fn an_offer_ends_and_its_account_has_no_role() {
	run(|| {
		registered();
		let (until, rotate_by) = (now() + 10 * DAY, now() + 20 * DAY);
		assert_ok!(ESeal::offer_ownership(ms(), text(USCC), STRANGER, until, rotate_by));
		assert_eq!((providers(&OWNER), providers(&STRANGER)), (1, 1));
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		assert_eq!((providers(&OWNER), providers(&STRANGER)), (1, 0));
		for code in [USCC, UNKNOWN_USCC] {
			assert_noop!(
				outcome(ESeal::accept_ownership(by(STRANGER), text(code), rotate_by)),
				Error::<Test>::NotOffered
			);
		}
	});
	// Accepted before: it is another registration than the one that was decided on.
	run(|| {
		registered();
		let waiting = proposed(voiding());
		assert_ok!(decide::change_owner(NEW_OWNER));
		assert_noop!(agree(dr(), waiting), Error::<Test>::RegistrationDiffers);
	});
}

/// Both e-seals in force end, the live one and the one that was to take over from it, and neither goes on.
#[test]
fn a_takeover_ahead_ends_with_the_e_seal() {
	run(|| {
		let old = issued();
		let at = now() + 30 * DAY;
		let new = Application {
			valid_from: at,
			valid_until: at + YEAR,
			..Application::new(2)
		}
		.issued();
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		for id in [old, new] {
			let seal = seal(id);
			assert_eq!(seal.status, SealStatus::Revoked);
			assert_eq!(seal.revoked.unwrap().reason, RevocationReason::RegistrationVoided);
		}
		assert_dissolved(&[old, new]);
		assert_eq!(physical(CODE).paired, None);
		pass(30 * DAY);
		assert!(![old, new].iter().any(|id| seal(*id).is_live_at(now())));
	});
}

/// The end of the e-seals counts from now on: who has a receipt from before keeps what it says of then.
#[test]
fn the_past_of_an_e_seal_stays_as_it_was() {
	run(|| {
		let id = issued();
		let then = now();
		pass(DAY);
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		for standing in [
			ESeal::standing_at(id, then).unwrap(),
			ESeal::recorded_at(id, then).unwrap(),
		] {
			assert!(standing.usable);
		}
		assert_eq!(ESeal::standing_at(id, now()).unwrap().status, Some(SealStatus::Revoked));
		assert_eq!(seal(id).revoked.unwrap().effective_at, now());
	});
}

/// Nobody but the chain gives its reasons.
#[test]
fn only_the_chain_says_that_a_registration_was_voided() {
	run(|| {
		let id = issued();
		assert_noop!(
			decide::revoke(dr(), id, RevocationReason::RegistrationVoided, now()),
			Error::<Test>::ReasonReserved
		);
		let pending = Application::new(2).applied();
		assert_noop!(
			decide::reject(dr(), pending, RejectionReason::RegistrationVoided),
			Error::<Test>::ReasonReserved
		);
	});
}

/// What took over from whom stays where it was recorded, and is recorded anew under the right code.
#[test]
fn successors_stay_where_they_are_recorded() {
	run(|| {
		registered();
		register(OTHER_USCC, OTHER_OWNER);
		assert_ok!(ESeal::record_successor(ms(), text(OTHER_USCC), text(USCC)));
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		assert!(Predecessors::<Test>::contains_key(uscc(USCC), uscc(OTHER_USCC)));
		assert!(Successors::<Test>::get(uscc(UNKNOWN_USCC)).is_empty());
		assert_ok!(ESeal::record_successor(ms(), text(OTHER_USCC), text(UNKNOWN_USCC)));
		assert_eq!(
			Successors::<Test>::get(uscc(OTHER_USCC)).into_inner(),
			[uscc(USCC), uscc(UNKNOWN_USCC)]
		);
	});
}

/// A deregistration must be reversed first: an enterprise that is no more has no right code either.
#[test]
fn a_deregistered_one_is_not_voided() {
	run(|| {
		registered();
		let waiting = proposed(voiding());
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
		assert_noop!(agree(dr(), waiting), Error::<Test>::RegistrationDiffers);
		assert_noop!(propose(voiding()), Error::<Test>::EnterpriseIsDeregistered);
	});
	// Nor does a deregistration that was reversed before bring back what is void.
	run(|| {
		registered();
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
		let reversal = of_deregistration(USCC, 0);
		let waiting = proposed(reversal);
		assert_ok!(agree(dr(), waiting));
		let waiting = proposed(voiding());
		assert_ok!(agree(dr(), waiting));
		assert_noop!(propose(reversal), Error::<Test>::AlreadyCorrected);
	});
}

/// Two that wait, for two codes: the enterprise has one.
#[test]
fn of_two_corrections_that_wait_one_is_made() {
	run(|| {
		registered();
		let second = proposed(voiding_as(WAIVED_USCC, UsccCheck::Waived));
		let first = proposed(voiding());
		assert_ok!(agree(dr(), first));
		assert_noop!(agree(dr(), second), Error::<Test>::AlreadyCorrected);
		assert_eq!(Enterprises::<Test>::iter().count(), 2);
	});
}
