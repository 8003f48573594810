//! `eseal watch`, `eseal anchor`, and what the shell needs

use clap::Args;
use clap_complete::Shell;
use eseal_primitives::SealId;
use std::path::PathBuf;

/// An example of `eseal watch`.
pub const WATCH_EXAMPLE: &str = "Example: eseal watch --seal 0 --json";
/// An example of `eseal anchor`.
pub const ANCHOR_EXAMPLE: &str = "Example: eseal anchor --out anchor.json\n\
Whoever holds the anchor needs no node to check receipts. Compare it with one from another agency.";
/// An example of `eseal completions`.
pub const COMPLETIONS_EXAMPLE: &str = "Example: eseal completions bash";
/// An example of `eseal man`.
pub const MAN_EXAMPLE: &str = "Example: eseal man --out man1";

/// Print what becomes final.
#[derive(Debug, Args)]
pub struct Watch {
	/// Only what happens to this e-seal
	#[arg(long)]
	pub seal: Option<SealId>,
}

/// The trust anchor.
#[derive(Debug, Args)]
pub struct Anchor {
	/// Write it to a new file
	#[arg(long, value_name = "FILE")]
	pub out: Option<PathBuf>,
	/// Start from the authorities as of this final block instead of the first ones, after a forced change
	#[arg(long, value_name = "NUMBER")]
	pub block: Option<u64>,
}

/// Completions.
#[derive(Debug, Args)]
pub struct Completions {
	/// The shell
	pub shell: Shell,
}

/// Manual pages.
#[derive(Debug, Args)]
pub struct Man {
	/// Write a page for each command to this folder; without it, print the main page
	#[arg(long, value_name = "FOLDER")]
	pub out: Option<PathBuf>,
}
