//! Digests of files.

use eseal_primitives::{sm2::sm3, DocumentDigest};
use sp_core::H256;
use sp_crypto_hashing::{blake2_256, sha2_256};

/// How to digest a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Algorithm {
	/// SHA-256 (FIPS 180-4)
	Sha256,
	/// SM3 (GB/T 32905-2016)
	Sm3,
	/// BLAKE2b-256 (RFC 7693)
	Blake2b256,
}

impl Algorithm {
	/// Every algorithm.
	pub const ALL: [Self; 3] = [Self::Sha256, Self::Sm3, Self::Blake2b256];

	/// The plain digest of a file's bytes.
	pub fn digest(self, bytes: &[u8]) -> DocumentDigest {
		match self {
			Self::Sha256 => DocumentDigest::Sha256(sha2_256(bytes).into()),
			Self::Sm3 => DocumentDigest::Sm3(H256(sm3(bytes))),
			Self::Blake2b256 => DocumentDigest::Blake2b256(blake2_256(bytes).into()),
		}
	}
}

/// The commitment to a file under a salt.
pub fn commitment(salt: &[u8; 32], bytes: &[u8]) -> DocumentDigest {
	DocumentDigest::Commitment(sha2_256(&[salt, bytes].concat()).into())
}

/// A digest as text: the algorithm, a colon, and the digest in hexadecimal after `0x`, as in receipts' verdicts.
pub fn text(digest: &DocumentDigest) -> String {
	let (name, value) = match digest {
		DocumentDigest::Sha256(value) => ("sha256", value),
		DocumentDigest::Sm3(value) => ("sm3", value),
		DocumentDigest::Blake2b256(value) => ("blake2b256", value),
		DocumentDigest::Commitment(value) => ("commitment", value),
	};
	format!("{name}:{value:?}")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn digests_of_abc() {
		// FIPS 180-4, GB/T 32905-2016 and RFC 7693 (its 256-bit form) give these.
		for (algorithm, expected) in [
			(
				Algorithm::Sha256,
				"sha256:0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
			),
			(
				Algorithm::Sm3,
				"sm3:0x66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
			),
			(
				Algorithm::Blake2b256,
				"blake2b256:0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
			),
		] {
			assert_eq!(text(&algorithm.digest(b"abc")), expected);
		}
	}

	#[test]
	fn a_commitment_is_sha256_over_salt_and_file() {
		let salt = [7; 32];
		let bytes = [salt.as_slice(), b"abc"].concat();
		let DocumentDigest::Sha256(plain) = Algorithm::Sha256.digest(&bytes) else {
			unreachable!()
		};
		assert_eq!(commitment(&salt, b"abc"), DocumentDigest::Commitment(plain));
	}
}
