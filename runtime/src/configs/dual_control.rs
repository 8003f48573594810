//! Which calls are acts of officers, and how acts that take two officers wait.

use crate::{Agencies, Runtime, RuntimeCall, Timestamp};
use eseal_primitives::{moment::DAY, Act};
use frame_support::{parameter_types, traits::ConstU32};
use pallet_dual_control::ActOf;

parameter_types! {
	/// How long a prepared act waits at most, in milliseconds: seven days.
	pub const MaxWait: u64 = 7 * DAY;
}

/// The acts of officers among the calls of this runtime.
pub struct RuntimeActs;

impl ActOf<RuntimeCall> for RuntimeActs {
	/// Of the pallets with acts, without a wildcard: a new call that is not here does not compile.
	fn act_of(call: &RuntimeCall) -> Option<Act> {
		Some(match call {
			RuntimeCall::Admission(call) => {
				use pallet_admission::Call;
				match call {
					Call::widen_budget { .. } => Act::WidenBudget,
					Call::set_budgets { .. } => return None,
					Call::__Ignore(_, never) => match *never {},
				}
			}
			RuntimeCall::ESeal(call) => {
				use pallet_e_seal::Call;
				match call {
					Call::register_enterprise { .. } => Act::RegisterEnterprise,
					Call::rename_enterprise { .. } => Act::RenameEnterprise,
					Call::restrict_enterprise { .. } => Act::RestrictEnterprise,
					Call::lift_restriction { .. } => Act::LiftRestriction,
					Call::deregister_enterprise { .. } => Act::DeregisterEnterprise,
					Call::offer_ownership { .. } => Act::OfferOwnership,
					Call::withdraw_offer { .. } => Act::WithdrawOffer,
					Call::record_successor { .. } => Act::RecordSuccessor,
					Call::withdraw_rename { .. } => Act::WithdrawRename,
					Call::name_liquidator { .. } => Act::NameLiquidator,
					Call::file_physical_seal { .. } => Act::FilePhysicalSeal,
					Call::report_physical_seal { .. } => Act::ReportPhysicalSeal,
					Call::freeze { .. } => Act::Freeze,
					Call::unfreeze { .. } => Act::Unfreeze,
					Call::suspend { .. } => Act::Suspend,
					Call::resume { .. } => Act::Resume,
					Call::approve { .. } => Act::Approve,
					Call::reject { .. } => Act::Reject,
					Call::revoke { .. } => Act::Revoke,
					Call::propose_correction { .. } => Act::ProposeCorrection,
					Call::agree_correction { .. } => Act::AgreeCorrection,
					Call::withdraw_correction { .. } => Act::WithdrawCorrection,
					Call::apply { .. } | Call::withdraw { .. } | Call::accept_ownership { .. } => return None,
					Call::__Ignore(_, never) => match *never {},
				}
			}
			RuntimeCall::UsageLog(call) => {
				use pallet_usage_log::Call;
				match call {
					Call::flag_use { .. } => Act::FlagUse,
					Call::close_flag { .. } => Act::CloseFlag,
					Call::grant { .. }
					| Call::grant_to_two { .. }
					| Call::revoke_grant { .. }
					| Call::carry_over { .. }
					| Call::raise_quota { .. }
					| Call::lend { .. }
					| Call::record_use { .. }
					| Call::record_uses { .. }
					| Call::anchor_batch { .. }
					| Call::record_for_many { .. }
					| Call::record_with_second { .. }
					| Call::set_retention { .. } => return None,
					Call::__Ignore(_, never) => match *never {},
				}
			}
			RuntimeCall::System(_)
			| RuntimeCall::Timestamp(_)
			| RuntimeCall::Agencies(_)
			| RuntimeCall::DualControl(_)
			| RuntimeCall::Session(_)
			| RuntimeCall::Grandpa(_)
			| RuntimeCall::Council(_)
			| RuntimeCall::TxPause(_)
			| RuntimeCall::Utility(_) => return None,
		})
	}
}

impl pallet_dual_control::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type Acts = RuntimeActs;
	type Agencies = Agencies;
	type Time = Timestamp;
	type MaxWait = MaxWait;
	type MaxWaiting = ConstU32<128>;
	type MaxWaitingOfOfficer = ConstU32<16>;
	type WeightInfo = pallet_dual_control::weights::SubstrateWeight<Runtime>;
}
