//! What executes runtimes: the SDK's executor, but that it can keep what it has compiled. Compiling a runtime takes seconds.

use sc_executor::{HeapAllocStrategy, WasmExecutor, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_service::{config::ExecutorConfiguration, Configuration};
use std::{
	io,
	path::{absolute, Path},
};

/// Only the host functions that Substrate's own light clients have: a function of our own would shut
/// them out.
pub type Executor = WasmExecutor<sp_io::SubstrateHostFunctions>;

/// The executor of a node. What it compiles is kept in this directory, or else beside the chain's database.
///
/// # Errors
///
/// The path is empty.
pub fn of_node(config: &Configuration, compiled: Option<&Path>) -> io::Result<Executor> {
	let ExecutorConfiguration {
		wasm_method,
		max_runtime_instances,
		default_heap_pages,
		runtime_cache_size,
	} = config.executor;
	let heap = default_heap_pages.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |pages| HeapAllocStrategy::Static {
		extra_pages: pages.try_into().unwrap_or(u32::MAX),
	});
	let beside = || config.base_path.config_dir(config.chain_spec.id()).join("compiled");
	let compiled = absolute(compiled.map_or_else(beside, Path::to_owned))?;
	Ok(Executor::builder()
		.with_execution_method(wasm_method)
		.with_onchain_heap_alloc_strategy(heap)
		.with_offchain_heap_alloc_strategy(heap)
		.with_max_runtime_instances(max_runtime_instances)
		.with_runtime_cache_size(runtime_cache_size)
		.with_cache_path(compiled)
		.build())
}

/// The executor of a runtime that builds the state of a first block. What it compiles is kept in this directory, if there is one.
///
/// # Errors
///
/// The path is empty.
pub fn of_genesis(compiled: Option<&Path>) -> io::Result<Executor> {
	let builder = Executor::builder().with_allow_missing_host_functions(true);
	Ok(match compiled {
		Some(path) => builder.with_cache_path(absolute(path)?).build(),
		None => builder.build(),
	})
}
