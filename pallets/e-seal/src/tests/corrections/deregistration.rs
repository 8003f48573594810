//! A deregistration that was recorded by mistake.

use super::*;
use crate::RevokedWith;

fn subject() -> RegisterSubject {
	RegisterSubject::Enterprise(uscc(USCC))
}

/// The correction that reverses a record of [`USCC`].
fn of_record(entry: u32) -> Correction {
	of_deregistration(USCC, entry)
}

fn deregister() {
	assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
	settle();
}

/// The last deregistration of [`USCC`] is reversed.
fn reverse() {
	let last = RegisterHeads::<Test>::get(subject()).entries - 1;
	let waiting = proposed(of_record(last));
	assert_ok!(agree(dr(), waiting));
}

#[test]
fn the_enterprise_its_owner_and_its_e_seal_are_back() {
	run(|| {
		let id = issued();
		let before = (enterprise(USCC), seal(id));
		pass(DAY);
		deregister();
		assert_eq!(providers(&OWNER), 0);
		let deregistered = now();
		let record = RegisterEntry {
			change: RegisterChange::Deregistered {
				was: EnterpriseStatus::Active,
				revoked: Some(RevokedWith { seal: id, entry: 2 }),
			},
			by: agency(MS),
			effective_at: now(),
			recorded_at: now(),
			block: System::block_number(),
		};
		pass(DAY);
		let waiting = proposed(of_record(0));
		assert_ok!(agree(ps(), waiting));

		assert_eq!(enterprise(USCC), before.0);
		assert_eq!(
			seal(id),
			Seal {
				history_len: 4,
				history_digest: covering(&entries(id)),
				..before.1
			}
		);
		assert_eq!(physical(CODE).paired, Some(id));
		assert_eq!(providers(&OWNER), 1);
		let (correction, decision) = (waiting.0, decision());
		let reversed = RegisterEntry {
			change: RegisterChange::DeregistrationReversed {
				correction,
				decision,
				entry: 0,
			},
			by: agencies(MS, PS),
			effective_at: deregistered,
			recorded_at: now(),
			block: System::block_number(),
		};
		assert_eq!(ESeal::api_register_history(subject(), 0, 10), vec![record, reversed]);
		assert_eq!(
			events()[..2],
			[
				Event::DeregistrationReversed {
					uscc: uscc(USCC),
					correction,
					seal: Some(id),
				},
				Event::RevocationReversed {
					seal: id,
					uscc: uscc(USCC),
					correction,
					revocation: RevocationReason::EnterpriseDeregistered,
				}
			]
		);
		// As it was recorded then, and as it is known now.
		let status = |standing: Option<crate::Standing>| standing.unwrap().status;
		assert_eq!(status(ESeal::standing_at(id, deregistered)), Some(SealStatus::Active));
		assert_eq!(status(ESeal::recorded_at(id, deregistered)), Some(SealStatus::Revoked));
		assert_dissolved(&[]);
	});
}

/// In liquidation before, it is so again, and its e-seal on hold.
#[test]
fn it_has_the_status_that_it_had() {
	run(|| {
		let id = issued();
		place(Hold::EnterpriseRestricted, id);
		deregister();
		reverse();
		assert_eq!(enterprise(USCC).status, EnterpriseStatus::Restricted);
		assert_eq!(holds(id), [Hold::EnterpriseRestricted]);
		assert_ok!(outcome(ESeal::lift_restriction(ms(), text(USCC))));
		assert!(ESeal::api_seal(id).unwrap().usable);
	});
}

/// An application that was rejected with it stays rejected: its owner applies again.
#[test]
fn no_application_comes_back() {
	run(|| {
		let pending = applied();
		deregister();
		reverse();
		assert_eq!(seal(pending).status, SealStatus::Rejected);
		let again = Application::new(1).issued();
		assert_eq!(seal(again).status, SealStatus::Active);
	});
}

/// What was revoked before it was deregistered did not end with it.
#[test]
fn no_e_seal_comes_back_that_was_revoked_before() {
	run(|| {
		let id = revoked();
		deregister();
		reverse();
		assert_eq!(seal(id).status, SealStatus::Revoked);
		// By itself it may.
		let waiting = proposed(reversal(id));
		assert_ok!(agree(ms(), waiting));
		assert_eq!(seal(id).status, SealStatus::Active);
	});
}

/// What happened to the physical seal meanwhile.
#[test]
fn a_physical_seal_that_was_lost_meanwhile_holds_the_e_seal() {
	run(|| {
		let id = issued();
		deregister();
		pass(DAY);
		assert_ok!(outcome(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Lost,
			now()
		)));
		reverse();
		assert_eq!(holds(id), [Hold::PhysicalSealLost]);
	});
}

/// Nobody is officer and owner: an account that was appointed meanwhile must leave its office first.
#[test]
fn an_owner_who_became_an_officer_bars_it() {
	run(|| {
		issued();
		deregister();
		assert_ok!(Agencies::add_officer(by(eseal_mock::seat_account(PS)), OWNER));
		let waiting = proposed(of_record(0));
		assert_noop!(
			agree(dr(), waiting),
			pallet_admission::Error::<Test>::OfficerAtEnterprise
		);
		assert_ok!(Agencies::remove_officer(by(eseal_mock::seat_account(PS)), OWNER));
		assert_ok!(agree(dr(), waiting));
	});
}

#[test]
fn it_names_the_record_by_number_and_digest() {
	run(|| {
		registered();
		other_filed();
		deregister();
		let Correction::ReverseDeregistration {
			uscc: gone,
			entry,
			digest,
		} = of_record(0)
		else {
			unreachable!()
		};
		let wrong = |uscc, entry, digest| Correction::ReverseDeregistration { uscc, entry, digest };
		for (correction, error) in [
			(
				wrong(uscc(UNKNOWN_USCC), entry, digest),
				Error::<Test>::EnterpriseNotFound,
			),
			(wrong(uscc(OTHER_USCC), entry, digest), Error::<Test>::EntryNotFound),
			(wrong(gone, 1, digest), Error::<Test>::EntryNotFound),
			(wrong(gone, entry, H256::zero()), Error::<Test>::EntryDiffers),
		] {
			assert_noop!(propose(correction), error);
		}
		let twin = proposed(of_record(0));
		reverse();
		assert_noop!(propose(of_record(1)), Error::<Test>::NotCorrectable);
		assert_noop!(propose(of_record(0)), Error::<Test>::AlreadyCorrected);
		// Deregistered again, the second proposal of the first one is no correction of that.
		deregister();
		assert_noop!(agree(dr(), twin), Error::<Test>::AlreadyCorrected);
		reverse();
		assert_eq!(enterprise(USCC).status, EnterpriseStatus::Active);
	});
}

#[test]
fn market_supervision_proposes_and_another_agency_agrees() {
	run(|| {
		registered();
		deregister();
		for other in [PS, DR] {
			assert_noop!(
				ESeal::propose_correction(by(officer(other)), of_record(0), decision()),
				Error::<Test>::MistakeOfAnotherAgency
			);
		}
		let waiting = proposed(of_record(0));
		assert_noop!(agree(ms(), waiting), Error::<Test>::OwnCorrection);
		assert_ok!(agree(dr(), waiting));
	});
}
