//! Corrections: what waits for another agency, and what was made.

use super::{
	shapes::{name, AsOf},
	table,
	time::Time,
	Report,
};
use crate::digests;
use eseal_client::{
	queries::{Entry, RegisterRecord},
	AccountId, Block,
};
use eseal_primitives::{
	answers::CorrectionInfo,
	correction::Correction,
	enterprise::Enterprise,
	history::Change,
	physical_seal::PhysicalSeal,
	register::{RegisterChange, RegisterSubject},
	CorrectionId, SealCode, SealId, Uscc,
};
use serde::Serialize;

/// What was recorded by mistake.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mistake {
	/// The e-seal that it is about.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub seal: Option<SealId>,
	/// The physical seal that it is about.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub physical_seal: Option<String>,
	/// The enterprise that it is about.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub uscc: Option<String>,
	/// For a registration or a file under a wrong code the right one.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub instead: Option<String>,
	/// The number of the entry or record; none for a registration.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub entry: Option<u32>,
	/// What was recorded: the reason of a revocation, `Lost` or `Destroyed`, `Deregistered`, the name that was
	/// registered, or the enterprise that a physical seal was filed for.
	pub what: String,
	/// Since when it counted.
	pub effective_at: Time,
	/// When it was recorded.
	pub recorded_at: Time,
	/// The block that recorded it; none for a registration.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub block: Option<u32>,
}

impl Mistake {
	/// An entry of an e-seal's history.
	pub fn of_seal(seal: SealId, entry: u32, recorded: &Entry) -> Self {
		let what = match &recorded.change {
			Change::Revoked { reason } => name(reason),
			other => name(other),
		};
		Self {
			seal: Some(seal),
			physical_seal: None,
			uscc: None,
			instead: None,
			entry: Some(entry),
			what,
			effective_at: Time::new(recorded.effective_at),
			recorded_at: Time::new(recorded.recorded_at),
			block: Some(recorded.block),
		}
	}

	/// A record of a physical seal or an enterprise.
	pub fn of_record(subject: RegisterSubject, entry: u32, recorded: &RegisterRecord) -> Self {
		let (physical_seal, uscc) = match subject {
			RegisterSubject::PhysicalSeal(code) => (Some(code.to_string()), None),
			RegisterSubject::Enterprise(uscc) => (None, Some(uscc.to_string())),
		};
		let what = match &recorded.change {
			RegisterChange::Reported { report } => name(report),
			RegisterChange::Deregistered { .. } => "Deregistered".to_owned(),
			other => name(other),
		};
		Self {
			seal: None,
			physical_seal,
			uscc,
			instead: None,
			entry: Some(entry),
			what,
			effective_at: Time::new(recorded.effective_at),
			recorded_at: Time::new(recorded.recorded_at),
			block: Some(recorded.block),
		}
	}

	/// A registration under a wrong code.
	pub fn of_registration(uscc: &Uscc, instead: &Uscc, enterprise: &Enterprise<AccountId>) -> Self {
		Self {
			seal: None,
			physical_seal: None,
			uscc: Some(uscc.to_string()),
			instead: Some(instead.to_string()),
			entry: None,
			what: enterprise.name.as_str().to_owned(),
			effective_at: Time::new(enterprise.registered_at),
			recorded_at: Time::new(enterprise.registered_at),
			block: None,
		}
	}

	/// A physical seal's file for an enterprise, and where it moves: the right code and the right enterprise.
	pub fn of_file(code: &SealCode, from: &Uscc, (instead, uscc): (&SealCode, &Uscc), physical: &PhysicalSeal) -> Self {
		Self {
			seal: None,
			physical_seal: Some(code.to_string()),
			uscc: Some(uscc.to_string()),
			instead: Some(instead.to_string()),
			entry: None,
			what: from.to_string(),
			effective_at: Time::new(physical.filed_at),
			recorded_at: Time::new(physical.filed_at),
			block: None,
		}
	}

	/// In a line.
	fn line(&self) -> String {
		if let (Some(code), Some(uscc), Some(instead)) = (&self.physical_seal, &self.uscc, &self.instead) {
			return format!(
				"the file of physical seal {code} for {}; right are {instead} and {uscc}",
				self.what
			);
		}
		if let (Some(uscc), Some(instead)) = (&self.uscc, &self.instead) {
			return format!(
				"the registration of {} under {uscc}; the right code is {instead}",
				self.what
			);
		}
		let about = match (&self.seal, &self.physical_seal, &self.uscc) {
			(Some(seal), _, _) => format!("the revocation of e-seal {seal}"),
			(None, Some(code), _) => format!("the report on physical seal {code}"),
			(None, None, uscc) => format!(
				"the deregistration of enterprise {}",
				uscc.as_deref().unwrap_or_default()
			),
		};
		format!(
			"{about} (entry {}): {} as of {}, recorded on {}",
			self.entry.unwrap_or_default(),
			self.what,
			self.effective_at,
			self.recorded_at
		)
	}
}

impl Report for Mistake {
	fn text(&self) -> String {
		table::facts([("corrects", self.line())])
	}
}

/// A correction.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
	/// Its number.
	pub id: CorrectionId,
	/// What it does, by the chain's name: `ReverseRevocation`, `ReverseReport`, `ReverseDeregistration`,
	/// `VoidRegistration` or `MovePhysicalSeal`.
	pub correction: &'static str,
	/// What it corrects; none if the node has no such entry.
	pub mistake: Option<Mistake>,
	/// The digest of the decision behind it.
	pub decision: String,
	/// The seat that erred.
	pub seat: String,
	/// The officer of that seat.
	pub proposed_by: String,
	/// When it was proposed.
	pub proposed_at: Time,
	/// The moment from which on it can no longer be agreed to.
	pub until: Time,
	/// Whether it can be agreed to now.
	pub open: bool,
	/// The seat that agreed to it; none if it was not made.
	pub agreed_seat: Option<String>,
	/// The officer of that seat.
	pub agreed_by: Option<String>,
	/// When it was made.
	pub made_at: Option<Time>,
	/// Its digest.
	pub digest: String,
	/// The block that this was read at.
	pub as_of: AsOf,
}

impl Shown {
	/// Of a correction in a block, with what it corrects.
	pub fn new(block: &Block, info: &CorrectionInfo<AccountId>, mistake: Option<Mistake>) -> Self {
		let proposed = &info.proposed;
		let agreed = proposed.made.as_ref();
		Self {
			id: info.id,
			correction: match proposed.correction {
				Correction::ReverseRevocation { .. } => "ReverseRevocation",
				Correction::ReverseReport { .. } => "ReverseReport",
				Correction::ReverseDeregistration { .. } => "ReverseDeregistration",
				Correction::VoidRegistration { .. } => "VoidRegistration",
				Correction::MovePhysicalSeal { .. } => "MovePhysicalSeal",
			},
			mistake,
			decision: digests::text(&proposed.decision),
			seat: name(&proposed.proposed_by.seat),
			proposed_by: proposed.proposed_by.account.to_string(),
			proposed_at: Time::new(proposed.proposed_at),
			until: Time::new(proposed.until),
			open: info.open,
			agreed_seat: agreed.map(|agreed| name(&agreed.by.seat)),
			agreed_by: agreed.map(|agreed| agreed.by.account.to_string()),
			made_at: agreed.map(|agreed| Time::new(agreed.at)),
			digest: format!("{:?}", info.digest),
			as_of: block.into(),
		}
	}

	fn standing(&self) -> String {
		match (&self.made_at, self.open) {
			(Some(at), _) => format!("made on {at}"),
			(None, true) => "waits for another agency".into(),
			(None, false) => "has ended".into(),
		}
	}

	fn about(&self) -> String {
		match &self.mistake {
			Some(mistake) => mistake.line(),
			None => self.correction.to_owned(),
		}
	}
}

impl Report for Shown {
	fn text(&self) -> String {
		let mut rows = vec![
			("correction", format!("{}, {}", self.id, self.standing())),
			("corrects", self.about()),
			("decision", self.decision.clone()),
			("proposed by", format!("{}, officer {}", self.seat, self.proposed_by)),
			("proposed", self.proposed_at.to_string()),
		];
		match (&self.agreed_seat, &self.agreed_by) {
			(Some(seat), Some(officer)) => rows.push(("agreed by", format!("{seat}, officer {officer}"))),
			_ => rows.push(("ends", self.until.to_string())),
		}
		rows.push(("digest", self.digest.clone()));
		rows.push(("as of", format!("final block {}", self.as_of.number)));
		table::facts(rows)
	}
}

/// Corrections.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
	/// Them, seat by seat, or in the order in which they were proposed.
	pub corrections: Vec<Shown>,
	/// The block that this was read at.
	pub as_of: AsOf,
}

impl Report for Listed {
	fn text(&self) -> String {
		let as_of = format!("As of final block {}", self.as_of.number);
		if self.corrections.is_empty() {
			return format!("There are no such corrections.\n{as_of}");
		}
		let rows = self.corrections.iter().map(|correction| {
			[
				correction.id.to_string(),
				correction.seat.clone(),
				correction.about(),
				correction.standing(),
				correction.until.to_string(),
			]
		});
		let table = table::table(["correction", "seat", "corrects", "", "ends"], rows);
		format!("{table}\n{as_of}")
	}
}
