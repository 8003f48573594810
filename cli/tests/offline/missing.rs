//! Files that are not there.

use crate::{told, Desk};
use serde_json::Value as Json;

#[test]
fn a_missing_file_has_one_exit_status_whatever_it_is_for() {
	let desk = Desk::with_bad_receipt();
	desk.write("a.pdf", "one");
	let uses = [
		"use",
		"--seal",
		"0",
		"--purpose",
		"contract",
		"--seal-key",
		"no",
		"--account",
		"no",
	];
	let apply = [
		"seal",
		"apply",
		"--uscc",
		"91330106MA2KXYA720",
		"--physical",
		"3301060000001",
		"--until",
		"2027-01-01",
	];
	let frozen = ["enterprise", "freeze", "91330106MA2KXYA720"];
	let commands: Vec<Vec<&str>> = vec![
		vec!["verify", "no", "--anchor", "anchor.json"],
		vec!["verify", "a.pdf", "--receipt", "no", "--anchor", "anchor.json"],
		vec!["verify", "bad.pdf", "--anchor", "no"],
		vec!["verify", "bad.pdf"],
		vec!["receipt", "no"],
		vec!["receipt", "a.pdf", "--batch-file", "no"],
		vec!["receipt", "--all", "--batch-file", "no"],
		vec!["receipt", "--all", "--batch-file", "log.jsonl"],
		[&uses[..], &["--batch", "no"]].concat(),
		vec!["audit", "check", "no", "--anchor", "anchor.json"],
		vec!["audit", "check", "log.jsonl", "--anchor", "no"],
		vec!["key", "show", "no"],
		vec!["key", "new", "x.key", "--secret-file", "no"],
		vec!["key", "new", "x.key", "--password-file", "no"],
		[&uses[..], &["no"]].concat(),
		[&uses[..], &["a.pdf"]].concat(),
		[
			&frozen[..],
			&["--until", "2027-03-01", "--order", "no", "--account", "no"],
		]
		.concat(),
		[
			&apply[..],
			&["--seal-key", "no", "--certificate", "no", "--picture", "no"],
		]
		.concat(),
	];
	for command in commands {
		let output = desk.eseal(command.iter().copied()).arg("--json").output().unwrap();
		let said: Json = serde_json::from_str(&told(&output).0).unwrap();
		assert_eq!(output.status.code(), Some(1), "{command:?}: {said}");
		assert_eq!(said["error"]["kind"], "input", "{command:?}: {said}");
	}
}
