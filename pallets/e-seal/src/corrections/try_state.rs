//! The invariants of corrections, and of the register's history.

use crate::{
	Actor, Change, Config, Corrected, CorrectionOf, Corrections, EnterpriseStatus, Enterprises, History, HistoryEntry,
	Hold, Loss, LossOf, Mistake, NextCorrectionId, NextName, OpenCorrections, Pallet, PhysicalSealReport,
	PhysicalSealStatus, PhysicalSeals, Rectified, RectifiedFrom, RegisterChange, RegisterEntry, RegisterHeads,
	RegisterHistory, RegisterSubject, Revocation, Right, Seals,
};
use alloc::collections::BTreeSet;
use eseal_crypto::chained;
use eseal_primitives::{correction, CorrectionId, DocumentDigest, Moment, SealCode, SealId, Uscc};
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
			RegisterChange::Reported { .. }
				| RegisterChange::ReportReversed { .. }
				| RegisterChange::Moved { .. }
				| RegisterChange::Misfiled { .. }
				| RegisterChange::Filed { .. }
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
			Some((RegisterChange::Misfiled { .. }, since)) => (PhysicalSealStatus::Misfiled, since),
			_ => (PhysicalSealStatus::Filed, physical.filed_at),
		};
		ensure!(
			(physical.status, physical.status_since) == stands,
			"the records of a physical seal do not add up to how it stands"
		);
		Ok(())
	}

	/// A record that corrects a registration or where a physical seal is filed was made by a correction, and what is wrong and what is
	/// right know each other. Returns what it found to be right in place of its subject.
	fn check_rectifying(
		subject: RegisterSubject,
		index: u32,
		entry: &RegisterEntryOf<T>,
	) -> Result<Option<correction::Rectified>, TryRuntimeError> {
		let first_of = |subject| RegisterHistory::<T>::get(subject, 0).map(|entry| entry.change);
		let (made_by, decision, right, agree) = match (&entry.change, subject) {
			(
				RegisterChange::Voided {
					correction,
					decision,
					instead,
				},
				RegisterSubject::Enterprise(uscc),
			) => {
				let right = Some(Right::Enterprise { uscc: *instead });
				let first = first_of(RegisterSubject::Enterprise(*instead));
				let agree = matches!(first, Some(RegisterChange::Opened { instead_of, .. }) if instead_of == uscc);
				(correction, decision, right, agree)
			}
			(
				RegisterChange::Opened {
					correction,
					decision,
					instead_of,
					..
				},
				RegisterSubject::Enterprise(_),
			) => {
				let wrong = RegisterSubject::Enterprise(*instead_of);
				let agree = index == 0 && Self::was_wrong(wrong, subject);
				(correction, decision, None, agree)
			}
			(
				RegisterChange::Moved {
					correction,
					decision,
					from,
					to,
				},
				RegisterSubject::PhysicalSeal(code),
			) => {
				let agree = from != to && Enterprises::<T>::contains_key(from);
				let uscc = *to;
				(correction, decision, Some(Right::PhysicalSeal { code, uscc }), agree)
			}
			(
				RegisterChange::Misfiled {
					correction,
					decision,
					instead,
				},
				RegisterSubject::PhysicalSeal(code),
			) => {
				let first = first_of(RegisterSubject::PhysicalSeal(*instead));
				let right = match first {
					Some(RegisterChange::Filed { instead_of, uscc, .. }) if instead_of == code => {
						Some(Right::PhysicalSeal { code: *instead, uscc })
					}
					_ => None,
				};
				(correction, decision, right, right.is_some())
			}
			(
				RegisterChange::Filed {
					correction,
					decision,
					instead_of,
					..
				},
				RegisterSubject::PhysicalSeal(_),
			) => {
				let wrong = RegisterSubject::PhysicalSeal(*instead_of);
				let agree = index == 0 && Self::was_wrong(wrong, subject);
				(correction, decision, None, agree)
			}
			_ => return Ok(None),
		};
		ensure!(
			agree,
			"what is wrong and what is right in its place do not know each other"
		);
		let at = entry.recorded_at;
		ensure!(
			Self::is_made(*made_by, *decision, at) && matches!(entry.by, Actor::Agencies { .. }),
			"a registration or a physical seal's file was corrected without a correction"
		);
		Ok(right.map(|right| correction::Rectified {
			right,
			decision: *decision,
			at,
		}))
	}

	/// Whether a record of what was wrong says that this is right instead.
	fn was_wrong(wrong: RegisterSubject, right: RegisterSubject) -> bool {
		let records = Self::register_page(wrong, 0, u32::MAX);
		records.into_iter().any(|entry| match entry.change {
			RegisterChange::Voided { instead, .. } => RegisterSubject::Enterprise(instead) == right,
			RegisterChange::Misfiled { instead, .. } => RegisterSubject::PhysicalSeal(instead) == right,
			_ => false,
		})
	}

	/// What is right by now in place of a subject, by its own last correction and by those of what that found to be right.
	fn right_by_now(own: correction::Rectified, subject: RegisterSubject) -> correction::Rectified {
		let next = own.right.subject();
		let later = Rectified::<T>::get(next).filter(|_| next != subject);
		later.unwrap_or(own)
	}

	/// What leads to what is right, and how a physical seal stands under the right code, is known there and back.
	fn check_rectified_from() -> Result<(), TryRuntimeError> {
		let mut listed = 0usize;
		for (right, from) in RectifiedFrom::<T>::iter() {
			let leads = |wrong: &RegisterSubject| {
				Rectified::<T>::get(wrong)
					.is_some_and(|rectified| *wrong != right && rectified.right.subject() == right)
			};
			ensure!(
				!from.is_empty() && from.iter().all(leads) && BTreeSet::from_iter(&from).len() == from.len(),
				"a wrong code is known to lead to a right one, and does not, or twice"
			);
			listed = listed.saturating_add(from.len());
		}
		let leading = Rectified::<T>::iter().filter(|(wrong, rectified)| rectified.right.subject() != *wrong);
		ensure!(
			leading.count() == listed,
			"a wrong code leads to a right one that does not know it"
		);
		for (code, physical) in PhysicalSeals::<T>::iter() {
			let right = match Rectified::<T>::get(RegisterSubject::PhysicalSeal(code)).map(|rectified| rectified.right)
			{
				Some(Right::PhysicalSeal { code: right, .. }) if right != code => PhysicalSeals::<T>::get(right),
				_ => None,
			};
			ensure!(
				physical.gone_under_right_code == right.and_then(|right| right.gone()),
				"a physical seal is not noted as gone under a wrong code as it is under the right one"
			);
		}
		Ok(())
	}

	/// Whether these were an enterprise's name, by when it was recorded, and the one that lay ahead, when its registration was voided.
	fn are_names_of(uscc: Uscc, renamed_at: Option<Moment>, next: Option<&NextName>, voided_at: Moment) -> bool {
		let records = Self::register_page(RegisterSubject::Enterprise(uscc), 0, u32::MAX);
		let last = records.iter().rev().find_map(|entry| match &entry.change {
			RegisterChange::Renamed { to, .. } => Some(Some((to, entry.effective_at))),
			RegisterChange::RenameWithdrawn { .. } => Some(None),
			RegisterChange::Opened { next_name, .. } => Some(next_name.as_ref().map(|next| (&next.name, next.from))),
			_ => None,
		});
		let ahead = last.flatten().filter(|(_, from)| *from > voided_at);
		ahead == next.map(|next| (&next.name, next.from))
			&& Enterprises::<T>::get(uscc).is_some_and(|wrong| wrong.renamed_at == renamed_at)
	}

	/// The records of a subject have no gaps, move forward in time, are covered by their head, and add up to how the subject stands.
	pub(crate) fn check_register_history() -> Result<(), TryRuntimeError> {
		let (mut entries, mut rectifications) = (0usize, 0usize);
		for (subject, head) in RegisterHeads::<T>::iter() {
			let (mut digest, mut recorded) = (H256::zero(), Moment::default());
			// What ended the subject, by its number, until that is reversed; and the status, of an enterprise.
			let mut end: Option<(u32, RegisterEntryOf<T>)> = None;
			let mut status = EnterpriseStatus::Active;
			// What is right in its place, and for whom a physical seal is filed, by the last correction.
			let (mut rectified, mut filed_for) = (None, None);
			for index in 0..head.entries {
				let Some(entry) = RegisterHistory::<T>::get(subject, index) else {
					return Err("the records of a subject have a gap".into());
				};
				ensure!(
					entry.recorded_at >= recorded
						&& (entry.effective_at <= entry.recorded_at
							|| matches!(entry.change, RegisterChange::Renamed { .. })),
					"the records of a subject go back in time"
				);
				recorded = entry.recorded_at;
				digest = chained(digest, &entry);
				ensure!(
					Self::is_of(&entry.change, subject),
					"a record of another kind of subject"
				);
				ensure!(
					!matches!(
						end.as_ref().map(|(_, entry)| &entry.change),
						Some(RegisterChange::Voided { .. } | RegisterChange::Misfiled { .. })
					),
					"something was recorded under a code after it was found to be wrong"
				);
				rectified = Self::check_rectifying(subject, index, &entry)?.or(rectified);
				match entry.change {
					RegisterChange::Opened {
						status: was,
						instead_of,
						renamed_at,
						ref next_name,
						..
					} => {
						ensure!(was.is_registered(), "a registration was opened with an end");
						ensure!(
							Self::are_names_of(instead_of, renamed_at, next_name.as_ref(), entry.recorded_at),
							"a registration was opened with other names than the wrong one had"
						);
						status = was;
					}
					RegisterChange::Moved { from, to, .. } => {
						ensure!(
							filed_for.is_none_or(|uscc| uscc == from),
							"a physical seal moved from where it was not"
						);
						filed_for = Some(to);
					}
					RegisterChange::Filed { uscc, .. } => filed_for = Some(uscc),
					RegisterChange::Restricted => status = EnterpriseStatus::Restricted,
					RegisterChange::RestrictionLifted => status = EnterpriseStatus::Active,
					RegisterChange::Deregistered { was, .. } => {
						ensure!(was == status, "an enterprise was deregistered with another status");
					}
					_ => (),
				}
				end = match entry.change {
					RegisterChange::Reported { .. }
					| RegisterChange::Deregistered { .. }
					| RegisterChange::Voided { .. }
					| RegisterChange::Misfiled { .. } => {
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
				RegisterSubject::PhysicalSeal(code) => {
					ensure!(
						PhysicalSeals::<T>::get(code)
							.is_none_or(|physical| filed_for.is_none_or(|uscc| uscc == physical.uscc)),
						"the records of a physical seal do not lead to the enterprise that it is filed for"
					);
					Self::check_physical_seal(code, end.map(|(_, entry)| entry))?
				}
				RegisterSubject::Enterprise(uscc) => {
					let stands = match end.map(|(_, entry)| entry.change) {
						Some(RegisterChange::Voided { .. }) => EnterpriseStatus::Voided,
						Some(_) => EnterpriseStatus::Deregistered,
						None => status,
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
			ensure!(
				Rectified::<T>::get(subject) == rectified.map(|own| Self::right_by_now(own, subject)),
				"what is right in place of a subject is not what its records say"
			);
			rectifications = rectifications.saturating_add(rectified.is_some().into());
			entries = entries.saturating_add(usize::try_from(head.entries).unwrap_or(usize::MAX));
		}
		ensure!(
			RegisterHistory::<T>::iter_keys().count() == entries,
			"records beyond their head"
		);
		ensure!(
			Rectified::<T>::iter_keys().count() == rectifications,
			"something is right in place of what has no records"
		);
		Self::check_rectified_from()?;
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
