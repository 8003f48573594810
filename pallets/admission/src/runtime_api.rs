//! The runtime API: what an account may send. polkadot.js decodes it from the metadata, under `api.call.admissionApi`.

use codec::Codec;
pub use eseal_primitives::{answers::AllowanceInfo, member::Budgets};
use sp_core::H256;

sp_api::decl_runtime_apis! {
	/// Questions about accounts and what they may send.
	pub trait AdmissionApi<AccountId>
	where
		AccountId: Codec,
	{
		/// What an account may send now; `None` if it has no role.
		fn allowance(account: AccountId) -> Option<AllowanceInfo>;

		/// The budgets of the roles.
		fn budgets() -> Budgets;

		/// The hash of the runtime's metadata (RFC 78) that an account signs with which says that it read the call by that metadata
		/// (`CheckMetadataHash`, mode 1); `None` if the runtime was built without.
		fn metadata_hash() -> Option<H256>;
	}
}

/// The answers, for the runtime's implementation of the API.
mod answers {
	use super::*;
	use crate::{Admission, Config, Pallet, RoleBudgets};

	impl<T: Config> Pallet<T> {
		/// What an account may send now.
		pub fn api_allowance(account: &T::AccountId) -> Option<AllowanceInfo> {
			let member = Self::member(account);
			if member.roles() == 0 {
				return None;
			}
			let budget = RoleBudgets::<T>::get().of(&member);
			let (weight_left, bytes_left) = budget.left_at(member.spent, Self::block());
			Some(AllowanceInfo {
				member,
				budget,
				weight_left,
				bytes_left,
			})
		}

		/// The budgets of the roles.
		pub fn api_budgets() -> Budgets {
			RoleBudgets::<T>::get()
		}
	}
}
