//! The documents that `--batch` names: the files of a folder, or those of a list.

use crate::{
	failure::{Failure, Kind, Result},
	files,
	view::terminal::word,
};
use std::{
	collections::HashSet,
	ffi::{OsStr, OsString},
	fs::{self, File, Metadata},
	io::{BufRead, BufReader, ErrorKind, Read},
	os::unix::{ffi::OsStrExt, fs::MetadataExt},
	path::{Path, PathBuf},
};

/// The longest line of a list, in bytes: four times as long as a path may be.
const MAX_LINE: u64 = 1 << 14;

/// What the names end in that `eseal` gives what it writes beside a document.
const BESIDE: [&str; 2] = [".eseal", ".eseal.salt"];

/// What the names begin with of files that are being written.
const BEING_WRITTEN: &[u8] = b".eseal-";

/// What a list may be, for whoever gave something else.
const WHAT: &str = "--batch takes a folder, or a text file with the path of one document a line.";

/// Device and number of a file: the same by whatever name.
type Id = (u64, u64);

/// What `--batch` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
	/// A folder: its files, and those of the folders in it.
	Folder(PathBuf),
	/// A text file: a path a line, from the current folder.
	List(PathBuf),
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
	/// Its name: its path from the folder, or as the list has it.
	pub name: String,
	/// Where it lies.
	pub path: PathBuf,
	/// Its length in bytes.
	pub length: u64,
	id: Id,
}

/// How much there is to be sealed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
	/// How many documents.
	pub documents: u32,
	/// How many bytes they have together.
	pub bytes: u64,
}

impl Source {
	/// Of what is typed.
	pub fn of(path: &Path) -> Result<Self> {
		let about = fs::metadata(path).map_err(|e| files::cannot("read", path, &e).next(WHAT))?;
		if about.is_dir() {
			return Ok(Self::Folder(path.to_owned()));
		}
		if about.is_file() {
			return Ok(Self::List(path.to_owned()));
		}
		// It is read twice, so a pipe will not do.
		Err(Failure::input(format!("{} is neither a folder nor a file", word(path))).next(WHAT))
	}

	fn path(&self) -> &Path {
		match self {
			Self::Folder(path) | Self::List(path) => path,
		}
	}

	/// What the documents' names are relative to.
	pub fn base(&self) -> Result<PathBuf> {
		match self {
			Self::Folder(folder) => Ok(folder.clone()),
			Self::List(_) => std::env::current_dir()
				.map_err(|e| Failure::input(format!("there is no current folder to read the list's paths from: {e}"))),
		}
	}

	/// The batch file, unless another name is given: beside the folder or the list.
	pub fn batch_file(&self) -> Result<PathBuf> {
		let mut path = self.path().to_owned();
		if path.file_name().is_none() {
			path = fs::canonicalize(&path).map_err(|e| files::cannot("read", &path, &e))?;
		}
		let name = path.file_name().ok_or_else(|| {
			Failure::new(
				Kind::Usage,
				format!("{} has no name to call its batch file by", word(&path)),
			)
			.next("Say where to write it: --out FILE.")
		})?;
		let mut name = name.to_owned();
		name.push(".batch.jsonl");
		Ok(path.with_file_name(name))
	}

	/// Refuses a place for the batch file where it would be one of the documents the next time.
	pub fn ensure_outside(&self, batch_file: &Path) -> Result<()> {
		let Self::Folder(folder) = self else { return Ok(()) };
		let folder = fs::canonicalize(folder).map_err(|e| files::cannot("read", folder, &e))?;
		let place = files::folder_of(batch_file);
		let place = fs::canonicalize(place).map_err(|e| files::cannot("write", batch_file, &e))?;
		match place.starts_with(&folder) {
			false => Ok(()),
			true => Err(Failure::new(
				Kind::Usage,
				format!("{} would lie in the folder whose files are sealed", word(batch_file)),
			)
			.next("Write it elsewhere: --out FILE.")),
		}
	}

	/// The documents, one after another, always in the same order. The first that cannot be taken ends them.
	pub fn documents(&self) -> Result<Documents> {
		let walk = match self {
			Self::Folder(folder) => Walk::Folder(Folder::open(folder)?),
			Self::List(list) => Walk::List(List::open(list)?),
		};
		Ok(Documents {
			source: self.clone(),
			walk,
			seen: HashSet::new(),
		})
	}

	/// Looks at every document before any is read: how many there are, and how long they are together.
	///
	/// # Errors
	///
	/// If there are none, or more than `most`; if one cannot be read, or is there twice.
	pub fn extent(&self, most: u32) -> Result<Extent> {
		let mut extent = Extent::default();
		for found in self.documents()? {
			let found = found?;
			drop(files::open(&found.path)?);
			extent.documents = extent.documents.saturating_add(1);
			extent.bytes = extent.bytes.saturating_add(found.length);
			if extent.documents > most {
				return Err(Failure::new(
					Kind::Usage,
					format!("{} has more than {most} documents", word(self.path())),
				)
				.next("Seal them in several batches."));
			}
		}
		if extent.documents == 0 {
			return Err(Failure::new(Kind::Usage, format!("{} has no document", word(self.path()))).next(WHAT));
		}
		Ok(extent)
	}
}

/// The documents of a [`Source`], each once.
pub struct Documents {
	source: Source,
	walk: Walk,
	seen: HashSet<Id>,
}

enum Walk {
	Folder(Folder),
	List(List),
}

impl Walk {
	fn next(&mut self) -> Option<Result<Found>> {
		match self {
			Self::Folder(folder) => folder.next(),
			Self::List(list) => list.next(),
		}
	}
}

impl Iterator for Documents {
	type Item = Result<Found>;

	fn next(&mut self) -> Option<Self::Item> {
		let found = match self.walk.next()? {
			Ok(found) => found,
			failed => return Some(failed),
		};
		match self.seen.insert(found.id) {
			true => Some(Ok(found)),
			false => Some(Err(self.twice(&found))),
		}
	}
}

impl Documents {
	/// The failure that a file is there twice. Its first name is looked for only now: to keep all of them takes too much.
	fn twice(&self, again: &Found) -> Failure {
		let first = self.source.documents().ok().and_then(|mut documents| {
			std::iter::from_fn(|| documents.walk.next()?.ok()).find(|found| found.id == again.id)
		});
		let message = match first {
			Some(first) if first.path != again.path => {
				format!("{} and {} are the same file", word(&first.path), word(&again.path))
			}
			_ => format!("{} is named twice", word(&again.path)),
		};
		Failure::new(Kind::Usage, message).next("Give each document once: it would be recorded twice.")
	}
}

/// The files of a folder and of those in it, in the order of their names' bytes.
struct Folder {
	base: PathBuf,
	/// The folders that are being walked, each in the one before.
	open: Vec<Level>,
}

/// A folder that is being walked.
struct Level {
	/// Its path from the base.
	folder: PathBuf,
	id: Id,
	/// What is in it.
	names: Vec<OsString>,
	/// How many of them were walked.
	walked: usize,
}

impl Folder {
	fn open(base: &Path) -> Result<Self> {
		let mut folder = Self {
			base: base.to_owned(),
			open: Vec::new(),
		};
		let about = fs::metadata(base).map_err(|e| files::cannot("read", base, &e))?;
		folder.enter(PathBuf::new(), id_of(&about))?;
		Ok(folder)
	}

	fn enter(&mut self, folder: PathBuf, id: Id) -> Result<()> {
		let path = self.base.join(&folder);
		let names =
			|| -> std::io::Result<Vec<OsString>> { fs::read_dir(&path)?.map(|entry| Ok(entry?.file_name())).collect() };
		let mut names = names().map_err(|e| files::cannot("read", &path, &e))?;
		names.sort();
		self.open.push(Level {
			folder,
			id,
			names,
			walked: 0,
		});
		Ok(())
	}

	fn next(&mut self) -> Option<Result<Found>> {
		loop {
			let level = self.open.last_mut()?;
			let Some(name) = level.names.get(level.walked) else {
				self.open.pop();
				continue;
			};
			level.walked = level.walked.saturating_add(1);
			if level.is_ours(name) {
				continue;
			}
			let name = level.folder.join(name);
			match self.take(name) {
				Ok(Some(found)) => return Some(Ok(found)),
				Ok(None) => {}
				Err(failure) => return Some(Err(failure)),
			}
		}
	}

	/// A file; or nothing, where a folder is there, which is walked next.
	fn take(&mut self, name: PathBuf) -> Result<Option<Found>> {
		let path = self.base.join(&name);
		let about = metadata(&path)?;
		let id = id_of(&about);
		if !about.is_dir() {
			return found(&name, path, &about).map(Some);
		}
		if let Some(above) = self.open.iter().find(|level| level.id == id) {
			let above = match above.folder.as_os_str().is_empty() {
				true => self.base.clone(),
				false => self.base.join(&above.folder),
			};
			return Err(Failure::input(format!(
				"{} leads back to {}: the links go round in a circle",
				word(&path),
				word(&above)
			))
			.next("Take the link out of the folder."));
		}
		self.enter(name, id)?;
		Ok(None)
	}
}

impl Level {
	/// Whether `eseal` wrote it: what lies beside a document as its receipt, or its salt, and what is being written.
	fn is_ours(&self, name: &OsStr) -> bool {
		let name = name.as_bytes();
		let is_beside = |ending: &str| {
			let document = name.strip_suffix(ending.as_bytes()).map(OsStr::from_bytes);
			document.is_some_and(|document| {
				self.names
					.binary_search_by(|other| other.as_os_str().cmp(document))
					.is_ok()
			})
		};
		name.starts_with(BEING_WRITTEN) || BESIDE.into_iter().any(is_beside)
	}
}

/// The files that a text names, a line each.
struct List {
	path: PathBuf,
	lines: BufReader<File>,
	/// The number of the line that was read last.
	line: u64,
}

impl List {
	fn open(path: &Path) -> Result<Self> {
		Ok(Self {
			path: path.to_owned(),
			lines: BufReader::new(files::open(path)?),
			line: 0,
		})
	}

	fn next(&mut self) -> Option<Result<Found>> {
		let read = |list: &mut Self| -> Result<Option<Found>> {
			while let Some(name) = list.next_line()? {
				if name.is_empty() {
					continue;
				}
				let name = PathBuf::from(name);
				let taken = metadata(&name).and_then(|about| match about.is_dir() {
					true => Err(Failure::input(format!("{} is a folder", word(&name))).next(WHAT)),
					false => found(&name, name.clone(), &about),
				});
				return taken.map(Some).map_err(|failure| Failure {
					message: format!("line {} of {}: {}", list.line, word(&list.path), failure.message),
					next: failure.next.or_else(|| Some(WHAT.to_owned())),
					..failure
				});
			}
			Ok(None)
		};
		read(self).transpose()
	}

	/// The next line without its end.
	fn next_line(&mut self) -> Result<Option<String>> {
		let mut line = Vec::new();
		let read = self.lines.by_ref().take(MAX_LINE).read_until(b'\n', &mut line);
		if read.map_err(|e| files::cannot("read", &self.path, &e))? == 0 {
			return Ok(None);
		}
		self.line = self.line.saturating_add(1);
		let is_whole = line.last() == Some(&b'\n') || u64::try_from(line.len()).is_ok_and(|length| length < MAX_LINE);
		if line.last() == Some(&b'\n') {
			line.pop();
		}
		if line.last() == Some(&b'\r') {
			line.pop();
		}
		let text = String::from_utf8(line).ok().filter(|_| is_whole).ok_or_else(|| {
			Failure::input(format!(
				"line {} of {} is no path in UTF-8",
				self.line,
				word(&self.path)
			))
			.next(WHAT)
		})?;
		// The mark that some editors put first.
		let text = match (self.line, text.strip_prefix('\u{FEFF}')) {
			(1, Some(rest)) => rest.to_owned(),
			_ => text,
		};
		Ok(Some(text))
	}
}

/// What a name leads to.
fn metadata(path: &Path) -> Result<Metadata> {
	fs::metadata(path).map_err(|error| match (error.kind(), fs::symlink_metadata(path)) {
		(ErrorKind::NotFound, Ok(_)) => {
			Failure::input(format!("{} is a link to nothing", word(path))).next("Take it out.")
		}
		_ => files::cannot("read", path, &error),
	})
}

/// A document: a regular file whose name a batch file can hold.
fn found(name: &Path, path: PathBuf, about: &Metadata) -> Result<Found> {
	if !about.is_file() {
		return Err(Failure::input(format!(
			"{} is neither a file nor a folder, so it cannot be sealed",
			word(&path)
		))
		.next("Take it out."));
	}
	let Some(name) = name.to_str() else {
		return Err(Failure::input(format!(
			"the name {} is not UTF-8, so a batch file cannot hold it",
			word(&path)
		))
		.next("Rename the file."));
	};
	Ok(Found {
		name: name.to_owned(),
		length: about.len(),
		id: id_of(about),
		path,
	})
}

fn id_of(about: &Metadata) -> Id {
	(about.dev(), about.ino())
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::os::unix::fs::symlink;
	use tempfile::TempDir;

	/// A folder with these files in it.
	fn folder(files: &[&str]) -> TempDir {
		let folder = tempfile::tempdir().unwrap();
		for file in files {
			let path = folder.path().join(file);
			fs::create_dir_all(path.parent().unwrap()).unwrap();
			fs::write(path, file).unwrap();
		}
		folder
	}

	fn names(source: &Source) -> Result<Vec<String>> {
		source.documents()?.map(|found| found.map(|found| found.name)).collect()
	}

	fn of_folder(folder: &TempDir) -> Source {
		Source::of(folder.path()).unwrap()
	}

	/// A list of these lines, beside the folder's files.
	fn list(folder: &TempDir, text: impl AsRef<[u8]>) -> Source {
		let path = folder.path().join("list.txt");
		fs::write(&path, text).unwrap();
		Source::of(&path).unwrap()
	}

	#[test]
	fn a_folder_is_walked_in_one_order_whatever_the_file_system_says() {
		let files = ["z", "a/b/2", "a.pdf", "a/b.pdf", "a/b/10", "B", "合同.pdf", "a b\nc"];
		let folder = folder(&files);
		let walked = names(&of_folder(&folder)).unwrap();
		assert_eq!(
			walked,
			["B", "a/b/10", "a/b/2", "a/b.pdf", "a b\nc", "a.pdf", "z", "合同.pdf"]
		);
		let mut by_parts: Vec<&Path> = walked.iter().map(Path::new).collect();
		by_parts.sort();
		assert!(by_parts.into_iter().eq(walked.iter().map(Path::new)));
		let extent = of_folder(&folder).extent(8).unwrap();
		let bytes = files.iter().map(|name| name.len() as u64).sum();
		assert_eq!(extent, Extent { documents: 8, bytes });
		assert!(of_folder(&folder).extent(7).is_err(), "more than there may be");
	}

	#[test]
	fn what_eseal_wrote_beside_a_document_is_none() {
		let folder = folder(&[
			"a.pdf",
			"a.pdf.eseal",
			"a.pdf.eseal.salt",
			"b.eseal",
			".eseal-x1y2z3",
			"d/c",
			"d/c.eseal",
		]);
		assert_eq!(names(&of_folder(&folder)).unwrap(), ["a.pdf", "b.eseal", "d/c"]);
	}

	#[test]
	fn one_file_by_two_names_is_refused_and_both_are_told() {
		let folder = folder(&["d/a", "b"]);
		let at = |name: &str| folder.path().join(name);
		for link in [&(|| symlink(at("b"), at("link")).unwrap()) as &dyn Fn(), &|| {
			fs::hard_link(at("b"), at("link")).unwrap()
		}] {
			link();
			let refused = names(&of_folder(&folder)).unwrap_err();
			assert_eq!(refused.kind, Kind::Usage);
			assert!(refused.message.contains("/b and "), "{refused}");
			assert!(refused.message.contains("/link are the same file"), "{refused}");
			fs::remove_file(at("link")).unwrap();
		}
		// A folder by two names has every file twice.
		symlink(at("d"), at("e")).unwrap();
		let refused = names(&of_folder(&folder)).unwrap_err();
		assert!(refused.message.contains("/d/a and "), "{refused}");
		assert!(refused.message.contains("/e/a are the same file"), "{refused}");
		fs::remove_file(at("e")).unwrap();
		// Two files may say the same.
		fs::write(at("c"), "b").unwrap();
		assert_eq!(names(&of_folder(&folder)).unwrap().len(), 3);
	}

	#[test]
	fn links_that_go_round_end() {
		let folder = folder(&["d/e/a"]);
		let at = |name: &str| folder.path().join(name);
		for (target, link) in [
			(at("d"), at("d/e/up")),
			(at(""), at("d/top")),
			(at("d/e"), at("d/e/self")),
		] {
			symlink(target, &link).unwrap();
			let refused = names(&of_folder(&folder)).unwrap_err();
			assert!(refused.message.contains("round in a circle"), "{refused}");
			assert!(
				refused.message.contains(link.file_name().unwrap().to_str().unwrap()),
				"{refused}"
			);
			fs::remove_file(link).unwrap();
		}
		// One that leads to itself, and one that leads nowhere, are no files.
		symlink(at("x"), at("x")).unwrap();
		assert!(names(&of_folder(&folder)).is_err());
		fs::remove_file(at("x")).unwrap();
		symlink("nowhere", at("x")).unwrap();
		let refused = names(&of_folder(&folder)).unwrap_err();
		assert!(refused.message.ends_with("/x is a link to nothing"), "{refused}");
	}

	#[test]
	fn what_cannot_be_sealed_is_told_by_its_name() {
		use std::os::unix::{ffi::OsStringExt, net::UnixListener};
		let folder = folder(&["a"]);
		let socket = folder.path().join("socket");
		let listener = UnixListener::bind(&socket).unwrap();
		let refused = names(&of_folder(&folder)).unwrap_err();
		assert!(
			refused.message.contains("/socket is neither a file nor a folder"),
			"{refused}"
		);
		drop(listener);
		fs::remove_file(socket).unwrap();
		let odd = folder.path().join(OsString::from_vec(vec![b'x', 0xff]));
		fs::write(&odd, "").unwrap();
		let refused = names(&of_folder(&folder)).unwrap_err();
		assert!(refused.message.contains("not UTF-8"), "{refused}");
		fs::remove_file(odd).unwrap();

		assert!(Source::of(&folder.path().join("none")).is_err());
		assert!(Source::of(Path::new("/dev/null")).is_err(), "it is read twice");
		fs::remove_file(folder.path().join("a")).unwrap();
		let refused = of_folder(&folder).extent(1).unwrap_err();
		assert!(refused.message.ends_with("has no document"), "{refused}");
	}

	#[test]
	fn a_list_is_read_in_its_own_order() {
		let folder = folder(&["b", "a", "合同 (终稿).pdf"]);
		let at = |name: &str| folder.path().join(name).display().to_string();
		let expected = [at("b"), at("合同 (终稿).pdf"), at("a")];
		let [b, contract, a] = &expected;
		for text in [
			format!("{b}\n{contract}\n{a}\n"),
			format!("\u{FEFF}{b}\r\n\r\n{contract}\r\n{a}"),
		] {
			assert_eq!(names(&list(&folder, text)).unwrap(), expected);
		}
		let refused = names(&list(&folder, format!("{b}\n{a}\n{b}\n"))).unwrap_err();
		assert!(refused.message.ends_with("/b is named twice"), "{refused}");
		let name = folder.path().file_name().unwrap().to_str().unwrap();
		let again = at(&format!("../{name}/b"));
		let refused = names(&list(&folder, format!("{b}\n{again}\n"))).unwrap_err();
		assert!(refused.message.contains("are the same file"), "{refused}");
	}

	#[test]
	fn a_line_that_names_no_document_is_told_by_its_number() {
		let folder = folder(&["a", "d/b"]);
		let a = folder.path().join("a").display().to_string();
		let none = folder.path().join("none").display().to_string();
		let inner = folder.path().join("d").display().to_string();
		for line in [
			none.as_bytes(),
			inner.as_bytes(),
			b"\xff",
			"a".repeat(20_000).as_bytes(),
		] {
			let text = [a.as_bytes(), b"\n", line, b"\n"].concat();
			let refused = names(&list(&folder, text)).unwrap_err();
			assert!(refused.message.contains("line 2 of "), "{refused}");
			assert_eq!(refused.next.as_deref(), Some(WHAT));
		}
		assert!(list(&folder, "\n\n").extent(9).is_err(), "an empty list");
	}

	#[test]
	fn a_batch_file_lies_beside_what_it_is_of_and_never_in_it() {
		let folder = folder(&["d/a"]);
		let at = |name: &str| folder.path().join(name);
		let source = Source::of(&at("d")).unwrap();
		assert_eq!(source.batch_file().unwrap(), at("d.batch.jsonl"));
		assert_eq!(
			Source::of(&at("d/")).unwrap().batch_file().unwrap(),
			at("d.batch.jsonl")
		);
		let dotted = Source::of(&at("d/.")).unwrap().batch_file().unwrap();
		assert!(dotted.ends_with("d.batch.jsonl"), "{dotted:?}");
		assert_eq!(
			Source::of(&at("d/a")).unwrap().batch_file().unwrap(),
			at("d/a.batch.jsonl"),
			"of a list"
		);
		assert!(Source::Folder("/".into()).batch_file().is_err());

		source.ensure_outside(&at("d.batch.jsonl")).unwrap();
		source.ensure_outside(&at("d/../x")).unwrap();
		for inside in ["d/x", "d/../d/x"] {
			assert!(source.ensure_outside(&at(inside)).is_err(), "{inside}");
		}
		symlink(at("d"), at("link")).unwrap();
		assert!(source.ensure_outside(&at("link/x")).is_err());
		assert!(
			source.ensure_outside(&at("none/x")).is_err(),
			"a folder that is not there"
		);
	}
}
