//! Each invariant of corrections is attacked: what no call can do is written into the storage, and the check must find it.

use super::*;
use crate::{
	tests::try_state::{assert_each_is_attacked, assert_each_is_found, Attack},
	Corrected, LossOf, ProposedCorrection,
};
use pallet_admission::{Admission as _, Role};

/// The live e-seal of [`USCC`].
const LIVE: SealId = SealId(0);
/// The corrections that were made of a revocation, of a loss and of a deregistration, and one that waits.
const OF_DEREGISTRATION: CorrectionId = CorrectionId(2);
const OPEN: CorrectionId = CorrectionId(3);
/// The entry of the e-seal's history that reverses its revocation.
const REVERSAL: u32 = 3;

fn lost() -> RegisterSubject {
	RegisterSubject::PhysicalSeal(code(CODE))
}

fn gone() -> RegisterSubject {
	RegisterSubject::Enterprise(uscc(OTHER_USCC))
}

fn make(correction: Correction) -> CorrectionId {
	let erred = correction.seat();
	let other = [MS, PS].into_iter().find(|seat| *seat != erred).unwrap();
	let waiting = proposed(correction);
	assert_ok!(agree(by(officer(other)), waiting));
	waiting.0
}

/// [`USCC`] has a live e-seal that was revoked by mistake, and whose physical seal was lost by mistake and then indeed;
/// [`OTHER_USCC`] was deregistered by mistake, and again, which waits to be corrected; [`UNKNOWN_USCC`] is registered.
fn world() {
	assert_eq!(revoked(), LIVE);
	make(reversal(LIVE));
	let report = || {
		assert_ok!(outcome(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			now()
		)));
	};
	report();
	make(Correction::ReverseReport {
		code: code(CODE),
		entry: 0,
		digest: ESeal::api_register_entry_digest(lost(), 0).unwrap(),
	});
	report();

	other_filed();
	let of_record = |entry| Correction::ReverseDeregistration {
		uscc: uscc(OTHER_USCC),
		entry,
		digest: ESeal::api_register_entry_digest(gone(), entry).unwrap(),
	};
	let deregister = || {
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(OTHER_USCC))));
	};
	deregister();
	assert_eq!(make(of_record(0)), OF_DEREGISTRATION);
	deregister();
	assert_eq!(proposed(of_record(2)).0, OPEN);
	register(UNKNOWN_USCC, NEW_OWNER);
}

fn with_correction(id: CorrectionId, change: fn(&mut ProposedCorrection<AccountId>)) {
	Corrections::<Test>::mutate(id, |proposed| change(proposed.as_mut().unwrap()));
}

fn with_entry(change: fn(&mut HistoryEntry<AccountId, u64>)) {
	History::<Test>::mutate(LIVE, REVERSAL, |entry| change(entry.as_mut().unwrap()));
}

fn with_record(index: u32, change: fn(&mut RegisterEntry<AccountId, u64>)) {
	RegisterHistory::<Test>::mutate(lost(), index, |record| change(record.as_mut().unwrap()));
}

/// A subject has this one record.
fn forge(subject: RegisterSubject, change: RegisterChange<AccountId>) {
	let record = RegisterEntry {
		change,
		by: agency(MS),
		effective_at: now(),
		recorded_at: now(),
		block: System::block_number(),
	};
	let digest = blake2_256(&[H256::zero().as_bytes(), &record.encode()].concat()).into();
	RegisterHistory::<Test>::insert(subject, 0, record);
	RegisterHeads::<Test>::insert(subject, RegisterHead { entries: 1, digest });
}

const OTHER_KIND: &str = "a record of another kind of subject";

fn attacks() -> Vec<Attack> {
	vec![
		// What waits, and what was made.
		("a correction has a number that was not given yet", || {
			NextCorrectionId::<Test>::put(CorrectionId(3))
		}),
		("an agency proposed to correct another one's record", || {
			with_correction(OPEN, |proposed| proposed.proposed_by.seat = PS)
		}),
		("a correction ended before it was proposed", || {
			with_correction(OPEN, |proposed| proposed.until = Moment(0))
		}),
		("an agency corrected its record alone", || {
			with_correction(OF_DEREGISTRATION, |proposed| {
				proposed.made.as_mut().unwrap().by.seat = MS
			})
		}),
		("a correction was made before it was proposed, or after its end", || {
			with_correction(OF_DEREGISTRATION, |proposed| {
				proposed.made.as_mut().unwrap().at = proposed.until
			})
		}),
		("what a correction corrected is not known to be corrected by it", || {
			let made = Corrections::<Test>::get(OF_DEREGISTRATION).unwrap();
			CorrectionOf::<Test>::remove(made.correction.corrects())
		}),
		("a correction that is not made does not wait", || {
			OpenCorrections::<Test>::remove(MS)
		}),
		("a seat's corrections are not in order, or one waits twice", || {
			OpenCorrections::<Test>::insert(MS, frame_support::BoundedVec::truncate_from(vec![OPEN, OPEN]))
		}),
		("a correction waits that is not open", || {
			OpenCorrections::<Test>::insert(PS, frame_support::BoundedVec::truncate_from(vec![OPEN]))
		}),
		("a correction of an e-seal that does not exist", || {
			Corrected::<Test>::insert(SealId(9), Corrected::<Test>::get(LIVE).unwrap())
		}),
		("something is known to be corrected, and was not", || {
			CorrectionOf::<Test>::insert(H256::zero(), OPEN)
		}),
		// In the history of an e-seal.
		("an entry of a history was reversed that did not stand", || {
			with_entry(|entry| {
				let Change::RevocationReversed { entry, .. } = &mut entry.change else {
					unreachable!()
				};
				*entry = REVERSAL;
			})
		}),
		("an entry of a history was reversed without a correction", || {
			with_entry(|entry| {
				let Change::RevocationReversed { decision, .. } = &mut entry.change else {
					unreachable!()
				};
				*decision = sha256(1);
			})
		}),
		("an entry of a history was reversed by one agency alone", || {
			with_entry(|entry| entry.by = agency(DR))
		}),
		(
			"a history does not say of the last correction what is kept of it",
			|| Corrected::<Test>::remove(LIVE),
		),
		("a loss on an e-seal's record is not known to be there", || {
			LossOf::<Test>::remove(code(CODE), LIVE)
		}),
		(
			"an e-seal is known to have a loss on its record that it has not",
			|| LossOf::<Test>::insert(code(CODE), LIVE, 1),
		),
		// In the records of the register.
		("records of a physical seal that is not on file", || {
			RegisterHeads::<Test>::insert(
				RegisterSubject::PhysicalSeal(code(UNKNOWN_CODE)),
				RegisterHead::default(),
			)
		}),
		("records of an enterprise that is not in the register", || {
			RegisterHeads::<Test>::insert(RegisterSubject::Enterprise(uscc(WAIVED_USCC)), RegisterHead::default())
		}),
		(OTHER_KIND, || {
			let was = EnterpriseStatus::Active;
			forge(
				RegisterSubject::PhysicalSeal(code(OTHER_CODE)),
				RegisterChange::Deregistered { was, revoked: None },
			)
		}),
		(OTHER_KIND, || {
			let report = PhysicalSealReport::Lost;
			forge(
				RegisterSubject::Enterprise(uscc(USCC)),
				RegisterChange::Reported { report },
			)
		}),
		("the records of a physical seal do not add up to how it stands", || {
			PhysicalSeals::<Test>::mutate(code(CODE), |physical| {
				let physical = physical.as_mut().unwrap();
				physical.status_since = physical.status_since + 1;
			})
		}),
		("the records of an enterprise do not add up to how it stands", || {
			Enterprises::<Test>::mutate(uscc(OTHER_USCC), |enterprise| {
				enterprise.as_mut().unwrap().status = EnterpriseStatus::Active
			});
			Admission::admit(&OTHER_OWNER, Role::Owner).unwrap();
		}),
		("the records of a subject have a gap", || {
			RegisterHistory::<Test>::remove(lost(), 1)
		}),
		("the records of a subject go back in time", || {
			with_record(0, |record| record.recorded_at = Moment(0))
		}),
		("what had ended ended again", || {
			let report = PhysicalSealReport::Lost;
			RegisterHistory::<Test>::mutate(lost(), 1, |record| {
				record.as_mut().unwrap().change = RegisterChange::Reported { report }
			})
		}),
		("a record was reversed that did not stand", || {
			with_record(1, |record| {
				let RegisterChange::ReportReversed { entry, .. } = &mut record.change else {
					unreachable!()
				};
				*entry = 1;
			})
		}),
		("a record was reversed without a correction", || {
			with_record(1, |record| {
				let RegisterChange::ReportReversed { decision, .. } = &mut record.change else {
					unreachable!()
				};
				*decision = sha256(1);
			})
		}),
		("a head does not cover the records of its subject", || {
			with_record(0, |record| record.by = agency(MS))
		}),
		("records beyond their head", || {
			let record = RegisterHistory::<Test>::get(lost(), 0).unwrap();
			RegisterHistory::<Test>::insert(lost(), 9, record)
		}),
		("a physical seal is gone, and nothing records it", || {
			PhysicalSeals::<Test>::mutate(code(OTHER_CODE), |physical| {
				physical.as_mut().unwrap().status = PhysicalSealStatus::Lost
			})
		}),
		("an enterprise was deregistered with another status", || {
			RegisterHistory::<Test>::mutate(gone(), 0, |record| {
				let RegisterChange::Deregistered { was, .. } = &mut record.as_mut().unwrap().change else {
					unreachable!()
				};
				*was = EnterpriseStatus::Restricted;
			})
		}),
		(
			"an enterprise is restricted or deregistered, and nothing records it",
			|| {
				Enterprises::<Test>::mutate(uscc(UNKNOWN_USCC), |enterprise| {
					enterprise.as_mut().unwrap().status = EnterpriseStatus::Restricted
				})
			},
		),
		(
			"an enterprise is restricted or deregistered, and nothing records it",
			|| {
				Enterprises::<Test>::mutate(uscc(UNKNOWN_USCC), |enterprise| {
					enterprise.as_mut().unwrap().status = EnterpriseStatus::Deregistered
				});
				Admission::dismiss(&NEW_OWNER, Role::Owner).unwrap();
			},
		),
	]
}

#[test]
fn each_corruption_is_found() {
	assert_each_is_found(world, attacks());
}

/// The check is not asked about any other entry.
const BEHIND_ANOTHER: [&str; 1] = ["an entry of a history that corrects nothing"];

#[test]
fn each_invariant_is_attacked() {
	assert_each_is_attacked(
		include_str!("../../corrections/try_state.rs"),
		attacks(),
		BEHIND_ANOTHER,
	);
}
