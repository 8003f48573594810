//! What was found to be right, and turned out to be wrong again: one step leads to what is right by now. And what is reported of a
//! physical seal reaches the e-seals that name a wrong code of it.

use super::*;
use crate::{Gone, RectifiedFrom, Right, MAX_RECTIFIED};
use eseal_primitives::correction::Rectified;

const LAST_CODE: &str = UNKNOWN_CODE;

fn moving(from: &str, instead: &str, to: &str) -> Correction {
	Correction::MovePhysicalSeal {
		code: code(from),
		instead: code(instead),
		uscc: uscc(to),
		digest: ESeal::api_physical_seal_digest(from.into()).unwrap(),
	}
}

fn voiding(wrong: &str, right: &str) -> Correction {
	Correction::VoidRegistration {
		uscc: uscc(wrong),
		instead: uscc(right),
		check: UsccCheck::Enforced,
		digest: ESeal::api_registration_digest(wrong.into()).unwrap(),
	}
}

/// The last report of a physical seal was a mistake.
fn unreport(of: &str) -> Correction {
	let subject = physical_seal(of);
	let entry = RegisterHeads::<Test>::get(subject).entries - 1;
	of_report(of, entry)
}

fn make(correction: Correction) {
	pass(DAY);
	let waiting = proposed(correction);
	assert_ok!(agree(dr(), waiting));
}

fn report(of: &str, report: PhysicalSealReport, effective_at: Moment) {
	pass(DAY);
	assert_ok!(outcome(ESeal::report_physical_seal(
		ps(),
		text(of),
		report,
		effective_at
	)));
}

fn physical_seal(text: &str) -> RegisterSubject {
	RegisterSubject::PhysicalSeal(code(text))
}

fn enterprise(text: &str) -> RegisterSubject {
	RegisterSubject::Enterprise(uscc(text))
}

/// Each of these leads to what was just found to be right, which knows them, and nothing else does.
fn assert_all_lead_to(right: Right, wrong: &[RegisterSubject]) {
	let (decision, at) = (decision(), now());
	for subject in wrong {
		assert_eq!(
			ESeal::api_rectified(*subject),
			Some(Rectified { right, decision, at }),
			"{subject:?}"
		);
	}
	let expected: Vec<_> = [(right.subject(), wrong.to_vec())].into();
	let stored: Vec<_> = RectifiedFrom::<Test>::iter()
		.map(|(right, from)| (right, from.into_inner()))
		.collect();
	assert_eq!(stored, expected);
}

fn right_file(text: &str, to: &str) -> Right {
	let (code, uscc) = (code(text), uscc(to));
	Right::PhysicalSeal { code, uscc }
}

// --- What is right by now ---

/// Two typing errors in a row: who has the first one finds what is right, and not the second.
#[test]
fn a_registration_that_is_voided_twice() {
	run(|| {
		registered();
		make(voiding(USCC, UNKNOWN_USCC));
		let right = Right::Enterprise {
			uscc: uscc(UNKNOWN_USCC),
		};
		assert_all_lead_to(right, &[enterprise(USCC)]);
		make(voiding(UNKNOWN_USCC, OTHER_USCC));
		let right = Right::Enterprise { uscc: uscc(OTHER_USCC) };
		assert_all_lead_to(right, &[enterprise(USCC), enterprise(UNKNOWN_USCC)]);
		assert_eq!(ESeal::api_rectified(enterprise(OTHER_USCC)), None);
	});
}

#[test]
fn a_physical_seal_that_has_two_wrong_codes_in_a_row() {
	run(|| {
		filed();
		make(moving(CODE, NEW_CODE, USCC));
		assert_all_lead_to(right_file(NEW_CODE, USCC), &[physical_seal(CODE)]);
		make(moving(NEW_CODE, LAST_CODE, USCC));
		assert_all_lead_to(
			right_file(LAST_CODE, USCC),
			&[physical_seal(CODE), physical_seal(NEW_CODE)],
		);
	});
}

/// First its code was wrong, then it turns out to be another enterprise's: whoever has the wrong code learns whose it is.
#[test]
fn a_physical_seal_with_another_code_and_then_another_enterprise() {
	run(|| {
		filed();
		register(OTHER_USCC, OTHER_OWNER);
		make(moving(CODE, NEW_CODE, USCC));
		for to in [OTHER_USCC, USCC, OTHER_USCC] {
			make(moving(NEW_CODE, NEW_CODE, to));
			let right = right_file(NEW_CODE, to);
			assert_all_lead_to(right, &[physical_seal(CODE)]);
			assert_eq!(ESeal::api_rectified(physical_seal(NEW_CODE)).unwrap().right, right);
		}
		make(moving(NEW_CODE, LAST_CODE, USCC));
		assert_all_lead_to(
			right_file(LAST_CODE, USCC),
			&[physical_seal(CODE), physical_seal(NEW_CODE)],
		);
	});
}

#[test]
fn two_physical_seals_keep_apart_what_leads_to_each() {
	run(|| {
		filed();
		file(OTHER_CODE, USCC);
		make(moving(CODE, NEW_CODE, USCC));
		make(moving(OTHER_CODE, LAST_CODE, USCC));
		let from = |text: &str| RectifiedFrom::<Test>::get(physical_seal(text)).into_inner();
		assert_eq!(from(NEW_CODE), [physical_seal(CODE)]);
		assert_eq!(from(LAST_CODE), [physical_seal(OTHER_CODE)]);
		let right = |text: &str| ESeal::api_rectified(physical_seal(text)).unwrap().right;
		assert_eq!(right(CODE), right_file(NEW_CODE, USCC));
		assert_eq!(right(OTHER_CODE), right_file(LAST_CODE, USCC));
	});
}

/// Four times, and no fifth: what a correction writes has a bound.
#[test]
fn a_code_is_corrected_four_times() {
	run(|| {
		filed();
		register(OTHER_USCC, OTHER_OWNER);
		let numbered = |n: u32| format!("33010000001{n:02}");
		make(moving(CODE, &numbered(0), USCC));
		for n in 1..MAX_RECTIFIED {
			make(moving(&numbered(n - 1), &numbered(n), USCC));
		}
		let last = numbered(MAX_RECTIFIED - 1);
		assert_noop!(propose(moving(&last, NEW_CODE, USCC)), Error::<Test>::CorrectedTooOften);
		// To another enterprise it moves all the same, and all lead there.
		make(moving(&last, &last, OTHER_USCC));
		let mut wrong = vec![physical_seal(CODE)];
		wrong.extend((0..MAX_RECTIFIED - 1).map(|n| physical_seal(&numbered(n))));
		assert_all_lead_to(right_file(&last, OTHER_USCC), &wrong);
		// What is reported reaches all of them.
		report(&last, PhysicalSealReport::Destroyed, now());
		let gone = physical(&last).gone();
		assert!(gone.is_some_and(|gone| gone.status == PhysicalSealStatus::Destroyed));
		for subject in wrong {
			let RegisterSubject::PhysicalSeal(code) = subject else {
				unreachable!()
			};
			assert_eq!(PhysicalSeals::<Test>::get(code).unwrap().gone_under_right_code, gone);
		}
	});
	run(|| {
		registered();
		let numbered = |n: u32| {
			let mut code = format!("9133{n:013}").into_bytes();
			code.push(Uscc::check_character(&code).unwrap());
			String::from_utf8(code).unwrap()
		};
		make(voiding(USCC, &numbered(0)));
		for n in 1..MAX_RECTIFIED {
			make(voiding(&numbered(n - 1), &numbered(n)));
		}
		let last = numbered(MAX_RECTIFIED - 1);
		assert_noop!(propose(voiding(&last, OTHER_USCC)), Error::<Test>::CorrectedTooOften);
		// It is recorded anew.
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(&last))));
		register(OTHER_USCC, OWNER);
	});
}

// --- What is reported under the right code ---

/// A day in use, then revoked. Returns when it was used.
fn used_and_revoked() -> (SealId, Moment) {
	let id = issued();
	register(OTHER_USCC, OTHER_OWNER);
	pass(DAY);
	let used = now();
	pass(DAY);
	assert_ok!(decide::revoke(dr(), id, RevocationReason::IssuedInError, now()));
	(id, used)
}

/// A loss counts from the moment that the report names, also for an e-seal that names a wrong code of the physical seal.
#[test]
fn a_loss_reaches_an_e_seal_with_a_wrong_code() {
	let paths: [&[(&str, &str, &str)]; 4] = [
		&[(CODE, NEW_CODE, USCC)],
		&[(CODE, NEW_CODE, OTHER_USCC)],
		&[(CODE, NEW_CODE, USCC), (NEW_CODE, LAST_CODE, USCC)],
		&[
			(CODE, CODE, OTHER_USCC),
			(CODE, NEW_CODE, USCC),
			(NEW_CODE, NEW_CODE, OTHER_USCC),
		],
	];
	let reports = [
		(PhysicalSealReport::Lost, PhysicalSealStatus::Lost),
		(PhysicalSealReport::Destroyed, PhysicalSealStatus::Destroyed),
	];
	for (path, (what, status)) in paths.into_iter().flat_map(|path| reports.map(|report| (path, report))) {
		run(|| {
			let (id, used) = used_and_revoked();
			for (from, instead, to) in path {
				make(moving(from, instead, to));
			}
			let (_, last, _) = path.last().unwrap();
			let misfiled = physical(CODE);
			let moments = [used - 1, used, used + 1, now(), now() + YEAR];
			let before = moments.map(|moment| ESeal::standing_at(id, moment));
			assert!(ESeal::standing_at(id, used).unwrap().usable);

			report(last, what, used);
			let gone = Some(Gone { status, since: used });
			assert_eq!(
				physical(CODE),
				PhysicalSeal {
					gone_under_right_code: gone,
					..misfiled.clone()
				}
			);
			assert!(ESeal::standing_at(id, used - 1).unwrap().usable);
			for moment in [used, used + 1] {
				let standing = ESeal::standing_at(id, moment).unwrap();
				assert_eq!(standing.holds, [Hold::PhysicalSealLost]);
				assert!(ESeal::recorded_at(id, moment).unwrap().usable);
			}
			let standing = ESeal::standing_at(id, now()).unwrap();
			assert_eq!(
				(standing.status, standing.holds),
				(Some(SealStatus::Revoked), Vec::new())
			);

			// It was a mistake: as if it had never been reported.
			make(unreport(last));
			assert_eq!(physical(CODE), misfiled);
			assert_eq!(moments.map(|moment| ESeal::standing_at(id, moment)), before);
			// And lost after all, later.
			report(last, what, used + 1);
			assert!(ESeal::standing_at(id, used).unwrap().usable);
			assert!(!ESeal::standing_at(id, used + 1).unwrap().usable);
		});
	}
}

/// A lost one moves to another enterprise, and stays lost under each code.
#[test]
fn a_lost_one_that_moves_on_stays_lost_under_its_wrong_code() {
	run(|| {
		let (id, used) = used_and_revoked();
		make(moving(CODE, NEW_CODE, USCC));
		report(NEW_CODE, PhysicalSealReport::Lost, used);
		assert_noop!(
			propose(moving(NEW_CODE, LAST_CODE, USCC)),
			Error::<Test>::PhysicalSealGone
		);
		make(moving(NEW_CODE, NEW_CODE, OTHER_USCC));
		assert!(!ESeal::standing_at(id, used).unwrap().usable);
		// The record of the report is before that of the move.
		make(of_report(NEW_CODE, 1));
		assert!(ESeal::standing_at(id, used).unwrap().usable);
		make(moving(NEW_CODE, LAST_CODE, USCC));
		report(LAST_CODE, PhysicalSealReport::Lost, used);
		assert!(!ESeal::standing_at(id, used).unwrap().usable);
	});
}

/// What is reported of another physical seal does not.
#[test]
fn a_loss_of_another_one_does_not_reach_it() {
	run(|| {
		let (id, used) = used_and_revoked();
		file(OTHER_CODE, USCC);
		make(moving(CODE, NEW_CODE, USCC));
		make(moving(OTHER_CODE, LAST_CODE, USCC));
		report(LAST_CODE, PhysicalSealReport::Lost, now());
		assert_eq!(physical(CODE).gone(), None);
		assert_eq!(physical(NEW_CODE).gone(), None);
		assert!(ESeal::standing_at(id, used).unwrap().usable);
	});
}
