//! Weights of the calls of `pallet_dual_control`.
//!
//! Not measured yet: each is the database accesses of the call's worst case, as counted in the source, and 100 microseconds of
//! work, several times what comparable calls of the other pallets take. `./scripts/weights pallet_dual_control` measures them
//! and replaces this file.

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

/// Weights as counted, with what the runtime says a database access weighs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn prepare() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	fn confirm() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn turn_down() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// For tests: the same, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn prepare() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn confirm() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn turn_down() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(100_000_000, 16_384)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
