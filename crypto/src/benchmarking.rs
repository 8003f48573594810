//! Seal keys for benchmarks. These run inside the runtime: the node's keystore signs, and for SM2 the runtime itself.

use crate::Sm2Pair;
use eseal_primitives::{key::Sm2Identity, SealKey, SealSignature, Text};
use sp_core::{crypto::KeyTypeId, ecdsa, ed25519, sr25519};
use sp_io::crypto;

const KEY_TYPE: KeyTypeId = KeyTypeId(*b"bnch");

/// A seal key that can sign.
pub enum BenchmarkKey {
	/// Its secret is in the keystore.
	Sr25519(sr25519::Public),
	/// Its secret is in the keystore.
	Ed25519(ed25519::Public),
	/// Its secret is in the keystore.
	Ecdsa(ecdsa::Public),
	/// With its secret.
	Sm2(Sm2Pair),
}

impl BenchmarkKey {
	/// A fresh Sr25519 key.
	pub fn sr25519() -> Self {
		Self::Sr25519(crypto::sr25519_generate(KEY_TYPE, None))
	}

	/// A fresh Ed25519 key.
	pub fn ed25519() -> Self {
		Self::Ed25519(crypto::ed25519_generate(KEY_TYPE, None))
	}

	/// A fresh ECDSA key. No other algorithm that the node verifies costs much more.
	pub fn ecdsa() -> Self {
		Self::Ecdsa(crypto::ecdsa_generate(KEY_TYPE, None))
	}

	/// An SM2 key with the longest identity; `None` never happens.
	pub fn sm2() -> Option<Self> {
		let identity = Text::parse(&Sm2Identity::longest()).ok()?;
		Sm2Pair::from_seed(&[7; 32], Some(identity)).map(Self::Sm2)
	}

	/// The public key.
	pub fn public(&self) -> SealKey {
		match self {
			Self::Sr25519(key) => SealKey::Sr25519(*key),
			Self::Ed25519(key) => SealKey::Ed25519(*key),
			Self::Ecdsa(key) => SealKey::Ecdsa(*key),
			Self::Sm2(pair) => pair.public(),
		}
	}

	/// Signs; `None` never happens.
	pub fn sign(&self, bytes: &[u8]) -> Option<SealSignature> {
		match self {
			Self::Sr25519(key) => crypto::sr25519_sign(KEY_TYPE, key, bytes).map(SealSignature::Sr25519),
			Self::Ed25519(key) => crypto::ed25519_sign(KEY_TYPE, key, bytes).map(SealSignature::Ed25519),
			Self::Ecdsa(key) => crypto::ecdsa_sign(KEY_TYPE, key, bytes).map(SealSignature::Ecdsa),
			Self::Sm2(pair) => pair.sign(bytes),
		}
	}
}
