//! Passwords: from a prompt or a file, never from the command line.

use crate::{
	failure::{Failure, Kind, Result},
	files,
	view::terminal::word,
};
use std::path::Path;
use zeroize::Zeroizing;

/// Where a password comes from: the file that an option named, or else a prompt.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
	option: &'static str,
	file: Option<&'a Path>,
}

impl<'a> Source<'a> {
	/// For the key file of an account: what `--password-file` named.
	pub fn account(file: Option<&'a Path>) -> Self {
		Self {
			option: "--password-file",
			file,
		}
	}

	/// For the key file of an e-seal: what `--seal-password-file` named.
	pub fn seal(file: Option<&'a Path>) -> Self {
		Self {
			option: "--seal-password-file",
			file,
		}
	}

	/// The password of a key file that is there.
	pub fn ask(self, key_file: &Path) -> Result<Zeroizing<String>> {
		match self.file {
			Some(path) => from_file(path),
			None => self.prompt(&format!("Password of {}: ", word(key_file))),
		}
	}

	/// A password for a new key file: asked for twice.
	pub fn choose(self, key_file: &Path) -> Result<Zeroizing<String>> {
		let password = match self.file {
			Some(path) => from_file(path)?,
			None => {
				let first = self.prompt(&format!("New password for {}: ", word(key_file)))?;
				if self.prompt("The same again: ")? != first {
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

	fn prompt(self, question: &str) -> Result<Zeroizing<String>> {
		rpassword::prompt_password(question).map(Zeroizing::new).map_err(|e| {
			Failure::new(Kind::Key, format!("cannot ask for the password: {e}")).next(format!(
				"Without a terminal, give a file with the password: {} FILE.",
				self.option
			))
		})
	}
}

/// The first line of a file.
fn from_file(path: &Path) -> Result<Zeroizing<String>> {
	let text = files::read_typed(path)?;
	let line = text.lines().next().unwrap_or_default().trim_end_matches('\r');
	if line.is_empty() {
		return Err(Failure::new(
			Kind::Key,
			format!("the first line of {} should be the password, but is empty", word(path)),
		));
	}
	if line.contains('\0') {
		return Err(Failure::new(Kind::Key, format!("{} is no text", word(path))).next("Save it as UTF-8."));
	}
	Ok(Zeroizing::new(line.to_owned()))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_first_line_is_the_password_however_it_ends_and_whatever_marks_the_file() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("password");
		for (bytes, expected) in [
			("horse", Some("horse")),
			("horse\n", Some("horse")),
			("horse\r\nand more", Some("horse")),
			("horse\r", Some("horse")),
			("\u{FEFF}horse\n", Some("horse")),
			(" two words ", Some(" two words ")),
			("", None),
			("\nhorse", None),
			("\u{FEFF}\n", None),
			("h\0o\0", None),
		] {
			std::fs::write(&path, bytes).unwrap();
			let password = Source::seal(Some(&path)).ask(Path::new("a.key")).ok();
			assert_eq!(password.as_ref().map(|text| text.as_str()), expected, "{bytes:?}");
		}
	}
}
