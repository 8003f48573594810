//! The agencies.

use crate::{
	BlockNumber, Council, CouncilChangeWeight, CouncilInstance, CouncilMembers, MaxOpenMotions, MotionOrigin, Runtime,
	RuntimeCall, SessionHistory, MINUTES,
};
use frame_support::parameter_types;

parameter_types! {
	/// The maximum number of officers of a seat.
	pub const MaxOfficers: u32 = 256;
	/// The length of a session in blocks, unless the genesis says otherwise: 10 minutes.
	pub const DefaultSessionLength: BlockNumber = 10 * MINUTES;
	/// For how many blocks a change of session keys counts against a validator, and one of validators against a seat: a day.
	pub const ChangePeriod: BlockNumber = 24 * 60 * MINUTES;
}

impl pallet_agencies::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type Admission = crate::Admission;
	type Time = crate::Timestamp;
	type MotionOrigin = MotionOrigin;
	type Council = Council;
	type CouncilMembers = CouncilMembers;
	type Motions = pallet_agencies::CollectiveMotions<Runtime, CouncilInstance>;
	type MaxOpenMotions = MaxOpenMotions;
	type CouncilChangeWeight = CouncilChangeWeight;
	type Keys = pallet_agencies::SessionPalletKeys<Runtime>;
	type HistoryDepth = SessionHistory;
	type DefaultSessionLength = DefaultSessionLength;
	type ChangePeriod = ChangePeriod;
	type MaxOfficers = MaxOfficers;
	type WeightInfo = pallet_agencies::weights::SubstrateWeight<Runtime>;
}
