//! `eseal receipt`, and the making of receipts

mod making;
mod of_batch;

pub use making::{make, uses_on, AsOf, UseOn};

use super::{receipt_beside, salt};
use crate::{
	args::receipt as args,
	digests::{self, Salt},
	failure::{Failure, Kind, Result},
	files,
	session::Session,
	view::{shapes::UseLine, terminal::word, Report},
};
use eseal_client::Client;
use eseal_primitives::SealId;
use eseal_receipt::format::{self, Receipt};
use making::{not_final, uses_of};
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
			"{}: receipt of {} of e-seal {}, recorded {}; {}",
			word(&self.file),
			self.used.which(),
			self.used.seal,
			self.used.recorded_at,
			word(&self.receipt)
		)
	}
}

/// Runs the command.
pub async fn run(session: &Session, what: args::Receipt) -> Result<u8> {
	if let Some(batch_file) = what.batch_file.clone() {
		return of_batch::run(session, &batch_file, what).await;
	}
	let file = what
		.file
		.ok_or_else(|| Failure::new(Kind::Usage, "which document? Give its file, or --batch-file FILE --all"))?;
	of_document(session, file, what.seal.zip(what.index), what.out, what.force).await
}

async fn of_document(
	session: &Session,
	file: PathBuf,
	which: Option<(SealId, u64)>,
	out: Option<PathBuf>,
	force: bool,
) -> Result<u8> {
	drop(files::open(&file)?);
	let beside = receipt_beside(&file);
	let path = out.unwrap_or_else(|| beside.clone());
	let before = existing(&beside).or_else(|| existing(&path));
	files::ensure_writable(&path, force)?;
	let kept = salt::kept(&beside)?.or(salt::kept(&path)?);
	let salt = kept.or_else(|| before.as_ref().and_then(salt::of));

	let prover = session.prover().await?;
	let mut listening = prover.client().justifications().await?;
	let which = match (which, &before) {
		(Some(which), _) => which,
		(None, Some(before)) => (before.seal, before.index),
		(None, None) => find(prover.client(), &file, salt).await?,
	};
	let (bytes, used) = make(session, &prover, &mut listening, which, salt, &file, AsOf::Now).await?;
	files::write(&path, &bytes, files::Readers::Anyone, force)?;
	for receipt in [&beside, &path] {
		salt::forget(receipt);
	}
	session.print(&Written {
		file: file.display().to_string(),
		receipt: path.display().to_string(),
		used,
	})
}

/// The one use on a document.
async fn find(chain: &Client, document: &Path, salt: Option<Salt>) -> Result<(SealId, u64)> {
	let digests = digests::plain_and_committed(document, salt.as_ref())?;
	match uses_of(&chain.finalized().await?, &digests).await?.as_slice() {
		[] => match uses_of(&chain.best().await?, &digests).await?.first() {
			Some(one) => Err(not_final(&one.found)),
			None => Err(
				Failure::not_found("no use of an e-seal for this document is on record").next(match salt {
					Some(_) => {
						"A call that was sent may still be recorded for ten minutes, as long as its statement is valid."
					}
					None => {
						"If it was sealed with a salted commitment, say which use it is: --seal ID --index N. If it was sealed \
						 in an anchored batch, give the batch file: --batch-file FILE."
					}
				}),
			),
		},
		[one] => Ok((one.found.used.seal, one.found.index)),
		many => {
			let which: Vec<String> = many
				.iter()
				.map(|one| format!("--seal {} --index {}", one.found.used.seal, one.found.index))
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
