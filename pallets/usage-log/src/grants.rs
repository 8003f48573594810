//! Grants: an owner's permission for an operator to use the e-seal.

use crate::{
	Config, Error, Event, Expiries, Grant, GrantEnd, GrantId, Grants, NextExpiryDay, NextGrantId, OpenGrantCount,
	OpenGrants, Pallet, Purposes, WeightInfo,
};
use alloc::vec::Vec;
use eseal_crypto::controls;
use eseal_primitives::{Moment, SealId};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, weights::Weight};
use pallet_admission::{Admission, Role};
use pallet_e_seal::UseRights;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant(
		who: T::AccountId,
		seal: SealId,
		operator: T::AccountId,
		purposes: Purposes,
		valid_until: Moment,
		quota: u32,
	) -> DispatchResult {
		let facts = Self::find_seal(seal)?;
		ensure!(facts.owner == who, Error::<T>::NotOwner);
		if !facts.live {
			return Err(facts.obstacle.map_or(Error::<T>::SealNotIssued, Error::from).into());
		}
		ensure!(operator != who, Error::<T>::OperatorIsOwner);
		ensure!(!controls(&facts.key, &operator), Error::<T>::OperatorHasSealKey);
		ensure!(!purposes.is_empty(), Error::<T>::NoPurpose);
		ensure!(quota > 0, Error::<T>::NoQuota);
		let now = Self::now();
		ensure!(valid_until > now, Error::<T>::GrantPast);
		ensure!(
			!OpenGrants::<T>::contains_key(seal, &operator),
			Error::<T>::OperatorHasGrant
		);
		let open = OpenGrantCount::<T>::get(seal).saturating_add(1);
		ensure!(open <= T::MaxGrants::get(), Error::<T>::TooManyGrants);

		let id = NextGrantId::<T>::get();
		NextGrantId::<T>::put(id.next().ok_or(Error::<T>::Overflow)?);
		OpenGrantCount::<T>::insert(seal, open);
		OpenGrants::<T>::insert(seal, &operator, id);
		Expiries::<T>::insert(valid_until.day(), id, ());
		if !NextExpiryDay::<T>::exists() {
			NextExpiryDay::<T>::put(now.day());
		}
		T::Admission::admit(&operator, Role::Operator)?;
		Grants::<T>::insert(
			id,
			Grant {
				seal,
				operator: operator.clone(),
				purposes: purposes.clone(),
				valid_until,
				quota,
				used: 0,
				granted_at: now,
				ended: None,
			},
		);
		Self::deposit_event(Event::GrantIssued {
			grant: id,
			seal,
			operator,
			purposes,
			valid_until,
			quota,
		});
		Ok(())
	}

	pub(crate) fn do_revoke_grant(who: T::AccountId, id: GrantId) -> DispatchResult {
		let grant = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
		ensure!(Self::find_seal(grant.seal)?.owner == who, Error::<T>::NotOwner);
		ensure!(grant.ended.is_none(), Error::<T>::GrantEnded);
		Self::end_grant(id, grant, GrantEnd::Revoked)
	}

	/// Ends an open grant and withdraws the operator's admission.
	pub(crate) fn end_grant(id: GrantId, mut grant: Grant<T::AccountId>, reason: GrantEnd) -> DispatchResult {
		let (seal, operator) = (grant.seal, grant.operator.clone());
		OpenGrants::<T>::remove(seal, &operator);
		OpenGrantCount::<T>::mutate_exists(seal, |count| {
			*count = count.unwrap_or_default().checked_sub(1).filter(|left| *left > 0);
		});
		Expiries::<T>::remove(grant.valid_until.day(), id);
		grant.ended = Some((Self::now(), reason));
		Grants::<T>::insert(id, grant);
		T::Admission::dismiss(&operator, Role::Operator)?;
		Self::deposit_event(Event::GrantEnded {
			grant: id,
			seal,
			operator,
			reason,
		});
		Ok(())
	}

	/// How many open grants admit an account as their operator. For checks; reads all open grants.
	#[cfg(any(feature = "try-runtime", feature = "std"))]
	pub fn roles_of(who: &T::AccountId) -> usize {
		OpenGrants::<T>::iter_keys()
			.filter(|(_, operator)| operator == who)
			.count()
	}
}

impl<T: Config> UseRights for Pallet<T> {
	fn dissolve(seal: SealId) -> Result<Weight, DispatchError> {
		// At most `MaxGrants`.
		let open: Vec<GrantId> = OpenGrants::<T>::iter_prefix_values(seal).collect();
		let ended = u32::try_from(open.len()).unwrap_or(u32::MAX);
		for id in open {
			let grant = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
			Self::end_grant(id, grant, GrantEnd::Dissolved)?;
		}
		Ok(T::WeightInfo::dissolve(ended))
	}

	fn dissolve_weight() -> Weight {
		T::WeightInfo::dissolve(T::MaxGrants::get())
	}
}
