//! `eseal receipt` and `eseal verify`

use clap::Args;
use eseal_primitives::SealId;
use std::path::PathBuf;

/// An example of `eseal receipt`.
pub const RECEIPT_EXAMPLE: &str = "Example: eseal receipt contract.pdf --seal 0 --index 3 --force";

/// An example of `eseal verify`.
pub const VERIFY_EXAMPLE: &str = "Example: eseal verify contract.pdf contract.pdf.eseal\n\
With a receipt (FILE.eseal unless named) no node is asked, only the trust anchor.\n\
Without one, the chain is asked for uses on the document's plain digests.";

/// Make a receipt.
#[derive(Debug, Args)]
pub struct Receipt {
	/// The document
	pub file: PathBuf,
	/// The e-seal's number
	#[arg(long, requires = "index")]
	pub seal: Option<SealId>,
	/// The use's number in the e-seal's log
	#[arg(long, requires = "seal")]
	pub index: Option<u64>,
	/// Where to write it; FILE.eseal unless given
	#[arg(long, value_name = "FILE")]
	pub out: Option<PathBuf>,
	/// Overwrite a receipt that exists
	#[arg(long)]
	pub force: bool,
}

/// Check a document.
#[derive(Debug, Args)]
pub struct Verify {
	/// The document
	pub file: PathBuf,
	/// Its receipt; FILE.eseal if there is one
	pub receipt: Option<PathBuf>,
	/// Ask the chain even if there is a receipt
	#[arg(long, conflicts_with = "receipt")]
	pub online: bool,
}
