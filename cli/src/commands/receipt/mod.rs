//! `eseal receipt`, and the making of receipts

mod making;
mod of_batch;

pub use making::{make, some_uses, AsOf, Made, UseOn};

use super::{receipt_beside, salt};
use crate::{
	args::receipt as args,
	digests::{self, Salt},
	failure::{Failure, Kind, Result},
	files,
	session::Session,
	view::{retention, shapes::UseLine, terminal::word, Report},
};
use eseal_client::{queries::Left, Client};
use eseal_primitives::SealId;
use eseal_receipt::{
	format::{self, Receipt},
	Language,
};
use making::not_final;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// So many uses on a document are shown at most to whoever has to say which is meant.
const MOST_SHOWN: usize = 16;

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
	/// Whether the receipt tells how the e-seal stood when it was used, because the record left the chain's state; else it tells
	/// how the e-seal stands now.
	as_of_use: bool,
}

impl Report for Written {
	fn text(&self) -> String {
		let written = format!(
			"{}: receipt of {} of e-seal {}{}, recorded {}; {}",
			word(&self.file),
			self.used.which(),
			self.used.seal,
			self.used.approved(),
			self.used.recorded_at,
			word(&self.receipt)
		);
		match self.as_of_use {
			true => format!("{written}\n{}", as_of_use(self.used.seal)),
			false => written,
		}
	}
}

/// What people are told of receipts whose records left the state.
fn as_of_use(seal: SealId) -> String {
	format!(
		"The record left the chain's state, so the receipt tells how the e-seal stood when it was used. What happened since: \
		 `eseal seal history {seal}`."
	)
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
	let Made { bytes, used, as_of } = make(session, &prover, &mut listening, which, salt, &file, AsOf::Now).await?;
	files::write(&path, &bytes, files::Readers::Anyone, force)?;
	for receipt in [&beside, &path] {
		salt::forget(receipt);
	}
	session.print(&Written {
		file: file.display().to_string(),
		receipt: path.display().to_string(),
		used,
		as_of_use: as_of == AsOf::Use,
	})
}

/// The one use on a document.
async fn find(chain: &Client, document: &Path, salt: Option<Salt>) -> Result<(SealId, u64)> {
	let digests = digests::plain_and_committed(document, salt.as_ref())?;
	let block = chain.finalized().await?;
	match some_uses(&block, &digests).await?.as_slice() {
		[] => match some_uses(&chain.best().await?, &digests).await?.first() {
			Some(one) => Err(not_final(&one.found)),
			None => Err(no_use(salt.is_some(), block.left().await?)),
		},
		[one] => Ok((one.found.used.seal, one.found.index)),
		many => {
			let uses = many.iter().map(|one| (one.found.used.seal, one.found.index));
			Err(sealed_often(&uses.collect::<Vec<_>>()))
		}
	}
}

/// The failure that no use on a document is found. Where records left the state, that is all it says.
fn no_use(salt_was_here: bool, left: Option<Left>) -> Failure {
	let advice = match salt_was_here {
		true => "A call that was sent may still be recorded for ten minutes, as long as its statement is valid.",
		false => {
			"If it was sealed with a salted commitment, say which use it is: --seal ID --index N. If it was sealed in an anchored \
			 batch, give the batch file: --batch-file FILE."
		}
	};
	match left {
		None => Failure::not_found("no use of an e-seal for this document is on record").next(advice),
		Some(left) => {
			let left = retention::left(&left, Language::English);
			Failure::not_found("no use of an e-seal for this document is in the chain's state").next(format!(
				"{left} If it was sealed earlier, say which use it is, and ask a record keeper: --seal ID --index N --node URL. \
				 {advice}"
			))
		}
	}
}

/// The failure that a document was sealed more than once: it says which uses there are, or some of them.
fn sealed_often(uses: &[(SealId, u64)]) -> Failure {
	let shown = uses.get(..MOST_SHOWN).unwrap_or(uses);
	let which: Vec<String> = shown
		.iter()
		.map(|(seal, index)| format!("--seal {seal} --index {index}"))
		.collect();
	let which = which.join(", or ");
	match shown.len() == uses.len() {
		true => Failure::new(Kind::Usage, format!("the document was sealed {} times", uses.len()))
			.next(format!("Say which use: {which}")),
		false => Failure::new(
			Kind::Usage,
			format!("the document was sealed more than {MOST_SHOWN} times"),
		)
		.next(format!(
			"Say which use: {which}, or another one. `eseal log SEAL` lists all of an e-seal."
		)),
	}
}

/// The receipt that lies there, if one does.
fn existing(path: &Path) -> Option<Receipt> {
	format::parse(&files::read(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn where_records_left_the_state_no_document_is_said_to_be_unsealed() {
		let left = Left {
			before: 7,
			retention: Some(30 * 86_400_000),
		};
		for salt_was_here in [true, false] {
			let for_ever = no_use(salt_was_here, None);
			assert!(for_ever.message.ends_with("is on record"), "{}", for_ever.message);
			let for_a_while = no_use(salt_was_here, Some(left));
			assert!(
				for_a_while.message.ends_with("in the chain's state"),
				"{}",
				for_a_while.message
			);
			let next = for_a_while.next.unwrap();
			assert!(
				next.starts_with("Records leave the chain's state 30 days after"),
				"{next}"
			);
			assert!(next.ends_with(&for_ever.next.unwrap()), "{next}");
		}
	}

	#[test]
	fn of_a_document_that_a_stranger_sealed_again_and_again_some_uses_are_shown() {
		let next = |count: u64| {
			let uses: Vec<_> = (0..count).map(|index| (SealId(7), index)).collect();
			let failure = sealed_often(&uses);
			assert_eq!(failure.kind, Kind::Usage);
			(failure.message, failure.next.unwrap())
		};
		let (message, two) = next(2);
		assert_eq!(message, "the document was sealed 2 times");
		assert_eq!(two, "Say which use: --seal 7 --index 0, or --seal 7 --index 1");
		assert_eq!(next(16).1.matches("--index").count(), 16);
		let (message, many) = next(256);
		assert_eq!(message, "the document was sealed more than 16 times");
		assert_eq!(many.matches("--index").count(), 16);
		assert!(many.contains("`eseal log SEAL`"), "{many}");
	}
}
