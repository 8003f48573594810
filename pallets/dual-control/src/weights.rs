//! Weights of the calls of `pallet_dual_control`, as `./scripts/weights` measured them. Not to be edited by hand.
//!
//! Measured on Intel(R) Xeon(R) Processor, 2026-11-28, with frame-benchmarking-cli 63.0.0: 50 steps, 20 repeats.

#![allow(missing_docs, unused_parens, unused_imports)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls.
pub trait WeightInfo {
	fn prepare() -> Weight;
	fn confirm() -> Weight;
	fn turn_down() -> Weight;
	fn withdraw() -> Weight;
	fn set_policy() -> Weight;
}

/// Weights as measured, with what the runtime says a database access weighs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:1 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::NextActId` (r:1 w:1)
	/// Proof: `DualControl::NextActId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::Waiting` (r:1 w:1)
	/// Proof: `DualControl::Waiting` (`max_values`: None, `max_size`: Some(6155), added: 8630, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::Prepared` (r:0 w:5)
	/// Proof: `DualControl::Prepared` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	fn prepare() -> Weight {
		// Shortest time measured: 99_924 ns.
		Weight::from_parts(185_353_000, 9620)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Agencies::Officers` (r:2 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:2 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::Prepared` (r:1 w:1)
	/// Proof: `DualControl::Prepared` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::Waiting` (r:1 w:1)
	/// Proof: `DualControl::Waiting` (`max_values`: None, `max_size`: Some(6155), added: 8630, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn confirm() -> Weight {
		// Shortest time measured: 80_164 ns.
		Weight::from_parts(133_053_000, 9620)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:1 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::Prepared` (r:1 w:1)
	/// Proof: `DualControl::Prepared` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::Waiting` (r:1 w:1)
	/// Proof: `DualControl::Waiting` (`max_values`: None, `max_size`: Some(6155), added: 8630, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn turn_down() -> Weight {
		// Shortest time measured: 74_576 ns.
		Weight::from_parts(103_085_000, 9620)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:1 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::Prepared` (r:1 w:1)
	/// Proof: `DualControl::Prepared` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::Waiting` (r:1 w:1)
	/// Proof: `DualControl::Waiting` (`max_values`: None, `max_size`: Some(6155), added: 8630, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Shortest time measured: 69_390 ns.
		Weight::from_parts(92_175_000, 9620)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Agencies::SeatAccounts` (r:1 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::TwoOfficers` (r:1 w:1)
	/// Proof: `DualControl::TwoOfficers` (`max_values`: None, `max_size`: Some(18), added: 2493, mode: `MaxEncodedLen`)
	fn set_policy() -> Weight {
		// Shortest time measured: 26_355 ns.
		Weight::from_parts(32_502_000, 3514)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// For tests: weights as measured, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn prepare() -> Weight {
		Weight::from_parts(185_353_000, 9620)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn confirm() -> Weight {
		Weight::from_parts(133_053_000, 9620)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn turn_down() -> Weight {
		Weight::from_parts(103_085_000, 9620)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(92_175_000, 9620)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(32_502_000, 3514)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
