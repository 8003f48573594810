//! Signatures and digests of the e-seal chain: one implementation for the runtime, the tools and the verifiers of receipts.
//!
//! | module | subject |
//! | --- | --- |
//! | [`seal_key`] | whether a seal key signed; which keys are weak; which accounts a key controls |
//! | [`ecdsa`] | the one valid form of an ECDSA signature |
//! | [`sm2`] | SM2 signatures and SM3 digests (GB/T 32918, GB/T 32905) |
//! | [`hashing`] | digests, and digests of lists that only grow |
//! | [`decision`] | digests of what a decision is about |
//! | [`document`] | digests of documents, plain or salted |
//! | [`batch`] | the Merkle tree over the documents of a batch (RFC 6962) |
//!
//! Without features, everything is computed here. With `host-functions`, which the runtime uses, the node computes digests
//! and verifies all signatures but SM2's, with the same results.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod batch;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
pub mod decision;
pub mod document;
pub mod ecdsa;
pub mod hashing;
pub mod seal_key;
pub mod sm2;
mod sm2_pair;

pub use hashing::{advance, blake2_256, chained, entered};
pub use seal_key::{approves, controls, is_weak, verify};
pub use sm2_pair::Sm2Pair;
