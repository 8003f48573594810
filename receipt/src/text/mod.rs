//! Verdicts in words: one file for each language. A language that has no words for something does not compile.
//!
//! Moments in texts are in UTC. Texts have no capital at their beginning and no full stop at their end.

pub mod catalogue;
mod en;
mod zh;

use crate::{
	history::HistoryVerdict,
	log::LogVerdict,
	reason::Reason,
	verdict::{BatchFacts, Outcome, Proven, Subject, Verdict},
	AccountId,
};
use alloc::{
	format,
	string::{String, ToString},
};
use core::fmt;
use eseal_primitives::{enterprise::Name, seal::Obstacle, Moment, Purpose, Uscc};
use jiff::{civil::DateTime, tz::Offset, Timestamp};
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// A language that verdicts are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Language {
	/// English.
	#[default]
	#[serde(rename = "en")]
	English,
	/// Chinese, simplified characters.
	#[serde(rename = "zh")]
	Chinese,
}

impl Language {
	/// Every language.
	pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

	/// Its ISO 639-1 code.
	pub fn code(self) -> &'static str {
		match self {
			Self::English => "en",
			Self::Chinese => "zh",
		}
	}

	/// The language with an ISO 639-1 code.
	pub fn of_code(code: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|language| language.code() == code)
	}

	fn words(self) -> &'static dyn Words {
		match self {
			Self::English => &en::English,
			Self::Chinese => &zh::Chinese,
		}
	}
}

/// What each language has words for.
trait Words {
	fn reason(&self, reason: &Reason) -> String;
	fn subject(&self, subject: Subject) -> &'static str;
	fn outcome(&self, outcome: Outcome) -> &'static str;
	fn obstacle(&self, obstacle: &Obstacle) -> &'static str;
	fn purpose(&self, purpose: Purpose) -> &'static str;
	fn batch(&self, batch: BatchFacts) -> String;
	/// A whole sentence.
	fn summary(&self, summary: &Summary) -> String;
	/// What stands between the items of a list.
	fn separator(&self) -> &'static str;
	/// A moment that no calendar here has.
	fn far_away(&self) -> &'static str;
}

/// A verdict as it is summed up.
enum Summary<'a> {
	/// A receipt. The enterprise, once it is proven.
	Receipt(Option<Enterprise<'a>>, Conclusion<'a>),
	/// An exported log.
	Log(Option<Enterprise<'a>>, Conclusion<'a>),
	/// An exported history. The officer, once it is proven.
	History(Option<&'a AccountId>, Conclusion<'a>),
}

/// Who sealed.
struct Enterprise<'a> {
	name: &'a Name,
	uscc: &'a Uscc,
}

impl fmt::Display for Enterprise<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} ({})", self.name.as_str(), self.uscc)
	}
}

impl Summary<'_> {
	/// Whose use, log or history it is, once that is proven.
	fn whose(&self) -> Option<String> {
		match self {
			Self::Receipt(enterprise, _) | Self::Log(enterprise, _) => enterprise.as_ref().map(ToString::to_string),
			Self::History(officer, _) => officer.map(Ss58Codec::to_ss58check),
		}
	}
}

/// How a verdict ends.
enum Conclusion<'a> {
	/// Valid, and usable as of a later block.
	StillUsable,
	/// Valid as of the use itself.
	AsOfTheUse,
	/// Valid when used. Something stands in the way since, in words.
	NoLongerUsable(String),
	/// Complete, as of a moment.
	Complete(Moment),
	/// Invalid, or indeterminate, for a reason.
	Not(Outcome, Option<&'a Reason>),
}

pub(crate) fn reason(reason: &Reason, language: Language) -> String {
	language.words().reason(reason)
}

pub(crate) fn subject(subject: Subject, language: Language) -> &'static str {
	language.words().subject(subject)
}

/// A result in a word.
pub fn outcome(outcome: Outcome, language: Language) -> &'static str {
	language.words().outcome(outcome)
}

/// What stands in the way of using an e-seal, in words.
pub fn obstacle(obstacle: &Obstacle, language: Language) -> &'static str {
	language.words().obstacle(obstacle)
}

/// What an e-seal is used for, in words.
pub fn purpose(purpose: Purpose, language: Language) -> &'static str {
	language.words().purpose(purpose)
}

/// Which uses a use was recorded with, in words: "in a batch of 256 (uses 0 to 255)".
pub fn batch(batch: BatchFacts, language: Language) -> String {
	language.words().batch(batch)
}

/// The index of the last of so many uses, if they are more than one.
fn last(first: u64, count: u32) -> Option<u64> {
	let more = count.checked_sub(1).filter(|more| *more > 0)?;
	Some(first.saturating_add(more.into()))
}

pub(crate) fn summary(verdict: &Verdict, language: Language) -> String {
	let words = language.words();
	let enterprise = verdict.facts.as_ref().map(|facts| Enterprise {
		name: &facts.name,
		uscc: &facts.uscc,
	});
	let conclusion = match (verdict.result, &verdict.facts) {
		(Outcome::Valid, Some(facts)) if !facts.obstacles.is_empty() => {
			Conclusion::NoLongerUsable(listed(words, &facts.obstacles))
		}
		(Outcome::Valid, Some(facts)) if facts.proven.block > facts.block => Conclusion::StillUsable,
		(Outcome::Valid, _) => Conclusion::AsOfTheUse,
		(result, _) => Conclusion::Not(result, verdict.decisive().map(|check| &check.reason)),
	};
	words.summary(&Summary::Receipt(enterprise, conclusion))
}

pub(crate) fn log_summary(verdict: &LogVerdict, language: Language) -> String {
	let enterprise = verdict.facts.as_ref().map(|facts| Enterprise {
		name: &facts.name,
		uscc: &facts.uscc,
	});
	let conclusion = of_export(verdict, |facts| &facts.proven);
	language.words().summary(&Summary::Log(enterprise, conclusion))
}

pub(crate) fn history_summary(verdict: &HistoryVerdict, language: Language) -> String {
	let officer = verdict.facts.as_ref().map(|facts| &facts.officer);
	let conclusion = of_export(verdict, |facts| &facts.proven);
	language.words().summary(&Summary::History(officer, conclusion))
}

/// What a check of an export comes to.
fn of_export<F>(verdict: &Verdict<F>, proven: impl FnOnce(&F) -> &Proven) -> Conclusion<'_> {
	match (verdict.result, &verdict.facts) {
		(Outcome::Valid, Some(facts)) => Conclusion::Complete(proven(facts).at),
		(result, _) => Conclusion::Not(result, verdict.decisive().map(|check| &check.reason)),
	}
}

fn listed(words: &(impl Words + ?Sized), obstacles: &[Obstacle]) -> String {
	let mut list = String::new();
	for obstacle in obstacles {
		if !list.is_empty() {
			list.push_str(words.separator());
		}
		list.push_str(words.obstacle(obstacle));
	}
	list
}

/// A moment on the calendar, in UTC; none past the year 9999.
fn date_time(moment: Moment) -> Option<DateTime> {
	let timestamp = Timestamp::from_millisecond(i64::try_from(moment.0).ok()?).ok()?;
	Some(Offset::UTC.to_datetime(timestamp))
}

/// A moment in UTC, to the second, as RFC 3339 writes it: `2026-11-22T08:15:26Z`. None past the year 9999.
pub fn rfc_3339(moment: Moment) -> Option<String> {
	let (date, time) = date_and_time(moment)?;
	Some(format!("{date}T{time}Z"))
}

fn date_and_time(moment: Moment) -> Option<(String, String)> {
	let at = date_time(moment)?;
	let date = format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day());
	let time = format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second());
	Some((date, time))
}

/// A moment for people: `2026-11-22 08:15:26 UTC`.
fn moment(words: &(impl Words + ?Sized), moment: Moment) -> String {
	match date_and_time(moment) {
		Some((date, time)) => format!("{date} {time} UTC"),
		None => words.far_away().to_string(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::SealId;

	#[test]
	fn every_reason_has_words_in_every_language() {
		for reason in Reason::samples() {
			let texts = Language::ALL.map(|language| reason.text(language));
			for text in &texts {
				let code = reason.code();
				assert!(text.chars().count() > 3, "{code}: {text:?}");
				assert_eq!(text.trim(), text, "{code}");
				assert!(!text.ends_with(['.', '。']), "{code}: {text}");
				// No moment in milliseconds: that of the samples.
				assert!(!text.contains("1795650099999"), "{code}: {text}");
				assert!(!text.contains("1970"), "{code}: {text}");
			}
			let [english, chinese] = &texts;
			assert!(english.is_ascii() || english.contains("杭州"), "{english}");
			assert!(
				chinese.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
				"{chinese}"
			);
		}
	}

	#[test]
	fn no_two_reasons_read_the_same() {
		for language in Language::ALL {
			let mut texts: alloc::vec::Vec<_> = Reason::samples().iter().map(|reason| reason.text(language)).collect();
			let all = texts.len();
			texts.sort();
			texts.dedup();
			assert_eq!(texts.len(), all);
		}
	}

	#[test]
	fn every_subject_outcome_and_obstacle_has_words() {
		for language in Language::ALL {
			assert!(Subject::ALL.iter().all(|one| !subject(*one, language).is_empty()));
			for one in [Outcome::Valid, Outcome::Indeterminate, Outcome::Invalid] {
				assert!(!outcome(one, language).is_empty());
			}
			assert!(!obstacle(&Obstacle::Expired, language).is_empty());
			assert!(Purpose::ALL.iter().all(|one| !purpose(*one, language).is_empty()));
		}
	}

	#[test]
	fn a_use_of_a_batch_is_told_with_its_batch() {
		let on_record = |batch| Reason::OnRecord {
			seal: SealId(3),
			index: 17,
			batch,
			block: 50,
		};
		for (batch, english, chinese) in [
			(
				None,
				"use 17 of e-seal 3 is on record as of block 50",
				"截至区块 50，电子印章 3 的第 17 号用印已记录在案",
			),
			(
				Some(BatchFacts { first: 0, count: 256 }),
				"use 17 of e-seal 3, in a batch of 256 (uses 0 to 255), is on record as of block 50",
				"截至区块 50，电子印章 3 的第 17 号用印已记录在案，所在批次共 256 次用印（第 0 至 255 号）",
			),
			(
				Some(BatchFacts { first: 17, count: 1 }),
				"use 17 of e-seal 3, in a batch of 1 (use 17), is on record as of block 50",
				"截至区块 50，电子印章 3 的第 17 号用印已记录在案，所在批次共 1 次用印（第 17 号）",
			),
		] {
			let reason = on_record(batch);
			assert_eq!(reason.text(Language::English), english);
			assert_eq!(reason.text(Language::Chinese), chinese);
		}
		let all = BatchFacts {
			first: u64::MAX,
			count: u32::MAX,
		};
		assert_eq!(
			batch(all, Language::English),
			"in a batch of 4294967295 (uses 18446744073709551615 to 18446744073709551615)"
		);
	}

	#[test]
	fn moments_are_in_utc() {
		assert_eq!(rfc_3339(Moment(0)).unwrap(), "1970-01-01T00:00:00Z");
		assert_eq!(rfc_3339(Moment(1_795_335_324_999)).unwrap(), "2026-11-22T08:15:24Z");
		assert_eq!(rfc_3339(Moment(4_107_542_399_000)).unwrap(), "2100-02-28T23:59:59Z");
		assert_eq!(rfc_3339(Moment(253_402_207_200_000)).unwrap(), "9999-12-30T22:00:00Z");
		for too_late in [Moment(253_402_300_800_000), Moment::MAX] {
			assert_eq!(rfc_3339(too_late), None);
			assert_eq!(moment(&en::English, too_late), "a moment after the year 9999");
			assert_eq!(moment(&zh::Chinese, too_late), "9999 年之后");
		}
		assert_eq!(
			moment(&en::English, Moment(1_795_335_324_999)),
			"2026-11-22 08:15:24 UTC"
		);
	}

	#[test]
	fn languages_have_codes() {
		for language in Language::ALL {
			assert_eq!(Language::of_code(language.code()), Some(language));
			assert_eq!(serde_json::to_value(language).unwrap(), language.code());
		}
		assert_eq!(Language::of_code("tlh"), None);
	}
}
