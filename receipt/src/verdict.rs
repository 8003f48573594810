//! What a verification says: the outcome, every check with its reason, and the facts that are proven.

use crate::{
	reason::Reason,
	text::{self, Language},
	wire, AccountId, BlockNumber,
};
use alloc::{string::String, vec::Vec};
use eseal_primitives::{
	enterprise::Name, seal::Obstacle, usage::UseRecord, DocumentDigest, Documents, GrantId, Moment, Purpose, SealCode,
	SealId, Uscc,
};
use serde::Serialize;
use sp_core::H256;

/// The outcome, after ETSI EN 319 102-1: total-passed, total-failed, indeterminate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
	/// Every check passed.
	Valid,
	/// What there is does not suffice to say: something is missing, or a later report casts doubt on the use.
	Indeterminate,
	/// A check failed.
	Invalid,
}

/// What is checked, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
	/// The anchor and the receipt are what they should be, and of the same chain.
	Format,
	/// The authority set that finalized the block follows from the anchor.
	Authorities,
	/// The block is final: more than two thirds of that set signed it.
	Finality,
	/// What the receipt speaks of is on record: among the records that the block's header names, or in the block's state.
	State,
	/// The enterprise that sealed is the one expected. Checked only if one is expected, or if the e-seal names it by a code that was
	/// found to be wrong.
	Enterprise,
	/// The document is the one that was sealed.
	Document,
	/// The seal key signed the statement: this chain, e-seal, document, purpose and account.
	SealKey,
	/// The account that sent the use signed it.
	Sender,
	/// The sender was entitled to use the e-seal: as the owner, under a grant that covers the use, or as the liquidator.
	Grant,
	/// The e-seal was usable when it was used.
	Standing,
	/// Nothing reported later reaches back to before the use.
	Dispute,
	/// An exported log has every use, and no other; an exported history of an officer every entry.
	Completeness,
}

impl Subject {
	/// Every subject, in order.
	pub const ALL: [Self; 12] = [
		Self::Format,
		Self::Authorities,
		Self::Finality,
		Self::State,
		Self::Enterprise,
		Self::Document,
		Self::SealKey,
		Self::Sender,
		Self::Grant,
		Self::Standing,
		Self::Dispute,
		Self::Completeness,
	];

	/// What is checked, in a word or two.
	pub fn text(&self, language: Language) -> &'static str {
		text::subject(*self, language)
	}
}

/// A check and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
	/// What was checked.
	pub subject: Subject,
	/// How it ended.
	pub result: Outcome,
	/// Why.
	pub reason: Reason,
}

/// What a receipt proves of the use, once that is on record. In JSON, moments are in milliseconds since the Unix epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
	/// The e-seal.
	pub seal: SealId,
	/// The index of the use among all uses of the e-seal.
	pub index: u64,
	/// The batch that the use was recorded in; none if it was recorded by itself.
	pub batch: Option<BatchFacts>,
	/// The enterprise's Unified Social Credit Code.
	#[serde(serialize_with = "wire::written")]
	pub uscc: Uscc,
	/// The enterprise's name that the e-seal carries.
	#[serde(serialize_with = "wire::text")]
	pub name: Name,
	/// The code of the physical seal that the e-seal pairs with.
	#[serde(serialize_with = "wire::written")]
	pub physical_seal: SealCode,
	/// The digest of the document that was sealed, and what made it; none if the use was recorded in a batch and the receipt
	/// does not prove which of its documents this is.
	#[serde(serialize_with = "wire::digest")]
	pub document: Option<DocumentDigest>,
	/// What the e-seal was used for.
	#[serde(serialize_with = "wire::named")]
	pub purpose: Purpose,
	/// The account that sent the use.
	#[serde(serialize_with = "wire::address")]
	pub sender: AccountId,
	/// The grant that it was made under; none for the owner and for a liquidator.
	pub grant: Option<GrantId>,
	/// The second operator, who approved it; none if one sufficed.
	#[serde(serialize_with = "wire::maybe_address")]
	pub second: Option<AccountId>,
	/// When the statement was signed, by the signer's clock.
	pub signed_at: Moment,
	/// The time of the block that recorded the use.
	pub recorded_at: Moment,
	/// The block that recorded the use.
	pub block: BlockNumber,
	/// As of when all this is proven.
	pub proven: Proven,
	/// What stood in the way of using the e-seal for this purpose as of the proof; nothing if it was usable. A liquidation does not
	/// stand in the way of the liquidator.
	#[serde(serialize_with = "wire::obstacles")]
	pub obstacles: Vec<Obstacle>,
	/// Since when the e-seal is revoked, if it is.
	pub revoked_at: Option<Moment>,
}

/// The uses of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchFacts {
	/// The index of the first among all uses of the e-seal.
	pub first: u64,
	/// How many they are.
	pub count: u32,
}

impl BatchFacts {
	/// Of a record; none if it is of a single use.
	pub fn of(used: &UseRecord<AccountId, BlockNumber>) -> Option<Self> {
		match used.documents {
			Documents::One(_) => None,
			Documents::Batch { count, .. } => Some(Self {
				first: used.index,
				count,
			}),
		}
	}
}

/// The block as of which something is proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Proven {
	/// Its number.
	pub block: BlockNumber,
	/// Its hash.
	pub hash: H256,
	/// Its time.
	pub at: Moment,
}

/// What a verification says. In JSON: [`Verdict::worded`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict<F = Facts> {
	/// The outcome: the worst of the checks.
	pub result: Outcome,
	/// Every check that was made, in order. What could not be reached because of an earlier failure is not there.
	pub checks: Vec<Check>,
	/// What is proven; none if that of which it is to be proven is not on record.
	pub facts: Option<F>,
}

/// What a verdict may prove, which says how such a verdict is summed up.
pub trait Summed: Sized {
	/// The outcome in a sentence, with whose it is once that is proven.
	fn summary(verdict: &Verdict<Self>, language: Language) -> String;
}

impl Summed for Facts {
	fn summary(verdict: &Verdict<Self>, language: Language) -> String {
		text::summary(verdict, language)
	}
}

impl<F> Verdict<F> {
	pub(crate) fn new(checks: Checks, facts: Option<F>) -> Self {
		Self {
			result: checks.result(),
			checks: checks.0,
			facts,
		}
	}

	/// The first check that ended as the whole did.
	pub fn decisive(&self) -> Option<&Check> {
		self.checks.iter().find(|check| check.result == self.result)
	}
}

impl<F: Summed> Verdict<F> {
	/// The outcome in a sentence, with whose use, log or history it is once that is proven.
	pub fn summary(&self, language: Language) -> String {
		F::summary(self, language)
	}

	/// The verdict as JSON: with every reason's code and fields, and in words.
	pub fn worded(&self, language: Language) -> Worded<'_, F> {
		Worded {
			result: self.result,
			language,
			summary: self.summary(language),
			checks: worded(&self.checks, language),
			facts: self.facts.as_ref(),
		}
	}
}

/// A verdict in a language, to be written as JSON.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Worded<'a, F> {
	/// The outcome: the worst of the checks.
	pub result: Outcome,
	/// The language of the summary and the texts.
	pub language: Language,
	/// The outcome in a sentence.
	pub summary: String,
	/// Every check that was made, in order.
	pub checks: Vec<WordedCheck<'a>>,
	/// What is proven.
	pub facts: Option<&'a F>,
}

/// A check in a language: `check`, `result`, the reason's `code` and fields, and its `text`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WordedCheck<'a> {
	/// What was checked.
	pub check: Subject,
	/// How it ended.
	pub result: Outcome,
	/// Why.
	#[serde(flatten)]
	pub reason: &'a Reason,
	/// Why, in words.
	pub text: String,
}

fn worded(checks: &[Check], language: Language) -> Vec<WordedCheck<'_>> {
	checks
		.iter()
		.map(|check| WordedCheck {
			check: check.subject,
			result: check.result,
			reason: &check.reason,
			text: check.reason.text(language),
		})
		.collect()
}

/// Collects checks.
#[derive(Debug, Default)]
pub(crate) struct Checks(pub Vec<Check>);

impl Checks {
	pub fn passed(&mut self, subject: Subject, reason: Reason) {
		self.note(subject, Outcome::Valid, reason);
	}

	pub fn failed(&mut self, subject: Subject, reason: Reason) {
		self.note(subject, Outcome::Invalid, reason);
	}

	pub fn open(&mut self, subject: Subject, reason: Reason) {
		self.note(subject, Outcome::Indeterminate, reason);
	}

	/// Notes a check by the reason it passed for, or failed for.
	pub fn take(&mut self, subject: Subject, result: Result<Reason, Reason>) {
		match result {
			Ok(reason) => self.passed(subject, reason),
			Err(reason) => self.failed(subject, reason),
		}
	}

	/// What was proven; notes why it was not.
	pub fn proven<T>(&mut self, subject: Subject, result: Result<T, Reason>) -> Option<T> {
		result.map_err(|reason| self.failed(subject, reason)).ok()
	}

	/// Notes a check, how it ended and why.
	pub fn note(&mut self, subject: Subject, result: Outcome, reason: Reason) {
		self.0.push(Check {
			subject,
			result,
			reason,
		});
	}

	/// The worst result; indeterminate if nothing was checked.
	pub fn result(&self) -> Outcome {
		let worst = self.0.iter().map(|check| check.result).max();
		worst.unwrap_or(Outcome::Indeterminate)
	}
}
