//! The e-seal's whole history: as its record counts and covers it, and leading to what the record says.

use crate::{
	reason::{Reason, SealFact},
	AccountId, BlockNumber,
};
use alloc::vec::Vec;
use codec::DecodeAll;
use eseal_primitives::{
	history::{Change, HistoryEntry, Tally},
	seal::Seal,
	Moment,
};
use sp_core::H256;

type Entry = HistoryEntry<AccountId, BlockNumber>;

/// Reads SCALE of the list of entries, oldest first.
///
/// # Errors
///
/// It is not the e-seal's whole history, or the e-seal's record says something else.
pub(crate) fn read(seal: &Seal<AccountId>, bytes: &[u8]) -> Result<Vec<Entry>, Reason> {
	let entries = Vec::<Entry>::decode_all(&mut &*bytes).map_err(|_| Reason::HistoryMalformed)?;
	let digest = entries.iter().fold(H256::zero(), eseal_crypto::chained);
	if u32::try_from(entries.len()) != Ok(seal.history_len) || digest != seal.history_digest {
		return Err(Reason::HistoryDiffers {
			entries: seal.history_len.into(),
			given: u64::try_from(entries.len()).unwrap_or(u64::MAX),
		});
	}
	match unlike(seal, &entries) {
		Some(fact) => Err(Reason::SealUnlikeHistory { fact }),
		None => Ok(entries),
	}
}

/// What the e-seal's record says otherwise than its history.
fn unlike(seal: &Seal<AccountId>, entries: &[Entry]) -> Option<SealFact> {
	let mut tally = Tally::default();
	entries.iter().for_each(|entry| tally.take(&entry.change));
	let last = |wanted: fn(&Entry) -> Option<Moment>| entries.iter().rev().find_map(wanted);
	let activated_at = last(|entry| matches!(entry.change, Change::Activated).then_some(entry.recorded_at));
	let revoked_at = last(|entry| matches!(entry.change, Change::Revoked { .. }).then_some(entry.effective_at));
	let facts = [
		(SealFact::Status, tally.status == Some(seal.status)),
		(SealFact::Holds, tally.holds.iter().eq(seal.holds.iter())),
		(SealFact::ActivatedAt, activated_at == seal.activated_at),
		(SealFact::RevokedAt, revoked_at == seal.revoked_at),
	];
	facts.iter().find_map(|(fact, same)| (!same).then_some(*fact))
}
