//! The export of an officer's history: its first line, and the lines after it, of an entry each.

use super::{
	line::{nullable, parse_line},
	Anchored, Base64, Evidence, LineFault, Time, Typed, Written,
};
use crate::{reason::Paper, wire, AccountId, BlockNumber};
use alloc::{
	format,
	string::{String, ToString},
};
use codec::Encode;
use eseal_primitives::{
	act::{Act, Deed, OfficerEntry},
	ActId, Moment, Seat,
};
use serde::{Deserialize, Deserializer, Serialize};
use sp_core::{crypto::Ss58Codec, H256};

/// The media type of the first line of an exported officer's history.
pub const HISTORY_TYPE: &str = "application/vnd.eseal.officer-history+json;version=4";

/// The first line of an exported officer's history: of whom, and the proof of its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct HistoryHeader {
	/// [`HISTORY_TYPE`].
	#[serde(rename = "type")]
	pub media_type: String,
	/// The hash of the chain's first block.
	#[serde(deserialize_with = "super::hash")]
	pub genesis: H256,
	/// The officer's account, in JSON its address.
	#[serde(serialize_with = "wire::address", deserialize_with = "account")]
	pub officer: AccountId,
	/// How many entries the history has: so many lines follow.
	pub entries: u64,
	/// Proves the history's head, the seat that the account is an officer of, the block's time and the hash of the chain's first
	/// block, from the state of the block that the evidence leads to: SCALE of the list of trie nodes, each once, as
	/// `state_getReadProof` gives it.
	pub proof: Base64,
	/// Leads to a finalized block.
	pub evidence: Evidence,
}

impl Typed for HistoryHeader {
	const PAPER: Paper = Paper::OfficerHistory;
	const TYPE: &'static str = HISTORY_TYPE;
}

impl Anchored for HistoryHeader {
	fn genesis(&self) -> H256 {
		self.genesis
	}
}

/// Reads an account's address, written as this chain writes it.
fn account<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AccountId, D::Error> {
	let read = |text: &str| {
		let account = AccountId::from_ss58check(text).ok()?;
		(account.to_ss58check() == text).then_some(account)
	};
	deserializer.deserialize_str(Written(read, "an account's address (SS58)"))
}

/// A line of an exported officer's history: what happened in plain words, and the entry, which says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct HistoryLine {
	/// The number of the entry, from 0.
	pub number: u64,
	/// What happened, as the chain's metadata names it.
	pub deed: String,
	/// The act that it is about, as the chain's metadata names it.
	#[serde(deserialize_with = "nullable")]
	pub act: Option<String>,
	/// The number under which the act waited for a second officer.
	#[serde(deserialize_with = "nullable")]
	pub id: Option<ActId>,
	/// The act's digest: `0x…`.
	#[serde(deserialize_with = "nullable")]
	pub digest: Option<String>,
	/// The seat of an appointment, as the chain's metadata names it.
	#[serde(deserialize_with = "nullable")]
	pub seat: Option<String>,
	/// The address of whoever took part: who appointed or removed the officer, who confirmed its act, or whose act it confirmed or
	/// turned down.
	#[serde(deserialize_with = "nullable")]
	pub with: Option<String>,
	/// The time of the block that recorded it.
	pub at: Time,
	/// The block that recorded it.
	pub block: BlockNumber,
	/// SCALE of the entry: what the history's head covers.
	pub entry: Base64,
}

impl HistoryLine {
	/// The line of an entry.
	pub fn of(number: u64, entry: &OfficerEntry<AccountId, BlockNumber>) -> Self {
		let Told {
			deed,
			about,
			seat,
			with,
		} = Told::of(&entry.deed);
		Self {
			number,
			deed: deed.to_string(),
			act: about.map(|(_, act, _)| format!("{act:?}")),
			id: about.and_then(|(id, ..)| id),
			digest: about.map(|(.., digest)| format!("{digest:?}")),
			seat: seat.map(|seat| format!("{seat:?}")),
			with: with.map(Ss58Codec::to_ss58check),
			at: Time::of(entry.at),
			block: entry.block,
			entry: Base64(entry.encode()),
		}
	}

	/// Reads a line, as strictly as a receipt.
	///
	/// # Errors
	///
	/// Any [`LineFault`].
	pub fn parse(bytes: &[u8]) -> Result<Self, LineFault> {
		parse_line(bytes)
	}
}

/// What a deed tells.
struct Told<'a> {
	deed: &'static str,
	/// The act: its number if it waited, what it is, and its digest.
	about: Option<(Option<ActId>, Act, H256)>,
	seat: Option<Seat>,
	with: Option<&'a AccountId>,
}

impl<'a> Told<'a> {
	fn of(deed: &'a Deed<AccountId>) -> Self {
		let office = |deed, seat, with| Self {
			deed,
			about: None,
			seat,
			with,
		};
		let act = |deed, id, act, digest, with| Self {
			deed,
			about: Some((id, act, digest)),
			seat: None,
			with,
		};
		match deed {
			Deed::Appointed { seat, by } => office("Appointed", Some(*seat), by.as_ref()),
			Deed::Ended { by } => office("Ended", None, by.as_ref()),
			Deed::Alone { act: what, digest } => act("Alone", None, *what, *digest, None),
			Deed::Prepared { id, act: what, digest } => act("Prepared", Some(*id), *what, *digest, None),
			Deed::Made {
				id,
				act: what,
				digest,
				confirmed_by,
			} => act("Made", Some(*id), *what, *digest, Some(confirmed_by)),
			Deed::Confirmed {
				id,
				act: what,
				digest,
				prepared_by,
			} => act("Confirmed", Some(*id), *what, *digest, Some(prepared_by)),
			Deed::TurnedDown {
				id,
				act: what,
				digest,
				prepared_by,
			} => act("TurnedDown", Some(*id), *what, *digest, Some(prepared_by)),
			Deed::Withdrew { id, act: what, digest } => act("Withdrew", Some(*id), *what, *digest, None),
		}
	}
}

/// A time between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
	/// From this moment on; from the beginning if there is none.
	pub from: Option<Moment>,
	/// Before this moment; without end if there is none.
	pub to: Option<Moment>,
}

impl Period {
	/// Whether a moment lies in it.
	pub fn has(&self, at: Moment) -> bool {
		self.from.is_none_or(|from| at >= from) && self.to.is_none_or(|to| at < to)
	}
}
