//! `eseal use`

use super::values;
use crate::digests::Algorithm;
use clap::Args;
use eseal_primitives::{Purpose, SealId};
use std::path::PathBuf;

/// An example of `eseal use`.
pub const EXAMPLE: &str = "Example: eseal use contract.pdf --seal 0 --purpose contract --seal-key seal.key\n\
The receipt is contract.pdf.eseal. Everything is checked before anything is sent.";

/// Seal documents.
#[derive(Debug, Args)]
pub struct Use {
	/// The documents
	#[arg(required = true, value_name = "FILE")]
	pub files: Vec<PathBuf>,
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
	/// How to digest the documents
	#[arg(long, value_enum, default_value = "sha256", hide_possible_values = true)]
	pub digest: Algorithm,
	/// Record a salted commitment, found only with the receipt
	#[arg(long)]
	pub commit: bool,
	/// Where to write the receipt: a file, or for several documents a folder; beside each document unless given
	#[arg(long, value_name = "PATH")]
	pub out: Option<PathBuf>,
	/// Overwrite existing receipts
	#[arg(long)]
	pub force: bool,
}
