//! Another part of the chain's state, or another chain.

use crate::*;
use codec::Encode;
use eseal_primitives::SealId;
use eseal_receipt::{
	format::{Base64, UseProof},
	storage,
};
use sp_core::H256;

#[test]
fn another_chain() {
	for mut case in [plain(), by_block()] {
		case.anchor.genesis = H256([1; 32]);
		invalid(&case, Subject::Format, "another-chain");
		// The same authorities run two chains: what was signed for one does not hold on the other.
		case.receipt.genesis = H256([1; 32]);
		let (subject, code) = match case.receipt.proof {
			UseProof::State(_) => (Subject::State, "state-of-another-chain"),
			UseProof::Block(_) => (Subject::SealKey, "seal-signature"),
		};
		invalid(&case, subject, code);
	}
}

#[test]
fn another_use_or_another_seal() {
	for index in [0, 2, 4, u64::MAX] {
		let mut case = plain();
		case.receipt.index = index;
		invalid(&case, Subject::State, "another-use");
	}
	let mut case = plain();
	case.receipt.seal = SealId(1_000);
	invalid(&case, Subject::State, "not-proven");
	// The proof of another e-seal's keys.
	let mut case = plain();
	let keys = [
		storage::now(),
		storage::genesis(),
		storage::use_record(SealId(1_000), 0),
		storage::seal(SealId(1_000)),
	];
	*case.nodes() = case.state.prove(&keys);
	invalid(&case, Subject::State, "not-proven");
	// A record under a key that is not its own.
	let case = Case::with(|world| world.used.index = 4);
	let mut receipt = case.receipt.clone();
	receipt.index = 3;
	let verdict = with_receipt(&case, &serde_json::to_vec(&receipt).unwrap());
	assert_caught(&verdict, Subject::State, "another-use", Invalid);
}

/// The record that the proof leads to is the one that has the use: not that under the use's own index, 3.
#[test]
fn another_record() {
	for record in [0, 1, 3, u64::MAX] {
		let mut case = plain();
		case.state_proof().record = record;
		invalid(&case, Subject::State, "not-in-state");
	}
	// Batches before and after it, whose uses are next to the record's: each lies in the state, and is proven.
	for recorded in [Recorded::Single, Recorded::LISTED, Recorded::ANCHORED] {
		let neighbours = |world: &mut World| {
			let count = recorded.count();
			for (number, index) in [(1, 0), (3, FIRST + u64::from(count))] {
				let mut beside = world.used.clone();
				(beside.index, beside.history_len) = (index, 2);
				beside.documents = as_batch(&documents_around(another_document(9), 3, 0));
				let key = storage::use_record(world.id, number);
				world.extra.insert(key, beside.encode());
			}
		};
		let setup = Setup {
			recorded,
			..Setup::default()
		};
		for record in [1, 3] {
			let mut case = Case::changed(setup, neighbours);
			assert_valid(&case.verify());
			case.state_proof().record = record;
			invalid(&case, Subject::State, "not-proven");
			let mut keys = case.keys.clone();
			keys[0] = storage::use_record(case.world.id, record);
			*case.nodes() = case.state.prove(&keys);
			invalid(&case, Subject::State, "another-use");
			// With the proof of both.
			keys.push(case.keys[0].clone());
			*case.nodes() = case.state.prove(&keys);
			invalid(&case, Subject::State, "node-unneeded");
			case.state_proof().record = RECORD;
			invalid(&case, Subject::State, "node-unneeded");
		}
	}
}

#[test]
fn the_state_of_another_block() {
	let (mut case, other) = (plain(), Case::with(|world| world.now.0 += 2_000));
	case.receipt.proof = other.receipt.proof;
	invalid(&case, Subject::State, "not-proven");
	let mut case = plain();
	case.receipt.evidence.block = other.receipt.evidence.block;
	invalid(&case, Subject::State, "not-proven");
}

/// The same authorities run two chains, and the enterprise has the same keys on both: the state says which it is of.
#[test]
fn the_state_of_another_network() {
	let mut rehearsal = Case::with(|world| world.genesis = H256([1; 32]));
	assert_valid(&rehearsal.verify());
	let genesis = plain().receipt.genesis;
	(rehearsal.receipt.genesis, rehearsal.anchor.genesis) = (genesis, genesis);
	invalid(&rehearsal, Subject::State, "state-of-another-chain");
	// By the use's block the two signatures say it.
	let mut rehearsal = Case::by_block_with(|world| world.genesis = H256([1; 32]));
	(rehearsal.receipt.genesis, rehearsal.anchor.genesis) = (genesis, genesis);
	invalid(&rehearsal, Subject::SealKey, "seal-signature");
	let verdict = rehearsal.verify();
	let sender = verdict
		.checks
		.iter()
		.find(|check| check.subject == Subject::Sender)
		.unwrap();
	assert_eq!(
		(sender.result, sender.reason.code()),
		(Invalid, "signed-for-another-chain")
	);
}

/// The chain would never: a state that has the use of a later block.
#[test]
fn a_use_from_after_the_state() {
	for block in [PROVEN_IN + 1, u32::MAX] {
		invalid(
			&Case::with(|world| world.used.block = block),
			Subject::State,
			"recorded-after-proof",
		);
	}
	assert_valid(&Case::with(|world| world.used.block = PROVEN_IN).verify());
}

#[test]
fn no_such_use() {
	let mut case = plain();
	let mut keys = case.keys.clone();
	keys[0] = storage::use_record(SealId(42), 9);
	case.state_proof().record = 9;
	*case.nodes() = case.state.prove(&keys);
	invalid(&case, Subject::State, "not-in-state");
}

#[test]
fn trie_nodes_missing_added_repeated_or_changed() {
	let mut case = plain();
	let nodes = case.state.nodes(&case.keys);
	for index in 0..nodes.len() {
		let mut less = nodes.clone();
		less.remove(index);
		*case.nodes() = Base64(less.encode());
		invalid(&case, Subject::State, "not-proven");

		let mut twice = nodes.clone();
		twice.push(nodes[index].clone());
		*case.nodes() = Base64(twice.encode());
		invalid(&case, Subject::State, "node-twice");

		let mut cut = nodes.clone();
		cut[index].pop();
		*case.nodes() = Base64(cut.encode());
		invalid(&case, Subject::State, "not-proven");
	}
	// One that has nothing to do with it, one that has, and an empty one.
	let elsewhere = case.state.nodes(&[storage::log_head(SealId(42))]);
	let elsewhere = elsewhere.into_iter().find(|node| !nodes.contains(node)).unwrap();
	for more in [b"nothing".to_vec(), elsewhere, vec![]] {
		let mut nodes = nodes.clone();
		nodes.push(more);
		*case.nodes() = Base64(nodes.encode());
		invalid(&case, Subject::State, "node-unneeded");
	}
	*case.nodes() = Base64([nodes.encode(), vec![0]].concat());
	invalid(&case, Subject::State, "nodes-malformed");
}

#[test]
fn a_part_that_is_not_proven() {
	let mut case = plain();
	for missing in 0..case.keys.len() {
		let mut keys = case.keys.clone();
		keys.remove(missing);
		*case.nodes() = case.state.prove(&keys);
		invalid(&case, Subject::State, "not-proven");
	}
}
