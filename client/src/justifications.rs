//! The justifications of final blocks: heard as blocks become final, or asked for later.

use crate::{
	connection::{decode, unhex, Client},
	error::NodeError,
	evidence::EvidenceError,
	BlockNumber, Header,
};
use codec::{Decode, Encode};
use eseal_receipt::checks::finality::{Justification, GRANDPA_ENGINE_ID};
use sp_core::H256;
use std::{
	collections::{BTreeMap, BTreeSet},
	time::Duration,
};
use subxt::rpcs::{client::RpcSubscription, rpc_params};

/// How many justifications are kept of those that were heard.
const KEPT: usize = 256;

/// How long the next justification is waited for where the node has another: some rounds of votes.
const PATIENCE: Duration = Duration::from_secs(10);

/// The justifications of blocks, as they become final. Nodes keep few of them, so whoever needs one listens before.
pub struct Justifications {
	client: Client,
	told: RpcSubscription<String>,
	/// Those that were heard, by the block's number: several uses may need the same.
	heard: BTreeMap<u64, Justified>,
}

/// A justification: what it is for, and all of it.
#[derive(Debug, Clone)]
pub struct Justified {
	/// The block's hash.
	pub hash: H256,
	/// The block's number.
	pub number: BlockNumber,
	/// SCALE of the whole.
	pub bytes: Vec<u8>,
}

/// What `grandpa_proveFinality` answers.
#[derive(Decode)]
struct FinalityProof {
	_block: H256,
	justification: Vec<u8>,
	_unknown_headers: Vec<Header>,
}

impl Justified {
	fn read(bytes: &[u8]) -> Result<Self, NodeError> {
		let justification: Justification = decode(bytes, "a justification")?;
		let justification = with_a_vote_each(justification);
		Ok(Self {
			hash: justification.commit.target_hash,
			number: justification.commit.target_number,
			bytes: justification.encode(),
		})
	}
}

/// Keeps one vote of each authority, and the headers that these votes need. GRANDPA takes both votes of an authority that
/// voted twice in a round; receipts have none of it.
fn with_a_vote_each(mut justification: Justification) -> Justification {
	let Justification {
		commit,
		votes_ancestries: headers,
		..
	} = &mut justification;
	let hash_of = Header::hash;
	let parents: BTreeMap<H256, H256> = headers.iter().map(|h| (hash_of(h), h.parent_hash)).collect();
	let (mut voted, mut needed) = (BTreeSet::new(), BTreeSet::new());
	commit.precommits.retain(|vote| {
		let mut way = Vec::new();
		let mut block = vote.precommit.target_hash;
		while block != commit.target_hash {
			way.push(block);
			match parents.get(&block) {
				Some(parent) => block = *parent,
				// For another block than this: the vote of one who voted twice.
				None => return false,
			}
		}
		let first = voted.insert(vote.id);
		if first {
			needed.extend(way);
		}
		first
	});
	headers.retain(|header| needed.contains(&hash_of(header)));
	justification
}

impl Justifications {
	/// The first justification of this block or a later one that was heard, or else that will be.
	async fn first_from(&mut self, number: u64) -> Result<Justified, NodeError> {
		loop {
			if let Some((_, justified)) = self.heard.range(number..).next() {
				return Ok(justified.clone());
			}
			let text = self
				.told
				.next()
				.await
				.ok_or_else(|| NodeError::Disconnected("the node stopped reporting what is final".into()))?
				.map_err(|error| self.client.error(error))?;
			let justified = Justified::read(&unhex(&text)?)?;
			self.heard.insert(justified.number.into(), justified);
			if self.heard.len() > KEPT {
				self.heard.pop_first();
			}
		}
	}
}

impl Client {
	/// Listens to justifications from now on.
	pub async fn justifications(&self) -> Result<Justifications, NodeError> {
		let told = self
			.subscribe(
				"grandpa_subscribeJustifications",
				rpc_params![],
				"grandpa_unsubscribeJustifications",
			)
			.await?;
		Ok(Justifications {
			client: self.clone(),
			told,
			heard: BTreeMap::new(),
		})
	}

	/// The justification of a final block, this or a later one: the last that the node keeps, or else the next that it
	/// tells.
	pub async fn justified(
		&self,
		listening: &mut Justifications,
		number: u64,
		timeout: Duration,
	) -> Result<Justified, EvidenceError> {
		let last = self.finalized().await?.number();
		if last >= number {
			if let Ok(justified) = self.prove_finality(last).await {
				return Ok(justified);
			}
		}
		match tokio::time::timeout(timeout, listening.first_from(number)).await {
			Ok(justified) => Ok(justified?),
			Err(_) => Err(EvidenceError::AwaitingFinality(number)),
		}
	}

	/// The same for a block that became final while this program listened: the first justification that it heard, so that
	/// few blocks lie between.
	pub async fn justified_first(
		&self,
		listening: &mut Justifications,
		number: u64,
		timeout: Duration,
	) -> Result<Justified, EvidenceError> {
		match tokio::time::timeout(timeout.min(PATIENCE), listening.first_from(number)).await {
			Ok(Ok(justified)) => Ok(justified),
			_ => self.justified(listening, number, timeout).await,
		}
	}

	/// The justification that the node keeps for a block, this or a later one of the same authority set.
	pub async fn prove_finality(&self, number: u64) -> Result<Justified, EvidenceError> {
		let text: Option<String> = self.request("grandpa_proveFinality", rpc_params![number]).await?;
		let text = text.ok_or(EvidenceError::NoJustification(number))?;
		let proof: FinalityProof = decode(&unhex(&text)?, "grandpa_proveFinality")?;
		let justified = Justified::read(&proof.justification)?;
		match u64::from(justified.number) {
			found if found < number => Err(EvidenceError::EarlierJustification { block: number, found }),
			_ => Ok(justified),
		}
	}

	/// The justification that the node keeps of a final block, this or one that is at most so many blocks later: the last of
	/// its authority set, or else the nearest. Nodes store one of every 32 blocks, and that of the last block of each set.
	pub async fn justified_near(&self, number: u64, near: u64) -> Result<Justified, EvidenceError> {
		let last = self.finalized().await?.number();
		if last < number {
			return Err(EvidenceError::AwaitingFinality(number));
		}
		let until = last.min(number.saturating_add(near));
		match self.prove_finality(number).await {
			Ok(justified) if u64::from(justified.number) <= until => return Ok(justified),
			Err(EvidenceError::Read(error)) if error.is_connection() => return Err(error.into()),
			_ => {}
		}
		for block in number..=until {
			if let Some(justified) = self.stored_justification(block).await? {
				return Ok(justified);
			}
		}
		Err(EvidenceError::NoJustification(number))
	}

	/// The justification of this block that the node stored with it, if it did.
	async fn stored_justification(&self, number: u64) -> Result<Option<Justified>, EvidenceError> {
		let hash = self.hash_of(number).await?;
		let block = self.answer(self.methods().chain_get_block(Some(hash.0.into()))).await?;
		let stored = block.and_then(|block| block.justifications).unwrap_or_default();
		let Some((_, bytes)) = stored.into_iter().find(|(engine, _)| *engine == GRANDPA_ENGINE_ID) else {
			return Ok(None);
		};
		let justified = Justified::read(&bytes)?;
		match justified.hash == hash {
			true => Ok(Some(justified)),
			false => Err(NodeError::unreadable("chain_getBlock", "a justification of another block").into()),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::DecodeAll;
	use eseal_receipt::{
		checks::finality::AuthoritySet,
		format::{Anchor, Authority, Base64, Finalized, ANCHOR_TYPE},
		Reason,
	};
	use sp_core::{ed25519, Pair};

	const ROUND: u64 = 7;

	fn authority(number: u8) -> ed25519::Pair {
		ed25519::Pair::from_seed(&[number; 32])
	}

	/// A block after another one; `salt` tells forks apart.
	fn after(parent: &Header, salt: u8) -> Header {
		Header {
			parent_hash: hash_of(parent),
			number: parent.number + 1,
			state_root: H256::zero(),
			extrinsics_root: [salt; 32].into(),
			digest: Vec::new(),
		}
	}

	fn hash_of(header: &Header) -> H256 {
		header.hash()
	}

	/// A justification of `target`, as a node encodes it.
	fn justification(target: &Header, votes: &[(u8, &Header)], ancestries: &[&Header]) -> Vec<u8> {
		let votes: Vec<_> = votes
			.iter()
			.map(|(number, block)| {
				let vote = (hash_of(block), block.number);
				// A precommit is the second of the messages.
				let message = (1u8, vote, ROUND, 0u64).encode();
				let pair = authority(*number);
				(vote, pair.sign(&message).0, pair.public().0)
			})
			.collect();
		(ROUND, hash_of(target), target.number, votes, ancestries).encode()
	}

	/// Reads a justification, and lets receipts' verifier judge what became of it.
	fn check(target: &Header, bytes: &[u8]) -> (Justification, Result<(), Reason>) {
		let read = Justified::read(bytes).unwrap();
		assert_eq!((read.hash, read.number), (hash_of(target), target.number));
		let anchor = Anchor {
			media_type: ANCHOR_TYPE.into(),
			genesis: H256::zero(),
			set_id: 0,
			authorities: (1..=4)
				.map(|number| Authority {
					key: authority(number).public().0.into(),
					weight: 1,
				})
				.collect(),
		};
		let block = Finalized {
			header: Base64(target.encode()),
			justification: Base64(read.bytes.clone()),
		};
		let checked = AuthoritySet::of(&anchor).unwrap().check(&block).map(|_| ());
		(Justification::decode_all(&mut &*read.bytes).unwrap(), checked)
	}

	/// A block with two that follow it, and a fork beside those.
	fn blocks() -> [Header; 5] {
		let genesis = Header {
			parent_hash: H256::zero(),
			number: 0,
			state_root: H256::zero(),
			extrinsics_root: H256::zero(),
			digest: Vec::new(),
		};
		let target = after(&genesis, 1);
		let child = after(&target, 1);
		let grandchild = after(&child, 1);
		let fork = after(&genesis, 2);
		[genesis, target, child, grandchild, fork]
	}

	#[test]
	fn a_justification_in_order_stays_as_it_is() {
		let [_, target, child, grandchild, _] = blocks();
		let bytes = justification(
			&target,
			&[(1, &target), (2, &child), (3, &grandchild)],
			&[&grandchild, &child],
		);
		assert_eq!(Justified::read(&bytes).unwrap().bytes, bytes);
		assert_eq!(check(&target, &bytes).1, Ok(()));
	}

	#[test]
	fn of_two_votes_of_an_authority_one_for_the_block_is_kept() {
		let [_, target, child, _, fork] = blocks();
		for twice in [[&fork, &child], [&child, &fork], [&target, &child], [&child, &child]] {
			let votes = [(1, &target), (2, &target), (3, twice[0]), (3, twice[1])];
			let bytes = justification(&target, &votes, &[&child, &fork]);
			let (read, checked) = check(&target, &bytes);
			assert_eq!(checked, Ok(()));
			assert_eq!(read.commit.precommits.len(), 3);
		}
	}

	#[test]
	fn headers_that_only_a_dropped_vote_needed_are_dropped() {
		let [_, target, child, grandchild, fork] = blocks();
		let votes = [
			(1, &target),
			(2, &target),
			(3, &child),
			(3, &grandchild),
			(4, &fork),
			(4, &child),
		];
		let (read, checked) = check(&target, &justification(&target, &votes, &[&child, &grandchild, &fork]));
		assert_eq!(checked, Ok(()));
		assert_eq!(read.votes_ancestries, [child]);
	}

	#[test]
	fn two_votes_for_other_blocks_count_for_nothing() {
		let [genesis, target, _, _, fork] = blocks();
		let votes = [(1, &target), (2, &target), (3, &fork), (3, &genesis)];
		let (read, checked) = check(&target, &justification(&target, &votes, &[&target, &fork]));
		assert_eq!(read.commit.precommits.len(), 2);
		assert_eq!(checked.unwrap_err().code(), "too-few-votes");
	}
}
