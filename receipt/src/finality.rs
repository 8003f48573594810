//! GRANDPA: whether a block is final, and who finalizes after a change of authorities.

use crate::{
	format::{Anchor, Finalized},
	BlockNumber, Header,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	format,
	string::String,
	vec::Vec,
};
use codec::{Decode, DecodeAll, Encode};
use finality_grandpa::{voter_set::VoterSet, Commit, Message};
use sp_core::{ed25519, Pair, H256};
use sp_runtime::DigestItem;

/// The most authorities of a set.
pub const MAX_AUTHORITIES: usize = 256;

/// The most votes of a justification, and the most headers that lead from votes to its target.
const MAX_VOTES: usize = 1_024;

/// The consensus engine of GRANDPA in a header's digest.
const ENGINE: [u8; 4] = *b"FRNK";

type Key = [u8; 32];
type Signature = [u8; 64];

/// A justification as nodes store it. `sp_consensus_grandpa` has the same type with keys that verify through the node.
#[derive(Decode, Encode)]
pub struct Justification {
	/// The round of votes.
	pub round: u64,
	/// The block and the votes for it.
	pub commit: Commit<H256, BlockNumber, Signature, Key>,
	/// The headers that lead from voted blocks down to the lowest of them.
	pub votes_ancestries: Vec<Header>,
}

/// A set of authorities and its number.
pub struct AuthoritySet {
	/// The number: 0 for the first set of a chain.
	pub id: u64,
	voters: VoterSet<Key>,
}

impl AuthoritySet {
	/// The set of an anchor.
	///
	/// # Errors
	///
	/// In words: no authorities, too many, or weights that do not add up.
	pub fn of(anchor: &Anchor) -> Result<Self, String> {
		let authorities = anchor.authorities.iter().map(|one| (one.key.0, one.weight)).collect();
		Self::new(anchor.set_id, authorities)
	}

	fn new(id: u64, authorities: Vec<(Key, u64)>) -> Result<Self, String> {
		if authorities.len() > MAX_AUTHORITIES {
			return Err(format!(
				"authority set {id} has more than {MAX_AUTHORITIES} authorities"
			));
		}
		if authorities.iter().any(|(_, weight)| *weight == 0) {
			return Err(format!("authority set {id} has an authority without a vote"));
		}
		let distinct: BTreeSet<_> = authorities.iter().map(|(key, _)| key).collect();
		if distinct.len() != authorities.len() {
			return Err(format!("authority set {id} has an authority twice"));
		}
		let voters = VoterSet::new(authorities)
			.ok_or_else(|| format!("authority set {id} has no authorities, or more votes than can be counted"))?;
		Ok(Self { id, voters })
	}

	/// How many authorities it has.
	pub fn len(&self) -> usize {
		self.voters.len().get()
	}

	/// Always false: a set has at least one authority.
	pub fn is_empty(&self) -> bool {
		false
	}

	/// The weight of votes that makes a block final: n − ⌊(n − 1) / 3⌋ of n.
	pub fn threshold(&self) -> u64 {
		self.voters.threshold().get()
	}

	/// Checks that the set finalized a block, and returns the block's header and hash.
	///
	/// # Errors
	///
	/// In words.
	pub fn check(&self, block: &Finalized) -> Result<Block, String> {
		let header = Header::decode_all(&mut &*block.header.0).map_err(|_| "a header does not decode")?;
		let hash = H256(sp_crypto_hashing::blake2_256(&block.header.0));
		let justification = Justification::decode_all(&mut &*block.justification.0)
			.map_err(|_| format!("the justification of block {} does not decode", header.number))?;
		self.check_justification(&justification, hash, header.number)
			.map_err(|reason| format!("block {} is not shown to be final: {reason}", header.number))?;
		Ok(Block { header, hash })
	}

	fn check_justification(
		&self,
		justification: &Justification,
		hash: H256,
		number: BlockNumber,
	) -> Result<(), String> {
		let Justification {
			round,
			commit,
			votes_ancestries,
		} = justification;
		if (commit.target_hash, commit.target_number) != (hash, number) {
			return Err("its justification is for another block".into());
		}
		if commit.precommits.len() > MAX_VOTES || votes_ancestries.len() > MAX_VOTES {
			return Err(format!("its justification has more than {MAX_VOTES} votes or headers"));
		}
		let mut voted = BTreeSet::new();
		let mut weight = 0u64;
		for vote in &commit.precommits {
			let voter = self
				.voters
				.get(&vote.id)
				.ok_or_else(|| format!("a vote is by nobody of authority set {}", self.id))?;
			if !voted.insert(vote.id) {
				return Err("an authority voted twice".into());
			}
			let message = (Message::Precommit(vote.precommit.clone()), round, self.id).encode();
			if !ed25519::Pair::verify(&vote.signature.into(), message, &ed25519::Public::from_raw(vote.id)) {
				return Err("a vote's signature is wrong".into());
			}
			// Cannot overflow: each authority counts once, and the weights of all add up.
			weight = weight.saturating_add(voter.weight().get());
		}

		// Counted here and not by `finality_grandpa::validate_commit`, which builds a graph of the votes and panics where
		// hostile headers break what it takes for granted.
		let mut descent = Descent::new(hash, number, votes_ancestries)?;
		for vote in &commit.precommits {
			descent.follow(vote.precommit.target_hash, vote.precommit.target_number)?;
		}
		if !descent.is_used_up() {
			return Err("its justification has headers that no vote needs".into());
		}
		if weight < self.threshold() {
			return Err(format!(
				"the votes do not reach the threshold: {weight} of {}, and it takes {}",
				self.voters.total_weight(),
				self.threshold()
			));
		}
		Ok(())
	}

	/// The set that follows after a finalized block that names it.
	///
	/// # Errors
	///
	/// In words: the block names no next set, or not one that follows at once.
	fn after(&self, block: &Block) -> Result<Self, String> {
		let number = block.header.number;
		// Another item could force a change, or pause: nothing to guess at.
		let mut log = block.only_item(ENGINE, "names no next authority set", "the authorities")?;
		let id = self
			.id
			.checked_add(1)
			.ok_or("the number of the authority set is at its end")?;
		match ConsensusLog::decode_all(&mut log) {
			Ok(ConsensusLog::ScheduledChange { authorities, delay: 0 }) => Self::new(id, authorities),
			_ => Err(format!(
				"block {number} does not hand over to the next authority set at once"
			)),
		}
	}
}

/// A finalized block.
pub struct Block {
	/// Its header.
	pub header: Header,
	/// Its hash.
	pub hash: H256,
}

impl Block {
	/// The data of the only item that its header has of a consensus engine.
	///
	/// # Errors
	///
	/// In words: that there is `none`, or more than one `of` something.
	pub(crate) fn only_item(&self, engine: [u8; 4], none: &str, of: &str) -> Result<&[u8], String> {
		let number = self.header.number;
		let mut items = self.header.digest.logs.iter().filter_map(|item| match item {
			DigestItem::Consensus(id, data) if *id == engine => Some(data),
			_ => None,
		});
		match (items.next(), items.next()) {
			(Some(data), None) => Ok(data),
			(None, _) => Err(format!("block {number} {none}")),
			(Some(_), Some(_)) => Err(format!("block {number} says more than one thing of {of}")),
		}
	}
}

/// The one change of authorities that receipts follow: scheduled, and enacted with the block itself.
#[derive(Decode)]
enum ConsensusLog {
	#[codec(index = 1)]
	ScheduledChange {
		authorities: Vec<(Key, u64)>,
		delay: BlockNumber,
	},
}

/// The outcome of following hand-offs.
pub enum Path {
	/// The set in question.
	Reached(AuthoritySet),
	/// The anchor is of no use, the set lies before the anchor's, or hand-offs are missing.
	Missing(String),
}

/// Follows hand-offs from the anchor's set to the set `wanted`. Hand-offs from before the anchor are passed over.
///
/// # Errors
///
/// In words: a hand-off that does not hold.
pub fn follow(anchor: &Anchor, hand_offs: &[Finalized], wanted: u64) -> Result<Path, String> {
	// Nothing is wrong with the receipt if the anchor is of no use.
	let mut set = match AuthoritySet::of(anchor) {
		Ok(set) => set,
		Err(reason) => return Ok(Path::Missing(format!("the anchor is of no use: {reason}"))),
	};
	if wanted < set.id {
		return Ok(Path::Missing(format!(
			"the block was finalized by authority set {wanted}, and the anchor begins with set {}: an older anchor is \
			 needed",
			set.id
		)));
	}
	let steps = wanted.saturating_sub(set.id);
	let given = u64::try_from(hand_offs.len()).unwrap_or(u64::MAX);
	let Some(before_anchor) = given.checked_sub(steps) else {
		return Ok(Path::Missing(format!(
			"from the anchor's authority set {} to set {wanted} there are {steps} hand-offs, and the receipt has {given}",
			set.id
		)));
	};
	let mut last = None;
	for hand_off in hand_offs
		.iter()
		.skip(usize::try_from(before_anchor).unwrap_or(usize::MAX))
	{
		let block = set.check(hand_off)?;
		if last.is_some_and(|last| block.header.number <= last) {
			return Err("the hand-offs are out of order".into());
		}
		last = Some(block.header.number);
		set = set.after(&block)?;
	}
	Ok(Path::Reached(set))
}

/// Shows that votes are for a block or for blocks that descend from it: a vote for a block is one for all before it.
struct Descent {
	headers: BTreeMap<H256, (H256, BlockNumber)>,
	/// The block, and what was shown to descend from it.
	shown: BTreeMap<H256, BlockNumber>,
}

impl Descent {
	fn new(block: H256, number: BlockNumber, headers: &[Header]) -> Result<Self, String> {
		let given = headers.len();
		let headers: BTreeMap<_, _> = headers
			.iter()
			.map(|header| {
				let hash = H256(header.using_encoded(sp_crypto_hashing::blake2_256));
				(hash, (header.parent_hash, header.number))
			})
			.collect();
		if headers.len() != given {
			return Err("its justification has a header twice".into());
		}
		let shown = [(block, number)].into();
		Ok(Self { headers, shown })
	}

	/// Goes from a voted block down to one that was shown to descend. All votes together walk each header once.
	fn follow(&mut self, voted: H256, number: BlockNumber) -> Result<(), String> {
		let mut current = voted;
		let mut route = Vec::new();
		while !self.shown.contains_key(&current) {
			// A header cannot lie on its own way down, as its hash covers its parent's; the bound says so.
			let header = self.headers.get(&current).filter(|_| route.len() < self.headers.len());
			let (parent, number) = header.ok_or("a vote is for a block that is not shown to descend from it")?;
			route.push((current, *number));
			current = *parent;
		}
		self.shown.extend(route);
		if self.shown.get(&voted) != Some(&number) {
			return Err("a vote gives its block another number".into());
		}
		Ok(())
	}

	/// Whether every header was needed.
	fn is_used_up(&self) -> bool {
		// One more was shown: the block itself, unless a header is the block's own.
		self.shown.len() == self.headers.len().saturating_add(1)
	}
}
