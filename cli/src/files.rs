//! Reading and writing files: never half a file, never over another one by accident.

use crate::failure::{Failure, Result};
use std::{
	fs::{self, OpenOptions},
	io::{ErrorKind, Write},
	os::unix::fs::OpenOptionsExt,
	path::{Path, PathBuf},
};

/// The largest file that is read: 1 GiB.
const MAX_FILE: u64 = 1 << 30;

/// The whole file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
	let length = fs::metadata(path).map_err(|e| cannot("read", path, &e))?;
	if length.is_dir() {
		return Err(Failure::input(format!("{} is a folder", path.display())));
	}
	if length.len() > MAX_FILE {
		return Err(Failure::input(format!("{} is larger than 1 GiB", path.display())));
	}
	fs::read(path).map_err(|e| cannot("read", path, &e))
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
	/// Its owner alone.
	Owner,
	/// Whoever the umask lets.
	Anyone,
}

/// Writes a new file and fails if there is one: the file either is whole or is not there.
pub fn create(path: &Path, bytes: &[u8], readers: Readers) -> Result<()> {
	let beside = write_beside(path, bytes, readers)?;
	// A hard link fails where a file is; a rename would replace it.
	let linked = fs::hard_link(&beside, path);
	let _ = fs::remove_file(&beside);
	match linked {
		Ok(()) => Ok(()),
		Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(exists(path)),
		// A file system without hard links.
		Err(_) => write_new(path, bytes, readers).map_err(|error| match error.kind() {
			ErrorKind::AlreadyExists => exists(path),
			_ => {
				let _ = fs::remove_file(path);
				cannot("write", path, &error)
			}
		}),
	}
}

/// Writes a file, in place of the one that is there.
pub fn replace(path: &Path, bytes: &[u8], readers: Readers) -> Result<()> {
	let written = write_beside(path, bytes, readers)?;
	fs::rename(&written, path).map_err(|e| {
		let _ = fs::remove_file(&written);
		cannot("write", path, &e)
	})
}

/// Writes a file; over another one only if `force`.
pub fn write(path: &Path, bytes: &[u8], readers: Readers, force: bool) -> Result<()> {
	if force {
		replace(path, bytes, readers)
	} else {
		create(path, bytes, readers)
	}
}

/// Whether a file can be written there: before a call is sent whose outcome goes into it.
pub fn ensure_writable(path: &Path, force: bool) -> Result<()> {
	if !force && path.exists() {
		return Err(exists(path));
	}
	let probe = write_beside(path, &[], Readers::Anyone)?;
	let _ = fs::remove_file(probe);
	Ok(())
}

fn exists(path: &Path) -> Failure {
	Failure::input(format!("{} exists already", path.display())).next("Move it away, or name another file.")
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
	Failure::input(format!("cannot {what} {}: {error}", path.display()))
}

fn write_beside(path: &Path, bytes: &[u8], readers: Readers) -> Result<PathBuf> {
	let name = path
		.file_name()
		.ok_or_else(|| Failure::input(format!("{} names no file", path.display())))?;
	let mut hidden = std::ffi::OsString::from(".");
	hidden.push(name);
	hidden.push(format!(".{}", std::process::id()));
	let beside = path.with_file_name(hidden);
	write_new(&beside, bytes, readers).map_err(|error| {
		let _ = fs::remove_file(&beside);
		cannot("write", path, &error)
	})?;
	Ok(beside)
}

fn write_new(path: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<()> {
	let mode = match readers {
		Readers::Owner => 0o600,
		Readers::Anyone => 0o666,
	};
	let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
	file.write_all(bytes)?;
	file.sync_all()
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::os::unix::fs::PermissionsExt;

	#[test]
	fn a_new_file_is_the_owners_alone_and_never_overwritten() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("key.json");
		create(&path, b"one", Readers::Owner).unwrap();
		assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
		assert!(create(&path, b"two", Readers::Owner).is_err());
		assert!(ensure_writable(&path, false).is_err());
		assert!(ensure_writable(&path, true).is_ok());
		assert_eq!(fs::read(&path).unwrap(), b"one");
		write(&path, b"two", Readers::Owner, true).unwrap();
		assert_eq!(fs::read(&path).unwrap(), b"two");
		assert_eq!(
			fs::read_dir(folder.path()).unwrap().count(),
			1,
			"nothing is left beside it"
		);
	}

	#[test]
	fn a_folder_that_is_not_there_is_found_before_anything_is_sent() {
		let folder = tempfile::tempdir().unwrap();
		assert!(ensure_writable(&folder.path().join("no/such/file"), false).is_err());
	}
}
