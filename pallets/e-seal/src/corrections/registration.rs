//! A registration under a wrong code: it is voided, and the right one opened.

use super::Making;
use crate::{
	Config, Enterprise, EnterpriseStatus, Enterprises, Error, Event, Freeze, Freezes, Liquidator, Liquidators, Pallet,
	RegisterChange, RegisterSubject, RejectionReason, RevocationReason, Right,
};
use eseal_crypto::decision::registration_digest;
use eseal_primitives::{Uscc, UsccCheck};
use frame_support::{ensure, weights::Weight};
use sp_core::H256;
use sp_runtime::DispatchError;

/// The registration that is wrong, and how the right one is to be made.
#[derive(Clone, Copy)]
pub(crate) struct Voiding {
	/// The wrong code.
	pub uscc: Uscc,
	/// The right code.
	pub instead: Uscc,
	/// Whether the rules of the standard are enforced on it, or waived.
	pub check: UsccCheck,
	/// The digest of the wrong registration, as it stands.
	pub digest: H256,
}

impl<T: Config> Pallet<T> {
	/// The enterprise that is registered under a wrong code, if that can be voided: the digest is its record's, it is registered,
	/// the right code never was, and it had not too many wrong ones.
	pub(crate) fn find_voidable(voiding: &Voiding) -> Result<Enterprise<T::AccountId>, Error<T>> {
		let stored = Enterprises::<T>::get(voiding.uscc).ok_or(Error::<T>::EnterpriseNotFound)?;
		let enterprise = stored.settled(Self::now());
		ensure!(
			registration_digest(&voiding.uscc, &enterprise) == voiding.digest,
			Error::<T>::RegistrationDiffers
		);
		Self::ensure_registered(&enterprise)?;
		if voiding.check == UsccCheck::Enforced {
			voiding.instead.check().map_err(Error::<T>::from)?;
		}
		ensure!(
			!Enterprises::<T>::contains_key(voiding.instead),
			Error::<T>::EnterpriseAlreadyRegistered
		);
		Self::ensure_rectifiable(RegisterSubject::Enterprise(voiding.uscc))?;
		Ok(enterprise)
	}

	/// Voids a registration and opens the right one, with the names, the owner, the status and the day of the wrong one, the freeze
	/// that is in force, and the liquidator. What names the wrong code ends: the e-seals in force are revoked, a pending application is rejected, and an offer
	/// to a new owner is taken away. Physical seals stay where they are filed, and successors and predecessors where they are recorded.
	/// Returns what the end of the grants weighed, and that of a second e-seal.
	pub(crate) fn void_registration(making: &Making<T::AccountId>, voiding: &Voiding) -> Result<Weight, DispatchError> {
		let mut wrong = Self::find_voidable(voiding)?;
		let Voiding {
			uscc, instead, check, ..
		} = *voiding;
		let right = Enterprise {
			check,
			revision: 0,
			..wrong.clone()
		};
		let (since, status) = (wrong.registered_at, wrong.status);
		(wrong.status, wrong.next_name) = (EnterpriseStatus::Voided, None);
		let (name, owner) = (right.name.clone(), right.owner.clone());
		let (renamed_at, next_name) = (right.renamed_at, right.next_name.clone());
		// The owner has one enterprise fewer and one more: its role stays as it is.
		Enterprises::<T>::insert(uscc, wrong);
		Enterprises::<T>::insert(instead, right);
		let (correction, decision) = (making.id, making.decision);
		let voided = RegisterChange::Voided {
			correction,
			decision,
			instead,
		};
		Self::enter_record(RegisterSubject::Enterprise(uscc), voided, making.by.clone(), since)?;
		let opened = RegisterChange::Opened {
			correction,
			decision,
			instead_of: uscc,
			status,
			renamed_at,
			next_name: next_name.clone(),
		};
		Self::enter_record(RegisterSubject::Enterprise(instead), opened, making.by.clone(), since)?;
		Self::rectify(
			RegisterSubject::Enterprise(uscc),
			Right::Enterprise { uscc: instead },
			making,
		)?;
		let freeze = Freezes::<T>::take(uscc).filter(|freeze| freeze.is_in_force(making.now));
		let liquidator = Liquidators::<T>::take(uscc);
		Self::deposit_event(Event::RegistrationVoided {
			uscc,
			instead,
			name,
			next_name,
			owner,
			check,
			deviation: instead.deviation(),
			frozen_until: freeze.as_ref().map(|freeze| freeze.until),
			liquidator: liquidator.as_ref().map(|liquidator| liquidator.account.clone()),
			correction,
		});
		if let Some(freeze) = freeze {
			Self::refreeze(instead, freeze, making)?;
		}
		if let Some(liquidator) = liquidator {
			Self::name_again(instead, liquidator, making)?;
		}
		let reasons = (
			RevocationReason::RegistrationVoided,
			RejectionReason::RegistrationVoided,
		);
		let dissolution = Self::end_all_of(uscc, Self::in_force(uscc), reasons, &making.by, making.agreed.clone())?;
		Self::end_offer(uscc)?;
		Ok(dissolution)
	}

	/// The freeze of a registration that was voided goes on under the right code: a correction is no way around it.
	fn refreeze(uscc: Uscc, freeze: Freeze, making: &Making<T::AccountId>) -> Result<(), Error<T>> {
		let Freeze { order, until, .. } = freeze;
		Freezes::<T>::insert(
			uscc,
			Freeze {
				order,
				placed_at: making.now,
				until,
			},
		);
		Self::enter(uscc, RegisterChange::Frozen { order, until }, making.by.clone())
	}

	/// The liquidator of a registration that was voided acts under the right code. Its account has one enterprise fewer and one more: its
	/// role stays as it is.
	fn name_again(
		uscc: Uscc,
		liquidator: Liquidator<T::AccountId>,
		making: &Making<T::AccountId>,
	) -> Result<(), Error<T>> {
		let Liquidator { account, order, .. } = liquidator;
		let named = Liquidator {
			account: account.clone(),
			order,
			named_at: making.now,
		};
		Liquidators::<T>::insert(uscc, named);
		Self::enter(
			uscc,
			RegisterChange::LiquidatorNamed { account, order },
			making.by.clone(),
		)
	}
}
