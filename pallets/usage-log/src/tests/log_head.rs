//! The head of a log: who holds the records can prove that none is missing or changed.

use super::*;
use crate::{DocumentsOf, Heads, LogHead, RecordOf, Records};
use frame_support::storage::unhashed;

type Record = RecordOf<Test>;

/// How many records [`used_seal`] has, how many uses, and how many of those by its owner.
const RECORDS: u64 = 7;
const USES: u64 = 4 + 3 + 2 + 1_000;
const BY_OWNER: u64 = 1 + 3 + 1_000;

/// An e-seal with records by its owner and two operators: four uses, two listed batches and an anchored one.
fn used_seal() -> Company {
	let company = Company::new(1);
	for n in [1, 2] {
		company.grants(&operator(n));
	}
	let senders = [company.owner.clone(), operator(1), operator(2)];
	for (n, who) in (0..RECORDS).zip(senders.iter().cycle()) {
		pass(HOUR);
		assert_ok!(match n {
			3 => company.list(who, &[0, 1, 0].map(document)),
			5 => company.list(who, &[1, 2].map(document)),
			6 => company.anchor(who, 1_000),
			_ => company.use_by(who),
		});
	}
	company
}

fn log(seal: SealId) -> Vec<Record> {
	(0..Heads::<Test>::get(seal).records)
		.map(|number| Records::<Test>::get(seal, number).unwrap())
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
		let empty = LogHead {
			count: 0,
			records: 0,
			by_owner: 0,
			digest: H256::zero(),
		};
		assert_eq!(Heads::<Test>::get(company.seal), empty);
	});
}

#[test]
fn whoever_holds_the_records_computes_the_head() {
	run(|| {
		let company = used_seal();
		let records = log(company.seal);
		let head = LogHead {
			count: USES,
			records: RECORDS,
			by_owner: BY_OWNER,
			digest: computed(&records),
		};
		assert_eq!(Heads::<Test>::get(company.seal), head);
	});
}

/// Each record tells where the next one begins: no use can be hidden between two.
#[test]
fn the_records_have_every_index_once() {
	run(|| {
		let company = used_seal();
		let mut next = 0;
		for record in log(company.seal) {
			assert_eq!(record.index, next);
			next += u64::from(record.count());
		}
		assert_eq!(next, USES);
	});
}

/// The records have the roots of the lists, and the head covers the records: no listed document can be exchanged.
#[test]
fn the_head_covers_the_listed_documents() {
	run(|| {
		let company = used_seal();
		let lists: Vec<_> = DocumentsOf::<Test>::iter_prefix(company.seal).collect();
		assert_eq!(lists.iter().map(|(_, list)| list.len()).sum::<usize>(), 5);
		for (number, list) in lists {
			let signed = Some(Records::<Test>::get(company.seal, number).unwrap().documents);
			assert_eq!(batch(&list), signed);
			for i in 0..list.len() {
				let mut changed = list.to_vec();
				changed[i] = document(9);
				assert_ne!(batch(&changed), signed, "document {i} of record {number}");
			}
		}
	});
}

#[test]
fn the_head_covers_the_bytes_in_storage() {
	run(|| {
		let company = used_seal();
		for (number, record) in (0u64..).zip(log(company.seal)) {
			let stored = unhashed::get_raw(&Records::<Test>::hashed_key_for(company.seal, number));
			assert_eq!(stored, Some(record.encode()));
		}
	});
}

#[test]
fn each_record_announces_the_head_after_it() {
	run(|| {
		let company = used_seal();
		let records = log(company.seal);
		let heads = events().into_iter().filter_map(|event| match event {
			Event::UseRecorded { index, head, .. } | Event::BatchRecorded { index, head, .. } => Some((index, head)),
			_ => None,
		});
		let expected = (0..records.len()).map(|i| (records[i].index, computed(&records[..=i])));
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
		assert!(company.list(&account(200), &[document(1)]).is_err());
		assert!(company.anchor(&account(200), 2).is_err());
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
	let changes: [fn(&mut Record); 14] = [
		|record| record.seal.0 += 1,
		|record| record.index += 1,
		|record| record.documents = one(9),
		|record| {
			let (count, root) = (record.count(), H256::zero());
			record.documents = Documents::Batch { count, root };
		},
		|record| match &mut record.documents {
			Documents::One(document) => *document = DocumentDigest::Sm3(H256::repeat_byte(1)),
			Documents::Batch { count, .. } => *count += 1,
		},
		|record| record.purpose = Purpose::Other,
		|record| record.account = account(200),
		|record| record.grant = Some(record.grant.map_or(GrantId(0), |id| GrantId(id.0 + 1))),
		|record| record.nonce += 1,
		|record| record.signed_at.0 += 1,
		|record| record.recorded_at.0 += 1,
		|record| record.block += 1,
		|record| record.history_len += 1,
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
