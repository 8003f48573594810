//! The runtime of the e-seal chain as the upgrade drill votes it in: with a higher version and a storage migration.

#![no_std]

#[cfg(target_family = "wasm")]
pub use eseal_runtime::*;
