//! Statistics for supervisors: how much each e-seal is used and how often a use is refused, by day, and how much the chain
//! records; and the alarms that follow. No use fails by them: what can count no further stays at its maximum.

use crate::{Activity, Config, Event, FirstDay, Pallet, RefusedInBlock, TotalsOfDay};
use alloc::vec::Vec;
use eseal_primitives::{
	activity::{DayTotals, SealActivity, COUNTED_DAYS},
	SealId,
};
use frame_support::traits::Get;
use pallet_e_seal::SealRegistry;

/// The maximum number of days whose totals are dropped in one block. A block adds one day at most, so the others catch up.
pub(crate) const MAX_DROPPED: u32 = 4;

impl<T: Config> Pallet<T> {
	/// The number of today since the Unix epoch, UTC.
	pub(crate) fn today() -> u32 {
		u32::try_from(Self::now().day()).unwrap_or(u32::MAX)
	}

	/// Counts uses of an e-seal that are recorded. Gives the alarm, if today's became a burst with these.
	pub(crate) fn count_uses(seal: SealId, count: u32) -> Option<Event<T>> {
		Activity::<T>::mutate(seal, |activity| {
			activity.turn_to(Self::today());
			let before = activity.today.uses;
			let uses = before.saturating_add(count.into());
			activity.today.uses = uses;
			let busiest = activity.busiest();
			let begins = Self::is_burst(uses, busiest) && !Self::is_burst(before, busiest);
			begins.then_some(Event::BurstOfUses {
				seal,
				day: activity.day,
				uses,
				busiest,
			})
		})
	}

	/// Whether so many uses on one day are a burst after days of which the busiest had so many.
	fn is_burst(uses: u64, busiest: u64) -> bool {
		uses >= T::BurstFloor::get() && uses > busiest.saturating_mul(T::BurstFactor::get().into())
	}

	/// Counts a statement of an e-seal that was refused. Numbers that no e-seal has count nothing: otherwise whoever may send could
	/// fill the state with them.
	///
	/// Has no weight of its own: it reads and writes less than the record would have that was not made, whose weight counts in full
	/// all the same.
	pub fn note_refused(seal: SealId) {
		if !T::Seals::exists(seal) {
			return;
		}
		Activity::<T>::mutate(seal, |activity| {
			activity.turn_to(Self::today());
			activity.today.refused = activity.today.refused.saturating_add(1);
		});
		RefusedInBlock::<T>::mutate(|refused| *refused = refused.saturating_add(1));
	}

	/// Adds to the totals of today what the block recorded, so many records with so many uses, and what it refused.
	pub(crate) fn count_block(records: u32, uses: u64) {
		let refused = RefusedInBlock::<T>::take();
		if records == 0 && refused == 0 {
			return;
		}
		let today = Self::today();
		TotalsOfDay::<T>::mutate(today, |totals| {
			totals.records = totals.records.saturating_add(records.into());
			totals.uses = totals.uses.saturating_add(uses);
			totals.refused = totals.refused.saturating_add(refused);
		});
		Self::drop_old_days(today);
	}

	/// Drops the totals of days that are no longer counted, at most [`MAX_DROPPED`]. It goes on where it stopped.
	fn drop_old_days(today: u32) {
		let Some(first) = FirstDay::<T>::get() else {
			FirstDay::<T>::put(today);
			return;
		};
		let next = Self::first_counted(today).min(first.saturating_add(MAX_DROPPED));
		for day in first..next {
			TotalsOfDay::<T>::remove(day);
		}
		if next > first {
			FirstDay::<T>::put(next);
		}
	}

	/// The first day that is counted today.
	pub(crate) fn first_counted(today: u32) -> u32 {
		today.saturating_add(1).saturating_sub(COUNTED_DAYS)
	}

	/// The activity of an e-seal, as of today; `None` if there is no e-seal with this number.
	pub fn api_activity(seal: SealId) -> Option<SealActivity> {
		if !T::Seals::exists(seal) {
			return None;
		}
		let mut activity = Activity::<T>::get(seal);
		activity.turn_to(Self::today());
		Some(activity)
	}

	/// A page of the totals of the days that are counted.
	pub fn api_totals_of_days(from: u32, limit: u32) -> Vec<(u32, DayTotals)> {
		let today = Self::today();
		let limit = usize::try_from(limit.min(crate::runtime_api::MAX_PAGE)).unwrap_or_default();
		(from.max(Self::first_counted(today))..=today)
			.map(|day| (day, TotalsOfDay::<T>::get(day)))
			.filter(|(_, totals)| *totals != DayTotals::default())
			.take(limit)
			.collect()
	}
}
