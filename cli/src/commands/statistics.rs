//! `eseal statistics`

use crate::{
	args::statistics::Statistics,
	failure::Result,
	session::Session,
	view::{shapes::AsOf, table, time::day, Report},
};
use eseal_primitives::{
	activity::{DayActivity, DayTotals, SealActivity},
	seal::SealCounts,
	SealId,
};
use serde::Serialize;

/// Runs the command.
pub async fn run(session: &Session, what: Statistics) -> Result<u8> {
	let block = session.finalized().await?;
	match what.seal {
		Some(seal) => session.print(&OfSeal::new(seal, &block.activity(seal).await?, (&block).into())),
		None => {
			let (counts, days) = (block.seal_counts().await?, block.totals_of_days().await?);
			session.print(&OfChain::new(counts, &days, (&block).into()))
		}
	}
}

/// How many e-seals there are, and how much the chain recorded by day.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OfChain {
	/// The e-seals by their status; whether they are within their validity is not looked at.
	seals: Counts,
	/// The days with anything, the newest first.
	days: Vec<ChainDay>,
	/// The block that this is read at.
	as_of: AsOf,
}

/// E-seals by their status.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
	/// Pending applications.
	applied: u64,
	/// Live, without a hold.
	active: u64,
	/// Live, with one hold or several.
	on_hold: u64,
	/// Revoked.
	revoked: u64,
	/// Applications that were rejected.
	rejected: u64,
	/// Applications that were withdrawn.
	withdrawn: u64,
	/// Those whose successor was approved ahead, before the takeover and after it.
	superseded: u64,
}

/// A day of the chain.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ChainDay {
	/// The date, in UTC.
	day: String,
	/// Records: uses and batches.
	records: u64,
	/// Uses.
	uses: u64,
	/// Statements that were refused.
	refused: u64,
}

impl OfChain {
	fn new(counts: SealCounts, days: &[(u32, DayTotals)], as_of: AsOf) -> Self {
		let SealCounts {
			applied,
			active,
			on_hold,
			revoked,
			rejected,
			withdrawn,
			superseded,
		} = counts;
		let of_day = |(number, totals): &(u32, DayTotals)| ChainDay {
			day: day(*number),
			records: totals.records,
			uses: totals.uses,
			refused: totals.refused,
		};
		Self {
			seals: Counts {
				applied,
				active,
				on_hold,
				revoked,
				rejected,
				withdrawn,
				superseded,
			},
			days: days.iter().rev().map(of_day).collect(),
			as_of,
		}
	}
}

impl Report for OfChain {
	fn text(&self) -> String {
		let Counts {
			applied,
			active,
			on_hold,
			revoked,
			rejected,
			withdrawn,
			superseded,
		} = self.seals;
		let seals = table::facts([
			("applications", applied.to_string()),
			("active e-seals", active.to_string()),
			("with a hold", on_hold.to_string()),
			("revoked", revoked.to_string()),
			("rejected", rejected.to_string()),
			("withdrawn", withdrawn.to_string()),
			("superseded", superseded.to_string()),
			("as of", format!("final block {}", self.as_of.number)),
		]);
		if self.days.is_empty() {
			return format!("{seals}\n\nNo e-seal has been used.");
		}
		let rows = self.days.iter().map(|of_day| {
			[
				of_day.day.clone(),
				of_day.records.to_string(),
				of_day.uses.to_string(),
				of_day.refused.to_string(),
			]
		});
		let days = table::table(["day (UTC)", "records", "uses", "refused"], rows);
		format!("{seals}\n\n{days}")
	}
}

/// How much an e-seal was used by day.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OfSeal {
	/// The e-seal.
	seal: SealId,
	/// The days with anything, the newest first.
	days: Vec<SealDay>,
	/// The block that this is read at.
	as_of: AsOf,
}

/// A day of an e-seal.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SealDay {
	/// The date, in UTC.
	day: String,
	/// Uses.
	uses: u64,
	/// Statements that were refused.
	refused: u64,
}

impl OfSeal {
	fn new(seal: SealId, activity: &SealActivity, as_of: AsOf) -> Self {
		let days = activity.days().filter(|(_, of_day)| *of_day != DayActivity::default());
		Self {
			seal,
			days: days
				.map(|(number, of_day)| SealDay {
					day: day(number),
					uses: of_day.uses,
					refused: of_day.refused,
				})
				.collect(),
			as_of,
		}
	}
}

impl Report for OfSeal {
	fn text(&self) -> String {
		let as_of = table::facts([
			("e-seal", self.seal.to_string()),
			("as of", format!("final block {}", self.as_of.number)),
		]);
		if self.days.is_empty() {
			return format!("{as_of}\n\nNo use was recorded or refused today or on the 31 days before.");
		}
		let rows = self
			.days
			.iter()
			.map(|of_day| [of_day.day.clone(), of_day.uses.to_string(), of_day.refused.to_string()]);
		format!("{as_of}\n\n{}", table::table(["day (UTC)", "uses", "refused"], rows))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn as_of() -> AsOf {
		AsOf {
			number: 42,
			hash: "0x00".into(),
		}
	}

	#[test]
	fn the_chain_for_people_and_as_json() {
		let counts = SealCounts {
			applied: 1,
			active: 20,
			on_hold: 3,
			revoked: 4,
			rejected: 5,
			withdrawn: 6,
			superseded: 7,
		};
		let totals = |records, uses, refused| DayTotals { records, uses, refused };
		let days = [(20_777, totals(2, 2, 0)), (20_779, totals(3, 1_026, 7))];
		let shown = OfChain::new(counts, &days, as_of());
		assert_eq!(
			shown.text(),
			"applications    1\n\
			 active e-seals  20\n\
			 with a hold     3\n\
			 revoked         4\n\
			 rejected        5\n\
			 withdrawn       6\n\
			 superseded      7\n\
			 as of           final block 42\n\
			 \n\
			 day (UTC)   records  uses  refused\n\
			 2026-11-22  3        1026  7\n\
			 2026-11-20  2        2     0"
		);
		let json = serde_json::to_value(&shown).unwrap();
		assert_eq!(json["seals"]["onHold"], 3);
		assert_eq!(
			json["days"][0],
			serde_json::json!({ "day": "2026-11-22", "records": 3, "uses": 1_026, "refused": 7 })
		);
		assert!(OfChain::new(counts, &[], as_of())
			.text()
			.ends_with("No e-seal has been used."));
	}

	#[test]
	fn days_of_an_e_seal_without_anything_are_left_out() {
		let used = |uses, refused| DayActivity { uses, refused };
		let mut activity = SealActivity {
			day: 20_777,
			today: used(12, 1),
			..SealActivity::default()
		};
		activity.turn_to(20_779);
		activity.today = used(0, 2);
		let text = OfSeal::new(SealId(7), &activity, as_of()).text();
		assert_eq!(
			text,
			"e-seal  7\n\
			 as of   final block 42\n\
			 \n\
			 day (UTC)   uses  refused\n\
			 2026-11-22  0     2\n\
			 2026-11-20  12    1"
		);
		let none = OfSeal::new(SealId(7), &SealActivity::default(), as_of()).text();
		assert!(none.ends_with("or on the 31 days before."), "{none}");
	}
}
