//! Holds: what stops an e-seal for a while.

use crate::{Actor, Change, Config, Error, Event, Hold, LatestSeal, Loss, LossOf, Pallet, Seal, SealStatus, Seals};
use eseal_primitives::{DocumentDigest, Moment, SealId, Uscc};
use frame_support::{
	dispatch::{DispatchResult, PostDispatchInfo},
	ensure,
	traits::Get,
	weights::Weight,
};
use pallet_agencies::Officer;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// The live e-seal of an enterprise.
	pub(crate) fn live_seal(uscc: Uscc) -> Option<(SealId, Seal<T::AccountId>)> {
		let id = LatestSeal::<T>::get(uscc)?;
		let seal = Seals::<T>::get(id)?;
		(seal.status == SealStatus::Active).then_some((id, seal))
	}

	/// What a call weighs that changes a hold where there is a live e-seal, and only then: without one, not what storing the
	/// e-seal, its history and the counts takes.
	pub(crate) fn with_or_without_hold(declared: Weight, with: bool) -> PostDispatchInfo {
		let stored = T::DbWeight::get().reads_writes(1, 3);
		Some(if with {
			declared
		} else {
			declared.saturating_sub(stored)
		})
		.into()
	}

	/// Places a hold on a live e-seal and stores it. Only the loss of the physical seal may count from before now.
	pub(crate) fn place_hold(
		id: SealId,
		mut seal: Seal<T::AccountId>,
		hold: Hold,
		order: Option<DocumentDigest>,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> DispatchResult {
		ensure!(seal.status == SealStatus::Active, Error::<T>::SealNotActive);
		ensure!(!seal.holds.contains(&hold), Error::<T>::HoldAlreadyPlaced);
		if hold == Hold::PhysicalSealLost {
			seal.loss = Some(Loss {
				effective_at,
				recorded_at: Self::now(),
			});
			LossOf::<T>::insert(seal.code, (id, seal.history_len));
		}
		Self::make_change(id, seal, Change::HoldPlaced { hold, order }, by.clone(), effective_at)?;
		Self::deposit_event(Event::HoldPlaced {
			seal: id,
			hold,
			order,
			effective_at,
			by,
		});
		Ok(())
	}

	/// Lifts a hold and stores the e-seal.
	pub(crate) fn lift_hold(
		id: SealId,
		seal: Seal<T::AccountId>,
		hold: Hold,
		by: Actor<T::AccountId>,
	) -> DispatchResult {
		ensure!(seal.holds.contains(&hold), Error::<T>::HoldNotPlaced);
		Self::make_change(id, seal, Change::HoldLifted { hold }, by.clone(), Self::now())?;
		Self::deposit_event(Event::HoldLifted { seal: id, hold, by });
		Ok(())
	}

	pub(crate) fn do_freeze(
		officer: Officer<T::AccountId>,
		id: SealId,
		digest: H256,
		order: DocumentDigest,
	) -> DispatchResult {
		let seal = Self::find_decided(id, digest)?;
		Self::place_hold(id, seal, Hold::Freeze, Some(order), officer.into(), Self::now())
	}

	/// Lifts a freeze, even from an e-seal that was revoked in the meantime: there it still bars a successor.
	pub(crate) fn do_unfreeze(officer: Officer<T::AccountId>, id: SealId, digest: H256) -> DispatchResult {
		let seal = Self::find_decided(id, digest)?;
		Self::lift_hold(id, seal, Hold::Freeze, officer.into())
	}

	pub(crate) fn do_suspend(by: Actor<T::AccountId>, id: SealId, digest: H256) -> DispatchResult {
		let seal = Self::find_decided(id, digest)?;
		Self::place_hold(id, seal, suspension_of(&by), None, by, Self::now())
	}

	pub(crate) fn do_resume(by: Actor<T::AccountId>, id: SealId, digest: H256) -> DispatchResult {
		let seal = Self::find_decided(id, digest)?;
		ensure!(seal.status == SealStatus::Active, Error::<T>::SealNotActive);
		Self::lift_hold(id, seal, suspension_of(&by), by)
	}
}

/// The owner and the platform each place and lift their own suspension.
fn suspension_of<AccountId>(by: &Actor<AccountId>) -> Hold {
	match by {
		Actor::Owner { .. } => Hold::OwnerSuspension,
		Actor::Officer { .. } | Actor::Agencies { .. } => Hold::PlatformSuspension,
	}
}
