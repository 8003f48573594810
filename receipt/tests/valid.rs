//! Receipts that hold: every algorithm, every digest, every way to record a use, every way to a finalized block.

use codec::Decode;
use eseal_primitives::{grant::GrantEnd, history::Change, seal::RevocationReason, DocumentDigest, Moment};
use eseal_receipt::{
	checks::{block_uses::MAX_ANCESTORS, signature::AccountSignature},
	verdict::{BatchFacts, Facts},
	Language, Outcome, Reason, Subject, Verdict,
};
use eseal_receipt_testkit::*;
use sp_core::{Blake2Hasher, H256};

const AND_STILL: &str = "valid when used, and still as of the receipt";
const AND_NO_MORE: &str = "valid when used; what came later is not in the receipt";

/// What the verdict's first sentence says of the use, after who sealed.
fn said(verdict: &Verdict) -> String {
	let summary = verdict.summary(Language::English);
	let said = summary.strip_prefix("Sealed by 杭州某某科技有限公司 (91330106MA2KXYA720): ");
	said.unwrap_or_else(|| panic!("it does not say who sealed: {summary}"))
		.into()
}

fn assert_follows(verdict: &Verdict, by: usize) {
	let reason = &verdict.checks[1].reason;
	assert!(
		matches!(reason, Reason::SetFollows { hand_offs, .. } if *hand_offs == by as u64),
		"{reason:?}"
	);
}

fn by_block(uses: u32, position: u32, later: u32) -> Setup {
	Setup {
		proof: ProofKind::Block { uses, position, later },
		others: 0,
		..Setup::default()
	}
}

#[test]
fn every_seal_key_and_every_account_as_owner_and_under_a_grant() {
	for seal_key in SEAL_ALGORITHMS {
		for account in [Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa, Algorithm::Eth] {
			for under_grant in [false, true] {
				for (plain, summary) in [(Setup::default(), AND_STILL), (Setup::by_block(), AND_NO_MORE)] {
					let verdict = Case::of(Setup {
						seal_key,
						account,
						under_grant,
						..plain
					})
					.verify();
					assert_valid(&verdict);
					assert_eq!(said(&verdict), summary);
					assert_eq!(verdict.facts.unwrap().grant.is_some(), under_grant);
				}
			}
		}
	}
}

#[test]
fn every_way_to_record_a_use() {
	for recorded in Recorded::ALL {
		for seal_key in SEAL_ALGORITHMS {
			for under_grant in [false, true] {
				for (plain, summary) in [(Setup::default(), AND_STILL), (Setup::by_block(), AND_NO_MORE)] {
					let verdict = Case::of(Setup {
						recorded,
						seal_key,
						under_grant,
						..plain
					})
					.verify();
					assert_valid(&verdict);
					assert_eq!(said(&verdict), summary);
					let facts = verdict.facts.unwrap();
					assert_eq!(facts.grant.is_some(), under_grant);
					let (count, position) = (recorded.count(), recorded.position());
					assert_eq!(facts.index, FIRST + u64::from(position));
					let batch = BatchFacts { first: FIRST, count };
					assert_eq!(facts.batch, recorded.is_batch().then_some(batch));
					let sealed = DocumentDigest::Sha256(sp_crypto_hashing::sha2_256(DOCUMENT).into());
					assert_eq!(facts.document, Some(sealed));
				}
			}
		}
	}
}

#[test]
fn every_document_of_batches_with_few_and_many() {
	let places = |count: u32| match count {
		0..=8 => (0..count).collect::<Vec<_>>(),
		_ => vec![0, 1, count / 2, count - 2, count - 1],
	};
	for count in [1, 2, 3, 5, 8, 13, 256, 1_023, 1_024] {
		for position in places(count) {
			for recorded in [
				Recorded::Listed { count, position },
				Recorded::Anchored { count, position },
			] {
				let setup = Setup {
					recorded,
					..by_block(3, 1, 1)
				};
				let mut case = Case::of(setup);
				let path: Vec<H256> = Decode::decode(&mut &*case.batch().audit_path.0).unwrap();
				let needed = eseal_crypto::batch::path_length(count, position);
				assert_eq!(path.len(), needed as usize);
				let verdict = case.verify();
				assert_valid(&verdict);
				let facts = verdict.facts.unwrap();
				assert_eq!(facts.index, FIRST + u64::from(position));
				assert_eq!(facts.batch, Some(BatchFacts { first: FIRST, count }));
			}
		}
	}
}

/// More than a call lists. `tests/size.rs` has one of the largest.
#[test]
fn anchored_batches_of_more_than_a_call_lists() {
	for (count, position) in [(1_025, 1_024), (65_537, 65_536), (1 << 17, 77_777)] {
		let verdict = Case::of(Setup {
			recorded: Recorded::Anchored { count, position },
			..Setup::by_block()
		})
		.verify();
		assert_valid(&verdict);
		assert_eq!(verdict.facts.unwrap().batch, Some(BatchFacts { first: FIRST, count }));
	}
}

#[test]
fn every_entry_of_a_call_for_many() {
	let alone = Case::of(Setup::by_block()).verify().facts.unwrap();
	for (entries, positions) in [(1, vec![0]), (2, vec![0, 1]), (64, vec![0, 1, 31, 62, 63])] {
		for position in positions {
			let verdict = Case::of(Setup {
				recorded: Recorded::ForMany { entries, position },
				..Setup::by_block()
			})
			.verify();
			assert_valid(&verdict);
			// It is a single use, as if it had been sent alone.
			let (facts, alone) = (verdict.facts.unwrap(), alone.clone());
			let proven = facts.proven.clone();
			assert_eq!(facts, Facts { proven, ..alone });
		}
	}
}

/// A document that stands twice in a batch was sealed twice: each is a use, with a receipt of its own.
#[test]
fn a_document_twice_in_a_batch() {
	for recorded in Recorded::BATCHES {
		let setup = Setup {
			recorded,
			..Setup::by_block()
		};
		let mut case = Case::changed(setup, |world| {
			let mut documents = world.documents.clone();
			documents[0] = world.document();
			documents[1] = world.document();
			world.set_documents(documents);
		});
		for place in [0, 1, recorded.position() as usize] {
			*case.batch() = batch_part(&case.world.documents, place);
			case.receipt.index = FIRST + place as u64;
			let verdict = case.verify();
			assert_valid(&verdict);
			assert_eq!(verdict.facts.unwrap().index, FIRST + place as u64);
		}
	}
}

/// The tests' own tree is that of the crate by which the chain, and whoever anchors a batch, makes the root.
#[test]
fn the_tree_of_batches_by_a_second_opinion() {
	use eseal_crypto::batch::{audit_path, batch, leaf_hash, root_from_path};
	for count in 1..=70 {
		let documents: Vec<_> = (0..count).map(another_document).collect();
		let leaves = batch_leaves(&documents);
		assert_eq!(leaves, documents.iter().map(leaf_hash).collect::<Vec<_>>());
		assert_eq!(batch(&documents), Some(as_batch(&documents)));
		for (position, document) in (0..count).zip(&documents) {
			let path = batch_path(&leaves, position as usize);
			assert_eq!(
				audit_path(&leaves, position),
				Some(path.clone()),
				"{position} of {count}"
			);
			let root = root_from_path(document, position, count, &path);
			assert_eq!(root, Some(batch_root(&leaves)), "{position} of {count}");
		}
	}
}

/// The example in `docs/receipt-format.md`, computed there by another program.
#[test]
fn the_tree_of_the_docs() {
	const DOCS: &str = include_str!("../../docs/receipt-format.md");
	let documents = [
		DocumentDigest::Sha256(H256([0x11; 32])),
		DocumentDigest::Sm3(H256([0x22; 32])),
		DocumentDigest::Commitment(H256([0x33; 32])),
	];
	let leaves = batch_leaves(&documents);
	let node = batch_node(leaves[0], leaves[1]);
	let root = batch_root(&leaves);
	assert_eq!(root, batch_node(node, leaves[2]));
	for hash in [leaves[0], leaves[1], leaves[2], node, root] {
		assert!(DOCS.contains(&format!("{hash:x}")), "the docs do not have {hash:?}");
	}
}

#[test]
fn every_kind_of_digest() {
	for digest in [
		DigestKind::Sha256,
		DigestKind::Sm3,
		DigestKind::Blake2b256,
		DigestKind::Commitment,
		DigestKind::CommitmentSm3,
	] {
		for plain in [Setup::default(), Setup::by_block()] {
			for recorded in Recorded::ALL {
				assert_valid(
					&Case::of(Setup {
						digest,
						recorded,
						..plain
					})
					.verify(),
				);
			}
		}
	}
}

#[test]
fn every_use_of_blocks_with_few_and_many() {
	for uses in [1, 2, 3, 5, 8, 13] {
		for position in 0..uses {
			for later in [0, 1, 5] {
				let mut case = Case::of(by_block(uses, position, later));
				assert_eq!(case.block_proof().ancestors.len(), later as usize);
				let verdict = case.verify();
				assert_valid(&verdict);
				let facts = verdict.facts.unwrap();
				assert_eq!(facts.block, USED_IN);
				// As of the block that recorded it, not of the later one that was finalized.
				let proven = facts.proven;
				assert_eq!(
					(proven.block, proven.hash, proven.at),
					(USED_IN, hash(&case.blocks[0]), Moment(USED_AT))
				);
				let verified = case.header.number;
				assert_eq!(verified, USED_IN + later);
				assert!(matches!(verdict.checks[2].reason, Reason::Final { block, .. } if block == verified));
			}
		}
	}
}

/// The tests' own tree is that of the crate by which the chain makes the root.
#[test]
fn the_tree_by_a_second_opinion() {
	for count in 1..=70 {
		let leaves: Vec<Vec<u8>> = (0..count).map(|leaf: usize| vec![leaf as u8; 3 * leaf]).collect();
		for position in 0..count {
			let (root, path) = merkle(&leaves, position);
			let proof = binary_merkle_tree::merkle_proof::<Blake2Hasher, _, _>(&leaves, position as u32);
			assert_eq!((root, path), (proof.root, proof.proof), "{position} of {count}");
		}
	}
}

#[test]
fn a_use_of_a_thousand_and_a_block_of_long_ago() {
	for position in [0, 511, 512, 998, 999] {
		assert_valid(&Case::of(by_block(1_000, position, 1)).verify());
	}
	assert_valid(&Case::of(by_block(1, 0, MAX_ANCESTORS as u32)).verify());
}

#[test]
fn by_block_across_hand_offs() {
	for hand_offs in [1, 2, 3] {
		for later in [0, 1, 5] {
			let verdict = Case::of(Setup {
				hand_offs,
				..by_block(3, 2, later)
			})
			.verify();
			assert_valid(&verdict);
			assert_follows(&verdict, hand_offs);
		}
	}
}

/// The block of the use may be the last of its authority set; what else its header says does not matter.
#[test]
fn a_header_that_says_more() {
	let mut case = Case::of(Setup::by_block());
	let uses = uses_item(merkle(&case.leaves, 0).0, case.leaves.len() as u32);
	let next = scheduled_change(&authorities(3, 3), 0);
	for items in [vec![next.clone(), uses.clone()], vec![uses, next]] {
		case.name_uses(items);
		assert_valid(&case.verify());
	}
}

#[test]
fn a_use_by_its_block_and_by_a_later_state() {
	let nothing: fn(&mut World) = |_| ();
	let revoked: fn(&mut World) = |world| {
		world.revoke(
			RevocationReason::CessationOfUse,
			USED_AT + 10_000,
			USED_AT + 10_000,
			USED_IN + 5,
		);
	};
	for (later, summary) in [(nothing, AND_STILL), (revoked, "valid when used; revoked since")] {
		for (under_grant, hand_offs) in [(false, 0), (true, 2)] {
			let with = |plain| Setup {
				under_grant,
				hand_offs,
				..plain
			};
			// What came later is in the state only.
			let then = Case::of(with(Setup::by_block())).verify();
			let mut world = World::new(with(Setup::default()));
			later(&mut world);
			let since = world.finalize().verify();
			assert_valid(&then);
			assert_valid(&since);
			assert_eq!((&*said(&then), &*said(&since)), (AND_NO_MORE, summary));
			let (then, mut since) = (then.facts.unwrap(), since.facts.unwrap());
			assert_eq!((then.proven.block, since.proven.block), (USED_IN, PROVEN_IN));
			assert_eq!((then.revoked_at, then.obstacles.len()), (None, 0));
			since.proven = then.proven.clone();
			since.revoked_at = None;
			since.obstacles.clear();
			assert_eq!(then, since);
		}
	}
}

/// A batch too: what is proven of one of its uses is the same.
#[test]
fn a_use_of_a_batch_by_its_block_and_by_a_later_state() {
	for recorded in Recorded::BATCHES {
		let by = |plain| {
			let mut case = Case::of(Setup { recorded, ..plain });
			let verdict = case.verify();
			assert_valid(&verdict);
			(case.batch().clone(), verdict.facts.unwrap())
		};
		let ((path, then), (same_path, since)) = (by(Setup::by_block()), by(Setup::default()));
		assert_eq!(path, same_path);
		assert_eq!(
			then,
			Facts {
				proven: then.proven.clone(),
				..since
			}
		);
	}
}

/// The state of the block of the use knows no more than its header.
#[test]
fn by_the_state_of_the_block_of_the_use() {
	let mut case = Case::with(|world| world.now = Moment(USED_AT));
	let header = header(USED_IN, case.state.root, vec![]);
	case.receipt.evidence.block = case.chain.finalize(&header);
	let verdict = case.verify();
	assert_valid(&verdict);
	assert_eq!(said(&verdict), AND_NO_MORE);
}

#[test]
fn every_number_of_authorities_and_hand_offs() {
	for authorities in [1, 2, 3, 4, 16] {
		for hand_offs in [0, 1, 3] {
			let verdict = Case::of(Setup {
				authorities,
				hand_offs,
				..Setup::default()
			})
			.verify();
			assert_valid(&verdict);
			assert_follows(&verdict, hand_offs);
		}
	}
}

/// An anchor may be younger than the receipt's first hand-off.
#[test]
fn an_anchor_from_the_middle_of_the_way() {
	let mut case = Case::of(Setup {
		hand_offs: 3,
		..Setup::default()
	});
	for set_id in 3..=5 {
		case.anchor.set_id = set_id;
		case.anchor.authorities = authorities(set_id, 3)
			.iter()
			.map(|pair| eseal_receipt::format::Authority {
				key: sp_core::H256(sp_core::Pair::public(pair).0),
				weight: 1,
			})
			.collect();
		assert_valid(&case.verify());
	}
}

#[test]
fn states_of_every_size() {
	for others in [0, 1, 10, 1_000] {
		assert_valid(
			&Case::of(Setup {
				others,
				..Setup::default()
			})
			.verify(),
		);
	}
}

#[test]
fn votes_for_descendants_count() {
	let mut case = Case::of(Setup::default());
	let later = descendants(&case.header, 5);
	let pairs = case.chain.authorities();
	// One for the block itself, one for the second after it, one for the fifth.
	let votes = [
		(pairs[0], case.header.clone()),
		(pairs[1], later[1].clone()),
		(pairs[2], later[4].clone()),
	];
	case.justify(&justification(&case.header, 2, &votes, later.clone()));
	assert_valid(&case.verify());

	// All for different descendants, in any order of headers, and none for the block itself.
	let votes = [
		(pairs[0], later[3].clone()),
		(pairs[1], later[1].clone()),
		(pairs[2], later[4].clone()),
	];
	case.justify(&justification(
		&case.header,
		2,
		&votes,
		later.iter().rev().cloned().collect(),
	));
	assert_valid(&case.verify());
}

#[test]
fn votes_for_descendants_on_two_branches_count() {
	let mut case = Case::of(Setup {
		authorities: 4,
		..Setup::default()
	});
	let left = child(
		hash(&case.header),
		case.header.number + 1,
		sp_core::H256([1; 32]),
		vec![],
	);
	let right = child(
		hash(&case.header),
		case.header.number + 1,
		sp_core::H256([2; 32]),
		vec![],
	);
	let pairs = case.chain.authorities();
	let votes = [
		(pairs[0], case.header.clone()),
		(pairs[1], left.clone()),
		(pairs[2], right.clone()),
	];
	case.justify(&justification(&case.header, 2, &votes, vec![right, left]));
	assert_valid(&case.verify());
}

/// Two thirds and one suffice: 3 of 4, 11 of 16.
#[test]
fn the_threshold_suffices() {
	for (count, threshold) in [(3, 3), (4, 3), (16, 11)] {
		let mut case = Case::of(Setup {
			authorities: count,
			..Setup::default()
		});
		let votes: Vec<_> = case
			.chain
			.authorities()
			.into_iter()
			.take(threshold)
			.map(|pair| (pair, case.header.clone()))
			.collect();
		case.justify(&justification(&case.header, 2, &votes, vec![]));
		assert_valid(&case.verify());
	}
}

#[test]
fn revoked_since() {
	let case = Case::with(|world| {
		world.revoke(
			RevocationReason::CessationOfUse,
			USED_AT + 10_000,
			USED_AT + 10_000,
			USED_IN + 5,
		);
		world.grant.as_mut().unwrap().ended = Some((Moment(USED_AT + 10_000), GrantEnd::Dissolved));
	});
	let verdict = case.verify();
	assert_valid(&verdict);
	assert_eq!(said(&verdict), "valid when used; revoked since");
	assert_eq!(verdict.facts.unwrap().revoked_at, Some(Moment(USED_AT + 10_000)));
}

#[test]
fn frozen_or_lost_since() {
	let verdict = Case::with(|world| world.freeze(USED_AT + 10_000, USED_IN + 5)).verify();
	assert_valid(&verdict);
	assert_eq!(said(&verdict), "valid when used; frozen by Public Security since");

	let verdict = Case::with(|world| world.lose(USED_AT + 1, USED_AT + 10_000, USED_IN + 5)).verify();
	assert_valid(&verdict);
}

#[test]
fn expired_since() {
	let verdict = Case::with(|world| world.now = Moment(USED_AT + 400 * DAY)).verify();
	assert_valid(&verdict);
	assert_eq!(said(&verdict), "valid when used; expired since");
}

#[test]
fn thawed_before_the_use() {
	let case = Case::with(|world| {
		world.freeze(USED_AT - 5 * DAY, 48_000);
		world.unfreeze(USED_AT - DAY, 49_000);
	});
	let verdict = case.verify();
	assert_valid(&verdict);
	assert_eq!(said(&verdict), AND_STILL);
}

/// A grant that ended later, in the same block as the use, or whose time was over since.
#[test]
fn a_grant_that_ended_since() {
	for ended in [USED_AT, USED_AT + 1] {
		assert_valid(
			&Case::with(|world| world.grant.as_mut().unwrap().ended = Some((Moment(ended), GrantEnd::Revoked)))
				.verify(),
		);
	}
	assert_valid(&Case::with(|world| world.now = Moment(USED_AT + 100 * DAY)).verify());
}

/// What happened in the block of the use itself may have come before the use or after it.
#[test]
fn entries_of_the_block_of_the_use() {
	/// What is changed, and what the verdict says of it.
	type Entered = (fn(&mut World), &'static str);
	let changes: [Entered; 6] = [
		// Resumed, used, and suspended again, many times.
		(
			|world| {
				world.suspend_and_resume(50, USED_AT, USED_IN);
				world.use_here();
				world.suspend_and_resume(49, USED_AT, USED_IN);
			},
			"",
		),
		// Frozen right after the use.
		(|world| world.freeze(USED_AT, USED_IN), "frozen by Public Security"),
		// Thawed right before the use.
		(
			|world| {
				world.freeze(USED_AT - DAY, 49_000);
				world.unfreeze(USED_AT, USED_IN);
				world.use_here();
			},
			"",
		),
		// Activated right before the use.
		(
			|world| {
				world.history.pop();
				world.enter(
					Change::Activated,
					officer(eseal_primitives::Seat::DataResources),
					USED_AT,
					USED_IN,
				);
				world.use_here();
			},
			"",
		),
		// Revoked, and the physical seal lost, right after the use, as of then.
		(
			|world| world.revoke(RevocationReason::CourtOrder, USED_AT, USED_AT, USED_IN),
			"revoked",
		),
		(
			|world| world.lose(USED_AT, USED_AT, USED_IN),
			"on hold because its physical seal is lost or destroyed",
		),
	];
	for (change, since) in changes {
		for (case, summary) in Case::both_with(change).iter().zip([AND_STILL, AND_NO_MORE]) {
			let verdict = case.verify();
			assert_valid(&verdict);
			if since.is_empty() {
				assert_eq!(said(&verdict), summary);
			} else {
				assert_eq!(said(&verdict), format!("valid when used; {since} since"));
			}
		}
	}
}

#[test]
fn the_first_and_the_last_moment_of_validity() {
	let changes: [fn(&mut World); 2] = [
		|world| world.seal.valid_from = Moment(USED_AT),
		|world| world.seal.valid_until = Moment(USED_AT + 1),
	];
	for change in changes {
		for case in Case::both_with(change) {
			assert_valid(&case.verify());
		}
	}
}

#[test]
fn an_exported_log() {
	for count in [0, 1, 5] {
		let verdict = LogCase::new(count).check();
		assert_eq!(verdict.result, Outcome::Valid, "{verdict:#?}");
		let facts = verdict.facts.as_ref().unwrap();
		assert_eq!((facts.count, facts.records), (count, count));
		assert_eq!(
			verdict.summary(Language::English),
			"Log of 杭州某某科技有限公司 (91330106MA2KXYA720): complete as of 2027-01-15 08:00:20 UTC"
		);
	}
}

/// With batches, whether their documents are in the export or not.
#[test]
fn an_exported_log_of_batches() {
	let log = LogCase::mixed(3);
	let without: Vec<_> = log
		.records
		.iter()
		.map(|Logged { used, .. }| {
			line(&Logged {
				used: used.clone(),
				listed: None,
			})
		})
		.collect();
	for lines in [log.lines(), without] {
		let verdict = log.check_lines(&lines);
		assert_eq!(verdict.result, Outcome::Valid, "{verdict:#?}");
		let facts = verdict.facts.as_ref().unwrap();
		assert_eq!((facts.count, facts.records), (1_012, 7));
		let complete = Reason::Complete {
			count: 1_012,
			records: 7,
		};
		assert_eq!(verdict.checks.last().unwrap().reason, complete);
	}
	// The largest batches of either kind, alone.
	for recorded in [
		Recorded::Listed {
			count: 1_024,
			position: 1_000,
		},
		Recorded::Anchored {
			count: 1 << 17,
			position: 0,
		},
	] {
		for under_grant in [false, true] {
			let world = World::new(Setup {
				under_grant,
				..Setup::default()
			});
			let verdict = LogCase::of_records(&world, &[recorded], 3).check();
			assert_eq!(verdict.result, Outcome::Valid, "{verdict:#?}");
			let facts = verdict.facts.unwrap();
			assert_eq!((facts.count, facts.records), (recorded.count().into(), 1));
		}
	}
}

#[test]
fn what_is_written_is_read_again() {
	for plain in [Setup::default(), Setup::by_block(), by_block(1, 0, 0)] {
		for recorded in Recorded::ALL {
			let case = Case::of(Setup {
				hand_offs: 1,
				digest: DigestKind::Commitment,
				recorded,
				..plain
			});
			assert_eq!(
				serde_json::from_slice::<eseal_receipt::Receipt>(&case.receipt_json()).unwrap(),
				case.receipt
			);
			assert_eq!(
				serde_json::from_slice::<eseal_receipt::Anchor>(&case.anchor_json()).unwrap(),
				case.anchor
			);
		}
	}
	let log = LogCase::mixed(3);
	for (line, logged) in log.lines().iter().zip(&log.records) {
		let read = eseal_receipt::format::LogLine::parse(line).unwrap();
		assert_eq!(read, log_line(logged));
		assert!(read.is_of(&logged.used));
	}
}

/// No batch may be left out, or be null.
#[test]
fn no_batch() {
	let case = Case::of(Setup::by_block());
	let mut value = serde_json::to_value(&case.receipt).unwrap();
	assert_eq!(value.get("batch"), None);
	value["batch"] = serde_json::json!(null);
	let receipt = serde_json::to_vec(&value).unwrap();
	assert_valid(&verify_json(&case.document, &receipt, &case.anchor_json()));
}

/// What a verdict says of a batch, as programs read it.
#[test]
fn a_batch_in_json() {
	let json = |recorded| {
		let verdict = Case::of(Setup {
			recorded,
			..Setup::by_block()
		})
		.verify();
		serde_json::to_value(verdict.worded(Language::English)).unwrap()
	};
	let listed = json(Recorded::LISTED);
	assert_eq!(listed["facts"]["index"], 5);
	assert_eq!(listed["facts"]["batch"], serde_json::json!({ "first": 3, "count": 5 }));
	let single = json(Recorded::Single);
	assert_eq!(single["facts"]["batch"], serde_json::json!(null));
	assert_eq!(listed["facts"]["document"], single["facts"]["document"]);
	let on_record = |json: &serde_json::Value| {
		let checks = json["checks"].as_array().unwrap();
		let check = checks.iter().find(|check| check["check"] == "state").unwrap();
		check["text"].as_str().unwrap().to_owned()
	};
	assert_eq!(
		on_record(&listed),
		"use 5 of e-seal 42, in a batch of 5 (uses 3 to 7), is on record as of block 50000"
	);
	assert_eq!(on_record(&single), "use 3 of e-seal 42 is on record as of block 50000");
}

/// No headers between may be left out, or be an empty list.
#[test]
fn no_headers_between() {
	let case = Case::of(by_block(2, 1, 0));
	let mut value = serde_json::to_value(&case.receipt).unwrap();
	assert_eq!(value["proof"]["block"].get("ancestors"), None);
	value["proof"]["block"]["ancestors"] = serde_json::json!([]);
	let receipt = serde_json::to_vec(&value).unwrap();
	assert_valid(&verify_json(&case.document, &receipt, &case.anchor_json()));
}

/// The chain takes an account's ECDSA signature in four forms: s or its negative, the recovery id from 0 or from 27 on. Whoever
/// makes a receipt puts it into the one form that receipts have.
#[test]
fn every_form_of_an_ecdsa_signature_by_the_sender_has_one_in_receipts() {
	for account in [Algorithm::Ecdsa, Algorithm::Eth] {
		let case = Case::of(Setup {
			account,
			..Setup::default()
		});
		let good: AccountSignature = Decode::decode(&mut &*case.receipt.sender.signature.0).unwrap();
		assert!(good.is_canonical());
		for (negative, id_from) in [(false, 0), (false, 27), (true, 0), (true, 27)] {
			let other = match good.clone() {
				AccountSignature::Ecdsa(raw) => AccountSignature::Ecdsa(other_form(raw, negative, id_from)),
				AccountSignature::Eth(raw) => AccountSignature::Eth(other_form(raw, negative, id_from)),
				_ => unreachable!(),
			};
			assert_eq!(other.is_canonical(), (negative, id_from) == (false, 0));
			assert_eq!(other.canonical(), good);
		}
		assert_valid(&case.verify());
	}
}

/// Who is expected is found, by either proof; and nothing is said of it if nobody is.
#[test]
fn the_expected_enterprise() {
	for case in Case::both_with(|_| ()) {
		let uscc = case.world.seal.uscc;
		let verdict = case.verify_by(uscc);
		assert_valid(&verdict);
		let check = verdict
			.checks
			.iter()
			.find(|check| check.subject == Subject::Enterprise)
			.unwrap();
		assert_eq!(check.reason, Reason::ExpectedEnterprise { uscc });
		assert!(case
			.verify()
			.checks
			.iter()
			.all(|check| check.subject != Subject::Enterprise));
	}
}

/// The headline in Chinese names the enterprise too.
#[test]
fn in_chinese() {
	let verdict = Case::of(Setup::default()).verify();
	assert_eq!(
		verdict.summary(Language::Chinese),
		"用印企业：杭州某某科技有限公司 (91330106MA2KXYA720)；用印时有效，截至凭证出具时仍然有效"
	);
	let json = serde_json::to_value(verdict.worded(Language::Chinese)).unwrap();
	assert_eq!(json["language"], "zh");
	assert_eq!(json["summary"], verdict.summary(Language::Chinese));
	assert_eq!(json["checks"][0]["code"], "readable");
	assert_eq!(json["checks"][0]["text"], "用印凭证属于信任锚所指的区块链");
	assert_eq!(json["facts"]["name"], "杭州某某科技有限公司");
	assert_eq!(json["facts"]["uscc"], "91330106MA2KXYA720");
}
