//! Records that left the state: from a node that keeps records, from one that does not, and from one that lies.

use super::{
	document, documents, judge_by, Call, Documents, EvidenceError, Listed, NotFound, Outcome, ReadError, Stage,
	UseProof, ANCHORED, LISTED, THE_SEAL,
};
use codec::{Decode, Encode};
use eseal_client::{evidence::Proof, kept::NotKept, queries::Logged, AccountId, BlockNumber, DigestItem};
use eseal_primitives::{
	kept::{leaves_key, record_key, KeptRecord},
	usage::{BlockUsesRoot, USES_ENGINE_ID},
	SealId, SignedUse,
};
use sp_core::H256;

impl Stage {
	/// With the uses of [`Stage::set`], which left the state; use 1008 is in it. The node keeps records.
	fn left() -> Self {
		let stage = Self::set();
		{
			let mut chain = stage.node.chain();
			chain.keeps = true;
			chain.let_records_leave();
		}
		let SignedUse { statement, signature } = stage.signed(1_008, Documents::One(document(1_008)));
		stage.send(Call::record_use {
			seal: THE_SEAL,
			statement,
			signature,
		});
		stage
	}

	/// The whole log, page by page.
	fn log(&self) -> Result<Vec<Logged>, ReadError> {
		self.run(async {
			let block = self.client().finalized().await?;
			let mut log = Vec::new();
			loop {
				let page = block.log(THE_SEAL, log.len() as u64).await?;
				if page.is_empty() {
					return Ok(log);
				}
				log.extend(page);
			}
		})
	}

	fn use_at(&self, index: u64) -> Result<(u64, u64), ReadError> {
		let found = self.run(async { self.client().finalized().await?.use_at(THE_SEAL, index).await })?;
		Ok((found.index, found.record))
	}

	/// The root in the header of a use's block.
	fn root_of(&self, index: u64) -> H256 {
		let block = self.found(index).used.block;
		let header = self.run(async { self.client().header(self.client().hash_of(block.into()).await?).await });
		let roots = header.unwrap().digest.into_iter().filter_map(|item| match item {
			DigestItem::Consensus(USES_ENGINE_ID, data) => BlockUsesRoot::decode(&mut &data[..]).ok(),
			_ => None,
		});
		roots.map(|uses| uses.root).next().unwrap()
	}

	/// What the node keeps of a record.
	fn kept(&self, record: u64) -> KeptRecord<AccountId, BlockNumber> {
		let bytes = self.node.chain().kept(&record_key(THE_SEAL, record)).unwrap();
		KeptRecord::decode(&mut &bytes[..]).unwrap()
	}

	/// Lets the node tell something else in place of a record.
	fn lie(&self, record: u64, kept: &KeptRecord<AccountId, BlockNumber>) {
		let key = record_key(THE_SEAL, record);
		self.node.chain().lies.insert(key, Some(kept.encode()));
	}

	fn proof(&self, index: u64) -> Result<Proof, EvidenceError> {
		self.run(self.prover.proof_of_kept(&self.found(index)))
	}
}

fn is_false(error: &ReadError) -> bool {
	matches!(error, ReadError::FalselyKept { .. })
}

#[test]
fn a_log_is_whole_from_the_state_and_a_record_keeper() {
	let stage = Stage::left();
	let log = stage.log().unwrap();
	let counts: Vec<u32> = log.iter().map(|logged| logged.record.count()).collect();
	assert_eq!(counts, [1, LISTED, ANCHORED, 1, 1, 1]);
	let listed: Vec<_> = log.iter().filter_map(|logged| logged.listed.as_ref()).collect();
	assert_eq!(listed, [&Listed::try_from(documents(1, LISTED)).unwrap()]);
	stage.run(async {
		let block = stage.client().finalized().await.unwrap();
		let start = block.log_start(THE_SEAL).await.unwrap();
		assert_eq!((start.records, start.count), (5, 1_008));
		let head = block.head(THE_SEAL).await.unwrap();
		let computed = log.iter().try_fold(Default::default(), |head, logged| {
			eseal_crypto::advance(head, &logged.record)
		});
		assert_eq!(computed, Some(head));
		assert!(block.records_of_seal(THE_SEAL, 0).await.unwrap().is_empty());
		let records = block.records(THE_SEAL, 3).await.unwrap();
		assert_eq!(records, [log[3].record.clone(), log[4].record.clone()]);
		for (number, logged) in (0..).zip(&log) {
			assert_eq!(block.record(THE_SEAL, number).await.unwrap(), *logged);
		}
		assert_eq!(
			block.record(THE_SEAL, 6).await.unwrap_err(),
			ReadError::NotFound(NotFound::Record {
				seal: THE_SEAL,
				record: 6
			})
		);
		assert_eq!(block.retention().await.unwrap(), None);
		assert!(block.uses_of_document(document(3)).await.unwrap().is_empty());
	});
	for (index, record) in [
		(0, 0),
		(1, 1),
		(5, 1),
		(6, 2),
		(1_005, 2),
		(1_006, 3),
		(1_007, 4),
		(1_008, 5),
	] {
		assert_eq!(stage.use_at(index), Ok((index, record)));
	}
	assert!(matches!(
		stage.use_at(1_009),
		Err(ReadError::NotFound(NotFound::Use { .. }))
	));
}

#[test]
fn a_use_that_left_the_state_has_a_receipt_as_of_its_block() {
	let mut stage = Stage::left();
	let anchor = stage.run(stage.client().anchor(None)).unwrap();
	// The states of the blocks that recorded them are gone, too.
	stage.node.chain().forget_states(2);
	let anchored = documents(6, ANCHORED);
	for (index, kept) in [(0, None), (1, None), (5, None), (700, Some(anchored)), (1_007, None)] {
		let number = u32::try_from(index).unwrap();
		for receipt in stage.receipts(index, kept.as_deref()) {
			assert!(matches!(receipt.proof, UseProof::Block(_)), "{index}");
			let verdict = judge_by(&anchor, &receipt, number);
			assert_eq!(verdict.result, Outcome::Valid, "{index}: {:?}", verdict.checks);
			assert_eq!(
				judge_by(&anchor, &receipt, number + 1).result,
				Outcome::Invalid,
				"{index}"
			);
		}
	}
	assert!(matches!(
		stage.leaf(700, None),
		Err(EvidenceError::DocumentsMissing { first: 6, .. })
	));
}

#[test]
fn where_the_last_justification_is_far_the_nearest_one_is_looked_for() {
	let stage = Stage::left();
	{
		let mut chain = stage.node.chain();
		chain.stores_every = 40;
		while chain.blocks.len() <= 200 {
			chain.author();
		}
		chain.forget_states(2);
	}
	let Proof { proof, evidence } = stage.proof(0).unwrap();
	let UseProof::Block(proof) = proof else {
		panic!("it is by the block")
	};
	let block = stage.found(0).used.block;
	assert_eq!(proof.ancestors.len(), 40 - block as usize);
	assert_eq!((evidence.set_id, evidence.hand_offs.len()), (0, 0));

	// No farther than that: receipts stay small.
	stage.node.chain().stores_every = 100;
	assert_eq!(
		stage.proof(0).unwrap_err(),
		EvidenceError::NoJustification(block.into())
	);
}

#[test]
fn a_node_that_keeps_no_records_says_so() {
	let stage = Stage::left();
	let root = stage.root_of(0);
	let found = stage.found(3);
	for (refused, why) in [(false, NotKept::Absent), (true, NotKept::Refused)] {
		{
			let mut chain = stage.node.chain();
			chain.keeps = false;
			if refused {
				chain.refused.insert("offchain_localStorageGet".into());
			}
		}
		assert_eq!(stage.log().unwrap_err().not_kept(), Some(why));
		assert_eq!(stage.use_at(3).unwrap_err().not_kept(), Some(why));
		let record = NotFound::RecordNotKept {
			seal: THE_SEAL,
			record: 1,
			why,
		};
		let of_record = stage.run(stage.client().kept_record(THE_SEAL, 1)).unwrap_err();
		assert_eq!(of_record, ReadError::NotFound(record));
		let of_leaves = stage.run(stage.client().kept_leaves(root)).unwrap_err();
		assert_eq!(of_leaves, ReadError::NotFound(NotFound::LeavesNotKept { root, why }));
		// What is in the state is found as before.
		assert_eq!(stage.use_at(1_008), Ok((1_008, 5)));
		// An archive node has the state of the use's block.
		assert!(stage.run(stage.prover.proof_of_kept(&found)).is_ok());
	}
	stage.node.chain().forget_states(2);
	let Err(EvidenceError::Read(missing)) = stage.run(stage.prover.proof_of_kept(&found)) else {
		panic!("nothing proves it")
	};
	assert_eq!(missing.not_kept(), Some(NotKept::Refused));
}

#[test]
fn a_keeper_that_tells_something_else_is_found_out() {
	// Another record of the same log, where one is looked for by halves.
	let stage = Stage::left();
	let [first, batch] = [0, 1].map(|record| stage.kept(record));
	stage.lie(2, &first);
	assert!(is_false(&stage.use_at(700).unwrap_err()));
	stage.node.chain().lies.clear();

	// One of another e-seal.
	let mut other = first.clone();
	other.record.seal = SealId(1);
	stage.lie(0, &other);
	assert!(is_false(&stage.use_at(0).unwrap_err()));
	assert!(is_false(&stage.log().unwrap_err()));

	// Documents that are not those of the batch.
	let mut other = batch;
	other.documents = Some(Listed::try_from(documents(2, LISTED)).unwrap());
	stage.lie(1, &other);
	assert!(is_false(&stage.use_at(3).unwrap_err()));

	// What is no record at all.
	let key = record_key(THE_SEAL, 1);
	stage.node.chain().lies.insert(key, Some(vec![1, 2, 3]));
	assert!(is_false(&stage.use_at(3).unwrap_err()));
	stage.node.chain().lies.clear();

	// A record that its block does not have.
	stage.node.chain().forget_states(2);
	let mut other = first;
	other.record.nonce = 1;
	stage.lie(0, &other);
	assert!(matches!(stage.proof(0), Err(EvidenceError::Read(error)) if is_false(&error)));
	stage.node.chain().lies.clear();
	assert!(stage.proof(0).is_ok());

	// Leaves of another block.
	let [root, another] = [0, 1_008].map(|index| stage.root_of(index));
	{
		let mut chain = stage.node.chain();
		let leaves = chain.kept(&leaves_key(another)).unwrap();
		chain.lies.insert(leaves_key(root), Some(leaves));
	}
	assert!(is_false(&stage.run(stage.client().kept_leaves(root)).unwrap_err()));
	assert!(matches!(stage.proof(0), Err(EvidenceError::Read(error)) if is_false(&error)));
}
