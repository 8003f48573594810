//! Papers of other versions. `tests/old` has receipts, an anchor and a log of each version before the present one.

use crate::*;
use eseal_receipt::{
	format::{Period, ANCHOR_TYPE, HISTORY_TYPE, LOG_TYPE, RECEIPT_TYPE, VERSION},
	history, log, Language, Reason,
};
use serde_json::json;
use std::{fs, path::Path};

fn old(version: u32, name: &str) -> Vec<u8> {
	let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/old/{version}"));
	fs::read(directory.join(name)).unwrap()
}

#[test]
fn what_was_made_before_is_of_an_older_version() {
	let case = plain();
	assert_eq!(VERSION, 4);
	for version in 1..VERSION {
		for name in ["receipt-by-block.json", "receipt-by-state.json"] {
			let verdict = with_receipt(&case, &old(version, name));
			assert_caught(&verdict, Subject::Format, "older-version", Indeterminate);
			assert_eq!(
				verdict.summary(Language::English),
				format!("Indeterminate: the receipt is of the older version {version}; this program reads version 4")
			);
		}
		let verdict = with_anchor(&case, &old(version, "anchor.json"));
		assert_caught(&verdict, Subject::Format, "older-version", Indeterminate);
		// With the anchor of then too.
		let verdict = verify_json(
			DOCUMENT,
			&old(version, "receipt-by-block.json"),
			&old(version, "anchor.json"),
		);
		assert_caught(&verdict, Subject::Format, "older-version", Indeterminate);

		let verdict = log::check(&old(version, "log.jsonl"), &case.anchor_json(), None);
		assert_eq!(verdict.result, Indeterminate);
		assert_eq!(verdict.checks.len(), 1);
		assert_eq!(
			verdict.summary(Language::English),
			format!("Indeterminate: the exported log is of the older version {version}; this program reads version 4")
		);
	}
}

#[test]
fn versions_and_types_are_told_apart() {
	let case = plain();
	let log = LogCase::new(1);
	let officer = HistoryCase::default();
	for (known, paper) in [(RECEIPT_TYPE, 0), (ANCHOR_TYPE, 1), (LOG_TYPE, 2), (HISTORY_TYPE, 3)] {
		let (base, _) = known.split_once(";version=").unwrap();
		for (media_type, code) in [
			(format!("{base};version=0"), "unknown-type"),
			(format!("{base};version=1"), "older-version"),
			(format!("{base};version=3"), "older-version"),
			(format!("{base};version=5"), "newer-version"),
			(format!("{base};version=4294967295"), "newer-version"),
			(format!("{base};version=4294967296"), "unknown-type"),
			(format!("{base};version=04"), "unknown-type"),
			(format!("{base};version=+4"), "unknown-type"),
			(format!("{base};version=-1"), "unknown-type"),
			(format!("{base};version="), "unknown-type"),
			(format!("{base};version=4 "), "unknown-type"),
			(format!("{base};charset=utf-8;version=4"), "unknown-type"),
			(base.to_uppercase(), "unknown-type"),
			(base.to_owned(), "unknown-type"),
			(String::new(), "unknown-type"),
			("application/json".to_owned(), "unknown-type"),
		] {
			let mut json = match paper {
				0 => serde_json::to_value(&case.receipt).unwrap(),
				1 => serde_json::to_value(&case.anchor).unwrap(),
				2 => serde_json::to_value(&log.header).unwrap(),
				_ => serde_json::to_value(&officer.header).unwrap(),
			};
			json["type"] = json!(media_type);
			// Another version may have fields that this one does not know.
			json["more"] = json!(1);
			let json = serde_json::to_vec(&json).unwrap();
			let (result, reason) = match paper {
				0 => first(with_receipt(&case, &json).checks),
				1 => first(with_anchor(&case, &json).checks),
				2 => first(log::check(&json, &case.anchor_json(), None).checks),
				_ => first(history::check(&json, &case.anchor_json(), Period::default()).checks),
			};
			assert_eq!((result, reason.code()), (Indeterminate, code), "{media_type}");
			if let Reason::OlderVersion { known, .. } | Reason::NewerVersion { known, .. } = reason {
				assert_eq!(known, VERSION);
			}
		}
	}
}

fn first(checks: Vec<eseal_receipt::verdict::Check>) -> (Outcome, Reason) {
	assert_eq!(checks.len(), 1);
	let check = checks.into_iter().next().unwrap();
	(check.result, check.reason)
}
