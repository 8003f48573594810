//! Enterprises, as the register has them.

use crate::{plain_enum::plain_enum, Moment, Text, UsccCheck};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

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
