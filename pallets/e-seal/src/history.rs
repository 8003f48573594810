//! The history of an e-seal: only ever appended to, with every change. And what it says about any moment.

use crate::{
	Actor, Change, Config, Counts, Error, History, HistoryEntry, Hold, Pallet, PhysicalSeals, Seal, SealState,
	SealStatus, Seals, Standing,
};
use alloc::vec::Vec;
use eseal_crypto::chained;
use eseal_primitives::{Moment, SealId};
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
	/// Changes the status or the holds of `seal`, appends that to its history, counts it, and stores `seal`: the one way in which
	/// they ever change. What else changes with them, the caller has changed in `seal`.
	pub(crate) fn make_change(
		id: SealId,
		mut seal: Seal<T::AccountId>,
		change: Change,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> Result<(), Error<T>> {
		let index = seal.history_len;
		seal.history_len = index.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let before = (index > 0).then(|| seal.state());
		let mut after = seal.state();
		after.take(&change);
		(seal.status, seal.holds, seal.terms) = (after.status, after.holds.clone(), after.terms.clone());
		Counts::<T>::mutate(|counts| {
			if let Some(before) = before {
				let count = counts.of(&before);
				*count = count.saturating_sub(1);
			}
			let count = counts.of(&after);
			*count = count.saturating_add(1);
		});
		let entry = HistoryEntry {
			change,
			by,
			effective_at,
			recorded_at: Self::now(),
			block: frame_system::Pallet::<T>::block_number(),
			after,
		};
		seal.history_digest = chained(seal.history_digest, &entry);
		History::<T>::insert(id, index, entry);
		Seals::<T>::insert(id, seal);
		Ok(())
	}

	/// How the e-seal stood at `moment` as far as is known now; `None` if there is no such e-seal. Reads at most 32 entries of its
	/// history, however long that is.
	///
	/// A loss of the physical seal counts from the moment that the report names, even for an e-seal that had been revoked by
	/// the time of the report; a revocation from the moment that it names, also where that lies ahead because a successor takes
	/// over then. One that was recorded by mistake, and corrected since, does not count.
	pub fn standing_at(id: SealId, moment: Moment) -> Option<Standing> {
		let seal = Seals::<T>::get(id)?;
		let mut state = Self::recorded_by(id, &seal, moment);
		if let Some(state) = &mut state {
			if seal.revoked.is_some_and(|revoked| revoked.effective_at <= moment) {
				state.status = SealStatus::Revoked;
			} else if state.status == SealStatus::Revoked {
				// The revocation that stands was recorded after it counts, so what was on record then was reversed since.
				state.status = SealStatus::Active;
			}
			let lost = seal.loss.is_some_and(|loss| loss.effective_at <= moment);
			let gone = || PhysicalSeals::<T>::get(seal.code).is_some_and(|physical| physical.is_gone_at(moment));
			let in_force = matches!(
				state.status_at(&seal, moment),
				SealStatus::Active | SealStatus::Approved
			);
			if lost || (in_force && gone()) {
				state.place(Hold::PhysicalSealLost);
			} else {
				// What was on record then counts from before it was recorded, if it still does.
				state.lift(Hold::PhysicalSealLost);
			}
		}
		Some(Standing::new(state, &seal, moment))
	}

	/// How the e-seal stood at `moment` by what was on record at the end of that moment's block, whatever was reported or corrected
	/// since; `None` if there is no such e-seal. Reads at most 32 entries of its history, however long that is.
	pub fn recorded_at(id: SealId, moment: Moment) -> Option<Standing> {
		let seal = Seals::<T>::get(id)?;
		Some(Standing::new(Self::recorded_by(id, &seal, moment), &seal, moment))
	}

	/// The status and the holds by what had been recorded at the end of the block of `moment`; `None` before the application.
	/// By halves: entries are in the order in which they were recorded.
	fn recorded_by(id: SealId, seal: &Seal<T::AccountId>, moment: Moment) -> Option<SealState> {
		let mut found = None;
		// The entry after the last one that is known to have been recorded by then, and the first that is known not to.
		let (mut low, mut high) = (0, seal.history_len);
		while low < high {
			let middle = low.midpoint(high);
			match History::<T>::get(id, middle) {
				Some(entry) if entry.recorded_at <= moment => {
					found = Some(entry.after);
					low = middle.saturating_add(1);
				}
				_ => high = middle,
			}
		}
		found
	}

	/// At most `limit` entries of the history of `seal`, from entry `from` on.
	pub fn history_page(seal: SealId, from: u32, limit: u32) -> Vec<HistoryEntry<T::AccountId, BlockNumberFor<T>>> {
		(from..from.saturating_add(limit))
			.map_while(|index| History::<T>::get(seal, index))
			.collect()
	}
}
