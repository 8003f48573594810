//! What every call needs first: the time, and the e-seal.

use crate::{Config, Error, Pallet};
use eseal_primitives::{Moment, SealId};
use frame_support::traits::Time;
use pallet_e_seal::{SealFacts, SealRegistry};

impl<T: Config> Pallet<T> {
	/// The block's time.
	pub(crate) fn now() -> Moment {
		Moment(T::Time::now())
	}

	pub(crate) fn find_seal(seal: SealId) -> Result<SealFacts<T::AccountId>, Error<T>> {
		T::Seals::facts(seal, Self::now()).ok_or(Error::<T>::SealNotFound)
	}
}
