//! The runtime API: what dApps, explorers and auditors ask. polkadot.js decodes it from the metadata, under
//! `api.call.agenciesApi`.

use crate::{MotionInfo, OfficerEntry};
use alloc::vec::Vec;
use codec::Codec;
pub use eseal_primitives::answers::OfficerInfo;

/// The maximum number of entries in one answer.
pub const MAX_PAGE: u32 = 256;

sp_api::decl_runtime_apis! {
	/// Questions about what the agencies decide, and about their officers.
	pub trait AgenciesApi<AccountId, Hash, BlockNumber>
	where
		AccountId: Codec,
		Hash: Codec,
		BlockNumber: Codec,
	{
		/// The open motion with this hash: who proposed it, and the weight and length of its call, which whoever closes it
		/// states (`council.close`). `None` if no such motion is open.
		fn motion(motion: Hash) -> Option<MotionInfo<AccountId>>;

		/// An officer's present seat, and the head of its history; `None` of an account that never was an officer.
		fn officer(account: AccountId) -> Option<OfficerInfo>;

		/// The history of an officer from entry `from` on: at most `limit` entries, and at most 256.
		fn officer_history(account: AccountId, from: u64, limit: u32) -> Vec<OfficerEntry<AccountId, BlockNumber>>;
	}
}

/// The answers, for the runtime's implementation of the API.
mod answers {
	use super::*;
	use crate::{Config, OfficerHeads, Officers, Pallet};
	use frame_system::pallet_prelude::BlockNumberFor;

	impl<T: Config> Pallet<T> {
		/// An officer's present seat, and the head of its history.
		pub fn api_officer(account: &T::AccountId) -> Option<OfficerInfo> {
			let head = OfficerHeads::<T>::get(account);
			(head.entries > 0).then(|| OfficerInfo {
				seat: Officers::<T>::get(account),
				head,
			})
		}

		/// The history of an officer, a page of it.
		pub fn api_officer_history(
			account: &T::AccountId,
			from: u64,
			limit: u32,
		) -> Vec<OfficerEntry<T::AccountId, BlockNumberFor<T>>> {
			Self::officer_history_page(account, from, limit.min(MAX_PAGE))
		}
	}
}
