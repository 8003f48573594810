//! `eseal audit`

use crate::{
	args::audit::Audit,
	failure::Result,
	files,
	session::Session,
	view::{
		language::language,
		progress::Progress,
		terminal::{one_line, word},
		time::Time,
		verdict::{checks, exit_status},
		Report,
	},
};
use eseal_primitives::Uscc;
use eseal_receipt::{
	format::MAX_BYTES,
	log::{Checker, LogVerdict},
	Language,
};
use serde::{Serialize, Serializer};
use std::{
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

/// Runs the command.
pub fn run(session: &Session, what: Audit) -> Result<u8> {
	let Audit::Check { file, by, lang } = what;
	let verdict = check_file(&file, session, by)?;
	session.print(&Checked {
		verdict,
		language: language(lang),
	})
}

fn check_file(path: &Path, session: &Session, by: Option<Uscc>) -> Result<LogVerdict> {
	let file = files::open(path)?;
	let anchor = session.anchor()?;
	let length = file.metadata().map_or(0, |about| about.len());
	let progress = (length >= LONG).then(|| Progress::bytes(&word(path), length));
	let told = |bytes: usize| {
		if let Some(progress) = &progress {
			progress.advance(u64::try_from(bytes).unwrap_or_default());
		}
	};
	check(BufReader::new(file), &anchor, by, told).map_err(|e| files::cannot("read", path, &e))
}

/// Checks an export line by line, so that it may be of any length; `told` hears how many bytes more were read.
fn check(
	mut export: impl BufRead,
	anchor: &[u8],
	by: Option<Uscc>,
	told: impl Fn(usize),
) -> std::io::Result<LogVerdict> {
	let mut line = Vec::new();
	told(next_line(&mut export, &mut line)?);
	let mut checker = Checker::new(&line, anchor, by);
	loop {
		let read = next_line(&mut export, &mut line)?;
		// After the first line that is not the log's next, no more are read.
		if read == 0 || checker.take_line(&line).is_none() {
			return Ok(checker.finish());
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
	use eseal_receipt::Outcome;

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
	}
}
