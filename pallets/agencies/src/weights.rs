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
	fn allow_key_change() -> Weight;
	fn allow_registrations() -> Weight;
	fn begin_motion() -> Weight;
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
		// Shortest time measured: 30_799 ns.
		Weight::from_parts(32_800_000, 6038)
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
		// Shortest time measured: 26_280 ns.
		Weight::from_parts(27_730_000, 3529)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn dispatch_as_root() -> Weight {
		// Shortest time measured: 3_140 ns.
		Weight::from_parts(3_520_000, 0)
	}
	/// Storage: `Agencies::Seats` (r:4 w:1)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::SeatAccounts` (r:1 w:1)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Validators` (r:1 w:0)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:1 w:1)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Council::Proposals` (r:1 w:0)
	/// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Members` (r:0 w:1)
	/// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Prime` (r:0 w:1)
	/// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	fn add_seat() -> Weight {
		// Shortest time measured: 40_420 ns.
		Weight::from_parts(42_930_000, 11570)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Agencies::Seats` (r:4 w:1)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Session::NextKeys` (r:16 w:4)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Agencies::Validators` (r:4 w:4)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Session::ExternallySetKeys` (r:4 w:4)
	/// Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `System::Account` (r:261 w:261)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1028 w:256)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Council::Proposals` (r:1 w:0)
	/// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Agencies::RetiredNonces` (r:0 w:261)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerCount` (r:0 w:1)
	/// Proof: `Agencies::OfficerCount` (`max_values`: None, `max_size`: Some(13), added: 2488, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::SeatAccounts` (r:0 w:1)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Council::Members` (r:0 w:1)
	/// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Prime` (r:0 w:1)
	/// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Session::KeyOwner` (r:0 w:8)
	/// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn remove_seat() -> Weight {
		// Shortest time measured: 6_287_434 ns.
		Weight::from_parts(6_406_105_000, 2595662)
			.saturating_add(T::DbWeight::get().reads(1318))
			.saturating_add(T::DbWeight::get().writes(803))
	}
	/// Storage: `Agencies::Seats` (r:4 w:1)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::SeatAccounts` (r:1 w:2)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Validators` (r:1 w:0)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:1 w:2)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Council::Proposals` (r:1 w:0)
	/// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Members` (r:0 w:1)
	/// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Prime` (r:0 w:1)
	/// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	fn replace_seat_account() -> Weight {
		// Shortest time measured: 51_670 ns.
		Weight::from_parts(54_730_000, 11570)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Agencies::SeatAccounts` (r:2 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Validators` (r:1 w:1)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Seats` (r:1 w:1)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:1 w:1)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn register_validator() -> Weight {
		// Shortest time measured: 31_810 ns.
		Weight::from_parts(33_840_000, 6038)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Agencies::SeatAccounts` (r:2 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Validators` (r:2 w:2)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Seats` (r:4 w:1)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Session::NextKeys` (r:7 w:1)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Session::ExternallySetKeys` (r:1 w:1)
	/// Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:1 w:2)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Session::KeyOwner` (r:0 w:2)
	/// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn replace_validator() -> Weight {
		// Shortest time measured: 82_409 ns.
		Weight::from_parts(86_930_000, 20283)
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `Agencies::SeatAccounts` (r:1 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Seats` (r:4 w:1)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Session::NextKeys` (r:6 w:1)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Agencies::Validators` (r:1 w:1)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Session::ExternallySetKeys` (r:1 w:1)
	/// Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:0 w:1)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Session::KeyOwner` (r:0 w:2)
	/// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn retire_validator() -> Weight {
		// Shortest time measured: 60_160 ns.
		Weight::from_parts(63_650_000, 17560)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Agencies::Validators` (r:1 w:0)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::KeyChanges` (r:1 w:1)
	/// Proof: `Agencies::KeyChanges` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn allow_key_change() -> Weight {
		Weight::from_parts(25_000_000, 3529)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Agencies::Seats` (r:1 w:0)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Registrations` (r:1 w:1)
	/// Proof: `Agencies::Registrations` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
	fn allow_registrations() -> Weight {
		Weight::from_parts(25_000_000, 3635)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Agencies::SeatAccounts` (r:1 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Council::Proposals` (r:1 w:0)
	/// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Agencies::OpenMotions` (r:1 w:1)
	/// Proof: `Agencies::OpenMotions` (`max_values`: Some(1), `max_size`: Some(661), added: 1156, mode: `MaxEncodedLen`)
	fn begin_motion() -> Weight {
		Weight::from_parts(30_000_000, 3514)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// For tests: weights as measured, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn add_officer() -> Weight {
		Weight::from_parts(32_800_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn remove_officer() -> Weight {
		Weight::from_parts(27_730_000, 3529)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn dispatch_as_root() -> Weight {
		Weight::from_parts(3_520_000, 0)
	}
	fn add_seat() -> Weight {
		Weight::from_parts(42_930_000, 11570)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn remove_seat() -> Weight {
		Weight::from_parts(6_406_105_000, 2595662)
			.saturating_add(ParityDbWeight::get().reads(1318))
			.saturating_add(ParityDbWeight::get().writes(803))
	}
	fn replace_seat_account() -> Weight {
		Weight::from_parts(54_730_000, 11570)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn register_validator() -> Weight {
		Weight::from_parts(33_840_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn replace_validator() -> Weight {
		Weight::from_parts(86_930_000, 20283)
			.saturating_add(ParityDbWeight::get().reads(20))
			.saturating_add(ParityDbWeight::get().writes(11))
	}
	fn retire_validator() -> Weight {
		Weight::from_parts(63_650_000, 17560)
			.saturating_add(ParityDbWeight::get().reads(14))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
	fn allow_key_change() -> Weight {
		Weight::from_parts(25_000_000, 3529)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn allow_registrations() -> Weight {
		Weight::from_parts(25_000_000, 3635)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn begin_motion() -> Weight {
		Weight::from_parts(30_000_000, 3514)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
