//! The pallet's invariants.

use crate::{
	Actor, Certificates, Change, Config, Counts, Enterprise, EnterpriseStatus, Enterprises, Freeze, Freezes, History,
	Hold, Keys, LatestSeal, Liquidator, Liquidators, Loss, NextName, NextSealId, Offer, Offers, Pallet,
	PendingApplication, PhysicalSealStatus, PhysicalSeals, Predecessors, RegisterChange, RegisterHeads,
	RegisterSubject, Revocation, RevocationReason, RotateBy, Seal, SealCounts, SealKind, SealState, SealStatus, Seals,
	Successors, Term,
};
use alloc::{collections::BTreeMap, vec::Vec};
use eseal_crypto::{chained, controls};
use eseal_primitives::{DocumentDigest, Moment, SealCode, SealId, Uscc, UsccCheck};
use frame_support::{ensure, traits::Get};
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
		Self::check_enterprise_records()?;
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
		let now = Self::now();
		let (mut active_of, mut live_of) = (BTreeMap::<Uscc, u32>::new(), BTreeMap::<Uscc, u32>::new());
		for seal in Seals::<T>::iter_values() {
			let active = active_of.entry(seal.uscc).or_default();
			*active = active.saturating_add((seal.status == SealStatus::Active).into());
			let live = live_of.entry(seal.uscc).or_default();
			*live = live.saturating_add(seal.is_live_at(now).into());
		}
		let mut owned_by: BTreeMap<T::AccountId, u32> = BTreeMap::new();
		for (uscc, enterprise) in Enterprises::<T>::iter() {
			ensure!(
				enterprise.check == UsccCheck::Waived || uscc.check().is_ok(),
				"a code that is not as the standard says, and nobody waived it"
			);
			ensure!(
				enterprise.name.check().is_ok() && enterprise.next_name.iter().all(|next| next.name.check().is_ok()),
				"an enterprise's name breaks the rules of texts"
			);
			let registered = enterprise.status.is_registered();
			if registered {
				let owned = owned_by.entry(enterprise.owner).or_default();
				*owned = owned.saturating_add(1);
			}
			let live = live_of.get(&uscc).copied().unwrap_or_default();
			let active = active_of.get(&uscc).copied().unwrap_or_default();
			ensure!(live <= 1, "an enterprise has two live e-seals");
			ensure!(active <= 1, "an enterprise has two e-seals that are to be live");
			ensure!(registered || live == 0, "a deregistered enterprise has a live e-seal");
			ensure!(
				registered || active == 0,
				"a deregistered enterprise has an e-seal that is to be live"
			);
			ensure!(
				Self::awaited(uscc).is_none() || !PendingApplication::<T>::contains_key(uscc),
				"an application is pending while a successor waits to take over"
			);
			ensure!(
				registered || !PendingApplication::<T>::contains_key(uscc),
				"a deregistered enterprise has a pending application"
			);
		}
		let offered = Offers::<T>::iter_values().map(|offer| offer.owner);
		let liquidators = Liquidators::<T>::iter_values().map(|liquidator| liquidator.account);
		for other in offered.chain(liquidators) {
			let owned = owned_by.entry(other).or_default();
			*owned = owned.saturating_add(1);
		}
		for (owner, owned) in owned_by {
			ensure!(
				T::Admission::member(&owner).enterprises == owned,
				"an owner or a liquidator is not admitted for each of its enterprises"
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

	/// When an e-seal was approved, which may be before it is active.
	fn approved_at(id: SealId, seal: &Seal<T::AccountId>) -> Option<Moment> {
		let mut entries = (0..seal.history_len).filter_map(|index| History::<T>::get(id, index));
		let approval = entries.find(|entry| entry.change == Change::Activated);
		approval.map(|entry| entry.recorded_at)
	}

	/// The records of each enterprise lead to its name, its freeze, its offer, its liquidator and its successors, as they are stored.
	fn check_enterprise_records() -> Result<(), TryRuntimeError> {
		let mut approvals: BTreeMap<Uscc, Vec<Moment>> = BTreeMap::new();
		for (id, seal) in Seals::<T>::iter() {
			approvals
				.entry(seal.uscc)
				.or_default()
				.extend(Self::approved_at(id, &seal));
		}
		let (mut frozen, mut offered, mut liquidated, mut succeeded) = (0u64, 0u64, 0u64, 0usize);
		for subject in RegisterHeads::<T>::iter_keys() {
			let RegisterSubject::Enterprise(uscc) = subject else {
				continue;
			};
			let approvals = approvals.remove(&uscc).unwrap_or_default();
			Self::check_name(uscc)?;
			let mut liquidator: Option<Liquidator<T::AccountId>> = None;
			let mut freeze: Option<Freeze> = None;
			let mut offer: Option<Offer<T::AccountId>> = None;
			let mut owner_changed_at = None;
			let mut successors = Vec::new();
			for entry in Self::register_page(subject, 0, u32::MAX) {
				let at = entry.recorded_at;
				ensure!(
					!is_approved_during(freeze.as_ref(), at, &approvals),
					"an e-seal was approved while its enterprise was frozen"
				);
				match entry.change {
					RegisterChange::Frozen { order, until } => {
						ensure!(
							until > at && until.since(at) <= T::MaxFreeze::get(),
							"a freeze ends before it was placed, or later than it may"
						);
						let placed_at = at;
						freeze = Some(Freeze {
							order,
							placed_at,
							until,
						});
					}
					RegisterChange::Unfrozen { .. } => freeze = None,
					RegisterChange::OwnershipOffered { to, until, rotate_by } => {
						ensure!(
							until > at && until.since(at) <= T::MaxOffer::get(),
							"an offer ends before it was made, or later than it may"
						);
						ensure!(
							rotate_by >= until && rotate_by.since(at) <= T::MaxRotation::get(),
							"a key must be replaced before an offer ends, or later than it may"
						);
						offer = Some(Offer {
							owner: to,
							offered_at: at,
							until,
							rotate_by,
						});
					}
					RegisterChange::OfferWithdrawn { .. } | RegisterChange::Deregistered { .. } => offer = None,
					// A freeze that is in force goes on under the right code, and so does the liquidator.
					RegisterChange::Voided { .. } => (freeze, offer, liquidator) = (None, None, None),
					RegisterChange::LiquidatorNamed { account, order } => {
						liquidator = Some(Liquidator {
							account,
							order,
							named_at: at,
						})
					}
					RegisterChange::LiquidatorDismissed { account } => {
						let dismissed = liquidator.take().map(|liquidator| liquidator.account);
						ensure!(
							dismissed == Some(account),
							"a liquidator was dismissed that there was not"
						);
					}
					RegisterChange::OwnerChanged { .. } => {
						offer = None;
						owner_changed_at = Some(at);
					}
					RegisterChange::SucceededBy { successor } => {
						ensure!(
							Predecessors::<T>::contains_key(successor, uscc) && successor != uscc,
							"a successor does not know its predecessor, or is the same"
						);
						successors.push(successor);
					}
					_ => (),
				}
			}
			ensure!(
				!is_approved_during(freeze.as_ref(), Self::now(), &approvals),
				"an e-seal was approved while its enterprise was frozen"
			);
			succeeded = succeeded.saturating_add(successors.len());
			ensure!(
				Successors::<T>::get(uscc).into_inner() == successors,
				"the successors of an enterprise are not those of its history"
			);
			offered = offered.saturating_add(offer.is_some().into());
			ensure!(
				offer == Offers::<T>::get(uscc),
				"an offer is not what the enterprise's history leads to"
			);
			liquidated = liquidated.saturating_add(liquidator.is_some().into());
			ensure!(
				liquidator == Liquidators::<T>::get(uscc),
				"a liquidator is not the one that the enterprise's history leads to"
			);
			ensure!(
				liquidator.is_none()
					|| Enterprises::<T>::get(uscc)
						.is_some_and(|enterprise| enterprise.status == EnterpriseStatus::Restricted),
				"an enterprise has a liquidator and is not in liquidation"
			);
			for (id, seal) in Self::in_force(uscc) {
				ensure!(
					Self::approved_at(id, &seal) >= owner_changed_at || seal.holds.contains(&Hold::KeyRotationDue),
					"an e-seal in force from before a change of owner whose key need not be replaced"
				);
			}
			frozen = frozen.saturating_add(freeze.is_some().into());
			ensure!(
				freeze == Freezes::<T>::get(uscc),
				"a freeze is not what the enterprise's history leads to"
			);
		}
		ensure!(
			Freezes::<T>::iter_keys().count() == usize_of(frozen),
			"a freeze without a history"
		);
		ensure!(
			Offers::<T>::iter_keys().count() == usize_of(offered),
			"an offer without a history"
		);
		ensure!(
			Liquidators::<T>::iter_keys().count() == usize_of(liquidated),
			"a liquidator without a history"
		);
		ensure!(
			Enterprises::<T>::iter().all(|(uscc, enterprise)| {
				(enterprise.renamed_at.is_none() && enterprise.next_name.is_none())
					|| RegisterHeads::<T>::contains_key(RegisterSubject::Enterprise(uscc))
			}),
			"an enterprise was renamed, and nothing records it"
		);
		ensure!(
			RotateBy::<T>::iter_keys().all(|id| Seals::<T>::get(id).is_some_and(|seal| seal.activated_at.is_some())),
			"a key must be replaced that there never was"
		);
		ensure!(
			Predecessors::<T>::iter_keys().count() == succeeded
				&& Successors::<T>::iter_values().map(|list| list.len()).sum::<usize>() == succeeded,
			"a successor or a predecessor without a history"
		);
		Ok(())
	}

	/// The records of an enterprise lead to the name that it has now, and to the one that it has later.
	fn check_name(uscc: Uscc) -> Result<(), TryRuntimeError> {
		let Some(stored) = Enterprises::<T>::get(uscc) else {
			return Err("records of an enterprise that is not in the register".into());
		};
		let records = Self::register_page(RegisterSubject::Enterprise(uscc), 0, u32::MAX);
		let first = records.iter().find_map(|entry| match &entry.change {
			RegisterChange::Renamed { from, .. } => Some(from.clone()),
			_ => None,
		});
		let mut told = Enterprise {
			name: first.unwrap_or_else(|| stored.name.clone()),
			renamed_at: None,
			next_name: None,
			status: EnterpriseStatus::Active,
			..stored.clone()
		};
		for entry in records {
			let (at, from) = (entry.recorded_at, entry.effective_at);
			told = told.settled(at);
			match entry.change {
				RegisterChange::Renamed { from: before, to } => {
					ensure!(
						told.name == before && before != to,
						"an enterprise was renamed that had another name, or this one"
					);
					ensure!(
						from >= at && from.since(at) <= T::MaxRenameAhead::get(),
						"a name counts from before it was recorded, or later than it may"
					);
					let same = told.next_name.take_if(|next| next.name == to);
					told.next_name = Some(NextName {
						name: to,
						from,
						recorded_at: same.map_or(at, |next| next.recorded_at),
					});
				}
				RegisterChange::RenameWithdrawn { to } => {
					let withdrawn = told.next_name.take().map(|next| next.name);
					ensure!(withdrawn == Some(to), "a name was withdrawn that did not lie ahead");
				}
				RegisterChange::Deregistered { .. } => told.status = EnterpriseStatus::Deregistered,
				RegisterChange::DeregistrationReversed { .. } => told.status = EnterpriseStatus::Active,
				// A name that lies ahead goes on under the right code.
				RegisterChange::Voided { .. } => (told.status, told.next_name) = (EnterpriseStatus::Voided, None),
				RegisterChange::Opened {
					renamed_at, next_name, ..
				} => (told.renamed_at, told.next_name) = (renamed_at, next_name),
				_ => (),
			}
			told = told.settled(at);
		}
		let (told, stored) = (told.settled(Self::now()), stored.settled(Self::now()));
		ensure!(
			(told.name, told.renamed_at, told.next_name) == (stored.name, stored.renamed_at, stored.next_name),
			"the name of an enterprise is not the one that its history leads to"
		);
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
					Seals::<T>::get(id)
						.is_some_and(|seal| seal.code == code
							&& matches!(seal.status, SealStatus::Active | SealStatus::Superseded)),
					"a physical seal is paired with an e-seal that is not live or has another"
				);
			}
		}
		Ok(())
	}

	/// Whether a correction moved a physical seal away from this enterprise, under the code that it has.
	fn moved_from(code: SealCode, uscc: Uscc) -> bool {
		Self::register_page(RegisterSubject::PhysicalSeal(code), 0, u32::MAX)
			.iter()
			.any(|entry| matches!(entry.change, RegisterChange::Moved { from, .. } if from == uscc))
	}

	/// Invariants of an e-seal in any status.
	fn check_facts(id: SealId, seal: &Seal<T::AccountId>) -> Result<(), TryRuntimeError> {
		let Some(enterprise) = Enterprises::<T>::get(seal.uscc) else {
			return Err("an e-seal of an unknown enterprise".into());
		};
		let may_be_used = seal.status == SealStatus::Applied || Self::is_in_force(seal);
		let liquidator = Liquidators::<T>::get(seal.uscc).map(|liquidator| liquidator.account);
		let mut accounts = [Some(enterprise.owner), liquidator].into_iter().flatten();
		ensure!(
			!(may_be_used && accounts.any(|account| controls(&seal.key, &account))),
			"an e-seal has the key of its owner's or its liquidator's account"
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
			physical.uscc == seal.uscc || (!may_be_used && Self::moved_from(seal.code, seal.uscc)),
			"an e-seal with another enterprise's physical seal"
		);
		ensure!(
			!may_be_used || physical.status != PhysicalSealStatus::Misfiled,
			"an e-seal that is live or applied for names a wrong code of a physical seal"
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
			// One that was revoked before it took over replaced nothing.
			let replaces = seal
				.activated_at
				.filter(|at| seal.revoked.is_none_or(|revoked| revoked.effective_at >= *at));
			ensure!(
				replaces.is_none() || matches!(before.status, SealStatus::Revoked | SealStatus::Superseded),
				"an e-seal became active and its predecessor is not revoked"
			);
			ensure!(
				before.status != SealStatus::Superseded
					|| replaces.is_none()
					|| before.revoked.map(|revoked| revoked.effective_at) == replaces,
				"an e-seal does not take over when its predecessor ends"
			);
		}
		Ok(())
	}

	/// Invariants of an e-seal that depend on its status.
	fn check_status(id: SealId, seal: &Seal<T::AccountId>) -> Result<(), TryRuntimeError> {
		ensure!(
			seal.status != SealStatus::Approved,
			"a status is stored that only answers have"
		);
		let was_active = matches!(
			seal.status,
			SealStatus::Active | SealStatus::Superseded | SealStatus::Revoked
		);
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
			matches!(seal.status, SealStatus::Revoked | SealStatus::Superseded) == seal.revoked.is_some(),
			"revocation and status do not agree"
		);
		ensure!(
			was_active || seal.holds.is_empty(),
			"a hold on an e-seal that was never active"
		);
		ensure!(
			seal.holds
				.iter()
				.all(|hold| has_right_term(*hold, seal.terms.get(hold)))
				&& seal.terms.keys().all(|hold| seal.holds.contains(hold)),
			"a hold without the term that its kind has, or with another"
		);
		ensure!(
			(seal.status == SealStatus::Applied) == (PendingApplication::<T>::get(seal.uscc) == Some(id)),
			"an application is not known to be pending, or a decided one is"
		);
		if !Self::is_in_force(seal) {
			return Ok(());
		}
		let Some((latest_id, latest)) = LatestSeal::<T>::get(seal.uscc).and_then(|id| Some((id, Seals::<T>::get(id)?)))
		else {
			return Err("a live e-seal of an enterprise that never had one".into());
		};
		let serves_on = seal.status == SealStatus::Superseded;
		ensure!(
			match serves_on {
				true => latest.supersedes == Some(id) && latest.activated_at.is_some(),
				false => latest_id == id,
			},
			"a live e-seal is not its enterprise's latest, nor the one before it"
		);
		let (Some(physical), Some(enterprise)) = (PhysicalSeals::<T>::get(seal.code), Enterprises::<T>::get(seal.uscc))
		else {
			return Err("a live e-seal without a physical seal or an enterprise".into());
		};
		ensure!(
			physical.paired == Some(id) || (serves_on && latest.code == seal.code),
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
		let frozen = Freezes::<T>::get(seal.uscc);
		let term = seal.terms.get(&Hold::Freeze).copied();
		ensure!(
			term.is_none() || term == frozen.as_ref().map(|freeze| Term::Until(freeze.until)),
			"a live e-seal has a freeze that its enterprise does not have"
		);
		ensure!(
			term.is_some() || frozen.is_none_or(|freeze| !freeze.is_in_force(Self::now())),
			"a frozen enterprise has a live e-seal that is not frozen"
		);
		ensure!(
			seal.terms.get(&Hold::KeyRotationDue).copied() == RotateBy::<T>::get(id).map(Term::From),
			"a live e-seal's key must be replaced, and it does not say so, or another moment"
		);
		// A hold that counts stays; one that lies ahead is what the names on record lead to.
		let term = seal.terms.get(&Hold::EnterpriseRenamed).copied();
		ensure!(
			term.is_some_and(|term| term.covers(Self::now())) || term == Self::other_name_term(&enterprise, seal),
			"a live e-seal has a name that its enterprise does not have, or a hold for a name that it has"
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
				effective_at <= recorded_at || entry.may_lie_ahead(),
				"a change takes effect after it was recorded"
			);
			ensure!(
				effective_at >= recorded_at || entry.may_be_dated_back(),
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
				Change::Activated => activated_at = Some(effective_at),
				Change::SuccessorRevoked { .. } => revoked = None,
				Change::SuccessorApproved { .. } => {
					revoked = Some(Revocation {
						reason: RevocationReason::Superseded,
						effective_at,
						recorded_at,
					})
				}
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
			(&state.holds, &state.terms) == (&seal.holds, &seal.terms),
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

/// Whether a hold of this kind has such a term.
fn has_right_term(hold: Hold, term: Option<&Term>) -> bool {
	match hold {
		Hold::Freeze => matches!(term, Some(Term::Until(_))),
		Hold::KeyRotationDue | Hold::EnterpriseRenamed => matches!(term, Some(Term::From(_))),
		_ => term.is_none(),
	}
}

/// Whether an e-seal was approved between the block that recorded a freeze and `moment`, while that was in force. In those two
/// blocks, it may have been approved before the one or after the other. One that was approved before may take over meanwhile: it is
/// frozen, too.
fn is_approved_during(freeze: Option<&Freeze>, moment: Moment, approvals: &[Moment]) -> bool {
	freeze.is_some_and(|freeze| {
		let mut approvals = approvals.iter();
		approvals.any(|at| *at > freeze.placed_at && *at < moment && freeze.is_in_force(*at))
	})
}

fn usize_of(count: u64) -> usize {
	usize::try_from(count).unwrap_or(usize::MAX)
}
