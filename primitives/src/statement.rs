//! What the seal key signs at every use of the e-seal.

use crate::{Documents, GrantId, Moment, SealId, SealKey, SealSignature};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// Marks the kind of message that the key signs, so that a signature over one kind is never valid for another.
pub const USE_DOMAIN: &[u8] = b"eseal:use:v2";

/// Begins what a second operator signs. It and [`APPROVAL_END`] are what browser wallets put around what they sign unless it has them:
/// so they sign these very bytes, and no extrinsic is ever among them.
pub const APPROVAL_DOMAIN: &[u8] = b"<Bytes>eseal:approval:v1";

/// Ends what a second operator signs.
pub const APPROVAL_END: &[u8] = b"</Bytes>";

/// What the e-seal is used for. A grant names the purposes that it allows.
#[derive(
	Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Purpose {
	/// A contract.
	#[codec(index = 0)]
	Contract,
	/// An invoice.
	#[codec(index = 1)]
	Invoice,
	/// A tender or bid.
	#[codec(index = 2)]
	Tender,
	/// A bank or other financial document.
	#[codec(index = 3)]
	Finance,
	/// An employment document.
	#[codec(index = 4)]
	HumanResources,
	/// A filing with an authority.
	#[codec(index = 5)]
	GovernmentFiling,
	/// Any other document.
	#[codec(index = 6)]
	Other,
	/// The liquidation of the enterprise. Only its liquidator uses the e-seal for that, and for nothing else; no grant allows it.
	#[codec(index = 7)]
	Liquidation,
}

impl Purpose {
	/// Every purpose.
	pub const ALL: [Self; 8] = [
		Self::Contract,
		Self::Invoice,
		Self::Tender,
		Self::Finance,
		Self::HumanResources,
		Self::GovernmentFiling,
		Self::Other,
		Self::Liquidation,
	];

	/// Those that a grant can allow.
	pub const GRANTABLE: [Self; 7] = [
		Self::Contract,
		Self::Invoice,
		Self::Tender,
		Self::Finance,
		Self::HumanResources,
		Self::GovernmentFiling,
		Self::Other,
	];
}

/// The number of purposes, which bounds a set of them.
pub const PURPOSES: u32 = Purpose::ALL.len() as u32;

/// A use of an e-seal or a batch of uses, as its key signs it.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct UseStatement {
	pub seal: SealId,
	/// The sender's grant; none for the owner and for a liquidator.
	pub grant: Option<GrantId>,
	/// How many uses have been recorded before under the grant, or of this e-seal without one: each statement serves once.
	pub nonce: u64,
	pub documents: Documents,
	/// What all of them are for.
	pub purpose: Purpose,
	/// When the statement was signed, by the signer's clock.
	pub signed_at: Moment,
}

impl UseStatement {
	/// The bytes to sign: [`USE_DOMAIN`], then the SCALE encoding of the chain's genesis hash, the account that sends
	/// the use and the statement.
	pub fn bytes_to_sign<AccountId: Encode>(&self, genesis: H256, account: &AccountId) -> Vec<u8> {
		let mut bytes = USE_DOMAIN.to_vec();
		(genesis, account, self).encode_to(&mut bytes);
		bytes
	}
}

impl UseStatement {
	/// The bytes that the second operator signs: [`APPROVAL_DOMAIN`], then the SCALE encoding of the chain's genesis hash, the account
	/// that sends the use and the statement, then [`APPROVAL_END`].
	pub fn bytes_to_approve<AccountId: Encode>(&self, genesis: H256, account: &AccountId) -> Vec<u8> {
		let mut bytes = APPROVAL_DOMAIN.to_vec();
		(genesis, account, self).encode_to(&mut bytes);
		bytes.extend_from_slice(APPROVAL_END);
		bytes
	}
}

/// A second operator's approval of a use or a batch of uses.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Approval {
	/// The key of the operator's account. No account has an SM2 key.
	pub key: SealKey,
	/// That key's signature over [`UseStatement::bytes_to_approve`].
	pub signature: SealSignature,
}

/// A statement and the seal key's signature over it, as a call has them that acts for many e-seals.
#[allow(missing_docs)] // The fields are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct SignedUse {
	pub statement: UseStatement,
	pub signature: SealSignature,
}

/// The most statements that a call has that acts for many e-seals.
pub const MAX_MANY: u32 = 64;
