//! Lines that approve applications.

use super::{required, Column, Found, Kind};
use crate::{args::values, failure::Result};
use eseal_client::{
	calls::{self, Call},
	AccountId, Block,
};
use eseal_crypto::decision::application_digest;
use eseal_primitives::{
	act::Act,
	seal::{Seal, SealStatus},
	SealId,
};
use serde::Deserialize;
use sp_core::H256;

/// Applications to be approved.
pub struct Approvals;

/// A line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Line {
	application: Number,
	digest: String,
}

/// A number, as JSON has it and as a column of text has it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
	/// As such.
	Whole(u64),
	/// One that no application has: below zero, or with a fraction.
	Other(f64),
	/// Something else that was written.
	Text(String),
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
	application: SealId,
	digest: H256,
}

impl Kind for Approvals {
	type Line = Line;
	type Row = Row;

	const ONE: &'static str = "application";
	const MANY: &'static str = "applications";
	const COLUMNS: &'static [Column] = &[required("application"), required("digest")];
	const ACT: Act = Act::Approve;
	// An approval declares the grants of a predecessor, which most do not have.
	const IN_A_BATCH: usize = 16;

	fn row(line: Line) -> std::result::Result<(Row, bool), String> {
		let number = match line.application {
			Number::Whole(number) => Some(number),
			Number::Other(other) => return Err(format!("the application is no number that one can have: {other}")),
			Number::Text(text) => text.parse().ok(),
		};
		let application = number.ok_or("the application is no number")?;
		let digest = values::hash(&line.digest).map_err(|why| {
			let digest = &line.digest;
			format!("the digest \"{digest}\" is not right: {why}, as `eseal seal show` tells it of what was reviewed")
		})?;
		let row = Row {
			application: SealId(application),
			digest,
		};
		Ok((row, false))
	}

	fn key(row: &Row) -> String {
		row.application.to_string()
	}

	fn call(row: &Row) -> Call {
		calls::approve(row.application, row.digest)
	}

	async fn found(block: &Block, rows: &[Row]) -> Result<Vec<Found>> {
		let keys: Vec<_> = rows.iter().map(|row| (row.application,)).collect();
		let seals: Vec<Option<Seal<AccountId>>> = block.values("ESeal", "Seals", &keys).await?;
		Ok(rows.iter().zip(seals).map(|(row, there)| compare(row, there)).collect())
	}
}

fn compare(row: &Row, there: Option<Seal<AccountId>>) -> Found {
	let Some(there) = there else {
		return Found::Other("there is no application with this number, or it is not final yet");
	};
	if application_digest(&there) != row.digest {
		return Found::Other("the application is another than the one that was reviewed: its digest differs");
	}
	match there.status {
		SealStatus::Applied => Found::Nothing,
		SealStatus::Active | SealStatus::Approved | SealStatus::Superseded | SealStatus::Revoked => Found::Same,
		SealStatus::Rejected => Found::Other("the application was rejected"),
		SealStatus::Withdrawn => Found::Other("the application was withdrawn"),
	}
}
