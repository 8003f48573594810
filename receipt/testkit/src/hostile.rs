//! What an attacker makes of good receipts and logs, steered by bytes: the fuzzer's, or the corpus' that it left.
//!
//! The attacker has the good receipts of eight networks that share their authorities, the key of one authority, and the
//! sender's help, who signs any call. Four are proven by a later state, four by the header of the use's block; two are of
//! batches, and one is of a call for many e-seals. A verification must not panic, must not say of such a receipt what the
//! chain did not record, and must not find it valid for another document.

use crate::*;
use codec::{DecodeAll, Encode};
use eseal_primitives::{history::Change, seal::Hold, usage::UseLeaf, DocumentDigest, Documents};
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

/// A good receipt, and what the chain recorded.
struct Good {
	case: Case,
	/// Of the use, of the others of the same batch, and of those of the same block, which their seal keys did not sign.
	facts: Vec<Facts>,
}

impl Good {
	fn of(case: Case) -> Self {
		assert_valid(&case.verify());
		let leaves = 0..case.leaves.len().max(1);
		let facts = leaves
			.flat_map(|leaf| (0..case.world.documents.len()).map(move |place| (leaf, place)))
			.filter_map(|(leaf, place)| {
				let mut receipt = case.receipt.clone();
				point_to(&mut receipt, &case, leaf, place);
				let json = serde_json::to_vec(&receipt).unwrap();
				verify_json(&case.document, &json, &case.anchor_json()).facts
			})
			.collect();
		Self { case, facts }
	}
}

/// Makes of a receipt one of another record of the same block, and of another use of the record.
fn point_to(receipt: &mut Receipt, case: &Case, leaf: usize, place: usize) {
	let mut used = case.world.used.clone();
	if let (Some(bytes), UseProof::Block(proof)) = (case.leaves.get(leaf), &mut receipt.proof) {
		used = Leaf::decode_all(&mut &**bytes).unwrap().used;
		proof.leaf = Base64(bytes.clone());
		proof.leaf_index = leaf as u32;
		proof.audit_path = Base64(merkle(&case.leaves, leaf).1.encode());
	}
	(receipt.seal, receipt.index) = (used.seal, used.index.saturating_add(place as u64));
	let is_batch = case.receipt.batch.is_some();
	receipt.batch = is_batch.then(|| batch_part(&case.world.documents, place));
}

type Leaf = UseLeaf<AccountId, BlockNumber>;

/// Eight networks of the same authorities. Everything in them differs but the document.
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
		(late.used.nonce, late.grant.as_mut().unwrap().used) = (5, 6);
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
		(of_five.used.nonce, of_five.grant.as_mut().unwrap().used) = (6, 7);
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
		// The chain counts what the grant does: its batch and the uses before.
		let under_grant = |setup, nonce| {
			let mut world = World::new(setup);
			if let Some(grant) = &mut world.grant {
				grant.used += nonce;
			}
			world.used.nonce += u64::from(nonce);
			world
		};
		let listed = under_grant(
			Setup {
				recorded: Recorded::Listed { count: 6, position: 4 },
				proof: ProofKind::Block {
					uses: 2,
					position: 1,
					later: 1,
				},
				..quick
			},
			5,
		);
		let anchored = under_grant(
			Setup {
				recorded: Recorded::Anchored { count: 7, position: 6 },
				..quick
			},
			6,
		);
		let for_many = under_grant(
			Setup {
				recorded: Recorded::FOR_MANY,
				proof: ProofKind::Block {
					uses: 1,
					position: 0,
					later: 0,
				},
				..quick
			},
			7,
		);
		let mut cases = [plain, late, four, of_five, of_three, listed, anchored, for_many].map(World::finalize);
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
	// Mostly those that are the quickest, of either proof and of either kind of batch.
	let case = &all[match steering.byte() % 16 {
		0..=2 => 0,
		3..=5 => 3,
		6..=8 => 5,
		9..=11 => 6,
		12 => 7,
		13 => 4,
		14 => 1,
		_ => 2,
	}]
	.case;
	if mode % 8 == 0 {
		check(DOCUMENT, steering.0, &case.anchor_json());
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
		check(&document, &json, &anchor_json);
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
	match steering.byte() % 30 {
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
			(UseProof::State(mine), theirs) => match steering.byte() % 4 {
				0 => mine.record = steering.word(mine.record),
				_ => trie_nodes(steering, &mut mine.nodes.0, theirs),
			},
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
		20..=22 => batch_place(steering, case, receipt, other),
		23 => another_call(steering, case, receipt, other),
		_ => whole_proof(steering, case, receipt, other),
	}
}

/// Changes what leads from the document to the root of its batch, or which use of the batch the receipt is of.
fn batch_place(steering: &mut Steering, case: &Case, receipt: &mut Receipt, other: &Receipt) {
	let documents = &case.world.documents;
	let place = steering.below(documents.len());
	let theirs = batch_part(documents, place);
	let what = steering.byte() % 8;
	if what == 0 {
		receipt.batch = other.batch.clone();
		return;
	}
	let mine = receipt.batch.get_or_insert_with(|| theirs.clone());
	match what {
		// Of another of the batch: its digest, its path, its place; any of them, and all.
		1 | 2 => {
			let parts = steering.byte();
			if parts & 1 != 0 {
				mine.document = theirs.document;
			}
			if parts & 2 != 0 {
				mine.audit_path = theirs.audit_path;
			}
			if parts & 4 != 0 {
				receipt.index = case.world.used.index.wrapping_add(place as u64);
			}
		}
		3 => {
			let digest = sp_crypto_hashing::sha2_256(b"%PDF another").into();
			mine.document = Base64(DocumentDigest::Sha256(digest).encode());
		}
		4 => {
			if let Ok(mut path) = list_of::<H256>(&mine.audit_path.0) {
				steering.list(&mut path, &batch_leaves(documents));
				mine.audit_path = Base64(path.encode());
			}
		}
		5 => {
			// A node for a leaf: what lies above the document.
			if let (Ok(path), Ok(document)) = (
				list_of::<H256>(&mine.audit_path.0),
				DocumentDigest::decode_all(&mut &*mine.document.0),
			) {
				if let Some((beside, rest)) = path.split_first() {
					let leaf = batch_leaf(&document);
					let is_left = receipt.index % 2 == case.world.used.index % 2;
					let node = match is_left {
						true => batch_node(leaf, *beside),
						false => batch_node(*beside, leaf),
					};
					mine.document = Base64(DocumentDigest::Sha256(node).encode());
					mine.audit_path = Base64(rest.to_vec().encode());
					receipt.index = steering.word(receipt.index);
				}
			}
		}
		6 => steering.blob(&mut mine.document.0, &theirs.document.0),
		_ => steering.blob(&mut mine.audit_path.0, &theirs.audit_path.0),
	}
}

/// The sender signs another call.
fn another_call(steering: &mut Steering, case: &Case, receipt: &mut Receipt, other: &Receipt) {
	let used = &case.world.used;
	let mut statement = case.world.statement();
	let mut documents = case.world.documents.clone();
	match steering.byte() % 4 {
		0 => statement.nonce = steering.word(statement.nonce),
		1 => statement.documents = Documents::One(another_document(steering.byte().into())),
		2 => steering.list(&mut documents, &[another_document(0)]),
		_ => (),
	}
	let mut uses = vec![case.world.another_seals_use(0), case.world.signed_use()];
	let call = match steering.byte() % 6 {
		0 => calls::record_use(used.seal, &statement, &used.signature),
		1 => calls::record_uses(used.seal, &statement, &documents, &used.signature),
		2 => calls::anchor_batch(used.seal, &statement, &used.signature),
		3 => {
			let theirs = uses.clone();
			steering.list(&mut uses, &theirs);
			calls::record_for_many(&uses)
		}
		_ => {
			let mut call = case.world.call();
			steering.blob(&mut call, &other.sender.call.0);
			call
		}
	};
	receipt.sender = case.world.sender(call);
}

/// Changes the trie nodes of a proof by the state.
fn trie_nodes(steering: &mut Steering, mine: &mut Vec<u8>, theirs: &UseProof) {
	let theirs = match theirs {
		UseProof::State(theirs) => &theirs.nodes.0,
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
		UseProof::State(theirs) => &theirs.nodes.0,
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
				match steering.byte() % 6 {
					0 => leaf.grant = None,
					1 => leaf.used.block = steering.word(u64::from(leaf.used.block)) as u32,
					2 => leaf.used.index = steering.word(leaf.used.index),
					3 => {
						let digest = H256([steering.byte(); 32]);
						leaf.used.documents = Documents::One(DocumentDigest::Sha256(digest));
					}
					4 => {
						leaf.used.documents = Documents::Batch {
							count: steering.word(u64::from(leaf.used.count())) as u32,
							root: batch_root(&batch_leaves(&case.world.documents)),
						}
					}
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
		UseProof::State(proof) => {
			let mut keys = case.keys.clone();
			if steering.byte() & 1 == 0 {
				keys.retain(|key| *key != case.world.entry_key());
			}
			keys.push(storage::history_entry(case.world.id, steering.below(6) as u32));
			proof.nodes = case.state.prove(&keys);
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
			if steering.byte() & 1 == 0 {
				receipt.batch = other.batch.clone();
			}
		}
		2 => {
			let leaf = steering.below(case.leaves.len());
			point_to(receipt, case, leaf, steering.below(case.world.documents.len()));
		}
		3..=6 => another_entry(steering, case, receipt),
		_ => {
			// A forged branch that recorded the use of another document, which the evil authority finalizes.
			let mut leaf = case.world.leaf();
			let digest = DocumentDigest::Sha256(sp_crypto_hashing::sha2_256(b"%PDF another").into());
			leaf.used.documents = Documents::One(digest);
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
fn check(document: &[u8], receipt: &[u8], anchor: &[u8]) {
	let verdict = verify_json(document, receipt, anchor);
	if let Some(facts) = &verdict.facts {
		let mut known = good().iter().flat_map(|good| &good.facts);
		assert!(
			known.any(|known| {
				// It may leave open which document of the record it is.
				let open = || Facts {
					document: None,
					..known.clone()
				};
				known == facts || (facts.document.is_none() && open() == *facts)
			}),
			"a wrong fact: {verdict:#?}"
		);
	}
	if verdict.result == Outcome::Valid {
		assert_eq!(document, DOCUMENT, "valid for another document");
		assert!(verdict.facts.is_some(), "valid without facts");
		let Ok(receipt) = serde_json::from_slice::<Receipt>(receipt) else {
			panic!("valid, and no receipt");
		};
		// Of parts of two, all of one may be left.
		let is_of =
			|good: &Good| (receipt.genesis, receipt.index) == (good.case.receipt.genesis, good.case.receipt.index);
		assert!(good().iter().any(is_of), "valid as another use");
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
	let records = [
		Recorded::Single,
		Recorded::Listed { count: 3, position: 1 },
		Recorded::Anchored { count: 5, position: 0 },
		Recorded::Single,
	];
	// Two authorities, of which the attacker has one: signatures are what takes time.
	LOG.get_or_init(|| LogCase::of_records(&World::new(Setup::default()), &records, 2))
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
			match steering.byte() % 15 {
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
						let Logged { used, listed } = good.records[at % good.records.len()].clone();
						let mut record = used.encode();
						steering.blob(&mut record, &good.records[0].used.encode());
						if let Ok(used) = DecodeAll::decode_all(&mut &*record) {
							*line = crate::line(&Logged { used, listed });
						}
					}
				}
				12 | 13 => {
					// A line that lists other documents, or none.
					let at = steering.below(lines.len());
					let Some(line) = lines.get_mut(at) else {
						continue;
					};
					if let Ok(mut read) = LogLine::parse(line) {
						let mut listed = read.documents.take().unwrap_or_default().0;
						if steering.byte() & 1 == 0 {
							let mut documents = list_of::<DocumentDigest>(&listed).unwrap_or_default();
							steering.list(&mut documents, &[another_document(0), another_document(1)]);
							listed = documents.encode();
						} else {
							steering.blob(&mut listed, &[]);
						}
						read.documents = (steering.byte() & 1 == 0).then_some(Base64(listed));
						*line = serde_json::to_vec(&read).unwrap();
					}
				}
				14 => header.records = steering.word(header.records),
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
		assert_eq!(lines.len(), good.records.len(), "complete with other records");
		for (line, Logged { used, .. }) in lines.iter().zip(&good.records) {
			let mut read = LogLine::parse(line).unwrap();
			// A line may leave out its documents.
			if let Some(Base64(listed)) = read.documents.take() {
				let documents = list_of::<DocumentDigest>(&listed).unwrap();
				assert_eq!(as_batch(&documents), used.documents, "complete with other documents");
			}
			assert_eq!(read, LogLine::of(used, None), "complete with other uses");
		}
		let facts = verdict.facts.as_ref().unwrap();
		assert_eq!(
			(facts.seal, facts.count, facts.records),
			(good.header.seal, good.header.count, good.header.records)
		);
	}
	for language in Language::ALL {
		assert!(serde_json::to_vec(&verdict.worded(language)).is_ok());
	}
}
