//! What a sitting measured, and the three files that say it.
//!
//! | module | subject |
//! | --- | --- |
//! | [`load`] | the figures of a load, out of what was seen of it |
//! | [`table`] | for people: table.md |
//! | [`chart`] | the run over time: run.svg |
//! | [`svg`] | drawing |

pub mod chart;
pub mod load;
pub mod svg;
pub mod table;

use crate::{
	cases::{look_ups::LookUps, postgres::Postgres, register::Register, verifications::Verifications},
	disk::Sat,
	error::{BenchError, Result},
};
use load::LoadReport;
use serde::Serialize;
use std::{fs, path::Path};

/// The version of the form of result.json.
const FORM: &str = "eseal-bench/5";

/// What a sitting measured.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sitting {
	/// The form of this.
	pub form: &'static str,
	/// What was measured: the nodes, as whoever started them says.
	pub about: String,
	/// How many cores the machine has, for all nodes and the load.
	pub cores: usize,
	/// How many operators sent.
	pub accounts: usize,
	/// Whether it was so short that the figures say little.
	pub quick: bool,
	/// The loads, in the order in which they were measured.
	pub loads: Vec<LoadReport>,
	/// Signatures that one core verifies.
	pub verifications: Option<Verifications>,
	/// What people ask: at each time with more on record.
	pub look_ups: Vec<LookUps>,
	/// What loading a register came to.
	pub register: Option<Register>,
	/// What PostgreSQL commits of the same.
	pub postgres: Option<Postgres>,
	/// What the first node's database took on the disk, before and after.
	pub disk: Option<Sat>,
	/// The final block at which all nodes were compared.
	pub compared_at: Option<u64>,
	/// What is wrong: nothing, if nothing was lost and all nodes agree.
	pub wrong: Vec<String>,
}

impl Sitting {
	/// One in which nothing is measured yet.
	pub fn new(about: String, cores: usize, accounts: usize, quick: bool) -> Self {
		Self {
			form: FORM,
			about,
			cores,
			accounts,
			quick,
			loads: Vec::new(),
			verifications: None,
			look_ups: Vec::new(),
			register: None,
			postgres: None,
			disk: None,
			compared_at: None,
			wrong: Vec::new(),
		}
	}

	/// Writes table.md, result.json and run.svg into a directory, and returns the table.
	///
	/// # Errors
	///
	/// The files cannot be written.
	pub fn write(&self, out: &Path) -> Result<String> {
		let table = table::of(self);
		let json = serde_json::to_string_pretty(self).map_err(std::io::Error::other)?;
		let files = [
			("table.md", table.clone()),
			("result.json", json + "\n"),
			("run.svg", chart::of(&self.loads)),
		];
		for (name, content) in files {
			let file = out.join(name);
			fs::write(&file, content).map_err(|source| BenchError::NotWritten { file, source })?;
		}
		Ok(table)
	}
}
