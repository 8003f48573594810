//! How the e-seal stood when it was used.
//!
//! A use says how many entries the e-seal's history had. The last of them says which status and holds the e-seal had from
//! then on, up to the next: so one entry suffices, however many there are before it and after it. A receipt by a state proves
//! that entry, one by the use's block has its status and holds in the leaf.

use crate::{
	reason::{Reason, SealFact},
	AccountId, BlockNumber,
};
use eseal_primitives::{
	history::HistoryEntry,
	seal::{Hold, Seal, SealState, SealStatus},
	usage::UseRecord,
};

type Use = UseRecord<AccountId, BlockNumber>;
type Entry = HistoryEntry<AccountId, BlockNumber>;

/// The number, from 0, of the last entry that the e-seal's history had when it was used.
///
/// # Errors
///
/// It had none, or more than the e-seal says.
pub(crate) fn last_entry(seal: &Seal<AccountId>, used: &Use) -> Result<u32, Reason> {
	let last = used.history_len.checked_sub(1);
	last.filter(|last| *last < seal.history_len)
		.ok_or(Reason::HistoryLength {
			used: used.history_len,
			seal: seal.history_len,
		})
}

/// What the last entry of then says of the e-seal's status and holds.
///
/// # Errors
///
/// It was recorded after the use.
pub(crate) fn state_after(index: u32, entry: Entry, used: &Use) -> Result<SealState, Reason> {
	match entry.block <= used.block && entry.recorded_at <= used.recorded_at {
		true => Ok(entry.after),
		false => Err(Reason::HistoryLater {
			entry: index,
			recorded_in: entry.block,
		}),
	}
}

/// Checks that the e-seal's record says of itself what its history does, as far as that is known: its status and its holds
/// of when it was used, if nothing was recorded since; that it was revoked, and that its physical seal was reported lost.
///
/// # Errors
///
/// The first fact on which they differ.
pub(crate) fn ensure_agrees(seal: &Seal<AccountId>, then: &SealState, used: &Use) -> Result<(), Reason> {
	let changed = used.history_len != seal.history_len;
	let facts = [
		(SealFact::Status, changed || seal.status == then.status),
		(
			SealFact::Holds,
			changed || (&seal.holds, &seal.terms) == (&then.holds, &then.terms),
		),
		(
			SealFact::Revocation,
			seal.revoked.is_some() == matches!(seal.status, SealStatus::Revoked | SealStatus::Superseded),
		),
		(
			SealFact::Loss,
			seal.loss.is_some() == seal.holds.contains(&Hold::PhysicalSealLost),
		),
	];
	match facts.into_iter().find(|(_, same)| !same) {
		Some((fact, _)) => Err(Reason::SealUnlikeHistory { fact }),
		None => Ok(()),
	}
}
