//! Documents that are not of the batch, or not at that place of it.

use crate::*;
use codec::{DecodeAll, Encode};
use eseal_primitives::{DocumentDigest, Documents};
use eseal_receipt::{
	format::{Base64, Batch},
	verdict::BatchFacts,
};
use sp_core::H256;

/// What stands for a path that does not lead there.
const ASTRAY: &str = "batch-path-length|not-in-batch";

/// Batches of both kinds with few and many documents.
fn batches() -> impl Iterator<Item = Recorded> {
	[
		(2, 0),
		(2, 1),
		(3, 0),
		(3, 2),
		(5, 2),
		(5, 4),
		(8, 7),
		(13, 12),
		(256, 100),
		(1_024, 1_023),
	]
	.into_iter()
	.flat_map(|(count, position)| {
		[
			Recorded::Listed { count, position },
			Recorded::Anchored { count, position },
		]
	})
}

/// Other places than one's own: the first and the last, those beside it, and one in the middle.
fn other_places(recorded: Recorded) -> impl Iterator<Item = u32> {
	let (count, position) = (recorded.count(), recorded.position());
	let beside = [position ^ 1, position.wrapping_sub(1), position + 1];
	[0, 1, count / 2, count - 1]
		.into_iter()
		.chain(beside)
		.filter(move |place| *place < count && *place != position)
}

fn path_of(batch: &Batch) -> Vec<H256> {
	DecodeAll::decode_all(&mut &*batch.audit_path.0).unwrap()
}

/// The digest, the path and the index of another document of the batch: any of them, and all.
#[test]
fn another_place_in_the_batch() {
	for (recorded_as, proof) in with_both(batches()) {
		let mut case = recorded(recorded_as, proof);
		let good = case.receipt.clone();
		assert_valid(&case.verify());
		for other in other_places(recorded_as) {
			let theirs = batch_part(&case.world.documents, other as usize);
			for parts in 1..8 {
				case.receipt = good.clone();
				if parts & 1 != 0 {
					case.batch().document = theirs.document.clone();
				}
				if parts & 2 != 0 {
					case.batch().audit_path = theirs.audit_path.clone();
				}
				if parts & 4 != 0 {
					case.receipt.index = FIRST + u64::from(other);
				}
				// All of the other's: a receipt of another document than this.
				let code = if parts == 7 { "document-differs" } else { ASTRAY };
				invalid(&case, Subject::Document, code);
			}
		}
	}
}

#[test]
fn a_path_of_another_tree() {
	for recorded_as in batches() {
		let (count, position) = (recorded_as.count(), recorded_as.position());
		let mut case = recorded(recorded_as, ProofKind::BLOCK);
		let own = case.world.document();
		let documents = case.world.documents.clone();
		let at = position as usize;
		// There are more, or one less; all of the others differ, or one of them does.
		let mut others = vec![
			batch_part(&documents_around(own, count + 1_000, position), at),
			batch_part(&documents_around(own, count * 2, position), at),
		];
		let mut strange: Vec<_> = (0..count).map(|place| another_document(5_000 + place)).collect();
		strange[at] = own;
		others.push(batch_part(&strange, at));
		for place in other_places(recorded_as) {
			let mut documents = documents.clone();
			documents[place as usize] = another_document(9_999);
			others.push(batch_part(&documents, at));
		}
		if position + 1 < count {
			others.push(batch_part(&documents[..documents.len() - 1], at));
		}
		// The block's tree has another hash function, and no prefixes.
		let leaves: Vec<Vec<u8>> = documents.iter().map(Encode::encode).collect();
		others.push(Batch {
			document: Base64(own.encode()),
			audit_path: Base64(merkle(&leaves, at).1.encode()),
		});
		let good = path_of(case.batch());
		for other in others {
			// A larger batch has the same path as far as the way goes through a complete tree of its own.
			if path_of(&other) == good {
				continue;
			}
			*case.batch() = other;
			invalid(&case, Subject::Document, ASTRAY);
		}
	}
}

#[test]
fn a_path_too_long_too_short_or_changed() {
	for (recorded_as, proof) in with_both([(1, 0), (2, 0), (3, 2), (5, 2), (5, 4), (8, 7), (13, 12)]) {
		let (count, position) = recorded_as;
		let mut case = recorded(Recorded::Anchored { count, position }, proof);
		let path = path_of(case.batch());
		let leaves = batch_leaves(&case.world.documents);
		let root = batch_root(&leaves);
		let mut longer: Vec<Vec<H256>> = vec![vec![H256::zero(); 1_000], vec![root; 32]];
		for place in 0..=path.len() {
			for more in [H256::zero(), root, leaves[position as usize]] {
				let mut with = path.clone();
				with.insert(place, more);
				longer.push(with);
			}
		}
		for other in longer {
			case.batch().audit_path = Base64(other.encode());
			invalid(&case, Subject::Document, "batch-path-length");
		}
		for length in 0..path.len() {
			case.batch().audit_path = Base64(path[..length].to_vec().encode());
			invalid(&case, Subject::Document, "batch-path-length");
			case.batch().audit_path = Base64(path[path.len() - length..].to_vec().encode());
			invalid(&case, Subject::Document, "batch-path-length");
		}
		let mut others = rearranged(&path);
		for place in 0..path.len() {
			for bit in [1, 0x80] {
				let mut changed = path.clone();
				changed[place].0[31] ^= bit;
				others.push(changed);
			}
			let mut zero = path.clone();
			zero[place] = H256::zero();
			others.push(zero);
		}
		for other in others {
			case.batch().audit_path = Base64(other.encode());
			invalid(&case, Subject::Document, ASTRAY);
		}
		case.batch().audit_path = Base64(path.encode());
		assert_valid(&case.verify());
	}
}

/// What lies beneath a node is hashed with another byte in front than a document: as a digest of any algorithm, at any place,
/// a node leads nowhere, and two hashes are no digest.
#[test]
fn a_node_as_a_leaf() {
	for (count, position) in [(2, 0), (3, 1), (4, 2), (5, 4), (6, 5), (8, 5)] {
		let mut case = recorded(Recorded::Anchored { count, position }, ProofKind::BLOCK);
		let leaves = batch_leaves(&case.world.documents);
		let path = path_of(case.batch());
		let (mut node, mut place, mut last) = (leaves[position as usize], position, count - 1);
		let mut rest = &path[..];
		while last > 0 {
			// The last of an odd number moves up as it is.
			if place % 2 == 1 || place < last {
				let (beside, above) = rest.split_first().unwrap();
				let pair = if place % 2 == 1 {
					[*beside, node]
				} else {
					[node, *beside]
				};
				rest = above;
				for bytes in [
					(pair[0], pair[1]).encode(),
					(1u8, pair[0], pair[1]).encode(),
					(0u8, pair[0], pair[1]).encode(),
				] {
					case.batch().document = Base64(bytes);
					for path in [&path[..], rest] {
						case.batch().audit_path = Base64(path.to_vec().encode());
						invalid(&case, Subject::Document, "batch-malformed");
					}
				}
				node = batch_node(pair[0], pair[1]);
			}
			(place, last) = (place / 2, last / 2);
			for digest in [
				DocumentDigest::Sha256(node),
				DocumentDigest::Sm3(node),
				DocumentDigest::Blake2b256(node),
				DocumentDigest::Commitment(node),
				DocumentDigest::CommitmentSm3(node),
			] {
				case.batch().document = Base64(digest.encode());
				for path in [&path[..], rest] {
					case.batch().audit_path = Base64(path.to_vec().encode());
					for index in 0..count {
						case.receipt.index = FIRST + u64::from(index);
						invalid(&case, Subject::Document, ASTRAY);
					}
				}
			}
			case.receipt.index = FIRST + u64::from(position);
		}
		assert_eq!(node, batch_root(&leaves));
	}
}

/// Of a root alone the chain cannot tell how many documents it has. What counts is the number that the seal key signed: it
/// bounds the places, and says how long the way to each is.
#[test]
fn another_number_of_documents() {
	let with_count = |recorded, number: u32, proof| {
		let setup = Setup {
			recorded,
			proof,
			..Setup::default()
		};
		Case::changed(setup, |world| {
			let Documents::Batch { count, .. } = &mut world.used.documents else {
				panic!("the record is of a batch");
			};
			*count = number;
			let grant = world.grant.as_mut().unwrap();
			(grant.used, grant.quota) = (number.saturating_add(3), u32::MAX);
		})
	};
	let (count, position) = (5, 2);
	for proof in BOTH {
		for recorded in [
			Recorded::Anchored { count, position },
			Recorded::Listed { count, position },
		] {
			for number in [0, 1, 2] {
				invalid(&with_count(recorded, number, proof), Subject::State, "another-use");
			}
			for number in [3, 4, 9, 16, 1 << 20, u32::MAX] {
				let code = "batch-path-length";
				invalid(&with_count(recorded, number, proof), Subject::Document, code);
			}
		}
		// On the same way to a root that is the same, with more documents behind.
		for number in [6, 7, 8] {
			let listed = with_count(Recorded::Listed { count, position }, number, proof);
			invalid(&listed, Subject::Sender, "call-without-use");
			let verdict = with_count(Recorded::Anchored { count, position }, number, proof).verify();
			assert_valid(&verdict);
			let batch = Some(BatchFacts {
				first: FIRST,
				count: number,
			});
			assert_eq!(verdict.facts.unwrap().batch, batch);
		}
	}
	// In the receipt only.
	for number in [4, 6] {
		let mut case = recorded(Recorded::ANCHORED, ProofKind::BLOCK);
		let mut leaf = case.world.leaf();
		let Documents::Batch { root, .. } = leaf.used.documents else {
			panic!("the record is of a batch");
		};
		leaf.used.documents = Documents::Batch { count: number, root };
		case.block_proof().leaf = Base64(leaf.encode());
		invalid(&case, Subject::State, "not-in-block");
	}
}

/// A stranger shows a batch's receipt for a document of their own.
#[test]
fn a_strangers_document() {
	let document: &[u8] = b"a stranger's document";
	let hash = |of: fn(&[u8]) -> [u8; 32], bytes: &[u8]| H256(of(bytes));
	let sha256 = |bytes: &[u8]| hash(sp_crypto_hashing::sha2_256, bytes);
	for (recorded_as, proof) in with_both(Recorded::BATCHES) {
		let mut case = recorded(recorded_as, proof);
		// The document alone.
		case.document = document.to_vec();
		invalid(&case, Subject::Document, "document-differs");
		// With its digest in place of the one that was sealed, by every algorithm.
		let salted = [&SALT[..], document].concat();
		for digest in [
			DocumentDigest::Sha256(sha256(document)),
			DocumentDigest::Sm3(hash(eseal_crypto::sm2::sm3, document)),
			DocumentDigest::Blake2b256(hash(sp_crypto_hashing::blake2_256, document)),
			DocumentDigest::Commitment(sha256(&salted)),
			DocumentDigest::CommitmentSm3(hash(eseal_crypto::sm2::sm3, &salted)),
		] {
			case.batch().document = Base64(digest.encode());
			case.receipt.salt = (!digest.is_plain()).then(|| Base64(SALT.to_vec()));
			invalid(&case, Subject::Document, "not-in-batch");
			// And in place of each hash of the path.
			let path = path_of(case.batch());
			for place in 0..path.len() {
				let mut with = path.clone();
				with[place] = batch_leaf(&digest);
				case.batch().audit_path = Base64(with.encode());
				invalid(&case, Subject::Document, "not-in-batch");
			}
			case.batch().audit_path = Base64(path.encode());
			// As a batch of one.
			*case.batch() = batch_part(&[digest], 0);
			invalid(&case, Subject::Document, "batch-path-length");
			case.batch().audit_path = Base64(path.encode());
		}
		// As a single use, in the receipt only.
		case.receipt.batch = None;
		case.receipt.salt = None;
		invalid(&case, Subject::Document, "batch-missing");
		if proof != ProofKind::State {
			let mut leaf = case.world.leaf();
			leaf.used.documents = Documents::One(DocumentDigest::Sha256(sha256(document)));
			case.block_proof().leaf = Base64(leaf.encode());
			invalid(&case, Subject::State, "not-in-block");
		}
	}
}

/// The digest of the document that was sealed, by another algorithm than it was.
#[test]
fn another_digest_of_the_same_document() {
	for (recorded_as, proof) in with_both(Recorded::BATCHES) {
		let mut case = recorded(recorded_as, proof);
		for digest in [
			DocumentDigest::Sm3(eseal_crypto::sm2::sm3(DOCUMENT).into()),
			DocumentDigest::Blake2b256(sp_crypto_hashing::blake2_256(DOCUMENT).into()),
			// The same hash under another name.
			DocumentDigest::Sm3(sp_crypto_hashing::sha2_256(DOCUMENT).into()),
			DocumentDigest::Commitment(sp_crypto_hashing::sha2_256(DOCUMENT).into()),
		] {
			case.batch().document = Base64(digest.encode());
			invalid(&case, Subject::Document, "not-in-batch");
		}
	}
}

/// Each document of a batch has a receipt of its own, and none serves for another.
#[test]
fn the_receipt_of_one_for_another_of_the_batch() {
	let texts: Vec<Vec<u8>> = (0..5).map(|number| format!("document {number}").into_bytes()).collect();
	let digest = |text: &Vec<u8>| DocumentDigest::Sha256(sp_crypto_hashing::sha2_256(text).into());
	let (count, position) = (5, 0);
	let recorded = [
		Recorded::Listed { count, position },
		Recorded::Anchored { count, position },
	];
	for (recorded, proof) in with_both(recorded) {
		let setup = Setup {
			recorded,
			proof,
			..Setup::default()
		};
		let mut case = Case::changed(setup, |world| world.set_documents(texts.iter().map(digest).collect()));
		for place in 0..5 {
			*case.batch() = batch_part(&case.world.documents, place);
			case.receipt.index = FIRST + place as u64;
			for (other, text) in texts.iter().enumerate() {
				case.document = text.clone();
				if other == place {
					let verdict = case.verify();
					assert_valid(&verdict);
					assert_eq!(verdict.facts.unwrap().document, Some(digest(text)));
				} else {
					invalid(&case, Subject::Document, "document-differs");
				}
			}
		}
	}
}

#[test]
fn a_path_for_a_single_use_and_none_for_a_batch() {
	for (recorded_as, proof) in with_both([Recorded::Single, Recorded::FOR_MANY]) {
		let mut case = recorded(recorded_as, proof);
		let document = case.world.document();
		for part in [
			// That of a batch of one, of more, and what does not even decode.
			batch_part(&[document], 0),
			batch_part(&documents_around(document, 5, 2), 2),
			Batch {
				document: Base64(vec![]),
				audit_path: Base64(vec![]),
			},
		] {
			case.receipt.batch = Some(part);
			invalid(&case, Subject::Document, "batch-unneeded");
		}
	}
	let ones = [
		Recorded::Listed { count: 1, position: 0 },
		Recorded::Anchored { count: 1, position: 0 },
	];
	for (recorded_as, proof) in with_both(ones.into_iter().chain(Recorded::BATCHES)) {
		let mut case = recorded(recorded_as, proof);
		case.receipt.batch = None;
		invalid(&case, Subject::Document, "batch-missing");
		// Which document it was is not told then.
		assert_eq!(case.verify().facts.unwrap().document, None);
	}
}

#[test]
fn an_index_outside_the_record() {
	let ones = [
		Recorded::Listed { count: 1, position: 0 },
		Recorded::Anchored { count: 1, position: 0 },
	];
	for (recorded_as, proof) in with_both(Recorded::ALL.into_iter().chain(ones)) {
		let mut case = recorded(recorded_as, proof);
		let (count, position) = (u64::from(recorded_as.count()), u64::from(recorded_as.position()));
		for index in [
			0,
			FIRST - 1,
			FIRST + count,
			FIRST + count + 1,
			// The place of the document, and as it would be of 32 bits, or beyond 64.
			position.min(FIRST - 1),
			FIRST + position + (1 << 32),
			FIRST + position + (1 << 63),
			position.wrapping_sub(1 << 32).wrapping_add(FIRST),
			u64::MAX,
		] {
			case.receipt.index = index;
			invalid(&case, Subject::State, "another-use");
		}
	}
	// A record at the end of all indices, of which the uses would go beyond: no panic, and none is found there.
	for recorded in Recorded::ALL {
		let setup = Setup {
			recorded,
			..Setup::by_block()
		};
		let mut case = Case::changed(setup, |world| world.used.index = u64::MAX - 1);
		for index in [0, 1, FIRST, u64::MAX - 2] {
			case.receipt.index = index;
			invalid(&case, Subject::State, "another-use");
		}
	}
}

#[test]
fn a_part_that_does_not_decode() {
	for (recorded_as, proof) in with_both(Recorded::BATCHES) {
		let mut case = recorded(recorded_as, proof);
		let good = case.batch().clone();
		let Base64(document) = good.document.clone();
		let mut digests = vec![
			vec![],
			document[1..].to_vec(),
			document[..32].to_vec(),
			[&document[..], &[0]].concat(),
			[&document[..], &document[..]].concat(),
		];
		for kind in 5..=u8::MAX {
			digests.push([&[kind][..], &document[1..]].concat());
		}
		for digest in digests {
			case.batch().document = Base64(digest);
			invalid(&case, Subject::Document, "batch-malformed");
		}
		case.batch().document = good.document.clone();
		let Base64(path) = good.audit_path.clone();
		for bytes in [
			vec![],
			path[1..].to_vec(),
			path[..path.len() - 1].to_vec(),
			[&path[..], &[0]].concat(),
			// The hashes without their number.
			path_of(&good).iter().flat_map(|hash| hash.0).collect(),
		] {
			case.batch().audit_path = Base64(bytes);
			invalid(&case, Subject::Document, "batch-malformed");
		}
		case.batch().audit_path = good.audit_path.clone();
		assert_valid(&case.verify());
	}
}

/// A batch's document is salted as any other is.
#[test]
fn another_salt() {
	for (recorded, proof) in with_both(Recorded::BATCHES) {
		let of = |digest| {
			Case::of(Setup {
				recorded,
				proof,
				digest,
				..Setup::default()
			})
		};
		for digest in [DigestKind::Commitment, DigestKind::CommitmentSm3] {
			let mut case = of(digest);
			assert_valid(&case.verify());
			for (salt, code) in [
				(None, "salt-missing"),
				(Some(vec![1; 32]), "document-differs"),
				(Some(SALT[..31].to_vec()), "salt-length"),
			] {
				case.receipt.salt = salt.map(Base64);
				invalid(&case, Subject::Document, code);
			}
		}
		let mut case = of(DigestKind::Sha256);
		case.receipt.salt = Some(Base64(SALT.to_vec()));
		invalid(&case, Subject::Document, "salt-unneeded");
	}
}

/// What the seal key signed is the root: with another one, or as a single use, its signature is for something else.
#[test]
fn the_seal_key_signed_other_documents() {
	for (recorded, proof) in with_both(Recorded::BATCHES) {
		let setup = Setup {
			recorded,
			proof,
			..Setup::default()
		};
		let changes: [fn(&mut World); 3] = [
			|world| world.set_documents(documents_around(world.document(), world.used.count(), 0)),
			|world| {
				// With the own document at its place, and another one beside it.
				let mut documents = world.documents.clone();
				documents[0] = another_document(9_999);
				world.set_documents(documents);
			},
			|world| {
				let Documents::Batch { count, .. } = &mut world.used.documents else {
					panic!("the record is of a batch");
				};
				*count += 1;
				world.grant.as_mut().unwrap().used += 1;
			},
		];
		for (number, change) in changes.into_iter().enumerate() {
			let case = Case::changed(setup, |world| {
				world.sign_for(world.genesis, &world.used.account.clone());
				change(world);
			});
			let verdict = case.verify();
			let check = |subject| {
				let found = verdict.checks.iter().find(|check| check.subject == subject).unwrap();
				(found.result, found.reason.code())
			};
			assert_eq!(check(Subject::SealKey), (Invalid, "seal-signature"), "{number}");
		}
	}
}
