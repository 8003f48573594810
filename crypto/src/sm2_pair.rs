//! An SM2 key that signs, for tools, tests and benchmarks.

use crate::sm2;
use eseal_primitives::{
	key::{Sm2Identity, Sm2Point, Sm2Signature},
	SealKey, SealSignature,
};

/// An SM2 key with its secret, for tools, tests and benchmarks. The runtime only verifies.
#[derive(Debug, Clone)]
pub struct Sm2Pair {
	/// The secret.
	pub secret: sm2::SecretKey,
	/// The signer's identity; none for [`sm2::DEFAULT_IDENTITY`].
	pub identity: Option<Sm2Identity>,
}

impl Sm2Pair {
	/// The key with this secret of 32 bytes; `None` if no key has it.
	pub fn from_seed(seed: &[u8; 32], identity: Option<Sm2Identity>) -> Option<Self> {
		let secret = sm2::SecretKey::from_bytes(seed)?;
		Some(Self { secret, identity })
	}

	/// The public key.
	pub fn public(&self) -> SealKey {
		SealKey::Sm2 {
			point: Sm2Point(self.secret.public_point()),
			identity: self.identity.clone(),
		}
	}

	/// Signs. The same message gives the same signature. Never `None`: an identity is short enough.
	pub fn sign(&self, message: &[u8]) -> Option<SealSignature> {
		let signature = self.secret.sign(sm2::identity_bytes(&self.identity), message)?;
		Some(SealSignature::Sm2(Sm2Signature(signature)))
	}
}
