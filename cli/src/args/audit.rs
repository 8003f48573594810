//! `eseal log` and `eseal audit`

use clap::{Args, Subcommand};
use eseal_primitives::SealId;
use std::path::PathBuf;

/// An example of `eseal log`.
pub const LOG_EXAMPLE: &str = "Example: eseal log 0 --export uses.jsonl";

/// The uses of an e-seal.
#[derive(Debug, Args)]
pub struct Log {
	/// The e-seal's number
	pub seal: SealId,
	/// Write them to a new file, .jsonl (with the proof) or .csv (for a spreadsheet)
	#[arg(long, value_name = "FILE")]
	pub export: Option<PathBuf>,
}

/// Check what an auditor was given.
#[derive(Debug, Subcommand)]
pub enum Audit {
	/// Check, without a node, that an export misses no use
	#[command(after_help = "Example: eseal audit check uses.jsonl")]
	Check {
		/// What `eseal log --export` wrote
		file: PathBuf,
	},
}
