//! Digests of a document, made piece by piece, and a document that is known by them.

use alloc::boxed::Box;
use codec::{DecodeAll, Encode};
use eseal_crypto::document::{Algorithm, DocumentHasher};
use eseal_primitives::DocumentDigest;
use eseal_receipt::Document;

/// How many bytes a digest has: the number of what made it, and 32.
const DIGEST: usize = 33;

/// Begins to digest a document.
///
/// `kind` is the number of a [`DocumentDigest`] in SCALE: 0 SHA-256, 1 SM3, 2 BLAKE2b-256, and the commitments 3 (SHA-256)
/// and 4 (SM3), which take a salt of 32 bytes. Null if the kind is not known, or the salt has another length.
///
/// # Safety
///
/// `salt` has so many readable bytes as the length after it says, or the length is 0.
#[no_mangle]
pub unsafe extern "C" fn eseal_digest_begin(kind: u32, salt: *const u8, salt_length: usize) -> *mut DocumentHasher {
	// SAFETY: the caller's word, see above.
	let salt = unsafe { crate::bytes(salt, salt_length) };
	let algorithm = match (kind, salt) {
		(0, []) => Algorithm::Sha256,
		(1, []) => Algorithm::Sm3,
		(2, []) => Algorithm::Blake2b256,
		(3 | 4, salt) => match (<[u8; 32]>::try_from(salt), kind) {
			(Ok(salt), 3) => Algorithm::Commitment(salt),
			(Ok(salt), _) => Algorithm::CommitmentSm3(salt),
			(Err(_), _) => return core::ptr::null_mut(),
		},
		_ => return core::ptr::null_mut(),
	};
	Box::into_raw(Box::new(DocumentHasher::new(algorithm)))
}

/// Takes the next piece of a document.
///
/// # Safety
///
/// `hasher` is from [`eseal_digest_begin`] and was not ended yet; `piece` has so many readable bytes as the length says, or the
/// length is 0.
#[no_mangle]
pub unsafe extern "C" fn eseal_digest_update(hasher: *mut DocumentHasher, piece: *const u8, length: usize) {
	// SAFETY: the caller's word, see above.
	if let (Some(hasher), piece) = unsafe { (hasher.as_mut(), crate::bytes(piece, length)) } {
		hasher.update(piece);
	}
}

/// Ends a digest and gives its memory back. Writes it to `digest`, 33 bytes, unless that is null: SCALE of a
/// [`DocumentDigest`].
///
/// # Safety
///
/// `hasher` is from [`eseal_digest_begin`] and was not ended yet; `digest` is null or has 33 bytes to write to.
#[no_mangle]
pub unsafe extern "C" fn eseal_digest_end(hasher: *mut DocumentHasher, digest: *mut u8) {
	if hasher.is_null() {
		return;
	}
	// SAFETY: the caller's word, see above: this box was made by `eseal_digest_begin`.
	let made = unsafe { Box::from_raw(hasher) }.finish().encode();
	if !digest.is_null() && made.len() == DIGEST {
		// SAFETY: the caller's word, see above.
		unsafe { core::ptr::copy_nonoverlapping(made.as_ptr(), digest, DIGEST) };
	}
}

/// A document that is known by some digests, one after the other.
pub struct Digests<'a>(pub &'a [u8]);

impl Document for Digests<'_> {
	fn digest(&self, algorithm: Algorithm) -> Option<DocumentDigest> {
		let wanted = match algorithm {
			Algorithm::Sha256 => 0,
			Algorithm::Sm3 => 1,
			Algorithm::Blake2b256 => 2,
			Algorithm::Commitment(_) => 3,
			Algorithm::CommitmentSm3(_) => 4,
		};
		let mut digests = self.0.chunks_exact(DIGEST);
		let found = digests.find(|digest| digest.first() == Some(&wanted))?;
		DocumentDigest::decode_all(&mut &*found).ok()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_crypto::document;

	const SALT: [u8; 32] = [7; 32];

	/// What the host does, on the host.
	fn digested(kind: u32, salt: &[u8], pieces: &[&[u8]]) -> Option<[u8; DIGEST]> {
		let mut digest = [0; DIGEST];
		// SAFETY: all addresses are those of slices, with their lengths; the digest is ended once.
		unsafe {
			let hasher = eseal_digest_begin(kind, salt.as_ptr(), salt.len());
			if hasher.is_null() {
				return None;
			}
			for piece in pieces {
				eseal_digest_update(hasher, piece.as_ptr(), piece.len());
			}
			eseal_digest_end(hasher, digest.as_mut_ptr());
		}
		Some(digest)
	}

	#[test]
	fn pieces_make_the_digest_that_a_verification_asks_for() {
		for (kind, salt, algorithm) in [
			(0, &[][..], Algorithm::Sha256),
			(1, &[][..], Algorithm::Sm3),
			(2, &[][..], Algorithm::Blake2b256),
			(3, &SALT[..], Algorithm::Commitment(SALT)),
			(4, &SALT[..], Algorithm::CommitmentSm3(SALT)),
		] {
			let digest = digested(kind, salt, &[b"a doc", b"", b"ument"]).unwrap();
			let expected = document::digest(algorithm, b"a document");
			assert_eq!(DocumentDigest::decode_all(&mut &digest[..]).unwrap(), expected);
			let others = digested(if kind == 0 { 1 } else { 0 }, &[], &[]).unwrap();
			let digests = [&others[..], &digest[..]].concat();
			assert_eq!(Digests(&digests).digest(algorithm), Some(expected));
			assert_eq!(Digests(&digest[..DIGEST - 1]).digest(algorithm), None);
			assert_eq!(Digests(&[]).digest(algorithm), None);
		}
	}

	#[test]
	fn a_host_that_asks_for_nonsense_gets_no_digest() {
		for (kind, salt) in [
			(0, &SALT[..]),
			(3, &[][..]),
			(4, &SALT[1..]),
			(5, &[][..]),
			(u32::MAX, &SALT[..]),
		] {
			assert!(digested(kind, salt, &[b"x"]).is_none(), "{kind}");
		}
		// SAFETY: nothing is read, and nothing is written.
		unsafe {
			eseal_digest_update(core::ptr::null_mut(), core::ptr::null(), 0);
			eseal_digest_end(core::ptr::null_mut(), core::ptr::null_mut());
			eseal_digest_end(eseal_digest_begin(0, core::ptr::null(), 0), core::ptr::null_mut());
		}
	}
}
