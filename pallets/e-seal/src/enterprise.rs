//! The register of enterprises, kept by Market Supervision.

use crate::{
	Change, Config, Enterprise, EnterpriseStatus, Enterprises, Error, Event, Hold, Pallet, PendingApplication,
	RegisterChange, RegisterSubject, RejectionReason, RevocationReason, RevokedWith, UseRights,
};
use eseal_crypto::controls;
use eseal_primitives::{RawText, UsccCheck};
use frame_support::{dispatch::DispatchResult, ensure, weights::Weight};
use pallet_admission::{Admission, Role};
use pallet_agencies::Officer;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_enterprise(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		name: &RawText,
		owner: T::AccountId,
		check: UsccCheck,
	) -> DispatchResult {
		let uscc = Self::parse_uscc(uscc, check)?;
		let name = Self::parse_text(name)?;
		ensure!(
			!Enterprises::<T>::contains_key(uscc),
			Error::<T>::EnterpriseAlreadyRegistered
		);

		T::Admission::admit(&owner, Role::Owner)?;
		Enterprises::<T>::insert(
			uscc,
			Enterprise {
				name: name.clone(),
				owner: owner.clone(),
				status: EnterpriseStatus::Active,
				check,
				registered_at: Self::now(),
				revision: 0,
			},
		);
		Self::deposit_event(Event::EnterpriseRegistered {
			uscc,
			name,
			owner,
			check,
			deviation: uscc.deviation(),
			by,
		});
		Ok(())
	}

	/// Returns whether it placed a hold.
	pub(crate) fn do_rename_enterprise(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		name: &RawText,
	) -> Result<bool, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		let to = Self::parse_text(name)?;
		ensure!(enterprise.name != to, Error::<T>::NameUnchanged);

		let from = core::mem::replace(&mut enterprise.name, to.clone());
		enterprise.revision = enterprise.revision.checked_add(1).ok_or(Error::<T>::Overflow)?;
		Enterprises::<T>::insert(uscc, enterprise);
		Self::deposit_event(Event::EnterpriseRenamed {
			uscc,
			from,
			to,
			by: by.clone(),
		});
		match Self::live_seal(uscc) {
			// The enterprise was renamed before. This hold is never lifted.
			Some((_, seal)) if seal.holds.contains(&Hold::EnterpriseRenamed) => Ok(false),
			Some((id, seal)) => {
				Self::place_hold(id, seal, Hold::EnterpriseRenamed, None, by.into(), Self::now()).map(|()| true)
			}
			None => Ok(false),
		}
	}

	/// Returns whether it placed a hold.
	pub(crate) fn do_restrict_enterprise(by: Officer<T::AccountId>, uscc: &RawText) -> Result<bool, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_active(&enterprise)?;

		enterprise.status = EnterpriseStatus::Restricted;
		Enterprises::<T>::insert(uscc, enterprise);
		Self::deposit_event(Event::EnterpriseRestricted { uscc, by: by.clone() });
		match Self::live_seal(uscc) {
			Some((id, seal)) => {
				Self::place_hold(id, seal, Hold::EnterpriseRestricted, None, by.into(), Self::now()).map(|()| true)
			}
			None => Ok(false),
		}
	}

	/// Returns whether it lifted a hold.
	pub(crate) fn do_lift_restriction(by: Officer<T::AccountId>, uscc: &RawText) -> Result<bool, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		ensure!(
			enterprise.status == EnterpriseStatus::Restricted,
			Error::<T>::EnterpriseNotRestricted
		);

		enterprise.status = EnterpriseStatus::Active;
		Enterprises::<T>::insert(uscc, enterprise);
		Self::deposit_event(Event::RestrictionLifted { uscc, by: by.clone() });
		match Self::live_seal(uscc) {
			Some((id, seal)) => Self::lift_hold(id, seal, Hold::EnterpriseRestricted, by.into()).map(|()| true),
			None => Ok(false),
		}
	}

	/// Returns what the end of the grants weighed.
	pub(crate) fn do_deregister_enterprise(by: Officer<T::AccountId>, uscc: &RawText) -> Result<Weight, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;

		let owner = enterprise.owner.clone();
		let was = core::mem::replace(&mut enterprise.status, EnterpriseStatus::Deregistered);
		Enterprises::<T>::insert(uscc, enterprise);
		let live = Self::live_seal(uscc);
		let revoked = live.as_ref().map(|(id, seal)| RevokedWith {
			seal: *id,
			entry: seal.history_len,
		});
		Self::enter_record(
			RegisterSubject::Enterprise(uscc),
			RegisterChange::Deregistered { was, revoked },
			by.clone().into(),
			Self::now(),
		)?;
		Self::deposit_event(Event::EnterpriseDeregistered { uscc, by: by.clone() });
		let mut dissolution = Weight::zero();
		if let Some((id, seal)) = live {
			dissolution = Self::end_seal(
				id,
				seal,
				RevocationReason::EnterpriseDeregistered,
				by.clone().into(),
				Self::now(),
			)?;
		}
		if let Some(id) = PendingApplication::<T>::get(uscc) {
			let seal = Self::find_seal(id)?;
			let reason = RejectionReason::EnterpriseDeregistered;
			Self::end_application(id, seal, Change::Rejected { reason }, by.clone().into())?;
			Self::deposit_event(Event::Rejected {
				seal: id,
				uscc,
				reason,
				by,
			});
		}
		T::Admission::dismiss(&owner, Role::Owner)?;
		Ok(dissolution)
	}

	/// Returns what the end of the grants weighed.
	pub(crate) fn do_change_owner(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		to: T::AccountId,
	) -> Result<Weight, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		ensure!(enterprise.owner != to, Error::<T>::OwnerUnchanged);
		let live = Self::live_seal(uscc);
		let pending = PendingApplication::<T>::get(uscc).map(Self::find_seal).transpose()?;
		let keys = live
			.iter()
			.map(|(_, seal)| &seal.key)
			.chain(pending.iter().map(|seal| &seal.key));
		for key in keys {
			ensure!(!controls(key, &to), Error::<T>::OwnerHasSealKey);
		}

		let from = core::mem::replace(&mut enterprise.owner, to.clone());
		enterprise.revision = enterprise.revision.checked_add(1).ok_or(Error::<T>::Overflow)?;
		Enterprises::<T>::insert(uscc, enterprise);
		T::Admission::admit(&to, Role::Owner)?;
		T::Admission::dismiss(&from, Role::Owner)?;
		Self::deposit_event(Event::OwnerChanged { uscc, from, to, by });
		match live {
			Some((id, _)) => T::UseRights::dissolve(id),
			None => Ok(Weight::zero()),
		}
	}

	pub(crate) fn ensure_registered(enterprise: &Enterprise<T::AccountId>) -> Result<(), Error<T>> {
		ensure!(
			enterprise.status != EnterpriseStatus::Deregistered,
			Error::<T>::EnterpriseIsDeregistered
		);
		Ok(())
	}

	pub(crate) fn ensure_active(enterprise: &Enterprise<T::AccountId>) -> Result<(), Error<T>> {
		Self::ensure_registered(enterprise)?;
		ensure!(
			enterprise.status != EnterpriseStatus::Restricted,
			Error::<T>::EnterpriseIsRestricted
		);
		Ok(())
	}

	/// How many enterprises admit an account as their owner. For checks; reads the whole register.
	#[cfg(any(feature = "try-runtime", feature = "std"))]
	pub fn roles_of(who: &T::AccountId) -> usize {
		Enterprises::<T>::iter_values()
			.filter(|e| e.status != EnterpriseStatus::Deregistered && e.owner == *who)
			.count()
	}
}
