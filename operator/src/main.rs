//! `eseal-operator`: what those who run the e-seal chain's nodes need.
//!
//! | module | subject |
//! | --- | --- |
//! | [`args`] | the command line |
//! | [`address`] | accounts and public keys as people write them |
//! | [`exporter`] | metrics of the chain for Prometheus |
//! | [`network`] | a new network: each agency's keys, the chain specification, the check before a node starts |
//! | [`output`] | what is printed, and to whom |

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod address;
mod args;
mod exporter;
mod network;
mod output;

use args::{Cli, Command};
use std::process::ExitCode;

/// The exit status when a command was refused or failed.
const REFUSED: u8 = 1;

/// The exit status for a wrong command line (`EX_USAGE`).
const USAGE: u8 = 64;

fn main() -> ExitCode {
	let cli = match Cli::read() {
		Ok(cli) => cli,
		Err(error) => {
			// Whoever closed the stream did not want to read it.
			let _ = error.print();
			return if error.use_stderr() {
				ExitCode::from(USAGE)
			} else {
				ExitCode::SUCCESS
			};
		}
	};
	let failure = match cli.command {
		Command::Network(command) => network::run(command)
			.err()
			.map(|error| (error.to_string(), error.advice())),
		Command::Exporter(args) => exporter::run(&args)
			.err()
			.map(|error| (error.to_string(), error.advice())),
	};
	match failure {
		None => ExitCode::SUCCESS,
		Some((error, advice)) => {
			output::failure(&error, &advice);
			ExitCode::from(REFUSED)
		}
	}
}
