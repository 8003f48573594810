//! Receipts of uses that this runtime recorded, from its own state.

use super::env::*;
use crate::{Executive, Header, Runtime, RuntimeCall, System, UncheckedExtrinsic, UsageLog};
use codec::Encode;
use eseal_primitives::{
	answers::UseProof, history::Change, DocumentDigest, GrantId, Moment, Purpose, SealId, UsccCheck, UseStatement,
};
use eseal_receipt::{
	checks::{finality::Justification, signature::RECORD_USE, state::encode_proof},
	format::{
		self, Anchor, Authority, Base64, BlockProof, Evidence, Finalized, Receipt, SenderSignature, ANCHOR_TYPE,
		RECEIPT_TYPE,
	},
	storage, verify, Input, Language, Outcome, Subject, Verdict,
};
use finality_grandpa::{Commit, Message, Precommit, SignedPrecommit};
use pallet_agencies::Seat;
use pallet_e_seal::{
	Actor, History, HistoryEntry, Hold, PhysicalSealReport, PhysicalSeals, RevocationReason, SealKind, Seals,
};
use pallet_usage_log::{Grants, Heads, Purposes, Uses};
use sp_core::{ed25519, sr25519, Pair, H256};
use sp_keyring::Ed25519Keyring;
use sp_runtime::{
	generic::Preamble,
	traits::{Header as _, TransactionExtension},
};

const USCC: &str = "91330100799655058B";
const CODE: &str = "3301000012345";
const DOCUMENT: &[u8] = b"%PDF-1.7 a contract";

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

fn officer_does(seat: Seat, call: impl Into<RuntimeCall>) {
	let officer = account_of(&officer(seat));
	dispatch(crate::RuntimeOrigin::signed(officer), call.into()).expect("the officer may");
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
			quota: 10,
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
			effective_at: now(),
		},
	);
}

/// A use in its block, as a client learns of it.
#[derive(Clone)]
struct Recorded {
	index: u64,
	sender: SenderSignature,
	/// Of the block that recorded it.
	header: Header,
	proof: UseProof,
}

/// A use by `who` through a real extrinsic, in a block of its own.
fn seal_document(who: &sr25519::Pair, key: usize) -> Recorded {
	let index = Heads::<Runtime>::get(SealId(0)).count;
	let sender = send_use(who, key);
	let header = close_block();
	let proof = UsageLog::api_use_proof(SealId(0), index).expect("the block recorded it");
	open_block(crate::SLOT_DURATION);
	Recorded {
		index,
		sender,
		header,
		proof,
	}
}

/// A use by `who` through a real extrinsic, and the signature that its receipt carries.
fn send_use(who: &sr25519::Pair, key: usize) -> SenderSignature {
	let account = account_of(who);
	let statement = UseStatement {
		seal: SealId(0),
		nonce: pallet_usage_log::Nonces::<Runtime>::get(SealId(0), &account),
		document: DocumentDigest::Sm3(H256(eseal_crypto::sm2::sm3(DOCUMENT))),
		purpose: Purpose::Contract,
		signed_at: now(),
	};
	let call = record_use(&account, key, statement);
	let extrinsic = signed(who, System::account_nonce(&account), call.clone());
	let sender = sender_of(&extrinsic, &call);
	Executive::apply_extrinsic(extrinsic)
		.expect("the account is admitted")
		.expect("the use is taken");
	sender
}

fn sender_of(extrinsic: &UncheckedExtrinsic, call: &RuntimeCall) -> SenderSignature {
	let Preamble::Signed(_, signature, extension) = &extrinsic.preamble else {
		panic!("it is signed");
	};
	let implied = extension.implicit().expect("what is implicit is known");
	SenderSignature {
		call: Base64(call.encode()[..2].to_vec()),
		extensions: Base64(extension.encode()),
		implied: Base64(implied.encode()),
		signature: Base64(signature.encode()),
	}
}

/// What a receipt of use `index` needs of the state.
fn keys(index: u64) -> Vec<Vec<u8>> {
	let used = Uses::<Runtime>::get(SealId(0), index).expect("there is such a use");
	let seal = Seals::<Runtime>::get(SealId(0)).expect("there is such an e-seal");
	let mut keys = vec![
		storage::now(),
		storage::genesis(),
		storage::use_record(SealId(0), index),
		storage::seal(SealId(0)),
		storage::history_entry(SealId(0), used.history_len - 1),
		storage::physical_seal(&seal.code),
	];
	keys.extend(used.grant.map(storage::grant));
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
	let (header, keys, genesis) = chain.execute_with(|| (close_block(), keys(recorded.index), genesis_hash()));
	let backend = chain.as_backend();
	assert_eq!(header.state_root, *backend.root(), "the block's own state");
	let proof = sp_state_machine::prove_read(backend, &keys).expect("the state can be read");
	let nodes: Vec<_> = proof.into_iter_nodes().collect();
	let proof = format::UseProof::State(Base64(encode_proof(&nodes)));
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
		index: recorded.index,
		salt: None,
		sender: recorded.sender.clone(),
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
	let anchor = serde_json::to_vec(&anchor(receipt.genesis)).expect("JSON encodes");
	let receipt = serde_json::to_vec(receipt).expect("JSON encodes");
	verify(&Input {
		document: &DOCUMENT,
		receipt: &receipt,
		anchor: &anchor,
		expected_enterprise: None,
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
	let (seal, index, grant) = (SealId(7), 9u64, GrantId(11));
	assert_eq!(
		storage::use_record(seal, index),
		Uses::<Runtime>::hashed_key_for(seal, index)
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
	assert_eq!(storage::now(), pallet_timestamp::Now::<Runtime>::hashed_key());
	assert_eq!(
		storage::genesis(),
		frame_system::BlockHash::<Runtime>::hashed_key_for(0)
	);
}

/// Receipts take the call that records a use for this one.
#[test]
fn the_call_that_records_a_use() {
	let mut chain = chain();
	chain.execute_with(|| {
		issue(2);
		assert_eq!(send_use(&pair("Owner"), 2).call.0, RECORD_USE);
	});
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

/// Every algorithm of seal keys, by the operator under a grant and by the owner, before and after the revocation.
#[test]
fn a_use_that_the_runtime_took_has_a_valid_receipt() {
	for key in [0, 1, 2, 3, 7] {
		let mut chain = chain();
		let uses = chain.execute_with(|| {
			issue(key);
			["Operator", "Owner"].map(|who| (who, seal_document(&pair(who), key)))
		});
		let genesis = chain.execute_with(genesis_hash);
		for (who, recorded) in &uses {
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
				assert_eq!(verdict.result, Outcome::Valid, "key {key}: {verdict:?}");
				assert_eq!(said(&verdict), summary);
				let facts = verdict.facts.expect("they are proven");
				assert_eq!(facts.name.as_str(), "杭州某某科技有限公司");
				assert_eq!(facts.grant, (*who == "Operator").then_some(GrantId(0)));
				assert_eq!(facts.sender, account_of(&pair(who)));
				assert_eq!(facts.block, *recorded.header.number());
			}
			chain.execute_with(|| open_block(crate::SLOT_DURATION));
		}
		chain.execute_with(revoke);
		let [(_, recorded), _] = uses;
		let verdict = verdict(&by_the_state(&mut chain, &recorded));
		assert_eq!(verdict.result, Outcome::Valid, "key {key}: {verdict:?}");
		assert_eq!(said(&verdict), "valid when used; revoked since");
	}
}

/// Several uses in one block, which also ends the grant and the e-seal: what the header names is as of the block's end.
#[test]
fn a_block_with_many_uses_proves_each() {
	let mut chain = chain();
	chain.execute_with(|| {
		issue(2);
		let senders = ["Operator", "Owner", "Operator", "Operator", "Owner"];
		let signatures = senders.map(|who| send_use(&pair(who), 2));
		does(
			&pair("Owner"),
			pallet_usage_log::Call::revoke_grant { grant: GrantId(0) },
		);
		revoke();
		let header = close_block();
		for (index, sender) in (0u64..).zip(signatures) {
			let recorded = Recorded {
				index,
				sender,
				header: header.clone(),
				proof: UsageLog::api_use_proof(SealId(0), index).expect("the block recorded it"),
			};
			let mut receipt = by_its_block(&recorded, genesis_hash());
			let verdict_on_it = verdict(&receipt);
			assert_eq!(verdict_on_it.result, Outcome::Valid, "use {index}: {verdict_on_it:?}");
			assert_eq!(said(&verdict_on_it), "valid when used; revoked since");
			// Each proof is of its own use.
			receipt.index = (index + 1) % 5;
			assert_eq!(verdict(&receipt).result, Outcome::Invalid);
		}
	});
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
		officer_does(
			PS,
			pallet_e_seal::Call::report_physical_seal {
				code: raw(CODE),
				report: PhysicalSealReport::Lost,
				effective_at: lost_at,
			},
		);
		let used = Uses::<Runtime>::get(SealId(0), 0).expect("it was recorded");
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
		receipt.sender = second.sender.clone();
		assert_eq!(verdict(&receipt).result, Outcome::Invalid);
		receipt.sender = first.sender.clone();
		assert_eq!(verdict(&receipt).result, Outcome::Valid);
	}
}

/// Writes a history of so many suspensions and resumptions as the calls would have: one each millisecond from `from` on.
fn suspend_and_resume(times: u32, from: Moment) {
	let id = SealId(0);
	let mut seal = Seals::<Runtime>::get(id).expect("there is such an e-seal");
	let hold = Hold::OwnerSuspension;
	let changes = [Change::HoldPlaced { hold, order: None }, Change::HoldLifted { hold }];
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
