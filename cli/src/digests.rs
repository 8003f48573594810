//! Digests of files: as they are read, so that a file may be of any size.

use crate::{
	args::values,
	failure::{Failure, Kind, Result},
	files,
	view::{progress::Progress, terminal::word},
};
use eseal_crypto::document::{self, DocumentHasher};
use eseal_primitives::DocumentDigest;
use std::{
	cell::RefCell,
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

impl Algorithm {
	const ALL: [Self; 3] = [Self::Sha256, Self::Sm3, Self::Blake2b256];

	/// Its name, as on the command line.
	pub fn name(self) -> &'static str {
		match self {
			Self::Sha256 => "sha256",
			Self::Sm3 => "sm3",
			Self::Blake2b256 => "blake2b256",
		}
	}

	/// The one of this name.
	pub fn of_name(name: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
	}

	/// Makes the plain digest, which whoever has the file can compute.
	pub fn plain(self) -> document::Algorithm {
		match self {
			Self::Sha256 => document::Algorithm::Sha256,
			Self::Sm3 => document::Algorithm::Sm3,
			Self::Blake2b256 => document::Algorithm::Blake2b256,
		}
	}

	/// Makes the commitment under a salt. There is none by BLAKE2b.
	pub fn commitment(self, salt: Salt) -> Result<document::Algorithm> {
		match self {
			Self::Sha256 => Ok(document::Algorithm::Commitment(salt)),
			Self::Sm3 => Ok(document::Algorithm::CommitmentSm3(salt)),
			Self::Blake2b256 => Err(Failure::new(Kind::Usage, "there is no commitment by BLAKE2b-256")
				.next("Use --commit with --digest sha256 or --digest sm3.")),
		}
	}

	/// The plain digest of a file.
	pub fn of_file(self, path: &Path) -> Result<DocumentDigest> {
		let [digest] = of_file(path, [self.plain()])?;
		Ok(digest)
	}
}

/// The digest by which the chain names a certificate. It takes no other algorithm: one certificate would count as two.
pub fn of_certificate(path: &Path) -> Result<DocumentDigest> {
	Algorithm::Sha256.of_file(path)
}

/// The digest by which the chain names a picture: of an e-seal, or of a physical seal's imprint.
pub fn of_picture(path: &Path) -> Result<DocumentDigest> {
	Algorithm::Sha256.of_file(path)
}

/// The digests that the chain may have a file under: the plain ones and, if there is a salt, the commitments.
pub fn plain_and_committed(path: &Path, salt: Option<&Salt>) -> Result<Vec<DocumentDigest>> {
	use document::Algorithm::{Blake2b256, Commitment, CommitmentSm3, Sha256, Sm3};
	Ok(match salt {
		None => of_file(path, [Sha256, Sm3, Blake2b256])?.to_vec(),
		Some(salt) => of_file(path, [Sha256, Sm3, Blake2b256, Commitment(*salt), CommitmentSm3(*salt)])?.to_vec(),
	})
}

/// Digests of a file, all of them while it is read once.
pub fn of_file<const N: usize>(path: &Path, wanted: [document::Algorithm; N]) -> Result<[DocumentDigest; N]> {
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

/// The digest of one file among many; `told` hears how many bytes more were read.
pub fn of_one(path: &Path, wanted: document::Algorithm, told: impl Fn(u64)) -> Result<DocumentDigest> {
	let digests = of(files::open(path)?, [wanted], told);
	let [digest] = digests.map_err(|e| files::cannot("read", path, &e))?;
	Ok(digest)
}

/// Digests of all that a source gives; `told` hears how many bytes more were read.
fn of<const N: usize>(
	mut source: impl Read,
	wanted: [document::Algorithm; N],
	told: impl Fn(u64),
) -> std::io::Result<[DocumentDigest; N]> {
	let mut hashers = wanted.map(DocumentHasher::new);
	let mut chunk = vec![0; CHUNK];
	loop {
		let read = match source.read(&mut chunk) {
			Ok(0) => break,
			Ok(read) => read,
			Err(error) if error.kind() == ErrorKind::Interrupted => continue,
			Err(error) => return Err(error),
		};
		let piece = chunk.get(..read).unwrap_or_default();
		for hasher in &mut hashers {
			hasher.update(piece);
		}
		told(u64::try_from(read).unwrap_or_default());
	}
	Ok(hashers.map(DocumentHasher::finish))
}

/// A document on disk, digested when a verification asks for it.
pub struct OnDisk<'a> {
	path: &'a Path,
	failure: RefCell<Option<Failure>>,
}

impl<'a> OnDisk<'a> {
	/// The document in a file.
	pub fn new(path: &'a Path) -> Self {
		Self {
			path,
			failure: RefCell::new(None),
		}
	}

	/// Whether the file could be read whenever a digest of it was asked for.
	pub fn outcome(self) -> Result<()> {
		self.failure.into_inner().map_or(Ok(()), Err)
	}
}

impl eseal_receipt::Document for OnDisk<'_> {
	fn digest(&self, algorithm: document::Algorithm) -> Option<DocumentDigest> {
		match of_file(self.path, [algorithm]) {
			Ok([digest]) => Some(digest),
			Err(failure) => {
				self.failure.replace(Some(failure));
				None
			}
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
		DocumentDigest::CommitmentSm3(value) => ("commitment-sm3", value),
	};
	format!("{name}:{value:?}")
}

/// The digest that a text names, as [`text()`] writes it.
pub fn parse(text: &str) -> Option<DocumentDigest> {
	let (name, value) = text.split_once(':')?;
	let value = values::hash(value).ok()?;
	match name {
		"sha256" => Some(DocumentDigest::Sha256(value)),
		"sm3" => Some(DocumentDigest::Sm3(value)),
		"blake2b256" => Some(DocumentDigest::Blake2b256(value)),
		"commitment" => Some(DocumentDigest::Commitment(value)),
		"commitment-sm3" => Some(DocumentDigest::CommitmentSm3(value)),
		_ => None,
	}
}

/// What made a digest, if that is known: a commitment's salt is asked for.
pub fn algorithm_of(digest: &DocumentDigest, salt: Option<Salt>) -> Option<document::Algorithm> {
	match (digest, salt) {
		(DocumentDigest::Sha256(_), None) => Some(document::Algorithm::Sha256),
		(DocumentDigest::Sm3(_), None) => Some(document::Algorithm::Sm3),
		(DocumentDigest::Blake2b256(_), None) => Some(document::Algorithm::Blake2b256),
		(DocumentDigest::Commitment(_), Some(salt)) => Some(document::Algorithm::Commitment(salt)),
		(DocumentDigest::CommitmentSm3(_), Some(salt)) => Some(document::Algorithm::CommitmentSm3(salt)),
		_ => None,
	}
}

/// A document of which the digest is known, and the file is not asked for.
pub struct Digested {
	/// Its digest.
	pub digest: DocumentDigest,
	/// What made it.
	pub algorithm: document::Algorithm,
}

impl eseal_receipt::Document for Digested {
	fn digest(&self, algorithm: document::Algorithm) -> Option<DocumentDigest> {
		(algorithm == self.algorithm).then_some(self.digest)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_receipt::Document;
	use std::cell::Cell;

	/// What is read in pieces of this many bytes.
	struct Pieces<'a>(&'a [u8], usize);

	impl Read for Pieces<'_> {
		fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
			let (now, later) = self.0.split_at(self.1.min(self.0.len()).min(into.len()));
			into[..now.len()].copy_from_slice(now);
			self.0 = later;
			Ok(now.len())
		}
	}

	fn all(salt: Salt) -> [document::Algorithm; 5] {
		use document::Algorithm::{Blake2b256, Commitment, CommitmentSm3, Sha256, Sm3};
		[Sha256, Sm3, Blake2b256, Commitment(salt), CommitmentSm3(salt)]
	}

	#[test]
	fn a_file_of_several_chunks_is_digested_whole() {
		let bytes: Vec<u8> = (0..3 * CHUNK + 17).map(|n| n as u8 ^ (n >> 8) as u8).collect();
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("document");
		std::fs::write(&path, &bytes).unwrap();
		let wanted = all([7; 32]);
		let expected = wanted.map(|algorithm| document::digest(algorithm, &bytes));
		assert_eq!(of_file(&path, wanted).unwrap(), expected);
		assert_eq!(plain_and_committed(&path, Some(&[7; 32])).unwrap(), expected);
		assert_eq!(plain_and_committed(&path, None).unwrap(), expected[..3]);
		for piece in [1_000, CHUNK, CHUNK + 1] {
			let seen = Cell::new(0);
			let digests = of(Pieces(&bytes, piece), wanted, |bytes| seen.set(seen.get() + bytes)).unwrap();
			assert_eq!(digests, expected, "{piece}");
			assert_eq!(seen.get(), u64::try_from(bytes.len()).unwrap());
		}
	}

	#[test]
	fn a_commitment_is_made_by_the_algorithm_that_is_asked_for() {
		let salt = [7; 32];
		assert_eq!(
			Algorithm::Sha256.commitment(salt),
			Ok(document::Algorithm::Commitment(salt))
		);
		assert_eq!(
			Algorithm::Sm3.commitment(salt),
			Ok(document::Algorithm::CommitmentSm3(salt))
		);
		let refused = Algorithm::Blake2b256.commitment(salt).unwrap_err();
		assert_eq!(refused.kind, Kind::Usage);
	}

	#[test]
	fn a_document_on_disk_is_read_when_it_is_asked_for() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("document");
		let missing = OnDisk::new(&path);
		assert_eq!(missing.digest(document::Algorithm::Sm3), None);
		assert!(missing.outcome().is_err());
		std::fs::write(&path, "abc").unwrap();
		let there = OnDisk::new(&path);
		let digest = there.digest(document::Algorithm::Sm3);
		assert_eq!(digest, Some(document::digest(document::Algorithm::Sm3, b"abc")));
		assert!(there.outcome().is_ok());
	}

	#[test]
	fn a_folder_and_a_file_that_is_not_there_have_no_digest() {
		let folder = tempfile::tempdir().unwrap();
		assert!(Algorithm::Sha256.of_file(folder.path()).is_err());
		assert!(Algorithm::Sha256.of_file(&folder.path().join("none")).is_err());
	}

	#[test]
	fn a_digest_as_text_names_what_made_it() {
		let texts = all([7; 32]).map(|algorithm| text(&document::digest(algorithm, b"abc")));
		let names = texts.each_ref().map(|text| text.split(':').next().unwrap());
		assert_eq!(names, ["sha256", "sm3", "blake2b256", "commitment", "commitment-sm3"]);
		assert!(texts[1].ends_with("0x66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"));
	}

	#[test]
	fn a_text_names_the_digest_that_it_was_made_of_and_no_other() {
		for algorithm in all([7; 32]) {
			let digest = document::digest(algorithm, b"abc");
			assert_eq!(parse(&text(&digest)), Some(digest));
			let salted = matches!(
				algorithm,
				document::Algorithm::Commitment(_) | document::Algorithm::CommitmentSm3(_)
			);
			assert_eq!(algorithm_of(&digest, salted.then_some([7; 32])), Some(algorithm));
			assert_eq!(algorithm_of(&digest, (!salted).then_some([7; 32])), None);
			let known = Digested { digest, algorithm };
			assert_eq!(known.digest(algorithm), Some(digest));
			assert_eq!(
				known.digest(document::Algorithm::Commitment([8; 32])),
				None,
				"another salt"
			);
		}
		let digits = "ab".repeat(32);
		for wrong in [
			String::new(),
			"sha256".into(),
			format!("0x{digits}"),
			format!("sha256:{digits}"),
			format!("sha256:0x{digits}ab"),
			format!("SHA256:0x{digits}"),
			format!("md5:0x{digits}"),
		] {
			assert_eq!(parse(&wrong), None, "{wrong}");
		}
	}
}
