//! The register of enterprises, kept by Market Supervision.

use crate::{
	Actor, Change, Config, Enterprise, EnterpriseStatus, Enterprises, Error, Event, Hold, Pallet, PendingApplication,
	RegisterChange, RejectionReason, RevocationReason, RevokedWith, Seal, WeightInfo,
};
use alloc::vec::Vec;
use eseal_primitives::{RawText, SealId, Uscc, UsccCheck};
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
				renamed_at: None,
				next_name: None,
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
		Self::end_liquidation(uscc, by.clone())?;
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
		let dissolution = Self::end_all_of(
			uscc,
			in_force,
			(
				RevocationReason::EnterpriseDeregistered,
				RejectionReason::EnterpriseDeregistered,
			),
			&by.clone().into(),
			by.clone(),
		)?;
		Self::end_liquidation(uscc, by)?;
		T::Admission::dismiss(&owner, Role::Owner)?;
		Self::end_offer(uscc)?;
		Ok(dissolution)
	}

	/// Revokes the e-seals in force of an enterprise that is no more under its code, and rejects its pending application; `officer` is
	/// the one that the latter's event names. Returns what the end of the grants weighed, and that of a second e-seal.
	pub(crate) fn end_all_of(
		uscc: Uscc,
		in_force: Vec<(SealId, Seal<T::AccountId>)>,
		reasons: (RevocationReason, RejectionReason),
		by: &Actor<T::AccountId>,
		officer: Officer<T::AccountId>,
	) -> Result<Weight, DispatchError> {
		let (revocation, rejection) = reasons;
		let mut dissolution = Weight::zero();
		// The live one before the one that takes over from it, or it would go on.
		for (place, (id, seal)) in in_force.into_iter().enumerate() {
			if place > 0 {
				dissolution = dissolution.saturating_add(T::WeightInfo::revoke());
			}
			let ended = Self::end_seal(id, seal, revocation, by.clone(), Self::now())?;
			dissolution = dissolution.saturating_add(ended);
		}
		if let Some(id) = PendingApplication::<T>::get(uscc) {
			let seal = Self::find_seal(id)?;
			let change = Change::Rejected { reason: rejection };
			let ended = Self::end_application(id, seal, change, by.clone())?;
			dissolution = dissolution.saturating_add(ended);
			Self::deposit_event(Event::Rejected {
				seal: id,
				uscc,
				reason: rejection,
				by: officer,
			});
		}
		Ok(dissolution)
	}

	pub(crate) fn ensure_registered(enterprise: &Enterprise<T::AccountId>) -> Result<(), Error<T>> {
		match enterprise.status {
			EnterpriseStatus::Active | EnterpriseStatus::Restricted => Ok(()),
			EnterpriseStatus::Deregistered => Err(Error::<T>::EnterpriseIsDeregistered),
			EnterpriseStatus::Voided => Err(Error::<T>::RegistrationIsVoid),
		}
	}

	pub(crate) fn ensure_active(enterprise: &Enterprise<T::AccountId>) -> Result<(), Error<T>> {
		Self::ensure_registered(enterprise)?;
		ensure!(
			enterprise.status != EnterpriseStatus::Restricted,
			Error::<T>::EnterpriseIsRestricted
		);
		Ok(())
	}

	/// How many enterprises admit an account as their owner or their liquidator, or are offered to it. For checks; reads the whole
	/// register.
	#[cfg(any(feature = "try-runtime", feature = "std"))]
	pub fn roles_of(who: &T::AccountId) -> usize {
		let owned = Enterprises::<T>::iter_values()
			.filter(|e| e.status.is_registered() && e.owner == *who)
			.count();
		let offered = crate::Offers::<T>::iter_values()
			.filter(|offer| offer.owner == *who)
			.count();
		let liquidators = crate::Liquidators::<T>::iter_values();
		let liquidated = liquidators.filter(|liquidator| liquidator.account == *who).count();
		owned.saturating_add(offered).saturating_add(liquidated)
	}
}
