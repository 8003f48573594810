//! What other pallets learn of e-seals, and what they are told.

use crate::{Config, Enterprises, Hold, Pallet, Seal, SealStatus, Seals};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use eseal_primitives::{Moment, SealId, SealKey};
use frame_support::{dispatch::DispatchResult, weights::Weight};
use scale_info::TypeInfo;

/// What stands in the way of using an e-seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Obstacle {
	/// It never became active: the application is pending, refused or withdrawn.
	#[codec(index = 0)]
	NotIssued,
	/// It is revoked.
	#[codec(index = 1)]
	Revoked,
	/// A hold stands.
	#[codec(index = 2)]
	OnHold(Hold),
	/// Its validity has not begun.
	#[codec(index = 3)]
	NotYetValid,
	/// Its validity has ended.
	#[codec(index = 4)]
	Expired,
}

/// What stands in the way of using an e-seal with these facts at `moment`, the gravest first. Nothing does when it is
/// active, has no hold, and `moment` lies in its validity.
pub fn obstacles(
	status: SealStatus,
	holds: impl IntoIterator<Item = Hold>,
	valid_from: Moment,
	valid_until: Moment,
	moment: Moment,
) -> Vec<Obstacle> {
	let standing = match status {
		SealStatus::Active => None,
		SealStatus::Revoked => Some(Obstacle::Revoked),
		SealStatus::Applied | SealStatus::Rejected | SealStatus::Withdrawn => Some(Obstacle::NotIssued),
	};
	let validity = if moment < valid_from {
		Some(Obstacle::NotYetValid)
	} else if moment >= valid_until {
		Some(Obstacle::Expired)
	} else {
		None
	};
	standing
		.into_iter()
		.chain(holds.into_iter().map(Obstacle::OnHold))
		.chain(validity)
		.collect()
}

impl<AccountId> Seal<AccountId> {
	/// What stands in the way of using it at `now`, the gravest first, as its facts stand now.
	pub fn obstacles(&self, now: Moment) -> Vec<Obstacle> {
		obstacles(
			self.status,
			self.holds.iter().copied(),
			self.valid_from,
			self.valid_until,
			now,
		)
	}
}

/// What the usage log needs to know of an e-seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealFacts<AccountId> {
	/// The account that owns the enterprise now.
	pub owner: AccountId,
	/// The key that signs every use.
	pub key: SealKey,
	/// Whether it is active, with or without holds.
	pub live: bool,
	/// The gravest thing that stands in the way of using it now.
	pub obstacle: Option<Obstacle>,
}

/// The e-seals, as other pallets see them.
pub trait SealRegistry<AccountId> {
	/// The facts of an e-seal at `now`; `None` if there is no e-seal with this number.
	fn facts(seal: SealId, now: Moment) -> Option<SealFacts<AccountId>>;

	/// Makes a usable e-seal for a benchmark.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_seal(owner: &AccountId, key: SealKey) -> SealId;
}

impl<T: Config> SealRegistry<T::AccountId> for Pallet<T> {
	fn facts(seal: SealId, now: Moment) -> Option<SealFacts<T::AccountId>> {
		let seal = Seals::<T>::get(seal)?;
		let enterprise = Enterprises::<T>::get(seal.uscc)?;
		Some(SealFacts {
			owner: enterprise.owner,
			key: seal.key,
			live: seal.status == SealStatus::Active,
			obstacle: seal.obstacles(now).first().copied(),
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_seal(owner: &T::AccountId, key: SealKey) -> SealId {
		crate::benchmarking::active_seal::<T>(owner, key)
	}
}

/// The rights to use an e-seal that its owner gave to others. They end with the e-seal, and with its owner.
pub trait UseRights {
	/// Ends every right to use `seal`.
	///
	/// # Errors
	///
	/// What taking back an operator's admission may return.
	fn dissolve(seal: SealId) -> DispatchResult;

	/// The most that [`UseRights::dissolve`] weighs.
	fn dissolve_weight() -> Weight;
}

impl UseRights for () {
	fn dissolve(_: SealId) -> DispatchResult {
		Ok(())
	}

	fn dissolve_weight() -> Weight {
		Weight::zero()
	}
}
