//! Passwords: from a prompt or a file, never from the command line.

use crate::{
	failure::{Failure, Kind, Result},
	files,
};
use std::path::Path;
use zeroize::Zeroizing;

/// The password of a key file that is there.
pub fn ask(key_file: &Path, password_file: Option<&Path>) -> Result<Zeroizing<String>> {
	match password_file {
		Some(path) => from_file(path),
		None => prompt(&format!("Password of {}: ", key_file.display())),
	}
}

/// A password for a new key file: asked for twice.
pub fn choose(key_file: &Path, password_file: Option<&Path>) -> Result<Zeroizing<String>> {
	let password = match password_file {
		Some(path) => from_file(path)?,
		None => {
			let first = prompt(&format!("New password for {}: ", key_file.display()))?;
			if prompt("The same again: ")? != first {
				return Err(Failure::new(Kind::Key, "the two passwords differ"));
			}
			first
		}
	};
	if password.is_empty() {
		return Err(Failure::new(Kind::Key, "the password is empty"));
	}
	Ok(password)
}

/// The first line of a file.
fn from_file(path: &Path) -> Result<Zeroizing<String>> {
	let bytes = Zeroizing::new(files::read(path)?);
	let text = std::str::from_utf8(&bytes).map_err(|_| Failure::input(format!("{} is not text", path.display())))?;
	Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}

fn prompt(question: &str) -> Result<Zeroizing<String>> {
	rpassword::prompt_password(question).map(Zeroizing::new).map_err(|e| {
		Failure::new(Kind::Key, format!("cannot ask for the password: {e}"))
			.next("Where there is no terminal, name a file with the password: --password-file FILE.")
	})
}
