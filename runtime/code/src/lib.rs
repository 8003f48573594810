//! The code of the runtime, compiled to wasm, and nothing else: for whoever needs it without the node, hence without
//! compiling the runtime once more for the machine itself. It lies in the build directory in
//! `release/wbuild/eseal-runtime-code/eseal_runtime_code.compact.compressed.wasm`.

#![no_std]

#[cfg(target_family = "wasm")]
pub use eseal_runtime::*;
