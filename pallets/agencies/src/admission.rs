//! Who may send extrinsics: accounts that have a role.

use crate::{Config, Pallet, RetiredNonces};
use frame_support::dispatch::DispatchResult;
use frame_system::{DecRefStatus, IncRefStatus};
use sp_runtime::traits::Saturating;

/// How far above its retired nonce an account continues when it is admitted again. So up to this many extrinsics that it had
/// signed in advance, before its last role ended, stay invalid too.
pub const READMISSION_GAP: u32 = 1_024;

/// Gives and takes back the right to send extrinsics. `frame_system::CheckNonce` refuses an account without a provider
/// reference; each role is one reference.
pub trait Admission<AccountId> {
	/// The account gains a role.
	fn admit(who: &AccountId);

	/// The account loses a role that it gained by [`Admission::admit`].
	///
	/// # Errors
	///
	/// `ConsumerRemaining` if the account is still needed, for instance by session keys that it set.
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
