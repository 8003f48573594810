//! Another part of the chain's state, or another chain.

use crate::{network::*, *};
use codec::Encode;
use eseal_receipt::{format::Base64, storage};
use sp_core::H256;

#[test]
fn another_chain() {
	for mut case in [plain(), by_block()] {
		case.anchor.genesis = H256([1; 32]);
		invalid(&case, Subject::Format);
		// The same authorities run two chains: what was signed for one does not hold on the other.
		case.receipt.genesis = H256([1; 32]);
		invalid(&case, Subject::SealKey);
		let verdict = case.verify();
		let account = verdict
			.checks
			.iter()
			.find(|check| check.check == Subject::Account)
			.unwrap();
		assert_eq!(account.result, Invalid);
	}
}

#[test]
fn another_use_or_another_seal() {
	let mut case = plain();
	case.receipt.index = 2;
	invalid(&case, Subject::State);
	let mut case = plain();
	case.receipt.seal = 1_000;
	invalid(&case, Subject::State);
	// The proof of another e-seal's keys.
	let mut case = plain();
	let keys = [storage::now(), storage::use_record(1_000, 0), storage::seal(1_000)];
	*case.nodes() = case.state.prove(&keys);
	invalid(&case, Subject::State);
	// A record under a key that is not its own.
	let case = Case::with(|world| world.used.index = 4);
	let mut receipt = case.receipt.clone();
	receipt.index = 3;
	let verdict = verify_json(&case, &serde_json::to_vec(&receipt).unwrap());
	assert_caught(&verdict, Subject::State, Invalid);
}

#[test]
fn the_state_of_another_block() {
	let (mut case, other) = (plain(), Case::with(|world| world.now += 2_000));
	case.receipt.proof = other.receipt.proof;
	invalid(&case, Subject::State);
	let mut case = plain();
	case.receipt.evidence.block = other.receipt.evidence.block;
	invalid(&case, Subject::State);
}

#[test]
fn no_such_use() {
	let mut case = plain();
	let mut keys = case.keys.clone();
	keys[0] = storage::use_record(42, 9);
	case.receipt.index = 9;
	*case.nodes() = case.state.prove(&keys);
	invalid(&case, Subject::State);
}

#[test]
fn trie_nodes_missing_added_repeated_or_changed() {
	let mut case = plain();
	let nodes = case.state.nodes(&case.keys);
	for index in 0..nodes.len() {
		let mut less = nodes.clone();
		less.remove(index);
		*case.nodes() = Base64(less.encode());
		invalid(&case, Subject::State);

		let mut twice = nodes.clone();
		twice.push(nodes[index].clone());
		*case.nodes() = Base64(twice.encode());
		invalid(&case, Subject::State);

		let mut cut = nodes.clone();
		cut[index].pop();
		*case.nodes() = Base64(cut.encode());
		invalid(&case, Subject::State);
	}
	// One that has nothing to do with it, one that has, and an empty one.
	let elsewhere = case.state.nodes(&[storage::log_head(42)]);
	let elsewhere = elsewhere.into_iter().find(|node| !nodes.contains(node)).unwrap();
	for more in [b"nothing".to_vec(), elsewhere, vec![]] {
		let mut nodes = nodes.clone();
		nodes.push(more);
		*case.nodes() = Base64(nodes.encode());
		invalid(&case, Subject::State);
	}
	*case.nodes() = Base64([nodes.encode(), vec![0]].concat());
	invalid(&case, Subject::State);
}

#[test]
fn a_part_that_is_not_proven() {
	let mut case = plain();
	for missing in 0..case.keys.len() {
		let mut keys = case.keys.clone();
		keys.remove(missing);
		*case.nodes() = case.state.prove(&keys);
		invalid(&case, Subject::State);
	}
}
