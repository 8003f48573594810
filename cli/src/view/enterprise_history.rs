//! The history of an enterprise.

use super::{
	author::Author,
	shapes::{name, AsOf, Corrects},
	table,
	time::Time,
	Report,
};
use crate::digests;
use eseal_client::queries::RegisterRecord;
use eseal_primitives::{register::RegisterChange, Uscc};
use serde::Serialize;

/// What was recorded of an enterprise after its registration.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EnterpriseHistory {
	/// Its code.
	pub uscc: String,
	/// All of it, in order.
	pub entries: Vec<Line>,
	/// The block that this is read at.
	pub as_of: AsOf,
}

/// An entry of the history.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
	/// Its number.
	pub index: usize,
	/// What happened, by the chain's name.
	pub change: &'static str,
	/// From what to what, or to whom, where there is that to say.
	pub what: Option<String>,
	/// The digest of the legal order, for a freeze.
	pub order: Option<String>,
	/// The moment at which a freeze or an offer ends.
	pub until: Option<Time>,
	/// By when the e-seal's key must be replaced, for an offer.
	pub rotate_by: Option<Time>,
	/// For a correction its number, the entry that it corrects, and the digest of the decision behind it.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub correction: Option<Corrects>,
	/// Who acted.
	#[serde(flatten)]
	pub by: Author,
	/// From when on it counts.
	pub effective_at: Time,
	/// When it was recorded.
	pub recorded_at: Time,
	/// The block that recorded it.
	pub block: u32,
}

impl EnterpriseHistory {
	/// Of the chain's entries.
	pub fn new(uscc: &Uscc, entries: Vec<RegisterRecord>, as_of: AsOf) -> Self {
		Self {
			uscc: uscc.to_string(),
			entries: entries
				.into_iter()
				.enumerate()
				.map(|(index, entry)| Line::new(index, entry))
				.collect(),
			as_of,
		}
	}
}

impl Line {
	fn new(index: usize, entry: RegisterRecord) -> Self {
		let (mut what, mut order, mut until, mut rotate_by) = (None, None, None, None);
		let change = match &entry.change {
			RegisterChange::Renamed { from, to } => {
				what = Some(format!("{} → {}", from.as_str(), to.as_str()));
				"Renamed"
			}
			RegisterChange::Restricted => "Restricted",
			RegisterChange::RestrictionLifted => "RestrictionLifted",
			RegisterChange::Deregistered { revoked, .. } => {
				what = revoked.map(|with| format!("with e-seal {}", with.seal));
				"Deregistered"
			}
			RegisterChange::DeregistrationReversed { entry, .. } => {
				what = Some(format!("entry {entry}"));
				"DeregistrationReversed"
			}
			RegisterChange::Reported { report } => {
				what = Some(name(report));
				"Reported"
			}
			RegisterChange::ReportReversed { entry, .. } => {
				what = Some(format!("entry {entry}"));
				"ReportReversed"
			}
			RegisterChange::OwnerChanged { from, to } => {
				what = Some(format!("{from} → {to}"));
				"OwnerChanged"
			}
			RegisterChange::Frozen { order: on, until: end } => {
				(order, until) = (Some(digests::text(on)), Some(Time::new(*end)));
				"Frozen"
			}
			RegisterChange::Unfrozen { order: on } => {
				order = Some(digests::text(on));
				"Unfrozen"
			}
			RegisterChange::OwnershipOffered {
				to,
				until: end,
				rotate_by: due,
			} => {
				what = Some(to.to_string());
				(until, rotate_by) = (Some(Time::new(*end)), Some(Time::new(*due)));
				"OwnershipOffered"
			}
			RegisterChange::SucceededBy { successor } => {
				what = Some(successor.to_string());
				"SucceededBy"
			}
			RegisterChange::Succeeds { predecessor } => {
				what = Some(predecessor.to_string());
				"Succeeds"
			}
			RegisterChange::OfferWithdrawn { to } => {
				what = Some(to.to_string());
				"OfferWithdrawn"
			}
		};
		let correction = match &entry.change {
			RegisterChange::DeregistrationReversed {
				correction,
				decision,
				entry,
			}
			| RegisterChange::ReportReversed {
				correction,
				decision,
				entry,
			} => Some(Corrects {
				id: *correction,
				entry: *entry,
				decision: digests::text(decision),
			}),
			_ => None,
		};
		Self {
			index,
			change,
			what,
			order,
			until,
			rotate_by,
			correction,
			by: Author::from(&entry.by),
			effective_at: Time::new(entry.effective_at),
			recorded_at: Time::new(entry.recorded_at),
			block: entry.block,
		}
	}
}

impl Report for EnterpriseHistory {
	fn text(&self) -> String {
		let as_of = format!("Enterprise {}, as of final block {}", self.uscc, self.as_of.number);
		if self.entries.is_empty() {
			return format!("Nothing was recorded of it after its registration.\n{as_of}");
		}
		let rows = self.entries.iter().map(|entry| {
			let until = entry.until.as_ref().map(|until| format!("until {until}"));
			[
				entry.index.to_string(),
				entry.change.to_owned(),
				entry.what.clone().or(until).unwrap_or_default(),
				entry.by.text(),
				entry.recorded_at.to_string(),
				entry.block.to_string(),
			]
		});
		let table = table::table(["", "what", "", "by", "recorded", "block"], rows);
		format!("{table}\n{as_of}")
	}
}
