//! The agencies at the start of the chain.

use crate::{Config, OfficerCount, Pallet, Seat, SeatInfo, Seats, SessionLength, MAX_VALIDATORS, MIN_OFFICERS};
use alloc::vec::Vec;
use frame_support::{
	dispatch::DispatchResult,
	traits::{InitializeMembers, SortedMembers},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::Zero;

/// A seat at the start of the chain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeatGenesis<AccountId> {
	/// The account that governs the seat.
	pub account: AccountId,
	/// The accounts of its first officers, at least two: what nothing undoes takes a second one.
	pub officers: Vec<AccountId>,
	/// The accounts of its validators, 1 to 4.
	pub validators: Vec<AccountId>,
}

/// Stores the seats.
///
/// # Panics
///
/// If the chain could not run on this genesis: a seat is missing or named twice, has no validator or too many or fewer than
/// two officers, an account has two roles, or a session has no block.
pub(crate) fn build<T: Config>(seats: &[(Seat, SeatGenesis<T::AccountId>)], session_length: Option<BlockNumberFor<T>>) {
	if let Some(length) = session_length {
		assert!(!length.is_zero(), "the genesis sets a session length of 0 blocks");
		SessionLength::<T>::put(length);
	}
	// A chain without agencies is what FRAME builds for its own tests; a session without validators stops it elsewhere.
	if seats.is_empty() {
		return;
	}
	assert!(
		seats.len() == Seat::AGENCIES.len(),
		"the genesis must name each of the {} agencies' seats once",
		Seat::AGENCIES.len()
	);
	for (seat, genesis) in seats {
		assert!(
			Seat::AGENCIES.contains(seat),
			"the genesis names the seat {seat:?}, which only a motion can fill"
		);
		assert!(
			!Seats::<T>::contains_key(seat),
			"the genesis names the seat {seat:?} twice"
		);
		assert!(
			!genesis.validators.is_empty(),
			"the genesis names no validator for the seat {seat:?}"
		);
		assert!(
			genesis.officers.len() >= MIN_OFFICERS,
			"the genesis names fewer than {MIN_OFFICERS} officers for the seat {seat:?}: what nothing undoes takes two"
		);
		claim::<T>(&genesis.account);
		admitted(Pallet::<T>::begin_governing(*seat, &genesis.account));

		for validator in &genesis.validators {
			claim::<T>(validator);
			admitted(Pallet::<T>::begin_validator(*seat, validator));
		}
		for officer in &genesis.officers {
			claim::<T>(officer);
			admitted(Pallet::<T>::begin_office(*seat, officer, None));
			OfficerCount::<T>::mutate(seat, |count| *count = count.saturating_add(1));
		}
		Seats::<T>::insert(
			seat,
			SeatInfo {
				account: genesis.account.clone(),
				validators: bounded(genesis.validators.clone()),
			},
		);
	}
	T::Council::initialize_members(&Pallet::<T>::sorted_members());
}

#[allow(clippy::panic)] // Genesis: it is better that the chain does not start.
fn bounded<A>(validators: Vec<A>) -> sp_runtime::BoundedVec<A, sp_runtime::traits::ConstU32<MAX_VALIDATORS>> {
	match validators.try_into() {
		Ok(bounded) => bounded,
		Err(_) => panic!("the genesis names more than {MAX_VALIDATORS} validators for a seat"),
	}
}

fn admitted(result: DispatchResult) {
	assert!(
		result.is_ok(),
		"the genesis gives an account a role that it cannot have: {result:?}"
	);
}

fn claim<T: Config>(who: &T::AccountId) {
	assert!(
		!Pallet::<T>::has_duty(who),
		"the genesis gives the account {who:?} two roles"
	);
}
