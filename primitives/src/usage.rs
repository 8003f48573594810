//! Uses of e-seals as the log stores them, and the head of a log.

use crate::{
	grant::Grant,
	seal::{Seal, SealState},
	statement::Approval,
	Documents, GrantId, Moment, Purpose, SealId, SealSignature, UseStatement,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// A record of the log: a use of an e-seal, or a batch of uses. The head of the log covers its SCALE encoding.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct UseRecord<AccountId, BlockNumber> {
	/// The e-seal.
	pub seal: SealId,
	/// The index of its first use among all uses of the e-seal, which count from 0, without gaps.
	pub index: u64,
	/// One document, or a batch. Its uses have the indices from `index` on.
	pub documents: Documents,
	pub purpose: Purpose,
	/// The sender: the owner, an operator, or the liquidator, who alone has the purpose [`Purpose::Liquidation`].
	pub account: AccountId,
	/// The grant under which it was recorded; none for the owner and for a liquidator.
	pub grant: Option<GrantId>,
	/// How many uses had been recorded before under the grant, or of this e-seal without one.
	pub nonce: u64,
	/// When the statement was signed, by the signer's clock.
	pub signed_at: Moment,
	/// The time of the block that recorded it.
	pub recorded_at: Moment,
	/// The number of the block that recorded it.
	pub block: BlockNumber,
	/// How many entries the e-seal's history had then. The last of them says how the e-seal stood.
	pub history_len: u32,
	/// The seal key's signature over the statement.
	pub signature: SealSignature,
	/// The second operator's approval, if the grant takes one.
	pub approval: Option<Approval>,
}

impl<AccountId, BlockNumber> UseRecord<AccountId, BlockNumber> {
	/// What the seal key signed.
	pub fn statement(&self) -> UseStatement {
		UseStatement {
			seal: self.seal,
			grant: self.grant,
			nonce: self.nonce,
			documents: self.documents,
			purpose: self.purpose,
			signed_at: self.signed_at,
		}
	}

	/// How many uses it is.
	pub fn count(&self) -> u32 {
		self.documents.count()
	}

	/// The place of a use of the e-seal in this record, from 0; `None` if another record has it.
	pub fn position(&self, index: u64) -> Option<u32> {
		let position = u32::try_from(index.checked_sub(self.index)?).ok()?;
		(position < self.count()).then_some(position)
	}
}

/// The head of an e-seal's log. Whoever has records 0 to `records` − 1 can compute it, and so prove that none is missing.
#[derive(
	Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LogHead {
	/// The number of uses in the log.
	pub count: u64,
	/// The number of records: each has one use, or a batch of them.
	pub records: u64,
	/// How many of the uses were sent by the enterprise's owner or its liquidator, whichever accounts those were: the nonce of the
	/// next statement without a grant.
	pub by_owner: u64,
	/// Zero for an empty log; then `blake2_256(digest ‖ SCALE(record))`, record by record. Not named `hash`: on every
	/// decoded value polkadot.js has a property of that name, which is something else.
	pub digest: H256,
}

/// The consensus engine of the header's digest item that names a block's uses.
pub const USES_ENGINE_ID: [u8; 4] = *b"USES";

/// What a block's header says about what the block recorded: SCALE of this is the data of the digest item
/// `Consensus(USES_ENGINE_ID, _)`. The header of a block without uses has no such item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BlockUsesRoot {
	/// Root of the binary Merkle tree of [`UseLeaf`]s, in the order in which the block recorded them. Leaves and nodes are
	/// hashed with BLAKE2b-256; the last of an odd number moves up unchanged (crate `binary-merkle-tree`). A leaf is always
	/// longer than a node.
	pub root: H256,
	/// The number of records; never 0.
	pub count: u32,
}

/// Everything that a record rests on: the e-seal and the grant as of the end of the block that recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct UseLeaf<AccountId, BlockNumber> {
	/// The record.
	pub used: UseRecord<AccountId, BlockNumber>,
	/// The e-seal.
	pub seal: Seal<AccountId>,
	/// The e-seal's status and holds when it was used, as the last entry says that its history had then.
	pub state: SealState,
	/// The grant that it was made under; none for the owner and for a liquidator.
	pub grant: Option<Grant<AccountId>>,
}
