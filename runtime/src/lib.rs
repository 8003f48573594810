//! The runtime of the e-seal chain: which pallets it is made of. [`configs`] has their configuration.
//!
//! There is no token, no fee and no sudo. An account may send extrinsics as long as it has a role, which
//! [`pallet_agencies`], [`pallet_e_seal`] and [`pallet_usage_log`] give and withdraw.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "256"]
// The macros that compose a runtime write items without docs.
#![allow(missing_docs)]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

#[cfg(feature = "runtime-benchmarks")]
#[macro_use]
mod benchmarks;

mod apis;
pub mod configs;
pub mod genesis_config_presets;
#[cfg(test)]
mod tests;

pub use apis::{api, RuntimeApi};
pub use configs::*;

use sp_version::RuntimeVersion;

include!("composition.rs");

/// The version of this runtime.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: alloc::borrow::Cow::Borrowed("eseal"),
	impl_name: alloc::borrow::Cow::Borrowed("eseal-node"),
	authoring_version: 1,
	spec_version: 100,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// Storage migrations from the previous runtime.
pub type Migrations = ();
