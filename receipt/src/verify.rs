//! Verifies a receipt: the checks in their order.

use crate::{
	checks::{
		batch, block_uses, document, enterprise, finality,
		finality::Block,
		format, grant, history,
		rectified::{self, File, Registration},
		signature, standing, state,
		state::State,
	},
	format::{Receipt, UseProof},
	reason::{Item, Reason},
	storage,
	verdict::{BatchFacts, Checks, Facts, Outcome, Proven, Subject, Verdict},
	AccountId, BlockNumber,
};
use eseal_crypto::document::Algorithm;
use eseal_primitives::{
	correction::Corrected,
	grant::Grant,
	physical_seal::PhysicalSeal,
	seal::{Seal, SealState},
	usage::{UseLeaf, UseRecord},
	DocumentDigest, SealId, Uscc,
};
use sp_core::H256;

/// What is verified, against what.
#[derive(Clone, Copy)]
pub struct Input<'a> {
	/// The sealed document.
	pub document: &'a dyn Document,
	/// JSON of a [`Receipt`].
	pub receipt: &'a [u8],
	/// JSON of an [`Anchor`](crate::Anchor), from a source that the caller trusts.
	pub anchor: &'a [u8],
	/// Who is expected to have sealed. The receipt of another enterprise is invalid.
	pub expected_enterprise: Option<Uscc>,
}

/// A document as far as a verification has to know it: by one digest. Bytes are one; who has a large file computes the
/// digest that is asked for piece by piece ([`DocumentHasher`](eseal_crypto::document::DocumentHasher)).
pub trait Document {
	/// The document's digest; none if the document cannot be read.
	fn digest(&self, algorithm: Algorithm) -> Option<DocumentDigest>;
}

impl Document for &[u8] {
	fn digest(&self, algorithm: Algorithm) -> Option<DocumentDigest> {
		Some(eseal_crypto::document::digest(algorithm, self))
	}
}

/// What is proven of a use.
struct Proof {
	/// The use, or the batch that it is of.
	used: UseRecord<AccountId, BlockNumber>,
	seal: Seal<AccountId>,
	/// The e-seal's status and holds when it was used.
	then: SealState,
	/// As of a later block only.
	physical: Option<PhysicalSeal>,
	/// The last correction of the e-seal's record, as of a later block, if the proof leads to one.
	corrected: Option<Corrected>,
	/// The right registration in place of the enterprise's, as of a later block.
	registration: Option<Registration>,
	/// Where the physical seal is on file, if not where the e-seal says, as of a later block.
	file: Option<File>,
	grant: Option<Grant<AccountId>>,
	proven: Proven,
}

/// What is proven of an e-seal as of a later block, besides its own record.
#[derive(Default)]
struct Since {
	physical: Option<PhysicalSeal>,
	corrected: Option<Corrected>,
	registration: Option<Registration>,
	file: Option<File>,
}

/// Verifies the receipt of a use, offline.
pub fn verify(input: &Input) -> Verdict {
	let mut checks = Checks::default();
	let facts = check(input, &mut checks);
	Verdict::new(checks, facts)
}

fn check(input: &Input, checks: &mut Checks) -> Option<Facts> {
	let (receipt, anchor): (Receipt, _) = format::read(input.receipt, input.anchor, checks)?;
	let block = finality::check(&anchor, &receipt.evidence, checks)?;
	let genesis = anchor.genesis;
	let proof = match prove(block, &receipt, genesis) {
		Ok(proof) => proof,
		Err(reason) => {
			checks.failed(Subject::State, reason);
			return None;
		}
	};
	let Proof { used, seal, .. } = &proof;
	checks.passed(
		Subject::State,
		Reason::OnRecord {
			seal: used.seal,
			index: receipt.index,
			batch: BatchFacts::of(used),
			block: proof.proven.block,
		},
	);
	let expected = input.expected_enterprise;
	let right = proof.registration.as_ref();
	if let Some(expected) = expected.filter(|expected| right.is_none_or(|right| right.uscc != *expected)) {
		checks.take(Subject::Enterprise, enterprise::check(expected, seal.uscc, &seal.name));
	}
	if let Some(right) = right {
		let (outcome, reason) = rectified::who_sealed(seal, right, expected);
		checks.note(Subject::Enterprise, outcome, reason);
	}
	let salt = receipt.salt.as_ref().map(|salt| &*salt.0);
	let sealed = batch::sealed(used, receipt.index, receipt.batch.as_ref());
	let (outcome, reason) = match &sealed {
		Ok(sealed) => document::check(input.document, salt, *sealed),
		Err(reason) => (Outcome::Invalid, reason.clone()),
	};
	checks.note(Subject::Document, outcome, reason);
	checks.take(Subject::SealKey, signature::by_the_seal_key(&seal.key, used, genesis));
	checks.take(
		Subject::Sender,
		signature::by_the_sender(&receipt.sender, used, genesis),
	);
	checks.take(
		Subject::Grant,
		grant::check(used, proof.grant.as_ref(), &proof.proven, genesis),
	);
	checks.take(Subject::Standing, standing::when_used(seal, &proof.then, used));
	let disputes = standing::disputes(seal, proof.physical.as_ref(), used);
	let moved = proof.file.as_ref().map(|file| rectified::moved(seal, file, right));
	let is_disputed = moved.as_ref().is_some_and(|(outcome, _)| *outcome != Outcome::Valid);
	if disputes.is_empty() && !is_disputed {
		checks.passed(Subject::Dispute, Reason::NoDispute);
	}
	disputes
		.into_iter()
		.for_each(|dispute| checks.open(Subject::Dispute, dispute));
	if let Some((outcome, reason)) = moved {
		checks.note(Subject::Dispute, outcome, reason);
	}
	if let Some(corrected) = &proof.corrected {
		checks.passed(Subject::Dispute, standing::corrected(corrected));
	}
	Some(facts(proof, receipt.index, sealed.ok()))
}

/// Reads all that the receipt speaks of, from the block that recorded the use or from the state of a later one.
fn prove(block: Block, receipt: &Receipt, genesis: H256) -> Result<Proof, Reason> {
	let (used, seal, then, since, grant, proven) = match &receipt.proof {
		UseProof::Block(proof) => {
			let (block, leaf) = block_uses::read(block, proof)?;
			let UseLeaf {
				used,
				seal,
				state,
				grant,
			} = leaf;
			history::last_entry(&seal, &used)?;
			let proven = Proven {
				block: block.header.number,
				hash: block.hash,
				at: used.recorded_at,
			};
			(used, seal, state, Since::default(), grant, proven)
		}
		UseProof::State(proof) => {
			let (state, proven) = state::of_block(&block, &proof.nodes, genesis)?;
			let used: UseRecord<AccountId, BlockNumber> =
				state.require(Item::UseRecord, &storage::use_record(receipt.seal, proof.record))?;
			let seal: Seal<AccountId> = state.require(Item::Seal, &storage::seal(receipt.seal))?;
			let last = history::last_entry(&seal, &used)?;
			let entry = state.require(Item::HistoryEntry, &storage::history_entry(receipt.seal, last))?;
			let physical: PhysicalSeal = state.require(Item::PhysicalSeal, &storage::physical_seal(&seal.code))?;
			let since = Since {
				corrected: correction(&state, receipt.seal)?,
				registration: rectified::registration(&state, &seal)?,
				file: rectified::file(&state, &seal, &physical)?,
				physical: Some(physical),
			};
			let grant = used
				.grant
				.map(|grant| state.require(Item::Grant, &storage::grant(grant)))
				.transpose()?;
			state.ensure_used_up()?;
			if used.block > proven.block {
				return Err(Reason::RecordedAfterProof {
					block: proven.block,
					recorded_in: used.block,
				});
			}
			let then = history::state_after(last, entry, &used)?;
			(used, seal, then, since, grant, proven)
		}
	};
	if used.seal != receipt.seal || used.position(receipt.index).is_none() {
		return Err(Reason::AnotherUse {
			seal: used.seal,
			index: used.index,
			count: used.count(),
		});
	}
	history::ensure_agrees(&seal, &then, &used)?;
	let Since {
		physical,
		corrected,
		registration,
		file,
	} = since;
	Ok(Proof {
		used,
		seal,
		then,
		physical,
		corrected,
		registration,
		file,
		grant,
		proven,
	})
}

/// The last correction of an e-seal's record, if the proof leads to it. A proof may do without: of an e-seal whose record was never
/// corrected it does.
fn correction(state: &State, seal: SealId) -> Result<Option<Corrected>, Reason> {
	match state.read(Item::Correction, &storage::corrected(seal)) {
		Err(Reason::NotProven { .. }) => Ok(None),
		found => found,
	}
}

fn facts(proof: Proof, index: u64, document: Option<DocumentDigest>) -> Facts {
	let Proof {
		used,
		seal,
		grant,
		proven,
		..
	} = proof;
	let mut obstacles = seal.obstacles(proven.at);
	obstacles.retain(|obstacle| obstacle.stops(used.purpose));
	Facts {
		seal: used.seal,
		index,
		batch: BatchFacts::of(&used),
		uscc: seal.uscc,
		document,
		purpose: used.purpose,
		sender: used.account,
		grant: used.grant,
		second: used.approval.and(grant).and_then(|grant| grant.second),
		signed_at: used.signed_at,
		recorded_at: used.recorded_at,
		block: used.block,
		obstacles,
		// Not one that lies ahead, for a takeover.
		revoked_at: seal
			.revoked
			.map(|revoked| revoked.effective_at)
			.filter(|at| *at <= proven.at),
		physical_seal: seal.code,
		name: seal.name,
		proven,
	}
}
