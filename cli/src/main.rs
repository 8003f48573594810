//! `eseal`: the e-seal chain on the command line.
//!
//! | module | subject |
//! | --- | --- |
//! | [`args`] | the command line, one file per noun |
//! | [`commands`] | what each command does, one file per noun |
//! | [`chain`] | the connection: interface, calls, questions, finality, evidence |
//! | [`keys`] | key files and signing |
//! | [`output`] | JSON shapes, tables, times |

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod chain;
mod commands;
mod digests;
mod failure;
mod files;
mod keys;
mod output;

use std::process::ExitCode;

fn main() -> ExitCode {
	let cli = match args::Cli::read() {
		Ok(cli) => cli,
		Err(error) => return commands::usage(&error),
	};
	let json = cli.global.json;
	match commands::run(cli) {
		Ok(status) => ExitCode::from(status),
		Err(failure) => {
			output::failure(&failure, json);
			ExitCode::from(failure.kind.exit_status())
		}
	}
}
