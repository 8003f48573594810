//! Uses: what the chain records, and what it refuses.

use crate::{
	BlockUses, Config, Error, Event, Grant, GrantId, Grants, Heads, Nonces, OpenGrants, Pallet, UseRecord, Uses,
	UsesOfDocument, WeightInfo,
};
use eseal_crypto::{advance, verify};
use eseal_primitives::{Moment, SealId, SealSignature, UseStatement};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, weights::Weight};
use pallet_agencies::genesis_hash;
use pallet_e_seal::{Hold, Obstacle};

impl<T: Config> From<Obstacle> for Error<T> {
	fn from(obstacle: Obstacle) -> Self {
		match obstacle {
			Obstacle::NotIssued => Self::SealNotIssued,
			Obstacle::Revoked => Self::SealRevoked,
			Obstacle::OnHold(Hold::OwnerSuspension) => Self::SuspendedByOwner,
			Obstacle::OnHold(Hold::PlatformSuspension) => Self::SuspendedByPlatform,
			Obstacle::OnHold(Hold::Freeze) => Self::SealFrozen,
			Obstacle::OnHold(Hold::PhysicalSealLost) => Self::PhysicalSealLost,
			Obstacle::OnHold(Hold::EnterpriseRestricted) => Self::EnterpriseRestricted,
			Obstacle::OnHold(Hold::EnterpriseRenamed) => Self::EnterpriseRenamed,
			Obstacle::NotYetValid => Self::SealNotYetValid,
			Obstacle::Expired => Self::SealExpired,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// What a use with this signature weighs, with its share of the block's end: an SM2 signature is verified by the runtime
	/// itself.
	pub(crate) fn record_use_weight(signature: &SealSignature) -> Weight {
		let call = if signature.is_sm2() {
			T::WeightInfo::record_use_sm2()
		} else {
			T::WeightInfo::record_use()
		};
		call.saturating_add(Self::commit_use_weight())
	}

	pub(crate) fn do_record_use(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		signature: SealSignature,
	) -> DispatchResult {
		let facts = Self::find_seal(seal)?;
		ensure!(statement.seal == seal, Error::<T>::StatementForAnotherSeal);
		if let Some(obstacle) = facts.obstacle {
			return Err(Error::<T>::from(obstacle).into());
		}
		let now = Self::now();
		let grant = if facts.owner == who {
			None
		} else {
			Some(Self::covering_grant(&who, &statement, now)?)
		};

		Self::ensure_fresh(statement.signed_at, now)?;
		let nonce = Nonces::<T>::get(seal, &who);
		ensure!(statement.nonce == nonce, Error::<T>::WrongNonce);
		let signed = statement.bytes_to_sign(genesis_hash::<T>(), &who);
		ensure!(verify(&facts.key, &signature, &signed), Error::<T>::SignatureInvalid);

		let UseStatement {
			document,
			purpose,
			signed_at,
			..
		} = statement;
		let head = Heads::<T>::get(seal);
		let (index, grant_id) = (head.count, grant.as_ref().map(|(id, _)| *id));
		BlockUses::<T>::try_append((seal, index)).map_err(|()| Error::<T>::BlockFull)?;
		let record = UseRecord {
			seal,
			index,
			document,
			purpose,
			account: who.clone(),
			grant: grant_id,
			nonce,
			signed_at,
			recorded_at: now,
			block: frame_system::Pallet::<T>::block_number(),
			history_len: facts.history_len,
			signature,
		};
		let head = advance(head, &record).ok_or(Error::<T>::Overflow)?;
		Nonces::<T>::insert(seal, &who, nonce.checked_add(1).ok_or(Error::<T>::Overflow)?);
		if let Some((id, mut grant)) = grant {
			grant.used = grant.used.checked_add(1).ok_or(Error::<T>::Overflow)?;
			Grants::<T>::insert(id, grant);
		}
		Heads::<T>::insert(seal, head);
		Uses::<T>::insert(seal, index, record);
		UsesOfDocument::<T>::insert((document, seal, index), ());
		Self::deposit_event(Event::UseRecorded {
			seal,
			index,
			document,
			purpose,
			account: who,
			grant: grant_id,
			head: head.digest,
		});
		Ok(())
	}

	/// The caller's grant, if it covers the statement.
	fn covering_grant(
		who: &T::AccountId,
		statement: &UseStatement,
		now: Moment,
	) -> Result<(GrantId, Grant<T::AccountId>), Error<T>> {
		let id = OpenGrants::<T>::get(statement.seal, who).ok_or(Error::<T>::NoGrant)?;
		let grant = Grants::<T>::get(id).ok_or(Error::<T>::NoGrant)?;
		ensure!(now < grant.valid_until, Error::<T>::GrantExpired);
		ensure!(
			grant.purposes.contains(&statement.purpose),
			Error::<T>::PurposeNotGranted
		);
		ensure!(grant.used < grant.quota, Error::<T>::QuotaExhausted);
		Ok((id, grant))
	}

	fn ensure_fresh(signed_at: Moment, now: Moment) -> Result<(), Error<T>> {
		ensure!(
			signed_at >= now.saturating_sub(T::StatementLifetime::get()),
			Error::<T>::StatementTooOld
		);
		ensure!(
			signed_at <= now.saturating_add(T::MaxClockAhead::get()),
			Error::<T>::StatementFromFuture
		);
		Ok(())
	}
}
