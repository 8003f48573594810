//! A runtime with agencies and e-seals, whose calls are the acts.

use crate::{self as pallet_dual_control, Act, ActOf};
use frame_support::{derive_impl, traits::ConstU32};
use sp_runtime::{
	traits::{Dispatchable, IdentityLookup},
	DispatchResult,
};

pub use eseal_mock::{account, officer, seat_account, second_officer, AccountId, DAY};

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

	#[runtime::pallet_index(5)]
	pub type DualControl = pallet_dual_control;
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

eseal_mock::configure_e_seals!((), DualControl);

/// Three acts of Market Supervision, of which one is irreversible; one of Public Security; one of Data Resources that an owner
/// makes too; and one of every agency.
pub struct TestActs;

impl ActOf<RuntimeCall> for TestActs {
	fn act_of(call: &RuntimeCall) -> Option<Act> {
		use pallet_e_seal::Call;
		match call {
			RuntimeCall::ESeal(Call::register_enterprise { .. }) => Some(Act::RegisterEnterprise),
			RuntimeCall::ESeal(Call::restrict_enterprise { .. }) => Some(Act::RestrictEnterprise),
			RuntimeCall::ESeal(Call::deregister_enterprise { .. }) => Some(Act::DeregisterEnterprise),
			RuntimeCall::ESeal(Call::file_physical_seal { .. }) => Some(Act::FilePhysicalSeal),
			RuntimeCall::ESeal(Call::revoke { .. }) => Some(Act::Revoke),
			RuntimeCall::ESeal(Call::propose_correction { .. }) => Some(Act::ProposeCorrection),
			RuntimeCall::ESeal(Call::agree_correction { .. }) => Some(Act::AgreeCorrection),
			RuntimeCall::Admission(pallet_admission::Call::widen_budget { .. }) => Some(Act::WidenBudget),
			_ => None,
		}
	}
}

/// How long an act waits at most, in milliseconds.
pub const MAX_WAIT: u64 = 7 * DAY;

frame_support::parameter_types! {
	pub const MaxWait: u64 = MAX_WAIT;
}

impl pallet_dual_control::Config for Test {
	type RuntimeCall = RuntimeCall;
	type Acts = TestActs;
	type Agencies = Agencies;
	type Time = Timestamp;
	type MaxWait = MaxWait;
	type MaxWaiting = ConstU32<8>;
	type MaxWaitingOfOfficer = ConstU32<3>;
	type WeightInfo = ();
}

/// The enterprise of the tests.
pub const USCC: &str = "91330100799655058B";

/// The account that owns it.
pub fn owner() -> AccountId {
	account(1)
}

fn text(text: &str) -> eseal_primitives::RawText {
	eseal_primitives::RawText::try_from(text).unwrap()
}

/// Registers the enterprise under this name: an act of Market Supervision.
pub fn register(name: &str) -> RuntimeCall {
	pallet_e_seal::Call::<Test>::register_enterprise {
		uscc: text(USCC),
		name: text(name),
		owner: owner(),
		check: eseal_primitives::UsccCheck::Enforced,
	}
	.into()
}

/// Restricts the enterprise.
pub fn restrict() -> RuntimeCall {
	pallet_e_seal::Call::<Test>::restrict_enterprise { uscc: text(USCC) }.into()
}

/// Deregisters the enterprise, for good.
pub fn deregister() -> RuntimeCall {
	pallet_e_seal::Call::<Test>::deregister_enterprise { uscc: text(USCC) }.into()
}

/// Files a physical seal of the enterprise: an act of Public Security.
pub fn file() -> RuntimeCall {
	pallet_e_seal::Call::<Test>::file_physical_seal {
		code: text("3301000000001"),
		uscc: text(USCC),
		kind: pallet_e_seal::SealKind::Official,
		imprint: eseal_primitives::DocumentDigest::Sha256(sp_core::H256::repeat_byte(1)),
		maker: text("杭州刻章社"),
	}
	.into()
}

/// Widens the owner's budget: an act of any agency.
pub fn widen() -> RuntimeCall {
	pallet_admission::Call::<Test>::widen_budget {
		account: owner(),
		factor: 2,
	}
	.into()
}

/// Makes a call.
pub fn send(origin: RuntimeOrigin, call: RuntimeCall) -> DispatchResult {
	call.dispatch(origin).map(drop).map_err(|failure| failure.error)
}

/// Lets time pass: a block later, `by` milliseconds on.
pub fn pass(by: u64) {
	System::set_block_number(System::block_number() + 1);
	Timestamp::set_timestamp(Timestamp::get() + by);
}

/// Checks what always holds.
pub fn check() {
	DualControl::do_try_state().unwrap();
	ESeal::do_try_state().unwrap();
	Agencies::do_try_state().unwrap();
	Admission::do_try_state().unwrap();
}

/// Runs a test and then checks what always holds.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		check();
	});
}
