//! The batch file: JSON Lines. The first line says what is sealed with what, each line after it names a document and has its
//! digest.
//!
//! It is whole and on the disk before anything is sent. Whoever has it can go on after a crash, and make the receipts: of
//! documents that the chain lists, too, but above all of those of which it has the root alone.

use super::{part_size, parts::Parts, MOST};
use crate::{
	args::values,
	digests::{self, Algorithm, Salt},
	failure::{Failure, Result},
	files::{self, NewFile, Readers},
	view::{
		shapes,
		terminal::{one_line, word},
	},
};
use eseal_client::AccountId;
use eseal_crypto::document;
use eseal_primitives::{DocumentDigest, Documents, Purpose, SealId};
use eseal_receipt::format::Time;
use serde::{Deserialize, Serialize};
use sp_core::{crypto::Ss58Codec, H256};
use std::{
	fs::File,
	io::{BufRead, BufReader, Read},
	path::{Path, PathBuf},
};

/// The media type of the first line. Another version is another type.
pub const BATCH_TYPE: &str = "application/vnd.eseal.batch+json;version=1";

/// The same without the version.
const ANY_VERSION: &str = "application/vnd.eseal.batch+json;version=";

/// The longest line, in bytes: a path may have 4,096, each of which JSON may write with six.
const MAX_LINE: u64 = 1 << 15;

/// What a batch file is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
	/// The hash of the chain's first block.
	pub genesis: H256,
	/// The e-seal.
	pub seal: SealId,
	/// The account that sends.
	pub account: AccountId,
	/// What all documents are sealed for.
	pub purpose: Purpose,
	/// How they are digested.
	pub algorithm: Algorithm,
	/// Whether they are committed to, each with its own salt.
	pub committed: bool,
	/// Whether the chain lists the documents: else it has their root alone.
	pub listed: bool,
	/// When the file was made.
	pub created: Time,
	/// How many records the e-seal's log had then, as of the last final block: none before is of this file.
	pub since: u64,
	/// The folder that the names are relative to, if it can be written as text.
	pub folder: Option<String>,
	/// How many documents follow.
	pub count: u32,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
	/// Its name: its path from the folder.
	pub name: String,
	/// What goes on record.
	pub digest: DocumentDigest,
	/// The salt of a commitment.
	pub salt: Option<Salt>,
}

impl Entry {
	/// What made the digest; `None` if the salt does not go with it.
	pub fn made_by(&self) -> Option<document::Algorithm> {
		digests::algorithm_of(&self.digest, self.salt)
	}
}

/// A batch file that was read, or written, to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
	/// Where it lies.
	pub path: PathBuf,
	/// What it is of.
	pub header: Header,
	/// What the statement of each part says, in order.
	pub parts: Vec<Documents>,
}

impl Batch {
	/// Reads the whole file, and holds each line against the first.
	pub fn read(path: &Path) -> Result<Self> {
		let mut reader = Reader::open(path)?;
		let mut parts = Parts::of_size(part_size(reader.header.listed));
		while let Some(entry) = reader.next_entry()? {
			parts.push(&entry.digest);
		}
		Ok(Self {
			path: path.to_owned(),
			header: reader.header,
			parts: parts.finish(),
		})
	}

	/// The part that has the document with this number: its own number, that of its first document, and what its statement
	/// says.
	pub fn part_of(&self, document: u32) -> Option<(usize, u32, Documents)> {
		let mut first = 0u32;
		for (part, documents) in self.parts.iter().copied().enumerate() {
			let next = first.saturating_add(documents.count());
			if document < next {
				return Some((part, first, documents));
			}
			first = next;
		}
		None
	}

	/// Refuses to go on with the file of another network.
	pub fn ensure_of(&self, genesis: H256) -> Result<()> {
		match self.header.genesis == genesis {
			true => Ok(()),
			false => Err(
				Failure::input(format!("{} is a batch file of another network", word(&self.path)))
					.next("Use a node of its network: --node URL."),
			),
		}
	}
}

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct FirstLine {
	#[serde(rename = "type")]
	media_type: String,
	genesis: String,
	seal: SealId,
	account: String,
	purpose: String,
	algorithm: String,
	committed: bool,
	listed: bool,
	created: Time,
	since: u64,
	folder: Option<String>,
	count: u32,
}

/// What every version's first line has.
#[derive(Deserialize)]
struct AnyFirstLine {
	#[serde(rename = "type")]
	media_type: String,
}

/// The line of a document.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Line {
	name: String,
	digest: String,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	salt: Option<String>,
}

impl From<&Header> for FirstLine {
	fn from(header: &Header) -> Self {
		Self {
			media_type: BATCH_TYPE.into(),
			genesis: format!("{:?}", header.genesis),
			seal: header.seal,
			account: header.account.to_string(),
			purpose: shapes::name(&header.purpose),
			algorithm: header.algorithm.name().into(),
			committed: header.committed,
			listed: header.listed,
			created: header.created.clone(),
			since: header.since,
			folder: header.folder.clone(),
			count: header.count,
		}
	}
}

impl FirstLine {
	fn read(self) -> Option<Header> {
		let purpose = Purpose::ALL
			.into_iter()
			.find(|purpose| shapes::name(purpose) == self.purpose)?;
		Some(Header {
			genesis: values::hash(&self.genesis).ok()?,
			seal: self.seal,
			account: AccountId::from_ss58check(&self.account).ok()?,
			purpose,
			algorithm: Algorithm::of_name(&self.algorithm)?,
			committed: self.committed,
			listed: self.listed,
			created: self.created,
			since: self.since,
			folder: self.folder,
			count: Some(self.count).filter(|count| (1..=MOST).contains(count))?,
		})
	}
}

impl From<&Entry> for Line {
	fn from(entry: &Entry) -> Self {
		Self {
			name: entry.name.clone(),
			digest: digests::text(&entry.digest),
			salt: entry.salt.map(|salt| format!("0x{}", hex::encode(salt))),
		}
	}
}

impl Line {
	/// The document, if it is digested as the first line says.
	fn read(self, header: &Header) -> Option<Entry> {
		let salt = match self.salt {
			Some(text) => Some(values::hash(&text).ok()?.0),
			None => None,
		};
		let entry = Entry {
			name: self.name,
			digest: digests::parse(&self.digest)?,
			salt,
		};
		let expected = match (header.committed, salt) {
			(true, Some(salt)) => header.algorithm.commitment(salt).ok()?,
			(false, None) => header.algorithm.plain(),
			_ => return None,
		};
		(entry.made_by() == Some(expected)).then_some(entry)
	}
}

/// Writes a batch file. It is there when it is whole.
pub struct Writer {
	batch: Batch,
	file: NewFile,
	parts: Parts,
	written: u32,
}

impl Writer {
	/// Begins a new file.
	pub fn begin(path: &Path, header: Header) -> Result<Self> {
		// Who has the salts can tell what was sealed.
		let readers = match header.committed {
			true => Readers::Owner,
			false => Readers::Anyone,
		};
		let mut file = NewFile::begin(path, readers)?;
		file.write(&line(&FirstLine::from(&header))?)?;
		Ok(Self {
			parts: Parts::of_size(part_size(header.listed)),
			batch: Batch {
				path: path.to_owned(),
				header,
				parts: Vec::new(),
			},
			file,
			written: 0,
		})
	}

	/// Writes the next document.
	pub fn push(&mut self, entry: &Entry) -> Result<()> {
		self.file.write(&line(&Line::from(entry))?)?;
		self.parts.push(&entry.digest);
		self.written = self.written.saturating_add(1);
		Ok(())
	}

	/// Ends: the file is whole and on the disk, and as long as its first line says.
	pub fn finish(self) -> Result<Batch> {
		let Self {
			mut batch,
			file,
			parts,
			written,
		} = self;
		if written != batch.header.count {
			return Err(Failure::input("documents came or went while they were read").next("Run it again."));
		}
		if let Err(failure) = file.finish() {
			return Err(match std::fs::symlink_metadata(&batch.path) {
				// Whoever moved it away would seal everything twice.
				Ok(_) => Failure::input(format!("another run wrote {} meanwhile", word(&batch.path))).next(
					"Nothing was sent. Run the same command again: it goes on with that file, and records nothing twice.",
				),
				Err(_) => failure,
			});
		}
		batch.parts = parts.finish();
		Ok(batch)
	}
}

fn line(value: &impl Serialize) -> Result<Vec<u8>> {
	let mut line = serde_json::to_vec(value).map_err(|e| Failure::input(e.to_string()))?;
	line.push(b'\n');
	Ok(line)
}

/// Reads a batch file, document by document.
pub struct Reader {
	path: PathBuf,
	lines: BufReader<File>,
	header: Header,
	read: u32,
}

impl Reader {
	/// Reads the first line.
	pub fn open(path: &Path) -> Result<Self> {
		let mut lines = BufReader::new(files::open(path)?);
		let first = next_line(&mut lines).map_err(|e| files::cannot("read", path, &e))?;
		let header = serde_json::from_slice::<FirstLine>(&first)
			.ok()
			.filter(|first| first.media_type == BATCH_TYPE)
			.and_then(FirstLine::read)
			.ok_or_else(|| not_a_batch_file(path, &first))?;
		Ok(Self {
			path: path.to_owned(),
			lines,
			header,
			read: 0,
		})
	}

	/// The next document; `None` after the last.
	///
	/// # Errors
	///
	/// If the line is none of a document that is digested as the first line says; or if there are more or fewer documents
	/// than it says.
	pub fn next_entry(&mut self) -> Result<Option<Entry>> {
		let line = next_line(&mut self.lines).map_err(|e| files::cannot("read", &self.path, &e))?;
		let broken = |why: &str| {
			let failure = Failure::input(format!("{} {why}", word(&self.path)));
			Err(failure.next("Use the file as `eseal use --batch` wrote it: from a copy, if there is one."))
		};
		match (line.is_empty(), self.read == self.header.count) {
			(true, true) => return Ok(None),
			(true, false) => {
				let (read, count) = (self.read, self.header.count);
				return broken(&format!("is cut off: it has {read} of its {count} documents"));
			}
			(false, true) => return broken("has more documents than its first line says"),
			(false, false) => {}
		}
		let entry = serde_json::from_slice::<Line>(&line)
			.ok()
			.and_then(|line| line.read(&self.header));
		let Some(entry) = entry else {
			let number = u64::from(self.read).saturating_add(2);
			return broken(&format!("cannot be read: its line {number} is none of a document"));
		};
		self.read = self.read.saturating_add(1);
		Ok(Some(entry))
	}
}

/// A line with its end; nothing at the end of all.
fn next_line(lines: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
	let mut line = Vec::new();
	lines.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
	Ok(line)
}

fn not_a_batch_file(path: &Path, first: &[u8]) -> Failure {
	let said = serde_json::from_slice::<AnyFirstLine>(first).ok();
	match said.as_ref().and_then(|said| said.media_type.strip_prefix(ANY_VERSION)) {
		Some(version) if version != "1" => Failure::input(format!(
			"{} is a batch file of version {}, which this eseal does not read",
			word(path),
			one_line(version)
		))
		.next("Use the eseal that wrote it."),
		_ => Failure::input(format!("{} is no batch file", word(path)))
			.next("`eseal use --batch` writes batch files. For a new one, give a name that is free: --out FILE."),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_crypto::batch::batch;
	use eseal_primitives::Moment;
	use std::os::unix::fs::PermissionsExt;
	use tempfile::TempDir;

	fn header(count: u32, committed: bool, listed: bool) -> Header {
		Header {
			genesis: H256([9; 32]),
			seal: SealId(3),
			account: AccountId::new([1; 32]),
			purpose: Purpose::HumanResources,
			algorithm: Algorithm::Sm3,
			committed,
			listed,
			created: Time::of(Moment(1_795_335_324_000)),
			since: 5,
			folder: Some("/srv/合同".into()),
			count,
		}
	}

	fn entry(n: u32, committed: bool) -> Entry {
		let salt = committed.then_some([n as u8; 32]);
		let algorithm = match salt {
			Some(salt) => document::Algorithm::CommitmentSm3(salt),
			None => document::Algorithm::Sm3,
		};
		Entry {
			name: format!("2026/合同 {n}\n\".pdf"),
			digest: document::digest(algorithm, &n.to_be_bytes()),
			salt,
		}
	}

	fn write(folder: &TempDir, header: Header) -> Batch {
		let (count, committed) = (header.count, header.committed);
		let mut writer = Writer::begin(&folder.path().join("b.jsonl"), header).unwrap();
		for n in 0..count {
			writer.push(&entry(n, committed)).unwrap();
		}
		writer.finish().unwrap()
	}

	#[test]
	fn what_is_written_is_read() {
		for (count, committed, listed) in [
			(1, false, true),
			(2_050, false, true),
			(2_050, true, false),
			(1_024, true, true),
		] {
			let folder = tempfile::tempdir().unwrap();
			let written = write(&folder, header(count, committed, listed));
			assert_eq!(Batch::read(&written.path).unwrap(), written);
			let mut reader = Reader::open(&written.path).unwrap();
			let mut entries = Vec::new();
			while let Some(entry) = reader.next_entry().unwrap() {
				entries.push(entry);
			}
			assert!(entries.iter().cloned().eq((0..count).map(|n| entry(n, committed))));
			let digests: Vec<DocumentDigest> = entries.iter().map(|entry| entry.digest).collect();
			let parts = digests.chunks(part_size(listed) as usize).filter_map(batch);
			assert!(written.parts.iter().copied().eq(parts));
			for document in [0, count / 2, count - 1] {
				let (part, first, documents) = written.part_of(document).unwrap();
				assert_eq!(documents, written.parts[part]);
				assert_eq!(first, part as u32 * part_size(listed));
				assert!((first..first + documents.count()).contains(&document));
			}
			assert_eq!(written.part_of(count), None);
			assert!(written.ensure_of(H256([9; 32])).is_ok() && written.ensure_of(H256([8; 32])).is_err());
			let mode = std::fs::metadata(&written.path).unwrap().permissions().mode();
			assert!(!committed || mode & 0o077 == 0, "salts are its owner's alone");
		}
	}

	#[test]
	fn the_form_of_a_batch_file() {
		let folder = tempfile::tempdir().unwrap();
		let plain = std::fs::read_to_string(write(&folder, header(1, false, true)).path).unwrap();
		let account = AccountId::new([1; 32]);
		let digest = digests::text(&entry(0, false).digest);
		assert_eq!(
			plain,
			format!(
				"{{\"type\":\"application/vnd.eseal.batch+json;version=1\",\"genesis\":\"0x{}\",\"seal\":3,\
				 \"account\":\"{account}\",\"purpose\":\"HumanResources\",\"algorithm\":\"sm3\",\"committed\":false,\
				 \"listed\":true,\"created\":{{\"ms\":1795335324000,\"utc\":\"2026-11-22T08:15:24Z\"}},\"since\":5,\
				 \"folder\":\"/srv/合同\",\"count\":1}}\n\
				 {{\"name\":\"2026/合同 0\\n\\\".pdf\",\"digest\":\"{digest}\"}}\n",
				"09".repeat(32)
			)
		);
		std::fs::remove_file(folder.path().join("b.jsonl")).unwrap();
		let committed = std::fs::read_to_string(write(&folder, header(1, true, true)).path).unwrap();
		assert!(
			committed.contains(&format!("\"salt\":\"0x{}\"}}", "00".repeat(32))),
			"{committed}"
		);
		assert!(committed.contains("\"digest\":\"commitment-sm3:0x"), "{committed}");
	}

	#[test]
	fn nothing_is_there_until_all_is_and_no_other_file_is_touched() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("b.jsonl");
		let mut writer = Writer::begin(&path, header(2, false, true)).unwrap();
		writer.push(&entry(0, false)).unwrap();
		assert!(!path.exists());
		assert!(writer.finish().is_err(), "one document went");
		assert!(!path.exists());
		let first = write(&folder, header(1, false, true));
		let mut late = Writer::begin(&path, header(1, false, true)).unwrap();
		late.push(&entry(7, false)).unwrap();
		let refused = late.finish().unwrap_err();
		assert!(refused.message.starts_with("another run wrote "), "{refused}");
		assert!(refused.next.unwrap().contains("Run the same command again"));
		assert_eq!(Batch::read(&path).unwrap(), first);
	}

	#[test]
	fn what_was_done_to_a_batch_file_is_told() {
		let folder = tempfile::tempdir().unwrap();
		let path = write(&folder, header(3, false, true)).path;
		let text = std::fs::read_to_string(&path).unwrap();
		let lines: Vec<&str> = text.lines().collect();
		let refused = |lines: &[&str]| {
			std::fs::write(&path, lines.join("\n") + "\n").unwrap();
			Batch::read(&path).unwrap_err()
		};
		let says = |lines: &[&str], what: &str| {
			let failure = refused(lines);
			assert!(failure.message.contains(what), "{failure}");
			assert!(failure.next.is_some(), "{failure}");
		};
		says(&lines[..3], "cut off: it has 2 of its 3 documents");
		says(&[&lines[..], &lines[1..2]].concat(), "more documents");
		says(
			&[lines[0], lines[1], "{}", lines[3]],
			"its line 3 is none of a document",
		);
		let half = &lines[3][..20];
		says(&[lines[0], lines[1], lines[2], half], "its line 4");
		for (from, to) in [
			("sm3:", "sha256:"),
			("sm3:0x", "sm3:0y"),
			("}", ",\"salt\":\"0x00\"}"),
			("}", ",\"more\":1}"),
			("\"name\"", "\"Name\""),
		] {
			let line = lines[2].replacen(from, to, 1);
			says(&[lines[0], lines[1], &line, lines[3]], "its line 3");
		}
		let salted = lines[2].replace('}', &format!(",\"salt\":\"0x{}\"}}", "11".repeat(32)));
		says(&[lines[0], lines[1], &salted, lines[3]], "its line 3");
		for (from, to) in [
			("HumanResources", "Dance"),
			("\"sm3\"", "\"md5\""),
			("\"seal\":3", "\"seal\":-3"),
			("\"count\":3", "\"count\":0"),
			("\"count\":3", "\"count\":1048577"),
			("\"listed\":true,", ""),
			("batch+json", "log+json"),
		] {
			let first = lines[0].replace(from, to);
			assert_ne!(first, lines[0]);
			says(&[&first, lines[1], lines[2], lines[3]], "is no batch file");
		}
		says(&[], "is no batch file");
		says(&["%PDF-1.7"], "is no batch file");
		let newer = lines[0].replace("version=1", "version=2").replace("\"since\":5,", "");
		says(&[&newer], "of version 2");
	}
}
