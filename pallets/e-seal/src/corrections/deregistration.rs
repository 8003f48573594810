//! A deregistration that was recorded by mistake: the enterprise is in the register, and its e-seal active, as if it had never been
//! deregistered.

use super::Making;
use crate::{
	Config, Enterprise, EnterpriseStatus, Enterprises, Error, Event, Pallet, PhysicalSeals, RegisterChange,
	RegisterSubject, RevokedWith, SealStatus, Seals,
};
use eseal_primitives::{Moment, Uscc};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_admission::{Admission, Role};
use sp_core::H256;

/// What was deregistered: the enterprise, since when, its status before, and the e-seal that was revoked with it.
type Deregistered<AccountId> = (Enterprise<AccountId>, Moment, EnterpriseStatus, Option<RevokedWith>);

impl<T: Config> Pallet<T> {
	/// The enterprise whose deregistration a record has, if that can be reversed: the digest is the record's, and the enterprise is
	/// deregistered. Its code was registered to it all the time, and none of its applications was approved meanwhile.
	pub(crate) fn find_reversible_deregistration(
		uscc: Uscc,
		entry: u32,
		digest: H256,
	) -> Result<Deregistered<T::AccountId>, Error<T>> {
		let enterprise = Enterprises::<T>::get(uscc).ok_or(Error::<T>::EnterpriseNotFound)?;
		let recorded = Self::find_record(RegisterSubject::Enterprise(uscc), entry, digest)?;
		let RegisterChange::Deregistered { was, revoked } = recorded.change else {
			return Err(Error::<T>::NotCorrectable);
		};
		ensure!(
			enterprise.status == EnterpriseStatus::Deregistered,
			Error::<T>::AlreadyCorrected
		);
		Ok((enterprise, recorded.effective_at, was, revoked))
	}

	/// Reverses a deregistration: the enterprise has the status and the owner that it had, and the e-seal that was revoked with it
	/// is active again, unless its physical seal has moved. The application that was rejected with it stays rejected, a successor that
	/// had not taken over yet stays revoked, and the grants that ended stay ended.
	pub(crate) fn reverse_deregistration(
		making: &Making<T::AccountId>,
		uscc: Uscc,
		entry: u32,
		digest: H256,
	) -> DispatchResult {
		let (mut enterprise, since, was, revoked) = Self::find_reversible_deregistration(uscc, entry, digest)?;
		T::Admission::admit(&enterprise.owner, Role::Owner)?;
		enterprise.status = was;
		Enterprises::<T>::insert(uscc, enterprise);
		let change = RegisterChange::DeregistrationReversed {
			correction: making.id,
			decision: making.decision,
			entry,
		};
		let subject = RegisterSubject::Enterprise(uscc);
		Self::enter_record(subject, change, making.by.clone(), since)?;
		let again = revoked.and_then(|with| {
			let seal = Seals::<T>::get(with.seal)?;
			let physical = PhysicalSeals::<T>::get(seal.code)?;
			let revocation = seal.revoked.filter(|_| seal.status == SealStatus::Revoked)?;
			Self::is_on_file_of(&physical, uscc).then_some((with, seal, revocation))
		});
		Self::deposit_event(Event::DeregistrationReversed {
			uscc,
			correction: making.id,
			seal: again.as_ref().map(|(with, ..)| with.seal),
		});
		match again {
			Some((RevokedWith { seal: id, entry }, seal, revocation)) => {
				Self::reinstate(making, id, seal, revocation, entry)
			}
			None => Ok(()),
		}
	}
}
