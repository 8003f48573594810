//! Uses: what the chain records, and what it refuses.

use crate::{
	document_key, BlockUses, Config, DocumentsOf, Error, Event, Grant, GrantId, Grants, Heads, LogHead, Pallet,
	RecordOf, Records, UseRecord, UsesOfDocument, WeightInfo,
};
use eseal_crypto::{advance, batch::batch, verify};
use eseal_primitives::{
	documents::{Listed, MAX_ANCHORED},
	statement::MAX_MANY,
	DocumentDigest, Documents, Moment, SealId, SealSignature, SignedUse, Uscc, UseStatement,
};
use frame_support::{
	dispatch::DispatchResult, ensure, storage::with_storage_layer, traits::Get, weights::Weight, BoundedVec,
};
use pallet_agencies::genesis_hash;
use pallet_e_seal::{Hold, Obstacle};
use sp_core::{ConstU32, H256};

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
			Obstacle::OnHold(Hold::KeyRotationDue) => Self::KeyRotationDue,
			Obstacle::NotYetValid => Self::SealNotYetValid,
			Obstacle::Expired => Self::SealExpired,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// What a record with this signature weighs, with its share of the block's end: an SM2 signature is verified by the
	/// runtime itself.
	pub(crate) fn record_use_weight(signature: &SealSignature) -> Weight {
		let call = if signature.is_sm2() {
			T::WeightInfo::record_use_sm2()
		} else {
			T::WeightInfo::record_use()
		};
		// The first use under a grant that goes on from another reads two more than was measured.
		call.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(Self::commit_use_weight())
	}

	/// What a batch of listed documents weighs.
	pub(crate) fn record_uses_weight(documents: &Listed, signature: &SealSignature) -> Weight {
		let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
		// More than a use, even for one document: the list is written, too.
		let listed = T::WeightInfo::record_uses(count).saturating_sub(T::WeightInfo::record_use());
		Self::record_use_weight(signature).saturating_add(listed)
	}

	/// What uses of many e-seals weigh.
	pub(crate) fn record_for_many_weight(uses: &[SignedUse]) -> Weight {
		uses.iter().fold(Weight::zero(), |sum, one| {
			sum.saturating_add(Self::record_use_weight(&one.signature))
		})
	}

	pub(crate) fn do_record_use(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		signature: SealSignature,
	) -> DispatchResult {
		let document = statement.documents.one().ok_or(Error::<T>::NotOneDocument)?;
		let accepted = Self::accept(who, seal, statement, signature)?;
		let Stored {
			uscc,
			head,
			record,
			alarms,
			..
		} = Self::store(accepted, &[document])?;
		let UseRecord {
			index,
			purpose,
			account,
			grant,
			..
		} = record;
		Self::deposit_event(Event::UseRecorded {
			seal,
			uscc,
			index,
			document,
			purpose,
			account,
			grant,
			head,
		});
		Self::raise(alarms);
		Ok(())
	}

	pub(crate) fn do_record_uses(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		documents: Listed,
		signature: SealSignature,
	) -> DispatchResult {
		ensure!(
			batch(&documents) == Some(statement.documents),
			Error::<T>::DocumentsDiffer
		);
		let accepted = Self::accept(who, seal, statement, signature)?;
		let stored = Self::store(accepted, &documents)?;
		DocumentsOf::<T>::insert(seal, stored.number, documents);
		Self::announce_batch(stored, true);
		Ok(())
	}

	pub(crate) fn do_anchor_batch(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		signature: SealSignature,
	) -> DispatchResult {
		let Documents::Batch { count, .. } = statement.documents else {
			return Err(Error::<T>::NotABatch.into());
		};
		ensure!((1..=MAX_ANCHORED).contains(&count), Error::<T>::BatchSize);
		let accepted = Self::accept(who, seal, statement, signature)?;
		let stored = Self::store(accepted, &[])?;
		Self::announce_batch(stored, false);
		Ok(())
	}

	/// Records each use by itself, and announces and counts each that is refused.
	pub(crate) fn do_record_for_many(who: T::AccountId, uses: BoundedVec<SignedUse, ConstU32<MAX_MANY>>) {
		for (position, SignedUse { statement, signature }) in (0u32..).zip(uses) {
			let seal = statement.seal;
			let recorded = with_storage_layer(|| Self::do_record_use(who.clone(), seal, statement, signature));
			if let Err(error) = recorded {
				Self::note_refused(seal);
				Self::deposit_event(Event::UseRefused { position, seal, error });
			}
		}
	}

	/// The record that a statement makes, if its sender may use the e-seal for it and the seal key signed it.
	fn accept(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		signature: SealSignature,
	) -> Result<Accepted<T>, Error<T>> {
		let facts = Self::find_seal(seal)?;
		ensure!(statement.seal == seal, Error::<T>::StatementForAnotherSeal);
		if let Some(obstacle) = facts.obstacle {
			return Err(obstacle.into());
		}
		let now = Self::now();
		let head = Heads::<T>::get(seal);
		let grant = match statement.grant {
			Some(id) => Some((id, Self::covering_grant(id, &who, &statement, now)?)),
			None => {
				ensure!(facts.owner == who, Error::<T>::NoGrant);
				None
			}
		};
		let nonce = grant.as_ref().map_or(head.by_owner, |(_, grant)| grant.used.into());
		Self::ensure_fresh(statement.signed_at, now)?;
		ensure!(statement.nonce == nonce, Error::<T>::WrongNonce);
		let signed = statement.bytes_to_sign(genesis_hash::<T>(), &who);
		ensure!(verify(&facts.key, &signature, &signed), Error::<T>::SignatureInvalid);

		let record = UseRecord {
			seal,
			index: head.count,
			documents: statement.documents,
			purpose: statement.purpose,
			account: who,
			grant: statement.grant,
			nonce,
			signed_at: statement.signed_at,
			recorded_at: now,
			block: frame_system::Pallet::<T>::block_number(),
			history_len: facts.history_len,
			signature,
		};
		Ok(Accepted {
			uscc: facts.uscc,
			record,
			head,
			grant,
		})
	}

	/// Puts a record in the log, counts its uses, and makes those findable whose documents are known.
	fn store(accepted: Accepted<T>, known: &[DocumentDigest]) -> Result<Stored<T>, Error<T>> {
		let Accepted {
			uscc,
			record,
			head,
			grant,
		} = accepted;
		let (seal, number) = (record.seal, head.records);
		let head = advance(head, &record).ok_or(Error::<T>::Overflow)?;
		let grant = match grant {
			Some((id, mut grant)) => {
				let before = grant.is_nearly_used();
				grant.used = grant.used.checked_add(record.count()).ok_or(Error::<T>::Overflow)?;
				Some((id, grant, before))
			}
			None => None,
		};
		BlockUses::<T>::try_append(record.block, (seal, number)).map_err(|()| Error::<T>::BlockFull)?;
		// Nothing fails from here on.
		let nearly_used = grant.and_then(|(id, grant, before)| {
			Grants::<T>::insert(id, &grant);
			(grant.is_nearly_used() && !before).then_some(Event::QuotaNearlyUsed {
				grant: id,
				seal,
				operator: grant.operator,
				used: grant.used,
				quota: grant.quota,
			})
		});
		let burst = Self::count_uses(seal, record.count());
		for (document, index) in known.iter().zip(record.index..) {
			UsesOfDocument::<T>::insert(document_key(document), (seal, index), number);
		}
		Heads::<T>::insert(seal, head);
		Records::<T>::insert(seal, number, &record);
		Ok(Stored {
			uscc,
			number,
			head: head.digest,
			record,
			alarms: [nearly_used, burst],
		})
	}

	fn raise(alarms: [Option<Event<T>>; 2]) {
		alarms.into_iter().flatten().for_each(Self::deposit_event);
	}

	fn announce_batch(stored: Stored<T>, listed: bool) {
		let Stored {
			uscc,
			head,
			record,
			alarms,
			..
		} = stored;
		let UseRecord {
			seal,
			index,
			documents,
			purpose,
			account,
			grant,
			..
		} = record;
		Self::deposit_event(Event::BatchRecorded {
			seal,
			uscc,
			index,
			documents,
			listed,
			purpose,
			account,
			grant,
			head,
		});
		Self::raise(alarms);
	}

	/// The sender's grant, if it covers the statement.
	fn covering_grant(
		id: GrantId,
		who: &T::AccountId,
		statement: &UseStatement,
		now: Moment,
	) -> Result<Grant<T::AccountId>, Error<T>> {
		let grant = Grants::<T>::get(id).ok_or(Error::<T>::NoGrant)?;
		ensure!(
			grant.seal == statement.seal && grant.operator == *who,
			Error::<T>::NoGrant
		);
		ensure!(now < grant.valid_until, Error::<T>::GrantExpired);
		ensure!(grant.ended.is_none(), Error::<T>::GrantEnded);
		ensure!(
			grant.purposes.contains(&statement.purpose),
			Error::<T>::PurposeNotGranted
		);
		// The e-seal is usable: nobody can use the one before it.
		let grant = Self::resolved(id, grant);
		let left = grant.quota.saturating_sub(grant.used);
		ensure!(statement.documents.count() <= left, Error::<T>::QuotaExhausted);
		Ok(grant)
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

/// A record that may be put in the log, and what it changes.
struct Accepted<T: Config> {
	/// The code of the e-seal's enterprise.
	uscc: Uscc,
	record: RecordOf<T>,
	/// The head of the log before it.
	head: LogHead,
	/// The grant that it is made under, before it.
	grant: Option<(GrantId, Grant<T::AccountId>)>,
}

/// A record that is in the log.
struct Stored<T: Config> {
	/// The code of the e-seal's enterprise.
	uscc: Uscc,
	/// Its number.
	number: u64,
	/// The digest of the log's head, the record included.
	head: H256,
	record: RecordOf<T>,
	/// What it gives alarm of.
	alarms: [Option<Event<T>>; 2],
}
