//! `eseal receipt`, and the making of receipts

use super::{receipt_beside, salt};
use crate::{
	args::receipt as args,
	digests::{self, OnDisk, Salt},
	failure::{Failure, Kind, Result},
	files,
	session::Session,
	view::{shapes::UseLine, terminal::word, Report},
};
use eseal_client::{
	evidence::{Proof, Prover},
	justifications::Justifications,
	queries::Use,
	Block, Client, NotFound, ReadError,
};
use eseal_primitives::{DocumentDigest, SealId};
use eseal_receipt::{
	format::{self, Base64, Receipt, RECEIPT_TYPE},
	verify, Input, Language, Outcome,
};
use serde::Serialize;
use std::path::Path;

/// A receipt that was written.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Written {
	/// The document.
	file: String,
	/// Its receipt.
	receipt: String,
	/// The use.
	#[serde(rename = "use")]
	used: UseLine,
}

impl Report for Written {
	fn text(&self) -> String {
		format!(
			"{}: receipt of use {} of e-seal {}, recorded {}; {}",
			word(&self.file),
			self.used.index,
			self.used.seal,
			self.used.recorded_at,
			word(&self.receipt)
		)
	}
}

/// As of when a receipt tells how the e-seal stood.
#[derive(Debug, Clone, Copy)]
pub enum AsOf {
	/// The block that recorded the use, which must have become final while this program listened.
	Use,
	/// The last final block that is to be had.
	Now,
}

/// Runs the command.
pub async fn run(session: &Session, what: args::Receipt) -> Result<u8> {
	drop(files::open(&what.file)?);
	let path = what.out.unwrap_or_else(|| receipt_beside(&what.file));
	let beside = receipt_beside(&what.file);
	let before = existing(&beside).or_else(|| existing(&path));
	files::ensure_writable(&path, what.force)?;
	let kept = salt::kept(&beside)?.or(salt::kept(&path)?);
	let salt = kept.or_else(|| before.as_ref().and_then(salt::of));

	let prover = session.prover().await?;
	let mut listening = prover.client().justifications().await?;
	let which = match (what.seal, what.index, &before) {
		(Some(seal), Some(index), _) => (seal, index),
		(_, _, Some(before)) => (before.seal, before.index),
		_ => find(prover.client(), &what.file, salt).await?,
	};
	let (bytes, used) = make(session, &prover, &mut listening, which, salt, &what.file, AsOf::Now).await?;
	files::write(&path, &bytes, files::Readers::Anyone, what.force)?;
	for receipt in [&beside, &path] {
		salt::forget(receipt);
	}
	session.print(&Written {
		file: what.file.display().to_string(),
		receipt: path.display().to_string(),
		used,
	})
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
) -> Result<(Vec<u8>, UseLine)> {
	let chain = prover.client();
	let used = recorded(chain, seal, index).await?;
	let salt = match (&used.document, salt) {
		(digest, _) if digest.is_plain() => None,
		(_, None) => return Err(Failure::input(
			"the document was sealed with a salted commitment, and the salt is missing",
		)
		.next(
			"The salt is in the document's receipt, or in the file ending in .salt beside the document. Put it back.",
		)),
		(_, salt) => salt,
	};
	let Proof { proof, evidence } = match as_of {
		AsOf::Use => prover.proof_when_used(listening, &used, session.timeout()).await?,
		AsOf::Now => prover.proof_now(listening, &used, session.timeout()).await?,
	};
	let receipt = Receipt {
		media_type: RECEIPT_TYPE.into(),
		genesis: chain.genesis(),
		seal,
		index,
		salt: salt.map(|salt| Base64(salt.to_vec())),
		sender: prover.sender(&used).await?,
		proof,
		evidence,
	};
	let mut bytes = serde_json::to_vec_pretty(&receipt).map_err(|e| Failure::input(e.to_string()))?;
	bytes.push(b'\n');
	prove(session, chain, document, &bytes).await?;
	Ok((bytes, UseLine::new(&used)))
}

/// A use, as of the latest final block; or, if it is recorded and not final, a failure that says so.
async fn recorded(chain: &Client, seal: SealId, index: u64) -> Result<Use> {
	match chain.finalized().await?.one_use(seal, index).await {
		Err(missing @ ReadError::NotFound(NotFound::Use { .. })) => {
			match chain.best().await?.one_use(seal, index).await {
				Ok(used) => Err(not_final(&used)),
				Err(_) => Err(missing.into()),
			}
		}
		other => Ok(other?),
	}
}

/// The failure that a use is recorded and not final.
fn not_final(used: &Use) -> Failure {
	Failure::new(
		Kind::AwaitingFinality,
		format!(
			"use {} of e-seal {} is recorded in block {}, awaiting finality",
			used.index, used.seal, used.block
		),
	)
	.next("Try again when the nodes of all agencies are back.")
}

/// Makes sure that a receipt holds, before anyone relies on it: against the anchor that is here, or the node's own.
async fn prove(session: &Session, chain: &Client, document: &Path, receipt: &[u8]) -> Result<()> {
	let anchor = match session.anchor_file().filter(|path| path.exists()) {
		Some(path) => files::read(path)?,
		None => match chain.anchor(None).await {
			Ok(anchor) => serde_json::to_vec(&anchor).map_err(|e| Failure::input(e.to_string()))?,
			// A node without its first state cannot say. Whoever relies on the receipt verifies it anyway.
			Err(_) => return Ok(()),
		},
	};
	let on_disk = OnDisk::new(document);
	let verdict = verify(&Input {
		document: &on_disk,
		receipt,
		anchor: &anchor,
		expected_enterprise: None,
	});
	on_disk.outcome()?;
	match (verdict.result, verdict.decisive()) {
		(Outcome::Invalid, Some(check)) => Err(Failure::new(
			Kind::Invalid,
			format!("no receipt can be made: {}", check.reason.text(Language::English)),
		)
		.next("Check that the document is the one that was sealed, and the anchor this network's.")),
		_ => Ok(()),
	}
}

/// Every use on a document: by its plain digests and, if a salt is known, by its commitments.
pub async fn uses_on(block: &Block, document: &Path, salt: Option<&Salt>) -> Result<Vec<Use>> {
	uses_of(block, &digests::plain_and_committed(document, salt)?).await
}

async fn uses_of(block: &Block, digests: &[DocumentDigest]) -> Result<Vec<Use>> {
	let mut found = Vec::new();
	for digest in digests {
		found.extend(block.uses_of_document(*digest).await?);
	}
	Ok(found)
}

/// The one use on a document.
async fn find(chain: &Client, document: &Path, salt: Option<Salt>) -> Result<(SealId, u64)> {
	let digests = digests::plain_and_committed(document, salt.as_ref())?;
	match uses_of(&chain.finalized().await?, &digests).await?.as_slice() {
		[] => match uses_of(&chain.best().await?, &digests).await?.first() {
			Some(used) => Err(not_final(used)),
			None => Err(
				Failure::not_found("no use of an e-seal for this document is on record").next(match salt {
					Some(_) => {
						"A call that was sent may still be recorded for ten minutes, as long as its statement is valid."
					}
					None => "If it was sealed with a salted commitment, say which use it is: --seal ID --index N.",
				}),
			),
		},
		[one] => Ok((one.seal, one.index)),
		many => {
			let which: Vec<String> = many
				.iter()
				.map(|one| format!("--seal {} --index {}", one.seal, one.index))
				.collect();
			Err(
				Failure::new(Kind::Usage, format!("the document was sealed {} times", many.len()))
					.next(format!("Say which use: {}", which.join(", or "))),
			)
		}
	}
}

/// The receipt that lies there, if one does.
fn existing(path: &Path) -> Option<Receipt> {
	format::parse(&files::read(path).ok()?).ok()
}
