//! What a database access weighs, as `./scripts/weights database` measured it. Not to be edited by hand.
//!
//! Measured on Intel(R) Xeon(R) Processor, 2026-11-28, with frame-benchmarking-cli 63.0.0: the Average of all keys of a
//! ParityDb database, times 1.0; writes in batches of 2000, without the trie's cache.
//!
//! | access | average | median | 99th percentile | values, bytes on average |
//! | --- | --- | --- | --- | --- |
//! | read | 7_739 ns | 7_130 ns | 15_320 ns | 67 |
//! | write, with its share of the state's root | 39_728 ns | 40_559 ns | 54_765 ns | 66 |

use frame_support::{
	parameter_types,
	weights::{constants::WEIGHT_REF_TIME_PER_NANOS, RuntimeDbWeight},
};

parameter_types! {
	/// What a database access weighs.
	pub const DatabaseWeight: RuntimeDbWeight = RuntimeDbWeight {
		read: 7_739 * WEIGHT_REF_TIME_PER_NANOS,
		write: 39_728 * WEIGHT_REF_TIME_PER_NANOS,
	};
}
