//! Accounts and seal keys. The same for each sitting: every sitting has a chain of its own.

use crate::error::{BenchError, Result};
use eseal_client::{submit::Signer, AccountId};
use eseal_crypto::Sm2Pair;
use eseal_primitives::{SealKey, SealSignature};
use sp_core::{sr25519, Pair};
use sp_crypto_hashing::blake2_256;
use sp_runtime::MultiSignature;

/// An account that sends.
#[derive(Clone)]
pub struct Account {
	pair: sr25519::Pair,
	/// Its number on the chain.
	pub id: AccountId,
}

impl Account {
	/// The account for a purpose: another for each.
	///
	/// # Errors
	///
	/// None that happens: any 32 bytes are a secret.
	pub fn of(purpose: &str) -> Result<Self> {
		let pair = sr25519::Pair::from_seed_slice(&blake2_256(purpose.as_bytes()));
		pair.map(Self::with).map_err(|_| BenchError::NoKey(purpose.into()))
	}

	/// The officer of an agency on chains for development, by the name of its seat.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn officer(seat: &str) -> Result<Self> {
		let uri = format!("//{seat}//officer");
		let pair = sr25519::Pair::from_string(&uri, None);
		pair.map(Self::with).map_err(|_| BenchError::NoKey(uri))
	}

	/// The governing account of an agency on chains for development, by the name of its seat.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn governor(seat: &str) -> Result<Self> {
		let uri = format!("//{seat}");
		let pair = sr25519::Pair::from_string(&uri, None);
		pair.map(Self::with).map_err(|_| BenchError::NoKey(uri))
	}

	/// Whether a signature over these bytes is this account's.
	pub fn has_signed(&self, signature: &MultiSignature, bytes: &[u8]) -> bool {
		match signature {
			MultiSignature::Sr25519(signature) => sr25519::Pair::verify(signature, bytes, &self.pair.public()),
			_ => false,
		}
	}

	fn with(pair: sr25519::Pair) -> Self {
		let id = AccountId::new(pair.public().0);
		Self { pair, id }
	}
}

impl Signer for Account {
	fn account(&self) -> AccountId {
		self.id.clone()
	}

	fn sign(&self, payload: &[u8]) -> Option<MultiSignature> {
		Some(self.pair.sign(payload).into())
	}
}

/// With what the seal keys of a load sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
	/// Sr25519, which the node verifies for the runtime.
	Sr25519,
	/// SM2, which enterprises in China have.
	Sm2,
}

impl Algorithm {
	/// Its name for people.
	pub fn name(self) -> &'static str {
		match self {
			Self::Sr25519 => "sr25519",
			Self::Sm2 => "SM2",
		}
	}
}

/// A seal key with its secret.
#[derive(Clone)]
pub enum SealPair {
	/// Sr25519.
	Sr25519(Box<sr25519::Pair>),
	/// SM2 under the default identity.
	Sm2(Box<Sm2Pair>),
}

impl SealPair {
	/// The key for a purpose: another for each.
	///
	/// # Errors
	///
	/// None that happens: all but a few numbers of 32 bytes are secrets.
	pub fn of(algorithm: Algorithm, purpose: &str) -> Result<Self> {
		let seed = blake2_256(format!("seal key of {purpose}").as_bytes());
		let pair = match algorithm {
			Algorithm::Sr25519 => sr25519::Pair::from_seed_slice(&seed)
				.ok()
				.map(|pair| Self::Sr25519(Box::new(pair))),
			Algorithm::Sm2 => Sm2Pair::from_seed(&seed, None).map(|pair| Self::Sm2(Box::new(pair))),
		};
		pair.ok_or_else(|| BenchError::NoKey(purpose.into()))
	}

	/// The public key.
	pub fn public(&self) -> SealKey {
		match self {
			Self::Sr25519(pair) => SealKey::Sr25519(pair.public()),
			Self::Sm2(pair) => pair.public(),
		}
	}

	/// Signs.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn sign(&self, message: &[u8]) -> Result<SealSignature> {
		match self {
			Self::Sr25519(pair) => Ok(SealSignature::Sr25519(pair.sign(message))),
			Self::Sm2(pair) => pair
				.sign(message)
				.ok_or_else(|| BenchError::NoKey("an SM2 secret".into())),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn each_purpose_has_a_key_of_its_own_that_signs() {
		for algorithm in [Algorithm::Sr25519, Algorithm::Sm2] {
			let (one, other) = (
				SealPair::of(algorithm, "1").unwrap(),
				SealPair::of(algorithm, "2").unwrap(),
			);
			assert_ne!(one.public(), other.public());
			let signature = one.sign(b"message").unwrap();
			assert!(eseal_crypto::verify(&one.public(), &signature, b"message"));
			assert!(!eseal_crypto::verify(&other.public(), &signature, b"message"));
		}
		assert_ne!(Account::of("1").unwrap().id, Account::of("2").unwrap().id);
	}

	#[test]
	fn an_account_knows_its_signatures() {
		let (one, other) = (Account::of("1").unwrap(), Account::of("2").unwrap());
		let signature = one.sign(b"message").unwrap();
		assert!(one.has_signed(&signature, b"message"));
		assert!(!one.has_signed(&signature, b"another message"));
		assert!(!other.has_signed(&signature, b"message"));
	}
}
