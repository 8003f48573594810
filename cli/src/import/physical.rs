//! Lines that file physical seals.

use super::{optional, required, uscc, Column, Found, Kind};
use crate::{
	args::{
		physical::KINDS,
		values::{self, kebab},
	},
	digests,
	failure::Result,
	texts,
};
use eseal_client::{
	calls::{self, Call},
	Block,
};
use eseal_primitives::{
	act::Act,
	physical_seal::{MakerName, PhysicalSeal, SealKind},
	text::normalized,
	DocumentDigest, SealCode, Uscc, UsccCheck,
};
use serde::Deserialize;

/// Physical seals to be filed.
pub struct PhysicalSeals;

/// A line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Line {
	code: String,
	uscc: String,
	#[serde(default)]
	kind: Option<String>,
	imprint: String,
	maker: String,
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
	code: SealCode,
	uscc: Uscc,
	kind: SealKind,
	imprint: DocumentDigest,
	maker: MakerName,
}

impl Kind for PhysicalSeals {
	type Line = Line;
	type Row = Row;

	const ONE: &'static str = "physical seal";
	const MANY: &'static str = "physical seals";
	const COLUMNS: &'static [Column] = &[
		required("code"),
		required("uscc"),
		optional("kind"),
		required("imprint"),
		required("maker"),
	];
	const ACT: Act = Act::FilePhysicalSeal;
	const IN_A_BATCH: usize = 100;

	fn row(line: Line) -> std::result::Result<(Row, bool), String> {
		let code =
			values::seal_code(&line.code).map_err(|why| format!("the code \"{}\" is not right: {why}", line.code))?;
		// The chain knows which codes were registered although they are unlike the standard.
		let uscc = uscc(&line.uscc, UsccCheck::Waived)?;
		let kind = kind(line.kind.as_deref().unwrap_or_default())?;
		let imprint = imprint(&line.imprint)?;
		let maker = normalized(&line.maker);
		let was_normalized = maker != line.maker;
		let maker = texts::checked("the maker's name", &maker).map_err(|failure| failure.message)?;
		let row = Row {
			code,
			uscc,
			kind,
			imprint,
			maker,
		};
		Ok((row, was_normalized))
	}

	fn key(row: &Row) -> String {
		row.code.to_string()
	}

	fn call(row: &Row) -> Call {
		calls::file_physical_seal(&row.code, &row.uscc, row.kind, row.imprint, row.maker.as_str())
	}

	async fn found(block: &Block, rows: &[Row]) -> Result<Vec<Found>> {
		let keys: Vec<_> = rows.iter().map(|row| (row.code,)).collect();
		let filed: Vec<Option<PhysicalSeal>> = block.values("ESeal", "PhysicalSeals", &keys).await?;
		Ok(rows.iter().zip(filed).map(|(row, there)| compare(row, there)).collect())
	}
}

fn kind(text: &str) -> std::result::Result<SealKind, String> {
	let name = |kind: &SealKind| kebab(&format!("{kind:?}"));
	if text.is_empty() {
		return Ok(SealKind::Official);
	}
	KINDS.into_iter().find(|kind| name(kind) == text).ok_or_else(|| {
		let names: Vec<String> = KINDS.iter().map(name).collect();
		format!("the kind \"{text}\" is none of {}", names.join(", "))
	})
}

/// The digest of an imprint's picture. The chain takes SHA-256 alone.
fn imprint(text: &str) -> std::result::Result<DocumentDigest, String> {
	match digests::parse(text) {
		Some(digest @ DocumentDigest::Sha256(_)) => Ok(digest),
		Some(_) => Err("the imprint is digested by another algorithm: pictures are named by SHA-256 alone".into()),
		None => Err(format!(
			"the imprint \"{text}\" is no digest: it must be sha256:0x and 64 hexadecimal digits, of the imprint's picture"
		)),
	}
}

fn compare(row: &Row, there: Option<PhysicalSeal>) -> Found {
	match there {
		None => Found::Nothing,
		Some(there) if there.uscc != row.uscc => Found::Other("the code is filed already, for another enterprise"),
		Some(there) if (there.kind, there.imprint, &there.maker) == (row.kind, row.imprint, &row.maker) => Found::Same,
		Some(_) => Found::Other("the code is filed already, with another kind, imprint or maker"),
	}
}
