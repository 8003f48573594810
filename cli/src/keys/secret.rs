//! Secrets of each algorithm, and what they sign.

use super::typed::Typed;
use crate::{
	failure::{Failure, Kind, Result},
	texts,
};
use clap::ValueEnum;
use eseal_primitives::{
	key::{Sm2Identity, Sm2Point},
	SealKey, SealSignature,
};
use serde::{Deserialize, Serialize};
use sp_core::{crypto::AccountId32, ecdsa, ed25519, sr25519, Pair};
use sp_runtime::{traits::IdentifyAccount, MultiSignature, MultiSigner};
use zeroize::Zeroizing;

/// The algorithm of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
	/// Schnorr on Ristretto25519
	Sr25519,
	/// Ed25519 (RFC 8032)
	Ed25519,
	/// ECDSA on secp256k1
	Ecdsa,
	/// SM2 (GB/T 32918), for e-seals only
	Sm2,
}

impl Algorithm {
	/// Every algorithm.
	#[cfg(test)]
	pub const ALL: [Self; 4] = [Self::Sr25519, Self::Ed25519, Self::Ecdsa, Self::Sm2];

	/// Its name, as on the command line.
	pub fn name(self) -> &'static str {
		match self {
			Self::Sr25519 => "sr25519",
			Self::Ed25519 => "ed25519",
			Self::Ecdsa => "ecdsa",
			Self::Sm2 => "sm2",
		}
	}
}

/// A secret key.
#[derive(Clone)]
pub enum Secret {
	/// Of an account or an e-seal.
	Sr25519(Box<sr25519::Pair>),
	/// Of an account or an e-seal.
	Ed25519(Box<ed25519::Pair>),
	/// Of an account or an e-seal.
	Ecdsa(Box<ecdsa::Pair>),
	/// Of an e-seal.
	Sm2(super::sm2::Sm2Secret),
}

/// What becomes of a secret that everybody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WellKnown {
	/// It is refused: whoever used it would share it with the world.
	Refused,
	/// It is what is asked for, for tests; another secret is refused.
	Wanted,
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public(SealKey);

impl Secret {
	/// A new secret from the system's random numbers.
	pub fn generate(algorithm: Algorithm, identity: Option<&str>) -> Result<Self> {
		let identity = check_identity(algorithm, identity)?;
		Ok(match algorithm {
			Algorithm::Sr25519 => Self::Sr25519(Box::new(sr25519::Pair::generate().0)),
			Algorithm::Ed25519 => Self::Ed25519(Box::new(ed25519::Pair::generate().0)),
			Algorithm::Ecdsa => Self::Ecdsa(Box::new(ecdsa::Pair::generate().0)),
			Algorithm::Sm2 => Self::Sm2(super::sm2::Sm2Secret::generate(identity)?),
		})
	}

	/// An existing secret, as a person typed it: a mnemonic or 32 bytes in hexadecimal, with or without `0x`, and with or
	/// without derivations (`//Seal`); of SM2 the bytes alone. `known` says what of the secrets that everybody knows.
	pub fn import(algorithm: Algorithm, text: &str, identity: Option<&str>, known: WellKnown) -> Result<Self> {
		let identity = check_identity(algorithm, identity)?;
		let secret = Typed::parse(text)?;
		match (secret.is_well_known(), known) {
			(true, WellKnown::Refused) => {
				return Err(
					Failure::input("the secret is the development key, which everybody knows")
						.next("Give a mnemonic or 32 bytes. For a test key, add --development-key."),
				)
			}
			(false, WellKnown::Wanted) => {
				return Err(Failure::input("the secret is not a development key").next("Leave out --development-key."))
			}
			_ => {}
		}
		Ok(match algorithm {
			Algorithm::Sr25519 => Self::Sr25519(Box::new(secret.pair()?)),
			Algorithm::Ed25519 => Self::Ed25519(Box::new(secret.pair()?)),
			Algorithm::Ecdsa => Self::Ecdsa(Box::new(secret.pair()?)),
			Algorithm::Sm2 => Self::Sm2(super::sm2::Sm2Secret::from_bytes(secret.bytes_alone()?, identity)?),
		})
	}

	/// The secret of a key file.
	pub fn from_bytes(algorithm: Algorithm, bytes: &[u8], identity: Option<&str>) -> Result<Self> {
		let identity = check_identity(algorithm, identity)?;
		fn pair<P: Pair>(bytes: &[u8]) -> Result<Box<P>> {
			P::from_seed_slice(bytes)
				.map(Box::new)
				.map_err(|_| Failure::new(Kind::Key, "the key file's secret is not valid for its algorithm"))
		}
		Ok(match algorithm {
			Algorithm::Sr25519 => Self::Sr25519(pair(bytes)?),
			Algorithm::Ed25519 => Self::Ed25519(pair(bytes)?),
			Algorithm::Ecdsa => Self::Ecdsa(pair(bytes)?),
			Algorithm::Sm2 => Self::Sm2(super::sm2::Sm2Secret::from_bytes(bytes, identity)?),
		})
	}

	/// What a key file keeps of it.
	pub fn bytes(&self) -> Zeroizing<Vec<u8>> {
		Zeroizing::new(match self {
			Self::Sr25519(pair) => pair.to_raw_vec(),
			Self::Ed25519(pair) => pair.to_raw_vec(),
			Self::Ecdsa(pair) => pair.to_raw_vec(),
			Self::Sm2(secret) => secret.bytes(),
		})
	}

	/// The public key.
	pub fn public(&self) -> Public {
		Public(match self {
			Self::Sr25519(pair) => SealKey::Sr25519(pair.public()),
			Self::Ed25519(pair) => SealKey::Ed25519(pair.public()),
			Self::Ecdsa(pair) => SealKey::Ecdsa(pair.public()),
			Self::Sm2(secret) => secret.public(),
		})
	}

	/// Signs as an e-seal's key does.
	pub fn sign(&self, message: &[u8]) -> Result<SealSignature> {
		Ok(match self {
			Self::Sr25519(pair) => SealSignature::Sr25519(pair.sign(message)),
			Self::Ed25519(pair) => SealSignature::Ed25519(pair.sign(message)),
			Self::Ecdsa(pair) => SealSignature::Ecdsa(pair.sign(message)),
			Self::Sm2(secret) => secret.sign(message)?,
		})
	}

	/// Signs as an account does; `None` for an algorithm that accounts do not have.
	pub fn sign_extrinsic(&self, payload: &[u8]) -> Option<MultiSignature> {
		Some(match self {
			Self::Sr25519(pair) => pair.sign(payload).into(),
			Self::Ed25519(pair) => pair.sign(payload).into(),
			Self::Ecdsa(pair) => pair.sign(payload).into(),
			Self::Sm2(_) => return None,
		})
	}
}

impl Public {
	/// The public key with these bytes.
	pub fn from_bytes(algorithm: Algorithm, bytes: &[u8], identity: Option<&str>) -> Result<Self> {
		fn of<T, const N: usize>(bytes: &[u8], make: impl Fn([u8; N]) -> T) -> Result<T> {
			bytes
				.try_into()
				.map(make)
				.map_err(|_| Failure::new(Kind::Key, format!("the public key must have {N} bytes")))
		}
		let identity = check_identity(algorithm, identity)?;
		Ok(Self(match algorithm {
			Algorithm::Sr25519 => SealKey::Sr25519(of(bytes, sr25519::Public::from_raw)?),
			Algorithm::Ed25519 => SealKey::Ed25519(of(bytes, ed25519::Public::from_raw)?),
			Algorithm::Ecdsa => SealKey::Ecdsa(of(bytes, ecdsa::Public::from_raw)?),
			Algorithm::Sm2 => SealKey::Sm2 {
				point: of(bytes, Sm2Point)?,
				identity,
			},
		}))
	}

	/// Its algorithm.
	pub fn algorithm(&self) -> Algorithm {
		match self.0 {
			SealKey::Sr25519(_) => Algorithm::Sr25519,
			SealKey::Ed25519(_) => Algorithm::Ed25519,
			SealKey::Ecdsa(_) => Algorithm::Ecdsa,
			SealKey::Sm2 { .. } => Algorithm::Sm2,
		}
	}

	/// Its bytes.
	pub fn bytes(&self) -> Vec<u8> {
		match &self.0 {
			SealKey::Sr25519(key) => key.0.to_vec(),
			SealKey::Ed25519(key) => key.0.to_vec(),
			SealKey::Ecdsa(key) => key.0.to_vec(),
			SealKey::Sm2 { point, .. } => point.0.to_vec(),
		}
	}

	/// The signer's identity, of an SM2 key that has one.
	pub fn identity(&self) -> Option<&str> {
		match &self.0 {
			SealKey::Sm2 { identity, .. } => identity.as_ref().map(|i| i.as_str()),
			_ => None,
		}
	}

	/// As the chain keeps an e-seal's key.
	pub fn seal_key(&self) -> &SealKey {
		&self.0
	}

	/// The account of this key.
	pub fn account(&self) -> Result<AccountId32> {
		Ok(match &self.0 {
			SealKey::Sr25519(key) => MultiSigner::from(*key),
			SealKey::Ed25519(key) => MultiSigner::from(*key),
			SealKey::Ecdsa(key) => MultiSigner::from(*key),
			SealKey::Sm2 { .. } => {
				return Err(
					Failure::new(Kind::Key, "an SM2 key is for e-seals only and has no account")
						.next("Give a key file with an sr25519, ed25519 or ecdsa key."),
				)
			}
		}
		.into_account())
	}
}

impl From<SealKey> for Public {
	fn from(key: SealKey) -> Self {
		Self(key)
	}
}

fn check_identity(algorithm: Algorithm, identity: Option<&str>) -> Result<Option<Sm2Identity>> {
	let Some(text) = identity else { return Ok(None) };
	if algorithm != Algorithm::Sm2 {
		return Err(Failure::new(Kind::Usage, "only an SM2 key has an identity"));
	}
	texts::checked("the identity", text).map(Some)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_identity_is_for_sm2_alone() {
		assert!(Secret::generate(Algorithm::Sr25519, Some("me")).is_err());
		assert!(Secret::generate(Algorithm::Sm2, Some("91330106MA2KXYA720")).is_ok());
	}

	#[test]
	fn a_key_file_with_bytes_that_are_no_secret_is_refused() {
		for algorithm in Algorithm::ALL {
			for length in [0, 1, 31, 33, 63, 65] {
				assert!(
					Secret::from_bytes(algorithm, &vec![1; length], None).is_err(),
					"{algorithm:?} {length}"
				);
			}
		}
		for algorithm in [Algorithm::Ecdsa, Algorithm::Sm2] {
			assert!(Secret::from_bytes(algorithm, &[0; 32], None).is_err());
			assert!(Secret::from_bytes(algorithm, &[0xFF; 32], None).is_err());
		}
		// sr25519 also keeps 64 bytes; not all of them are a secret.
		let _ = Secret::from_bytes(Algorithm::Sr25519, &[0xFF; 64], None);
	}
}
