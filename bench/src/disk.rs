//! What a node's database takes on the disk, and how much that grew.
//!
//! ParityDB writes what is new into a log first. Once a file of the log is full, all of it goes into the tables at once, and the
//! file is emptied. So tables grow in large steps, by what came some time before. Only between two moments at which as much was
//! in the log, and nothing of it on its way into the tables, have they grown by just what came in that time.

use crate::error::{BenchError, Result};
use serde::Serialize;
use std::{
	collections::BTreeMap,
	fs,
	io::{Error, ErrorKind},
	os::unix::fs::MetadataExt,
	path::{Path, PathBuf},
};

/// A file of the log is full with more than so many bytes (parity-db's `MIN_LOG_SIZE_BYTES`). As long as the log has more, a
/// part of it is on its way into the tables.
const FULL: u64 = 64 << 20;

/// Logs are as good as equally long if they differ by fewer bytes than these.
const ALIKE: u64 = 4 << 20;

/// The unit in which the system counts what a file takes of the disk (stat(2)).
const BLOCK: u64 = 512;

/// What a database takes on the disk, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Disk {
	/// Tables and indices: the blocks of the disk that they take. Their lengths say nothing, since their files have holes.
	pub tables: u64,
	/// The log: what came, and is not in the tables yet.
	pub log: u64,
}

/// What the first node's database took before and after a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sat {
	/// The node.
	pub node: String,
	/// Before anything was founded.
	pub before: Disk,
	/// At the end.
	pub after: Disk,
	/// How many uses were on record then.
	pub uses: u64,
	/// In how many records.
	pub records: u64,
}

impl Sat {
	/// By how many bytes its tables grew.
	pub fn bytes(&self) -> u64 {
		self.after.tables.saturating_sub(self.before.tables)
	}

	/// How many bytes that is for each record. None where the log could have so much that it says little: more than a tenth of
	/// that.
	pub fn each(&self) -> Option<f64> {
		let told = self.after.log.max(self.before.log).saturating_mul(10) <= self.bytes();
		(told && self.records > 0).then(|| self.bytes() as f64 / self.records as f64)
	}
}

/// How much tables grew, between two moments at which the log was equally long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth {
	/// By so many bytes.
	pub bytes: u64,
	/// From this moment on, in milliseconds since the Unix epoch.
	pub from_ms: u64,
	/// Until this one.
	pub to_ms: u64,
}

impl Disk {
	/// What the database in a directory takes.
	///
	/// # Errors
	///
	/// The directory cannot be read.
	pub fn of(database: &Path) -> Result<Self> {
		let wrong = |path: &Path, error: Error| BenchError::Machine {
			file: path.display().to_string(),
			reason: error.to_string(),
		};
		let mut found = Self::default();
		let mut directories: Vec<PathBuf> = vec![database.to_owned()];
		while let Some(directory) = directories.pop() {
			for entry in fs::read_dir(&directory).map_err(|error| wrong(&directory, error))? {
				let entry = entry.map_err(|error| wrong(&directory, error))?;
				let metadata = match entry.metadata() {
					// The database has removed it meanwhile.
					Err(error) if error.kind() == ErrorKind::NotFound => continue,
					metadata => metadata.map_err(|error| wrong(&entry.path(), error))?,
				};
				if metadata.is_dir() {
					directories.push(entry.path());
				} else if is_log(&entry.file_name().to_string_lossy()) {
					found.log = found.log.saturating_add(metadata.len());
				} else {
					let bytes = metadata.blocks().saturating_mul(BLOCK);
					found.tables = found.tables.saturating_add(bytes);
				}
			}
		}
		Ok(found)
	}
}

/// Whether a file of this name is one of the log: `log0`.
fn is_log(name: &str) -> bool {
	let number = name.strip_prefix("log").unwrap_or_default();
	!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// How much the tables grew, in the longest time between two of these moments at which the log was equally long. None where
/// nothing went from the log into the tables between any two such moments.
pub fn growth(moments: impl IntoIterator<Item = (u64, Disk)>) -> Option<Growth> {
	// The first moment at which the log was about so long.
	let mut first: BTreeMap<u64, (u64, Disk)> = BTreeMap::new();
	let mut longest: Option<Growth> = None;
	for (to_ms, disk) in moments {
		if disk.log > FULL {
			continue;
		}
		let (from_ms, begin) = *first.entry(disk.log / ALIKE).or_insert((to_ms, disk));
		let growth = Growth {
			bytes: disk.tables.saturating_sub(begin.tables),
			from_ms,
			to_ms,
		};
		if growth.bytes > 0 && longest.is_none_or(|longest| longest.length_ms() < growth.length_ms()) {
			longest = Some(growth);
		}
	}
	longest
}

impl Growth {
	fn length_ms(&self) -> u64 {
		self.to_ms.saturating_sub(self.from_ms)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{env, io::Write, process};

	const MIB: u64 = 1 << 20;

	/// Moments a second apart: what is in the tables and the log, in MiB.
	fn grown(moments: &[(u64, u64)]) -> Option<(u64, u64, u64)> {
		let moments = (0..).zip(moments).map(|(second, (tables, log))| {
			let (tables, log) = (tables * MIB, log * MIB);
			(second * 1_000, Disk { tables, log })
		});
		growth(moments).map(|growth| (growth.bytes / MIB, growth.from_ms / 1_000, growth.to_ms / 1_000))
	}

	#[test]
	fn a_growth_is_between_moments_of_equally_long_logs() {
		// 10 MiB a second go into the log; what the tables take of 70 MiB of it is 20 MiB.
		let steady = [
			(100, 10),
			(100, 30),
			(100, 50),
			(120, 10),
			(120, 30),
			(140, 10),
			(140, 20),
		];
		assert_eq!(grown(&steady), Some((40, 0, 5)));
		// The longest such time counts, not the first.
		let later = [(100, 40), (100, 50), (120, 50), (120, 60), (140, 9), (160, 61)];
		assert_eq!(grown(&later), Some((40, 3, 5)));
		let longer = [(100, 40), (100, 50), (120, 50), (120, 60), (140, 9), (160, 41)];
		assert_eq!(grown(&longer), Some((60, 0, 5)));
	}

	#[test]
	fn what_is_on_its_way_into_the_tables_is_no_moment_to_look() {
		// The log is as long as at the beginning, but a file of 65 MiB is half in the tables.
		assert_eq!(grown(&[(100, 70), (110, 70)]), None);
		assert_eq!(grown(&[(100, 20), (110, 85), (120, 20)]), Some((20, 0, 2)));
	}

	#[test]
	fn without_a_step_nothing_is_told() {
		assert_eq!(grown(&[]), None);
		assert_eq!(grown(&[(100, 20)]), None);
		assert_eq!(grown(&[(100, 20), (100, 20), (100, 40)]), None);
		assert_eq!(grown(&[(100, 20), (120, 30), (120, 40)]), None);
	}

	#[test]
	fn a_sitting_is_shared_out_among_its_records_where_the_log_has_little() {
		let sat = |tables, log| Sat {
			node: "one".into(),
			before: Disk { tables: 100, log: 3 },
			after: Disk { tables, log },
			uses: 70,
			records: 10,
		};
		assert_eq!(sat(1_100, 100).each(), Some(100.0));
		assert_eq!(sat(1_100, 101).each(), None, "too much is in the log");
		assert_eq!(sat(120, 0).each(), None, "and was in it before");
		assert_eq!(sat(50, 0).bytes(), 0);
	}

	#[test]
	fn only_files_of_the_log_are_it() {
		assert!(is_log("log0") && is_log("log12"));
		for name in ["log", "logs", "log1.tmp", "catalog1", "table_01_00", "metadata"] {
			assert!(!is_log(name), "{name}");
		}
	}

	#[test]
	fn holes_take_nothing_of_the_disk() {
		let directory = env::temp_dir().join(format!("eseal-bench-disk-{}", process::id()));
		let inner = directory.join("full");
		fs::create_dir_all(&inner).unwrap();
		let hole = fs::File::create(inner.join("table_00_01")).unwrap();
		hole.set_len(1 << 30).unwrap();
		fs::write(inner.join("log3"), vec![1; 1_000]).unwrap();
		let mut filled = fs::File::create(directory.join("table_00_02")).unwrap();
		filled.write_all(&[1; 100_000]).unwrap();
		filled.sync_all().unwrap();
		let found = Disk::of(&directory);
		fs::remove_dir_all(&directory).unwrap();
		let Disk { tables, log } = found.unwrap();
		assert_eq!(log, 1_000);
		assert!((1..1 << 29).contains(&tables), "{tables}");
		assert!(Disk::of(&directory).is_err());
	}
}
