//! What is on record of an officer.

use super::{
	shapes::{name, AsOf},
	table,
	terminal::word,
	time::Time,
	Report,
};
use eseal_client::{queries::Deed as Entry, AccountId, Block};
use eseal_primitives::{answers::OfficerInfo, Moment};
use eseal_receipt::format::{HistoryLine, Period};
use serde::Serialize;

/// The entries that lie in a period, with their numbers.
pub fn lines_of<'a>(entries: impl IntoIterator<Item = &'a Entry>, period: Period) -> Vec<HistoryLine> {
	let numbered = (0u64..).zip(entries);
	numbered
		.filter(|(_, entry)| period.has(entry.at))
		.map(|(number, entry)| HistoryLine::of(number, entry))
		.collect()
}

/// For people, a row for each entry.
pub fn table_of(lines: &[HistoryLine]) -> String {
	let rows = lines.iter().map(|line| {
		[
			line.number.to_string(),
			what(line),
			line.with.clone().unwrap_or_default(),
			when(line.at.ms),
			line.block.to_string(),
		]
	});
	table::table(["", "what", "with", "when", "block"], rows)
}

/// When it was recorded. The first block of a chain has no time.
fn when(at: Moment) -> String {
	match at {
		Moment(0) => "first block".into(),
		at => Time::new(at).to_string(),
	}
}

/// What happened, for people.
fn what(line: &HistoryLine) -> String {
	let act = line.act.clone().unwrap_or_default();
	let id = line.id.map(|id| format!(" (act {id})")).unwrap_or_default();
	match line.deed.as_str() {
		"Appointed" => format!("appointed for {}", line.seat.clone().unwrap_or_default()),
		"Ended" => "office ended".into(),
		"Alone" => act,
		"Prepared" => format!("prepared {act}{id}"),
		"Made" => format!("{act}{id}, confirmed by a second officer"),
		"Confirmed" => format!("confirmed {act}{id}"),
		"TurnedDown" => format!("turned down {act}{id}"),
		_ => format!("withdrew {act}{id}"),
	}
}

/// What is on record of an officer in a period.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OfficerHistory {
	/// The officer's account.
	pub account: String,
	/// The seat that it acts for now; none if its office has ended.
	pub seat: Option<String>,
	/// How many entries there are from the first appointment on.
	pub count: u64,
	/// The digest over all of them, as the chain has it; it was computed anew from the entries and found the same.
	pub digest: String,
	/// The entries of the period that was asked for.
	pub entries: Vec<HistoryLine>,
	/// The file that all of them went into, with the proof.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub export: Option<String>,
	/// The block that this was read at.
	pub as_of: AsOf,
}

impl OfficerHistory {
	/// Of an officer, in a period.
	pub fn new(account: &AccountId, officer: &OfficerInfo, entries: &[Entry], period: Period, block: &Block) -> Self {
		Self {
			account: account.to_string(),
			seat: officer.seat.as_ref().map(name),
			count: officer.head.entries,
			digest: format!("{:?}", officer.head.digest),
			entries: lines_of(entries, period),
			export: None,
			as_of: block.into(),
		}
	}
}

impl Report for OfficerHistory {
	fn text(&self) -> String {
		let seat = match &self.seat {
			Some(seat) => format!("officer of {seat}"),
			None => "no longer an officer".into(),
		};
		let written = self
			.export
			.as_ref()
			.map(|file| format!("; written to {}", word(file)))
			.unwrap_or_default();
		format!(
			"{}\n{} of {} entries of {}, {seat}. None is missing: their digest is {}, as the chain has it in final block {}{written}",
			table_of(&self.entries),
			self.entries.len(),
			self.count,
			self.account,
			self.digest,
			self.as_of.number
		)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::{
		act::{Act, Deed},
		ActId, Seat,
	};
	use sp_core::H256;

	fn entry(deed: Deed<AccountId>, at: u64) -> Entry {
		Entry {
			deed,
			at: Moment(at),
			block: 7,
		}
	}

	#[test]
	fn each_deed_is_told_in_words() {
		let other = AccountId::new([2; 32]);
		let (id, act, digest) = (ActId(3), Act::Revoke, H256([1; 32]));
		let deeds = [
			(
				Deed::Appointed {
					seat: Seat::DataResources,
					by: Some(other.clone()),
				},
				"appointed for DataResources",
			),
			(Deed::Ended { by: None }, "office ended"),
			(Deed::Alone { act, digest }, "Revoke"),
			(Deed::Prepared { id, act, digest }, "prepared Revoke (act 3)"),
			(
				Deed::Made {
					id,
					act,
					digest,
					confirmed_by: other.clone(),
				},
				"Revoke (act 3), confirmed by a second officer",
			),
			(
				Deed::Confirmed {
					id,
					act,
					digest,
					prepared_by: other.clone(),
				},
				"confirmed Revoke (act 3)",
			),
			(
				Deed::TurnedDown {
					id,
					act,
					digest,
					prepared_by: other.clone(),
				},
				"turned down Revoke (act 3)",
			),
			(Deed::Withdrew { id, act, digest }, "withdrew Revoke (act 3)"),
		];
		for (deed, words) in deeds {
			assert_eq!(what(&HistoryLine::of(0, &entry(deed, 1))), words);
		}
	}

	#[test]
	fn entries_of_a_period_keep_their_numbers() {
		let entries = [1, 2, 3].map(|at| entry(Deed::Ended { by: None }, at));
		let period = Period {
			from: Some(Moment(2)),
			to: Some(Moment(3)),
		};
		let numbers: Vec<_> = lines_of(&entries, period).iter().map(|line| line.number).collect();
		assert_eq!(numbers, [1]);
		assert_eq!(lines_of(&entries, Period::default()).len(), 3);
	}
}
