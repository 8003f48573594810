//! Which calls a member may send, as far as its roles tell. What is refused here never enters the pool.
//!
//! This repeats no rule of a call: a call checks its origin itself. Here is only who can never succeed, so that nobody fills
//! blocks with calls that fail.

use super::batches::{batched, check_batch};
use crate::{
	AccountId, Agencies, CouncilInstance, Hash, MajorityDecides, Runtime, RuntimeActs, RuntimeCall, System, TxPause,
};
use codec::{Decode, Encode};
use eseal_primitives::Act;
use frame_support::{dispatch::GetDispatchInfo, traits::Contains, weights::Weight};
use pallet_admission::{Access, Duty, Member, Pass, Refusal, Tier};
use pallet_agencies::Seat;
use pallet_dual_control::ActOf;
use sp_runtime::traits::{BlakeTwo256, Hash as _};

/// The longest remark that may be sent, in bytes.
pub const MAX_REMARK: usize = 1_024;

/// Which calls a member of this chain may send.
pub struct RuntimeAccess;

/// Who can make a call at all.
enum Who {
	/// Whoever has a role.
	Anyone,
	/// A governing account.
	Governor,
	/// A validator.
	Validator,
	/// An officer of this seat.
	Officer(Seat),
	/// An officer of any seat.
	AnyOfficer,
	/// An enterprise's owner.
	Owner,
	/// An enterprise's owner, or an officer of this seat.
	OwnerOrOfficer(Seat),
	/// An operator.
	Operator,
	/// An enterprise's owner, or an operator.
	OwnerOrOperator,
	/// Nobody who sends a signed extrinsic.
	Nobody,
}

impl Who {
	fn includes(&self, member: &Member) -> bool {
		let officer_of = match member.duty {
			Some(Duty::Officer { seat }) => Some(seat),
			_ => None,
		};
		let owns = member.enterprises > 0;
		match self {
			Self::Anyone => true,
			Self::Governor => matches!(member.duty, Some(Duty::Governor { .. })),
			Self::Validator => matches!(member.duty, Some(Duty::Validator { .. })),
			Self::Officer(seat) => officer_of == Some(*seat),
			Self::AnyOfficer => officer_of.is_some(),
			Self::Owner => owns,
			Self::OwnerOrOfficer(seat) => owns || officer_of == Some(*seat),
			Self::Operator => member.grants > 0,
			Self::OwnerOrOperator => owns || member.grants > 0,
			Self::Nobody => false,
		}
	}
}

/// Who can make a call. Without a wildcard: a call that is not here does not compile.
fn who_can(call: &RuntimeCall) -> Who {
	use Seat::{DataResources, MarketSupervision, PublicSecurity};
	match call {
		RuntimeCall::System(call) => {
			use frame_system::Call;
			match call {
				Call::remark { .. } | Call::remark_with_event { .. } => Who::Anyone,
				Call::apply_authorized_upgrade { .. } => Who::Governor,
				_ => Who::Nobody,
			}
		}
		RuntimeCall::Admission(call) => {
			use pallet_admission::Call;
			match call {
				Call::widen_budget { .. } => Who::AnyOfficer,
				_ => Who::Nobody,
			}
		}
		RuntimeCall::Agencies(call) => {
			use pallet_agencies::Call;
			match call {
				Call::add_officer { .. }
				| Call::remove_officer { .. }
				| Call::register_validator { .. }
				| Call::replace_validator { .. }
				| Call::retire_validator { .. } => Who::Governor,
				_ => Who::Nobody,
			}
		}
		RuntimeCall::DualControl(call) => {
			use pallet_dual_control::Call;
			match call {
				Call::prepare { call, .. } | Call::confirm { call, .. } => who_makes(call),
				Call::turn_down { .. } | Call::withdraw { .. } => Who::AnyOfficer,
				Call::set_policy { .. } => Who::Governor,
				Call::__Ignore(_, never) => match *never {},
			}
		}
		RuntimeCall::Session(call) => match call {
			pallet_session::Call::set_keys { .. } => Who::Validator,
			_ => Who::Nobody,
		},
		RuntimeCall::Council(call) => {
			use pallet_collective::Call;
			match call {
				Call::propose { .. } | Call::vote { .. } | Call::close { .. } | Call::execute { .. } => Who::Governor,
				_ => Who::Nobody,
			}
		}
		RuntimeCall::ESeal(call) => {
			use pallet_e_seal::Call;
			match call {
				Call::register_enterprise { .. }
				| Call::rename_enterprise { .. }
				| Call::restrict_enterprise { .. }
				| Call::lift_restriction { .. }
				| Call::deregister_enterprise { .. }
				| Call::offer_ownership { .. }
				| Call::withdraw_offer { .. }
				| Call::record_successor { .. }
				| Call::withdraw_rename { .. }
				| Call::name_liquidator { .. } => Who::Officer(MarketSupervision),
				Call::file_physical_seal { .. }
				| Call::report_physical_seal { .. }
				| Call::freeze { .. }
				| Call::unfreeze { .. } => Who::Officer(PublicSecurity),
				Call::approve { .. } | Call::reject { .. } => Who::Officer(DataResources),
				// Whoever an enterprise is offered to has the role of an owner.
				Call::apply { .. } | Call::withdraw { .. } | Call::accept_ownership { .. } => Who::Owner,
				Call::suspend { .. } | Call::resume { .. } | Call::revoke { .. } => Who::OwnerOrOfficer(DataResources),
				Call::propose_correction { .. } | Call::agree_correction { .. } | Call::withdraw_correction { .. } => {
					Who::AnyOfficer
				}
				Call::__Ignore(_, never) => match *never {},
			}
		}
		RuntimeCall::UsageLog(call) => {
			use pallet_usage_log::Call;
			match call {
				Call::grant { .. } | Call::grant_to_two { .. } | Call::carry_over { .. } | Call::raise_quota { .. } => {
					Who::Owner
				}
				Call::lend { .. } | Call::record_with_second { .. } => Who::Operator,
				Call::revoke_grant { .. }
				| Call::record_use { .. }
				| Call::record_uses { .. }
				| Call::anchor_batch { .. }
				| Call::record_for_many { .. } => Who::OwnerOrOperator,
				Call::flag_use { .. } | Call::close_flag { .. } => Who::AnyOfficer,
				Call::set_retention { .. } => Who::Nobody,
				Call::__Ignore(_, never) => match *never {},
			}
		}
		// The time is an inherent, a report of an equivocation an unsigned extrinsic, a pause a motion's; and of a batch, who can
		// send each of its calls.
		RuntimeCall::Timestamp(_) | RuntimeCall::Grandpa(_) | RuntimeCall::TxPause(_) | RuntimeCall::Utility(_) => {
			Who::Nobody
		}
	}
}

/// Who can make a call as an act that two officers make.
fn who_makes(call: &RuntimeCall) -> Who {
	match RuntimeActs::act_of(call).map(Act::seat) {
		Some(Some(seat)) => Who::Officer(seat),
		Some(None) => Who::AnyOfficer,
		None => Who::Nobody,
	}
}

/// The hash of the code that a motion authorized: what an authorization begins with. Outside of tests `frame_system` does not
/// give it away by itself.
fn authorized_code() -> Option<Hash> {
	System::authorized_upgrade().and_then(|authorization| Hash::decode(&mut &authorization.encode()[..]).ok())
}

/// What a call carries must be in order where a wrong one would be cheap to send and dear to execute.
fn check_contents(call: &RuntimeCall) -> Result<(), Refusal> {
	match call {
		RuntimeCall::System(
			frame_system::Call::remark { remark } | frame_system::Call::remark_with_event { remark },
		) if remark.len() > MAX_REMARK => Err(Refusal::RemarkTooLong),
		RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { code }) => {
			// Reads what is authorized first, so that nothing is hashed for nothing.
			match authorized_code() {
				Some(hash) if hash == BlakeTwo256::hash(code) => Ok(()),
				_ => Err(Refusal::UpgradeNotAuthorized),
			}
		}
		RuntimeCall::Council(pallet_collective::Call::propose { .. }) if !MajorityDecides::contains(call) => {
			Err(Refusal::WrongThreshold)
		}
		RuntimeCall::Council(pallet_collective::Call::close {
			proposal_hash,
			proposal_weight_bound,
			length_bound,
			..
		}) => {
			let motion = pallet_collective::ProposalOf::<Runtime, CouncilInstance>::get(proposal_hash)
				.ok_or(Refusal::NoSuchMotion)?;
			let own = motion.get_dispatch_info().call_weight;
			let length = codec::Encode::encoded_size(&motion);
			let fits =
				proposal_weight_bound.all_lte(own) && usize::try_from(*length_bound).is_ok_and(|bound| bound <= length);
			if fits {
				Ok(())
			} else {
				Err(Refusal::MotionBoundTooHigh)
			}
		}
		_ => Ok(()),
	}
}

/// Checks what is checked of every call, by itself or in a batch.
fn check_one(member: &Member, call: &RuntimeCall) -> Result<(), Refusal> {
	if !who_can(call).includes(member) {
		return Err(Refusal::NotYours);
	}
	if !TxPause::contains(call) {
		return Err(Refusal::Paused);
	}
	check_contents(call)
}

impl Access<AccountId, RuntimeCall> for RuntimeAccess {
	fn check(who: &AccountId, member: &Member, call: &RuntimeCall) -> Result<Pass, Refusal> {
		if let Some(calls) = batched(call) {
			check_batch(calls)?;
			calls.iter().try_for_each(|call| check_one(member, call))?;
			return Ok(Pass {
				tier: Tier::Ordinary,
				noted: false,
			});
		}
		check_one(member, call)?;
		let governs = matches!(
			call,
			RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { .. })
				| RuntimeCall::Agencies(_)
				| RuntimeCall::DualControl(pallet_dual_control::Call::set_policy { .. })
				| RuntimeCall::Council(_)
				| RuntimeCall::Session(_)
		);
		if matches!(call, RuntimeCall::Council(pallet_collective::Call::propose { .. })) && !Agencies::may_propose(who)
		{
			return Err(Refusal::TooManyMotions);
		}
		let changes_keys = matches!(call, RuntimeCall::Session(_));
		if changes_keys && !Agencies::may_change_keys(who) {
			return Err(Refusal::KeysChangedLately);
		}
		Ok(Pass {
			tier: if governs { Tier::Governance } else { Tier::Ordinary },
			noted: changes_keys,
		})
	}

	/// Whether each call of a batch is paused, is read once more.
	fn weight(call: &RuntimeCall) -> Weight {
		let calls = batched(call).map_or(0, <[_]>::len);
		let reads = u64::try_from(calls).unwrap_or(u64::MAX);
		<Runtime as frame_system::Config>::DbWeight::get().reads(reads)
	}

	fn succeeded(who: &AccountId) {
		Agencies::note_key_change(who);
	}
}
