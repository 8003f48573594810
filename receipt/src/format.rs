//! The JSON of receipts, anchors and exported logs. `receipt/schema/` has the JSON Schemas.

use alloc::{string::String, vec::Vec};
use base64::{engine::general_purpose::STANDARD, Engine};
use core::fmt;
use eseal_primitives::SealId;
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use sp_core::H256;

/// The media type of a receipt. Another version is another type.
pub const RECEIPT_TYPE: &str = "application/vnd.eseal.receipt+json;version=1";

/// The media type of a trust anchor.
pub const ANCHOR_TYPE: &str = "application/vnd.eseal.anchor+json;version=1";

/// The media type of the first line of an exported log.
pub const LOG_TYPE: &str = "application/vnd.eseal.log+json;version=1";

/// The most bytes that a receipt, an anchor or the first line of a log may have.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Bytes; in JSON base64 (RFC 4648, section 4, with padding).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Base64(pub Vec<u8>);

impl fmt::Debug for Base64 {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&STANDARD.encode(&self.0))
	}
}

impl Serialize for Base64 {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&STANDARD.encode(&self.0))
	}
}

impl<'de> Deserialize<'de> for Base64 {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = String::deserialize(deserializer)?;
		STANDARD.decode(text).map(Self).map_err(de::Error::custom)
	}
}

/// What the network's trust rests on: its first block, and who finalized from some point on. Whoever verifies gets it from
/// a source that they trust, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Anchor {
	/// [`ANCHOR_TYPE`].
	#[serde(rename = "type")]
	pub media_type: String,
	/// The hash of the chain's first block.
	pub genesis: H256,
	/// The number of the authority set; 0 for the first.
	pub set_id: u64,
	/// The authorities of that set: 1 to 256.
	pub authorities: Vec<Authority>,
}

/// A GRANDPA authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Authority {
	/// Its Ed25519 public key, 32 bytes.
	pub key: H256,
	/// The weight of its vote.
	pub weight: u64,
}

/// A finalized block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Finalized {
	/// SCALE of the header.
	pub header: Base64,
	/// SCALE of the GRANDPA justification whose commit is for this block.
	pub justification: Base64,
}

/// What proves a part of the chain's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Evidence {
	/// The number of the authority set that finalized the block.
	pub set_id: u64,
	/// The finalized block whose state is proven.
	pub block: Finalized,
	/// SCALE of the list of trie nodes, each once: what `state_getReadProof` gives.
	pub proof: Base64,
	/// The last blocks of the authority sets before, oldest first; each names the set that follows. The last is of set
	/// `set_id` − 1.
	pub hand_offs: Vec<Finalized>,
}

/// The signature of the account that sent the use, and what it signed beyond the use itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Operator {
	/// The numbers of the pallet and of the call, two bytes: what stands before the call's arguments.
	pub call: Base64,
	/// The transaction extensions as the extrinsic has them.
	pub extensions: Base64,
	/// What the transaction extensions imply: SCALE of (spec version, transaction version, genesis hash, hash of the block
	/// from which on the extrinsic is valid).
	pub implied: Base64,
	/// SCALE of the MultiSignature.
	pub signature: Base64,
}

/// The receipt of a use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Receipt {
	/// [`RECEIPT_TYPE`].
	#[serde(rename = "type")]
	pub media_type: String,
	/// The hash of the chain's first block.
	pub genesis: H256,
	/// The e-seal.
	pub seal: SealId,
	/// The number of the use in the e-seal's log.
	pub index: u64,
	/// The salt of 32 bytes, if the document's digest is a commitment.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub salt: Option<Base64>,
	/// The second factor: the account's own signature. The first, the seal key's, is in the use record.
	pub operator: Operator,
	/// Proves the use record, the e-seal and its history, its physical seal, its enterprise, the grant if there is one, and
	/// the block's time.
	pub evidence: Evidence,
}

/// The first line of an exported log: of what, and the proof of its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LogHeader {
	/// [`LOG_TYPE`].
	#[serde(rename = "type")]
	pub media_type: String,
	/// The hash of the chain's first block.
	pub genesis: H256,
	/// The e-seal.
	pub seal: SealId,
	/// How many uses follow.
	pub count: u64,
	/// Proves the log's head and the block's time.
	pub evidence: Evidence,
}

/// Why bytes are not what they should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
	/// Too many bytes.
	TooLong,
	/// Not JSON of this shape.
	Malformed(String),
	/// JSON of another type or version.
	OtherType(String),
}

impl fmt::Display for FormatError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::TooLong => write!(f, "it has more than {MAX_BYTES} bytes"),
			Self::Malformed(what) => write!(f, "it is malformed: {what}"),
			Self::OtherType(found) => write!(f, "its type is {found:?}; a newer program may know it"),
		}
	}
}

/// What a JSON text says of its own type.
#[derive(Deserialize)]
struct Typed {
	#[serde(rename = "type")]
	media_type: String,
}

/// Reads JSON of the type `media_type`.
///
/// # Errors
///
/// Any [`FormatError`].
pub fn parse<T: de::DeserializeOwned>(bytes: &[u8], media_type: &str) -> Result<T, FormatError> {
	if bytes.len() > MAX_BYTES {
		return Err(FormatError::TooLong);
	}
	let malformed = |error: serde_json::Error| FormatError::Malformed(alloc::format!("{error}"));
	let typed: Typed = serde_json::from_slice(bytes).map_err(malformed)?;
	if typed.media_type != media_type {
		return Err(FormatError::OtherType(typed.media_type.chars().take(100).collect()));
	}
	serde_json::from_slice(bytes).map_err(malformed)
}
