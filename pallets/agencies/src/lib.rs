//! # Agencies
//!
//! The agencies that run the chain. Each holds a *seat*; for each seat the pallet knows
//!
//! - its governing account, which votes on motions and names the seat's officers and validators,
//! - its officers, who act for the agency day to day,
//! - its validators, which author and finalize blocks.
//!
//! What concerns one seat alone, its governing account decides alone. Everything else takes root, and only a motion that more
//! than half of the seats (two of three) voted for has root, through [`Pallet::dispatch_as_root`].
//!
//! What an officer does is on record, from the appointment to the end: [`OfficerHistory`] is only ever appended to, and
//! [`OfficerHeads`] has a digest that covers all of it.
//!
//! Other pallets use two things from here: who is an officer of *which* agency and what is entered into the officer's
//! history ([`OfficersOnRecord`]), and the genesis hash.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::expect_used, clippy::arithmetic_side_effects)]
mod benchmarking;
mod genesis;
mod genesis_hash;
mod limits;
mod misbehaviour;
#[cfg(test)]
mod mock;
mod motions;
mod officers;
pub mod runtime_api;
mod seats;
mod session;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod validators;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::benchmark_officer;
pub use eseal_primitives::{
	act::{Deed, Office, OfficerEntry, OfficerHead},
	Officer, Seat,
};
pub use genesis::SeatGenesis;
pub use genesis_hash::genesis_hash;
pub use misbehaviour::AnnounceEquivocation;
pub use motions::{CollectiveMotions, MaxMotions, MotionSlot, Motions};
pub use officers::OfficersOnRecord;
pub use pallet::*;
pub use session::{SeatOf, SessionPalletKeys, ValidatorKeys, ValidatorOf};
pub use types::{MotionInfo, SeatInfo, MAX_VALIDATORS, MIN_OFFICERS, MIN_SEATS};
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
		traits::{ChangeMembers, InitializeMembers, IsSubType, SortedMembers, Time},
	};
	use frame_system::{pallet_prelude::*, RawOrigin};
	use pallet_admission::Admission;
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
			+ From<Call<Self>>
			+ From<frame_system::Call<Self>>
			+ IsSubType<Call<Self>>;

		/// Gives and takes back the right to send extrinsics.
		type Admission: Admission<Self::AccountId>;

		/// The block's time, in milliseconds since the Unix epoch.
		type Time: Time<Moment = u64>;

		/// The origin of a motion that the seats passed.
		type MotionOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Where the seats vote. Its members are their governing accounts; only this pallet changes them.
		type Council: ChangeMembers<Self::AccountId> + InitializeMembers<Self::AccountId>;

		/// The members of the council.
		type CouncilMembers: SortedMembers<Self::AccountId>;

		/// The open motions of the council. It takes [`MotionSlot`] for each.
		type Motions: Motions<Self::Hash>;

		/// The maximum number of open motions of a seat.
		#[pallet::constant]
		type MaxOpenMotions: Get<u32>;

		/// The maximum weight of changing the council's members, and of ending the open motions of one of them.
		type CouncilChangeWeight: Get<Weight>;

		/// The session keys of the validators.
		type Keys: ValidatorKeys<Self::AccountId>;

		/// For how many sessions the chain remembers who validated, so that misbehaviour can be proven.
		#[pallet::constant]
		type HistoryDepth: Get<SessionIndex>;

		/// The length of a session in blocks, unless the genesis says otherwise.
		#[pallet::constant]
		type DefaultSessionLength: Get<BlockNumberFor<Self>>;

		/// For how many blocks a change counts. In this time a validator sets its session keys once, and a seat registers and
		/// replaces four validators, unless a motion allows more.
		#[pallet::constant]
		type ChangePeriod: Get<BlockNumberFor<Self>>;

		/// The maximum number of officers of a seat.
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

	/// The seat for which an officer acts. An account is an officer of at most one seat.
	#[pallet::storage]
	pub type Officers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Seat>;

	/// How many officers a seat has.
	#[pallet::storage]
	pub type OfficerCount<T: Config> = StorageMap<_, Twox64Concat, Seat, u32, ValueQuery>;

	/// The history of each account that is an officer or was one: the appointment, every act, the end. Entries are numbered from
	/// 0, and only ever appended.
	#[pallet::storage]
	pub type OfficerHistory<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		u64,
		OfficerEntry<T::AccountId, BlockNumberFor<T>>,
	>;

	/// The head of each officer's history, which covers every entry. It stays after the office has ended.
	#[pallet::storage]
	pub type OfficerHeads<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, OfficerHead, ValueQuery>;

	/// The length of a session, in blocks. New validators and new session keys take effect at its end.
	#[pallet::storage]
	pub type SessionLength<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery, T::DefaultSessionLength>;

	/// The block at which a validator last set its session keys. No entry if those of the genesis are its only ones, or if a
	/// motion has allowed it to set others.
	#[pallet::storage]
	pub type KeyChanges<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, BlockNumberFor<T>>;

	/// The blocks at which a seat registered or replaced validators, as far as they still counted the last time.
	#[pallet::storage]
	pub type Registrations<T: Config> =
		StorageMap<_, Twox64Concat, Seat, BoundedVec<BlockNumberFor<T>, ConstU32<MAX_VALIDATORS>>, ValueQuery>;

	/// The open motions, each with the seat that proposed it. Also those that were closed since a motion was last proposed.
	#[pallet::storage]
	pub type OpenMotions<T: Config> = StorageValue<_, BoundedVec<(Seat, T::Hash), MaxMotions<T>>, ValueQuery>;

	/// The motion that is being carried out, if it ends others. Empty between blocks.
	#[pallet::storage]
	pub type Executing<T: Config> = StorageValue<_, T::Hash>;

	/// The agencies at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The seat of every agency, once.
		pub seats: Vec<(Seat, SeatGenesis<T::AccountId>)>,
		/// The length of a session in blocks, if it differs from the runtime's default.
		pub session_length: Option<BlockNumberFor<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			genesis::build::<T>(&self.seats, self.session_length);
		}
	}

	// Fields have docs where the name does not say all.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A seat named an officer.
		OfficerAdded { seat: Seat, officer: T::AccountId },
		/// A seat removed an officer.
		OfficerRemoved { seat: Seat, officer: T::AccountId },
		/// A seat was filled.
		SeatAdded {
			seat: Seat,
			/// Its governing account.
			account: T::AccountId,
		},
		/// A seat was vacated. Its officers and validators lost their roles.
		SeatRemoved {
			seat: Seat,
			/// Its governing account until then.
			account: T::AccountId,
		},
		/// A seat's governing account was replaced.
		SeatAccountReplaced {
			seat: Seat,
			/// The governing account until then.
			former: T::AccountId,
			/// The governing account from now on.
			account: T::AccountId,
		},
		/// A seat registered a validator. Once it has set its session keys it takes part, or stands by: every seat has the same
		/// number of validators that take part.
		ValidatorRegistered { seat: Seat, validator: T::AccountId },
		/// A seat retired a validator. It takes part until the second session from now begins.
		ValidatorRetired { seat: Seat, validator: T::AccountId },
		/// A motion allowed a validator to set session keys once more, although it had just done so.
		KeyChangeAllowed { seat: Seat, validator: T::AccountId },
		/// A motion allowed a seat to register and replace validators again. What it had registered no longer counts.
		RegistrationsAllowed { seat: Seat },
		/// A validator was proven to have voted twice in one round. `offences.reports` keeps the report.
		EquivocationReported {
			/// The seat that it validated for.
			seat: Seat,
			validator: T::AccountId,
			/// The session in which it voted.
			session: SessionIndex,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The caller is not the governing account of a seat. Only that account can name a seat's officers and validators.
		NotSeatAccount,
		/// The account is already an officer of this or another seat. Remove it there first.
		AlreadyOfficer,
		/// The account is not an officer of the caller's seat.
		NotOfficerOfSeat,
		/// The seat has the maximum number of officers. Remove one first.
		TooManyOfficers,
		/// The account already governs a seat, validates for one or is an officer. Use another account for each of these roles.
		AccountHasOtherDuty,
		/// The seat is not vacant. Vacate it first, or replace its governing account.
		SeatHeld,
		/// The seat is vacant.
		SeatVacant,
		/// At least two seats must stay filled. Fill another one first.
		TooFewSeats,
		/// The seat has the maximum number of validators. Retire or replace one first.
		TooManyValidators,
		/// The account is not a validator of the caller's seat.
		NotValidatorOfSeat,
		/// A seat's last validator cannot be retired. Register another one first, or replace it.
		LastValidator,
		/// No other validator has session keys, so nobody could author blocks. Have another validator set its keys first.
		LastAuthority,
		/// The seat has registered or replaced four validators within a day. Wait until the first of these is a day old, or have a
		/// motion allow more (`allowRegistrations`).
		TooManyRegistrations,
		/// The account is not a validator of any seat.
		NotValidator,
		/// Nothing to allow: the validator may set session keys already, or the seat registered no validator within a day.
		NothingToAllow,
		/// The seat has as many open motions as it may have. Wait until one of them is closed: when enough seats have voted, and
		/// after seven days in any case.
		TooManyMotions,
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
		/// Names an officer of the caller's seat, and admits the officer's account.
		///
		/// **Origin:** signed by the governing account of a seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::AlreadyOfficer`], [`Error::AccountHasOtherDuty`],
		/// [`Error::TooManyOfficers`], and `admission.OfficerAtEnterprise` for an enterprise's owner or an operator.
		///
		/// **Events:** [`Event::OfficerAdded`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::add_officer())]
		pub fn add_officer(origin: OriginFor<T>, officer: T::AccountId) -> DispatchResult {
			let (seat, by) = Self::ensure_governor(origin)?;
			ensure!(!Officers::<T>::contains_key(&officer), Error::<T>::AlreadyOfficer);
			Self::ensure_no_duty(&officer)?;
			let count = OfficerCount::<T>::get(seat).saturating_add(1);
			ensure!(count <= T::MaxOfficers::get(), Error::<T>::TooManyOfficers);

			OfficerCount::<T>::insert(seat, count);
			Self::begin_office(seat, &officer, Some(by))?;
			Self::deposit_event(Event::OfficerAdded { seat, officer });
			Ok(())
		}

		/// Ends an officer's role. The account can no longer send extrinsics unless it has another role.
		///
		/// **Origin:** signed by the governing account of the officer's seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::NotOfficerOfSeat`].
		///
		/// **Events:** [`Event::OfficerRemoved`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::remove_officer())]
		pub fn remove_officer(origin: OriginFor<T>, officer: T::AccountId) -> DispatchResult {
			let (seat, by) = Self::ensure_governor(origin)?;
			ensure!(Officers::<T>::get(&officer) == Some(seat), Error::<T>::NotOfficerOfSeat);

			OfficerCount::<T>::mutate(seat, |count| *count = count.saturating_sub(1));
			Self::end_office(seat, &officer, Some(by))?;
			Self::deposit_event(Event::OfficerRemoved { seat, officer });
			Ok(())
		}

		/// Makes a call as root. This is what a motion proposes: a seat proposes this call to the council, the seats vote, and
		/// with more than half of them in favour (two of three) the call is made.
		///
		/// **Origin:** a motion of the council with more than half of the seats in favour.
		///
		/// **Errors:** those of the call; `BadOrigin` for any other origin, root included.
		///
		/// **Events:** those of the call. `council.Executed` has its result.
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
			let executing = Self::motion_that_ends_others(&call);
			if let Some(motion) = executing {
				Executing::<T>::put(motion);
			}
			let info = call.get_dispatch_info();
			let own = T::WeightInfo::dispatch_as_root();
			let with_own = |mut post: PostDispatchInfo| {
				post.actual_weight = Some(post.calc_actual_weight(&info).saturating_add(own));
				post
			};
			match call.dispatch(RawOrigin::Root.into()) {
				Ok(post) => {
					if executing.is_some() {
						Executing::<T>::kill();
					}
					Ok(with_own(post))
				}
				Err(mut failure) => {
					failure.post_info = with_own(failure.post_info);
					Err(failure)
				}
			}
		}

		/// Fills a vacant seat, with an independent witness or with an agency that takes the place of one that left. The seat
		/// can vote at once, and then names its own officers and validators.
		///
		/// **Origin:** root, that is, a motion.
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

		/// Vacates a seat. Its governing account, officers and validators lose their roles at once; its validators leave the
		/// authority set two sessions later. Its open motions are disapproved.
		///
		/// **Origin:** root, that is, a motion.
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

		/// Replaces the governing account of a seat, for instance after the agency was merged or renamed, or its key was lost or
		/// stolen. Officers and validators stay. The former account's votes on open motions no longer count, and the motions that
		/// it proposed are disapproved.
		///
		/// **Origin:** root, that is, a motion.
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

		/// Registers a validator of the caller's seat, and admits its account. The validator then sets its session keys
		/// (`session.setKeys`). From the second session after that it takes part, or stands by: of every seat as many take
		/// part, in the order of registration, as the seat with the fewest has. So a seat that registers more alone changes
		/// nothing.
		///
		/// A seat registers and replaces four validators a day, unless a motion allows more.
		///
		/// **Origin:** signed by the governing account of a seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::AccountHasOtherDuty`], [`Error::TooManyValidators`],
		/// [`Error::TooManyRegistrations`].
		///
		/// **Events:** [`Event::ValidatorRegistered`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::register_validator())]
		pub fn register_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			let seat = Self::ensure_seat_account(origin)?;
			Self::do_register_validator(seat, validator)
		}

		/// Replaces a validator that is lost, even a seat's last one. The successor has its place in the order of registration. To
		/// change validators without a gap, register the new one instead, have it set its session keys, start it, and then
		/// retire the old one, which takes part until the new one does.
		///
		/// A seat registers and replaces four validators a day, unless a motion allows more.
		///
		/// **Origin:** signed by the governing account of the validator's seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::NotValidatorOfSeat`], [`Error::AccountHasOtherDuty`],
		/// [`Error::TooManyRegistrations`], [`Error::LastAuthority`].
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

		/// Ends a validator's role and removes its session keys. It takes part until the second session from now begins, so
		/// keep it running until then. Its account can no longer send extrinsics.
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

		/// Allows a validator to set session keys once more although it did so within a day, for instance because the new
		/// keys may have been seen by someone else.
		///
		/// **Origin:** root, that is, a motion.
		///
		/// **Errors:** [`Error::NotValidator`], [`Error::NothingToAllow`].
		///
		/// **Events:** [`Event::KeyChangeAllowed`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::allow_key_change())]
		pub fn allow_key_change(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_allow_key_change(validator)
		}

		/// Allows a seat to register and replace four validators at once, although it did so within a day.
		///
		/// **Origin:** root, that is, a motion.
		///
		/// **Errors:** [`Error::SeatVacant`], [`Error::NothingToAllow`].
		///
		/// **Events:** [`Event::RegistrationsAllowed`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::allow_registrations())]
		pub fn allow_registrations(origin: OriginFor<T>, seat: Seat) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_allow_registrations(seat)
		}
	}

	impl<T: Config> Pallet<T> {
		/// The seat that the caller governs, and the caller's account.
		fn ensure_governor(origin: OriginFor<T>) -> Result<(Seat, T::AccountId), DispatchError> {
			let who = ensure_signed(origin)?;
			let seat = SeatAccounts::<T>::get(&who).ok_or(Error::<T>::NotSeatAccount)?;
			Ok((seat, who))
		}

		fn ensure_seat_account(origin: OriginFor<T>) -> Result<Seat, DispatchError> {
			Self::ensure_governor(origin).map(|(seat, _)| seat)
		}
	}
}
