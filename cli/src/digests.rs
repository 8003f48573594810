//! Digests of files: as they are read, so that a file may be of any size.

use crate::{
	failure::{Failure, Kind, Result},
	files,
	view::{progress::Progress, terminal::word},
};
use blake2b_simd as blake2b;
use eseal_primitives::DocumentDigest;
use sha2::{Digest as _, Sha256};
use sm3::{Digest as _, Sm3};
use sp_core::H256;
use std::{
	io::{ErrorKind, Read},
	path::Path,
};

/// How much of a file is in memory at a time, in bytes.
const CHUNK: usize = 1 << 18;

/// From how many bytes on a person is shown how far it is: what takes about a second.
const LONG: u64 = 1 << 27;

/// The salt of a commitment.
pub type Salt = [u8; 32];

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

/// A digest that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
	/// How to digest.
	algorithm: Algorithm,
	/// What is digested before the file, in a commitment.
	salt: Option<Salt>,
}

impl Algorithm {
	/// Every algorithm.
	pub const ALL: [Self; 3] = [Self::Sha256, Self::Sm3, Self::Blake2b256];

	/// The plain digest, which whoever has the file can compute.
	pub fn plain(self) -> Wanted {
		Wanted {
			algorithm: self,
			salt: None,
		}
	}

	/// The commitment under a salt. The chain knows them by SHA-256 alone.
	pub fn commitment(self, salt: Salt) -> Result<Wanted> {
		match self {
			Self::Sha256 => Ok(Wanted {
				algorithm: self,
				salt: Some(salt),
			}),
			Self::Sm3 | Self::Blake2b256 => Err(Failure::new(Kind::Usage, "a commitment is made by SHA-256 alone")
				.next("Leave --digest out, or --commit.")),
		}
	}

	/// The plain digest of a file.
	pub fn of_file(self, path: &Path) -> Result<DocumentDigest> {
		let [digest] = of_file(path, [self.plain()])?;
		Ok(digest)
	}
}

/// The plain digests of a file by every algorithm.
pub fn plain(path: &Path) -> Result<[DocumentDigest; 3]> {
	of_file(path, Algorithm::ALL.map(Algorithm::plain))
}

/// Digests of a file, all of them while it is read once.
pub fn of_file<const N: usize>(path: &Path, wanted: [Wanted; N]) -> Result<[DocumentDigest; N]> {
	let file = files::open(path)?;
	let length = file.metadata().map_or(0, |about| about.len());
	let progress = (length >= LONG).then(|| Progress::bytes(&word(path), length));
	let told = |bytes: u64| {
		if let Some(progress) = &progress {
			progress.advance(bytes);
		}
	};
	of(file, wanted, told).map_err(|e| files::cannot("read", path, &e))
}

/// Digests of all that a source gives; `told` hears how many bytes more were read.
fn of<const N: usize>(
	mut source: impl Read,
	wanted: [Wanted; N],
	told: impl Fn(u64),
) -> std::io::Result<[DocumentDigest; N]> {
	let mut running = wanted.map(Running::new);
	let mut chunk = vec![0; CHUNK];
	loop {
		let read = match source.read(&mut chunk) {
			Ok(0) => break,
			Ok(read) => read,
			Err(error) if error.kind() == ErrorKind::Interrupted => continue,
			Err(error) => return Err(error),
		};
		let bytes = chunk.get(..read).unwrap_or_default();
		for one in &mut running {
			one.update(bytes);
		}
		told(u64::try_from(read).unwrap_or_default());
	}
	Ok(running.map(Running::finish))
}

/// A digest that is being made.
struct Running {
	wanted: Wanted,
	state: State,
}

enum State {
	Sha256(Box<Sha256>),
	Sm3(Box<Sm3>),
	Blake2b256(Box<blake2b::State>),
}

impl Running {
	fn new(wanted: Wanted) -> Self {
		let state = match wanted.algorithm {
			Algorithm::Sha256 => State::Sha256(Box::default()),
			Algorithm::Sm3 => State::Sm3(Box::default()),
			Algorithm::Blake2b256 => State::Blake2b256(Box::new(blake2b::Params::new().hash_length(32).to_state())),
		};
		let mut running = Self { wanted, state };
		if let Some(salt) = wanted.salt {
			running.update(&salt);
		}
		running
	}

	fn update(&mut self, bytes: &[u8]) {
		match &mut self.state {
			State::Sha256(state) => state.update(bytes),
			State::Sm3(state) => state.update(bytes),
			State::Blake2b256(state) => {
				state.update(bytes);
			}
		}
	}

	fn finish(self) -> DocumentDigest {
		let is_plain = self.wanted.salt.is_none();
		match self.state {
			State::Sha256(state) => {
				let digest = H256(state.finalize().into());
				if is_plain {
					DocumentDigest::Sha256(digest)
				} else {
					DocumentDigest::Commitment(digest)
				}
			}
			State::Sm3(state) => DocumentDigest::Sm3(H256(state.finalize().into())),
			State::Blake2b256(state) => DocumentDigest::Blake2b256(H256::from_slice(state.finalize().as_bytes())),
		}
	}
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
	use std::cell::Cell;

	/// Digests of bytes, which come one at a time, in odd pieces, or at once: in pieces of this many bytes.
	fn in_pieces(bytes: &[u8], piece: usize, wanted: Wanted) -> String {
		struct Pieces<'a>(&'a [u8], usize);
		impl Read for Pieces<'_> {
			fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
				let (now, later) = self.0.split_at(self.1.min(self.0.len()).min(into.len()));
				into[..now.len()].copy_from_slice(now);
				self.0 = later;
				Ok(now.len())
			}
		}
		let seen = Cell::new(0);
		let [digest] = of(Pieces(bytes, piece), [wanted], |bytes| seen.set(seen.get() + bytes)).unwrap();
		assert_eq!(seen.get(), u64::try_from(bytes.len()).unwrap());
		text(&digest)
	}

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
			for piece in 1..=4 {
				assert_eq!(in_pieces(b"abc", piece, algorithm.plain()), expected);
			}
		}
	}

	#[test]
	fn a_file_of_several_chunks_is_digested_whole() {
		let bytes: Vec<u8> = (0..3 * CHUNK + 17).map(|n| n as u8 ^ (n >> 8) as u8).collect();
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("document");
		std::fs::write(&path, &bytes).unwrap();
		let whole = [
			DocumentDigest::Sha256(sp_crypto_hashing::sha2_256(&bytes).into()),
			DocumentDigest::Sm3(H256(eseal_primitives::sm2::sm3(&bytes))),
			DocumentDigest::Blake2b256(sp_crypto_hashing::blake2_256(&bytes).into()),
		];
		assert_eq!(plain(&path).unwrap(), whole);
		for (algorithm, digest) in Algorithm::ALL.into_iter().zip(whole) {
			assert_eq!(in_pieces(&bytes, 1_000, algorithm.plain()), text(&digest));
		}
	}

	#[test]
	fn a_commitment_is_the_digest_of_salt_and_file() {
		let salt = [7; 32];
		let bytes = [salt.as_slice(), b"abc"].concat();
		let plain = in_pieces(&bytes, 64, Algorithm::Sha256.plain());
		let (_, digest) = plain.split_once(':').unwrap();
		let committed = in_pieces(b"abc", 2, Algorithm::Sha256.commitment(salt).unwrap());
		assert_eq!(committed, format!("commitment:{digest}"));
		for other in [Algorithm::Sm3, Algorithm::Blake2b256] {
			assert_eq!(other.commitment(salt).unwrap_err().kind, Kind::Usage);
		}
	}

	#[test]
	fn a_folder_and_a_file_that_is_not_there_have_no_digest() {
		let folder = tempfile::tempdir().unwrap();
		assert!(Algorithm::Sha256.of_file(folder.path()).is_err());
		assert!(Algorithm::Sha256.of_file(&folder.path().join("none")).is_err());
	}
}
