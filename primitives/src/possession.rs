//! What the seal key signs when the enterprise's owner applies for an e-seal: proof that the owner holds the key.

use crate::{DocumentDigest, Moment, SealCode, SealKey, Uscc};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// Marks the kind of message that the key signs, so that a signature over one kind is never valid for another.
pub const POSSESSION_DOMAIN: &[u8] = b"eseal:possession:v1";

/// Everything an application says, which the seal key signs.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PossessionClaim {
	pub uscc: Uscc,
	/// The physical seal to be paired with.
	pub code: SealCode,
	/// The e-seal's public key.
	pub key: SealKey,
	/// The digest of the e-seal's certificate.
	pub certificate: DocumentDigest,
	/// The digest of the e-seal's picture.
	pub picture: DocumentDigest,
	/// The first moment of validity.
	pub valid_from: Moment,
	/// The moment at which validity ends, no longer valid itself.
	pub valid_until: Moment,
}

impl PossessionClaim {
	/// The bytes to sign: [`POSSESSION_DOMAIN`], then the SCALE encoding of the chain's genesis hash, the owner's
	/// account and the claim.
	pub fn bytes_to_sign<AccountId: Encode>(&self, genesis: H256, owner: &AccountId) -> Vec<u8> {
		let mut bytes = POSSESSION_DOMAIN.to_vec();
		(genesis, owner, self).encode_to(&mut bytes);
		bytes
	}
}
