//! What a verification says: the outcome, every check with its reason, and the facts that are proven.

use crate::{AccountId, BlockNumber};
use alloc::{string::String, vec::Vec};
use core::fmt;
use eseal_primitives::{seal::Obstacle, DocumentDigest, GrantId, Moment, Purpose, SealId};
use serde::Serialize;
use sp_core::H256;

/// The outcome, after ETSI EN 319 102-1: total-passed, total-failed, indeterminate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
	/// Every check passed.
	Valid,
	/// What there is does not suffice to say: something is missing, or a later report casts doubt on the use.
	Indeterminate,
	/// A check failed.
	Invalid,
}

/// What is checked, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
	/// The anchor and the receipt are what they should be, and of the same chain.
	Format,
	/// The authority set that finalized the block follows from the anchor.
	Authorities,
	/// The block is final: more than two thirds of that set signed it.
	Finality,
	/// What the receipt speaks of is on record: among the uses that the block's header names, or in the block's state.
	State,
	/// The document is the one that was sealed.
	Document,
	/// The seal key signed the statement: this chain, e-seal, document, purpose and account.
	SealKey,
	/// The account that sent the use signed it.
	Account,
	/// The account might use the e-seal: as the owner's, or under a grant that covers the use.
	Grant,
	/// The e-seal was usable when it was used.
	Standing,
	/// Nothing reported later reaches back to before the use.
	Dispute,
	/// An exported log has every use, and no other.
	Completeness,
}

/// A check and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
	/// What was checked.
	pub check: Subject,
	/// How it ended.
	pub result: Outcome,
	/// Why, for a person.
	pub reason: String,
}

/// What a receipt proves of the use, once that is on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
	/// The e-seal.
	pub seal: SealId,
	/// The number of the use in the e-seal's log.
	pub index: u64,
	/// The enterprise's Unified Social Credit Code.
	pub uscc: String,
	/// The enterprise's name that the e-seal carries.
	pub name: String,
	/// The code of the physical seal that the e-seal pairs with.
	pub physical_seal: String,
	/// The document's digest, and what made it.
	#[serde(serialize_with = "as_digest")]
	pub document: DocumentDigest,
	/// What the e-seal was used for.
	#[serde(serialize_with = "as_debug")]
	pub purpose: Purpose,
	/// The account that sent the use.
	#[serde(serialize_with = "as_address")]
	pub account: AccountId,
	/// The grant that it was made under; none for the owner.
	pub grant: Option<GrantId>,
	/// When the statement was signed, by the signer's clock, in milliseconds since the Unix epoch.
	pub signed_at: Moment,
	/// The time of the block that recorded the use, in milliseconds since the Unix epoch.
	pub recorded_at: Moment,
	/// The block that recorded the use.
	pub block: BlockNumber,
	/// As of when all this is proven.
	pub proven: Proven,
	/// What stood in the way of using the e-seal as of the proof, in words; none if it was usable.
	pub obstacles: Vec<String>,
	/// Since when the e-seal is revoked, if it is, in milliseconds since the Unix epoch.
	pub revoked_at: Option<Moment>,
}

/// The block as of which something is proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Proven {
	/// Its number.
	pub block: BlockNumber,
	/// Its hash.
	pub hash: H256,
	/// Its time, in milliseconds since the Unix epoch.
	pub at: Moment,
}

/// What a verification says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
	/// The outcome: the worst of the checks.
	pub result: Outcome,
	/// The outcome in words.
	pub summary: String,
	/// Every check that was made, in order. What could not be reached because of an earlier failure is not there.
	pub checks: Vec<Check>,
	/// What is proven; none if the use is not.
	pub facts: Option<Facts>,
}

/// Collects checks.
#[derive(Debug, Default)]
pub(crate) struct Checks(pub Vec<Check>);

impl Checks {
	pub fn passed(&mut self, check: Subject, reason: impl Into<String>) {
		self.note(check, Outcome::Valid, reason);
	}

	pub fn failed(&mut self, check: Subject, reason: impl Into<String>) {
		self.note(check, Outcome::Invalid, reason);
	}

	pub fn open(&mut self, check: Subject, reason: impl Into<String>) {
		self.note(check, Outcome::Indeterminate, reason);
	}

	/// Notes a check by the reason it passed for, or failed for.
	pub fn take(&mut self, check: Subject, result: Result<String, String>) {
		match result {
			Ok(reason) => self.passed(check, reason),
			Err(reason) => self.failed(check, reason),
		}
	}

	/// Notes a check and its reason.
	pub fn note(&mut self, check: Subject, result: Outcome, reason: impl Into<String>) {
		let reason = reason.into();
		self.0.push(Check { check, result, reason });
	}

	/// The worst result, and the reason of the first check that ended so; indeterminate if nothing was checked.
	pub fn outcome(&self) -> (Outcome, String) {
		let worst = self.0.iter().map(|check| check.result).max();
		let worst = worst.unwrap_or(Outcome::Indeterminate);
		let first = self.0.iter().find(|check| check.result == worst);
		(worst, first.map(|check| check.reason.clone()).unwrap_or_default())
	}
}

/// An obstacle in words.
pub fn in_words(obstacle: &Obstacle) -> String {
	use eseal_primitives::seal::Hold;
	let words = match obstacle {
		Obstacle::NotIssued => "not issued",
		Obstacle::Revoked => "revoked",
		Obstacle::OnHold(Hold::OwnerSuspension) => "suspended by its owner",
		Obstacle::OnHold(Hold::PlatformSuspension) => "suspended by Data Resources",
		Obstacle::OnHold(Hold::Freeze) => "frozen by Public Security",
		Obstacle::OnHold(Hold::PhysicalSealLost) => "on hold: its physical seal is lost or destroyed",
		Obstacle::OnHold(Hold::EnterpriseRestricted) => "on hold: the enterprise is restricted",
		Obstacle::OnHold(Hold::EnterpriseRenamed) => "on hold: the enterprise has another name",
		Obstacle::NotYetValid => "not yet valid",
		Obstacle::Expired => "expired",
	};
	words.into()
}

fn as_debug<T: fmt::Debug, S: serde::Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_str(&format_args!("{value:?}"))
}

fn as_address<S: serde::Serializer>(account: &AccountId, serializer: S) -> Result<S::Ok, S::Error> {
	use sp_core::crypto::Ss58Codec;
	serializer.serialize_str(&account.to_ss58check())
}

fn as_digest<S: serde::Serializer>(digest: &DocumentDigest, serializer: S) -> Result<S::Ok, S::Error> {
	let (algorithm, hash) = match digest {
		DocumentDigest::Sha256(hash) => ("sha256", hash),
		DocumentDigest::Sm3(hash) => ("sm3", hash),
		DocumentDigest::Blake2b256(hash) => ("blake2b256", hash),
		DocumentDigest::Commitment(hash) => ("commitment", hash),
	};
	serializer.collect_str(&format_args!("{algorithm}:{hash:?}"))
}
