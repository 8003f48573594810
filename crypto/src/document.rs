//! Digests of documents, made piece by piece: of any size, in little memory.

use eseal_primitives::DocumentDigest;
use sha2::Digest;
use sp_core::H256;

/// What makes the digest of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
	/// SHA-256 (FIPS 180-4).
	Sha256,
	/// SM3 (GB/T 32905-2016).
	Sm3,
	/// BLAKE2b with a digest of 256 bits (RFC 7693).
	Blake2b256,
	/// SHA-256 over this salt and the document.
	Commitment([u8; 32]),
	/// SM3 over this salt and the document.
	CommitmentSm3([u8; 32]),
}

/// Makes the digest of a document out of its pieces.
#[derive(Clone)]
pub struct DocumentHasher {
	algorithm: Algorithm,
	state: State,
}

#[derive(Clone)]
enum State {
	Sha256(sha2::Sha256),
	Sm3(sm3::Sm3),
	Blake2b256(blake2b_simd::State),
}

impl DocumentHasher {
	/// Begins.
	pub fn new(algorithm: Algorithm) -> Self {
		let mut state = match algorithm {
			Algorithm::Sha256 | Algorithm::Commitment(_) => State::Sha256(Digest::new()),
			Algorithm::Sm3 | Algorithm::CommitmentSm3(_) => State::Sm3(sm3::Digest::new()),
			Algorithm::Blake2b256 => State::Blake2b256(blake2b_simd::Params::new().hash_length(32).to_state()),
		};
		if let Algorithm::Commitment(salt) | Algorithm::CommitmentSm3(salt) = &algorithm {
			state.update(salt);
		}
		Self { algorithm, state }
	}

	/// Takes the next piece.
	pub fn update(&mut self, piece: &[u8]) {
		self.state.update(piece);
	}

	/// The digest of all pieces.
	pub fn finish(self) -> DocumentDigest {
		let digest = match self.state {
			State::Sha256(state) => H256(state.finalize().into()),
			State::Sm3(state) => H256(sm3::Digest::finalize(state).into()),
			State::Blake2b256(state) => H256::from_slice(state.finalize().as_bytes()),
		};
		match self.algorithm {
			Algorithm::Sha256 => DocumentDigest::Sha256(digest),
			Algorithm::Sm3 => DocumentDigest::Sm3(digest),
			Algorithm::Blake2b256 => DocumentDigest::Blake2b256(digest),
			Algorithm::Commitment(_) => DocumentDigest::Commitment(digest),
			Algorithm::CommitmentSm3(_) => DocumentDigest::CommitmentSm3(digest),
		}
	}
}

impl State {
	fn update(&mut self, piece: &[u8]) {
		match self {
			Self::Sha256(state) => state.update(piece),
			Self::Sm3(state) => sm3::Digest::update(state, piece),
			Self::Blake2b256(state) => {
				state.update(piece);
			}
		}
	}
}

/// The digest of a document that is in memory.
pub fn digest(algorithm: Algorithm, document: &[u8]) -> DocumentDigest {
	let mut hasher = DocumentHasher::new(algorithm);
	hasher.update(document);
	hasher.finish()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn hex(digest: DocumentDigest) -> std::string::String {
		let hash = match digest {
			DocumentDigest::Sha256(hash)
			| DocumentDigest::Sm3(hash)
			| DocumentDigest::Blake2b256(hash)
			| DocumentDigest::Commitment(hash)
			| DocumentDigest::CommitmentSm3(hash) => hash,
		};
		std::format!("{hash:x}")
	}

	/// Of "abc": FIPS 180-4 (example), GB/T 32905-2016 (A.1); BLAKE2b-256 as `b2sum -l 256` prints it.
	#[test]
	fn the_standards_examples() {
		assert_eq!(
			hex(digest(Algorithm::Sha256, b"abc")),
			"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
		);
		assert_eq!(
			hex(digest(Algorithm::Sm3, b"abc")),
			"66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
		);
		assert_eq!(
			hex(digest(Algorithm::Blake2b256, b"abc")),
			"bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"
		);
	}

	#[test]
	fn pieces_make_the_digest_of_the_whole() {
		let document: std::vec::Vec<u8> = (0..10_000u32).flat_map(u32::to_le_bytes).collect();
		let salt = [7; 32];
		for algorithm in [
			Algorithm::Sha256,
			Algorithm::Sm3,
			Algorithm::Blake2b256,
			Algorithm::Commitment(salt),
			Algorithm::CommitmentSm3(salt),
		] {
			for size in [1, 63, 64, 65, 4_096] {
				let mut hasher = DocumentHasher::new(algorithm);
				document.chunks(size).for_each(|piece| hasher.update(piece));
				assert_eq!(hasher.finish(), digest(algorithm, &document), "{algorithm:?}, {size}");
			}
		}
	}

	#[test]
	fn a_commitment_is_over_salt_and_document() {
		let salt = [7; 32];
		let salted = [&salt[..], b"abc"].concat();
		assert_eq!(
			hex(digest(Algorithm::Commitment(salt), b"abc")),
			hex(digest(Algorithm::Sha256, &salted))
		);
		assert_eq!(
			hex(digest(Algorithm::CommitmentSm3(salt), b"abc")),
			hex(digest(Algorithm::Sm3, &salted))
		);
	}
}
