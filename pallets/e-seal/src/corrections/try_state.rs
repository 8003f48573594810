//! The invariants of corrections, and of the register's history.

use crate::{
	Actor, Change, Config, Corrected, CorrectionOf, Corrections, EnterpriseStatus, Enterprises, History, HistoryEntry,
	Hold, Loss, LossOf, Mistake, NextCorrectionId, OpenCorrections, Pallet, PhysicalSealReport, PhysicalSealStatus,
	PhysicalSeals, RegisterChange, RegisterEntry, RegisterHeads, RegisterHistory, RegisterSubject, Revocation, Seals,
};
use eseal_crypto::chained;
use eseal_primitives::{correction, CorrectionId, DocumentDigest, Moment, SealCode, SealId};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::TryRuntimeError;

/// A record of the register, of this runtime.
type RegisterEntryOf<T> = RegisterEntry<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

impl<T: Config> Pallet<T> {
	/// A correction that is not made waits in its seat's list, in the order of proposal; one that is made was agreed to by another
	/// agency in time, and nothing is corrected twice.
	pub(crate) fn check_corrections() -> Result<(), TryRuntimeError> {
		let (mut open, mut made) = (0usize, 0usize);
		for (id, proposed) in Corrections::<T>::iter() {
			ensure!(
				id < NextCorrectionId::<T>::get(),
				"a correction has a number that was not given yet"
			);
			ensure!(
				proposed.proposed_by.seat == proposed.correction.seat(),
				"an agency proposed to correct another one's record"
			);
			ensure!(
				proposed.proposed_at <= proposed.until,
				"a correction ended before it was proposed"
			);
			match &proposed.made {
				Some(agreed) => {
					made = made.saturating_add(1);
					ensure!(
						agreed.by.seat != proposed.proposed_by.seat,
						"an agency corrected its record alone"
					);
					ensure!(
						(proposed.proposed_at..proposed.until).contains(&agreed.at),
						"a correction was made before it was proposed, or after its end"
					);
					ensure!(
						CorrectionOf::<T>::get(proposed.correction.corrects()) == Some(id),
						"what a correction corrected is not known to be corrected by it"
					);
				}
				None => {
					open = open.saturating_add(1);
					ensure!(
						OpenCorrections::<T>::get(proposed.proposed_by.seat).contains(&id),
						"a correction that is not made does not wait"
					);
				}
			}
		}
		let mut listed = 0usize;
		for (_, waiting) in OpenCorrections::<T>::iter() {
			ensure!(
				waiting.is_sorted_by(|one, next| one < next),
				"a seat's corrections are not in order, or one waits twice"
			);
			listed = listed.saturating_add(waiting.len());
		}
		ensure!(listed == open, "a correction waits that is not open");
		ensure!(
			Corrected::<T>::iter_keys().all(Seals::<T>::contains_key),
			"a correction of an e-seal that does not exist"
		);
		ensure!(
			CorrectionOf::<T>::iter_keys().count() == made,
			"something is known to be corrected, and was not"
		);
		Ok(())
	}

	/// Entry `index` of a history reverses the loss or the revocation that stands there, by a correction that was made. Takes it away, and
	/// returns what was corrected.
	pub(crate) fn check_reversal(
		index: u32,
		entry: &HistoryEntry<T::AccountId, BlockNumberFor<T>>,
		loss: &mut Option<Loss>,
		revoked: &mut Option<Revocation>,
	) -> Result<correction::Corrected, TryRuntimeError> {
		let (made_by, decision, reversed, mistake) = match entry.change {
			Change::RevocationReversed {
				correction,
				decision,
				entry,
			} => (correction, decision, entry, revoked.take().map(Mistake::Revocation)),
			Change::LossReversed {
				correction,
				decision,
				entry,
			} => (correction, decision, entry, loss.take().map(Mistake::Loss)),
			_ => return Err("an entry of a history that corrects nothing".into()),
		};
		let Some(mistake) = mistake.filter(|_| reversed < index) else {
			return Err("an entry of a history was reversed that did not stand".into());
		};
		let at = entry.recorded_at;
		ensure!(
			Self::is_made(made_by, decision, at),
			"an entry of a history was reversed without a correction"
		);
		ensure!(
			matches!(entry.by, Actor::Agencies { .. }),
			"an entry of a history was reversed by one agency alone"
		);
		Ok(correction::Corrected { mistake, decision, at })
	}

	/// What an e-seal's last correction corrected is kept where proofs find it.
	pub(crate) fn check_corrected(id: SealId, last: Option<correction::Corrected>) -> Result<(), TryRuntimeError> {
		ensure!(
			Corrected::<T>::get(id) == last,
			"a history does not say of the last correction what is kept of it"
		);
		Ok(())
	}

	/// Whether a correction was made at this time, by this decision.
	fn is_made(id: CorrectionId, decision: DocumentDigest, at: Moment) -> bool {
		Corrections::<T>::get(id).is_some_and(|proposed| {
			proposed.decision == decision && proposed.made.is_some_and(|agreed| agreed.at == at)
		})
	}

	/// Whether a record is of a subject of this kind.
	fn is_of(change: &RegisterChange<T::AccountId>, subject: RegisterSubject) -> bool {
		let of_physical = matches!(
			change,
			RegisterChange::Reported { .. } | RegisterChange::ReportReversed { .. }
		);
		of_physical == matches!(subject, RegisterSubject::PhysicalSeal(_))
	}

	/// A physical seal stands as its records say: as the report that stands, or as it began.
	fn check_physical_seal(code: SealCode, end: Option<RegisterEntryOf<T>>) -> Result<(), TryRuntimeError> {
		let Some(physical) = PhysicalSeals::<T>::get(code) else {
			return Err("records of a physical seal that is not on file".into());
		};
		let stands = match end.map(|entry| (entry.change, entry.effective_at)) {
			Some((RegisterChange::Reported { report }, since)) => match report {
				PhysicalSealReport::Lost => (PhysicalSealStatus::Lost, since),
				PhysicalSealReport::Destroyed => (PhysicalSealStatus::Destroyed, since),
			},
			_ => (PhysicalSealStatus::Filed, physical.filed_at),
		};
		ensure!(
			(physical.status, physical.status_since) == stands,
			"the records of a physical seal do not add up to how it stands"
		);
		Ok(())
	}

	/// The records of a subject have no gaps, move forward in time, are covered by their head, and add up to how the subject stands.
	pub(crate) fn check_register_history() -> Result<(), TryRuntimeError> {
		let mut entries = 0usize;
		for (subject, head) in RegisterHeads::<T>::iter() {
			let (mut digest, mut recorded) = (H256::zero(), Moment::default());
			// What ended the subject, by its number, until that is reversed; and the status, of an enterprise.
			let mut end: Option<(u32, RegisterEntryOf<T>)> = None;
			let mut status = EnterpriseStatus::Active;
			for index in 0..head.entries {
				let Some(entry) = RegisterHistory::<T>::get(subject, index) else {
					return Err("the records of a subject have a gap".into());
				};
				ensure!(
					entry.recorded_at >= recorded && entry.effective_at <= entry.recorded_at,
					"the records of a subject go back in time"
				);
				recorded = entry.recorded_at;
				digest = chained(digest, &entry);
				ensure!(
					Self::is_of(&entry.change, subject),
					"a record of another kind of subject"
				);
				match entry.change {
					RegisterChange::Restricted => status = EnterpriseStatus::Restricted,
					RegisterChange::RestrictionLifted => status = EnterpriseStatus::Active,
					RegisterChange::Deregistered { was, .. } => {
						ensure!(was == status, "an enterprise was deregistered with another status");
					}
					_ => (),
				}
				end = match entry.change {
					RegisterChange::Reported { .. } | RegisterChange::Deregistered { .. } => {
						ensure!(end.is_none(), "what had ended ended again");
						Some((index, entry))
					}
					RegisterChange::ReportReversed {
						correction,
						decision,
						entry: reversed,
					}
					| RegisterChange::DeregistrationReversed {
						correction,
						decision,
						entry: reversed,
					} => {
						ensure!(
							end.is_some_and(|(index, _)| index == reversed),
							"a record was reversed that did not stand"
						);
						ensure!(
							Self::is_made(correction, decision, entry.recorded_at),
							"a record was reversed without a correction"
						);
						None
					}
					_ => end,
				};
			}
			ensure!(
				digest == head.digest,
				"a head does not cover the records of its subject"
			);
			match subject {
				RegisterSubject::PhysicalSeal(code) => Self::check_physical_seal(code, end.map(|(_, entry)| entry))?,
				RegisterSubject::Enterprise(uscc) => {
					let stands = if end.is_some() {
						EnterpriseStatus::Deregistered
					} else {
						status
					};
					let Some(enterprise) = Enterprises::<T>::get(uscc) else {
						return Err("records of an enterprise that is not in the register".into());
					};
					ensure!(
						enterprise.status == stands,
						"the records of an enterprise do not add up to how it stands"
					);
				}
			}
			entries = entries.saturating_add(usize::try_from(head.entries).unwrap_or(usize::MAX));
		}
		ensure!(
			RegisterHistory::<T>::iter_keys().count() == entries,
			"records beyond their head"
		);
		for (code, physical) in PhysicalSeals::<T>::iter() {
			let subject = RegisterSubject::PhysicalSeal(code);
			ensure!(
				physical.status == PhysicalSealStatus::Filed || RegisterHeads::<T>::contains_key(subject),
				"a physical seal is gone, and nothing records it"
			);
		}
		for (uscc, enterprise) in Enterprises::<T>::iter() {
			let subject = RegisterSubject::Enterprise(uscc);
			ensure!(
				enterprise.status == EnterpriseStatus::Active || RegisterHeads::<T>::contains_key(subject),
				"an enterprise is restricted or deregistered, and nothing records it"
			);
		}
		ensure!(
			LossOf::<T>::iter_keys().count() == Seals::<T>::iter_values().filter(|seal| seal.loss.is_some()).count(),
			"a loss on an e-seal's record is not known to be there"
		);
		for (code, id, entry) in LossOf::<T>::iter() {
			let placed = History::<T>::get(id, entry).map(|entry| entry.change);
			ensure!(
				Seals::<T>::get(id).is_some_and(|seal| seal.code == code && seal.loss.is_some())
					&& matches!(
						placed,
						Some(Change::HoldPlaced {
							hold: Hold::PhysicalSealLost,
							..
						})
					),
				"an e-seal is known to have a loss on its record that it has not"
			);
		}
		Ok(())
	}
}
