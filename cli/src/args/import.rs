//! What the commands have in common that load a file: `eseal enterprise import`, `eseal physical import`, and
//! `eseal seal approve --all`.

use clap::Args;
use std::path::PathBuf;

/// A file to load.
#[derive(Debug, Args)]
pub struct Import {
	/// The lines: CSV with a header, or JSON (.jsonl)
	pub file: PathBuf,
	/// How
	#[command(flatten)]
	pub how: How,
}

/// How a file is loaded.
#[derive(Debug, Default, PartialEq, Eq, Args)]
pub struct How {
	/// Check every line, and send nothing
	#[arg(long)]
	pub dry_run: bool,
	/// Key file of another officer who sends as well; may be given several times
	#[arg(long, value_name = "FILE")]
	pub with: Vec<PathBuf>,
	/// Send one share of the lines, while others send the rest: 2/4 is the second of four
	#[arg(long, value_parser = part, value_name = "N/OF")]
	pub part: Option<Part>,
	/// The report, .csv or .jsonl; by default FILE.report.csv
	#[arg(long, value_name = "FILE")]
	pub report: Option<PathBuf>,
}

/// A share of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
	/// Which one, from 1 on.
	pub number: u32,
	/// How many there are.
	pub of: u32,
}

impl Part {
	/// Whether it has the row with this index. The shares take turns.
	pub fn has(self, index: u32) -> bool {
		index.checked_rem(self.of) == self.number.checked_sub(1)
	}
}

fn part(text: &str) -> Result<Part, String> {
	let parsed = text
		.split_once('/')
		.and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
	match parsed {
		Some((number, of)) if (1..=of).contains(&number) && of <= 256 => Ok(Part { number, of }),
		_ => Err("a share is its number, a slash, and how many there are, up to 256: 2/4".into()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_shares_together_have_each_row_once() {
		for of in [1, 2, 3, 7, 256] {
			for index in 0..1_000 {
				let having = (1..=of).filter(|number| Part { number: *number, of }.has(index));
				assert_eq!(having.count(), 1, "{index} of {of}");
			}
		}
	}

	#[test]
	fn a_share_is_one_of_several() {
		assert_eq!(part("2/4"), Ok(Part { number: 2, of: 4 }));
		assert_eq!(part("1/1"), Ok(Part { number: 1, of: 1 }));
		for wrong in ["", "2", "0/4", "5/4", "1/0", "1/257", "a/b", "-1/2", "1/2/3"] {
			assert!(part(wrong).is_err(), "{wrong}");
		}
	}
}
