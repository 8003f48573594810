//! A physical seal that was filed for the wrong enterprise or under a wrong code: it moves.

use super::Making;
use crate::{
	Config, Enterprises, Error, Event, Pallet, PendingApplication, PhysicalSeal, PhysicalSealStatus, PhysicalSeals,
	RegisterChange, RegisterHeads, RegisterSubject, Right, Seals,
};
use eseal_crypto::decision::physical_seal_digest;
use eseal_primitives::{SealCode, Uscc};
use frame_support::{dispatch::DispatchResult, ensure};
use sp_core::H256;

/// Which physical seal moves, and where to.
#[derive(Clone, Copy)]
pub(crate) struct Move {
	/// The code that it has.
	pub code: SealCode,
	/// The right code.
	pub instead: SealCode,
	/// The right enterprise.
	pub uscc: Uscc,
	/// The digest of the file as it stands.
	pub digest: H256,
}

impl<T: Config> Pallet<T> {
	/// The digest of a physical seal's file as it stands.
	pub(crate) fn file_digest(code: SealCode, physical: &PhysicalSeal) -> H256 {
		let records = RegisterHeads::<T>::get(RegisterSubject::PhysicalSeal(code)).digest;
		physical_seal_digest(code, records, physical)
	}

	/// The physical seal that moves, if it can: the digest is its file's; it moves somewhere else; no e-seal in force is paired with it
	/// and no pending application names it, since an e-seal names its enterprise and its physical seal for ever; the right enterprise is
	/// registered, nothing was ever filed under the right code, and it had not too many wrong ones.
	pub(crate) fn find_movable(to: &Move) -> Result<PhysicalSeal, Error<T>> {
		let physical = PhysicalSeals::<T>::get(to.code).ok_or(Error::<T>::PhysicalSealNotFound)?;
		ensure!(
			Self::file_digest(to.code, &physical) == to.digest,
			Error::<T>::PhysicalSealDiffers
		);
		ensure!(
			to.code != to.instead || physical.uscc != to.uscc,
			Error::<T>::NothingToMove
		);
		ensure!(
			physical.status != PhysicalSealStatus::Misfiled,
			Error::<T>::AlreadyCorrected
		);
		let enterprise = Enterprises::<T>::get(to.uscc).ok_or(Error::<T>::EnterpriseNotFound)?;
		Self::ensure_registered(&enterprise)?;
		if to.code != to.instead {
			ensure!(
				physical.status == PhysicalSealStatus::Filed,
				Error::<T>::PhysicalSealGone
			);
			ensure!(
				!PhysicalSeals::<T>::contains_key(to.instead),
				Error::<T>::PhysicalSealAlreadyFiled
			);
			Self::ensure_rectifiable(RegisterSubject::PhysicalSeal(to.code))?;
		}
		// One that goes on until another takes over may no longer be the one that is noted with the physical seal.
		let mut in_force = Self::in_force(physical.uscc).into_iter();
		ensure!(
			!in_force.any(|(_, seal)| seal.code == to.code),
			Error::<T>::PhysicalSealPaired
		);
		let pending = PendingApplication::<T>::get(physical.uscc).and_then(Seals::<T>::get);
		ensure!(
			pending.is_none_or(|seal| seal.code != to.code),
			Error::<T>::ApplicationPending
		);
		Ok(physical)
	}

	/// Moves a physical seal. A wrong code stays on file as such, and is never used again.
	pub(crate) fn move_physical_seal(making: &Making<T::AccountId>, to: &Move) -> DispatchResult {
		let wrong = Self::find_movable(to)?;
		let Move {
			code, instead, uscc, ..
		} = *to;
		let (correction, decision, by) = (making.id, making.decision, &making.by);
		let (from, since) = (wrong.uscc, wrong.filed_at);
		let subject = RegisterSubject::PhysicalSeal(code);
		let right = PhysicalSeal {
			uscc,
			paired: None,
			..wrong.clone()
		};
		PhysicalSeals::<T>::insert(instead, right);
		if code == instead {
			let moved = RegisterChange::Moved {
				correction,
				decision,
				from,
				to: uscc,
			};
			Self::enter_record(subject, moved, by.clone(), since)?;
		} else {
			let misfiled = PhysicalSeal {
				status: PhysicalSealStatus::Misfiled,
				status_since: making.now,
				paired: None,
				..wrong
			};
			PhysicalSeals::<T>::insert(code, misfiled);
			let misfiled = RegisterChange::Misfiled {
				correction,
				decision,
				instead,
			};
			Self::enter_record(subject, misfiled, by.clone(), making.now)?;
			let filed = RegisterChange::Filed {
				correction,
				decision,
				instead_of: code,
				uscc,
			};
			Self::enter_record(RegisterSubject::PhysicalSeal(instead), filed, by.clone(), since)?;
		}
		Self::rectify(subject, Right::PhysicalSeal { code: instead, uscc }, making)?;
		Self::deposit_event(Event::PhysicalSealMoved {
			code,
			from,
			instead,
			uscc,
			correction,
		});
		Ok(())
	}

	/// Whether a physical seal is on file under the code that it has here, for this enterprise: it did not move.
	pub(crate) fn is_on_file_of(physical: &PhysicalSeal, uscc: Uscc) -> bool {
		physical.uscc == uscc && physical.status != PhysicalSealStatus::Misfiled
	}
}
