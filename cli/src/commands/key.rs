//! `eseal key`

use crate::{
	args::key::Key,
	failure::Result,
	files,
	keys::{
		keystore::KeyFile,
		password::Source,
		secret::{Algorithm, Secret, WellKnown},
	},
	session::Session,
	texts,
	view::{shapes, table, terminal::word, Report},
};
use eseal_primitives::key::Sm2Identity;
use serde::Serialize;
use std::path::Path;
use zeroize::Zeroizing;

/// scrypt's cost for new files: 128 MiB, about half a second.
const LOG_N: u8 = 17;

/// A key file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
	/// Where it lies.
	file: String,
	/// Its public part.
	#[serde(flatten)]
	key: shapes::Key,
}

impl Report for Shown {
	fn text(&self) -> String {
		let mut rows = vec![
			("key file", word(&self.file)),
			("algorithm", self.key.algorithm.to_owned()),
			("public key", self.key.public_key.clone()),
		];
		rows.extend(self.key.identity.clone().map(|identity| ("identity", identity)));
		rows.extend(self.key.account.clone().map(|account| ("account", account)));
		table::facts(rows)
	}
}

/// Runs the command.
pub fn run(session: &Session, what: Key) -> Result<u8> {
	let (path, file) = match what {
		Key::Show { file } => {
			let read = KeyFile::read(&file)?;
			(file, read)
		}
		Key::New {
			file,
			algorithm,
			identity,
			secret_file,
			development_key,
			seal_password_file,
		} => {
			files::ensure_writable(&file, false)?;
			let identity: Option<Sm2Identity> =
				identity.map(|typed| texts::taken("the identity", &typed)).transpose()?;
			let identity = identity.as_ref().map(Sm2Identity::as_str);
			let secret = match secret_file {
				Some(from) => {
					let text = secret(&from)?;
					let known = match development_key {
						true => WellKnown::Wanted,
						false => WellKnown::Refused,
					};
					Secret::import(algorithm, &text, identity, known)?
				}
				None => Secret::generate(algorithm, identity)?,
			};
			let source = match (&seal_password_file, algorithm) {
				(Some(path), _) => Source::seal(Some(path)),
				(None, Algorithm::Sm2) if session.password_file().is_none() => Source::seal(None),
				(None, _) => Source::account(session.password_file()),
			};
			let password = source.choose(&file)?;
			let sealed = KeyFile::seal(&secret, &password, LOG_N)?;
			sealed.create(&file)?;
			(file, sealed)
		}
	};
	let shown = Shown {
		file: path.display().to_string(),
		key: shapes::Key::new(&file.public()?),
	};
	session.print(&shown)
}

/// The text of a file with a secret, or of standard input.
fn secret(path: &Path) -> Result<Zeroizing<String>> {
	match path.as_os_str() == "-" {
		true => files::read_typed_input(),
		false => files::read_typed(path),
	}
}
