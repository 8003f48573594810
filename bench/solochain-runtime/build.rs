//! Builds the wasm blob, and nothing else. With the flags of the chain's runtime, so that what both depend on is compiled once.

fn main() {
	// That is of the chain's own runtime.
	std::env::remove_var("RUNTIME_METADATA_HASH");
	#[cfg(feature = "std")]
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.append_to_rust_flags("--cfg cpubits=\"32\"")
		.build();
}
