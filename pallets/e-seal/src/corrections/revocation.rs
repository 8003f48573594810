//! A revocation that was recorded by mistake: the e-seal is active again, as if it had never been revoked.

use super::Making;
use crate::{
	Actor, Change, Config, EnterpriseStatus, Enterprises, Error, Event, Freeze, Freezes, History, Hold, LatestSeal,
	Liquidators, Pallet, PhysicalSealStatus, PhysicalSeals, Revocation, RevocationReason, RotateBy, Seal, SealStatus,
	Seals, Term,
};
use eseal_crypto::{controls, decision::application_digest, decision::history_entry_digest};
use eseal_primitives::{correction::Mistake, SealId};
use frame_support::{dispatch::DispatchResult, ensure};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// The e-seal whose revocation an entry of its history records, and that revocation, if it can be reversed: the digest is the
	/// entry's, an agency made the revocation, and nothing came to be since that bars it. The e-seal is still its enterprise's
	/// latest, so that there are never two, not even later: no successor is approved, and it was not one itself from which the one
	/// before went on. The enterprise is registered; the physical seal did not move, and no other e-seal has it; and the accounts of
	/// its owner and its liquidator have other keys.
	pub(crate) fn find_reversible_revocation(
		id: SealId,
		entry: u32,
		digest: H256,
	) -> Result<(Seal<T::AccountId>, Revocation), Error<T>> {
		let seal = Self::find_seal(id)?;
		let recorded = History::<T>::get(id, entry).ok_or(Error::<T>::EntryNotFound)?;
		ensure!(
			history_entry_digest(application_digest(&seal), entry, &recorded) == digest,
			Error::<T>::EntryDiffers
		);
		let Change::Revoked { reason } = recorded.change else {
			return Err(Error::<T>::NotCorrectable);
		};
		ensure!(!matches!(recorded.by, Actor::Owner { .. }), Error::<T>::RevokedByOwner);
		ensure!(
			reason != RevocationReason::Superseded && LatestSeal::<T>::get(seal.uscc) == Some(id),
			Error::<T>::SuccessorIssued
		);
		ensure!(
			reason != RevocationReason::EnterpriseDeregistered,
			Error::<T>::RevokedByDeregistration
		);
		let revoked = match (seal.status, seal.revoked) {
			(SealStatus::Revoked, Some(revoked)) => revoked,
			_ => return Err(Error::<T>::AlreadyCorrected),
		};
		let enterprise = Enterprises::<T>::get(seal.uscc).ok_or(Error::<T>::EnterpriseNotFound)?;
		Self::ensure_registered(&enterprise)?;
		let liquidator = Liquidators::<T>::get(seal.uscc).map(|liquidator| liquidator.account);
		let mut accounts = [Some(enterprise.owner), liquidator].into_iter().flatten();
		ensure!(
			!accounts.any(|account| controls(&seal.key, &account)),
			Error::<T>::OwnerHasSealKey
		);
		let physical = PhysicalSeals::<T>::get(seal.code).ok_or(Error::<T>::PhysicalSealNotFound)?;
		ensure!(Self::is_on_file_of(&physical, seal.uscc), Error::<T>::PhysicalSealMoved);
		let paired = physical.paired.and_then(Seals::<T>::get);
		ensure!(
			!paired.is_some_and(|other| Self::is_in_force(&other)),
			Error::<T>::PhysicalSealPaired
		);
		Ok((seal, revoked))
	}

	/// Reverses a revocation. The grants that ended with it stay ended: the owner gives new ones.
	pub(crate) fn reverse_revocation(
		making: &Making<T::AccountId>,
		id: SealId,
		entry: u32,
		digest: H256,
	) -> DispatchResult {
		let (seal, revoked) = Self::find_reversible_revocation(id, entry, digest)?;
		Self::reinstate(making, id, seal, revoked, entry)
	}

	/// Makes an e-seal active again whose revocation, recorded by this entry of its history, was a mistake.
	pub(crate) fn reinstate(
		making: &Making<T::AccountId>,
		id: SealId,
		mut seal: Seal<T::AccountId>,
		revoked: Revocation,
		entry: u32,
	) -> DispatchResult {
		let uscc = seal.uscc;
		Self::pair(seal.code, id);
		seal.revoked = None;
		Self::remember_mistake(id, Mistake::Revocation(revoked), making);
		let change = Change::RevocationReversed {
			correction: making.id,
			decision: making.decision,
			entry,
		};
		Self::make_change(id, seal, change, making.by.clone(), revoked.effective_at)?;
		Self::deposit_event(Event::RevocationReversed {
			seal: id,
			uscc,
			correction: making.id,
			revocation: revoked.reason,
		});
		Self::settle_holds(id, &making.by)
	}

	/// Gives an e-seal that is live again the holds that it would have by now, from now on: what happened to its physical seal and its
	/// enterprise while it was revoked placed and lifted none. Above all a freeze: a correction is no way around it.
	fn settle_holds(id: SealId, by: &Actor<T::AccountId>) -> DispatchResult {
		let seal = Self::find_seal(id)?;
		let physical = PhysicalSeals::<T>::get(seal.code).ok_or(Error::<T>::PhysicalSealNotFound)?;
		let enterprise = Enterprises::<T>::get(seal.uscc).ok_or(Error::<T>::EnterpriseNotFound)?;
		let now = Self::now();
		let restricted = enterprise.status == EnterpriseStatus::Restricted;
		let missing = [
			(
				Hold::PhysicalSealLost,
				physical.status != PhysicalSealStatus::Filed,
				physical.status_since,
			),
			(Hold::EnterpriseRestricted, restricted, now),
		];
		for (hold, applies, since) in missing {
			if applies && !seal.holds.contains(&hold) {
				Self::place_hold(id, Self::find_seal(id)?, hold, by.clone(), since)?;
			}
		}
		if seal.holds.contains(&Hold::EnterpriseRestricted) && !restricted {
			Self::lift_hold(id, Self::find_seal(id)?, Hold::EnterpriseRestricted, by.clone())?;
		}
		Self::settle_name(id, Self::find_seal(id)?, &enterprise, by)?;
		Self::settle_freeze(id, &seal, by)?;
		match RotateBy::<T>::get(id).map(Term::From) {
			Some(due) if seal.terms.get(&Hold::KeyRotationDue) != Some(&due) => {
				let (seal, hold) = (Self::find_seal(id)?, Hold::KeyRotationDue);
				Self::place_hold_for(id, seal, hold, None, Some(due), by.clone(), now)
			}
			_ => Ok(()),
		}
	}

	/// Gives an e-seal that is live again the freeze that its enterprise has, or takes away the one that it no longer has.
	fn settle_freeze(id: SealId, before: &Seal<T::AccountId>, by: &Actor<T::AccountId>) -> DispatchResult {
		let had = before.terms.get(&Hold::Freeze).copied();
		let freeze = Freezes::<T>::get(before.uscc);
		if had == freeze.as_ref().map(|freeze| Term::Until(freeze.until)) {
			return Ok(());
		}
		let (seal, now) = (Self::find_seal(id)?, Self::now());
		match freeze.filter(|freeze| freeze.is_in_force(now)) {
			Some(Freeze { order, until, .. }) => {
				let term = Some(Term::Until(until));
				Self::place_hold_for(id, seal, Hold::Freeze, Some(order), term, by.clone(), now)
			}
			None if had.is_some() => Self::lift_hold(id, seal, Hold::Freeze, by.clone()),
			None => Ok(()),
		}
	}
}
