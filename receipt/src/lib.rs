//! Receipts of e-seal uses, checked by anyone, offline.
//!
//! A receipt (`contract.pdf.eseal`) lies beside a sealed document and carries what is needed to check, against nothing
//! but the network's trust anchor, that the document was sealed, by whom, and how the e-seal stood then and since.
//! [`verify`] is a function of bytes: no I/O, no clock, no randomness. It builds without `std`, also for
//! `wasm32v1-none`.
//!
//! | module | subject |
//! | --- | --- |
//! | [`mod@format`] | the JSON of receipts, anchors and exported logs |
//! | [`verdict`] | what a verification says |
//! | [`finality`] | GRANDPA justifications and the hand-offs from one authority set to the next |
//! | [`block_uses`] | what a block's header says of the uses that it recorded |
//! | [`state`] | what the chain's state holds, proven by trie nodes |
//! | [`storage`] | where in the state things are |
//! | [`signature`] | signatures, verified without a node's help |
//! | [`standing`] | how the e-seal stood when it was used, and what was reported later |
//! | [`log`] | whether an exported log is complete |

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
	not(test),
	deny(
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic,
		clippy::indexing_slicing,
		clippy::arithmetic_side_effects,
	)
)]

extern crate alloc;

pub mod block_uses;
pub mod evidence;
pub mod finality;
pub mod format;
pub mod log;
mod receipt;
pub mod signature;
pub mod standing;
pub mod state;
pub mod storage;
pub mod verdict;

pub use format::{Anchor, Receipt};
pub use receipt::verify;
pub use verdict::{Outcome, Verdict};

/// An account on the chain.
pub type AccountId = sp_core::crypto::AccountId32;

/// The number of a block.
pub type BlockNumber = u32;

/// The digest of a list that only ever grows, after one more item: as `eseal_primitives::chained`, and without a node's help.
fn chained(digest: sp_core::H256, item: &[u8]) -> sp_core::H256 {
	sp_crypto_hashing::blake2_256(&[digest.as_bytes(), item].concat()).into()
}

/// The header of a block.
pub type Header = sp_runtime::generic::Header<BlockNumber, sp_runtime::traits::BlakeTwo256>;
