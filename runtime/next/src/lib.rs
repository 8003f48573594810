//! The next version of the runtime, as the upgrade drill votes it in: the same pallets with the same configuration, a higher
//! version, and a storage migration.
//!
//! Only its wasm blob is of use. It lies in the build directory in
//! `release/wbuild/eseal-runtime-next/eseal_runtime_next.compact.compressed.wasm`. For the machine itself it is compiled for
//! its tests only.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "256"]
// The macros that compose a runtime write items without docs.
#![allow(missing_docs)]
#![cfg(any(test, not(feature = "std")))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[macro_use]
#[path = "../../src/benchmarks.rs"]
mod benchmarks;

#[path = "../../src/apis.rs"]
mod apis;
#[path = "../../src/configs/mod.rs"]
pub mod configs;
#[path = "../../src/genesis_config_presets.rs"]
pub mod genesis_config_presets;
pub mod migrations;
#[cfg(test)]
mod tests;

pub use apis::{api, RuntimeApi};
pub use configs::*;
pub use migrations::Migrations;

use sp_version::RuntimeVersion;

include!("../../src/composition.rs");

/// The version of this runtime.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: alloc::borrow::Cow::Borrowed("eseal"),
	impl_name: alloc::borrow::Cow::Borrowed("eseal-node"),
	authoring_version: 1,
	spec_version: 101,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};
