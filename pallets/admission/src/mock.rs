//! A runtime with accounts that have roles. Accounts are numbers; 1 is an officer.

use crate::{
	self as pallet_admission, Access, Admission, Budget, Budgets, CheckAdmission, Duty, Failures, Limit, Member,
	OfficerGate, Pass, Refusal, Role, Tier,
};
use codec::Encode;
use core::cell::RefCell;
use eseal_primitives::{Act, Officer, Seat};
use frame_support::{
	derive_impl,
	dispatch::{DispatchInfo, GetDispatchInfo, PostDispatchInfo},
	parameter_types,
	traits::Get,
	weights::Weight,
};
use sp_io::TestExternalities;
use sp_runtime::{
	traits::{DispatchTransaction, TransactionExtension, TxBaseImplication},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction},
	BuildStorage, DispatchError, DispatchResult, Perbill,
};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type AdmissionPallet = pallet_admission;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = Member;
	type Nonce = u32;
}

/// The weight of every extrinsic in these tests, in picoseconds, without what the block's limits add.
pub const COST: u64 = 1_000_000_000;

/// What an extrinsic is charged: its weight, and what each one takes in itself.
pub fn charged() -> u64 {
	let limits: frame_system::limits::BlockWeights = <Test as frame_system::Config>::BlockWeights::get();
	let base = limits
		.get(frame_support::dispatch::DispatchClass::Normal)
		.base_extrinsic
		.ref_time();
	COST + base
}

const fn budget(times: u64, per_block: u64) -> Budget {
	// More than `charged`, so that so many fit.
	const ONE: u64 = 2 * COST;
	Budget {
		weight: Limit {
			burst: times * ONE,
			per_block: per_block * ONE,
		},
		bytes: Limit {
			burst: times * 100,
			per_block: per_block * 100,
		},
	}
}

parameter_types! {
	pub const DefaultBudgets: Budgets = Budgets {
		governor: budget(32, 4),
		officer: budget(64, 8),
		validator: budget(8, 1),
		owner: budget(16, 1),
		operator: budget(16, 1),
	};
	pub const Reserved: Perbill = Perbill::from_percent(10);
	/// More than fits into a budget, unless an agency widened it.
	pub const MostWaiting: u32 = 40;
}

thread_local! {
	static NOTED: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
	static FAILED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Governors go first; nobody may send a remark that begins with 0; one that begins with 1 is noted.
pub struct TestAccess;

impl Access<u64, RuntimeCall> for TestAccess {
	fn check(_: &u64, member: &Member, call: &RuntimeCall) -> Result<Pass, Refusal> {
		let first = match call {
			RuntimeCall::System(frame_system::Call::remark { remark }) => remark.first().copied(),
			_ => None,
		};
		if first == Some(0) {
			return Err(Refusal::NotYours);
		}
		let tier = match member.duty {
			Some(Duty::Governor { .. }) => Tier::Governance,
			_ => Tier::Ordinary,
		};
		Ok(Pass {
			tier,
			noted: first == Some(1),
		})
	}

	fn succeeded(who: &u64) {
		NOTED.with_borrow_mut(|noted| noted.push(*who));
	}
}

/// Of remarks that begin with 1, or with a higher number up to 8, the failures are told.
pub struct TestFailures;

impl Failures<RuntimeCall> for TestFailures {
	type Subject = u8;

	fn subject(call: &RuntimeCall) -> Option<u8> {
		match call {
			RuntimeCall::System(frame_system::Call::remark { remark }) => {
				remark.first().copied().filter(|first| *first < 9)
			}
			_ => None,
		}
	}

	fn failed(subject: u8) {
		FAILED.with_borrow_mut(|failed| failed.push(subject));
	}
}

/// What remarks that failed began with, of those whose failures are told.
pub fn failed() -> Vec<u8> {
	FAILED.take()
}

/// Who succeeded with a call that is noted.
pub fn noted() -> Vec<u64> {
	NOTED.take()
}

/// Account 1 is an officer.
pub struct One;

impl OfficerGate<RuntimeOrigin, u64> for One {
	fn pass(origin: RuntimeOrigin, _: Act, _: &impl Encode) -> Result<Officer<u64>, DispatchError> {
		match frame_system::ensure_signed(origin)? {
			1 => Ok(Officer {
				seat: Seat::DataResources,
				account: 1,
			}),
			_ => Err(DispatchError::BadOrigin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_origin_of(_: Seat, _: Act, _: &impl Encode) -> RuntimeOrigin {
		RuntimeOrigin::signed(1)
	}
}

impl pallet_admission::Config for Test {
	type Officers = One;
	type Access = TestAccess;
	type Failures = TestFailures;
	type DefaultBudgets = DefaultBudgets;
	type Reserved = Reserved;
	type MostWaiting = MostWaiting;
	type WeightInfo = ();
}

/// A governor's role.
pub const GOVERNOR: Role = Role::Duty(Duty::Governor {
	seat: Seat::DataResources,
});
/// An officer's role.
pub const OFFICER: Role = Role::Duty(Duty::Officer {
	seat: Seat::DataResources,
});

/// A remark that begins with `byte`.
pub fn remark(byte: u8) -> RuntimeCall {
	frame_system::Call::remark { remark: vec![byte] }.into()
}

fn info() -> DispatchInfo {
	DispatchInfo {
		call_weight: Weight::from_parts(COST, 0),
		..remark(9).get_dispatch_info()
	}
}

/// What the pool says of an extrinsic of `len` bytes by `who` with this nonce.
pub fn pool(
	who: u64,
	nonce: u32,
	call: &RuntimeCall,
	len: usize,
) -> Result<ValidTransaction, TransactionValidityError> {
	CheckAdmission::<Test>::from(nonce)
		.validate(
			RuntimeOrigin::signed(who),
			call,
			&info(),
			len,
			(),
			&TxBaseImplication(()),
			TransactionSource::External,
		)
		.map(|(valid, _, _)| valid)
}

/// What a block does with an extrinsic whose call has this outcome.
pub fn block_with(
	who: u64,
	len: usize,
	outcome: Result<Weight, DispatchError>,
) -> Result<DispatchResult, TransactionValidityError> {
	block_with_call(who, &remark(1), len, outcome)
}

/// The same with this call.
pub fn block_with_call(
	who: u64,
	call: &RuntimeCall,
	len: usize,
	outcome: Result<Weight, DispatchError>,
) -> Result<DispatchResult, TransactionValidityError> {
	let nonce = System::account_nonce(who);
	let post = |weight| PostDispatchInfo {
		actual_weight: Some(weight),
		pays_fee: Default::default(),
	};
	CheckAdmission::<Test>::from(nonce)
		.test_run(RuntimeOrigin::signed(who), call, &info(), len, 0, |_| match outcome {
			Ok(weight) => Ok(post(weight)),
			Err(error) => Err(error.into()),
		})
		.map(|result| result.map(drop).map_err(|failure| failure.error))
}

/// A block takes an extrinsic of one byte that weighs all that it declares.
pub fn block(who: u64) -> Result<DispatchResult, TransactionValidityError> {
	block_with(who, 1, Ok(Weight::from_parts(COST, 0)))
}

/// The error of a refusal.
pub fn refused<T>(refusal: Refusal) -> Result<T, TransactionValidityError> {
	Err(InvalidTransaction::Custom(refusal.code()).into())
}

/// Blocks pass.
pub fn pass(blocks: u64) {
	System::set_block_number(System::block_number() + blocks);
}

/// Admits an account whose budget is whole.
pub fn admit(who: u64, role: Role) {
	AdmissionPallet::admit(&who, role).unwrap();
	frame_system::Account::<Test>::mutate(who, |account| account.data.spent = Default::default());
}

/// A chain at block 1.
pub fn new_test_ext() -> TestExternalities {
	let mut ext: TestExternalities = frame_system::GenesisConfig::<Test>::default()
		.build_storage()
		.unwrap()
		.into();
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test and then checks what always holds.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		noted();
		failed();
		test();
		AdmissionPallet::do_try_state().unwrap();
	});
}
