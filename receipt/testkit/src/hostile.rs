//! What an attacker makes of good receipts and logs, steered by bytes: the fuzzer's, or the corpus' that it left.
//!
//! The attacker has the good receipts of five networks that share their authorities, and the key of one authority. Three
//! are proven by a later state, two by the header of the use's block. A verification must not panic, must not say of such a receipt what the chain did not record, and must not find it
//! valid for another document.

use crate::*;
use codec::{DecodeAll, Encode};
use eseal_primitives::{history::Change, seal::Hold, usage::UseLeaf, DocumentDigest};
use eseal_receipt::{
	checks::finality::Justification,
	format::{Base64, BlockProof, Finalized, LogLine, Receipt, UseProof},
	log::Checker,
	storage,
	verdict::Facts,
	AccountId, BlockNumber, DigestItem, Language, Outcome, Verdict,
};
use sp_core::H256;
use std::sync::OnceLock;

/// The bytes that steer.
struct Steering<'a>(&'a [u8]);

impl Steering<'_> {
	fn done(&self) -> bool {
		self.0.is_empty()
	}

	fn byte(&mut self) -> u8 {
		let Some((first, rest)) = self.0.split_first() else {
			return 0;
		};
		self.0 = rest;
		*first
	}

	fn number(&mut self) -> usize {
		usize::from(self.byte()) << 8 | usize::from(self.byte())
	}

	/// A number below `end`, or 0.
	fn below(&mut self, end: usize) -> usize {
		let number = if end > 256 {
			self.number()
		} else {
			usize::from(self.byte())
		};
		number.checked_rem(end).unwrap_or(0)
	}

	fn bytes(&mut self) -> Vec<u8> {
		let length = usize::from(self.byte()).min(self.0.len());
		let (taken, rest) = self.0.split_at(length);
		self.0 = rest;
		taken.to_vec()
	}

	/// Changes a list.
	fn list<T: Clone>(&mut self, list: &mut Vec<T>, other: &[T]) {
		let at = self.below(list.len());
		match self.byte() % 6 {
			0 if !list.is_empty() => {
				list.remove(at);
			}
			1 if !list.is_empty() => list.push(list[at].clone()),
			2 if !list.is_empty() => {
				let with = self.below(list.len());
				list.swap(at, with);
			}
			3 => list.truncate(at),
			4 if !other.is_empty() => list.insert(at, other[self.below(other.len())].clone()),
			5 if !other.is_empty() && !list.is_empty() => list[at] = other[self.below(other.len())].clone(),
			_ => (),
		}
	}

	/// Changes bytes.
	fn blob(&mut self, blob: &mut Vec<u8>, other: &[u8]) {
		let at = self.below(blob.len());
		match self.byte() % 8 {
			0 | 1 if !blob.is_empty() => blob[at] ^= self.byte().max(1),
			2 => blob.truncate(at),
			3 => drop(blob.splice(at..at, self.bytes())),
			4 => {
				let to = (at + usize::from(self.byte())).min(blob.len());
				blob.drain(at..to);
			}
			5 => *blob = self.bytes(),
			6 => *blob = other.to_vec(),
			7 => {
				let new = self.bytes();
				let to = (at + new.len()).min(blob.len());
				blob.splice(at..to, new);
			}
			_ => (),
		}
	}

	fn word(&mut self, word: u64) -> u64 {
		match self.byte() % 5 {
			0 => word.wrapping_add(1),
			1 => word.wrapping_sub(1),
			2 => u64::MAX,
			3 => 0,
			_ => self.number() as u64,
		}
	}
}

/// A good receipt, and what it proves.
struct Good {
	case: Case,
	facts: Facts,
	/// Of the other uses of the same block, which their seal keys did not sign.
	beside: Vec<Facts>,
}

impl Good {
	fn of(case: Case) -> Self {
		let verdict = case.verify();
		assert_valid(&verdict);
		let beside = (0..case.leaves.len())
			.filter_map(|place| {
				let mut receipt = case.receipt.clone();
				point_to(&mut receipt, &case, place);
				let json = serde_json::to_vec(&receipt).unwrap();
				verify_json(&case.document, &json, &case.anchor_json()).facts
			})
			.collect();
		Self {
			facts: verdict.facts.unwrap(),
			beside,
			case,
		}
	}
}

/// Makes of a receipt one of another use of the same block.
fn point_to(receipt: &mut Receipt, case: &Case, place: usize) {
	let (Some(leaf), UseProof::Block(proof)) = (case.leaves.get(place), &mut receipt.proof) else {
		return;
	};
	let used = Leaf::decode_all(&mut &**leaf).unwrap().used;
	(receipt.seal, receipt.index) = (used.seal, used.index);
	proof.leaf = Base64(leaf.clone());
	proof.leaf_index = place as u32;
	proof.audit_path = Base64(merkle(&case.leaves, place).1.encode());
}

type Leaf = UseLeaf<AccountId, BlockNumber>;

/// Five networks of the same authorities. Everything in them differs but the document.
fn good() -> &'static [Good] {
	static GOOD: OnceLock<Vec<Good>> = OnceLock::new();
	GOOD.get_or_init(|| {
		// Two authorities: signatures are what takes time.
		let quick = Setup {
			others: 4,
			authorities: 2,
			..Setup::default()
		};
		let plain = World::new(quick);
		let mut late = World::new(Setup {
			hand_offs: 2,
			seal_key: Algorithm::Ed25519,
			digest: DigestKind::Commitment,
			..quick
		});
		late.enter(
			Change::Revoked {
				reason: eseal_primitives::seal::RevocationReason::CourtOrder,
			},
			officer(eseal_primitives::Seat::DataResources),
			USED_AT + 1,
			USED_IN + 1,
		);
		late.used.nonce = 5;
		let four = World::new(Setup {
			hand_offs: 1,
			authorities: 4,
			under_grant: false,
			account: Algorithm::Ecdsa,
			seal_key: Algorithm::Ecdsa,
			..quick
		});
		let mut of_five = World::new(Setup {
			proof: ProofKind::BLOCK,
			..quick
		});
		of_five.used.nonce = 6;
		// The last of an odd number, in the finalized block itself.
		let mut of_three = World::new(Setup {
			proof: ProofKind::Block {
				uses: 3,
				position: 2,
				later: 0,
			},
			hand_offs: 1,
			under_grant: false,
			seal_key: Algorithm::Ed25519,
			..quick
		});
		of_three.freeze(USED_AT - 5 * DAY, 48_000);
		of_three.unfreeze(USED_AT - DAY, 49_000);
		of_three.used.nonce = 7;
		let mut cases = [plain, late, four, of_five, of_three].map(World::finalize);
		// Votes for descendants.
		let last = &mut cases[2];
		let later = descendants(&last.header, 3);
		let pairs = last.chain.authorities();
		let voted = [
			last.header.clone(),
			later[1].clone(),
			later[2].clone(),
			later[2].clone(),
		];
		let votes: Vec<_> = pairs.into_iter().zip(voted).collect();
		let justification = justification(&last.header, last.chain.set_id, &votes, later);
		last.justify(&justification);
		cases.map(Good::of).into()
	})
}

/// The good receipts, for the first inputs of the fuzzer.
pub fn good_receipts() -> Vec<Vec<u8>> {
	good().iter().map(|good| good.case.receipt_json()).collect()
}

/// The good logs' first line, for the same.
pub fn good_log_header() -> Vec<u8> {
	serde_json::to_vec(&good_log().header).unwrap()
}

/// One hostile receipt.
pub fn receipt(data: &[u8]) {
	let mut steering = Steering(data);
	let mode = steering.byte();
	let all = good();
	// Mostly the first of either proof, which are the quickest.
	let base = &all[match steering.byte() % 16 {
		0..=6 => 0,
		7..=12 => 3,
		13 => 4,
		14 => 1,
		_ => 2,
	}];
	let case = &base.case;
	if mode % 8 == 0 {
		check(base, DOCUMENT, steering.0, &case.anchor_json());
		return;
	}
	if mode % 8 == 1 {
		// Whoever makes the anchor decides what is so. It must not panic, nothing else.
		let _ = verify_json(DOCUMENT, &case.receipt_json(), steering.0);
		return;
	}
	let other = &all[steering.below(all.len())].case;
	let mut receipt = case.receipt.clone();
	let mut document = DOCUMENT.to_vec();
	let mut anchor = case.anchor.clone();
	for _ in 0..8 {
		if steering.done() {
			break;
		}
		step(
			&mut steering,
			case,
			&mut receipt,
			&other.receipt,
			&mut document,
			&mut anchor,
		);
	}
	let json = serde_json::to_vec(&receipt).unwrap();
	let anchor_json = serde_json::to_vec(&anchor).unwrap();
	if anchor == case.anchor || anchor == other.anchor {
		check(base, &document, &json, &anchor_json);
	} else {
		let _ = verify_json(&document, &json, &anchor_json);
	}
}

fn step(
	steering: &mut Steering,
	case: &Case,
	receipt: &mut Receipt,
	other: &Receipt,
	document: &mut Vec<u8>,
	anchor: &mut eseal_receipt::Anchor,
) {
	let evidence = &mut receipt.evidence;
	let theirs = &other.evidence;
	match steering.byte() % 24 {
		0 => steering.blob(document, b"%PDF another"),
		1 => {
			let mut salt = receipt.salt.take().unwrap_or_default().0;
			steering.blob(&mut salt, &[1; 32]);
			receipt.salt = (steering.byte() & 1 == 0).then_some(Base64(salt));
		}
		2 => {
			let (mine, theirs) = (&mut receipt.sender, &other.sender);
			let (mine, theirs) = match steering.byte() % 4 {
				0 => (&mut mine.call, &theirs.call),
				1 => (&mut mine.extensions, &theirs.extensions),
				2 => (&mut mine.implied, &theirs.implied),
				_ => (&mut mine.signature, &theirs.signature),
			};
			steering.blob(&mut mine.0, &theirs.0);
		}
		3 => receipt.seal.0 = steering.word(receipt.seal.0),
		4 => receipt.index = steering.word(receipt.index),
		5 => evidence.set_id = steering.word(evidence.set_id),
		6 => {
			let mut genesis = receipt.genesis.0.to_vec();
			steering.blob(&mut genesis, other.genesis.as_bytes());
			if let Ok(genesis) = <[u8; 32]>::try_from(genesis) {
				receipt.genesis = H256(genesis);
			}
		}
		7 => steering.list(&mut evidence.hand_offs, &theirs.hand_offs),
		8 => evidence.block = theirs.block.clone(),
		9 => receipt.sender = other.sender.clone(),
		10..=12 => match (&mut receipt.proof, &other.proof) {
			(UseProof::State(mine), theirs) => trie_nodes(steering, &mut mine.0, theirs),
			(UseProof::Block(mine), theirs) => block_proof(steering, case, mine, theirs),
		},
		13..=18 => {
			let mut at = steering.below(evidence.hand_offs.len() + 1);
			let (mine, theirs) = match evidence.hand_offs.get_mut(at) {
				Some(hand_off) => (hand_off, theirs.hand_offs.first().unwrap_or(&theirs.block)),
				None => {
					at = usize::MAX;
					(&mut evidence.block, &theirs.block)
				}
			};
			let set_id = match at {
				usize::MAX => evidence.set_id,
				_ => case.anchor.set_id.saturating_add(at as u64),
			};
			finalized_block(steering, mine, theirs, set_id);
		}
		19 => match steering.byte() % 3 {
			0 => anchor.set_id = steering.word(anchor.set_id),
			1 => {
				let other = anchor.authorities.clone();
				steering.list(&mut anchor.authorities, &other);
			}
			_ => {
				let at = steering.below(anchor.authorities.len());
				if let Some(authority) = anchor.authorities.get_mut(at) {
					authority.weight = steering.word(authority.weight);
				}
			}
		},
		_ => whole_proof(steering, case, receipt, other),
	}
}

/// Changes the trie nodes of a proof by the state.
fn trie_nodes(steering: &mut Steering, mine: &mut Vec<u8>, theirs: &UseProof) {
	let theirs = match theirs {
		UseProof::State(theirs) => &theirs.0,
		UseProof::Block(theirs) => &theirs.leaf.0,
	};
	if steering.byte().is_multiple_of(3) {
		return steering.blob(mine, theirs);
	}
	let Ok(mut nodes) = list_of::<Vec<u8>>(mine) else {
		return;
	};
	let theirs = list_of::<Vec<u8>>(theirs).unwrap_or_default();
	let at = steering.below(nodes.len());
	match (steering.byte() % 2, nodes.get_mut(at)) {
		(0, Some(node)) => steering.blob(node, theirs.first().map_or(&[], |node| node)),
		_ => steering.list(&mut nodes, &theirs),
	}
	*mine = nodes.encode();
}

/// Changes what leads from a header to the use.
fn block_proof(steering: &mut Steering, case: &Case, mine: &mut BlockProof, theirs: &UseProof) {
	let their_leaf = match theirs {
		UseProof::State(theirs) => &theirs.0,
		UseProof::Block(theirs) => &theirs.leaf.0,
	};
	match steering.byte() % 10 {
		0 => steering.blob(&mut mine.leaf.0, their_leaf),
		1 => {
			let place = steering.below(case.leaves.len());
			mine.leaf = Base64(case.leaves.get(place).cloned().unwrap_or_default());
		}
		2 => {
			if let Ok(mut leaf) = Leaf::decode_all(&mut &*mine.leaf.0) {
				match steering.byte() % 5 {
					0 => leaf.grant = None,
					1 => leaf.used.block = steering.word(u64::from(leaf.used.block)) as u32,
					2 => leaf.used.index = steering.word(leaf.used.index),
					3 => leaf.used.document = DocumentDigest::Sha256(H256([steering.byte(); 32])),
					_ => leaf.seal.key = SealPair::new(Algorithm::Ed25519, 9).public(),
				}
				mine.leaf = Base64(leaf.encode());
			}
		}
		3 => mine.leaf_index = steering.word(u64::from(mine.leaf_index)) as u32,
		4 => steering.blob(&mut mine.audit_path.0, &[]),
		5 => {
			if let Ok(mut path) = list_of::<H256>(&mine.audit_path.0) {
				let place = steering.below(case.leaves.len());
				steering.list(&mut path, &merkle(&case.leaves, place).1);
				mine.audit_path = Base64(path.encode());
			}
		}
		6 => {
			// An inner node as a leaf: what lies beneath the first on the way.
			if let Ok(path) = list_of::<H256>(&mine.audit_path.0) {
				if let Some((beside, rest)) = path.split_first() {
					let node = sp_crypto_hashing::blake2_256(&mine.leaf.0);
					let right = mine.leaf_index % 2 == 1;
					let pair = if right { [beside.0, node] } else { [node, beside.0] };
					mine.leaf = Base64(pair.concat());
					mine.leaf_index /= 2;
					mine.audit_path = Base64(rest.to_vec().encode());
				}
			}
		}
		7 => {
			let mut headers = encoded(&case.blocks);
			if let UseProof::Block(theirs) = theirs {
				headers.extend(theirs.ancestors.iter().cloned());
			}
			steering.list(&mut mine.ancestors, &headers);
		}
		8 => {
			let at = steering.below(mine.ancestors.len());
			if let Some(header) = mine.ancestors.get_mut(at) {
				steering.blob(&mut header.0, &case.header.encode());
			}
		}
		_ => {
			let at = steering.below(mine.ancestors.len());
			let Some(Base64(bytes)) = mine.ancestors.get_mut(at) else {
				return;
			};
			let Ok(mut header) = eseal_receipt::Header::decode_all(&mut &**bytes) else {
				return;
			};
			match steering.byte() % 3 {
				0 => header.digest.push(forged_uses(&mine.leaf.0)),
				1 => header.digest.clear(),
				_ => header.parent_hash.0[usize::from(steering.byte() % 32)] ^= steering.byte(),
			}
			*bytes = header.encode();
		}
	}
}

/// A digest item that names a leaf as the only use.
fn forged_uses(leaf: &[u8]) -> DigestItem {
	uses_item(H256(sp_crypto_hashing::blake2_256(leaf)), 1)
}

/// Proves another entry of the e-seal's history, or says that it stood otherwise.
fn another_entry(steering: &mut Steering, case: &Case, receipt: &mut Receipt) {
	match &mut receipt.proof {
		UseProof::State(nodes) => {
			let mut keys = case.keys.clone();
			if steering.byte() & 1 == 0 {
				keys.retain(|key| *key != case.world.entry_key());
			}
			keys.push(storage::history_entry(case.world.id, steering.below(6) as u32));
			*nodes = case.state.prove(&keys);
		}
		UseProof::Block(proof) => {
			let Ok(mut leaf) = Leaf::decode_all(&mut &*proof.leaf.0) else {
				return;
			};
			match steering.byte() % 3 {
				0 => leaf.state.place(Hold::Freeze),
				1 => leaf.used.history_len = steering.word(leaf.used.history_len.into()) as u32,
				_ => leaf.seal.history_len = steering.word(leaf.seal.history_len.into()) as u32,
			}
			proof.leaf = Base64(leaf.encode());
		}
	}
}

/// Changes all that proves the use, or how the e-seal stood.
fn whole_proof(steering: &mut Steering, case: &Case, receipt: &mut Receipt, other: &Receipt) {
	match steering.byte() % 8 {
		0 => receipt.proof = other.proof.clone(),
		1 => {
			receipt.proof = other.proof.clone();
			receipt.evidence = other.evidence.clone();
		}
		2 => point_to(receipt, case, steering.below(case.leaves.len())),
		3..=6 => another_entry(steering, case, receipt),
		_ => {
			// A forged branch that recorded the use of another document, which the evil authority finalizes.
			let mut leaf = case.world.leaf();
			leaf.used.document = DocumentDigest::Sha256(sp_crypto_hashing::sha2_256(b"%PDF another").into());
			let leaf = leaf.encode();
			let block = header(USED_IN, case.state.root, vec![forged_uses(&leaf)]);
			let after = descendants(&block, u32::from(steering.byte() % 3));
			let blocks = [vec![block], after].concat();
			if let Some((last, before)) = blocks.split_last() {
				let set_id = receipt.evidence.set_id;
				let evil = authorities(set_id, 1).remove(0);
				let votes = vec![(evil, last.clone()); usize::from(steering.byte() % 3)];
				receipt.evidence.block = finalized(last, &justification(last, set_id, &votes, vec![]));
				receipt.proof = UseProof::Block(BlockProof {
					leaf: Base64(leaf),
					leaf_index: 0,
					audit_path: Base64(Vec::<H256>::new().encode()),
					ancestors: encoded(before),
				});
			}
		}
	}
}

fn list_of<T: codec::Decode>(bytes: &[u8]) -> Result<Vec<T>, codec::Error> {
	DecodeAll::decode_all(&mut &*bytes)
}

/// Changes a finalized block. The attacker has the key of the set's first authority.
fn finalized_block(steering: &mut Steering, mine: &mut Finalized, theirs: &Finalized, set_id: u64) {
	match steering.byte() % 8 {
		0 => return steering.blob(&mut mine.header.0, &theirs.header.0),
		1 => return steering.blob(&mut mine.justification.0, &theirs.justification.0),
		_ => (),
	}
	let (Ok(mut justification), Ok(mut header)) = (
		Justification::decode_all(&mut &*mine.justification.0),
		eseal_receipt::Header::decode_all(&mut &*mine.header.0),
	) else {
		return;
	};
	let evil = authorities(set_id, 1).remove(0);
	let votes = &mut justification.commit.precommits;
	match steering.byte() % 8 {
		0 => {
			if let Ok(theirs) = Justification::decode_all(&mut &*theirs.justification.0) {
				steering.list(votes, &theirs.commit.precommits);
			}
		}
		1 => {
			let theirs = justification.votes_ancestries.clone();
			steering.list(&mut justification.votes_ancestries, &theirs);
		}
		2 => {
			// A forged branch, of which the evil authority votes for the last block.
			let mut branch = descendants(&header, u32::from(steering.byte() % 6));
			let last = branch.last_mut().unwrap_or(&mut header);
			last.number = last.number.wrapping_add(steering.word(0) as u32);
			let target = (hash(last), last.number);
			votes.retain(|vote| vote.id != sp_core::Pair::public(&evil).0);
			votes.push(vote(&evil, set_id, justification.round, target));
			justification.votes_ancestries.extend(branch);
		}
		3 => {
			// The evil authority votes for anything.
			let target = (
				H256([steering.byte(); 32]),
				steering.word(u64::from(header.number)) as u32,
			);
			votes.push(vote(&evil, set_id, justification.round, target));
		}
		4 => {
			let at = steering.below(votes.len());
			if let Some(vote) = votes.get_mut(at) {
				match steering.byte() % 4 {
					0 => vote.signature[usize::from(steering.byte() % 64)] ^= steering.byte(),
					1 => vote.id[usize::from(steering.byte() % 32)] ^= steering.byte(),
					2 => vote.precommit.target_number = steering.word(u64::from(vote.precommit.target_number)) as u32,
					_ => vote.precommit.target_hash.0[usize::from(steering.byte() % 32)] ^= steering.byte(),
				}
			}
		}
		5 => justification.round = steering.word(justification.round),
		6 => {
			// Another block, with the votes for this one.
			header.state_root.0[usize::from(steering.byte() % 32)] ^= steering.byte();
			mine.header = Base64(header.encode());
			justification.commit.target_hash = hash(&header);
			justification.commit.target_number = header.number;
			if steering.byte() & 1 == 0 {
				votes.clear();
				votes.push(vote(&evil, set_id, justification.round, (hash(&header), header.number)));
			}
		}
		_ => {
			let at = steering.below(header.digest.len());
			match steering.byte() % 3 {
				0 => header.digest.push(scheduled_change(&[evil], 0)),
				1 if !header.digest.is_empty() => drop(header.digest.remove(at)),
				_ => header.number = steering.word(u64::from(header.number)) as u32,
			}
			mine.header = Base64(header.encode());
		}
	}
	mine.justification = Base64(justification.encode());
}

/// No panic, no fact that the chain did not record, not valid for another document.
fn check(base: &Good, document: &[u8], receipt: &[u8], anchor: &[u8]) {
	let verdict = verify_json(document, receipt, anchor);
	if let Some(facts) = &verdict.facts {
		assert!(
			good()
				.iter()
				.any(|good| good.facts == *facts || good.beside.contains(facts)),
			"a wrong fact: {verdict:#?}"
		);
	}
	if verdict.result == Outcome::Valid {
		assert_eq!(document, DOCUMENT, "valid for another document");
		assert!(verdict.facts.is_some(), "valid without facts");
		let Ok(receipt) = serde_json::from_slice::<Receipt>(receipt) else {
			panic!("valid, and no receipt");
		};
		assert_eq!(
			(receipt.genesis, receipt.index),
			(base.case.receipt.genesis, base.case.receipt.index)
		);
	}
	assert_written(&verdict);
}

/// The verdict can be written, in words too, and no text is without bound.
fn assert_written(verdict: &Verdict) {
	for language in Language::ALL {
		assert!(serde_json::to_vec(&verdict.worded(language)).is_ok());
		assert!(verdict.summary(language).chars().count() < 700);
	}
}

fn good_log() -> &'static LogCase {
	static LOG: OnceLock<LogCase> = OnceLock::new();
	// Two authorities, of which the attacker has one: signatures are what takes time.
	LOG.get_or_init(|| LogCase::of(4, 2))
}

/// One hostile log.
pub fn log(data: &[u8]) {
	let good = good_log();
	let mut steering = Steering(data);
	let mode = steering.byte();
	let anchor = serde_json::to_vec(&good.anchor).unwrap();
	let mut lines = good.lines();
	let header = if mode % 8 == 0 {
		steering.0.to_vec()
	} else {
		let mut header = good.header.clone();
		for _ in 0..8 {
			if steering.done() {
				break;
			}
			let evidence = &mut header.evidence;
			match steering.byte() % 12 {
				0 | 1 => steering.list(&mut lines, &good.lines()),
				2 | 3 => {
					let at = steering.below(lines.len());
					if let Some(line) = lines.get_mut(at) {
						steering.blob(line, &good.lines()[0]);
					}
				}
				4 | 5 => {
					// A line that says what its record does, and the record is another.
					let at = steering.below(lines.len());
					if let Some(line) = lines.get_mut(at) {
						let mut record = good.uses[at % good.uses.len()].encode();
						steering.blob(&mut record, &good.uses[0].encode());
						if let Ok(used) = DecodeAll::decode_all(&mut &*record) {
							*line = crate::line(&used);
						}
					}
				}
				6 => header.seal.0 = steering.word(header.seal.0),
				7 => header.count = steering.word(header.count),
				8 => steering.blob(&mut header.proof.0, &[]),
				9 => evidence.set_id = steering.word(evidence.set_id),
				10 => evidence.hand_offs.push(evidence.block.clone()),
				_ => {
					let theirs = evidence.block.clone();
					finalized_block(&mut steering, &mut evidence.block, &theirs, evidence.set_id);
				}
			}
		}
		serde_json::to_vec(&header).unwrap()
	};
	let mut checker = Checker::new(&header, &anchor, None);
	for line in &lines {
		checker.take_line(line);
	}
	let verdict = checker.finish();
	if verdict.result == Outcome::Valid {
		let records =
			|lines: &[Vec<u8>]| -> Vec<LogLine> { lines.iter().map(|line| LogLine::parse(line).unwrap()).collect() };
		assert_eq!(records(&lines), records(&good.lines()), "complete with other uses");
		let facts = verdict.facts.as_ref().unwrap();
		assert_eq!((facts.seal, facts.count), (good.header.seal, good.header.count));
	}
	for language in Language::ALL {
		assert!(serde_json::to_vec(&verdict.worded(language)).is_ok());
	}
}
