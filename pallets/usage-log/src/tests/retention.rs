//! How long records stay in the state, and what remains of them.

use super::*;
use crate::{
	document_key, BlockUses, DocumentsOf, Error, Heads, LogHead, LogStarts, NextToLeave, RecordOf, Records, Retention,
	UsesOfDocument, WeightInfo,
};
use codec::DecodeAll;
use eseal_primitives::{
	answers::FoundUse,
	documents::MAX_LISTED,
	kept::{leaves_key, record_key, KeptLeaves, KeptRecord},
};
use frame_support::{assert_noop, assert_storage_noop, traits::Hooks, weights::Weight};
use sp_runtime::{traits::BadOrigin, DigestItem};

/// How long records stay in these tests.
const STAY: u64 = 10 * DAY;

/// The most blocks that one block looks at.
const MOST_BLOCKS: u64 = 1_024;

fn sweep(room: Weight) -> Weight {
	UsageLog::on_idle(System::block_number(), room)
}

fn stay(retention: u64) {
	assert_ok!(UsageLog::set_retention(RuntimeOrigin::root(), Some(retention)));
}

/// What it weighs to look at `blocks` blocks, and let records leave with so many known documents each.
fn leaving(blocks: u64, known: &[u32]) -> Weight {
	let looked = UsageLog::block_weight() * blocks;
	let records = known.iter().map(|known| UsageLog::drop_weight(*known));
	// The clean-up of grants comes first.
	let base = Weights::expiry_base() * 2;
	records.fold(base + looked, |sum, one| sum + one)
}

/// The keys of the pallet's storage, but for the totals of days, which every day has, however often e-seals were used on it.
fn keys() -> BTreeSet<Vec<u8>> {
	let prefix = sp_io::hashing::twox_128(b"UsageLog").to_vec();
	let totals = frame_support::storage::storage_prefix(b"UsageLog", b"TotalsOfDay");
	let mut keys = BTreeSet::new();
	let mut last = prefix.clone();
	while let Some(key) = sp_io::storage::next_key(&last).filter(|key| key.starts_with(&prefix)) {
		if !key.starts_with(&totals) {
			keys.insert(key.clone());
		}
		last = key;
	}
	keys
}

/// An enterprise that uses its e-seal in every way: by the owner and an operator, for one document and for many, listed and
/// anchored. Four records with nine uses.
fn use_in_every_way(company: &Company, operator: &AccountId) {
	assert_ok!(company.use_by(&company.owner));
	assert_ok!(company.use_by(operator));
	assert_ok!(company.list(operator, &[2, 3].map(document)));
	assert_ok!(company.anchor(&company.owner, 5));
}

#[test]
fn records_stay_for_ever_unless_a_motion_says_otherwise() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		assert_ok!(company.list(&company.owner, &[2, 3].map(document)));
		assert_ok!(company.anchor(&company.owner, 5));
		go_to(START + 200 * YEAR);
		assert_storage_noop!({
			sweep(Weight::MAX);
		});
		assert_eq!(Records::<Test>::iter().count(), 3);
		assert_eq!(LogStarts::<Test>::get(company.seal), LogHead::default());
	});
}

#[test]
fn only_a_motion_sets_the_retention() {
	run(|| {
		let company = Company::new(1);
		for origin in [company.origin(), ms(), ps(), dr(), RuntimeOrigin::none()] {
			assert_noop!(UsageLog::set_retention(origin, Some(STAY)), BadOrigin);
		}
		for short in [0, 1, MinRetention::get() - 1] {
			assert_noop!(
				UsageLog::set_retention(RuntimeOrigin::root(), Some(short)),
				Error::<Test>::RetentionTooShort
			);
		}
		events();
		for retention in [Some(MinRetention::get()), Some(u64::MAX), None] {
			assert_ok!(UsageLog::set_retention(RuntimeOrigin::root(), retention));
			assert_eq!(Retention::<Test>::get(), retention);
			assert_eq!(events(), [Event::RetentionSet { retention }]);
		}
	});
}

#[test]
fn records_leave_when_their_time_is_over_and_not_before() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		pass(HOUR);
		assert_ok!(company.use_by(&company.owner));
		stay(STAY);
		let start = || LogStarts::<Test>::get(company.seal).records;
		for (moment, left) in [
			(START + STAY - 1, 0),
			(START + STAY, 1),
			(START + STAY + HOUR - 1, 1),
			(START + STAY + HOUR, 2),
		] {
			go_to(moment);
			sweep(Weight::MAX);
			assert_eq!(start(), left, "at {moment:?}");
			UsageLog::do_try_state().unwrap();
			sweep(Weight::MAX);
			assert_eq!(start(), left, "again at {moment:?}");
		}
		assert_eq!(LogStarts::<Test>::get(company.seal), Heads::<Test>::get(company.seal));
	});
}

/// Whatever was recorded: beyond the retention the state is as if it had not been, but for the heads of logs and the statistics.
#[test]
fn a_use_leaves_nothing_in_the_state() {
	run(|| {
		let companies = [1, 2].map(Company::new);
		let granted = companies.clone().map(|company| {
			let grant = company.grants_until(&operator(1), START + YEAR);
			Grants::<Test>::mutate(grant, |grant| grant.as_mut().unwrap().quota = 1_000);
			grant
		});
		stay(STAY);
		let mut before = None;
		for _ in 0..3 {
			for _ in 0..5 {
				for company in &companies {
					use_in_every_way(company, &operator(1));
				}
				pass(HOUR);
			}
			assert_eq!(Records::<Test>::iter().count(), 5 * 2 * 4);
			go_to(now() + STAY);
			sweep(Weight::MAX);
			UsageLog::do_try_state().unwrap();
			let remains = keys();
			assert_eq!(before.get_or_insert_with(|| remains.clone()), &remains);
		}
		for (company, grant) in companies.iter().zip(granted) {
			// By each, one use and two in a batch, or five.
			assert_eq!(Grants::<Test>::get(grant).unwrap().used, 15 * 3);
			let head = Heads::<Test>::get(company.seal);
			assert_eq!((head.count, head.records, head.by_owner), (15 * 9, 15 * 4, 15 * 6));
			assert_eq!(LogStarts::<Test>::get(company.seal), head);
		}
		assert_eq!(Records::<Test>::iter().count(), 0);
		assert_eq!(DocumentsOf::<Test>::iter().count(), 0);
		assert_eq!(UsesOfDocument::<Test>::iter().count(), 0);
		assert_eq!(BlockUses::<Test>::iter().count(), 0);
	});
}

/// In the middle of a block and of a log, with each of the rooms from nothing to everything.
#[test]
fn leaving_goes_on_where_the_room_ended() {
	let known = [1, 1, 2, 1, 1, 1, 2, 1];
	for records in 0..=known.len() {
		run(|| {
			let companies = [1, 2].map(Company::new);
			for company in &companies {
				company.grants_until(&operator(1), START + YEAR);
				use_in_every_way(company, &operator(1));
			}
			go_to(START + STAY);
			// The clean-up of grants has nothing left to do.
			sweep(Weight::MAX);
			stay(STAY);
			// Block 0 had none, block 1 has them all.
			let room = leaving(2, &known[..records]);
			assert_eq!(sweep(room), room);
			assert_eq!(Records::<Test>::iter().count(), known.len() - records);
			let next = if records < known.len() {
				(1, records as u32)
			} else {
				(2, 0)
			};
			assert_eq!(NextToLeave::<Test>::get(), next);
			UsageLog::do_try_state().unwrap();
			// One weight less is not enough for the last of them.
			sweep(leaving(1, &known[records..]) - Weight::from_parts(1, 0));
			assert_eq!(Records::<Test>::iter().count(), usize::from(records < known.len()));
			UsageLog::do_try_state().unwrap();
			sweep(Weight::MAX);
			assert_eq!(Records::<Test>::iter().count(), 0);
		});
	}
}

#[test]
fn without_room_nothing_happens() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		stay(STAY);
		go_to(START + STAY);
		for room in [
			Weight::zero(),
			Weights::expiry_base(),
			Weights::expiry_base() * 2,
			leaving(1, &[]) - Weight::from_parts(1, 0),
			// The time is not all: a block's bytes are bounded too.
			Weight::from_parts(u64::MAX, 0),
		] {
			assert_storage_noop!(assert!(sweep(room).all_lte(room)));
		}
	});
}

/// A chain that got a retention after years looks at so many blocks at a time.
#[test]
fn old_blocks_are_looked_at_a_bounded_number_at_a_time() {
	run(|| {
		let company = Company::new(1);
		System::set_block_number(3 * MOST_BLOCKS);
		assert_ok!(company.use_by(&company.owner));
		stay(STAY);
		go_to(START + STAY);
		for sweeps in 1..=3 {
			assert_eq!(Records::<Test>::iter().count(), 1);
			assert_eq!(sweep(Weight::MAX), leaving(MOST_BLOCKS, &[]));
			assert_eq!(NextToLeave::<Test>::get(), (sweeps * MOST_BLOCKS, 0));
		}
		assert_eq!(sweep(Weight::MAX), leaving(1, &[1]));
		assert_eq!(Records::<Test>::iter().count(), 0);
	});
}

/// A full list leaves whole, or not at all.
#[test]
fn a_full_list_leaves_at_once() {
	run(|| {
		let company = Company::new(1);
		let documents = many_documents(MAX_LISTED);
		assert_ok!(company.list(&company.owner, &documents));
		stay(STAY);
		go_to(START + STAY);
		let room = leaving(2, &[MAX_LISTED]);
		sweep(room - Weight::from_parts(1, 0));
		assert_eq!(UsesOfDocument::<Test>::iter().count(), documents.len());
		assert_eq!(sweep(room), leaving(1, &[MAX_LISTED]));
		assert_eq!(UsesOfDocument::<Test>::iter().count(), 0);
	});
}

/// Numbers, indices and nonces go on: no statement serves again, and no number is given twice.
#[test]
fn a_log_goes_on_after_its_records_left() {
	run(|| {
		let company = Company::new(1);
		let grant = company.grants_until(&operator(1), START + YEAR);
		let first = company.statement(&company.owner);
		assert_ok!(company.record(&company.owner, first.clone()));
		assert_ok!(company.use_by(&operator(1)));
		stay(MinRetention::get());
		pass(MinRetention::get());
		sweep(Weight::MAX);
		let head = Heads::<Test>::get(company.seal);
		assert_eq!(LogStarts::<Test>::get(company.seal), head);
		// At this very moment the first statement is not too old yet.
		assert_noop!(company.record(&company.owner, first), Error::<Test>::WrongNonce);

		assert_ok!(company.use_by(&company.owner));
		assert_ok!(company.list(&operator(1), &[1, 2].map(document)));
		let records: Vec<RecordOf<Test>> = UsageLog::api_records_of_seal(company.seal, 2, 9);
		let told: Vec<_> = records.iter().map(|used| (used.index, used.nonce)).collect();
		assert_eq!(told, [(2, 1), (3, 1)]);
		assert_eq!(Grants::<Test>::get(grant).unwrap().used, QUOTA);
		assert_noop!(company.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		// Whoever has all records, from wherever, computes the head.
		let computed = records
			.iter()
			.fold(head, |head, record| eseal_crypto::advance(head, record).unwrap());
		assert_eq!(computed, Heads::<Test>::get(company.seal));
	});
}

#[test]
fn what_the_state_answers_begins_with_the_first_record_in_it() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.list(&company.owner, &[1, 2, 3].map(document)));
		company.use_on(&company.owner, document(4));
		pass(HOUR);
		assert_ok!(company.list(&company.owner, &[1, 5].map(document)));
		assert_ok!(company.anchor(&company.owner, 7));
		stay(STAY);
		go_to(START + STAY);
		sweep(Weight::MAX);
		let start = LogStarts::<Test>::get(company.seal);
		assert_eq!((start.records, start.count), (2, 4));
		for from in [0, 1, 4] {
			assert_eq!(UsageLog::api_records_of_seal(company.seal, from, 9), []);
		}
		assert_eq!(UsageLog::api_records_of_seal(company.seal, 2, 9).len(), 2);
		for index in 0..14 {
			let expected = match index {
				0..4 => None,
				4..6 => Some(2),
				6..13 => Some(3),
				_ => None,
			};
			let found = UsageLog::api_use_at(company.seal, index);
			assert_eq!(found.as_ref().map(|found| found.record), expected, "use {index}");
		}
		let places = |n| {
			let found = UsageLog::api_uses_of_document(document(n), None, 9);
			found.iter().map(|FoundUse { index, .. }| *index).collect::<Vec<_>>()
		};
		assert_eq!(
			[places(1), places(2), places(4), places(5)],
			[vec![4], vec![], vec![], vec![5]]
		);
		assert_eq!(UsageLog::api_documents_of_record(company.seal, 0), []);
		assert_eq!(UsageLog::api_use_digest(company.seal, 0), None);
		assert!(!UsesOfDocument::<Test>::contains_key(
			document_key(&document(1)),
			(company.seal, 0)
		));
	});
}

/// What an agency had to say about a use remains, and can be concluded.
#[test]
fn flags_outlive_the_use() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		let digest = UsageLog::api_use_digest(company.seal, 0).unwrap();
		assert_ok!(flag_use(ps(), company.seal, 0, FlagReason::Disputed, None));
		stay(STAY);
		go_to(START + STAY);
		sweep(Weight::MAX);
		assert_noop!(
			UsageLog::flag_use(ps(), company.seal, 0, 0, digest, FlagReason::Disputed, None),
			Error::<Test>::UseNotFound
		);
		assert_eq!(UsageLog::api_flags_of_use(company.seal, 0, None, 9).len(), 1);
		assert_ok!(close_flag(ps(), FlagId(0), FlagOutcome::Confirmed));
	});
}

/// What left does not come back, and what is there stays.
#[test]
fn a_longer_retention_holds_for_what_is_there() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		pass(DAY);
		assert_ok!(company.use_by(&company.owner));
		stay(STAY);
		go_to(START + STAY);
		sweep(Weight::MAX);
		for retention in [Some(2 * STAY), None] {
			assert_ok!(UsageLog::set_retention(RuntimeOrigin::root(), retention));
			go_to(now() + STAY - DAY);
			sweep(Weight::MAX);
			assert_eq!(LogStarts::<Test>::get(company.seal).records, 1);
		}
		go_to(now() + 100 * YEAR);
		sweep(Weight::MAX);
		assert_eq!(Records::<Test>::iter().count(), 1);
	});
}

/// Nodes that keep records have all that proofs are made of: the leaves from the block's end on, the record once it left.
#[test]
fn record_keepers_have_what_left() {
	let mut ext = new_test_ext();
	let (company, root, records) = ext.execute_with(|| {
		let company = Company::new(1);
		company.grants_until(&operator(1), START + YEAR);
		use_in_every_way(&company, &operator(1));
		let records = UsageLog::api_records_of_seal(company.seal, 0, 9);
		UsageLog::on_finalize(System::block_number());
		let root = System::digest().logs.iter().find_map(|item| match item {
			DigestItem::Consensus(crate::USES_ENGINE_ID, data) => crate::BlockUsesRoot::decode_all(&mut &data[..]).ok(),
			_ => None,
		});
		(company, root.unwrap().root, records)
	});
	ext.persist_offchain_overlay();
	let db = ext.offchain_db();
	let kept = |key: Vec<u8>| db.get(&key);
	let leaves = KeptLeaves::decode_all(&mut &kept(leaves_key(root)).unwrap()[..]).unwrap();
	let expected = ext.execute_with(|| {
		let proofs = (0..4).map(|record| UsageLog::api_use_proof(company.seal, record).unwrap().leaf);
		proofs.collect::<Vec<_>>()
	});
	assert_eq!(leaves, expected);
	assert_eq!(kept(record_key(company.seal, 0)), None, "it is in the state");

	ext.execute_with(|| {
		stay(STAY);
		go_to(START + STAY);
		sweep(Weight::MAX);
		assert_eq!(LogStarts::<Test>::get(company.seal).records, 4);
	});
	ext.persist_offchain_overlay();
	let db = ext.offchain_db();
	let kept = |key: Vec<u8>| db.get(&key);
	for (number, record) in (0..).zip(records) {
		let bytes = kept(record_key(company.seal, number)).unwrap();
		let expected = KeptRecord {
			documents: (number == 2).then(|| listed(&[2, 3].map(document))),
			record,
		};
		assert_eq!(KeptRecord::decode_all(&mut &bytes[..]), Ok(expected));
	}
}
