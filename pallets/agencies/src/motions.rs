//! Motions: how many each seat may have open, and what becomes of those of a seat that leaves.

use crate::{Call, Config, Error, Executing, MotionInfo, OpenMotions, Pallet, Seat, SeatAccounts, Seats};
use alloc::{boxed::Box, vec::Vec};
use codec::{Decode, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{
	dispatch::{DispatchResult, GetDispatchInfo},
	ensure,
	traits::{Consideration, Get, IsSubType, MaybeConsideration, SortedMembers},
	weights::Weight,
	CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use scale_info::TypeInfo;
use sp_runtime::{traits::Hash, DispatchError};

/// The council's open motions, as this pallet needs them.
pub trait Motions<Hash> {
	/// The hashes of the open motions, in the order in which they were proposed.
	fn open() -> Vec<Hash>;

	/// The maximum weight of an open motion's call, and its encoded length in bytes. `None` if no such motion is open.
	fn size(motion: &Hash) -> Option<(Weight, u32)>;

	/// Ends an open motion, as when the seats vote against it.
	fn withdraw(motion: Hash);

	/// Has the council list these motions as open, and no others.
	#[cfg(feature = "runtime-benchmarks")]
	fn list(motions: Vec<Hash>);
}

/// For a runtime without a council, such as those in other pallets' tests.
impl<Hash> Motions<Hash> for () {
	fn open() -> Vec<Hash> {
		Vec::new()
	}

	fn size(_: &Hash) -> Option<(Weight, u32)> {
		None
	}

	fn withdraw(_: Hash) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn list(_: Vec<Hash>) {}
}

/// The motions that `pallet_collective` keeps.
pub struct CollectiveMotions<T, I>(PhantomData<(T, I)>);

impl<T: pallet_collective::Config<I>, I: 'static> Motions<T::Hash> for CollectiveMotions<T, I> {
	fn open() -> Vec<T::Hash> {
		pallet_collective::Proposals::<T, I>::get().into_inner()
	}

	fn size(motion: &T::Hash) -> Option<(Weight, u32)> {
		let call = pallet_collective::ProposalOf::<T, I>::get(motion)?;
		let length = u32::try_from(call.encoded_size()).unwrap_or(u32::MAX);
		Some((call.get_dispatch_info().call_weight, length))
	}

	fn withdraw(motion: T::Hash) {
		pallet_collective::Pallet::<T, I>::do_disapprove_proposal(motion);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn list(motions: Vec<T::Hash>) {
		pallet_collective::Proposals::<T, I>::put(sp_runtime::BoundedVec::truncate_from(motions));
	}
}

/// How many motions may be open at once: as many as all seats together may have. So the council never refuses a motion
/// because of those of another seat.
pub struct MaxMotions<T>(PhantomData<T>);

impl<T: Config> Get<u32> for MaxMotions<T> {
	fn get() -> u32 {
		Seat::ALL
			.iter()
			.fold(0, |total: u32, _| total.saturating_add(T::MaxOpenMotions::get()))
	}
}

/// What a motion costs the seat that proposes it: one of the few that it may have open. For `Consideration` of
/// `pallet_collective`, which stores nothing of it; [`OpenMotions`] keeps whose the motions are.
#[derive(CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[codec(mel_bound())]
#[scale_info(skip_type_params(T))]
pub struct MotionSlot<T>(PhantomData<fn() -> T>);

impl<T: Config> Consideration<T::AccountId, u32> for MotionSlot<T> {
	fn new(who: &T::AccountId, _: u32) -> Result<Self, DispatchError> {
		Pallet::<T>::begin_motion(who)?;
		Ok(Self(PhantomData))
	}

	fn update(self, _: &T::AccountId, _: u32) -> Result<Self, DispatchError> {
		Ok(self)
	}

	fn drop(self, _: &T::AccountId) -> Result<(), DispatchError> {
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(_: &T::AccountId, _: u32) {
		OpenMotions::<T>::kill();
	}
}

impl<T: Config> MaybeConsideration<T::AccountId, u32> for MotionSlot<T> {
	fn is_none(&self) -> bool {
		true
	}
}

impl<T: Config> Pallet<T> {
	/// How many votes a motion takes: those of more than half of the seats.
	pub fn majority() -> u32 {
		let seats = T::CouncilMembers::sorted_members().len();
		u32::try_from(seats / 2).unwrap_or(u32::MAX).saturating_add(1)
	}

	/// An open motion: whose it is, and how large. `None` if no such motion is open.
	pub fn motion(motion: T::Hash) -> Option<MotionInfo<T::AccountId>> {
		let (weight, length) = T::Motions::size(&motion)?;
		let (seat, _) = OpenMotions::<T>::get().into_iter().find(|(_, open)| *open == motion)?;
		let proposer = Seats::<T>::get(seat)?.account;
		Some(MotionInfo {
			seat,
			proposer,
			weight,
			length,
		})
	}

	/// Whether the seat that an account governs may have one more motion open.
	pub fn may_propose(account: &T::AccountId) -> bool {
		let open = T::Motions::open();
		let mut motions = OpenMotions::<T>::get();
		motions.retain(|(_, motion)| open.contains(motion));
		SeatAccounts::<T>::get(account).is_some_and(|seat| Self::has_slot(seat, &motions))
	}

	/// Whether a seat has fewer of these motions than it may have open.
	fn has_slot(seat: Seat, motions: &[(Seat, T::Hash)]) -> bool {
		let own = motions
			.iter()
			.filter(|(of, _)| *of == seat)
			.fold(0u32, |count, _| count.saturating_add(1));
		own < T::MaxOpenMotions::get()
	}

	/// Notes the motion that the council has just listed, as the last one, as one of its proposer's seat. Motions that were
	/// closed since are forgotten. One of these may be proposed again, by any seat.
	pub(crate) fn begin_motion(proposer: &T::AccountId) -> DispatchResult {
		let seat = SeatAccounts::<T>::get(proposer).ok_or(Error::<T>::NotSeatAccount)?;
		let open = T::Motions::open();
		let motion = *open.last().ok_or(DispatchError::Corruption)?;
		OpenMotions::<T>::try_mutate(|motions| {
			motions.retain(|(_, other)| *other != motion && open.contains(other));
			ensure!(Self::has_slot(seat, motions), Error::<T>::TooManyMotions);
			motions
				.try_push((seat, motion))
				.map_err(|_| Error::<T>::TooManyMotions.into())
		})
	}

	/// Ends the open motions of a seat that leaves. The one that is being carried out stays: the council itself ends it.
	pub(crate) fn withdraw_motions(seat: Seat) {
		let open = T::Motions::open();
		let executing = Executing::<T>::get();
		OpenMotions::<T>::mutate(|motions| {
			motions.retain(|(of, motion)| {
				if of != &seat {
					return true;
				}
				if open.contains(motion) && executing != Some(*motion) {
					T::Motions::withdraw(*motion);
				}
				false
			});
		});
	}

	/// The hash of the motion that makes this call as root, if the call ends other motions: that it knows itself among them.
	pub(crate) fn motion_that_ends_others(call: &<T as Config>::RuntimeCall) -> Option<T::Hash> {
		let ends_others = matches!(
			call.is_sub_type(),
			Some(Call::<T>::remove_seat { .. } | Call::<T>::replace_seat_account { .. })
		);
		ends_others.then(|| {
			let call = Box::new(call.clone());
			let motion: <T as Config>::RuntimeCall = Call::<T>::dispatch_as_root { call }.into();
			T::Hashing::hash_of(&motion)
		})
	}
}
