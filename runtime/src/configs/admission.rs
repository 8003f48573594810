//! Who may send how much.

use crate::{DualControl, RefusedUses, Runtime, RuntimeAccess};
use frame_support::{parameter_types, weights::constants::WEIGHT_REF_TIME_PER_MICROS};
use pallet_admission::{Budget, Budgets, Limit};
use sp_runtime::Perbill;

/// Microseconds of a block's time: at once, and with every block; and bytes, likewise.
const fn budget(burst: u64, per_block: u64, bytes_burst: u64, bytes_per_block: u64) -> Budget {
	Budget {
		weight: Limit {
			burst: burst * WEIGHT_REF_TIME_PER_MICROS,
			per_block: per_block * WEIGHT_REF_TIME_PER_MICROS,
		},
		bytes: Limit {
			burst: bytes_burst,
			per_block: bytes_per_block,
		},
	}
}

const KIB: u64 = 1_024;
const MIB: u64 = 1_024 * KIB;

/// The budgets of the roles. A block has 1,300 ms, of which 975 ms are for ordinary extrinsics; there are 43,200 blocks in a
/// day. `docs/admission.md` has this table with the reason for each number.
pub const BUDGETS: Budgets = Budgets {
	governor: budget(400_000, 20_000, 4 * MIB, 16 * KIB),
	officer: budget(1_000_000, 16_000, MIB, 24 * KIB),
	validator: budget(20_000, 1_000, 16 * KIB, 256),
	owner: budget(200_000, 800, 128 * KIB, KIB),
	operator: budget(200_000, 800, 128 * KIB, KIB),
};

parameter_types! {
	/// The budgets of the roles, until a motion sets others.
	pub const DefaultBudgets: Budgets = BUDGETS;
	/// The share of the room for ordinary extrinsics that owners, operators and officers leave free in every block.
	pub const Reserved: Perbill = Perbill::from_percent(10);
	/// How many extrinsics of one account may wait for a block. Of 128 accounts these are as many as a node's pool takes by default;
	/// and each node checks all that waits once more after each block.
	pub const MostWaiting: u32 = 64;
}

impl pallet_admission::Config for Runtime {
	type Officers = DualControl;
	type Access = RuntimeAccess;
	type Failures = RefusedUses;
	type DefaultBudgets = DefaultBudgets;
	type Reserved = Reserved;
	type MostWaiting = MostWaiting;
	type WeightInfo = pallet_admission::weights::SubstrateWeight<Runtime>;
}
