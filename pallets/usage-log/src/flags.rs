//! Flags: what an agency has to say about a use.

use crate::{
	Config, Error, Event, Flag, FlagClosure, FlagId, FlagOutcome, FlagReason, Flags, FlagsOfUse, NextFlagId, Pallet,
	Records,
};
use eseal_crypto::decision::{flag_digest, use_digest};
use eseal_primitives::{DocumentDigest, SealId};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_agencies::Officer;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_flag_use(
		by: Officer<T::AccountId>,
		seal: SealId,
		index: u64,
		record: u64,
		digest: H256,
		reason: FlagReason,
		note: Option<DocumentDigest>,
	) -> DispatchResult {
		let used = Records::<T>::get(seal, record).ok_or(Error::<T>::UseNotFound)?;
		ensure!(used.position(index).is_some(), Error::<T>::UseNotFound);
		ensure!(use_digest(&used) == digest, Error::<T>::UseDiffers);

		let id = NextFlagId::<T>::get();
		NextFlagId::<T>::put(id.next().ok_or(Error::<T>::Overflow)?);
		FlagsOfUse::<T>::insert((seal, index, id), ());
		Flags::<T>::insert(
			id,
			Flag {
				seal,
				index,
				reason,
				note,
				by: by.clone(),
				at: Self::now(),
				closed: None,
			},
		);
		Self::deposit_event(Event::UseFlagged {
			flag: id,
			seal,
			index,
			reason,
			note,
			by,
		});
		Ok(())
	}

	pub(crate) fn do_close_flag(
		by: Officer<T::AccountId>,
		id: FlagId,
		digest: H256,
		outcome: FlagOutcome,
	) -> DispatchResult {
		let mut flag = Flags::<T>::get(id).ok_or(Error::<T>::FlagNotFound)?;
		ensure!(flag_digest(&flag) == digest, Error::<T>::FlagDiffers);
		ensure!(flag.by.seat == by.seat, Error::<T>::FlagOfAnotherAgency);
		ensure!(flag.closed.is_none(), Error::<T>::FlagAlreadyClosed);

		flag.closed = Some(FlagClosure {
			outcome,
			by: by.clone(),
			at: Self::now(),
		});
		Flags::<T>::insert(id, flag);
		Self::deposit_event(Event::FlagClosed { flag: id, outcome, by });
		Ok(())
	}
}
