//! `eseal-node`: the node of the e-seal chain.
//!
//! A validator, a full node or a development chain, depending on its command line, which is the
//! standard one of a Substrate node. What is particular to this chain lives in the runtime, not
//! here; the one exception is [`dev_finality`], which lets a single node stand in for all three
//! agencies while developing.

// The SDK's own error types are that large.
#![allow(clippy::result_large_err)]

mod chain_spec;
mod cli;
mod command;
mod dev_finality;
mod ports;
mod rpc;
mod service;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			// What a person typed is answered in the words written for it, without a type's name in
			// front.
			let reason = match error {
				sc_cli::Error::Input(reason) => reason,
				other => other.to_string(),
			};
			eprintln!("Error: {reason}");
			ExitCode::FAILURE
		}
	}
}
