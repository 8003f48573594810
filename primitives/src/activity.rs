//! How much e-seals are used, by day: statistics for supervisors, and what alarms go by.
//!
//! Days are whole days in UTC, numbered since the Unix epoch.

use alloc::vec::Vec;
use codec::{Compact, Decode, Encode, MaxEncodedLen};
use core::iter;
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32};

/// How many days before the latest one an e-seal's activity remembers.
pub const PAST_DAYS: u32 = 31;

/// Of how many days the chain keeps its totals, today included.
pub const COUNTED_DAYS: u32 = 400;

/// What was recorded of an e-seal on a day, and what was refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct DayActivity {
	/// Uses on record: each document of a batch is one.
	#[codec(compact)]
	pub uses: u64,
	/// Statements that a block refused. A refused batch counts once: nothing vouches for the number of documents that it claims.
	#[codec(compact)]
	pub refused: u64,
}

/// How much an e-seal was used on the latest day on which anything was recorded or refused, and on the days before. Compact, so
/// that little is stored of an e-seal that is used little: at most 600 bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SealActivity {
	/// The day that `today` is of.
	#[codec(compact)]
	pub day: u32,
	/// That day's counts.
	pub today: DayActivity,
	/// Those of the days before, one for each day, the newest first. After the last one there were none, as far back as is
	/// remembered, so it is never of zeros.
	pub past: BoundedVec<DayActivity, ConstU32<PAST_DAYS>>,
}

// By hand: what is derived takes a compact number for as long as a plain one, and the largest are a byte longer.
impl MaxEncodedLen for DayActivity {
	fn max_encoded_len() -> usize {
		Compact::<u64>::max_encoded_len().saturating_mul(2)
	}
}

impl MaxEncodedLen for SealActivity {
	fn max_encoded_len() -> usize {
		Compact::<u32>::max_encoded_len()
			.saturating_add(DayActivity::max_encoded_len())
			.saturating_add(BoundedVec::<DayActivity, ConstU32<PAST_DAYS>>::max_encoded_len())
	}
}

impl SealActivity {
	/// Goes on to a day: what was today is past, and days without activity lie in between. A day that lies before is taken for
	/// today: time does not go backwards.
	pub fn turn_to(&mut self, day: u32) {
		let between = match day.checked_sub(self.day).and_then(|days| days.checked_sub(1)) {
			Some(between) => usize::try_from(between).unwrap_or(usize::MAX),
			None => return,
		};
		let kept = usize::try_from(PAST_DAYS).unwrap_or(usize::MAX);
		let mut past: Vec<DayActivity> = iter::repeat_n(DayActivity::default(), between.min(kept))
			.chain(iter::once(self.today))
			.chain(self.past.iter().copied())
			.take(kept)
			.collect();
		while past.last().is_some_and(|oldest| *oldest == DayActivity::default()) {
			past.pop();
		}
		self.past = BoundedVec::truncate_from(past);
		self.today = DayActivity::default();
		self.day = day;
	}

	/// The most uses on one of the days before.
	pub fn busiest(&self) -> u64 {
		self.past.iter().map(|day| day.uses).max().unwrap_or_default()
	}

	/// Every day that is remembered, with its number, the newest first.
	pub fn days(&self) -> impl Iterator<Item = (u32, DayActivity)> + '_ {
		// Nothing is remembered of days before the first.
		let numbers = (0..=self.day).rev();
		numbers.zip(iter::once(self.today).chain(self.past.iter().copied()))
	}
}

/// What the whole chain recorded on a day, and what it refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct DayTotals {
	/// Records: uses and batches.
	pub records: u64,
	/// Uses: each document of a batch is one.
	pub uses: u64,
	/// Statements that a block refused, each of an e-seal that exists. A refused batch counts once.
	pub refused: u64,
}

#[cfg(test)]
mod tests {
	use super::*;

	fn used(uses: u64) -> DayActivity {
		DayActivity { uses, refused: 0 }
	}

	fn activity(day: u32, today: u64, past: &[u64]) -> SealActivity {
		SealActivity {
			day,
			today: used(today),
			past: past.iter().copied().map(used).collect::<Vec<_>>().try_into().unwrap(),
		}
	}

	/// What the activity is on another day.
	fn turned(mut activity: SealActivity, day: u32) -> SealActivity {
		activity.turn_to(day);
		activity
	}

	#[test]
	fn a_day_becomes_the_newest_of_the_past() {
		assert_eq!(turned(activity(100, 3, &[2, 1]), 101), activity(101, 0, &[3, 2, 1]));
		// The first use ever.
		assert_eq!(turned(SealActivity::default(), 20_000), activity(20_000, 0, &[]));
	}

	#[test]
	fn days_without_activity_lie_in_between_and_none_at_the_end() {
		assert_eq!(turned(activity(100, 3, &[2]), 103), activity(103, 0, &[0, 0, 3, 2]));
		assert_eq!(turned(activity(100, 0, &[2]), 102), activity(102, 0, &[0, 0, 2]));
		assert_eq!(turned(activity(100, 0, &[]), 102), activity(102, 0, &[]));
	}

	#[test]
	fn the_oldest_days_are_forgotten() {
		let most = PAST_DAYS as usize;
		let full = activity(100, 7, &[5; PAST_DAYS as usize]);
		let next = turned(full.clone(), 101);
		assert_eq!((next.past.len(), next.past[0], next.past[1]), (most, used(7), used(5)));
		// The last day that remembers, and the first that does not.
		assert_eq!(turned(activity(100, 7, &[]), 131).past[30], used(7));
		for day in [132, 1_000, u32::MAX] {
			assert_eq!(turned(full.clone(), day), activity(day, 0, &[]));
		}
	}

	#[test]
	fn a_day_that_lies_before_is_taken_for_today() {
		let today = activity(100, 3, &[2]);
		for day in [0, 99, 100] {
			assert_eq!(turned(today.clone(), day), today);
		}
	}

	#[test]
	fn days_are_told_with_their_numbers() {
		let days: Vec<_> = activity(100, 3, &[0, 1]).days().collect();
		assert_eq!(days, [(100, used(3)), (99, used(0)), (98, used(1))]);
		assert_eq!(activity(1, 3, &[0, 1]).days().count(), 2);
		assert_eq!(activity(100, 3, &[0, 9, 1]).busiest(), 9);
		assert_eq!(activity(100, 3, &[]).busiest(), 0);
	}

	#[test]
	fn an_e_seal_that_is_used_little_takes_few_bytes() {
		assert_eq!(activity(20_779, 3, &[]).encoded_size(), 7);
		assert!(SealActivity::max_encoded_len() <= 600);
		let most = DayActivity {
			uses: u64::MAX,
			refused: u64::MAX,
		};
		let full = SealActivity {
			day: u32::MAX,
			today: most,
			past: BoundedVec::truncate_from(vec![most; PAST_DAYS as usize]),
		};
		assert_eq!(full.encoded_size(), SealActivity::max_encoded_len());
	}
}
