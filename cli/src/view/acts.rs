//! Acts of officers: what waits for a second one, and which acts do.

use super::{
	events::Facts,
	shapes::{name, AsOf},
	table,
	time::Time,
	Report,
};
use eseal_client::{AccountId, Block};
use eseal_primitives::{
	act::{Act, Needed},
	answers::WaitingAct,
	ActId, Seat,
};
use serde::Serialize;

/// An act that waits.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
	/// Its number.
	pub id: ActId,
	/// What it is, by the chain's name.
	pub act: String,
	/// The seat whose officers make it.
	pub seat: String,
	/// The officer who prepared it.
	pub prepared_by: String,
	/// When it was prepared.
	pub prepared_at: Time,
	/// The moment from which on it can no longer be confirmed.
	pub until: Time,
	/// Whether it can be confirmed now.
	pub open: bool,
	/// Its digest.
	pub digest: String,
	/// The call that it makes, by pallet and name.
	pub call: String,
	/// What the call says; none if this program cannot read it.
	pub arguments: Option<Facts>,
	/// The call's bytes.
	pub bytes: String,
	/// The block that this was read at.
	pub as_of: AsOf,
}

impl Shown {
	/// Of an act that waits in a block. A call that cannot be read is shown by its bytes alone.
	pub fn new(block: &Block, waiting: &WaitingAct<AccountId>) -> Self {
		let (call, arguments) = match block.read_call(&waiting.call) {
			Ok(read) => (
				format!("{}.{}", read.pallet, read.call),
				Some(Facts::of(&read.arguments)),
			),
			Err(_) => ("a call that this program cannot read".to_owned(), None),
		};
		Self {
			id: waiting.id,
			act: name(&waiting.act),
			seat: name(&waiting.seat),
			prepared_by: waiting.prepared_by.to_string(),
			prepared_at: Time::new(waiting.prepared_at),
			until: Time::new(waiting.until),
			open: waiting.open,
			digest: format!("{:?}", waiting.digest),
			call,
			arguments,
			bytes: format!("0x{}", hex::encode(&waiting.call)),
			as_of: block.into(),
		}
	}

	/// What it will do, in a line.
	fn doing(&self) -> String {
		match &self.arguments {
			Some(arguments) => format!("{}: {}", self.call, arguments.line()),
			None => format!("{}: {}", self.call, self.bytes),
		}
	}

	fn standing(&self) -> &'static str {
		match self.open {
			true => "waits for a second officer",
			false => "can no longer be confirmed",
		}
	}
}

impl Report for Shown {
	fn text(&self) -> String {
		table::facts([
			("act", format!("{}, {}", self.id, self.standing())),
			("seat", self.seat.clone()),
			("does", self.doing()),
			("prepared by", self.prepared_by.clone()),
			("prepared", self.prepared_at.to_string()),
			("ends", self.until.to_string()),
			("digest", self.digest.clone()),
			("as of", format!("final block {}", self.as_of.number)),
		])
	}
}

/// The acts that wait.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
	/// Them, seat by seat.
	pub acts: Vec<Shown>,
	/// The block that this was read at.
	pub as_of: AsOf,
}

impl Report for Waiting {
	fn text(&self) -> String {
		let as_of = format!("As of final block {}", self.as_of.number);
		if self.acts.is_empty() {
			return format!("Nothing waits for a second officer.\n{as_of}");
		}
		let rows = self.acts.iter().map(|act| {
			let ends = match act.open {
				true => act.until.to_string(),
				false => act.standing().to_owned(),
			};
			[
				act.id.to_string(),
				act.seat.clone(),
				act.doing(),
				act.prepared_by.clone(),
				ends,
			]
		});
		let table = table::table(["act", "seat", "does", "prepared by", "ends"], rows);
		format!("{table}\n{as_of}")
	}
}

/// How many officers an act takes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
	/// The act.
	pub act: String,
	/// `One` or `Two`.
	pub officers: String,
	/// Whether the seat may decide otherwise.
	pub fixed: bool,
}

impl Policy {
	/// Of an act.
	pub fn new(act: Act, needed: Needed) -> Self {
		Self {
			act: name(&act),
			officers: name(&needed),
			fixed: act.is_irreversible(),
		}
	}
}

/// How many officers each act of a seat takes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Policies {
	/// The seat.
	pub seat: String,
	/// Act by act.
	pub policies: Vec<Policy>,
	/// The block that this was read at.
	pub as_of: AsOf,
}

impl Policies {
	/// Of a seat.
	pub fn new(seat: Seat, policies: Vec<Policy>, block: &Block) -> Self {
		Self {
			seat: name(&seat),
			policies,
			as_of: block.into(),
		}
	}
}

impl Report for Policies {
	fn text(&self) -> String {
		let rows = self.policies.iter().map(|policy| {
			let officers = match policy.fixed {
				true => format!("{}, always", policy.officers.to_lowercase()),
				false => policy.officers.to_lowercase(),
			};
			[policy.act.clone(), officers]
		});
		let table = table::table(["act", "officers"], rows);
		format!("{table}\n{}, as of final block {}", self.seat, self.as_of.number)
	}
}
