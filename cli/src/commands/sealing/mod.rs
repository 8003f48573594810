//! `eseal use`

mod approval;
mod batch;
mod documents;
mod one_by_one;
mod permission;
mod turns;

use crate::{
	args::sealing::Use,
	failure::{Failure, Result},
	keys,
	session::Session,
	view::{progress::Progress, shapes, terminal::word, Report},
};
use one_by_one::Sealer;
use serde::Serialize;

/// How many documents are sent before the first is waited for.
const AT_ONCE: usize = 64;

/// What came of each document.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
	/// The documents that are sealed, each with its receipt.
	sealed: Vec<Sealed>,
	/// The documents that are not, or not finally.
	failed: Vec<Failed>,
}

/// A sealed document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Sealed {
	/// The document.
	file: String,
	/// Its receipt.
	receipt: String,
	/// The use.
	#[serde(rename = "use")]
	used: shapes::UseLine,
}

/// A document that is not sealed, or not finally.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failed {
	/// The document.
	file: String,
	/// Why.
	error: Failure,
}

impl Report for Outcome {
	fn text(&self) -> String {
		let mut lines = Vec::new();
		for Sealed { file, receipt, used } in &self.sealed {
			lines.push(format!(
				"{}: sealed, {} of e-seal {}{}, final in block {}; receipt {}",
				word(file),
				used.which(),
				used.seal,
				used.approved(),
				used.block,
				word(receipt)
			));
		}
		for Failed { file, error } in &self.failed {
			lines.push(format!("{}: {}", word(file), error.message));
			lines.extend(error.next.as_ref().map(|next| format!("  {next}")));
		}
		lines.join("\n")
	}

	fn exit_status(&self) -> u8 {
		// What is refused is more certain than what is not known.
		let statuses = self.failed.iter().map(|failed| failed.error.kind.exit_status());
		statuses.min().unwrap_or(0)
	}
}

/// Runs the command.
pub async fn run(session: &Session, what: Use) -> Result<u8> {
	match &what.batch {
		Some(named) => batch::run(session, &what, named).await,
		None => one_by_one(session, what).await,
	}
}

async fn one_by_one(session: &Session, what: Use) -> Result<u8> {
	let mut documents = documents::prepare(&what)?;
	let account = session.account()?;
	let key = keys::seal_key(&what.seal_key, what.seal_password_file.as_deref())?;
	let second = approval::second_key(&what)?;
	let prover = session.prover().await?;
	let chain = prover.client();
	chain.ensure_synced().await?;
	let best = chain.best().await?;
	permission::check(&best, &what, &account.id, &key, second.as_ref(), documents.len()).await?;
	documents::take_up(&best, &mut documents).await?;

	let progress = Progress::steps("sealed", u64::try_from(documents.len()).unwrap_or_default());
	let sealer = Sealer {
		session,
		prover: &prover,
		what: &what,
		account: &account,
		key: &key,
		second: second.as_ref(),
		progress: &progress,
	};
	let mut outcome = Outcome::default();
	for some in documents.chunks(AT_ONCE) {
		if outcome.failed.is_empty() {
			sealer.seal(some, &mut outcome).await?;
		} else {
			outcome.failed.extend(some.iter().map(|document| Failed {
				file: document.name(),
				error: Failure::refused("not sent, because another document failed"),
			}));
		}
	}
	drop(progress);
	session.print(&outcome)
}
