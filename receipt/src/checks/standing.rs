//! How the e-seal stood when it was used, by what was recorded then, and what was reported later of a time before.

use crate::{reason::Reason, AccountId, BlockNumber};
use alloc::vec::Vec;
use eseal_primitives::{
	history::{Change, HistoryEntry, Tally},
	physical_seal::PhysicalSeal,
	seal::{Hold, Seal},
	usage::UseRecord,
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
/// What stood in the way.
pub fn when_used(seal: &Seal<AccountId>, history: &[Entry], used: &Use) -> Result<Reason, Reason> {
	let mut tally = Tally::default();
	history
		.iter()
		.filter(|entry| entry.block < used.block)
		.for_each(|entry| tally.take(&entry.change));
	let mut standing = tally.clone().standing(seal, used.recorded_at);
	let obstacles = standing.obstacles.clone();
	for entry in history.iter().filter(|entry| entry.block == used.block) {
		tally.take(&entry.change);
		if !standing.usable {
			standing = tally.clone().standing(seal, used.recorded_at);
		}
	}
	match standing.usable {
		true => Ok(Reason::UsableWhenUsed),
		false => Err(Reason::NotUsableWhenUsed { obstacles }),
	}
}

/// What was reported after the use and counts from before it: each a reason to doubt the use.
///
/// A report that a later block recorded counts from before the use if its moment is at or before the time of the use's
/// block: a seal lost at that very moment may have been lost before. One that the use's own block recorded does if its
/// moment is before that time: what happens in that block as of its time, a freeze say, looks back at nothing.
///
/// Without the physical seal, as the history alone tells.
pub fn disputes(history: &[Entry], physical: Option<&PhysicalSeal>, used: &Use) -> Vec<Reason> {
	let mut disputes: Vec<Reason> = history
		.iter()
		.filter(|entry| {
			let later_block = entry.block > used.block && entry.effective_at <= used.recorded_at;
			let same_block = entry.block == used.block && entry.effective_at < used.recorded_at;
			later_block || same_block
		})
		.filter_map(|entry| {
			let (effective_at, recorded_at) = (entry.effective_at, entry.recorded_at);
			match &entry.change {
				Change::HoldPlaced { hold, .. } => Some(Reason::HoldReportedLater {
					hold: *hold,
					effective_at,
					recorded_at,
				}),
				Change::Revoked { reason } => Some(Reason::RevocationReportedLater {
					revocation: *reason,
					effective_at,
					recorded_at,
				}),
				_ => None,
			}
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
	disputes.extend(gone.map(|physical| Reason::PhysicalSealGone {
		status: physical.status,
		since: physical.status_since,
	}));
	disputes
}
