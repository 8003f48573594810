//! Enterprises, as the register has them.

use crate::{plain_enum::plain_enum, DocumentDigest, Moment, Text, Uscc, UsccCheck};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32};

/// The registered name of an enterprise: 1 to 256 bytes of UTF-8.
pub type Name = Text<256>;

plain_enum! {
	/// The status of an enterprise in the register.
	pub enum EnterpriseStatus {
		/// In business.
		Active = 0,
		/// In liquidation: its e-seal is on hold.
		Restricted = 1,
		/// No longer in the register. Final, unless it was a mistake.
		Deregistered = 2,
	}
}

/// An enterprise in the register.
#[allow(missing_docs)] // The fields without docs are what their names say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Enterprise<AccountId> {
	pub name: Name,
	/// The account that acts for it.
	pub owner: AccountId,
	pub status: EnterpriseStatus,
	/// Whether the rules of the standard were enforced on its code, or waived.
	pub check: UsccCheck,
	pub registered_at: Moment,
	/// How often its name or owner changed. An application can be approved only while this is unchanged.
	pub revision: u32,
}

/// A freeze of an enterprise by Public Security, on a legal order.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Freeze {
	/// The digest of the order that it is on, which names the case.
	pub order: DocumentDigest,
	/// When the order was recorded.
	pub placed_at: Moment,
	/// The moment at which it ends, unless it is renewed.
	pub until: Moment,
}

impl Freeze {
	/// Whether it counts at `moment`, a moment after it was placed.
	pub fn is_in_force(&self, moment: Moment) -> bool {
		moment < self.until
	}
}

/// The offer of an enterprise to a new owner account, such as that of a new legal representative.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId> {
	/// The account that may accept. It has the role of an owner already, and no say.
	pub owner: AccountId,
	/// When it was made.
	pub offered_at: Moment,
	/// The moment at which it ends. It stays on record, and the account keeps its role, until it is withdrawn or replaced.
	pub until: Moment,
	/// The moment from which on the enterprise's live e-seal is on hold, unless a successor with another key has replaced it.
	pub rotate_by: Moment,
}

/// How many successors an enterprise has at most: the enterprises that it is divided into.
pub const MAX_SUCCESSORS: u32 = 8;

/// The successors of an enterprise, in the order in which they were recorded.
pub type Successors = BoundedVec<Uscc, ConstU32<MAX_SUCCESSORS>>;
