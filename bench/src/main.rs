//! `eseal-bench`: what the e-seal chain does under load, measured from outside. `./scripts/bench` starts a network for
//! it.
//!
//! | module | subject |
//! | --- | --- |
//! | [`args`] | the command line, and what it amounts to |
//! | [`network`], [`composition`] | the nodes under load, and what their chain is composed of |
//! | [`founding`], [`estate`], [`keys`] | enterprises, e-seals, operators and a platform, founded by the rules |
//! | [`load`] | what operators send in a case |
//! | [`mill`], [`press`], [`frame`], [`supply`] | extrinsics, signed beforehand, and whose turn it is |
//! | [`pace`], [`drive`] | when they are sent, and to whom |
//! | [`watch`] | what is seen meanwhile: blocks, what became of things, processors and pools |
//! | [`mod@measure`], [`slots`], [`limits`], [`bound`], [`figures`] | what it comes to |
//! | [`numbers`], [`audit`], [`lost`] | whether nothing was lost, and where it is |
//! | [`cases`] | what is measured in a sitting |
//! | [`postgres`] | the same signed uses, recorded by PostgreSQL |
//! | [`report`] | table.md, result.json, run.svg |
//! | [`state`] | what the log of uses takes of the state |
//! | [`machine`], [`disk`], [`scrape`], [`profile`] | what Linux, Prometheus and `perf` tell of the nodes |
//! | [`progress`], [`error`] | what the person who waits sees |

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod audit;
mod bound;
mod cases;
mod composition;
mod disk;
mod drive;
mod error;
mod estate;
mod figures;
mod founding;
mod frame;
mod keys;
mod limits;
mod load;
mod lost;
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
mod state;
mod supply;
mod watch;

use args::Args;
use clap::{error::ErrorKind, CommandFactory, Parser};
use error::Result;
use estate::Estate;
use network::Network;
use progress::Progress;
use sp_core::crypto::Ss58Codec;
use std::{
	io::Write,
	path::{Path, PathBuf},
	process::ExitCode,
};

/// The exit status when something failed, or was lost.
const FAILED: u8 = 1;

fn main() -> ExitCode {
	let args = Args::parse();
	if let Some(conflict) = args.conflict() {
		Args::command().error(ErrorKind::ArgumentConflict, conflict).exit();
	}
	if args.endowed {
		return told(endowed(&args));
	}
	// Both are there unless only the arguments are looked at.
	let (Some(network), Some(out)) = (args.network.clone(), args.out.clone()) else {
		return ExitCode::SUCCESS;
	};
	if args.arguments_only {
		return ExitCode::SUCCESS;
	}
	told(measure(&args, &network, out))
}

/// Prints what is for standard output, and says whether all is well.
fn told(found: Result<(String, bool)>) -> ExitCode {
	match found {
		Ok((text, well)) => {
			// Whoever closed the stream did not want to read it.
			let _ = write!(std::io::stdout(), "{text}");
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

/// Who must have a balance on a chain of stock pallets: those who send, and those whom they pay.
fn endowed(args: &Args) -> Result<(String, bool)> {
	let estate = Estate::stock(args.settings(PathBuf::new()).accounts)?;
	let senders = estate.operators.iter().map(|operator| &operator.id);
	let addresses: Vec<String> = senders.chain(&estate.receivers).map(Ss58Codec::to_ss58check).collect();
	let list = serde_json::to_string(&addresses).map_err(std::io::Error::other)?;
	Ok((list + "\n", true))
}

fn measure(args: &Args, network: &Path, out: PathBuf) -> Result<(String, bool)> {
	let settings = args.settings(out);
	let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
	runtime.block_on(async {
		let progress = Progress::new();
		let network = Network::connect(network, settings.composition).await?;
		let measured = cases::sit(&network, &settings, &progress).await?;
		progress.say(&format!("written: {}", settings.out.display()));
		Ok(measured)
	})
}
