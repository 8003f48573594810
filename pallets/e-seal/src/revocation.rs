//! The end of an e-seal.

use crate::{
	Actor, Change, Config, Error, Event, Pallet, PhysicalSeals, Revocation, RevocationReason, Seal, SealStatus,
	UseRights,
};
use eseal_primitives::{Moment, SealId};
use frame_support::{ensure, weights::Weight};
use sp_core::H256;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// The owner revokes from now on, for reasons of its own; an agency may date the revocation back, and give any reason but
	/// the chain's. Returns what the end of the grants weighed.
	pub(crate) fn do_revoke(
		by: Actor<T::AccountId>,
		id: SealId,
		digest: H256,
		reason: RevocationReason,
		effective_at: Option<Moment>,
	) -> Result<Weight, DispatchError> {
		let seal = Self::find_decided(id, digest)?;
		ensure!(!reason.is_reserved(), Error::<T>::ReasonReserved);
		if let Actor::Owner { .. } = by {
			ensure!(reason.is_of_owner(), Error::<T>::ReasonOfAgencies);
			ensure!(effective_at.is_none(), Error::<T>::OwnerRevokesFromNow);
		}
		ensure!(seal.status == SealStatus::Active, Error::<T>::SealNotActive);
		let effective_at = effective_at.unwrap_or_else(Self::now);
		Self::ensure_effective(effective_at, seal.activated_at.unwrap_or_default())?;
		Self::end_seal(id, seal, reason, by, effective_at)
	}

	/// Revokes a live e-seal: its physical seal can be paired again, and every right to use it ends. Its holds stay on
	/// record. Returns what the end of the grants weighed.
	pub(crate) fn end_seal(
		id: SealId,
		mut seal: Seal<T::AccountId>,
		reason: RevocationReason,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> Result<Weight, DispatchError> {
		let uscc = seal.uscc;
		PhysicalSeals::<T>::mutate(seal.code, |physical| {
			if let Some(physical) = physical {
				physical.paired = None;
			}
		});
		seal.revoked = Some(Revocation {
			reason,
			effective_at,
			recorded_at: Self::now(),
		});
		Self::make_change(id, seal, Change::Revoked { reason }, by.clone(), effective_at)?;
		Self::deposit_event(Event::Revoked {
			seal: id,
			uscc,
			reason,
			effective_at,
			by,
		});
		T::UseRights::dissolve(id)
	}
}
