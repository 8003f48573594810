//! The head of a log: who holds the records can prove that none is missing or changed.

use super::*;
use crate::{Heads, LogHead, UseRecord, Uses};
use frame_support::storage::unhashed;
use frame_system::pallet_prelude::BlockNumberFor;

type Record = UseRecord<AccountId, BlockNumberFor<Test>>;

/// An e-seal with seven uses by its owner and two operators.
fn used_seal() -> Company {
	let company = Company::new(1);
	for n in [1, 2] {
		company.grants(&operator(n));
	}
	let senders = [company.owner.clone(), operator(1), operator(2)];
	for (n, who) in (0..7).zip(senders.iter().cycle()) {
		pass(HOUR);
		company.use_on(who, document(n % 3));
	}
	company
}

fn log(seal: SealId) -> Vec<Record> {
	(0..Heads::<Test>::get(seal).count)
		.map(|index| Uses::<Test>::get(seal, index).unwrap())
		.collect()
}

/// The head as an auditor computes it: from bytes alone, without the pallet's code.
fn computed<'a>(records: impl IntoIterator<Item = &'a Record>) -> H256 {
	records.into_iter().fold(H256::zero(), |hash, record| {
		let mut bytes = hash.as_bytes().to_vec();
		bytes.extend(record.encode());
		blake2_256(&bytes).into()
	})
}

#[test]
fn a_log_begins_with_nothing_and_zero() {
	run(|| {
		let company = Company::new(1);
		assert_eq!(
			Heads::<Test>::get(company.seal),
			LogHead {
				count: 0,
				digest: H256::zero()
			}
		);
	});
}

#[test]
fn whoever_holds_the_records_computes_the_head() {
	run(|| {
		let company = used_seal();
		let records = log(company.seal);
		assert_eq!(records.len(), 7);
		assert_eq!(
			Heads::<Test>::get(company.seal),
			LogHead {
				count: 7,
				digest: computed(&records)
			}
		);
	});
}

#[test]
fn the_head_covers_the_bytes_in_storage() {
	run(|| {
		let company = used_seal();
		for (index, record) in (0u64..).zip(log(company.seal)) {
			let stored = unhashed::get_raw(&Uses::<Test>::hashed_key_for(company.seal, index));
			assert_eq!(stored, Some(record.encode()));
		}
	});
}

#[test]
fn each_use_announces_the_head_after_it() {
	run(|| {
		let company = used_seal();
		let records = log(company.seal);
		let heads = events().into_iter().filter_map(|event| match event {
			Event::UseRecorded { index, head, .. } => Some((index, head)),
			_ => None,
		});
		let expected = (0..7).map(|index| (index, computed(&records[..=usize::try_from(index).unwrap()])));
		assert_eq!(heads.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
	});
}

#[test]
fn the_heads_of_two_seals_do_not_touch() {
	run(|| {
		let company = used_seal();
		let before = Heads::<Test>::get(company.seal);
		let other = Company::new(2);
		other.use_on(&other.owner, document(1));
		assert_eq!(Heads::<Test>::get(company.seal), before);
		assert_eq!(Heads::<Test>::get(other.seal).digest, computed(&log(other.seal)));
	});
}

#[test]
fn refused_uses_and_flags_leave_the_head_alone() {
	run(|| {
		let company = used_seal();
		let before = Heads::<Test>::get(company.seal);
		assert!(company.use_by(&account(200)).is_err());
		assert_ok!(flag_use(ps(), company.seal, 0, crate::FlagReason::Disputed, None));
		company.revoke();
		assert_eq!(Heads::<Test>::get(company.seal), before);
	});
}

#[test]
fn a_missing_added_or_moved_record_is_found() {
	run(|| {
		let company = used_seal();
		let (records, head) = (log(company.seal), Heads::<Test>::get(company.seal).digest);
		for i in 0..records.len() {
			let mut missing = records.clone();
			let record = missing.remove(i);
			assert_ne!(computed(&missing), head, "without record {i}");
			let mut twice = records.clone();
			twice.insert(i, record);
			assert_ne!(computed(&twice), head, "record {i} twice");
			let mut moved = records.clone();
			moved.swap(i, (i + 1) % records.len());
			assert_ne!(computed(&moved), head, "record {i} in another place");
		}
	});
}

#[test]
fn a_change_in_any_field_of_any_record_is_found() {
	let changes: [fn(&mut Record); 11] = [
		|record| record.seal.0 += 1,
		|record| record.index += 1,
		|record| record.document = document(9),
		|record| record.purpose = Purpose::Other,
		|record| record.account = account(200),
		|record| record.grant = Some(record.grant.map_or(GrantId(0), |id| GrantId(id.0 + 1))),
		|record| record.nonce += 1,
		|record| record.signed_at.0 += 1,
		|record| record.recorded_at.0 += 1,
		|record| record.block += 1,
		|record| record.signature = Key::new(9).sign(b""),
	];
	run(|| {
		let company = used_seal();
		let (records, head) = (log(company.seal), Heads::<Test>::get(company.seal).digest);
		for i in 0..records.len() {
			for (n, change) in changes.iter().enumerate() {
				let mut changed = records.clone();
				change(&mut changed[i]);
				assert_ne!(computed(&changed), head, "change {n} of record {i}");
			}
		}
	});
}
