//! Whether an exported history of an officer is complete: every entry from 0 on, and no other.
//!
//! The digest in the history's head is over all entries, so an export has all of them, and whoever asks what the officer did between
//! two moments finds the answer among them. The proof is as of a block: it says nothing of what came later.

use crate::{
	checks::{finality, finality::Block, format, state},
	export::{self, unread, Lines},
	format::{HistoryHeader, HistoryLine, Period},
	reason::{Item, Reason},
	storage,
	text::{self, Language},
	verdict::{Checks, Proven, Subject, Summed, Verdict},
	wire, AccountId, BlockNumber,
};
use alloc::string::String;
use codec::DecodeAll;
use eseal_primitives::{
	act::{OfficerEntry, OfficerHead},
	Seat,
};
use serde::Serialize;
use sp_core::H256;

/// What is proven of an officer's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryFacts {
	/// The officer's account.
	#[serde(serialize_with = "wire::address")]
	pub officer: AccountId,
	/// The seat that it acts for as of the proof; none if it is no officer then.
	#[serde(serialize_with = "wire::maybe_named")]
	pub seat: Option<Seat>,
	/// How many entries the history has.
	pub entries: u64,
	/// How many of the entries that were read lie in the period that was asked for.
	pub asked: u64,
	/// As of when this is proven.
	pub proven: Proven,
}

/// What a check of an exported history says.
pub type HistoryVerdict = Verdict<HistoryFacts>;

impl Summed for HistoryFacts {
	fn summary(verdict: &HistoryVerdict, language: Language) -> String {
		text::history_summary(verdict, language)
	}
}

/// Checks an exported history, line by line: of any length, in little memory.
pub struct Checker {
	checks: Checks,
	facts: Option<HistoryFacts>,
	period: Period,
	expected: OfficerHead,
	computed: OfficerHead,
	lines: Lines,
}

impl Checker {
	/// Begins with the export's first line, JSON of a [`HistoryHeader`], the JSON of an [`Anchor`](crate::Anchor), and the period
	/// that is asked for.
	pub fn new(header: &[u8], anchor: &[u8], period: Period) -> Self {
		let mut checks = Checks::default();
		let (facts, expected) = begin(header, anchor, &mut checks).unzip();
		Self {
			checks,
			facts,
			period,
			expected: expected.unwrap_or_default(),
			computed: OfficerHead::default(),
			lines: Lines::after_first(),
		}
	}

	/// Takes the next line, JSON of a [`HistoryLine`] without the line break, and returns its entry if the line says what that
	/// does and has the history's next number. After the first line that is not so, no more are read.
	pub fn take_line(&mut self, line: &[u8]) -> Option<OfficerEntry<AccountId, BlockNumber>> {
		let number = self.lines.next()?;
		let read = self.read(number, line);
		let entry = self.lines.note(read)?;
		if let Some(facts) = self.facts.as_mut().filter(|_| self.period.has(entry.at)) {
			facts.asked = facts.asked.saturating_add(1);
		}
		Some(entry)
	}

	fn read(&mut self, line: u64, bytes: &[u8]) -> Result<OfficerEntry<AccountId, BlockNumber>, Reason> {
		let read = HistoryLine::parse(bytes).map_err(unread(line))?;
		let number = self.computed.entries;
		let entry = OfficerEntry::<AccountId, BlockNumber>::decode_all(&mut &*read.entry.0)
			.map_err(|_| Reason::EntryMalformed { entry: number })?;
		if read != HistoryLine::of(number, &entry) {
			return Err(Reason::LineUnlikeEntry { line, entry: number });
		}
		// What decodes encodes to what it was: the line has the entry as `HistoryLine::of` writes it.
		self.computed = eseal_crypto::entered(self.computed, &entry);
		Ok(entry)
	}

	/// Ends, and says whether the lines were the whole history, and whether the proof goes as far as was asked.
	pub fn finish(mut self) -> HistoryVerdict {
		if let Some(facts) = &self.facts {
			let complete = self.lines.finish(|| compare(self.expected, self.computed));
			let proven = facts.proven.at;
			self.checks.take(Subject::Completeness, complete);
			if let Some(to) = self.period.to.filter(|to| *to > proven) {
				self.checks
					.open(Subject::Completeness, Reason::PeriodNotOver { to, proven });
			}
		}
		Verdict::new(self.checks, self.facts)
	}
}

fn compare(expected: OfficerHead, computed: OfficerHead) -> Result<Reason, Reason> {
	let OfficerHead { entries, .. } = expected;
	let given = computed.entries;
	if given < entries {
		return Err(Reason::HistoryCutOff { entries, given });
	}
	if given > entries {
		return Err(Reason::HistorySurplus { entries, given });
	}
	if computed != expected {
		return Err(Reason::EntriesChanged { entries });
	}
	Ok(Reason::HistoryComplete { entries })
}

/// Checks a whole export: its first line, and an entry in each line after it. Every line ends with a line break; the last need
/// not.
pub fn check(export: &[u8], anchor: &[u8], period: Period) -> HistoryVerdict {
	let mut lines = export::lines(export);
	let mut checker = Checker::new(lines.next().unwrap_or_default(), anchor, period);
	lines.for_each(|line| {
		checker.take_line(line);
	});
	checker.finish()
}

fn begin(header: &[u8], anchor: &[u8], checks: &mut Checks) -> Option<(HistoryFacts, OfficerHead)> {
	let (header, anchor): (HistoryHeader, _) = format::read(header, anchor, checks)?;
	let block = finality::check(&anchor, &header.evidence, checks)?;
	let (head, seat, proven) = checks.proven(Subject::State, prove(&block, &header, anchor.genesis))?;
	checks.passed(
		Subject::State,
		Reason::HistoryOnRecord {
			officer: header.officer.clone(),
			entries: head.entries,
			block: proven.block,
		},
	);
	let facts = HistoryFacts {
		officer: header.officer,
		seat,
		entries: head.entries,
		asked: 0,
		proven,
	};
	Some((facts, head))
}

/// The history's head, and the seat of its officer, from the state of the block.
fn prove(block: &Block, header: &HistoryHeader, genesis: H256) -> Result<(OfficerHead, Option<Seat>, Proven), Reason> {
	let (state, proven) = state::of_block(block, &header.proof, genesis)?;
	let seat = state.read(Item::OfficerSeat, &storage::officer(&header.officer))?;
	let head: OfficerHead = state
		.read(Item::OfficerHead, &storage::officer_head(&header.officer))?
		.unwrap_or_default();
	state.ensure_used_up()?;
	if head.entries != header.entries {
		return Err(Reason::HistoryCount {
			said: header.entries,
			entries: head.entries,
		});
	}
	Ok((head, seat, proven))
}
