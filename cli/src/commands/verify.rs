//! `eseal verify`

use super::receipt_beside;
use crate::{
	args::receipt::Verify,
	digests,
	failure::{Failure, Kind, Result},
	files,
	session::Session,
	view::{
		shapes::{self, AsOf, Then, UseLine},
		table,
		terminal::{one_line, word},
		time::{readable, Time},
		Report,
	},
};
use eseal_client::{queries::Use, Block, Client};
use eseal_primitives::{Uscc, UseStatement};
use eseal_receipt::{
	verdict::{Check, Facts, Verdict},
	Outcome,
};
use serde::Serialize;
use std::path::Path;

/// Runs the command.
pub async fn run(session: &Session, what: Verify) -> Result<u8> {
	if what.receipt.is_some() && what.files.len() > 1 {
		return Err(Failure::new(
			Kind::Usage,
			"--receipt names the receipt of one document, and there are several",
		)
		.next("Check that document by itself. The others' receipts are found beside them: FILE.eseal."));
	}
	match what.files.as_slice() {
		[file] => session.print(&answer(session, &what, file).await?),
		files => {
			let mut answers = Vec::new();
			for file in files {
				let answered = answer(session, &what, file).await;
				answers.push(answered.unwrap_or_else(|error| Answer {
					file: file.display().to_string(),
					says: Says::Nothing { error },
				}));
			}
			session.print(&Answers(answers))
		}
	}
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
	Receipt(Box<Offline>),
	/// Asked of the chain.
	Chain(Box<Online>),
	/// It could not be checked.
	Nothing {
		/// Why.
		error: Failure,
	},
}

impl Report for Answer {
	fn text(&self) -> String {
		match &self.says {
			Says::Receipt(offline) => offline.text(),
			Says::Chain(online) => online.text(),
			Says::Nothing { error } => match &error.next {
				Some(next) => format!("{}\n{next}", error.message),
				None => error.message.clone(),
			},
		}
	}

	fn exit_status(&self) -> u8 {
		match &self.says {
			Says::Receipt(offline) => offline.exit_status(),
			Says::Chain(online) => online.exit_status(),
			Says::Nothing { error } => error.kind.exit_status(),
		}
	}
}

/// What is to be said of several documents, each by itself.
#[derive(Debug, Serialize)]
struct Answers(Vec<Answer>);

impl Report for Answers {
	fn text(&self) -> String {
		let each = self
			.0
			.iter()
			.map(|answer| format!("{}:\n{}", word(&answer.file), answer.text()));
		each.collect::<Vec<_>>().join("\n\n")
	}

	fn exit_status(&self) -> u8 {
		// What is invalid is more certain than what is not known.
		let statuses = self.0.iter().map(Report::exit_status);
		statuses.filter(|status| *status != 0).min().unwrap_or(0)
	}
}

/// Checks a document: by its receipt, or else by asking the chain.
async fn answer(session: &Session, what: &Verify, file: &Path) -> Result<Answer> {
	let beside = receipt_beside(file);
	let found = || Some(beside.clone()).filter(|beside| !what.online && beside.exists());
	let says = match what.receipt.clone().or_else(found) {
		Some(path) => {
			let (document, receipt) = (files::read(file)?, files::read(&path)?);
			let verdict = eseal_receipt::verify(&document, &receipt, &session.anchor()?);
			let out = match path == beside {
				true => String::new(),
				false => format!(" --out {}", word(&path)),
			};
			let renew = format!("eseal receipt{out} --force -- {}", word(file));
			let verdict = sealed_by(verdict, what.by.as_ref());
			Says::Receipt(Box::new(Offline { verdict, renew }))
		}
		None if what.require_receipt => {
			return Err(
				Failure::new(Kind::Indeterminate, format!("there is no receipt {}", word(&beside))).next(
					"Ask whoever gave you the document for it, and name it with --receipt FILE if it lies elsewhere.",
				),
			);
		}
		None => Says::Chain(Box::new(ask(session, file, what.by.as_ref()).await?)),
	};
	Ok(Answer {
		file: file.display().to_string(),
		says,
	})
}

/// The verdict, with another enterprise's seal invalid.
fn sealed_by(mut verdict: Verdict, by: Option<&Uscc>) -> Verdict {
	if let (Some(by), Some(facts)) = (by, &verdict.facts) {
		if facts.uscc != by.as_str() {
			verdict.summary = format!("invalid: sealed by {} ({}), not by {by}", facts.name, facts.uscc);
			verdict.result = Outcome::Invalid;
		}
	}
	verdict
}

/// What a receipt says of a document, checked without a node.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Offline {
	/// The verdict: result, summary, checks, facts.
	#[serde(flatten)]
	verdict: Verdict,
	/// The command that makes the receipt anew.
	#[serde(skip)]
	renew: String,
}

impl Offline {
	/// Whether the receipt tells of nothing that came after the use, and nothing else is to be said first.
	fn ends_with_the_use(&self) -> bool {
		let told = |facts: &Facts| facts.proven.block == facts.block && facts.obstacles.is_empty();
		self.verdict.result == Outcome::Valid && self.verdict.facts.as_ref().is_some_and(told)
	}
}

impl Report for Offline {
	fn text(&self) -> String {
		let Verdict {
			summary,
			checks: made,
			facts,
			..
		} = &self.verdict;
		let mut parts = vec![headline(summary), checks(made)];
		if let Some(facts) = facts {
			let sender = match facts.grant {
				Some(grant) => format!("{} (grant {grant})", facts.account),
				None => format!("{} (owner)", facts.account),
			};
			let rows = [
				("enterprise", format!("{} ({})", one_line(&facts.name), facts.uscc)),
				(
					"e-seal",
					format!("{}, physical seal {}", facts.seal, facts.physical_seal),
				),
				("use", format!("{}, for {:?}", facts.index, facts.purpose)),
				(
					"recorded",
					format!("{}, block {}", Time::new(facts.recorded_at), facts.block),
				),
				("by", sender),
				(
					"as of",
					format!("{}, block {}", Time::new(facts.proven.at), facts.proven.block),
				),
			];
			parts.push(table::facts(rows));
		}
		if self.ends_with_the_use() {
			parts.push(format!(
				"`{}` makes the receipt anew: it then tells what came later.",
				self.renew
			));
		}
		parts.join("\n\n")
	}

	fn exit_status(&self) -> u8 {
		exit_status(self.verdict.result)
	}
}

/// The outcome, as the first line.
pub fn headline(summary: &str) -> String {
	let summary = readable(summary);
	let mut letters = summary.chars();
	match letters.next() {
		Some(first) => first.to_uppercase().chain(letters).collect(),
		None => String::new(),
	}
}

/// Checks, one a line.
pub fn checks(made: &[Check]) -> String {
	let rows = made.iter().map(|check| {
		let mark = match check.result {
			Outcome::Valid => "ok",
			Outcome::Indeterminate => "?",
			Outcome::Invalid => "NO",
		};
		(
			mark,
			format!("{}: {}", shapes::name(&check.check), readable(&check.reason)),
		)
	});
	table::facts(rows)
}

/// 0 valid, 1 invalid, 2 indeterminate.
pub fn exit_status(outcome: Outcome) -> u8 {
	match outcome {
		Outcome::Valid => 0,
		Outcome::Invalid => 1,
		Outcome::Indeterminate => 2,
	}
}

/// What the chain says of a document, as a node tells it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Online {
	/// `valid`: an e-seal on it was valid when used. `invalid`: it carries none. `indeterminate`: none that is beyond doubt.
	result: Outcome,
	/// The outcome in words.
	summary: String,
	/// The node that told so. Only a receipt needs no trust in a node.
	node: String,
	/// Every use on the document, by its SHA-256, SM3 and BLAKE2b-256 digests.
	uses: Vec<Told>,
	/// The block that this is read at.
	as_of: AsOf,
}

/// A use on the document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
	/// The use.
	#[serde(flatten)]
	used: UseLine,
	/// The enterprise's name that the e-seal carries.
	name: String,
	/// The enterprise's code.
	uscc: String,
	/// Whether the seal key signed it: checked here.
	signed_by_seal_key: bool,
	/// How the e-seal stood when it was used, by all that is known now.
	when_used: Then,
	/// How it stands now.
	now: Then,
	/// How many flags agencies raised on the use.
	flags: usize,
}

impl Told {
	fn is_sound(&self) -> bool {
		self.signed_by_seal_key && self.when_used.usable
	}
}

impl Report for Online {
	fn text(&self) -> String {
		let mut parts = vec![headline(&self.summary)];
		for told in &self.uses {
			let standing = |then: &Then| match then.usable {
				true => "valid".to_owned(),
				false => then.obstacles.join("; "),
			};
			let signed = match told.signed_by_seal_key {
				true => "by the seal key",
				false => "NOT by the seal key",
			};
			parts.push(table::facts([
				("enterprise", format!("{} ({})", one_line(&told.name), told.uscc)),
				(
					"e-seal",
					format!("{}, use {}, for {}", told.used.seal, told.used.index, told.used.purpose),
				),
				(
					"recorded",
					format!("{}, block {}", told.used.recorded_at, told.used.block),
				),
				("signed", signed.to_owned()),
				("when used", standing(&told.when_used)),
				("now", standing(&told.now)),
				("flags", told.flags.to_string()),
			]));
		}
		parts.push(format!(
			"As of final block {}, as {} tells it. A receipt needs no trust in a node.",
			self.as_of.number,
			one_line(&self.node)
		));
		parts.join("\n\n")
	}

	fn exit_status(&self) -> u8 {
		exit_status(self.result)
	}
}

/// Asks the chain for the uses on a document, or for those of one enterprise.
async fn ask(session: &Session, document: &Path, by: Option<&Uscc>) -> Result<Online> {
	let digests = digests::plain(document)?;
	let chain = session.chain().await?;
	let block = chain.finalized().await?;
	let mut uses = Vec::new();
	for digest in digests {
		for used in block.uses_of_document(digest).await? {
			let told = told(chain, &block, &used).await?;
			if by.is_none_or(|by| told.uscc == by.as_str()) {
				uses.push(told);
			}
		}
	}
	let sound = uses.iter().filter(|told| told.is_sound()).count();
	let (result, summary) = match (uses.len(), sound) {
		(0, _) => (
			Outcome::Invalid,
			match by {
				Some(by) => format!("not found: no use of an e-seal of {by} on this document is on record"),
				None => "not found: no use of an e-seal on this document is on record".to_owned(),
			},
		),
		(_, 0) => (
			Outcome::Indeterminate,
			"indeterminate: no e-seal on it is beyond doubt".to_owned(),
		),
		(all, sound) => (
			Outcome::Valid,
			format!("valid: {sound} of {all} use(s) on it were valid when made"),
		),
	};
	Ok(Online {
		result,
		summary,
		node: session.node().to_owned(),
		uses,
		as_of: (&block).into(),
	})
}

async fn told(chain: &Client, block: &Block, used: &Use) -> Result<Told> {
	let info = block.seal(used.seal).await?;
	let statement = UseStatement {
		seal: used.seal,
		nonce: used.nonce,
		document: used.document,
		purpose: used.purpose,
		signed_at: used.signed_at,
	};
	let signed = statement.bytes_to_sign(chain.genesis(), &used.account);
	let then = block.standing(used.seal, used.recorded_at).await?;
	Ok(Told {
		used: UseLine::new(used),
		name: info.seal.name.as_str().to_owned(),
		uscc: info.seal.uscc.to_string(),
		signed_by_seal_key: info.seal.key.verifies(&used.signature, &signed),
		when_used: Then::new(used.recorded_at, &then),
		now: Then {
			at: Time::new(info.at),
			status: Some(shapes::name(&info.seal.status)),
			usable: info.usable,
			obstacles: shapes::words(&info.obstacles),
		},
		flags: block.flags(used.seal, used.index).await?,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::{DocumentDigest, Purpose};
	use eseal_receipt::verdict::Proven;

	/// A use of block 77, proven as of another.
	fn verified(result: Outcome, proven_in: u32) -> Offline {
		let facts = Facts {
			seal: 0,
			index: 0,
			uscc: "91330106MA2KXYA720".into(),
			name: "a name".into(),
			physical_seal: "3301060000001".into(),
			document: DocumentDigest::Sha256(Default::default()),
			purpose: Purpose::Contract,
			account: [1; 32].into(),
			grant: None,
			signed_at: 0,
			recorded_at: 0,
			block: 77,
			proven: Proven {
				block: proven_in,
				hash: Default::default(),
				at: 0,
			},
			obstacles: Vec::new(),
			revoked_at: None,
		};
		let verdict = Verdict {
			result,
			summary: String::new(),
			checks: Vec::new(),
			facts: Some(facts),
		};
		let renew = "eseal receipt a.pdf --force".into();
		Offline { verdict, renew }
	}

	#[test]
	fn a_receipt_as_of_the_use_tells_how_to_learn_what_came_later() {
		let tells = |report: &Offline| report.text().contains(&report.renew);
		assert!(tells(&verified(Outcome::Valid, 77)));
		assert!(!tells(&verified(Outcome::Valid, 78)));
		assert!(!tells(&verified(Outcome::Invalid, 77)));
		let mut frozen = verified(Outcome::Valid, 77);
		frozen.verdict.facts.as_mut().unwrap().obstacles.push("frozen".into());
		assert!(!tells(&frozen));
	}
}
