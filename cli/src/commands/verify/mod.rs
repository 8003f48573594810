//! `eseal verify`

mod asked;
mod by_chain;
mod by_receipt;
mod told;
mod uses;
mod words;

use super::{receipt_beside, salt};
use crate::{
	args::receipt::Verify,
	failure::{Failure, Kind, Result},
	files,
	session::Session,
	view::{
		language::language,
		terminal::{one_line, word},
		verdict::exit_status,
		Report,
	},
};
use by_chain::ByChain;
use by_receipt::ByReceipt;
use eseal_primitives::Uscc;
use eseal_receipt::Language;
use serde::{Serialize, Serializer};
use std::path::{Path, PathBuf};

/// What is asked of every document.
struct Question<'a> {
	/// The receipt, if it is named.
	receipt: Option<&'a Path>,
	/// Whether the chain is to be asked even if there is a receipt.
	online: bool,
	/// Whether a node's word is not enough.
	require_receipt: bool,
	/// The enterprise that must have sealed.
	by: Option<Uscc>,
	/// The language of the answer.
	language: Language,
}

/// Runs the command.
pub async fn run(session: &Session, what: Verify) -> Result<u8> {
	if what.receipt.is_some() && what.files.len() > 1 {
		return Err(Failure::new(
			Kind::Usage,
			"--receipt gives the receipt of one document, but there are several",
		)
		.next("Check that document by itself. The others' receipts are found beside them: FILE.eseal."));
	}
	let question = Question {
		receipt: what.receipt.as_deref(),
		online: what.online,
		require_receipt: what.require_receipt,
		by: what.by,
		language: language(what.lang),
	};
	let mut documents = Vec::new();
	for file in &what.files {
		let says = match question.answer(session, file).await {
			Ok(says) => says,
			// Of one document the failure is the whole answer.
			Err(failure) if what.files.len() == 1 => return Err(failure),
			Err(error) => Says::Nothing { error },
		};
		documents.push(Answer {
			file: file.display().to_string(),
			says,
		});
	}
	session.print(&Answers { documents })
}

impl Question<'_> {
	/// Checks a document: by its receipt, or else by asking the chain.
	async fn answer(&self, session: &Session, file: &Path) -> Result<Says> {
		// What cannot be read is told first, whatever else is wrong.
		files::open(file)?;
		let beside = receipt_beside(file);
		match self.receipt_of(&beside) {
			Some(receipt) => {
				let is_beside = receipt == beside;
				ByReceipt::check(self, session, file, &receipt, is_beside).map(|answer| Says::Receipt(Box::new(answer)))
			}
			None if self.require_receipt => Err(Failure::new(
				Kind::Indeterminate,
				format!("there is no receipt {}", word(&beside)),
			)
			.next("Ask whoever gave you the document for it, or give it with --receipt FILE if it is elsewhere.")),
			None => {
				let salt = salt::kept(&beside)?;
				ByChain::ask(self, session, file, salt.as_ref())
					.await
					.map(|answer| Says::Chain(Box::new(answer)))
			}
		}
	}

	/// The receipt to check by: the one that is named, or else the one that lies beside the document.
	fn receipt_of(&self, beside: &Path) -> Option<PathBuf> {
		if self.online {
			return None;
		}
		let found = || beside.exists().then_some(beside);
		self.receipt.or_else(found).map(Path::to_owned)
	}
}

/// Writes a code.
fn written<S: Serializer>(uscc: &Uscc, serializer: S) -> std::result::Result<S::Ok, S::Error> {
	serializer.collect_str(uscc)
}

/// What is to be said of the documents, each by itself.
#[derive(Debug, Serialize)]
struct Answers {
	/// One for each document, in the order in which they were named.
	documents: Vec<Answer>,
}

/// What is to be said of a document.
#[derive(Debug, Serialize)]
struct Answer {
	/// The document.
	file: String,
	/// What its receipt or the chain says.
	#[serde(flatten)]
	says: Says,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Says {
	/// Checked by its receipt.
	Receipt(Box<ByReceipt>),
	/// Asked of the chain.
	Chain(Box<ByChain>),
	/// It could not be checked.
	Nothing {
		/// Why.
		error: Failure,
	},
}

impl Says {
	fn text(&self) -> String {
		match self {
			Self::Receipt(answer) => answer.text(),
			Self::Chain(answer) => answer.text(),
			Self::Nothing { error } => {
				let message = one_line(&error.message);
				match &error.next {
					Some(next) => format!("{message}\n{next}"),
					None => message.into_owned(),
				}
			}
		}
	}

	fn exit_status(&self) -> u8 {
		match self {
			Self::Receipt(answer) => exit_status(answer.result()),
			Self::Chain(answer) => exit_status(answer.result()),
			Self::Nothing { error } => error.kind.exit_status(),
		}
	}
}

impl Report for Answers {
	fn text(&self) -> String {
		match self.documents.as_slice() {
			[one] => one.says.text(),
			many => {
				let each = many
					.iter()
					.map(|answer| format!("{}:\n{}", word(&answer.file), answer.says.text()));
				each.collect::<Vec<_>>().join("\n\n\n")
			}
		}
	}

	fn exit_status(&self) -> u8 {
		// What is invalid is more certain than what is not known.
		let statuses = self.documents.iter().map(|answer| answer.says.exit_status());
		statuses.filter(|status| *status != 0).min().unwrap_or(0)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn failed(kind: Kind) -> Answer {
		Answer {
			file: "a.pdf".into(),
			says: Says::Nothing {
				error: Failure::new(kind, "a reason"),
			},
		}
	}

	#[test]
	fn of_several_documents_the_worst_counts() {
		for (kinds, status) in [
			(vec![Kind::Indeterminate, Kind::Input], 1),
			(vec![Kind::Unreachable, Kind::Indeterminate], 2),
		] {
			let documents = kinds.into_iter().map(failed).collect();
			assert_eq!(Answers { documents }.exit_status(), status);
		}
	}
}
