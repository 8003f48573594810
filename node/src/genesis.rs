//! The state of a chain's first block, as its runtime builds it: as the SDK's chain specifications do it, but with an executor that
//! can keep what it has compiled.

use crate::executor::{self, Executor};
use codec::{Decode, Encode};
use sc_chain_spec::json_merge;
use serde_json::Value;
use sp_core::{
	storage::{well_known_keys::CODE, Storage},
	traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode},
};
use sp_genesis_builder::{PresetId, Result as BuildResult};
use sp_state_machine::BasicExternalities;
use std::path::Path;

/// The state that a runtime builds of what it has by default and a patch on it, with the runtime itself. Compiled runtimes are kept in
/// this directory, if there is one.
///
/// # Errors
///
/// The runtime does not execute, or refuses what it is given; in words.
pub fn state(code: Vec<u8>, patch: Value, compiled: Option<&Path>) -> Result<Storage, String> {
	let executor = executor::of_genesis(compiled).map_err(|reason| format!("--compiled-runtimes: {reason}"))?;
	let runtime = Runtime { executor, code: &code };

	let unnamed: Option<PresetId> = None;
	let (answer, _) = runtime.call("GenesisBuilder_get_preset", &unnamed.encode())?;
	let by_default: Option<Vec<u8>> = decode(&answer)?;
	let by_default = by_default.ok_or("the runtime has no genesis by default")?;
	let mut config: Value = serde_json::from_slice(&by_default).map_err(|reason| reason.to_string())?;
	json_merge(&mut config, patch);

	let (answer, mut storage) = runtime.call("GenesisBuilder_build_state", &config.to_string().encode())?;
	decode::<BuildResult>(&answer)?.map_err(|reason| format!("the runtime refuses the genesis: {reason}"))?;
	storage.top.insert(CODE.to_vec(), code);
	Ok(storage)
}

fn decode<T: Decode>(answer: &[u8]) -> Result<T, String> {
	T::decode(&mut &*answer).map_err(|reason| format!("the runtime's answer is not understood: {reason}"))
}

/// A runtime without a chain.
struct Runtime<'a> {
	executor: Executor,
	code: &'a [u8],
}

impl Runtime<'_> {
	/// What it answers, and the state that it leaves.
	fn call(&self, method: &str, data: &[u8]) -> Result<(Vec<u8>, Storage), String> {
		let code = WrappedRuntimeCode(self.code.into());
		let code = RuntimeCode {
			code_fetcher: &code,
			heap_pages: None,
			hash: sp_crypto_hashing::blake2_256(self.code).to_vec(),
		};
		let mut state = BasicExternalities::new_empty();
		let (answer, _) = self
			.executor
			.call(&mut state, &code, method, data, CallContext::Offchain);
		let answer = answer.map_err(|reason| format!("the runtime does not build a genesis: {reason}"))?;
		Ok((answer, state.into_storages()))
	}
}
