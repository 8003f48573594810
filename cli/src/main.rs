//! `eseal`: the e-seal chain on the command line.
//!
//! | module | subject |
//! | --- | --- |
//! | [`args`] | the command line, one file per noun |
//! | [`commands`] | what each command does, one file per noun |
//! | [`session`] | what every command works with: node, account, anchor, how long to wait |
//! | [`batch`] | many documents under few signatures: where they are from, the batch file, what of it is on record |
//! | [`import`] | registers loaded from a file: its lines, what is wrong with them, what became of them |
//! | [`keys`] | key files and signing |
//! | [`view`] | what a person sees, and how it is printed: JSON shapes, tables, times |
//!
//! The chain itself is the crate `eseal-client`'s.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod batch;
mod commands;
mod digests;
mod failure;
mod files;
mod import;
mod keys;
mod session;
mod texts;
mod view;

use failure::{Failure, Kind};
use std::process::ExitCode;
use view::time;

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
			view::failure(&failure, json);
			ExitCode::from(failure.kind.exit_status())
		}
	}
}
