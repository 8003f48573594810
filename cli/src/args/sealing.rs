//! `eseal use`

use super::values;
use crate::digests::Algorithm;
use clap::Args;
use eseal_primitives::{Purpose, SealId};
use std::path::PathBuf;

/// An example of `eseal use`.
pub const EXAMPLE: &str = "Example: eseal use contract.pdf --seal 0 --purpose contract --seal-key seal.key";

/// Seal documents.
#[derive(Debug, Args)]
pub struct Use {
	/// The documents
	#[arg(required_unless_present = "batch", value_name = "FILE")]
	pub files: Vec<PathBuf>,
	/// Seal the files of a folder, or of a list with a path a line
	#[arg(long, value_name = "FOLDER|LIST", conflicts_with_all = ["files", "force"])]
	pub batch: Option<PathBuf>,
	/// One signature for all: the chain gets their root alone
	#[arg(long, requires = "batch", conflicts_with = "files")]
	pub anchored: bool,
	/// The e-seal's number
	#[arg(long)]
	pub seal: SealId,
	/// What for
	#[arg(long, value_parser = values::one_of(&Purpose::ALL))]
	pub purpose: Purpose,
	/// Key file of the e-seal
	#[arg(long, value_name = "FILE", env = "ESEAL_SEAL_KEY", hide_env_values = true)]
	pub seal_key: PathBuf,
	/// File with that key's password
	#[arg(long, value_name = "FILE")]
	pub seal_password_file: Option<PathBuf>,
	/// Key file of the second operator's account, if the grant takes one
	#[arg(long, value_name = "FILE", hide_short_help = true)]
	pub second_key: Option<PathBuf>,
	/// File with that key's password
	#[arg(long, value_name = "FILE", requires = "second_key", hide_short_help = true)]
	pub second_password_file: Option<PathBuf>,
	/// How to digest the documents
	#[arg(long, value_enum, default_value = "sha256", hide_possible_values = true)]
	pub digest: Algorithm,
	/// Record a salted commitment, for what can be guessed
	#[arg(long)]
	pub commit: bool,
	/// The receipt, a folder for several, or the batch file
	#[arg(long, value_name = "PATH")]
	pub out: Option<PathBuf>,
	/// Overwrite existing receipts
	#[arg(long)]
	pub force: bool,
}
