//! What becomes of an e-seal's grants when it ends: at once, or at a moment that lies ahead, when a successor takes over.
//!
//! Such a moment passes by time alone: from then on the chain refuses each use of the predecessor. The grants that it leaves
//! behind end in the room that blocks have left, once the day of the takeover (UTC) is over, or before with those of the successor.

use crate::{
	Config, Error, GrantEnd, GrantId, Grants, NextExpiryDay, OpenGrantCount, OpenGrants, Pallet, Takeovers, WeightInfo,
};
use alloc::vec::Vec;
use eseal_primitives::{Moment, SealId};
use frame_support::{
	defensive,
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
};
use pallet_e_seal::{SealRegistry, UseRights};
use sp_runtime::DispatchError;

impl<T: Config> UseRights for Pallet<T> {
	fn dissolve(seal: SealId) -> Result<Weight, DispatchError> {
		let ended = Self::dissolve_left_behind(seal)?;
		let ended = ended.saturating_add(Self::dissolve_own(seal)?);
		Ok(T::WeightInfo::dissolve(ended))
	}

	fn dissolve_weight() -> Weight {
		// Its own, and those that its predecessor left behind.
		T::WeightInfo::dissolve(T::MaxGrants::get().saturating_mul(2))
	}

	fn end_at(seal: SealId, moment: Moment) -> Result<Weight, DispatchError> {
		let ended = Self::dissolve_left_behind(seal)?;
		Takeovers::<T>::insert(moment.day(), seal, ());
		Self::begin_expiry();
		Ok(T::WeightInfo::dissolve(ended))
	}

	fn go_on(seal: SealId, moment: Moment) {
		Takeovers::<T>::remove(moment.day(), seal);
	}
}

impl<T: Config> Pallet<T> {
	/// From this day on, days are cleared.
	pub(crate) fn begin_expiry() {
		if !NextExpiryDay::<T>::exists() {
			NextExpiryDay::<T>::put(Self::now().day());
		}
	}

	/// Ends the open grants of an e-seal, and returns how many there were. At most [`Config::MaxGrants`].
	fn dissolve_own(seal: SealId) -> Result<u32, DispatchError> {
		let open: Vec<GrantId> = OpenGrants::<T>::iter_prefix_values(seal).collect();
		let ended = u32::try_from(open.len()).unwrap_or(u32::MAX);
		for id in open {
			let grant = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
			Self::end_grant(id, grant, GrantEnd::Dissolved)?;
		}
		Ok(ended)
	}

	/// Ends the open grants of the e-seal that this one took over from.
	pub(crate) fn dissolve_left_behind(seal: SealId) -> Result<u32, DispatchError> {
		match Self::left_behind(seal) {
			Some(predecessor) => Self::dissolve_own(predecessor),
			None => Ok(0),
		}
	}

	/// The predecessor of an e-seal, if that took over from it and grants for it are still open.
	fn left_behind(seal: SealId) -> Option<SealId> {
		let predecessor = T::Seals::stored(seal)?.supersedes?;
		let serves = T::Seals::facts(predecessor, Self::now()).is_some_and(|facts| facts.live);
		(!serves && OpenGrantCount::<T>::contains_key(predecessor)).then_some(predecessor)
	}

	/// Ends the grants that the first takeover of `day`, which is over, left behind; `None` if there is none, `Some(false)` if there
	/// is no room for it.
	pub(crate) fn clear_first_takeover(day: u64, meter: &mut WeightMeter) -> Option<bool> {
		let seal = Takeovers::<T>::iter_key_prefix(day).next()?;
		let weight = T::WeightInfo::dissolve(OpenGrantCount::<T>::get(seal));
		if meter.try_consume(weight).is_err() {
			return Some(false);
		}
		Takeovers::<T>::remove(day, seal);
		if with_storage_layer(|| Self::dissolve_own(seal)).is_err() {
			// They can no longer be used in any case. Do not block the next takeover.
			defensive!("grants of an e-seal that has a successor could not be ended");
		}
		Some(true)
	}
}
