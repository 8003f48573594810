//! Receipts of e-seal uses, checked by anyone, offline.
//!
//! A receipt (`contract.pdf.eseal`) lies beside a sealed document and carries what is needed to check, against nothing
//! but the network's trust anchor, that the document was sealed, by whom, and how the e-seal stood then and since.
//! [`verify()`] is a function of bytes: no I/O, no clock, no randomness. It builds without `std`, also for
//! `wasm32v1-none`.
//!
//! Anyone with an e-seal can record a use of any document. So a verdict is about a document *and an enterprise*: it names
//! who sealed, and whoever verifies can say whom they expect.
//!
//! ```
//! use eseal_receipt::{verify, Input, Language, Outcome};
//!
//! let document: &[u8] = b"a document";
//! let verdict = verify(&Input {
//!     document: &document,
//!     receipt: b"no receipt",
//!     anchor: b"no anchor",
//!     expected_enterprise: None,
//! });
//! assert_eq!(verdict.result, Outcome::Indeterminate);
//! let check = &verdict.checks[0];
//! assert_eq!(check.reason.code(), "malformed");
//! assert_eq!(
//!     check.reason.text(Language::English),
//!     "the anchor is not JSON: the fault is at line 1, column 2"
//! );
//! let json = serde_json::to_value(verdict.worded(Language::Chinese)).unwrap();
//! assert_eq!(json["checks"][0]["code"], "malformed");
//! ```
//!
//! | module | subject |
//! | --- | --- |
//! | [`mod@format`] | the JSON of receipts, anchors, exported logs and exported histories of officers |
//! | [`header`] | the headers of blocks |
//! | [`storage`] | where in the state things are |
//! | [`mod@verify`] | what a verification takes, and the order of its checks |
//! | [`checks`] | each check |
//! | [`log`] | whether an exported log is complete |
//! | [`history`] | whether an exported history of an officer is complete |
//! | [`verdict`] | what a verification says |
//! | [`reason`] | why a check ended as it did |
//! | [`text`] | the same in words |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod checks;
mod export;
pub mod format;
pub mod header;
pub mod history;
pub mod log;
pub mod reason;
pub mod storage;
pub mod text;
pub mod verdict;
pub mod verify;

mod wire;

pub use format::{Anchor, Receipt};
pub use header::{DigestItem, Header};
pub use reason::Reason;
pub use text::Language;
pub use verdict::{Outcome, Subject, Verdict};
pub use verify::{verify, Document, Input};

/// An account on the chain.
pub type AccountId = sp_core::crypto::AccountId32;

/// The number of a block.
pub type BlockNumber = u32;
