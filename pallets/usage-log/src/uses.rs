//! Uses: what the chain records, and what it refuses.

use crate::{
	document_key, lending::Numbered, BlockUses, Config, DocumentsOf, Error, Event, Grant, GrantId, Grants, Heads,
	LogHead, Pallet, RecordOf, Records, UseRecord, UsesOfDocument, WeightInfo,
};
use eseal_crypto::{advance, approves, batch::batch, verify};
use eseal_primitives::{
	documents::{Listed, MAX_ANCHORED},
	statement::{Approval, MAX_MANY},
	DocumentDigest, Documents, Moment, Purpose, SealId, SealSignature, SignedUse, Uscc, UseStatement,
};
use frame_support::{
	dispatch::PostDispatchInfo, ensure, storage::with_storage_layer, traits::Get, weights::Weight, BoundedVec,
};
use pallet_agencies::genesis_hash;
use pallet_e_seal::{Hold, Obstacle};
use sp_core::{ConstU32, H256};
use sp_runtime::DispatchError;

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
		// The first use under a grant that goes on from another reads two more than was measured; one that was lent, more.
		call.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(Self::lent_use_weight())
			.saturating_add(Self::commit_use_weight())
	}

	/// What a record weighed of what its call declared: without what one under a lent grant takes, if it was none.
	pub(crate) fn weighed(declared: Weight, was_lent: bool) -> PostDispatchInfo {
		let not_needed = match was_lent {
			true => Weight::zero(),
			false => Self::lent_use_weight(),
		};
		Some(declared.saturating_sub(not_needed)).into()
	}

	/// What a batch of listed documents weighs.
	pub(crate) fn record_uses_weight(documents: &Listed, signature: &SealSignature) -> Weight {
		let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
		// More than a use, even for one document: the list is written, too.
		let listed = T::WeightInfo::record_uses(count).saturating_sub(T::WeightInfo::record_use());
		Self::record_use_weight(signature).saturating_add(listed)
	}

	/// What a record weighs that a second operator approved: as one without, and, for the other signature, as one more.
	pub(crate) fn record_with_second_weight(documents: &Option<Listed>, signature: &SealSignature) -> Weight {
		let record = match documents {
			Some(documents) => Self::record_uses_weight(documents, signature),
			None => Self::record_use_weight(signature),
		};
		record.saturating_add(T::WeightInfo::record_use())
	}

	/// What uses of many e-seals weigh.
	pub(crate) fn record_for_many_weight(uses: &[SignedUse]) -> Weight {
		uses.iter().fold(Weight::zero(), |sum, one| {
			sum.saturating_add(Self::record_use_weight(&one.signature))
		})
	}

	/// Returns whether it was under a lent grant, as those that follow.
	pub(crate) fn do_record_use(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		signature: SealSignature,
		approval: Option<Approval>,
	) -> Result<bool, DispatchError> {
		let document = statement.documents.one().ok_or(Error::<T>::NotOneDocument)?;
		let accepted = Self::accept(who, seal, statement, signature, approval)?;
		let Stored {
			uscc,
			head,
			record,
			was_lent,
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
		Ok(was_lent)
	}

	pub(crate) fn do_record_uses(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		documents: Listed,
		signature: SealSignature,
		approval: Option<Approval>,
	) -> Result<bool, DispatchError> {
		ensure!(
			batch(&documents) == Some(statement.documents),
			Error::<T>::DocumentsDiffer
		);
		let accepted = Self::accept(who, seal, statement, signature, approval)?;
		let stored = Self::store(accepted, &documents)?;
		DocumentsOf::<T>::insert(seal, stored.number, documents);
		Ok(Self::announce_batch(stored, true))
	}

	pub(crate) fn do_anchor_batch(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		signature: SealSignature,
		approval: Option<Approval>,
	) -> Result<bool, DispatchError> {
		let Documents::Batch { count, .. } = statement.documents else {
			return Err(Error::<T>::NotABatch.into());
		};
		ensure!((1..=MAX_ANCHORED).contains(&count), Error::<T>::BatchSize);
		let accepted = Self::accept(who, seal, statement, signature, approval)?;
		let stored = Self::store(accepted, &[])?;
		Ok(Self::announce_batch(stored, false))
	}

	/// Records what a second operator approved: a use, a batch whose documents are listed, or one of which there is the root.
	pub(crate) fn do_record_with_second(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		documents: Option<Listed>,
		signature: SealSignature,
		approval: Approval,
	) -> Result<bool, DispatchError> {
		let approval = Some(approval);
		match (documents, statement.documents) {
			(Some(documents), _) => Self::do_record_uses(who, seal, statement, documents, signature, approval),
			(None, Documents::One(_)) => Self::do_record_use(who, seal, statement, signature, approval),
			(None, Documents::Batch { .. }) => Self::do_anchor_batch(who, seal, statement, signature, approval),
		}
	}

	/// Records each use by itself, and announces and counts each that is refused. Returns what the uses did not need.
	pub(crate) fn do_record_for_many(who: T::AccountId, uses: BoundedVec<SignedUse, ConstU32<MAX_MANY>>) -> Weight {
		let mut not_needed = Weight::zero();
		for (position, SignedUse { statement, signature }) in (0u32..).zip(uses) {
			let seal = statement.seal;
			let recorded = with_storage_layer(|| Self::do_record_use(who.clone(), seal, statement, signature, None));
			match recorded {
				Ok(true) => (),
				Ok(false) => not_needed = not_needed.saturating_add(Self::lent_use_weight()),
				Err(error) => {
					Self::note_refused(seal);
					Self::deposit_event(Event::UseRefused { position, seal, error });
				}
			}
		}
		not_needed
	}

	/// The record that a statement makes, if its sender may use the e-seal for it and the seal key signed it.
	fn accept(
		who: T::AccountId,
		seal: SealId,
		statement: UseStatement,
		signature: SealSignature,
		approval: Option<Approval>,
	) -> Result<Accepted<T>, Error<T>> {
		let facts = Self::find_seal(seal)?;
		ensure!(statement.seal == seal, Error::<T>::StatementForAnotherSeal);
		let purpose = statement.purpose;
		if let Some(obstacle) = facts.obstacles.iter().find(|obstacle| obstacle.stops(purpose)) {
			return Err((*obstacle).into());
		}
		let now = Self::now();
		let head = Heads::<T>::get(seal);
		let grant = match statement.grant {
			Some(id) => Some(Self::covering_grant(id, &who, &statement, now)?),
			None if purpose == Purpose::Liquidation => {
				ensure!(facts.liquidator.as_ref() == Some(&who), Error::<T>::NotLiquidator);
				None
			}
			None => {
				ensure!(facts.owner == who, Error::<T>::NoGrant);
				None
			}
		};
		let nonce = grant
			.as_ref()
			.map_or(head.by_owner, |covering| covering.grant.used.into());
		Self::ensure_fresh(statement.signed_at, now)?;
		ensure!(statement.nonce == nonce, Error::<T>::WrongNonce);
		let signed = statement.bytes_to_sign(genesis_hash::<T>(), &who);
		ensure!(verify(&facts.key, &signature, &signed), Error::<T>::SignatureInvalid);
		let second = grant.as_ref().and_then(|covering| covering.grant.second.as_ref());
		match (second, &approval) {
			(None, None) => (),
			(Some(second), Some(approval)) => {
				let approved = statement.bytes_to_approve(genesis_hash::<T>(), &who);
				ensure!(approves(second, &who, approval, &approved), Error::<T>::ApprovalInvalid);
			}
			(Some(_), None) => return Err(Error::<T>::SecondOperatorNeeded),
			(None, Some(_)) => return Err(Error::<T>::NoSecondOperator),
		}

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
			approval,
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
		let was_lent = grant.as_ref().is_some_and(|covering| covering.lender.is_some());
		let counted = match grant {
			Some(covering) => covering.count(record.count())?,
			None => [None, None],
		};
		BlockUses::<T>::try_append(record.block, (seal, number)).map_err(|()| Error::<T>::BlockFull)?;
		// Nothing fails from here on.
		let [nearly_used, lender_nearly_used] = counted.map(|counted| {
			let (id, grant, before) = counted?;
			Grants::<T>::insert(id, &grant);
			(grant.is_nearly_used() && !before).then_some(Event::QuotaNearlyUsed {
				grant: id,
				seal,
				used: grant.spent(),
				operator: grant.operator,
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
			was_lent,
			alarms: [nearly_used, lender_nearly_used, burst],
		})
	}

	fn raise(alarms: [Option<Event<T>>; 3]) {
		alarms.into_iter().flatten().for_each(Self::deposit_event);
	}

	/// Returns whether it was under a lent grant.
	fn announce_batch(stored: Stored<T>, listed: bool) -> bool {
		let Stored {
			uscc,
			head,
			record,
			was_lent,
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
		was_lent
	}

	/// The sender's grant, if it covers the statement.
	fn covering_grant(
		id: GrantId,
		who: &T::AccountId,
		statement: &UseStatement,
		now: Moment,
	) -> Result<Covering<T>, Error<T>> {
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
		let lender = Self::lender_of(&grant)?;
		let lenders = lender.as_ref().map_or(u32::MAX, |(_, lender)| lender.left());
		let left = grant.left().min(lenders);
		ensure!(statement.documents.count() <= left, Error::<T>::QuotaExhausted);
		Ok(Covering { id, grant, lender })
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
	grant: Option<Covering<T>>,
}

/// A grant that covers a statement.
struct Covering<T: Config> {
	id: GrantId,
	grant: Grant<T::AccountId>,
	/// The one that it was lent from.
	lender: Option<Numbered<T>>,
}

/// A grant that counts a record, and whether its quota was nearly used before.
type Counted<T> = Option<(GrantId, Grant<<T as frame_system::Config>::AccountId>, bool)>;

impl<T: Config> Covering<T> {
	/// Counts so many uses under the grant, and under the one that it was lent from.
	fn count(self, count: u32) -> Result<[Counted<T>; 2], Error<T>> {
		let Self { id, mut grant, lender } = self;
		let before = grant.is_nearly_used();
		grant.used = grant.used.checked_add(count).ok_or(Error::<T>::Overflow)?;
		let lender = match lender {
			Some((id, mut lender)) => {
				let before = lender.is_nearly_used();
				lender.lent = lender.lent.checked_add(count).ok_or(Error::<T>::Overflow)?;
				Some((id, lender, before))
			}
			None => None,
		};
		Ok([Some((id, grant, before)), lender])
	}
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
	/// Whether it was made under a lent grant.
	was_lent: bool,
	/// What it gives alarm of.
	alarms: [Option<Event<T>>; 3],
}
