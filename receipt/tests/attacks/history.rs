//! Another part of the e-seal's history than the one by which it stood when it was used, and e-seals that are not what their
//! history makes of them.

use crate::*;
use codec::{Decode, Encode};
use eseal_primitives::{
	history::{Change, HistoryEntry},
	seal::{Hold, Loss, Revocation, RevocationReason, Seal, SealStatus},
	term::Term,
	usage::UseLeaf,
	Moment, SealId, Seat,
};
use eseal_receipt::{
	format::Base64,
	reason::{Item, Reason, SealFact},
	storage, AccountId, BlockNumber,
};

/// An e-seal that was suspended when it was used: no chain would record the use. With the entries before and after.
fn suspended(world: &mut World) {
	world.freeze(USED_AT - 5 * DAY, 48_000);
	world.unfreeze(USED_AT - 4 * DAY, 48_500);
	let hold = Hold::PlatformSuspension;
	let by = officer(Seat::DataResources);
	world.enter(
		Change::HoldPlaced {
			hold,
			order: None,
			term: None,
		},
		by.clone(),
		USED_AT - DAY,
		49_000,
	);
	world.use_here();
	world.enter(Change::HoldLifted { hold }, by, USED_AT + 2_000, USED_IN + 1);
}

fn entry_of(case: &Case, index: u32) -> Vec<u8> {
	storage::history_entry(case.world.id, index)
}

/// Whoever holds a use of a suspended e-seal would rather show the entry before the suspension, or the one after it.
#[test]
fn another_entry_of_the_history_does_not_pass_for_the_one_that_counts() {
	let mut case = Case::with(suspended);
	invalid(&case, Subject::Standing, "not-usable-when-used");
	let counts = case.world.entry_key();
	assert_eq!(counts, entry_of(&case, 4));
	for index in (0..7).filter(|index| *index != 4) {
		let mut keys = case.keys.clone();
		keys.retain(|key| *key != counts);
		keys.push(entry_of(&case, index));
		*case.nodes() = case.state.prove(&keys);
		invalid(&case, Subject::State, "not-proven");
		let item = Item::HistoryEntry;
		let verdict = case.verify();
		assert_eq!(verdict.decisive().unwrap().reason, Reason::NotProven { item });
		// Beside the one that counts it is of no use. Of entries that do not exist, 6 lies where nothing is to be shown.
		if index < 6 {
			keys.push(counts.clone());
			*case.nodes() = case.state.prove(&keys);
			invalid(&case, Subject::State, "node-unneeded");
		}
	}
}

#[test]
fn an_entry_of_another_seals_history() {
	let mut case = Case::with(|world| {
		suspended(world);
		// The other e-seal was never suspended.
		let good = World::new(Setup::default()).finalize();
		let entry = good.world.history[1].encode();
		world.extra.insert(storage::history_entry(SealId(43), 4), entry);
	});
	let mut keys = case.keys.clone();
	keys.retain(|key| *key != case.world.entry_key());
	keys.push(storage::history_entry(SealId(43), 4));
	*case.nodes() = case.state.prove(&keys);
	invalid(&case, Subject::State, "not-proven");
}

/// What the entry says counts, and every byte of it is proven.
#[test]
fn an_entry_that_was_changed() {
	let case = Case::with(suspended);
	let bytes = case.world.history[4].encode();
	let nodes = case.state.nodes(&case.keys);
	assert!(nodes.contains(&bytes), "it is a node of its own");
	let changes: [fn(&mut HistoryEntry<AccountId, BlockNumber>); 3] = [
		|entry| entry.after.holds.clear(),
		|entry| entry.block -= 1,
		|entry| entry.recorded_at.0 -= 1,
	];
	for change in changes {
		let mut entry = case.world.history[4].clone();
		change(&mut entry);
		let mut case = Case::with(suspended);
		let nodes: Vec<_> = nodes
			.iter()
			.map(|node| if *node == bytes { entry.encode() } else { node.clone() })
			.collect();
		*case.nodes() = Base64(nodes.encode());
		invalid(&case, Subject::State, "not-proven");
	}
	// Without it nothing is proven, and what does not decode is no entry.
	let mut case = Case::with(|world| {
		suspended(world);
		world.extra.insert(storage::history_entry(world.id, 4), vec![7; 40]);
	});
	invalid(&case, Subject::State, "item-malformed");
	let mut keys = case.keys.clone();
	keys.retain(|key| *key != case.world.entry_key());
	*case.nodes() = case.state.prove(&keys);
	invalid(&case, Subject::State, "not-proven");
	// The chain would never: a history with a gap.
	let case = Case::with(|world| world.entries_then = Some(3));
	invalid(&case, Subject::State, "history-length");
	let case = Case::with(|world| {
		world.entries_then = Some(3);
		world.claim = Some(|seal| seal.history_len = 3);
	});
	invalid(&case, Subject::State, "not-in-state");
}

/// By the use's block the leaf has the status and the holds, and the header covers it.
#[test]
fn a_leaf_that_says_that_the_seal_stood_otherwise() {
	let mut case = Case::by_block_with(suspended);
	invalid(&case, Subject::Standing, "not-usable-when-used");
	let good = case.block_proof().leaf.0.clone();
	let changes: [fn(&mut UseLeaf<AccountId, BlockNumber>); 4] = [
		|leaf| leaf.state.holds.clear(),
		|leaf| leaf.state = leaf.seal.state(),
		|leaf| leaf.used.history_len -= 1,
		|leaf| leaf.used.history_len += 1,
	];
	for change in changes {
		let mut leaf = UseLeaf::decode(&mut &good[..]).unwrap();
		change(&mut leaf);
		assert_ne!(leaf.encode(), good);
		case.block_proof().leaf = Base64(leaf.encode());
		invalid(&case, Subject::State, "not-in-block");
	}
}

/// The chain would never: a use that counts what its e-seal does not have, or what came after it.
#[test]
fn a_use_that_says_of_the_history_what_cannot_be() {
	for (entries, proof) in with_both([0, 3, 4, u32::MAX]) {
		let mut world = World::new(Setup {
			proof,
			..Setup::default()
		});
		world.entries_then = Some(entries);
		let case = world.finalize();
		invalid(&case, Subject::State, "history-length");
		let reason = Reason::HistoryLength { used: entries, seal: 2 };
		assert_eq!(case.verify().decisive().unwrap().reason, reason);
	}
	for (at, block) in [
		(USED_AT + 2_000, USED_IN + 1),
		(USED_AT, USED_IN + 1),
		(USED_AT + 1, USED_IN),
	] {
		let case = Case::with(|world| {
			world.freeze(USED_AT - DAY, 49_000);
			world.unfreeze(at, block);
			world.use_here();
		});
		invalid(&case, Subject::State, "history-later");
		let reason = Reason::HistoryLater {
			entry: 3,
			recorded_in: block,
		};
		assert_eq!(case.verify().decisive().unwrap().reason, reason);
	}
}

/// The chain would never: an e-seal that is something else than its history made it.
#[test]
fn a_seal_that_is_not_what_its_history_says() {
	/// What the record claims, and the first fact that gives it away.
	type Claimed = (fn(&mut Seal<AccountId>), SealFact);
	const REVOKED: Revocation = Revocation {
		reason: RevocationReason::CourtOrder,
		effective_at: Moment(USED_AT + 1),
		recorded_at: Moment(USED_AT + 1),
	};
	const LOST: Loss = Loss {
		effective_at: Moment(0),
		recorded_at: Moment(USED_AT + 1),
	};
	let claims: [Claimed; 8] = [
		(|seal| seal.status = SealStatus::Revoked, SealFact::Status),
		(|seal| seal.status = SealStatus::Applied, SealFact::Status),
		(|seal| seal.status = SealStatus::Rejected, SealFact::Status),
		(
			|seal| seal.holds.try_insert(Hold::Freeze).map(drop).unwrap(),
			SealFact::Holds,
		),
		(
			|seal| {
				let term = Term::Until(Moment(USED_AT));
				assert_eq!(seal.terms.try_insert(Hold::Freeze, term), Ok(None));
			},
			SealFact::Holds,
		),
		(|seal| seal.revoked = Some(REVOKED), SealFact::Revocation),
		(|seal| seal.loss = Some(LOST), SealFact::Loss),
		(
			|seal| (seal.status, seal.revoked) = (SealStatus::Withdrawn, Some(REVOKED)),
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
	// A loss and a revocation since that the record does not tell when: it would hide a dispute.
	let claims: [Claimed; 4] = [
		(|seal| seal.revoked = None, SealFact::Revocation),
		(|seal| seal.status = SealStatus::Active, SealFact::Revocation),
		(|seal| seal.loss = None, SealFact::Loss),
		(|seal| seal.holds.clear(), SealFact::Loss),
	];
	for (claim, fact) in claims {
		for case in Case::both_with(|world| {
			world.lose(USED_AT - 1, USED_AT, USED_IN);
			world.revoke(RevocationReason::CourtOrder, USED_AT - 1, USED_AT, USED_IN);
			world.claim = Some(claim);
		}) {
			invalid(&case, Subject::State, "seal-unlike-history");
			let verdict = case.verify();
			assert_eq!(verdict.decisive().unwrap().reason, Reason::SealUnlikeHistory { fact });
		}
	}
}

/// Nobody can make an e-seal's history so long that its uses cannot be proven.
#[test]
fn a_million_entries() {
	let small = |world: &mut World| {
		world.suspend_and_resume(1, USED_AT - DAY, 40_000);
		world.use_here();
		world.suspend_and_resume(1, USED_AT + 1, USED_IN + 1);
	};
	let long = |world: &mut World| {
		// As many before the use as after it, a part of them in its own block.
		world.suspend_and_resume(200_000, USED_AT - DAY, 40_000);
		world.suspend_and_resume(50_000, USED_AT, USED_IN);
		world.use_here();
		world.suspend_and_resume(50_000, USED_AT, USED_IN);
		world.suspend_and_resume(200_000, USED_AT + 1, USED_IN + 1);
	};
	let sizes = |change: &dyn Fn(&mut World)| {
		Case::both_with(change).map(|case| {
			let verdict = case.verify();
			assert_valid(&verdict);
			assert_eq!(verdict.facts.unwrap().index, 3);
			(case.world.history.len(), case.receipt_json().len())
		})
	};
	let [(few, by_state), (_, by_block)] = sizes(&small);
	let [(many, by_long_state), (_, by_long_block)] = sizes(&long);
	assert_eq!((few, many), (6, 1_000_002));
	// The way to the entry leads past the other entries: a few branches of sixteen hashes more, however many there are.
	assert!(by_long_state < by_state + 5_000, "{by_long_state} after {by_state}");
	assert_eq!(by_long_block, by_block);
}
