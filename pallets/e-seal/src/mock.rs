//! A runtime with agencies and e-seals.

use crate as pallet_e_seal;
use core::cell::RefCell;
use eseal_primitives::{Moment, SealId};
use frame_support::{derive_impl, weights::Weight};
use sp_runtime::{traits::IdentityLookup, DispatchError};

pub use eseal_mock::{officer, outcome, AccountId, DAY, START, YEAR};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;

	#[runtime::pallet_index(4)]
	pub type Admission = pallet_admission;

	#[runtime::pallet_index(2)]
	pub type Agencies = pallet_agencies;

	#[runtime::pallet_index(3)]
	pub type ESeal = pallet_e_seal;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_admission::Member;
	type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

eseal_mock::configure_e_seals!(Dissolved);

/// Remembers which e-seals' rights were dissolved.
pub struct Dissolved;

thread_local! {
	static DISSOLVED: RefCell<Vec<SealId>> = const { RefCell::new(Vec::new()) };
	static ENDING: RefCell<Vec<(SealId, Moment)>> = const { RefCell::new(Vec::new()) };
}

impl Dissolved {
	/// The e-seals whose rights were dissolved since the last call, in order.
	pub fn take() -> Vec<SealId> {
		DISSOLVED.with(|d| d.take())
	}

	/// The e-seals whose rights end when a successor takes over, and when that is, in order.
	pub fn ending() -> Vec<(SealId, Moment)> {
		ENDING.with(|e| e.borrow().clone())
	}
}

/// What it weighs to dissolve an e-seal's rights here, and at most.
pub const DISSOLUTION: Weight = Weight::from_parts(70_000_000, 7_000);
pub const MAX_DISSOLUTION: Weight = Weight::from_parts(640_000_000_000, 64_000);

impl pallet_e_seal::UseRights for Dissolved {
	fn dissolve(seal: SealId) -> Result<Weight, DispatchError> {
		DISSOLVED.with(|d| d.borrow_mut().push(seal));
		Ok(DISSOLUTION)
	}

	fn dissolve_weight() -> Weight {
		MAX_DISSOLUTION
	}

	fn end_at(seal: SealId, moment: Moment) -> Result<Weight, DispatchError> {
		ENDING.with(|e| e.borrow_mut().push((seal, moment)));
		Ok(DISSOLUTION)
	}

	fn go_on(seal: SealId, moment: Moment) {
		ENDING.with(|e| e.borrow_mut().retain(|ending| *ending != (seal, moment)));
	}
}

/// Lets time pass: a block later, `by` milliseconds on.
pub fn pass(by: u64) {
	System::set_block_number(System::block_number() + 1);
	Timestamp::set_timestamp(Timestamp::get() + by);
}

/// Runs a test and then checks what always holds.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		Dissolved::take();
		ENDING.with(|e| e.take());
		test();
		ESeal::do_try_state().unwrap();
		Agencies::do_try_state().unwrap();
		Admission::do_try_state().unwrap();
	});
}
