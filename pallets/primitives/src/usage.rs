//! Uses of e-seals, as the log keeps them, and the log's head.

use crate::{DocumentDigest, GrantId, Moment, Purpose, SealId, SealSignature};
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
		let digest = sp_io::hashing::blake2_256(&(self.digest, record).encode());
		Some(Self {
			count: self.count.checked_add(1)?,
			digest: digest.into(),
		})
	}
}
