//! A loss or destruction that was reported by mistake: the physical seal is on file, as if it had never been reported.

use super::Making;
use crate::{
	Change, Config, Error, Event, LossOf, Pallet, PhysicalSeal, PhysicalSealStatus, PhysicalSeals, RegisterChange,
	RegisterSubject,
};
use alloc::vec::Vec;
use eseal_primitives::{correction::Mistake, SealCode};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// The physical seal that a record reports lost or destroyed, if that can be reversed: the digest is the record's, and the
	/// physical seal is gone. Nothing bars it: while it was gone, no other e-seal could be paired with it.
	pub(crate) fn find_reversible_report(code: SealCode, entry: u32, digest: H256) -> Result<PhysicalSeal, Error<T>> {
		let physical = PhysicalSeals::<T>::get(code).ok_or(Error::<T>::PhysicalSealNotFound)?;
		let recorded = Self::find_record(RegisterSubject::PhysicalSeal(code), entry, digest)?;
		ensure!(
			matches!(recorded.change, RegisterChange::Reported { .. }),
			Error::<T>::NotCorrectable
		);
		ensure!(
			matches!(
				physical.status,
				PhysicalSealStatus::Lost | PhysicalSealStatus::Destroyed
			),
			Error::<T>::AlreadyCorrected
		);
		Ok(physical)
	}

	/// Reverses a report: the physical seal is on file, and the e-seals that were put on hold by it have that hold no longer, whether
	/// they are in force or were revoked since. Returns how many.
	pub(crate) fn reverse_report(
		making: &Making<T::AccountId>,
		code: SealCode,
		entry: u32,
		digest: H256,
	) -> Result<usize, DispatchError> {
		let mut physical = Self::find_reversible_report(code, entry, digest)?;
		let (uscc, since) = (physical.uscc, physical.status_since);
		physical.status = PhysicalSealStatus::Filed;
		physical.status_since = physical.filed_at;
		Self::note_under_wrong_codes(code, physical.gone());
		PhysicalSeals::<T>::insert(code, physical);
		let change = RegisterChange::ReportReversed {
			correction: making.id,
			decision: making.decision,
			entry,
		};
		Self::enter_record(RegisterSubject::PhysicalSeal(code), change, making.by.clone(), since)?;
		// At most two: those that were in force when it was reported.
		let mut held: Vec<_> = LossOf::<T>::drain_prefix(code).collect();
		held.sort_unstable();
		Self::deposit_event(Event::ReportReversed {
			code,
			uscc,
			correction: making.id,
			seals: held.iter().map(|(id, _)| *id).collect(),
		});
		let seals = held.len();
		for (id, placed) in held {
			let mut seal = Self::find_seal(id)?;
			if let Some(loss) = seal.loss.take() {
				Self::remember_mistake(id, Mistake::Loss(loss), making);
				let change = Change::LossReversed {
					correction: making.id,
					decision: making.decision,
					entry: placed,
				};
				Self::make_change(id, seal, change, making.by.clone(), loss.effective_at)?;
			}
		}
		Ok(seals)
	}
}
