//! Applications: from the owner's proof of possession to the decision of Data Resources.

use crate::{
	Actor, Certificates, Change, Config, Enterprises, Error, Event, Holds, Keys, LatestSeal, NextSealId, Pallet,
	PendingApplication, PhysicalSeal, PhysicalSealStatus, PhysicalSeals, RejectionReason, RevocationReason, Seal,
	SealKind, SealStatus, Seals, Terms, UseRights, WeightInfo,
};
use eseal_crypto::{controls, verify};
use eseal_primitives::{
	DocumentDigest, Moment, PossessionClaim, RawText, SealCode, SealId, SealKey, SealSignature, Uscc,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, weights::Weight};
use pallet_agencies::{genesis_hash, Officer};
use sp_core::H256;
use sp_runtime::DispatchError;

/// What an application says about the e-seal itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationForm {
	/// A public key that never belonged to an e-seal, and is not that of the owner's account.
	pub key: SealKey,
	/// The SHA-256 digest of its certificate.
	pub certificate: DocumentDigest,
	/// The SHA-256 digest of its picture.
	pub picture: DocumentDigest,
	/// The first moment of validity.
	pub valid_from: Moment,
	/// The moment at which validity ends; not itself valid.
	pub valid_until: Moment,
}

impl ApplicationForm {
	/// What the seal key signs.
	pub fn claim(&self, uscc: Uscc, code: SealCode) -> PossessionClaim {
		let Self {
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
		} = self.clone();
		PossessionClaim {
			uscc,
			code,
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The weight of an application with this proof: the runtime itself verifies an SM2 signature.
	pub(crate) fn apply_weight(proof: &SealSignature) -> Weight {
		if proof.is_sm2() {
			T::WeightInfo::apply_sm2()
		} else {
			T::WeightInfo::apply()
		}
	}

	pub(crate) fn do_apply(
		who: T::AccountId,
		uscc: &RawText,
		code: &RawText,
		form: ApplicationForm,
		proof: &SealSignature,
	) -> DispatchResult {
		let (uscc, enterprise) = Self::find_enterprise(uscc)?;
		ensure!(enterprise.owner == who, Error::<T>::NotOwner);
		Self::ensure_active(&enterprise)?;
		Self::ensure_not_frozen(uscc)?;
		ensure!(
			!PendingApplication::<T>::contains_key(uscc),
			Error::<T>::ApplicationPending
		);
		Self::ensure_none_awaited(uscc)?;

		let (code, physical) = Self::find_physical_seal(code)?;
		ensure!(physical.uscc == uscc, Error::<T>::PhysicalSealOfAnotherEnterprise);
		ensure!(physical.kind == SealKind::Official, Error::<T>::PhysicalSealNotOfficial);
		let supersedes = LatestSeal::<T>::get(uscc);
		Self::ensure_free_to_pair(&physical, supersedes)?;

		let claim = form.claim(uscc, code);
		let ApplicationForm {
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
		} = form;
		ensure!(valid_from < valid_until, Error::<T>::ValidityInverted);
		ensure!(valid_until > Self::now(), Error::<T>::ValidityPast);
		ensure!(
			valid_until.since(valid_from) <= T::MaxValidity::get(),
			Error::<T>::ValidityTooLong
		);
		let begins = valid_from.max(Self::now());
		Self::ensure_imprint_has_name(&enterprise, &physical, begins)?;
		Self::ensure_sha256(&certificate)?;
		Self::ensure_sha256(&picture)?;
		if let Some(identity) = key.identity() {
			identity.check().map_err(Error::<T>::from)?;
		}
		ensure!(!controls(&key, &who), Error::<T>::KeyOfOwner);
		Self::ensure_unused(&key, &certificate)?;
		let claimed = claim.bytes_to_sign(genesis_hash::<T>(), &who);
		ensure!(verify(&key, proof, &claimed), Error::<T>::ProofInvalid);

		let id = NextSealId::<T>::get();
		NextSealId::<T>::put(id.next().ok_or(Error::<T>::Overflow)?);
		PendingApplication::<T>::insert(uscc, id);
		let seal = Seal {
			uscc,
			code,
			name: enterprise.name_at(begins).0.clone(),
			applicant: who.clone(),
			key,
			certificate,
			picture,
			valid_from,
			valid_until,
			status: SealStatus::Applied,
			holds: Holds::new(),
			terms: Terms::new(),
			supersedes,
			enterprise_revision: enterprise.revision,
			applied_at: Self::now(),
			activated_at: None,
			loss: None,
			revoked: None,
			history_len: 0,
			history_digest: Default::default(),
		};
		Self::make_change(id, seal, Change::Applied, Actor::Owner { account: who }, Self::now())?;
		Self::deposit_event(Event::Applied {
			seal: id,
			uscc,
			code,
			supersedes,
		});
		Ok(())
	}

	/// Returns what the end of the grants weighed that were to carry over.
	pub(crate) fn do_withdraw(who: T::AccountId, id: SealId) -> Result<Weight, DispatchError> {
		let seal = Self::find_seal(id)?;
		let uscc = seal.uscc;
		let enterprise = Enterprises::<T>::get(uscc).ok_or(Error::<T>::EnterpriseNotFound)?;
		ensure!(enterprise.owner == who, Error::<T>::NotOwner);
		let dissolution = Self::end_application(id, seal, Change::Withdrawn, Actor::Owner { account: who })?;
		Self::deposit_event(Event::Withdrawn { seal: id, uscc });
		Ok(dissolution)
	}

	/// Returns what the end of the grants weighed that were to carry over.
	pub(crate) fn do_reject(
		by: Officer<T::AccountId>,
		id: SealId,
		digest: H256,
		reason: RejectionReason,
	) -> Result<Weight, DispatchError> {
		let seal = Self::find_decided(id, digest)?;
		let uscc = seal.uscc;
		ensure!(!reason.is_reserved(), Error::<T>::ReasonReserved);
		let dissolution = Self::end_application(id, seal, Change::Rejected { reason }, by.clone().into())?;
		Self::deposit_event(Event::Rejected {
			seal: id,
			uscc,
			reason,
			by,
		});
		Ok(dissolution)
	}

	/// Approves an application: checks again every fact that it rests on, activates the e-seal, to which the key and the certificate
	/// belong from now on, for ever, and revokes the predecessor. If that is live, both happen when the e-seal's validity begins. If
	/// the enterprise has another name later, the e-seal is known to be on hold from then on.
	/// Returns what the end of the predecessor's grants weighed, and that hold.
	pub(crate) fn do_approve(by: Officer<T::AccountId>, id: SealId, digest: H256) -> Result<Weight, DispatchError> {
		let mut seal = Self::find_decided(id, digest)?;
		ensure!(seal.status == SealStatus::Applied, Error::<T>::ApplicationNotPending);
		let (uscc, code, supersedes) = (seal.uscc, seal.code, seal.supersedes);
		let enterprise = Enterprises::<T>::get(uscc).ok_or(Error::<T>::EnterpriseNotFound)?;
		Self::ensure_active(&enterprise)?;
		Self::ensure_not_frozen(uscc)?;
		ensure!(
			enterprise.revision == seal.enterprise_revision && Self::carries_name(&enterprise, &seal),
			Error::<T>::EnterpriseChanged
		);
		let physical = PhysicalSeals::<T>::get(code).ok_or(Error::<T>::PhysicalSealNotFound)?;
		Self::ensure_free_to_pair(&physical, supersedes)?;
		let now = Self::now();
		ensure!(seal.valid_until > now, Error::<T>::ValidityPast);
		Self::ensure_unused(&seal.key, &seal.certificate)?;

		let mut dissolution = Weight::zero();
		let mut activated_at = now;
		if let Some(predecessor_id) = LatestSeal::<T>::get(uscc) {
			let predecessor = Self::find_seal(predecessor_id)?;
			if predecessor.status == SealStatus::Active {
				activated_at = seal.valid_from.max(now);
				let by = by.clone().into();
				dissolution = if activated_at > now {
					Self::supersede_ahead(predecessor_id, predecessor, id, by, activated_at)?
				} else {
					Self::end_seal(predecessor_id, predecessor, RevocationReason::Superseded, by, now)?
				};
			}
		}

		PendingApplication::<T>::remove(uscc);
		Keys::<T>::insert(seal.key.without_identity(), id);
		Certificates::<T>::insert(seal.certificate, id);
		LatestSeal::<T>::insert(uscc, id);
		Self::pair(code, id);
		seal.activated_at = Some(activated_at);
		Self::make_change(id, seal, Change::Activated, by.clone().into(), activated_at)?;
		Self::deposit_event(Event::Activated {
			seal: id,
			uscc,
			code,
			supersedes,
			effective_at: activated_at,
			by: by.clone(),
		});
		if Self::settle_name(id, Self::find_seal(id)?, &enterprise, &by.into())? {
			dissolution = dissolution.saturating_add(T::WeightInfo::suspend());
		}
		Ok(dissolution)
	}

	/// Ends a pending application without an e-seal, and with it the grants that were to carry over. Returns what that weighed.
	pub(crate) fn end_application(
		id: SealId,
		seal: Seal<T::AccountId>,
		change: Change,
		by: Actor<T::AccountId>,
	) -> Result<Weight, DispatchError> {
		ensure!(seal.status == SealStatus::Applied, Error::<T>::ApplicationNotPending);
		PendingApplication::<T>::remove(seal.uscc);
		// Only a successor can have any.
		let has_grants = seal.supersedes.is_some();
		Self::make_change(id, seal, change, by, Self::now())?;
		match has_grants {
			true => T::UseRights::dissolve(id),
			false => Ok(Weight::zero()),
		}
	}

	/// Neither the key nor the certificate ever belonged to an e-seal. An application binds nobody: others may name the same in
	/// theirs, and whose is approved first has it.
	fn ensure_unused(key: &SealKey, certificate: &DocumentDigest) -> Result<(), Error<T>> {
		ensure!(
			!Keys::<T>::contains_key(key.without_identity()),
			Error::<T>::KeyAlreadyUsed
		);
		ensure!(
			!Certificates::<T>::contains_key(certificate),
			Error::<T>::CertificateAlreadyUsed
		);
		Ok(())
	}

	/// A physical seal can be paired if it was not reported lost or destroyed and no e-seal in force but the predecessor has it.
	fn ensure_free_to_pair(physical: &PhysicalSeal, predecessor: Option<SealId>) -> Result<(), Error<T>> {
		ensure!(
			physical.status == PhysicalSealStatus::Filed,
			Error::<T>::PhysicalSealGone
		);
		let paired = physical.paired.filter(|id| Some(*id) != predecessor);
		ensure!(
			!paired
				.and_then(Seals::<T>::get)
				.is_some_and(|seal| Self::is_in_force(&seal)),
			Error::<T>::PhysicalSealPaired
		);
		Ok(())
	}
}
