//! `eseal log` and `eseal audit`

use super::values;
use clap::{Args, Subcommand};
use eseal_primitives::{SealId, Uscc};
use eseal_receipt::Language;
use std::path::PathBuf;

/// An example of `eseal log`.
pub const LOG_EXAMPLE: &str = "Example: eseal log 0 --export uses.jsonl";

/// The uses of an e-seal.
#[derive(Debug, Args)]
pub struct Log {
	/// The e-seal's number
	pub seal: SealId,
	/// Export them to a new file: .jsonl (with the proof) or .csv (for a spreadsheet)
	#[arg(long, value_name = "FILE")]
	pub export: Option<PathBuf>,
}

/// Check an exported log.
#[derive(Debug, Subcommand)]
pub enum Audit {
	/// Check, without a node, that no use is missing from an exported log
	#[command(after_help = "Example: eseal audit check uses.jsonl")]
	Check {
		/// The file that `eseal log --export` wrote
		file: PathBuf,
		/// The enterprise whose log it must be
		#[arg(long, value_parser = values::uscc, value_name = "USCC")]
		by: Option<Uscc>,
		/// The language of the verdict: en or zh; that of the locale unless given
		#[arg(long, value_parser = values::language(), hide_possible_values = true)]
		lang: Option<Language>,
	},
}
