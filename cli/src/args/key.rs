//! `eseal key`

use crate::keys::secret::Algorithm;
use clap::Subcommand;
use std::path::PathBuf;

/// Key files.
#[derive(Debug, Subcommand)]
pub enum Key {
	/// Make a key, or import one, into a new encrypted file
	#[command(after_help = "Example: eseal key new seal.key --algorithm sm2")]
	New {
		/// The file to make
		file: PathBuf,
		/// sr25519, ed25519 or ecdsa; or sm2, for e-seals only
		#[arg(long, value_enum, default_value = "sr25519", hide_possible_values = true)]
		algorithm: Algorithm,
		/// The identity that the signatures of an SM2 key cover
		#[arg(long)]
		identity: Option<String>,
		/// Import the secret URI, mnemonic or hexadecimal bytes in this file (- for standard input)
		#[arg(long, value_name = "FILE")]
		secret_file: Option<PathBuf>,
		/// Import a key for tests, which everybody knows: a secret URI without a phrase, such as //Alice
		#[arg(long, requires = "secret_file")]
		development_key: bool,
		/// File with the password in its first line, as --password-file: for an e-seal's key, as in `use`
		#[arg(long, value_name = "FILE", conflicts_with = "password_file")]
		seal_password_file: Option<PathBuf>,
	},
	/// Show a key file's public part
	#[command(after_help = "Example: eseal key show seal.key")]
	Show {
		/// The key file
		file: PathBuf,
	},
}
