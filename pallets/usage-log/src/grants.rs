//! Grants: an owner's permission for an operator to use the e-seal.

use crate::{
	Config, Error, Event, Expiries, Grant, GrantEnd, GrantId, Grants, LentGrants, NextGrantId, OpenGrantCount,
	OpenGrants, Pallet, Purposes,
};
use eseal_crypto::controls;
use eseal_primitives::{Moment, Purpose, SealId, SealKey};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use pallet_admission::{Admission, Role};
use pallet_e_seal::SealFacts;
use sp_runtime::DispatchError;

/// What a grant is to be.
pub(crate) struct Terms<AccountId> {
	pub operator: AccountId,
	/// Who approves each use.
	pub second: Option<AccountId>,
	pub purposes: Purposes,
	pub valid_until: Moment,
	pub quota: u32,
	/// The grant that it is lent from.
	pub lent_from: Option<GrantId>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant(who: T::AccountId, seal: SealId, terms: Terms<T::AccountId>) -> DispatchResult {
		let facts = Self::find_seal(seal)?;
		ensure!(facts.owner == who, Error::<T>::NotOwner);
		Self::ensure_grantable(&facts, &terms)?;
		Self::open_grant(seal, &facts.key, terms).map(|_| ())
	}

	/// Fails unless the e-seal is live and somebody but its owner could use it within these limits.
	pub(crate) fn ensure_grantable(
		facts: &SealFacts<T::AccountId>,
		terms: &Terms<T::AccountId>,
	) -> Result<(), Error<T>> {
		if !facts.live {
			let gravest = facts.obstacles.first().copied();
			return Err(gravest.map_or(Error::<T>::SealNotIssued, Error::from));
		}
		ensure!(terms.operator != facts.owner, Error::<T>::OperatorIsOwner);
		ensure!(
			terms.second.as_ref() != Some(&facts.owner),
			Error::<T>::SecondNotPossible
		);
		ensure!(!terms.purposes.is_empty(), Error::<T>::NoPurpose);
		ensure!(
			!terms.purposes.contains(&Purpose::Liquidation),
			Error::<T>::PurposeOfLiquidator
		);
		ensure!(terms.quota > 0, Error::<T>::NoQuota);
		ensure!(terms.valid_until > Self::now(), Error::<T>::GrantPast);
		Ok(())
	}

	/// Opens a grant, and returns its number.
	pub(crate) fn open_grant(
		seal: SealId,
		key: &SealKey,
		terms: Terms<T::AccountId>,
	) -> Result<GrantId, DispatchError> {
		let Terms {
			operator,
			second,
			purposes,
			valid_until,
			quota,
			lent_from,
		} = terms;
		ensure!(!controls(key, &operator), Error::<T>::OperatorHasSealKey);
		ensure!(
			second
				.as_ref()
				.is_none_or(|second| *second != operator && !controls(key, second)),
			Error::<T>::SecondNotPossible
		);
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
		if let Some(lender) = lent_from {
			LentGrants::<T>::try_append(lender, id).map_err(|()| Error::<T>::TooManyLent)?;
		}
		// Operators lend without end, and nothing is used up by it.
		match lent_from {
			Some(_) => T::Admission::admit_with_nothing(&operator, Role::Operator)?,
			None => T::Admission::admit(&operator, Role::Operator)?,
		}
		if let Some(second) = &second {
			T::Admission::admit(second, Role::Operator)?;
		}
		Grants::<T>::insert(
			id,
			Grant {
				seal,
				operator: operator.clone(),
				second: second.clone(),
				purposes: purposes.clone(),
				valid_until,
				quota,
				used: 0,
				granted_at: Self::now(),
				ended: None,
				lent_from,
				lent: 0,
			},
		);
		Self::deposit_event(Event::GrantIssued {
			grant: id,
			seal,
			operator,
			second,
			purposes,
			valid_until,
			quota,
		});
		Ok(id)
	}

	/// Returns how many grants it ended.
	pub(crate) fn do_revoke_grant(who: T::AccountId, id: GrantId) -> Result<u32, DispatchError> {
		let grant = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
		let may = Self::is_lender(&grant, &who) || Self::find_seal(grant.seal)?.owner == who;
		ensure!(may, Error::<T>::NotOwner);
		ensure!(grant.ended.is_none(), Error::<T>::GrantEnded);
		let ended = Self::revoke_with_lent(id, grant)?;
		Ok(ended.saturating_add(Self::end_heir(id)?))
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

	/// Ends an open grant and withdraws the admission of its operators.
	pub(crate) fn end_grant(id: GrantId, mut grant: Grant<T::AccountId>, reason: GrantEnd) -> DispatchResult {
		let (seal, operator, second) = (grant.seal, grant.operator.clone(), grant.second.clone());
		OpenGrants::<T>::remove(seal, &operator);
		OpenGrantCount::<T>::mutate_exists(seal, |count| {
			*count = count.unwrap_or_default().checked_sub(1).filter(|left| *left > 0);
		});
		Expiries::<T>::remove(grant.valid_until.day(), id);
		if let Some(lender) = grant.lent_from {
			Self::take_back(lender, id);
		}
		grant.ended = Some((Self::now(), reason));
		Grants::<T>::insert(id, grant);
		T::Admission::dismiss(&operator, Role::Operator)?;
		if let Some(second) = second {
			T::Admission::dismiss(&second, Role::Operator)?;
		}
		Self::deposit_event(Event::GrantEnded {
			grant: id,
			seal,
			operator,
			reason,
		});
		Ok(())
	}

	/// How many open grants admit an account, as their operator or as the second one. For checks; reads all open grants.
	#[cfg(any(feature = "try-runtime", feature = "std"))]
	pub fn roles_of(who: &T::AccountId) -> usize {
		OpenGrants::<T>::iter_values()
			.filter_map(Grants::<T>::get)
			.flat_map(|grant| [Some(grant.operator), grant.second])
			.filter(|operator| operator.as_ref() == Some(who))
			.count()
	}
}
