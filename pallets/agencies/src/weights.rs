//! Weights of the calls of `pallet_agencies`, as `./scripts/weights` measured them. Not to be edited by hand.
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
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:1 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:1 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn add_officer() -> Weight {
		// Shortest time measured: 85_028 ns.
		Weight::from_parts(98_968_000, 6038)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Agencies::SeatAccounts` (r:1 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:1)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerCount` (r:1 w:1)
	/// Proof: `Agencies::OfficerCount` (`max_values`: None, `max_size`: Some(13), added: 2488, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:1 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn remove_officer() -> Weight {
		// Shortest time measured: 70_195 ns.
		Weight::from_parts(101_925_000, 3561)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	fn dispatch_as_root() -> Weight {
		// Shortest time measured: 5_561 ns.
		Weight::from_parts(10_266_000, 0)
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
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:1 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	/// Storage: `Council::Proposals` (r:1 w:0)
	/// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Members` (r:0 w:1)
	/// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Prime` (r:0 w:1)
	/// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	fn add_seat() -> Weight {
		// Shortest time measured: 91_422 ns.
		Weight::from_parts(119_080_000, 11570)
			.saturating_add(T::DbWeight::get().reads(11))
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
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1031 w:256)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:256 w:256)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Council::Proposals` (r:1 w:1)
	/// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Agencies::Executing` (r:1 w:0)
	/// Proof: `Agencies::Executing` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OpenMotions` (r:1 w:1)
	/// Proof: `Agencies::OpenMotions` (`max_values`: Some(1), `max_size`: Some(661), added: 1156, mode: `MaxEncodedLen`)
	/// Storage: `Council::Voting` (r:15 w:20)
	/// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:256)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::KeyChanges` (r:0 w:4)
	/// Proof: `Agencies::KeyChanges` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerCount` (r:0 w:1)
	/// Proof: `Agencies::OfficerCount` (`max_values`: None, `max_size`: Some(13), added: 2488, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Registrations` (r:0 w:1)
	/// Proof: `Agencies::Registrations` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::SeatAccounts` (r:0 w:1)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:261)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Council::Members` (r:0 w:1)
	/// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Prime` (r:0 w:1)
	/// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::ProposalOf` (r:0 w:5)
	/// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Session::KeyOwner` (r:0 w:8)
	/// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn remove_seat() -> Weight {
		// Shortest time measured: 16_371_316 ns.
		Weight::from_parts(21_835_397_000, 2603234)
			.saturating_add(T::DbWeight::get().reads(1595))
			.saturating_add(T::DbWeight::get().writes(1347))
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
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:1 w:2)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	/// Storage: `Council::Proposals` (r:1 w:1)
	/// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Agencies::Executing` (r:1 w:0)
	/// Proof: `Agencies::Executing` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OpenMotions` (r:1 w:1)
	/// Proof: `Agencies::OpenMotions` (`max_values`: Some(1), `max_size`: Some(661), added: 1156, mode: `MaxEncodedLen`)
	/// Storage: `Council::Voting` (r:15 w:20)
	/// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Members` (r:0 w:1)
	/// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::Prime` (r:0 w:1)
	/// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Council::ProposalOf` (r:0 w:5)
	/// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn replace_seat_account() -> Weight {
		// Shortest time measured: 229_687 ns.
		Weight::from_parts(322_488_000, 41132)
			.saturating_add(T::DbWeight::get().reads(29))
			.saturating_add(T::DbWeight::get().writes(36))
	}
	/// Storage: `Agencies::SeatAccounts` (r:2 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Validators` (r:1 w:1)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Seats` (r:1 w:1)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Registrations` (r:1 w:1)
	/// Proof: `Agencies::Registrations` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:1 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	fn register_validator() -> Weight {
		// Shortest time measured: 82_733 ns.
		Weight::from_parts(95_831_000, 6038)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Agencies::SeatAccounts` (r:2 w:0)
	/// Proof: `Agencies::SeatAccounts` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Validators` (r:2 w:2)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Seats` (r:4 w:1)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Registrations` (r:1 w:1)
	/// Proof: `Agencies::Registrations` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
	/// Storage: `Session::NextKeys` (r:7 w:1)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Session::ExternallySetKeys` (r:1 w:1)
	/// Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:1 w:2)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::KeyChanges` (r:0 w:1)
	/// Proof: `Agencies::KeyChanges` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Session::KeyOwner` (r:0 w:2)
	/// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn replace_validator() -> Weight {
		// Shortest time measured: 180_300 ns.
		Weight::from_parts(218_181_000, 20611)
			.saturating_add(T::DbWeight::get().reads(22))
			.saturating_add(T::DbWeight::get().writes(13))
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
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::KeyChanges` (r:0 w:1)
	/// Proof: `Agencies::KeyChanges` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Session::KeyOwner` (r:0 w:2)
	/// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn retire_validator() -> Weight {
		// Shortest time measured: 119_716 ns.
		Weight::from_parts(135_716_000, 17696)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Agencies::Validators` (r:1 w:0)
	/// Proof: `Agencies::Validators` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::KeyChanges` (r:1 w:1)
	/// Proof: `Agencies::KeyChanges` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn allow_key_change() -> Weight {
		// Shortest time measured: 26_702 ns.
		Weight::from_parts(39_924_000, 3517)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Agencies::Seats` (r:1 w:0)
	/// Proof: `Agencies::Seats` (`max_values`: None, `max_size`: Some(170), added: 2645, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::Registrations` (r:1 w:1)
	/// Proof: `Agencies::Registrations` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
	fn allow_registrations() -> Weight {
		// Shortest time measured: 24_951 ns.
		Weight::from_parts(40_174_000, 3635)
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
		// Shortest time measured: 29_037 ns.
		Weight::from_parts(35_115_000, 3514)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// For tests: weights as measured, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn add_officer() -> Weight {
		Weight::from_parts(98_968_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn remove_officer() -> Weight {
		Weight::from_parts(101_925_000, 3561)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn dispatch_as_root() -> Weight {
		Weight::from_parts(10_266_000, 0)
	}
	fn add_seat() -> Weight {
		Weight::from_parts(119_080_000, 11570)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn remove_seat() -> Weight {
		Weight::from_parts(21_835_397_000, 2603234)
			.saturating_add(ParityDbWeight::get().reads(1595))
			.saturating_add(ParityDbWeight::get().writes(1347))
	}
	fn replace_seat_account() -> Weight {
		Weight::from_parts(322_488_000, 41132)
			.saturating_add(ParityDbWeight::get().reads(29))
			.saturating_add(ParityDbWeight::get().writes(36))
	}
	fn register_validator() -> Weight {
		Weight::from_parts(95_831_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn replace_validator() -> Weight {
		Weight::from_parts(218_181_000, 20611)
			.saturating_add(ParityDbWeight::get().reads(22))
			.saturating_add(ParityDbWeight::get().writes(13))
	}
	fn retire_validator() -> Weight {
		Weight::from_parts(135_716_000, 17696)
			.saturating_add(ParityDbWeight::get().reads(14))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn allow_key_change() -> Weight {
		Weight::from_parts(39_924_000, 3517)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn allow_registrations() -> Weight {
		Weight::from_parts(40_174_000, 3635)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn begin_motion() -> Weight {
		Weight::from_parts(35_115_000, 3514)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
