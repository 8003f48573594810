//! # Agencies
//!
//! The agencies that run the chain. Each holds a *seat*; for each seat the pallet knows
//!
//! - its governing account, which votes on motions and names the seat's officers and validators,
//! - its officers, who act for the agency day to day,
//! - its validators, which author and finalise blocks.
//!
//! What concerns one seat alone, its governing account does alone. Everything else is for root, and root is what a
//! motion of the seats has: more than half of them, two of three, by [`Pallet::dispatch_as_root`].
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
mod misbehaviour;
#[cfg(test)]
mod mock;
mod origin;
mod seats;
mod session;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod validators;
pub mod weights;

pub use admission::{Admission, READMISSION_GAP};
pub use eseal_primitives::{Officer, Seat};
pub use genesis::SeatGenesis;
pub use misbehaviour::AnnounceEquivocation;
pub use origin::{DataResources, EnsureAnyOfficer, EnsureOfficer, MarketSupervision, PublicSecurity};
pub use pallet::*;
pub use session::{SeatOf, SessionPalletKeys, ValidatorKeys, ValidatorOf};
pub use types::{SeatInfo, MAX_VALIDATORS, MIN_SEATS};
pub use weights::WeightInfo;

// The macros write `expect` into what they make of storage and errors.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{ChangeMembers, InitializeMembers, SortedMembers},
	};
	use frame_system::{pallet_prelude::*, RawOrigin};
	use sp_runtime::traits::Dispatchable;
	use sp_staking::SessionIndex;

	/// The version of the storage's layout.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// A call of the runtime.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<frame_system::Call<Self>>;

		/// What a motion of the seats speaks as.
		type MotionOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Where the seats vote. Its members are their governing accounts, and nobody else changes them.
		type Council: ChangeMembers<Self::AccountId> + InitializeMembers<Self::AccountId>;

		/// The members of the council.
		type CouncilMembers: SortedMembers<Self::AccountId>;

		/// What a change of the council's members weighs at most.
		type CouncilChangeWeight: Get<Weight>;

		/// The session keys of the validators.
		type Keys: ValidatorKeys<Self::AccountId>;

		/// For how many sessions it is remembered who validated, so that misbehaviour can be proven.
		#[pallet::constant]
		type HistoryDepth: Get<SessionIndex>;

		/// The length of a session in blocks, if the genesis names no other.
		#[pallet::constant]
		type DefaultSessionLength: Get<BlockNumberFor<Self>>;

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

	/// The length of a session, in blocks. At its end new validators and new session keys begin to serve.
	#[pallet::storage]
	pub type SessionLength<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery, T::DefaultSessionLength>;

	/// The agencies at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The seat of every agency, once.
		pub seats: Vec<(Seat, SeatGenesis<T::AccountId>)>,
		/// The length of a session in blocks, if it is another than the runtime's own.
		pub session_length: Option<BlockNumberFor<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			genesis::build::<T>(&self.seats, self.session_length);
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
		/// A seat was filled.
		SeatAdded {
			/// The seat.
			seat: Seat,
			/// The account that governs it.
			account: T::AccountId,
		},
		/// A seat became vacant. Its officers and validators have no role any more.
		SeatRemoved {
			/// The seat.
			seat: Seat,
			/// The account that governed it.
			account: T::AccountId,
		},
		/// Another account governs a seat.
		SeatAccountReplaced {
			/// The seat.
			seat: Seat,
			/// The account that governed it before.
			former: T::AccountId,
			/// The account that governs it now.
			account: T::AccountId,
		},
		/// A seat has another validator. It takes part from the second session after it has set session keys.
		ValidatorRegistered {
			/// The seat.
			seat: Seat,
			/// The validator's account.
			validator: T::AccountId,
		},
		/// A seat has a validator less. It takes part until the second session from now begins.
		ValidatorRetired {
			/// The seat.
			seat: Seat,
			/// The validator's account.
			validator: T::AccountId,
		},
		/// It is proven that a validator signed two votes of which it may cast one. `offences.reports` keeps the report.
		EquivocationReported {
			/// The seat it validated for.
			seat: Seat,
			/// The validator's account.
			validator: T::AccountId,
			/// The session in which it did.
			session: SessionIndex,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The caller governs no seat. Only a seat's governing account names its officers and validators.
		NotSeatAccount,
		/// The account is an officer already, of this seat or another. Remove it there first.
		AlreadyOfficer,
		/// The account is no officer of the caller's seat.
		NotOfficerOfSeat,
		/// The seat has as many officers as it may have. Remove one first.
		TooManyOfficers,
		/// The account governs a seat, validates for one or is an officer. Each duty needs an account of its own.
		AccountHasOtherDuty,
		/// The seat is held. Remove it first, or replace its governing account.
		SeatHeld,
		/// Nobody holds the seat.
		SeatVacant,
		/// At least two seats must be held. Add another first.
		TooFewSeats,
		/// The seat has as many validators as it may have. Retire or replace one.
		TooManyValidators,
		/// The account is no validator of the caller's seat.
		NotValidatorOfSeat,
		/// The seat's last validator cannot be retired. Register another first, or replace it.
		LastValidator,
		/// No other validator of the chain has session keys, so blocks would have no author. Let another set its keys first.
		LastAuthority,
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
			Self::ensure_no_duty(&officer)?;
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

		/// Makes a call with root's power. It is what a motion of the seats proposes: the council proposes this call, the
		/// seats vote, and with more than half of them in favour (two of three) it is made.
		///
		/// **Origin:** a motion of the council with more than half of the seats in favour.
		///
		/// **Errors:** those of the call; `BadOrigin` for everyone else, root included.
		///
		/// **Events:** those of the call. `council.Executed` says how it went.
		#[pallet::call_index(2)]
		#[pallet::weight({
			let info = call.get_dispatch_info();
			(T::WeightInfo::dispatch_as_root().saturating_add(info.call_weight), info.class)
		})]
		pub fn dispatch_as_root(
			origin: OriginFor<T>,
			call: Box<<T as Config>::RuntimeCall>,
		) -> DispatchResultWithPostInfo {
			T::MotionOrigin::ensure_origin(origin)?;
			let info = call.get_dispatch_info();
			let own = T::WeightInfo::dispatch_as_root();
			let with_own = |mut post: PostDispatchInfo| {
				post.actual_weight = Some(post.calc_actual_weight(&info).saturating_add(own));
				post
			};
			match call.dispatch(RawOrigin::Root.into()) {
				Ok(post) => Ok(with_own(post)),
				Err(mut failure) => {
					failure.post_info = with_own(failure.post_info);
					Err(failure)
				}
			}
		}

		/// Fills a vacant seat: with an independent witness, or with an agency that takes the place of one that left. The
		/// seat votes at once; it then names its own officers and validators.
		///
		/// **Origin:** root, hence a motion.
		///
		/// **Errors:** [`Error::SeatHeld`], [`Error::AccountHasOtherDuty`].
		///
		/// **Events:** [`Event::SeatAdded`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::add_seat().saturating_add(T::CouncilChangeWeight::get()))]
		pub fn add_seat(origin: OriginFor<T>, seat: Seat, account: T::AccountId) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_add_seat(seat, account)
		}

		/// Vacates a seat. Its governing account, officers and validators lose their roles at once; its validators leave
		/// the authorities two sessions later.
		///
		/// **Origin:** root, hence a motion.
		///
		/// **Errors:** [`Error::SeatVacant`], [`Error::TooFewSeats`], [`Error::LastAuthority`].
		///
		/// **Events:** [`Event::SeatRemoved`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::remove_seat().saturating_add(T::CouncilChangeWeight::get()))]
		pub fn remove_seat(origin: OriginFor<T>, seat: Seat) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_remove_seat(seat)
		}

		/// Gives a seat another governing account: the agency was merged or renamed, or its key is lost or stolen.
		/// Officers and validators stay. The former account's votes on open motions are forgotten.
		///
		/// **Origin:** root, hence a motion.
		///
		/// **Errors:** [`Error::SeatVacant`], [`Error::AccountHasOtherDuty`].
		///
		/// **Events:** [`Event::SeatAccountReplaced`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::replace_seat_account().saturating_add(T::CouncilChangeWeight::get()))]
		pub fn replace_seat_account(origin: OriginFor<T>, seat: Seat, account: T::AccountId) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_replace_seat_account(seat, account)
		}

		/// Names a validator of the caller's seat and admits its account. The validator then sets its session keys
		/// (`session.setKeys`) and takes part from the second session after that.
		///
		/// **Origin:** signed by the governing account of a seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::AccountHasOtherDuty`], [`Error::TooManyValidators`].
		///
		/// **Events:** [`Event::ValidatorRegistered`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::register_validator())]
		pub fn register_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			let seat = Self::ensure_seat_account(origin)?;
			Self::do_register_validator(seat, validator)
		}

		/// Puts another validator in the place of one that is lost, even of the last one. For a change without a gap
		/// register the new one, let it set session keys, and retire the old one when the new one takes part.
		///
		/// **Origin:** signed by the governing account of the validator's seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::NotValidatorOfSeat`], [`Error::AccountHasOtherDuty`],
		/// [`Error::LastAuthority`].
		///
		/// **Events:** [`Event::ValidatorRetired`], [`Event::ValidatorRegistered`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::replace_validator())]
		pub fn replace_validator(
			origin: OriginFor<T>,
			validator: T::AccountId,
			successor: T::AccountId,
		) -> DispatchResult {
			let seat = Self::ensure_seat_account(origin)?;
			Self::do_replace_validator(seat, validator, successor)
		}

		/// Ends a validator's role and forgets its session keys. It takes part until the second session from now begins:
		/// let it run until then. Its account can send no more extrinsics.
		///
		/// **Origin:** signed by the governing account of the validator's seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::NotValidatorOfSeat`], [`Error::LastValidator`],
		/// [`Error::LastAuthority`].
		///
		/// **Events:** [`Event::ValidatorRetired`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::retire_validator())]
		pub fn retire_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			let seat = Self::ensure_seat_account(origin)?;
			Self::do_retire_validator(seat, validator)
		}
	}

	impl<T: Config> Pallet<T> {
		fn ensure_seat_account(origin: OriginFor<T>) -> Result<Seat, DispatchError> {
			let who = ensure_signed(origin)?;
			SeatAccounts::<T>::get(&who).ok_or_else(|| Error::<T>::NotSeatAccount.into())
		}
	}
}
