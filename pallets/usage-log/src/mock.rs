//! A runtime with agencies, e-seals and the usage log.

use crate as pallet_usage_log;
use frame_support::{derive_impl, parameter_types, traits::Hooks, weights::Weight};
use sp_runtime::traits::IdentityLookup;

pub use eseal_mock::{account, officer, outcome, seat_account, AccountId, DAY, START, YEAR};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;

	#[runtime::pallet_index(5)]
	pub type Admission = pallet_admission;

	#[runtime::pallet_index(2)]
	pub type Agencies = pallet_agencies;

	#[runtime::pallet_index(3)]
	pub type ESeal = pallet_e_seal;

	#[runtime::pallet_index(4)]
	pub type UsageLog = pallet_usage_log;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_admission::Member;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

eseal_mock::configure_e_seals!(UsageLog);

parameter_types! {
	pub const MaxGrants: u32 = 4;
	pub const MaxLent: u32 = 2;
	pub const StatementLifetime: u64 = 10 * 60 * 1_000;
	pub const MaxClockAhead: u64 = 60 * 1_000;
	pub const MaxUsesPerBlock: u32 = 300;
	pub const MinRetention: u64 = 10 * 60 * 1_000;
	pub const BurstFactor: u32 = 10;
	pub const BurstFloor: u64 = 1_000;
}

impl pallet_usage_log::Config for Test {
	type Officers = OneOfficer;
	type Seals = ESeal;
	type Admission = Admission;
	type Time = Timestamp;
	type MaxGrants = MaxGrants;
	type MaxLent = MaxLent;
	type StatementLifetime = StatementLifetime;
	type MaxClockAhead = MaxClockAhead;
	type MaxUsesPerBlock = MaxUsesPerBlock;
	type MinRetention = MinRetention;
	type BurstFactor = BurstFactor;
	type BurstFloor = BurstFloor;
	type WeightInfo = Weights;
}

/// Weights of which those of uses, of the clean-up and of the end of grants count.
pub struct Weights;

impl pallet_usage_log::WeightInfo for Weights {
	fn grant() -> Weight {
		Weight::zero()
	}

	fn grant_to_two() -> Weight {
		Weight::zero()
	}

	fn lend() -> Weight {
		Weight::zero()
	}

	fn revoke_grant() -> Weight {
		Weight::zero()
	}

	fn record_use() -> Weight {
		Weight::from_parts(7_000, 70)
	}

	fn record_use_sm2() -> Weight {
		Weight::from_parts(19_000, 80)
	}

	fn record_uses(n: u32) -> Weight {
		Weight::from_parts(7_500, 75).saturating_add(Weight::from_parts(300, 3).saturating_mul(n.into()))
	}

	fn commit_uses(n: u32) -> Weight {
		Weight::from_parts(20, 2).saturating_add(Weight::from_parts(500, 5).saturating_mul(n.into()))
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

	fn dissolve(n: u32) -> Weight {
		Weight::from_parts(50, 5).saturating_add(Weight::from_parts(10, 1).saturating_mul(n.into()))
	}
}

/// Lets time pass: a block later, `by` milliseconds on.
pub fn pass(by: u64) {
	let block = System::block_number();
	// Unless a test has ended the block.
	if pallet_usage_log::BlockLeaves::<Test>::get().is_empty() {
		UsageLog::on_finalize(block);
	}
	System::initialize(&(block + 1), &System::parent_hash(), &Default::default());
	UsageLog::on_initialize(block + 1);
	Timestamp::set_timestamp(Timestamp::get() + by);
}

/// Runs a test and then checks what always holds.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		UsageLog::do_try_state().unwrap();
		ESeal::do_try_state().unwrap();
		Agencies::do_try_state().unwrap();
		Admission::do_try_state().unwrap();
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
