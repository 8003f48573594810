//! What this runtime does when it takes over: a storage migration over everything that was ever sealed.
//!
//! It counts all uses in the log into one number, which the drill compares with what it recorded.

use crate::Runtime;
use frame_support::{
	migrations::VersionedMigration,
	storage_alias,
	traits::{GetStorageVersion, PalletInfoAccess, StorageVersion, UncheckedOnRuntimeUpgrade},
	weights::Weight,
};
use pallet_usage_log::Heads;

/// Whose storage the number is, and which version it has.
pub struct UpgradeDrill;

impl PalletInfoAccess for UpgradeDrill {
	fn index() -> usize {
		usize::from(u8::MAX)
	}

	fn name() -> &'static str {
		"UpgradeDrill"
	}

	fn name_hash() -> [u8; 16] {
		sp_io::hashing::twox_128(Self::name().as_bytes())
	}

	fn module_name() -> &'static str {
		"upgrade_drill"
	}

	fn crate_version() -> frame_support::traits::CrateVersion {
		frame_support::crate_to_crate_version!()
	}
}

impl GetStorageVersion for UpgradeDrill {
	type InCodeStorageVersion = StorageVersion;

	fn in_code_storage_version() -> StorageVersion {
		StorageVersion::new(1)
	}

	fn on_chain_storage_version() -> StorageVersion {
		StorageVersion::get::<Self>()
	}
}

/// How many uses there were when this runtime took over.
#[storage_alias(verbatim)]
pub type UsesAtUpgrade = StorageValue<UpgradeDrill, u64>;

/// The migration, which runs once: from version 0 of the drill's storage, which is none, to version 1.
pub type Migrations = VersionedMigration<0, 1, CountUses, UpgradeDrill, <Runtime as frame_system::Config>::DbWeight>;

/// Counts the uses of all e-seals.
pub struct CountUses;

impl UncheckedOnRuntimeUpgrade for CountUses {
	fn on_runtime_upgrade() -> Weight {
		let mut seals = 0u64;
		let mut uses = 0u64;
		for head in Heads::<Runtime>::iter_values() {
			seals = seals.saturating_add(1);
			uses = uses.saturating_add(head.count);
		}
		UsesAtUpgrade::put(uses);
		<Runtime as frame_system::Config>::DbWeight::get().reads_writes(seals.saturating_add(1), 1)
	}

	#[cfg(feature = "try-runtime")]
	fn pre_upgrade() -> Result<alloc::vec::Vec<u8>, sp_runtime::TryRuntimeError> {
		use codec::Encode;
		frame_support::ensure!(!UsesAtUpgrade::exists(), "the migration ran before");
		let uses = pallet_usage_log::Records::<Runtime>::iter_values()
			.fold(0u64, |uses, record| uses.saturating_add(record.count().into()));
		Ok(uses.encode())
	}

	#[cfg(feature = "try-runtime")]
	fn post_upgrade(state: alloc::vec::Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
		use codec::Decode;
		let uses = u64::decode(&mut state.as_slice()).map_err(|_| "what was counted before does not decode")?;
		frame_support::ensure!(UsesAtUpgrade::get() == Some(uses), "uses were lost, or counted twice");
		Ok(())
	}
}
