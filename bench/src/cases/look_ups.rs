//! What relying parties and auditors ask a node: the uses of a document, one use of a log, a page of a log. One
//! question after the other, while nothing else goes on.

use crate::{error::Result, estate::Estate, figures::Spread, progress::Progress};
use codec::{DecodeAll, Encode};
use eseal_client::{
	queries::{Found, Record},
	Block,
};
use eseal_primitives::{usage::LogHead, DocumentDigest, SealId};
use serde::Serialize;
use std::time::Instant;

/// How many records a page has at most.
const PAGE: u32 = 256;

/// How long questions take, in milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LookUps {
	/// How many uses all logs have.
	pub on_record: u64,
	/// How many of them can be found by their documents.
	pub found: u64,
	/// How many records of the log that pages were read of are in the state.
	pub longest_log: u64,
	/// The uses of a document: each has one.
	pub of_document: Spread,
	/// One use of a log, by its index.
	pub by_index: Spread,
	/// A page of a log.
	pub page: Spread,
	/// How many records such a page had.
	pub page_records: usize,
}

/// An e-seal's log: where it begins in the state, and its head.
#[derive(Debug, Clone, Copy, Default)]
struct Log {
	seal: SealId,
	start: LogHead,
	head: LogHead,
}

impl Log {
	/// How many records the state has of it.
	fn records(&self) -> u64 {
		self.head.records.saturating_sub(self.start.records)
	}
}

/// A use on record, and its document.
struct Known {
	seal: SealId,
	index: u64,
	document: DocumentDigest,
}

/// Asks so many single questions of each kind, and a tenth as many pages. Of the uses on record, so many hidden ones cannot be
/// found by their documents.
///
/// # Errors
///
/// The node does not answer.
pub async fn measure(
	block: &Block,
	estate: &Estate,
	hidden: u64,
	questions: usize,
	progress: &Progress,
) -> Result<LookUps> {
	let mut logs: Vec<Log> = Vec::new();
	for seal in &estate.seals {
		logs.push(Log {
			seal: *seal,
			start: block.log_start(*seal).await?,
			head: block.head(*seal).await?,
		});
	}
	logs.sort_by_key(|log| std::cmp::Reverse(log.records()));
	let longest = logs.first().copied().unwrap_or_default();
	let records = longest.records();

	let known = known(block, &logs, questions).await?;
	progress.say(&format!(
		"asking for {} documents, {} uses and pages",
		known.len(),
		known.len()
	));
	let mut of_document = Vec::new();
	let mut by_index = Vec::new();
	for Known { seal, index, document } in &known {
		let none: Option<(SealId, u64)> = None;
		of_document.push(
			ask::<Vec<Found>>(block, "UsageLogApi_uses_of_document", (document, none, PAGE))
				.await?
				.0,
		);
		by_index.push(
			ask::<Option<Found>>(block, "UsageLogApi_use_at", (seal, index))
				.await?
				.0,
		);
	}

	let mut page = Vec::new();
	let mut page_records = 0usize;
	// As many full pages as there are, from the beginning again and again.
	let pages = (records / u64::from(PAGE)).max(1);
	for turn in 0..(questions as u64).div_ceil(10) {
		let after = turn.checked_rem(pages).unwrap_or_default().saturating_mul(PAGE.into());
		let from = longest.start.records.saturating_add(after);
		let (took, found) =
			ask::<Vec<Record>>(block, "UsageLogApi_records_of_seal", (longest.seal, from, PAGE)).await?;
		page.push(took);
		page_records = page_records.max(found.len());
	}
	let on_record: u64 = logs.iter().map(|log| log.head.count).sum();
	Ok(LookUps {
		on_record,
		found: on_record.saturating_sub(hidden),
		longest_log: records,
		of_document: Spread::of(of_document),
		by_index: Spread::of(by_index),
		page: Spread::of(page),
		page_records,
	})
}

/// Some uses that are on record, spread over the logs and their records: of batches that a call listed the last document, and
/// none of batches of which the chain has the root alone.
async fn known(block: &Block, logs: &[Log], count: usize) -> Result<Vec<Known>> {
	let filled: Vec<&Log> = logs.iter().filter(|log| log.records() > 0).collect();
	let each = count.div_ceil(filled.len().max(1)).max(1) as u64;
	let mut known = Vec::new();
	for log in filled {
		let (seal, length) = (log.seal, log.records());
		let step = (length / each).max(1);
		for place in 0..each.min(length) {
			let number = log.start.records.saturating_add(place.saturating_mul(step));
			let documents = block.documents_of_record(seal, number).await?;
			let records: Vec<Record> = block.api("UsageLogApi_records_of_seal", (seal, number, 1u32)).await?;
			let (Some(document), Some(record)) = (documents.last(), records.first()) else {
				continue;
			};
			known.push(Known {
				seal,
				index: record.index.saturating_add(u64::from(record.count()).saturating_sub(1)),
				document: *document,
			});
			if known.len() >= count {
				return Ok(known);
			}
		}
	}
	Ok(known)
}

/// Asks a runtime API, and tells how many milliseconds the answer took, decoded.
async fn ask<T: DecodeAll>(block: &Block, function: &str, arguments: impl Encode) -> Result<(f64, T)> {
	let began = Instant::now();
	let answer = block.api(function, arguments).await?;
	Ok((began.elapsed().as_secs_f64() * 1_000.0, answer))
}
