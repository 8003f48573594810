//! `eseal log` and `eseal audit`

use super::values;
use clap::{Args, Subcommand};
use eseal_primitives::{Moment, SealId, Uscc};
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

/// Check an export.
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
	/// Check, without a node, that no act is missing from an exported history of an officer, and list them
	#[command(after_help = "Example: eseal audit officer history.jsonl --from 2026-01-01 --to 2027-01-01")]
	Officer {
		/// The file that `eseal officer history --export` wrote
		file: PathBuf,
		/// List what happened from this moment on
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		from: Option<Moment>,
		/// List what happened before this moment
		#[arg(long, value_parser = values::moment, value_name = "MOMENT")]
		to: Option<Moment>,
		/// The language of the verdict: en or zh; that of the locale unless given
		#[arg(long, value_parser = values::language(), hide_possible_values = true)]
		lang: Option<Language>,
	},
}
