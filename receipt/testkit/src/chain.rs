//! The authorities, from the anchor's on: headers, votes, justifications and hand-offs.

use crate::pair;
use codec::Encode;
use eseal_receipt::{
	checks::finality::Justification,
	format::{Anchor, Authority, Base64, Finalized, ANCHOR_TYPE},
	BlockNumber, DigestItem, Header,
};
use finality_grandpa::{Commit, Message, Precommit, SignedPrecommit};
use sp_core::{ed25519, Pair, H256};
use sp_crypto_hashing as hashing;

/// The authorities of a set. Sets have no authority in common.
pub fn authorities(set_id: u64, count: usize) -> Vec<ed25519::Pair> {
	(0..count as u64)
		.map(|number| pair("authority", set_id.wrapping_mul(1_000).wrapping_add(number)))
		.collect()
}

/// The authorities, from the anchor's on.
pub struct Chain {
	/// How many authorities each set has.
	pub count: usize,
	/// The set that finalizes now.
	pub set_id: u64,
	/// The anchor's set.
	pub first_set: u64,
	/// The hand-offs.
	pub hand_offs: Vec<Finalized>,
}

impl Chain {
	/// A chain with hand-offs since the anchor.
	pub fn new(count: usize, hand_offs: usize) -> Self {
		let first_set = 2;
		let mut chain = Self {
			count,
			set_id: first_set,
			first_set,
			hand_offs: Vec::new(),
		};
		for step in 0..hand_offs as u64 {
			let header = chain.hand_off_header(1_000 * (step as u32 + 1));
			let finalized = chain.finalize(&header);
			chain.hand_offs.push(finalized);
			chain.set_id += 1;
		}
		chain
	}

	/// The authorities that finalize now.
	pub fn authorities(&self) -> Vec<ed25519::Pair> {
		authorities(self.set_id, self.count)
	}

	/// A header that hands over to the next set.
	pub fn hand_off_header(&self, number: BlockNumber) -> Header {
		let next = authorities(self.set_id + 1, self.count);
		header(number, H256([6; 32]), vec![scheduled_change(&next, 0)])
	}

	/// A block, finalized by all authorities.
	pub fn finalize(&self, header: &Header) -> Finalized {
		let votes = self
			.authorities()
			.into_iter()
			.map(|pair| (pair, header.clone()))
			.collect::<Vec<_>>();
		finalized(header, &justification(header, self.set_id, &votes, vec![]))
	}

	/// The anchor, from before the hand-offs.
	pub fn anchor(&self, genesis: H256) -> Anchor {
		self.anchor_of(self.first_set, genesis)
	}

	/// The anchor that begins with the set that finalizes now.
	pub fn anchor_now(&self, genesis: H256) -> Anchor {
		self.anchor_of(self.set_id, genesis)
	}

	fn anchor_of(&self, set_id: u64, genesis: H256) -> Anchor {
		Anchor {
			media_type: ANCHOR_TYPE.into(),
			genesis,
			set_id,
			authorities: authorities(set_id, self.count)
				.iter()
				.map(|pair| Authority {
					key: H256(pair.public().0),
					weight: 1,
				})
				.collect(),
		}
	}
}

/// The digest item that schedules a change of authorities.
pub fn scheduled_change(next: &[ed25519::Pair], delay: BlockNumber) -> DigestItem {
	let next: Vec<([u8; 32], u64)> = next.iter().map(|pair| (pair.public().0, 1)).collect();
	DigestItem::Consensus(*b"FRNK", (1u8, next, delay).encode())
}

/// A header as Aura makes it.
pub fn header(number: BlockNumber, state_root: H256, logs: Vec<DigestItem>) -> Header {
	child(H256(hashing::blake2_256(&number.encode())), number, state_root, logs)
}

/// A header under a parent.
pub fn child(parent_hash: H256, number: BlockNumber, state_root: H256, logs: Vec<DigestItem>) -> Header {
	let mut all = vec![DigestItem::PreRuntime(*b"aura", 900_000_000u64.encode())];
	all.extend(logs);
	all.push(DigestItem::Seal(*b"aura", vec![7; 64]));
	Header {
		parent_hash,
		number,
		state_root,
		extrinsics_root: H256([9; 32]),
		digest: all,
	}
}

/// The hash of a header.
pub fn hash(header: &Header) -> H256 {
	header.hash()
}

/// A chain of headers that descends from a block.
pub fn descendants(block: &Header, count: u32) -> Vec<Header> {
	let mut headers: Vec<Header> = Vec::new();
	for step in 0..count {
		let parent = headers.last().unwrap_or(block);
		headers.push(child(
			hash(parent),
			block.number.wrapping_add(step).wrapping_add(1),
			H256([8; 32]),
			vec![],
		));
	}
	headers
}

/// A vote.
pub fn vote(
	pair: &ed25519::Pair,
	set_id: u64,
	round: u64,
	target: (H256, BlockNumber),
) -> SignedPrecommit<H256, BlockNumber, [u8; 64], [u8; 32]> {
	let precommit = Precommit {
		target_hash: target.0,
		target_number: target.1,
	};
	let message = (Message::Precommit(precommit.clone()), round, set_id).encode();
	SignedPrecommit {
		precommit,
		signature: pair.sign(&message).0,
		id: pair.public().0,
	}
}

/// The round of the justifications.
pub const ROUND: u64 = 17;

/// A justification of `header` by votes.
pub fn justification(
	header: &Header,
	set_id: u64,
	votes: &[(ed25519::Pair, Header)],
	votes_ancestries: Vec<Header>,
) -> Justification {
	Justification {
		round: ROUND,
		commit: Commit {
			target_hash: hash(header),
			target_number: header.number,
			precommits: votes
				.iter()
				.map(|(pair, voted)| vote(pair, set_id, ROUND, (hash(voted), voted.number)))
				.collect(),
		},
		votes_ancestries,
	}
}

/// A block with its justification.
pub fn finalized(header: &Header, justification: &Justification) -> Finalized {
	Finalized {
		header: Base64(header.encode()),
		justification: Base64(justification.encode()),
	}
}
