//! Weights of the calls of `pallet_admission`, as `./scripts/weights` measured them. Not to be edited by hand.
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
	fn widen_budget() -> Weight;
	fn set_budgets() -> Weight;
	fn check_admission() -> Weight;
}

/// Weights as measured, with what the runtime says a database access weighs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:1 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::TwoOfficers` (r:1 w:0)
	/// Proof: `DualControl::TwoOfficers` (`max_values`: None, `max_size`: Some(18), added: 2493, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn widen_budget() -> Weight {
		// Shortest time measured: 54_311 ns.
		Weight::from_parts(63_482_000, 3561)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Admission::RoleBudgets` (r:0 w:1)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	fn set_budgets() -> Weight {
		// Shortest time measured: 8_300 ns.
		Weight::from_parts(11_491_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	fn check_admission() -> Weight {
		// Shortest time measured: 28_231 ns.
		Weight::from_parts(33_108_000, 3561)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// For tests: weights as measured, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn widen_budget() -> Weight {
		Weight::from_parts(63_482_000, 3561)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn set_budgets() -> Weight {
		Weight::from_parts(11_491_000, 0).saturating_add(ParityDbWeight::get().writes(1))
	}
	fn check_admission() -> Weight {
		Weight::from_parts(33_108_000, 3561)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
