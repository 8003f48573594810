//! A physical seal that was filed for the wrong enterprise or under a wrong code.

use super::*;
use crate::Right;

/// [`CODE`] moves to this code and this enterprise.
fn moving(instead: &str, to: &str) -> Correction {
	Correction::MovePhysicalSeal {
		code: code(CODE),
		instead: code(instead),
		uscc: uscc(to),
		digest: ESeal::api_physical_seal_digest(CODE.into()).unwrap(),
	}
}

fn make(correction: Correction) -> CorrectionId {
	let waiting = proposed(correction);
	assert_ok!(agree(ms(), waiting));
	waiting.0
}

fn records(text: &str) -> Vec<RegisterEntry<AccountId, u64>> {
	ESeal::api_register_history(RegisterSubject::PhysicalSeal(code(text)), 0, 10)
}

fn record(change: RegisterChange<AccountId>, effective_at: Moment) -> RegisterEntry<AccountId, u64> {
	RegisterEntry {
		change,
		by: agencies(PS, MS),
		effective_at,
		recorded_at: now(),
		block: System::block_number(),
	}
}

/// [`USCC`] with its physical seal, and [`OTHER_USCC`].
fn both() {
	filed();
	register(OTHER_USCC, OTHER_OWNER);
	pass(DAY);
}

#[test]
fn it_moves_to_the_right_enterprise() {
	run(|| {
		both();
		let before = physical(CODE);
		let correction = make(moving(CODE, OTHER_USCC));
		let (decision, from) = (decision(), uscc(USCC));
		assert_eq!(
			physical(CODE),
			PhysicalSeal {
				uscc: uscc(OTHER_USCC),
				..before.clone()
			}
		);
		let moved = RegisterChange::Moved {
			correction,
			decision,
			from,
			to: uscc(OTHER_USCC),
		};
		assert_eq!(records(CODE), vec![record(moved, before.filed_at)]);
		assert_eq!(
			events()[0],
			Event::PhysicalSealMoved {
				code: code(CODE),
				from,
				instead: code(CODE),
				uscc: uscc(OTHER_USCC),
				correction,
			}
		);
		// It is the other one's now.
		assert_noop!(
			Application::new(1).send(),
			Error::<Test>::PhysicalSealOfAnotherEnterprise
		);
		Application {
			code: CODE,
			..Application::of_other(2)
		}
		.issued();
	});
}

#[test]
fn it_moves_to_the_right_code_and_the_wrong_one_is_never_used() {
	run(|| {
		both();
		let before = physical(CODE);
		let correction = make(moving(NEW_CODE, USCC));
		let decision = decision();
		assert_eq!(physical(NEW_CODE), before);
		assert_eq!(
			physical(CODE),
			PhysicalSeal {
				status: PhysicalSealStatus::Misfiled,
				status_since: now(),
				..before.clone()
			}
		);
		let misfiled = RegisterChange::Misfiled {
			correction,
			decision,
			instead: code(NEW_CODE),
		};
		let filed = RegisterChange::Filed {
			correction,
			decision,
			instead_of: code(CODE),
			uscc: uscc(USCC),
		};
		assert_eq!(records(CODE), vec![record(misfiled, now())]);
		assert_eq!(records(NEW_CODE), vec![record(filed, before.filed_at)]);

		assert_noop!(Application::new(1).send(), Error::<Test>::PhysicalSealGone);
		assert_noop!(
			outcome(ESeal::report_physical_seal(
				ps(),
				text(CODE),
				PhysicalSealReport::Lost,
				now()
			)),
			Error::<Test>::PhysicalSealGone
		);
		assert_noop!(
			ESeal::file_physical_seal(ps(), text(CODE), text(USCC), SealKind::Official, sha256(1), text(MAKER)),
			Error::<Test>::PhysicalSealAlreadyFiled
		);
		assert_noop!(propose(moving(UNKNOWN_CODE, USCC)), Error::<Test>::AlreadyCorrected);
		Application {
			code: NEW_CODE,
			..Application::new(1)
		}
		.issued();
	});
}

#[test]
fn it_moves_to_both_at_once_and_back() {
	run(|| {
		both();
		make(moving(NEW_CODE, OTHER_USCC));
		assert_eq!(physical(NEW_CODE).uscc, uscc(OTHER_USCC));
		assert_eq!(physical(CODE).uscc, uscc(USCC));
	});
	// To and fro, each time another record.
	run(|| {
		both();
		for to in [OTHER_USCC, USCC, OTHER_USCC, USCC] {
			make(moving(CODE, to));
			assert_eq!(physical(CODE).uscc, uscc(to));
		}
		assert_eq!(records(CODE).len(), 4);
	});
}

/// What it was reported goes with it to another enterprise, and may still be reversed.
#[test]
fn a_lost_one_moves_to_the_right_enterprise_but_not_to_another_code() {
	run(|| {
		both();
		assert_ok!(outcome(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			now()
		)));
		assert_noop!(propose(moving(NEW_CODE, USCC)), Error::<Test>::PhysicalSealGone);
		make(moving(CODE, OTHER_USCC));
		make(of_report(CODE, 0));
		assert_eq!(physical(CODE).status, PhysicalSealStatus::Filed);
	});
}

// --- What could never be true again ---

/// An e-seal names its enterprise and its physical seal for ever.
#[test]
fn a_live_e_seal_or_an_application_bars_it() {
	run(|| {
		let id = issued();
		register(OTHER_USCC, OTHER_OWNER);
		for correction in [moving(CODE, OTHER_USCC), moving(NEW_CODE, USCC)] {
			assert_noop!(propose(correction), Error::<Test>::PhysicalSealPaired);
		}
		assert_ok!(decide::revoke(dr(), id, RevocationReason::IssuedInError, now()));
		let pending = Application::new(2).applied();
		assert_noop!(propose(moving(CODE, OTHER_USCC)), Error::<Test>::ApplicationPending);
		assert_ok!(decide::reject(dr(), pending, RejectionReason::Other));
		make(moving(CODE, OTHER_USCC));
		// The e-seal that ended with it does not come back.
		assert_noop!(propose(reversal(id)), Error::<Test>::PhysicalSealMoved);
	});
}

/// The enterprise comes back, and the e-seal that was revoked with it does not: its physical seal is another one's.
#[test]
fn a_deregistration_is_reversed_without_the_e_seal_whose_physical_seal_moved() {
	for (instead, to) in [(CODE, OTHER_USCC), (NEW_CODE, OTHER_USCC)] {
		run(|| {
			let id = issued();
			register(OTHER_USCC, OTHER_OWNER);
			assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
			make(moving(instead, to));
			let waiting = proposed(of_deregistration(USCC, 0));
			assert_ok!(agree(dr(), waiting));
			assert_eq!(
				events()[0],
				Event::DeregistrationReversed {
					uscc: uscc(USCC),
					correction: waiting.0,
					seal: None,
				}
			);
			assert_eq!(enterprise(USCC).status, EnterpriseStatus::Active);
			assert_eq!(seal(id).status, SealStatus::Revoked);
			assert_noop!(propose(reversal(id)), Error::<Test>::RevokedByDeregistration);
			// The owner applies for another one, with another physical seal.
			file(UNKNOWN_CODE, USCC);
			Application {
				code: UNKNOWN_CODE,
				..Application::new(2)
			}
			.issued();
		});
	}
}

/// An e-seal that ended names the wrong code for ever. Were it live again, the physical seal would be paired twice.
#[test]
fn an_e_seal_with_the_wrong_code_does_not_come_back() {
	for to in [USCC, OTHER_USCC] {
		run(|| {
			let id = revoked();
			register(OTHER_USCC, OTHER_OWNER);
			let before = proposed(reversal(id));
			make(moving(NEW_CODE, to));
			assert_noop!(agree(ms(), before), Error::<Test>::PhysicalSealMoved);
			assert_noop!(propose(reversal(id)), Error::<Test>::PhysicalSealMoved);
		});
	}
}

/// It moved by mistake, and moves back: then nothing bars its e-seal.
#[test]
fn an_e_seal_comes_back_after_its_physical_seal() {
	run(|| {
		let id = revoked();
		register(OTHER_USCC, OTHER_OWNER);
		make(moving(CODE, OTHER_USCC));
		assert_noop!(propose(reversal(id)), Error::<Test>::PhysicalSealMoved);
		// Not while the other enterprise has an e-seal with it.
		let other = Application {
			code: CODE,
			..Application::of_other(2)
		}
		.issued();
		assert_noop!(propose(moving(CODE, USCC)), Error::<Test>::PhysicalSealPaired);
		assert_ok!(decide::revoke(dr(), other, RevocationReason::IssuedInError, now()));
		make(moving(CODE, USCC));
		let waiting = proposed(reversal(id));
		assert_ok!(agree(ms(), waiting));
		assert_eq!((seal(id).status, physical(CODE).paired), (SealStatus::Active, Some(id)));
		// The other one does not, as long as it is so.
		assert_noop!(propose(reversal(other)), Error::<Test>::PhysicalSealMoved);
	});
}

/// An e-seal and its successor, which takes over in 30 days and has a physical seal of its own; and another enterprise.
fn takeover_ahead() -> (SealId, SealId) {
	let old = issued();
	file(NEW_CODE, USCC);
	register(OTHER_USCC, OTHER_OWNER);
	let at = now() + 30 * DAY;
	let new = Application {
		code: NEW_CODE,
		valid_from: at,
		valid_until: at + YEAR,
		..Application::new(2)
	};
	(old, new.issued())
}

/// One that goes on until a successor takes over, and the successor itself: each has its physical seal.
#[test]
fn a_takeover_ahead_bars_both() {
	run(|| {
		let (old, new) = takeover_ahead();
		let of = |from: &str| Correction::MovePhysicalSeal {
			code: code(from),
			instead: code(from),
			uscc: uscc(OTHER_USCC),
			digest: ESeal::api_physical_seal_digest(from.into()).unwrap(),
		};
		for from in [CODE, NEW_CODE] {
			assert_noop!(propose(of(from)), Error::<Test>::PhysicalSealPaired);
		}
		// Whoever goes on has it, although the takeover was to leave it.
		assert_ok!(decide::revoke(dr(), new, RevocationReason::IssuedInError, now()));
		assert_noop!(propose(of(CODE)), Error::<Test>::PhysicalSealPaired);
		make(of(NEW_CODE));
		assert_noop!(propose(reversal(new)), Error::<Test>::SuccessorIssued);
		assert_eq!(physical(CODE).paired, Some(old));
	});
	// After the takeover the predecessor's physical seal is free.
	run(|| {
		let (old, new) = takeover_ahead();
		pass(30 * DAY);
		make(moving(CODE, OTHER_USCC));
		assert_eq!(physical(CODE).paired, None);
		let other = Application {
			code: CODE,
			..Application::of_other(3)
		}
		.issued();
		let live = |id: SealId| seal(id).is_live_at(now());
		assert_eq!((live(old), live(new), live(other)), (false, true, true));
		// What is reported of it now is the other one's.
		assert_ok!(outcome(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			now()
		)));
		assert_eq!((holds(new), holds(other)), (vec![], vec![Hold::PhysicalSealLost]));
	});
}

/// A freeze is on the enterprise: it stays, and the one that gets the physical seal has its own.
#[test]
fn a_freeze_does_not_move_with_it() {
	run(|| {
		both();
		let until = now() + 10 * DAY;
		assert_ok!(outcome(ESeal::freeze(ps(), text(USCC), ORDER, until)));
		make(moving(CODE, OTHER_USCC));
		assert_eq!(Freezes::<Test>::get(uscc(USCC)).unwrap().until, until);
		assert_eq!(Freezes::<Test>::get(uscc(OTHER_USCC)), None);
		assert_ok!(outcome(ESeal::freeze(ps(), text(OTHER_USCC), ORDER, until)));
		let application = Application {
			code: CODE,
			..Application::of_other(2)
		};
		assert_noop!(application.send(), Error::<Test>::EnterpriseIsFrozen);
		make(moving(CODE, USCC));
		assert_noop!(Application::new(3).send(), Error::<Test>::EnterpriseIsFrozen);
	});
}

/// An application that was sent before binds it: nobody approves an e-seal with another one's physical seal.
#[test]
fn an_application_that_comes_meanwhile_bars_a_correction_that_waits() {
	run(|| {
		both();
		let waiting = proposed(moving(CODE, OTHER_USCC));
		let pending = Application::new(1).applied();
		assert_noop!(agree(ms(), waiting), Error::<Test>::ApplicationPending);
		assert_ok!(decide::approve(dr(), pending));
		assert_noop!(agree(ms(), waiting), Error::<Test>::PhysicalSealPaired);
		assert_ok!(decide::revoke(dr(), pending, RevocationReason::IssuedInError, now()));
		assert_ok!(agree(ms(), waiting));
		assert_noop!(
			ESeal::agree_correction(ms(), waiting.0, waiting.1),
			Error::<Test>::CorrectionMade
		);
	});
}

/// Two that wait: the file is another one after the first.
#[test]
fn of_two_corrections_that_wait_one_is_made() {
	run(|| {
		both();
		let (first, second) = (proposed(moving(CODE, OTHER_USCC)), proposed(moving(NEW_CODE, USCC)));
		assert_ok!(agree(ms(), first));
		assert_noop!(agree(ms(), second), Error::<Test>::AlreadyCorrected);
		// Back where it was, it is not what was decided on either.
		make(moving(CODE, USCC));
		assert_noop!(agree(ms(), second), Error::<Test>::AlreadyCorrected);
	});
}

/// How the e-seal stood stays as it was: what moved later says nothing of its past.
#[test]
fn the_past_of_an_e_seal_stays_as_it_was() {
	for (instead, to) in [(CODE, OTHER_USCC), (NEW_CODE, USCC), (NEW_CODE, OTHER_USCC)] {
		run(|| {
			let id = issued();
			let then = now();
			pass(DAY);
			assert_ok!(decide::revoke(dr(), id, RevocationReason::IssuedInError, now()));
			register(OTHER_USCC, OTHER_OWNER);
			pass(DAY);
			make(moving(instead, to));
			for standing in [
				ESeal::standing_at(id, then).unwrap(),
				ESeal::recorded_at(id, then).unwrap(),
			] {
				assert!(standing.usable);
			}
			for moment in [now(), now() + DAY] {
				let standing = ESeal::standing_at(id, moment).unwrap();
				assert_eq!(
					(standing.status, standing.holds),
					(Some(SealStatus::Revoked), Vec::new())
				);
			}
		});
	}
}

/// Look-ups and proofs find what is right under what is wrong.
#[test]
fn what_is_right_is_found_under_what_was_wrong() {
	run(|| {
		both();
		let right = |from: &str| ESeal::api_rectified(RegisterSubject::PhysicalSeal(code(from)));
		assert_eq!(right(CODE), None);
		for (instead, to) in [(CODE, OTHER_USCC), (NEW_CODE, USCC)] {
			make(moving(instead, to));
			let rectified = right(CODE).unwrap();
			let (code, uscc) = (code(instead), uscc(to));
			assert_eq!(rectified.right, Right::PhysicalSeal { code, uscc });
			assert_eq!((rectified.decision, rectified.at), (decision(), now()));
		}
		assert_eq!(right(NEW_CODE), None);
	});
}

#[test]
fn no_code_is_filed_twice_and_no_stranger_gets_it() {
	run(|| {
		both();
		file(OTHER_CODE, OTHER_USCC);
		assert_noop!(
			propose(moving(OTHER_CODE, USCC)),
			Error::<Test>::PhysicalSealAlreadyFiled
		);
		assert_noop!(propose(moving(CODE, UNKNOWN_USCC)), Error::<Test>::EnterpriseNotFound);
		assert_noop!(propose(moving(CODE, USCC)), Error::<Test>::NothingToMove);
		let waiting = proposed(moving(CODE, OTHER_USCC));
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(OTHER_USCC))));
		assert_noop!(agree(ms(), waiting), Error::<Test>::EnterpriseIsDeregistered);
		assert_noop!(
			propose(moving(CODE, OTHER_USCC)),
			Error::<Test>::EnterpriseIsDeregistered
		);
	});
}

#[test]
fn it_names_the_file_as_it_stands() {
	run(|| {
		both();
		let waiting = proposed(moving(CODE, OTHER_USCC));
		assert_ok!(outcome(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			now()
		)));
		assert_noop!(agree(ms(), waiting), Error::<Test>::PhysicalSealDiffers);
		assert_eq!(ESeal::api_physical_seal_digest(UNKNOWN_CODE.into()), None);
		let unknown = Correction::MovePhysicalSeal {
			code: code(UNKNOWN_CODE),
			instead: code(CODE),
			uscc: uscc(USCC),
			digest: H256::zero(),
		};
		assert_noop!(propose(unknown), Error::<Test>::PhysicalSealNotFound);
	});
}

#[test]
fn public_security_proposes_and_another_agency_agrees() {
	run(|| {
		both();
		for other in [MS, DR] {
			assert_noop!(
				ESeal::propose_correction(by(officer(other)), moving(CODE, OTHER_USCC), decision()),
				Error::<Test>::MistakeOfAnotherAgency
			);
		}
		let waiting = proposed(moving(CODE, OTHER_USCC));
		assert_noop!(agree(ps(), waiting), Error::<Test>::OwnCorrection);
		assert_ok!(agree(dr(), waiting));
	});
}
