//! What a receipt says of a document, checked without a node.

use super::{words, Question};
use crate::{
	digests::OnDisk,
	failure::Result,
	files,
	session::Session,
	view::{
		table,
		terminal::{one_line, word},
		time::Time,
		verdict::checks,
	},
};
use eseal_receipt::{
	verdict::{Facts, Verdict},
	verify, Input, Language, Outcome,
};
use serde::{ser::SerializeStruct, Serialize, Serializer};
use std::path::Path;

/// What a receipt says of a document.
#[derive(Debug)]
pub struct ByReceipt {
	/// The verdict.
	verdict: Verdict,
	/// The language of the answer.
	language: Language,
	/// The receipt.
	receipt: String,
	/// The command that makes the receipt anew.
	renew: String,
}

impl ByReceipt {
	/// Checks a document by its receipt.
	pub fn check(
		question: &Question<'_>,
		session: &Session,
		file: &Path,
		receipt: &Path,
		is_beside: bool,
	) -> Result<Self> {
		let document = OnDisk::new(file);
		let verdict = verify(&Input {
			document: &document,
			receipt: &files::read(receipt)?,
			anchor: &session.anchor()?,
			expected_enterprise: question.by,
		});
		// A document that cannot be read to its end is told of as such.
		document.outcome()?;
		let out = match is_beside {
			true => String::new(),
			false => format!(" --out {}", word(receipt)),
		};
		Ok(Self {
			verdict,
			language: question.language,
			receipt: receipt.display().to_string(),
			renew: format!("eseal receipt{out} --force -- {}", word(file)),
		})
	}

	/// The outcome.
	pub fn result(&self) -> Outcome {
		self.verdict.result
	}

	/// Whether the receipt tells of nothing that came after the use, and nothing else is to be said first.
	fn ends_with_the_use(&self) -> bool {
		let told = |facts: &Facts| facts.proven.block == facts.block && facts.obstacles.is_empty();
		self.result() == Outcome::Valid && self.verdict.facts.as_ref().is_some_and(told)
	}

	/// The text for people.
	pub fn text(&self) -> String {
		let language = self.language;
		let summary = self.verdict.summary(language);
		let mut parts = vec![one_line(&summary).into_owned(), checks(&self.verdict.checks, language)];
		parts.extend(self.verdict.facts.as_ref().map(|facts| told(facts, language)));
		if self.ends_with_the_use() {
			parts.push(words::renewal(&self.renew, language));
		}
		parts.join("\n\n")
	}
}

fn told(facts: &Facts, language: Language) -> String {
	let labels = words::labels(language);
	table::facts([
		(labels.enterprise, words::enterprise(facts.name.as_str(), &facts.uscc)),
		(labels.seal, words::seal(facts.seal, &facts.physical_seal, language)),
		(
			labels.used,
			words::used(facts.index, facts.batch, facts.purpose, language),
		),
		(
			labels.recorded,
			words::in_block(Time::new(facts.recorded_at), facts.block, language),
		),
		(
			labels.by,
			words::with_second(
				words::sender(&facts.sender, facts.grant, facts.purpose, language),
				facts.second.as_ref(),
				language,
			),
		),
		(
			labels.as_of,
			words::in_block(Time::new(facts.proven.at), facts.proven.block, language),
		),
	])
}

impl Serialize for ByReceipt {
	fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
		let worded = self.verdict.worded(self.language);
		let mut shape = serializer.serialize_struct("ByReceipt", 6)?;
		shape.serialize_field("receipt", &self.receipt)?;
		shape.serialize_field("result", &worded.result)?;
		shape.serialize_field("language", &worded.language)?;
		shape.serialize_field("summary", &worded.summary)?;
		shape.serialize_field("checks", &worded.checks)?;
		shape.serialize_field("facts", &worded.facts)?;
		shape.end()
	}
}
