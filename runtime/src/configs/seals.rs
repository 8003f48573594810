//! E-seals and their use.

use crate::{Admission, DualControl, ESeal, Runtime, RuntimeCall, Timestamp, UsageLog};
use eseal_primitives::{moment::DAY, SealId};
use frame_support::parameter_types;
use pallet_admission::Failures;

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;

parameter_types! {
	/// The longest validity of an e-seal, in milliseconds: five years of 366 days.
	pub const MaxValidity: u64 = 5 * 366 * DAY;
	/// The maximum number of corrections of a seat that wait for another agency.
	pub const MaxOpenCorrections: u32 = 64;
	/// How long a correction waits for another agency, in milliseconds: 30 days.
	pub const CorrectionLifetime: u64 = 30 * DAY;
	/// The longest freeze of an enterprise, in milliseconds: 180 days, as a court or the police freeze for half a year and renew.
	pub const MaxFreeze: u64 = 180 * DAY;
	/// How long the offer of an enterprise to a new owner account may be open, in milliseconds: 30 days.
	pub const MaxOffer: u64 = 30 * DAY;
	/// The longest time from such an offer until the e-seal's key must have been replaced, in milliseconds: 90 days.
	pub const MaxRotation: u64 = 90 * DAY;
	/// How far ahead a new name of an enterprise may be recorded, in milliseconds: a year of 366 days.
	pub const MaxRenameAhead: u64 = 366 * DAY;
	/// The maximum number of open grants of an e-seal.
	pub const MaxGrants: u32 = 64;
	/// The maximum number of open grants that are lent from one.
	pub const MaxLent: u32 = 8;
	/// How old a statement may be when the chain records the use, in milliseconds.
	pub const StatementLifetime: u64 = 10 * MINUTE;
	/// The shortest time that records stay in the state, in milliseconds.
	pub const MinRetention: u64 = 10 * MINUTE;
	/// How far the signer's clock may be ahead of the chain's, in milliseconds.
	pub const MaxClockAhead: u64 = MINUTE;
	/// The maximum number of records in a block, each of a use or of a batch of uses: more than fit in its weight.
	pub const MaxUsesPerBlock: u32 = 8_192;
	/// How many times the uses of the busiest of the past days an e-seal must have on one day for an alarm.
	pub const BurstFactor: u32 = 10;
	/// How many uses an e-seal must have on one day for an alarm, however few it had before.
	pub const BurstFloor: u64 = 1_000;
}

impl pallet_e_seal::Config for Runtime {
	type Officers = DualControl;
	type Admission = Admission;
	type Time = Timestamp;
	type UseRights = UsageLog;
	type MaxValidity = MaxValidity;
	type MaxOpenCorrections = MaxOpenCorrections;
	type CorrectionLifetime = CorrectionLifetime;
	type MaxFreeze = MaxFreeze;
	type MaxOffer = MaxOffer;
	type MaxRotation = MaxRotation;
	type MaxRenameAhead = MaxRenameAhead;
	type WeightInfo = pallet_e_seal::weights::SubstrateWeight<Runtime>;
}

impl pallet_usage_log::Config for Runtime {
	type Officers = DualControl;
	type Seals = ESeal;
	type Admission = Admission;
	type Time = Timestamp;
	type MaxGrants = MaxGrants;
	type MaxLent = MaxLent;
	type StatementLifetime = StatementLifetime;
	type MaxClockAhead = MaxClockAhead;
	type MaxUsesPerBlock = MaxUsesPerBlock;
	type MinRetention = MinRetention;
	type BurstFactor = BurstFactor;
	type BurstFloor = BurstFloor;
	type WeightInfo = pallet_usage_log::weights::SubstrateWeight<Runtime>;
}

/// Counts statements that were refused: of failed calls, those that were to record uses of one e-seal. The uses of
/// `record_for_many` are counted by that call, which succeeds.
pub struct RefusedUses;

impl Failures<RuntimeCall> for RefusedUses {
	type Subject = SealId;

	fn subject(call: &RuntimeCall) -> Option<SealId> {
		use pallet_usage_log::Call;
		match call {
			RuntimeCall::UsageLog(
				Call::record_use { seal, .. }
				| Call::record_uses { seal, .. }
				| Call::anchor_batch { seal, .. }
				| Call::record_with_second { seal, .. },
			) => Some(*seal),
			_ => None,
		}
	}

	fn failed(seal: SealId) {
		UsageLog::note_refused(seal);
	}
}
