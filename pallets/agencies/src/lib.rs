//! # Agencies
//!
//! The agencies that run the chain. Each holds a *seat*; for each seat the pallet knows
//!
//! - its governing account, which names the seat's officers,
//! - its officers, who act for the agency day to day,
//! - its validators, which author and finalise blocks.
//!
//! Other pallets take two things from here: origins that say *which* agency and officer speaks ([`EnsureOfficer`],
//! [`EnsureAnyOfficer`]) and [`Admission`], by which an account gains and loses the right to send extrinsics. There is
//! no token on this chain: an account may send extrinsics as long as it holds a role.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
	not(test),
	deny(
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic,
		clippy::indexing_slicing,
		clippy::arithmetic_side_effects,
	)
)]

extern crate alloc;

mod admission;
#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::expect_used, clippy::arithmetic_side_effects)]
mod benchmarking;
mod genesis;
#[cfg(test)]
mod mock;
mod origin;
mod session;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use admission::{Admission, READMISSION_GAP};
pub use genesis::SeatGenesis;
pub use origin::{DataResources, EnsureAnyOfficer, EnsureOfficer, MarketSupervision, PublicSecurity};
pub use pallet::*;
pub use session::ValidatorOf;
pub use types::{Officer, Seat, SeatInfo, MAX_VALIDATORS};
pub use weights::WeightInfo;

// The macros write `expect` into what they make of storage and errors.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	/// The version of the storage's layout.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The most officers that one seat may have.
		#[pallet::constant]
		type MaxOfficers: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The seats with their governing account and validators.
	#[pallet::storage]
	pub type Seats<T: Config> = StorageMap<_, Twox64Concat, Seat, SeatInfo<T::AccountId>>;

	/// The seat that an account governs. The reverse of [`Seats`].
	#[pallet::storage]
	pub type SeatAccounts<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Seat>;

	/// The seat whose validator an account is. The reverse of [`Seats`].
	#[pallet::storage]
	pub type Validators<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Seat>;

	/// The seat for which an officer acts. An account is an officer of one seat at most.
	#[pallet::storage]
	pub type Officers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Seat>;

	/// How many officers a seat has.
	#[pallet::storage]
	pub type OfficerCount<T: Config> = StorageMap<_, Twox64Concat, Seat, u32, ValueQuery>;

	/// The nonce that an account had when its last role ended. When it is admitted again its nonce goes on above this
	/// one, so that no extrinsic it once signed is valid again.
	#[pallet::storage]
	pub type RetiredNonces<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, T::Nonce>;

	/// The agencies at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Every seat, once.
		pub seats: Vec<(Seat, SeatGenesis<T::AccountId>)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			genesis::build::<T>(&self.seats);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account became an officer.
		OfficerAdded {
			/// The seat it acts for.
			seat: Seat,
			/// The account.
			officer: T::AccountId,
		},
		/// An account is no officer any more.
		OfficerRemoved {
			/// The seat it acted for.
			seat: Seat,
			/// The account.
			officer: T::AccountId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The caller governs no seat. Only a seat's governing account names its officers.
		NotSeatAccount,
		/// The account is an officer already, of this seat or another. Remove it there first.
		AlreadyOfficer,
		/// The account is no officer of the caller's seat.
		NotOfficerOfSeat,
		/// The seat has as many officers as it may have. Remove one first.
		TooManyOfficers,
		/// The account governs a seat or validates for one. An officer needs an account of its own.
		AccountHasOtherDuty,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Names an officer of the caller's seat and admits its account.
		///
		/// **Origin:** signed by the governing account of a seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::AlreadyOfficer`], [`Error::AccountHasOtherDuty`],
		/// [`Error::TooManyOfficers`].
		///
		/// **Events:** [`Event::OfficerAdded`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::add_officer())]
		pub fn add_officer(origin: OriginFor<T>, officer: T::AccountId) -> DispatchResult {
			let seat = Self::ensure_seat_account(origin)?;
			ensure!(!Officers::<T>::contains_key(&officer), Error::<T>::AlreadyOfficer);
			ensure!(
				!SeatAccounts::<T>::contains_key(&officer) && !Validators::<T>::contains_key(&officer),
				Error::<T>::AccountHasOtherDuty
			);
			let count = OfficerCount::<T>::get(seat).saturating_add(1);
			ensure!(count <= T::MaxOfficers::get(), Error::<T>::TooManyOfficers);

			OfficerCount::<T>::insert(seat, count);
			Officers::<T>::insert(&officer, seat);
			Self::admit(&officer);
			Self::deposit_event(Event::OfficerAdded { seat, officer });
			Ok(())
		}

		/// Ends an officer's role. Its account can send no more extrinsics unless it holds another role.
		///
		/// **Origin:** signed by the governing account of the officer's seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::NotOfficerOfSeat`].
		///
		/// **Events:** [`Event::OfficerRemoved`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::remove_officer())]
		pub fn remove_officer(origin: OriginFor<T>, officer: T::AccountId) -> DispatchResult {
			let seat = Self::ensure_seat_account(origin)?;
			ensure!(Officers::<T>::get(&officer) == Some(seat), Error::<T>::NotOfficerOfSeat);

			Officers::<T>::remove(&officer);
			OfficerCount::<T>::mutate(seat, |count| *count = count.saturating_sub(1));
			Self::dismiss(&officer)?;
			Self::deposit_event(Event::OfficerRemoved { seat, officer });
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		fn ensure_seat_account(origin: OriginFor<T>) -> Result<Seat, DispatchError> {
			let who = ensure_signed(origin)?;
			SeatAccounts::<T>::get(&who).ok_or_else(|| Error::<T>::NotSeatAccount.into())
		}
	}
}
