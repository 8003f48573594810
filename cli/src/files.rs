//! Reading and writing files: never half a file, never over another one by accident.

use crate::{
	failure::{Failure, Result},
	view::terminal::word,
};
use serde::Serialize;
use std::{
	fs::{self, File, OpenOptions, Permissions},
	io::{BufWriter, ErrorKind, Read, Seek, Write},
	os::unix::fs::{OpenOptionsExt, PermissionsExt},
	path::{Path, PathBuf},
};
use tempfile::{Builder, NamedTempFile};
use zeroize::Zeroizing;

/// The largest file that is read as a whole: 16 MiB, more than any receipt or anchor may have. Documents and exported logs
/// are worked on as they are read, and may be of any size.
const MAX_FILE: u64 = 1 << 24;

/// The largest file that a person typed a secret or a password into: 64 KiB.
const MAX_TYPED: u64 = 1 << 16;

/// The whole file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
	read_up_to(path, MAX_FILE)
}

/// What a person typed into a file, as UTF-8 and without the mark that some editors put first.
pub fn read_typed(path: &Path) -> Result<Zeroizing<String>> {
	typed(read_up_to(path, MAX_TYPED)?, &word(path))
}

/// The same of standard input.
pub fn read_typed_input() -> Result<Zeroizing<String>> {
	let bytes = take(std::io::stdin(), MAX_TYPED, "standard input")?;
	typed(bytes, "standard input")
}

/// Opens a file to be read once, from its beginning to its end.
pub fn open(path: &Path) -> Result<File> {
	let file = File::open(path).map_err(|e| cannot("read", path, &e))?;
	let about = file.metadata().map_err(|e| cannot("read", path, &e))?;
	if about.is_dir() {
		return Err(Failure::input(format!("{} is a folder", word(path))));
	}
	Ok(file)
}

/// That a file cannot be read or written, and why.
pub fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
	Failure::input(format!("cannot {what} {}: {error}", word(path)))
}

fn read_up_to(path: &Path, most: u64) -> Result<Vec<u8>> {
	take(open(path)?, most, &word(path))
}

/// Reads to the end. What is longer than it may be is not read whole: a pipe or a device tells no length.
fn take(source: impl Read, most: u64, name: &str) -> Result<Vec<u8>> {
	let mut bytes = Vec::new();
	source
		.take(most.saturating_add(1))
		.read_to_end(&mut bytes)
		.map_err(|e| Failure::input(format!("cannot read {name}: {e}")))?;
	if u64::try_from(bytes.len()).map_or(true, |length| length > most) {
		return Err(Failure::input(format!("{name} is larger than {}", size(most))));
	}
	Ok(bytes)
}

fn size(bytes: u64) -> String {
	match bytes >> 20 {
		0 => format!("{} KiB", bytes >> 10),
		mib => format!("{mib} MiB"),
	}
}

fn typed(bytes: Vec<u8>, name: &str) -> Result<Zeroizing<String>> {
	let bytes = Zeroizing::new(bytes);
	if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
		return Err(Failure::input(format!("{name} is text in UTF-16")).next("Save it as UTF-8."));
	}
	let text = std::str::from_utf8(&bytes)
		.map_err(|_| Failure::input(format!("{name} is not text in UTF-8")).next("Save it as UTF-8."))?;
	Ok(Zeroizing::new(text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned()))
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
	/// Its owner alone.
	Owner,
	/// Whoever the umask lets.
	Anyone,
}

impl Readers {
	fn mode(self) -> u32 {
		match self {
			Self::Owner => 0o600,
			Self::Anyone => 0o666,
		}
	}
}

/// Writes a new file and fails if there is one: the file either is whole or is not there.
pub fn create(path: &Path, bytes: &[u8], readers: Readers) -> Result<()> {
	settle(write_beside(path, bytes, readers)?, path, readers)
}

/// A new file that is written piece by piece. Until it is finished there is no file of its name; then it is whole and on the
/// disk.
pub struct NewFile {
	path: PathBuf,
	beside: BufWriter<NamedTempFile>,
	readers: Readers,
}

impl NewFile {
	/// Begins. The name may be taken until the file is finished.
	pub fn begin(path: &Path, readers: Readers) -> Result<Self> {
		Ok(Self {
			path: path.to_owned(),
			beside: BufWriter::new(write_beside(path, &[], readers)?),
			readers,
		})
	}

	/// Writes the next piece.
	pub fn write(&mut self, piece: &[u8]) -> Result<()> {
		let written = self.beside.write_all(piece);
		written.map_err(|e| cannot("write", &self.path, &e))
	}

	/// Ends, and fails if there is a file of this name by now.
	pub fn finish(self) -> Result<()> {
		let Self { path, beside, readers } = self;
		settle(on_disk(&path, beside)?, &path, readers)
	}

	/// Ends, in place of the file that is there.
	pub fn replace(self) -> Result<()> {
		let Self { path, beside, .. } = self;
		let persisted = on_disk(&path, beside)?.persist(&path);
		persisted.map_err(|e| cannot("write", &path, &e.error))?;
		sync_folder(&path);
		Ok(())
	}
}

/// All that was written, on the disk.
fn on_disk(path: &Path, beside: BufWriter<NamedTempFile>) -> Result<NamedTempFile> {
	let on_disk = || {
		let beside = beside.into_inner().map_err(std::io::IntoInnerError::into_error)?;
		beside.as_file().sync_all()?;
		Ok(beside)
	};
	on_disk().map_err(|e: std::io::Error| cannot("write", path, &e))
}

/// Gives a file that is whole its name, if nothing has that name.
fn settle(beside: NamedTempFile, path: &Path, readers: Readers) -> Result<()> {
	match beside.persist_noclobber(path) {
		Ok(_) => {
			sync_folder(path);
			Ok(())
		}
		Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(exists(path)),
		// A file system that can neither link nor move without replacing.
		Err(error) => copy_new(error.file.into_file(), path, readers).map_err(|error| match error.kind() {
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
	write_beside(path, bytes, readers)?
		.persist(path)
		.map_err(|e| cannot("write", path, &e.error))?;
	sync_folder(path);
	Ok(())
}

/// A value as a line of JSON, with its line break.
pub fn json_line(value: &impl Serialize) -> Result<Vec<u8>> {
	let mut line = serde_json::to_vec(value).map_err(|e| Failure::input(e.to_string()))?;
	line.push(b'\n');
	Ok(line)
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
	match fs::symlink_metadata(path) {
		Ok(there) if there.is_dir() => return Err(Failure::input(format!("{} is a folder", word(path)))),
		Ok(_) if !force => return Err(exists(path)),
		Ok(_) => {}
		Err(error) if error.kind() == ErrorKind::NotFound => {}
		// A name that is too long, a folder that may not be entered.
		Err(error) => return Err(cannot("write", path, &error)),
	}
	write_beside(path, &[], Readers::Anyone).map(drop)
}

fn exists(path: &Path) -> Failure {
	Failure::input(format!("{} already exists", word(path))).next("Move it away, or choose another name.")
}

/// Writes a file of another, short name in the same folder. It goes when the value does, unless it is made to stay.
fn write_beside(path: &Path, bytes: &[u8], readers: Readers) -> Result<NamedTempFile> {
	if path.file_name().is_none() {
		return Err(Failure::input(format!("{} names no file", word(path))));
	}
	let write = || {
		let mut beside = Builder::new()
			.prefix(".eseal-")
			.permissions(Permissions::from_mode(readers.mode()))
			.tempfile_in(folder_of(path))?;
		beside.write_all(bytes)?;
		beside.as_file().sync_all()?;
		Ok(beside)
	};
	write().map_err(|e: std::io::Error| cannot("write", path, &e))
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
	path.parent()
		.filter(|folder| !folder.as_os_str().is_empty())
		.unwrap_or(Path::new("."))
}

/// Makes a new name in a folder outlast a loss of power, where the file system can.
fn sync_folder(path: &Path) {
	let _ = File::open(folder_of(path)).and_then(|folder| folder.sync_all());
}

fn copy_new(mut from: File, path: &Path, readers: Readers) -> std::io::Result<()> {
	let mut options = OpenOptions::new();
	let mut file = options.write(true).create_new(true).mode(readers.mode()).open(path)?;
	from.rewind()?;
	std::io::copy(&mut from, &mut file)?;
	file.sync_all()
}

#[cfg(test)]
mod tests {
	use super::*;

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
	fn a_file_that_is_written_in_pieces_is_there_when_it_is_whole() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("pieces");
		let mut file = NewFile::begin(&path, Readers::Owner).unwrap();
		for _ in 0..10_000 {
			file.write(b"piece").unwrap();
		}
		assert!(!path.exists(), "half a file is none");
		drop(NewFile::begin(&path, Readers::Owner).unwrap());
		assert!(!path.exists(), "nothing comes of what is broken off");
		file.finish().unwrap();
		assert_eq!(fs::read(&path).unwrap(), b"piece".repeat(10_000));
		assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
		assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

		let mut late = NewFile::begin(&path, Readers::Anyone).unwrap();
		late.write(b"another").unwrap();
		assert!(late.finish().is_err(), "never over another file");
		assert_eq!(fs::read(&path).unwrap(), b"piece".repeat(10_000));
		assert_eq!(
			fs::read_dir(folder.path()).unwrap().count(),
			1,
			"nothing is left beside it"
		);
	}

	#[test]
	fn a_file_is_whole_where_a_new_name_cannot_be_given() {
		let folder = tempfile::tempdir().unwrap();
		let at = |name: &str| folder.path().join(name);
		let mut from = File::options()
			.read(true)
			.write(true)
			.create_new(true)
			.open(at("from"))
			.unwrap();
		from.write_all(b"a text").unwrap();
		copy_new(from, &at("to"), Readers::Owner).unwrap();
		assert_eq!(fs::read(at("to")).unwrap(), b"a text");
		let again = copy_new(File::open(at("from")).unwrap(), &at("to"), Readers::Owner).unwrap_err();
		assert_eq!(again.kind(), ErrorKind::AlreadyExists);
	}

	#[test]
	fn what_cannot_be_written_is_found_before_anything_is_sent() {
		let folder = tempfile::tempdir().unwrap();
		let at = |name: &str| folder.path().join(name);
		assert!(ensure_writable(&at("no/such/file"), false).is_err());
		assert!(
			ensure_writable(&at(&"n".repeat(256)), false).is_err(),
			"a name that is too long"
		);
		fs::create_dir(at("folder")).unwrap();
		assert!(ensure_writable(&at("folder"), true).is_err());
		std::os::unix::fs::symlink("nowhere", at("link")).unwrap();
		assert!(
			ensure_writable(&at("link"), false).is_err(),
			"a link to nothing is there, too"
		);
		assert!(ensure_writable(Path::new("/"), true).is_err());
		assert!(ensure_writable(Path::new(".."), true).is_err());
	}

	#[test]
	fn the_longest_name_that_a_file_can_have_can_be_written() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("n".repeat(255));
		ensure_writable(&path, false).unwrap();
		create(&path, b"one", Readers::Anyone).unwrap();
		ensure_writable(&path, true).unwrap();
		replace(&path, b"two", Readers::Anyone).unwrap();
		assert_eq!(fs::read(&path).unwrap(), b"two");
	}

	#[test]
	fn what_a_person_typed_is_read_as_the_person_meant_it() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("typed");
		for (bytes, expected) in [
			(b"secret\r\n".as_slice(), Some("secret\r\n")),
			(b"\xEF\xBB\xBFsecret", Some("secret")),
			(b"\xFF\xFEs\0", None),
			(b"\xC3\x28", None),
		] {
			fs::write(&path, bytes).unwrap();
			let text = read_typed(&path).ok();
			assert_eq!(text.as_ref().map(|text| text.as_str()), expected, "{bytes:?}");
		}
		fs::write(&path, vec![b'a'; (1 << 16) + 1]).unwrap();
		assert!(read_typed(&path).is_err());
	}

	#[test]
	fn a_device_without_end_is_not_read_for_ever() {
		let error = read_typed(Path::new("/dev/zero")).unwrap_err();
		assert!(error.message.contains("64 KiB"), "{error}");
	}
}
