//! `eseal key`

use crate::{told, Desk};
use serde_json::Value as Json;

/// Makes a key of a secret, and says how that ended and what it told.
fn import(desk: &Desk, algorithm: &str, secret: &[u8], more: &[&str]) -> (Option<i32>, Json) {
	let name = format!("{}.key", desk.0.path().read_dir().unwrap().count());
	desk.write("secret", secret);
	desk.write("password", "horse");
	let output = desk
		.eseal(["key", "new", &name, "--algorithm", algorithm, "--json"])
		.args(["--secret-file", "secret", "--password-file", "password"])
		.args(more)
		.output()
		.unwrap();
	let (json, stderr) = told(&output);
	assert_eq!(stderr, "");
	assert_eq!(desk.path(&name).exists(), output.status.success());
	(output.status.code(), serde_json::from_str(&json).unwrap())
}

#[test]
fn an_empty_or_phraseless_secret_makes_no_key() {
	let desk = Desk::new();
	for algorithm in ["sr25519", "ed25519", "ecdsa", "sm2"] {
		for secret in ["", "\n", "//Alice", "///pw", "/x", "\u{FEFF}"] {
			let (code, json) = import(&desk, algorithm, secret.as_bytes(), &[]);
			assert_eq!(code, Some(1), "{algorithm} {secret:?}");
			assert!(json["error"]["next"].is_string(), "{algorithm} {secret:?}: {json}");
		}
	}
}

#[test]
fn a_development_key_is_made_where_it_is_asked_for() {
	let desk = Desk::new();
	let (code, json) = import(&desk, "sr25519", b"//Alice\n", &["--development-key"]);
	assert_eq!(code, Some(0));
	assert_eq!(json["account"], "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
	let (code, _) = import(&desk, "sr25519", b"", &["--development-key"]);
	assert_eq!(code, Some(1), "an empty file names no key");
}

#[test]
fn a_secret_of_zero_is_refused() {
	let desk = Desk::new();
	for algorithm in ["ecdsa", "sm2"] {
		let (code, json) = import(&desk, algorithm, "0".repeat(64).as_bytes(), &[]);
		assert_eq!(code, Some(1), "{algorithm}");
		assert_eq!(json["error"]["kind"], "key");
	}
}

#[test]
fn no_secret_is_met_with_a_panic() {
	let desk = Desk::new();
	let secrets: [&[u8]; 6] = [
		b"\xFF\xFE/\0",
		b"\xC3\x28",
		b"\0",
		b"0x",
		b"//\x1b[2J///\x07",
		&[b'f'; 70_000],
	];
	for secret in secrets {
		for algorithm in ["sr25519", "ed25519", "ecdsa", "sm2"] {
			let (code, json) = import(&desk, algorithm, secret, &[]);
			assert_eq!(code, Some(1), "{algorithm} {:?}", &secret[..secret.len().min(20)]);
			assert_eq!(json["error"]["kind"], "input");
		}
	}
}

#[test]
fn the_mark_before_a_password_is_no_part_of_it() {
	let desk = Desk::new();
	desk.write("marked", "\u{FEFF}horse\r\n");
	desk.write("plain", "horse");
	desk.eseal(["key", "new", "a.key", "--password-file", "marked"])
		.assert()
		.success();
	// Only `use` and calls open a key: the account's password is asked for before the node is.
	let opened = desk
		.eseal(["seal", "suspend", "0", "--account", "a.key", "--password-file", "plain"])
		.args(["--node", "ws://127.0.0.1:1"])
		.output()
		.unwrap();
	let (_, stderr) = told(&opened);
	assert_eq!(opened.status.code(), Some(2), "{stderr}");
	assert!(!stderr.contains("password"), "{stderr}");
}

#[test]
fn a_password_option_has_one_name_in_every_command_and_hints_say_it() {
	let desk = Desk::new();
	desk.write("password", "horse");
	desk.eseal([
		"key",
		"new",
		"seal.key",
		"--algorithm",
		"sm2",
		"--seal-password-file",
		"password",
	])
	.assert()
	.success();
	desk.eseal(["key", "new", "account.key", "--password-file", "password"])
		.assert()
		.success();
	desk.write("a.pdf", "a document");
	let line = [
		"use",
		"a.pdf",
		"--seal",
		"0",
		"--purpose",
		"contract",
		"--seal-key",
		"seal.key",
	];
	let account = ["--account", "account.key"];
	// Neither here nor in a pipe is there a terminal to ask at.
	let hint = |command: &mut assert_cmd::Command| told(&command.output().unwrap()).1;
	let first = hint(desk.eseal(line).args(account));
	assert!(first.contains("with the password: --password-file FILE"), "{first}");
	let second = hint(desk.eseal(line).args(account).args(["--password-file", "password"]));
	assert!(
		second.contains("with the password: --seal-password-file FILE"),
		"{second}"
	);
	let new = hint(&mut desk.eseal(["key", "new", "b.key", "--algorithm", "sm2"]));
	assert!(new.contains("with the password: --seal-password-file FILE"), "{new}");
}
