//! The seats' validators, as `pallet_session` needs them.

use crate::{Config, Pallet, Seat, Seats, Validators};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::{dispatch::DispatchResult, traits::Get};
use frame_system::RawOrigin;
use pallet_session::{historical, SessionManager};
use sp_runtime::traits::Convert;
use sp_staking::SessionIndex;

/// The session keys of validators, and what sessions leave behind.
pub trait ValidatorKeys<AccountId> {
	/// Whether the validator has set session keys. Without them it does not take part.
	fn exist(validator: &AccountId) -> bool;

	/// Removes a validator's session keys, if it has any. It takes part until the end of the session that they are queued for.
	///
	/// # Errors
	///
	/// Those of `pallet_session`.
	fn forget(validator: &AccountId) -> DispatchResult;

	/// Whether these validators or their keys differ from those of the session that begins.
	fn would_change(validators: &[AccountId]) -> bool;

	/// Drops the record of who validated before this session. Misbehaviour from before it can no longer be proven.
	fn forget_sessions_before(session: SessionIndex);

	/// Sets some keys.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_some(validator: &AccountId);
}

/// For a runtime without sessions, such as those in other pallets' tests: validators need no keys.
impl<AccountId> ValidatorKeys<AccountId> for () {
	fn exist(_: &AccountId) -> bool {
		true
	}

	fn forget(_: &AccountId) -> DispatchResult {
		Ok(())
	}

	fn would_change(_: &[AccountId]) -> bool {
		false
	}

	fn forget_sessions_before(_: SessionIndex) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_some(_: &AccountId) {}
}

/// The session keys that `pallet_session` keeps.
pub struct SessionPalletKeys<T>(PhantomData<T>);

impl<T> ValidatorKeys<T::AccountId> for SessionPalletKeys<T>
where
	T: historical::Config + pallet_session::Config<ValidatorId = <T as frame_system::Config>::AccountId>,
{
	fn exist(validator: &T::AccountId) -> bool {
		pallet_session::NextKeys::<T>::contains_key(validator)
	}

	fn forget(validator: &T::AccountId) -> DispatchResult {
		if Self::exist(validator) {
			pallet_session::Pallet::<T>::purge_keys(RawOrigin::Signed(validator.clone()).into())?;
		}
		Ok(())
	}

	fn would_change(validators: &[T::AccountId]) -> bool {
		let next: Vec<_> = validators
			.iter()
			.filter_map(|validator| Some((validator.clone(), pallet_session::NextKeys::<T>::get(validator)?)))
			.collect();
		// While a session is beginning, these are still its own keys.
		next != pallet_session::QueuedKeys::<T>::get()
	}

	fn forget_sessions_before(session: SessionIndex) {
		historical::Pallet::<T>::prune_up_to(session);
	}

	#[cfg(feature = "runtime-benchmarks")]
	#[allow(clippy::expect_used)]
	fn set_some(validator: &T::AccountId) {
		use codec::{Decode, Encode};
		use pallet_session::SessionInterface;

		let seed = validator.using_encoded(sp_io::hashing::blake2_256);
		let bytes = seed.repeat(4);
		let keys = T::Keys::decode(&mut bytes.as_slice()).expect("session keys are public keys");
		<pallet_session::Pallet<T> as SessionInterface>::set_keys(validator, keys).expect("the keys are nobody else's");
	}
}

impl<T: Config> Pallet<T> {
	/// The validators that take part from the second session boundary on, as things stand. Every seat has one voice: of each
	/// so many take part, in the order of registration, as the seat with the fewest has, and of two seats one or three. The
	/// others stand by.
	pub fn authorities() -> Vec<(T::AccountId, Seat)> {
		one_voice(Self::validators_with_keys())
	}

	/// The validators that could take part, seat by seat, in the order of registration.
	pub(crate) fn validators_with_keys() -> Vec<(Seat, Vec<T::AccountId>)> {
		Seat::ALL
			.into_iter()
			.filter_map(|seat| Some((seat, Seats::<T>::get(seat)?.validators.into_inner())))
			.map(|(seat, mut validators)| {
				validators.retain(T::Keys::exist);
				(seat, validators)
			})
			.collect()
	}
}

/// Of each seat the first so many validators: as many as the seat with the fewest has, unless one seat could then make two
/// histories final. A seat without any has no voice, and takes none from the others.
pub(crate) fn one_voice<A>(seats: Vec<(Seat, Vec<A>)>) -> Vec<(A, Seat)> {
	let counts = seats.iter().map(|(_, validators)| validators.len());
	let counts: Vec<_> = counts.filter(|count| *count > 0).collect();
	let fewest = counts.iter().copied().min().unwrap_or_default();
	let each = (1..=fewest)
		.rev()
		.find(|each| no_seat_is_in_both_majorities(counts.len(), *each));
	// A seat that is alone is in all of them.
	let each = each.unwrap_or(fewest);
	seats
		.into_iter()
		.flat_map(|(seat, validators)| {
			validators
				.into_iter()
				.take(each)
				.map(move |validator| (validator, seat))
		})
		.collect()
}

/// Whether two majorities of GRANDPA, which needs all but a third less one of the voters, always share more voters than one
/// seat has. Whoever makes two histories final votes in both; so not even all of one seat's validators can.
fn no_seat_is_in_both_majorities(seats: usize, each: usize) -> bool {
	let voters = seats.saturating_mul(each);
	let needless = voters.saturating_sub(1) / 3;
	let shared = voters.saturating_sub(needless.saturating_mul(2));
	shared > each
}

impl<T: Config> historical::SessionManager<T::AccountId, Seat> for Pallet<T> {
	fn new_session_genesis(_: SessionIndex) -> Option<Vec<(T::AccountId, Seat)>> {
		Some(Self::authorities())
	}

	/// `None` unless those who take part or their keys change: each change makes a new authority set, and another hand-off
	/// for every client to follow. Never empty: the last validator with keys cannot be removed.
	fn new_session(_: SessionIndex) -> Option<Vec<(T::AccountId, Seat)>> {
		let next = Self::authorities();
		let validators: Vec<_> = next.iter().map(|(validator, _)| validator.clone()).collect();
		(!next.is_empty() && T::Keys::would_change(&validators)).then_some(next)
	}

	fn start_session(_: SessionIndex) {}

	fn end_session(ended: SessionIndex) {
		T::Keys::forget_sessions_before(ended.saturating_sub(T::HistoryDepth::get()));
	}
}

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
	fn new_session_genesis(index: SessionIndex) -> Option<Vec<T::AccountId>> {
		<Self as historical::SessionManager<_, _>>::new_session_genesis(index).map(without_seats)
	}

	fn new_session(index: SessionIndex) -> Option<Vec<T::AccountId>> {
		<Self as historical::SessionManager<_, _>>::new_session(index).map(without_seats)
	}

	fn start_session(index: SessionIndex) {
		<Self as historical::SessionManager<_, _>>::start_session(index);
	}

	fn end_session(index: SessionIndex) {
		<Self as historical::SessionManager<_, _>>::end_session(index);
	}
}

fn without_seats<A>(validators: Vec<(A, Seat)>) -> Vec<A> {
	validators.into_iter().map(|(validator, _)| validator).collect()
}

/// Only a seat's registered validator may set session keys.
pub struct ValidatorOf<T>(PhantomData<T>);

impl<T: Config> Convert<T::AccountId, Option<T::AccountId>> for ValidatorOf<T> {
	fn convert(account: T::AccountId) -> Option<T::AccountId> {
		Validators::<T>::contains_key(&account).then_some(account)
	}
}

/// The seat that a validator validates for, which a report of misbehaviour names.
pub struct SeatOf<T>(PhantomData<T>);

impl<T: Config> Convert<T::AccountId, Option<Seat>> for SeatOf<T> {
	fn convert(validator: T::AccountId) -> Option<Seat> {
		Validators::<T>::get(&validator)
	}
}
