// Which pallets the runtime is made of, and the types that follow. Included at the root of this crate and of `runtime/next`,
// because what the macro makes is seen from there only.

use alloc::vec::Vec;

use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};

/// What the client sees of a block without knowing the runtime.
pub mod opaque {
	use super::*;
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block whose extrinsics are bytes.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;
}

impl_opaque_keys! {
	/// The keys of a validator.
	pub struct SessionKeys {
		/// Authors blocks.
		pub aura: Aura,
		/// Finalizes blocks.
		pub grandpa: Grandpa,
	}
}

/// The time between two blocks, in milliseconds. It cannot be changed on a running chain.
pub const SLOT_DURATION: u64 = 2_000;

/// Blocks in a minute.
pub const MINUTES: BlockNumber = 30;

/// A signature of an extrinsic.
pub type Signature = MultiSignature;
/// An account: a public key or its digest.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How many extrinsics an account has sent.
pub type Nonce = u32;
/// The digest of a block.
pub type Hash = sp_core::H256;
/// The number of a block.
pub type BlockNumber = u32;
/// How an extrinsic names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// The header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// An extrinsic.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What is signed of an extrinsic.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// What is checked of every extrinsic. All but `CheckAdmission` are standard, and that one has no data of its own beside the
/// nonce, so that polkadot.js signs without any setting. With `CheckMetadataHash` a signer that is apart from the network says
/// which metadata it read the call with.
pub type TxExtension = (
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	pallet_admission::CheckAdmission<Runtime>,
	frame_system::CheckWeight<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// Executes blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
	Migrations,
>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;

	#[runtime::pallet_index(2)]
	pub type Aura = pallet_aura;

	#[runtime::pallet_index(3)]
	pub type Authorship = pallet_authorship;

	#[runtime::pallet_index(13)]
	pub type Admission = pallet_admission;

	// Before Session: it admits the validators, whom Session then knows.
	#[runtime::pallet_index(4)]
	pub type Agencies = pallet_agencies;

	#[runtime::pallet_index(14)]
	pub type DualControl = pallet_dual_control;

	#[runtime::pallet_index(5)]
	pub type Session = pallet_session;

	#[runtime::pallet_index(6)]
	pub type Grandpa = pallet_grandpa;

	#[runtime::pallet_index(7)]
	pub type Historical = pallet_session::historical;

	#[runtime::pallet_index(8)]
	pub type Offences = pallet_offences;

	#[runtime::pallet_index(9)]
	pub type Council = pallet_collective<Instance1>;

	#[runtime::pallet_index(10)]
	pub type ESeal = pallet_e_seal;

	#[runtime::pallet_index(11)]
	pub type UsageLog = pallet_usage_log;

	#[runtime::pallet_index(12)]
	pub type TxPause = pallet_tx_pause;

	#[runtime::pallet_index(15)]
	pub type Utility = pallet_utility;
}
