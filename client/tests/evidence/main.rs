//! Evidence for uses that were recorded in every way, from a node in memory, and judged by receipts' own verifier.

mod kept;

use eseal_client::{
	events::{failure, Event},
	evidence::{EvidenceError, Leaf, Proof, Prover},
	justifications::Justifications,
	queries::{self, Found},
	submit::Recorded,
	Client, NotFound, ReadError,
};
use eseal_crypto::{
	batch::batch,
	document::{digest, Algorithm},
};
use eseal_primitives::{
	answers::UseRight, documents::Listed, grant::Purposes, DocumentDigest, Documents, GrantId, Moment, Purpose, SealId,
	SignedUse, Uscc, UsccCheck,
};
use eseal_receipt::{
	checks::signature::Call as SignedCall,
	format::{Anchor, Receipt, UseProof, RECEIPT_TYPE},
	verify, Input, Outcome, Verdict,
};
use eseal_runtime::{Runtime as Chain, RuntimeCall};
use eseal_testnode::{
	cast::{account, OWNER, SEAL, USCC},
	pair, Cast, TestNode,
};
use pallet_usage_log::{Call, DocumentsOf};
use std::{collections::BTreeSet, future::Future, time::Duration};
use tokio::runtime::Runtime;

const LONG: Duration = Duration::from_secs(30);

const THE_SEAL: SealId = SealId(0);

/// How many documents the batches have.
const LISTED: u32 = 5;
const ANCHORED: u32 = 1_000;

/// The bytes of a document.
fn text(number: u32) -> Vec<u8> {
	format!("document {number}").into_bytes()
}

fn document(number: u32) -> DocumentDigest {
	digest(Algorithm::Sha256, &text(number))
}

fn documents(from: u32, count: u32) -> Vec<DocumentDigest> {
	(from..from + count).map(document).collect()
}

/// A node with e-seal 0, and what asks it.
struct Stage {
	node: TestNode,
	runtime: Runtime,
	prover: Prover,
	listening: Justifications,
}

impl Stage {
	/// With no use of the e-seal.
	fn begin() -> Self {
		let node = TestNode::start();
		Cast::issue(&node);
		let runtime = Runtime::new().unwrap();
		let client = runtime.block_on(Client::connect(&node.url(), LONG)).unwrap();
		let listening = runtime.block_on(client.justifications()).unwrap();
		Self {
			node,
			runtime,
			prover: Prover::new(client, 0),
			listening,
		}
	}

	/// With uses of every way, each of the document with its number: use 0 alone, uses 1 to 5 as a batch that a call lists, uses
	/// 6 to 1005 as one of which the chain has the root, and uses 1006 and 1007 in one call, with one between them that was
	/// refused.
	fn set() -> Self {
		let stage = Self::begin();
		let single = |nonce: u32| stage.signed(nonce, Documents::One(document(nonce)));
		let SignedUse { statement, signature } = single(0);
		stage.send(Call::record_use {
			seal: THE_SEAL,
			statement,
			signature,
		});
		let listed = documents(1, LISTED);
		let SignedUse { statement, signature } = stage.signed(1, batch(&listed).unwrap());
		stage.send(Call::record_uses {
			seal: THE_SEAL,
			statement,
			documents: listed.try_into().unwrap(),
			signature,
		});
		let SignedUse { statement, signature } = stage.signed(6, batch(&documents(6, ANCHORED)).unwrap());
		stage.send(Call::anchor_batch {
			seal: THE_SEAL,
			statement,
			signature,
		});
		let uses = vec![single(1_006), single(1_006), single(1_007)];
		stage.send(Call::record_for_many {
			uses: uses.try_into().unwrap(),
		});
		stage
	}

	fn run<T>(&self, what: impl Future<Output = T>) -> T {
		self.runtime.block_on(what)
	}

	fn client(&self) -> &Client {
		self.prover.client()
	}

	fn signed(&self, nonce: u32, documents: Documents) -> SignedUse {
		Cast::signed_use(&self.node, &pair(SEAL), nonce.into(), documents)
	}

	/// The owner sends a call: the number of its block.
	fn send(&self, call: Call<Chain>) -> usize {
		self.node.execute(&pair(OWNER), RuntimeCall::UsageLog(call))
	}

	/// What happened in the last block.
	fn last_events(&self) -> Vec<Event> {
		self.run(async { self.client().finalized().await?.events().await })
			.unwrap()
	}

	fn found(&self, index: u64) -> Found {
		let found = self.run(async { self.client().finalized().await?.use_at(THE_SEAL, index).await });
		found.unwrap()
	}

	fn leaf(&self, index: u64, kept: Option<&[DocumentDigest]>) -> Result<Leaf, EvidenceError> {
		self.run(self.prover.leaf(&self.found(index), kept))
	}

	/// The receipt of a use by its own block, and the one by the state of now.
	fn receipts(&mut self, index: u64, kept: Option<&[DocumentDigest]>) -> [Receipt; 2] {
		let found = self.found(index);
		let Self {
			runtime,
			prover,
			listening,
			..
		} = self;
		let made = runtime.block_on(async {
			let leaf = prover.leaf(&found, kept).await?;
			let sender = prover.sender(&found.used).await?;
			let receipt = |Proof { proof, evidence }: Proof| Receipt {
				media_type: RECEIPT_TYPE.into(),
				genesis: prover.client().genesis(),
				seal: THE_SEAL,
				index,
				batch: leaf.batch.clone(),
				salt: None,
				sender: sender.clone(),
				proof,
				evidence,
			};
			let of_then = prover.proof_when_used(listening, &found, LONG).await?;
			let of_now = prover.proof_now(listening, &found, LONG).await?;
			Ok::<_, EvidenceError>([receipt(of_then), receipt(of_now)])
		});
		made.unwrap()
	}

	/// What the verifier says of a receipt for the document with this number.
	fn judge(&self, receipt: &Receipt, number: u32) -> Verdict {
		let anchor = self.run(self.client().anchor(None)).unwrap();
		judge_by(&anchor, receipt, number)
	}

	#[track_caller]
	fn assert_holds(&self, receipt: &Receipt, number: u32) {
		let verdict = self.judge(receipt, number);
		assert_eq!(verdict.result, Outcome::Valid, "{number}: {:?}", verdict.checks);
	}
}

fn judge_by(anchor: &Anchor, receipt: &Receipt, number: u32) -> Verdict {
	let bytes = text(number);
	verify(&Input {
		document: &bytes.as_slice(),
		receipt: &serde_json::to_vec(receipt).unwrap(),
		anchor: &serde_json::to_vec(anchor).unwrap(),
		expected_enterprise: None,
	})
}

#[test]
fn every_use_has_a_receipt_however_it_was_recorded() {
	let mut stage = Stage::set();
	let kept = documents(6, ANCHORED);
	for (index, kept) in [
		(0, None),
		(1, None),
		(3, None),
		(5, None),
		// The chain's own list need not be asked for.
		(5, Some(documents(1, LISTED))),
		(6, Some(kept.clone())),
		(700, Some(kept.clone())),
		(1_005, Some(kept)),
		(1_006, None),
		(1_007, None),
	] {
		let number = u32::try_from(index).unwrap();
		let [of_then, of_now] = stage.receipts(index, kept.as_deref());
		assert!(matches!(of_then.proof, UseProof::Block(_)));
		assert!(matches!(of_now.proof, UseProof::State(_)));
		for receipt in [of_then, of_now] {
			assert_eq!(receipt.batch.is_some(), (1..=1_005).contains(&index), "{index}");
			stage.assert_holds(&receipt, number);
			// It is for no other document of the same batch, and for no other use.
			assert_eq!(stage.judge(&receipt, number + 1).result, Outcome::Invalid, "{index}");
			let next = Receipt {
				index: index + 1,
				..receipt
			};
			for document in [number, number + 1] {
				assert_eq!(stage.judge(&next, document).result, Outcome::Invalid, "{index}");
			}
		}
	}
}

#[test]
fn a_batch_that_the_chain_does_not_list_needs_its_documents() {
	let stage = Stage::set();
	let (seal, first, count) = (THE_SEAL, 6, ANCHORED);
	let missing = |index| {
		Err(EvidenceError::DocumentsMissing {
			seal,
			index,
			first,
			count,
		})
	};
	assert_eq!(stage.leaf(6, None), missing(6));
	assert_eq!(stage.leaf(1_005, None), missing(1_005));

	let right = documents(6, ANCHORED);
	let leaf = stage.leaf(9, Some(&right)).unwrap();
	assert_eq!(leaf.document, document(9));
	let mut swapped = right.clone();
	swapped.swap(0, 999);
	let mut changed = right.clone();
	changed[999] = document(9);
	let longer = documents(6, ANCHORED + 1);
	let wrongs: [&[DocumentDigest]; 6] = [&right[..999], &right[1..], &swapped, &changed, &longer, &[]];
	for wrong in wrongs {
		let given = wrong.len();
		assert_eq!(
			stage.leaf(9, Some(wrong)),
			Err(EvidenceError::OtherDocuments {
				seal,
				first,
				count,
				given
			})
		);
	}
	// Of a batch that is listed too.
	assert!(matches!(
		stage.leaf(2, Some(&documents(2, LISTED))),
		Err(EvidenceError::OtherDocuments { first: 1, .. })
	));
}

#[test]
fn the_documents_of_a_record_are_checked_once_for_all_its_leaves() {
	let stage = Stage::set();
	let documents = stage.run(stage.prover.documents(&stage.found(3), None)).unwrap();
	for index in 1..=5u32 {
		let leaf = documents.leaf(index.into()).unwrap();
		assert_eq!(leaf.document, document(index));
		assert_eq!(stage.leaf(index.into(), None), Ok(leaf));
	}
	assert_eq!((documents.leaf(0), documents.leaf(6)), (None, None));
	let single = stage.run(stage.prover.documents(&stage.found(0), None)).unwrap();
	let of_single = single.leaf(0).unwrap();
	assert_eq!((of_single.document, of_single.batch), (document(0), None));
}

/// A node that lies of a list makes no receipt that does not hold.
#[test]
fn a_list_that_is_not_of_its_record_is_refused() {
	let stage = Stage::set();
	let key = DocumentsOf::<Chain>::hashed_key_for(THE_SEAL, 1u64);
	let other = Listed::try_from(documents(2, LISTED)).unwrap();
	{
		let mut chain = stage.node.chain();
		let state = chain.blocks.last_mut().unwrap().state.as_mut().unwrap();
		let before = state.top.insert(key, codec::Encode::encode(&other));
		assert!(before.is_some(), "the list was there");
	}
	assert!(matches!(
		stage.leaf(3, None),
		Err(EvidenceError::Read(ReadError::Unreadable { .. }))
	));
	let log = stage.run(async { stage.client().finalized().await?.log(THE_SEAL, 0).await });
	assert!(matches!(log, Err(ReadError::Unreadable { .. })), "{log:?}");
}

#[test]
fn a_log_is_read_record_by_record_with_its_lists() {
	let stage = Stage::set();
	stage.run(async {
		let block = stage.client().finalized().await.unwrap();
		let log = block.log(THE_SEAL, 0).await.unwrap();
		let counts: Vec<u32> = log.iter().map(|logged| logged.record.count()).collect();
		assert_eq!(counts, [1, LISTED, ANCHORED, 1, 1]);
		let listed: Vec<_> = log.iter().filter_map(|logged| logged.listed.as_ref()).collect();
		assert_eq!(listed, [&Listed::try_from(documents(1, LISTED)).unwrap()]);
		// They are all: they lead to the head.
		let head = block.head(THE_SEAL).await.unwrap();
		let computed = log.iter().try_fold(Default::default(), |head, logged| {
			eseal_crypto::advance(head, &logged.record)
		});
		assert_eq!(computed, Some(head));
		assert_eq!((head.records, head.count), (5, 1_008));
		assert_eq!(block.log(THE_SEAL, 3).await.unwrap(), log[3..]);
		assert!(block.log(THE_SEAL, 5).await.unwrap().is_empty());
		assert!(block.log(SealId(1), 0).await.unwrap().is_empty());

		assert_eq!(block.documents_of_record(THE_SEAL, 0).await.unwrap(), [document(0)]);
		assert_eq!(
			block.documents_of_record(THE_SEAL, 1).await.unwrap(),
			documents(1, LISTED)
		);
		assert!(block.documents_of_record(THE_SEAL, 2).await.unwrap().is_empty());
	});
}

#[test]
fn a_use_is_found_by_its_index_and_by_its_document() {
	let stage = Stage::set();
	for (index, record) in [(0, 0), (1, 1), (5, 1), (6, 2), (1_005, 2), (1_006, 3), (1_007, 4)] {
		let found = stage.found(index);
		assert_eq!((found.index, found.record), (index, record));
		assert!(found.used.position(index).is_some());
	}
	stage.run(async {
		let block = stage.client().finalized().await.unwrap();
		let beyond = NotFound::Use {
			seal: THE_SEAL,
			index: 1_008,
		};
		assert_eq!(
			block.use_at(THE_SEAL, 1_008).await.unwrap_err(),
			ReadError::NotFound(beyond)
		);
		let listed = block.uses_of_document(document(4)).await.unwrap();
		let places: Vec<_> = listed.iter().map(|found| (found.index, found.record)).collect();
		assert_eq!(places, [(4, 1)]);
		assert!(block.uses_of_document(document(6)).await.unwrap().is_empty());

		let after = async |place| block.uses_of_document_after(document(4), place).await.unwrap();
		assert_eq!(after(queries::before(THE_SEAL)).await, listed);
		assert_eq!(after(Some((THE_SEAL, 3))).await, listed);
		assert!(after(Some((THE_SEAL, 4))).await.is_empty());
		assert!(after(queries::before(SealId(1))).await.is_empty());
		assert!(after(Some(queries::last(THE_SEAL))).await.is_empty());
	});
}

#[test]
fn the_e_seals_of_an_enterprise_are_those_that_ever_became_active() {
	let stage = Stage::set();
	stage.run(async {
		let block = stage.client().finalized().await.unwrap();
		let ids = async |uscc: &str| {
			let uscc = Uscc::parse(uscc.as_bytes(), UsccCheck::Enforced).unwrap();
			let seals = block.seals_of(&uscc).await.unwrap();
			seals.iter().map(|info| info.id).collect::<Vec<_>>()
		};
		assert_eq!(ids(USCC).await, [THE_SEAL]);
		assert!(ids("91330100799655058B").await.is_empty(), "it is not registered");
	});
}

/// The same document again and again: more uses of it than one answer has, several in one record.
#[test]
fn all_uses_of_a_document_are_found() {
	let stage = Stage::begin();
	for nonce in [0, 150] {
		let again = vec![document(7); 150];
		let SignedUse { statement, signature } = stage.signed(nonce, batch(&again).unwrap());
		stage.send(Call::record_uses {
			seal: THE_SEAL,
			statement,
			documents: again.try_into().unwrap(),
			signature,
		});
	}
	let uses = stage.run(async { stage.client().finalized().await?.uses_of_document(document(7)).await });
	let indices: BTreeSet<u64> = uses.unwrap().iter().map(|found| found.index).collect();
	assert_eq!(indices, (0..300).collect());
}

#[test]
fn a_use_that_is_refused_among_others_is_told_of_and_fails_no_call() {
	let stage = Stage::set();
	let events = stage.last_events();
	let refused: Vec<&Event> = events.iter().filter(|event| event.refusal().is_some()).collect();
	let [refused] = refused.as_slice() else {
		panic!("one was refused: {events:?}")
	};
	assert!(refused.is("UsageLog", "UseRefused"));
	assert!(refused.refusal().unwrap().is("UsageLog", "WrongNonce"));
	assert_eq!(refused.get("position").and_then(|place| place.as_u64()), Some(1));
	assert_eq!(
		refused.get("error").and_then(|error| error.as_str()),
		Some("UsageLog.WrongNonce")
	);
	assert_eq!(failure(&events), None);
	let recorded = Recorded {
		extrinsic: Default::default(),
		number: 8,
		block: Default::default(),
		events: events.clone(),
	};
	assert_eq!(recorded.failure(), None);
	assert_eq!(events.iter().map(Event::uses_recorded).sum::<u64>(), 2);

	// A call that fails is told of as before.
	let SignedUse { statement, signature } = stage.signed(7, Documents::One(document(7)));
	stage.send(Call::record_use {
		seal: THE_SEAL,
		statement,
		signature,
	});
	let events = stage.last_events();
	assert!(failure(&events).unwrap().is("UsageLog", "WrongNonce"));
	assert_eq!(events.iter().map(Event::uses_recorded).sum::<u64>(), 0);
}

#[test]
fn a_batch_is_announced_with_its_number() {
	let stage = Stage::begin();
	let SignedUse { statement, signature } = stage.signed(0, batch(&documents(0, 9)).unwrap());
	stage.send(Call::anchor_batch {
		seal: THE_SEAL,
		statement,
		signature,
	});
	let events = stage.last_events();
	let announced = events.iter().find(|event| event.is("UsageLog", "BatchRecorded"));
	assert_eq!(announced.unwrap().uses_recorded(), 9);
}

#[test]
fn a_right_is_the_owners_or_a_grants() {
	const OPERATOR: &str = "//Operator";
	let stage = Stage::set();
	let right = |uri: &str| {
		let account = account(uri);
		stage.run(async {
			let block = stage.client().finalized().await?;
			block.use_right(THE_SEAL, &account).await
		})
	};
	assert_eq!(
		right(OWNER),
		Ok(UseRight {
			grant: None,
			nonce: 1_008
		})
	);
	assert_eq!(
		right(OPERATOR),
		Err(ReadError::NotFound(NotFound::UseRight {
			seal: THE_SEAL,
			account: account(OPERATOR)
		}))
	);
	grant_to(&stage, OPERATOR);
	assert_eq!(
		right(OPERATOR),
		Ok(UseRight {
			grant: Some(GrantId(0)),
			nonce: 0
		})
	);
}

/// The owner lets an account use the e-seal: grant 0.
fn grant_to(stage: &Stage, operator: &str) {
	let valid_until = Moment(stage.node.chain().time()).saturating_add(3_600_000);
	stage.send(Call::grant {
		seal: THE_SEAL,
		operator: account(operator),
		purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).unwrap(),
		valid_until,
		quota: 9,
	});
}

/// An operator sees the owner's call on its way, and sends the same before it. Its call fails, since the seal key signed for the
/// owner; and it must not pass for the one that made the record.
#[test]
fn who_sends_the_same_call_first_is_not_its_sender() {
	let mut stage = Stage::begin();
	// Extrinsics of a block are in the order of their accounts here.
	let thief = (0..)
		.map(|n| format!("//Thief{n}"))
		.find(|uri| account(uri) < account(OWNER));
	let thief = thief.unwrap();
	grant_to(&stage, &thief);
	let SignedUse { statement, signature } = stage.signed(0, Documents::One(document(0)));
	let call = RuntimeCall::UsageLog(Call::record_use {
		seal: THE_SEAL,
		statement,
		signature,
	});
	{
		let mut chain = stage.node.chain();
		for uri in [&*thief, OWNER] {
			let bytes = chain.sign(&pair(uri), call.clone());
			drop(chain.submit(bytes).expect("the pool takes it"));
		}
		chain.author();
	}
	let events = stage.last_events();
	let failed: Vec<_> = events.iter().filter(|event| event.failure.is_some()).collect();
	let recorded = events.iter().find(|event| event.uses_recorded() == 1).unwrap();
	assert_eq!(failed.len(), 1);
	assert!(
		failed[0].extrinsic < recorded.extrinsic,
		"the thief was first: {events:?}"
	);

	for receipt in stage.receipts(0, None) {
		stage.assert_holds(&receipt, 0);
	}
}

/// What an account signed is the whole call, with what else is in it.
#[test]
fn the_senders_signature_is_over_the_whole_call() {
	let stage = Stage::set();
	let call = |index| {
		let sender = stage.run(stage.prover.sender(&stage.found(index).used)).unwrap();
		SignedCall::decode_call(&sender.call.0).unwrap()
	};
	let (second, first) = (call(1_007), call(1_006));
	assert_eq!(first, second);
	assert!(matches!(&first, SignedCall::RecordForMany { uses } if uses.len() == 3));
	assert!(matches!(call(2), SignedCall::RecordUses { documents, .. } if documents.len() == 5));
	assert!(matches!(call(6), SignedCall::AnchorBatch { .. }));
	assert!(matches!(call(0), SignedCall::RecordUse { .. }));
}
