//! The migration of the upgrade drill.

use super::origins::prepared;
use crate::{
	upgrade_drill::{Migrations, UpgradeDrill, UsesAtUpgrade},
	Runtime,
};
use frame_support::traits::{GetStorageVersion, OnRuntimeUpgrade};
use pallet_usage_log::{Heads, Uses};

#[test]
fn the_migration_counts_every_use_once_and_runs_once() {
	prepared().execute_with(|| {
		assert_eq!(UpgradeDrill::on_chain_storage_version(), 0);
		#[cfg(feature = "try-runtime")]
		let before = Migrations::pre_upgrade().expect("it did not run yet");
		let weight = Migrations::on_runtime_upgrade();
		#[cfg(feature = "try-runtime")]
		Migrations::post_upgrade(before).expect("every use is counted");
		assert_eq!(UsesAtUpgrade::get(), Some(Uses::<Runtime>::iter().count() as u64));
		assert_eq!(UpgradeDrill::on_chain_storage_version(), 1);
		assert!(weight.ref_time() > 0);

		// When it is called again, as by the next upgrade that forgets to take it out, it does nothing.
		let seal = Heads::<Runtime>::iter_keys().next().expect("an e-seal was used");
		Heads::<Runtime>::mutate(seal, |head| head.count += 1);
		Migrations::on_runtime_upgrade();
		assert_eq!(UsesAtUpgrade::get(), Some(Uses::<Runtime>::iter().count() as u64));
	});
}

#[cfg(feature = "try-runtime")]
#[test]
fn the_checks_notice_a_use_that_is_not_counted() {
	prepared().execute_with(|| {
		let before = Migrations::pre_upgrade().expect("it did not run yet");
		Migrations::on_runtime_upgrade();
		UsesAtUpgrade::mutate(|uses| *uses = uses.map(|uses| uses - 1));
		assert!(Migrations::post_upgrade(before).is_err());
	});
}
