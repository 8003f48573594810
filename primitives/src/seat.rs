//! The seats of those who run the chain, and the officers who act for them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A place among those who run the chain. Each is held by one agency.
#[derive(
	Debug,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	serde::Serialize,
	serde::Deserialize,
)]
pub enum Seat {
	/// The market supervision bureau: attests which enterprises exist.
	#[codec(index = 0)]
	MarketSupervision,
	/// The public security bureau: files physical seals, freezes e-seals on legal order.
	#[codec(index = 1)]
	PublicSecurity,
	/// The data resources administration: reviews applications, issues and revokes e-seals.
	#[codec(index = 2)]
	DataResources,
	/// An independent witness, such as a court or an auditor. Vacant when the chain starts; a motion can fill it.
	#[codec(index = 3)]
	Witness,
}

impl Seat {
	/// The founding agencies. Each holds its seat from the first block on.
	pub const AGENCIES: [Self; 3] = [Self::MarketSupervision, Self::PublicSecurity, Self::DataResources];

	/// Every seat, vacant or not, in the order of its validators.
	pub const ALL: [Self; 4] = [
		Self::MarketSupervision,
		Self::PublicSecurity,
		Self::DataResources,
		Self::Witness,
	];
}

/// An acting officer, and the agency that the officer acts for.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Officer<AccountId> {
	/// The agency's seat.
	pub seat: Seat,
	/// The officer's account.
	pub account: AccountId,
}
