//! The runtime API: what dApps, explorers and auditors ask. polkadot.js decodes it from the metadata, under
//! `api.call.usageLogApi`.

use crate::{
	Config, Flag, FlagId, Flags, FlagsOfUse, Grant, GrantId, Grants, LogHead, OpenGrants, Pallet, UseRecord, Uses,
	UsesOfDocument,
};
use alloc::vec::Vec;
use codec::Codec;
use eseal_crypto::decision;
use eseal_primitives::{answers::UseProof, BytesToSign, DocumentDigest, SealId, UseStatement};
use frame_system::pallet_prelude::BlockNumberFor;
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

		/// The uses of an e-seal from index `from` on: at most `limit`, and at most 256.
		fn uses_of_seal(seal: SealId, from: u64, limit: u32) -> Vec<UseRecord<AccountId, BlockNumber>>;

		/// The uses of a document, in the order of storage: at most `limit`, and at most 256, after the use `after` (e-seal,
		/// index in its log), or from the first one.
		fn uses_of_document(
			document: DocumentDigest,
			after: Option<(SealId, u64)>,
			limit: u32,
		) -> Vec<UseRecord<AccountId, BlockNumber>>;

		/// The proof that leads from a use to the root in the header of its block. Ask at that block: at any other, `None`.
		fn use_proof(seal: SealId, index: u64) -> Option<UseProof>;

		/// The bytes that the seal key signs for a use that `account` sends.
		fn statement_bytes(account: AccountId, statement: UseStatement) -> BytesToSign;

		/// The nonce of the next statement of `account` for an e-seal.
		fn next_nonce(seal: SealId, account: AccountId) -> u64;

		/// The open grants of an e-seal.
		fn grants_of_seal(seal: SealId) -> Vec<(GrantId, Grant<AccountId>)>;

		/// The flags on a use, in the order of storage: at most `limit`, and at most 256, after the flag `after`, or from the
		/// first one.
		fn flags_of_use(
			seal: SealId,
			index: u64,
			after: Option<FlagId>,
			limit: u32,
		) -> Vec<(FlagId, Flag<AccountId>)>;

		/// The digest of a use, which a flag on it names; `None` if there is no such use. Ask at the block at which you read
		/// the use.
		fn use_digest(seal: SealId, index: u64) -> Option<H256>;

		/// The digest of a flag as it was raised, which its closing names; `None` if there is no such flag. Ask at the block
		/// at which you read the flag.
		fn flag_digest(flag: FlagId) -> Option<H256>;
	}
}

impl<T: Config> Pallet<T> {
	/// A page of an e-seal's log.
	pub fn api_uses_of_seal(seal: SealId, from: u64, limit: u32) -> Vec<UseRecord<T::AccountId, BlockNumberFor<T>>> {
		let until = from.saturating_add(limit.min(MAX_PAGE).into());
		(from..until).map_while(|index| Uses::<T>::get(seal, index)).collect()
	}

	/// A page of the uses of a document.
	pub fn api_uses_of_document(
		document: DocumentDigest,
		after: Option<(SealId, u64)>,
		limit: u32,
	) -> Vec<UseRecord<T::AccountId, BlockNumberFor<T>>> {
		let keys = match after {
			Some((seal, index)) => {
				let last = UsesOfDocument::<T>::hashed_key_for((document, seal, index));
				UsesOfDocument::<T>::iter_key_prefix_from((document,), last)
			}
			None => UsesOfDocument::<T>::iter_key_prefix((document,)),
		};
		let limit = usize::try_from(limit.min(MAX_PAGE)).unwrap_or_default();
		keys.take(limit)
			.filter_map(|(seal, index)| Uses::<T>::get(seal, index))
			.collect()
	}

	/// The open grants of an e-seal.
	pub fn api_grants_of_seal(seal: SealId) -> Vec<(GrantId, Grant<T::AccountId>)> {
		OpenGrants::<T>::iter_prefix_values(seal)
			.filter_map(|id| Some((id, Grants::<T>::get(id)?)))
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

	/// The digest of a use.
	pub fn api_use_digest(seal: SealId, index: u64) -> Option<H256> {
		Uses::<T>::get(seal, index).as_ref().map(decision::use_digest)
	}

	/// The digest of a flag as it was raised.
	pub fn api_flag_digest(flag: FlagId) -> Option<H256> {
		Flags::<T>::get(flag).as_ref().map(decision::flag_digest)
	}
}
