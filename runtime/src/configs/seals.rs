//! E-seals and their use.

use crate::{Agencies, ESeal, Runtime, Timestamp, UsageLog};
use eseal_primitives::Moment;
use frame_support::parameter_types;
use pallet_agencies::{DataResources, EnsureAnyOfficer, EnsureOfficer, MarketSupervision, PublicSecurity};

const SECOND: Moment = 1_000;
const MINUTE: Moment = 60 * SECOND;
const DAY: Moment = 24 * 60 * MINUTE;

parameter_types! {
	/// The longest validity of an e-seal, in milliseconds: five years, each with a leap day.
	pub const MaxValidity: Moment = 5 * 366 * DAY;
	/// The most open grants that one e-seal may have.
	pub const MaxGrants: u32 = 64;
	/// How old a statement may be when the chain takes it, in milliseconds.
	pub const StatementLifetime: Moment = 10 * MINUTE;
	/// How far a signer's clock may be ahead of the chain's, in milliseconds.
	pub const MaxClockAhead: Moment = MINUTE;
	/// The most uses that one block records: more than its weight has room for.
	pub const MaxUsesPerBlock: u32 = 8_192;
}

impl pallet_e_seal::Config for Runtime {
	type MarketSupervision = EnsureOfficer<Runtime, MarketSupervision>;
	type PublicSecurity = EnsureOfficer<Runtime, PublicSecurity>;
	type DataResources = EnsureOfficer<Runtime, DataResources>;
	type Admission = Agencies;
	type Time = Timestamp;
	type UseRights = UsageLog;
	type MaxValidity = MaxValidity;
	type WeightInfo = pallet_e_seal::weights::SubstrateWeight<Runtime>;
}

impl pallet_usage_log::Config for Runtime {
	type AnyAgency = EnsureAnyOfficer<Runtime>;
	type Seals = ESeal;
	type Admission = Agencies;
	type Time = Timestamp;
	type MaxGrants = MaxGrants;
	type StatementLifetime = StatementLifetime;
	type MaxClockAhead = MaxClockAhead;
	type MaxUsesPerBlock = MaxUsesPerBlock;
	type WeightInfo = pallet_usage_log::weights::SubstrateWeight<Runtime>;
}
