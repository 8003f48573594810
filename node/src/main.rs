//! `eseal-node`: the node of the e-seal chain.
//!
//! A validator, a full node or a development chain, depending on its command line, which is that of
//! any Substrate node. What is particular to this chain is in the runtime, not here, with two
//! exceptions: [`dev_finality`] lets a single node stand in for all three agencies during
//! development, and [`pool`] sees to it that what waits for a block takes no time from those that are made.

// The SDK's own error types are that large.
#![allow(clippy::result_large_err)]

mod chain_spec;
mod cli;
mod command;
mod dev_finality;
mod executor;
mod genesis;
mod pool;
mod ports;
mod rpc;
mod service;

use std::process::ExitCode;
use tikv_jemallocator::Jemalloc;

/// A node allocates and frees in many threads at once. What the system's allocator then keeps for each of them is half as much
/// memory again: `docs/benchmarks.md` has both.
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			// Print the message alone, without the name of the error's type in front.
			let reason = match error {
				sc_cli::Error::Input(reason) => reason,
				other => other.to_string(),
			};
			eprintln!("Error: {reason}");
			ExitCode::FAILURE
		}
	}
}
