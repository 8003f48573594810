//! A runtime with agencies, e-seals and the usage log.

use crate as pallet_usage_log;
use eseal_primitives::Moment;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, ConstU64, Hooks, NeverEnsureOrigin},
	weights::Weight,
};
use pallet_agencies::{
	DataResources, EnsureAnyOfficer, EnsureOfficer, MarketSupervision, PublicSecurity, Seat, SeatGenesis,
};
use sp_io::TestExternalities;
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage};

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

	#[runtime::pallet_index(4)]
	pub type UsageLog = pallet_usage_log;
}

parameter_types! {
	pub const MaxOfficers: u32 = 8;
	pub const MaxValidity: Moment = 5 * YEAR;
	pub const MaxGrants: u32 = 4;
	pub const StatementLifetime: Moment = 10 * 60 * 1_000;
	pub const MaxClockAhead: Moment = 60 * 1_000;
	pub const MaxUsesPerBlock: u32 = 300;
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
	type UseRights = UsageLog;
	type MaxValidity = MaxValidity;
	type WeightInfo = ();
}

impl pallet_usage_log::Config for Test {
	type AnyAgency = EnsureAnyOfficer<Test>;
	type Seals = ESeal;
	type Admission = Agencies;
	type Time = Timestamp;
	type MaxGrants = MaxGrants;
	type StatementLifetime = StatementLifetime;
	type MaxClockAhead = MaxClockAhead;
	type MaxUsesPerBlock = MaxUsesPerBlock;
	type WeightInfo = Weights;
}

/// Weights of which only those of the clean-up count.
pub struct Weights;

impl pallet_usage_log::WeightInfo for Weights {
	fn grant() -> Weight {
		Weight::zero()
	}

	fn revoke_grant() -> Weight {
		Weight::zero()
	}

	fn record_use() -> Weight {
		Weight::zero()
	}

	fn record_use_sm2() -> Weight {
		Weight::zero()
	}

	fn commit_uses(_: u32) -> Weight {
		Weight::zero()
	}

	fn flag_use() -> Weight {
		Weight::zero()
	}

	fn close_flag() -> Weight {
		Weight::zero()
	}

	fn expiry_base() -> Weight {
		Weight::from_parts(1_000, 10)
	}

	fn expiry_step() -> Weight {
		Weight::from_parts(100, 1)
	}

	fn dissolve(_: u32) -> Weight {
		Weight::zero()
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

/// The governing account of a seat.
pub fn seat_account(seat: Seat) -> AccountId {
	match seat {
		Seat::MarketSupervision => account(40),
		Seat::PublicSecurity => account(42),
		Seat::DataResources => account(44),
		Seat::Witness => account(46),
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
	let block = System::block_number();
	UsageLog::on_finalize(block);
	System::initialize(&(block + 1), &System::parent_hash(), &Default::default());
	UsageLog::on_initialize(block + 1);
	Timestamp::set_timestamp(Timestamp::get() + by);
}

/// A chain with three agencies of an officer each, at block 1.
pub fn new_test_ext() -> TestExternalities {
	let seats = Seat::AGENCIES
		.into_iter()
		.zip([41, 43, 45])
		.map(|(seat, validator)| {
			let genesis = SeatGenesis {
				account: seat_account(seat),
				officers: vec![officer(seat)],
				validators: vec![account(validator)],
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
	});
	ext
}

/// Runs a test and then checks what always holds.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		UsageLog::do_try_state().unwrap();
		ESeal::do_try_state().unwrap();
		Agencies::do_try_state().unwrap();
		check_admission();
	});
}

/// An account has one provider reference for each of its roles, and none beyond.
pub fn check_admission() {
	for who in frame_system::Account::<Test>::iter_keys() {
		let duties = [
			pallet_agencies::Officers::<Test>::contains_key(&who),
			pallet_agencies::SeatAccounts::<Test>::contains_key(&who),
			pallet_agencies::Validators::<Test>::contains_key(&who),
		];
		let duties = duties.into_iter().filter(|duty| *duty).count();
		let roles = duties + ESeal::roles_of(&who) + UsageLog::roles_of(&who);
		assert_eq!(
			usize::try_from(System::providers(&who)),
			Ok(roles),
			"references of {who}"
		);
	}
}
