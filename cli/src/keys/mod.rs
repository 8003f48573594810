//! Keys of accounts and of e-seals: where they are kept, and how they sign.

pub mod keystore;
pub mod password;
pub mod secret;
mod sm2;
mod typed;

use crate::failure::{Failure, Kind, Result};
use keystore::KeyFile;
use password::Source;
use secret::Secret;
use std::path::Path;

/// The key of the account that sends: of this key file, which somebody must have named.
pub fn account(path: Option<&Path>, password_file: Option<&Path>) -> Result<Secret> {
	let path = path.ok_or_else(|| {
		Failure::new(
			Kind::Usage,
			"no account: this command sends a call, and needs to know who sends it",
		)
		.next("Give the account's key file with --account FILE, or set ESEAL_ACCOUNT. `eseal key new FILE` makes one.")
	})?;
	let file = KeyFile::read(path)?;
	file.public()?.account()?;
	file.open(&Source::account(password_file).ask(path)?)
}

/// The key of an e-seal.
pub fn seal_key(path: &Path, password_file: Option<&Path>) -> Result<Secret> {
	KeyFile::read(path)?.open(&Source::seal(password_file).ask(path)?)
}
