//! Agencies that make a network, in a directory of their own.

use assert_cmd::Command;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sp_core::crypto::{AccountId32, Ss58AddressFormat, Ss58Codec};
use std::{
	collections::BTreeMap,
	fs,
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
};
use tempfile::TempDir;

pub const ID: &str = "eseal_under_test";

pub const SEATS: [&str; 3] = ["MarketSupervision", "PublicSecurity", "DataResources"];

/// An account that only the genesis of the stand-in's development chain makes well known.
pub const IN_DEVELOPMENT_CHAIN: [u8; 32] = [9; 32];

/// Stands in for eseal-node.
const NODE: &str = r#"#!/bin/sh
digest() { sha256sum "$1" | cut -c 1-64; }
case "$1 $3" in
"export-chain-spec dev" | "export-chain-spec local")
	echo '{"genesis":{"runtimeGenesis":{"code":"0x00C0DE","patch":{"seats":[["DEVELOPMENT"]]}}}}' ;;
"export-chain-spec "*) echo "{\"genesis\":{\"raw\":{\"top\":{\"0x00\":\"0x$(digest "$3")\"}}}}" ;;
"export-blocks "*) ;;
"chain-info "*) echo "{\"genesis_hash\":\"0x$(digest "$3")\"}" ;;
*) echo "unknown: $*" >&2; exit 1 ;;
esac
"#;

/// How a command ended.
#[derive(Debug)]
pub struct Done {
	pub status: i32,
	pub stdout: String,
	pub stderr: String,
}

impl Done {
	/// Gives what it printed, if it succeeded.
	#[track_caller]
	pub fn succeeds(self) -> String {
		assert_eq!(self.status, 0, "{self:?}");
		assert_eq!(self.stderr, "", "{self:?}");
		self.stdout
	}

	/// Checks that it was refused with these words and some advice.
	#[track_caller]
	pub fn is_refused(&self, words: &str) {
		assert_eq!(self.status, 1, "{self:?}");
		assert_eq!(self.stdout, "", "{self:?}");
		assert!(self.stderr.contains(words), "{self:?}");
		assert!(self.stderr.lines().count() > 1, "advice is missing: {self:?}");
	}

	/// Checks that the command line was refused with these words.
	#[track_caller]
	pub fn is_wrong_usage(&self, words: &str) {
		assert_eq!(self.status, 64, "{self:?}");
		assert!(self.stderr.contains(words), "{self:?}");
	}
}

/// A place where agencies make a network.
pub struct Home {
	directory: TempDir,
}

impl Home {
	pub fn new() -> Self {
		let home = Self {
			directory: TempDir::new().unwrap(),
		};
		let node = home.at("eseal-node");
		fs::write(&node, NODE.replace("DEVELOPMENT", &address(IN_DEVELOPMENT_CHAIN))).unwrap();
		fs::set_permissions(&node, fs::Permissions::from_mode(0o755)).unwrap();
		home
	}

	/// A home where the three agencies have made their keys.
	pub fn with_keys() -> Self {
		let home = Self::new();
		for seat in SEATS {
			home.make_keys(seat, &[]).succeeds();
		}
		home
	}

	/// A home where the specification is made too.
	pub fn with_spec() -> Self {
		let home = Self::with_keys();
		home.assemble("spec", &home.files()).succeeds();
		home
	}

	pub fn at(&self, path: impl AsRef<Path>) -> PathBuf {
		self.directory.path().join(path)
	}

	/// The names of what is in the home.
	pub fn names(&self) -> Vec<String> {
		let entries = fs::read_dir(self.directory.path()).unwrap();
		let mut names: Vec<_> = entries
			.map(|entry| entry.unwrap().file_name().into_string().unwrap())
			.collect();
		names.sort();
		names
	}

	/// Runs `eseal-operator network …` in the home.
	pub fn run(&self, args: &[&str]) -> Done {
		let output = Command::cargo_bin("eseal-operator")
			.unwrap()
			.current_dir(self.directory.path())
			.env_clear()
			.env("PATH", std::env::var("PATH").unwrap())
			.env("ESEAL_NODE", self.at("eseal-node"))
			.arg("network")
			.args(args)
			.output()
			.unwrap();
		Done {
			status: output.status.code().unwrap(),
			stdout: String::from_utf8(output.stdout).unwrap(),
			stderr: String::from_utf8(output.stderr).unwrap(),
		}
	}

	/// Makes the keys of an agency in a directory named after its seat.
	pub fn make_keys(&self, seat: &str, more: &[&str]) -> Done {
		self.run(&[&["keys", "--id", ID, "--seat", seat, "--dir", seat], more].concat())
	}

	pub fn assemble(&self, out: &str, files: &[PathBuf]) -> Done {
		self.assemble_with(out, files, &[])
	}

	pub fn assemble_with(&self, out: &str, files: &[PathBuf], more: &[&str]) -> Done {
		let files: Vec<_> = files.iter().map(|file| file.to_str().unwrap()).collect();
		let args = ["assemble", "--name", "E-seal under test", "--id", ID, "--out", out];
		self.run(&[&args, &files[..], more].concat())
	}

	/// Checks the specification against the first agency's file and secrets.
	pub fn check(&self) -> Done {
		let [file, ..] = self.files();
		self.run(&["check", "spec", file.to_str().unwrap(), "--keys", SEATS[0]])
	}

	/// The agencies' public files.
	pub fn files(&self) -> [PathBuf; 3] {
		let names = ["market-supervision.json", "public-security.json", "data-resources.json"];
		let mut files = SEATS.map(|seat| self.at(seat));
		for (file, name) in files.iter_mut().zip(names) {
			file.push(name);
		}
		files
	}

	/// The agencies' files, the second one changed.
	pub fn files_with(&self, change: impl FnOnce(&mut Value)) -> [PathBuf; 3] {
		let [first, second, third] = self.files();
		let mut json = read(&second);
		change(&mut json);
		let changed = self.at("changed.json");
		fs::write(&changed, write(&json)).unwrap();
		[first, changed, third]
	}
}

pub fn read(path: &Path) -> Value {
	serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// A public file's fields in the order in which the program writes them, then those that it does not know.
#[derive(Serialize, Deserialize)]
struct InOrder {
	format: Value,
	network: Value,
	seat: Value,
	account: Value,
	officers: Value,
	validators: Value,
	bootnodes: Value,
	#[serde(flatten)]
	others: BTreeMap<String, Value>,
}

/// A public file, byte for byte as the program writes it.
pub fn write(json: &Value) -> Vec<u8> {
	let mut bytes = Vec::new();
	let tabs = serde_json::ser::PrettyFormatter::with_indent(b"\t");
	let fields: InOrder = serde_json::from_value(json.clone()).unwrap();
	fields
		.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, tabs))
		.unwrap();
	bytes.push(b'\n');
	bytes
}

/// All files below a directory.
pub fn files_below(directory: &Path) -> Vec<PathBuf> {
	let mut found = Vec::new();
	for entry in fs::read_dir(directory).unwrap() {
		let path = entry.unwrap().path();
		if path.is_dir() {
			found.extend(files_below(&path));
		} else {
			found.push(path);
		}
	}
	found
}

pub fn address(key: [u8; 32]) -> String {
	AccountId32::from(key).to_ss58check_with_version(Ss58AddressFormat::from(42u16))
}

/// The key that an address is of.
pub fn key(address: &Value) -> [u8; 32] {
	AccountId32::from_ss58check(address.as_str().unwrap()).unwrap().into()
}
