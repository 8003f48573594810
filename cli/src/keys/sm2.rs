//! SM2 secrets of e-seals (GB/T 32918.2-2016).

use crate::failure::{Failure, Kind, Result};
use eseal_primitives::{
	key::{Sm2Identity, Sm2Point, Sm2Signature},
	sm2::{SecretKey, DEFAULT_IDENTITY},
	SealKey,
};
use rand::{rngs::OsRng, RngCore};
use zeroize::Zeroizing;

/// An SM2 secret, with the identity that its signatures cover.
#[derive(Clone)]
pub struct Sm2Secret {
	key: SecretKey,
	bytes: Zeroizing<[u8; 32]>,
	identity: Option<Sm2Identity>,
}

impl Sm2Secret {
	/// A new secret from the system's random numbers.
	pub fn generate(identity: Option<Sm2Identity>) -> Result<Self> {
		let mut bytes = Zeroizing::new([0; 32]);
		// All but a few numbers of 32 bytes are secrets: a try fails once in 2^32.
		loop {
			OsRng.fill_bytes(bytes.as_mut());
			if let Ok(secret) = Self::from_bytes(bytes.as_ref(), identity.clone()) {
				return Ok(secret);
			}
		}
	}

	/// The secret with these 32 bytes, big-endian.
	pub fn from_bytes(bytes: &[u8], identity: Option<Sm2Identity>) -> Result<Self> {
		let wrong = || Failure::new(Kind::Key, "an SM2 secret is 32 bytes, a number from 1 to n − 2");
		let bytes = <[u8; 32]>::try_from(bytes).map(Zeroizing::new).map_err(|_| wrong())?;
		Ok(Self {
			key: SecretKey::from_bytes(&bytes).ok_or_else(wrong)?,
			bytes,
			identity,
		})
	}

	/// Its 32 bytes.
	pub fn bytes(&self) -> Vec<u8> {
		self.bytes.to_vec()
	}

	/// The public key.
	pub fn public(&self) -> SealKey {
		SealKey::Sm2 {
			point: Sm2Point(self.key.public_point()),
			identity: self.identity.clone(),
		}
	}

	/// Signs.
	pub fn sign(&self, message: &[u8]) -> Result<Sm2Signature> {
		let identity = self
			.identity
			.as_ref()
			.map_or(DEFAULT_IDENTITY, |identity| identity.as_str().as_bytes());
		self.key
			.sign(identity, message)
			.map(Sm2Signature)
			.ok_or_else(|| Failure::new(Kind::Key, "the SM2 key does not sign under this identity"))
	}
}
