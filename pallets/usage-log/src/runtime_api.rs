//! The runtime API: what dApps, explorers and auditors ask. polkadot.js decodes it from the metadata, under
//! `api.call.usageLogApi`.

use crate::{
	document_key, Config, DocumentsOf, Flag, FlagId, Flags, FlagsOfUse, Grant, GrantId, Grants, Heads, LogHead,
	LogStarts, OpenGrants, Pallet, RecordOf, Records, UseRecord, UsesOfDocument,
};
use alloc::{vec, vec::Vec};
use codec::Codec;
use eseal_crypto::decision;
use eseal_primitives::{
	activity::{DayTotals, SealActivity},
	answers::{FoundUse, UseProof, UseRight},
	BytesToSign, DocumentDigest, Documents, SealId, UseStatement,
};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_e_seal::SealRegistry;
use sp_core::H256;

/// The maximum number of entries in one answer.
pub const MAX_PAGE: u32 = 256;

sp_api::decl_runtime_apis! {
	/// Questions about grants, uses and flags.
	pub trait UsageLogApi<AccountId, BlockNumber>
	where
		AccountId: Codec,
		BlockNumber: Codec,
	{
		/// The head of an e-seal's log.
		fn head(seal: SealId) -> LogHead;

		/// Where an e-seal's log in the state begins: the head as of its last record that left the state. The functions below
		/// know the records from this number on, and the uses from this count on; of earlier ones, nodes that keep records know.
		fn log_start(seal: SealId) -> LogHead;

		/// The records of an e-seal's log from number `from` on: at most `limit`, and at most 256. None if the record `from` is
		/// not in the state.
		fn records_of_seal(seal: SealId, from: u64, limit: u32) -> Vec<UseRecord<AccountId, BlockNumber>>;

		/// The documents of a record, in the order of their uses; none if there is no such record, or the chain knows their root
		/// alone.
		fn documents_of_record(seal: SealId, record: u64) -> Vec<DocumentDigest>;

		/// A use of an e-seal, by its index; `None` if there is no such use in the state.
		fn use_at(seal: SealId, index: u64) -> Option<FoundUse<AccountId, BlockNumber>>;

		/// The uses of a document, in the order of storage: at most `limit`, and at most 256, after the use `after` (e-seal,
		/// index), or from the first one. Uses in a batch of which the chain knows the root alone are not among them.
		fn uses_of_document(
			document: DocumentDigest,
			after: Option<(SealId, u64)>,
			limit: u32,
		) -> Vec<FoundUse<AccountId, BlockNumber>>;

		/// The proof that leads from a record to the root in the header of its block. Ask at that block: at any other, `None`.
		fn use_proof(seal: SealId, record: u64) -> Option<UseProof>;

		/// The bytes that the seal key signs for a use that `account` sends.
		fn statement_bytes(account: AccountId, statement: UseStatement) -> BytesToSign;

		/// The bytes that the second operator of a grant signs for a use that `account` sends.
		fn approval_bytes(account: AccountId, statement: UseStatement) -> BytesToSign;

		/// By what right `account` may use an e-seal, and the nonce of its next statement; `None` if it is neither its owner nor its
		/// liquidator nor has an open grant for it.
		fn use_right(seal: SealId, account: AccountId) -> Option<UseRight>;

		/// The open grants of an e-seal, each with the uses that count under it: of one that goes on from another, with those of that
		/// one.
		fn grants_of_seal(seal: SealId) -> Vec<(GrantId, Grant<AccountId>)>;

		/// The flags on a use, in the order of storage: at most `limit`, and at most 256, after the flag `after`, or from the
		/// first one.
		fn flags_of_use(
			seal: SealId,
			index: u64,
			after: Option<FlagId>,
			limit: u32,
		) -> Vec<(FlagId, Flag<AccountId>)>;

		/// How much an e-seal is used, and how often a use is refused: today and on the 31 days before; `None` if there is no
		/// e-seal with this number.
		fn activity(seal: SealId) -> Option<SealActivity>;

		/// How much the chain records and refuses by day, in the order of days (since the Unix epoch, UTC): of the days from
		/// `from` on with anything, among the last 400; at most `limit` of them, and at most 256.
		fn totals_of_days(from: u32, limit: u32) -> Vec<(u32, DayTotals)>;

		/// The digest of a record, which a flag on one of its uses names; `None` if there is no such record. Ask at the block at
		/// which you read the record.
		fn use_digest(seal: SealId, record: u64) -> Option<H256>;

		/// The digest of a flag as it was raised, which its closing names; `None` if there is no such flag. Ask at the block
		/// at which you read the flag.
		fn flag_digest(flag: FlagId) -> Option<H256>;
	}
}

impl<T: Config> Pallet<T> {
	/// A page of an e-seal's log.
	pub fn api_records_of_seal(seal: SealId, from: u64, limit: u32) -> Vec<RecordOf<T>> {
		let until = from.saturating_add(limit.min(MAX_PAGE).into());
		(from..until)
			.map_while(|record| Records::<T>::get(seal, record))
			.collect()
	}

	/// The documents of a record, as far as the chain knows them.
	pub fn api_documents_of_record(seal: SealId, record: u64) -> Vec<DocumentDigest> {
		match Records::<T>::get(seal, record).map(|used| used.documents) {
			Some(Documents::One(document)) => vec![document],
			Some(Documents::Batch { .. }) => DocumentsOf::<T>::get(seal, record).unwrap_or_default().into_inner(),
			None => Vec::new(),
		}
	}

	/// A use by its index. Halves the records between which its record must be, so it reads at most 64.
	pub fn api_use_at(seal: SealId, index: u64) -> Option<FoundUse<T::AccountId, BlockNumberFor<T>>> {
		let head = Heads::<T>::get(seal);
		if index >= head.count {
			return None;
		}
		let (mut first, mut end) = (LogStarts::<T>::get(seal).records, head.records);
		while first < end {
			let record = first.midpoint(end);
			let used = Records::<T>::get(seal, record)?;
			if used.position(index).is_some() {
				return Some(FoundUse { index, record, used });
			}
			match index < used.index {
				true => end = record,
				false => first = record.checked_add(1)?,
			}
		}
		None
	}

	/// A page of the uses of a document.
	pub fn api_uses_of_document(
		document: DocumentDigest,
		after: Option<(SealId, u64)>,
		limit: u32,
	) -> Vec<FoundUse<T::AccountId, BlockNumberFor<T>>> {
		let key = document_key(&document);
		let places = match after {
			Some(place) => UsesOfDocument::<T>::iter_prefix_from(key, UsesOfDocument::<T>::hashed_key_for(key, place)),
			None => UsesOfDocument::<T>::iter_prefix(key),
		};
		let limit = usize::try_from(limit.min(MAX_PAGE)).unwrap_or_default();
		// Counts what it gives: else a page of another document's uses would be empty, and so pass for the end.
		places
			.filter_map(|((seal, index), record)| {
				let used = Records::<T>::get(seal, record)?;
				// The key of another document could be the same.
				let is_of_it = match used.documents {
					Documents::One(one) => one == document,
					Documents::Batch { .. } => {
						let position = usize::try_from(used.position(index)?).ok()?;
						DocumentsOf::<T>::get(seal, record)?.get(position) == Some(&document)
					}
				};
				is_of_it.then_some(FoundUse { index, record, used })
			})
			.take(limit)
			.collect()
	}

	/// By what right an account may use an e-seal.
	pub fn api_use_right(seal: SealId, account: &T::AccountId) -> Option<UseRight> {
		let facts = T::Seals::facts(seal, Self::now())?;
		if facts.owner == *account || facts.liquidator.as_ref() == Some(account) {
			return Some(UseRight {
				grant: None,
				nonce: Heads::<T>::get(seal).by_owner,
			});
		}
		let grant = OpenGrants::<T>::get(seal, account)?;
		Some(UseRight {
			grant: Some(grant),
			nonce: Self::resolved(grant, Grants::<T>::get(grant)?).used.into(),
		})
	}

	/// The open grants of an e-seal.
	pub fn api_grants_of_seal(seal: SealId) -> Vec<(GrantId, Grant<T::AccountId>)> {
		OpenGrants::<T>::iter_prefix_values(seal)
			.filter_map(|id| Some((id, Self::resolved(id, Grants::<T>::get(id)?))))
			.collect()
	}

	/// A page of the flags on a use.
	pub fn api_flags_of_use(
		seal: SealId,
		index: u64,
		after: Option<FlagId>,
		limit: u32,
	) -> Vec<(FlagId, Flag<T::AccountId>)> {
		let keys = match after {
			Some(flag) => {
				let last = FlagsOfUse::<T>::hashed_key_for((seal, index, flag));
				FlagsOfUse::<T>::iter_key_prefix_from((seal, index), last)
			}
			None => FlagsOfUse::<T>::iter_key_prefix((seal, index)),
		};
		let limit = usize::try_from(limit.min(MAX_PAGE)).unwrap_or_default();
		keys.take(limit)
			.filter_map(|id| Some((id, Flags::<T>::get(id)?)))
			.collect()
	}

	/// The digest of a record.
	pub fn api_use_digest(seal: SealId, record: u64) -> Option<H256> {
		Records::<T>::get(seal, record).as_ref().map(decision::use_digest)
	}

	/// The digest of a flag as it was raised.
	pub fn api_flag_digest(flag: FlagId) -> Option<H256> {
		Flags::<T>::get(flag).as_ref().map(decision::flag_digest)
	}
}
