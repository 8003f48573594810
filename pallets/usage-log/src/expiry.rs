//! Ends expired grants, and those of e-seals that a successor took over from, by whole days (UTC), in the room that blocks have
//! left.

use crate::{Config, Error, Expiries, GrantEnd, Grants, NextExpiryDay, Pallet, WeightInfo};
use frame_support::{
	defensive,
	storage::with_storage_layer,
	weights::{Weight, WeightMeter},
};

/// The maximum number of steps of the clean-up in one block, however much room there is.
const MAX_STEPS: u32 = 64;

impl<T: Config> Pallet<T> {
	/// Ends grants whose day or whose e-seal's last day is over, as far as the `remaining` weight and [`MAX_STEPS`] allow, and returns the weight used.
	pub(crate) fn end_expired_grants(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining);
		if meter.try_consume(T::WeightInfo::expiry_base()).is_err() {
			return meter.consumed();
		}
		let Some(first) = NextExpiryDay::<T>::get() else {
			return meter.consumed();
		};
		let today = Self::now().day();
		let mut day = first;
		for _ in 0..MAX_STEPS {
			if day >= today || meter.try_consume(T::WeightInfo::expiry_step()).is_err() {
				break;
			}
			if Self::expire_first(day) {
				continue;
			}
			match Self::clear_first_takeover(day, &mut meter) {
				Some(true) => (),
				Some(false) => break,
				None => day = day.saturating_add(1),
			}
		}
		if day != first {
			NextExpiryDay::<T>::put(day);
		}
		meter.consumed()
	}

	/// Ends the first grant that expires on `day`; `false` if there is none.
	pub(crate) fn expire_first(day: u64) -> bool {
		let Some(id) = Expiries::<T>::iter_key_prefix(day).next() else {
			return false;
		};
		let ended = with_storage_layer(|| match Grants::<T>::get(id) {
			Some(grant) => Self::end_grant(id, grant, GrantEnd::Expired),
			None => Err(Error::<T>::GrantNotFound.into()),
		});
		if ended.is_err() {
			// The grant can no longer be used in any case. Do not block the next one.
			defensive!("an expired grant could not be ended");
			Expiries::<T>::remove(day, id);
		}
		true
	}
}
