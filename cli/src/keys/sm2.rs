//! Signing with SM2 (GB/T 32918.2-2016).

use crate::failure::{Failure, Kind, Result};
use eseal_primitives::{
	key::{Sm2Identity, Sm2Point, Sm2Signature},
	sm2::DEFAULT_IDENTITY,
	SealKey,
};
use rand::{rngs::OsRng, RngCore};
use sm2::{
	dsa::{signature::Signer, SigningKey},
	elliptic_curve::sec1::ToSec1Point,
};
use zeroize::Zeroizing;

/// An SM2 secret, with the identity that its signatures cover.
#[derive(Clone)]
pub struct Sm2Secret {
	key: SigningKey,
	identity: Option<Sm2Identity>,
}

impl Sm2Secret {
	/// A new secret from the system's random numbers.
	pub fn generate(identity: Option<Sm2Identity>) -> Result<Self> {
		let mut bytes = Zeroizing::new([0; 32]);
		// All but a few numbers of 32 bytes are secrets: the first try fails once in 2^32.
		loop {
			OsRng.fill_bytes(bytes.as_mut());
			if let Ok(secret) = Self::from_bytes(bytes.as_ref(), identity.clone()) {
				return Ok(secret);
			}
		}
	}

	/// The secret with these 32 bytes, big-endian.
	pub fn from_bytes(bytes: &[u8], identity: Option<Sm2Identity>) -> Result<Self> {
		let distinguishing = identity.as_ref().map_or(DEFAULT_IDENTITY, |i| i.as_str());
		// n − 1 has no inverse of 1 + d, and signs nothing (6.1 of the standard).
		let key = SigningKey::from_slice(distinguishing, bytes)
			.ok()
			.filter(|key| key.try_sign(b"").is_ok())
			.ok_or_else(|| Failure::new(Kind::Key, "an SM2 secret is 32 bytes, from 1 to n − 2"))?;
		Ok(Self { key, identity })
	}

	/// Its 32 bytes.
	pub fn bytes(&self) -> Vec<u8> {
		self.key.to_bytes().to_vec()
	}

	/// The public key.
	pub fn public(&self) -> SealKey {
		let mut point = [0; 64];
		// Uncompressed: 04, x, y.
		let encoded = self.key.verifying_key().as_affine().to_sec1_point(false);
		point
			.iter_mut()
			.zip(encoded.as_bytes().iter().skip(1))
			.for_each(|(to, from)| *to = *from);
		SealKey::Sm2 {
			point: Sm2Point(point),
			identity: self.identity.clone(),
		}
	}

	/// Signs; deterministic (RFC 6979).
	pub fn sign(&self, message: &[u8]) -> Result<Sm2Signature> {
		self.key
			.try_sign(message)
			.map(|signature| Sm2Signature(signature.to_bytes().into()))
			.map_err(|_| Failure::new(Kind::Key, "the SM2 key does not sign"))
	}
}
