//! The pallet's invariants.

use crate::{
	Actor, Certificates, Change, Config, Counts, EnterpriseStatus, Enterprises, History, Hold, Keys, LatestSeal, Loss,
	NextSealId, Pallet, PendingApplication, PhysicalSealStatus, PhysicalSeals, Revocation, Seal, SealCounts, SealKind,
	SealState, SealStatus, Seals,
};
use alloc::collections::BTreeMap;
use eseal_crypto::{chained, controls};
use eseal_primitives::{DocumentDigest, Moment, SealId, Uscc, UsccCheck};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_admission::Admission;
use sp_core::H256;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the pallet's invariants. Goes through each map a fixed number of times.
	///
	/// # Errors
	///
	/// The first invariant that is violated.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_enterprises()?;
		Self::check_physical_seals()?;
		let (mut seals, mut issued, mut entries) = (0u64, 0u64, 0u64);
		let mut counted = SealCounts::default();
		for (id, seal) in Seals::<T>::iter() {
			seals = seals.saturating_add(1);
			issued = issued.saturating_add(seal.activated_at.is_some().into());
			entries = entries.saturating_add(seal.history_len.into());
			let count = counted.of(&seal.state());
			*count = count.saturating_add(1);
			Self::check_facts(id, &seal)?;
			Self::check_status(id, &seal)?;
			Self::check_history(id, &seal)?;
		}
		ensure!(
			NextSealId::<T>::get() == SealId(seals),
			"e-seals are not numbered 0, 1, 2, …"
		);
		ensure!(
			Keys::<T>::iter_keys().count() == usize_of(issued),
			"a key without an e-seal"
		);
		ensure!(
			Certificates::<T>::iter_keys().count() == usize_of(issued),
			"a certificate without an e-seal"
		);
		ensure!(
			History::<T>::iter_keys().count() == usize_of(entries),
			"history beyond its length"
		);
		ensure!(Counts::<T>::get() == counted, "e-seals are not counted as they stand");
		Self::check_corrections()?;
		Self::check_register_history()
	}

	fn check_enterprises() -> Result<(), TryRuntimeError> {
		let mut live_of: BTreeMap<Uscc, u32> = BTreeMap::new();
		for seal in Seals::<T>::iter_values().filter(|seal| seal.status == SealStatus::Active) {
			let live = live_of.entry(seal.uscc).or_default();
			*live = live.saturating_add(1);
		}
		let mut owned_by: BTreeMap<T::AccountId, u32> = BTreeMap::new();
		for (uscc, enterprise) in Enterprises::<T>::iter() {
			ensure!(
				enterprise.check == UsccCheck::Waived || uscc.check().is_ok(),
				"a code that is not as the standard says, and nobody waived it"
			);
			ensure!(
				enterprise.name.check().is_ok(),
				"an enterprise's name breaks the rules of texts"
			);
			let registered = enterprise.status != EnterpriseStatus::Deregistered;
			if registered {
				let owned = owned_by.entry(enterprise.owner).or_default();
				*owned = owned.saturating_add(1);
			}
			let live = live_of.get(&uscc).copied().unwrap_or_default();
			ensure!(live <= 1, "an enterprise has two live e-seals");
			ensure!(registered || live == 0, "a deregistered enterprise has a live e-seal");
			ensure!(
				registered || !PendingApplication::<T>::contains_key(uscc),
				"a deregistered enterprise has a pending application"
			);
		}
		for (owner, owned) in owned_by {
			ensure!(
				T::Admission::member(&owner).enterprises == owned,
				"an owner is not admitted for each of its enterprises"
			);
		}
		for (uscc, id) in LatestSeal::<T>::iter() {
			ensure!(
				Seals::<T>::get(id).is_some_and(|seal| seal.uscc == uscc && seal.activated_at.is_some()),
				"the latest e-seal of an enterprise is not its own, or was never active"
			);
		}
		for (uscc, id) in PendingApplication::<T>::iter() {
			ensure!(
				Seals::<T>::get(id).is_some_and(|seal| seal.uscc == uscc && seal.status == SealStatus::Applied),
				"a pending application is not the enterprise's own, or is decided"
			);
		}
		Ok(())
	}

	fn check_physical_seals() -> Result<(), TryRuntimeError> {
		for (code, physical) in PhysicalSeals::<T>::iter() {
			ensure!(
				physical.maker.check().is_ok(),
				"a maker's name breaks the rules of texts"
			);
			ensure!(
				matches!(physical.imprint, DocumentDigest::Sha256(_)),
				"an imprint is not named by its SHA-256 digest"
			);
			ensure!(
				Enterprises::<T>::contains_key(physical.uscc),
				"a physical seal of an unknown enterprise"
			);
			ensure!(
				physical.status_since >= physical.filed_at,
				"a physical seal was lost or destroyed before it was filed"
			);
			if let Some(id) = physical.paired {
				ensure!(
					Seals::<T>::get(id).is_some_and(|seal| seal.code == code && seal.status == SealStatus::Active),
					"a physical seal is paired with an e-seal that is not live or has another"
				);
			}
		}
		Ok(())
	}

	/// Invariants of an e-seal in any status.
	fn check_facts(id: SealId, seal: &Seal<T::AccountId>) -> Result<(), TryRuntimeError> {
		let Some(enterprise) = Enterprises::<T>::get(seal.uscc) else {
			return Err("an e-seal of an unknown enterprise".into());
		};
		let may_be_used = matches!(seal.status, SealStatus::Applied | SealStatus::Active);
		ensure!(
			!(may_be_used && controls(&seal.key, &enterprise.owner)),
			"an e-seal has the key of its owner's account"
		);
		ensure!(
			seal.name.check().is_ok() && seal.key.identity().is_none_or(|identity| identity.check().is_ok()),
			"an e-seal's name or its key's identity breaks the rules of texts"
		);
		ensure!(
			[seal.certificate, seal.picture]
				.iter()
				.all(|digest| matches!(digest, DocumentDigest::Sha256(_))),
			"a certificate or a picture is not named by its SHA-256 digest"
		);
		ensure!(seal.valid_from < seal.valid_until, "a validity is inverted");
		let Some(physical) = PhysicalSeals::<T>::get(seal.code) else {
			return Err("an e-seal without a physical seal".into());
		};
		ensure!(
			physical.uscc == seal.uscc,
			"an e-seal with another enterprise's physical seal"
		);
		ensure!(
			physical.kind == SealKind::Official,
			"an e-seal with a physical seal that is not official"
		);
		if let Some(before) = seal.supersedes {
			ensure!(before < id, "an e-seal supersedes a later one");
			let Some(before) = Seals::<T>::get(before) else {
				return Err("an e-seal supersedes one that does not exist".into());
			};
			ensure!(before.uscc == seal.uscc, "an e-seal supersedes another enterprise's");
			ensure!(
				seal.activated_at.is_none() || before.status == SealStatus::Revoked,
				"an e-seal became active and its predecessor is not revoked"
			);
			ensure!(
				seal.activated_at.is_none() || !before.holds.contains(&Hold::Freeze),
				"an e-seal became active while its predecessor was frozen"
			);
		}
		Ok(())
	}

	/// Invariants of an e-seal that depend on its status.
	fn check_status(id: SealId, seal: &Seal<T::AccountId>) -> Result<(), TryRuntimeError> {
		let was_active = matches!(seal.status, SealStatus::Active | SealStatus::Revoked);
		ensure!(
			seal.activated_at.is_some() == was_active,
			"activation and status do not agree"
		);
		// An application has neither yet, and one that failed never had them. That as many are indexed as there are e-seals
		// means that no two e-seals have the same.
		ensure!(
			!was_active || Keys::<T>::get(seal.key.without_identity()) == Some(id),
			"a key is not indexed under its e-seal"
		);
		ensure!(
			!was_active || Certificates::<T>::get(seal.certificate) == Some(id),
			"a certificate is not indexed under its e-seal"
		);
		ensure!(
			(seal.status == SealStatus::Revoked) == seal.revoked.is_some(),
			"revocation and status do not agree"
		);
		ensure!(
			was_active || seal.holds.is_empty(),
			"a hold on an e-seal that was never active"
		);
		ensure!(
			(seal.status == SealStatus::Applied) == (PendingApplication::<T>::get(seal.uscc) == Some(id)),
			"an application is not known to be pending, or a decided one is"
		);
		if seal.status != SealStatus::Active {
			return Ok(());
		}
		ensure!(
			LatestSeal::<T>::get(seal.uscc) == Some(id),
			"a live e-seal is not its enterprise's latest"
		);
		let (Some(physical), Some(enterprise)) = (PhysicalSeals::<T>::get(seal.code), Enterprises::<T>::get(seal.uscc))
		else {
			return Err("a live e-seal without a physical seal or an enterprise".into());
		};
		ensure!(
			physical.paired == Some(id),
			"a live e-seal is not paired with its physical seal"
		);
		ensure!(
			seal.holds.contains(&Hold::PhysicalSealLost) == (physical.status != PhysicalSealStatus::Filed),
			"a live e-seal and its physical seal do not agree on a loss"
		);
		ensure!(
			seal.holds.contains(&Hold::EnterpriseRestricted) == (enterprise.status == EnterpriseStatus::Restricted),
			"a live e-seal and its enterprise do not agree on a restriction"
		);
		ensure!(
			seal.name == enterprise.name || seal.holds.contains(&Hold::EnterpriseRenamed),
			"a live e-seal has a name that its enterprise does not have"
		);
		Ok(())
	}

	/// A history has no gaps, begins with the application, moves forward in time, says after each entry what the entries up to
	/// it add up to, and adds up to the e-seal's record.
	fn check_history(id: SealId, seal: &Seal<T::AccountId>) -> Result<(), TryRuntimeError> {
		ensure!(seal.history_len > 0, "an e-seal without a history");
		let mut recorded = (Moment::default(), BlockNumberFor::<T>::default());
		let mut digest = H256::zero();
		let mut state = SealState::default();
		let (mut activated_at, mut loss, mut revoked, mut corrected) = (None, None, None, None);
		for index in 0..seal.history_len {
			let Some(entry) = History::<T>::get(id, index) else {
				return Err("a history has a gap".into());
			};
			ensure!(
				(index == 0) == (entry.change == Change::Applied),
				"a history does not begin with the application"
			);
			let (effective_at, recorded_at) = (entry.effective_at, entry.recorded_at);
			ensure!(
				recorded_at >= recorded.0 && entry.block >= recorded.1,
				"a history goes back in time"
			);
			ensure!(
				effective_at <= recorded_at,
				"a change takes effect after it was recorded"
			);
			ensure!(
				effective_at == recorded_at || entry.may_be_dated_back(),
				"a change that counts from when it is recorded is dated back"
			);
			ensure!(
				!matches!(
					(&entry.change, &entry.by),
					(Change::Revoked { reason }, Actor::Owner { .. }) if !reason.is_of_owner()
				),
				"an owner revoked for a reason that is not an owner's"
			);
			recorded = (recorded_at, entry.block);
			digest = chained(digest, &entry);
			state.take(&entry.change);
			ensure!(
				entry.after == state,
				"an entry of a history does not say what the entries up to it add up to"
			);
			match entry.change {
				Change::Activated => activated_at = Some(recorded_at),
				Change::HoldPlaced {
					hold: Hold::PhysicalSealLost,
					..
				} => {
					loss = Some(Loss {
						effective_at,
						recorded_at,
					})
				}
				Change::Revoked { reason } => {
					revoked = Some(Revocation {
						reason,
						effective_at,
						recorded_at,
					})
				}
				Change::RevocationReversed { .. } | Change::LossReversed { .. } => {
					corrected = Some(Self::check_reversal(index, &entry, &mut loss, &mut revoked)?);
				}
				_ => (),
			}
		}
		Self::check_corrected(id, corrected)?;
		ensure!(
			state.status == seal.status,
			"a history does not add up to the e-seal's status"
		);
		ensure!(
			state.holds == seal.holds,
			"a history does not add up to the e-seal's holds"
		);
		ensure!(
			(activated_at, loss, revoked) == (seal.activated_at, seal.loss, seal.revoked),
			"a history does not say of the activation, loss and revocation what the e-seal does"
		);
		ensure!(
			digest == seal.history_digest,
			"an e-seal's digest does not cover its history"
		);
		Ok(())
	}
}

fn usize_of(count: u64) -> usize {
	usize::try_from(count).unwrap_or(usize::MAX)
}
