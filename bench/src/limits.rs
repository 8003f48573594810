//! How much fits into a block, as the chain's constants say.

use crate::{composition::Composition, error::Result};
use codec::Decode;
use eseal_client::Block;
use std::time::Duration;

/// Time of execution, in picoseconds, and bytes of a proof that this chain does not use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Decode)]
struct Weight {
	#[codec(compact)]
	ref_time: u64,
	#[codec(compact)]
	_proof_size: u64,
}

/// What `System.BlockWeights` says of a class of extrinsics.
#[derive(Debug, Decode)]
struct Class {
	_base_extrinsic: Weight,
	_max_extrinsic: Option<Weight>,
	max_total: Option<Weight>,
	_reserved: Option<Weight>,
}

/// The constant `System.BlockWeights`.
#[derive(Debug, Decode)]
struct BlockWeights {
	_base_block: Weight,
	max_block: Weight,
	normal: Class,
	_operational: Class,
	_mandatory: Class,
}

/// What the extrinsics of each class took of a block: `System.BlockWeight`, which is of the normal, the operational and
/// the mandatory ones.
#[derive(Debug, Clone, Copy, Default, Decode)]
pub struct Taken {
	normal: Weight,
	_operational: Weight,
	mandatory: Weight,
}

/// How much fits into a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
	/// The time that ordinary extrinsics of owners and operators may take of a block, in picoseconds.
	pub room_ps: u64,
	/// The time that all of a block may take, in picoseconds.
	pub block_ps: u64,
	/// The length of a slot, in milliseconds.
	pub slot_ms: u64,
	/// How many grants an e-seal may have: at least one.
	pub grants: usize,
	/// How many extrinsics of one account may wait for a block. Stock pallets have no limit.
	pub waiting: u64,
}

impl Limits {
	/// Reads them, of a chain that is composed so.
	///
	/// # Errors
	///
	/// The runtime has other constants.
	pub fn of(block: &Block, composition: Composition) -> Result<Self> {
		let weights: BlockWeights = block.constant("System", "BlockWeights")?;
		let most = weights.normal.max_total.unwrap_or(weights.max_block).ref_time;
		// The share that owners, operators and officers leave free, in parts of a thousand million.
		let (reserved, grants, waiting): (u32, u32, u64) = match composition {
			Composition::Eseal => (
				block.constant("Admission", "Reserved")?,
				block.constant("UsageLog", "MaxGrants")?,
				block.constant::<u32>("Admission", "MostWaiting")?.into(),
			),
			Composition::Solochain => (0, 1, u64::MAX),
		};
		Ok(Self {
			room_ps: without(most, reserved),
			block_ps: weights.max_block.ref_time,
			slot_ms: block.constant("Aura", "SlotDuration")?,
			grants: usize::try_from(grants).unwrap_or(usize::MAX).max(1),
			waiting,
		})
	}

	/// Which part of that room a block's extrinsics took.
	pub fn fullness(&self, taken: &Taken) -> f64 {
		taken.normal.ref_time as f64 / self.room_ps.max(1) as f64
	}

	/// Whether what must be in every block took all of it, so that nobody's extrinsics had room. That is so in the first block of
	/// a session: changing sessions declares the weight of a whole block.
	pub fn has_no_room(&self, taken: &Taken) -> bool {
		taken.mandatory.ref_time >= self.block_ps
	}

	/// The most extrinsics of this weight (picoseconds) that fit into so many blocks.
	pub fn most_in(&self, blocks: u64, weight_ps: u64) -> u64 {
		self.room_ps.saturating_mul(blocks) / weight_ps.max(1)
	}

	/// How many blocks so many extrinsics of this weight (picoseconds) fill, the last of them not all.
	pub fn blocks_for(&self, extrinsics: u64, weight_ps: u64) -> u64 {
		extrinsics.div_ceil(self.most_in(1, weight_ps).max(1))
	}

	/// How many blocks there are in this time, begun ones too.
	pub fn blocks_in(&self, time: Duration) -> u64 {
		let ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
		ms.div_ceil(self.slot_ms.max(1)).max(1)
	}

	/// The most extrinsics of this weight (picoseconds) that fit into the blocks of a second.
	pub fn most_per_second(&self, weight_ps: u64) -> f64 {
		let each_block = self.room_ps as f64 / weight_ps.max(1) as f64;
		each_block * 1_000.0 / self.slot_ms.max(1) as f64
	}
}

/// A number less so many parts of a thousand million.
fn without(number: u64, parts: u32) -> u64 {
	let rest = 1_000_000_000u32.saturating_sub(parts);
	let product = u128::from(number).saturating_mul(rest.into());
	u64::try_from(product / 1_000_000_000).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::{Compact, Encode};

	const LIMITS: Limits = Limits {
		room_ps: 877_500_000_000,
		block_ps: 1_300_000_000_000,
		slot_ms: 2_000,
		grants: 64,
		waiting: 64,
	};

	#[test]
	fn a_share_is_left_free() {
		assert_eq!(without(975_000_000_000, 100_000_000), LIMITS.room_ps);
		assert_eq!(without(u64::MAX, 0), u64::MAX);
		assert_eq!(without(5, u32::MAX), 0);
	}

	#[test]
	fn fullness_is_of_the_room_for_ordinary_extrinsics() {
		let weight = |ps: u64| (Compact(ps), Compact(7u64));
		let stored = (weight(438_750_000_000), weight(1), weight(2)).encode();
		let taken = Taken::decode(&mut &stored[..]).unwrap();
		assert_eq!(LIMITS.fullness(&taken), 0.5);
		// Half a room in one extrinsic: two in a block, one in a second.
		assert_eq!(LIMITS.most_per_second(438_750_000_000), 1.0);
		assert_eq!(LIMITS.most_in(4, 438_750_000_000), 8);
		assert_eq!(LIMITS.blocks_for(8, 438_750_000_000), 4);
		assert_eq!(LIMITS.blocks_for(9, 438_750_000_000), 5);
		assert_eq!(LIMITS.blocks_for(9, u64::MAX), 9, "one each, however heavy");
	}

	#[test]
	fn a_block_that_begins_a_session_has_no_room() {
		let taken = |mandatory: u64| Taken {
			mandatory: Weight {
				ref_time: mandatory,
				_proof_size: 0,
			},
			..Taken::default()
		};
		assert!(LIMITS.has_no_room(&taken(1_300_000_000_007)));
		assert!(!LIMITS.has_no_room(&taken(1_299_999_999_999)));
		assert!(!LIMITS.has_no_room(&Taken::default()));
	}

	#[test]
	fn a_block_that_is_begun_is_one() {
		assert_eq!(LIMITS.blocks_in(Duration::from_millis(4_001)), 3);
		assert_eq!(LIMITS.blocks_in(Duration::from_secs(4)), 2);
		assert_eq!(LIMITS.blocks_in(Duration::ZERO), 1);
	}
}
