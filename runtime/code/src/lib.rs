//! The code of the runtime, compiled to wasm, and nothing else: for whoever needs it without the node, and so without compiling
//! the runtime for the machine itself too. In the build directory it is
//! `release/wbuild/eseal-runtime-code/eseal_runtime_code.compact.compressed.wasm`.

#![no_std]

#[cfg(target_family = "wasm")]
pub use eseal_runtime::*;
