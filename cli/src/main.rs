//! `eseal`: the e-seal chain on the command line.
//!
//! | module | subject |
//! | --- | --- |
//! | [`args`] | the command line, one file per noun |
//! | [`commands`] | what each command does, one file per noun |
//! | [`chain`] | the connection: interface, calls, questions, finality, evidence |
//! | [`keys`] | key files and signing |
//! | [`output`] | JSON shapes, tables, times |
//! | [`view`] | what a person sees, and how it is printed |

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod chain;
mod commands;
mod digests;
mod failure;
mod files;
mod keys;
mod output;
mod view;

use failure::{Failure, Kind};
use output::time;
use std::process::ExitCode;

fn main() -> ExitCode {
	let cli = match args::Cli::read() {
		Ok(cli) => cli,
		Err(error) => return commands::usage(error),
	};
	let json = cli.global.json;
	let known = time::zone().map_err(|unknown| {
		Failure::new(Kind::Usage, unknown).next("Set TZ to a name such as Asia/Shanghai, or to nothing for UTC.")
	});
	match known.and_then(|_| commands::run(cli)) {
		Ok(status) => ExitCode::from(status),
		Err(failure) => {
			output::failure(&failure, json);
			ExitCode::from(failure.kind.exit_status())
		}
	}
}
