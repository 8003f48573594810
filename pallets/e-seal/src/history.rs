//! The history of an e-seal: added to, never changed; and what it says of any moment.

use crate::{
	obstacles, Actor, Change, Config, Error, History, HistoryEntry, Hold, Obstacle, Pallet, PhysicalSeals, Seal,
	SealStatus, Seals,
};
use alloc::{collections::BTreeSet, vec::Vec};
use codec::{Decode, Encode};
use eseal_primitives::{Moment, SealId};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;

/// How an e-seal stood at a moment, by all that is known now: a loss reported later counts from the moment of the loss.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Standing {
	/// Its status; `None` before its owner applied.
	pub status: Option<SealStatus>,
	/// The holds that stood.
	pub holds: Vec<Hold>,
	/// What stood in the way of using it, the gravest first.
	pub obstacles: Vec<Obstacle>,
	/// Whether it could be used: nothing stood in the way.
	pub usable: bool,
}

impl<T: Config> Pallet<T> {
	/// Appends to the history of `seal`. The caller stores `seal`, whose length of history grows.
	pub(crate) fn append(
		id: SealId,
		seal: &mut Seal<T::AccountId>,
		change: Change,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> Result<(), Error<T>> {
		let index = seal.history_len;
		seal.history_len = index.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let block = frame_system::Pallet::<T>::block_number();
		History::<T>::insert(
			id,
			index,
			HistoryEntry {
				change,
				by,
				effective_at,
				recorded_at: Self::now(),
				block,
			},
		);
		Ok(())
	}

	/// How the e-seal stood at `moment`; `None` if there is no such e-seal. Reads the whole history, hence for runtime
	/// APIs and not for calls.
	///
	/// A loss of the physical seal counts from the moment that the report names, also for an e-seal that was revoked by
	/// the time of the report.
	pub fn standing_at(id: SealId, moment: Moment) -> Option<Standing> {
		let seal = Seals::<T>::get(id)?;
		let (status, mut holds) = Self::recorded_at(id, &seal, moment);
		let lost = PhysicalSeals::<T>::get(seal.code).is_some_and(|physical| physical.is_gone_at(moment));
		if lost && status == Some(SealStatus::Active) {
			holds.insert(Hold::PhysicalSealLost);
		}
		let obstacles = obstacles(
			status.unwrap_or(SealStatus::Applied),
			holds.iter().copied(),
			seal.valid_from,
			seal.valid_until,
			moment,
		);
		let usable = obstacles.is_empty();
		Some(Standing {
			status,
			holds: holds.into_iter().collect(),
			obstacles,
			usable,
		})
	}

	/// The status and the holds that the e-seal's history gives for `moment`.
	pub(crate) fn recorded_at(
		id: SealId,
		seal: &Seal<T::AccountId>,
		moment: Moment,
	) -> (Option<SealStatus>, BTreeSet<Hold>) {
		let mut status = None;
		let mut holds = BTreeSet::new();
		for index in 0..seal.history_len {
			let Some(entry) = History::<T>::get(id, index) else {
				continue;
			};
			if entry.effective_at > moment {
				continue;
			}
			match entry.change {
				Change::Applied => status = Some(SealStatus::Applied),
				Change::Withdrawn => status = Some(SealStatus::Withdrawn),
				Change::Rejected { .. } => status = Some(SealStatus::Rejected),
				Change::Activated => status = Some(SealStatus::Active),
				Change::Revoked { .. } => status = Some(SealStatus::Revoked),
				Change::HoldPlaced { hold, .. } => {
					holds.insert(hold);
				}
				Change::HoldLifted { hold } => {
					holds.remove(&hold);
				}
			}
		}
		// A loss may count from before the application; nothing was there to be held.
		if status.is_none() {
			holds.clear();
		}
		(status, holds)
	}

	/// At most `limit` entries of the history of `seal`, from entry `from` on.
	pub fn history_page(seal: SealId, from: u32, limit: u32) -> Vec<HistoryEntry<T::AccountId, BlockNumberFor<T>>> {
		(from..from.saturating_add(limit))
			.map_while(|index| History::<T>::get(seal, index))
			.collect()
	}
}
