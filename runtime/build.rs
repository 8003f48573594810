//! Builds the runtime's WebAssembly blob.
//!
//! The hash of its metadata, which signers that are apart from the network sign with (RFC 78), comes from `.cargo/config.toml`.
//! `substrate-wasm-builder` could compute it, and would compile every blob twice for it, and an executor to read the first one.

fn main() {
	#[cfg(feature = "std")]
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		// The arithmetic of SM2 is a quarter faster in WebAssembly with words of 32 bits than with those of 64 that its crates
		// take there by themselves.
		.append_to_rust_flags("--cfg cpubits=\"32\"")
		.build();
}
