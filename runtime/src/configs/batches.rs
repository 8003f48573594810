//! Batches: several calls of one account in one extrinsic.
//!
//! A batch is nothing of its own: it may be sent by whoever may send each of its calls, weighs and counts what they do together,
//! and each of them meets the rules that it meets alone. What a rule could lose sight of in a batch is in none.

use crate::{Runtime, RuntimeCall};
use frame_support::traits::Contains;
use pallet_admission::Refusal;

/// The most calls in a batch.
pub const MAX_IN_BATCH: usize = 256;

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = crate::RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = crate::OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

/// The calls of a batch; `None` if the call is none.
pub fn batched(call: &RuntimeCall) -> Option<&[RuntimeCall]> {
	use pallet_utility::Call;
	match call {
		RuntimeCall::Utility(Call::batch { calls } | Call::batch_all { calls } | Call::force_batch { calls }) => {
			Some(calls)
		}
		_ => None,
	}
}

/// Whether a call may be in a batch: acts of officers, what owners send, and what becomes of acts that take two. Without a
/// wildcard: a call that is not here does not compile.
///
/// - None governs the chain: those go before everything ordinary, and are counted one by one.
/// - None records uses: what is refused of them is counted, and they have batches of their own.
/// - None is a batch.
fn goes_with_others(call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::ESeal(call) => {
			use pallet_e_seal::Call;
			match call {
				Call::register_enterprise { .. }
				| Call::rename_enterprise { .. }
				| Call::restrict_enterprise { .. }
				| Call::lift_restriction { .. }
				| Call::deregister_enterprise { .. }
				| Call::offer_ownership { .. }
				| Call::accept_ownership { .. }
				| Call::withdraw_offer { .. }
				| Call::record_successor { .. }
				| Call::withdraw_rename { .. }
				| Call::name_liquidator { .. }
				| Call::file_physical_seal { .. }
				| Call::report_physical_seal { .. }
				| Call::freeze { .. }
				| Call::unfreeze { .. }
				| Call::apply { .. }
				| Call::withdraw { .. }
				| Call::suspend { .. }
				| Call::resume { .. }
				| Call::approve { .. }
				| Call::reject { .. }
				| Call::revoke { .. }
				| Call::propose_correction { .. }
				| Call::agree_correction { .. }
				| Call::withdraw_correction { .. } => true,
				Call::__Ignore(_, never) => match *never {},
			}
		}
		RuntimeCall::Admission(call) => matches!(call, pallet_admission::Call::widen_budget { .. }),
		RuntimeCall::DualControl(call) => {
			use pallet_dual_control::Call;
			match call {
				Call::prepare { .. } | Call::confirm { .. } | Call::turn_down { .. } | Call::withdraw { .. } => true,
				Call::set_policy { .. } => false,
				Call::__Ignore(_, never) => match *never {},
			}
		}
		RuntimeCall::UsageLog(call) => {
			use pallet_usage_log::Call;
			match call {
				Call::grant { .. }
				| Call::grant_to_two { .. }
				| Call::revoke_grant { .. }
				| Call::carry_over { .. }
				| Call::raise_quota { .. }
				| Call::lend { .. }
				| Call::flag_use { .. }
				| Call::close_flag { .. } => true,
				Call::record_use { .. }
				| Call::record_uses { .. }
				| Call::anchor_batch { .. }
				| Call::record_for_many { .. }
				| Call::record_with_second { .. }
				| Call::set_retention { .. } => false,
				Call::__Ignore(_, never) => match *never {},
			}
		}
		RuntimeCall::System(_)
		| RuntimeCall::Timestamp(_)
		| RuntimeCall::Agencies(_)
		| RuntimeCall::Session(_)
		| RuntimeCall::Grandpa(_)
		| RuntimeCall::Council(_)
		| RuntimeCall::TxPause(_)
		| RuntimeCall::Utility(_) => false,
	}
}

/// Fails unless these calls may be a batch.
///
/// # Errors
///
/// [`Refusal::WrongBatchSize`], also for a batch of nothing, and [`Refusal::NotInBatch`].
pub fn check_batch(calls: &[RuntimeCall]) -> Result<(), Refusal> {
	if calls.is_empty() || calls.len() > MAX_IN_BATCH {
		return Err(Refusal::WrongBatchSize);
	}
	match calls.iter().all(goes_with_others) {
		true => Ok(()),
		false => Err(Refusal::NotInBatch),
	}
}

/// Of the calls that hold others, batches alone may be made, and of those the sound ones. A motion makes none: the seats vote on
/// one call, and with root nothing in a batch would be filtered.
pub struct SoundBatches;

impl Contains<RuntimeCall> for SoundBatches {
	fn contains(call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::Utility(_) => batched(call).is_some_and(|calls| check_batch(calls).is_ok()),
			RuntimeCall::Agencies(pallet_agencies::Call::dispatch_as_root { call }) => {
				!matches!(**call, RuntimeCall::Utility(_))
			}
			_ => true,
		}
	}
}
