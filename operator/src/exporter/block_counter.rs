//! Counts what blocks did. Each slot is judged once, and what a block did counts with its slot, so nothing counts twice,
//! whatever forks there are.
//!
//! It counts along the best chain and not only what is final: while an agency is silent nothing becomes final, and that is
//! when its missed slots are wanted. Should a node change to a fork that begins before what counted, what counted stays, and
//! of the fork only later slots count.

use super::{
	metrics::Metrics,
	slots::{self, Slots},
};
use crate::output;
use eseal_client::ReadError;
use sp_core::H256;
use std::sync::Arc;

/// The most blocks to catch up: an hour. Older ones do not count.
pub const MOST_TO_CATCH_UP: usize = 1_800;

/// A block's place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
	/// Its number.
	pub number: u64,
	/// Its hash.
	pub hash: H256,
	/// The hash of the block before it.
	pub parent: H256,
	/// The slot in which it was built; nothing for the first block, which nobody built.
	pub slot: Option<u64>,
}

/// What a block did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deeds {
	/// How many uses it recorded.
	pub recorded: u64,
	/// The records that have them: single uses and batches.
	pub records: u64,
	/// The error of each use that it refused.
	pub refused: Vec<String>,
	/// The seat of each validator that it reports.
	pub equivocations: Vec<String>,
	/// Why a part of it cannot be read; nothing if all can.
	pub unreadable: Option<ReadError>,
}

/// What became of reading something from a node that answers.
#[derive(Debug)]
pub enum Reading<T> {
	/// It was read.
	Known(T),
	/// The node has dropped it.
	Dropped,
	/// It has a form that is not known here.
	Unreadable(ReadError),
}

/// The blocks of a node. Each question fails only if the node does not answer.
pub trait Blocks {
	/// The place of a block.
	async fn place(&mut self, hash: H256) -> Result<Reading<Place>, ReadError>;

	/// The seat of each Aura authority, in order, for the slots after a block.
	async fn turns(&mut self, at: &Place) -> Result<Reading<Vec<String>>, ReadError>;

	/// What a block did.
	async fn deeds(&mut self, at: &Place) -> Result<Reading<Deeds>, ReadError>;
}

/// How far it has counted.
#[derive(Debug, Clone)]
struct Counted {
	/// The last block.
	place: Place,
	/// The last slot that was judged.
	slot: Option<u64>,
	/// Whose the slots are that follow; nothing if that is not known.
	turns: Option<Vec<String>>,
}

/// Counts into metrics.
pub struct BlockCounter {
	metrics: Arc<Metrics>,
	counted: Option<Counted>,
}

impl BlockCounter {
	/// Begins with the next block.
	pub fn new(metrics: Arc<Metrics>) -> Self {
		Self { metrics, counted: None }
	}

	/// Begins anew with the next block: it is of another chain.
	pub fn forget(&mut self) {
		self.counted = None;
	}

	/// Counts what is new up to a block; the first time, only what comes after it.
	///
	/// # Errors
	///
	/// The node does not answer. What counted stays, and counting goes on from there.
	pub async fn count(&mut self, blocks: &mut impl Blocks, to: Place) -> Result<(), ReadError> {
		let Some(counted) = self.counted.clone() else {
			self.stand_at(blocks, to, to.slot).await?;
			output::heading(format_args!("counting from block {}", to.number));
			return Ok(());
		};
		let (from, new) = self.new_blocks(blocks, to, &counted).await?;
		if from.slot > counted.slot {
			let number = from.number;
			output::heading(format_args!(
				"blocks up to {number} do not count: they are too many, or the node has dropped them"
			));
		}
		if from.hash != counted.place.hash {
			// Slots stay judged where the chain forked before.
			self.stand_at(blocks, from, from.slot.max(counted.slot)).await?;
		}
		for block in new {
			self.count_block(blocks, block).await?;
		}
		Ok(())
	}

	/// Counts what comes after a block.
	async fn stand_at(&mut self, blocks: &mut impl Blocks, place: Place, slot: Option<u64>) -> Result<(), ReadError> {
		let turns = known(blocks.turns(&place).await?, |_| {});
		for seat in turns.iter().flatten() {
			self.count_slots(seat, Slots::default());
		}
		self.counted = Some(Counted { place, slot, turns });
		Ok(())
	}

	/// Counts one block: everything, or nothing if the node does not answer.
	async fn count_block(&mut self, blocks: &mut impl Blocks, block: Place) -> Result<(), ReadError> {
		let mut unreadable = None;
		let mut passed_over = |reason: ReadError| unreadable = Some(("skipped", reason));
		let turns = known(blocks.turns(&block).await?, &mut passed_over);
		let mut deeds = known(blocks.deeds(&block).await?, &mut passed_over).unwrap_or_default();
		if let Some(reason) = deeds.unreadable.take() {
			unreadable.get_or_insert(("skipped in part", reason));
		}
		if let Some((how, reason)) = unreadable {
			self.pass_over(block.number, how, &reason);
		}
		if let Some(Counted {
			slot: judged,
			turns: Some(turns),
			..
		}) = &self.counted
		{
			for (seat, slots) in block
				.slot
				.map(|slot| slots::judge(*judged, slot, turns))
				.unwrap_or_default()
			{
				self.count_slots(seat, slots);
			}
		}
		self.metrics.uses_recorded.inc_by(deeds.recorded);
		self.metrics.use_records.inc_by(deeds.records);
		for error in &deeds.refused {
			self.metrics.uses_refused.with_label_values(&[error]).inc();
		}
		for seat in &deeds.equivocations {
			self.metrics.equivocations.with_label_values(&[seat]).inc();
		}
		self.counted = Some(Counted {
			place: block,
			slot: block.slot,
			turns,
		});
		Ok(())
	}

	/// The blocks up to one whose slots are not judged, the oldest first, and the block before them.
	async fn new_blocks(
		&self,
		blocks: &mut impl Blocks,
		to: Place,
		counted: &Counted,
	) -> Result<(Place, Vec<Place>), ReadError> {
		let mut new = Vec::new();
		let mut from = to;
		while from.slot > counted.slot && new.len() < MOST_TO_CATCH_UP {
			let parent = if from.parent == counted.place.hash {
				Reading::Known(counted.place)
			} else {
				blocks.place(from.parent).await?
			};
			let number = from.number.saturating_sub(1);
			let Some(parent) = known(parent, |reason| self.pass_over(number, "skipped", &reason)) else {
				break;
			};
			new.push(from);
			from = parent;
		}
		new.reverse();
		// With nothing new the node is where it was, or behind for a while.
		let is_behind = new.is_empty() && from.slot <= counted.slot;
		Ok((if is_behind { counted.place } else { from }, new))
	}

	/// Tells of a block that cannot be read, wholly or in part.
	fn pass_over(&self, number: u64, how: &str, reason: &ReadError) {
		self.metrics.blocks_unreadable.inc();
		output::heading(format_args!(
			"block {number} is {how}: {reason}. If others follow, use the eseal-operator of the runtime's release"
		));
	}

	fn count_slots(&self, seat: &str, slots: Slots) {
		self.metrics.slots.with_label_values(&[seat]).inc_by(slots.all);
		self.metrics
			.slots_missed
			.with_label_values(&[seat])
			.inc_by(slots.missed);
	}
}

/// The value, if it is known; tells why it is not readable.
fn known<T>(reading: Reading<T>, unreadable: impl FnOnce(ReadError)) -> Option<T> {
	match reading {
		Reading::Known(value) => Some(value),
		Reading::Dropped => None,
		Reading::Unreadable(reason) => {
			unreadable(reason);
			None
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::{HashMap, HashSet};

	const SEATS: [&str; 3] = ["MarketSupervision", "PublicSecurity", "DataResources"];

	/// Blocks of a chain that was made up. Three seats take turns.
	#[derive(Default)]
	struct MadeUp {
		blocks: HashMap<H256, (Place, Option<Deeds>)>,
		/// Blocks whose very header cannot be read.
		garbled: HashSet<H256>,
	}

	fn unreadable() -> ReadError {
		ReadError::Unknown("form".into())
	}

	fn hash(name: &str) -> H256 {
		let mut hash = H256::zero();
		hash.0[..name.len()].copy_from_slice(name.as_bytes());
		hash
	}

	impl MadeUp {
		/// Adds a block; what it did is unreadable without deeds.
		fn add(&mut self, name: &str, parent: &str, number: u64, slot: Option<u64>, deeds: Option<Deeds>) -> Place {
			let place = Place {
				number,
				hash: hash(name),
				parent: hash(parent),
				slot,
			};
			self.blocks.insert(place.hash, (place, deeds));
			place
		}

		fn idle(&mut self, name: &str, parent: &str, number: u64, slot: u64) -> Place {
			self.add(name, parent, number, Some(slot), Some(Deeds::default()))
		}
	}

	impl Blocks for MadeUp {
		async fn place(&mut self, hash: H256) -> Result<Reading<Place>, ReadError> {
			Ok(match self.blocks.get(&hash) {
				_ if self.garbled.contains(&hash) => Reading::Unreadable(unreadable()),
				Some((place, _)) => Reading::Known(*place),
				None => Reading::Dropped,
			})
		}

		async fn turns(&mut self, at: &Place) -> Result<Reading<Vec<String>>, ReadError> {
			Ok(match self.blocks.get(&at.hash) {
				Some(_) => Reading::Known(SEATS.map(String::from).into()),
				None => Reading::Dropped,
			})
		}

		async fn deeds(&mut self, at: &Place) -> Result<Reading<Deeds>, ReadError> {
			Ok(match self.blocks.get(&at.hash) {
				Some((_, Some(deeds))) => Reading::Known(deeds.clone()),
				Some((_, None)) => Reading::Unreadable(unreadable()),
				None => Reading::Dropped,
			})
		}
	}

	/// A counter, and what it counts.
	struct Count {
		metrics: Arc<Metrics>,
		counter: BlockCounter,
		chain: MadeUp,
	}

	impl Count {
		fn new() -> Self {
			let metrics = Arc::new(Metrics::new().unwrap());
			Self {
				counter: BlockCounter::new(Arc::clone(&metrics)),
				metrics,
				chain: MadeUp::default(),
			}
		}

		fn to(&mut self, place: Place) {
			let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
			runtime.block_on(self.counter.count(&mut self.chain, place)).unwrap();
		}

		/// All and missed slots of each seat.
		fn slots(&self) -> [(u64, u64); 3] {
			SEATS.map(|seat| {
				let of = |counter: &prometheus::IntCounterVec| counter.with_label_values(&[seat]).get();
				(of(&self.metrics.slots), of(&self.metrics.slots_missed))
			})
		}

		fn refused(&self, error: &str) -> u64 {
			self.metrics.uses_refused.with_label_values(&[error]).get()
		}
	}

	fn used() -> Deeds {
		Deeds {
			recorded: 1,
			records: 1,
			refused: vec!["usageLog.NoGrant".into()],
			equivocations: vec![SEATS[2].into()],
			unreadable: None,
		}
	}

	#[test]
	fn it_begins_with_what_comes_after_the_first_block_it_sees() {
		let mut count = Count::new();
		let first = count.chain.add("a", "", 1, Some(30), Some(used()));
		count.to(first);
		assert_eq!(count.slots(), [(0, 0); 3]);
		assert_eq!(count.metrics.uses_recorded.get(), 0);
		let next = count.chain.add("b", "a", 2, Some(31), Some(used()));
		count.to(next);
		count.to(next);
		assert_eq!(count.slots(), [(0, 0), (1, 0), (0, 0)]);
		assert_eq!(count.metrics.uses_recorded.get(), 1);
		assert_eq!(count.refused("usageLog.NoGrant"), 1);
		assert_eq!(count.metrics.equivocations.with_label_values(&[SEATS[2]]).get(), 1);
	}

	#[test]
	fn slots_between_blocks_were_missed() {
		let mut count = Count::new();
		let genesis = count.chain.add("g", "", 0, None, Some(Deeds::default()));
		count.to(genesis);
		let first = count.chain.idle("a", "g", 1, 30);
		count.to(first);
		assert_eq!(
			count.slots(),
			[(1, 0), (0, 0), (0, 0)],
			"nobody had a turn before the first block"
		);
		let next = count.chain.idle("b", "a", 2, 34);
		count.to(next);
		assert_eq!(count.slots(), [(2, 1), (2, 1), (1, 1)]);
	}

	#[test]
	fn a_slot_is_judged_once_whatever_forks_there_are() {
		let mut count = Count::new();
		let a = count.chain.idle("a", "", 1, 30);
		count.to(a);
		let b = count.chain.add("b", "a", 2, Some(31), Some(used()));
		count.to(b);
		// The node changes to a fork from before: its slot 31 counted, its slots 32 and 33 did not.
		count.chain.add("x", "a", 2, Some(31), Some(used()));
		count.chain.add("y", "x", 3, Some(32), Some(used()));
		let z = count.chain.add("z", "y", 4, Some(33), Some(Deeds::default()));
		count.to(z);
		assert_eq!(count.slots(), [(1, 0), (1, 0), (1, 0)]);
		assert_eq!(count.metrics.uses_recorded.get(), 2);
		// Back again: nothing of what was judged counts twice.
		let c = count.chain.add("c", "b", 3, Some(33), Some(used()));
		count.to(c);
		let d = count.chain.add("d", "c", 4, Some(35), Some(used()));
		count.to(d);
		assert_eq!(count.slots(), [(1, 0), (2, 1), (2, 0)]);
		assert_eq!(count.metrics.uses_recorded.get(), 3);
	}

	#[test]
	fn a_node_that_is_behind_counts_nothing() {
		let mut count = Count::new();
		let a = count.chain.idle("a", "", 1, 30);
		let b = count.chain.idle("b", "a", 2, 31);
		count.to(a);
		count.to(b);
		count.to(a);
		count.to(b);
		assert_eq!(count.slots(), [(0, 0), (1, 0), (0, 0)]);
	}

	#[test]
	fn what_was_missed_is_caught_up_to_a_limit() {
		let name = |number: usize| format!("block {number}");
		for (missed, counted) in [
			(MOST_TO_CATCH_UP, MOST_TO_CATCH_UP),
			(MOST_TO_CATCH_UP + 5, MOST_TO_CATCH_UP),
		] {
			let mut count = Count::new();
			let first = count.chain.idle(&name(0), "", 0, 30);
			count.to(first);
			let mut last = first;
			for number in 1..=missed {
				last = count.chain.add(
					&name(number),
					&name(number - 1),
					number as u64,
					Some(30 + number as u64),
					Some(used()),
				);
			}
			count.to(last);
			assert_eq!(count.metrics.uses_recorded.get(), counted as u64);
		}
	}

	#[test]
	fn a_gap_in_what_the_node_has_is_passed_over() {
		let mut count = Count::new();
		let a = count.chain.idle("a", "", 1, 30);
		count.to(a);
		// "b" and "c" are gone.
		count.chain.add("d", "c", 4, Some(33), Some(used()));
		let e = count.chain.add("e", "d", 5, Some(34), Some(used()));
		count.to(e);
		assert_eq!(count.slots(), [(0, 0), (1, 0), (0, 0)]);
		assert_eq!(count.metrics.uses_recorded.get(), 1);
		// Only the last block is left.
		let h = count.chain.add("h", "g", 8, Some(39), Some(used()));
		count.to(h);
		let i = count.chain.add("i", "h", 9, Some(40), Some(used()));
		count.to(i);
		assert_eq!(count.slots(), [(0, 0), (2, 0), (0, 0)]);
		assert_eq!(count.metrics.uses_recorded.get(), 2);
	}

	#[test]
	fn a_block_that_cannot_be_read_is_counted_and_passed_over() {
		let mut count = Count::new();
		let a = count.chain.idle("a", "", 1, 30);
		count.to(a);
		count.chain.add("b", "a", 2, Some(31), None);
		let c = count.chain.add("c", "b", 3, Some(32), Some(used()));
		count.to(c);
		assert_eq!(count.metrics.blocks_unreadable.get(), 1);
		assert_eq!(count.metrics.uses_recorded.get(), 1);
		assert_eq!(count.slots(), [(0, 0), (1, 0), (1, 0)], "its slot was not missed");
	}

	#[test]
	fn what_can_be_read_of_a_block_counts() {
		let mut count = Count::new();
		let a = count.chain.idle("a", "", 1, 30);
		count.to(a);
		let partly = Deeds {
			unreadable: Some(unreadable()),
			..used()
		};
		let b = count.chain.add("b", "a", 2, Some(31), Some(partly));
		count.to(b);
		assert_eq!(count.metrics.blocks_unreadable.get(), 1);
		assert_eq!(count.metrics.uses_recorded.get(), 1);
		assert_eq!(count.refused("usageLog.NoGrant"), 1);
	}

	#[test]
	fn a_header_that_cannot_be_read_is_counted_and_passed_over() {
		let mut count = Count::new();
		let a = count.chain.idle("a", "", 1, 30);
		count.to(a);
		let b = count.chain.idle("b", "a", 2, 31);
		count.chain.garbled.insert(b.hash);
		let c = count.chain.idle("c", "b", 3, 32);
		count.to(c);
		assert_eq!(count.metrics.blocks_unreadable.get(), 1);
		let d = count.chain.add("d", "c", 4, Some(33), Some(used()));
		count.to(d);
		assert_eq!(count.metrics.blocks_unreadable.get(), 1, "it is told of once");
		assert_eq!(count.metrics.uses_recorded.get(), 1);
	}

	#[test]
	fn another_chain_begins_anew() {
		let mut count = Count::new();
		let a = count.chain.idle("a", "", 1, 30);
		count.to(a);
		count.counter.forget();
		let x = count.chain.add("x", "w", 9, Some(90), Some(used()));
		count.to(x);
		assert_eq!(count.slots(), [(0, 0); 3]);
		assert_eq!(count.metrics.uses_recorded.get(), 0);
	}
}
