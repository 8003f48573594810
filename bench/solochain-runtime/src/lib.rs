//! A runtime of stock FRAME pallets alone, composed as the SDK's template for solochains composes it: balances with fees and sudo,
//! and nothing of e-seals. The benchmark compares the chain with it: the same versions of all crates, the same node, slots and
//! limits of blocks. In the build directory it is
//! `release/wbuild/eseal-bench-solochain/eseal_bench_solochain.compact.compressed.wasm`, and only that is compiled.

#![no_std]

#[cfg(target_family = "wasm")]
mod composition;

#[cfg(target_family = "wasm")]
pub use composition::*;
