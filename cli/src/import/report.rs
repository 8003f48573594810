//! What became of each line, for people and their programs: a table, or lines of JSON.

use super::outcomes::Outcome;
use crate::{
	failure::{Failure, Result},
	files::{self, NewFile, Readers},
	view::terminal::word,
};
use serde::Serialize;
use std::{
	io::Read,
	path::{Path, PathBuf},
};

/// The columns, in their order.
const COLUMNS: [&str; 5] = ["line", "key", "outcome", "block", "reason"];

/// What stands in a report of a line.
#[derive(Serialize)]
struct Row<'a> {
	line: u32,
	key: &'a str,
	outcome: &'static str,
	block: Option<u32>,
	reason: &'a str,
}

/// A report that is written. It is there when it is whole.
pub struct Report {
	path: PathBuf,
	file: NewFile,
	json: bool,
}

impl Report {
	/// Begins a report, in place of the one that an earlier run left.
	///
	/// # Errors
	///
	/// If something else is there.
	pub fn begin(path: &Path) -> Result<Self> {
		ensure_free(path)?;
		let extension = path.extension().and_then(|extension| extension.to_str());
		let json = extension.is_some_and(|extension| ["jsonl", "ndjson"].contains(&extension));
		let mut report = Self {
			path: path.to_owned(),
			file: NewFile::begin(path, Readers::Anyone)?,
			json,
		};
		if !json {
			report.file.write(format!("{}\n", COLUMNS.join(",")).as_bytes())?;
		}
		Ok(report)
	}

	/// What became of a line; nothing that is known, if it was sent to no end yet.
	pub fn tell(&mut self, line: u32, key: &str, outcome: Option<&Outcome>) -> Result<()> {
		let (outcome, block, reason) = match outcome {
			None => ("open", None, ""),
			Some(Outcome::Done(block)) => ("done", Some(*block), ""),
			Some(Outcome::Earlier) => ("earlier", None, ""),
			Some(Outcome::Refused(reason)) => ("refused", None, &reason[..]),
		};
		self.write(&Row {
			line,
			key,
			outcome,
			block,
			reason,
		})
	}

	/// That a line is wrong.
	pub fn tell_wrong(&mut self, line: u32, reason: &str) -> Result<()> {
		self.write(&Row {
			line,
			key: "",
			outcome: "wrong",
			block: None,
			reason,
		})
	}

	fn write(&mut self, row: &Row<'_>) -> Result<()> {
		let cannot = |why: String| Failure::input(format!("cannot write {}: {why}", word(&self.path)));
		let bytes = if self.json {
			let mut bytes = serde_json::to_vec(row).map_err(|e| cannot(e.to_string()))?;
			bytes.push(b'\n');
			bytes
		} else {
			let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
			writer.serialize(row).map_err(|e| cannot(e.to_string()))?;
			writer.into_inner().map_err(|e| cannot(e.to_string()))?
		};
		self.file.write(&bytes)
	}

	/// Ends: the report is whole and on the disk.
	pub fn finish(self) -> Result<()> {
		self.file.replace()
	}
}

/// Fails if there is something that is no report.
fn ensure_free(path: &Path) -> Result<()> {
	if !path.exists() {
		return files::ensure_writable(path, false);
	}
	let mut begin = Vec::new();
	let read = files::open(path)?.take(64).read_to_end(&mut begin);
	read.map_err(|e| files::cannot("read", path, &e))?;
	let is_report = begin.starts_with(COLUMNS.join(",").as_bytes()) || begin.starts_with(b"{\"line\":");
	match is_report {
		true => Ok(()),
		false => Err(
			Failure::input(format!("{} already exists, and is no report of an import", word(path)))
				.next("Give the report another name: --report FILE."),
		),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn write(path: &Path) -> Result<String> {
		let mut report = Report::begin(path)?;
		report.tell(2, "91330106MA2KXYA720", Some(&Outcome::Done(17)))?;
		report.tell(3, "x", Some(&Outcome::Refused("say \"no\", twice".into())))?;
		report.tell(4, "y", Some(&Outcome::Earlier))?;
		report.tell(5, "z", None)?;
		report.tell_wrong(6, "杭州")?;
		report.finish()?;
		Ok(std::fs::read_to_string(path).unwrap())
	}

	#[test]
	fn a_report_is_a_table_or_lines_of_json() {
		let folder = tempfile::tempdir().unwrap();
		let table = write(&folder.path().join("r.csv")).unwrap();
		assert_eq!(
			table,
			"line,key,outcome,block,reason\n2,91330106MA2KXYA720,done,17,\n3,x,refused,,\"say \"\"no\"\", twice\"\n\
			 4,y,earlier,,\n5,z,open,,\n6,,wrong,,杭州\n"
		);
		let json = write(&folder.path().join("r.jsonl")).unwrap();
		let lines: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
		assert_eq!(lines.len(), 5);
		assert_eq!(
			lines[0],
			serde_json::json!({ "line": 2, "key": "91330106MA2KXYA720", "outcome": "done", "block": 17, "reason": "" })
		);
	}

	#[test]
	fn a_report_takes_the_place_of_a_report_and_of_nothing_else() {
		let folder = tempfile::tempdir().unwrap();
		for name in ["r.csv", "r.jsonl"] {
			let path = folder.path().join(name);
			let first = write(&path).unwrap();
			assert_eq!(write(&path).unwrap(), first);
		}
		let path = folder.path().join("other.csv");
		std::fs::write(&path, "uscc,name,owner\n").unwrap();
		let failure = write(&path).unwrap_err();
		assert!(failure.message.contains("is no report of an import"), "{failure}");
		assert_eq!(std::fs::read_to_string(&path).unwrap(), "uscc,name,owner\n");
	}
}
