//! Who is acting on an e-seal.

use crate::{Actor, Config, Enterprises, Error, Pallet};
use codec::Encode;
use eseal_primitives::{Act, SealId};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use pallet_admission::OfficerGate;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Who is acting on an e-seal: its enterprise's owner, or an officer of Data Resources whose act it is, with these arguments.
	/// Two officers who act together have no account that signs.
	pub(crate) fn ensure_owner_or_platform(
		origin: OriginFor<T>,
		seal: SealId,
		act: Act,
		arguments: &impl Encode,
	) -> Result<Actor<T::AccountId>, DispatchError> {
		let mut refusal = DispatchError::BadOrigin;
		if let Ok(account) = ensure_signed(origin.clone()) {
			let uscc = Self::find_seal(seal)?.uscc;
			if Enterprises::<T>::get(uscc).is_some_and(|enterprise| enterprise.owner == account) {
				Self::ensure_no_other_acts(uscc, &account)?;
				return Ok(Actor::Owner { account });
			}
			refusal = Error::<T>::NotAuthorized.into();
		}
		T::Officers::pass(origin, act, arguments)
			.map(Actor::from)
			.map_err(|why| match why {
				DispatchError::BadOrigin => refusal,
				other => other,
			})
	}
}
