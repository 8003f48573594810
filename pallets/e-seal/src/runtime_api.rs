//! The runtime API: what dApps, explorers and auditors ask. polkadot.js decodes it from the metadata, under
//! `api.call.eSealApi`.

use crate::{HistoryEntry, PhysicalSeal, SealCounts, Standing};
use alloc::vec::Vec;
use codec::Codec;
use eseal_crypto::decision::application_digest;
pub use eseal_primitives::answers::{EnterpriseInfo, SealInfo};
use eseal_primitives::{BytesToSign, DocumentDigest, Moment, RawText, SealId, SealKey};

/// The maximum number of entries in one answer.
pub const MAX_PAGE: u32 = 256;

sp_api::decl_runtime_apis! {
	/// Questions about enterprises, physical seals and e-seals.
	pub trait ESealApi<AccountId, BlockNumber>
	where
		AccountId: Codec,
		BlockNumber: Codec,
	{
		/// The enterprise with this code; `None` if there is none.
		fn enterprise(uscc: RawText) -> Option<EnterpriseInfo<AccountId>>;

		/// The physical seal with this code; `None` if there is none.
		fn physical_seal(code: RawText) -> Option<PhysicalSeal>;

		/// An enterprise's most recently activated e-seal; `None` if it never had one.
		fn seal_of(uscc: RawText) -> Option<SealInfo<AccountId>>;

		/// An e-seal and how it stands now; `None` if there is none with this number.
		fn seal(seal: SealId) -> Option<SealInfo<AccountId>>;

		/// How an e-seal stood at a moment, as far as is known now: what was reported later counts from the moment that the
		/// report names. `None` if there is no e-seal with this number. Reads at most 34 items, however long the e-seal's history
		/// is.
		fn status_at(seal: SealId, moment: Moment) -> Option<Standing>;

		/// The history of an e-seal from entry `from` on: at most `limit` entries, and at most 256.
		fn history(seal: SealId, from: u32, limit: u32) -> Vec<HistoryEntry<AccountId, BlockNumber>>;

		/// How many e-seals there are, by their status and whether a hold is in place. Their validity is not looked at.
		fn seal_counts() -> SealCounts;

		/// The bytes that a seal key signs to prove possession, in an application by `owner`; `None` if a code is invalid.
		#[allow(clippy::too_many_arguments)]
		fn possession_bytes(
			owner: AccountId,
			uscc: RawText,
			code: RawText,
			key: SealKey,
			certificate: DocumentDigest,
			picture: DocumentDigest,
			valid_from: Moment,
			valid_until: Moment,
		) -> Option<BytesToSign>;
	}
}

/// The answers, for the runtime's implementation of the API.
mod answers {
	use super::*;
	use crate::{ApplicationForm, Config, Enterprises, LatestSeal, Pallet, PendingApplication, PhysicalSeals, Seals};
	use eseal_primitives::{SealCode, Uscc, UsccCheck};
	use frame_system::pallet_prelude::BlockNumberFor;
	use pallet_agencies::genesis_hash;

	impl<T: Config> Pallet<T> {
		/// The enterprise with this code.
		pub fn api_enterprise(uscc: RawText) -> Option<EnterpriseInfo<T::AccountId>> {
			let uscc = Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).ok()?;
			Some(EnterpriseInfo {
				uscc,
				enterprise: Enterprises::<T>::get(uscc)?,
				latest_seal: LatestSeal::<T>::get(uscc),
				pending_application: PendingApplication::<T>::get(uscc),
			})
		}

		/// The physical seal with this code.
		pub fn api_physical_seal(code: RawText) -> Option<PhysicalSeal> {
			PhysicalSeals::<T>::get(SealCode::parse(code.as_bytes())?)
		}

		/// The e-seal of an enterprise that became active last.
		pub fn api_seal_of(uscc: RawText) -> Option<SealInfo<T::AccountId>> {
			let uscc = Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).ok()?;
			Self::api_seal(LatestSeal::<T>::get(uscc)?)
		}

		/// An e-seal with how it stands now.
		pub fn api_seal(id: SealId) -> Option<SealInfo<T::AccountId>> {
			let seal = Seals::<T>::get(id)?;
			let at = Self::now();
			let obstacles = seal.obstacles(at);
			let usable = obstacles.is_empty();
			Some(SealInfo {
				id,
				application_digest: application_digest(&seal),
				seal,
				at,
				obstacles,
				usable,
			})
		}

		/// A page of the history of an e-seal.
		pub fn api_history(seal: SealId, from: u32, limit: u32) -> Vec<HistoryEntry<T::AccountId, BlockNumberFor<T>>> {
			Self::history_page(seal, from, limit.min(MAX_PAGE))
		}

		/// The bytes that prove possession.
		pub fn api_possession_bytes(
			owner: T::AccountId,
			uscc: RawText,
			code: RawText,
			form: ApplicationForm,
		) -> Option<BytesToSign> {
			let uscc = Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).ok()?;
			let code = SealCode::parse(code.as_bytes())?;
			let bytes = form.claim(uscc, code).bytes_to_sign(genesis_hash::<T>(), &owner);
			Some(BytesToSign { bytes })
		}
	}
}
