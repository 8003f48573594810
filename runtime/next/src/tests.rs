//! The migration of the upgrade drill.

use crate::{
	migrations::{Migrations, UpgradeDrill, UsesAtUpgrade},
	AccountId, BlockNumber, Runtime,
};
use eseal_primitives::{
	usage::{LogHead, UseRecord},
	DocumentDigest, Documents, Moment, Purpose, SealId, SealSignature,
};
use frame_support::traits::{GetStorageVersion, OnRuntimeUpgrade};
use pallet_usage_log::{Heads, Records};
use sp_core::H256;
use sp_io::TestExternalities;

/// A chain on which three e-seals have 2, 1 and 3 records, in each log the last of a batch of 1,000: 3,003 uses.
fn used() -> TestExternalities {
	let mut ext = TestExternalities::default();
	ext.execute_with(|| {
		for (seal, records) in [2, 1, 3].into_iter().enumerate() {
			let seal = SealId(seal as u64);
			let mut head = LogHead::default();
			for number in 0..records {
				let documents = if number + 1 == records { BATCH } else { ONE };
				let record = record(seal, head.count, documents);
				head.count += u64::from(documents.count());
				head.by_owner = head.count;
				head.records += 1;
				Records::<Runtime>::insert(seal, number, record);
			}
			Heads::<Runtime>::insert(seal, head);
		}
	});
	ext
}

const ONE: Documents = Documents::One(DocumentDigest::Sha256(H256([1; 32])));

const BATCH: Documents = Documents::Batch {
	count: 1_000,
	root: H256([2; 32]),
};

fn record(seal: SealId, index: u64, documents: Documents) -> UseRecord<AccountId, BlockNumber> {
	UseRecord {
		seal,
		index,
		documents,
		purpose: Purpose::Contract,
		account: [1; 32].into(),
		grant: None,
		nonce: index,
		signed_at: Moment(0),
		recorded_at: Moment(0),
		block: 1,
		history_len: 2,
		approval: None,
		signature: SealSignature::Ed25519([0; 64].into()),
	}
}

#[test]
fn the_migration_counts_every_use_once_and_runs_once() {
	used().execute_with(|| {
		assert_eq!(UpgradeDrill::on_chain_storage_version(), 0);
		#[cfg(feature = "try-runtime")]
		let before = Migrations::pre_upgrade().expect("it did not run yet");
		let weight = Migrations::on_runtime_upgrade();
		#[cfg(feature = "try-runtime")]
		Migrations::post_upgrade(before).expect("every use is counted");
		assert_eq!(UsesAtUpgrade::get(), Some(3_003));
		assert_eq!(UpgradeDrill::on_chain_storage_version(), 1);
		assert!(weight.ref_time() > 0);

		// When it is called again, as by the next upgrade that forgets to take it out, it does nothing.
		let seal = Heads::<Runtime>::iter_keys().next().expect("an e-seal was used");
		Heads::<Runtime>::mutate(seal, |head| head.count += 1);
		Migrations::on_runtime_upgrade();
		assert_eq!(UsesAtUpgrade::get(), Some(3_003));
	});
}

#[cfg(feature = "try-runtime")]
#[test]
fn the_checks_notice_a_use_that_is_not_counted() {
	used().execute_with(|| {
		let before = Migrations::pre_upgrade().expect("it did not run yet");
		Migrations::on_runtime_upgrade();
		UsesAtUpgrade::mutate(|uses| *uses = uses.map(|uses| uses - 1));
		assert!(Migrations::post_upgrade(before).is_err());
	});
}
