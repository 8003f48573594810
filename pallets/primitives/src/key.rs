//! The key of an e-seal. An enum from the start: algorithms are added, never changed.

use crate::{sm2, Text};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ecdsa, ed25519, sr25519};
use sp_runtime::traits::Verify;

/// The point of an SM2 key: x and y, 32 bytes each, big-endian (GB/T 32918.1-2016, 4.2.9, uncompressed, without the
/// leading `04`). Not compressed, so that a verification need not compute y.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Sm2Point(pub [u8; 64]);

/// An SM2 signature: r and s, 32 bytes each, big-endian (GB/T 32918.2-2016, 6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Sm2Signature(pub [u8; 64]);

/// The most bytes that the identity of an SM2 key has.
pub const MAX_SM2_IDENTITY: u32 = 64;

/// The identity of an SM2 key: 1 to [`MAX_SM2_IDENTITY`] bytes of UTF-8, without control characters.
pub type Sm2Identity = Text<MAX_SM2_IDENTITY>;

/// The bytes of a signer's identity, or of the default one where a key names none.
pub fn identity_bytes(identity: &Option<Sm2Identity>) -> &[u8] {
	identity.as_ref().map_or(sm2::DEFAULT_IDENTITY, Text::as_bytes)
}

/// The public key of an e-seal. It belongs to one e-seal, ever.
#[derive(
	Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum SealKey {
	/// Schnorr on Ristretto25519, 32 bytes.
	#[codec(index = 0)]
	Sr25519(sr25519::Public),
	/// Ed25519 (RFC 8032), 32 bytes.
	#[codec(index = 1)]
	Ed25519(ed25519::Public),
	/// ECDSA on secp256k1 (SEC 2), compressed, 33 bytes. It signs the BLAKE2b-256 digest of the bytes to sign.
	#[codec(index = 2)]
	Ecdsa(ecdsa::Public),
	/// SM2 (GB/T 32918.2-2016) over SM3 (GB/T 32905-2016).
	#[codec(index = 3)]
	Sm2 {
		/// The point.
		point: Sm2Point,
		/// The signer's identity, which every signature covers; none for [`sm2::DEFAULT_IDENTITY`].
		identity: Option<Sm2Identity>,
	},
}

/// A signature by an e-seal's key.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum SealSignature {
	/// 64 bytes, signing context `substrate`.
	#[codec(index = 0)]
	Sr25519(sr25519::Signature),
	/// 64 bytes.
	#[codec(index = 1)]
	Ed25519(ed25519::Signature),
	/// 65 bytes: r, s and the recovery id.
	#[codec(index = 2)]
	Ecdsa(ecdsa::Signature),
	/// 64 bytes: r and s.
	#[codec(index = 3)]
	Sm2(Sm2Signature),
}

impl SealSignature {
	/// Whether the runtime itself computes the verification, without help from the node: it takes many times as long.
	pub fn is_sm2(&self) -> bool {
		matches!(self, Self::Sm2(_))
	}
}

/// An SM2 key with its secret, for tools, tests and benchmarks: the runtime only verifies.
#[derive(Debug, Clone)]
pub struct Sm2Pair {
	/// The secret.
	pub secret: sm2::SecretKey,
	/// The signer's identity; none for [`sm2::DEFAULT_IDENTITY`].
	pub identity: Option<Sm2Identity>,
}

impl Sm2Pair {
	/// The key whose secret are these 32 bytes; none if no key has it.
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

	/// Signs. The same message has the same signature. Never none: an identity is short enough.
	pub fn sign(&self, message: &[u8]) -> Option<SealSignature> {
		let signature = self.secret.sign(identity_bytes(&self.identity), message)?;
		Some(SealSignature::Sm2(Sm2Signature(signature)))
	}
}

/// The Ed25519 keys that belong to nobody, without their sign bit: the points of small order (RFC 8032, section 5.1) in
/// every encoding that verifiers take, canonical or not. For each of them a signature can be written down without a
/// secret, and verifies.
const SMALL_ORDER_ED25519: [[u8; 32]; 7] = [
	[
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	],
	[
		0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	],
	[
		0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf,
		0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
	],
	[
		0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20,
		0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
	],
	[
		0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
	],
	[
		0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
	],
	[
		0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
	],
];

impl SealKey {
	/// Whether `signature` is this key's over `message`. A signature of another algorithm is not, and a key that
	/// belongs to nobody has none.
	pub fn verifies(&self, signature: &SealSignature, message: &[u8]) -> bool {
		if self.is_nobodys() {
			return false;
		}
		match (self, signature) {
			(Self::Sr25519(key), SealSignature::Sr25519(signature)) => signature.verify(message, key),
			(Self::Ed25519(key), SealSignature::Ed25519(signature)) => signature.verify(message, key),
			(Self::Ecdsa(key), SealSignature::Ecdsa(signature)) => signature.verify(message, key),
			(Self::Sm2 { point, identity }, SealSignature::Sm2(signature)) => {
				sm2::verifies(&point.0, identity_bytes(identity), message, &signature.0)
			}
			_ => false,
		}
	}

	/// The key without what is not the key itself. Two keys that are the same without it have the same secret.
	pub fn without_identity(&self) -> Self {
		match self {
			Self::Sm2 { point, .. } => Self::Sm2 {
				point: *point,
				identity: None,
			},
			other => other.clone(),
		}
	}

	/// Whether the key has no secret behind it, so that anyone can sign for it: a signature by it proves nothing.
	pub fn is_nobodys(&self) -> bool {
		match self {
			// Ristretto has one such point, and one encoding of it.
			Self::Sr25519(key) => key.0 == [0; 32],
			Self::Ed25519(key) => {
				let mut without_sign = key.0;
				if let Some(last) = without_sign.last_mut() {
					*last &= 0x7f;
				}
				SMALL_ORDER_ED25519.contains(&without_sign)
			}
			// The neutral point has no compressed encoding.
			Self::Ecdsa(_) => false,
			// No 64 bytes are the neutral point.
			Self::Sm2 { .. } => false,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::Pair;

	#[test]
	fn each_algorithm_verifies_its_own_and_no_other() {
		let message = b"a message";
		let sr = sr25519::Pair::from_seed(&[1; 32]);
		let ed = ed25519::Pair::from_seed(&[1; 32]);
		let ec = ecdsa::Pair::from_seed(&[1; 32]);
		let sm = Sm2Pair::from_seed(&[1; 32], None).unwrap();
		let signed = [
			(SealKey::Sr25519(sr.public()), SealSignature::Sr25519(sr.sign(message))),
			(SealKey::Ed25519(ed.public()), SealSignature::Ed25519(ed.sign(message))),
			(SealKey::Ecdsa(ec.public()), SealSignature::Ecdsa(ec.sign(message))),
			(sm.public(), sm.sign(message).unwrap()),
		];
		for (i, (key, _)) in signed.iter().enumerate() {
			for (j, (_, signature)) in signed.iter().enumerate() {
				assert_eq!(key.verifies(signature, message), i == j, "key {i}, signature {j}");
				assert!(!key.verifies(signature, b"another message"));
			}
		}
	}

	#[test]
	fn an_sm2_key_signs_under_its_identity_only() {
		let message = b"a message";
		let pair = |identity: Option<&str>| {
			let identity = identity.map(|text| Text::parse(text.as_bytes()).unwrap());
			Sm2Pair::from_seed(&[1; 32], identity).unwrap()
		};
		let default = pair(None);
		let named = pair(Some("91330100799655058B"));
		assert!(!default.public().verifies(&named.sign(message).unwrap(), message));
		assert!(!named.public().verifies(&default.sign(message).unwrap(), message));
		assert!(named.public().verifies(&named.sign(message).unwrap(), message));
		// The default's own name is no other identity.
		let spelled_out = pair(Some("1234567812345678"));
		assert_eq!(default.sign(message), spelled_out.sign(message));
		// With any identity it is the same key.
		assert_ne!(default.public(), named.public());
		assert_eq!(default.public().without_identity(), named.public().without_identity());
	}

	/// Signatures that need no secret: Ed25519 with R the neutral point and s = 0, Sr25519 the same (the last bit marks
	/// a Schnorr signature).
	#[test]
	fn a_key_that_belongs_to_nobody_signs_nothing() {
		let mut ed25519_signature = [0; 64];
		ed25519_signature[0] = 1;
		let mut sr25519_signature = [0; 64];
		sr25519_signature[63] = 0x80;
		let ed25519_signature = ed25519::Signature::from_raw(ed25519_signature);
		let sr25519_signature = sr25519::Signature::from_raw(sr25519_signature);

		for y in SMALL_ORDER_ED25519 {
			for sign in [0, 0x80] {
				let mut key = y;
				key[31] |= sign;
				let key = ed25519::Public::from_raw(key);
				assert!(
					ed25519_signature.verify(&b"a message"[..], &key),
					"the list has a key too many: {key:?}"
				);
				assert!(!SealKey::Ed25519(key).verifies(&SealSignature::Ed25519(ed25519_signature), b"a message"));
			}
		}
		let key = sr25519::Public::from_raw([0; 32]);
		assert!(sr25519_signature.verify(&b"a message"[..], &key));
		assert!(!SealKey::Sr25519(key).verifies(&SealSignature::Sr25519(sr25519_signature), b"a message"));
	}
}
