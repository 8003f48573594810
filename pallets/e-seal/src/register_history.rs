//! The history of the register, of enterprises and physical seals: only ever appended to.

use crate::{
	Actor, Config, Error, Pallet, RegisterChange, RegisterEntry, RegisterHeads, RegisterHistory, RegisterSubject,
};
use alloc::vec::Vec;
use eseal_crypto::{chained, decision::register_entry_digest};
use eseal_primitives::{Moment, Uscc};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// Appends to the records of a subject.
	pub(crate) fn enter_record(
		subject: RegisterSubject,
		change: RegisterChange<T::AccountId>,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> Result<(), Error<T>> {
		RegisterHeads::<T>::try_mutate(subject, |head| {
			let index = head.entries;
			head.entries = index.checked_add(1).ok_or(Error::<T>::Overflow)?;
			let entry = RegisterEntry {
				change,
				by,
				effective_at,
				recorded_at: Self::now(),
				block: frame_system::Pallet::<T>::block_number(),
			};
			head.digest = chained(head.digest, &entry);
			RegisterHistory::<T>::insert(subject, index, entry);
			Ok(())
		})
	}

	/// Appends to the records of an enterprise what counts from now on.
	pub(crate) fn enter(
		uscc: Uscc,
		change: RegisterChange<T::AccountId>,
		by: Actor<T::AccountId>,
	) -> Result<(), Error<T>> {
		Self::enter_record(RegisterSubject::Enterprise(uscc), change, by, Self::now())
	}

	/// The record that a correction names, if it is the one that was decided on: on another fork, the number may stand for another.
	pub(crate) fn find_record(
		subject: RegisterSubject,
		index: u32,
		digest: H256,
	) -> Result<RegisterEntry<T::AccountId, BlockNumberFor<T>>, Error<T>> {
		let entry = RegisterHistory::<T>::get(subject, index).ok_or(Error::<T>::EntryNotFound)?;
		ensure!(
			register_entry_digest(subject, index, &entry) == digest,
			Error::<T>::EntryDiffers
		);
		Ok(entry)
	}

	/// At most `limit` records of a subject, from record `from` on.
	pub fn register_page(
		subject: RegisterSubject,
		from: u32,
		limit: u32,
	) -> Vec<RegisterEntry<T::AccountId, BlockNumberFor<T>>> {
		(from..from.saturating_add(limit))
			.map_while(|index| RegisterHistory::<T>::get(subject, index))
			.collect()
	}
}
