//! What the fuzzer found worth keeping, without the fuzzer: every input goes through the same checks.

use eseal_receipt_testkit::hostile;
use std::{fs, path::Path};

fn replay(target: &str, run: fn(&[u8])) {
	let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
	let mut count = 0;
	for entry in fs::read_dir(&corpus).unwrap() {
		let data = fs::read(entry.unwrap().path()).unwrap();
		run(&data);
		count += 1;
	}
	assert!(count > 0, "{} is empty", corpus.display());
}

#[test]
fn receipts() {
	replay("receipt", hostile::receipt);
}

#[test]
fn logs() {
	replay("log", hostile::log);
}

/// The good receipts and the good log as they are written, for the fuzzer to start from.
#[test]
fn what_is_good() {
	for receipt in hostile::good_receipts() {
		hostile::receipt(&[&[0, 0][..], &receipt].concat());
	}
	hostile::log(&[&[0][..], &hostile::good_log_header()].concat());
}

/// Cheap randomness on top: inputs that the corpus does not have.
#[test]
fn random_inputs() {
	let mut state = 0x9e37_79b9_7f4a_7c15u64;
	let mut next = || {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		state
	};
	for _ in 0..2_000 {
		let length = 3 + next() % 40;
		let data: Vec<u8> = (0..length).map(|_| next().to_le_bytes()[3]).collect();
		hostile::receipt(&data);
		hostile::log(&data);
	}
}
