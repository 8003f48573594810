//! A runtime with the agencies and their council. Session keys are numbers.

use crate::{self as pallet_agencies, GenesisConfig, Officer, Seat, SeatGenesis, ValidatorKeys};
use codec::Encode;
use eseal_primitives::Act;
use frame_support::{
	derive_impl,
	dispatch::DispatchResult,
	parameter_types,
	traits::{ConstU32, ConstU64, SortedMembers, Time},
	weights::Weight,
};
use frame_system::EnsureRoot;
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchError};
use sp_staking::SessionIndex;
use std::{cell::RefCell, collections::BTreeMap};

type Block = frame_system::mocking::MockBlock<Test>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Admission = pallet_admission;

	#[runtime::pallet_index(3)]
	pub type Agencies = pallet_agencies;

	#[runtime::pallet_index(2)]
	pub type Council = pallet_collective<Instance1>;
}

type CouncilInstance = pallet_collective::Instance1;

parameter_types! {
	pub const MaxOfficers: u32 = 4;
	pub const CouncilChangeWeight: Weight = Weight::from_parts(7, 0);
	pub const MaxProposalWeight: Weight = Weight::MAX;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_admission::Member;
}

parameter_types! {
	pub const Budgets: pallet_admission::Budgets = pallet_admission::Budgets::UNLIMITED;
	pub const Reserved: sp_runtime::Perbill = sp_runtime::Perbill::from_percent(10);
}

/// Nobody acts here.
pub struct NoActs;

impl pallet_admission::OfficerGate<RuntimeOrigin, u64> for NoActs {
	fn pass(_: RuntimeOrigin, _: Act, _: &impl Encode) -> Result<Officer<u64>, DispatchError> {
		Err(DispatchError::BadOrigin)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_origin_of(_: Seat, _: Act, _: &impl Encode) -> RuntimeOrigin {
		RuntimeOrigin::none()
	}
}

/// The time of a block: its number in seconds.
pub struct Clock;

impl Time for Clock {
	type Moment = u64;

	fn now() -> u64 {
		System::block_number() * 1_000
	}
}

impl pallet_admission::Config for Test {
	type Officers = NoActs;
	type Access = ();
	type Failures = ();
	type DefaultBudgets = Budgets;
	type Reserved = Reserved;
	type MostWaiting = frame_support::traits::ConstU32<64>;
	type WeightInfo = ();
}

impl pallet_collective::Config<CouncilInstance> for Test {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = ConstU64<100>;
	type MaxProposals = pallet_agencies::MaxMotions<Test>;
	type MaxMembers = ConstU32<4>;
	type DefaultVote = pallet_collective::PrimeDefaultVote;
	type WeightInfo = ();
	type SetMembersOrigin = frame_support::traits::NeverEnsureOrigin<()>;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = EnsureRoot<u64>;
	type KillOrigin = EnsureRoot<u64>;
	type Consideration = pallet_agencies::MotionSlot<Test>;
}

/// Who votes.
pub struct CouncilMembers;

impl SortedMembers<u64> for CouncilMembers {
	fn sorted_members() -> Vec<u64> {
		pallet_collective::Members::<Test, CouncilInstance>::get()
	}
}

thread_local! {
	/// The keys that validators have set.
	static KEYS: RefCell<BTreeMap<u64, u32>> = const { RefCell::new(BTreeMap::new()) };
	/// The validators of the session that begins, with their keys.
	static QUEUED: RefCell<Vec<(u64, u32)>> = const { RefCell::new(Vec::new()) };
	/// Before which session nothing is remembered.
	static FORGOTTEN: RefCell<SessionIndex> = const { RefCell::new(0) };
}

/// Session keys that are numbers.
pub struct TestKeys;

impl TestKeys {
	/// A validator sets its key.
	pub fn set(validator: u64, key: u32) {
		KEYS.with_borrow_mut(|keys| keys.insert(validator, key));
	}

	fn with_keys(validators: &[u64]) -> Vec<(u64, u32)> {
		KEYS.with_borrow(|keys| {
			validators
				.iter()
				.filter_map(|validator| Some((*validator, *keys.get(validator)?)))
				.collect()
		})
	}

	/// These serve from now on.
	pub fn queue(validators: &[u64]) {
		QUEUED.set(Self::with_keys(validators));
	}

	/// Before which session nothing is remembered.
	pub fn forgotten() -> SessionIndex {
		FORGOTTEN.with_borrow(|session| *session)
	}
}

impl ValidatorKeys<u64> for TestKeys {
	fn exist(validator: &u64) -> bool {
		KEYS.with_borrow(|keys| keys.contains_key(validator))
	}

	fn forget(validator: &u64) -> DispatchResult {
		KEYS.with_borrow_mut(|keys| keys.remove(validator));
		Ok(())
	}

	fn would_change(validators: &[u64]) -> bool {
		QUEUED.with_borrow(|queued| Self::with_keys(validators) != *queued)
	}

	fn forget_sessions_before(session: SessionIndex) {
		FORGOTTEN.set(session);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_some(validator: &u64) {
		Self::set(*validator, 1);
	}
}

impl pallet_agencies::Config for Test {
	type RuntimeCall = RuntimeCall;
	type Admission = Admission;
	type Time = Clock;
	type MotionOrigin = pallet_collective::EnsureProportionMoreThan<u64, CouncilInstance, 1, 2>;
	type Council = Council;
	type CouncilMembers = CouncilMembers;
	type Motions = pallet_agencies::CollectiveMotions<Test, CouncilInstance>;
	type MaxOpenMotions = ConstU32<2>;
	type CouncilChangeWeight = CouncilChangeWeight;
	type Keys = TestKeys;
	type HistoryDepth = ConstU32<10>;
	type DefaultSessionLength = ConstU64<300>;
	type ChangePeriod = ConstU64<50>;
	type MaxOfficers = MaxOfficers;
	type WeightInfo = ();
}

/// The governing account of a seat.
pub fn seat_account(seat: Seat) -> u64 {
	match seat {
		Seat::MarketSupervision => 10,
		Seat::PublicSecurity => 20,
		Seat::DataResources => 30,
		Seat::Witness => 40,
	}
}

/// The officer that a seat has from the start.
pub fn first_officer(seat: Seat) -> u64 {
	seat_account(seat) + 1
}

/// The second officer that a seat has from the start.
pub fn second_officer(seat: Seat) -> u64 {
	seat_account(seat) + 5
}

/// The validator of a seat.
pub fn validator(seat: Seat) -> u64 {
	seat_account(seat) + 2
}

/// The agencies' seats with two officers and a validator each.
pub fn genesis() -> Vec<(Seat, SeatGenesis<u64>)> {
	Seat::AGENCIES
		.into_iter()
		.map(|seat| {
			let genesis = SeatGenesis {
				account: seat_account(seat),
				officers: vec![first_officer(seat), second_officer(seat)],
				validators: vec![validator(seat)],
			};
			(seat, genesis)
		})
		.collect()
}

/// A chain that begins with `seats`.
pub fn ext_with(seats: Vec<(Seat, SeatGenesis<u64>)>) -> TestExternalities {
	ext_with_sessions(seats, None)
}

/// A chain that begins with `seats` and sessions of this length. The validators have keys, and take part.
pub fn ext_with_sessions(seats: Vec<(Seat, SeatGenesis<u64>)>, session_length: Option<u64>) -> TestExternalities {
	let validators: Vec<u64> = seats.iter().flat_map(|(_, seat)| seat.validators.clone()).collect();
	validators.iter().for_each(|validator| TestKeys::set(*validator, 1));
	TestKeys::queue(&validators);
	let mut ext: TestExternalities = RuntimeGenesisConfig {
		system: Default::default(),
		agencies: GenesisConfig { seats, session_length },
		council: Default::default(),
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
		Admission::do_try_state().unwrap();
	});
}
