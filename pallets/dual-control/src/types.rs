//! What the pallet stores, and the origin that it gives.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use eseal_primitives::{act::Act, ActId, Moment, Seat};
use scale_info::TypeInfo;
use sp_core::H256;

/// The longest call that can be prepared, in bytes. The longest act with texts that the chain takes has less than half of it.
pub const MAX_CALL: u32 = 1_024;

/// How many acts that have ended are cleared at most when another one is prepared. More than one, so that they become fewer.
pub const MOST_CLEARED: usize = 4;

/// Which calls are acts of officers.
pub trait ActOf<Call> {
	/// The act that a call is; `None` for any other call, even one that holds an act.
	fn act_of(call: &Call) -> Option<Act>;
}

/// A call of at most [`MAX_CALL`] bytes. In the metadata it is the call itself, so that explorers show what waits.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct BoundedCall<Call>(Call);

impl<Call: Encode> BoundedCall<Call> {
	/// The call; `None` if it is too long.
	pub fn new(call: Call) -> Option<Self> {
		let fits = u32::try_from(call.encoded_size()).is_ok_and(|size| size <= MAX_CALL);
		fits.then_some(Self(call))
	}

	/// The call.
	pub const fn get(&self) -> &Call {
		&self.0
	}
}

impl<Call: Encode> MaxEncodedLen for BoundedCall<Call> {
	fn max_encoded_len() -> usize {
		usize::try_from(MAX_CALL).unwrap_or(usize::MAX)
	}
}

impl<Call: TypeInfo> TypeInfo for BoundedCall<Call> {
	type Identity = Call::Identity;

	fn type_info() -> scale_info::Type {
		Call::type_info()
	}
}

/// An act that waits for a second officer.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[codec(mel_bound(AccountId: MaxEncodedLen, Call: Encode))]
pub struct PreparedAct<AccountId, Call> {
	/// What it is.
	pub act: Act,
	/// The digest of the act: see [`eseal_primitives::decision`].
	pub digest: H256,
	/// The seat whose officers make it.
	pub seat: Seat,
	/// The officer who prepared it.
	pub maker: AccountId,
	/// The entry of the maker's history by which it held the office in which it prepared the act.
	pub appointment: u64,
	/// When it was prepared.
	pub prepared_at: Moment,
	/// The moment from which on it can no longer be confirmed.
	pub until: Moment,
	/// The call, as it will be made.
	pub call: BoundedCall<Call>,
}

/// Where an act of a seat waits.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Slot<AccountId> {
	/// The act.
	pub id: ActId,
	/// The officer who prepared it.
	pub maker: AccountId,
	/// The moment from which on it can be cleared.
	pub until: Moment,
}

/// What a confirmed act is made with.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum RawOrigin<AccountId> {
	/// Two officers of one seat.
	Officers {
		/// Their seat.
		seat: Seat,
		/// The officer who prepared the act.
		maker: AccountId,
		/// The officer who confirmed it.
		checker: AccountId,
		/// The number under which it waited.
		id: ActId,
		/// What it is: no other act is made with this origin.
		act: Act,
		/// Its digest.
		digest: H256,
	},
}
