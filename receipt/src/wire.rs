//! How the types that receipts share with the chain stand in the JSON of a verdict.

use crate::AccountId;
use core::fmt;
use eseal_primitives::{
	seal::{Hold, Obstacle},
	DocumentDigest, Text,
};
use serde::Serializer;

/// As the chain's metadata names it.
pub fn named<T: fmt::Debug, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_str(&format_args!("{value:?}"))
}

/// As the chain's metadata names it, or null.
pub fn maybe_named<T: fmt::Debug, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
	match value {
		Some(value) => named(value, serializer),
		None => serializer.serialize_none(),
	}
}

/// As it is written.
pub fn written<T: fmt::Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_str(value)
}

/// A text of the chain.
pub fn text<const MAX: u32, S: Serializer>(text: &Text<MAX>, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.serialize_str(text.as_str())
}

/// An account's address.
pub fn address<S: Serializer>(account: &AccountId, serializer: S) -> Result<S::Ok, S::Error> {
	use sp_core::crypto::Ss58Codec;
	serializer.serialize_str(&account.to_ss58check())
}

/// An account's address, or null.
pub fn maybe_address<S: Serializer>(account: &Option<AccountId>, serializer: S) -> Result<S::Ok, S::Error> {
	match account {
		Some(account) => address(account, serializer),
		None => serializer.serialize_none(),
	}
}

/// `algorithm:0x…`, or null.
pub fn digest<S: Serializer>(digest: &Option<DocumentDigest>, serializer: S) -> Result<S::Ok, S::Error> {
	match digest {
		Some(digest) => serializer.collect_str(&Digest(digest)),
		None => serializer.serialize_none(),
	}
}

/// `algorithm:0x…`.
pub fn one_digest<S: Serializer>(digest: &DocumentDigest, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_str(&Digest(digest))
}

/// A digest as it is written: `algorithm:0x…`.
pub struct Digest<'a>(pub &'a DocumentDigest);

impl fmt::Display for Digest<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let (algorithm, hash) = match self.0 {
			DocumentDigest::Sha256(hash) => ("sha256", hash),
			DocumentDigest::Sm3(hash) => ("sm3", hash),
			DocumentDigest::Blake2b256(hash) => ("blake2b256", hash),
			DocumentDigest::Commitment(hash) => ("commitment", hash),
			DocumentDigest::CommitmentSm3(hash) => ("commitment-sm3", hash),
		};
		write!(f, "{algorithm}:{hash:?}")
	}
}

/// What stands in the way of an e-seal's use, each by one name: a hold by the hold's.
pub fn obstacles<S: Serializer>(obstacles: &[Obstacle], serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_seq(obstacles.iter().map(obstacle))
}

/// The name of one of them.
pub fn obstacle(obstacle: &Obstacle) -> &'static str {
	match obstacle {
		Obstacle::NotIssued => "NotIssued",
		Obstacle::Revoked => "Revoked",
		Obstacle::OnHold(Hold::OwnerSuspension) => "OwnerSuspension",
		Obstacle::OnHold(Hold::PlatformSuspension) => "PlatformSuspension",
		Obstacle::OnHold(Hold::Freeze) => "Freeze",
		Obstacle::OnHold(Hold::PhysicalSealLost) => "PhysicalSealLost",
		Obstacle::OnHold(Hold::EnterpriseRestricted) => "EnterpriseRestricted",
		Obstacle::OnHold(Hold::EnterpriseRenamed) => "EnterpriseRenamed",
		Obstacle::OnHold(Hold::KeyRotationDue) => "KeyRotationDue",
		Obstacle::NotYetValid => "NotYetValid",
		Obstacle::Expired => "Expired",
	}
}
