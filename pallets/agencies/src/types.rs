//! What the pallet stores.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedVec};

/// The most validators that one seat may have.
pub const MAX_VALIDATORS: u32 = 4;

/// A place among those who run the chain. One agency holds each.
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
}

impl Seat {
	/// Every seat, in the order of its validators.
	pub const ALL: [Self; 3] = [Self::MarketSupervision, Self::PublicSecurity, Self::DataResources];
}

/// A seat's governing account and its validators.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeatInfo<AccountId> {
	/// The account that names the seat's officers.
	pub account: AccountId,
	/// The accounts of the seat's validators, 1 to [`MAX_VALIDATORS`].
	pub validators: BoundedVec<AccountId, ConstU32<MAX_VALIDATORS>>,
}

/// An officer who acts, and the agency that the officer acts for.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Officer<AccountId> {
	/// The agency.
	pub seat: Seat,
	/// The officer's account.
	pub account: AccountId,
}
