//! What is on record of officers.

use crate::{mock::*, Deed, OfficerEntry, OfficerHead, OfficerHeads, OfficerHistory, Officers, OfficersOnRecord, Seat};
use codec::Encode;
use eseal_primitives::{Act, Moment};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::TryRuntimeError;

const MS: Seat = Seat::MarketSupervision;

fn ms() -> RuntimeOrigin {
	RuntimeOrigin::signed(seat_account(MS))
}

fn deeds(who: u64) -> Vec<Deed<u64>> {
	Agencies::officer_history_page(&who, 0, 100)
		.into_iter()
		.map(|entry| entry.deed)
		.collect()
}

fn alone() -> Deed<u64> {
	Deed::Alone {
		act: Act::RegisterEnterprise,
		digest: H256::repeat_byte(7),
	}
}

#[test]
fn appointment_acts_and_end_are_on_record_with_who_and_when() {
	run(|| {
		assert_ok!(Agencies::add_officer(ms(), 1));
		System::set_block_number(5);
		Agencies::enter(&1, alone());
		assert_ok!(Agencies::remove_officer(ms(), 1));
		let by = Some(seat_account(MS));
		assert_eq!(
			Agencies::officer_history_page(&1, 0, 100),
			[
				OfficerEntry {
					deed: Deed::Appointed { seat: MS, by },
					at: Moment(1_000),
					block: 1,
				},
				OfficerEntry {
					deed: alone(),
					at: Moment(5_000),
					block: 5,
				},
				OfficerEntry {
					deed: Deed::Ended { by },
					at: Moment(5_000),
					block: 5,
				},
			]
		);
		// The first officers were named by nobody.
		assert_eq!(deeds(first_officer(MS)), [Deed::Appointed { seat: MS, by: None }]);
	});
}

/// As an auditor computes it, from bytes alone.
#[test]
fn the_head_covers_every_entry() {
	run(|| {
		assert_ok!(Agencies::add_officer(ms(), 1));
		Agencies::enter(&1, alone());
		Agencies::enter(&1, alone());
		let entries = Agencies::officer_history_page(&1, 0, 100);
		let covering = |entries: &[OfficerEntry<u64, u64>]| {
			entries.iter().fold(H256::zero(), |digest, entry| {
				blake2_256(&[digest.as_bytes(), &entry.encode()].concat()).into()
			})
		};
		let head = OfficerHeads::<Test>::get(1);
		assert_eq!((head.entries, head.digest), (3, covering(&entries)));
		assert_ne!(covering(&entries[..2]), head.digest);
		assert_eq!(Agencies::officer_history_page(&1, 1, 1), entries[1..2]);
	});
}

#[test]
fn a_history_goes_on_when_an_officer_comes_back() {
	run(|| {
		assert_ok!(Agencies::add_officer(ms(), 1));
		let first = Agencies::office(&1).unwrap();
		assert_ok!(Agencies::remove_officer(ms(), 1));
		assert_ok!(Agencies::add_officer(
			RuntimeOrigin::signed(seat_account(Seat::PublicSecurity)),
			1
		));
		let second = Agencies::office(&1).unwrap();
		assert_eq!((first.appointment, second.appointment), (0, 2));
		assert_eq!(OfficerHeads::<Test>::get(1).entries, 3);
	});
}

#[test]
fn a_motion_that_vacates_a_seat_ends_its_offices_on_record() {
	run(|| {
		assert_ok!(Agencies::remove_seat(RuntimeOrigin::root(), MS));
		for officer in [first_officer(MS), second_officer(MS)] {
			assert_eq!(deeds(officer).last(), Some(&Deed::Ended { by: None }));
		}
	});
}

#[test]
fn a_refused_appointment_leaves_no_entry() {
	run(|| {
		assert_noop!(
			Agencies::add_officer(ms(), first_officer(Seat::PublicSecurity)),
			crate::Error::<Test>::AlreadyOfficer
		);
		assert_eq!(OfficerHeads::<Test>::get(1), OfficerHead::default());
	});
}

/// A change of the storage, and what is found of it.
type Attack = (fn(u64), &'static str);

/// Each of these would hide or invent what an officer did.
#[test]
fn try_state_finds_every_change_of_a_history() {
	let officer = first_officer(MS);
	let attacks: [Attack; 8] = [
		(
			|who| OfficerHistory::<Test>::remove(who, 1),
			"the head of an officer's history does not cover its entries",
		),
		(
			|who| {
				OfficerHistory::<Test>::mutate(who, 1, |entry| {
					if let Some(entry) = entry {
						entry.at = Moment(9);
					}
				});
			},
			"the head of an officer's history does not cover its entries",
		),
		(
			|who| {
				let entry = OfficerHistory::<Test>::get(who, 1).unwrap();
				OfficerHistory::<Test>::insert(who, 3, entry);
			},
			"an entry of an officer's history is not covered by its head",
		),
		(
			|who| OfficerHeads::<Test>::mutate(who, |head| head.digest = H256::zero()),
			"the head of an officer's history does not cover its entries",
		),
		(
			|who| OfficerHeads::<Test>::mutate(who, |head| head.entries = 1),
			"the head of an officer's history does not cover its entries",
		),
		(
			|who| OfficerHeads::<Test>::remove(who),
			"an entry of an officer's history is not covered by its head",
		),
		(
			|who| Agencies::enter(&who, Deed::Ended { by: None }),
			"an officer's history does not say what the officer is",
		),
		(
			|_| Agencies::enter(&99, alone()),
			"an account that was no officer acted as one",
		),
	];
	for (attack, found) in attacks {
		ext_with(genesis()).execute_with(|| {
			Agencies::enter(&officer, alone());
			assert_ok!(Agencies::do_try_state());
			attack(officer);
			assert_eq!(Agencies::do_try_state(), Err(TryRuntimeError::Other(found)));
		});
	}
	ext_with(genesis()).execute_with(|| {
		Officers::<Test>::insert(98, MS);
		assert!(Agencies::do_try_state().is_err());
	});
}
