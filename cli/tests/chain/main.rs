//! The program from outside, against a node in memory that misbehaves as nodes do.

mod acts;
mod batch;
mod budget;
mod calls;
mod corrections;
mod enterprises;
mod import;
mod kept;
mod sealing;
mod statistics;
mod watching;

use assert_cmd::Command;
use eseal_testnode::{cast, Cast, TestNode};
use serde_json::Value as Json;
use std::{
	fs,
	path::{Path, PathBuf},
	process::Output,
};
use tempfile::TempDir;

const PASSWORD: &str = "a password for tests";

/// A folder to work in and a node to ask. The keys of those who act are in the folder.
struct Desk {
	folder: TempDir,
	node: TestNode,
}

impl Desk {
	/// With a fresh chain.
	fn new() -> Self {
		let desk = Self {
			folder: tempfile::tempdir().unwrap(),
			node: TestNode::start(),
		};
		desk.write("password", PASSWORD);
		desk
	}

	/// With e-seal 0 issued, its owner's key in `owner.key` and its own in `seal.key`.
	fn with_seal() -> Self {
		let desk = Self::new();
		Cast::issue(&desk.node);
		desk.key("owner.key", cast::OWNER);
		desk.key("seal.key", cast::SEAL);
		desk
	}

	/// Makes a key file of a secret URI.
	fn key(&self, name: &str, uri: &str) {
		self.write("secret", uri);
		let made = self
			.eseal(["key", "new", name, "--secret-file", "secret", "--development-key"])
			.args(["--password-file", "password"])
			.output()
			.unwrap();
		assert!(made.status.success(), "{made:?}");
	}

	/// `eseal`, started in this folder, with nothing in its environment but where the node answers.
	fn eseal<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Command {
		let mut command = Command::new(assert_cmd::cargo::cargo_bin!("eseal"));
		command
			.current_dir(self.path(""))
			.env_clear()
			.env("HOME", self.path(""))
			.env("ESEAL_URL", self.node.url())
			.args(args);
		command
	}

	/// The same with `--json`, sent by an account: how it ended and what it told.
	fn sent<'a>(&self, account: &str, args: impl IntoIterator<Item = &'a str>) -> (Option<i32>, Json) {
		let output = self
			.eseal(args)
			.args(["--json", "--account", account, "--password-file", "password"])
			.output()
			.unwrap();
		told(&output)
	}

	/// Seals documents with e-seal 0 as its owner.
	fn seal(&self, more: &[&str]) -> (Option<i32>, Json) {
		let args = ["use", "--seal", "0", "--purpose", "contract", "--seal-key", "seal.key"];
		let args = args.into_iter().chain(["--seal-password-file", "password"]);
		self.sent("owner.key", args.chain(more.iter().copied()))
	}

	fn path(&self, name: impl AsRef<Path>) -> PathBuf {
		self.folder.path().join(name)
	}

	fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
		fs::write(self.path(name), bytes).unwrap();
	}

	/// How many uses e-seal 0 has on record.
	fn count(&self) -> u64 {
		let shown = self.eseal(["log", "0", "--json"]).output().unwrap();
		told(&shown).1["count"].as_u64().unwrap()
	}
}

/// How a run ended, and the JSON that it printed.
fn told(output: &Output) -> (Option<i32>, Json) {
	let json = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
	(output.status.code(), json)
}
