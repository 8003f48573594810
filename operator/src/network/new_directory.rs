//! A directory that gets its name when everything is in it, and never takes another's place.

use std::{
	fs::{self, DirBuilder, OpenOptions},
	io::{self, Write},
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
};
use tempfile::TempDir;

/// Who may read what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
	/// Its owner: directories have the mode 0700, files 0600.
	Owner,
	/// Whoever the umask lets.
	Umask,
}

/// A directory in the making. It is removed unless it is finished.
#[derive(Debug)]
pub struct NewDirectory {
	/// Beside the target, so that the name can change in one step.
	draft: TempDir,
	target: PathBuf,
	readers: Readers,
}

/// A directory cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum NewDirectoryError {
	/// Something has the name already.
	#[error("{} already exists, and nothing is ever overwritten", .0.display())]
	Exists(PathBuf),
	/// There is no place for it.
	#[error("there is no directory {}", .0.display())]
	NoParent(PathBuf),
	/// The system refuses.
	#[error("{} cannot be written: {reason}", path.display())]
	Io {
		/// What could not be written.
		path: PathBuf,
		/// Why.
		reason: io::Error,
	},
}

impl NewDirectoryError {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::Exists(_) => "Name a directory that does not exist.".into(),
			Self::NoParent(_) => "Make it, or name another place.".into(),
			Self::Io { .. } => "Look at the directory's owner and at the space left on the disk.".into(),
		}
	}
}

/// A result with the path that it is about.
fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, NewDirectoryError> {
	result.map_err(|reason| NewDirectoryError::Io {
		path: path.into(),
		reason,
	})
}

impl NewDirectory {
	/// Begins a directory that will have this name.
	///
	/// # Errors
	///
	/// The name is taken, or there is no place for it.
	pub fn begin(target: &Path, readers: Readers) -> Result<Self, NewDirectoryError> {
		if fs::symlink_metadata(target).is_ok() {
			return Err(NewDirectoryError::Exists(target.into()));
		}
		let parent = match target.parent() {
			Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
			Some(parent) => parent,
			None => return Err(NewDirectoryError::Exists(target.into())),
		};
		if !parent.is_dir() {
			return Err(NewDirectoryError::NoParent(parent.into()));
		}
		let directory = Self {
			draft: at(parent, TempDir::with_prefix_in(".eseal-", parent))?,
			target: target.into(),
			readers,
		};
		at(target, directory.mkdir(&directory.contents()))?;
		Ok(directory)
	}

	/// Makes a directory in it, and gives its path until this one is finished.
	///
	/// # Errors
	///
	/// The system refuses.
	pub fn directory(&self, name: impl AsRef<Path>) -> Result<PathBuf, NewDirectoryError> {
		let path = self.contents().join(name);
		at(&path, self.mkdir(&path))?;
		Ok(path)
	}

	/// Writes a file in it.
	///
	/// # Errors
	///
	/// The system refuses.
	pub fn write(&self, name: impl AsRef<Path>, contents: &[u8]) -> Result<(), NewDirectoryError> {
		let path = self.contents().join(name);
		let mode = match self.readers {
			Readers::Owner => 0o600,
			Readers::Umask => 0o666,
		};
		let write = || {
			let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&path)?;
			file.write_all(contents)?;
			file.sync_all()
		};
		at(&path, write())
	}

	/// Gives the directory its name.
	///
	/// # Errors
	///
	/// The name was taken meanwhile.
	pub fn finish(self) -> Result<(), NewDirectoryError> {
		at(&self.target, fs::rename(self.contents(), &self.target))
	}

	/// Where the contents lie: not in the draft itself, which is its owner's alone.
	fn contents(&self) -> PathBuf {
		self.draft.path().join("contents")
	}

	fn mkdir(&self, path: &Path) -> io::Result<()> {
		let mode = match self.readers {
			Readers::Owner => 0o700,
			Readers::Umask => 0o777,
		};
		DirBuilder::new().mode(mode).create(path)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::os::unix::fs::PermissionsExt;

	#[test]
	fn nothing_is_there_before_all_is_there() {
		let home = TempDir::new().unwrap();
		let target = home.path().join("keys");
		let new = NewDirectory::begin(&target, Readers::Owner).unwrap();
		new.directory("inner").unwrap();
		new.write("inner/secret", b"x").unwrap();
		assert!(!target.exists());
		new.finish().unwrap();
		let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
		assert_eq!(mode(&target), 0o700);
		assert_eq!(mode(&target.join("inner/secret")), 0o600);
		assert_eq!(
			fs::read_dir(home.path()).unwrap().count(),
			1,
			"nothing else is left behind"
		);
	}

	#[test]
	fn one_that_is_given_up_leaves_nothing() {
		let home = TempDir::new().unwrap();
		let new = NewDirectory::begin(&home.path().join("keys"), Readers::Owner).unwrap();
		new.write("secret", b"x").unwrap();
		drop(new);
		assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
	}

	#[test]
	fn what_is_there_stays() {
		let home = TempDir::new().unwrap();
		let link = home.path().join("link");
		std::os::unix::fs::symlink("nowhere", &link).unwrap();
		for taken in [home.path(), &link] {
			let refused = NewDirectory::begin(taken, Readers::Owner).map(|_| ());
			assert!(matches!(refused, Err(NewDirectoryError::Exists(_))), "{refused:?}");
		}
		let refused = NewDirectory::begin(&home.path().join("a/b"), Readers::Umask).map(|_| ());
		assert!(matches!(refused, Err(NewDirectoryError::NoParent(_))), "{refused:?}");
		// Something takes the name meanwhile.
		let target = home.path().join("late");
		let new = NewDirectory::begin(&target, Readers::Umask).unwrap();
		fs::write(&target, b"another's").unwrap();
		assert!(new.finish().is_err());
		assert_eq!(fs::read(&target).unwrap(), b"another's");
	}
}
