//! Lines that register enterprises.

use super::{optional, required, uscc, Column, Flag, Found, Kind};
use crate::{args::values, failure::Result, texts};
use eseal_client::{
	calls::{self, Call},
	AccountId, Block,
};
use eseal_primitives::{
	act::Act,
	enterprise::{Enterprise as Registered, Name},
	text::normalized,
	Uscc, UsccCheck,
};
use serde::Deserialize;

/// Enterprises to be registered.
pub struct Enterprises;

/// A line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Line {
	uscc: String,
	name: String,
	owner: String,
	#[serde(default)]
	waive_check: Option<Flag>,
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
	uscc: Uscc,
	name: Name,
	owner: AccountId,
	check: UsccCheck,
}

impl Kind for Enterprises {
	type Line = Line;
	type Row = Row;

	const ONE: &'static str = "enterprise";
	const MANY: &'static str = "enterprises";
	const COLUMNS: &'static [Column] = &[
		required("uscc"),
		required("name"),
		required("owner"),
		optional("waiveCheck"),
	];
	const ACT: Act = Act::RegisterEnterprise;
	const IN_A_BATCH: usize = 100;

	fn row(line: Line) -> std::result::Result<(Row, bool), String> {
		let waived = line.waive_check.map_or(Ok(false), |flag| flag.read("waiveCheck"))?;
		let check = match waived {
			true => UsccCheck::Waived,
			false => UsccCheck::Enforced,
		};
		let uscc = uscc(&line.uscc, check)?;
		let name = normalized(&line.name);
		let was_normalized = name != line.name;
		let name = texts::checked("the name", &name).map_err(|failure| failure.message)?;
		let owner = values::account(&line.owner).map_err(|why| format!("the owner \"{}\" is {why}", line.owner))?;
		let row = Row {
			uscc,
			name,
			owner,
			check,
		};
		Ok((row, was_normalized))
	}

	fn key(row: &Row) -> String {
		row.uscc.to_string()
	}

	fn call(row: &Row) -> Call {
		calls::register_enterprise(&row.uscc, row.name.as_str(), &row.owner, row.check)
	}

	async fn found(block: &Block, rows: &[Row]) -> Result<Vec<Found>> {
		let keys: Vec<_> = rows.iter().map(|row| (row.uscc,)).collect();
		let registered: Vec<Option<Registered<AccountId>>> = block.values("ESeal", "Enterprises", &keys).await?;
		Ok(rows
			.iter()
			.zip(registered)
			.map(|(row, there)| compare(row, there))
			.collect())
	}
}

fn compare(row: &Row, there: Option<Registered<AccountId>>) -> Found {
	match there {
		None => Found::Nothing,
		Some(there) if there.name == row.name && there.owner == row.owner => Found::Same,
		Some(there) if there.name == row.name => Found::Other("the code is registered already, with another owner"),
		Some(_) => Found::Other("the code is registered already, under another name"),
	}
}
