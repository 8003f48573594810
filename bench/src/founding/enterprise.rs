//! One enterprise: its codes, its owner, and what is sent for it.

use crate::{
	error::{BenchError, Result},
	keys::{Account, Algorithm, SealPair},
};
use eseal_client::{
	calls::{self, Call},
	AccountId,
};
use eseal_primitives::{
	grant::Purposes, moment::DAY, physical_seal::SealKind, DocumentDigest, Moment, PossessionClaim, Purpose, SealCode,
	SealId, Uscc, UsccCheck,
};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::collections::BTreeSet;

/// How long e-seals and grants are valid.
pub const MONTH_MS: u64 = 30 * DAY;

/// How many uses a grant allows: more than any sitting makes.
const QUOTA: u32 = u32::MAX;

const NAME: &str = "杭州某某科技有限公司";
const MAKER: &str = "杭州市某某印章刻制有限公司";

/// One enterprise.
pub struct Enterprise {
	/// Its code.
	pub uscc: Uscc,
	/// The code of its physical seal.
	pub code: SealCode,
	/// Its owner.
	pub owner: Account,
	/// The algorithm of its seal key.
	pub algorithm: Algorithm,
	/// Its seal key.
	pub pair: SealPair,
}

impl Enterprise {
	/// The enterprise with this number, below a million.
	///
	/// # Errors
	///
	/// The number is too high.
	pub fn new(number: usize, algorithm: Algorithm) -> Result<Self> {
		let name = format!("enterprise {number}");
		let wrong = || BenchError::NoKey(name.clone());
		let code = format!("330106{number:07}");
		Ok(Self {
			uscc: uscc(number).ok_or_else(wrong)?,
			code: SealCode::parse(code.as_bytes()).ok_or_else(wrong)?,
			owner: Account::of(&format!("owner of {name}"))?,
			algorithm,
			pair: SealPair::of(algorithm, &name)?,
		})
	}

	/// Market Supervision registers it.
	pub fn register(&self) -> Call {
		calls::register_enterprise(&self.uscc, NAME, &self.owner.id, UsccCheck::Enforced)
	}

	/// Public Security files its physical seal.
	pub fn file(&self) -> Call {
		calls::file_physical_seal(
			&self.code,
			&self.uscc,
			SealKind::Official,
			self.digest("imprint"),
			MAKER,
		)
	}

	/// Its owner applies for an e-seal, valid from now on.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn apply(&self, genesis: H256, now: Moment) -> Result<Call> {
		let claim = PossessionClaim {
			uscc: self.uscc,
			code: self.code,
			key: self.pair.public(),
			certificate: self.certificate(),
			picture: self.digest("picture"),
			valid_from: now,
			valid_until: now.saturating_add(MONTH_MS),
		};
		let proof = self.pair.sign(&claim.bytes_to_sign(genesis, &self.owner.id))?;
		Ok(calls::apply(&claim, &proof))
	}

	/// The digest of its certificate.
	pub fn certificate(&self) -> DocumentDigest {
		self.digest("certificate")
	}

	/// The digest of something of its own.
	fn digest(&self, what: &str) -> DocumentDigest {
		let name = format!("{what} of {}", self.uscc);
		DocumentDigest::Sha256(H256(blake2_256(name.as_bytes())))
	}
}

/// The owner of an e-seal lets an operator use it.
///
/// # Errors
///
/// None that happens.
pub fn grant(seal: SealId, operator: &AccountId, until: Moment) -> Result<Call> {
	let purposes = Purposes::try_from(BTreeSet::from([Purpose::Contract]));
	let purposes = purposes.map_err(|()| BenchError::NoKey("a grant for a purpose".into()))?;
	Ok(calls::grant(seal, operator, &purposes, until, QUOTA))
}

/// A code whose check character is right. None for numbers of more than six digits.
fn uscc(number: usize) -> Option<Uscc> {
	let mut code = format!("91330106MA2{number:06}").into_bytes();
	code.push(Uscc::check_character(&code)?);
	Uscc::parse(&code, UsccCheck::Enforced).ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn each_enterprise_has_codes_of_its_own() {
		let all: Vec<_> = (0..40)
			.map(|number| Enterprise::new(number, Algorithm::Sr25519).unwrap())
			.collect();
		let usccs: BTreeSet<_> = all.iter().map(|one| one.uscc).collect();
		let codes: BTreeSet<_> = all.iter().map(|one| one.code).collect();
		assert_eq!((usccs.len(), codes.len()), (all.len(), all.len()));
		assert!(Enterprise::new(1_000_000, Algorithm::Sr25519).is_err());
	}

	#[test]
	fn the_applicant_holds_the_key() {
		let enterprise = Enterprise::new(7, Algorithm::Sm2).unwrap();
		let call = enterprise.apply(H256([1; 32]), Moment(5)).unwrap();
		assert_eq!((call.pallet, call.name), ("ESeal", "apply"));
	}
}
