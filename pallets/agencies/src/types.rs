//! What the pallet stores.

use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedVec};

/// The fewest seats that must be held. With one alone, one agency would have root's power.
pub const MIN_SEATS: u32 = 2;

/// The most validators that one seat may have.
pub const MAX_VALIDATORS: u32 = 4;

/// A seat's governing account and its validators.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeatInfo<AccountId> {
	/// The account that votes for the seat, and names its officers and validators.
	pub account: AccountId,
	/// The accounts of the seat's validators: none after a motion has filled the seat, and from then on, once it has
	/// registered one, 1 to [`MAX_VALIDATORS`].
	pub validators: BoundedVec<AccountId, ConstU32<MAX_VALIDATORS>>,
}
