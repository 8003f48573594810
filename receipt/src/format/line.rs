//! The lines of an exported log after the first: one use each, for people and as the chain keeps it.

use super::{read, Base64, FormatError};
use crate::{text, wire, AccountId, BlockNumber};
use alloc::{format, string::String};
use codec::Encode;
use eseal_primitives::{usage::UseRecord, GrantId, Moment, SealId};
use serde::{Deserialize, Serialize};
use sp_core::crypto::Ss58Codec;

/// A line of an exported log: the use in plain words, and its record, which says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LogLine {
	/// The e-seal.
	pub seal: SealId,
	/// The number of the use in the e-seal's log.
	pub index: u64,
	/// The document's digest: `algorithm:0x…`.
	pub document: String,
	/// What the e-seal was used for, as the chain's metadata names it.
	pub purpose: String,
	/// The address of the account that sent the use.
	pub sender: String,
	/// The grant that it was made under; none for the owner.
	pub grant: Option<GrantId>,
	/// When the statement was signed, by the signer's clock.
	pub signed_at: Time,
	/// The time of the block that recorded the use.
	pub recorded_at: Time,
	/// The block that recorded the use.
	pub block: BlockNumber,
	/// SCALE of the use record: what the log's head covers.
	pub record: Base64,
}

/// A moment, for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Time {
	/// In milliseconds since the Unix epoch.
	pub ms: Moment,
	/// In UTC, to the second (RFC 3339); none past the year 9999.
	pub utc: Option<String>,
}

impl Time {
	/// Of a moment.
	pub fn of(moment: Moment) -> Self {
		Self {
			ms: moment,
			utc: text::rfc_3339(moment),
		}
	}
}

/// Why bytes are not a line of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
	/// Not JSON of this shape.
	Malformed,
	/// An object has this name twice.
	DuplicateName(String),
}

impl LogLine {
	/// The line of a record.
	pub fn of(used: &UseRecord<AccountId, BlockNumber>) -> Self {
		Self {
			seal: used.seal,
			index: used.index,
			document: format!("{}", wire::Digest(&used.document)),
			purpose: format!("{:?}", used.purpose),
			sender: used.account.to_ss58check(),
			grant: used.grant,
			signed_at: Time::of(used.signed_at),
			recorded_at: Time::of(used.recorded_at),
			block: used.block,
			record: Base64(used.encode()),
		}
	}

	/// Reads a line, as strictly as a receipt.
	///
	/// # Errors
	///
	/// Any [`LineFault`].
	pub fn parse(bytes: &[u8]) -> Result<Self, LineFault> {
		if bytes.len() > super::MAX_BYTES {
			return Err(LineFault::Malformed);
		}
		read::scan(bytes).map_err(|fault| match fault {
			FormatError::DuplicateName(name) => LineFault::DuplicateName(name),
			_ => LineFault::Malformed,
		})?;
		serde_json::from_slice(bytes).map_err(|_| LineFault::Malformed)
	}
}
