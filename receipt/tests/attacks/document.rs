//! Another document, or another salt.

use crate::*;
use eseal_crypto::document::{Algorithm, DocumentHasher};
use eseal_primitives::DocumentDigest;
use eseal_receipt::{format::Base64, verify, Document, Input};
use std::cell::RefCell;

#[test]
fn another_document() {
	for (digest, proof) in with_both([
		DigestKind::Sha256,
		DigestKind::Sm3,
		DigestKind::Blake2b256,
		DigestKind::Commitment,
		DigestKind::CommitmentSm3,
	]) {
		let mut case = Case::of(Setup {
			digest,
			proof,
			..Setup::default()
		});
		for byte in 0..case.document.len() {
			case.document[byte] ^= 1;
			invalid(&case, Subject::Document, "document-differs");
			case.document[byte] ^= 1;
		}
		for document in [&b""[..], b"another", &DOCUMENT[1..], &[DOCUMENT, b" "].concat()] {
			case.document = document.to_vec();
			invalid(&case, Subject::Document, "document-differs");
		}
	}
}

#[test]
fn another_salt() {
	let mut case = Case::of(Setup {
		digest: DigestKind::Commitment,
		..Setup::default()
	});
	for (salt, code) in [
		(None, "salt-missing"),
		(Some(vec![]), "salt-length"),
		(Some(vec![1; 32]), "document-differs"),
		(Some(SALT[..31].to_vec()), "salt-length"),
		(Some([&SALT[..], &[0]].concat()), "salt-length"),
	] {
		case.receipt.salt = salt.map(Base64);
		invalid(&case, Subject::Document, code);
	}
	// What is committed to must not shift between salt and document.
	case.receipt.salt = Some(Base64([&SALT[..], &DOCUMENT[..1]].concat()));
	case.document = DOCUMENT[1..].to_vec();
	invalid(&case, Subject::Document, "salt-length");

	let mut case = plain();
	case.receipt.salt = Some(Base64(SALT.to_vec()));
	invalid(&case, Subject::Document, "salt-unneeded");
}

/// A document that is read elsewhere, piece by piece, or cannot be read.
struct Elsewhere {
	bytes: Option<&'static [u8]>,
	asked: RefCell<Vec<Algorithm>>,
}

impl Document for Elsewhere {
	fn digest(&self, algorithm: Algorithm) -> Option<DocumentDigest> {
		self.asked.borrow_mut().push(algorithm);
		let mut hasher = DocumentHasher::new(algorithm);
		self.bytes?.chunks(7).for_each(|piece| hasher.update(piece));
		Some(hasher.finish())
	}
}

/// One digest is asked for, once; and nothing is wrong with the receipt of a document that cannot be read.
#[test]
fn a_document_that_is_not_in_memory() {
	for (kind, algorithm) in [
		(DigestKind::Sha256, Algorithm::Sha256),
		(DigestKind::Sm3, Algorithm::Sm3),
		(DigestKind::Blake2b256, Algorithm::Blake2b256),
		(DigestKind::Commitment, Algorithm::Commitment(SALT)),
		(DigestKind::CommitmentSm3, Algorithm::CommitmentSm3(SALT)),
	] {
		for (recorded, proof) in with_both([Recorded::Single, Recorded::LISTED]) {
			let case = Case::of(Setup {
				digest: kind,
				recorded,
				proof,
				..Setup::default()
			});
			let verdict_on = |bytes| {
				let document = Elsewhere {
					bytes,
					asked: RefCell::default(),
				};
				let verdict = verify(&Input {
					document: &document,
					receipt: &case.receipt_json(),
					anchor: &case.anchor_json(),
					expected_enterprise: None,
				});
				assert_eq!(document.asked.into_inner(), [algorithm]);
				verdict
			};
			assert_valid(&verdict_on(Some(DOCUMENT)));
			assert_caught(
				&verdict_on(Some(b"another")),
				Subject::Document,
				"document-differs",
				Invalid,
			);
			assert_caught(&verdict_on(None), Subject::Document, "document-unread", Indeterminate);
		}
	}
}

/// Of a batch that the receipt does not lead to, no document is read.
#[test]
fn a_document_is_not_read_for_nothing() {
	for (recorded_as, proof) in with_both(Recorded::BATCHES) {
		let mut case = recorded(recorded_as, proof);
		let changes: [(fn(&mut Case), &str); 3] = [
			(|case| case.receipt.index += 1, "not-in-batch"),
			(|case| case.batch().document.0[0] = 9, "batch-malformed"),
			(|case| case.receipt.batch = None, "batch-missing"),
		];
		let good = case.receipt.clone();
		for (change, code) in changes {
			case.receipt = good.clone();
			change(&mut case);
			let document = Elsewhere {
				bytes: None,
				asked: RefCell::default(),
			};
			let verdict = verify(&Input {
				document: &document,
				receipt: &case.receipt_json(),
				anchor: &case.anchor_json(),
				expected_enterprise: None,
			});
			assert_caught(&verdict, Subject::Document, code, Invalid);
			assert!(document.asked.into_inner().is_empty());
		}
	}
}
