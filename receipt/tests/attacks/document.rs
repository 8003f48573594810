//! Another document, or another salt.

use crate::{network::*, *};
use eseal_receipt::format::Base64;

#[test]
fn another_document() {
	for (digest, proof) in with_both([
		DigestKind::Sha256,
		DigestKind::Sm3,
		DigestKind::Blake2b256,
		DigestKind::Commitment,
	]) {
		let mut case = Case::of(Setup {
			digest,
			proof,
			..Setup::default()
		});
		for byte in 0..case.document.len() {
			case.document[byte] ^= 1;
			invalid(&case, Subject::Document);
			case.document[byte] ^= 1;
		}
		for document in [&b""[..], b"another", &DOCUMENT[1..], &[DOCUMENT, b" "].concat()] {
			case.document = document.to_vec();
			invalid(&case, Subject::Document);
		}
	}
}

#[test]
fn another_salt() {
	let mut case = Case::of(Setup {
		digest: DigestKind::Commitment,
		..Setup::default()
	});
	for salt in [
		None,
		Some(vec![]),
		Some(vec![1; 32]),
		Some(SALT[..31].to_vec()),
		Some([&SALT[..], &[0]].concat()),
	] {
		case.receipt.salt = salt.map(Base64);
		invalid(&case, Subject::Document);
	}
	// What is committed to must not shift between salt and document.
	case.receipt.salt = Some(Base64([&SALT[..], &DOCUMENT[..1]].concat()));
	case.document = DOCUMENT[1..].to_vec();
	invalid(&case, Subject::Document);

	let mut case = plain();
	case.receipt.salt = Some(Base64(SALT.to_vec()));
	invalid(&case, Subject::Document);
}
