//! The document is the one that was sealed.

use crate::{
	reason::{DigestAlgorithm, Reason},
	verdict::Outcome,
	verify::Document,
};
use eseal_crypto::document::Algorithm;
use eseal_primitives::DocumentDigest;

/// How many bytes a salt has.
pub const SALT_LENGTH: usize = 32;

/// Checks the document against the digest that was recorded; with the receipt's salt, if it was committed with one. Nothing
/// is wrong with the receipt if the caller cannot read the document.
pub(crate) fn check(document: &dyn Document, salt: Option<&[u8]>, sealed: DocumentDigest) -> (Outcome, Reason) {
	match compare(document, salt, sealed) {
		Ok(reason) => (Outcome::Valid, reason),
		Err(reason @ Reason::DocumentUnread { .. }) => (Outcome::Indeterminate, reason),
		Err(reason) => (Outcome::Invalid, reason),
	}
}

fn compare(document: &dyn Document, salt: Option<&[u8]>, sealed: DocumentDigest) -> Result<Reason, Reason> {
	let salt = match (sealed.is_plain(), salt) {
		(true, None) => None,
		(false, Some(salt)) => Some(<[u8; SALT_LENGTH]>::try_from(salt).map_err(|_| salt_length(salt))?),
		(false, None) => return Err(Reason::SaltMissing),
		(true, Some(_)) => return Err(Reason::SaltUnneeded),
	};
	let salted = salt.is_some();
	let salt = salt.unwrap_or_default();
	let (algorithm, wanted) = match sealed {
		DocumentDigest::Sha256(_) => (DigestAlgorithm::Sha256, Algorithm::Sha256),
		DocumentDigest::Sm3(_) => (DigestAlgorithm::Sm3, Algorithm::Sm3),
		DocumentDigest::Blake2b256(_) => (DigestAlgorithm::Blake2b256, Algorithm::Blake2b256),
		DocumentDigest::Commitment(_) => (DigestAlgorithm::Sha256, Algorithm::Commitment(salt)),
		DocumentDigest::CommitmentSm3(_) => (DigestAlgorithm::Sm3, Algorithm::CommitmentSm3(salt)),
	};
	match document.digest(wanted) {
		None => Err(Reason::DocumentUnread { algorithm, salted }),
		Some(digest) if digest == sealed => Ok(Reason::DocumentMatches { algorithm, salted }),
		Some(_) => Err(Reason::DocumentDiffers { algorithm, salted }),
	}
}

fn salt_length(salt: &[u8]) -> Reason {
	let length = |length| u64::try_from(length).unwrap_or(u64::MAX);
	Reason::SaltLength {
		bytes: length(salt.len()),
		needed: length(SALT_LENGTH),
	}
}
