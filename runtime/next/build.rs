//! Builds the wasm blob as `runtime/build.rs` does, with the same flags.

fn main() {
	#[cfg(feature = "std")]
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.append_to_rust_flags("--cfg cpubits=\"32\"")
		.build();
}
