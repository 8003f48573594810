//! Mergers and divisions: which enterprise took over from which.

use crate::{Config, EnterpriseStatus, Error, Event, Pallet, Predecessors, RegisterChange, Successors};
use alloc::vec::Vec;
use eseal_primitives::{RawText, Uscc};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_agencies::Officer;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_record_successor(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		successor: &RawText,
	) -> DispatchResult {
		let (uscc, predecessor) = Self::find_enterprise(uscc)?;
		ensure!(
			predecessor.status != EnterpriseStatus::Voided,
			Error::<T>::RegistrationIsVoid
		);
		let (successor, enterprise) = Self::find_enterprise(successor)?;
		Self::ensure_registered(&enterprise)?;
		ensure!(successor != uscc, Error::<T>::SuccessorIsItself);
		ensure!(
			!Predecessors::<T>::contains_key(uscc, successor),
			Error::<T>::SuccessorPrecedes
		);
		let mut successors = Successors::<T>::get(uscc);
		ensure!(!successors.contains(&successor), Error::<T>::SuccessorAlreadyRecorded);
		successors
			.try_push(successor)
			.map_err(|_| Error::<T>::TooManySuccessors)?;

		Successors::<T>::insert(uscc, successors);
		Predecessors::<T>::insert(successor, uscc, ());
		Self::enter(uscc, RegisterChange::SucceededBy { successor }, by.clone().into())?;
		let predecessor = uscc;
		Self::enter(successor, RegisterChange::Succeeds { predecessor }, by.clone().into())?;
		Self::deposit_event(Event::SuccessorRecorded { uscc, successor, by });
		Ok(())
	}

	/// At most `limit` of the enterprises that this one took over from, after that one.
	pub fn predecessors_page(uscc: Uscc, after: Option<Uscc>, limit: u32) -> Vec<Uscc> {
		let all = match after {
			Some(after) => {
				let key = Predecessors::<T>::hashed_key_for(uscc, after);
				Predecessors::<T>::iter_key_prefix_from(uscc, key)
			}
			None => Predecessors::<T>::iter_key_prefix(uscc),
		};
		all.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect()
	}
}
