//! What became of lines, on the disk as soon as it is final. Whoever was interrupted goes on from it.
//!
//! It is text: a first line that says which file it is of, and a line for each line of that file that is done. A line that was
//! refused has none that counts when the file is loaded again: whatever stood in the way may be gone.

use super::outcomes::{Outcome, Outcomes};
use crate::{
	failure::{Failure, Result},
	files,
	view::terminal::word,
};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use std::{
	fs::{File, OpenOptions},
	io::{BufRead, BufReader, BufWriter, Write},
	path::{Path, PathBuf},
};

/// The type of the file, in its first line.
const TYPE: &str = "application/vnd.eseal.import+json;version=1";

/// Which file it is of: the first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Header {
	#[serde(rename = "type")]
	media_type: String,
	/// The chain.
	genesis: String,
	/// What the lines are.
	lines: String,
	/// The digest of the file.
	file: String,
	/// How many lines it has.
	rows: u32,
}

impl Header {
	/// Of a file with this digest.
	pub fn new(genesis: H256, lines: &str, file: String, rows: u32) -> Self {
		Self {
			media_type: TYPE.into(),
			genesis: format!("{genesis:?}"),
			lines: lines.into(),
			file,
			rows,
		}
	}
}

/// A line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Entry {
	row: u32,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	block: Option<u32>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	refused: Option<String>,
}

/// A journal that is written.
pub struct Journal {
	path: PathBuf,
	file: BufWriter<File>,
}

impl Journal {
	/// Begins a journal, or goes on with one that is there: what it says is done, is entered.
	///
	/// # Errors
	///
	/// If what is there is of another file or chain, or no journal.
	pub fn open(path: &Path, header: &Header, outcomes: &mut Outcomes) -> Result<Self> {
		let cannot = |what, error: &std::io::Error| files::cannot(what, path, error);
		let whole = match File::open(path) {
			Ok(file) => read(path, file, header, outcomes)?,
			Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
			Err(error) => return Err(cannot("read", &error)),
		};
		let file = OpenOptions::new().create(true).append(true).open(path);
		let file = file.map_err(|e| cannot("write", &e))?;
		// A line that was broken off says nothing.
		file.set_len(whole).map_err(|e| cannot("write", &e))?;
		let mut journal = Self {
			path: path.to_owned(),
			file: BufWriter::new(file),
		};
		if whole == 0 {
			journal.write(header)?;
			journal.flush()?;
		}
		Ok(journal)
	}

	/// Enters what became of a line.
	pub fn enter(&mut self, row: u32, outcome: &Outcome) -> Result<()> {
		let (block, refused) = match outcome {
			Outcome::Done(block) => (Some(*block), None),
			Outcome::Earlier => (None, None),
			Outcome::Refused(reason) => (None, Some(reason.clone())),
		};
		self.write(&Entry { row, block, refused })
	}

	/// Hands over to the system what was entered, so that it outlasts this program.
	pub fn flush(&mut self) -> Result<()> {
		self.file.flush().map_err(|e| files::cannot("write", &self.path, &e))
	}

	fn write(&mut self, line: &impl Serialize) -> Result<()> {
		let mut text = serde_json::to_vec(line).map_err(|e| Failure::input(e.to_string()))?;
		text.push(b'\n');
		let written = self.file.write_all(&text);
		written.map_err(|e| files::cannot("write", &self.path, &e))
	}
}

/// Reads a journal. Gives the length of its whole lines, in bytes.
fn read(path: &Path, file: File, header: &Header, outcomes: &mut Outcomes) -> Result<u64> {
	let mut lines = BufReader::new(file);
	let mut whole = 0;
	let mut text = Vec::new();
	loop {
		text.clear();
		let length = lines
			.read_until(b'\n', &mut text)
			.map_err(|e| files::cannot("read", path, &e))?;
		if !text.ends_with(b"\n") {
			return match (whole, length) {
				(0, 1..) => Err(no_journal(path)),
				_ => Ok(whole),
			};
		}
		if whole == 0 {
			ensure_of(path, &text, header)?;
		} else {
			let entry: Entry = serde_json::from_slice(&text).map_err(|_| no_journal(path))?;
			match entry {
				Entry { refused: Some(_), .. } => {}
				Entry {
					row,
					block: Some(block),
					..
				} => outcomes.enter(row, &Outcome::Done(block)),
				Entry { row, .. } => outcomes.enter(row, &Outcome::Earlier),
			}
		}
		whole = whole.saturating_add(u64::try_from(length).unwrap_or_default());
	}
}

fn ensure_of(path: &Path, first: &[u8], header: &Header) -> Result<()> {
	let there: Header = serde_json::from_slice(first).map_err(|_| no_journal(path))?;
	if there.genesis != header.genesis {
		return Err(
			Failure::input(format!("{} is the journal of another network", word(path)))
				.next("Use a node of that network (--node URL). For this one, move the journal away."),
		);
	}
	if there != *header {
		return Err(Failure::input(format!(
			"{} is the journal of another file: the file was changed since, or another one had its name",
			word(path)
		))
		.next(
			"Move the journal away, and run the command again: what is on record is found there, and not sent again. Or put the \
			 file back as it was.",
		));
	}
	Ok(())
}

fn no_journal(path: &Path) -> Failure {
	Failure::input(format!("{} is no journal of an import", word(path)))
		.next("Move it away, and run the command again: what is on record is found there, and not sent again.")
}

#[cfg(test)]
mod tests {
	use super::*;

	fn header() -> Header {
		Header::new(H256([7; 32]), "enterprises", "sha256:0xab".into(), 4)
	}

	fn open(path: &Path, header: &Header) -> Result<(Journal, Outcomes)> {
		let mut outcomes = Outcomes::of(4);
		let journal = Journal::open(path, header, &mut outcomes)?;
		Ok((journal, outcomes))
	}

	#[test]
	fn what_was_done_is_done_after_a_break_and_what_was_refused_is_tried_again() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("a.journal");
		let (mut journal, _) = open(&path, &header()).unwrap();
		journal.enter(2, &Outcome::Done(17)).unwrap();
		journal.enter(0, &Outcome::Refused("paused".into())).unwrap();
		journal.enter(1, &Outcome::Earlier).unwrap();
		drop(journal);
		// The program was killed while it wrote.
		let mut file = OpenOptions::new().append(true).open(&path).unwrap();
		file.write_all(b"{\"row\":3,\"blo").unwrap();
		let (mut journal, outcomes) = open(&path, &header()).unwrap();
		let all: Vec<_> = (0..4).map(|row| outcomes.get(row)).collect();
		assert_eq!(all, [None, Some(Outcome::Earlier), Some(Outcome::Done(17)), None]);
		journal.enter(3, &Outcome::Done(18)).unwrap();
		drop(journal);
		let (_, outcomes) = open(&path, &header()).unwrap();
		assert_eq!(outcomes.get(3), Some(Outcome::Done(18)));
		let text = std::fs::read_to_string(&path).unwrap();
		assert_eq!(text.lines().count(), 5, "{text}");
	}

	#[test]
	fn the_journal_of_something_else_is_not_touched() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("a.journal");
		drop(open(&path, &header()).unwrap());
		let before = std::fs::read(&path).unwrap();
		for (other, says) in [
			(
				Header::new(H256([8; 32]), "enterprises", "sha256:0xab".into(), 4),
				"of another network",
			),
			(
				Header::new(H256([7; 32]), "enterprises", "sha256:0xac".into(), 4),
				"of another file",
			),
			(
				Header::new(H256([7; 32]), "physical seals", "sha256:0xab".into(), 4),
				"of another file",
			),
			(
				Header::new(H256([7; 32]), "enterprises", "sha256:0xab".into(), 5),
				"of another file",
			),
		] {
			let failure = open(&path, &other).err().unwrap();
			assert!(failure.message.contains(says), "{failure}");
			assert!(failure.next.is_some());
			assert_eq!(std::fs::read(&path).unwrap(), before);
		}
		for text in [
			"uscc,name,owner\n",
			"no line",
			"{}\n",
			&format!("{}more\n", String::from_utf8_lossy(&before)),
		] {
			std::fs::write(&path, text).unwrap();
			let failure = open(&path, &header()).err().unwrap();
			assert!(failure.message.contains("is no journal"), "{text}: {failure}");
			assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
		}
	}
}
