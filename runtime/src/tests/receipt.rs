//! Receipts of uses that this runtime recorded, from its own state.

use super::env::*;
use crate::{Executive, Header, Runtime, RuntimeCall, System, UncheckedExtrinsic, UsageLog};
use codec::Encode;
use eseal_crypto::batch::{audit_path, leaf_hash};
use eseal_primitives::{
	answers::UseProof, history::Change, DocumentDigest, Documents, GrantId, Moment, Purpose, SealId, Uscc, UsccCheck,
	UseStatement,
};
use eseal_receipt::{
	checks::{finality::Justification, state::encode_proof},
	format::{
		self, Anchor, Authority, Base64, Batch, BlockProof, Evidence, Finalized, Receipt, SenderSignature, StateProof,
		ANCHOR_TYPE, RECEIPT_TYPE,
	},
	storage, verify, Input, Language, Outcome, Subject, Verdict,
};
use finality_grandpa::{Commit, Message, Precommit, SignedPrecommit};
use pallet_agencies::{OfficerHeads, Officers, Seat};
use pallet_e_seal::{
	Actor, Correction, History, HistoryEntry, Hold, NextCorrectionId, PhysicalSealReport, PhysicalSeals, Rectified,
	RegisterSubject, RevocationReason, SealKind, Seals,
};
use pallet_usage_log::{Grants, Heads, Purposes, Records};
use sp_core::{ed25519, sr25519, Pair, H256};
use sp_keyring::Ed25519Keyring;
use sp_runtime::{
	generic::Preamble,
	traits::{Get, Header as _, TransactionExtension},
};

const USCC: &str = "91330100799655058B";
const CODE: &str = "3301000012345";
const DOCUMENT: &[u8] = b"%PDF-1.7 a contract";

/// How many documents a batch has here.
const BATCH: u32 = 5;

/// The place of the document among them.
const PLACE: u32 = 3;

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

fn officer_does(seat: Seat, call: impl Into<RuntimeCall>) {
	let officer = account_of(&officer(seat));
	dispatch(crate::RuntimeOrigin::signed(officer), call.into()).expect("the officer may");
}

fn two_officers_do(seat: Seat, call: impl Into<RuntimeCall>) {
	by_two(seat, call.into()).expect("two officers may");
}

fn does(who: &sr25519::Pair, call: impl Into<RuntimeCall>) {
	dispatch(crate::RuntimeOrigin::signed(account_of(who)), call.into()).expect("the account may");
}

/// An enterprise with an active e-seal 0 whose key has the number `key`, and a grant for the operator.
fn issue(key: usize) {
	let owner = account_of(&pair("Owner"));
	officer_does(
		MS,
		pallet_e_seal::Call::register_enterprise {
			uscc: raw(USCC),
			name: raw("杭州某某科技有限公司"),
			owner: owner.clone(),
			check: UsccCheck::Enforced,
		},
	);
	officer_does(
		PS,
		pallet_e_seal::Call::file_physical_seal {
			code: raw(CODE),
			uscc: raw(USCC),
			kind: SealKind::Official,
			imprint: digest(1),
			maker: raw("刻章社"),
		},
	);
	does(&pair("Owner"), Form::new(USCC, CODE, key).apply(&owner));
	officer_does(DR, approve(0));
	let mut purposes = Purposes::new();
	purposes.try_insert(Purpose::Contract).expect("there is room");
	does(
		&pair("Owner"),
		pallet_usage_log::Call::grant {
			seal: SealId(0),
			operator: account_of(&pair("Operator")),
			purposes,
			valid_until: now().saturating_add(DAY),
			quota: 100,
		},
	);
	next_block(0);
}

/// The owner revokes e-seal 0.
fn revoke() {
	does(
		&pair("Owner"),
		pallet_e_seal::Call::revoke {
			seal: SealId(0),
			digest: application_digest(0),
			reason: RevocationReason::CessationOfUse,
			effective_at: None,
		},
	);
}

/// How the document's use comes on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
	/// By itself.
	Single,
	/// In a batch whose documents the call lists.
	Listed,
	/// In a batch of which the chain knows the root alone.
	Anchored,
	/// Between two others, in a call that acts for many e-seals. It refuses the last.
	WithOthers,
}

impl Way {
	const ALL: [Self; 4] = [Self::Single, Self::Listed, Self::Anchored, Self::WithOthers];

	fn is_batch(self) -> bool {
		matches!(self, Self::Listed | Self::Anchored)
	}
}

/// A use that is sent, as its sender knows it.
#[derive(Clone)]
struct Sent {
	/// The number of the record that has it.
	record: u64,
	index: u64,
	/// What leads from the document to the root of its batch.
	batch: Option<Batch>,
	sender: SenderSignature,
}

/// A use in its block, as a client learns of it.
#[derive(Clone)]
struct Recorded {
	sent: Sent,
	/// Of the block that recorded it.
	header: Header,
	proof: UseProof,
}

impl Recorded {
	/// In the block that was just closed.
	fn new(sent: Sent, header: Header) -> Self {
		let proof = UsageLog::api_use_proof(SealId(0), sent.record).expect("the block recorded it");
		Self { sent, header, proof }
	}
}

/// A use by `who` through a real extrinsic, in a block of its own.
fn seal_document(who: &sr25519::Pair, key: usize) -> Recorded {
	seal_document_by(who, key, Way::Single)
}

fn seal_document_by(who: &sr25519::Pair, key: usize, way: Way) -> Recorded {
	if height().is_multiple_of(crate::SessionPeriod::get()) {
		// A block that begins a session takes nothing.
		next_block(0);
	}
	let sent = send_use(who, key, way);
	let header = close_block();
	let recorded = Recorded::new(sent, header);
	open_block(crate::SLOT_DURATION);
	recorded
}

/// The digest of the document.
fn sealed() -> DocumentDigest {
	DocumentDigest::Sm3(H256(eseal_crypto::sm2::sm3(DOCUMENT)))
}

/// The documents of a batch, with the document at its place.
fn documents() -> Vec<DocumentDigest> {
	let mut documents = listed(100, BATCH);
	documents[PLACE as usize] = sealed();
	documents
}

/// What leads from the document at a place to the root of the batch.
fn batch_part(documents: &[DocumentDigest], place: u32) -> Batch {
	let leaves: Vec<_> = documents.iter().map(leaf_hash).collect();
	let path = audit_path(&leaves, place).expect("there is such a place");
	Batch {
		document: Base64(documents[place as usize].encode()),
		audit_path: Base64(path.encode()),
	}
}

/// A use by `who` through a real extrinsic.
fn send_use(who: &sr25519::Pair, key: usize, way: Way) -> Sent {
	let account = account_of(who);
	let head = Heads::<Runtime>::get(SealId(0));
	let (mut record, mut index, mut batch) = (head.records, head.count, None);
	let call = match way {
		Way::Single => record_use(&account, key, statement(&account, 0, Documents::One(sealed()))),
		Way::Listed | Way::Anchored => {
			let documents = documents();
			index += u64::from(PLACE);
			batch = Some(batch_part(&documents, PLACE));
			let statement = statement(&account, 0, batch_of(&documents));
			match way {
				Way::Listed => record_uses(&account, key, statement, &documents),
				_ => anchor_batch(&account, key, statement),
			}
		}
		Way::WithOthers => {
			record += 1;
			index += 1;
			let first = statement(&account, 0, one(1));
			let own = UseStatement {
				nonce: first.nonce + 1,
				documents: Documents::One(sealed()),
				..first.clone()
			};
			let refused = UseStatement {
				nonce: first.nonce + 9,
				..first.clone()
			};
			record_for_many(
				[first, own, refused]
					.map(|each| signed_use(&account, key, each))
					.to_vec(),
			)
		}
	};
	let extrinsic = signed(who, System::account_nonce(&account), call.clone());
	let sender = sender_of(&extrinsic, &call);
	Executive::apply_extrinsic(extrinsic)
		.expect("the account is admitted")
		.expect("the use is taken");
	let last = Heads::<Runtime>::get(SealId(0)).records - 1;
	assert_eq!(last, record, "the record of the use is the last");
	Sent {
		record,
		index,
		batch,
		sender,
	}
}

fn sender_of(extrinsic: &UncheckedExtrinsic, call: &RuntimeCall) -> SenderSignature {
	let Preamble::Signed(_, signature, extension) = &extrinsic.preamble else {
		panic!("it is signed");
	};
	let implied = extension.implicit().expect("what is implicit is known");
	SenderSignature {
		call: Base64(call.encode()),
		extensions: Base64(extension.encode()),
		implied: Base64(implied.encode()),
		signature: Base64(signature.encode()),
	}
}

/// What a receipt of a use in record `record` needs of the state.
fn keys(record: u64) -> Vec<Vec<u8>> {
	let used = Records::<Runtime>::get(SealId(0), record).expect("there is such a record");
	let seal = Seals::<Runtime>::get(SealId(0)).expect("there is such an e-seal");
	let mut keys = vec![
		storage::now(),
		storage::genesis(),
		storage::use_record(SealId(0), record),
		storage::seal(SealId(0)),
		storage::history_entry(SealId(0), used.history_len - 1),
		storage::physical_seal(&seal.code),
	];
	keys.extend(used.grant.map(storage::grant));
	let subjects = [
		RegisterSubject::Enterprise(seal.uscc),
		RegisterSubject::PhysicalSeal(seal.code),
	];
	let corrected = subjects
		.into_iter()
		.filter(|subject| Rectified::<Runtime>::contains_key(subject));
	keys.extend(corrected.map(storage::rectified));
	keys
}

/// The receipt of a use by its own block.
fn by_its_block(recorded: &Recorded, genesis: H256) -> Receipt {
	let UseProof {
		leaf,
		leaf_index,
		audit_path,
		..
	} = recorded.proof.clone();
	let proof = format::UseProof::Block(BlockProof {
		leaf: Base64(leaf),
		leaf_index,
		audit_path: Base64(audit_path.encode()),
		ancestors: Vec::new(),
	});
	receipt(recorded, genesis, &recorded.header, proof)
}

/// Closes the block, and makes the receipt of a use by its state, as a client does from what a node answers.
fn by_the_state(chain: &mut sp_io::TestExternalities, recorded: &Recorded) -> Receipt {
	let record = recorded.sent.record;
	let (header, keys, genesis) = chain.execute_with(|| (close_block(), keys(record), genesis_hash()));
	let backend = chain.as_backend();
	assert_eq!(header.state_root, *backend.root(), "the block's own state");
	let proof = sp_state_machine::prove_read(backend, &keys).expect("the state can be read");
	let nodes: Vec<_> = proof.into_iter_nodes().collect();
	let proof = format::UseProof::State(StateProof {
		record,
		nodes: Base64(encode_proof(&nodes)),
	});
	receipt(recorded, genesis, &header, proof)
}

/// A receipt, with a justification of the block by the authorities of the preset.
fn receipt(recorded: &Recorded, genesis: H256, block: &Header, proof: format::UseProof) -> Receipt {
	let target = Precommit::new(block.hash(), *block.number());
	let round = 1u64;
	let precommits = [Ed25519Keyring::Alice, Ed25519Keyring::Bob, Ed25519Keyring::Charlie]
		.map(|authority| {
			let pair: ed25519::Pair = authority.pair();
			let message = (Message::Precommit(target.clone()), round, 0u64).encode();
			SignedPrecommit {
				precommit: target.clone(),
				signature: pair.sign(&message).0,
				id: pair.public().0,
			}
		})
		.to_vec();
	let justification = Justification {
		round,
		commit: Commit {
			target_hash: target.target_hash,
			target_number: target.target_number,
			precommits,
		},
		votes_ancestries: Vec::new(),
	};
	Receipt {
		media_type: RECEIPT_TYPE.into(),
		genesis,
		seal: SealId(0),
		index: recorded.sent.index,
		salt: None,
		batch: recorded.sent.batch.clone(),
		sender: recorded.sent.sender.clone(),
		proof,
		evidence: Evidence {
			set_id: 0,
			block: Finalized {
				header: Base64(block.encode()),
				justification: Base64(justification.encode()),
			},
			hand_offs: Vec::new(),
		},
	}
}

/// The anchor of the preset.
fn anchor(genesis: H256) -> Anchor {
	Anchor {
		media_type: ANCHOR_TYPE.into(),
		genesis,
		set_id: 0,
		authorities: [Ed25519Keyring::Alice, Ed25519Keyring::Bob, Ed25519Keyring::Charlie]
			.map(|authority| Authority {
				key: H256(authority.public().0),
				weight: 1,
			})
			.to_vec(),
	}
}

fn verdict(receipt: &Receipt) -> Verdict {
	verdict_by(receipt, None)
}

/// The verdict of one who expects an enterprise.
fn verdict_by(receipt: &Receipt, expected_enterprise: Option<Uscc>) -> Verdict {
	let anchor = serde_json::to_vec(&anchor(receipt.genesis)).expect("JSON encodes");
	let receipt = serde_json::to_vec(receipt).expect("JSON encodes");
	verify(&Input {
		document: &DOCUMENT,
		receipt: &receipt,
		anchor: &anchor,
		expected_enterprise,
	})
}

/// What the verdict's first sentence says of the use, after who sealed.
fn said(verdict: &Verdict) -> String {
	let summary = verdict.summary(Language::English);
	let said = summary.strip_prefix(&format!("Sealed by 杭州某某科技有限公司 ({USCC}): "));
	said.expect("it says who sealed").into()
}

/// The keys of storage that receipts are read by are the runtime's.
#[test]
fn receipts_read_where_the_runtime_writes() {
	let code = eseal_primitives::SealCode::parse(CODE.as_bytes()).expect("a code");
	let (seal, record, grant) = (SealId(7), 9u64, GrantId(11));
	assert_eq!(
		storage::use_record(seal, record),
		Records::<Runtime>::hashed_key_for(seal, record)
	);
	assert_eq!(storage::log_head(seal), Heads::<Runtime>::hashed_key_for(seal));
	assert_eq!(storage::grant(grant), Grants::<Runtime>::hashed_key_for(grant));
	assert_eq!(storage::seal(seal), Seals::<Runtime>::hashed_key_for(seal));
	assert_eq!(
		storage::history_entry(seal, 12),
		History::<Runtime>::hashed_key_for(seal, 12)
	);
	assert_eq!(
		storage::physical_seal(&code),
		PhysicalSeals::<Runtime>::hashed_key_for(code)
	);
	let uscc = Uscc::parse(USCC.as_bytes(), UsccCheck::Enforced).expect("a code");
	for subject in [RegisterSubject::PhysicalSeal(code), RegisterSubject::Enterprise(uscc)] {
		assert_eq!(
			storage::rectified(subject),
			Rectified::<Runtime>::hashed_key_for(subject)
		);
	}
	let officer = account_of(&officer(MS));
	assert_eq!(
		storage::officer(&officer),
		Officers::<Runtime>::hashed_key_for(&officer)
	);
	assert_eq!(
		storage::officer_head(&officer),
		OfficerHeads::<Runtime>::hashed_key_for(&officer)
	);
	assert_eq!(storage::now(), pallet_timestamp::Now::<Runtime>::hashed_key());
	assert_eq!(
		storage::genesis(),
		frame_system::BlockHash::<Runtime>::hashed_key_for(0)
	);
}

/// The hash of the first block stays in the state however many blocks come after: it says which chain a state is of.
#[test]
fn the_first_blocks_hash_is_never_forgotten() {
	let mut chain = chain();
	let (genesis, later) = chain.execute_with(|| {
		let kept = <Runtime as frame_system::Config>::BlockHashCount::get();
		for _ in 0..kept + 2 {
			next_block(crate::SLOT_DURATION);
		}
		(genesis_hash(), System::block_number())
	});
	let found = chain.execute_with(|| (System::block_hash(0), System::block_hash(1)));
	assert!(later > <Runtime as frame_system::Config>::BlockHashCount::get());
	assert_eq!(found, (genesis, H256::zero()), "the second block's is forgotten");
	assert_ne!(genesis, H256::zero());
}

/// Every algorithm of seal keys, by the operator under a grant and by the owner, by each call that records uses, before and
/// after the revocation.
#[test]
fn a_use_that_the_runtime_took_has_a_valid_receipt() {
	for key in [0, 1, 2, 3, 7] {
		let mut chain = chain();
		let uses: Vec<_> = chain.execute_with(|| {
			issue(key);
			let senders = ["Operator", "Owner"].into_iter();
			senders
				.flat_map(|who| Way::ALL.map(|way| (who, way, seal_document_by(&pair(who), key, way))))
				.collect()
		});
		let genesis = chain.execute_with(genesis_hash);
		for (who, way, recorded) in &uses {
			for (receipt, summary) in [
				(
					by_its_block(recorded, genesis),
					"valid when used; what came later is not in the receipt",
				),
				(
					by_the_state(&mut chain, recorded),
					"valid when used, and still as of the receipt",
				),
			] {
				let verdict = verdict(&receipt);
				assert_eq!(verdict.result, Outcome::Valid, "key {key}, {way:?}: {verdict:?}");
				assert_eq!(said(&verdict), summary);
				let facts = verdict.facts.expect("they are proven");
				assert_eq!(facts.name.as_str(), "杭州某某科技有限公司");
				assert_eq!(facts.grant, (*who == "Operator").then_some(GrantId(0)));
				assert_eq!(facts.sender, account_of(&pair(who)));
				assert_eq!(facts.block, *recorded.header.number());
				assert_eq!((facts.index, facts.document), (recorded.sent.index, Some(sealed())));
				let batch = facts.batch.map(|batch| (batch.first, batch.count));
				let first = recorded.sent.index.saturating_sub(u64::from(PLACE));
				assert_eq!(batch, way.is_batch().then_some((first, BATCH)));
			}
			chain.execute_with(|| open_block(crate::SLOT_DURATION));
		}
		chain.execute_with(revoke);
		let revoked_since = |recorded: &Recorded| {
			let verdict = verdict(&by_the_state(&mut chain, recorded));
			assert_eq!(verdict.result, Outcome::Valid, "key {key}: {verdict:?}");
			assert_eq!(said(&verdict), "valid when used; revoked since");
			chain.execute_with(|| open_block(crate::SLOT_DURATION));
		};
		uses.iter().map(|(_, _, recorded)| recorded).for_each(revoked_since);
	}
}

/// Several records in one block, which also ends the grant and the e-seal: what the header names is as of the block's end.
#[test]
fn a_block_with_many_uses_proves_each() {
	let mut chain = chain();
	chain.execute_with(|| {
		issue(2);
		let sent = [
			("Operator", Way::Single),
			("Owner", Way::Listed),
			("Operator", Way::WithOthers),
			("Operator", Way::Anchored),
			("Owner", Way::Single),
		]
		.map(|(who, way)| send_use(&pair(who), 2, way));
		does(
			&pair("Owner"),
			pallet_usage_log::Call::revoke_grant { grant: GrantId(0) },
		);
		revoke();
		let header = close_block();
		for sent in sent {
			let recorded = Recorded::new(sent, header.clone());
			assert_eq!(recorded.proof.tree_size, 6, "two records are of one call");
			let mut receipt = by_its_block(&recorded, genesis_hash());
			let verdict_on_it = verdict(&receipt);
			let index = recorded.sent.index;
			assert_eq!(verdict_on_it.result, Outcome::Valid, "use {index}: {verdict_on_it:?}");
			assert_eq!(said(&verdict_on_it), "valid when used; revoked since");
			// Each proof is of its own use.
			for other in (0..=Heads::<Runtime>::get(SealId(0)).count).filter(|other| *other != index) {
				receipt.index = other;
				assert_eq!(verdict(&receipt).result, Outcome::Invalid, "use {index} as {other}");
			}
		}
	});
}

/// The code of the check of a subject, if it failed.
fn failed(verdict: &Verdict, subject: Subject) -> Option<&'static str> {
	let mut checks = verdict.checks.iter();
	let found = checks.find(|check| check.subject == subject && check.result == Outcome::Invalid);
	found.map(|check| check.reason.code())
}

/// The receipt of one use of a batch serves for no other document: neither for one of the batch, nor for one that is not in it,
/// nor for what lies inside its tree. And that of a single use takes no batch.
#[test]
fn a_receipt_of_a_batch_is_of_one_document() {
	for way in [Way::Listed, Way::Anchored] {
		let mut chain = chain();
		let (single, recorded) = chain.execute_with(|| {
			issue(2);
			let single = seal_document(&pair("Owner"), 2);
			(single, seal_document_by(&pair("Owner"), 2, way))
		});
		let genesis = chain.execute_with(genesis_hash);
		let right = by_its_block(&recorded, genesis);
		assert_eq!(verdict(&right).result, Outcome::Valid);
		let with = |batch: Option<Batch>| {
			let receipt = Receipt { batch, ..right.clone() };
			failed(&verdict(&receipt), Subject::Document)
		};

		assert_eq!(with(None), Some("batch-missing"));
		let documents = documents();
		// Another document of the batch, with its own path: it is not the one that lies here, nor is this its place.
		for place in (0..BATCH).filter(|place| *place != PLACE) {
			assert!(with(Some(batch_part(&documents, place))).is_some(), "place {place}");
		}
		// A document that is not in the batch, with the path of one that is.
		let mut others = documents.clone();
		others[PLACE as usize] = digest(7);
		let part = batch_part(&documents, PLACE);
		let foreign = Batch {
			document: Base64(others[PLACE as usize].encode()),
			..part.clone()
		};
		assert_eq!(with(Some(foreign)), Some("not-in-batch"));
		assert_eq!(with(Some(batch_part(&others, PLACE))), Some("not-in-batch"));
		// A path that is shorter, as if what is above were the document.
		let leaves: Vec<_> = documents.iter().map(leaf_hash).collect();
		let path = audit_path(&leaves, PLACE).expect("there is such a place");
		let shorter = Batch {
			audit_path: Base64(path[1..].to_vec().encode()),
			..part.clone()
		};
		assert_eq!(with(Some(shorter)), Some("batch-path-length"));

		let unneeded = Receipt {
			batch: Some(part),
			..by_its_block(&single, genesis)
		};
		assert_eq!(failed(&verdict(&unneeded), Subject::Document), Some("batch-unneeded"));
	}
}

/// What the account signed is the whole call. No other call of the same sender proves the use: none that the chain took, and
/// none that it refused because its list is another than the seal key signed.
#[test]
fn the_senders_call_has_the_use() {
	let mut chain = chain();
	let recorded = chain.execute_with(|| {
		issue(2);
		Way::ALL.map(|way| seal_document_by(&pair("Operator"), 2, way))
	});
	let genesis = chain.execute_with(genesis_hash);
	for (n, one) in recorded.iter().enumerate() {
		let mut receipt = by_its_block(one, genesis);
		assert_eq!(verdict(&receipt).result, Outcome::Valid, "{n}");
		for (m, other) in recorded.iter().enumerate().filter(|(m, _)| *m != n) {
			receipt.sender = other.sent.sender.clone();
			assert!(failed(&verdict(&receipt), Subject::Sender).is_some(), "{n} by {m}");
		}
	}
	let [_, in_list, ..] = &recorded;
	let sender = chain.execute_with(|| {
		let used = Records::<Runtime>::get(SealId(0), in_list.sent.record).expect("it is on record");
		let mut others = documents();
		others.reverse();
		let call = RuntimeCall::UsageLog(pallet_usage_log::Call::record_uses {
			seal: SealId(0),
			statement: used.statement(),
			documents: others.try_into().expect("no more than a call lists"),
			signature: used.signature,
		});
		sender_of(&signed(&pair("Operator"), 9, call.clone()), &call)
	});
	let receipt = Receipt {
		sender,
		..by_its_block(in_list, genesis)
	};
	assert_eq!(failed(&verdict(&receipt), Subject::Sender), Some("call-without-use"));
}

/// A loss that reaches back to before the use casts doubt on it: what the chain's own `statusAt` says too. A receipt that was
/// made before does not know of it.
#[test]
fn a_loss_reported_later_is_a_dispute() {
	let mut chain = chain();
	let (recorded, lost_at) = chain.execute_with(|| {
		issue(2);
		let lost_at = now();
		(seal_document(&pair("Operator"), 2), lost_at)
	});
	chain.execute_with(|| {
		two_officers_do(
			PS,
			pallet_e_seal::Call::report_physical_seal {
				code: raw(CODE),
				report: PhysicalSealReport::Lost,
				effective_at: lost_at,
			},
		);
		let used = Records::<Runtime>::get(SealId(0), 0).expect("it was recorded");
		assert!(
			!crate::ESeal::standing_at(SealId(0), used.recorded_at)
				.expect("there is such an e-seal")
				.usable
		);
		let last = History::<Runtime>::iter_prefix(SealId(0))
			.find(|(entry, _)| *entry == 2)
			.expect("there are three");
		assert!(matches!(last.1.change, Change::HoldPlaced { .. }));
	});
	let said = verdict(&by_the_state(&mut chain, &recorded));
	assert_eq!(said.result, Outcome::Indeterminate, "{said:?}");
	let doubts: Vec<_> = said
		.checks
		.iter()
		.filter(|check| check.result != Outcome::Valid)
		.collect();
	assert!(
		matches!(doubts[..], [check] if check.subject == Subject::Dispute && check.reason.code() == "hold-reported-later"),
		"{doubts:?}"
	);
	let genesis = chain.execute_with(genesis_hash);
	assert_eq!(verdict(&by_its_block(&recorded, genesis)).result, Outcome::Valid);
}

/// The physical seal moved to its right code after the use, and it is under that one that its loss is reported, as of before the use or
/// after it: what the chain's own `statusAt` says, and a receipt.
#[test]
fn a_loss_reported_under_the_right_code_is_a_dispute() {
	const RIGHT: &str = "3301000099999";
	let code = |text: &str| eseal_primitives::SealCode::parse(text.as_bytes()).expect("a code");
	for is_before in [true, false] {
		let mut chain = chain();
		let recorded = chain.execute_with(|| {
			issue(2);
			seal_document(&pair("Operator"), 2)
		});
		chain.execute_with(|| {
			revoke();
			let moving = Correction::MovePhysicalSeal {
				code: code(CODE),
				instead: code(RIGHT),
				uscc: Uscc::parse(USCC.as_bytes(), UsccCheck::Enforced).expect("a code"),
				digest: crate::ESeal::api_physical_seal_digest(CODE.into()).expect("it is on file"),
			};
			correct(moving, MS);
			next_block(crate::SLOT_DURATION);
			let used = Records::<Runtime>::get(SealId(0), 0)
				.expect("it was recorded")
				.recorded_at;
			two_officers_do(
				PS,
				pallet_e_seal::Call::report_physical_seal {
					code: raw(RIGHT),
					report: PhysicalSealReport::Lost,
					effective_at: match is_before {
						true => used,
						false => used + 1,
					},
				},
			);
			let standing = crate::ESeal::standing_at(SealId(0), used).expect("there is such an e-seal");
			assert_eq!(standing.usable, !is_before);
		});
		let said = verdict(&by_the_state(&mut chain, &recorded));
		let codes: Vec<_> = said.checks.iter().map(|check| check.reason.code()).collect();
		assert!(codes.contains(&"physical-seal-moved"), "{said:?}");
		assert_eq!(codes.contains(&"physical-seal-gone"), is_before, "{said:?}");
		let outcome = match is_before {
			true => Outcome::Indeterminate,
			false => Outcome::Valid,
		};
		assert_eq!(said.result, outcome, "{said:?}");
	}
}

/// Two agencies correct what one of them recorded: by two officers of each.
fn correct(correction: Correction, other: Seat) {
	let id = NextCorrectionId::<Runtime>::get();
	let decision = digest(9);
	two_officers_do(
		correction.seat(),
		pallet_e_seal::Call::propose_correction { correction, decision },
	);
	let digest = crate::ESeal::api_correction(id).expect("it waits").digest;
	two_officers_do(other, pallet_e_seal::Call::agree_correction { id, digest });
}

/// The registration of the enterprise whose e-seal sealed is voided, and its physical seal follows it or turns out to be another's: a
/// receipt from before says how it was recorded then, one from since who sealed by all that is known now.
#[test]
fn a_registration_that_was_voided_since_is_told() {
	const RIGHT: &str = "91440300708461136T";
	const STRANGERS: &str = "91110000802100433B";
	let uscc = |text: &str| Uscc::parse(text.as_bytes(), UsccCheck::Enforced).expect("a code");
	let code = eseal_primitives::SealCode::parse(CODE.as_bytes()).expect("a code");
	for (to, is_own) in [(RIGHT, true), (STRANGERS, false)] {
		let mut chain = chain();
		let recorded = chain.execute_with(|| {
			issue(2);
			seal_document(&pair("Operator"), 2)
		});
		let before = by_the_state(&mut chain, &recorded);
		chain.execute_with(|| {
			open_block(crate::SLOT_DURATION);
			officer_does(
				MS,
				pallet_e_seal::Call::register_enterprise {
					uscc: raw(STRANGERS),
					name: raw("另一公司"),
					owner: account_of(&pair("Stranger")),
					check: UsccCheck::Enforced,
				},
			);
			let voiding = Correction::VoidRegistration {
				uscc: uscc(USCC),
				instead: uscc(RIGHT),
				check: UsccCheck::Enforced,
				digest: crate::ESeal::api_registration_digest(USCC.into()).expect("it is registered"),
			};
			correct(voiding, DR);
			let moving = Correction::MovePhysicalSeal {
				code,
				instead: code,
				uscc: uscc(to),
				digest: crate::ESeal::api_physical_seal_digest(CODE.into()).expect("it is on file"),
			};
			correct(moving, MS);
		});
		let since = by_the_state(&mut chain, &recorded);
		for (expected, then, now) in [
			(None, Outcome::Valid, Outcome::Indeterminate),
			(Some(USCC), Outcome::Valid, Outcome::Indeterminate),
			(
				Some(RIGHT),
				Outcome::Invalid,
				match is_own {
					true => Outcome::Valid,
					false => Outcome::Indeterminate,
				},
			),
			(Some(STRANGERS), Outcome::Invalid, Outcome::Invalid),
		] {
			let expected = expected.map(uscc);
			assert_eq!(verdict_by(&before, expected).result, then, "{expected:?}");
			let said = verdict_by(&since, expected);
			assert_eq!(said.result, now, "{expected:?}: {said:?}");
			assert!(said
				.checks
				.iter()
				.any(|check| check.reason.code() == "registration-voided"));
		}
	}
}

/// The sender's signature is checked as the chain checks it: nobody else's serves, nor one for another use.
#[test]
fn another_accounts_signature_is_refused() {
	let mut chain = chain();
	let (first, second) = chain.execute_with(|| {
		issue(2);
		(seal_document(&pair("Operator"), 2), seal_document(&pair("Owner"), 2))
	});
	let genesis = chain.execute_with(genesis_hash);
	for mut receipt in [by_its_block(&first, genesis), by_the_state(&mut chain, &first)] {
		receipt.sender = second.sent.sender.clone();
		assert_eq!(verdict(&receipt).result, Outcome::Invalid);
		receipt.sender = first.sent.sender.clone();
		assert_eq!(verdict(&receipt).result, Outcome::Valid);
	}
}

/// Writes a history of so many suspensions and resumptions as the calls would have: one each millisecond from `from` on.
fn suspend_and_resume(times: u32, from: Moment) {
	let id = SealId(0);
	let mut seal = Seals::<Runtime>::get(id).expect("there is such an e-seal");
	let hold = Hold::OwnerSuspension;
	let changes = [
		Change::HoldPlaced {
			hold,
			order: None,
			term: None,
		},
		Change::HoldLifted { hold },
	];
	let mut after = seal.state();
	for (n, change) in (0u64..).zip(changes.iter().cycle().take(2 * times as usize)) {
		let at = from.saturating_add(n);
		after.take(change);
		let entry = HistoryEntry {
			change: change.clone(),
			by: Actor::Owner {
				account: account_of(&pair("Owner")),
			},
			effective_at: at,
			recorded_at: at,
			block: System::block_number(),
			after: after.clone(),
		};
		seal.history_digest = eseal_crypto::chained(seal.history_digest, &entry);
		History::<Runtime>::insert(id, seal.history_len, entry);
		seal.history_len += 1;
	}
	Seals::<Runtime>::insert(id, seal);
}

/// An owner who does nothing but suspend and resume the e-seal makes nobody's receipt impossible, or larger than usual: neither
/// of the uses before nor of those after, by the use's block or by the state. And how it stood at any moment is found at once.
#[test]
fn a_million_entries_of_history_change_no_receipt() {
	const TIMES: u32 = 500_000;
	let mut chain = chain();
	let (before, from) = chain.execute_with(|| {
		issue(2);
		let before = seal_document(&pair("Operator"), 2);
		next_block(2 * u64::from(TIMES));
		(before, now().saturating_sub(2 * u64::from(TIMES)))
	});
	let genesis = chain.execute_with(genesis_hash);
	let size = |receipt: &Receipt| serde_json::to_vec_pretty(receipt).expect("JSON encodes").len();
	let usual = size(&by_the_state(&mut chain, &before));
	let usual_by_block = size(&by_its_block(&before, genesis));

	chain.execute_with(|| {
		open_block(crate::SLOT_DURATION);
		suspend_and_resume(TIMES, from);
	});
	// Hashed once, here: each block's end would do it again.
	chain.commit_all().expect("no transaction is open");
	let after = chain.execute_with(|| {
		let after = seal_document(&pair("Operator"), 2);
		// Once more by calls, after it: the e-seal is suspended now.
		let digest = application_digest(0);
		does(
			&pair("Owner"),
			pallet_e_seal::Call::suspend {
				seal: SealId(0),
				digest,
			},
		);
		assert_eq!(
			Seals::<Runtime>::get(SealId(0)).map(|seal| seal.history_len),
			Some(1_000_003)
		);
		// Each second entry suspended it. `statusAt` reads no more than 34 items: of a million it would take seconds.
		let started = std::time::Instant::now();
		for n in (0..2 * u64::from(TIMES)).step_by(9_973) {
			let standing =
				crate::ESeal::standing_at(SealId(0), from.saturating_add(n)).expect("there is such an e-seal");
			assert_eq!(standing.usable, n % 2 == 1, "{n} ms after the first");
		}
		assert!(started.elapsed().as_millis() < 2_000, "{:?}", started.elapsed());
		after
	});
	for recorded in [&before, &after] {
		for (receipt, most) in [
			(by_its_block(recorded, genesis), usual_by_block + 100),
			(by_the_state(&mut chain, recorded), usual + 6_000),
		] {
			let verdict = verdict(&receipt);
			assert_eq!(verdict.result, Outcome::Valid, "{verdict:?}");
			assert!(size(&receipt) < most, "{} bytes", size(&receipt));
		}
		chain.execute_with(|| open_block(crate::SLOT_DURATION));
	}
}
