//! Weights of the calls of `pallet_admission`, and of its check of every extrinsic.

#![allow(missing_docs)]

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

/// Weights with what the runtime says a database access weighs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Storage: `System::Account` (r:1 w:1)
	fn widen_budget() -> Weight {
		Weight::from_parts(25_000_000, 3554)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Admission::RoleBudgets` (r:0 w:1)
	fn set_budgets() -> Weight {
		Weight::from_parts(10_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	fn check_admission() -> Weight {
		Weight::from_parts(15_000_000, 3554)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// For tests.
impl WeightInfo for () {
	fn widen_budget() -> Weight {
		Weight::from_parts(25_000_000, 3554)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn set_budgets() -> Weight {
		Weight::from_parts(10_000_000, 0).saturating_add(ParityDbWeight::get().writes(1))
	}
	fn check_admission() -> Weight {
		Weight::from_parts(15_000_000, 3554)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
