//! E-seals: applied for, suspended and revoked.

use super::{
	arguments::{code_of, raw, uscc_of, CODES, USCCS},
	keys,
	kind::Kind,
	people, Dice, HOUR, KEYS, YEAR,
};
use crate::{
	tests::env::{digest, genesis_hash, pair, SealPair, DAY},
	AccountId, MaxValidity, RuntimeCall,
};
use codec::Encode;
use eseal_primitives::{Moment, PossessionClaim, SealCode, SealId, SealSignature, Uscc, UsccCheck};
use pallet_agencies::Seat;
use pallet_e_seal::{Call as SealCall, EnterpriseStatus, Hold, PhysicalSealStatus, RevocationReason, SealKind};
use rand::Rng;
use sp_core::H256;

pub(super) fn apply(uscc: &str, code: &str, claim: &PossessionClaim, proof: SealSignature) -> RuntimeCall {
	RuntimeCall::ESeal(SealCall::apply {
		uscc: raw(uscc.as_bytes()),
		code: raw(code.as_bytes()),
		key: claim.key.clone(),
		certificate: claim.certificate,
		picture: claim.picture,
		valid_from: claim.valid_from,
		valid_until: claim.valid_until,
		proof,
	})
}

impl Dice<'_> {
	pub(super) fn owner_or_platform(&mut self, kind: Kind) -> (Option<AccountId>, RuntimeCall) {
		let seal = match kind {
			Kind::Resume => self.seal(|model, id| {
				let seal = &model.seals[id];
				seal.has(Hold::OwnerSuspension) || seal.has(Hold::PlatformSuspension)
			}),
			_ => self.active(),
		};
		let held_by_owner = self
			.model
			.find_seal(SealId(seal))
			.is_some_and(|id| self.model.seals[id].has(Hold::OwnerSuspension));
		let by_owner = match kind {
			Kind::Resume if self.percent(80) => held_by_owner,
			_ => self.percent(50),
		};
		let actor = if by_owner {
			self.owner_of_seal(seal)
		} else {
			self.officer(Seat::DataResources)
		};
		let digest = self.decided(seal);
		let call = match kind {
			Kind::Suspend => SealCall::suspend {
				seal: SealId(seal),
				digest,
			},
			Kind::Resume => SealCall::resume {
				seal: SealId(seal),
				digest,
			},
			_ => {
				let activated = self
					.model
					.find_seal(SealId(seal))
					.and_then(|id| self.model.seals[id].activated_at);
				SealCall::revoke {
					seal: SealId(seal),
					digest,
					reason: self.pick(&[
						RevocationReason::Superseded,
						RevocationReason::EnterpriseDeregistered,
						RevocationReason::KeyCompromised,
						RevocationReason::CertificateWithdrawn,
						RevocationReason::CessationOfUse,
						RevocationReason::CourtOrder,
						RevocationReason::IssuedInError,
					]),
					effective_at: if self.percent(if by_owner { 85 } else { 25 }) {
						None
					} else {
						Some(self.effective(activated.unwrap_or_default()))
					},
				}
			}
		};
		(actor, call.into())
	}

	fn validity(&mut self) -> (Moment, Moment) {
		let now = self.model.now;
		let from = now - self.rng.gen_range(0..DAY);
		let longest = MaxValidity::get();
		match self.rng.gen_range(0..100) {
			0..=4 => (now + self.rng.gen_range(HOUR..30 * DAY), now + YEAR),
			5..=11 => (now + self.rng.gen_range(1..2 * DAY), now + YEAR),
			12..=17 => (from, now + self.rng.gen_range(1..2 * DAY)),
			18 => (now + YEAR, now + HOUR),
			19 => (now, now),
			20 => (now - 2 * DAY, now - DAY),
			21 => (now - DAY, now),
			22 => (now, now + 1),
			23..=24 => (from, from + longest + 1),
			25 => (from, from + longest),
			26 => (Moment(0), Moment::MAX),
			_ => (from, from + self.rng.gen_range(YEAR..5 * YEAR)),
		}
	}

	pub(super) fn apply(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let uscc = self.uscc(|model, uscc| {
			let active = |enterprise: &crate::tests::model::Enterprise| enterprise.status == EnterpriseStatus::Active;
			model.enterprises.get(uscc).is_some_and(active)
				&& model.pending(uscc).is_none()
				&& model.awaited(uscc).is_none()
		});
		let code = self.code(|model, code| {
			model.physical.get(code).is_some_and(|physical| {
				physical.uscc == uscc
					&& physical.kind == SealKind::Official
					&& physical.status.0 == PhysicalSealStatus::Filed
			})
		});
		let model = self.model;
		let numbers: Vec<_> = (0..KEYS).collect();
		let fresh_key = |n: &usize| model.key_of(&keys()[*n].key()).is_none();
		let fresh_certificate = |n: &usize| model.certificate_of(digest(*n as u64)).is_none();
		let number = self.prefer(&numbers, fresh_key).expect("there are keys");
		let certificate = self.prefer(&numbers, fresh_certificate).expect("there are numbers") as u64;
		let certificate = if self.percent(2) {
			self.plain(certificate)
		} else {
			digest(certificate)
		};
		let owner = self.owner_of_enterprise(uscc);
		// Sometimes the very key of the owner's account.
		let own = people().iter().position(|who| Some(who) == owner.as_ref());
		let key = match own {
			Some(n) if self.percent(4) => SealPair::Sr25519(pair(&format!("Person{n}"))),
			_ => keys()[number].clone(),
		};
		let (valid_from, valid_until) = self.validity();
		let claim = PossessionClaim {
			// Where the text is no code, the proof is over another: all the worse.
			uscc: Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).unwrap_or_else(|_| uscc_of(USCCS[0])),
			code: SealCode::parse(code.as_bytes()).unwrap_or_else(|| code_of(CODES[0])),
			key: key.key(),
			certificate,
			picture: self.picture(5),
			valid_from,
			valid_until,
		};
		let signer = owner.clone().unwrap_or_else(|| people()[0].clone());
		let right = claim.bytes_to_sign(genesis_hash(), &signer);
		let proof = match self.rng.gen_range(0..100) {
			0 => keys()[(number + 1) % KEYS].sign(&right),
			1 => key.sign(&claim.bytes_to_sign(H256::zero(), &signer)),
			2 => key.sign(&claim.bytes_to_sign(genesis_hash(), &self.anyone())),
			3 => {
				let mut other = claim.clone();
				other.valid_until.0 = other.valid_until.0.wrapping_add(1);
				key.sign(&other.bytes_to_sign(genesis_hash(), &signer))
			}
			4 => {
				// The same bytes in another domain.
				let mut bytes = b"eseal:use:v2".to_vec();
				(genesis_hash(), &signer, &claim).encode_to(&mut bytes);
				key.sign(&bytes)
			}
			_ => key.sign(&right),
		};
		(owner, apply(uscc, code, &claim, proof))
	}
}
