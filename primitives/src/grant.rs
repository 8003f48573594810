//! Grants: an owner's permission for an operator to use the e-seal.

use crate::{statement::PURPOSES, Moment, Purpose, SealId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedBTreeSet, ConstU32};

/// What a grant allows the e-seal to be used for.
pub type Purposes = BoundedBTreeSet<Purpose, ConstU32<PURPOSES>>;

/// Why a grant ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum GrantEnd {
	/// The owner revoked it.
	#[codec(index = 0)]
	Revoked,
	/// The e-seal was revoked, or the enterprise's owner was replaced.
	#[codec(index = 1)]
	Dissolved,
	/// It expired.
	#[codec(index = 2)]
	Expired,
}

/// An owner's permission for an operator to use the e-seal within limits. It stays on record after its end.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Grant<AccountId> {
	pub seal: SealId,
	/// The account that may use the e-seal.
	pub operator: AccountId,
	pub purposes: Purposes,
	/// The moment at which it ends; a use at that moment is refused.
	pub valid_until: Moment,
	/// How many uses it allows.
	pub quota: u32,
	/// How many uses have been recorded under it.
	pub used: u32,
	pub granted_at: Moment,
	/// When and why it ended.
	pub ended: Option<(Moment, GrantEnd)>,
}
