//! Whether an exported log is complete: every use from 0 on, and no other.

use crate::{
	chained, evidence,
	finality::Block,
	format::LogHeader,
	storage,
	verdict::{Check, Checks, Outcome, Proven, Subject},
	AccountId, BlockNumber,
};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use codec::DecodeAll;
use eseal_primitives::{
	usage::{LogHead, UseRecord},
	SealId,
};
use serde::Serialize;

/// What a check of an exported log says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogVerdict {
	/// The outcome: the worst of the checks.
	pub result: Outcome,
	/// The outcome in words.
	pub summary: String,
	/// Every check that was made, in order.
	pub checks: Vec<Check>,
	/// The e-seal whose log it is, once that is known.
	pub seal: Option<SealId>,
	/// How many uses the log has as of the proof.
	pub count: Option<u64>,
	/// As of when the log's head is proven.
	pub proven: Option<Proven>,
}

/// Checks an exported log, record by record.
pub struct Checker {
	checks: Checks,
	header: Option<LogHeader>,
	proven: Option<Proven>,
	expected: LogHead,
	computed: LogHead,
	broken: Option<String>,
}

impl Checker {
	/// Begins with the export's first line, JSON of a [`LogHeader`], and the JSON of an [`Anchor`].
	pub fn new(header: &[u8], anchor: &[u8]) -> Self {
		let mut checks = Checks::default();
		let begun = begin(header, anchor, &mut checks);
		let (header, proven, expected) = match begun {
			Some((header, proven, expected)) => (Some(header), Some(proven), expected),
			None => (None, None, LogHead::default()),
		};
		Self {
			checks,
			header,
			proven,
			expected,
			computed: LogHead::default(),
			broken: None,
		}
	}

	/// Takes the next record, SCALE of a `UseRecord`, and returns it if it is the log's next.
	pub fn take(&mut self, record: &[u8]) -> Option<UseRecord<AccountId, BlockNumber>> {
		let index = self.computed.count;
		if self.broken.is_some() {
			return None;
		}
		let Ok(used) = UseRecord::<AccountId, BlockNumber>::decode_all(&mut &*record) else {
			self.broken = Some(format!("record {index} does not decode"));
			return None;
		};
		if used.index != index || self.header.as_ref().is_some_and(|header| header.seal != used.seal) {
			self.broken = Some(format!(
				"where use {index} should be stands use {} of e-seal {}",
				used.index, used.seal
			));
			return None;
		}
		let digest = chained(self.computed.digest, record);
		self.computed = LogHead {
			count: index.saturating_add(1),
			digest,
		};
		Some(used)
	}

	/// Notes that the export cannot be read on.
	pub fn note_broken(&mut self, reason: impl Into<String>) {
		let reason = reason.into();
		self.broken.get_or_insert(reason);
	}

	/// Ends, and says whether the records were the whole log.
	pub fn finish(mut self) -> LogVerdict {
		let (expected, computed) = (self.expected, self.computed);
		if self.proven.is_some() {
			let complete = match self.broken {
				Some(reason) => Err(reason),
				None if computed.count < expected.count => Err(format!(
					"the log has {} uses, and the export ends after {}",
					expected.count, computed.count
				)),
				None if computed.count > expected.count => Err(format!(
					"the log has {} uses, and the export {}",
					expected.count, computed.count
				)),
				None if computed != expected => {
					Err("the records do not lead to the log's head: one was changed".into())
				}
				None => Ok(format!("all {} use(s) are there, and no other", expected.count)),
			};
			self.checks.take(Subject::Completeness, complete);
		}
		let (result, reason) = self.checks.outcome();
		let summary = match result {
			Outcome::Valid => "complete".to_string(),
			Outcome::Invalid => format!("not complete: {reason}"),
			Outcome::Indeterminate => format!("indeterminate: {reason}"),
		};
		LogVerdict {
			result,
			summary,
			checks: self.checks.0,
			seal: self.header.map(|header| header.seal),
			count: self.proven.as_ref().map(|_| expected.count),
			proven: self.proven,
		}
	}
}

fn begin(header: &[u8], anchor: &[u8], checks: &mut Checks) -> Option<(LogHeader, Proven, LogHead)> {
	let (header, anchor): (LogHeader, _) = evidence::read(header, anchor, checks)?;
	let block = evidence::follow(&anchor, &header.evidence, checks)?;
	match head(&block, &header) {
		Ok((head, proven)) => {
			checks.passed(
				Subject::State,
				format!(
					"as of block {} the log of e-seal {} has {} use(s)",
					proven.block, header.seal, head.count
				),
			);
			Some((header, proven, head))
		}
		Err(reason) => {
			checks.failed(Subject::State, reason);
			None
		}
	}
}

fn head(block: &Block, header: &LogHeader) -> Result<(LogHead, Proven), String> {
	let (state, proven) = evidence::state_of(block, &header.proof)?;
	let head: LogHead = state
		.read("the log's head", &storage::log_head(header.seal))?
		.unwrap_or_default();
	if !state.is_used_up() {
		return Err("the storage proof has nodes that lead to nothing here".to_string());
	}
	if head.count != header.count {
		return Err(format!(
			"the export says that the log has {} uses; it has {}",
			header.count, head.count
		));
	}
	Ok((head, proven))
}
