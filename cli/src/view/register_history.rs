//! The register's history of an enterprise or a physical seal.

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
use std::cmp::Ordering;

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

/// An entry of such a history.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
	/// Its number.
	pub index: usize,
	/// What happened, by the chain's name.
	pub change: &'static str,
	/// From what to what, or to whom, where there is that to say.
	pub what: Option<String>,
	/// The digest of the legal order, for a freeze; of the decision that appointed a liquidator.
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
			entries: lines(entries),
			as_of,
		}
	}
}

/// The entries of a history, in order.
pub fn lines(entries: Vec<RegisterRecord>) -> Vec<Line> {
	let numbered = entries.into_iter().enumerate();
	numbered.map(|(index, entry)| Line::new(index, entry)).collect()
}

/// The same as a table.
pub fn table(lines: &[Line]) -> String {
	table::table(["", "what", "", "by", "recorded", "block"], lines.iter().map(Line::row))
}

impl Line {
	fn new(index: usize, entry: RegisterRecord) -> Self {
		let (mut what, mut order, mut until, mut rotate_by) = (None, None, None, None);
		let change = match &entry.change {
			RegisterChange::Renamed { from, to } => {
				what = Some(format!("{} → {}", from.as_str(), to.as_str()));
				"Renamed"
			}
			RegisterChange::RenameWithdrawn { to } => {
				what = Some(to.as_str().to_owned());
				"RenameWithdrawn"
			}
			RegisterChange::LiquidatorNamed { account, order: by } => {
				(what, order) = (Some(account.to_string()), Some(digests::text(by)));
				"LiquidatorNamed"
			}
			RegisterChange::LiquidatorDismissed { account } => {
				what = Some(account.to_string());
				"LiquidatorDismissed"
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
			RegisterChange::Voided { instead, .. } => {
				what = Some(format!("instead {instead}"));
				"Voided"
			}
			RegisterChange::Opened {
				instead_of, next_name, ..
			} => {
				let ahead = next_name
					.as_ref()
					.map(|next| format!("; {} from {} on", next.name.as_str(), Time::new(next.from)));
				what = Some(format!("instead of {instead_of}{}", ahead.unwrap_or_default()));
				"Opened"
			}
			RegisterChange::Moved { from, to, .. } => {
				what = Some(format!("{from} → {to}"));
				"Moved"
			}
			RegisterChange::Misfiled { instead, .. } => {
				what = Some(format!("instead {instead}"));
				"Misfiled"
			}
			RegisterChange::Filed { instead_of, uscc, .. } => {
				what = Some(format!("instead of {instead_of}, for {uscc}"));
				"Filed"
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
				entry: Some(*entry),
				decision: digests::text(decision),
			}),
			RegisterChange::Voided {
				correction, decision, ..
			}
			| RegisterChange::Opened {
				correction, decision, ..
			}
			| RegisterChange::Moved {
				correction, decision, ..
			}
			| RegisterChange::Misfiled {
				correction, decision, ..
			}
			| RegisterChange::Filed {
				correction, decision, ..
			} => Some(Corrects {
				id: *correction,
				entry: None,
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

	fn row(&self) -> [String; 6] {
		let until = self.until.as_ref().map(|until| format!("until {until}"));
		// Only a new name counts from later than it was recorded.
		let from = match self.effective_at.ms().cmp(&self.recorded_at.ms()) {
			Ordering::Greater => format!(", from {} on", self.effective_at),
			Ordering::Less if self.change == "Reported" => format!(", since {}", self.effective_at),
			_ => String::new(),
		};
		[
			self.index.to_string(),
			self.change.to_owned(),
			self.what.clone().or(until).unwrap_or_default() + &from,
			self.by.text(),
			self.recorded_at.to_string(),
			self.block.to_string(),
		]
	}
}

impl Report for EnterpriseHistory {
	fn text(&self) -> String {
		let as_of = format!("Enterprise {}, as of final block {}", self.uscc, self.as_of.number);
		if self.entries.is_empty() {
			return format!("Nothing was recorded of it after its registration.\n{as_of}");
		}
		format!("{}\n{as_of}", table(&self.entries))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_client::AccountId;
	use eseal_primitives::{
		history::Actor, physical_seal::PhysicalSealReport, CorrectionId, DocumentDigest, Moment, Officer, SealCode,
		Seat, UsccCheck,
	};

	#[test]
	fn what_became_of_a_physical_seal_is_told() {
		const WRONG: &str = "91330106MA2KXYA720";
		const RIGHT: &str = "91330100799655058B";
		const CODE: &str = "3301060000002";
		let uscc = |code: &str| Uscc::parse(code.as_bytes(), UsccCheck::Enforced).unwrap();
		let code = SealCode::parse(CODE.as_bytes()).unwrap();
		let (correction, decision) = (CorrectionId(4), DocumentDigest::Sha256(Default::default()));
		let officer = |seat| Officer {
			seat,
			account: [1; 32].into(),
		};
		let both = Actor::Agencies {
			proposed: officer(Seat::PublicSecurity),
			agreed: officer(Seat::DataResources),
		};
		let of_one = Actor::Officer {
			seat: Seat::PublicSecurity,
			account: [1; 32].into(),
		};
		let recorded = |change, by: &Actor<AccountId>| RegisterRecord {
			change,
			by: by.clone(),
			effective_at: Moment(1_795_335_324_000),
			recorded_at: Moment(1_795_335_326_000),
			block: 25,
		};
		let lines = lines(vec![
			recorded(
				RegisterChange::Filed {
					correction,
					decision,
					instead_of: code,
					uscc: uscc(WRONG),
				},
				&both,
			),
			recorded(
				RegisterChange::Moved {
					correction,
					decision,
					from: uscc(WRONG),
					to: uscc(RIGHT),
				},
				&both,
			),
			recorded(
				RegisterChange::Reported {
					report: PhysicalSealReport::Lost,
				},
				&of_one,
			),
			recorded(
				RegisterChange::Misfiled {
					correction,
					decision,
					instead: code,
				},
				&both,
			),
		]);
		let text = table(&lines);
		let since = Time::new(Moment(1_795_335_324_000));
		for (line, said) in text.lines().skip(1).zip([
			format!("0  Filed     instead of {CODE}, for {WRONG} "),
			format!("1  Moved     {WRONG} → {RIGHT} "),
			format!("2  Reported  Lost, since {since} "),
			format!("3  Misfiled  instead {CODE} "),
		]) {
			assert!(line.starts_with(&said), "{text}");
		}
		assert!(text.contains("PublicSecurity and DataResources"), "{text}");
		let json = serde_json::to_value(&lines[1]).unwrap();
		assert_eq!(
			(&json["change"], &json["correction"]["id"]),
			(&"Moved".into(), &4.into())
		);
	}
}
