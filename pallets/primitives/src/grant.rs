//! Grants: an owner's leave for an operator to use the e-seal.

use crate::{statement::PURPOSES, Moment, Purpose, SealId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedBTreeSet};

/// The number of a grant. The first is 0; numbers are never reused.
pub type GrantId = u64;

/// What a grant allows the e-seal to be used for.
pub type Purposes = BoundedBTreeSet<Purpose, ConstU32<PURPOSES>>;

/// Why a grant ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum GrantEnd {
	/// The owner revoked it.
	#[codec(index = 0)]
	Revoked,
	/// The e-seal was revoked, or the enterprise has another owner.
	#[codec(index = 1)]
	Dissolved,
	/// Its time was over.
	#[codec(index = 2)]
	Expired,
}

/// An owner's leave for an operator to use the e-seal within limits. It stays on record after its end.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Grant<AccountId> {
	/// The e-seal.
	pub seal: SealId,
	/// The account that may use it.
	pub operator: AccountId,
	/// What for.
	pub purposes: Purposes,
	/// The moment at which it ends; a use at that moment is refused.
	pub valid_until: Moment,
	/// How many uses it allows.
	pub quota: u32,
	/// How many uses were made of it.
	pub used: u32,
	/// When it was given.
	pub granted_at: Moment,
	/// When and why it ended.
	pub ended: Option<(Moment, GrantEnd)>,
}
