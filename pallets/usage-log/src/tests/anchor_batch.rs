//! Batches of which the chain knows the number and the root: their uses are counted, and none is found by its document.

use super::*;
use crate::{DocumentsOf, Error, Heads, LogHead, Records, UseRecord, UsesOfDocument};
use eseal_primitives::documents::{MAX_ANCHORED, MAX_LISTED};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn owner_and_operator_anchor_a_batch_with_a_key_of_each_algorithm() {
	for key in Key::of_each_algorithm(1) {
		run(|| {
			let company = Company::with_key(1, key);
			let seal = company.seal;
			assert_ok!(company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, MAX_ANCHORED));
			events();
			let batches = [
				(company.owner.clone(), None, 7, 7),
				(operator(1), Some(GrantId(0)), MAX_ANCHORED, 7),
			];
			let mut head = LogHead::default();
			for (number, (who, grant, count, by_owner)) in (0..).zip(batches) {
				pass(HOUR);
				let index = head.count;
				let statement = UseStatement {
					documents: anchored(count),
					signed_at: now() - 1,
					..company.statement(&who)
				};
				let signature = company.sign(&who, &statement);
				let record = UseRecord {
					seal,
					index,
					documents: anchored(count),
					purpose: Purpose::Contract,
					account: who.clone(),
					grant,
					nonce: 0,
					signed_at: now() - 1,
					recorded_at: now(),
					block: System::block_number(),
					history_len: 2,
					approval: None,
					signature: signature.clone(),
				};
				let origin = RuntimeOrigin::signed(who.clone());
				assert_ok!(UsageLog::anchor_batch(origin, seal, statement, signature));

				head = LogHead {
					count: index + u64::from(count),
					records: number + 1,
					by_owner,
					digest: blake2_256(&(head.digest, &record).encode()).into(),
				};
				assert_eq!(Records::<Test>::get(seal, number), Some(record));
				assert_eq!(Heads::<Test>::get(seal), head);
				assert_eq!(
					events_but_alarms(),
					[Event::BatchRecorded {
						seal,
						uscc: company.registered(),
						index,
						documents: anchored(count),
						listed: false,
						purpose: Purpose::Contract,
						account: who.clone(),
						grant,
						head: head.digest,
					}]
				);
				let next = UseRight {
					grant,
					nonce: count.into(),
				};
				assert_eq!(UsageLog::api_use_right(seal, &who), Some(next));
			}
			let used = Grants::<Test>::get(GrantId(0)).map(|grant| grant.used);
			assert_eq!(used, Some(MAX_ANCHORED));
			assert_eq!(DocumentsOf::<Test>::iter_keys().count(), 0);
			assert_eq!(UsesOfDocument::<Test>::iter_keys().count(), 0);
		});
	}
}

#[test]
fn a_batch_has_from_one_to_2_to_the_power_of_20_uses() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, u32::MAX));
		for who in [&company.owner, &operator(1)] {
			for count in [0, (1 << 20) + 1, 1 << 21, u32::MAX - 1, u32::MAX] {
				assert_noop!(company.anchor(who, count), Error::<Test>::BatchSize);
			}
			for count in [1, 2, MAX_LISTED + 1, (1 << 20) - 1, 1 << 20] {
				assert_ok!(company.anchor(who, count));
			}
		}
	});
}

#[test]
fn one_document_is_not_anchored() {
	run(|| {
		let company = Company::new(1);
		company.grants(&operator(1));
		for who in [&company.owner, &operator(1)] {
			assert_noop!(
				company.record_anchored(who, company.statement(who)),
				Error::<Test>::NotABatch
			);
		}
	});
}

/// What is signed does not say by which call it is sent: the sender may keep the list to itself.
#[test]
fn a_batch_that_could_be_listed_is_anchored_instead() {
	run(|| {
		let company = Company::new(1);
		let list = [1, 2, 3].map(document);
		let statement = company.batch_statement(&company.owner, &list);
		assert_ok!(company.record_anchored(&company.owner, statement.clone()));
		assert!(UsageLog::api_documents_of_record(company.seal, 0).is_empty());
		// It is not listed later on.
		assert_noop!(
			company.record_listed(&company.owner, statement, &list),
			Error::<Test>::WrongNonce
		);
		assert!(UsageLog::api_uses_of_document(document(1), None, 9).is_empty());
	});
}

#[test]
fn what_follows_a_batch_counts_all_its_uses() {
	run(|| {
		let company = Company::new(1);
		let most = u64::from(MAX_ANCHORED);
		for _ in 0..3 {
			assert_ok!(company.anchor(&company.owner, MAX_ANCHORED));
		}
		for nonce in [0, 3, most, 3 * most - 1, 3 * most + 1] {
			let statement = UseStatement {
				nonce,
				..company.statement(&company.owner)
			};
			assert_noop!(company.record(&company.owner, statement), Error::<Test>::WrongNonce);
		}
		assert_ok!(company.use_by(&company.owner));
		let used = Records::<Test>::get(company.seal, 3).unwrap();
		assert_eq!((used.index, used.nonce), (3 * most, 3 * most));
	});
}

#[test]
fn a_quota_with_room_for_all_but_one() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, MAX_ANCHORED));
		assert_ok!(company.use_by(&operator(1)));
		assert_noop!(
			company.anchor(&operator(1), MAX_ANCHORED),
			Error::<Test>::QuotaExhausted
		);
		let statement = UseStatement {
			documents: anchored(MAX_ANCHORED),
			..company.statement(&operator(1))
		};
		let signature = company.sign(&operator(1), &statement);
		// Nothing was written that the end of the call would have to undo.
		assert_noop!(
			UsageLog::do_anchor_batch(operator(1), company.seal, statement, signature, None),
			Error::<Test>::QuotaExhausted
		);
		assert_ok!(company.anchor(&operator(1), MAX_ANCHORED - 1));
		for count in [1, MAX_ANCHORED] {
			assert_noop!(company.anchor(&operator(1), count), Error::<Test>::QuotaExhausted);
		}
	});
}

/// A count that wraps would make an endless grant of a used-up one.
#[test]
fn the_largest_quota_is_not_passed_either() {
	new_test_ext().execute_with(|| {
		let company = Company::new(1);
		assert_ok!(company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, u32::MAX));
		Grants::<Test>::mutate(GrantId(0), |grant| grant.as_mut().unwrap().used = u32::MAX - 2);
		for count in [3, MAX_ANCHORED] {
			assert_noop!(company.anchor(&operator(1), count), Error::<Test>::QuotaExhausted);
		}
		assert_ok!(company.anchor(&operator(1), 2));
		assert_noop!(company.anchor(&operator(1), 1), Error::<Test>::QuotaExhausted);
		assert_eq!(Grants::<Test>::get(GrantId(0)).map(|grant| grant.used), Some(u32::MAX));
	});
}

#[test]
fn an_origin_that_nobody_signed() {
	run(|| {
		let company = Company::new(1);
		let statement = company.batch_statement(&company.owner, &[document(1)]);
		let signature = company.sign(&company.owner, &statement);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				UsageLog::anchor_batch(origin, company.seal, statement.clone(), signature.clone()),
				DispatchError::BadOrigin
			);
		}
	});
}
