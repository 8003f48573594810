//! The key of an e-seal. An enum from the start: algorithms are added, never changed.

use crate::Text;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ecdsa, ed25519, sr25519};

/// The point of an SM2 key: x and y, 32 bytes each, big-endian (GB/T 32918.1-2016, 4.2.9, uncompressed, without the
/// leading `04`). Uncompressed, so that verifying does not have to compute y.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Sm2Point(pub [u8; 64]);

/// An SM2 signature: r and s, 32 bytes each, big-endian (GB/T 32918.2-2016, 6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Sm2Signature(pub [u8; 64]);

/// The maximum length of an SM2 key's identity, in bytes.
pub const MAX_SM2_IDENTITY: u32 = 64;

/// The identity of an SM2 key: 1 to [`MAX_SM2_IDENTITY`] bytes of UTF-8, as a [`Text`].
pub type Sm2Identity = Text<MAX_SM2_IDENTITY>;

/// The public key of an e-seal. It only ever belongs to one e-seal.
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
		/// The signer's identity, which every signature covers; none for the default one, `1234567812345678`.
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
	/// Whether the runtime itself verifies it, without the node's help, which takes many times as long.
	pub fn is_sm2(&self) -> bool {
		matches!(self, Self::Sm2(_))
	}
}

impl SealKey {
	/// The identity that its signatures cover, of an SM2 key that has one.
	pub fn identity(&self) -> Option<&Sm2Identity> {
		match self {
			Self::Sm2 { identity, .. } => identity.as_ref(),
			Self::Sr25519(_) | Self::Ed25519(_) | Self::Ecdsa(_) => None,
		}
	}

	/// The key without its identity. Two keys that are equal without it have the same secret.
	pub fn without_identity(&self) -> Self {
		match self {
			Self::Sm2 { point, .. } => Self::Sm2 {
				point: *point,
				identity: None,
			},
			other => other.clone(),
		}
	}
}
