//! Each invariant of corrections is attacked: what no call can do is written into the storage, and the check must find it.

use super::*;
use crate::{
	tests::try_state::{assert_each_is_attacked, assert_each_is_found, Attack},
	Corrected, Gone, LossOf, ProposedCorrection, Rectified, RectifiedFrom,
};
use pallet_admission::{Admission as _, Role};

/// The live e-seal of [`USCC`].
const LIVE: SealId = SealId(0);
/// The corrections that were made of a revocation, of a loss and of a deregistration, and one that waits.
const OF_DEREGISTRATION: CorrectionId = CorrectionId(2);
const OPEN: CorrectionId = CorrectionId(3);
/// The correction that moved a physical seal.
const OF_MOVE: CorrectionId = CorrectionId(6);
/// A registration under a wrong code, and the right one.
const WRONG_USCC: &str = "91330106MA2KXYA720";
const RIGHT_USCC: &str = "91330100123456788G";
/// A physical seal that was filed under a wrong code, the right one, and one that was filed for the wrong enterprise.
const WRONG_CODE: &str = "3301000000007";
const RIGHT_CODE: &str = "3301000000008";
const MOVED_CODE: &str = "3301000000009";
/// The entry of the e-seal's history that reverses its revocation.
const REVERSAL: u32 = 3;

fn lost() -> RegisterSubject {
	RegisterSubject::PhysicalSeal(code(CODE))
}

fn gone() -> RegisterSubject {
	RegisterSubject::Enterprise(uscc(OTHER_USCC))
}

fn voided() -> RegisterSubject {
	RegisterSubject::Enterprise(uscc(WRONG_USCC))
}

fn misfiled() -> RegisterSubject {
	RegisterSubject::PhysicalSeal(code(WRONG_CODE))
}

fn moved() -> RegisterSubject {
	RegisterSubject::PhysicalSeal(code(MOVED_CODE))
}

fn make(correction: Correction) -> CorrectionId {
	let erred = correction.seat();
	let other = [MS, PS].into_iter().find(|seat| *seat != erred).unwrap();
	let waiting = proposed(correction);
	assert_ok!(agree(by(officer(other)), waiting));
	waiting.0
}

/// [`USCC`] has a live e-seal that was revoked by mistake, and whose physical seal was lost by mistake and then indeed;
/// [`OTHER_USCC`] was deregistered by mistake, and again, which waits to be corrected; [`UNKNOWN_USCC`] is registered. Another one was
/// registered under a wrong code, and two physical seals were filed wrongly.
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
	make(of_report(CODE, 0));
	report();

	other_filed();
	let of_record = |entry| of_deregistration(OTHER_USCC, entry);
	let deregister = || {
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(OTHER_USCC))));
	};
	deregister();
	assert_eq!(make(of_record(0)), OF_DEREGISTRATION);
	deregister();
	assert_eq!(proposed(of_record(2)).0, OPEN);
	register(UNKNOWN_USCC, NEW_OWNER);

	register(WRONG_USCC, NEW_OWNER);
	let ahead = Some(now() + YEAR);
	assert_ok!(outcome(ESeal::rename_enterprise(
		ms(),
		text(WRONG_USCC),
		text("新名"),
		ahead
	)));
	make(Correction::VoidRegistration {
		uscc: uscc(WRONG_USCC),
		instead: uscc(RIGHT_USCC),
		check: UsccCheck::Enforced,
		digest: ESeal::api_registration_digest(WRONG_USCC.into()).unwrap(),
	});
	for (from, instead) in [(WRONG_CODE, RIGHT_CODE), (MOVED_CODE, MOVED_CODE)] {
		file(from, USCC);
		make(Correction::MovePhysicalSeal {
			code: code(from),
			instead: code(instead),
			uscc: uscc(RIGHT_USCC),
			digest: ESeal::api_physical_seal_digest(from.into()).unwrap(),
		});
	}
}

/// A physical seal is said to be lost, or not to be, under the right code.
fn with_gone(text: &str, status: Option<PhysicalSealStatus>) {
	let gone = status.map(|status| Gone { status, since: now() });
	PhysicalSeals::<Test>::mutate(code(text), |physical| {
		physical.as_mut().unwrap().gone_under_right_code = gone
	});
}

/// These wrong codes lead to the right one.
fn with_leading(right: &str, wrong: &[RegisterSubject]) {
	let wrong = frame_support::BoundedVec::truncate_from(wrong.to_vec());
	RectifiedFrom::<Test>::insert(RegisterSubject::PhysicalSeal(code(right)), wrong);
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

/// The last record of a subject.
fn with_record_of(subject: RegisterSubject, change: fn(&mut RegisterEntry<AccountId, u64>)) {
	let last = RegisterHeads::<Test>::get(subject).entries - 1;
	RegisterHistory::<Test>::mutate(subject, last, |record| change(record.as_mut().unwrap()));
}

/// One more record of a subject, by the two agencies that moved a physical seal.
fn append(subject: RegisterSubject, change: RegisterChange<AccountId>) {
	ESeal::enter_record(subject, change, agencies(PS, MS), now()).unwrap();
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

const LEADS_NOWHERE: &str = "a wrong code is known to lead to a right one, and does not, or twice";
const OTHERWISE_GONE: &str = "a physical seal is not noted as gone under a wrong code as it is under the right one";
const UNKNOWN_TO_EACH_OTHER: &str = "what is wrong and what is right in its place do not know each other";
const OTHER_NAMES: &str = "a registration was opened with other names than the wrong one had";
const WITHOUT_CORRECTION: &str = "a registration or a physical seal's file was corrected without a correction";
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
		// In the records of what was corrected in the register itself.
		(UNKNOWN_TO_EACH_OTHER, || {
			with_record_of(voided(), |record| {
				let RegisterChange::Voided { instead, .. } = &mut record.change else {
					unreachable!()
				};
				*instead = uscc(USCC);
			})
		}),
		(UNKNOWN_TO_EACH_OTHER, || {
			with_record_of(RegisterSubject::Enterprise(uscc(RIGHT_USCC)), |record| {
				let RegisterChange::Opened { instead_of, .. } = &mut record.change else {
					unreachable!()
				};
				*instead_of = uscc(USCC);
			})
		}),
		(UNKNOWN_TO_EACH_OTHER, || {
			with_record_of(misfiled(), |record| {
				let RegisterChange::Misfiled { instead, .. } = &mut record.change else {
					unreachable!()
				};
				*instead = code(OTHER_CODE);
			})
		}),
		(UNKNOWN_TO_EACH_OTHER, || {
			with_record_of(RegisterSubject::PhysicalSeal(code(RIGHT_CODE)), |record| {
				let RegisterChange::Filed { instead_of, .. } = &mut record.change else {
					unreachable!()
				};
				*instead_of = code(OTHER_CODE);
			})
		}),
		(UNKNOWN_TO_EACH_OTHER, || {
			with_record_of(moved(), |record| {
				let RegisterChange::Moved { from, to, .. } = &mut record.change else {
					unreachable!()
				};
				*from = *to;
			})
		}),
		(UNKNOWN_TO_EACH_OTHER, || {
			with_record_of(moved(), |record| {
				let RegisterChange::Moved { from, .. } = &mut record.change else {
					unreachable!()
				};
				*from = uscc(WAIVED_USCC);
			})
		}),
		(WITHOUT_CORRECTION, || {
			with_record_of(moved(), |record| {
				let RegisterChange::Moved { decision, .. } = &mut record.change else {
					unreachable!()
				};
				*decision = sha256(1);
			})
		}),
		(WITHOUT_CORRECTION, || {
			with_record_of(voided(), |record| record.by = agency(MS))
		}),
		(
			"something was recorded under a code after it was found to be wrong",
			|| append(voided(), RegisterChange::Restricted),
		),
		(
			"something was recorded under a code after it was found to be wrong",
			|| {
				let report = PhysicalSealReport::Lost;
				append(misfiled(), RegisterChange::Reported { report })
			},
		),
		("a registration was opened with an end", || {
			with_record_of(RegisterSubject::Enterprise(uscc(RIGHT_USCC)), |record| {
				let RegisterChange::Opened { status, .. } = &mut record.change else {
					unreachable!()
				};
				*status = EnterpriseStatus::Deregistered;
			})
		}),
		(OTHER_NAMES, || {
			Enterprises::<Test>::mutate(uscc(RIGHT_USCC), |enterprise| {
				enterprise.as_mut().unwrap().renamed_at = Some(START)
			});
			with_record_of(RegisterSubject::Enterprise(uscc(RIGHT_USCC)), |record| {
				let RegisterChange::Opened { renamed_at, .. } = &mut record.change else {
					unreachable!()
				};
				*renamed_at = Some(START);
			})
		}),
		(OTHER_NAMES, || {
			Enterprises::<Test>::mutate(uscc(RIGHT_USCC), |enterprise| {
				enterprise.as_mut().unwrap().next_name = None
			});
			with_record_of(RegisterSubject::Enterprise(uscc(RIGHT_USCC)), |record| {
				let RegisterChange::Opened { next_name, .. } = &mut record.change else {
					unreachable!()
				};
				*next_name = None;
			})
		}),
		("a physical seal moved from where it was not", || {
			append(
				moved(),
				RegisterChange::Moved {
					correction: OF_MOVE,
					decision: decision(),
					from: uscc(OTHER_USCC),
					to: uscc(USCC),
				},
			)
		}),
		(
			"the records of a physical seal do not lead to the enterprise that it is filed for",
			|| {
				PhysicalSeals::<Test>::mutate(code(MOVED_CODE), |physical| {
					physical.as_mut().unwrap().uscc = uscc(USCC)
				})
			},
		),
		(
			"what is right in place of a subject is not what its records say",
			|| Rectified::<Test>::remove(moved()),
		),
		// What was right at first, by a correction after which there was another one.
		(
			"what is right in place of a subject is not what its records say",
			|| {
				let first = Rectified::<Test>::get(misfiled()).unwrap();
				make(Correction::MovePhysicalSeal {
					code: code(RIGHT_CODE),
					instead: code(RIGHT_CODE),
					uscc: uscc(USCC),
					digest: ESeal::api_physical_seal_digest(RIGHT_CODE.into()).unwrap(),
				});
				Rectified::<Test>::insert(misfiled(), first)
			},
		),
		(LEADS_NOWHERE, || with_leading(OTHER_CODE, &[misfiled()])),
		(LEADS_NOWHERE, || with_leading(RIGHT_CODE, &[misfiled(), misfiled()])),
		(LEADS_NOWHERE, || with_leading(MOVED_CODE, &[moved()])),
		(LEADS_NOWHERE, || with_leading(OTHER_CODE, &[])),
		("a wrong code leads to a right one that does not know it", || {
			RectifiedFrom::<Test>::remove(RegisterSubject::PhysicalSeal(code(RIGHT_CODE)))
		}),
		(OTHERWISE_GONE, || with_gone(WRONG_CODE, Some(PhysicalSealStatus::Lost))),
		(OTHERWISE_GONE, || with_gone(CODE, Some(PhysicalSealStatus::Lost))),
		(OTHERWISE_GONE, || {
			assert_ok!(outcome(ESeal::report_physical_seal(
				ps(),
				text(RIGHT_CODE),
				PhysicalSealReport::Lost,
				now()
			)));
			with_gone(WRONG_CODE, None)
		}),
		("something is right in place of what has no records", || {
			let subject = RegisterSubject::PhysicalSeal(code(OTHER_CODE));
			Rectified::<Test>::insert(subject, Rectified::<Test>::get(moved()).unwrap())
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
