//! Another history than the e-seal's.

use crate::{network::*, *};
use codec::{Compact, Encode};
use eseal_primitives::{
	history::{Change, HistoryEntry},
	seal::RevocationReason,
	Seat,
};
use eseal_receipt::format::Base64;
use sp_core::H256;

/// A receipt of an e-seal that was frozen and thawed before the use.
fn thawed(proof: ProofKind) -> Case {
	let mut world = World::new(Setup {
		proof,
		..Setup::default()
	});
	world.freeze(USED_AT - 5 * DAY, 48_000);
	world.unfreeze(USED_AT - DAY, 49_000);
	world.finalize()
}

#[test]
fn history_entries_missing_added_repeated_swapped_or_changed() {
	for proof in BOTH {
		let mut case = thawed(proof);
		assert_valid(&case.verify());
		let entries = case.world.history.clone();
		let mut others = rearranged(&entries);
		for index in 0..entries.len() {
			let changes: [fn(&mut HistoryEntry<_, _>); 5] = [
				|entry| entry.change = Change::Withdrawn,
				|entry| entry.by = officer(Seat::MarketSupervision),
				|entry| entry.effective_at -= 1,
				|entry| entry.recorded_at += 1,
				|entry| entry.block += 1,
			];
			for change in changes {
				let mut other = entries.clone();
				change(&mut other[index]);
				others.push(other);
			}
		}
		for other in others {
			case.receipt.history = Base64(other.encode());
			invalid(&case, Subject::State);
		}
		// As long as it says, and no longer.
		for bytes in [
			[entries.encode(), vec![0]].concat(),
			[Compact(5u32).encode(), entries.encode()[1..].to_vec()].concat(),
			[Compact(3u32).encode(), entries.encode()[1..].to_vec()].concat(),
			entries.encode()[1..].to_vec(),
		] {
			case.receipt.history = Base64(bytes);
			invalid(&case, Subject::State);
		}
	}
}

/// What the attacker would rather not show: that the e-seal was frozen, or that its key was reported stolen since.
#[test]
fn a_history_that_hides_something() {
	for mut case in Case::both_with(|world| world.freeze(USED_AT - DAY, 49_000)) {
		invalid(&case, Subject::Standing);
		case.receipt.history = Base64(case.world.history[..2].to_vec().encode());
		invalid(&case, Subject::State);
	}
	let mut case = Case::with(|world| {
		let (before, since) = (USED_AT - DAY, USED_AT + 5_000);
		world.revoke(RevocationReason::KeyCompromised, before, since, USED_IN + 2);
	});
	open(&case, Subject::Dispute);
	case.receipt.history = Base64(case.world.history[..2].to_vec().encode());
	invalid(&case, Subject::State);
}

#[test]
fn another_seals_history() {
	for proof in BOTH {
		let mut case = Case::of(Setup {
			proof,
			..Setup::default()
		});
		let (length, _) = covered(&case.world.history);
		let other = thawed(proof).world.history;
		assert_ne!(other.len(), length as usize);
		case.receipt.history = Base64(other.encode());
		invalid(&case, Subject::State);
		// As long as its own.
		let mut other = case.world.history.clone();
		other[1].recorded_at += 1;
		case.receipt.history = Base64(other.encode());
		invalid(&case, Subject::State);
	}
}

/// The chain would never: an e-seal that says of its history what is not so.
#[test]
fn a_history_that_is_not_what_its_seal_says() {
	let (length, digest) = covered(&plain().world.history);
	let (_, of_another) = covered(&thawed(ProofKind::State).world.history);
	for covered in [
		(length - 1, digest),
		(length + 1, digest),
		(u32::MAX, digest),
		(0, digest),
		(length, H256::zero()),
		(length, of_another),
		(0, H256::zero()),
	] {
		for mut case in Case::both_with(|world| world.covered = Some(covered)) {
			invalid(&case, Subject::State);
			case.receipt.history = Base64(vec![0]);
			let subject = match covered {
				// Without a history the e-seal was never issued.
				(0, digest) if digest.is_zero() => Subject::Standing,
				_ => Subject::State,
			};
			invalid(&case, subject);
		}
	}
}
