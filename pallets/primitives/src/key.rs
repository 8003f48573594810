//! The key of an e-seal. An enum from the start: algorithms are added, never changed.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ecdsa, ed25519, sr25519};
use sp_runtime::traits::Verify;

/// The public key of an e-seal. It belongs to one e-seal, ever.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
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
}

impl SealKey {
	/// Whether `signature` is this key's over `message`. A signature of another algorithm is not.
	pub fn verifies(&self, signature: &SealSignature, message: &[u8]) -> bool {
		match (self, signature) {
			(Self::Sr25519(key), SealSignature::Sr25519(signature)) => signature.verify(message, key),
			(Self::Ed25519(key), SealSignature::Ed25519(signature)) => signature.verify(message, key),
			(Self::Ecdsa(key), SealSignature::Ecdsa(signature)) => signature.verify(message, key),
			_ => false,
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
		let signed = [
			(SealKey::Sr25519(sr.public()), SealSignature::Sr25519(sr.sign(message))),
			(SealKey::Ed25519(ed.public()), SealSignature::Ed25519(ed.sign(message))),
			(SealKey::Ecdsa(ec.public()), SealSignature::Ecdsa(ec.sign(message))),
		];
		for (i, (key, _)) in signed.iter().enumerate() {
			for (j, (_, signature)) in signed.iter().enumerate() {
				assert_eq!(key.verifies(signature, message), i == j, "key {i}, signature {j}");
				assert!(!key.verifies(signature, b"another message"));
			}
		}
	}
}
