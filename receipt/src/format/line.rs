//! The lines of an exported log after the first: one record each, for people and as the chain keeps it.

use super::{read, Base64, FormatError};
use crate::{text, wire, AccountId, BlockNumber};
use alloc::{
	format,
	string::{String, ToString},
};
use codec::{DecodeAll, Encode};
use eseal_primitives::{documents::Listed, usage::UseRecord, DocumentDigest, Documents, GrantId, Moment, SealId};
use serde::{de::DeserializeOwned, Deserialize, Deserializer, Serialize};
use sp_core::crypto::Ss58Codec;

/// A line of an exported log: a use or a batch of uses in plain words, and its record, which says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LogLine {
	/// The e-seal.
	pub seal: SealId,
	/// The index of the record's first use among all uses of the e-seal.
	pub index: u64,
	/// How many uses the record has.
	pub count: u32,
	/// The document's digest: `algorithm:0x…`; none of a batch.
	#[serde(deserialize_with = "nullable")]
	pub document: Option<String>,
	/// The root of the batch: `0x…`; none of a single use.
	#[serde(deserialize_with = "nullable")]
	pub root: Option<String>,
	/// SCALE of the list of the batch's documents, at most
	/// [`MAX_LISTED`](eseal_primitives::documents::MAX_LISTED), if the line lists them.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub documents: Option<Base64>,
	/// What the e-seal was used for, as the chain's metadata names it.
	pub purpose: String,
	/// The address of the account that sent the use.
	pub sender: String,
	/// The grant that it was made under; none for the owner.
	#[serde(deserialize_with = "nullable")]
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
	#[serde(deserialize_with = "nullable")]
	pub utc: Option<String>,
}

/// Reads what may be null and may not be left out.
pub(super) fn nullable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
	Option::deserialize(deserializer)
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

/// Why bytes are not a line of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
	/// Not JSON of this shape.
	Malformed,
	/// An object has this name twice.
	DuplicateName(String),
}

impl LogLine {
	/// The line of a record, with the documents of its batch in the order of their uses, if they are known.
	pub fn of(used: &UseRecord<AccountId, BlockNumber>, documents: Option<&[DocumentDigest]>) -> Self {
		let (document, root) = match &used.documents {
			Documents::One(document) => (Some(wire::Digest(document).to_string()), None),
			Documents::Batch { root, .. } => (None, Some(format!("{root:?}"))),
		};
		Self {
			seal: used.seal,
			index: used.index,
			count: used.count(),
			document,
			root,
			documents: documents.map(|documents| Base64(documents.encode())),
			purpose: format!("{:?}", used.purpose),
			sender: used.account.to_ss58check(),
			grant: used.grant,
			signed_at: Time::of(used.signed_at),
			recorded_at: Time::of(used.recorded_at),
			block: used.block,
			record: Base64(used.encode()),
		}
	}

	/// Whether it says what a record does; and its documents, if it lists any, are those of the batch.
	pub fn is_of(mut self, used: &UseRecord<AccountId, BlockNumber>) -> bool {
		let documents = self.documents.take();
		self == Self::of(used, None) && documents.is_none_or(|Base64(listed)| lists(&listed, used.documents))
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

/// Reads a line of an export, as strictly as a receipt.
///
/// # Errors
///
/// Any [`LineFault`].
pub(super) fn parse_line<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, LineFault> {
	if bytes.len() > super::MAX_BYTES {
		return Err(LineFault::Malformed);
	}
	read::scan(bytes).map_err(|fault| match fault {
		FormatError::DuplicateName(name) => LineFault::DuplicateName(name),
		_ => LineFault::Malformed,
	})?;
	serde_json::from_slice(bytes).map_err(|_| LineFault::Malformed)
}

/// Whether bytes are SCALE of the list of a batch's documents. No list is read that is longer than a call may have.
fn lists(mut listed: &[u8], batch: Documents) -> bool {
	Listed::decode_all(&mut listed).is_ok_and(|listed| eseal_crypto::batch::batch(&listed) == Some(batch))
}
