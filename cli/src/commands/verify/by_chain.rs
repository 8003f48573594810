//! What the chain says of a document, as a node tells it: one answer for each enterprise that sealed it.

use super::{
	asked::Asked,
	told::Told,
	uses::{divide, Counted, Party},
	words, Question,
};
use crate::{
	commands::receipt_beside,
	digests::{self, Salt},
	failure::Result,
	session::Session,
	view::{shapes::AsOf, terminal::word},
};
use eseal_client::Client;
use eseal_primitives::Uscc;
use eseal_receipt::{Language, Outcome};
use serde::Serialize;
use std::path::Path;

/// What a node says of a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ByChain {
	/// `valid`: one enterprise sealed it, the expected one if one is, and the e-seal was valid then. `invalid`: others than
	/// the expected enterprise sealed it, and every record is in the state. `indeterminate`: no use is found, none is beyond
	/// doubt, several enterprises sealed it and none is expected, or one whose code was wrong, and another than the right one
	/// is expected.
	result: Outcome,
	/// The language of the summaries.
	language: Language,
	/// The outcome in words.
	summary: String,
	/// What to do about it.
	#[serde(skip_serializing_if = "Option::is_none")]
	next: Option<String>,
	/// The node that told so. Only a receipt needs no trust in a node.
	node: String,
	/// What each enterprise did whose uses were looked at: of the one that is expected, also under a code that was wrong, or
	/// else of the first 16, in the order of their first uses.
	answers: Vec<OfEnterprise>,
	/// The other enterprises that sealed the document. Their uses were counted, and not looked at.
	others: Vec<Other>,
	/// Whether those are all. Where an enterprise is expected, 65,536 uses and 256 e-seals of others are counted at most.
	all_counted: bool,
	/// The block that this is read at.
	as_of: AsOf,
}

/// Where a use may be that is not found by the document's digests, in words.
struct Elsewhere {
	/// It left the state; none if no record did.
	left: Option<String>,
	/// It was committed, or is of an anchored batch.
	committed: String,
}

/// The uses of one enterprise on the document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OfEnterprise {
	/// The enterprise's code, as these e-seals name it.
	#[serde(serialize_with = "super::written")]
	uscc: Uscc,
	/// The right code, if this one was wrong.
	#[serde(serialize_with = "written_if_any")]
	right_code: Option<Uscc>,
	/// The enterprise's name that its latest e-seal among these carries.
	name: String,
	/// `valid`: an e-seal was valid when used. `indeterminate`: no use is beyond doubt, or the code was wrong, and another than
	/// the right one is expected.
	result: Outcome,
	/// The same in words.
	summary: String,
	/// Its uses, by the document's plain digests and by commitments whose salt lies beside it: of each e-seal the first 128 and
	/// the last 128.
	uses: Vec<Told>,
	/// How many more there are. They were not looked at.
	more: u64,
}

/// An enterprise whose uses were not looked at.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Other {
	/// The enterprise's code.
	#[serde(serialize_with = "super::written")]
	uscc: Uscc,
	/// The enterprise's name that its latest e-seal among these carries.
	name: String,
	/// How many uses it made of its e-seals on the document, sound or not.
	count: u64,
}

fn written_if_any<S: serde::Serializer>(uscc: &Option<Uscc>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
	uscc.as_ref().map(Uscc::to_string).serialize(serializer)
}

impl ByChain {
	/// Asks the chain for the uses on a document.
	pub async fn ask(question: &Question<'_>, session: &Session, file: &Path, salt: Option<&Salt>) -> Result<Self> {
		let chain = session.chain().await?;
		let block = chain.finalized().await?;
		let digests = digests::plain_and_committed(file, salt)?;
		let mut asked = Asked::new(&block);
		let expected = match &question.by {
			Some(by) => asked.codes_of(*by).await?,
			None => Vec::new(),
		};
		let counted = Counted::ask(&mut asked, &digests, &expected).await?;
		let all_counted = counted.is_complete();
		let (looked_at, named) = divide(counted.into_seals(&mut asked).await?, &expected);
		let mut answers = Vec::new();
		for party in looked_at {
			answers.push(OfEnterprise::ask(chain, &mut asked, party, question).await?);
		}
		let receipt = word(&receipt_beside(file));
		let committed = words::committed(&receipt, salt.is_some(), question.language);
		let left = block.left().await?;
		let left = left.map(|left| words::left_the_state(&left, question.language));
		Ok(Self {
			all_counted,
			..Self::conclude(
				question.by,
				question.language,
				answers,
				named.into_iter().map(Other::from).collect(),
				Elsewhere { left, committed },
				session.node(),
				(&block).into(),
			)
		})
	}

	/// What the uses on a document come to.
	fn conclude(
		by: Option<Uscc>,
		language: Language,
		answers: Vec<OfEnterprise>,
		others: Vec<Other>,
		elsewhere: Elsewhere,
		node: &str,
		as_of: AsOf,
	) -> Self {
		let Elsewhere { left, committed } = elsewhere;
		let names = answers.iter().map(OfEnterprise::title);
		let names: Vec<String> = names.chain(others.iter().map(Other::title)).collect();
		let judged = judged(by, &answers, &others);
		let (result, summary, next) = match (by, judged, answers.as_slice(), others.as_slice()) {
			(_, _, [], []) => (
				Outcome::Indeterminate,
				match left {
					None => words::not_found(language).to_owned(),
					Some(_) => words::not_in_state(language).to_owned(),
				},
				Some(left.into_iter().chain([committed]).collect::<Vec<_>>().join("\n")),
			),
			(_, Some(answer), _, _) => (answer.result, answer.summary.clone(), None),
			// It may have sealed the document before: that others did since makes nothing invalid.
			(Some(by), None, _, _) if left.is_some() => (
				Outcome::Indeterminate,
				words::not_by_it_in_state(&by, &names, language),
				left,
			),
			(Some(by), None, _, _) => (Outcome::Invalid, words::not_sealed_by(&by, &names, language), None),
			(None, None, _, _) => (
				Outcome::Indeterminate,
				words::sealed_by_several(&names, language),
				Some(words::whom_to_expect(language).to_owned()),
			),
		};
		Self {
			result,
			language,
			summary,
			next,
			node: node.to_owned(),
			answers,
			others,
			all_counted: true,
			as_of,
		}
	}

	/// The outcome.
	pub fn result(&self) -> Outcome {
		self.result
	}

	/// The text for people.
	pub fn text(&self) -> String {
		let mut parts = vec![self.summary.clone()];
		for answer in &self.answers {
			if answer.summary != self.summary {
				parts.push(answer.summary.clone());
			}
			parts.extend(answer.uses.iter().map(|told| told.text(self.language)));
		}
		let others: Vec<_> = self.others.iter().map(|other| (other.title(), other.count)).collect();
		parts.extend(words::not_looked_at(&others, self.all_counted, self.language));
		parts.extend(self.next.clone());
		parts.push(words::a_nodes_word(&self.node, self.as_of.number, self.language));
		parts.join("\n\n")
	}
}

impl OfEnterprise {
	/// Asks for what is told of an enterprise's uses.
	async fn ask(chain: &Client, asked: &mut Asked<'_>, party: Party, question: &Question<'_>) -> Result<Self> {
		let (uscc, name, more) = (party.uscc, party.name.clone(), party.more());
		let right_code = asked.registration(uscc).await?.map(|registration| registration.uscc);
		let mut uses = Vec::new();
		for one in party.into_uses() {
			uses.push(Told::of(chain, asked, &one, question).await?);
		}
		Ok(Self::of((uscc, right_code), name, uses, more, question.language))
	}

	/// What the uses of an enterprise come to that were looked at. It has a code, and the right one if that was wrong.
	fn of(
		(uscc, right_code): (Uscc, Option<Uscc>),
		name: String,
		uses: Vec<Told>,
		more: u64,
		language: Language,
	) -> Self {
		let enterprise = words::enterprise(&name, &uscc);
		let valid = uses.iter().filter(|told| told.is_sound()).count();
		let mut doubts = uses.iter().filter(|told| told.was_usable());
		let doubt = doubts.next().and_then(|told| told.doubt.as_deref());
		let (result, summary) = match (valid, doubt) {
			(0, Some(doubt)) => (
				Outcome::Indeterminate,
				words::in_doubt(&enterprise, doubt, more, language),
			),
			(0, None) => (
				Outcome::Indeterminate,
				words::sealed_by(&enterprise, valid, uses.len(), more, language),
			),
			_ => (
				Outcome::Valid,
				words::sealed_by(&enterprise, valid, uses.len(), more, language),
			),
		};
		Self {
			uscc,
			right_code,
			name,
			result,
			summary,
			uses,
			more,
		}
	}

	fn title(&self) -> String {
		words::enterprise(&self.name, &self.uscc)
	}

	/// Whether this is the enterprise with a code, which its e-seals name, or which is right instead.
	fn is_of(&self, code: Uscc) -> bool {
		self.uscc == code || self.right_code == Some(code)
	}

	/// The code that tells it from other enterprises.
	fn code(&self) -> Uscc {
		self.right_code.unwrap_or(self.uscc)
	}
}

/// The answer that counts: the best one of the enterprise that is expected, or of the only one that sealed. It has several where its
/// code was wrong, and it sealed under the right one, too. None if others sealed, or several did and none is expected.
fn judged<'a>(by: Option<Uscc>, answers: &'a [OfEnterprise], others: &[Other]) -> Option<&'a OfEnterprise> {
	let only = answers.first().map(OfEnterprise::code).filter(|_| others.is_empty());
	let is_only = only.is_some_and(|only| answers.iter().all(|answer| answer.code() == only));
	answers
		.iter()
		.filter(|answer| by.map_or(is_only, |by| answer.is_of(by)))
		.min_by_key(|answer| answer.result)
}

impl From<Party> for Other {
	fn from(party: Party) -> Self {
		Self {
			count: party.count(),
			uscc: party.uscc,
			name: party.name,
		}
	}
}

impl Other {
	fn title(&self) -> String {
		words::enterprise(&self.name, &self.uscc)
	}
}

#[cfg(test)]
mod tests;
