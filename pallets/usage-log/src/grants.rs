//! Grants: an owner's permission for an operator to use the e-seal.

use crate::{
	Config, Error, Event, Expiries, Grant, GrantEnd, GrantId, Grants, NextGrantId, OpenGrantCount, OpenGrants, Pallet,
	Purposes,
};
use eseal_crypto::controls;
use eseal_primitives::{Moment, SealId, SealKey};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use pallet_admission::{Admission, Role};
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
		ensure!(!purposes.is_empty(), Error::<T>::NoPurpose);
		ensure!(quota > 0, Error::<T>::NoQuota);
		ensure!(valid_until > Self::now(), Error::<T>::GrantPast);
		Self::open_grant(seal, &facts.key, operator, purposes, valid_until, quota).map(|_| ())
	}

	/// Opens a grant, and returns its number.
	pub(crate) fn open_grant(
		seal: SealId,
		key: &SealKey,
		operator: T::AccountId,
		purposes: Purposes,
		valid_until: Moment,
		quota: u32,
	) -> Result<GrantId, DispatchError> {
		ensure!(!controls(key, &operator), Error::<T>::OperatorHasSealKey);
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
		Self::begin_expiry();
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
				granted_at: Self::now(),
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
		Ok(id)
	}

	pub(crate) fn do_revoke_grant(who: T::AccountId, id: GrantId) -> DispatchResult {
		let grant = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
		ensure!(Self::find_seal(grant.seal)?.owner == who, Error::<T>::NotOwner);
		ensure!(grant.ended.is_none(), Error::<T>::GrantEnded);
		Self::end_grant(id, grant, GrantEnd::Revoked)?;
		Self::end_heir(id)
	}

	pub(crate) fn do_raise_quota(who: T::AccountId, id: GrantId, quota: u32) -> DispatchResult {
		let mut grant = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
		ensure!(Self::find_seal(grant.seal)?.owner == who, Error::<T>::NotOwner);
		ensure!(Self::now() < grant.valid_until, Error::<T>::GrantExpired);
		ensure!(grant.ended.is_none(), Error::<T>::GrantEnded);
		ensure!(quota > grant.quota, Error::<T>::QuotaNotRaised);
		let from = core::mem::replace(&mut grant.quota, quota);
		let (seal, operator) = (grant.seal, grant.operator.clone());
		Grants::<T>::insert(id, grant);
		Self::raise_heir(id, quota);
		Self::deposit_event(Event::QuotaRaised {
			grant: id,
			seal,
			operator,
			from,
			to: quota,
		});
		Ok(())
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
