//! Renewal: a successor that was approved ahead takes over at the first moment of its validity, and until then its
//! predecessor serves.
//!
//! Nothing has to happen at that moment. The approval puts it on record (the predecessor's revocation and the successor's
//! activation lie ahead), and whoever asks about a moment gets the answer by time: before it the predecessor is live and the
//! successor is not, from it on the other way round. So at any moment at most one e-seal of an enterprise is live.
//!
//! As long as the takeover lies ahead, both are *in force*: what stops one for the enterprise's sake or for their physical
//! seal's stops the other, too, or a freeze would be easy to outlive. If the successor is revoked before it takes over, its
//! predecessor goes on.

use crate::{
	Actor, Change, Config, Error, Event, LatestSeal, Pallet, PhysicalSeals, Revocation, RevocationReason, Seal,
	SealStatus, Seals, UseRights, WeightInfo,
};
use alloc::vec::Vec;
use eseal_primitives::{Moment, SealCode, SealId, Uscc};
use frame_support::weights::Weight;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Whether an e-seal is live, or approved to become it.
	pub(crate) fn is_in_force(seal: &Seal<T::AccountId>) -> bool {
		let now = Self::now();
		seal.is_live_at(now) || seal.is_awaited_at(now)
	}

	/// The e-seals of an enterprise that are in force, at most two: the live one, and then the one that takes over from it.
	pub(crate) fn in_force(uscc: Uscc) -> Vec<(SealId, Seal<T::AccountId>)> {
		let Some((id, latest)) = Self::latest(uscc) else {
			return Vec::new();
		};
		let predecessor = latest.supersedes.filter(|_| latest.is_awaited_at(Self::now()));
		predecessor
			.and_then(|id| Some((id, Seals::<T>::get(id)?)))
			.into_iter()
			.chain([(id, latest)])
			.filter(|(_, seal)| Self::is_in_force(seal))
			.collect()
	}

	/// The e-seal of an enterprise that became active last, as of now. It is the live one, or revoked.
	pub(crate) fn current(uscc: Uscc) -> Option<SealId> {
		let (id, latest) = Self::latest(uscc)?;
		match latest.is_awaited_at(Self::now()) {
			true => latest.supersedes,
			false => Some(id),
		}
	}

	/// The e-seal of an enterprise that takes over from the present one later.
	pub(crate) fn awaited(uscc: Uscc) -> Option<SealId> {
		let (id, latest) = Self::latest(uscc)?;
		latest.is_awaited_at(Self::now()).then_some(id)
	}

	fn latest(uscc: Uscc) -> Option<(SealId, Seal<T::AccountId>)> {
		let id = LatestSeal::<T>::get(uscc)?;
		Some((id, Seals::<T>::get(id)?))
	}

	/// Lets a successor take over from a live e-seal at a moment that lies ahead. Returns what that weighed for the grants.
	pub(crate) fn supersede_ahead(
		id: SealId,
		mut seal: Seal<T::AccountId>,
		successor: SealId,
		by: Actor<T::AccountId>,
		at: Moment,
	) -> Result<Weight, DispatchError> {
		seal.revoked = Some(Revocation {
			reason: RevocationReason::Superseded,
			effective_at: at,
			recorded_at: Self::now(),
		});
		Self::make_change(id, seal, Change::SuccessorApproved { successor }, by.clone(), at)?;
		Self::deposit_event(Event::SuccessorApproved {
			seal: id,
			successor,
			effective_at: at,
			by,
		});
		T::UseRights::end_at(id, at)
	}

	/// A successor was revoked before it took over. Its predecessor goes on, unless it was revoked, too. Returns what that weighed.
	pub(crate) fn go_on(
		successor: SealId,
		predecessor: SealId,
		by: Actor<T::AccountId>,
	) -> Result<Weight, DispatchError> {
		let mut seal = Self::find_seal(predecessor)?;
		LatestSeal::<T>::insert(seal.uscc, predecessor);
		if let Some(Revocation { effective_at, .. }) = seal.revoked.filter(|_| seal.status == SealStatus::Superseded) {
			seal.revoked = None;
			Self::pair(seal.code, predecessor);
			let change = Change::SuccessorRevoked { successor };
			Self::make_change(predecessor, seal, change, by.clone(), Self::now())?;
			Self::deposit_event(Event::SuccessorRevoked {
				seal: predecessor,
				successor,
				by,
			});
			T::UseRights::go_on(predecessor, effective_at);
		}
		Ok(T::WeightInfo::suspend())
	}

	/// What a revocation weighs at most: a predecessor that goes on takes no more than another hold.
	pub(crate) fn revoke_weight() -> Weight {
		T::WeightInfo::revoke().saturating_add(T::WeightInfo::suspend())
	}

	/// What a deregistration weighs at most: a second e-seal in force is revoked, too.
	pub(crate) fn deregister_weight() -> Weight {
		T::WeightInfo::deregister_enterprise()
			.saturating_add(T::WeightInfo::revoke())
			.saturating_add(T::WeightInfo::suspend())
	}

	/// Pairs an e-seal with a physical seal.
	pub(crate) fn pair(code: SealCode, id: SealId) {
		PhysicalSeals::<T>::mutate(code, |physical| {
			if let Some(physical) = physical {
				physical.paired = Some(id);
			}
		});
	}

	/// No successor of the enterprise's e-seal waits to take over.
	pub(crate) fn ensure_none_awaited(uscc: Uscc) -> Result<(), Error<T>> {
		match Self::awaited(uscc) {
			Some(_) => Err(Error::<T>::SuccessorAwaited),
			None => Ok(()),
		}
	}
}
