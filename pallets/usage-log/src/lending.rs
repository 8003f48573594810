//! Grants that an operator lends on, one step: to a branch, say. The owner need not agree, because nothing grows by it.
//!
//! A lent grant is narrower than the one that it was lent from, and a use of it counts under both: so the quota that the owner gave
//! bounds them all, however much of it is lent. What is counted under the lender is no nonce of the lender's. A lent grant ends with
//! that one, in the same call, so there are few of each. No use reads whether the lender's has ended, and neither need whoever has a
//! proof of one.

use crate::{
	grants::Terms, Config, Error, Event, Grant, GrantEnd, GrantId, Grants, LentGrants, Pallet, Purposes, WeightInfo,
};
use eseal_primitives::Moment;
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, weights::Weight};
use sp_runtime::DispatchError;

/// A grant, with its number.
pub(crate) type Numbered<T> = (GrantId, Grant<<T as frame_system::Config>::AccountId>);

impl<T: Config> Pallet<T> {
	/// What it weighs to lend, also where the lender's grant goes on from another, which was not measured.
	pub(crate) fn lend_weight() -> Weight {
		T::WeightInfo::lend().saturating_add(T::DbWeight::get().reads(2))
	}

	/// What it weighs to revoke grants, so many with those that end along with them: each as if it came alone.
	pub(crate) fn revoke_weight(ended: u32) -> Weight {
		T::WeightInfo::revoke_grant().saturating_mul(ended.max(1).into())
	}

	/// The most grants that end when one is revoked: it and one that goes on from it, each with what was lent from it.
	pub(crate) fn most_revoked() -> u32 {
		T::MaxLent::get().saturating_add(1).saturating_mul(2)
	}

	/// What a use weighs more under a lent grant: the lender's is read, with the one that it goes on from, and counts it.
	pub(crate) fn lent_use_weight() -> Weight {
		T::DbWeight::get().reads_writes(3, 1)
	}

	pub(crate) fn do_lend(
		who: T::AccountId,
		id: GrantId,
		operator: T::AccountId,
		purposes: Purposes,
		valid_until: Moment,
		quota: u32,
	) -> DispatchResult {
		let lender = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
		ensure!(lender.operator == who, Error::<T>::NotOperator);
		ensure!(Self::now() < lender.valid_until, Error::<T>::GrantExpired);
		ensure!(lender.ended.is_none(), Error::<T>::GrantEnded);
		ensure!(lender.lent_from.is_none(), Error::<T>::GrantIsLent);
		let facts = Self::find_seal(lender.seal)?;
		let terms = Terms {
			operator: operator.clone(),
			// What takes two operators takes two when it is lent.
			second: lender.second.clone(),
			purposes,
			valid_until,
			quota,
			lent_from: Some(id),
		};
		Self::ensure_grantable(&facts, &terms)?;
		ensure!(
			terms.purposes.is_subset(&lender.purposes),
			Error::<T>::PurposeNotGranted
		);
		ensure!(valid_until <= lender.valid_until, Error::<T>::OutlivesGrant);
		let lender = Self::resolved(id, lender);
		ensure!(quota <= lender.left(), Error::<T>::QuotaExhausted);

		let seal = lender.seal;
		let lent = Self::open_grant(seal, &facts.key, terms)?;
		Self::deposit_event(Event::GrantLent {
			grant: lent,
			from: id,
			seal,
			operator,
		});
		Ok(())
	}

	/// Whether an account lent this grant.
	pub(crate) fn is_lender(grant: &Grant<T::AccountId>, who: &T::AccountId) -> bool {
		let lender = grant.lent_from.and_then(Grants::<T>::get);
		lender.is_some_and(|lender| lender.operator == *who)
	}

	/// The lender's grant of a lent one, with the uses that count under it.
	pub(crate) fn lender_of(grant: &Grant<T::AccountId>) -> Result<Option<Numbered<T>>, Error<T>> {
		let Some(id) = grant.lent_from else {
			return Ok(None);
		};
		let lender = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
		Ok(Some((id, Self::resolved(id, lender))))
	}

	/// Revokes an open grant, and ends those that were lent from it. Returns how many it ended.
	pub(crate) fn revoke_with_lent(id: GrantId, grant: Grant<T::AccountId>) -> Result<u32, DispatchError> {
		let lent = LentGrants::<T>::get(id);
		for one in &lent {
			let grant = Grants::<T>::get(one).ok_or(Error::<T>::GrantNotFound)?;
			Self::end_grant(*one, grant, GrantEnd::WithLender)?;
		}
		Self::end_grant(id, grant, GrantEnd::Revoked)?;
		Ok(u32::try_from(lent.len()).unwrap_or(u32::MAX).saturating_add(1))
	}

	/// A lent grant ends: the lender may lend another.
	pub(crate) fn take_back(lender: GrantId, id: GrantId) {
		LentGrants::<T>::mutate_exists(lender, |lent| {
			*lent = lent.take().and_then(|mut lent| {
				lent.retain(|one| *one != id);
				(!lent.is_empty()).then_some(lent)
			});
		});
	}
}
