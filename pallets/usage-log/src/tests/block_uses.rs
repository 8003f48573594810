//! What a block's header says of the records that it made, and what leads from a record to it.

use super::*;
use crate::{BlockLeaves, BlockUses, BlockUsesRoot, Error, Records, UseLeaf, USES_ENGINE_ID};
use codec::{Decode, DecodeAll};
use eseal_primitives::{
	answers::UseProof,
	documents::{MAX_ANCHORED, MAX_LISTED},
};
use frame_support::{assert_noop, traits::Hooks};
use pallet_e_seal::{History, Hold, SealState, SealStatus, Seals};
use sp_runtime::DigestItem;

/// What the header says once the block ends; `None` if nothing.
fn committed() -> Option<BlockUsesRoot> {
	let before = System::digest().logs.len();
	UsageLog::on_finalize(System::block_number());
	let logs = System::digest().logs;
	match &logs[before..] {
		[] => None,
		[DigestItem::Consensus(engine, data)] if *engine == USES_ENGINE_ID => {
			Some(BlockUsesRoot::decode_all(&mut &data[..]).unwrap())
		}
		other => panic!("{other:?}"),
	}
}

/// The root of a tree as its definition says: pairs are hashed, the last of an odd number goes up as it is.
fn root_of(mut row: Vec<H256>) -> H256 {
	while row.len() > 1 {
		row = row
			.chunks(2)
			.map(|pair| match pair {
				[left, right] => blake2_256(&[left.0, right.0].concat()).into(),
				_ => pair[0],
			})
			.collect();
	}
	row[0]
}

/// The leaf of a record, from what is stored.
fn leaf_of(seal: SealId, record: u64) -> UseLeaf<AccountId, u64> {
	let used = Records::<Test>::get(seal, record).unwrap();
	let entry = History::<Test>::get(seal, used.history_len - 1).unwrap();
	let grant = used.grant.map(|grant| Grants::<Test>::get(grant).unwrap());
	UseLeaf {
		used,
		seal: Seals::<Test>::get(seal).unwrap(),
		state: entry.after,
		grant,
	}
}

/// Follows a proof from its leaf, without the crate that made it.
fn follow(proof: &UseProof) -> H256 {
	let (mut place, mut width) = (proof.leaf_index, proof.tree_size);
	let mut hash = H256(blake2_256(&proof.leaf));
	let mut path = proof.audit_path.iter();
	while width > 1 {
		if place % 2 == 1 {
			hash = blake2_256(&[path.next().unwrap().0, hash.0].concat()).into();
		} else if place + 1 < width {
			hash = blake2_256(&[hash.0, path.next().unwrap().0].concat()).into();
		}
		place /= 2;
		width = width.div_ceil(2);
	}
	assert_eq!(path.next(), None);
	hash
}

/// Two companies that use their e-seals in turn, by owner and operator, for one document and for several: `count` records, in
/// the order of the block.
fn used(count: usize) -> Vec<(SealId, u64)> {
	let companies = [Company::new(1), Company::new(2)];
	for company in &companies {
		company.grants(&operator(1));
	}
	(0..count)
		.map(|n| {
			let company = &companies[n % 2];
			let who = if n % 3 == 0 { operator(1) } else { company.owner.clone() };
			assert_ok!(match n % 4 {
				1 => company.list(&who, &[1, 2, 3].map(document)),
				3 => company.anchor(&who, 2),
				_ => company.use_by(&who),
			});
			(company.seal, (n / 2) as u64)
		})
		.collect()
}

#[test]
fn a_block_without_uses_says_nothing() {
	run(|| {
		Company::new(1);
		assert_eq!(committed(), None);
		assert_eq!(BlockLeaves::<Test>::get().to_vec(), []);
		assert_eq!(UsageLog::api_use_proof(SealId(0), 0), None);
	});
}

/// Every number of records up to 9, and every place among them.
#[test]
fn a_header_names_the_records_of_its_block() {
	for count in 1..10 {
		run(|| {
			let uses = used(count);
			assert_eq!(BlockUses::<Test>::get(System::block_number()).to_vec(), uses);
			let leaves = uses.iter().map(|(seal, record)| leaf_of(*seal, *record).encode());
			let root = root_of(leaves.map(|leaf| blake2_256(&leaf).into()).collect());
			let named = committed().unwrap();
			assert_eq!(
				named,
				BlockUsesRoot {
					root,
					count: count as u32
				}
			);
			for (place, (seal, record)) in uses.into_iter().enumerate() {
				let proof = UsageLog::api_use_proof(seal, record).unwrap();
				assert_eq!((proof.leaf_index, proof.tree_size), (place as u32, count as u32));
				assert_eq!(
					UseLeaf::decode(&mut &proof.leaf[..]),
					Ok(leaf_of(seal, record)),
					"the leaf is the record"
				);
				assert_eq!(follow(&proof), root);
			}
		});
	}
}

/// No leaf can be taken for a node of the tree, which has 64 bytes.
#[test]
fn leaves_are_longer_than_nodes() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		committed();
		let UseProof { leaf, .. } = UsageLog::api_use_proof(company.seal, 0).unwrap();
		// The shortest name and key that there are would not save so much.
		assert!(leaf.len() > 64 + 200, "{}", leaf.len());
	});
}

/// A batch costs the block and a proof no more than one use.
#[test]
fn a_batch_is_one_leaf() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		assert_ok!(company.list(&company.owner, &many_documents(MAX_LISTED)));
		assert_ok!(company.anchor(&company.owner, MAX_ANCHORED));
		let named = committed().unwrap();
		assert_eq!(named.count, 3);
		let proofs = [0, 1, 2].map(|record| UsageLog::api_use_proof(company.seal, record).unwrap());
		assert!(proofs.iter().all(|proof| follow(proof) == named.root));
		// A number of four bytes in place of an algorithm of one.
		let lengths = proofs.map(|proof| proof.leaf.len());
		assert_eq!(lengths, [lengths[0], lengths[0] + 3, lengths[0] + 3]);
		// A use in the batch has no leaf of its own.
		assert_eq!(UsageLog::api_use_proof(company.seal, 3), None);
	});
}

#[test]
fn the_next_block_forgets_them() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		assert_eq!(
			UsageLog::api_use_proof(company.seal, 0),
			None,
			"the block has no end yet"
		);
		committed();
		assert!(UsageLog::api_use_proof(company.seal, 0).is_some());
		pass(HOUR);
		assert_eq!(BlockUses::<Test>::get(System::block_number()).to_vec(), []);
		assert_eq!(BlockLeaves::<Test>::get().to_vec(), []);
		assert_eq!(UsageLog::api_use_proof(company.seal, 0), None);
		assert_eq!(committed(), None);
		// Which records the block made is known until they leave the state.
		assert_eq!(
			BlockUses::<Test>::get(System::block_number() - 1).to_vec(),
			[(company.seal, 0)]
		);

		assert_ok!(company.use_by(&company.owner));
		assert_eq!(
			BlockUses::<Test>::get(System::block_number()).to_vec(),
			[(company.seal, 1)]
		);
		assert_eq!(UsageLog::api_use_proof(company.seal, 0), None, "of another block");
		assert_eq!(UsageLog::api_use_proof(company.seal, 2), None, "there is no such use");
		assert_eq!(committed().unwrap().count, 1);
	});
}

/// What happens to e-seal and grant later in the block is in the leaf: it is as of the block's end.
#[test]
fn a_leaf_is_as_of_the_end_of_the_block() {
	run(|| {
		let company = Company::new(1);
		let grant = company.grants(&operator(1));
		assert_ok!(company.use_by(&operator(1)));
		assert_ok!(company.list(&operator(1), &[1, 2].map(document)));
		assert_ok!(UsageLog::revoke_grant(company.origin(), grant));
		company.revoke();
		let root = committed().map(|named| named.root);
		for record in [0, 1] {
			let proof = UsageLog::api_use_proof(company.seal, record).unwrap();
			let leaf = UseLeaf::<AccountId, u64>::decode_all(&mut &proof.leaf[..]).unwrap();
			let grant = leaf.grant.unwrap();
			assert_eq!((grant.used, grant.ended), (3, Some((now(), GrantEnd::Revoked))));
			assert_eq!(leaf.seal.revoked.map(|revoked| revoked.effective_at), Some(now()));
			assert_eq!(Some(follow(&proof)), root);
		}
	});
}

/// How the e-seal stood at each use is in its leaf, whatever the block does to the e-seal between and after them, and however
/// often.
#[test]
fn a_leaf_says_how_the_seal_stood_when_it_was_used() {
	run(|| {
		let company = Company::new(1);
		let mut lengths = vec![];
		for _ in 0..3 {
			assert_ok!(company.use_by(&company.owner));
			lengths.push(Seals::<Test>::get(company.seal).unwrap().history_len);
			for _ in 0..100 {
				assert_ok!(ESeal::suspend(company.origin(), company.seal, company.digest()));
				assert_noop!(company.use_by(&company.owner), Error::<Test>::SuspendedByOwner);
				assert_ok!(ESeal::resume(company.origin(), company.seal, company.digest()));
			}
		}
		assert_ok!(ESeal::suspend(company.origin(), company.seal, company.digest()));
		assert_eq!(lengths, [2, 202, 402]);
		let root = committed().map(|named| named.root);
		for (record, length) in (0..).zip(lengths) {
			let proof = UsageLog::api_use_proof(company.seal, record).unwrap();
			let leaf = UseLeaf::<AccountId, u64>::decode_all(&mut &proof.leaf[..]).unwrap();
			assert_eq!((leaf.used.history_len, leaf.seal.history_len), (length, 603));
			let active = SealState {
				status: SealStatus::Active,
				..Default::default()
			};
			assert_eq!(leaf.state, active);
			assert!(leaf.seal.holds.iter().eq(&[Hold::OwnerSuspension]));
			assert_eq!(Some(follow(&proof)), root);
		}
	});
}

#[test]
fn a_refused_use_is_not_named() {
	run(|| {
		let company = Company::new(1);
		let wrong = UseStatement {
			nonce: 1,
			..company.statement(&company.owner)
		};
		assert_noop!(company.record(&company.owner, wrong), Error::<Test>::WrongNonce);
		assert_noop!(company.anchor(&company.owner, 0), Error::<Test>::BatchSize);
		assert_eq!(BlockUses::<Test>::get(System::block_number()).to_vec(), []);
	});
}

#[test]
fn a_full_block_takes_no_more() {
	run(|| {
		let company = Company::new(1);
		for _ in 0..MaxUsesPerBlock::get() {
			assert_ok!(company.use_by(&company.owner));
		}
		assert_noop!(company.use_by(&company.owner), Error::<Test>::BlockFull);
		assert_noop!(company.list(&company.owner, &[document(1)]), Error::<Test>::BlockFull);
		assert_noop!(company.anchor(&company.owner, 1), Error::<Test>::BlockFull);
		let named = committed().unwrap();
		assert_eq!(named.count, MaxUsesPerBlock::get());
		assert_eq!(BlockLeaves::<Test>::get().len(), MaxUsesPerBlock::get() as usize);
		for record in [0, 1, u64::from(MaxUsesPerBlock::get()) - 1] {
			assert_eq!(
				follow(&UsageLog::api_use_proof(company.seal, record).unwrap()),
				named.root
			);
		}
		pass(HOUR);
		assert_ok!(company.use_by(&company.owner));
	});
}

/// A block counts records, not uses.
#[test]
fn a_block_is_full_of_batches_when_it_has_as_many() {
	run(|| {
		let company = Company::new(1);
		for n in 0..MaxUsesPerBlock::get() {
			assert_ok!(match n % 2 {
				0 => company.list(&company.owner, &[1, 2].map(document)),
				_ => company.anchor(&company.owner, MAX_ANCHORED),
			});
		}
		assert_noop!(company.anchor(&company.owner, 1), Error::<Test>::BlockFull);
		assert_eq!(committed().unwrap().count, MaxUsesPerBlock::get());
	});
}

/// What a proof costs a node that is asked for many: the one record is read, and no other.
#[test]
fn a_proof_reads_one_record_only() {
	run(|| {
		let uses = used(5);
		let root = committed().unwrap().root;
		let (seal, record) = uses[2];
		let proof = UsageLog::api_use_proof(seal, record).unwrap();
		let others: Vec<_> = uses
			.iter()
			.filter(|one| **one != (seal, record))
			.map(|(seal, record)| (*seal, *record, Records::<Test>::take(*seal, *record).unwrap()))
			.collect();
		assert_eq!(UsageLog::api_use_proof(seal, record), Some(proof.clone()));
		assert_eq!(follow(&proof), root);
		for (seal, number, record) in others {
			assert_eq!(UsageLog::api_use_proof(seal, number), None);
			Records::<Test>::insert(seal, number, record);
		}
	});
}

/// A leaf that is not the one that the header covers proves nothing.
#[test]
fn no_proof_of_what_the_block_did_not_name() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		committed();
		let before = Seals::<Test>::get(company.seal);
		Seals::<Test>::mutate(company.seal, |seal| seal.as_mut().unwrap().history_len += 1);
		assert_eq!(UsageLog::api_use_proof(company.seal, 0), None);
		Seals::<Test>::set(company.seal, before);
	});
}
