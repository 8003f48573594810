//! The lines of a file: their text and their columns.
//!
//! A line of text is a line of the file, also where it has quotation marks: no text that the chain takes has a line break, and
//! so a mark that is missing spoils one line and not all that follow.

use super::Column;
use crate::{
	failure::{Failure, Kind as Failed, Result},
	files,
	view::terminal::{one_line, word},
};
use csv::StringRecord;
use encoding_rs::GB18030;
use serde::de::DeserializeOwned;
use std::{
	fs::File,
	io::{BufRead, BufReader, Read},
	path::{Path, PathBuf},
};

/// The longest line, in bytes: far more than the longest texts that the chain takes.
const MAX_LINE: u64 = 16 * 1_024;

/// The mark that some editors put first.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// How a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
	/// Columns with commas between them, named by the first line.
	Csv,
	/// An object of JSON.
	Json,
}

impl Form {
	/// By the name of a file.
	pub fn of(path: &Path) -> Result<Self> {
		let extension = path.extension().and_then(|extension| extension.to_str());
		match extension.map(str::to_ascii_lowercase).as_deref() {
			Some("csv") => Ok(Self::Csv),
			Some("jsonl" | "ndjson") => Ok(Self::Json),
			Some("xls" | "xlsx" | "et" | "ods") => {
				Err(Failure::new(Failed::Usage, format!("{} is a spreadsheet", word(path)))
					.next("Save it as CSV in UTF-8 (in Excel: \"CSV UTF-8\")."))
			}
			_ => Err(Failure::new(
				Failed::Usage,
				format!("it is not clear what {} is by its name", word(path)),
			)
			.next("Name it FILE.csv if it has columns with commas, FILE.jsonl if each line is an object of JSON.")),
		}
	}
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
	/// Its number in the file, from 1 on.
	pub number: u32,
	/// What is written there.
	text: String,
}

/// The lines of a file, but for the header and for empty ones.
pub struct Lines {
	path: PathBuf,
	source: BufReader<File>,
	/// The columns by their names, of a file that has a header.
	header: Option<StringRecord>,
	number: u32,
	/// How many bytes were read.
	bytes: u64,
}

impl Lines {
	/// Opens a file, and reads the header.
	pub fn open(path: &Path, columns: &[Column]) -> Result<Self> {
		let form = Form::of(path)?;
		let mut lines = Self {
			path: path.to_owned(),
			source: BufReader::new(files::open(path)?),
			header: None,
			number: 0,
			bytes: 0,
		};
		lines.skip_mark()?;
		if form == Form::Csv {
			let first = lines.next()?.ok_or_else(|| empty(path))?;
			lines.header = Some(header(path, &first, columns)?);
		}
		Ok(lines)
	}

	/// How many bytes were read.
	pub fn bytes(&self) -> u64 {
		self.bytes
	}

	fn skip_mark(&mut self) -> Result<()> {
		let begin = self
			.source
			.fill_buf()
			.map_err(|e| files::cannot("read", &self.path, &e))?;
		if begin.starts_with(&[0xFF, 0xFE]) || begin.starts_with(&[0xFE, 0xFF]) {
			return Err(in_another_encoding(&self.path, "UTF-16", "UTF-16"));
		}
		if begin.starts_with(BOM) {
			self.source.consume(BOM.len());
		}
		Ok(())
	}

	/// The next line that is not empty; `None` at the end.
	///
	/// # Errors
	///
	/// If the file cannot be read, or not as UTF-8.
	pub fn next(&mut self) -> Result<Option<Line>> {
		loop {
			let mut bytes = Vec::new();
			let read = self.source.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes);
			let read = read.map_err(|e| files::cannot("read", &self.path, &e))?;
			if read == 0 {
				return Ok(None);
			}
			self.number = self.number.saturating_add(1);
			self.bytes = self.bytes.saturating_add(u64::try_from(read).unwrap_or_default());
			if !bytes.ends_with(b"\n") && u64::try_from(read) == Ok(MAX_LINE) {
				return Err(Failure::input(format!(
					"line {} of {} is longer than {MAX_LINE} bytes",
					self.number,
					word(&self.path)
				))
				.next("Is it the right file? Each line is of one enterprise, physical seal or application."));
			}
			let text = String::from_utf8(bytes).map_err(|error| self.not_utf8(error.as_bytes()))?;
			let text = text.trim_end_matches(['\n', '\r']);
			if !text.trim().is_empty() {
				return Ok(Some(Line {
					number: self.number,
					text: text.to_owned(),
				}));
			}
		}
	}

	/// What a line says.
	///
	/// # Errors
	///
	/// Why it says nothing.
	pub fn read<T: DeserializeOwned>(&self, line: &Line) -> std::result::Result<T, String> {
		let Some(header) = &self.header else {
			return serde_json::from_str(&line.text)
				.map_err(|error| format!("it is not as it should be: {}", of_line(&error)));
		};
		let record = record(&line.text)?;
		let (has, wanted) = (record.len(), header.len());
		if has < wanted {
			return Err(format!("it has {has} of the {wanted} columns that the header has"));
		}
		if has > wanted {
			return Err(format!(
				"it has {has} columns, and the header has {wanted}: a text with a comma in it goes between quotation marks"
			));
		}
		record.deserialize(Some(header)).map_err(|error| match error.kind() {
			csv::ErrorKind::Deserialize { err, .. } => format!("it is not as it should be: {}", err.kind()),
			_ => error.to_string(),
		})
	}

	fn not_utf8(&self, bytes: &[u8]) -> Failure {
		let failure = |looks: &str| {
			Failure::input(format!(
				"{} is not text in UTF-8: see line {}{looks}",
				word(&self.path),
				self.number
			))
		};
		match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
			Some(text) => {
				let text: String = one_line(text.trim()).chars().take(40).collect();
				failure(&format!(
					". It looks like GB18030 (or GBK, GB 2312), in which it begins: {text}"
				))
				.next(conversion(&self.path, "GB18030"))
			}
			None => failure("").next("Find out in which encoding it was saved, and save it as UTF-8."),
		}
	}
}

/// What is wrong with a line of JSON. It is always the first line for the parser.
fn of_line(error: &serde_json::Error) -> String {
	let text = error.to_string();
	match text.split_once(" at line ") {
		Some((what, _)) => format!("{what} (column {})", error.column()),
		None => text,
	}
}

/// The columns of a line.
fn record(text: &str) -> std::result::Result<StringRecord, String> {
	if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
		return Err(
			"it has a quotation mark without a second one: a text between two of them ends in the same line, and a mark in it \
			 is written twice"
				.into(),
		);
	}
	let mut reader = csv::ReaderBuilder::new()
		.has_headers(false)
		.flexible(true)
		.buffer_capacity(text.len().max(1))
		.from_reader(text.as_bytes());
	let mut record = StringRecord::new();
	match reader.read_record(&mut record) {
		Ok(_) => Ok(record),
		Err(error) => Err(error.to_string()),
	}
}

/// The columns that a header names: those of this kind of file, each once, in any order.
fn header(path: &Path, line: &Line, columns: &[Column]) -> Result<StringRecord> {
	let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
	let wrong = |what: String| {
		Failure::input(format!("the first line of {} {what}", word(path))).next(format!(
			"It names the columns: {}, with commas between them, in any order{}.",
			names.join(","),
			match columns.iter().find(|column| !column.required) {
				Some(column) => format!("; {} may be missing", column.name),
				None => String::new(),
			}
		))
	};
	let header = record(&line.text).map_err(|why| wrong(format!("cannot be read: {why}")))?;
	let found: Vec<&str> = header.iter().collect();
	if let ([only], Some(separator)) = (
		&found[..],
		line.text.chars().find(|letter| [';', '\t', '，', '|'].contains(letter)),
	) {
		if only.contains(names.first().copied().unwrap_or_default()) {
			return Err(wrong(format!("separates the columns by {separator:?}")));
		}
	}
	if let Some(unknown) = found.iter().find(|name| !names.contains(name)) {
		return Err(wrong(format!(
			"names a column {:?}, which there is not",
			one_line(unknown)
		)));
	}
	if let Some(missing) = columns
		.iter()
		.find(|column| column.required && !found.contains(&column.name))
	{
		return Err(wrong(format!("names no column {:?}", missing.name)));
	}
	if let Some(twice) = names
		.iter()
		.find(|name| found.iter().filter(|found| found == name).count() > 1)
	{
		return Err(wrong(format!("names the column {twice:?} twice")));
	}
	Ok(header)
}

fn empty(path: &Path) -> Failure {
	Failure::input(format!("{} is empty", word(path))).next("Is it the right file?")
}

fn in_another_encoding(path: &Path, name: &str, from: &str) -> Failure {
	Failure::input(format!("{} is text in {name}", word(path))).next(conversion(path, from))
}

fn conversion(path: &Path, from: &str) -> String {
	format!(
		"Save it as UTF-8, or convert it: `iconv -f {from} -t UTF-8 -- {} > NEW`",
		word(path)
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::import::{optional, required};
	use serde::Deserialize;

	const COLUMNS: &[Column] = &[required("code"), required("name"), optional("kind")];

	#[derive(Debug, PartialEq, Eq, Deserialize)]
	#[serde(deny_unknown_fields)]
	struct Said {
		code: String,
		name: String,
		#[serde(default)]
		kind: Option<String>,
	}

	fn said(code: &str, name: &str, kind: Option<&str>) -> Said {
		Said {
			code: code.into(),
			name: name.into(),
			kind: kind.map(Into::into),
		}
	}

	struct Folder(tempfile::TempDir);

	impl Folder {
		fn new() -> Self {
			Self(tempfile::tempdir().unwrap())
		}

		fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
			let path = self.0.path().join(name);
			std::fs::write(&path, bytes).unwrap();
			path
		}

		/// Each line with its number, or why it says nothing.
		fn read(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<Vec<(u32, std::result::Result<Said, String>)>> {
			let mut lines = Lines::open(&self.file(name, bytes), COLUMNS)?;
			let mut all = Vec::new();
			while let Some(line) = lines.next()? {
				all.push((line.number, lines.read(&line)));
			}
			Ok(all)
		}

		fn refuses(&self, name: &str, bytes: impl AsRef<[u8]>) -> (String, String) {
			let failure = self.read(name, bytes).unwrap_err();
			(failure.message, failure.next.unwrap_or_default())
		}
	}

	#[test]
	fn columns_are_read_in_any_order_with_or_without_the_optional_ones() {
		let folder = Folder::new();
		for text in [
			"code,name,kind\n1,\"杭州,某某\",x\n",
			"name,kind,code\r\n\"杭州,某某\",x,1\r\n",
			"\u{feff}code,name,kind\n\n1,\"杭州,某某\",x\n\n  \n",
		] {
			let read = folder.read("a.csv", text).unwrap();
			assert_eq!(read.len(), 1);
			assert_eq!(read[0].1, Ok(said("1", "杭州,某某", Some("x"))), "{text}");
		}
		let read = folder.read("a.csv", "code,name\n1,\"say \"\"hallo\"\"\"\n2,b").unwrap();
		assert_eq!(read[0], (2, Ok(said("1", "say \"hallo\"", None))));
		assert_eq!(read[1], (3, Ok(said("2", "b", None))));
		// An empty column says nothing.
		let read = folder.read("a.csv", "code,name,kind\n1,b,\n").unwrap();
		assert_eq!(read[0].1, Ok(said("1", "b", None)));
	}

	#[test]
	fn lines_of_json_are_read() {
		let folder = Folder::new();
		let text = "{\"code\":\"1\",\"name\":\"杭州\"}\n\n{\"name\":\"b\",\"code\":\"2\",\"kind\":\"x\"}";
		let read = folder.read("a.jsonl", text).unwrap();
		assert_eq!(read[0], (1, Ok(said("1", "杭州", None))));
		assert_eq!(read[1], (3, Ok(said("2", "b", Some("x")))));
	}

	#[test]
	fn a_wrong_line_spoils_no_other() {
		let folder = Folder::new();
		let text = "code,name,kind\n1,a\n2,b,c,d\n3,\"open,x\n4,ok,x\n";
		let read = folder.read("a.csv", text).unwrap();
		let says = |row: usize| read[row].1.as_ref().unwrap_err().as_str();
		assert_eq!(says(0), "it has 2 of the 3 columns that the header has");
		assert!(
			says(1).starts_with("it has 4 columns, and the header has 3"),
			"{}",
			says(1)
		);
		assert!(
			says(2).starts_with("it has a quotation mark without a second one"),
			"{}",
			says(2)
		);
		assert_eq!(read[3], (5, Ok(said("4", "ok", Some("x")))));

		let text = "{\"code\":1,\"name\":\"a\"}\n{\"code\":\"1\"\n{\"code\":\"1\",\"name\":\"a\",\"more\":1}\nx\n{\"code\":\"4\",\"name\":\"d\"}";
		let read = folder.read("a.jsonl", text).unwrap();
		let says = |row: usize| read[row].1.as_ref().unwrap_err().as_str();
		assert!(
			says(0).contains("invalid type: integer `1`, expected a string (column "),
			"{}",
			says(0)
		);
		assert!(says(1).contains("EOF while parsing"), "{}", says(1));
		assert!(says(2).contains("unknown field `more`"), "{}", says(2));
		assert!(says(3).contains("expected value"), "{}", says(3));
		assert_eq!(read[4].1, Ok(said("4", "d", None)));
	}

	#[test]
	fn a_file_in_another_encoding_is_named_with_the_way_out() {
		let folder = Folder::new();
		let (gb18030, _, _) = GB18030.encode("code,name\n1,杭州某某科技有限公司\n");
		let (message, next) = folder.refuses("a.csv", &gb18030);
		assert!(
			message.contains("is not text in UTF-8: see line 2. It looks like GB18030"),
			"{message}"
		);
		assert!(
			message.contains("in which it begins: 1,杭州某某科技有限公司"),
			"{message}"
		);
		assert!(next.contains("iconv -f GB18030 -t UTF-8 -- "), "{next}");

		let utf16: Vec<u8> = "\u{feff}code,name\n"
			.encode_utf16()
			.flat_map(u16::to_le_bytes)
			.collect();
		let (message, next) = folder.refuses("a.csv", utf16);
		assert!(message.ends_with(" is text in UTF-16"), "{message}");
		assert!(next.contains("iconv -f UTF-16 -t UTF-8 -- "), "{next}");

		// Neither the one nor the other.
		let (message, next) = folder.refuses("a.csv", b"code,name\n1,\xff\xff\n");
		assert!(message.ends_with("is not text in UTF-8: see line 2"), "{message}");
		assert!(next.starts_with("Find out"), "{next}");
	}

	#[test]
	fn a_wrong_header_is_told_with_the_right_one() {
		let folder = Folder::new();
		for (header, says) in [
			("code;name;kind", "separates the columns by ';'"),
			("code\tname", "separates the columns by '\\t'"),
			("code", "names no column \"name\""),
			("code,name,king", "names a column \"king\", which there is not"),
			(
				"统一社会信用代码,企业名称",
				"names a column \"统一社会信用代码\", which there is not",
			),
			("code,name,name", "names the column \"name\" twice"),
			("code,\"name", "cannot be read: it has a quotation mark"),
			("1,杭州", "names a column \"1\", which there is not"),
		] {
			let (message, next) = folder.refuses("a.csv", format!("{header}\n1,a\n"));
			assert!(message.contains(says), "{header}: {message}");
			assert!(
				next.starts_with("It names the columns: code,name,kind, with commas"),
				"{next}"
			);
			assert!(next.ends_with("kind may be missing."), "{next}");
		}
		let (message, _) = folder.refuses("a.csv", "");
		assert!(message.ends_with("a.csv is empty"), "{message}");
	}

	#[test]
	fn what_is_no_file_of_lines_is_told() {
		let folder = Folder::new();
		for (name, says) in [
			("a.xlsx", "is a spreadsheet"),
			("a.txt", "it is not clear what"),
			("a", "it is not clear what"),
		] {
			let (message, next) = folder.refuses(name, "code,name\n");
			assert!(message.contains(says), "{message}");
			assert!(!next.is_empty());
		}
		let missing = Lines::open(&folder.0.path().join("no.csv"), COLUMNS).err().unwrap();
		assert!(missing.message.starts_with("cannot read "), "{missing}");
		std::fs::create_dir(folder.0.path().join("d.csv")).unwrap();
		let is_folder = Lines::open(&folder.0.path().join("d.csv"), COLUMNS).err().unwrap();
		assert!(is_folder.message.ends_with(" is a folder"), "{is_folder}");
		let long = format!("code,name\n{}\n", "x".repeat(20_000));
		let (message, _) = folder.refuses("a.csv", long);
		assert!(
			message.contains("line 2 of ") && message.contains("is longer than 16384 bytes"),
			"{message}"
		);
	}
}
