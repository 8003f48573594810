//! `eseal receipt`, and the making of receipts

use super::{anchor_file, connect_from_anchor, receipt_beside, timeout};
use crate::{
	args::{receipt as args, Global},
	chain::{evidence::Proof, justifications::Justifications, queries::Use, Chain, View},
	digests,
	failure::{Failure, Kind, Result},
	files,
	output::{self, shapes::UseLine, Report},
	view::terminal::word,
};
use eseal_primitives::{DocumentDigest, SealId};
use eseal_receipt::{
	format::{self, Base64, Receipt, RECEIPT_TYPE},
	Outcome,
};
use serde::Serialize;
use std::path::{Path, PathBuf};

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
pub async fn run(global: &Global, what: args::Receipt) -> Result<u8> {
	let document = files::read(&what.file)?;
	let path = what.out.unwrap_or_else(|| receipt_beside(&what.file));
	let before = existing(&receipt_beside(&what.file)).or_else(|| existing(&path));
	files::ensure_writable(&path, what.force)?;
	let salt = salt(&receipt_beside(&what.file), before.as_ref())?;

	let chain = connect_from_anchor(global).await?;
	let mut listening = chain.justifications().await?;
	let which = match (what.seal, what.index, &before) {
		(Some(seal), Some(index), _) => (seal, index),
		(_, _, Some(before)) => (before.seal, before.index),
		_ => find(&chain.finalized().await?, &what.file).await?,
	};
	let (bytes, used) = make(global, &chain, &mut listening, which, salt, &document, AsOf::Now).await?;
	files::write(&path, &bytes, files::Readers::Anyone, what.force)?;
	forget_salt(&receipt_beside(&what.file));
	let written = Written {
		file: what.file.display().to_string(),
		receipt: path.display().to_string(),
		used,
	};
	output::print(&written, global.json)
}

/// Makes the receipt of a use, and makes sure that it holds for the document.
pub async fn make(
	global: &Global,
	chain: &Chain,
	listening: &mut Justifications,
	(seal, index): (SealId, u64),
	salt: Option<[u8; 32]>,
	document: &[u8],
	as_of: AsOf,
) -> Result<(Vec<u8>, UseLine)> {
	let used = recorded(chain, seal, index).await?;
	let salt = match (&used.document, salt) {
		(DocumentDigest::Commitment(_), None) => return Err(Failure::input(
			"the document was sealed as a commitment, and its salt is not here",
		)
		.next("The salt lies in the document's receipt, or beside it in the file that ends in .salt. Put it back.")),
		(DocumentDigest::Commitment(_), salt) => salt,
		_ => None,
	};
	let Proof {
		history,
		proof,
		evidence,
	} = match as_of {
		AsOf::Use => chain.proof_when_used(listening, &used, timeout(global)).await?,
		AsOf::Now => chain.proof_now(listening, &used, timeout(global)).await?,
	};
	let receipt = Receipt {
		media_type: RECEIPT_TYPE.into(),
		genesis: chain.genesis,
		seal,
		index,
		salt: salt.map(|salt| Base64(salt.to_vec())),
		operator: chain.operator(&used).await?,
		history,
		proof,
		evidence,
	};
	let mut bytes = serde_json::to_vec_pretty(&receipt).map_err(|e| Failure::input(e.to_string()))?;
	bytes.push(b'\n');
	prove(global, chain, document, &bytes).await?;
	Ok((bytes, UseLine::new(&used)))
}

/// A use, as of the latest final block; or, if it is recorded and not final, a failure that says so.
async fn recorded(chain: &Chain, seal: SealId, index: u64) -> Result<Use> {
	match chain.finalized().await?.one_use(seal, index).await {
		Err(failure) if failure.kind == Kind::NotFound => match chain.best().await?.one_use(seal, index).await {
			Ok(used) => Err(Failure::new(
				Kind::AwaitingFinality,
				format!(
					"use {index} of e-seal {seal} is recorded in block {}, awaiting finality",
					used.block
				),
			)
			.next("Ask again when the nodes of all agencies are back.")),
			Err(_) => Err(failure),
		},
		other => other,
	}
}

/// Makes sure that a receipt holds, before anyone relies on it: against the anchor that is here, or the node's own.
async fn prove(global: &Global, chain: &Chain, document: &[u8], receipt: &[u8]) -> Result<()> {
	let anchor = match anchor_file(global).filter(|path| path.exists()) {
		Some(path) => files::read(&path)?,
		None => match chain.anchor(None).await {
			Ok(anchor) => serde_json::to_vec(&anchor).map_err(|e| Failure::input(e.to_string()))?,
			// A node without its first state cannot say. Whoever relies on the receipt verifies it anyway.
			Err(_) => return Ok(()),
		},
	};
	let verdict = eseal_receipt::verify(document, receipt, &anchor);
	match verdict.result {
		Outcome::Invalid => Err(
			Failure::new(Kind::Invalid, format!("no receipt can be made: {}", verdict.summary))
				.next("Check that the document is the one that was sealed, and the anchor this network's."),
		),
		_ => Ok(()),
	}
}

/// The one use on a document, by its plain digests.
async fn find(view: &View, document: &Path) -> Result<(SealId, u64)> {
	let mut found = Vec::new();
	for digest in digests::plain(document)? {
		found.extend(view.uses_of_document(digest).await?);
	}
	match found.as_slice() {
		[] => Err(Failure::not_found("no use of an e-seal on this document is on record")
			.next("If it was sealed as a commitment, say which use it is: --seal ID --index N.")),
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
	format::parse(&files::read(path).ok()?, RECEIPT_TYPE).ok()
}

/// Where a salt is kept until its receipt is written.
pub fn salt_beside(receipt: &Path) -> PathBuf {
	let mut name = receipt.as_os_str().to_owned();
	name.push(".salt");
	PathBuf::from(name)
}

/// Keeps a salt until its receipt is written.
pub fn keep_salt(receipt: &Path, salt: &[u8; 32]) -> Result<()> {
	let text = format!("{}\n", hex::encode(salt));
	files::create(&salt_beside(receipt), text.as_bytes(), files::Readers::Owner)
}

/// Forgets the salt that a receipt has now.
pub fn forget_salt(receipt: &Path) {
	let _ = std::fs::remove_file(salt_beside(receipt));
}

/// The salt of a document: the one kept, or the one in the receipt before.
fn salt(receipt: &Path, before: Option<&Receipt>) -> Result<Option<[u8; 32]>> {
	let path = salt_beside(receipt);
	let bytes = if path.exists() {
		let text = files::read_typed(&path)?;
		Some(hex::decode(text.trim()).map_err(|_| broken(&path))?)
	} else {
		before
			.and_then(|before| before.salt.as_ref())
			.map(|salt| salt.0.clone())
	};
	bytes
		.map(|bytes| <[u8; 32]>::try_from(bytes).map_err(|_| broken(&path)))
		.transpose()
}

fn broken(path: &Path) -> Failure {
	Failure::input(format!("{} is no salt: 32 bytes in hexadecimal", word(path)))
}
