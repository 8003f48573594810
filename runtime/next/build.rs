//! Builds the wasm blob as `runtime/build.rs` does, with the same flags, but for the hash of its metadata: in the drill nobody
//! signs with one.

fn main() {
	// That is of the chain's own runtime.
	std::env::remove_var("RUNTIME_METADATA_HASH");
	#[cfg(feature = "std")]
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.append_to_rust_flags("--cfg cpubits=\"32\"")
		.build();
}
