//! The register of enterprises, kept by Market Supervision.

use crate::{
	Change, Config, Enterprise, EnterpriseStatus, Enterprises, Error, Event, Hold, Offers, Pallet, PendingApplication,
	RegisterChange, RejectionReason, RevocationReason, RevokedWith, WeightInfo,
};
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

	/// Returns on how many e-seals it placed a hold.
	pub(crate) fn do_rename_enterprise(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		name: &RawText,
	) -> Result<usize, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		let to = Self::parse_text(name)?;
		ensure!(enterprise.name != to, Error::<T>::NameUnchanged);

		let from = core::mem::replace(&mut enterprise.name, to.clone());
		enterprise.revision = enterprise.revision.checked_add(1).ok_or(Error::<T>::Overflow)?;
		Enterprises::<T>::insert(uscc, enterprise);
		let change = RegisterChange::Renamed {
			from: from.clone(),
			to: to.clone(),
		};
		Self::enter(uscc, change, by.clone().into())?;
		Self::deposit_event(Event::EnterpriseRenamed {
			uscc,
			from,
			to,
			by: by.clone(),
		});
		// One that has the hold was renamed before. This hold is never lifted.
		Self::place_on_each(Self::in_force(uscc), Hold::EnterpriseRenamed, &by.into(), Self::now())
	}

	/// Returns on how many e-seals it placed a hold.
	pub(crate) fn do_restrict_enterprise(by: Officer<T::AccountId>, uscc: &RawText) -> Result<usize, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_active(&enterprise)?;

		enterprise.status = EnterpriseStatus::Restricted;
		Enterprises::<T>::insert(uscc, enterprise);
		Self::enter(uscc, RegisterChange::Restricted, by.clone().into())?;
		Self::deposit_event(Event::EnterpriseRestricted { uscc, by: by.clone() });
		Self::place_on_each(
			Self::in_force(uscc),
			Hold::EnterpriseRestricted,
			&by.into(),
			Self::now(),
		)
	}

	/// Returns from how many e-seals it lifted a hold.
	pub(crate) fn do_lift_restriction(by: Officer<T::AccountId>, uscc: &RawText) -> Result<usize, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		ensure!(
			enterprise.status == EnterpriseStatus::Restricted,
			Error::<T>::EnterpriseNotRestricted
		);

		enterprise.status = EnterpriseStatus::Active;
		Enterprises::<T>::insert(uscc, enterprise);
		Self::enter(uscc, RegisterChange::RestrictionLifted, by.clone().into())?;
		Self::deposit_event(Event::RestrictionLifted { uscc, by: by.clone() });
		Self::lift_from_each(Self::in_force(uscc), Hold::EnterpriseRestricted, &by.into())
	}

	/// Returns what the end of the grants weighed, and that of a second e-seal.
	pub(crate) fn do_deregister_enterprise(by: Officer<T::AccountId>, uscc: &RawText) -> Result<Weight, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;

		let owner = enterprise.owner.clone();
		let was = core::mem::replace(&mut enterprise.status, EnterpriseStatus::Deregistered);
		Enterprises::<T>::insert(uscc, enterprise);
		let in_force = Self::in_force(uscc);
		// One that was to take over later is not the enterprise's e-seal yet.
		let live = in_force.iter().find(|(_, seal)| seal.is_live_at(Self::now()));
		let revoked = live.map(|(id, seal)| RevokedWith {
			seal: *id,
			entry: seal.history_len,
		});
		Self::enter(uscc, RegisterChange::Deregistered { was, revoked }, by.clone().into())?;
		Self::deposit_event(Event::EnterpriseDeregistered { uscc, by: by.clone() });
		let mut dissolution = Weight::zero();
		// The live one before the one that takes over from it, or it would go on.
		for (place, (id, seal)) in in_force.into_iter().enumerate() {
			if place > 0 {
				dissolution = dissolution.saturating_add(T::WeightInfo::revoke());
			}
			let ended = Self::end_seal(
				id,
				seal,
				RevocationReason::EnterpriseDeregistered,
				by.clone().into(),
				Self::now(),
			)?;
			dissolution = dissolution.saturating_add(ended);
		}
		if let Some(id) = PendingApplication::<T>::get(uscc) {
			let seal = Self::find_seal(id)?;
			let reason = RejectionReason::EnterpriseDeregistered;
			let ended = Self::end_application(id, seal, Change::Rejected { reason }, by.clone().into())?;
			dissolution = dissolution.saturating_add(ended);
			Self::deposit_event(Event::Rejected {
				seal: id,
				uscc,
				reason,
				by,
			});
		}
		T::Admission::dismiss(&owner, Role::Owner)?;
		Self::end_offer(uscc)?;
		Ok(dissolution)
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

	/// How many enterprises admit an account as their owner, or are offered to it. For checks; reads the whole register.
	#[cfg(any(feature = "try-runtime", feature = "std"))]
	pub fn roles_of(who: &T::AccountId) -> usize {
		let owned = Enterprises::<T>::iter_values()
			.filter(|e| e.status != EnterpriseStatus::Deregistered && e.owner == *who)
			.count();
		let offered = Offers::<T>::iter_values().filter(|offer| offer.owner == *who).count();
		owned.saturating_add(offered)
	}
}
