//! The runtime API: what dApps, explorers and auditors ask. polkadot.js decodes it from the metadata, under
//! `api.call.eSealApi`.

use crate::{HistoryEntry, PhysicalSeal, RegisterEntry, RegisterSubject, SealCounts, Standing};
use alloc::{string::String, vec::Vec};
use codec::Codec;
use eseal_crypto::decision::application_digest;
pub use eseal_primitives::answers::{CorrectionInfo, EnterpriseInfo, SealInfo};
use eseal_primitives::{
	correction::Rectified, BytesToSign, CorrectionId, DocumentDigest, Moment, SealId, SealKey, Seat, Uscc,
};
use sp_core::H256;

/// The maximum number of entries in one answer.
pub const MAX_PAGE: u32 = 256;

sp_api::decl_runtime_apis! {
	/// Questions about enterprises, physical seals and e-seals. A code may be any text: one that is no code is nobody's.
	pub trait ESealApi<AccountId, BlockNumber>
	where
		AccountId: Codec,
		BlockNumber: Codec,
	{
		/// The enterprise with this code; `None` if there is none.
		fn enterprise(uscc: String) -> Option<EnterpriseInfo<AccountId>>;

		/// The enterprises that this one took over from, after that one: at most `limit`, and at most 256.
		fn predecessors(uscc: String, after: Option<String>, limit: u32) -> Vec<Uscc>;

		/// The physical seal with this code; `None` if there is none.
		fn physical_seal(code: String) -> Option<PhysicalSeal>;

		/// An enterprise's most recently activated e-seal, as of now; `None` if it never had one.
		fn seal_of(uscc: String) -> Option<SealInfo<AccountId>>;

		/// An e-seal and how it stands now; `None` if there is none with this number.
		fn seal(seal: SealId) -> Option<SealInfo<AccountId>>;

		/// How an e-seal stood at a moment, as far as is known now: what was reported later counts from the moment that the
		/// report names. `None` if there is no e-seal with this number. Reads at most 34 items, however long the e-seal's history
		/// is.
		fn status_at(seal: SealId, moment: Moment) -> Option<Standing>;

		/// How an e-seal stood at a moment by what was on record then, whatever was reported or corrected since. `None` if there is
		/// no e-seal with this number. Reads at most 33 items, however long the e-seal's history is.
		fn recorded_status_at(seal: SealId, moment: Moment) -> Option<Standing>;

		/// The digest of an entry of an e-seal's history, which a correction of it names; `None` if there is no such entry.
		fn history_entry_digest(seal: SealId, entry: u32) -> Option<H256>;

		/// The history of an e-seal from entry `from` on: at most `limit` entries, and at most 256.
		fn history(seal: SealId, from: u32, limit: u32) -> Vec<HistoryEntry<AccountId, BlockNumber>>;

		/// The history of an enterprise after its registration, or of a physical seal after it was filed, from record `from` on: at most
		/// `limit` records, and at most 256.
		fn register_history(
			subject: RegisterSubject,
			from: u32,
			limit: u32,
		) -> Vec<RegisterEntry<AccountId, BlockNumber>>;

		/// The digest of a record of a physical seal or an enterprise, which a correction of it names; `None` if there is no such
		/// record.
		fn register_entry_digest(subject: RegisterSubject, entry: u32) -> Option<H256>;

		/// The digest of the registration under this code as it stands, which a correction of it names; `None` if there is none.
		fn registration_digest(uscc: String) -> Option<H256>;

		/// The digest of a physical seal's file as it stands, which a correction of it names; `None` if there is none with this code.
		fn physical_seal_digest(code: String) -> Option<H256>;

		/// What is right in place of a registration that was voided or of a physical seal that moved, by the last correction; `None` if
		/// it never was corrected.
		fn rectified(subject: RegisterSubject) -> Option<Rectified>;

		/// A correction; `None` if there is none with this number: it was withdrawn, or it ended and was cleared.
		fn correction(id: CorrectionId) -> Option<CorrectionInfo<AccountId>>;

		/// The corrections that a seat proposed and that are not made, those first that were proposed first, as many as a seat may
		/// have.
		fn open_corrections(seat: Seat) -> Vec<CorrectionInfo<AccountId>>;

		/// How many e-seals there are, by their status and whether a hold is in place. Their validity is not looked at.
		fn seal_counts() -> SealCounts;

		/// The bytes that a seal key signs to prove possession, in an application by `owner`; `None` if a code is invalid.
		#[allow(clippy::too_many_arguments)]
		fn possession_bytes(
			owner: AccountId,
			uscc: String,
			code: String,
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
	use crate::{
		ApplicationForm, Config, Corrections, Enterprises, Freezes, History, Liquidators, Offers, OpenCorrections,
		Pallet, PendingApplication, PhysicalSeals, RegisterHeads, RegisterHistory, Seals, Successors,
	};
	use eseal_crypto::decision::{correction_digest, history_entry_digest, register_entry_digest, registration_digest};
	use eseal_primitives::{SealCode, UsccCheck};
	use frame_system::pallet_prelude::BlockNumberFor;
	use pallet_agencies::genesis_hash;

	impl<T: Config> Pallet<T> {
		/// The enterprise with this code.
		pub fn api_enterprise(uscc: String) -> Option<EnterpriseInfo<T::AccountId>> {
			let uscc = Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).ok()?;
			Some(EnterpriseInfo {
				uscc,
				enterprise: Enterprises::<T>::get(uscc)?.settled(Self::now()),
				latest_seal: Self::current(uscc),
				pending_application: PendingApplication::<T>::get(uscc),
				next_seal: Self::awaited(uscc),
				freeze: Freezes::<T>::get(uscc),
				frozen: Self::freeze_in_force(uscc).is_some(),
				offer: Offers::<T>::get(uscc),
				liquidator: Liquidators::<T>::get(uscc),
				successors: Successors::<T>::get(uscc),
				history: RegisterHeads::<T>::get(RegisterSubject::Enterprise(uscc)),
			})
		}

		/// A page of the predecessors of an enterprise; none if a code is invalid.
		pub fn api_predecessors(uscc: String, after: Option<String>, limit: u32) -> Vec<Uscc> {
			let parsed = |code: &String| Uscc::parse(code.as_bytes(), UsccCheck::Waived);
			let (uscc, after) = (parsed(&uscc), after.as_ref().map(parsed).transpose());
			match (uscc, after) {
				(Ok(uscc), Ok(after)) => Self::predecessors_page(uscc, after, limit.min(MAX_PAGE)),
				_ => Vec::new(),
			}
		}

		/// The physical seal with this code.
		pub fn api_physical_seal(code: String) -> Option<PhysicalSeal> {
			let mut physical = PhysicalSeals::<T>::get(SealCode::parse(code.as_bytes())?)?;
			let is_paired = |id: &SealId| Seals::<T>::get(id).is_some_and(|seal| Self::is_in_force(&seal));
			physical.paired = physical.paired.filter(is_paired);
			Some(physical)
		}

		/// The e-seal of an enterprise that became active last.
		pub fn api_seal_of(uscc: String) -> Option<SealInfo<T::AccountId>> {
			let uscc = Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).ok()?;
			Self::api_seal(Self::current(uscc)?)
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
				status: seal.status_at(at),
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

		/// The digest of an entry of an e-seal's history.
		pub fn api_history_entry_digest(seal: SealId, entry: u32) -> Option<H256> {
			let application = application_digest(&Seals::<T>::get(seal)?);
			let recorded = History::<T>::get(seal, entry)?;
			Some(history_entry_digest(application, entry, &recorded))
		}

		/// A page of the records of a physical seal or an enterprise.
		pub fn api_register_history(
			subject: RegisterSubject,
			from: u32,
			limit: u32,
		) -> Vec<RegisterEntry<T::AccountId, BlockNumberFor<T>>> {
			Self::register_page(subject, from, limit.min(MAX_PAGE))
		}

		/// The digest of a record of a physical seal or an enterprise.
		pub fn api_register_entry_digest(subject: RegisterSubject, entry: u32) -> Option<H256> {
			let recorded = RegisterHistory::<T>::get(subject, entry)?;
			Some(register_entry_digest(subject, entry, &recorded))
		}

		/// The digest of the registration under this code.
		pub fn api_registration_digest(uscc: String) -> Option<H256> {
			let uscc = Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).ok()?;
			let enterprise = Enterprises::<T>::get(uscc)?.settled(Self::now());
			Some(registration_digest(&uscc, &enterprise))
		}

		/// The digest of a physical seal's file.
		pub fn api_physical_seal_digest(code: String) -> Option<H256> {
			let code = SealCode::parse(code.as_bytes())?;
			Some(Self::file_digest(code, &PhysicalSeals::<T>::get(code)?))
		}

		/// What is right in place of a subject.
		pub fn api_rectified(subject: RegisterSubject) -> Option<Rectified> {
			crate::Rectified::<T>::get(subject)
		}

		/// A correction.
		pub fn api_correction(id: CorrectionId) -> Option<CorrectionInfo<T::AccountId>> {
			let proposed = Corrections::<T>::get(id)?;
			Some(CorrectionInfo {
				id,
				digest: correction_digest(&proposed),
				open: proposed.made.is_none() && Self::now() < proposed.until,
				proposed,
			})
		}

		/// The corrections that a seat proposed and that are not made.
		pub fn api_open_corrections(seat: Seat) -> Vec<CorrectionInfo<T::AccountId>> {
			OpenCorrections::<T>::get(seat)
				.into_iter()
				.filter_map(Self::api_correction)
				.collect()
		}

		/// The bytes that prove possession.
		pub fn api_possession_bytes(
			owner: T::AccountId,
			uscc: String,
			code: String,
			form: ApplicationForm,
		) -> Option<BytesToSign> {
			let uscc = Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).ok()?;
			let code = SealCode::parse(code.as_bytes())?;
			let bytes = form.claim(uscc, code).bytes_to_sign(genesis_hash::<T>(), &owner);
			Some(BytesToSign { bytes })
		}
	}
}
