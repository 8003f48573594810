//! Enterprises, as the register keeps them.

use crate::{plain_enum::plain_enum, Moment, Text, UsccCheck};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The registered name of an enterprise: 1 to 256 bytes of UTF-8.
pub type Name = Text<256>;

plain_enum! {
	/// Where an enterprise stands in the register.
	pub enum EnterpriseStatus {
		/// In business.
		Active = 0,
		/// In liquidation: its e-seal is on hold.
		Restricted = 1,
		/// Struck off. Nothing follows.
		Deregistered = 2,
	}
}

/// An enterprise in the register.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Enterprise<AccountId> {
	/// Its registered name.
	pub name: Name,
	/// The account that acts for it.
	pub owner: AccountId,
	/// Where it stands.
	pub status: EnterpriseStatus,
	/// Whether its code's check character was enforced or waived.
	pub check: UsccCheck,
	/// When it was registered.
	pub registered_at: Moment,
	/// How often its name or owner changed. An application counts only while this stays what it was.
	pub revision: u32,
}
