//! The program from outside, as a person or a script meets it: commands that need no node.

mod audit;
mod digests;
mod keys;
mod missing;
mod printing;
mod texts;
mod verify;
mod zones;

use assert_cmd::Command;
use std::{
	fs,
	path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder to work in.
struct Desk(TempDir);

impl Desk {
	fn new() -> Self {
		Self(tempfile::tempdir().unwrap())
	}

	/// `eseal`, started in this folder, with nothing in its environment that the machine has.
	fn eseal<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Command {
		let mut command = Command::new(assert_cmd::cargo::cargo_bin!("eseal"));
		command
			.current_dir(self.path(""))
			.env_clear()
			.env("HOME", self.path(""))
			.args(args);
		command
	}

	fn path(&self, name: impl AsRef<Path>) -> PathBuf {
		self.0.path().join(name)
	}

	fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
		fs::write(self.path(name), bytes).unwrap();
	}

	/// A document with a receipt that cannot hold, and an anchor.
	fn with_bad_receipt() -> Self {
		let desk = Self::new();
		desk.write("bad.pdf", "a document");
		desk.write("bad.pdf.eseal", "{}");
		desk.write("log.jsonl", "{}\n");
		let anchor = serde_json::json!({
			"type": eseal_receipt::format::ANCHOR_TYPE,
			"genesis": format!("0x{}", "11".repeat(32)),
			"setId": 0,
			"authorities": [{ "key": format!("0x{}", "22".repeat(32)), "weight": 1 }],
		});
		desk.write("anchor.json", anchor.to_string());
		desk
	}
}

/// What a run printed on standard output and on standard error.
fn told(output: &std::process::Output) -> (String, String) {
	let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
	(text(&output.stdout), text(&output.stderr))
}
