//! Uses of e-seals, as the log keeps them, and the log's head.

use crate::{chained, grant::Grant, seal::Seal, DocumentDigest, GrantId, Moment, Purpose, SealId, SealSignature};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// One use of an e-seal, as the log keeps it. The log's head covers its SCALE encoding.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct UseRecord<AccountId, BlockNumber> {
	/// The e-seal.
	pub seal: SealId,
	/// Its number in the e-seal's log: 0, 1, 2, … without gaps.
	pub index: u64,
	/// The document that was sealed.
	pub document: DocumentDigest,
	/// What for.
	pub purpose: Purpose,
	/// The account that sent the use: the owner or an operator.
	pub account: AccountId,
	/// The grant that it was made under; none for the owner.
	pub grant: Option<GrantId>,
	/// How many uses of this e-seal the account had recorded before.
	pub nonce: u64,
	/// When the statement was signed, by the signer's clock.
	pub signed_at: Moment,
	/// The time of the block that recorded it.
	pub recorded_at: Moment,
	/// The block that recorded it.
	pub block: BlockNumber,
	/// The seal key's signature over the statement.
	pub signature: SealSignature,
}

/// The head of an e-seal's log. Whoever holds records 0 to `count` − 1 can compute it, and so prove that none is
/// missing.
#[derive(
	Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LogHead {
	/// How many uses the log has.
	pub count: u64,
	/// Zero for an empty log; then `blake2_256(digest ‖ SCALE(record))`, record by record. Not named `hash`: on every
	/// decoded value polkadot.js has a property of that name, which is something else.
	pub digest: H256,
}

impl LogHead {
	/// The head after one more record.
	pub fn advance<R: Encode>(self, record: &R) -> Option<Self> {
		Some(Self {
			count: self.count.checked_add(1)?,
			digest: chained(self.digest, record),
		})
	}
}

/// The consensus engine of the digest item that names a block's uses, as headers have it.
pub const USES_ENGINE_ID: [u8; 4] = *b"USES";

/// What a block's header says of the uses that the block recorded: SCALE of this is the data of the digest item
/// `Consensus(USES_ENGINE_ID, _)`. A header without uses has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BlockUsesRoot {
	/// Root of the binary Merkle tree of [`UseLeaf`]s, in the order in which the block recorded them. Leaves and nodes are
	/// hashed with BLAKE2b-256; the last of an odd number goes up as it is (crate `binary-merkle-tree`). No leaf is as short
	/// as a node.
	pub root: H256,
	/// How many uses there are; never 0.
	pub count: u32,
}

/// All that proves one use, as of the end of the block that recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct UseLeaf<AccountId, BlockNumber> {
	/// The use.
	pub used: UseRecord<AccountId, BlockNumber>,
	/// The e-seal.
	pub seal: Seal<AccountId>,
	/// The grant that it was made under; none for the owner.
	pub grant: Option<Grant<AccountId>>,
}
