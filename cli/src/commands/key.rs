//! `eseal key`

use crate::{
	args::{key::Key, Global},
	failure::{Failure, Result},
	files,
	keys::{keystore::KeyFile, password, secret::Secret},
	output::{self, shapes, table, Report},
};
use serde::Serialize;
use std::{io::Read, path::Path};
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
			("key file", self.file.clone()),
			("algorithm", self.key.algorithm.to_owned()),
			("public key", self.key.public_key.clone()),
		];
		rows.extend(self.key.identity.clone().map(|identity| ("identity", identity)));
		rows.extend(self.key.account.clone().map(|account| ("account", account)));
		table::facts(rows)
	}
}

/// Runs the command.
pub fn run(global: &Global, what: Key) -> Result<u8> {
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
		} => {
			files::ensure_writable(&file, false)?;
			let secret = match secret_file {
				Some(from) => Secret::import(algorithm, secret(&from)?.trim(), identity.as_deref())?,
				None => Secret::generate(algorithm, identity.as_deref())?,
			};
			let password = password::choose(&file, global.password_file.as_deref())?;
			let sealed = KeyFile::seal(&secret, &password, LOG_N)?;
			sealed.create(&file)?;
			(file, sealed)
		}
	};
	let shown = Shown {
		file: path.display().to_string(),
		key: shapes::Key::new(&file.public()?),
	};
	output::print(&shown, global.json)
}

/// The text of a file with a secret, or of standard input.
fn secret(path: &Path) -> Result<Zeroizing<String>> {
	let mut bytes = Zeroizing::new(Vec::new());
	if path.as_os_str() == "-" {
		std::io::stdin()
			.take(4_096)
			.read_to_end(&mut bytes)
			.map_err(|e| Failure::input(format!("cannot read standard input: {e}")))?;
	} else {
		*bytes = files::read(path)?;
	}
	String::from_utf8(bytes.to_vec())
		.map(Zeroizing::new)
		.map_err(|_| Failure::input("the secret is not text"))
}
