//! Builds the wasm blob, and nothing else.

fn main() {
	#[cfg(not(target_family = "wasm"))]
	substrate_wasm_builder::WasmBuilder::init_with_defaults().build();
}
