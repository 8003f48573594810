//! The history of an e-seal: only ever appended to. And what it says about any moment.

use crate::{
	Actor, Change, Config, Error, History, HistoryEntry, Hold, Pallet, PhysicalSeals, Seal, SealStatus, Seals, Standing,
};
use alloc::vec::Vec;
use eseal_crypto::chained;
use eseal_primitives::{history::Tally, Moment, SealId};
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
	/// Appends to the history of `seal`. The caller stores `seal`, which has the history's length and digest.
	pub(crate) fn append(
		id: SealId,
		seal: &mut Seal<T::AccountId>,
		change: Change,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> Result<(), Error<T>> {
		let index = seal.history_len;
		seal.history_len = index.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let entry = HistoryEntry {
			change,
			by,
			effective_at,
			recorded_at: Self::now(),
			block: frame_system::Pallet::<T>::block_number(),
		};
		seal.history_digest = chained(seal.history_digest, &entry);
		History::<T>::insert(id, index, entry);
		Ok(())
	}

	/// How the e-seal stood at `moment`; `None` if there is no such e-seal. Reads the whole history, so it is for runtime APIs,
	/// not for calls.
	///
	/// A loss of the physical seal counts from the moment that the report names, even for an e-seal that had been revoked by
	/// the time of the report.
	pub fn standing_at(id: SealId, moment: Moment) -> Option<Standing> {
		let seal = Seals::<T>::get(id)?;
		let mut tally = Self::recorded_at(id, &seal, moment);
		let lost = PhysicalSeals::<T>::get(seal.code).is_some_and(|physical| physical.is_gone_at(moment));
		if lost && tally.status == Some(SealStatus::Active) {
			tally.holds.insert(Hold::PhysicalSealLost);
		}
		Some(tally.standing(&seal, moment))
	}

	/// The status and the holds at `moment`, from the e-seal's history.
	pub(crate) fn recorded_at(id: SealId, seal: &Seal<T::AccountId>, moment: Moment) -> Tally {
		let mut tally = Tally::default();
		(0..seal.history_len)
			.filter_map(|index| History::<T>::get(id, index))
			.filter(|entry| entry.effective_at <= moment)
			.for_each(|entry| tally.take(&entry.change));
		// A loss may count from before the application, when there was nothing to place a hold on.
		if tally.status.is_none() {
			tally.holds.clear();
		}
		tally
	}

	/// At most `limit` entries of the history of `seal`, from entry `from` on.
	pub fn history_page(seal: SealId, from: u32, limit: u32) -> Vec<HistoryEntry<T::AccountId, BlockNumberFor<T>>> {
		(from..from.saturating_add(limit))
			.map_while(|index| History::<T>::get(seal, index))
			.collect()
	}
}
