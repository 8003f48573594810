//! `eseal audit`

use crate::{
	args::audit::Audit,
	failure::Result,
	files,
	session::Session,
	view::{
		language::language,
		officer::table_of,
		progress::Progress,
		terminal::{one_line, word},
		time::Time,
		verdict::{checks, exit_status},
		Report,
	},
};
use eseal_primitives::Uscc;
use eseal_receipt::{
	format::{HistoryLine, Period, MAX_BYTES},
	history::{self, HistoryFacts, HistoryVerdict},
	log::{self, LogVerdict},
	verdict::Worded,
	Language, Outcome,
};
use serde::{Serialize, Serializer};
use std::{
	fs::File,
	io::{BufRead, BufReader, Read},
	path::Path,
};

/// How much is read of one line of an export, in bytes: enough to see that a longer one is longer than it may be.
const MAX_LINE: u64 = MAX_BYTES as u64 + 2;

/// From how many bytes on a person is shown how far it is.
const LONG: u64 = 1 << 24;

/// What a check of an export says. In JSON: result, language, summary, checks, facts.
#[derive(Debug)]
struct Checked {
	verdict: LogVerdict,
	language: Language,
}

impl Serialize for Checked {
	fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
		self.verdict.worded(self.language).serialize(serializer)
	}
}

impl Report for Checked {
	fn text(&self) -> String {
		let summary = self.verdict.summary(self.language);
		let mut parts = vec![
			one_line(&summary).into_owned(),
			checks(&self.verdict.checks, self.language),
		];
		if let Some(facts) = &self.verdict.facts {
			let at = Time::new(facts.proven.at);
			let block = facts.proven.block;
			parts.push(match self.language {
				Language::English => format!("E-seal {}, as of {at}, block {block}", facts.seal),
				Language::Chinese => format!("电子印章 {} 号，截至 {at}，区块 {block}", facts.seal),
			});
		}
		parts.join("\n\n")
	}

	fn exit_status(&self) -> u8 {
		exit_status(self.verdict.result)
	}
}

/// What a check of an officer's export says, and what happened in the period that was asked for. In JSON: result, language,
/// summary, checks, facts, entries.
#[derive(Debug)]
struct CheckedHistory {
	verdict: HistoryVerdict,
	entries: Vec<HistoryLine>,
	language: Language,
}

impl Serialize for CheckedHistory {
	fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
		#[derive(Serialize)]
		struct WithEntries<'a> {
			#[serde(flatten)]
			verdict: Worded<'a, HistoryFacts>,
			entries: &'a [HistoryLine],
		}
		WithEntries {
			verdict: self.verdict.worded(self.language),
			entries: &self.entries,
		}
		.serialize(serializer)
	}
}

impl Report for CheckedHistory {
	fn text(&self) -> String {
		let summary = self.verdict.summary(self.language);
		let mut parts = vec![
			one_line(&summary).into_owned(),
			checks(&self.verdict.checks, self.language),
		];
		let complete = self
			.verdict
			.facts
			.as_ref()
			.filter(|_| self.verdict.result != Outcome::Invalid);
		if let Some(facts) = complete {
			parts.push(table_of(&self.entries));
			let at = Time::new(facts.proven.at);
			let HistoryFacts { asked, entries, .. } = facts;
			let block = facts.proven.block;
			parts.push(match self.language {
				Language::English => format!("{asked} of {entries} entries, as of {at}, block {block}"),
				Language::Chinese => format!("{entries} 条中的 {asked} 条，截至 {at}，区块 {block}"),
			});
		}
		parts.join("\n\n")
	}

	fn exit_status(&self) -> u8 {
		exit_status(self.verdict.result)
	}
}

/// Runs the command.
pub fn run(session: &Session, what: Audit) -> Result<u8> {
	match what {
		Audit::Check { file, by, lang } => {
			let verdict = read_file(&file, session, |export, anchor, told| check(export, anchor, by, told))?;
			session.print(&Checked {
				verdict,
				language: language(lang),
			})
		}
		Audit::Officer { file, from, to, lang } => {
			let period = Period { from, to };
			let (verdict, entries) = read_file(&file, session, |export, anchor, told| {
				check_history(export, anchor, period, told)
			})?;
			session.print(&CheckedHistory {
				verdict,
				entries,
				language: language(lang),
			})
		}
	}
}

/// Has an export read, with the anchor beside it; a person sees how far it is.
fn read_file<R>(
	path: &Path,
	session: &Session,
	read: impl FnOnce(BufReader<File>, &[u8], &dyn Fn(usize)) -> std::io::Result<R>,
) -> Result<R> {
	let file = files::open(path)?;
	let anchor = session.anchor()?;
	let length = file.metadata().map_or(0, |about| about.len());
	let progress = (length >= LONG).then(|| Progress::bytes(&word(path), length));
	let told = |bytes: usize| {
		if let Some(progress) = &progress {
			progress.advance(u64::try_from(bytes).unwrap_or_default());
		}
	};
	read(BufReader::new(file), &anchor, &told).map_err(|e| files::cannot("read", path, &e))
}

/// Checks an exported log line by line, so that it may be of any length; `told` hears how many bytes more were read.
fn check(
	mut export: impl BufRead,
	anchor: &[u8],
	by: Option<Uscc>,
	told: impl Fn(usize),
) -> std::io::Result<LogVerdict> {
	let mut line = Vec::new();
	told(next_line(&mut export, &mut line)?);
	let mut checker = log::Checker::new(&line, anchor, by);
	// After the first line that is not the log's next, no more are read.
	each_line(&mut export, told, |line| checker.take_line(line).is_some())?;
	Ok(checker.finish())
}

/// Checks an exported history of an officer in the same way, and keeps the entries of a period; none if the export is not
/// complete.
fn check_history(
	mut export: impl BufRead,
	anchor: &[u8],
	period: Period,
	told: impl Fn(usize),
) -> std::io::Result<(HistoryVerdict, Vec<HistoryLine>)> {
	let mut line = Vec::new();
	told(next_line(&mut export, &mut line)?);
	let mut checker = history::Checker::new(&line, anchor, period);
	let mut entries = Vec::new();
	let mut numbers = 0..;
	each_line(&mut export, told, |line| {
		let Some((number, entry)) = numbers.next().zip(checker.take_line(line)) else {
			return false;
		};
		if period.has(entry.at) {
			entries.push(HistoryLine::of(number, &entry));
		}
		true
	})?;
	let verdict = checker.finish();
	if verdict.result == Outcome::Invalid || verdict.facts.is_none() {
		entries.clear();
	}
	Ok((verdict, entries))
}

/// Gives each further line, as long as they are taken.
fn each_line(
	export: &mut impl BufRead,
	told: impl Fn(usize),
	mut take: impl FnMut(&[u8]) -> bool,
) -> std::io::Result<()> {
	let mut line = Vec::new();
	loop {
		let read = next_line(export, &mut line)?;
		if read == 0 || !take(&line) {
			return Ok(());
		}
		told(read);
	}
}

/// Reads a line without its end; says how many bytes were read, 0 at the end of all.
fn next_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
	line.clear();
	let read = from.by_ref().take(MAX_LINE).read_until(b'\n', line)?;
	if line.last() == Some(&b'\n') {
		line.pop();
	}
	Ok(read)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn lines_are_read_one_by_one_whatever_ends_the_last() {
		for text in ["a\n\nb\n", "a\n\nb"] {
			let mut from = text.as_bytes();
			let mut line = Vec::new();
			let mut lines = Vec::new();
			while next_line(&mut from, &mut line).unwrap() > 0 {
				lines.push(String::from_utf8(line.clone()).unwrap());
			}
			assert_eq!(lines, ["a", "", "b"], "{text:?}");
		}
	}

	#[test]
	fn a_line_without_end_is_not_read_for_ever() {
		let endless = BufReader::new(std::io::repeat(b'a'));
		let verdict = check(endless, b"{}", None, |_| {}).unwrap();
		assert_ne!(verdict.result, Outcome::Valid);
	}

	#[test]
	fn an_empty_export_proves_nothing() {
		let verdict = check(&b""[..], b"{}", None, |_| {}).unwrap();
		assert_ne!(verdict.result, Outcome::Valid);
		let (verdict, entries) = check_history(&b""[..], b"{}", Period::default(), |_| {}).unwrap();
		assert_ne!(verdict.result, Outcome::Valid);
		assert!(entries.is_empty());
	}
}
