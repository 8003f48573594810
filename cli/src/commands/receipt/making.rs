//! The making of receipts, each verified before anyone gets it.

use crate::{
	commands::seconds::Seconds,
	digests::{OnDisk, Salt},
	failure::{Failure, Kind, Result},
	files,
	session::Session,
	view::shapes::UseLine,
};
use eseal_client::{
	evidence::{Leaf, Proof, Prover},
	justifications::Justifications,
	queries::Found,
	Block, Client, NotFound, ReadError,
};
use eseal_primitives::{DocumentDigest, SealId};
use eseal_receipt::{
	format::{Base64, Batch, Receipt, SenderSignature, UseProof, RECEIPT_TYPE},
	verify, Document, Input, Language, Outcome,
};
use std::path::Path;

/// As of when a receipt tells how the e-seal stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
	/// The block that recorded the use. Where that is asked for, it must have become final while this program listened.
	Use,
	/// The last final block that is to be had; the block that recorded the use, if its record left the state.
	Now,
}

/// A receipt that was made.
pub struct Made {
	/// The receipt, as it is written.
	pub bytes: Vec<u8>,
	/// The use.
	pub used: UseLine,
	/// As of when it tells.
	pub as_of: AsOf,
}

/// What all receipts of a record have.
pub(super) struct Shared {
	/// The record, and the use that it was found by.
	pub found: Found,
	/// Who sent it.
	pub sender: SenderSignature,
	/// What proves it.
	pub proof: Proof,
}

impl Shared {
	/// Collects it.
	pub(super) async fn collect(
		session: &Session,
		prover: &Prover,
		listening: &mut Justifications,
		found: Found,
		as_of: AsOf,
	) -> Result<Self> {
		let proof = match as_of {
			AsOf::Use => prover.proof_when_used(listening, &found, session.timeout()).await?,
			AsOf::Now => prover.proof_now(listening, &found, session.timeout()).await?,
		};
		Ok(Self {
			sender: prover.sender(&found.used).await?,
			proof,
			found,
		})
	}

	/// As of when the receipts tell.
	pub(super) fn as_of(&self) -> AsOf {
		match self.proof.proof {
			UseProof::Block(_) => AsOf::Use,
			UseProof::State(_) => AsOf::Now,
		}
	}

	/// The receipt of a use of the record, as it is written.
	pub(super) fn receipt(
		&self,
		chain: &Client,
		index: u64,
		batch: Option<Batch>,
		salt: Option<Salt>,
	) -> Result<Vec<u8>> {
		let Proof { proof, evidence } = &self.proof;
		let receipt = Receipt {
			media_type: RECEIPT_TYPE.into(),
			genesis: chain.genesis(),
			seal: self.found.used.seal,
			index,
			batch,
			salt: salt.map(|salt| Base64(salt.to_vec())),
			sender: self.sender.clone(),
			proof: proof.clone(),
			evidence: evidence.clone(),
		};
		let mut bytes = serde_json::to_vec_pretty(&receipt).map_err(|e| Failure::input(e.to_string()))?;
		bytes.push(b'\n');
		Ok(bytes)
	}
}

/// Makes the receipt of a use, and makes sure that it holds for the document.
pub async fn make(
	session: &Session,
	prover: &Prover,
	listening: &mut Justifications,
	(seal, index): (SealId, u64),
	salt: Option<Salt>,
	document: &Path,
	as_of: AsOf,
) -> Result<Made> {
	let chain = prover.client();
	let found = recorded(chain, seal, index).await?;
	let leaf = prover.leaf(&found, None).await?;
	let salt = match (&leaf.document, salt) {
		(digest, _) if digest.is_plain() => None,
		(_, None) => return Err(Failure::input(
			"the document was sealed with a salted commitment, and the salt is missing",
		)
		.next(
			"The salt is in the document's receipt, or in the file ending in .salt beside the document; that of a document \
			 of a batch is in the batch file (--batch-file FILE). Put it back.",
		)),
		(_, salt) => salt,
	};
	let Leaf {
		document: digest,
		batch,
	} = leaf;
	let shared = Shared::collect(session, prover, listening, found, as_of).await?;
	let bytes = shared.receipt(chain, index, batch, salt)?;
	let on_disk = OnDisk::new(document);
	let proven = prove(session, chain, &on_disk, &bytes).await;
	// A document that cannot be read to its end is told of as such.
	on_disk.outcome()?;
	proven?;
	Ok(Made {
		bytes,
		used: line(chain, &shared.found, &digest).await?,
		as_of: shared.as_of(),
	})
}

/// What is told of a use: with who approved it, if its grant takes two operators.
pub(super) async fn line(chain: &Client, found: &Found, document: &DocumentDigest) -> Result<UseLine> {
	let second = match found.used.approval {
		Some(_) => Seconds::default().of(&chain.finalized().await?, &found.used).await?,
		None => None,
	};
	Ok(UseLine::new(found, document, second.as_ref()))
}

/// A use, as of the latest final block; or, if it is recorded and not final, a failure that says so.
async fn recorded(chain: &Client, seal: SealId, index: u64) -> Result<Found> {
	match chain.finalized().await?.use_at(seal, index).await {
		Err(missing @ ReadError::NotFound(NotFound::Use { .. })) => {
			match chain.best().await?.use_at(seal, index).await {
				Ok(found) => Err(not_final(&found)),
				Err(_) => Err(missing.into()),
			}
		}
		other => Ok(other?),
	}
}

/// The failure that a use is recorded and not final.
pub(super) fn not_final(found: &Found) -> Failure {
	Failure::new(
		Kind::AwaitingFinality,
		format!(
			"use {} of e-seal {} is recorded in block {}, awaiting finality",
			found.index, found.used.seal, found.used.block
		),
	)
	.next("Try again when the nodes of all agencies are back.")
}

/// Makes sure that a receipt holds, before anyone relies on it: against the anchor that is here, or the node's own.
pub(super) async fn prove(session: &Session, chain: &Client, document: &dyn Document, receipt: &[u8]) -> Result<()> {
	let anchor = match session.anchor_file().filter(|path| path.exists()) {
		Some(path) => files::read(path)?,
		None => match chain.anchor(None).await {
			Ok(anchor) => serde_json::to_vec(&anchor).map_err(|e| Failure::input(e.to_string()))?,
			// A node without its first state cannot say. Whoever relies on the receipt verifies it anyway.
			Err(_) => return Ok(()),
		},
	};
	let verdict = verify(&Input {
		document,
		receipt,
		anchor: &anchor,
		expected_enterprise: None,
	});
	match (verdict.result, verdict.decisive()) {
		(Outcome::Invalid, Some(check)) => Err(Failure::new(
			Kind::Invalid,
			format!("no receipt can be made: {}", check.reason.text(Language::English)),
		)
		.next("Check that the document is the one that was sealed, and the anchor this network's.")),
		_ => Ok(()),
	}
}

/// A use on a document, and by which of the document's digests it was found.
#[derive(Debug, Clone)]
pub struct UseOn {
	/// The digest.
	pub document: DocumentDigest,
	/// The use.
	pub found: Found,
}

/// Some uses under these digests that the chain can find, in the order of storage: all, or a page of each digest. Anyone with
/// an e-seal can record more.
pub async fn some_uses(block: &Block, digests: &[DocumentDigest]) -> Result<Vec<UseOn>> {
	let mut uses = Vec::new();
	for document in digests {
		let found = block.uses_of_document_after(*document, None).await?;
		uses.extend(found.into_iter().map(|found| UseOn {
			document: *document,
			found,
		}));
	}
	Ok(uses)
}
