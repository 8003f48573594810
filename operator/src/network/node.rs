//! eseal-node as a tool: it has the runtime, and makes chain specifications.

use crate::address::Address;
use serde::Deserialize;
use serde_json::Value;
use std::{
	io,
	path::{Path, PathBuf},
	process::{Command, Stdio},
};

/// The program's name.
const PROGRAM: &str = "eseal-node";

/// The chains that it has built in, and whose keys everyone has.
pub const DEVELOPMENT_CHAINS: [&str; 2] = ["dev", "local"];

/// The program eseal-node.
#[derive(Debug)]
pub struct EsealNode {
	path: PathBuf,
}

/// eseal-node did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
	/// It cannot be started.
	#[error("{} cannot be run: {reason}", path.display())]
	Run {
		/// The program.
		path: PathBuf,
		/// Why.
		reason: io::Error,
	},
	/// It failed.
	#[error("{} {command} failed: {reason}", path.display())]
	Failed {
		/// The program.
		path: PathBuf,
		/// What it was asked.
		command: String,
		/// What it said.
		reason: String,
	},
	/// It said something that is no answer.
	#[error("{} {command} gave something else than was asked: {reason}", path.display())]
	Answer {
		/// The program.
		path: PathBuf,
		/// What it was asked.
		command: String,
		/// What is wrong with the answer.
		reason: serde_json::Error,
	},
	/// There is no room for what it makes.
	#[error("no temporary directory can be made: {0}")]
	Temporary(io::Error),
}

impl NodeError {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::Run { .. } => "Name the program with --eseal-node FILE, or put it into a directory of PATH.",
			Self::Failed { .. } | Self::Answer { .. } => {
				"The program must be the eseal-node of this release, built with its runtime. Another: --eseal-node FILE"
			}
			Self::Temporary(_) => "Look at the space left in the directory that TMPDIR names.",
		}
		.into()
	}
}

/// A chain that is built in.
pub struct BuiltIn {
	/// The runtime's code, as it stands in a specification: hexadecimal digits after `0x`.
	pub code: String,
	/// Every address in its genesis.
	pub addresses: Vec<Address>,
}

#[derive(Deserialize)]
struct Spec {
	genesis: Genesis,
}

#[derive(Deserialize)]
struct Genesis {
	#[serde(rename = "runtimeGenesis")]
	runtime_genesis: RuntimeGenesis,
}

#[derive(Deserialize)]
struct RuntimeGenesis {
	code: String,
	patch: Value,
}

#[derive(Deserialize)]
struct ChainInfo {
	genesis_hash: String,
}

impl EsealNode {
	/// The program at a path; without one, the one beside this program if it is there, else the one in `PATH`.
	pub fn find(path: Option<&Path>) -> Self {
		let beside = || {
			let path = std::env::current_exe().ok()?.with_file_name(PROGRAM);
			path.is_file().then_some(path)
		};
		let path = path
			.map(PathBuf::from)
			.or_else(beside)
			.unwrap_or_else(|| PROGRAM.into());
		Self { path }
	}

	/// A chain that it has built in: `dev` or `local`.
	///
	/// # Errors
	///
	/// The program is not there, or is another one.
	pub fn built_in(&self, chain: &str) -> Result<BuiltIn, NodeError> {
		let args = ["export-chain-spec", "--chain", chain];
		let spec: Spec = self.answer(&args, &self.run(&args)?)?;
		let RuntimeGenesis { code, patch } = spec.genesis.runtime_genesis;
		let mut addresses = Vec::new();
		collect_addresses(&patch, &mut addresses);
		Ok(BuiltIn { code, addresses })
	}

	/// The specification with raw storage of a plain one in a file.
	///
	/// # Errors
	///
	/// The runtime refuses the genesis.
	pub fn raw_spec(&self, plain: &Path) -> Result<Vec<u8>, NodeError> {
		self.run(&["export-chain-spec", "--chain", &plain.to_string_lossy(), "--raw"])
	}

	/// The hash of the first block of a specification in a file.
	///
	/// # Errors
	///
	/// The program fails.
	pub fn genesis_hash(&self, spec: &Path) -> Result<String, NodeError> {
		let directory = tempfile::tempdir().map_err(NodeError::Temporary)?;
		let spec = spec.to_string_lossy();
		let base = directory.path().to_string_lossy();
		let blocks = directory.path().join("blocks");
		// A database has its first block once a command needed blocks.
		self.run(&[
			"export-blocks",
			"--chain",
			&spec,
			"--base-path",
			&base,
			"--to",
			"0",
			&blocks.to_string_lossy(),
		])?;
		let args = ["chain-info", "--chain", &spec, "--base-path", &base];
		let info: ChainInfo = self.answer(&args, &self.run(&args)?)?;
		Ok(info.genesis_hash)
	}

	fn run(&self, args: &[&str]) -> Result<Vec<u8>, NodeError> {
		let output = Command::new(&self.path)
			.args(args)
			.stdin(Stdio::null())
			.output()
			.map_err(|reason| NodeError::Run {
				path: self.path.clone(),
				reason,
			})?;
		if output.status.success() {
			return Ok(output.stdout);
		}
		let said = String::from_utf8_lossy(&output.stderr);
		let reason = match said.trim() {
			"" => output.status.to_string(),
			said => said.to_owned(),
		};
		Err(NodeError::Failed {
			path: self.path.clone(),
			command: command(args),
			reason,
		})
	}

	fn answer<'a, T: Deserialize<'a>>(&self, args: &[&str], answer: &'a [u8]) -> Result<T, NodeError> {
		serde_json::from_slice(answer).map_err(|reason| NodeError::Answer {
			path: self.path.clone(),
			command: command(args),
			reason,
		})
	}
}

/// What people read of a command line.
fn command(args: &[&str]) -> String {
	args.iter().take(3).copied().collect::<Vec<_>>().join(" ")
}

/// All addresses in a piece of JSON.
fn collect_addresses(value: &Value, found: &mut Vec<Address>) {
	match value {
		Value::String(text) => found.extend(text.parse::<Address>()),
		Value::Array(values) => values.iter().for_each(|value| collect_addresses(value, found)),
		Value::Object(fields) => fields.values().for_each(|value| collect_addresses(value, found)),
		Value::Null | Value::Bool(_) | Value::Number(_) => {}
	}
}
