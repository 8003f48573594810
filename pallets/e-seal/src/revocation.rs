//! The end of an e-seal.

use crate::{
	Actor, Change, Config, Error, Event, Pallet, PhysicalSeals, Revocation, RevocationReason, Seal, UseRights,
};
use eseal_primitives::{Moment, SealId};
use frame_support::{ensure, weights::Weight};
use sp_core::H256;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// The owner revokes from now on, for reasons of its own; an agency may date the revocation back, and give any reason but
	/// the chain's. Returns what [`Pallet::end_seal`] does.
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
		ensure!(Self::is_in_force(&seal), Error::<T>::SealNotActive);
		let now = Self::now();
		let effective_at = effective_at.unwrap_or(now);
		// One that has not taken over yet has no past to disown.
		Self::ensure_effective(effective_at, seal.activated_at.unwrap_or_default().min(now))?;
		Self::end_seal(id, seal, reason, by, effective_at)
	}

	/// Revokes an e-seal in force, and ends every right to use it. If it has not taken over from its predecessor yet, that goes on.
	/// Returns what these weighed: the end of the grants, and that the predecessor goes on.
	pub(crate) fn end_seal(
		id: SealId,
		seal: Seal<T::AccountId>,
		reason: RevocationReason,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> Result<Weight, DispatchError> {
		let predecessor = seal.supersedes.filter(|_| seal.is_awaited_at(Self::now()));
		// Its rights end now, and nothing is left to end when a successor takes over: should this be a mistake, it has others then.
		if let Some(ahead) = seal.revoked {
			T::UseRights::go_on(id, ahead.effective_at);
		}
		Self::record_end(id, seal, reason, by.clone(), effective_at)?;
		let went_on = match predecessor {
			Some(predecessor) => Self::go_on(id, predecessor, by)?,
			None => Weight::zero(),
		};
		Ok(T::UseRights::dissolve(id)?.saturating_add(went_on))
	}

	/// Records that an e-seal is revoked: its physical seal can be paired again. Its holds stay on record.
	pub(crate) fn record_end(
		id: SealId,
		mut seal: Seal<T::AccountId>,
		reason: RevocationReason,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> Result<(), Error<T>> {
		let uscc = seal.uscc;
		PhysicalSeals::<T>::mutate(seal.code, |physical| {
			// The one that takes over may have it already.
			if let Some(physical) = physical.as_mut().filter(|physical| physical.paired == Some(id)) {
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
		Ok(())
	}
}
