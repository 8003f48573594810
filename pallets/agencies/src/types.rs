//! What the pallet stores.

use codec::{Decode, Encode, MaxEncodedLen};
use eseal_primitives::Seat;
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedVec};

/// The minimum number of seats that stay filled. With only one, a single agency would be root.
pub const MIN_SEATS: u32 = 2;

/// The maximum number of validators of a seat.
pub const MAX_VALIDATORS: u32 = 4;

/// The minimum number of officers that an agency has when the chain begins.
pub const MIN_OFFICERS: usize = 2;

/// A seat's governing account and its validators.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeatInfo<AccountId> {
	/// The account that votes for the seat, and names its officers and validators.
	pub account: AccountId,
	/// The accounts of the seat's validators: none when a motion has just filled the seat, and 1 to [`MAX_VALIDATORS`] once
	/// it has registered one. In the order in which they come to take part; see
	/// [`authorities`](crate::Pallet::authorities).
	pub validators: BoundedVec<AccountId, ConstU32<MAX_VALIDATORS>>,
}

/// An open motion.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct MotionInfo<AccountId> {
	/// The seat that proposed it.
	pub seat: Seat,
	/// The governing account of that seat.
	pub proposer: AccountId,
	/// The maximum weight of its call: what `council.close` takes as `proposal_weight_bound`.
	pub weight: Weight,
	/// The encoded length of its call in bytes: what `council.close` takes as `length_bound`.
	pub length: u32,
}
