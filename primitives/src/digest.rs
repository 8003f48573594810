//! The digest of a document or a picture, with the algorithm that made it.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// The digest of a document: 32 bytes, and the algorithm that made them.
///
/// Whoever has the file can find a plain digest on the chain. A commitment hides even that: it covers a salt and the file,
/// and the salt travels with the receipt.
#[derive(
	Debug,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum DocumentDigest {
	/// SHA-256 (FIPS 180-4) of the file's bytes.
	#[codec(index = 0)]
	Sha256(H256),
	/// SM3 (GB/T 32905-2016) of the file's bytes.
	#[codec(index = 1)]
	Sm3(H256),
	/// BLAKE2b with a digest of 256 bits (RFC 7693) of the file's bytes.
	#[codec(index = 2)]
	Blake2b256(H256),
	/// SHA-256 over a secret salt of 32 bytes followed by the file's bytes.
	#[codec(index = 3)]
	Commitment(H256),
	/// SM3 over a secret salt of 32 bytes followed by the file's bytes.
	#[codec(index = 4)]
	CommitmentSm3(H256),
}

impl DocumentDigest {
	/// Whether whoever has the file can compute this digest. (Certificates and pictures, which must be unique or comparable,
	/// have a digest by SHA-256 and no other.)
	pub fn is_plain(&self) -> bool {
		!matches!(self, Self::Commitment(_) | Self::CommitmentSm3(_))
	}
}
