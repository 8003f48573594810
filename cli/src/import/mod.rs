//! Loading a register from a file: many lines, each of them an act of an officer.
//!
//! The file is checked whole before anything is sent. Then its lines are sent in batches, several at a time, by as many officers
//! as were named; what is final is written into a journal beside the file. Whoever was interrupted types the same again.
//!
//! Nothing is done twice, whatever became of an earlier run: of every line the state of the chain is asked before it is sent, and
//! the chain itself takes each code, and approves each application, once.
//!
//! | module | subject |
//! | --- | --- |
//! | [`lines`] | the lines of a file: their text and their columns |
//! | [`enterprise`], [`physical`], [`approval`] | what a line says, what it is sent as, whether the chain has it |
//! | [`check`] | what is wrong with a file |
//! | [`outcomes`] | what became of each line |
//! | [`journal`] | the same on the disk, until all is done |
//! | [`report`] | the same for people and their programs |
//! | [`sending`] | batches, numbers, final blocks |

pub mod approval;
pub mod check;
pub mod enterprise;
pub mod journal;
pub mod lines;
pub mod outcomes;
pub mod physical;
pub mod report;
pub mod sending;

use crate::{args::values, failure::Result};
use eseal_client::{calls::Call, Block};
use eseal_primitives::{act::Act, Uscc, UsccCheck};
use serde::{de::DeserializeOwned, Deserialize};

/// A column of a file.
pub struct Column {
	/// Its name: in the header of a CSV file, and in each line of JSON.
	pub name: &'static str,
	/// Whether every file has it.
	pub required: bool,
}

/// A column that every file has.
pub const fn required(name: &'static str) -> Column {
	Column { name, required: true }
}

/// A column that a file may have.
pub const fn optional(name: &'static str) -> Column {
	Column { name, required: false }
}

/// What a file is about.
pub trait Kind {
	/// A line as it is written.
	type Line: DeserializeOwned;
	/// What it says.
	type Row: Clone;

	/// What a line is, for people.
	const ONE: &'static str;
	/// What lines are.
	const MANY: &'static str;
	/// The columns.
	const COLUMNS: &'static [Column];
	/// The act that a line is.
	const ACT: Act;
	/// How many go into a batch: as many as a small part of a block has room for, by what they declare to weigh.
	const IN_A_BATCH: usize;

	/// What a line says, and whether a text in it was normalized for that.
	///
	/// # Errors
	///
	/// Why it says nothing that could be sent.
	fn row(line: Self::Line) -> std::result::Result<(Self::Row, bool), String>;

	/// What no other line of the file may have.
	fn key(row: &Self::Row) -> String;

	/// The call that it is sent as.
	fn call(row: &Self::Row) -> Call;

	/// What the chain has of each.
	async fn found(block: &Block, rows: &[Self::Row]) -> Result<Vec<Found>>;
}

/// What the chain has of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
	/// Nothing: it can be sent.
	Nothing,
	/// The very same.
	Same,
	/// Something else, for this reason that keeps the line from being done.
	Other(&'static str),
}

/// `true` or `false`, as JSON has it and as a column of text has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Flag {
	/// As such.
	Bool(bool),
	/// Something else that was written.
	Text(String),
}

impl Flag {
	/// Which one it is.
	fn read(self, name: &str) -> std::result::Result<bool, String> {
		match self {
			Self::Bool(flag) => Ok(flag),
			Self::Text(text) => Err(format!(
				"{name} is \"{text}\": it must be true or false, or empty for false"
			)),
		}
	}
}

/// A code of an enterprise, as a column has it.
fn uscc(text: &str, check: UsccCheck) -> std::result::Result<Uscc, String> {
	Uscc::parse(text.as_bytes(), check).map_err(|error| {
		let parses = |text: &str| Uscc::parse(text.as_bytes(), check).is_ok();
		if parses(text.trim()) {
			return format!("the code \"{text}\" has a blank at an end");
		}
		if parses(&text.to_uppercase()) {
			return format!("the code {text} has small letters: it must have capital ones");
		}
		format!("the code {text} is not right: {}", values::wrong_uscc(error))
	})
}
