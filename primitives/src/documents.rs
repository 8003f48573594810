//! What one signature of the seal key puts on record: one document, or a batch of them.

use crate::DocumentDigest;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, H256};

/// The most documents that a call lists: each of them can be found on the chain.
pub const MAX_LISTED: u32 = 1_024;

/// The most uses of a batch of which the chain knows the root alone: 2^20.
pub const MAX_ANCHORED: u32 = 1 << 20;

/// Documents, as a call lists them.
pub type Listed = sp_core::bounded::BoundedVec<DocumentDigest, ConstU32<MAX_LISTED>>;

/// The documents of a statement, in the order of their uses. A use is a batch of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Documents {
	/// One document.
	#[codec(index = 0)]
	One(DocumentDigest),
	/// A batch: the root of a Merkle tree over its documents.
	#[codec(index = 1)]
	Batch {
		/// How many documents: 1 to [`MAX_LISTED`] where the call lists them, else 1 to [`MAX_ANCHORED`].
		count: u32,
		/// The root of the tree of RFC 6962 (section 2.1, SHA-256) over the SCALE encoding of each document's digest.
		root: H256,
	},
}

impl Documents {
	/// How many uses they are.
	pub fn count(&self) -> u32 {
		match self {
			Self::One(_) => 1,
			Self::Batch { count, .. } => *count,
		}
	}

	/// The document, if it is one.
	pub fn one(&self) -> Option<DocumentDigest> {
		match self {
			Self::One(document) => Some(*document),
			Self::Batch { .. } => None,
		}
	}
}
