//! Uses that the header of their block does not prove.

use crate::*;
use codec::Encode;
use eseal_primitives::SealId;
use eseal_receipt::{
	checks::block_uses::MAX_ANCESTORS,
	format::{Base64, BlockProof, Receipt, UseProof},
	Header,
};
use serde_json::{json, Value};
use sp_core::H256;

/// The receipt of a use of a small chain.
fn of_block(uses: u32, position: u32, later: u32) -> Case {
	Case::of(Setup {
		proof: ProofKind::Block { uses, position, later },
		others: 0,
		..Setup::default()
	})
}

#[test]
fn another_position() {
	for uses in 1..=13 {
		for position in 0..uses {
			let mut case = of_block(uses, position, 0);
			for other in (0..=uses + 2).chain([64, u32::MAX - 1, u32::MAX]) {
				if other != position {
					case.block_proof().leaf_index = other;
					invalid(&case, Subject::State, "leaf-index|audit-path-length|not-in-block");
				}
			}
		}
	}
}

#[test]
fn another_use_of_the_same_block() {
	for uses in [2, 3, 5, 8] {
		let mut case = of_block(uses, 1, 1);
		let good = case.receipt.clone();
		for other in (0..uses).filter(|other| *other != 1) {
			let leaf = Base64(case.leaves[other as usize].clone());
			let path = Base64(merkle(&case.leaves, other as usize).1.encode());
			// Its leaf, its path, its position; any of them, and all.
			for parts in 1..8 {
				case.receipt = good.clone();
				let proof = case.block_proof();
				if parts & 1 != 0 {
					proof.leaf = leaf.clone();
				}
				if parts & 2 != 0 {
					proof.audit_path = path.clone();
				}
				if parts & 4 != 0 {
					proof.leaf_index = other;
				}
				if *case.block_proof() != block_proof_of(&good) {
					invalid(&case, Subject::State, "audit-path-length|not-in-block|another-use");
				}
			}
			// As the receipt of that one: its seal key did not sign this.
			case.receipt.index = 100 + u64::from(other);
			case.receipt.seal = if other % 2 == 0 { SealId(42) } else { SealId(1_000) };
			invalid(&case, Subject::SealKey, "seal-signature");
		}
	}
}

fn block_proof_of(receipt: &Receipt) -> BlockProof {
	match &receipt.proof {
		UseProof::Block(proof) => proof.clone(),
		UseProof::State(_) => panic!("the state proves this use"),
	}
}

#[test]
fn another_path() {
	for (uses, position) in [(2, 0), (3, 2), (5, 2), (5, 4), (8, 7), (13, 12)] {
		let mut case = of_block(uses, position, 0);
		let path = merkle(&case.leaves, position as usize).1;
		let mut others = vec![
			vec![],
			vec![H256::zero(); path.len()],
			vec![H256([1; 32]); 32],
			vec![H256::zero(); 1_000],
		];
		others.extend(rearranged(&path));
		for index in 0..path.len() {
			for more in [H256::zero(), merkle(&case.leaves, 0).0] {
				let mut with = path.clone();
				with.insert(index, more);
				others.push(with);
			}
			let mut changed = path.clone();
			changed[index].0[31] ^= 1;
			others.push(changed);
		}
		for other in others {
			case.block_proof().audit_path = Base64(other.encode());
			invalid(&case, Subject::State, "audit-path-length|not-in-block");
		}
		for bytes in [[path.encode(), vec![0]].concat(), path.encode()[1..].to_vec(), vec![]] {
			case.block_proof().audit_path = Base64(bytes);
			invalid(&case, Subject::State, "audit-path-malformed");
		}
	}
	// The only use of its block has no way to go.
	let mut case = of_block(1, 0, 0);
	case.block_proof().audit_path = Base64(vec![H256::zero()].encode());
	invalid(&case, Subject::State, "audit-path-length");
}

/// What lies beneath a node is as long as two hashes; a leaf is longer.
#[test]
fn an_inner_node_as_a_leaf() {
	for (uses, position) in [(2, 0), (4, 2), (8, 5), (5, 3)] {
		let mut case = of_block(uses, position, 0);
		let (_, path) = merkle(&case.leaves, position as usize);
		let mut node = H256(sp_crypto_hashing::blake2_256(&case.leaves[position as usize]));
		for level in 0..path.len() {
			let beside = path[level];
			let pair = if (position >> level) & 1 == 1 {
				[beside, node]
			} else {
				[node, beside]
			};
			let bytes = [pair[0].0, pair[1].0].concat();
			for at in [position >> (level + 1), position] {
				let proof = case.block_proof();
				proof.leaf = Base64(bytes.clone());
				proof.leaf_index = at;
				proof.audit_path = Base64(path[level + 1..].to_vec().encode());
				invalid(&case, Subject::State, "audit-path-length");
			}
			node = H256(sp_crypto_hashing::blake2_256(&bytes));
		}
	}
	// The chain would never: a block that records what is no use.
	for leaf in [vec![7; 64], vec![], vec![0; 2_000], plain().world.used.encode()] {
		let mut case = by_block();
		case.leaves[2] = leaf;
		case.record(case.leaves.clone());
		invalid(&case, Subject::State, "leaf-malformed");
	}
}

#[test]
fn a_leaf_with_something_after_its_end() {
	for more in [vec![0], vec![1], vec![0; 64]] {
		let mut case = by_block();
		let leaf = [case.leaves[2].clone(), more].concat();
		case.block_proof().leaf = Base64(leaf.clone());
		invalid(&case, Subject::State, "not-in-block");
		// The chain would never.
		case.leaves[2] = leaf;
		case.record(case.leaves.clone());
		invalid(&case, Subject::State, "leaf-malformed");
	}
}

#[test]
fn a_leaf_of_another_use_than_the_receipt_says() {
	for (seal, index) in [(42, 2), (42, 4), (41, 3), (1_000, 101), (0, 0), (u64::MAX, u64::MAX)] {
		let mut case = by_block();
		(case.receipt.seal, case.receipt.index) = (SealId(seal), index);
		invalid(&case, Subject::State, "another-use");
	}
	let changes: [fn(&mut World); 2] = [|world| world.used.index += 1, |world| world.used.seal.0 += 1];
	for change in changes {
		let mut case = Case::by_block_with(change);
		case.receipt.index = 3;
		invalid(&case, Subject::State, "another-use");
	}
}

/// A use is recorded once, by its own block.
#[test]
fn a_leaf_of_another_block() {
	for block in [0, 1, USED_IN - 1, USED_IN + 1, USED_IN + 2, u32::MAX] {
		invalid(
			&Case::by_block_with(|world| world.used.block = block),
			Subject::State,
			"use-of-another-block",
		);
	}
	// A later block names the uses of the one before once more.
	let mut case = by_block();
	let again = child(
		hash(&case.blocks[0]),
		USED_IN + 1,
		H256([8; 32]),
		vec![uses_item(merkle(&case.leaves, 2).0, 5)],
	);
	case.lead_through(vec![again]);
	invalid(&case, Subject::State, "use-of-another-block");
}

#[test]
fn a_header_that_does_not_name_the_use() {
	let mut case = by_block();
	let (root, _) = merkle(&case.leaves, 2);
	let item = |root, count| uses_item(root, count);
	let data = (root, 5u32).encode();
	let uses = |data: &[u8]| DigestItem::Consensus(*b"USES", data.to_vec());
	let good = item(root, 5);
	for (items, code) in [
		// None, two, or one that does not decode.
		(vec![], "no-uses-named"),
		(vec![good.clone(), good.clone()], "ambiguous-uses"),
		(vec![good.clone(), item(H256::zero(), 5)], "ambiguous-uses"),
		(vec![item(H256::zero(), 5), good.clone()], "ambiguous-uses"),
		(vec![good.clone(), uses(&[])], "ambiguous-uses"),
		(vec![uses(&[]), good.clone()], "ambiguous-uses"),
		(vec![uses(&[])], "uses-malformed"),
		(vec![uses(&data[..35])], "uses-malformed"),
		(vec![uses(&[&data[..], &[0]].concat())], "uses-malformed"),
		(vec![uses(&[&[0][..], &data].concat())], "uses-malformed"),
		// Of no uses, of fewer, and of so many that the way would be longer.
		(vec![item(root, 0)], "leaf-index"),
		(vec![item(root, 1)], "leaf-index"),
		(vec![item(root, 2)], "leaf-index"),
		(vec![item(root, 3)], "audit-path-length"),
		(vec![item(root, 4)], "audit-path-length"),
		(vec![item(root, 9)], "audit-path-length"),
		(vec![item(root, u32::MAX)], "audit-path-length"),
		// Another root, the root of nothing, and one of nearly the same.
		(vec![item(H256::zero(), 5)], "not-in-block"),
		(vec![item(merkle(&case.leaves[..4], 2).0, 4)], "audit-path-length"),
		(
			vec![item(H256(sp_crypto_hashing::blake2_256(&case.leaves[2])), 1)],
			"leaf-index",
		),
		// The same said by somebody else, or elsewhere.
		(vec![DigestItem::Consensus(*b"FRNK", data.clone())], "no-uses-named"),
		(vec![DigestItem::Consensus(*b"uses", data.clone())], "no-uses-named"),
		(vec![DigestItem::Consensus(*b"SESU", data.clone())], "no-uses-named"),
		(vec![DigestItem::PreRuntime(*b"USES", data.clone())], "no-uses-named"),
		(vec![DigestItem::Seal(*b"USES", data.clone())], "no-uses-named"),
		(vec![DigestItem::Other([&b"USES"[..], &data].concat())], "no-uses-named"),
		(vec![DigestItem::Other(good.encode())], "no-uses-named"),
		(vec![DigestItem::RuntimeEnvironmentUpdated], "no-uses-named"),
	] {
		case.name_uses(items);
		invalid(&case, Subject::State, code);
	}
	// What does not count does not get in the way either.
	let forged = (H256::zero(), 5u32).encode();
	for beside in [
		DigestItem::PreRuntime(*b"USES", forged.clone()),
		DigestItem::Seal(*b"USES", forged.clone()),
		DigestItem::Consensus(*b"FRNK", forged.clone()),
		DigestItem::Other([&b"USES"[..], &forged].concat()),
	] {
		for items in [vec![beside.clone(), good.clone()], vec![good.clone(), beside.clone()]] {
			case.name_uses(items);
			assert_valid(&case.verify());
		}
	}
	// A header that names it, which nobody finalized.
	let mut case = of_block(1, 0, 0);
	let mut header = case.header.clone();
	case.name_uses(vec![]);
	case.receipt.evidence.block.header = Base64(header.encode());
	invalid(&case, Subject::Finality, "justification-of-another-block");
	header.number += 1;
	case.receipt.evidence.block.header = Base64(header.encode());
	invalid(&case, Subject::Finality, "justification-of-another-block");
}

#[test]
fn headers_between_missing_added_swapped_or_forged() {
	let mut case = of_block(5, 2, 4);
	let good = encoded(&case.blocks[..4]);
	let mut others: Vec<Vec<Base64>> = vec![vec![], good.iter().rev().cloned().collect()];
	let parent = Base64(header(USED_IN - 1, H256([1; 32]), vec![]).encode());
	let stranger = Base64(of_block(5, 2, 0).header.encode());
	others.extend(rearranged(&good));
	for index in 0..=good.len() {
		// One more: the finalized one, one before, one that has nothing to do with it, or nothing.
		let finalized = case.receipt.evidence.block.header.clone();
		for more in [&finalized, &parent, &stranger, &Base64(vec![])] {
			let mut more_than = good.clone();
			more_than.insert(index, more.clone());
			others.push(more_than);
		}
	}
	for index in 0..good.len() {
		let changes: [fn(&mut Header); 6] = [
			|header| header.parent_hash.0[0] ^= 1,
			|header| header.number -= 1,
			|header| header.state_root.0[0] ^= 1,
			|header| header.extrinsics_root.0[0] ^= 1,
			|header| header.digest.clear(),
			|header| header.digest.push(uses_item(H256::zero(), 1)),
		];
		for change in changes {
			let mut forged = case.blocks[index].clone();
			change(&mut forged);
			let mut with = good.clone();
			with[index] = Base64(forged.encode());
			others.push(with);
		}
		for bytes in [
			vec![],
			[&good[index].0[..], &[0]].concat(),
			good[index].0[..good[index].0.len() - 1].to_vec(),
		] {
			let mut with = good.clone();
			with[index] = Base64(bytes);
			others.push(with);
		}
	}
	assert!(others.len() > 90);
	for other in others {
		case.block_proof().ancestors = other;
		invalid(&case, Subject::State, "ancestor-hash|no-uses-named");
	}
	case.block_proof().ancestors = good;
	assert_valid(&case.verify());
}

/// The way goes on to blocks before the use's, or does not reach it, or reaches another.
#[test]
fn headers_that_lead_to_another_block() {
	let mut case = by_block();
	let use_block = case.blocks[0].clone();
	let parent = header(USED_IN - 1, H256([1; 32]), vec![]);
	let block = child(
		hash(&parent),
		USED_IN,
		case.state.root,
		vec![uses_item(merkle(&case.leaves, 2).0, 5)],
	);
	let after = descendants(&block, 2);
	let way = [vec![parent, block], after].concat();
	case.lead_through(way[1..].to_vec());
	assert_valid(&case.verify());
	case.lead_through(way);
	invalid(&case, Subject::State, "no-uses-named");

	// A later block, which recorded other uses.
	let forged: Vec<_> = case.leaves.iter().rev().cloned().collect();
	let later = child(
		hash(&use_block),
		USED_IN + 1,
		H256([8; 32]),
		vec![uses_item(merkle(&forged[..2], 0).0, 2)],
	);
	case.lead_through(vec![later.clone()]);
	invalid(&case, Subject::State, "leaf-index");
	case.lead_through(vec![use_block.clone(), later]);
	assert_valid(&case.verify());

	// The authorities finalized another branch.
	let fork = child(
		use_block.parent_hash,
		USED_IN,
		H256([2; 32]),
		vec![uses_item(merkle(&forged, 2).0, 5)],
	);
	for finalized in [
		fork.clone(),
		descendants(&fork, 1).remove(0),
		child(H256([3; 32]), USED_IN + 1, H256([3; 32]), vec![]),
	] {
		for before in [
			vec![],
			vec![use_block.clone()],
			vec![fork.clone(), use_block.clone()],
			vec![use_block.clone(), fork.clone()],
		] {
			case.lead_through([before, vec![finalized.clone()]].concat());
			invalid(&case, Subject::State, "ancestor-hash|no-uses-named|not-in-block");
		}
	}

	// Another chain's block, by way of this one's.
	let mut case = by_block();
	let other = Case::by_block_with(|world| world.used.nonce += 1);
	case.block_proof().ancestors = encoded(&other.blocks[..2]);
	invalid(&case, Subject::State, "ancestor-hash");
	let mut case = by_block();
	case.receipt.evidence = other.receipt.evidence;
	invalid(&case, Subject::State, "ancestor-hash");
}

#[test]
fn too_many_headers_between() {
	let most = MAX_ANCESTORS as u32;
	assert_valid(&of_block(2, 1, most).verify());
	invalid(&of_block(2, 1, most + 1), Subject::State, "too-many-ancestors");
}

/// What a finalized block calls its parent need not be a header: the chain would never.
#[test]
fn a_parent_that_is_no_header() {
	let mut case = by_block();
	let block = case.blocks[0].encode();
	for (parent, good) in [
		(block.clone(), true),
		([&block[..], &[0]].concat(), false),
		(block[..block.len() - 1].to_vec(), false),
		(vec![1, 2, 3], false),
		(vec![], false),
	] {
		let parent_hash = H256(sp_crypto_hashing::blake2_256(&parent));
		case.lead_through(vec![child(parent_hash, USED_IN + 1, H256([8; 32]), vec![])]);
		case.block_proof().ancestors = vec![Base64(parent)];
		if good {
			assert_valid(&case.verify());
		} else {
			invalid(&case, Subject::State, "header-malformed");
		}
	}
}

/// Blocks whose numbers make no sense: no panic, and not found valid under another number than the record's.
#[test]
fn numbers_of_blocks_that_make_no_sense() {
	let numbers = [0, 1, USED_IN, u32::MAX - 1, u32::MAX];
	for number in numbers {
		for recorded in numbers {
			for later in numbers {
				let mut case = Case::by_block_with(|world| world.used.block = recorded);
				let item = uses_item(merkle(&case.leaves, 2).0, 5);
				let block = header(number, case.state.root, vec![item]);
				let after = child(hash(&block), later, H256([8; 32]), vec![]);
				case.lead_through(vec![block, after]);
				let code = if number.checked_add(1) != Some(later) {
					"ancestor-number"
				} else if number != recorded {
					"use-of-another-block"
				} else {
					assert_ne!(case.verify().result, Indeterminate);
					continue;
				};
				invalid(&case, Subject::State, code);
			}
		}
	}
}

/// The chain would never: a block that names a use with the grant of another, or without its own.
#[test]
fn a_grant_that_does_not_belong_to_the_use() {
	invalid(
		&Case::by_block_with(|world| world.grant = None),
		Subject::Grant,
		"grant-mismatch",
	);
	invalid(
		&Case::by_block_with(|world| world.used.grant = None),
		Subject::Grant,
		"grant-mismatch",
	);
	let grant = plain().world.grant;
	let mut world = World::new(Setup {
		under_grant: false,
		..Setup::by_block()
	});
	world.grant = grant;
	invalid(&world.finalize(), Subject::Grant, "grant-mismatch");
	// In the receipt only.
	let mut case = by_block();
	let mut leaf = case.world.leaf();
	leaf.grant = None;
	case.block_proof().leaf = Base64(leaf.encode());
	invalid(&case, Subject::State, "not-in-block");
}

#[test]
fn the_seal_of_another_key() {
	let key = SealPair::new(Algorithm::Sr25519, 2).public();
	invalid(
		&Case::by_block_with(|world| world.seal.key = key.clone()),
		Subject::SealKey,
		"seal-signature",
	);
	// In the receipt only.
	let mut case = by_block();
	let mut leaf = case.world.leaf();
	leaf.seal.key = key;
	case.block_proof().leaf = Base64(leaf.encode());
	invalid(&case, Subject::State, "not-in-block");
}

#[test]
fn a_proof_of_another_kind() {
	let (state, block) = (plain(), by_block());
	let proof = |case: &Case| serde_json::to_value(&case.receipt).unwrap()["proof"].clone();
	let (by_state, by_block) = (proof(&state), proof(&block));
	let with = |case: &Case, proof: &Value| {
		let mut json = serde_json::to_value(&case.receipt).unwrap();
		json["proof"] = proof.clone();
		with_receipt(case, &serde_json::to_vec(&json).unwrap())
	};
	assert_valid(&with(&state, &by_state));
	assert_valid(&with(&block, &by_block));
	// What the block that was finalized is not.
	assert_caught(&with(&state, &by_block), Subject::State, "ancestor-hash", Invalid);
	assert_caught(&with(&block, &by_state), Subject::State, "not-proven", Invalid);
	for other in [
		json!({ "block": by_block["block"], "state": by_state["state"] }),
		json!({ "block": by_block["block"], "state": null }),
		json!({ "block": null, "state": by_state["state"] }),
		json!({ "block": by_state["state"] }),
		json!({ "state": by_block["block"] }),
		json!({ "state": [by_state["state"]] }),
		json!({ "state": by_state["state"]["nodes"] }),
		json!({ "state": { "record": by_state["state"]["record"] } }),
		json!({ "state": { "nodes": by_state["state"]["nodes"] } }),
		json!({ "state": { "index": 3, "nodes": by_state["state"]["nodes"] } }),
		json!({ "Block": by_block["block"] }),
		json!({ "header": by_block["block"] }),
		json!({ "block": [by_block["block"]] }),
		json!({ "block": null }),
		json!({ "state": null }),
		json!({}),
		json!([]),
		json!([by_block]),
		json!("block"),
		json!("state"),
		json!(null),
		by_block["block"].clone(),
		by_state["state"].clone(),
	] {
		for case in [&state, &block] {
			assert_caught(
				&with(case, &other),
				Subject::Format,
				"malformed|misplaced-array",
				Invalid,
			);
		}
	}
	// Both, however they are written.
	let text = |case: &Case| String::from_utf8(case.receipt_json()).unwrap();
	for twice in [
		format!(
			"\"proof\":{{\"state\":{},\"block\":{}}}",
			by_state["state"], by_block["block"]
		),
		format!(
			"\"proof\":{{\"block\":{},\"state\":{}}}",
			by_block["block"], by_state["state"]
		),
		format!("\"proof\":{{\"block\":{0},\"block\":{0}}}", by_block["block"]),
		format!("\"proof\":{by_block},\"proof\":{by_block}"),
	] {
		let good = text(&block);
		let (before, rest) = good.split_once("\"proof\":").unwrap();
		let (_, after) = rest.split_once(",\"evidence\"").unwrap();
		let receipt = format!("{before}{twice},\"evidence\"{after}");
		assert_caught(
			&with_receipt(&block, receipt.as_bytes()),
			Subject::Format,
			"duplicate-name|malformed",
			Invalid,
		);
	}
}
