//! The test vectors in `vectors/`, and the table of reasons in `docs/receipt-format.md`.

use eseal_receipt::Reason;
use eseal_receipt_testkit::vectors::{Vector, Vectors};
use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
	path::Path,
};

/// Reasons that no bytes bring about.
const WITHOUT_VECTOR: [&str; 2] = [
	// The caller says so.
	"document-unread",
	// The caller asks so.
	"period-not-over",
];

fn stored() -> BTreeMap<String, Vector> {
	let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
	let mut vectors = BTreeMap::new();
	for entry in fs::read_dir(directory).unwrap() {
		let path = entry.unwrap().path();
		let text = fs::read_to_string(&path).unwrap();
		let vector = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
		vectors.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), vector);
	}
	vectors
}

#[test]
fn every_vector_has_its_verdict() {
	let stored = stored();
	for (name, vector) in &stored {
		assert_eq!(vector.verify(), vector.verdict, "{name}");
	}
	assert!(stored.len() > 100);
}

#[test]
fn the_name_of_a_vector_is_its_reason() {
	for (name, vector) in stored() {
		match vector.verdict.decisive() {
			None => {
				assert!(name.starts_with("good-"), "{name}");
				assert_eq!(vector.verdict.result, "valid", "{name}");
			}
			Some([_, _, code]) => {
				assert_eq!(name.split("--").next(), Some(code.as_str()), "{name}");
				assert_ne!(vector.verdict.result, "valid", "{name}");
			}
		}
	}
}

#[test]
fn every_reason_has_a_vector() {
	let stored = stored();
	let shown: BTreeSet<&str> = stored
		.values()
		.flat_map(|vector| &vector.verdict.checks)
		.map(|[_, _, code]| code.as_str())
		.collect();
	let missing: Vec<_> = Reason::CODES
		.iter()
		.map(|(code, _)| *code)
		.filter(|code| !shown.contains(code) && !WITHOUT_VECTOR.contains(code))
		.collect();
	assert!(missing.is_empty(), "no vector for {missing:?}");
}

/// The stored ones differ from fresh ones in signatures alone, and what follows from them.
#[test]
fn the_vectors_are_those_that_the_testkit_makes() {
	let stored = stored();
	let fresh = Vectors::all().0;
	let names: BTreeSet<&String> = fresh.iter().map(|(name, _)| name).collect();
	assert_eq!(names, stored.keys().collect());
	for (name, vector) in &fresh {
		assert_eq!(vector.verdict.checks, stored[name].verdict.checks, "{name}");
		assert_eq!(vector.about, stored[name].about, "{name}");
	}
}

#[test]
fn the_docs_list_every_reason() {
	const DOCS: &str = include_str!("../../docs/receipt-format.md");
	let documented: BTreeSet<(String, String)> = DOCS
		.split("\n## 11 ")
		.nth(1)
		.and_then(|section| section.split("\n## ").next())
		.unwrap()
		.lines()
		.filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "))
		.map(|(code, rule)| (code.to_owned(), rule.to_owned()))
		.collect();
	let actual: BTreeSet<(String, String)> = Reason::CODES
		.iter()
		.map(|(code, rule)| ((*code).to_owned(), rule.trim().replace("  ", " ")))
		.collect();
	let missing: Vec<_> = actual.difference(&documented).collect();
	let wrong: Vec<_> = documented.difference(&actual).collect();
	assert!(
		missing.is_empty() && wrong.is_empty(),
		"docs/receipt-format.md lacks {missing:#?}\nand has {wrong:#?}"
	);
}
