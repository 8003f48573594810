//! `eseal receipt` and `eseal verify`

use super::values;
use clap::Args;
use eseal_primitives::{SealId, Uscc};
use eseal_receipt::Language;
use std::path::PathBuf;

/// An example of `eseal receipt`.
pub const RECEIPT_EXAMPLE: &str = "Example: eseal receipt contract.pdf --seal 0 --index 3 --force\n\
Of a batch: eseal receipt --batch-file invoices.batch.jsonl --all";

/// An example of `eseal verify`.
pub const VERIFY_EXAMPLE: &str = "Example: eseal verify contract.pdf --by 91330106MA2KXYA720\n\
With a receipt (FILE.eseal unless named) no node is asked, only the trust anchor.\n\
Without one, the chain is asked for uses on the document.";

/// Make a receipt.
#[derive(Debug, Args)]
pub struct Receipt {
	/// The document; of a batch file, its name there
	#[arg(required_unless_present = "all")]
	pub file: Option<PathBuf>,
	/// The e-seal's number
	#[arg(long, requires = "index", conflicts_with = "batch_file")]
	pub seal: Option<SealId>,
	/// The use's number in the e-seal's log
	#[arg(long, requires = "seal", conflicts_with = "batch_file")]
	pub index: Option<u64>,
	/// The batch file that has the document, which `eseal use --batch` wrote
	#[arg(long, value_name = "FILE")]
	pub batch_file: Option<PathBuf>,
	/// Make the receipts of all documents of the batch file
	#[arg(long, requires = "batch_file", conflicts_with_all = ["file", "out"])]
	pub all: bool,
	/// Where to write it; by default, FILE.eseal
	#[arg(long, value_name = "FILE", conflicts_with = "out_dir")]
	pub out: Option<PathBuf>,
	/// Where receipts from a batch file go; by default, beside the documents
	#[arg(long, value_name = "FOLDER", requires = "batch_file")]
	pub out_dir: Option<PathBuf>,
	/// Overwrite an existing receipt
	#[arg(long)]
	pub force: bool,
}

/// Check documents.
#[derive(Debug, Args)]
pub struct Verify {
	/// The documents
	#[arg(required = true, value_name = "FILE")]
	pub files: Vec<PathBuf>,
	/// The receipt of the one document; FILE.eseal, if it is there, unless named
	#[arg(long, value_name = "FILE", conflicts_with = "online")]
	pub receipt: Option<PathBuf>,
	/// Accept no document without a receipt: the word of a node is not enough
	#[arg(long, conflicts_with = "online")]
	pub require_receipt: bool,
	/// The enterprise that must have sealed them
	#[arg(long, value_parser = values::uscc, value_name = "USCC")]
	pub by: Option<Uscc>,
	/// Ask the chain even if there is a receipt
	#[arg(long)]
	pub online: bool,
	/// The language of the verdict: en or zh; that of the locale unless given
	#[arg(long, value_parser = values::language(), hide_possible_values = true)]
	pub lang: Option<Language>,
}
