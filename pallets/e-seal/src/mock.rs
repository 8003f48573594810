//! A runtime with agencies and e-seals.

use crate as pallet_e_seal;
use core::cell::RefCell;
use eseal_primitives::{Moment, SealId};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, ConstU64, NeverEnsureOrigin},
};
use pallet_agencies::{DataResources, EnsureOfficer, MarketSupervision, PublicSecurity, Seat, SeatGenesis};
use sp_io::TestExternalities;
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, DispatchResult};

type Block = frame_system::mocking::MockBlock<Test>;

/// An account.
pub type AccountId = AccountId32;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;

	#[runtime::pallet_index(2)]
	pub type Agencies = pallet_agencies;

	#[runtime::pallet_index(3)]
	pub type ESeal = pallet_e_seal;
}

parameter_types! {
	pub const MaxOfficers: u32 = 8;
	pub const MaxValidity: Moment = 5 * YEAR;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

// Nobody votes here.
impl pallet_agencies::Config for Test {
	type RuntimeCall = RuntimeCall;
	type MotionOrigin = NeverEnsureOrigin<()>;
	type Council = ();
	type CouncilMembers = Agencies;
	type CouncilChangeWeight = ();
	type Keys = ();
	type HistoryDepth = ConstU32<10>;
	type DefaultSessionLength = ConstU64<10>;
	type MaxOfficers = MaxOfficers;
	type WeightInfo = ();
}

impl pallet_e_seal::Config for Test {
	type MarketSupervision = EnsureOfficer<Test, MarketSupervision>;
	type PublicSecurity = EnsureOfficer<Test, PublicSecurity>;
	type DataResources = EnsureOfficer<Test, DataResources>;
	type Admission = Agencies;
	type Time = Timestamp;
	type UseRights = Dissolved;
	type MaxValidity = MaxValidity;
	type WeightInfo = ();
}

/// Remembers which e-seals' rights were dissolved.
pub struct Dissolved;

thread_local! {
	static DISSOLVED: RefCell<Vec<SealId>> = const { RefCell::new(Vec::new()) };
}

impl Dissolved {
	/// The e-seals whose rights were dissolved since the last call, in order.
	pub fn take() -> Vec<SealId> {
		DISSOLVED.with(|d| d.take())
	}
}

impl pallet_e_seal::UseRights for Dissolved {
	fn dissolve(seal: SealId) -> DispatchResult {
		DISSOLVED.with(|d| d.borrow_mut().push(seal));
		Ok(())
	}

	fn dissolve_weight() -> frame_support::weights::Weight {
		frame_support::weights::Weight::zero()
	}
}

/// A day in milliseconds.
pub const DAY: Moment = 24 * 60 * 60 * 1_000;
/// A year in milliseconds.
pub const YEAR: Moment = 365 * DAY;
/// The time of the first block: 2026-11-22 00:00 UTC.
pub const START: Moment = 1_795_305_600_000;

/// An account by number.
pub fn account(number: u8) -> AccountId {
	AccountId::new([number; 32])
}

/// The officer of a seat.
pub fn officer(seat: Seat) -> AccountId {
	match seat {
		Seat::MarketSupervision => account(11),
		Seat::PublicSecurity => account(21),
		Seat::DataResources => account(31),
		Seat::Witness => account(51),
	}
}

/// An officer of Market Supervision.
pub fn ms() -> RuntimeOrigin {
	RuntimeOrigin::signed(officer(Seat::MarketSupervision))
}

/// An officer of Public Security.
pub fn ps() -> RuntimeOrigin {
	RuntimeOrigin::signed(officer(Seat::PublicSecurity))
}

/// An officer of Data Resources.
pub fn dr() -> RuntimeOrigin {
	RuntimeOrigin::signed(officer(Seat::DataResources))
}

/// Lets time pass: a block later, `by` milliseconds on.
pub fn pass(by: Moment) {
	System::set_block_number(System::block_number() + 1);
	Timestamp::set_timestamp(Timestamp::get() + by);
}

/// A chain with three agencies of an officer each, at block 1.
pub fn new_test_ext() -> TestExternalities {
	let seats = Seat::AGENCIES
		.into_iter()
		.enumerate()
		.map(|(i, seat)| {
			let number = 40 + 2 * u8::try_from(i).unwrap();
			let genesis = SeatGenesis {
				account: account(number),
				officers: vec![officer(seat)],
				validators: vec![account(number + 1)],
			};
			(seat, genesis)
		})
		.collect();
	let mut ext: TestExternalities = RuntimeGenesisConfig {
		system: Default::default(),
		agencies: pallet_agencies::GenesisConfig {
			seats,
			session_length: None,
		},
	}
	.build_storage()
	.unwrap()
	.into();
	// The benchmarks sign with it.
	ext.register_extension(sp_keystore::KeystoreExt::new(
		sp_keystore::testing::MemoryKeystore::new(),
	));
	ext.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(START);
		Dissolved::take();
	});
	ext
}

/// Runs a test and then checks what always holds.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		ESeal::do_try_state().unwrap();
		Agencies::do_try_state().unwrap();
	});
}
