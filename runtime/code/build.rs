//! Builds the wasm blob, and nothing else.

fn main() {
	#[cfg(feature = "std")]
	substrate_wasm_builder::WasmBuilder::init_with_defaults().build();
}
