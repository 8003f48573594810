//! The block's time, and moments that calls name.

use crate::{Config, Error, Pallet};
use eseal_primitives::Moment;
use frame_support::{ensure, traits::Time};

impl<T: Config> Pallet<T> {
	/// The block's time.
	pub(crate) fn now() -> Moment {
		Moment(T::Time::now())
	}

	/// A moment from which a report or a revocation counts: at or after `earliest`, and not in the future.
	pub(crate) fn ensure_effective(moment: Moment, earliest: Moment) -> Result<(), Error<T>> {
		ensure!(moment <= Self::now(), Error::<T>::EffectiveInFuture);
		ensure!(moment >= earliest, Error::<T>::EffectiveTooEarly);
		Ok(())
	}
}
