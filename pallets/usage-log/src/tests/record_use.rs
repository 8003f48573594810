use super::*;
use crate::{document_key, DocumentsOf, Heads, LogHead, OpenGrantCount, Records, UseRecord, UsesOfDocument};
use frame_support::assert_ok;

#[test]
fn owner_and_operator_use_a_seal_with_a_key_of_each_algorithm() {
	for key in Key::of_each_algorithm(1) {
		run(|| {
			let company = Company::with_key(1, key);
			let seal = company.seal;
			let grant = company.grants(&operator(1));
			events();
			let senders = [
				(&company.owner, None),
				(&operator(1), Some(grant)),
				(&operator(1), Some(grant)),
			];
			let mut head = LogHead::default();
			for (n, (who, grant)) in (0u8..).zip(senders) {
				pass(HOUR);
				let index = u64::from(n);
				let statement = UseStatement {
					documents: one(n),
					purpose: Purpose::Invoice,
					signed_at: now() - 1,
					..company.statement(who)
				};
				let nonce = statement.nonce;
				let signature = company.sign(who, &statement);
				let record = UseRecord {
					seal,
					index,
					documents: one(n),
					purpose: Purpose::Invoice,
					account: who.clone(),
					grant,
					nonce,
					signed_at: now() - 1,
					recorded_at: now(),
					block: System::block_number(),
					history_len: 2,
					approval: None,
					signature: signature.clone(),
				};
				assert_ok!(UsageLog::record_use(
					RuntimeOrigin::signed(who.clone()),
					seal,
					statement,
					signature
				));

				head = LogHead {
					count: index + 1,
					records: index + 1,
					by_owner: 1,
					digest: blake2_256(&(head.digest, &record).encode()).into(),
				};
				assert_eq!(Records::<Test>::get(seal, index), Some(record));
				assert_eq!(Heads::<Test>::get(seal), head);
				let next = UseRight {
					grant,
					nonce: nonce + 1,
				};
				assert_eq!(UsageLog::api_use_right(seal, who), Some(next));
				assert_eq!(
					UsesOfDocument::<Test>::get(document_key(&document(n)), (seal, index)),
					Some(index)
				);
				assert_eq!(
					events(),
					[Event::UseRecorded {
						seal,
						uscc: company.registered(),
						index,
						document: document(n),
						purpose: Purpose::Invoice,
						account: who.clone(),
						grant,
						head: head.digest,
					}]
				);
			}
			assert_eq!(
				Grants::<Test>::get(grant).map(|grant| (grant.used, grant.ended)),
				Some((2, None))
			);
			assert_eq!(Records::<Test>::iter_keys().count(), 3);
			assert_eq!(DocumentsOf::<Test>::iter_keys().count(), 0);
			assert_eq!(UsesOfDocument::<Test>::iter_keys().count(), 3);
			assert_eq!(System::providers(&company.owner), 1);
			assert_eq!(System::providers(&operator(1)), 1);
		});
	}
}

#[test]
fn each_grant_counts_its_own_statements_and_the_log_counts_all() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let operators = [operator(1), operator(2)];
		for operator in &operators {
			company.grants(operator);
			other.grants(operator);
		}
		for who in [
			&company.owner,
			&operators[0],
			&operators[0],
			&operators[1],
			&company.owner,
		] {
			assert_ok!(company.use_by(who));
		}
		assert_ok!(other.use_by(&operators[0]));

		let log: Vec<_> = (0..5)
			.map(|index| Records::<Test>::get(company.seal, index).unwrap())
			.collect();
		assert_eq!(
			log.iter().map(|record| record.nonce).collect::<Vec<_>>(),
			[0, 0, 1, 0, 1]
		);
		assert_eq!(
			log.iter().map(|record| record.grant).collect::<Vec<_>>(),
			[None, Some(0), Some(0), Some(2), None].map(|grant| grant.map(GrantId))
		);
		assert_eq!(Heads::<Test>::get(company.seal).count, 5);
		assert_eq!(Heads::<Test>::get(other.seal).count, 1);
		let nonce =
			|company: &Company, who: &AccountId| UsageLog::api_use_right(company.seal, who).map(|right| right.nonce);
		assert_eq!(nonce(&company, &operators[0]), Some(2));
		assert_eq!(nonce(&company, &company.owner), Some(2));
		assert_eq!(nonce(&other, &operators[0]), Some(1));
	});
}

#[test]
fn a_grant_is_used_to_the_last_and_stays_open() {
	run(|| {
		let company = Company::new(1);
		let id = company.grants(&operator(1));
		for used in 1..=QUOTA {
			assert_ok!(company.use_by(&operator(1)));
			assert_eq!(Grants::<Test>::get(id).map(|grant| grant.used), Some(used));
		}
		assert_eq!(OpenGrants::<Test>::get(company.seal, operator(1)), Some(id));
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), 1);
		assert_eq!(System::providers(&operator(1)), 1);
	});
}

#[test]
fn an_owner_uses_the_seal_for_every_purpose_and_digest() {
	run(|| {
		let company = Company::new(1);
		let hash = H256::repeat_byte(7);
		let digests = [
			DocumentDigest::Sha256(hash),
			DocumentDigest::Sm3(hash),
			DocumentDigest::Blake2b256(hash),
			DocumentDigest::Commitment(hash),
		];
		for (purpose, document) in Purpose::GRANTABLE.into_iter().zip(digests.into_iter().cycle()) {
			let statement = UseStatement {
				purpose,
				documents: Documents::One(document),
				..company.statement(&company.owner)
			};
			assert_ok!(company.record(&company.owner, statement));
		}
		// The same bytes under another algorithm are another document.
		let found = digests.map(|digest| UsesOfDocument::<Test>::iter_key_prefix(document_key(&digest)).count());
		assert_eq!(found, [2, 2, 2, 1]);
	});
}

#[test]
fn a_document_is_found_under_every_seal_and_use() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		company.use_on(&company.owner, document(9));
		company.use_on(&company.owner, document(8));
		company.use_on(&company.owner, document(9));
		other.use_on(&other.owner, document(9));
		let found: BTreeSet<_> = UsesOfDocument::<Test>::iter_key_prefix(document_key(&document(9))).collect();
		assert_eq!(
			found,
			BTreeSet::from([(company.seal, 0), (company.seal, 2), (other.seal, 0)])
		);
	});
}

#[test]
fn a_new_owner_goes_on_with_the_nonce_of_the_old_one() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		let heir = company.change_owner(&account(2));
		assert_ok!(heir.use_by(&heir.owner));
		let nonces = [0, 1].map(|record| Records::<Test>::get(company.seal, record).unwrap().nonce);
		assert_eq!(nonces, [0, 1]);
		let head = Heads::<Test>::get(company.seal);
		assert_eq!((head.count, head.by_owner), (2, 2));
		assert_eq!(UsageLog::api_use_right(company.seal, &company.owner), None);
	});
}

#[test]
fn a_second_grant_begins_with_nonce_0() {
	run(|| {
		let company = Company::new(1);
		let first = company.grants(&operator(1));
		assert_ok!(company.use_by(&operator(1)));
		assert_ok!(UsageLog::revoke_grant(company.origin(), first));
		let grant = company.grants(&operator(1));
		let right = UseRight {
			grant: Some(grant),
			nonce: 0,
		};
		assert_eq!(UsageLog::api_use_right(company.seal, &operator(1)), Some(right));
		assert_ok!(company.use_by(&operator(1)));
		let used = Records::<Test>::get(company.seal, 1).unwrap();
		assert_eq!((used.grant, used.nonce), (Some(grant), 0));
	});
}
