//! The chains that this node knows by name, and how it loads any other.
//!
//! The runtime's presets decide what a genesis contains.

use crate::genesis;
use eseal_primitives::{TOKEN_DECIMALS, TOKEN_SYMBOL};
use eseal_runtime::{genesis_config_presets::get_preset, WASM_BINARY};
use sc_service::{ChainSpec as _, ChainType, Properties};
use serde::Deserialize;
use serde_json::Value;
use sp_core::Bytes;
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use std::{fs::File, io::BufReader, path::Path};

/// The chain specification of this node, which needs no extensions.
pub type ChainSpec = sc_service::GenericChainSpec;

/// The one-node chain: `--dev` or `--chain dev`.
const DEVELOPMENT: &str = "dev";

/// The three-node chain on one machine: `--chain local`.
const LOCAL: &str = "local";

/// What a plain specification says of the first block: which runtime builds it, and of what.
#[derive(Deserialize)]
struct Plain {
	genesis: PlainGenesis,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PlainGenesis {
	runtime_genesis: RuntimeGenesis,
}

#[derive(Deserialize)]
struct RuntimeGenesis {
	code: Bytes,
	patch: Value,
}

/// The chain that `--chain` names, with the state of its first block. Compiled runtimes are kept in this directory, if there is one.
pub fn load_with_state(id: &str, compiled: Option<&Path>) -> Result<ChainSpec, String> {
	let mut spec = load(id)?;
	let plain: Option<Plain> = match id {
		DEVELOPMENT | LOCAL => serde_json::from_str(&spec.as_json(false)?).ok(),
		// One with raw storage has its state, and whatever else there may be is the SDK's to read.
		path => File::open(path)
			.ok()
			.and_then(|file| serde_json::from_reader(BufReader::new(file)).ok()),
	};
	if let Some(Plain { genesis }) = plain {
		let RuntimeGenesis { code, patch } = genesis.runtime_genesis;
		spec.set_storage(genesis::state(code.0, patch, compiled)?);
	}
	Ok(spec)
}

/// Finds the chain that `--chain` names: `dev`, `local`, or the path of a chain specification in
/// JSON.
///
/// An empty `id` means that none was named. That is an error: there is no live network to fall back
/// to.
pub fn load(id: &str) -> Result<ChainSpec, String> {
	match id {
		"" => Err(format!(
			"no chain is named, and there is no live network to fall back to. \
			 Add `--chain {DEVELOPMENT}` (one node; to run it, simply `--dev`), \
			 `--chain {LOCAL}` (three nodes on this machine), or `--chain <FILE>` \
			 with the chain specification of the network you want to join."
		)),
		DEVELOPMENT => development(),
		LOCAL => local(),
		path => from_file(Path::new(path)),
	}
}

/// One node, holding the keys of all three authorities. See [`crate::dev_finality`].
fn development() -> Result<ChainSpec, String> {
	preset(
		"e-seal development",
		"eseal_dev",
		ChainType::Development,
		DEV_RUNTIME_PRESET,
	)
}

/// Three nodes on one machine, one for each authority: `--alice`, `--bob` and `--charlie`.
fn local() -> Result<ChainSpec, String> {
	preset(
		"e-seal local",
		"eseal_local",
		ChainType::Local,
		LOCAL_TESTNET_RUNTIME_PRESET,
	)
}

/// A chain that starts from one of the runtime's genesis presets.
fn preset(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let runtime = WASM_BINARY.ok_or(
		"this eseal-node holds no runtime: it was built with SKIP_WASM_BUILD set. \
		 Build it again without, or name a chain specification file with --chain <FILE>.",
	)?;
	// There is no token. But a wallet that signs with a hash of the metadata needs what that was built with.
	let properties = Properties::from_iter([
		("ss58Format".to_owned(), 42.into()),
		("tokenDecimals".to_owned(), TOKEN_DECIMALS.into()),
		("tokenSymbol".to_owned(), TOKEN_SYMBOL.into()),
	]);

	let genesis = get_preset(&preset.into()).ok_or_else(|| format!("the runtime has no genesis called {preset}"))?;
	let genesis: Value = serde_json::from_slice(&genesis).map_err(|reason| format!("{preset}: {reason}"))?;
	Ok(ChainSpec::builder(runtime, None)
		.with_name(name)
		.with_id(id)
		// Without its own protocol id, the node would share Substrate's default with any template node
		// nearby.
		.with_protocol_id("eseal")
		.with_chain_type(chain_type)
		.with_genesis_config_patch(genesis)
		.with_properties(properties)
		.build())
}

/// A chain that a file describes.
fn from_file(path: &Path) -> Result<ChainSpec, String> {
	if !path.is_file() {
		return Err(format!(
			"`{}` is neither a chain this node knows ({DEVELOPMENT}, {LOCAL}) nor a file. \
			 Name one of these, or give the path of a chain specification in JSON, \
			 such as `eseal-node export-chain-spec` writes.",
			path.display(),
		));
	}
	ChainSpec::from_json_file(path.to_owned())
		.map_err(|reason| format!("`{}` cannot be read as a chain specification: {reason}", path.display()))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn refusal(id: &str) -> String {
		match load(id) {
			Ok(spec) => panic!("`{id}` was read as the chain {}", spec.id()),
			Err(reason) => reason,
		}
	}

	#[test]
	fn no_chain_is_not_a_default_chain() {
		let reason = refusal("");
		assert!(reason.contains("--dev") && reason.contains("--chain local"), "{reason}");
	}

	#[test]
	fn an_unknown_chain_is_told_the_known_ones() {
		let reason = refusal("mainnet");
		assert!(
			reason.contains("`mainnet`") && reason.contains("dev, local"),
			"{reason}"
		);
	}

	#[test]
	fn a_file_that_is_no_chain_specification_is_named() {
		let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
		let reason = refusal(manifest);
		assert!(
			reason.contains(manifest) && reason.contains("chain specification"),
			"{reason}"
		);
	}

	#[test]
	fn the_state_of_a_first_block_is_what_the_sdk_builds() {
		if WASM_BINARY.is_none() {
			return;
		}
		let theirs = load(DEVELOPMENT).unwrap();
		let file = std::env::temp_dir().join(format!("eseal-plain-{}.json", std::process::id()));
		std::fs::write(&file, theirs.as_json(false).unwrap()).unwrap();
		let raw = theirs.as_json(true).unwrap();
		for id in [DEVELOPMENT, file.to_str().unwrap()] {
			assert_eq!(load_with_state(id, None).unwrap().as_json(true).unwrap(), raw, "{id}");
		}
		// One that has its state keeps it.
		std::fs::write(&file, &raw).unwrap();
		assert_eq!(
			load_with_state(file.to_str().unwrap(), None)
				.unwrap()
				.as_json(true)
				.unwrap(),
			raw
		);
		std::fs::remove_file(file).unwrap();
	}

	#[test]
	fn known_chains_have_their_ids_and_what_the_hash_of_the_metadata_covers() {
		if WASM_BINARY.is_none() {
			return;
		}
		for (name, id) in [("dev", "eseal_dev"), ("local", "eseal_local")] {
			let spec = load(name).unwrap_or_else(|reason| panic!("{name}: {reason}"));
			assert_eq!(spec.id(), id);
			let properties = spec.properties();
			assert_eq!(properties["tokenSymbol"], TOKEN_SYMBOL);
			assert_eq!(properties["tokenDecimals"], TOKEN_DECIMALS);
		}
	}
}
