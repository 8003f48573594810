//! SM2 secrets of e-seals (GB/T 32918.2-2016).

use crate::failure::{Failure, Kind, Result};
use eseal_crypto::Sm2Pair;
use eseal_primitives::{key::Sm2Identity, SealKey, SealSignature};
use rand::{rngs::OsRng, RngCore};
use zeroize::Zeroizing;

/// An SM2 secret, with the identity that its signatures cover, and the bytes that a key file keeps of it.
#[derive(Clone)]
pub struct Sm2Secret {
	pair: Sm2Pair,
	bytes: Zeroizing<[u8; 32]>,
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
		let wrong = || Failure::new(Kind::Key, "an SM2 secret must be 32 bytes, a number from 1 to n − 2");
		let bytes = <[u8; 32]>::try_from(bytes).map(Zeroizing::new).map_err(|_| wrong())?;
		let pair = Sm2Pair::from_seed(&bytes, identity).ok_or_else(wrong)?;
		Ok(Self { pair, bytes })
	}

	/// Its 32 bytes.
	pub fn bytes(&self) -> Vec<u8> {
		self.bytes.to_vec()
	}

	/// The public key.
	pub fn public(&self) -> SealKey {
		self.pair.public()
	}

	/// Signs.
	pub fn sign(&self, message: &[u8]) -> Result<SealSignature> {
		self.pair
			.sign(message)
			.ok_or_else(|| Failure::new(Kind::Key, "the SM2 key cannot sign under this identity"))
	}
}
