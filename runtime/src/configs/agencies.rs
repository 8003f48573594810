//! The agencies.

use crate::Runtime;
use frame_support::parameter_types;

parameter_types! {
	/// The most officers that one seat may have.
	pub const MaxOfficers: u32 = 256;
}

impl pallet_agencies::Config for Runtime {
	type MaxOfficers = MaxOfficers;
	type WeightInfo = pallet_agencies::weights::SubstrateWeight<Runtime>;
}
