//! Who may send extrinsics: accounts that hold a role.

use crate::{Config, Pallet, RetiredNonces};
use frame_support::dispatch::DispatchResult;
use frame_system::{DecRefStatus, IncRefStatus};
use sp_runtime::traits::Saturating;

/// How far above its retired nonce an account goes on when it is admitted again. Extrinsics that it had signed ahead
/// before its last role ended, up to this many, stay invalid too.
pub const READMISSION_GAP: u32 = 1_024;

/// Gives and takes back the right to send extrinsics. `frame_system::CheckNonce` refuses an account without a provider
/// reference; one reference stands for one role.
pub trait Admission<AccountId> {
	/// The account gains a role.
	fn admit(who: &AccountId);

	/// The account loses a role that it gained by [`Admission::admit`].
	///
	/// # Errors
	///
	/// `ConsumerRemaining` if something still needs the account, such as registered session keys.
	fn dismiss(who: &AccountId) -> DispatchResult;
}

impl<T: Config> Admission<T::AccountId> for Pallet<T> {
	fn admit(who: &T::AccountId) {
		if frame_system::Pallet::<T>::inc_providers(who) == IncRefStatus::Created {
			if let Some(retired) = RetiredNonces::<T>::take(who) {
				frame_system::Account::<T>::mutate(who, |account| {
					account.nonce = retired.saturating_add(READMISSION_GAP.into());
				});
			}
		}
	}

	fn dismiss(who: &T::AccountId) -> DispatchResult {
		let nonce = frame_system::Pallet::<T>::account_nonce(who);
		if frame_system::Pallet::<T>::dec_providers(who)? == DecRefStatus::Reaped {
			RetiredNonces::<T>::insert(who, nonce);
		}
		Ok(())
	}
}
