//! One agency proposes, another one agrees: whatever is corrected.

use super::*;
use crate::{Agreement, ProposedCorrection};
use frame_support::traits::Get;

/// How many corrections of an agency wait at most.
fn most() -> u32 {
	<Test as crate::Config>::MaxOpenCorrections::get()
}

/// How long a correction waits.
fn lifetime() -> u64 {
	<Test as crate::Config>::CorrectionLifetime::get()
}

#[test]
fn a_correction_is_proposed_waits_and_is_made() {
	run(|| {
		let seal = revoked();
		let correction = reversal(seal);
		let id = NextCorrectionId::<Test>::get();
		assert_ok!(ESeal::propose_correction(dr(), correction, decision()));
		let waiting = ProposedCorrection {
			correction,
			decision: decision(),
			proposed_by: officer_of(DR),
			proposed_at: now(),
			until: now() + lifetime(),
			made: None,
		};
		assert_eq!(Corrections::<Test>::get(id), Some(waiting.clone()));
		assert_eq!(OpenCorrections::<Test>::get(DR).into_inner(), [id]);
		let told = ESeal::api_correction(id).unwrap();
		assert_eq!((told.id, told.open, &told.proposed), (id, true, &waiting));
		assert_eq!(ESeal::api_open_corrections(DR), vec![told.clone()]);
		assert_eq!(ESeal::api_open_corrections(MS), []);
		assert_eq!(
			events(),
			[Event::CorrectionProposed {
				id,
				correction,
				decision: decision(),
				digest: told.digest,
				by: officer_of(DR),
				until: waiting.until,
			}]
		);

		pass(DAY);
		assert_ok!(agree(ms(), (id, told.digest)));
		let made = ProposedCorrection {
			made: Some(Agreement {
				by: officer_of(MS),
				at: now(),
			}),
			..waiting
		};
		assert_eq!(Corrections::<Test>::get(id), Some(made));
		assert_eq!(OpenCorrections::<Test>::get(DR).into_inner(), []);
		assert_eq!(CorrectionOf::<Test>::get(correction.corrects()), Some(id));
		assert!(!ESeal::api_correction(id).unwrap().open);
		assert_eq!(
			events().pop(),
			Some(Event::CorrectionMade {
				id,
				correction,
				decision: decision(),
				proposed_by: officer_of(DR),
				by: officer_of(MS),
			})
		);
	});
}

/// Every agency but the one that erred may agree.
#[test]
fn no_agency_corrects_its_own_record_alone() {
	for (other, allowed) in [(MS, true), (PS, true), (DR, false)] {
		run(|| {
			let waiting = proposed(reversal(revoked()));
			if allowed {
				assert_ok!(agree(by(officer(other)), waiting));
			} else {
				assert_noop!(agree(by(officer(other)), waiting), Error::<Test>::OwnCorrection);
			}
		});
	}
}

/// An agency does not say of another one that it erred.
#[test]
fn only_the_agency_that_erred_proposes() {
	run(|| {
		let correction = reversal(revoked());
		for other in [MS, PS] {
			assert_noop!(
				ESeal::propose_correction(by(officer(other)), correction, decision()),
				Error::<Test>::MistakeOfAnotherAgency
			);
		}
	});
}

#[test]
fn the_agency_that_proposed_may_withdraw_and_no_other() {
	run(|| {
		let (id, digest) = proposed(reversal(revoked()));
		for other in [MS, PS] {
			assert_noop!(
				ESeal::withdraw_correction(by(officer(other)), id, digest),
				Error::<Test>::CorrectionOfAnotherAgency
			);
		}
		assert_ok!(ESeal::withdraw_correction(dr(), id, digest));
		assert_eq!(events(), [Event::CorrectionWithdrawn { id, by: officer_of(DR) }]);
		assert_eq!(Corrections::<Test>::get(id), None);
		for again in [agree(ms(), (id, digest)), ESeal::withdraw_correction(dr(), id, digest)] {
			assert_eq!(again, Err(Error::<Test>::CorrectionNotFound.into()));
		}
	});
}

/// On another fork the number may stand for something else.
#[test]
fn whoever_decides_names_the_correction_by_its_digest() {
	run(|| {
		let correction = reversal(revoked());
		let (first, digest) = proposed(correction);
		pass(1);
		let (second, other) = proposed(correction);
		assert_ne!(digest, other, "another moment or officer is another correction");
		for (id, wrong) in [(first, other), (second, digest), (first, H256::zero())] {
			assert_noop!(agree(ms(), (id, wrong)), Error::<Test>::CorrectionDiffers);
			assert_noop!(
				ESeal::withdraw_correction(dr(), id, wrong),
				Error::<Test>::CorrectionDiffers
			);
		}
		assert_noop!(
			agree(ms(), (CorrectionId(2), digest)),
			Error::<Test>::CorrectionNotFound
		);
	});
}

#[test]
fn a_correction_ends() {
	run(|| {
		let waiting = proposed(reversal(revoked()));
		pass(lifetime() - 1);
		assert!(ESeal::api_correction(waiting.0).unwrap().open);
		pass(1);
		assert!(!ESeal::api_correction(waiting.0).unwrap().open);
		assert_noop!(agree(ms(), waiting), Error::<Test>::CorrectionEnded);
		// It still takes room until it is withdrawn or cleared.
		assert_ok!(ESeal::withdraw_correction(dr(), waiting.0, waiting.1));
	});
	run(|| {
		let waiting = proposed(reversal(revoked()));
		pass(lifetime() - 1);
		assert_ok!(agree(ms(), waiting));
	});
}

/// Many thousand proposals cost an agency its own room only, and those that have ended make room.
#[test]
fn an_agency_has_so_many_waiting_and_no_more() {
	run(|| {
		let correction = reversal(revoked());
		let first = proposed(correction);
		pass(DAY);
		for _ in 1..most() {
			proposed(correction);
		}
		assert_noop!(propose(correction), Error::<Test>::TooManyCorrections);
		// The first one ends a day before the others.
		pass(lifetime() - DAY);
		assert_ok!(propose(correction));
		assert_eq!(events()[0], Event::CorrectionCleared { id: first.0 });
		assert_eq!(Corrections::<Test>::get(first.0), None);
		assert_noop!(propose(correction), Error::<Test>::TooManyCorrections);
		// All others but the last end too: one proposal clears them all, as there are no more than it clears.
		pass(DAY);
		assert_ok!(propose(correction));
		let cleared = events()
			.into_iter()
			.filter(|event| matches!(event, Event::CorrectionCleared { .. }));
		assert_eq!(cleared.count() as u32, most() - 1);
		assert_eq!(OpenCorrections::<Test>::get(DR).len(), 2);
	});
}

#[test]
fn nothing_is_corrected_twice() {
	run(|| {
		let correction = reversal(revoked());
		let (first, second) = (proposed(correction), proposed(correction));
		assert_ok!(agree(ms(), first));
		assert_noop!(agree(ms(), first), Error::<Test>::CorrectionMade);
		assert_noop!(
			ESeal::withdraw_correction(dr(), first.0, first.1),
			Error::<Test>::CorrectionMade
		);
		assert_noop!(agree(ms(), second), Error::<Test>::AlreadyCorrected);
		assert_noop!(propose(correction), Error::<Test>::AlreadyCorrected);
	});
}

/// What was true when it was proposed is checked again when it is made.
#[test]
fn a_correction_that_cannot_be_made_any_more_goes_on_waiting() {
	run(|| {
		let waiting = proposed(reversal(revoked()));
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
		assert_noop!(agree(ms(), waiting), Error::<Test>::EnterpriseIsDeregistered);
		assert!(ESeal::api_correction(waiting.0).unwrap().open);
	});
}
