//! Verifies a receipt.

use crate::{
	block_uses, chained, evidence,
	finality::Block,
	format::{Operator, Receipt, UseProof},
	signature, standing, storage,
	verdict::{in_words, Checks, Facts, Outcome, Proven, Subject, Verdict},
	AccountId, BlockNumber,
};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use codec::{DecodeAll, Encode};
use eseal_primitives::{
	grant::Grant,
	history::HistoryEntry,
	physical_seal::PhysicalSeal,
	seal::{Seal, SealStatus},
	sm2,
	usage::{UseLeaf, UseRecord},
	DocumentDigest, UseStatement,
};
use sha2::{Digest, Sha256};
use sp_core::H256;
use sp_runtime::MultiSignature;

/// How many bytes a salt has.
pub const SALT_LENGTH: usize = 32;

/// What is proven of a use.
struct Proof {
	used: UseRecord<AccountId, BlockNumber>,
	seal: Seal<AccountId>,
	history: Vec<HistoryEntry<AccountId, BlockNumber>>,
	/// As of a later block only.
	physical: Option<PhysicalSeal>,
	grant: Option<Grant<AccountId>>,
	proven: Proven,
}

/// Verifies the receipt of a use, offline.
///
/// - `document`: the bytes of the sealed document.
/// - `receipt`: JSON of a [`Receipt`].
/// - `anchor`: JSON of an [`Anchor`], from a source that the caller trusts.
pub fn verify(document: &[u8], receipt: &[u8], anchor: &[u8]) -> Verdict {
	let mut checks = Checks::default();
	let facts = check(document, receipt, anchor, &mut checks);
	conclude(checks, facts)
}

fn check(document: &[u8], receipt: &[u8], anchor: &[u8], checks: &mut Checks) -> Option<Facts> {
	let (receipt, anchor): (Receipt, _) = evidence::read(receipt, anchor, checks)?;
	let block = evidence::follow(&anchor, &receipt.evidence, checks)?;
	let proof = match prove(block, &receipt) {
		Ok(proof) => proof,
		Err(reason) => {
			checks.failed(Subject::State, reason);
			return None;
		}
	};
	checks.passed(
		Subject::State,
		format!(
			"use {} of e-seal {} is on record as of block {}",
			receipt.index, receipt.seal, proof.proven.block
		),
	);
	checks.take(
		Subject::Document,
		check_document(
			document,
			receipt.salt.as_ref().map(|salt| &*salt.0),
			proof.used.document,
		),
	);
	let statement = statement_of(&proof.used);
	checks.take(Subject::SealKey, check_seal_key(&proof, &statement, anchor.genesis));
	checks.take(
		Subject::Account,
		check_account(&receipt.operator, &proof.used, &statement, anchor.genesis),
	);
	checks.take(Subject::Grant, check_grant(&proof));
	checks.take(
		Subject::Standing,
		standing::when_used(&proof.seal, &proof.history, &proof.used)
			.map(|()| "the e-seal was valid when used".to_string()),
	);
	let disputes = standing::disputes(&proof.history, proof.physical.as_ref(), &proof.used);
	match disputes.first() {
		None => checks.passed(
			Subject::Dispute,
			"nothing reported until the proof reaches back to before the use",
		),
		Some(dispute) => checks.open(
			Subject::Dispute,
			format!(
				"after the use it was reported that before it the e-seal was {}, as of {} ms since 1970",
				dispute.what, dispute.effective_at
			),
		),
	}
	Some(facts(proof))
}

/// Reads all that the receipt speaks of, from the block that recorded the use or from the state of a later one.
fn prove(block: Block, receipt: &Receipt) -> Result<Proof, String> {
	let (used, seal, physical, grant, proven) = match &receipt.proof {
		UseProof::Block(proof) => {
			let (block, leaf) = block_uses::read(block, proof)?;
			let UseLeaf { used, seal, grant } = leaf;
			let proven = Proven {
				block: block.header.number,
				hash: block.hash,
				at: used.recorded_at,
			};
			(used, seal, None, grant, proven)
		}
		UseProof::State(nodes) => {
			let (state, proven) = evidence::state_of(&block, nodes)?;
			let used: UseRecord<AccountId, BlockNumber> =
				state.require("the use record", &storage::use_record(receipt.seal, receipt.index))?;
			let seal: Seal<AccountId> = state.require("the e-seal", &storage::seal(receipt.seal))?;
			let physical = state.require("the physical seal", &storage::physical_seal(&seal.code))?;
			let grant = used
				.grant
				.map(|grant| state.require("the grant", &storage::grant(grant)))
				.transpose()?;
			if !state.is_used_up() {
				return Err("the storage proof has nodes that lead to nothing here".to_string());
			}
			(used, seal, Some(physical), grant, proven)
		}
	};
	if (used.seal, used.index) != (receipt.seal, receipt.index) {
		return Err("the use record is of another use".to_string());
	}
	let history = history(&seal, &receipt.history.0)?;
	Ok(Proof {
		used,
		seal,
		history,
		physical,
		grant,
		proven,
	})
}

/// The e-seal's whole history, which its record counts and covers.
fn history(seal: &Seal<AccountId>, bytes: &[u8]) -> Result<Vec<HistoryEntry<AccountId, BlockNumber>>, String> {
	let entries = Vec::<HistoryEntry<AccountId, BlockNumber>>::decode_all(&mut &*bytes)
		.map_err(|_| "the e-seal's history does not decode")?;
	let digest = entries
		.iter()
		.fold(H256::zero(), |digest, entry| chained(digest, &entry.encode()));
	if u32::try_from(entries.len()) != Ok(seal.history_len) || digest != seal.history_digest {
		return Err("the history is not the e-seal's".to_string());
	}
	Ok(entries)
}

fn check_document(document: &[u8], salt: Option<&[u8]>, sealed: DocumentDigest) -> Result<String, String> {
	let sha256 = |parts: &[&[u8]]| {
		let mut hasher = Sha256::new();
		parts.iter().for_each(|part| hasher.update(part));
		H256(hasher.finalize().into())
	};
	let (algorithm, equal) = match (sealed, salt) {
		(DocumentDigest::Sha256(digest), None) => ("SHA-256", sha256(&[document]) == digest),
		(DocumentDigest::Sm3(digest), None) => ("SM3", sm2::sm3(document) == digest.0),
		(DocumentDigest::Blake2b256(digest), None) => {
			("BLAKE2b-256", sp_crypto_hashing::blake2_256(document) == digest.0)
		}
		(DocumentDigest::Commitment(digest), Some(salt)) if salt.len() == SALT_LENGTH => {
			("SHA-256 of salt and document", sha256(&[salt, document]) == digest)
		}
		(DocumentDigest::Commitment(_), Some(_)) => return Err(format!("the salt has not {SALT_LENGTH} bytes")),
		(DocumentDigest::Commitment(_), None) => {
			return Err("the document was committed with a salt, which the receipt does not have".into())
		}
		(_, Some(_)) => return Err("the receipt has a salt, and the document was not committed with one".into()),
	};
	if equal {
		Ok(format!("the document is the one that was sealed ({algorithm})"))
	} else {
		Err(format!(
			"the document is not the one that was sealed ({algorithm} differs)"
		))
	}
}

fn statement_of(used: &UseRecord<AccountId, BlockNumber>) -> UseStatement {
	UseStatement {
		seal: used.seal,
		nonce: used.nonce,
		document: used.document,
		purpose: used.purpose,
		signed_at: used.signed_at,
	}
}

fn check_seal_key(proof: &Proof, statement: &UseStatement, genesis: H256) -> Result<String, String> {
	let signed = statement.bytes_to_sign(genesis, &proof.used.account);
	if signature::by_seal_key(&proof.seal.key, &proof.used.signature, &signed) {
		Ok("the seal key signed for this chain, e-seal, document, purpose and account".into())
	} else {
		Err("the signature is not the seal key's for this chain, e-seal, document, purpose and account".into())
	}
}

/// Rebuilds what the account signed: the call, the transaction extensions, and what they imply.
fn check_account(
	operator: &Operator,
	used: &UseRecord<AccountId, BlockNumber>,
	statement: &UseStatement,
	genesis: H256,
) -> Result<String, String> {
	let signature = MultiSignature::decode_all(&mut &*operator.signature.0)
		.map_err(|_| "the account's signature does not decode")?;
	if operator.call.0.len() != 2 {
		return Err("a call begins with two bytes".into());
	}
	// Spec version, transaction version, genesis hash, first valid block.
	type Implied = (u32, u32, H256, H256);
	let implied = Implied::decode_all(&mut &*operator.implied.0)
		.map_err(|_| "what the transaction extensions imply does not decode")?;
	if implied.2 != genesis {
		return Err("the account signed for another chain".into());
	}
	let mut payload = operator.call.0.clone();
	(used.seal, statement, &used.signature).encode_to(&mut payload);
	payload.extend(&operator.extensions.0);
	payload.extend(&operator.implied.0);
	// As extrinsics are signed: longer payloads by their digest.
	if payload.len() > 256 {
		payload = sp_crypto_hashing::blake2_256(&payload).to_vec();
	}
	if signature::by_account(&used.account, &signature, &payload) {
		Ok("the account that sent the use signed it".into())
	} else {
		Err("the signature is not the account's that sent the use".into())
	}
}

fn check_grant(proof: &Proof) -> Result<String, String> {
	let Proof { used, grant, .. } = proof;
	let grant = match (used.grant, grant) {
		(None, None) => return Ok("the account was the enterprise's owner".into()),
		(Some(_), Some(grant)) => grant,
		_ => return Err("the use and the grant that is proven do not belong together".into()),
	};
	let covers = grant.seal == used.seal
		&& grant.operator == used.account
		&& grant.purposes.contains(&used.purpose)
		&& (grant.granted_at..grant.valid_until).contains(&used.recorded_at)
		&& grant.ended.is_none_or(|(at, _)| used.recorded_at <= at);
	if covers {
		Ok("the operator's grant covered the use".into())
	} else {
		Err("the operator's grant did not cover the use".into())
	}
}

fn facts(proof: Proof) -> Facts {
	let Proof { used, seal, proven, .. } = proof;
	Facts {
		seal: used.seal,
		index: used.index,
		uscc: seal.uscc.to_string(),
		name: seal.name.as_str().to_string(),
		physical_seal: seal.code.to_string(),
		document: used.document,
		purpose: used.purpose,
		account: used.account,
		grant: used.grant,
		signed_at: used.signed_at,
		recorded_at: used.recorded_at,
		block: used.block,
		obstacles: seal.obstacles(proven.at).iter().map(in_words).collect(),
		revoked_at: seal.revoked_at.filter(|_| seal.status == SealStatus::Revoked),
		proven,
	}
}

/// The verdict on the checks.
fn conclude(checks: Checks, facts: Option<Facts>) -> Verdict {
	let (result, reason) = checks.outcome();
	let summary = match result {
		Outcome::Valid => {
			let since = facts
				.as_ref()
				.map(|facts| facts.obstacles.join(", "))
				.unwrap_or_default();
			let at_once = facts.as_ref().is_some_and(|facts| facts.proven.block == facts.block);
			match (since.is_empty(), at_once) {
				(false, _) => format!("valid when used; {since} since"),
				(true, true) => "valid when used; what came later is not in the receipt".to_string(),
				(true, false) => "valid when used, and still as of the receipt".to_string(),
			}
		}
		Outcome::Invalid => format!("invalid: {reason}"),
		Outcome::Indeterminate => format!("indeterminate: {reason}"),
	};
	Verdict {
		result,
		summary,
		checks: checks.0,
		facts,
	}
}
