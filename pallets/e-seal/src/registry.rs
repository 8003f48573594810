//! What other pallets can ask about e-seals, and what they are told.

use crate::{Config, EnterpriseStatus, Enterprises, History, Liquidators, Obstacle, Pallet, Seal, SealState, Seals};
use alloc::vec::Vec;
use eseal_primitives::{Moment, SealId, SealKey, Uscc};
use frame_support::weights::Weight;
use sp_runtime::DispatchError;

/// What the usage log needs to know of an e-seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealFacts<AccountId> {
	/// The enterprise's code.
	pub uscc: Uscc,
	/// The enterprise's present owner.
	pub owner: AccountId,
	/// The liquidator's account, while the enterprise is in liquidation and has one.
	pub liquidator: Option<AccountId>,
	/// The key that signs every use.
	pub key: SealKey,
	/// Whether it is active, with or without holds.
	pub live: bool,
	/// What stands in the way of using it now, the gravest first; nothing if it is usable.
	pub obstacles: Vec<Obstacle>,
	/// The number of entries in its history.
	pub history_len: u32,
}

/// The e-seals, as other pallets see them.
pub trait SealRegistry<AccountId> {
	/// The facts of an e-seal at `now`; `None` if there is no e-seal with this number.
	fn facts(seal: SealId, now: Moment) -> Option<SealFacts<AccountId>>;

	/// Whether there is an e-seal with this number.
	fn exists(seal: SealId) -> bool;

	/// The e-seal as it is stored.
	fn stored(seal: SealId) -> Option<Seal<AccountId>>;

	/// The status and the holds that the e-seal had when its history had so many entries; `None` for none, or more than there
	/// are.
	fn state_after(seal: SealId, entries: u32) -> Option<SealState>;

	/// Makes a usable e-seal for a benchmark.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_seal(owner: &AccountId, key: SealKey) -> SealId;
}

impl<T: Config> SealRegistry<T::AccountId> for Pallet<T> {
	fn facts(seal: SealId, now: Moment) -> Option<SealFacts<T::AccountId>> {
		let seal = Seals::<T>::get(seal)?;
		let enterprise = Enterprises::<T>::get(seal.uscc)?;
		let in_liquidation = enterprise.status == EnterpriseStatus::Restricted;
		let liquidator = in_liquidation.then(|| Liquidators::<T>::get(seal.uscc)).flatten();
		Some(SealFacts {
			uscc: seal.uscc,
			owner: enterprise.owner,
			liquidator: liquidator.map(|liquidator| liquidator.account),
			live: seal.is_live_at(now),
			obstacles: seal.obstacles(now),
			history_len: seal.history_len,
			key: seal.key,
		})
	}

	fn exists(seal: SealId) -> bool {
		Seals::<T>::contains_key(seal)
	}

	fn stored(seal: SealId) -> Option<Seal<T::AccountId>> {
		Seals::<T>::get(seal)
	}

	fn state_after(seal: SealId, entries: u32) -> Option<SealState> {
		let last = entries.checked_sub(1)?;
		History::<T>::get(seal, last).map(|entry| entry.after)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_seal(owner: &T::AccountId, key: SealKey) -> SealId {
		crate::benchmarking::active_seal::<T>(owner, key)
	}
}

/// The rights to use an e-seal that its owner gave to others. They end with the e-seal, and with its owner.
pub trait UseRights {
	/// Ends every right to use `seal`, and returns what that weighed: at most [`UseRights::dissolve_weight`].
	///
	/// # Errors
	///
	/// Those of [`pallet_admission::Admission::dismiss`].
	fn dissolve(seal: SealId) -> Result<Weight, DispatchError>;

	/// The maximum weight of [`UseRights::dissolve`], and of [`UseRights::end_at`].
	fn dissolve_weight() -> Weight;

	/// A successor takes over from `seal` at a moment that lies ahead: from then on no right to use `seal` serves. Returns what that
	/// weighed.
	///
	/// # Errors
	///
	/// Those of [`pallet_admission::Admission::dismiss`].
	fn end_at(seal: SealId, moment: Moment) -> Result<Weight, DispatchError>;

	/// No successor takes over from `seal` at `moment` after all: it goes on, or ends before.
	fn go_on(seal: SealId, moment: Moment);
}

impl UseRights for () {
	fn dissolve(_: SealId) -> Result<Weight, DispatchError> {
		Ok(Weight::zero())
	}

	fn dissolve_weight() -> Weight {
		Weight::zero()
	}

	fn end_at(_: SealId, _: Moment) -> Result<Weight, DispatchError> {
		Ok(Weight::zero())
	}

	fn go_on(_: SealId, _: Moment) {}
}
