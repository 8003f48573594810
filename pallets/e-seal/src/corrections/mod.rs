//! Corrections: what an agency put on record by mistake, it corrects together with another one.
//!
//! One mechanism for all of them. An agency proposes a correction of its own record; it waits with its digest and an end, for
//! everyone to read; another agency agrees to it, and so makes it. What must hold is checked when it is proposed, and again when it is
//! made. Which records can be corrected, and how, is in one file for each subject.

mod deregistration;
mod physical_seal;
mod registration;
mod report;
mod revocation;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;

use crate::{
	Actor, Config, Corrected, Correction, CorrectionOf, Corrections, Error, Event, NextCorrectionId, OpenCorrections,
	Pallet, Rectified, RectifiedFrom, RegisterSubject, Right, UseRights, WeightInfo,
};
use eseal_crypto::decision::correction_digest;
use eseal_primitives::{
	correction::{Agreement, Mistake, ProposedCorrection},
	CorrectionId, DocumentDigest, Moment, Officer, SealId, Seat,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, weights::Weight};
use physical_seal::Move;
use registration::Voiding;
use sp_core::H256;
use sp_runtime::DispatchError;

/// How many corrections of a seat that have ended are cleared at most when another one is proposed. More than one, so that they
/// become fewer.
pub const MOST_CLEARED: usize = 4;

/// A correction that is being made.
pub(crate) struct Making<AccountId> {
	/// Its number.
	id: CorrectionId,
	/// The digest of the decision behind it.
	decision: DocumentDigest,
	/// The two agencies.
	by: Actor<AccountId>,
	/// The officer of the one that agrees.
	agreed: Officer<AccountId>,
	/// The present time.
	now: Moment,
}

impl<T: Config> Pallet<T> {
	/// What it weighs at most to void a registration: a second e-seal in force is revoked, too.
	fn voiding_weight() -> Weight {
		T::WeightInfo::agree_to_voided_registration()
			.saturating_add(T::WeightInfo::revoke())
			.saturating_add(T::WeightInfo::suspend())
			.saturating_add(T::UseRights::dissolve_weight())
	}

	/// What it weighs to agree to a correction, whichever it is.
	pub(crate) fn agree_weight() -> Weight {
		T::WeightInfo::agree_to_reversed_revocation()
			.max(Self::with_holds_weight(T::WeightInfo::agree_to_reversed_report()))
			.max(T::WeightInfo::agree_to_reversed_deregistration())
			.max(T::WeightInfo::agree_to_moved_physical_seal())
			.max(Self::voiding_weight())
	}

	pub(crate) fn do_propose_correction(
		by: Officer<T::AccountId>,
		correction: Correction,
		decision: DocumentDigest,
	) -> DispatchResult {
		let seat = by.seat;
		ensure!(seat == correction.seat(), Error::<T>::MistakeOfAnotherAgency);
		Self::ensure_correctable(&correction)?;

		let id = NextCorrectionId::<T>::get();
		NextCorrectionId::<T>::put(id.next().ok_or(Error::<T>::Overflow)?);
		Self::take_place(seat, id)?;
		let now = Self::now();
		let until = now.saturating_add(T::CorrectionLifetime::get());
		let proposed = ProposedCorrection {
			correction,
			decision,
			proposed_by: by.clone(),
			proposed_at: now,
			until,
			made: None,
		};
		let digest = correction_digest(&proposed);
		Corrections::<T>::insert(id, proposed);
		Self::deposit_event(Event::CorrectionProposed {
			id,
			correction,
			decision,
			digest,
			by,
			until,
		});
		Ok(())
	}

	/// Returns what the correction weighed.
	pub(crate) fn do_agree_correction(
		by: Officer<T::AccountId>,
		id: CorrectionId,
		digest: H256,
	) -> Result<Weight, DispatchError> {
		let mut proposed = Self::find_open(id, digest)?;
		let now = Self::now();
		ensure!(now < proposed.until, Error::<T>::CorrectionEnded);
		ensure!(by.seat != proposed.proposed_by.seat, Error::<T>::OwnCorrection);

		let correction = proposed.correction;
		let seat = proposed.proposed_by.seat;
		let making = Making {
			id,
			decision: proposed.decision,
			by: Actor::Agencies {
				proposed: proposed.proposed_by.clone(),
				agreed: by.clone(),
			},
			agreed: by.clone(),
			now,
		};
		proposed.made = Some(Agreement {
			by: by.clone(),
			at: now,
		});
		let proposed_by = proposed.proposed_by.clone();
		Corrections::<T>::insert(id, proposed);
		Self::leave_place(seat, id);
		let weight = Self::make_correction(&correction, &making)?;
		CorrectionOf::<T>::insert(correction.corrects(), id);
		Self::deposit_event(Event::CorrectionMade {
			id,
			correction,
			decision: making.decision,
			proposed_by,
			by,
		});
		Ok(weight)
	}

	/// Also withdraws what has ended, so that it takes no room.
	pub(crate) fn do_withdraw_correction(by: Officer<T::AccountId>, id: CorrectionId, digest: H256) -> DispatchResult {
		let proposed = Self::find_open(id, digest)?;
		let seat = proposed.proposed_by.seat;
		ensure!(by.seat == seat, Error::<T>::CorrectionOfAnotherAgency);
		Corrections::<T>::remove(id);
		Self::leave_place(seat, id);
		Self::deposit_event(Event::CorrectionWithdrawn { id, by });
		Ok(())
	}

	/// A correction can be made as things stand now.
	fn ensure_correctable(correction: &Correction) -> DispatchResult {
		Self::ensure_not_corrected(correction)?;
		match *correction {
			Correction::ReverseRevocation { seal, entry, digest } => {
				Self::find_reversible_revocation(seal, entry, digest)?;
			}
			Correction::ReverseReport { code, entry, digest } => {
				Self::find_reversible_report(code, entry, digest)?;
			}
			Correction::ReverseDeregistration { uscc, entry, digest } => {
				Self::find_reversible_deregistration(uscc, entry, digest)?;
			}
			Correction::VoidRegistration {
				uscc,
				instead,
				check,
				digest,
			} => {
				Self::find_voidable(&Voiding {
					uscc,
					instead,
					check,
					digest,
				})?;
			}
			Correction::MovePhysicalSeal {
				code,
				instead,
				uscc,
				digest,
			} => {
				Self::find_movable(&Move {
					code,
					instead,
					uscc,
					digest,
				})?;
			}
		}
		Ok(())
	}

	fn ensure_not_corrected(correction: &Correction) -> Result<(), Error<T>> {
		ensure!(
			!CorrectionOf::<T>::contains_key(correction.corrects()),
			Error::<T>::AlreadyCorrected
		);
		Ok(())
	}

	/// Makes a correction, if it can be made as things stand now. Returns what that weighed.
	fn make_correction(correction: &Correction, making: &Making<T::AccountId>) -> Result<Weight, DispatchError> {
		Self::ensure_not_corrected(correction)?;
		match *correction {
			Correction::ReverseRevocation { seal, entry, digest } => {
				Self::reverse_revocation(making, seal, entry, digest)?;
				Ok(T::WeightInfo::agree_to_reversed_revocation())
			}
			Correction::ReverseReport { code, entry, digest } => {
				let with_one = T::WeightInfo::agree_to_reversed_report();
				Ok(match Self::reverse_report(making, code, entry, digest)? {
					0 | 1 => with_one,
					_ => Self::with_holds_weight(with_one),
				})
			}
			Correction::ReverseDeregistration { uscc, entry, digest } => {
				Self::reverse_deregistration(making, uscc, entry, digest)?;
				Ok(T::WeightInfo::agree_to_reversed_deregistration())
			}
			Correction::VoidRegistration {
				uscc,
				instead,
				check,
				digest,
			} => {
				let voiding = Voiding {
					uscc,
					instead,
					check,
					digest,
				};
				let dissolution = Self::void_registration(making, &voiding)?;
				Ok(T::WeightInfo::agree_to_voided_registration().saturating_add(dissolution))
			}
			Correction::MovePhysicalSeal {
				code,
				instead,
				uscc,
				digest,
			} => {
				let to = Move {
					code,
					instead,
					uscc,
					digest,
				};
				Self::move_physical_seal(making, &to)?;
				Ok(T::WeightInfo::agree_to_moved_physical_seal())
			}
		}
	}

	/// Keeps what was on an e-seal's record by mistake where a proof finds it.
	fn remember_mistake(id: SealId, mistake: Mistake, making: &Making<T::AccountId>) {
		let corrected = eseal_primitives::correction::Corrected {
			mistake,
			decision: making.decision,
			at: making.now,
		};
		Corrected::<T>::insert(id, corrected);
	}

	/// What is on record under a code may be found to have another one: not too many led to it already.
	fn ensure_rectifiable(subject: RegisterSubject) -> Result<(), Error<T>> {
		ensure!(
			!RectifiedFrom::<T>::get(subject).is_full(),
			Error::<T>::CorrectedTooOften
		);
		Ok(())
	}

	/// Keeps what is right where look-ups and proofs find it: under what was recorded wrongly, and under whatever led there, so that
	/// one step always leads to what is right by now.
	fn rectify(subject: RegisterSubject, right: Right, making: &Making<T::AccountId>) -> Result<(), Error<T>> {
		let rectified = eseal_primitives::correction::Rectified {
			right,
			decision: making.decision,
			at: making.now,
		};
		let mut from = RectifiedFrom::<T>::get(subject);
		for wrong in from.iter().chain([&subject]) {
			Rectified::<T>::insert(wrong, rectified);
		}
		if right.subject() != subject {
			from.try_push(subject).map_err(|_| Error::<T>::CorrectedTooOften)?;
			RectifiedFrom::<T>::remove(subject);
			RectifiedFrom::<T>::insert(right.subject(), from);
		}
		Ok(())
	}

	/// A correction that was proposed and is not made, if it is the one that was decided on.
	fn find_open(id: CorrectionId, digest: H256) -> Result<ProposedCorrection<T::AccountId>, Error<T>> {
		let proposed = Corrections::<T>::get(id).ok_or(Error::<T>::CorrectionNotFound)?;
		ensure!(correction_digest(&proposed) == digest, Error::<T>::CorrectionDiffers);
		ensure!(proposed.made.is_none(), Error::<T>::CorrectionMade);
		Ok(proposed)
	}

	/// Finds room for a correction, clearing a few that have ended. All wait equally long, so those that were proposed first end first.
	fn take_place(seat: Seat, id: CorrectionId) -> DispatchResult {
		let now = Self::now();
		OpenCorrections::<T>::try_mutate(seat, |open| {
			let ended = open
				.iter()
				.take(MOST_CLEARED)
				.take_while(|id| Corrections::<T>::get(id).is_none_or(|proposed| proposed.until <= now))
				.count();
			for id in open.drain(..ended) {
				Corrections::<T>::remove(id);
				Self::deposit_event(Event::CorrectionCleared { id });
			}
			open.try_push(id).map_err(|_| Error::<T>::TooManyCorrections.into())
		})
	}

	/// A correction is no longer open.
	fn leave_place(seat: Seat, id: CorrectionId) {
		OpenCorrections::<T>::mutate(seat, |open| open.retain(|other| *other != id));
	}
}
