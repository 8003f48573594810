//! Types that every part of the e-seal chain shares, each with its own rules.
//!
//! Types only: nothing here knows FRAME, storage or the node, or computes a digest or a signature (the crate
//! `eseal-crypto` does). A tool, a light client or a verifier of receipts can use these types as they are.
//!
//! | module | subject |
//! | --- | --- |
//! | [`text`], [`characters`] | bounded texts that explorers show as text; which characters they may have |
//! | [`uscc`] | the Unified Social Credit Code (GB 32100-2015) |
//! | [`seal_code`] | the 13-digit code of a physical seal |
//! | [`id`], [`moment`] | numbers of e-seals, grants, flags and acts; moments |
//! | [`digest`] | the digest of a document, with its algorithm |
//! | [`key`] | the key of an e-seal and its signature |
//! | [`possession`] | what a seal key signs when its owner applies |
//! | [`statement`], [`documents`] | what a seal key signs at every use |
//! | [`seat`], [`act`] | the agencies' seats and officers; what officers do, and what is on record of them |
//! | [`member`], [`refusal`] | who may send extrinsics, how many, and why one is refused |
//! | [`enterprise`], [`physical_seal`], [`seal`] | what the register keeps |
//! | [`register`] | what ended in the register, and what was corrected there |
//! | [`history`] | what happened to an e-seal, and how it stood at a moment |
//! | [`grant`], [`usage`], [`flag`] | what the usage log keeps |
//! | [`activity`] | what it counts, by day |
//! | [`kept`] | what nodes keep of it beside the state |
//! | [`correction`] | how two agencies correct what is on record |
//! | [`decision`] | what a decision names besides a number |
//! | [`answers`] | what the runtime APIs answer |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod act;
pub mod activity;
pub mod answers;
pub mod characters;
pub mod correction;
pub mod decision;
pub mod digest;
pub mod documents;
pub mod enterprise;
mod fixed_text;
pub mod flag;
pub mod grant;
pub mod history;
pub mod id;
pub mod kept;
pub mod key;
pub mod member;
pub mod moment;
pub mod physical_seal;
mod plain_enum;
pub mod possession;
pub mod refusal;
pub mod register;
pub mod seal;
pub mod seal_code;
pub mod seat;
pub mod statement;
pub mod term;
pub mod text;
mod token;
pub mod usage;
pub mod uscc;

pub use act::Act;
pub use answers::BytesToSign;
pub use correction::Correction;
pub use digest::DocumentDigest;
pub use documents::Documents;
pub use id::{ActId, CorrectionId, FlagId, GrantId, SealId};
pub use key::{SealKey, SealSignature};
pub use moment::Moment;
pub use possession::PossessionClaim;
pub use refusal::Refusal;
pub use seal_code::SealCode;
pub use seat::{Officer, Seat};
pub use statement::{Purpose, SignedUse, UseStatement};
pub use text::{Place, RawText, Text, TextError};
pub use token::{TOKEN_DECIMALS, TOKEN_SYMBOL};
pub use uscc::{Uscc, UsccCheck, UsccDeviation, UsccError};
