//! `eseal-bench`: what the e-seal chain does under load, measured from outside. `./scripts/bench` starts a network for
//! it.
//!
//! | module | subject |
//! | --- | --- |
//! | [`args`] | the command line, and what it amounts to |
//! | [`network`] | the nodes under load |
//! | [`founding`], [`estate`], [`keys`] | enterprises, e-seals, operators and a platform, founded by the rules |
//! | [`load`] | what operators send in a case |
//! | [`mill`], [`press`], [`supply`] | extrinsics, signed beforehand, and whose turn it is |
//! | [`pace`], [`drive`] | when they are sent, and to whom |
//! | [`watch`] | what is seen meanwhile: blocks, what became of things, processors and pools |
//! | [`mod@measure`], [`slots`], [`limits`], [`bound`], [`figures`] | what it comes to |
//! | [`numbers`], [`audit`] | whether nothing was lost |
//! | [`cases`] | what is measured in a sitting |
//! | [`postgres`] | the same signed uses, recorded by PostgreSQL |
//! | [`report`] | table.md, result.json, run.svg |
//! | [`machine`], [`disk`], [`scrape`], [`profile`] | what Linux, Prometheus and `perf` tell of the nodes |
//! | [`progress`], [`error`] | what the person who waits sees |

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod audit;
mod bound;
mod cases;
mod disk;
mod drive;
mod error;
mod estate;
mod figures;
mod founding;
mod keys;
mod limits;
mod load;
mod machine;
mod measure;
mod mill;
mod network;
mod numbers;
mod pace;
mod postgres;
mod press;
mod profile;
mod progress;
mod report;
mod scrape;
mod slots;
mod supply;
mod watch;

use args::Args;
use clap::Parser;
use error::Result;
use network::Network;
use progress::Progress;
use std::{
	io::Write,
	path::{Path, PathBuf},
	process::ExitCode,
};

/// The exit status when something failed, or was lost.
const FAILED: u8 = 1;

fn main() -> ExitCode {
	let args = Args::parse();
	// Both are there unless only the arguments are looked at.
	let (Some(network), Some(out)) = (args.network.clone(), args.out.clone()) else {
		return ExitCode::SUCCESS;
	};
	if args.arguments_only {
		return ExitCode::SUCCESS;
	}
	match measure(&args, &network, out) {
		Ok((table, well)) => {
			// Whoever closed the stream did not want to read it.
			let _ = write!(std::io::stdout(), "{table}");
			if well {
				ExitCode::SUCCESS
			} else {
				eprintln!("error: something was lost, or nodes differ: see BROKEN in the table");
				ExitCode::from(FAILED)
			}
		}
		Err(error) => {
			eprintln!("error: {error}\n       {}", error.advice());
			ExitCode::from(FAILED)
		}
	}
}

fn measure(args: &Args, network: &Path, out: PathBuf) -> Result<(String, bool)> {
	let settings = args.settings(out);
	let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
	runtime.block_on(async {
		let progress = Progress::new();
		let network = Network::connect(network).await?;
		let measured = cases::sit(&network, &settings, &progress).await?;
		progress.say(&format!("written: {}", settings.out.display()));
		Ok(measured)
	})
}
