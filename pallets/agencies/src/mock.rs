//! A runtime with the agencies alone.

use crate::{self as pallet_agencies, GenesisConfig, Seat, SeatGenesis};
use frame_support::{derive_impl, parameter_types};
use sp_io::TestExternalities;
use sp_runtime::BuildStorage;

type Block = frame_system::mocking::MockBlock<Test>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Agencies = pallet_agencies;
}

parameter_types! {
	pub const MaxOfficers: u32 = 3;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

impl pallet_agencies::Config for Test {
	type MaxOfficers = MaxOfficers;
	type WeightInfo = ();
}

/// The governing account of a seat.
pub fn seat_account(seat: Seat) -> u64 {
	match seat {
		Seat::MarketSupervision => 10,
		Seat::PublicSecurity => 20,
		Seat::DataResources => 30,
	}
}

/// The officer that a seat has from the start.
pub fn first_officer(seat: Seat) -> u64 {
	seat_account(seat) + 1
}

/// The validator of a seat.
pub fn validator(seat: Seat) -> u64 {
	seat_account(seat) + 2
}

/// Three seats with an officer and a validator each.
pub fn genesis() -> Vec<(Seat, SeatGenesis<u64>)> {
	Seat::ALL
		.into_iter()
		.map(|seat| {
			let genesis = SeatGenesis {
				account: seat_account(seat),
				officers: vec![first_officer(seat)],
				validators: vec![validator(seat)],
			};
			(seat, genesis)
		})
		.collect()
}

/// A chain that begins with `seats`.
pub fn ext_with(seats: Vec<(Seat, SeatGenesis<u64>)>) -> TestExternalities {
	let mut ext: TestExternalities = RuntimeGenesisConfig {
		system: Default::default(),
		agencies: GenesisConfig { seats },
	}
	.build_storage()
	.unwrap()
	.into();
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// For the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> TestExternalities {
	ext_with(genesis())
}

/// Runs a test and then checks what always holds.
pub fn run(test: impl FnOnce()) {
	ext_with(genesis()).execute_with(|| {
		test();
		Agencies::do_try_state().unwrap();
	});
}
