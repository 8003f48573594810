//! Weights of the calls of `pallet_agencies`, as `./scripts/weights` measured them. Not to be edited by hand.
//!
//! Measured on AMD EPYC, 2026-11-22, with frame-benchmarking-cli 63.0.0: 50 steps, 20 repeats.

#![allow(missing_docs, unused_parens, unused_imports)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls.
pub trait WeightInfo {
	fn add_officer() -> Weight;
	fn remove_officer() -> Weight;
	fn dispatch_as_root() -> Weight;
	fn add_seat() -> Weight;
	fn remove_seat() -> Weight;
	fn replace_seat_account() -> Weight;
	fn register_validator() -> Weight;
	fn replace_validator() -> Weight;
	fn retire_validator() -> Weight;
}

/// Weights as measured, with what the runtime says a database access weighs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Agencies::SeatAccounts` (r:2 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:1)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Validators` (r:1 w:0)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerCount` (r:1 w:1)
	/// Proof: `Agencies::OfficerCount` (`max_values`: None, `max_size`: Some(13), added: 2488, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:1 w:1)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn add_officer() -> Weight {
		// Shortest time measured: 29_700 ns.
		Weight::from_parts(32_420_000, 6038)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Agencies::SeatAccounts` (r:1 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:1)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerCount` (r:1 w:1)
	/// Proof: `Agencies::OfficerCount` (`max_values`: None, `max_size`: Some(13), added: 2488, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:0 w:1)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn remove_officer() -> Weight {
		// Shortest time measured: 25_650 ns.
		Weight::from_parts(27_810_000, 3529)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn dispatch_as_root() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(T::DbWeight::get().reads(1100))
			.saturating_add(T::DbWeight::get().writes(600))
	}
	fn add_seat() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(T::DbWeight::get().reads(1100))
			.saturating_add(T::DbWeight::get().writes(600))
	}
	fn remove_seat() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(T::DbWeight::get().reads(1100))
			.saturating_add(T::DbWeight::get().writes(600))
	}
	fn replace_seat_account() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(T::DbWeight::get().reads(1100))
			.saturating_add(T::DbWeight::get().writes(600))
	}
	fn register_validator() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(T::DbWeight::get().reads(1100))
			.saturating_add(T::DbWeight::get().writes(600))
	}
	fn replace_validator() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(T::DbWeight::get().reads(1100))
			.saturating_add(T::DbWeight::get().writes(600))
	}
	fn retire_validator() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(T::DbWeight::get().reads(1100))
			.saturating_add(T::DbWeight::get().writes(600))
	}
}

/// For tests: weights as measured, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn add_officer() -> Weight {
		Weight::from_parts(32_420_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn remove_officer() -> Weight {
		Weight::from_parts(27_810_000, 3529)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn dispatch_as_root() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(1100))
			.saturating_add(ParityDbWeight::get().writes(600))
	}
	fn add_seat() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(1100))
			.saturating_add(ParityDbWeight::get().writes(600))
	}
	fn remove_seat() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(1100))
			.saturating_add(ParityDbWeight::get().writes(600))
	}
	fn replace_seat_account() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(1100))
			.saturating_add(ParityDbWeight::get().writes(600))
	}
	fn register_validator() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(1100))
			.saturating_add(ParityDbWeight::get().writes(600))
	}
	fn replace_validator() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(1100))
			.saturating_add(ParityDbWeight::get().writes(600))
	}
	fn retire_validator() -> Weight {
		Weight::from_parts(900_000_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(1100))
			.saturating_add(ParityDbWeight::get().writes(600))
	}
}
