//! The JSON of receipts, anchors, exported logs and exported histories of officers. `receipt/schema/` has the JSON Schemas.

mod history;
mod line;
mod read;

pub use history::{HistoryHeader, HistoryLine, Period, HISTORY_TYPE};
pub use line::{LineFault, LogLine, Time};
pub use read::{parse, FormatError, MAX_BYTES};

use crate::reason::Paper;
use alloc::{string::String, vec::Vec};
use base64::{engine::general_purpose::STANDARD, Engine};
use core::fmt;
use eseal_primitives::SealId;
use serde::{
	de::{self, Visitor},
	Deserialize, Deserializer, Serialize, Serializer,
};
use sp_core::H256;

/// The version of receipts, anchors and exported logs. Version 1 was that of receipts that did not prove which chain a
/// state is of; version 2 that of receipts that had the e-seal's whole history, and of uses that did not say how much of it
/// there was then. Version 3 was that of receipts whose uses were one by one.
pub const VERSION: u32 = 4;

/// The media type of a receipt. Another version is another type.
pub const RECEIPT_TYPE: &str = "application/vnd.eseal.receipt+json;version=4";

/// The media type of a trust anchor.
pub const ANCHOR_TYPE: &str = "application/vnd.eseal.anchor+json;version=4";

/// The media type of the first line of an exported log.
pub const LOG_TYPE: &str = "application/vnd.eseal.log+json;version=4";

/// JSON that names its own type.
pub trait Typed: de::DeserializeOwned {
	/// What it is.
	const PAPER: Paper;
	/// Its media type.
	const TYPE: &'static str;
}

/// What leads on from an anchor: a receipt, an exported log, or an exported history.
pub(crate) trait Anchored: Typed {
	/// The hash of its chain's first block.
	fn genesis(&self) -> H256;
}

impl Typed for Anchor {
	const PAPER: Paper = Paper::Anchor;
	const TYPE: &'static str = ANCHOR_TYPE;
}

impl Typed for Receipt {
	const PAPER: Paper = Paper::Receipt;
	const TYPE: &'static str = RECEIPT_TYPE;
}

impl Anchored for Receipt {
	fn genesis(&self) -> H256 {
		self.genesis
	}
}

impl Typed for LogHeader {
	const PAPER: Paper = Paper::Log;
	const TYPE: &'static str = LOG_TYPE;
}

impl Anchored for LogHeader {
	fn genesis(&self) -> H256 {
		self.genesis
	}
}

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
		let decode = |text: &str| STANDARD.decode(text).ok().map(Self);
		deserializer.deserialize_str(Written(decode, "base64, padded, without line breaks"))
	}
}

/// Reads 32 bytes as they are written: `0x` and 64 lower-case digits. The `Deserialize` of `H256` also takes white space
/// among the digits, and fills up with zeros.
fn hash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<H256, D::Error> {
	deserializer.deserialize_str(Written(parse_hash, "32 bytes: 0x and 64 lower-case digits"))
}

fn parse_hash(text: &str) -> Option<H256> {
	let value = |digit: u8| match digit {
		b'0'..=b'9' => digit.checked_sub(b'0'),
		b'a'..=b'f' => digit.checked_sub(b'a').and_then(|value| value.checked_add(10)),
		_ => None,
	};
	let digits = text.strip_prefix("0x")?.as_bytes();
	if digits.len() != 64 {
		return None;
	}
	let mut hash = H256::zero();
	for (byte, pair) in hash.0.iter_mut().zip(digits.chunks(2)) {
		*byte = match *pair {
			[high, low] => value(high)?.checked_mul(16)?.checked_add(value(low)?)?,
			_ => return None,
		};
	}
	Some(hash)
}

/// Reads what a text says, without a copy of the text: how it is read, and what it should be.
struct Written<F>(F, &'static str);

impl<'de, T, F: FnOnce(&str) -> Option<T>> Visitor<'de> for Written<F> {
	type Value = T;

	fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(self.1)
	}

	fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
		let Self(read, expected) = self;
		read(text).ok_or_else(|| E::custom(expected))
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
	#[serde(deserialize_with = "hash")]
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
	#[serde(deserialize_with = "hash")]
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

/// What leads from an anchor to a finalized block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Evidence {
	/// The number of the authority set that finalized the block.
	pub set_id: u64,
	/// The finalized block.
	pub block: Finalized,
	/// The last blocks of the authority sets before, oldest first; each names the set that follows. The last is of set
	/// `set_id` − 1.
	pub hand_offs: Vec<Finalized>,
}

/// The signature of the account that sent the use, and what it signed: call, extensions and implied, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SenderSignature {
	/// The call, whole: the numbers of the pallet and of the call, and SCALE of its arguments. A
	/// [`Call`](crate::checks::signature::Call) that has the use.
	pub call: Base64,
	/// The transaction extensions as the extrinsic has them.
	pub extensions: Base64,
	/// What the transaction extensions imply: SCALE of (spec version, transaction version, genesis hash, hash of the block
	/// from which on the extrinsic is valid, hash of the metadata if the account signed with one).
	pub implied: Base64,
	/// SCALE of the account's signature, an
	/// [`AccountSignature`](crate::checks::signature::AccountSignature). ECDSA is canonical: see there.
	pub signature: Base64,
}

/// What proves a use, once a block is known to be final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub enum UseProof {
	/// The header of the block that recorded the use: as of then, and as small on any chain.
	Block(BlockProof),
	/// The state of a later block: as of that block.
	State(StateProof),
}

/// What leads from the state of a finalized block to a use that was recorded by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct StateProof {
	/// The number of the record in the e-seal's log.
	pub record: u64,
	/// SCALE of the list of trie nodes, each once, as `state_getReadProof` gives it, that lead to the use record, the e-seal,
	/// the entry of its history by which it stood when it was used, its physical seal, the grant if there is one, the block's
	/// time, and the hash of the chain's first block.
	pub nodes: Base64,
}

/// What leads from a finalized block to a use that it, or a block before it, recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct BlockProof {
	/// SCALE of the record's `UseLeaf`: the use record, the e-seal, its status and holds when it was used, and the grant if
	/// there is one.
	pub leaf: Base64,
	/// The index of the leaf among those of its block: 0, 1, 2, …
	pub leaf_index: u32,
	/// SCALE of the list of hashes beside the way from the leaf to the root in the block's header, from below.
	pub audit_path: Base64,
	/// SCALE of each header from the block of the use to the parent of the finalized block, oldest first; none if the
	/// finalized block recorded the use.
	#[serde(default, skip_serializing_if = "Vec::is_empty")]
	pub ancestors: Vec<Base64>,
}

/// Where a document is in the batch that its use was recorded in. The index of the use says at which place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Batch {
	/// SCALE of the document's digest, a `DocumentDigest`: the leaf.
	pub document: Base64,
	/// SCALE of the list of hashes beside the way from the leaf to the root in the use record, from below.
	pub audit_path: Base64,
}

/// The receipt of a use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Receipt {
	/// [`RECEIPT_TYPE`].
	#[serde(rename = "type")]
	pub media_type: String,
	/// The hash of the chain's first block.
	#[serde(deserialize_with = "hash")]
	pub genesis: H256,
	/// The e-seal.
	pub seal: SealId,
	/// The index of the use among all uses of the e-seal.
	pub index: u64,
	/// Where the document is in its batch, if the use was recorded in one.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub batch: Option<Batch>,
	/// The salt of 32 bytes, if the document's digest is a commitment.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub salt: Option<Base64>,
	/// The second factor: the sender's own signature. The first, the seal key's, is in the use record.
	pub sender: SenderSignature,
	/// Proves the use, from the block that the evidence leads to.
	pub proof: UseProof,
	/// Leads to a finalized block.
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
	#[serde(deserialize_with = "hash")]
	pub genesis: H256,
	/// The e-seal.
	pub seal: SealId,
	/// How many uses the log has.
	pub count: u64,
	/// How many records it has: so many lines follow.
	pub records: u64,
	/// Proves the log's head, the e-seal, the block's time and the hash of the chain's first block, from the state of the block
	/// that the evidence leads to: SCALE of the list of trie nodes, each once, as `state_getReadProof` gives it.
	pub proof: Base64,
	/// Leads to a finalized block.
	pub evidence: Evidence,
}
