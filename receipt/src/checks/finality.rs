//! GRANDPA: whether a block is final, and who finalizes after a change of authorities.

use crate::{
	format::{Anchor, Evidence, Finalized},
	header::{DigestItem, Header},
	reason::{Reason, SetFault},
	verdict::{Checks, Subject},
	BlockNumber,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use codec::{Decode, DecodeAll, Encode};
use finality_grandpa::{voter_set::VoterSet, Commit, Message};
use sp_core::{ed25519, Pair, H256};

/// The most authorities of a set.
pub const MAX_AUTHORITIES: usize = 256;

/// The most votes of a justification, and the most headers that lead from votes to its target.
pub const MAX_VOTES: usize = 1_024;

/// The consensus engine of GRANDPA, in a header's digest and beside a stored justification.
pub const GRANDPA_ENGINE_ID: [u8; 4] = *b"FRNK";

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

/// Follows the evidence from the anchor, notes the two checks, and gives the block that it leads to; `None` if to none.
pub(crate) fn check(anchor: &Anchor, evidence: &Evidence, checks: &mut Checks) -> Option<Block> {
	let Path { set, last } = match follow(anchor, &evidence.hand_offs, evidence.set_id) {
		Ok(path) => path,
		Err(Broken::Missing(reason)) => {
			checks.open(Subject::Authorities, reason);
			return None;
		}
		Err(Broken::Wrong(reason)) => {
			checks.failed(Subject::Authorities, reason);
			return None;
		}
	};
	checks.passed(
		Subject::Authorities,
		Reason::SetFollows {
			set_id: set.id,
			hand_offs: set.id.saturating_sub(anchor.set_id),
		},
	);
	match last_block(&set, last, &evidence.block) {
		Ok(block) => {
			checks.passed(
				Subject::Finality,
				Reason::Final {
					block: block.header.number,
					set_id: set.id,
					authorities: count(set.len()),
					threshold: set.threshold(),
				},
			);
			Some(block)
		}
		Err(reason) => {
			checks.failed(Subject::Finality, reason);
			None
		}
	}
}

/// The block that the set finalized, which lies after the last hand-off.
fn last_block(set: &AuthoritySet, last_hand_off: Option<BlockNumber>, block: &Finalized) -> Result<Block, Reason> {
	let block = set.check(block)?;
	let number = block.header.number;
	if let Some(after) = last_hand_off.filter(|last| number <= *last) {
		return Err(Reason::FinalBlockOutOfOrder { block: number, after });
	}
	// It may be the last of its own set. More than one word on the authorities is nothing to guess at.
	match block.items(GRANDPA_ENGINE_ID) {
		(_, None) => Ok(block),
		(_, Some(_)) => Err(Reason::AmbiguousAuthorities { block: number }),
	}
}

fn count(length: usize) -> u64 {
	u64::try_from(length).unwrap_or(u64::MAX)
}

/// A set of authorities and its number.
#[derive(Debug, Clone)]
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
	/// No authorities, too many, one twice, or weights that do not add up.
	pub fn of(anchor: &Anchor) -> Result<Self, SetFault> {
		let authorities = anchor.authorities.iter().map(|one| (one.key.0, one.weight)).collect();
		Self::new(anchor.set_id, authorities)
	}

	fn new(id: u64, authorities: Vec<(Key, u64)>) -> Result<Self, SetFault> {
		if authorities.is_empty() {
			return Err(SetFault::Empty);
		}
		if authorities.len() > MAX_AUTHORITIES {
			return Err(SetFault::TooMany);
		}
		if authorities.iter().any(|(_, weight)| *weight == 0) {
			return Err(SetFault::NoWeight);
		}
		let distinct: BTreeSet<_> = authorities.iter().map(|(key, _)| key).collect();
		if distinct.len() != authorities.len() {
			return Err(SetFault::Repeated);
		}
		let voters = VoterSet::new(authorities).ok_or(SetFault::TooMuchWeight)?;
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
	/// What does not hold.
	pub fn check(&self, block: &Finalized) -> Result<Block, Reason> {
		let (block, justification) = decode(block)?;
		self.check_justification(&justification, block.hash, block.header.number)?;
		Ok(block)
	}

	fn check_justification(&self, justification: &Justification, hash: H256, block: BlockNumber) -> Result<(), Reason> {
		let Justification {
			round,
			commit,
			votes_ancestries,
		} = justification;
		let mut voted = BTreeSet::new();
		let mut weight = 0u64;
		for vote in &commit.precommits {
			let voter = H256(vote.id);
			let info = self.voters.get(&vote.id).ok_or(Reason::VoteByOutsider {
				block,
				set_id: self.id,
				voter,
			})?;
			if !voted.insert(vote.id) {
				return Err(Reason::VoteTwice { block, voter });
			}
			let message = (Message::Precommit(vote.precommit.clone()), round, self.id).encode();
			if !ed25519::Pair::verify(&vote.signature.into(), message, &ed25519::Public::from_raw(vote.id)) {
				return Err(Reason::VoteSignature { block, voter });
			}
			// Cannot overflow: each authority counts once, and the weights of all add up.
			weight = weight.saturating_add(info.weight().get());
		}

		// Counted here and not by `finality_grandpa::validate_commit`, which builds a graph of the votes and panics where
		// hostile headers break what it takes for granted.
		let mut descent = Descent::new(hash, block, votes_ancestries)?;
		for vote in &commit.precommits {
			descent.follow(H256(vote.id), vote.precommit.target_hash, vote.precommit.target_number)?;
		}
		if !descent.is_used_up() {
			return Err(Reason::VoteHeaderUnneeded { block });
		}
		if weight < self.threshold() {
			return Err(Reason::TooFewVotes {
				block,
				weight,
				total: self.voters.total_weight().get(),
				threshold: self.threshold(),
			});
		}
		Ok(())
	}
}

/// A header, and the justification that says it is its own.
fn decode(block: &Finalized) -> Result<(Block, Justification), Reason> {
	let header = Header::decode_all(&mut &*block.header.0).map_err(|_| Reason::HeaderMalformed)?;
	let hash = H256(sp_crypto_hashing::blake2_256(&block.header.0));
	let number = header.number;
	let justification = Justification::decode_all(&mut &*block.justification.0)
		.map_err(|_| Reason::JustificationMalformed { block: number })?;
	let commit = &justification.commit;
	if (commit.target_hash, commit.target_number) != (hash, number) {
		return Err(Reason::JustificationOfAnotherBlock { block: number });
	}
	if commit.precommits.len() > MAX_VOTES || justification.votes_ancestries.len() > MAX_VOTES {
		return Err(Reason::JustificationTooLong {
			block: number,
			limit: count(MAX_VOTES),
		});
	}
	Ok((Block { header, hash }, justification))
}

/// The set that a block hands over to: number `id`.
fn named_by(block: &Block, id: u64) -> Result<AuthoritySet, Reason> {
	let number = block.header.number;
	let mut log = match block.items(GRANDPA_ENGINE_ID) {
		(Some(log), None) => log,
		(None, _) => return Err(Reason::NoNextSet { block: number }),
		// Another item could force a change, or pause: nothing to guess at.
		(Some(_), Some(_)) => return Err(Reason::AmbiguousAuthorities { block: number }),
	};
	match ConsensusLog::decode_all(&mut log) {
		Ok(ConsensusLog::ScheduledChange { authorities, delay: 0 }) => {
			AuthoritySet::new(id, authorities).map_err(|fault| Reason::NextAuthorities { block: number, fault })
		}
		_ => Err(Reason::NotHandedOverAtOnce { block: number }),
	}
}

/// A block.
pub struct Block {
	/// Its header.
	pub header: Header,
	/// Its hash.
	pub hash: H256,
}

impl Block {
	/// The data of the first two items that its header has of a consensus engine.
	pub(crate) fn items(&self, engine: [u8; 4]) -> (Option<&[u8]>, Option<&[u8]>) {
		let mut items = self.header.digest.iter().filter_map(|item| match item {
			DigestItem::Consensus(id, data) if *id == engine => Some(&**data),
			_ => None,
		});
		(items.next(), items.next())
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

/// Where hand-offs lead.
pub struct Path {
	/// The set in question.
	pub set: AuthoritySet,
	/// The number of the last hand-off's block.
	pub last: Option<BlockNumber>,
}

/// Why hand-offs do not lead to a set.
pub enum Broken {
	/// The anchor is of no use, the set lies before the anchor's, or hand-offs are missing: nothing is wrong with the receipt.
	Missing(Reason),
	/// A hand-off does not hold.
	Wrong(Reason),
}

impl From<Reason> for Broken {
	fn from(reason: Reason) -> Self {
		Self::Wrong(reason)
	}
}

/// Follows hand-offs to the set `wanted`. Those from before the anchor prove nothing; they are held to the same rules all the
/// same, so that nothing in a receipt is left unread: each is finalized by the set that the one before it names, the last
/// names the anchor's authorities, and only the votes of the first are by authorities that nobody here knows.
///
/// # Errors
///
/// Any [`Broken`].
pub fn follow(anchor: &Anchor, hand_offs: &[Finalized], wanted: u64) -> Result<Path, Broken> {
	let anchored = AuthoritySet::of(anchor).map_err(|fault| Broken::Missing(Reason::AnchorAuthorities { fault }))?;
	let Some(needed) = wanted.checked_sub(anchored.id) else {
		return Err(Broken::Missing(Reason::AnchorTooYoung {
			set_id: wanted,
			anchor: anchored.id,
		}));
	};
	let given = count(hand_offs.len());
	let Some(mut id) = wanted.checked_sub(given) else {
		return Err(Broken::Wrong(Reason::SurplusHandOffs { set_id: wanted, given }));
	};
	if given < needed {
		return Err(Broken::Missing(Reason::HandOffsMissing {
			anchor: anchored.id,
			set_id: wanted,
			needed,
			given,
		}));
	}
	// The set that finalized the next hand-off, if it is known.
	let mut set = (id == anchored.id).then(|| anchored.clone());
	let mut last = None;
	for hand_off in hand_offs {
		let block = match &set {
			Some(set) => set.check(hand_off)?,
			None => decode(hand_off)?.0,
		};
		let number = block.header.number;
		if let Some(after) = last.filter(|last| number <= *last) {
			return Err(Broken::Wrong(Reason::HandOffOutOfOrder { block: number, after }));
		}
		last = Some(number);
		// Cannot overflow: it ends at `wanted`.
		id = id.saturating_add(1);
		let next = named_by(&block, id)?;
		if id == anchored.id && next.voters != anchored.voters {
			return Err(Broken::Wrong(Reason::HandOffPastAnchor {
				block: number,
				set_id: id,
			}));
		}
		set = Some(next);
	}
	Ok(Path {
		set: set.unwrap_or(anchored),
		last,
	})
}

/// Shows that votes are for a block or for blocks that descend from it: a vote for a block is one for all before it.
struct Descent {
	block: BlockNumber,
	headers: BTreeMap<H256, (H256, BlockNumber)>,
	/// The block, and what was shown to descend from it.
	shown: BTreeMap<H256, BlockNumber>,
}

impl Descent {
	fn new(hash: H256, block: BlockNumber, headers: &[Header]) -> Result<Self, Reason> {
		let given = headers.len();
		let headers: BTreeMap<_, _> = headers
			.iter()
			.map(|header| (header.hash(), (header.parent_hash, header.number)))
			.collect();
		if headers.len() != given {
			return Err(Reason::VoteHeaderTwice { block });
		}
		let shown = [(hash, block)].into();
		Ok(Self { block, headers, shown })
	}

	/// Goes from a voted block down to one that was shown to descend. All votes together walk each header once.
	fn follow(&mut self, voter: H256, voted: H256, number: BlockNumber) -> Result<(), Reason> {
		let block = self.block;
		let mut current = voted;
		let mut route = Vec::new();
		while !self.shown.contains_key(&current) {
			// A header cannot lie on its own way down, as its hash covers its parent's; the bound says so.
			let header = self.headers.get(&current).filter(|_| route.len() < self.headers.len());
			let (parent, number) = header.ok_or(Reason::VoteForAnotherBlock { block, voter })?;
			route.push((current, *number));
			current = *parent;
		}
		self.shown.extend(route);
		if self.shown.get(&voted) != Some(&number) {
			return Err(Reason::VoteNumber { block, voter, number });
		}
		Ok(())
	}

	/// Whether every header was needed.
	fn is_used_up(&self) -> bool {
		// One more was shown: the block itself, unless a header is the block's own.
		self.shown.len() == self.headers.len().saturating_add(1)
	}
}
