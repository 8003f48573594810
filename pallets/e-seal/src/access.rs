//! Who is acting on an e-seal.

use crate::{Actor, Config, Enterprises, Error, Pallet};
use eseal_primitives::SealId;
use frame_support::traits::EnsureOrigin;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Who is acting on an e-seal: its enterprise's owner, or an officer of Data Resources.
	pub(crate) fn ensure_owner_or_platform(
		origin: OriginFor<T>,
		seal: SealId,
	) -> Result<Actor<T::AccountId>, DispatchError> {
		let account = ensure_signed(origin.clone())?;
		let uscc = Self::find_seal(seal)?.uscc;
		if Enterprises::<T>::get(uscc).is_some_and(|enterprise| enterprise.owner == account) {
			return Ok(Actor::Owner { account });
		}
		T::DataResources::ensure_origin(origin)
			.map(Actor::from)
			.map_err(|_| Error::<T>::NotAuthorized.into())
	}
}
