//! Authority sets that do not follow from the anchor, and anchors of no use.

use crate::{network::*, *};
use codec::Encode;
use eseal_receipt::format::Authority;
use sp_core::{ed25519, Pair, H256};
use sp_runtime::DigestItem;

#[test]
fn hand_offs_missing() {
	for missing in 0..3 {
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs.remove(missing);
		open(&case, Subject::Authorities);
	}
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs.clear();
	open(&case, Subject::Authorities);
}

#[test]
fn hand_offs_swapped_or_repeated() {
	for (one, other) in [(0, 1), (1, 2), (0, 2)] {
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs.swap(one, other);
		invalid(&case, Subject::Authorities);
		let mut case = handed_over(3);
		case.receipt.evidence.hand_offs[one] = case.receipt.evidence.hand_offs[other].clone();
		invalid(&case, Subject::Authorities);
	}
}

/// What stands before the anchor is passed over; a hand-off too many after it is taken for one of those.
#[test]
fn hand_offs_too_many() {
	let mut case = handed_over(2);
	let first = case.receipt.evidence.hand_offs[0].clone();
	case.receipt.evidence.hand_offs.insert(0, first);
	assert_valid(&case.verify());
	let mut case = handed_over(2);
	let last = case.receipt.evidence.hand_offs[1].clone();
	case.receipt.evidence.hand_offs.push(last);
	invalid(&case, Subject::Authorities);
}

#[test]
fn hand_offs_forged() {
	let outsiders: Vec<ed25519::Pair> = (0..3).map(|number| pair("outsider", number)).collect();
	let forged = hand_off_with(scheduled_change(&outsiders, 0));
	let votes = |pairs: &[ed25519::Pair]| pairs.iter().map(|pair| (*pair, forged.clone())).collect::<Vec<_>>();
	for signers in [&outsiders[..], &authorities(2, 2), &authorities(3, 3)] {
		let mut case = handed_over(1);
		case.receipt.evidence.hand_offs[0] = finalized(&forged, &justification(&forged, 2, &votes(signers), vec![]));
		invalid(&case, Subject::Authorities);
	}
	// A hand-off to others than those who finalized.
	let mut case = handed_over(1);
	case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&forged);
	invalid(&case, Subject::Finality);
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
	for logs in [
		vec![],
		vec![scheduled_change(&next, 1)],
		vec![forced.clone()],
		vec![forced.clone(), good.clone()],
		vec![good.clone(), forced],
		vec![good.clone(), good.clone()],
		vec![DigestItem::Consensus(*b"BEEF", scheduled(0))],
		vec![DigestItem::PreRuntime(*b"FRNK", scheduled(0))],
		vec![DigestItem::Seal(*b"FRNK", scheduled(0))],
		vec![DigestItem::Other(scheduled(0))],
		vec![frnk([scheduled(0), vec![0]].concat())],
		vec![frnk(vec![])],
		vec![frnk((3u8, 0u64).encode())],
		vec![frnk((4u8, 0u32).encode())],
		vec![with(&[])],
		vec![with(&[keys[0], keys[1], keys[2], keys[0]])],
		vec![with(&[keys[0], keys[1], keys[2], ([9; 32], 0)])],
		vec![with(&[(keys[0].0, u64::MAX), keys[1], keys[2]])],
		vec![with(
			&(0..257u64).map(|n| (H256::from_low_u64_be(n).0, 1)).collect::<Vec<_>>(),
		)],
	] {
		let mut case = handed_over(1);
		let header = header(1_000, H256([6; 32]), logs.clone());
		case.receipt.evidence.hand_offs[0] = Chain::new(3, 0).finalize(&header);
		assert_caught(&case.verify(), Subject::Authorities, Invalid);
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
	invalid(&case, Subject::Authorities);
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
		open(&case, Subject::Authorities);
	}
	let mut case = plain();
	case.anchor.set_id = 3;
	open(&case, Subject::Authorities);
	let case = plain();
	for anchor in [&b""[..], b"{}", b"[]", &case.receipt_json()] {
		assert_caught(
			&verify(&case.document, &case.receipt_json(), anchor),
			Subject::Format,
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
	invalid(&case, Subject::Finality);
}
