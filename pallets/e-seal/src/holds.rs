//! Holds: what stops an e-seal for a while.

use crate::{Actor, Change, Config, Error, Event, Hold, Loss, LossOf, Pallet, Seal, Term, WeightInfo};
use eseal_primitives::{DocumentDigest, Moment, SealId};
use frame_support::{
	dispatch::{DispatchResult, PostDispatchInfo},
	ensure,
	traits::Get,
	weights::Weight,
};
use sp_core::H256;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// What a call weighs at most that changes a hold on each e-seal in force, where one was measured: a second one takes no more
	/// than to suspend it.
	pub(crate) fn with_holds_weight(with_one: Weight) -> Weight {
		with_one.saturating_add(T::WeightInfo::suspend())
	}

	/// What it weighed with so many: without any, not what storing the e-seal, its history and the counts takes.
	pub(crate) fn with_holds(with_one: Weight, changed: usize) -> PostDispatchInfo {
		let stored = T::DbWeight::get().reads_writes(1, 3);
		Some(match changed {
			0 => with_one.saturating_sub(stored),
			1 => with_one,
			_ => Self::with_holds_weight(with_one),
		})
		.into()
	}

	/// Places a hold on each of these e-seals that does not have it, and returns on how many.
	pub(crate) fn place_on_each(
		seals: impl IntoIterator<Item = (SealId, Seal<T::AccountId>)>,
		hold: Hold,
		by: &Actor<T::AccountId>,
		effective_at: Moment,
	) -> Result<usize, DispatchError> {
		let mut placed = 0usize;
		for (id, seal) in seals {
			if !seal.holds.contains(&hold) {
				Self::place_hold(id, seal, hold, by.clone(), effective_at)?;
				placed = placed.saturating_add(1);
			}
		}
		Ok(placed)
	}

	/// Lifts a hold from each of these e-seals that has it, and returns from how many.
	pub(crate) fn lift_from_each(
		seals: impl IntoIterator<Item = (SealId, Seal<T::AccountId>)>,
		hold: Hold,
		by: &Actor<T::AccountId>,
	) -> Result<usize, DispatchError> {
		let mut lifted = 0usize;
		for (id, seal) in seals {
			if seal.holds.contains(&hold) {
				Self::lift_hold(id, seal, hold, by.clone())?;
				lifted = lifted.saturating_add(1);
			}
		}
		Ok(lifted)
	}

	/// Places a hold on an e-seal in force and stores it. Only the loss of the physical seal may count from before now.
	pub(crate) fn place_hold(
		id: SealId,
		seal: Seal<T::AccountId>,
		hold: Hold,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> DispatchResult {
		ensure!(!seal.holds.contains(&hold), Error::<T>::HoldAlreadyPlaced);
		Self::place_hold_for(id, seal, hold, None, None, by, effective_at)
	}

	/// Places a hold with an order or a term on an e-seal in force and stores it. If it is in place already, it has this term from now
	/// on.
	pub(crate) fn place_hold_for(
		id: SealId,
		mut seal: Seal<T::AccountId>,
		hold: Hold,
		order: Option<DocumentDigest>,
		term: Option<Term>,
		by: Actor<T::AccountId>,
		effective_at: Moment,
	) -> DispatchResult {
		ensure!(Self::is_in_force(&seal), Error::<T>::SealNotActive);
		if hold == Hold::PhysicalSealLost {
			seal.loss = Some(Loss {
				effective_at,
				recorded_at: Self::now(),
			});
			LossOf::<T>::insert(seal.code, id, seal.history_len);
		}
		let change = Change::HoldPlaced { hold, order, term };
		Self::make_change(id, seal, change, by.clone(), effective_at)?;
		Self::deposit_event(Event::HoldPlaced {
			seal: id,
			hold,
			order,
			term,
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

	pub(crate) fn do_suspend(by: Actor<T::AccountId>, id: SealId, digest: H256) -> DispatchResult {
		let seal = Self::find_decided(id, digest)?;
		Self::place_hold(id, seal, suspension_of(&by), by, Self::now())
	}

	pub(crate) fn do_resume(by: Actor<T::AccountId>, id: SealId, digest: H256) -> DispatchResult {
		let seal = Self::find_decided(id, digest)?;
		ensure!(Self::is_in_force(&seal), Error::<T>::SealNotActive);
		Self::lift_hold(id, seal, suspension_of(&by), by)
	}
}

/// The owner and the platform each place and lift their own suspension.
fn suspension_of<AccountId>(by: &Actor<AccountId>) -> Hold {
	match by {
		Actor::Owner { .. } => Hold::OwnerSuspension,
		Actor::Officer { .. } | Actor::Agencies { .. } | Actor::Motion => Hold::PlatformSuspension,
	}
}
