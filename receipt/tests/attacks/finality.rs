//! Blocks that are not final.

use crate::*;
use codec::Encode;
use eseal_receipt::checks::finality::Justification;
use sp_core::{ed25519, Pair, H256};

fn pairs_and_header(case: &Case) -> (Vec<ed25519::Pair>, Header) {
	(case.chain.authorities(), case.header.clone())
}

#[test]
fn too_few_votes() {
	for (authorities, votes) in [(3, 2), (4, 2), (16, 10), (1, 0)] {
		let mut case = Case::of(Setup {
			authorities,
			..Setup::default()
		});
		let (pairs, header) = pairs_and_header(&case);
		let votes: Vec<_> = pairs
			.into_iter()
			.take(votes)
			.map(|pair| (pair, header.clone()))
			.collect();
		case.justify(&justification(&header, 2, &votes, vec![]));
		invalid(&case, Subject::Finality, "too-few-votes");
	}
}

#[test]
fn an_authority_votes_twice() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let later = descendants(&header, 1);
	for second in [header.clone(), later[0].clone()] {
		let ancestries = if second == header { vec![] } else { later.clone() };
		let mut votes = vec![(pairs[0], header.clone()), (pairs[1], header.clone())];
		votes.push((pairs[1], second));
		case.justify(&justification(&header, 2, &votes, ancestries.clone()));
		invalid(&case, Subject::Finality, "vote-twice");
		votes.push((pairs[2], header.clone()));
		case.justify(&justification(&header, 2, &votes, ancestries));
		invalid(&case, Subject::Finality, "vote-twice");
	}
}

/// s and s + ℓ are the same scalar; only the smaller is a signature (RFC 8032, 5.1.7).
#[test]
fn a_malleated_vote() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let votes: Vec<_> = pairs.iter().map(|pair| (*pair, header.clone())).collect();
	let good = justification(&header, 2, &votes, vec![]);
	let order =
		sp_core::U256::from_str_radix("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16).unwrap();
	let malleated = |signature: [u8; 64]| {
		let mut other = signature;
		let s = sp_core::U256::from_little_endian(&signature[32..]) + order;
		other[32..].copy_from_slice(&s.to_little_endian());
		other
	};
	let mut replaced = good.clone_by_codec();
	replaced.commit.precommits[0].signature = malleated(replaced.commit.precommits[0].signature);
	case.justify(&replaced);
	invalid(&case, Subject::Finality, "vote-signature");

	// Nor does it make two votes of one.
	let mut twice = good.clone_by_codec();
	twice.commit.precommits[2] = twice.commit.precommits[0].clone();
	twice.commit.precommits[2].signature = malleated(twice.commit.precommits[2].signature);
	case.justify(&twice);
	invalid(&case, Subject::Finality, "vote-twice");
}

trait CloneByCodec {
	fn clone_by_codec(&self) -> Self;
}

impl CloneByCodec for Justification {
	fn clone_by_codec(&self) -> Self {
		codec::Decode::decode(&mut &*self.encode()).unwrap()
	}
}

#[test]
fn outsiders_vote() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let outsider: ed25519::Pair = pair("outsider", 1);
	let mut votes: Vec<_> = pairs.into_iter().map(|pair| (pair, header.clone())).collect();
	votes.push((outsider, header.clone()));
	case.justify(&justification(&header, 2, &votes, vec![]));
	invalid(&case, Subject::Finality, "vote-by-outsider");
	votes.remove(0);
	case.justify(&justification(&header, 2, &votes, vec![]));
	invalid(&case, Subject::Finality, "vote-by-outsider");

	// An outsider's signature under an authority's name.
	let mut forged = justification(&header, 2, &votes, vec![]);
	forged.commit.precommits[2].id = case.chain.authorities()[0].public().0;
	case.justify(&forged);
	invalid(&case, Subject::Finality, "vote-signature");
}

#[test]
fn another_set_or_round_signed() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let votes: Vec<_> = pairs.into_iter().map(|pair| (pair, header.clone())).collect();
	for set_id in [0, 1, 3, u64::MAX] {
		case.justify(&justification(&header, set_id, &votes, vec![]));
		invalid(&case, Subject::Finality, "vote-signature");
	}
	for round in [0, ROUND - 1, ROUND + 1, u64::MAX] {
		let mut other = justification(&header, 2, &votes, vec![]);
		other.round = round;
		case.justify(&other);
		invalid(&case, Subject::Finality, "vote-signature");
	}

	// The old set, after it handed over, and the next one before.
	let mut case = handed_over(1);
	for (set_id, signed_for) in [(2, 3), (2, 2), (4, 3), (4, 4)] {
		let header = case.header.clone();
		let votes: Vec<_> = authorities(set_id, 3)
			.into_iter()
			.map(|pair| (pair, header.clone()))
			.collect();
		case.justify(&justification(&header, signed_for, &votes, vec![]));
		invalid(&case, Subject::Finality, "vote-by-outsider");
	}
}

#[test]
fn set_id_off_by_one() {
	let mut case = plain();
	case.receipt.evidence.set_id = 1;
	open(&case, Subject::Authorities, "anchor-too-young");
	case.receipt.evidence.set_id = 3;
	open(&case, Subject::Authorities, "hand-offs-missing");
	case.receipt.evidence.set_id = u64::MAX;
	open(&case, Subject::Authorities, "hand-offs-missing");
	let mut case = handed_over(2);
	case.receipt.evidence.set_id = 3;
	// The first hand-off is then taken to lie before the anchor, and the second is not by the anchor's set.
	invalid(&case, Subject::Authorities, "hand-off-past-anchor");
	// Both are, and the second is not by the set that the first names: set 1, if it were so.
	case.receipt.evidence.set_id = 2;
	invalid(&case, Subject::Authorities, "vote-signature");
}

#[test]
fn a_target_other_than_the_header() {
	let (pairs, header) = pairs_and_header(&plain());
	let votes: Vec<_> = pairs.into_iter().map(|pair| (pair, header.clone())).collect();
	let good = justification(&header, 2, &votes, vec![]);
	let mut case = plain();
	let mut other = good.clone_by_codec();
	other.commit.target_number += 1;
	case.justify(&other);
	invalid(&case, Subject::Finality, "justification-of-another-block");
	let mut other = good.clone_by_codec();
	other.commit.target_hash = H256([1; 32]);
	case.justify(&other);
	invalid(&case, Subject::Finality, "justification-of-another-block");

	// Another header, whose justification says it is its own, with the votes for the first.
	let mut forged = header.clone();
	forged.state_root = H256([1; 32]);
	let mut other = good.clone_by_codec();
	other.commit.target_hash = hash(&forged);
	case.receipt.evidence.block = finalized(&forged, &other);
	invalid(&case, Subject::Finality, "vote-for-another-block");

	// The same, and the first as its "descendant".
	let mut child_of_forged = header.clone();
	child_of_forged.parent_hash = hash(&forged);
	other.votes_ancestries = vec![child_of_forged.clone()];
	case.receipt.evidence.block = finalized(&forged, &other);
	invalid(&case, Subject::Finality, "vote-for-another-block");
	other.votes_ancestries = vec![header];
	case.receipt.evidence.block = finalized(&forged, &other);
	invalid(&case, Subject::Finality, "vote-for-another-block");
}

/// One authority of four is in the attacker's hands; two honest ones voted for another branch.
#[test]
fn forged_descent() {
	let mut case = Case::of(Setup {
		authorities: 4,
		..Setup::default()
	});
	let (pairs, honest) = pairs_and_header(&case);
	let mut forged = honest.clone();
	forged.state_root = H256([1; 32]);
	let branch = descendants(&forged, 3);
	let honest_branch = descendants(&honest, 2);
	for honest_vote in [&honest, &honest_branch[1]] {
		for ancestries in [
			vec![],
			branch.clone(),
			vec![honest.clone()],
			[branch.clone(), honest_branch.clone()].concat(),
			[branch.clone(), vec![honest.clone()], honest_branch.clone()].concat(),
		] {
			let votes = [
				(pairs[0], branch[2].clone()),
				(pairs[1], honest_vote.clone()),
				(pairs[2], honest_vote.clone()),
			];
			case.receipt.evidence.block = finalized(&forged, &justification(&forged, 2, &votes, ancestries));
			invalid(&case, Subject::Finality, "vote-for-another-block");
		}
	}
}

#[test]
fn votes_for_blocks_before() {
	let mut case = plain();
	let pairs = case.chain.authorities();
	let parent = header(PROVEN_IN - 1, H256([1; 32]), vec![]);
	let block = child(hash(&parent), PROVEN_IN, case.state.root, vec![]);
	for ancestries in [
		vec![],
		vec![parent.clone()],
		vec![block.clone()],
		vec![block.clone(), parent.clone()],
	] {
		let votes = [
			(pairs[0], block.clone()),
			(pairs[1], block.clone()),
			(pairs[2], parent.clone()),
		];
		case.receipt.evidence.block = finalized(&block, &justification(&block, 2, &votes, ancestries));
		invalid(&case, Subject::Finality, "vote-for-another-block");
	}
}

#[test]
fn headers_that_are_not_needed() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let later = descendants(&header, 3);
	let votes = [
		(pairs[0], header.clone()),
		(pairs[1], later[1].clone()),
		(pairs[2], later[0].clone()),
	];
	let needed = later[..2].to_vec();
	case.justify(&justification(&header, 2, &votes, needed.clone()));
	assert_valid(&case.verify());
	let fork = child(hash(&header), header.number + 1, H256([1; 32]), vec![]);
	for more in [later[2].clone(), header.clone(), fork, later[0].clone()] {
		case.justify(&justification(
			&header,
			2,
			&votes,
			[needed.clone(), vec![more]].concat(),
		));
		invalid(&case, Subject::Finality, "vote-header-twice|vote-header-unneeded");
	}
	for missing in 0..2 {
		let mut less = needed.clone();
		less.remove(missing);
		case.justify(&justification(&header, 2, &votes, less));
		invalid(&case, Subject::Finality, "vote-for-another-block");
	}
}

#[test]
fn a_voted_block_with_another_number() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let later = descendants(&header, 2);
	for (target, number, ancestries) in [
		(&header, header.number + 1, vec![]),
		(&header, 0, vec![]),
		(&later[1], header.number, later.clone()),
		(&later[1], u32::MAX, later.clone()),
	] {
		let votes: Vec<_> = pairs.iter().take(2).map(|pair| (*pair, header.clone())).collect();
		let mut forged = justification(&header, 2, &votes, ancestries);
		forged
			.commit
			.precommits
			.push(vote(&pairs[2], 2, ROUND, (hash(target), number)));
		case.justify(&forged);
		invalid(&case, Subject::Finality, "vote-number");
	}
}

/// Numbers at the end of their range, and branches whose numbers make no sense, signed by all: no panic.
#[test]
fn numbers_that_make_no_sense() {
	let case = plain();
	let pairs = case.chain.authorities();
	for number in [0, 1, u32::MAX - 1, u32::MAX] {
		for later_number in [0, number, number.wrapping_add(1), u32::MAX] {
			let block = header(number, case.state.root, vec![]);
			let first = child(hash(&block), later_number, H256([1; 32]), vec![]);
			let second = child(hash(&first), number, H256([1; 32]), vec![]);
			let votes = [
				(pairs[0], block.clone()),
				(pairs[1], first.clone()),
				(pairs[2], second.clone()),
			];
			let mut receipt = case.receipt.clone();
			receipt.evidence.block = finalized(&block, &justification(&block, 2, &votes, vec![first, second]));
			let _ = with_receipt(&case, &serde_json::to_vec(&receipt).unwrap());
		}
	}
}

#[test]
fn too_many_votes_or_headers() {
	let mut case = plain();
	let (pairs, header) = pairs_and_header(&case);
	let votes: Vec<_> = (0..1_025).map(|_| (pairs[0], header.clone())).collect();
	case.justify(&justification(&header, 2, &votes, vec![]));
	invalid(&case, Subject::Finality, "justification-too-long");
	let later = descendants(&header, 1_025);
	let votes: Vec<_> = pairs.iter().map(|pair| (*pair, later[1_024].clone())).collect();
	case.justify(&justification(&header, 2, &votes, later));
	invalid(&case, Subject::Finality, "justification-too-long");
}

#[test]
fn votes_weigh() {
	let mut case = plain();
	for (authority, weight) in case.anchor.authorities.iter_mut().zip([1, 1, 5]) {
		authority.weight = weight;
	}
	let (pairs, header) = pairs_and_header(&case);
	let vote = |index: usize| (pairs[index], header.clone());
	case.justify(&justification(&header, 2, &[vote(2)], vec![]));
	assert_valid(&case.verify());
	case.justify(&justification(&header, 2, &[vote(0), vote(1)], vec![]));
	invalid(&case, Subject::Finality, "too-few-votes");
}
