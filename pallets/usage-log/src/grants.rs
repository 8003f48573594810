//! Grants: an owner's leave for an operator to use the e-seal.

use crate::{
	Config, Error, Event, Expiries, Grant, GrantEnd, GrantId, Grants, NextExpiryDay, NextGrantId, OpenGrantCount,
	OpenGrants, Pallet, Purposes, WeightInfo,
};
use alloc::vec::Vec;
use eseal_primitives::{Moment, SealId};
use frame_support::{
	defensive,
	dispatch::DispatchResult,
	ensure,
	storage::with_storage_layer,
	traits::{Get, Time},
	weights::{Weight, WeightMeter},
};
use pallet_agencies::Admission;
use pallet_e_seal::{SealFacts, SealRegistry, UseRights};

/// A day in milliseconds. Expired grants are ended by whole days, UTC.
pub const DAY: Moment = 24 * 60 * 60 * 1_000;

/// The most steps of the clean-up in one block, however much room there is.
const MAX_STEPS: u32 = 64;

fn day_of(moment: Moment) -> u64 {
	moment.checked_div(DAY).unwrap_or_default()
}

impl<T: Config> Pallet<T> {
	/// The block's time.
	pub(crate) fn now() -> Moment {
		T::Time::now()
	}

	pub(crate) fn find_seal(seal: SealId) -> Result<SealFacts<T::AccountId>, Error<T>> {
		T::Seals::facts(seal, Self::now()).ok_or(Error::<T>::SealNotFound)
	}

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
		let now = Self::now();
		ensure!(valid_until > now, Error::<T>::GrantPast);
		ensure!(
			!OpenGrants::<T>::contains_key(seal, &operator),
			Error::<T>::OperatorHasGrant
		);
		let open = OpenGrantCount::<T>::get(seal).saturating_add(1);
		ensure!(open <= T::MaxGrants::get(), Error::<T>::TooManyGrants);

		let id = NextGrantId::<T>::get();
		NextGrantId::<T>::put(id.checked_add(1).ok_or(Error::<T>::Overflow)?);
		OpenGrantCount::<T>::insert(seal, open);
		OpenGrants::<T>::insert(seal, &operator, id);
		Expiries::<T>::insert(day_of(valid_until), id, ());
		if !NextExpiryDay::<T>::exists() {
			NextExpiryDay::<T>::put(day_of(now));
		}
		T::Admission::admit(&operator);
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

	/// Ends an open grant and takes back the operator's admission.
	fn end_grant(id: GrantId, mut grant: Grant<T::AccountId>, reason: GrantEnd) -> DispatchResult {
		let (seal, operator) = (grant.seal, grant.operator.clone());
		OpenGrants::<T>::remove(seal, &operator);
		OpenGrantCount::<T>::mutate_exists(seal, |count| {
			*count = count.unwrap_or_default().checked_sub(1).filter(|left| *left > 0);
		});
		Expiries::<T>::remove(day_of(grant.valid_until), id);
		grant.ended = Some((Self::now(), reason));
		Grants::<T>::insert(id, grant);
		T::Admission::dismiss(&operator)?;
		Self::deposit_event(Event::GrantEnded {
			grant: id,
			seal,
			operator,
			reason,
		});
		Ok(())
	}

	/// Ends grants whose day is over, as far as `remaining` weight and [`MAX_STEPS`] allow, and returns what it took.
	pub(crate) fn end_expired_grants(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining);
		if meter.try_consume(T::WeightInfo::expiry_base()).is_err() {
			return meter.consumed();
		}
		let Some(first) = NextExpiryDay::<T>::get() else {
			return meter.consumed();
		};
		let today = day_of(Self::now());
		let mut day = first;
		for _ in 0..MAX_STEPS {
			if day >= today || meter.try_consume(T::WeightInfo::expiry_step()).is_err() {
				break;
			}
			if !Self::expire_first(day) {
				day = day.saturating_add(1);
			}
		}
		if day != first {
			NextExpiryDay::<T>::put(day);
		}
		meter.consumed()
	}

	/// Ends the first grant whose time is over on `day`; `false` if there is none.
	pub(crate) fn expire_first(day: u64) -> bool {
		let Some(id) = Expiries::<T>::iter_key_prefix(day).next() else {
			return false;
		};
		let ended = with_storage_layer(|| match Grants::<T>::get(id) {
			Some(grant) => Self::end_grant(id, grant, GrantEnd::Expired),
			None => Err(Error::<T>::GrantNotFound.into()),
		});
		if ended.is_err() {
			// The grant is over in any case: it can no longer be used. Do not stand in the way of the next.
			defensive!("an expired grant could not be ended");
			Expiries::<T>::remove(day, id);
		}
		true
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
	fn dissolve(seal: SealId) -> DispatchResult {
		// At most `MaxGrants`.
		let open: Vec<GrantId> = OpenGrants::<T>::iter_prefix_values(seal).collect();
		for id in open {
			let grant = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
			Self::end_grant(id, grant, GrantEnd::Dissolved)?;
		}
		Ok(())
	}

	fn dissolve_weight() -> Weight {
		T::WeightInfo::dissolve(T::MaxGrants::get())
	}
}
