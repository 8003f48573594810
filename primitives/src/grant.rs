//! Grants: an owner's permission for an operator to use the e-seal.

use crate::{statement::PURPOSES, GrantId, Moment, Purpose, SealId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedBTreeSet, ConstU32};

/// What a grant allows the e-seal to be used for.
pub type Purposes = BoundedBTreeSet<Purpose, ConstU32<PURPOSES>>;

/// Why a grant ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum GrantEnd {
	/// The owner revoked it; one that was lent, the owner or the lender.
	#[codec(index = 0)]
	Revoked,
	/// The e-seal was revoked, or the enterprise's owner was replaced.
	#[codec(index = 1)]
	Dissolved,
	/// It expired.
	#[codec(index = 2)]
	Expired,
	/// The owner revoked the grant that it was lent from.
	#[codec(index = 3)]
	WithLender,
}

/// An owner's permission for an operator to use the e-seal within limits. It stays on record after its end.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Grant<AccountId> {
	pub seal: SealId,
	/// The account that may use the e-seal.
	pub operator: AccountId,
	/// The second operator, who approves each use; none if one suffices.
	pub second: Option<AccountId>,
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
	/// The grant whose operator lent it; none if the owner gave it.
	pub lent_from: Option<GrantId>,
	/// How many uses have been recorded under grants that were lent from it. They count against its quota, and not as its nonce.
	pub lent: u32,
}

impl<AccountId> Grant<AccountId> {
	/// How many uses count against the quota: its own, and those under grants that were lent from it.
	pub fn spent(&self) -> u32 {
		self.used.saturating_add(self.lent)
	}

	/// How many uses the quota has left.
	pub fn left(&self) -> u32 {
		self.quota.saturating_sub(self.spent())
	}

	/// Whether nine tenths of the quota are used, or more. A quota below 10 has no tenth to leave: it is nearly used with its last
	/// use.
	pub fn is_nearly_used(&self) -> bool {
		self.spent() >= self.quota.saturating_sub(self.quota / 10)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_quota_is_nearly_used_when_a_tenth_is_left() {
		for (quota, first) in [
			(1, 1),
			(3, 3),
			(9, 9),
			(10, 9),
			(11, 10),
			(19, 18),
			(20, 18),
			(1_000, 900),
		] {
			let nearly = |used| {
				let grant = Grant {
					seal: SealId(0),
					operator: (),
					second: None,
					purposes: Purposes::new(),
					valid_until: Moment(1),
					quota,
					used,
					granted_at: Moment(0),
					ended: None,
					lent_from: None,
					lent: 0,
				};
				grant.is_nearly_used()
			};
			assert!(nearly(first) && nearly(quota) && !nearly(first - 1), "{quota}");
		}
	}
}
