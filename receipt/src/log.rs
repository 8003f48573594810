//! Whether an exported log is complete: every use from 0 on, and no other.
//!
//! That the log is of the anchor's chain is proven by the state, which has the hash of the chain's first block: another
//! network, a rehearsal's say, may have the same authorities.

use crate::{
	checks::{enterprise, finality, finality::Block, format, state},
	export::{self, unread, Lines},
	format::{LogHeader, LogLine},
	reason::{Item, Reason},
	storage,
	text::{self, Language},
	verdict::{Checks, Proven, Subject, Summed, Verdict},
	wire, AccountId, BlockNumber,
};
use alloc::string::String;
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

/// What a check of an exported log says.
pub type LogVerdict = Verdict<LogFacts>;

impl Summed for LogFacts {
	fn summary(verdict: &LogVerdict, language: Language) -> String {
		text::log_summary(verdict, language)
	}
}

/// Checks an exported log, line by line: of any length, in little memory.
pub struct Checker {
	checks: Checks,
	header: Option<LogHeader>,
	facts: Option<LogFacts>,
	expected: LogHead,
	computed: LogHead,
	lines: Lines,
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
			lines: Lines::after_first(),
		}
	}

	/// Takes the next line, JSON of a [`LogLine`] without the line break, and returns its record if that is the log's next and
	/// the line says what it does. After the first line that is not, no more are read.
	pub fn take_line(&mut self, line: &[u8]) -> Option<UseRecord<AccountId, BlockNumber>> {
		let number = self.lines.next()?;
		let read = self.read(number, line);
		self.lines.note(read)
	}

	fn read(&mut self, line: u64, bytes: &[u8]) -> Result<UseRecord<AccountId, BlockNumber>, Reason> {
		let read = LogLine::parse(bytes).map_err(unread(line))?;
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
			let complete = self.lines.finish(|| compare(self.expected, self.computed));
			self.checks.take(Subject::Completeness, complete);
		}
		Verdict::new(self.checks, self.facts)
	}
}

fn compare(expected: LogHead, computed: LogHead) -> Result<Reason, Reason> {
	let LogHead { count, records, .. } = expected;
	let given = computed.records;
	if given < records {
		return Err(Reason::LogCutOff { records, given });
	}
	if given > records {
		return Err(Reason::LogSurplus { records, given });
	}
	if computed != expected {
		return Err(Reason::RecordsChanged { records });
	}
	Ok(Reason::Complete { count, records })
}

/// Checks a whole export: its first line, and a record in each line after it. Every line ends with a line break; the last
/// need not.
pub fn check(export: &[u8], anchor: &[u8], expected_enterprise: Option<Uscc>) -> LogVerdict {
	let mut lines = export::lines(export);
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
	let (head, seal, proven) = checks.proven(Subject::State, prove(&block, &header, anchor.genesis))?;
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
