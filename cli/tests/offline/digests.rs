//! Files that are digested.

use crate::{told, Desk};

#[test]
fn a_commitment_by_blake2b_is_refused_in_clear_words() {
	let desk = Desk::new();
	desk.write("a.pdf", "a document");
	let output = desk
		.eseal([
			"use",
			"a.pdf",
			"--seal",
			"0",
			"--purpose",
			"contract",
			"--seal-key",
			"seal.key",
		])
		.args(["--commit", "--digest", "blake2b256"])
		.output()
		.unwrap();
	let (_, stderr) = told(&output);
	assert_eq!(output.status.code(), Some(64), "{stderr}");
	assert!(!desk.path("a.pdf.eseal.salt").exists());
}
