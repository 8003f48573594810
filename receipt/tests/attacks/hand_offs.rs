//! Authority sets that do not follow from the anchor, and anchors of no use.

use crate::*;
use codec::Encode;
use eseal_receipt::format::{Authority, Base64, Finalized};
use sp_core::{ed25519, Pair, H256};

#[test]
fn hand_offs_missing() {
	for missing in 0..3 {
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs.remove(missing);
		open(&case, Subject::Authorities, "hand-offs-missing");
	}
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs.clear();
	open(&case, Subject::Authorities, "hand-offs-missing");
}

#[test]
fn hand_offs_swapped_or_repeated() {
	for (one, other) in [(0, 1), (1, 2), (0, 2)] {
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs.swap(one, other);
		invalid(&case, Subject::Authorities, "vote-by-outsider");
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs[one] = case.receipt.evidence.hand_offs[other].clone();
		invalid(&case, Subject::Authorities, "vote-by-outsider");
	}
}

/// What stands before the anchor proves nothing, and must be in order all the same; a hand-off too many after it is taken
/// for one of those.
#[test]
fn hand_offs_too_many() {
	let mut case = handed_over(2);
	let first = case.receipt.evidence.hand_offs[0].clone();
	case.receipt.evidence.hand_offs.insert(0, first);
	invalid(&case, Subject::Authorities, "hand-off-past-anchor");
	// More than there are authority sets before.
	for set_id in 0..3 {
		let mut case = plain();
		case.anchor.set_id = 0;
		case.receipt.evidence.set_id = set_id;
		let hand_offs = handed_over(3).receipt.evidence.hand_offs;
		case.receipt.evidence.hand_offs = [hand_offs.clone(), hand_offs].concat()[..=set_id as usize].to_vec();
		invalid(&case, Subject::Authorities, "surplus-hand-offs");
	}
	let mut case = handed_over(2);
	let last = case.receipt.evidence.hand_offs[1].clone();
	case.receipt.evidence.hand_offs.push(last);
	invalid(&case, Subject::Authorities, "hand-off-past-anchor");
}

#[test]
fn hand_offs_forged() {
	let outsiders: Vec<ed25519::Pair> = (0..3).map(|number| pair("outsider", number)).collect();
	let forged = hand_off_with(scheduled_change(&outsiders, 0));
	let votes = |pairs: &[ed25519::Pair]| pairs.iter().map(|pair| (*pair, forged.clone())).collect::<Vec<_>>();
	for signers in [&outsiders[..], &authorities(2, 2), &authorities(3, 3)] {
		let mut case = handed_over(1);
		case.receipt.evidence.hand_offs[0] = finalized(&forged, &justification(&forged, 2, &votes(signers), vec![]));
		invalid(&case, Subject::Authorities, "too-few-votes|vote-by-outsider");
	}
	// A hand-off to others than those who finalized.
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&forged);
	invalid(&case, Subject::Finality, "vote-by-outsider");
}

#[test]
fn hand_offs_that_are_none() {
	let next = authorities(3, 3);
	let scheduled = |delay| match scheduled_change(&next, delay) {
		DigestItem::Consensus(_, log) => log,
		_ => vec![],
	};
	let keys: Vec<([u8; 32], u64)> = next.iter().map(|pair| (pair.public().0, 1)).collect();
	let good = scheduled_change(&next, 0);
	let frnk = |log| DigestItem::Consensus(*b"FRNK", log);
	let forced = frnk((2u8, 900u32, keys.clone(), 0u32).encode());
	let with = |keys: &[([u8; 32], u64)]| frnk((1u8, keys, 0u32).encode());
	for (logs, code) in [
		(vec![], "no-next-set"),
		(vec![scheduled_change(&next, 1)], "not-handed-over-at-once"),
		(vec![forced.clone()], "not-handed-over-at-once"),
		(vec![forced.clone(), good.clone()], "ambiguous-authorities"),
		(vec![good.clone(), forced], "ambiguous-authorities"),
		(vec![good.clone(), good.clone()], "ambiguous-authorities"),
		(vec![DigestItem::Consensus(*b"BEEF", scheduled(0))], "no-next-set"),
		(vec![DigestItem::PreRuntime(*b"FRNK", scheduled(0))], "no-next-set"),
		(vec![DigestItem::Seal(*b"FRNK", scheduled(0))], "no-next-set"),
		(vec![DigestItem::Other(scheduled(0))], "no-next-set"),
		(vec![frnk([scheduled(0), vec![0]].concat())], "not-handed-over-at-once"),
		(vec![frnk(vec![])], "not-handed-over-at-once"),
		(vec![frnk((3u8, 0u64).encode())], "not-handed-over-at-once"),
		(vec![frnk((4u8, 0u32).encode())], "not-handed-over-at-once"),
		(vec![with(&[])], "next-authorities"),
		(vec![with(&[keys[0], keys[1], keys[2], keys[0]])], "next-authorities"),
		(
			vec![with(&[keys[0], keys[1], keys[2], ([9; 32], 0)])],
			"next-authorities",
		),
		(
			vec![with(&[(keys[0].0, u64::MAX), keys[1], keys[2]])],
			"next-authorities",
		),
		(
			vec![with(
				&(0..257u64).map(|n| (H256::from_low_u64_be(n).0, 1)).collect::<Vec<_>>(),
			)],
			"next-authorities",
		),
	] {
		let mut case = handed_over(1);
		let header = header(1_000, H256([6; 32]), logs.clone());
		case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&header);
		assert_caught(&case.verify(), Subject::Authorities, code, Invalid);
	}
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&hand_off_with(good));
	assert_valid(&case.verify());
}

#[test]
fn hand_offs_out_of_order() {
	let mut case = handed_over(2);
	let mut chain = Chain::new(3, 0);
	for (number, hand_off) in [2_000, 2_000].into_iter().zip(&mut case.receipt.evidence.hand_offs) {
		*hand_off = chain.finalize(&chain.hand_off_header(number));
		chain.set_id += 1;
	}
	invalid(&case, Subject::Authorities, "hand-off-out-of-order");
}

/// Verified from an anchor that is younger than the first hand-offs: these are read, though the anchor does not need them.
#[test]
fn hand_offs_before_the_anchor() {
	let from = |set_id: u64, change: &dyn Fn(&mut Vec<Finalized>)| {
		let mut case = handed_over(3);
		case.anchor = Chain::new(3, (set_id - 2) as usize).anchor_now(case.anchor.genesis);
		change(&mut case.receipt.evidence.hand_offs);
		case
	};
	for set_id in 3..=5 {
		assert_valid(&from(set_id, &|_| ()).verify());
		// None of them is needed.
		assert_valid(&from(set_id, &|hand_offs| drop(hand_offs.drain(..set_id as usize - 2))).verify());
	}
	let junk = |hand_offs: &mut Vec<Finalized>| hand_offs[0].header = Base64(vec![1, 2, 3]);
	invalid(&from(4, &junk), Subject::Authorities, "header-malformed");
	let junk = |hand_offs: &mut Vec<Finalized>| hand_offs[0].justification = Base64(vec![1, 2, 3]);
	invalid(&from(4, &junk), Subject::Authorities, "justification-malformed");
	// The first is of an authority set that nobody here knows; the second was named by the first.
	let unsigned = |hand_offs: &mut Vec<Finalized>| hand_offs[1].justification.0[70] ^= 1;
	invalid(&from(4, &unsigned), Subject::Authorities, "vote-signature");
	let of_another = |hand_offs: &mut Vec<Finalized>| hand_offs[0].justification = hand_offs[1].justification.clone();
	invalid(
		&from(3, &of_another),
		Subject::Authorities,
		"justification-of-another-block",
	);
	let swapped = |hand_offs: &mut Vec<Finalized>| hand_offs.swap(0, 1);
	invalid(&from(5, &swapped), Subject::Authorities, "vote-by-outsider");
	// Forged by the authorities of long ago, who may have lost their keys: they name others than the anchor has.
	let outsiders: Vec<ed25519::Pair> = (0..3).map(|number| pair("outsider", number)).collect();
	let past = |hand_offs: &mut Vec<Finalized>| {
		let header = header(1_000, H256([6; 32]), vec![scheduled_change(&outsiders, 0)]);
		hand_offs[0] = Chain::new(3, 0).finalize(&header);
	};
	invalid(&from(3, &past), Subject::Authorities, "hand-off-past-anchor");
	let no_change = |hand_offs: &mut Vec<Finalized>| {
		hand_offs[0] = Chain::new(3, 0).finalize(&header(1_000, H256([6; 32]), vec![]));
	};
	invalid(&from(3, &no_change), Subject::Authorities, "no-next-set");
}

/// The finalized block lies after the last hand-off.
#[test]
fn a_final_block_before_the_last_hand_off() {
	for number in [0, 1_999, 2_000] {
		let mut case = handed_over(2);
		let block = header(number, case.state.root, vec![]);
		case.receipt.evidence.block = case.chain.finalize(&block);
		invalid(&case, Subject::Finality, "final-block-out-of-order");
	}
	let mut case = handed_over(2);
	let block = header(PROVEN_IN, case.state.root, vec![]);
	case.receipt.evidence.block = case.chain.finalize(&block);
	assert_valid(&case.verify());
	// From an anchor after that hand-off too.
	let mut case = handed_over(2);
	case.anchor = Chain::new(3, 2).anchor_now(case.anchor.genesis);
	case.receipt.evidence.block = case.chain.finalize(&header(2_000, case.state.root, vec![]));
	invalid(&case, Subject::Finality, "final-block-out-of-order");
}

/// A finalized block may itself hand over, and says so once.
#[test]
fn a_final_block_that_hands_over() {
	let next = scheduled_change(&authorities(3, 3), 0);
	let pause = DigestItem::Consensus(*b"FRNK", (4u8, 0u32).encode());
	let mut case = plain();
	let block = |case: &mut Case, items| {
		let block = header(PROVEN_IN, case.state.root, items);
		case.receipt.evidence.block = case.chain.finalize(&block);
	};
	block(&mut case, vec![next.clone()]);
	assert_valid(&case.verify());
	for items in [
		vec![next.clone(), next.clone()],
		vec![next.clone(), pause.clone()],
		vec![pause, next],
	] {
		block(&mut case, items);
		invalid(&case, Subject::Finality, "ambiguous-authorities");
	}
}

#[test]
fn anchors_of_no_use() {
	let good = plain().anchor.authorities;
	let weighted = |weight| good.iter().map(|one| Authority { weight, ..*one }).collect::<Vec<_>>();
	let many: Vec<_> = (0..257)
		.map(|n| Authority {
			key: H256::from_low_u64_be(n),
			weight: 1,
		})
		.collect();
	for authorities in [
		vec![],
		weighted(0),
		weighted(u64::MAX),
		[good.clone(), vec![good[0]]].concat(),
		[
			good.clone(),
			vec![Authority {
				key: H256([1; 32]),
				weight: 0,
			}],
		]
		.concat(),
		many,
	] {
		let mut case = plain();
		case.anchor.authorities = authorities;
		open(&case, Subject::Authorities, "anchor-authorities");
	}
	let mut case = plain();
	case.anchor.set_id = 3;
	open(&case, Subject::Authorities, "anchor-too-young");
	let case = plain();
	for anchor in [&b""[..], b"{}", b"[]", &case.receipt_json()] {
		assert_caught(
			&with_anchor(&case, anchor),
			Subject::Format,
			"malformed|misplaced-array|unknown-type",
			Indeterminate,
		);
	}
}

#[test]
fn another_networks_anchor() {
	let mut case = plain();
	case.anchor.authorities = authorities(3, 3)
		.iter()
		.map(|pair| Authority {
			key: H256(pair.public().0),
			weight: 1,
		})
		.collect();
	invalid(&case, Subject::Finality, "vote-by-outsider");
}
