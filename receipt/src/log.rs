//! Whether an exported log is complete: every use from 0 on, and no other.
//!
//! That the log is of the anchor's chain is proven by the state, which has the hash of the chain's first block: another
//! network, a rehearsal's say, may have the same authorities.

use crate::{
	checks::{enterprise, finality, finality::Block, format, state},
	format::{LineFault, LogHeader, LogLine},
	reason::{Item, Reason},
	storage,
	text::{self, Language},
	verdict::{decisive, worded, Check, Checks, Outcome, Proven, Subject, Worded},
	wire, AccountId, BlockNumber,
};
use alloc::{string::String, vec::Vec};
use codec::DecodeAll;
use eseal_primitives::{
	enterprise::Name,
	seal::Seal,
	usage::{LogHead, UseRecord},
	SealId, Uscc,
};
use serde::Serialize;
use sp_core::H256;

/// What is proven of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogFacts {
	/// The e-seal.
	pub seal: SealId,
	/// The enterprise's Unified Social Credit Code.
	#[serde(serialize_with = "wire::written")]
	pub uscc: Uscc,
	/// The enterprise's name that the e-seal carries.
	#[serde(serialize_with = "wire::text")]
	pub name: Name,
	/// How many uses the log has.
	pub count: u64,
	/// How many records it has: each has one use, or a batch of them.
	pub records: u64,
	/// As of when this is proven.
	pub proven: Proven,
}

/// What a check of an exported log says. In JSON: [`LogVerdict::worded`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogVerdict {
	/// The outcome: the worst of the checks.
	pub result: Outcome,
	/// Every check that was made, in order.
	pub checks: Vec<Check>,
	/// What is proven; none if the log's head is not.
	pub facts: Option<LogFacts>,
}

impl LogVerdict {
	/// The first check that ended as the whole did.
	pub fn decisive(&self) -> Option<&Check> {
		decisive(&self.checks, self.result)
	}

	/// The outcome in a sentence, with the enterprise whose log it is once that is proven.
	pub fn summary(&self, language: Language) -> String {
		text::log_summary(self, language)
	}

	/// The verdict as JSON: with every reason's code and fields, and in words.
	pub fn worded(&self, language: Language) -> Worded<'_, LogFacts> {
		Worded {
			result: self.result,
			language,
			summary: self.summary(language),
			checks: worded(&self.checks, language),
			facts: self.facts.as_ref(),
		}
	}
}

/// Checks an exported log, line by line: of any length, in little memory.
pub struct Checker {
	checks: Checks,
	header: Option<LogHeader>,
	facts: Option<LogFacts>,
	expected: LogHead,
	computed: LogHead,
	/// The lines that were taken, the first too.
	lines: u64,
	broken: Option<Reason>,
}

impl Checker {
	/// Begins with the export's first line, JSON of a [`LogHeader`], the JSON of an [`Anchor`](crate::Anchor), and the
	/// enterprise whose log it is expected to be, if one is.
	pub fn new(header: &[u8], anchor: &[u8], expected_enterprise: Option<Uscc>) -> Self {
		let mut checks = Checks::default();
		let begun = begin(header, anchor, expected_enterprise, &mut checks);
		let (header, facts, expected) = match begun {
			Some((header, facts, expected)) => (Some(header), Some(facts), expected),
			None => (None, None, LogHead::default()),
		};
		Self {
			checks,
			header,
			facts,
			expected,
			computed: LogHead::default(),
			lines: 1,
			broken: None,
		}
	}

	/// Takes the next line, JSON of a [`LogLine`] without the line break, and returns its record if that is the log's next and
	/// the line says what it does. After the first line that is not, no more are read.
	pub fn take_line(&mut self, line: &[u8]) -> Option<UseRecord<AccountId, BlockNumber>> {
		self.lines = self.lines.saturating_add(1);
		if self.broken.is_some() {
			return None;
		}
		match self.read(line) {
			Ok(used) => Some(used),
			Err(reason) => {
				self.broken = Some(reason);
				None
			}
		}
	}

	fn read(&mut self, bytes: &[u8]) -> Result<UseRecord<AccountId, BlockNumber>, Reason> {
		let line = self.lines;
		let read = LogLine::parse(bytes).map_err(|fault| match fault {
			LineFault::Malformed => Reason::LineMalformed { line },
			LineFault::DuplicateName(name) => Reason::LineDuplicateName { line, name },
		})?;
		let LogHead {
			count: expected,
			records: record,
			..
		} = self.computed;
		let used = UseRecord::<AccountId, BlockNumber>::decode_all(&mut &*read.record.0)
			.map_err(|_| Reason::RecordMalformed { record })?;
		if used.index != expected || self.header.as_ref().is_some_and(|header| header.seal != used.seal) {
			return Err(Reason::RecordOutOfPlace {
				expected,
				seal: used.seal,
				index: used.index,
			});
		}
		if !read.is_of(&used) {
			return Err(Reason::LineUnlikeRecord { line, record });
		}
		// What decodes encodes to what it was: the line has the record as `LogLine::of` writes it.
		let malformed = Reason::RecordMalformed { record };
		self.computed = eseal_crypto::advance(self.computed, &used).ok_or(malformed)?;
		Ok(used)
	}

	/// Ends, and says whether the lines were the whole log.
	pub fn finish(mut self) -> LogVerdict {
		if self.facts.is_some() {
			let complete = match self.broken.take() {
				Some(reason) => Err(reason),
				None => self.compare(),
			};
			self.checks.take(Subject::Completeness, complete);
		}
		LogVerdict {
			result: self.checks.result(),
			checks: self.checks.0,
			facts: self.facts,
		}
	}

	fn compare(&self) -> Result<Reason, Reason> {
		let LogHead { count, records, .. } = self.expected;
		let given = self.computed.records;
		if given < records {
			return Err(Reason::LogCutOff { records, given });
		}
		if given > records {
			return Err(Reason::LogSurplus { records, given });
		}
		if self.computed != self.expected {
			return Err(Reason::RecordsChanged { records });
		}
		Ok(Reason::Complete { count, records })
	}
}

/// Checks a whole export: its first line, and a record in each line after it. Every line ends with a line break; the last
/// need not.
pub fn check(export: &[u8], anchor: &[u8], expected_enterprise: Option<Uscc>) -> LogVerdict {
	let export = export.strip_suffix(b"\n").unwrap_or(export);
	let mut lines = export.split(|byte| *byte == b'\n');
	let mut checker = Checker::new(lines.next().unwrap_or_default(), anchor, expected_enterprise);
	lines.for_each(|line| {
		checker.take_line(line);
	});
	checker.finish()
}

fn begin(
	header: &[u8],
	anchor: &[u8],
	expected_enterprise: Option<Uscc>,
	checks: &mut Checks,
) -> Option<(LogHeader, LogFacts, LogHead)> {
	let (header, anchor): (LogHeader, _) = format::read(header, anchor, checks)?;
	let block = finality::check(&anchor, &header.evidence, checks)?;
	let (head, seal, proven) = match prove(&block, &header, anchor.genesis) {
		Ok(proven) => proven,
		Err(reason) => {
			checks.failed(Subject::State, reason);
			return None;
		}
	};
	checks.passed(
		Subject::State,
		Reason::LogOnRecord {
			seal: header.seal,
			count: head.count,
			records: head.records,
			block: proven.block,
		},
	);
	if let Some(expected) = expected_enterprise {
		checks.take(Subject::Enterprise, enterprise::check(expected, seal.uscc, &seal.name));
	}
	let facts = LogFacts {
		seal: header.seal,
		uscc: seal.uscc,
		name: seal.name,
		count: head.count,
		records: head.records,
		proven,
	};
	Some((header, facts, head))
}

/// The log's head, and the e-seal, from the state of the block.
fn prove(block: &Block, header: &LogHeader, genesis: H256) -> Result<(LogHead, Seal<AccountId>, Proven), Reason> {
	let (state, proven) = state::of_block(block, &header.proof, genesis)?;
	let seal = state.require(Item::Seal, &storage::seal(header.seal))?;
	let head: LogHead = state
		.read(Item::LogHead, &storage::log_head(header.seal))?
		.unwrap_or_default();
	state.ensure_used_up()?;
	if (head.count, head.records) != (header.count, header.records) {
		return Err(Reason::LogCount {
			said: header.count,
			said_records: header.records,
			count: head.count,
			records: head.records,
		});
	}
	Ok((head, seal, proven))
}
