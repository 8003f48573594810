//! The base: blocks, accounts, weights.

use crate::{AccountId, Block, BlockNumber, DatabaseWeight, Nonce, PalletInfo, Runtime, RuntimeTask, VERSION};
use crate::{RuntimeCall, RuntimeEvent, RuntimeOrigin};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::{
	traits::{AccountIdLookup, BlakeTwo256},
	Perbill,
};
use sp_version::RuntimeVersion;

/// The share of a block that ordinary extrinsics may fill. The rest is reserved for operational ones.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// The maximum time to execute a block: an author has two thirds of the slot of 2 s.
pub(crate) const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(1_300 * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);

/// The maximum length of a block, in bytes.
const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

parameter_types! {
	/// How many block hashes the chain remembers, and so the longest mortality of an extrinsic, in blocks.
	pub const BlockHashCount: BlockNumber = 4_096;
	/// The version of this runtime.
	pub const Version: RuntimeVersion = VERSION;
	/// Limits of a block's weight.
	pub RuntimeBlockWeights: BlockWeights =
		BlockWeights::with_sensible_defaults(MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO);
	/// Limits of a block's length.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |max| *max = NORMAL_DISPATCH_RATIO * *max)
		.build();
	/// The prefix of addresses: the generic one of Substrate.
	pub const SS58Prefix: u8 = 42;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type BaseCallFilter = crate::CallFilter;
	type Block = Block;
	type AccountId = AccountId;
	type AccountData = pallet_admission::Member;
	type Nonce = Nonce;
	type Hash = crate::Hash;
	type Hashing = BlakeTwo256;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type BlockHashCount = BlockHashCount;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type DbWeight = DatabaseWeight;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type Version = Version;
	type SS58Prefix = SS58Prefix;
	type MaxConsumers = frame_support::traits::ConstU32<16>;
}
