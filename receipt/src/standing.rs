//! How the e-seal stood when it was used, by what was recorded then, and what was reported later of a time before.

use crate::{verdict::in_words, AccountId, BlockNumber};
use alloc::{format, string::String, vec::Vec};
use eseal_primitives::{
	history::{Change, HistoryEntry, Tally},
	physical_seal::PhysicalSeal,
	seal::{Hold, Obstacle, Seal},
	usage::UseRecord,
	Moment,
};

type Use = UseRecord<AccountId, BlockNumber>;
type Entry = HistoryEntry<AccountId, BlockNumber>;

/// Checks that the e-seal was usable when the use was recorded, by the entries that stood in its history then.
///
/// The history does not say what came first in the block of the use itself; so the e-seal counts as usable if it was at some
/// point within that block. The chain refused the use otherwise.
///
/// # Errors
///
/// What stood in the way, in words.
pub fn when_used(seal: &Seal<AccountId>, history: &[Entry], used: &Use) -> Result<(), String> {
	let mut tally = Tally::default();
	history
		.iter()
		.filter(|entry| entry.block < used.block)
		.for_each(|entry| tally.take(&entry.change));
	let mut standing = tally.clone().standing(seal, used.recorded_at);
	let first = standing.obstacles.first().map(in_words);
	for entry in history.iter().filter(|entry| entry.block == used.block) {
		tally.take(&entry.change);
		if !standing.usable {
			standing = tally.clone().standing(seal, used.recorded_at);
		}
	}
	match (standing.usable, first) {
		(true, _) => Ok(()),
		(false, first) => Err(format!("the e-seal was not usable then: {}", first.unwrap_or_default())),
	}
}

/// What was reported after the use and counts from a moment at or before it: each a reason to doubt the use. Without the
/// physical seal, as the history alone tells.
pub fn disputes(history: &[Entry], physical: Option<&PhysicalSeal>, used: &Use) -> Vec<Dispute> {
	let mut disputes: Vec<Dispute> = history
		.iter()
		.filter(|entry| {
			let later_block = entry.block > used.block && entry.effective_at <= used.recorded_at;
			let same_block = entry.block == used.block && entry.effective_at < used.recorded_at;
			later_block || same_block
		})
		.filter_map(|entry| {
			let what = match &entry.change {
				Change::HoldPlaced { hold, .. } => in_words(&Obstacle::OnHold(*hold)),
				Change::Revoked { reason } => format!("revoked ({reason:?})"),
				_ => return None,
			};
			Some(Dispute {
				what,
				effective_at: entry.effective_at,
				reported_at: Some(entry.recorded_at),
			})
		})
		.collect();
	// A loss reported after the e-seal was revoked is no entry of its history; every other one is, and was seen above.
	let lost = |entry: &Entry| {
		matches!(
			&entry.change,
			Change::HoldPlaced {
				hold: Hold::PhysicalSealLost,
				..
			}
		)
	};
	let gone = physical.filter(|physical| !history.iter().any(lost) && physical.is_gone_at(used.recorded_at));
	if let Some(physical) = gone {
		disputes.push(Dispute {
			what: format!("its physical seal is {:?}", physical.status),
			effective_at: physical.status_since,
			reported_at: None,
		});
	}
	disputes
}

/// A later report that reaches back to before the use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
	/// What was reported, in words.
	pub what: String,
	/// From when on it counts, in milliseconds since the Unix epoch.
	pub effective_at: Moment,
	/// When it was recorded, if the e-seal's history says so.
	pub reported_at: Option<Moment>,
}
