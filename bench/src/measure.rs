//! The measurement: which blocks count, and what they come to.

use crate::{bound::FULL, slots::missed, watch::chain::FinalBlock};
use serde::Serialize;
use std::time::Duration;

/// The blocks that count: those after the first, with the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
	/// Where the block before the first that counts is.
	first: usize,
	/// Where the last that counts is.
	last: usize,
}

/// What blocks come to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
	/// How many blocks count.
	pub blocks: usize,
	/// How long they took, by their times, in seconds.
	pub seconds: f64,
	/// How many extrinsics of the load they have.
	pub extrinsics: u64,
	/// How many of what is counted.
	pub counted: u64,
	/// How many of them in a second.
	pub per_second: f64,
	/// How many slots brought no block.
	pub missed_slots: u64,
	/// How many slots there were.
	pub slots: u64,
}

impl Window {
	/// The blocks that count once the warm-up is over at `from_ms`, for this long: from the first final block then on
	/// up to the first that is so much later, less half a slot, since times of blocks vary. None as long as there is no
	/// such block.
	pub fn find(blocks: &[FinalBlock], from_ms: u64, length: Duration, slot_ms: u64) -> Option<Self> {
		let (first, block) = blocks.iter().enumerate().find(|(_, block)| block.time_ms >= from_ms)?;
		let length = u64::try_from(length.as_millis()).unwrap_or(u64::MAX);
		let until = block.time_ms.saturating_add(length).saturating_sub(slot_ms / 2);
		let mut later = blocks.iter().enumerate().skip(first.saturating_add(1));
		let (last, _) = later.find(|(_, block)| block.time_ms >= until)?;
		Some(Self { first, last })
	}

	/// The blocks that count.
	pub fn counted(self, blocks: &[FinalBlock]) -> &[FinalBlock] {
		blocks.get(self.first.saturating_add(1)..=self.last).unwrap_or_default()
	}

	/// From when to when the measurement is, by the times of blocks, in milliseconds since the Unix epoch.
	pub fn span(self, blocks: &[FinalBlock]) -> (u64, u64) {
		let time = |place: usize| blocks.get(place).map_or(0, |block| block.time_ms);
		(time(self.first), time(self.last))
	}

	/// What the blocks come to.
	pub fn measure(self, blocks: &[FinalBlock]) -> Measured {
		let counted = self.counted(blocks);
		let (from, to) = self.span(blocks);
		let seconds = to.saturating_sub(from) as f64 / 1_000.0;
		let sum = |part: fn(&FinalBlock) -> u64| counted.iter().map(part).sum::<u64>();
		let place = |at: usize| blocks.get(at).map_or((0, 0), |block| (block.number, block.slot));
		let (first, last) = (place(self.first), place(self.last));
		let total = sum(|block| block.counted);
		Measured {
			blocks: counted.len(),
			seconds,
			extrinsics: sum(|block| block.extrinsics),
			counted: total,
			per_second: total as f64 / seconds.max(0.001),
			missed_slots: missed(first, last),
			slots: last.1.saturating_sub(first.1),
		}
	}

	/// The most blocks in a row that were full, in slots of which none was missed. A block that begins a session has no room: it
	/// does not count, and the row goes on after it.
	pub fn full_in_a_row(self, blocks: &[FinalBlock]) -> usize {
		let (mut longest, mut row) = (0usize, 0usize);
		let mut slot: Option<u64> = None;
		for block in self.counted(blocks) {
			if slot.is_some_and(|slot| block.slot > slot.saturating_add(1)) {
				row = 0;
			}
			slot = Some(block.slot);
			if block.no_room {
				continue;
			}
			row = match block.fullness >= FULL {
				true => row.saturating_add(1),
				false => 0,
			};
			longest = longest.max(row);
		}
		longest
	}

	/// The rate of the last fifth of the blocks as a part of that of the first; none for so few blocks that it says
	/// nothing.
	pub fn last_to_first_fifth(self, blocks: &[FinalBlock]) -> Option<f64> {
		const FEWEST: usize = 20;
		let count = self.last.saturating_sub(self.first);
		let fifth = count / 5;
		if count < FEWEST {
			return None;
		}
		let rate = |first: usize| {
			let last = first.saturating_add(fifth);
			Self { first, last }.measure(blocks).per_second
		};
		let begin = rate(self.first);
		(begin > 0.0).then(|| rate(self.last.saturating_sub(fifth)) / begin)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// A block of a slot of two seconds; times are late by some milliseconds.
	fn block(number: u64, slot: u64, counted: u64) -> FinalBlock {
		FinalBlock {
			number,
			slot,
			time_ms: slot * 2_000 + slot % 7,
			extrinsics: counted,
			counted,
			fullness: 0.5,
			no_room: false,
			bytes: 1,
		}
	}

	#[test]
	fn only_blocks_within_the_measurement_count() {
		let blocks: Vec<_> = (0..20).map(|n| block(n, 100 + n, n)).collect();
		let window = Window::find(&blocks, 206_000, Duration::from_secs(10), 2_000).unwrap();
		let numbers: Vec<u64> = window.counted(&blocks).iter().map(|block| block.number).collect();
		assert_eq!(numbers, [4, 5, 6, 7, 8]);
		let measured = window.measure(&blocks);
		assert_eq!((measured.counted, measured.missed_slots, measured.slots), (30, 0, 5));
		assert!((measured.seconds - 10.0).abs() < 0.01);
		assert!((measured.per_second - 3.0).abs() < 0.01);
	}

	#[test]
	fn a_measurement_ends_when_its_last_block_is_final() {
		let blocks: Vec<_> = (0..5).map(|n| block(n, 100 + n, n)).collect();
		let find = |from, seconds| Window::find(&blocks, from, Duration::from_secs(seconds), 2_000);
		assert!(find(200_000, 8).is_some());
		assert!(find(200_000, 10).is_none(), "the last block is too early");
		assert!(find(300_000, 4).is_none(), "the warm-up goes on");
		assert!(Window::find(&[], 0, Duration::from_secs(4), 2_000).is_none());
	}

	#[test]
	fn slots_without_blocks_are_missed() {
		let blocks = [block(1, 100, 5), block(2, 101, 5), block(3, 104, 5)];
		let window = Window::find(&blocks, 200_000, Duration::from_secs(8), 2_000).unwrap();
		let measured = window.measure(&blocks);
		assert_eq!((measured.missed_slots, measured.slots, measured.blocks), (2, 4, 2));
	}

	#[test]
	fn full_blocks_are_in_a_row_until_one_has_room_or_a_slot_is_missed() {
		let in_a_row = |course: &str| {
			// Of a slot each: full, begins a session, half full, missed.
			let slots = (100u64..).zip(course.chars()).filter(|(_, what)| *what != '-');
			let blocks: Vec<_> = (0..)
				.zip(slots)
				.map(|(number, (slot, what))| FinalBlock {
					fullness: if what == 'f' { 0.9 } else { 0.0 },
					no_room: what == 's',
					..block(number, slot, 1)
				})
				.collect();
			let last = blocks.len().saturating_sub(1);
			// The first does not count.
			Window { first: 0, last }.full_in_a_row(&blocks)
		};
		assert_eq!(in_a_row("hffffsfffffh"), 9);
		assert_eq!(in_a_row("fff"), 2);
		assert_eq!(in_a_row("hfffhff"), 3);
		assert_eq!(in_a_row("hff-fff"), 3);
		assert_eq!(in_a_row("hffs-fff"), 3, "a slot is missed after the session began");
		assert_eq!(in_a_row("hff-sfff"), 3, "or before");
		assert_eq!(in_a_row("hsss"), 0);
		let full = "f".repeat(9) + "s";
		assert_eq!(in_a_row(&("h".to_owned() + &full.repeat(13))), 117, "260 s");
	}

	#[test]
	fn fifths_are_compared() {
		let blocks: Vec<_> = (0..=50)
			.map(|n| block(n, 100 + n, if n > 40 { 8 } else { 10 }))
			.collect();
		let window = Window::find(&blocks, 0, Duration::from_secs(100), 2_000).unwrap();
		let ratio = window.last_to_first_fifth(&blocks).unwrap();
		assert!((ratio - 0.8).abs() < 0.01, "{ratio}");
		let few = Window::find(&blocks, 0, Duration::from_secs(10), 2_000).unwrap();
		assert_eq!(few.last_to_first_fifth(&blocks), None);
	}
}
