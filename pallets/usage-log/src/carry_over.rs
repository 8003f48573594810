//! Grants that carry over to the successor of their e-seal, by the owner's word. None does by itself.
//!
//! The owner's word makes a grant for the successor that goes on from the one for the predecessor: with the same limits, and with the
//! uses under that one, which count, and are the nonce. Until the takeover those can become more, while nobody can use the successor;
//! from then on nobody can use the predecessor. So the new grant takes them over with its first use, and no use counts twice, and
//! none nowhere.

use crate::{grants::Terms, CarriedFrom, CarriedTo, Config, Error, Event, Grant, GrantId, Grants, Pallet, WeightInfo};
use eseal_primitives::{SealId, SealKey};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, weights::Weight};
use pallet_e_seal::{SealRegistry, SealStatus};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// What it weighs to let so many grants carry over, each of which is one more that is lent, and to end so many that were left behind.
	pub(crate) fn carry_over_weight(grants: usize, ended: u32) -> Weight {
		let grants = u64::try_from(grants).unwrap_or(u64::MAX);
		T::WeightInfo::lend()
			.saturating_mul(grants.saturating_add(1))
			// What goes on from which is read and noted.
			.saturating_add(T::DbWeight::get().reads_writes(3, 2).saturating_mul(grants))
			.saturating_add(T::WeightInfo::dissolve(ended))
	}

	/// Returns how many grants it ended that the predecessor's own predecessor had left behind.
	pub(crate) fn do_carry_over(
		who: T::AccountId,
		successor: SealId,
		grants: &[GrantId],
	) -> Result<u32, DispatchError> {
		let facts = Self::find_seal(successor)?;
		ensure!(facts.owner == who, Error::<T>::NotOwner);
		let stored = T::Seals::stored(successor).ok_or(Error::<T>::SealNotFound)?;
		match stored.status_at(Self::now()) {
			SealStatus::Applied | SealStatus::Approved | SealStatus::Active => (),
			SealStatus::Revoked | SealStatus::Superseded => return Err(Error::<T>::SealRevoked.into()),
			SealStatus::Rejected | SealStatus::Withdrawn => return Err(Error::<T>::SealNotIssued.into()),
		}
		let predecessor = stored.supersedes.ok_or(Error::<T>::NoPredecessor)?;
		// So that open grants are those of two e-seals at most, whatever ends them.
		let ended = Self::dissolve_left_behind(predecessor)?;
		for id in grants {
			let grant = Grants::<T>::get(id).ok_or(Error::<T>::GrantNotFound)?;
			ensure!(grant.seal == predecessor, Error::<T>::GrantOfAnotherSeal);
			let carried_to = Self::open_heir(*id).filter(|(_, heir)| heir.seal == successor);
			if carried_to.is_some() {
				continue;
			}
			ensure!(Self::now() < grant.valid_until, Error::<T>::GrantExpired);
			ensure!(grant.ended.is_none(), Error::<T>::GrantEnded);
			let grant = Self::resolved(*id, grant);
			Self::carry_one(successor, &facts.key, *id, grant)?;
		}
		Ok(ended)
	}

	fn carry_one(successor: SealId, key: &SealKey, from: GrantId, grant: Grant<T::AccountId>) -> DispatchResult {
		// Its own count is no longer that of another, which may leave the one before it behind.
		if CarriedFrom::<T>::contains_key(from) {
			match grant.spent() {
				0 => CarriedFrom::<T>::remove(from),
				_ => Grants::<T>::insert(from, &grant),
			}
		}
		let Grant {
			operator,
			second,
			purposes,
			valid_until,
			quota,
			lent_from,
			..
		} = grant;
		// What was lent goes on as lent, from the grant that goes on from the lender's.
		let lent_from = match lent_from.map(Self::open_heir) {
			Some(Some((lender, heir))) if heir.seal == successor => Some(lender),
			Some(_) => return Err(Error::<T>::LenderNotCarried.into()),
			None => None,
		};
		let terms = Terms {
			operator: operator.clone(),
			second,
			purposes,
			valid_until,
			quota,
			lent_from,
		};
		let to = Self::open_grant(successor, key, terms)?;
		CarriedFrom::<T>::insert(to, from);
		CarriedTo::<T>::insert(from, to);
		Self::deposit_event(Event::GrantCarriedOver {
			from,
			to,
			seal: successor,
			operator,
		});
		Ok(())
	}

	/// A grant with the uses that count under it: before its first use, those of the one that it goes on from.
	pub(crate) fn resolved(id: GrantId, mut grant: Grant<T::AccountId>) -> Grant<T::AccountId> {
		if grant.spent() == 0 {
			if let Some(from) = CarriedFrom::<T>::get(id).and_then(Grants::<T>::get) {
				(grant.used, grant.lent) = (from.used, from.lent);
			}
		}
		grant
	}

	/// How many uses a grant began with.
	#[cfg(any(feature = "try-runtime", test))]
	pub(crate) fn uses_carried(id: GrantId) -> u32 {
		let from = CarriedFrom::<T>::get(id).and_then(Grants::<T>::get);
		from.map(|grant| grant.used).unwrap_or_default()
	}

	/// The open grant that goes on from this one.
	fn open_heir(id: GrantId) -> Option<(GrantId, Grant<T::AccountId>)> {
		let heir = CarriedTo::<T>::get(id)?;
		let grant = Grants::<T>::get(heir)?;
		grant.ended.is_none().then_some((heir, grant))
	}

	/// A grant was revoked: the one that goes on from it has no reason to. Returns how many grants it ended.
	pub(crate) fn end_heir(id: GrantId) -> Result<u32, DispatchError> {
		match Self::open_heir(id) {
			Some((heir, grant)) => Self::revoke_with_lent(heir, grant),
			None => Ok(0),
		}
	}

	/// The owner raised the quota of a grant: the one that goes on from it has it, too.
	pub(crate) fn raise_heir(id: GrantId, quota: u32) {
		if let Some((heir, mut grant)) = Self::open_heir(id) {
			grant.quota = grant.quota.max(quota);
			Grants::<T>::insert(heir, grant);
		}
	}
}
