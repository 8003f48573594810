//! How the agencies change the rules: motions, and what a motion can pause.

use super::{batches::SoundBatches, system::MAXIMUM_BLOCK_WEIGHT};
use crate::{AccountId, Agencies, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, TxPause, MINUTES};
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

const MAX_SEATS: u32 = Seat::ALL.len() as u32;
/// As many as all seats may have, so that no seat keeps another from proposing.
const MAX_PROPOSALS: u32 = MAX_SEATS * MAX_OPEN_MOTIONS;
const MAX_OPEN_MOTIONS: u32 = 5;

parameter_types! {
	/// How long a motion stays open, in blocks: 7 days. Whoever has not voted by then counts against it.
	pub const MotionDuration: BlockNumber = 7 * 24 * 60 * MINUTES;
	/// The maximum weight of a motion's call.
	pub MaxProposalWeight: Weight = Perbill::from_percent(50) * MAXIMUM_BLOCK_WEIGHT;
	/// The maximum number of open motions of a seat.
	pub const MaxOpenMotions: u32 = MAX_OPEN_MOTIONS;
	/// The maximum weight of changing the council's members: every open motion is gone through, and those of a member that
	/// leaves are disapproved.
	pub CouncilChangeWeight: Weight = CouncilWeight::set_members(MAX_SEATS, MAX_SEATS, MAX_PROPOSALS)
		.saturating_add(CouncilWeight::disapprove_proposal(MAX_PROPOSALS).saturating_mul(MAX_OPEN_MOTIONS.into()));
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
	type WeightInfo = CouncilWeight;
	// Its members are the seats' governing accounts: `agencies` alone says who they are.
	type SetMembersOrigin = NeverEnsureOrigin<()>;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = EnsureRoot<AccountId>;
	type KillOrigin = EnsureRoot<AccountId>;
	type Consideration = pallet_agencies::MotionSlot<Runtime>;
}

/// What the council's calls weigh: as measured by the SDK, and with what `agencies` adds to a proposal.
pub struct CouncilWeight;

type MeasuredCouncil = pallet_collective::weights::SubstrateWeight<Runtime>;

impl WeightInfo for CouncilWeight {
	fn set_members(m: u32, n: u32, p: u32) -> Weight {
		MeasuredCouncil::set_members(m, n, p)
	}

	fn execute(b: u32, m: u32) -> Weight {
		MeasuredCouncil::execute(b, m)
	}

	fn propose_execute(b: u32, m: u32) -> Weight {
		MeasuredCouncil::propose_execute(b, m)
	}

	fn propose_proposed(b: u32, m: u32, p: u32) -> Weight {
		let slot = <<Runtime as pallet_agencies::Config>::WeightInfo as pallet_agencies::WeightInfo>::begin_motion();
		MeasuredCouncil::propose_proposed(b, m, p).saturating_add(slot)
	}

	fn vote(m: u32) -> Weight {
		MeasuredCouncil::vote(m)
	}

	fn close_early_disapproved(m: u32, p: u32) -> Weight {
		MeasuredCouncil::close_early_disapproved(m, p)
	}

	fn close_early_approved(b: u32, m: u32, p: u32) -> Weight {
		MeasuredCouncil::close_early_approved(b, m, p)
	}

	fn close_disapproved(m: u32, p: u32) -> Weight {
		MeasuredCouncil::close_disapproved(m, p)
	}

	fn close_approved(b: u32, m: u32, p: u32) -> Weight {
		MeasuredCouncil::close_approved(b, m, p)
	}

	fn disapprove_proposal(p: u32) -> Weight {
		MeasuredCouncil::disapprove_proposal(p)
	}

	fn kill(d: u32, p: u32) -> Weight {
		MeasuredCouncil::kill(d, p)
	}

	fn release_proposal_cost() -> Weight {
		MeasuredCouncil::release_proposal_cost()
	}
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

/// A motion that is voted on takes the votes of more than half of the seats, no fewer and no more. One call can be proposed
/// only once at a time. So were another threshold allowed, a seat could propose the call that removes it with a threshold
/// that is out of reach, and keep the others from proposing it; with this one they vote for it, whoever proposed it.
pub struct MajorityDecides;

impl Contains<RuntimeCall> for MajorityDecides {
	fn contains(call: &RuntimeCall) -> bool {
		match call {
			// Below two it is not voted on, but made at once with the power of one seat: none.
			RuntimeCall::Council(pallet_collective::Call::propose { threshold, .. }) => {
				*threshold < 2 || *threshold == Agencies::majority()
			}
			_ => true,
		}
	}
}

/// Which calls a signed extrinsic may make.
pub type CallFilter = InsideBoth<InsideBoth<NoLoneKeyPurge, MajorityDecides>, InsideBoth<SoundBatches, TxPause>>;
