//! What the mock runtimes of the pallets' tests share: accounts, time, three agencies with two officers each, and how the
//! pallets below are configured.

use eseal_primitives::{Moment, Seat};
use frame_support::dispatch::{DispatchResult, DispatchResultWithPostInfo};
use pallet_agencies::SeatGenesis;
use sp_io::TestExternalities;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{AccountId32, Storage};

pub use codec::Encode;
pub use eseal_primitives::Act;
pub use frame_support;
pub use sp_runtime;

/// An account.
pub type AccountId = AccountId32;

/// A day in milliseconds.
pub const DAY: u64 = eseal_primitives::moment::DAY;
/// A year in milliseconds.
pub const YEAR: u64 = 365 * DAY;
/// The time of the first block: 2026-11-22 00:00 UTC.
pub const START: Moment = Moment(1_795_305_600_000);

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

/// The second officer of a seat.
pub fn second_officer(seat: Seat) -> AccountId {
	match seat {
		Seat::MarketSupervision => account(12),
		Seat::PublicSecurity => account(22),
		Seat::DataResources => account(32),
		Seat::Witness => account(52),
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

/// The three agencies, with two officers and a validator each.
pub fn agencies() -> Vec<(Seat, SeatGenesis<AccountId>)> {
	Seat::AGENCIES
		.into_iter()
		.zip([41, 43, 45])
		.map(|(seat, validator)| {
			let genesis = SeatGenesis {
				account: seat_account(seat),
				officers: vec![officer(seat), second_officer(seat)],
				validators: vec![account(validator)],
			};
			(seat, genesis)
		})
		.collect()
}

/// The result of a call without what it weighed.
pub fn outcome(result: DispatchResultWithPostInfo) -> DispatchResult {
	result.map(drop).map_err(|failure| failure.error)
}

/// A chain with this storage, whose node has a keystore: benchmarks sign with it.
pub fn externalities(storage: Storage) -> TestExternalities {
	let mut externalities = TestExternalities::from(storage);
	externalities.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	externalities
}

/// Configures agencies and e-seals for the runtime `Test`, in whose scope the pallets have their crates' names. Takes what
/// ends the rights to use an e-seal, and the gate that acts of officers pass, if it is not to be one at which a single officer
/// suffices. Gives the origins `ms()`, `ps()` and `dr()` of the agencies' officers, and `genesis()`,
/// a chain at block 1 and [`START`].
#[macro_export]
macro_rules! configure_e_seals {
	($use_rights:ty) => {
		/// A gate at which one officer of the act's seat suffices, whatever the act: tests of a call need no second officer. The
		/// tests of `pallet_dual_control` and of the runtime are about the one that counts them.
		pub struct OneOfficer;

		impl pallet_admission::OfficerGate<RuntimeOrigin, $crate::AccountId> for OneOfficer {
			fn pass(
				origin: RuntimeOrigin,
				act: $crate::Act,
				_: &impl $crate::Encode,
			) -> Result<pallet_agencies::Officer<$crate::AccountId>, $crate::sp_runtime::DispatchError> {
				let account = frame_system::ensure_signed(origin)?;
				pallet_agencies::Officers::<Test>::get(&account)
					.filter(|seat| act.is_of(*seat))
					.map(|seat| pallet_agencies::Officer { seat, account })
					.ok_or($crate::sp_runtime::DispatchError::BadOrigin)
			}

			#[cfg(feature = "runtime-benchmarks")]
			fn benchmark_origin_of(
				seat: pallet_agencies::Seat,
				_: $crate::Act,
				_: &impl $crate::Encode,
			) -> RuntimeOrigin {
				RuntimeOrigin::signed(pallet_agencies::benchmark_officer::<Test>(seat, 0))
			}
		}

		$crate::configure_e_seals!($use_rights, OneOfficer);
	};
	($use_rights:ty, $officers:ty) => {
		$crate::frame_support::parameter_types! {
			pub const MaxOfficers: u32 = 8;
			pub const Unlimited: pallet_admission::Budgets = pallet_admission::Budgets::UNLIMITED;
			pub const MaxValidity: u64 = 5 * $crate::YEAR;
			pub const MaxFreeze: u64 = 180 * $crate::DAY;
			pub const MaxOffer: u64 = 30 * $crate::DAY;
			pub const MaxRotation: u64 = 90 * $crate::DAY;
			pub const MaxRenameAhead: u64 = 366 * $crate::DAY;
		}

		// Nobody is counted here.
		impl pallet_admission::Config for Test {
			type Officers = $officers;
			type Access = ();
			type Failures = ();
			type DefaultBudgets = Unlimited;
			type Reserved = ();
			type MostWaiting = ::frame_support::traits::ConstU32<64>;
			type WeightInfo = ();
		}

		// Nobody votes here.
		impl pallet_agencies::Config for Test {
			type RuntimeCall = RuntimeCall;
			type Admission = Admission;
			type Time = Timestamp;
			type MotionOrigin = $crate::frame_support::traits::NeverEnsureOrigin<()>;
			type Council = ();
			type CouncilMembers = Agencies;
			type Motions = ();
			type MaxOpenMotions = $crate::frame_support::traits::ConstU32<5>;
			type CouncilChangeWeight = ();
			type Keys = ();
			type HistoryDepth = $crate::frame_support::traits::ConstU32<10>;
			type DefaultSessionLength = $crate::frame_support::traits::ConstU64<10>;
			type ChangePeriod = $crate::frame_support::traits::ConstU64<50>;
			type MaxOfficers = MaxOfficers;
			type WeightInfo = ();
		}

		impl pallet_e_seal::Config for Test {
			type Officers = $officers;
			type Admission = Admission;
			type Time = Timestamp;
			type UseRights = $use_rights;
			type MaxValidity = MaxValidity;
			type MaxOpenCorrections = $crate::frame_support::traits::ConstU32<4>;
			type CorrectionLifetime = $crate::frame_support::traits::ConstU64<{ 30 * $crate::DAY }>;
			type MaxFreeze = MaxFreeze;
			type MaxOffer = MaxOffer;
			type MaxRotation = MaxRotation;
			type MaxRenameAhead = MaxRenameAhead;
			type WeightInfo = ();
		}

		/// An officer of Market Supervision.
		pub fn ms() -> RuntimeOrigin {
			RuntimeOrigin::signed($crate::officer(pallet_agencies::Seat::MarketSupervision))
		}

		/// An officer of Public Security.
		pub fn ps() -> RuntimeOrigin {
			RuntimeOrigin::signed($crate::officer(pallet_agencies::Seat::PublicSecurity))
		}

		/// An officer of Data Resources.
		pub fn dr() -> RuntimeOrigin {
			RuntimeOrigin::signed($crate::officer(pallet_agencies::Seat::DataResources))
		}

		/// A chain with three agencies of two officers each, at block 1.
		pub fn new_test_ext() -> sp_io::TestExternalities {
			use $crate::sp_runtime::BuildStorage;
			// A pallet that a test adds begins with its defaults.
			#[allow(clippy::needless_update)]
			let genesis = RuntimeGenesisConfig {
				system: Default::default(),
				agencies: pallet_agencies::GenesisConfig {
					seats: $crate::agencies(),
					session_length: None,
				},
				..Default::default()
			};
			let mut ext = $crate::externalities(genesis.build_storage().unwrap());
			ext.execute_with(|| {
				System::set_block_number(1);
				Timestamp::set_timestamp($crate::START.0);
			});
			ext
		}
	};
}
