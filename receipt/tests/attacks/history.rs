//! Another history than the e-seal's.

use crate::*;
use codec::{Compact, Encode};
use eseal_primitives::{
	history::{Change, HistoryEntry},
	seal::{Hold, RevocationReason, Seal, SealStatus},
	Moment, Seat,
};
use eseal_receipt::{
	format::Base64,
	reason::{Reason, SealFact},
	AccountId,
};
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
				|entry| entry.effective_at.0 -= 1,
				|entry| entry.recorded_at.0 += 1,
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
			invalid(&case, Subject::State, "history-differs");
		}
		// As long as it says, and no longer.
		for bytes in [
			[entries.encode(), vec![0]].concat(),
			[Compact(5u32).encode(), entries.encode()[1..].to_vec()].concat(),
			[Compact(3u32).encode(), entries.encode()[1..].to_vec()].concat(),
			entries.encode()[1..].to_vec(),
		] {
			case.receipt.history = Base64(bytes);
			invalid(&case, Subject::State, "history-malformed");
		}
	}
}

/// What the attacker would rather not show: that the e-seal was frozen, or that its key was reported stolen since.
#[test]
fn a_history_that_hides_something() {
	for mut case in Case::both_with(|world| world.freeze(USED_AT - DAY, 49_000)) {
		invalid(&case, Subject::Standing, "not-usable-when-used");
		case.receipt.history = Base64(case.world.history[..2].to_vec().encode());
		invalid(&case, Subject::State, "history-differs");
	}
	let mut case = Case::with(|world| {
		let (before, since) = (USED_AT - DAY, USED_AT + 5_000);
		world.revoke(RevocationReason::KeyCompromised, before, since, USED_IN + 2);
	});
	open(&case, Subject::Dispute, "revocation-reported-later");
	case.receipt.history = Base64(case.world.history[..2].to_vec().encode());
	invalid(&case, Subject::State, "history-differs");
}

/// The chain would never: an e-seal that is something else than its history made it.
#[test]
fn a_seal_that_is_not_what_its_history_says() {
	/// What the record claims, and the first fact that gives it away.
	type Claimed = (fn(&mut Seal<AccountId>), SealFact);
	let claims: [Claimed; 10] = [
		(|seal| seal.status = SealStatus::Revoked, SealFact::Status),
		(|seal| seal.status = SealStatus::Applied, SealFact::Status),
		(|seal| seal.status = SealStatus::Rejected, SealFact::Status),
		(
			|seal| seal.holds.try_insert(Hold::Freeze).map(drop).unwrap(),
			SealFact::Holds,
		),
		(|seal| seal.activated_at = None, SealFact::ActivatedAt),
		(
			|seal| seal.activated_at = seal.activated_at.map(|at| at.saturating_add(1)),
			SealFact::ActivatedAt,
		),
		(|seal| seal.activated_at = Some(Moment(0)), SealFact::ActivatedAt),
		(|seal| seal.revoked_at = Some(Moment(USED_AT + 1)), SealFact::RevokedAt),
		(|seal| seal.revoked_at = Some(Moment(0)), SealFact::RevokedAt),
		(
			|seal| (seal.status, seal.revoked_at) = (SealStatus::Withdrawn, Some(Moment(1))),
			SealFact::Status,
		),
	];
	for (claim, fact) in claims {
		for case in Case::both_with(|world| world.claim = Some(claim)) {
			invalid(&case, Subject::State, "seal-unlike-history");
			let verdict = case.verify();
			assert_eq!(verdict.decisive().unwrap().reason, Reason::SealUnlikeHistory { fact });
		}
	}
	// A hold and a revocation that the record does not know of.
	let claims: [fn(&mut Seal<AccountId>); 3] = [
		|seal| seal.holds.clear(),
		|seal| seal.status = SealStatus::Active,
		|seal| seal.revoked_at = None,
	];
	for claim in claims {
		for case in Case::both_with(|world| {
			world.freeze(USED_AT, USED_IN);
			world.revoke(RevocationReason::CourtOrder, USED_AT, USED_AT, USED_IN);
			world.claim = Some(claim);
		}) {
			invalid(&case, Subject::State, "seal-unlike-history");
		}
	}
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
		invalid(&case, Subject::State, "history-differs");
		// As long as its own.
		let mut other = case.world.history.clone();
		other[1].recorded_at.0 += 1;
		case.receipt.history = Base64(other.encode());
		invalid(&case, Subject::State, "history-differs");
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
			invalid(&case, Subject::State, "history-differs");
			case.receipt.history = Base64(vec![0]);
			let code = match covered {
				// Without a history the e-seal was never issued.
				(0, digest) if digest.is_zero() => "seal-unlike-history",
				_ => "history-differs",
			};
			invalid(&case, Subject::State, code);
		}
	}
}
