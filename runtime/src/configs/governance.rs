//! How the agencies change the rules: motions, and what a motion can pause.

use super::system::MAXIMUM_BLOCK_WEIGHT;
use crate::{AccountId, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, TxPause, MINUTES};
use alloc::vec::Vec;
use frame_support::{
	parameter_types,
	traits::{ConstU32, Contains, InsideBoth, NeverEnsureOrigin, SortedMembers},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_agencies::Seat;
use pallet_collective::WeightInfo;
use pallet_tx_pause::RuntimeCallNameOf;
use sp_runtime::Perbill;

/// The collective in which the seats vote.
pub type CouncilInstance = pallet_collective::Instance1;

/// The only way to root on this chain: a motion with more than half of the seats in favour, two of three or three of four.
pub type MotionOrigin = pallet_collective::EnsureProportionMoreThan<AccountId, CouncilInstance, 1, 2>;

const MAX_PROPOSALS: u32 = 20;
const MAX_SEATS: u32 = Seat::ALL.len() as u32;

parameter_types! {
	/// How long a motion stays open, in blocks: 7 days. Whoever has not voted by then counts against it.
	pub const MotionDuration: BlockNumber = 7 * 24 * 60 * MINUTES;
	/// The maximum weight of a motion's call.
	pub MaxProposalWeight: Weight = Perbill::from_percent(50) * MAXIMUM_BLOCK_WEIGHT;
	/// The maximum weight of changing the council's members: every open motion is gone through.
	pub CouncilChangeWeight: Weight =
		<Runtime as pallet_collective::Config<CouncilInstance>>::WeightInfo::set_members(MAX_SEATS, MAX_SEATS, MAX_PROPOSALS);
}

impl pallet_collective::Config<CouncilInstance> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = MotionDuration;
	type MaxProposals = ConstU32<MAX_PROPOSALS>;
	type MaxMembers = ConstU32<MAX_SEATS>;
	// There is no prime member, so whoever does not vote counts against.
	type DefaultVote = pallet_collective::PrimeDefaultVote;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	// Its members are the seats' governing accounts: `agencies` alone says who they are.
	type SetMembersOrigin = NeverEnsureOrigin<()>;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = EnsureRoot<AccountId>;
	type KillOrigin = EnsureRoot<AccountId>;
	type Consideration = ();
}

/// The members of the council.
pub struct CouncilMembers;

impl SortedMembers<AccountId> for CouncilMembers {
	fn sorted_members() -> Vec<AccountId> {
		pallet_collective::Members::<Runtime, CouncilInstance>::get()
	}
}

/// The calls that no motion can pause: all but those on enterprises, e-seals and their use. Whatever is paused, blocks are
/// made, agencies can govern, validators can change their keys, and paused calls can be resumed.
pub struct NeverPaused;

impl Contains<RuntimeCallNameOf<Runtime>> for NeverPaused {
	fn contains((pallet, _): &RuntimeCallNameOf<Runtime>) -> bool {
		!matches!(pallet.as_slice(), b"ESeal" | b"UsageLog")
	}
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = EnsureRoot<AccountId>;
	type UnpauseOrigin = EnsureRoot<AccountId>;
	type WhitelistedCalls = NeverPaused;
	type MaxNameLen = ConstU32<64>;
	type WeightInfo = pallet_tx_pause::weights::SubstrateWeight<Runtime>;
}

/// A validator does not drop its own session keys: it would leave the authorities without its agency's knowledge, and all
/// of them together would stop the chain. Its agency retires or replaces it, which drops the keys.
pub struct NoLoneKeyPurge;

impl Contains<RuntimeCall> for NoLoneKeyPurge {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::Session(pallet_session::Call::purge_keys {}))
	}
}

/// Which calls a signed extrinsic may make.
pub type CallFilter = InsideBoth<NoLoneKeyPurge, TxPause>;
