//! What a network is like.

use crate::Algorithm;
use eseal_receipt::BlockNumber;

/// A day in milliseconds.
pub const DAY: u64 = 86_400_000;
/// When the use is recorded, in milliseconds since the Unix epoch.
pub const USED_AT: u64 = 1_800_000_000_000;
/// The block that records it.
pub const USED_IN: BlockNumber = 50_000;
/// The block that the receipt's state is of.
pub const PROVEN_IN: BlockNumber = 50_010;
/// The document that is sealed.
pub const DOCUMENT: &[u8] = b"%PDF-1.7 a contract about nothing";
/// The salt of a commitment.
pub const SALT: [u8; 32] = [0x5a; 32];

/// What makes the document's digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestKind {
	/// SHA-256.
	Sha256,
	/// SM3.
	Sm3,
	/// BLAKE2b-256.
	Blake2b256,
	/// SHA-256 of salt and document.
	Commitment,
	/// SM3 of salt and document.
	CommitmentSm3,
}

/// What proves the use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofKind {
	/// The state of a later block.
	State,
	/// The header of its own block.
	Block {
		/// How many records the block has.
		uses: u32,
		/// The place of the record among them.
		position: u32,
		/// How many blocks after it the finalized block is.
		later: u32,
	},
}

impl ProofKind {
	/// The third of five records, two blocks before the finalized one.
	pub const BLOCK: Self = Self::Block {
		uses: 5,
		position: 2,
		later: 2,
	};
}

/// How the use is recorded: by which call, and what the seal key signs at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
	/// By itself, with `record_use`.
	Single,
	/// In a batch that the call lists, with `record_uses`.
	Listed {
		/// How many documents the batch has.
		count: u32,
		/// The place of the document among them.
		position: u32,
	},
	/// In a batch of which the chain has the root alone, with `anchor_batch`.
	Anchored {
		/// How many documents the batch has.
		count: u32,
		/// The place of the document among them.
		position: u32,
	},
	/// By itself, with `record_for_many`, which acts for many e-seals.
	ForMany {
		/// How many entries the call has.
		entries: u32,
		/// The place of the use among them.
		position: u32,
	},
}

impl Recorded {
	/// The third of five listed documents.
	pub const LISTED: Self = Self::Listed { count: 5, position: 2 };
	/// One of a thousand documents, of which the chain has the root.
	pub const ANCHORED: Self = Self::Anchored {
		count: 1_000,
		position: 333,
	};
	/// The second of three entries.
	pub const FOR_MANY: Self = Self::ForMany {
		entries: 3,
		position: 1,
	};
	/// One of each kind.
	pub const ALL: [Self; 4] = [Self::Single, Self::LISTED, Self::ANCHORED, Self::FOR_MANY];
	/// A batch of each kind.
	pub const BATCHES: [Self; 2] = [Self::LISTED, Self::ANCHORED];

	/// How many uses the record is.
	pub fn count(self) -> u32 {
		match self {
			Self::Single | Self::ForMany { .. } => 1,
			Self::Listed { count, .. } | Self::Anchored { count, .. } => count,
		}
	}

	/// The place of the use in the record.
	pub fn position(self) -> u32 {
		match self {
			Self::Single | Self::ForMany { .. } => 0,
			Self::Listed { position, .. } | Self::Anchored { position, .. } => position,
		}
	}

	/// Whether the record is a batch.
	pub fn is_batch(self) -> bool {
		matches!(self, Self::Listed { .. } | Self::Anchored { .. })
	}
}

/// What a network is like.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
	/// What the seal key signs with.
	pub seal_key: Algorithm,
	/// What the account signs with.
	pub account: Algorithm,
	/// Whether the account signs with a hash of the runtime's metadata.
	pub metadata_hash: bool,
	/// What makes the document's digest.
	pub digest: DigestKind,
	/// Whether an operator uses the e-seal, and not the owner.
	pub under_grant: bool,
	/// How the use is recorded.
	pub recorded: Recorded,
	/// How many authorities there are.
	pub authorities: usize,
	/// How many hand-offs there were since the anchor.
	pub hand_offs: usize,
	/// How many e-seals the chain has besides.
	pub others: u64,
	/// What proves the use.
	pub proof: ProofKind,
}

impl Default for Setup {
	fn default() -> Self {
		Self {
			seal_key: Algorithm::Sr25519,
			account: Algorithm::Sr25519,
			metadata_hash: false,
			digest: DigestKind::Sha256,
			under_grant: true,
			recorded: Recorded::Single,
			authorities: 3,
			hand_offs: 0,
			others: 100,
			proof: ProofKind::State,
		}
	}
}

impl Setup {
	/// The default, with the use proven by the header of its own block.
	pub fn by_block() -> Self {
		Self {
			proof: ProofKind::BLOCK,
			..Self::default()
		}
	}
}
