//! The pallet's invariants.

use crate::{Config, Pallet, RetiredNonces};
use frame_support::ensure;
use sp_runtime::{traits::Zero, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks the pallet's invariants.
	///
	/// # Errors
	///
	/// The first invariant that is violated.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for account in frame_system::Account::<T>::iter_values() {
			ensure!(
				account.providers == account.data.roles(),
				"an account's provider references are not its roles"
			);
			ensure!(
				!account.data.is_officer_at_enterprise(),
				"an officer is an owner or operator as well"
			);
			ensure!(account.sufficients.is_zero(), "an account has a sufficient reference");
			ensure!(
				account.data.widened == 0 || account.data.enterprises > 0 || account.data.grants > 0,
				"a budget is widened for nothing"
			);
		}
		for who in RetiredNonces::<T>::iter_keys() {
			ensure!(
				!frame_system::Account::<T>::contains_key(&who),
				"an admitted account has a retired nonce"
			);
		}
		Ok(())
	}
}
