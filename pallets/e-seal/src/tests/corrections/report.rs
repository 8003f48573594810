//! A loss or destruction that was reported by mistake.

use super::*;
use crate::{LossOf, Mistake};
use eseal_primitives::correction::Corrected;

fn subject() -> RegisterSubject {
	RegisterSubject::PhysicalSeal(code(CODE))
}

/// The correction that reverses a record of [`CODE`].
fn of_record(entry: u32) -> Correction {
	of_report(CODE, entry)
}

/// [`CODE`] is reported a day later, as of an hour before.
fn report(report: PhysicalSealReport) -> Moment {
	pass(DAY);
	let since = now().saturating_sub(3_600_000);
	assert_ok!(outcome(ESeal::report_physical_seal(ps(), text(CODE), report, since)));
	settle();
	since
}

/// The last report of [`CODE`] is reversed.
fn reverse() {
	let last = RegisterHeads::<Test>::get(subject()).entries - 1;
	let waiting = proposed(of_record(last));
	assert_ok!(agree(dr(), waiting));
}

fn holds_at(id: SealId, moment: Moment) -> (Vec<Hold>, Vec<Hold>) {
	let known = ESeal::standing_at(id, moment).unwrap().holds;
	(known, ESeal::recorded_at(id, moment).unwrap().holds)
}

#[test]
fn the_physical_seal_is_on_file_again_and_its_e_seal_is_on_hold_no_longer() {
	for what in [PhysicalSealReport::Lost, PhysicalSealReport::Destroyed] {
		run(|| {
			let id = issued();
			let before = (physical(CODE), seal(id));
			let since = report(what);
			let loss = seal(id).loss.unwrap();
			assert_eq!(LossOf::<Test>::get(code(CODE), id), Some(2));
			pass(DAY);
			let waiting = proposed(of_record(0));
			assert_ok!(agree(dr(), waiting));

			assert_eq!(physical(CODE), before.0);
			assert_eq!(
				seal(id),
				Seal {
					history_len: 4,
					history_digest: covering(&entries(id)),
					..before.1
				}
			);
			assert_eq!(LossOf::<Test>::get(code(CODE), id), None);
			let (correction, decision) = (waiting.0, decision());
			let change = Change::LossReversed {
				correction,
				decision,
				entry: 2,
			};
			assert_eq!(
				last_entry(id),
				HistoryEntry {
					effective_at: since,
					..entry(id, change, agencies(PS, DR))
				}
			);
			assert_eq!(
				crate::Corrected::<Test>::get(id),
				Some(Corrected {
					mistake: Mistake::Loss(loss),
					decision,
					at: now()
				})
			);
			assert_eq!(
				events()[0],
				Event::ReportReversed {
					code: code(CODE),
					uscc: uscc(USCC),
					correction,
					seals: vec![id],
				}
			);
			assert!(ESeal::api_seal(id).unwrap().usable);
		});
	}
}

/// The record stays, the correction beside it, and the head covers both.
#[test]
fn what_was_reported_and_what_corrected_it_are_both_on_record() {
	run(|| {
		filed();
		pass(DAY);
		let since = report(PhysicalSealReport::Lost);
		let reported = RegisterEntry {
			change: RegisterChange::Reported {
				report: PhysicalSealReport::Lost,
			},
			by: agency(PS),
			effective_at: since,
			recorded_at: now(),
			block: System::block_number(),
		};
		pass(DAY);
		let waiting = proposed(of_record(0));
		assert_ok!(agree(ms(), waiting));
		let reversed = RegisterEntry {
			change: RegisterChange::ReportReversed {
				correction: waiting.0,
				decision: decision(),
				entry: 0,
			},
			by: agencies(PS, MS),
			effective_at: since,
			recorded_at: now(),
			block: System::block_number(),
		};
		let records = vec![reported, reversed];
		assert_eq!(ESeal::api_register_history(subject(), 0, 10), records);
		assert_eq!(ESeal::api_register_history(subject(), 1, 1), records[1..]);
		let digest = records.iter().fold(H256::zero(), |digest, record| {
			blake2_256(&[digest.as_bytes(), &record.encode()].concat()).into()
		});
		assert_eq!(
			RegisterHeads::<Test>::get(subject()),
			RegisterHead { entries: 2, digest }
		);
		assert_eq!(events()[0], {
			Event::ReportReversed {
				code: code(CODE),
				uscc: uscc(USCC),
				correction: waiting.0,
				seals: vec![],
			}
		});
	});
}

#[test]
fn both_are_told_how_it_was_recorded_and_how_it_is_known_now() {
	run(|| {
		let id = issued();
		pass(DAY);
		let since = report(PhysicalSealReport::Lost);
		let reported = now();
		pass(DAY);
		let lost = vec![Hold::PhysicalSealLost];
		assert_eq!(holds_at(id, since), (lost.clone(), vec![]));
		assert_eq!(holds_at(id, reported), (lost.clone(), lost.clone()));
		reverse();
		assert_eq!(holds_at(id, since), (vec![], vec![]));
		assert_eq!(holds_at(id, reported), (vec![], lost.clone()));
		assert_eq!(holds_at(id, now()), (vec![], vec![]));

		// Lost indeed, some days later.
		pass(3 * DAY);
		let since = report(PhysicalSealReport::Lost);
		assert_eq!(holds_at(id, reported), (vec![], lost.clone()));
		assert_eq!(holds_at(id, since), (lost.clone(), vec![]));
		reverse();
		assert_eq!(holds_at(id, since), (vec![], vec![]));
	});
}

/// The e-seal was revoked in the meantime, and superseded: the hold is on its record, and casts doubt on its uses.
#[test]
fn an_e_seal_that_was_revoked_since_is_cleared_too() {
	run(|| {
		let old = issued();
		report(PhysicalSealReport::Lost);
		file(NEW_CODE, USCC);
		let new = Application {
			code: NEW_CODE,
			..Application::new(2)
		}
		.issued();
		assert_eq!(holds(old), [Hold::PhysicalSealLost]);
		pass(DAY);
		reverse();
		assert_eq!((holds(old), seal(old).loss), (vec![], None));
		assert_eq!(seal(old).status, SealStatus::Revoked);
		assert_eq!(seal(new).status, SealStatus::Active);
	});
}

/// A loss that was found on record when the e-seal came back.
#[test]
fn a_hold_that_another_correction_placed_is_lifted() {
	run(|| {
		let id = revoked();
		report(PhysicalSealReport::Lost);
		let waiting = proposed(reversal(id));
		assert_ok!(agree(ms(), waiting));
		assert_eq!(holds(id), [Hold::PhysicalSealLost]);
		reverse();
		assert!(ESeal::api_seal(id).unwrap().usable);
	});
}

/// It was gone for nothing: it can be paired, reported, and reported by mistake again.
#[test]
fn the_physical_seal_serves_and_may_be_lost_again() {
	run(|| {
		filed();
		report(PhysicalSealReport::Destroyed);
		let first = of_record(0);
		assert_noop!(Application::new(1).send(), Error::<Test>::PhysicalSealGone);
		reverse();
		let id = Application::new(1).issued();
		report(PhysicalSealReport::Lost);
		assert_eq!(holds(id), [Hold::PhysicalSealLost]);
		assert_noop!(propose(first), Error::<Test>::AlreadyCorrected);
		reverse();
		assert_eq!(RegisterHeads::<Test>::get(subject()).entries, 4);
		assert_eq!(holds(id), []);
	});
}

#[test]
fn it_names_the_record_by_number_and_digest() {
	run(|| {
		filed();
		file(NEW_CODE, USCC);
		report(PhysicalSealReport::Lost);
		let Correction::ReverseReport {
			code: lost,
			entry,
			digest,
		} = of_record(0)
		else {
			unreachable!()
		};
		let wrong = |code, entry, digest| Correction::ReverseReport { code, entry, digest };
		for (correction, error) in [
			(
				wrong(code(UNKNOWN_CODE), entry, digest),
				Error::<Test>::PhysicalSealNotFound,
			),
			(wrong(code(NEW_CODE), entry, digest), Error::<Test>::EntryNotFound),
			(wrong(lost, 1, digest), Error::<Test>::EntryNotFound),
			(wrong(lost, entry, H256::zero()), Error::<Test>::EntryDiffers),
		] {
			assert_noop!(propose(correction), error);
		}
		reverse();
		assert_noop!(propose(of_record(1)), Error::<Test>::NotCorrectable);
		assert_eq!(ESeal::api_register_entry_digest(subject(), 2), None);
	});
}

/// An agency does not say of another one that it erred, or correct itself.
#[test]
fn public_security_proposes_and_another_agency_agrees() {
	run(|| {
		issued();
		report(PhysicalSealReport::Lost);
		for other in [MS, DR] {
			assert_noop!(
				ESeal::propose_correction(by(officer(other)), of_record(0), decision()),
				Error::<Test>::MistakeOfAnotherAgency
			);
		}
		let waiting = proposed(of_record(0));
		assert_noop!(agree(ps(), waiting), Error::<Test>::OwnCorrection);
		assert_ok!(agree(ms(), waiting));
		assert_noop!(propose(of_record(0)), Error::<Test>::AlreadyCorrected);
	});
}

/// Twice wrong: two proposals of the same, of which the second comes after the physical seal was lost again.
#[test]
fn a_correction_of_one_report_corrects_no_other() {
	run(|| {
		let id = issued();
		report(PhysicalSealReport::Lost);
		let (first, twin) = (proposed(of_record(0)), proposed(of_record(0)));
		assert_ok!(agree(ms(), first));
		report(PhysicalSealReport::Lost);
		assert_noop!(agree(ms(), twin), Error::<Test>::AlreadyCorrected);
		assert_eq!(holds(id), [Hold::PhysicalSealLost]);
		assert_eq!(RegisterHistory::<Test>::iter_keys().count(), 3);
	});
}
