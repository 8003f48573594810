//! # Dual control
//!
//! Maker and checker: which acts of officers one officer makes alone, and which take a second one.
//!
//! - Every call that is an act of officers begins at the gate ([`OfficerGate`]). An officer of the act's seat passes alone where
//!   one suffices.
//! - What nothing undoes ([`Act::is_irreversible`]) always takes two. For every other act each seat decides for itself
//!   ([`TwoOfficers`]), through its governing account.
//! - An act that takes two is *prepared* by one officer, the maker. It waits with its digest and an end, for everyone to read,
//!   until a second officer of the same seat, the checker, *confirms* it, which makes it, or *turns it down*; the maker may
//!   *withdraw* it. Any act may be made like this.
//!
//! There is one mechanism for all acts: the call is stored as it will be made, and made with an origin that names both officers.
//! Nothing but an officer's own act can be prepared, so no call hides in another.
//!
//! Whatever an officer does here and at the gate is entered into the officer's history, which `pallet_agencies` keeps.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod acts;
#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::expect_used, clippy::arithmetic_side_effects)]
mod benchmarking;
mod gate;
#[cfg(test)]
mod mock;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use eseal_primitives::{
	act::{Act, Needed},
	ActId, Seat,
};
pub use pallet::*;
pub use pallet_admission::OfficerGate;
pub use types::{ActOf, BoundedCall, PreparedAct, RawOrigin, Slot, MAX_CALL, MOST_CLEARED};
pub use weights::WeightInfo;

// The macros write `expect` into what they make of storage and errors.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::boxed::Box;
	use eseal_primitives::Moment;
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::Time,
	};
	use frame_system::pallet_prelude::*;
	use pallet_agencies::OfficersOnRecord;
	use sp_core::H256;
	use sp_runtime::traits::Dispatchable;

	/// The version of the storage's layout.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		frame_system::Config<
		RuntimeEvent: From<Event<Self>>,
		RuntimeOrigin: From<RawOrigin<<Self as frame_system::Config>::AccountId>>
		                   + Into<Result<RawOrigin<<Self as frame_system::Config>::AccountId>, OriginFor<Self>>>,
	>
	{
		/// A call of the runtime.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = OriginFor<Self>, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo;

		/// Which calls are acts of officers.
		type Acts: ActOf<<Self as Config>::RuntimeCall>;

		/// The officers, and what is on record of them.
		type Agencies: OfficersOnRecord<Self::AccountId>;

		/// The block's time, in milliseconds since the Unix epoch.
		type Time: Time<Moment = u64>;

		/// How long a prepared act waits at most, in milliseconds.
		#[pallet::constant]
		type MaxWait: Get<u64>;

		/// The maximum number of acts of a seat that wait.
		#[pallet::constant]
		type MaxWaiting: Get<u32>;

		/// The maximum number of acts of an officer that wait.
		#[pallet::constant]
		type MaxWaitingOfOfficer: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The acts that take two officers because their seat decided so. What nothing undoes is not among them: that always does.
	#[pallet::storage]
	pub type TwoOfficers<T: Config> = StorageDoubleMap<_, Twox64Concat, Seat, Twox64Concat, Act, ()>;

	/// The number of the next act that is prepared.
	#[pallet::storage]
	pub type NextActId<T: Config> = StorageValue<_, ActId, ValueQuery>;

	/// The acts that wait for a second officer, or have ended and were not cleared yet.
	#[pallet::storage]
	pub type Prepared<T: Config> =
		StorageMap<_, Twox64Concat, ActId, PreparedAct<T::AccountId, <T as Config>::RuntimeCall>>;

	/// Which acts of a seat are [`Prepared`], in the order in which they were.
	#[pallet::storage]
	pub type Waiting<T: Config> =
		StorageMap<_, Twox64Concat, Seat, BoundedVec<Slot<T::AccountId>, T::MaxWaiting>, ValueQuery>;

	/// Two officers, of whom the second confirmed the first one's act.
	#[pallet::origin]
	pub type Origin<T> = RawOrigin<<T as frame_system::Config>::AccountId>;

	// Fields have docs where the name does not say all.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An officer prepared an act. A second officer of its seat can confirm it.
		Prepared {
			id: ActId,
			seat: Seat,
			act: Act,
			/// What confirming and turning down are about.
			digest: H256,
			by: T::AccountId,
			/// The moment from which on it can no longer be confirmed.
			until: Moment,
		},
		/// A second officer confirmed an act, which was made thereby.
		Confirmed {
			id: ActId,
			seat: Seat,
			act: Act,
			digest: H256,
			/// The officer who prepared it.
			prepared_by: T::AccountId,
			by: T::AccountId,
		},
		/// A second officer turned an act down.
		TurnedDown {
			id: ActId,
			seat: Seat,
			act: Act,
			digest: H256,
			/// The officer who prepared it.
			prepared_by: T::AccountId,
			by: T::AccountId,
		},
		/// The officer who had prepared an act withdrew it.
		Withdrawn { id: ActId, seat: Seat, act: Act },
		/// An act that had ended without a second officer was cleared.
		Cleared { id: ActId, seat: Seat },
		/// A seat decided how many officers an act takes.
		PolicySet { seat: Seat, act: Act, needed: Needed },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// This act takes two officers. Prepare it with `dualControl.prepare`; a second officer of the seat then confirms it.
		SecondOfficerNeeded,
		/// The caller is not an officer.
		NotOfficer,
		/// Only acts of officers can be prepared: the calls that officers make for their agency, each by itself. A call inside of
		/// another one cannot.
		NotAnAct,
		/// This act is one of another agency's officers.
		ActOfAnotherSeat,
		/// The call is too long to be stored. It may have 1,024 bytes.
		CallTooLong,
		/// The end lies in the past. Name a later one.
		EndPast,
		/// The end is too far away: an act waits seven days at most.
		EndTooFar,
		/// The officer has as many acts waiting as an officer may. Have some confirmed or turned down, or withdraw some.
		TooManyOfOfficer,
		/// The seat has as many acts waiting as a seat may. Have some confirmed, turned down or withdrawn.
		TooManyOfSeat,
		/// No act waits under this number: it was confirmed, turned down or withdrawn, or it ended.
		NotWaiting,
		/// The act with this number is not the one that was decided on: the chain switched to another fork, or the number is
		/// wrong. Look at it again and decide anew.
		ActDiffers,
		/// Only officers of the same seat can confirm or turn down an act.
		OfficerOfAnotherSeat,
		/// Nobody confirms or turns down an act of their own. Another officer of the seat must; whoever prepared it may withdraw it.
		OwnAct,
		/// The act has ended: nobody confirmed it in time. It must be prepared again.
		Ended,
		/// Whoever prepared the act no longer holds that office, so it cannot be confirmed. Turn it down, and prepare it again.
		MakerLeft,
		/// Only the officer who prepared an act can withdraw it.
		NotMaker,
		/// This act always takes two officers: an agency alone cannot undo it.
		AlwaysTwo,
		/// The act already takes as many officers.
		PolicyUnchanged,
		/// The caller is not the governing account of a seat. Only that account decides how many officers an act takes.
		NotSeatAccount,
		/// All numbers are used up.
		Overflow,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::MaxWaitingOfOfficer::get() > 0 && T::MaxWaitingOfOfficer::get() < T::MaxWaiting::get(),
				"no officer alone may take all the room of a seat"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Prepares an act, which a second officer of the same seat then confirms. At most four acts of the seat that have ended
		/// are cleared on the way.
		///
		/// - `call`: the act, as it is to be made. At most 1,024 bytes.
		/// - `until`: the moment from which on it can no longer be confirmed, in milliseconds since the Unix epoch; at most seven
		///   days from now.
		///
		/// **Origin:** an officer of the act's seat.
		///
		/// **Errors:** [`Error::NotOfficer`], [`Error::NotAnAct`], [`Error::ActOfAnotherSeat`], [`Error::CallTooLong`],
		/// [`Error::EndPast`], [`Error::EndTooFar`], [`Error::TooManyOfOfficer`], [`Error::TooManyOfSeat`].
		///
		/// **Events:** [`Event::Prepared`], and [`Event::Cleared`] for each act that was cleared.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::prepare())]
		pub fn prepare(origin: OriginFor<T>, call: Box<<T as Config>::RuntimeCall>, until: Moment) -> DispatchResult {
			let maker = Self::ensure_officer(origin)?;
			Self::do_prepare(maker, *call, until)
		}

		/// Confirms an act that another officer of the same seat prepared, and so makes it. If the act itself fails, nothing
		/// happens: it goes on waiting.
		///
		/// - `id`: the act.
		/// - `call`: what is confirmed, the same call as was prepared. Whoever confirms signs all of it, and on a fork where the
		///   number stands for something else it is refused.
		///
		/// **Origin:** an officer of the same seat, other than the one who prepared it.
		///
		/// **Errors:** [`Error::NotOfficer`], [`Error::NotWaiting`], [`Error::OfficerOfAnotherSeat`], [`Error::OwnAct`],
		/// [`Error::ActDiffers`], [`Error::Ended`], [`Error::MakerLeft`], and those of the call.
		///
		/// **Events:** those of the call, then [`Event::Confirmed`].
		#[pallet::call_index(1)]
		// Never of the call's own class: whoever named one that governs would take the room that is kept for that.
		#[pallet::weight(T::WeightInfo::confirm().saturating_add(call.get_dispatch_info().call_weight))]
		pub fn confirm(
			origin: OriginFor<T>,
			id: ActId,
			call: Box<<T as Config>::RuntimeCall>,
		) -> DispatchResultWithPostInfo {
			let checker = Self::ensure_officer(origin)?;
			Self::do_confirm(checker, id, *call)
		}

		/// Turns down an act that another officer of the same seat prepared.
		///
		/// - `id`, `digest`: the act, and its digest.
		///
		/// **Origin:** an officer of the same seat, other than the one who prepared it.
		///
		/// **Errors:** [`Error::NotOfficer`], [`Error::NotWaiting`], [`Error::OfficerOfAnotherSeat`], [`Error::OwnAct`],
		/// [`Error::ActDiffers`].
		///
		/// **Events:** [`Event::TurnedDown`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::turn_down())]
		pub fn turn_down(origin: OriginFor<T>, id: ActId, digest: H256) -> DispatchResult {
			let checker = Self::ensure_officer(origin)?;
			Self::do_turn_down(checker, id, digest)
		}

		/// Withdraws an act that the caller prepared.
		///
		/// - `id`, `digest`: the act, and its digest.
		///
		/// **Origin:** the officer who prepared it.
		///
		/// **Errors:** [`Error::NotOfficer`], [`Error::NotWaiting`], [`Error::NotMaker`], [`Error::ActDiffers`].
		///
		/// **Events:** [`Event::Withdrawn`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>, id: ActId, digest: H256) -> DispatchResult {
			let maker = Self::ensure_officer(origin)?;
			Self::do_withdraw(maker, id, digest)
		}

		/// Decides how many officers of the caller's seat an act takes. What waits already goes on waiting.
		///
		/// **Origin:** signed by the governing account of a seat.
		///
		/// **Errors:** [`Error::NotSeatAccount`], [`Error::ActOfAnotherSeat`], [`Error::AlwaysTwo`] for an act that nothing
		/// undoes, [`Error::PolicyUnchanged`].
		///
		/// **Events:** [`Event::PolicySet`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::set_policy())]
		pub fn set_policy(origin: OriginFor<T>, act: Act, needed: Needed) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let seat = T::Agencies::governs(&who).ok_or(Error::<T>::NotSeatAccount)?;
			ensure!(act.is_of(seat), Error::<T>::ActOfAnotherSeat);
			ensure!(!act.is_irreversible(), Error::<T>::AlwaysTwo);
			ensure!(Self::needed(seat, act) != needed, Error::<T>::PolicyUnchanged);

			match needed {
				Needed::One => TwoOfficers::<T>::remove(seat, act),
				Needed::Two => TwoOfficers::<T>::insert(seat, act, ()),
			}
			Self::deposit_event(Event::PolicySet { seat, act, needed });
			Ok(())
		}
	}
}
