//! Batches whose call lists the documents: all of their uses or none, each found by its document.

use super::*;
use crate::{document_key, Call, DocumentsOf, Error, Heads, LogHead, Records, UseRecord, UsesOfDocument, WeightInfo};
use codec::DecodeAll;
use eseal_primitives::documents::MAX_LISTED;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, weights::Weight};
use pallet_e_seal::RejectionReason;
use sp_runtime::DispatchError;

/// An enterprise whose operator has a grant for so many uses.
fn with_quota(quota: u32) -> (Company, AccountId) {
	let company = Company::new(1);
	assert_ok!(company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, quota));
	(company, operator(1))
}

#[test]
fn owner_and_operator_record_a_batch_with_a_key_of_each_algorithm() {
	for key in Key::of_each_algorithm(1) {
		run(|| {
			let company = Company::with_key(1, key);
			let seal = company.seal;
			let grant = company.grants(&operator(1));
			events();
			let batches = [
				(company.owner.clone(), None, vec![document(1), document(2)], 2),
				(operator(1), Some(grant), vec![document(3), document(1), document(4)], 2),
			];
			let mut head = LogHead::default();
			for (number, (who, grant, documents, by_owner)) in (0..).zip(batches) {
				pass(HOUR);
				let index = head.count;
				let statement = UseStatement {
					purpose: Purpose::Invoice,
					signed_at: now() - 1,
					..company.batch_statement(&who, &documents)
				};
				let signature = company.sign(&who, &statement);
				let record = UseRecord {
					seal,
					index,
					documents: batch(&documents).unwrap(),
					purpose: Purpose::Invoice,
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
				assert_ok!(UsageLog::record_uses(
					origin,
					seal,
					statement,
					listed(&documents),
					signature
				));

				let uses = documents.len() as u64;
				head = LogHead {
					count: index + uses,
					records: number + 1,
					by_owner,
					digest: blake2_256(&(head.digest, &record).encode()).into(),
				};
				assert_eq!(
					events_but_alarms(),
					[Event::BatchRecorded {
						seal,
						uscc: company.registered(),
						index,
						documents: record.documents,
						listed: true,
						purpose: Purpose::Invoice,
						account: who.clone(),
						grant,
						head: head.digest,
					}]
				);
				assert_eq!(Records::<Test>::get(seal, number), Some(record));
				assert_eq!(Heads::<Test>::get(seal), head);
				assert_eq!(DocumentsOf::<Test>::get(seal, number), Some(listed(&documents)));
				for (index, document) in (index..).zip(documents) {
					assert_eq!(
						UsesOfDocument::<Test>::get(document_key(&document), (seal, index)),
						Some(number)
					);
				}
				let next = UseRight { grant, nonce: uses };
				assert_eq!(UsageLog::api_use_right(seal, &who), Some(next));
			}
			assert_eq!(Grants::<Test>::get(grant).map(|grant| grant.used), Some(3));
			assert_eq!(Records::<Test>::iter_keys().count(), 2);
			assert_eq!(UsesOfDocument::<Test>::iter_keys().count(), 5);
		});
	}
}

#[test]
fn a_batch_has_from_one_to_1024_documents() {
	run(|| {
		let company = Company::new(1);
		let mut uses = 0;
		for count in [1, 2, 3, MAX_LISTED - 1, MAX_LISTED] {
			let documents = many_documents(count);
			assert_ok!(company.list(&company.owner, &documents));
			let last = documents[documents.len() - 1];
			uses += u64::from(count);
			assert!(UsesOfDocument::<Test>::contains_key(
				document_key(&last),
				(company.seal, uses - 1)
			));
		}
		assert_eq!(Heads::<Test>::get(company.seal).count, uses);
		assert_eq!(UsesOfDocument::<Test>::iter_keys().count() as u64, uses);
	});
}

#[test]
fn a_call_with_more_documents_is_none() {
	run(|| {
		let company = Company::new(1);
		let documents = many_documents(MAX_LISTED + 1);
		let statement = company.batch_statement(&company.owner, &documents);
		let signature = company.sign(&company.owner, &statement);
		let call = |documents: &[DocumentDigest]| (5u8, company.seal, &statement, documents, &signature).encode();
		assert!(Call::<Test>::decode_all(&mut &call(&documents[1..])[..]).is_ok());
		assert!(Call::<Test>::decode_all(&mut &call(&documents)[..]).is_err());
		assert_eq!(Listed::try_from(documents.clone()), Err(documents));
	});
}

#[test]
fn a_list_other_than_the_one_that_was_signed() {
	let changes: [(&str, fn(&mut Vec<DocumentDigest>)); 12] = [
		("another order", |list| list.swap(0, 1)),
		("from the end", |list| list.reverse()),
		("another document", |list| list[2] = document(9)),
		("another algorithm", |list| {
			list[2] = DocumentDigest::Sm3(H256::repeat_byte(3));
		}),
		("one twice, in place of another", |list| list[1] = list[0]),
		("one more", |list| list.push(document(9))),
		("one more in front", |list| list.insert(0, document(9))),
		("the last twice", |list| list.push(list[2])),
		("without the last", |list| list.truncate(2)),
		("without the first", |list| {
			list.remove(0);
		}),
		("the whole twice", |list| list.extend_from_within(..)),
		("nothing", |list| list.clear()),
	];
	run(|| {
		let (company, operator) = with_quota(3);
		let right = [1, 2, 3].map(document);
		for who in [&company.owner, &operator] {
			let statement = company.batch_statement(who, &right);
			for (case, change) in changes {
				println!("{case}, sent by {who}");
				let mut list = right.to_vec();
				change(&mut list);
				assert_noop!(
					company.record_listed(who, statement.clone(), &list),
					Error::<Test>::DocumentsDiffer
				);
			}
			assert_ok!(company.record_listed(who, statement, &right));
		}
	});
}

#[test]
fn a_statement_with_another_number_or_root_than_the_list() {
	run(|| {
		let (company, operator) = with_quota(u32::MAX);
		let list = [1, 2, 3].map(document);
		let root_of = |list: &[DocumentDigest]| match batch(list) {
			Some(Documents::Batch { root, .. }) => root,
			other => panic!("{other:?}"),
		};
		let root = root_of(&list);
		let others = [
			(2, root),
			(4, root),
			(0, root),
			(1, root),
			(u32::MAX, root),
			(3, H256::zero()),
			(3, root_of(&list[..2])),
			(2, root_of(&list[..2])),
			(0, H256::zero()),
			(0, sp_io::hashing::sha2_256(b"").into()),
		];
		for who in [&company.owner, &operator] {
			for (count, root) in others {
				let statement = UseStatement {
					documents: Documents::Batch { count, root },
					..company.statement(who)
				};
				for list in [&list[..], &[]] {
					assert_noop!(
						company.record_listed(who, statement.clone(), list),
						Error::<Test>::DocumentsDiffer
					);
				}
			}
			assert_ok!(company.list(who, &list));
		}
	});
}

#[test]
fn a_statement_sent_by_the_call_for_another_kind() {
	run(|| {
		let (company, operator) = with_quota(3);
		let list = [document(1)];
		for who in [&company.owner, &operator] {
			let single = company.statement(who);
			let batch = company.batch_statement(who, &list);
			assert_noop!(company.record(who, batch.clone()), Error::<Test>::NotOneDocument);
			for list in [&list[..], &[]] {
				assert_noop!(
					company.record_listed(who, single.clone(), list),
					Error::<Test>::DocumentsDiffer
				);
			}
			assert_noop!(company.record_anchored(who, single.clone()), Error::<Test>::NotABatch);

			// Of the same document, and yet the signature of one is not the other's.
			let origin = || RuntimeOrigin::signed(who.clone());
			let (of_single, of_batch) = (company.sign(who, &single), company.sign(who, &batch));
			assert_noop!(
				UsageLog::record_use(origin(), company.seal, single, of_batch),
				Error::<Test>::SignatureInvalid
			);
			assert_noop!(
				UsageLog::record_uses(origin(), company.seal, batch.clone(), listed(&list), of_single.clone()),
				Error::<Test>::SignatureInvalid
			);
			assert_noop!(
				UsageLog::anchor_batch(origin(), company.seal, batch, of_single),
				Error::<Test>::SignatureInvalid
			);
			assert_ok!(company.list(who, &list));
		}
	});
}

#[test]
fn a_signature_over_another_statement() {
	let changes: [(&str, fn(&mut UseStatement)); 8] = [
		("another root", |statement| statement.documents = anchored(2)),
		("another number", |statement| {
			if let Documents::Batch { count, .. } = &mut statement.documents {
				*count += 1;
			}
		}),
		("one document", |statement| statement.documents = one(1)),
		("another grant", |statement| statement.grant = Some(GrantId(99))),
		("another nonce", |statement| statement.nonce += 1),
		("another purpose", |statement| statement.purpose = Purpose::Invoice),
		("another time", |statement| statement.signed_at.0 -= 1),
		("another e-seal", |statement| statement.seal.0 += 1),
	];
	for key in Key::of_each_algorithm(1) {
		run(|| {
			let company = Company::with_key(1, key);
			company.grants(&operator(1));
			let list = [1, 2].map(document);
			let senders = [company.owner.clone(), operator(1)];
			for (who, another) in [(&senders[0], &senders[1]), (&senders[1], &senders[0])] {
				let statement = company.batch_statement(who, &list);
				let refused = |case: &str, signature: SealSignature| {
					println!("{case}, sent by {who}");
					let origin = || RuntimeOrigin::signed(who.clone());
					let documents = listed(&list);
					assert_noop!(
						UsageLog::record_uses(origin(), company.seal, statement.clone(), documents, signature.clone()),
						Error::<Test>::SignatureInvalid
					);
					assert_noop!(
						UsageLog::anchor_batch(origin(), company.seal, statement.clone(), signature),
						Error::<Test>::SignatureInvalid
					);
				};
				for (case, change) in changes {
					let mut other = statement.clone();
					change(&mut other);
					refused(case, company.sign(who, &other));
				}
				refused("another account's", company.sign(another, &statement));
				let elsewhere = statement.bytes_to_sign(H256::repeat_byte(1), who);
				refused("on another chain", company.key.sign(&elsewhere));
				let bytes = statement.bytes_to_sign(genesis_hash::<Test>(), who);
				refused("another key's", Key::new(9).sign(&bytes));
				// The root is what the key signs, never the documents.
				refused("of the list", company.key.sign(&listed(&list).encode()));
				assert_ok!(company.record_listed(who, statement, &list));
			}
		});
	}
}

#[test]
fn a_statement_for_another_seal() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		for one in [&company, &other] {
			one.grants(&operator(1));
		}
		let list = [1, 2].map(document);
		let statement = other.batch_statement(&operator(1), &list);
		for signer in [&company, &other] {
			let signature = signer.sign(&operator(1), &statement);
			let origin = || RuntimeOrigin::signed(operator(1));
			assert_noop!(
				UsageLog::record_uses(
					origin(),
					company.seal,
					statement.clone(),
					listed(&list),
					signature.clone()
				),
				Error::<Test>::StatementForAnotherSeal
			);
			assert_noop!(
				UsageLog::anchor_batch(origin(), company.seal, statement.clone(), signature),
				Error::<Test>::StatementForAnotherSeal
			);
		}
		assert_ok!(other.record_listed(&operator(1), statement, &list));
	});
}

/// Whichever call sends it: the chain counts uses, and the next statement begins after all of them.
#[test]
fn a_batch_serves_once() {
	run(|| {
		let (company, operator) = with_quota(100);
		let list = [1, 2, 3].map(document);
		for who in [&company.owner, &operator] {
			let at = |nonce| UseStatement {
				nonce,
				..company.batch_statement(who, &list)
			};
			let replayed = |next: u64| {
				for nonce in (0..next + 5).filter(|nonce| *nonce != next) {
					assert_noop!(company.record_listed(who, at(nonce), &list), Error::<Test>::WrongNonce);
					assert_noop!(company.record_anchored(who, at(nonce)), Error::<Test>::WrongNonce);
					let single = UseStatement {
						nonce,
						..company.statement(who)
					};
					assert_noop!(company.record(who, single), Error::<Test>::WrongNonce);
				}
			};
			replayed(0);
			assert_ok!(company.record_listed(who, at(0), &list));
			replayed(3);
			pass(1);
			replayed(3);
			assert_ok!(company.record_anchored(who, at(3)));
			replayed(6);
			assert_ok!(company.use_by(who));
			replayed(7);
		}
	});
}

#[test]
fn a_batch_replayed_under_a_new_grant_or_by_a_new_owner() {
	run(|| {
		let (company, operator) = with_quota(2);
		let list = [1, 2].map(document);
		let by_operator = company.batch_statement(&operator, &list);
		let by_owner = company.batch_statement(&company.owner, &list);
		let signatures = [
			company.sign(&operator, &by_operator),
			company.sign(&company.owner, &by_owner),
		];
		assert_ok!(company.record_listed(&operator, by_operator.clone(), &list));
		assert_ok!(UsageLog::revoke_grant(company.origin(), GrantId(0)));
		let grant = Some(company.grants(&operator));
		assert_noop!(
			company.record_listed(&operator, by_operator.clone(), &list),
			Error::<Test>::GrantEnded
		);
		assert_noop!(
			company.record_anchored(&operator, by_operator.clone()),
			Error::<Test>::GrantEnded
		);
		let [of_operator, of_owner] = signatures;
		let moved = UseStatement { grant, ..by_operator };
		let origin = RuntimeOrigin::signed(operator.clone());
		assert_noop!(
			UsageLog::record_uses(origin, company.seal, moved, listed(&list), of_operator),
			Error::<Test>::SignatureInvalid
		);

		let heir = company.change_owner(&account(9));
		assert_noop!(
			UsageLog::record_uses(heir.origin(), heir.seal, by_owner.clone(), listed(&list), of_owner),
			Error::<Test>::SignatureInvalid
		);
		assert_ok!(heir.list(&heir.owner, &list));
		let back = heir.change_owner(&company.owner);
		assert_noop!(
			back.record_listed(&back.owner, by_owner, &list),
			Error::<Test>::WrongNonce
		);
	});
}

/// All or nothing: a grant is not used up by the part of a batch for which it has room.
#[test]
fn a_quota_with_room_for_all_but_one() {
	run(|| {
		let (company, operator) = with_quota(5);
		assert_ok!(company.use_by(&operator));
		let five = many_documents(5);
		assert_noop!(company.list(&operator, &five), Error::<Test>::QuotaExhausted);
		// It is not the end of the call that undoes it: nothing was written.
		let statement = company.batch_statement(&operator, &five);
		let signature = company.sign(&operator, &statement);
		assert_noop!(
			UsageLog::do_record_uses(
				operator.clone(),
				company.seal,
				statement,
				listed(&five),
				signature,
				None
			),
			Error::<Test>::QuotaExhausted
		);
		assert_ok!(company.list(&company.owner, &five));

		assert_ok!(company.list(&operator, &five[1..]));
		assert_eq!(Grants::<Test>::get(GrantId(0)).map(|grant| grant.used), Some(5));
		for documents in [&five[..1], &five[..]] {
			assert_noop!(company.list(&operator, documents), Error::<Test>::QuotaExhausted);
		}
	});
}

#[test]
fn a_purpose_that_was_not_granted() {
	run(|| {
		let (company, operator) = with_quota(100);
		let list = [1, 2].map(document);
		for purpose in Purpose::ALL {
			let statement = || UseStatement {
				purpose,
				..company.batch_statement(&operator, &list)
			};
			if GRANTED.contains(&purpose) {
				assert_ok!(company.record_listed(&operator, statement(), &list));
				assert_ok!(company.record_anchored(&operator, statement()));
			} else {
				let refused = || Error::<Test>::PurposeNotGranted;
				assert_noop!(company.record_listed(&operator, statement(), &list), refused());
				assert_noop!(company.record_anchored(&operator, statement()), refused());
			}
		}
	});
}

#[test]
fn a_batch_too_old_or_from_the_future() {
	run(|| {
		let company = Company::new(1);
		go_to(START + HOUR);
		let list = [1, 2].map(document);
		let (oldest, newest) = (now() - StatementLifetime::get(), now() + MaxClockAhead::get());
		let at = |signed_at| UseStatement {
			signed_at,
			..company.batch_statement(&company.owner, &list)
		};
		let cases = [
			(oldest - 1, DispatchError::from(Error::<Test>::StatementTooOld)),
			(newest + 1, Error::<Test>::StatementFromFuture.into()),
		];
		for (moment, error) in cases {
			assert_noop!(company.record_listed(&company.owner, at(moment), &list), error);
			assert_noop!(company.record_anchored(&company.owner, at(moment)), error);
		}
		assert_ok!(company.record_listed(&company.owner, at(oldest), &list));
		assert_ok!(company.record_anchored(&company.owner, at(newest)));
	});
}

/// Asserts that a batch is refused as a use is, by both calls, and returns why.
fn refused_alike(company: &Company, who: &AccountId) -> DispatchError {
	let error = company.use_by(who).unwrap_err();
	assert_noop!(company.list(who, &[1, 2].map(document)), error);
	assert_noop!(company.anchor(who, 2), error);
	error
}

#[test]
fn a_batch_is_refused_where_a_use_is() {
	for hold in ALL_HOLDS {
		run(|| {
			let (company, operator) = with_quota(10);
			company.place(hold);
			for who in [&company.owner, &operator] {
				refused_alike(&company, who);
			}
		});
	}
	let refused = |company: &Company, who: &AccountId, error: Error<Test>| {
		assert_eq!(refused_alike(company, who), DispatchError::from(error));
	};
	run(|| {
		let (company, operator) = with_quota(10);
		refused(&company, &account(200), Error::NoGrant);
		go_to(GRANTED_UNTIL);
		refused(&company, &operator, Error::GrantExpired);
		assert_ok!(company.list(&company.owner, &[document(1)]));
		company.revoke();
		for who in [&company.owner, &operator, &account(200)] {
			refused(&company, who, Error::SealRevoked);
		}
	});
	run(|| {
		let nothing = Company::register(1);
		refused(&nothing, &nothing.owner, Error::SealNotFound);
		let rejected = nothing.apply(Key::new(1), START..START + YEAR);
		refused(&rejected, &rejected.owner, Error::SealNotIssued);
		let (seal, digest) = (rejected.seal, rejected.digest());
		assert_ok!(ESeal::reject(dr(), seal, digest, RejectionReason::Other));
		refused(&rejected, &rejected.owner, Error::SealNotIssued);

		let validity = START + HOUR..START + 2 * HOUR;
		let company = nothing.apply(Key::new(2), validity).approved();
		refused(&company, &company.owner, Error::SealNotYetValid);
		go_to(START + HOUR);
		assert_ok!(company.list(&company.owner, &[document(1)]));
		go_to(START + 2 * HOUR);
		refused(&company, &company.owner, Error::SealExpired);
	});
}

#[test]
fn a_batch_in_a_full_block() {
	run(|| {
		let (company, operator) = with_quota(10);
		for _ in 0..MaxUsesPerBlock::get() {
			assert_ok!(company.use_by(&company.owner));
		}
		let list = [1, 2].map(document);
		let statement = company.batch_statement(&operator, &list);
		let signature = company.sign(&operator, &statement);
		assert_noop!(company.list(&operator, &list), Error::<Test>::BlockFull);
		assert_noop!(company.anchor(&operator, 2), Error::<Test>::BlockFull);
		let send = || {
			let (statement, signature) = (statement.clone(), signature.clone());
			UsageLog::do_record_uses(
				operator.clone(),
				company.seal,
				statement,
				listed(&list),
				signature,
				None,
			)
		};
		// Nothing was written that the end of the call would have to undo.
		assert_noop!(send(), Error::<Test>::BlockFull);
		pass(1);
		assert_ok!(send());
	});
}

#[test]
fn a_batch_beyond_the_end_of_a_log() {
	let ends: [fn(&mut LogHead); 3] = [
		|head| head.count = u64::MAX - 2,
		|head| head.records = u64::MAX,
		|head| head.by_owner = u64::MAX - 2,
	];
	for end in ends {
		new_test_ext().execute_with(|| {
			let company = Company::new(1);
			Heads::<Test>::mutate(company.seal, end);
			let list = many_documents(3);
			assert_noop!(company.list(&company.owner, &list), Error::<Test>::Overflow);
			assert_noop!(company.anchor(&company.owner, 3), Error::<Test>::Overflow);
			let statement = company.batch_statement(&company.owner, &list);
			let signature = company.sign(&company.owner, &statement);
			let owner = company.owner.clone();
			assert_noop!(
				UsageLog::do_record_uses(owner, company.seal, statement, listed(&list), signature, None),
				Error::<Test>::Overflow
			);
		});
	}
}

#[test]
fn an_origin_that_nobody_signed() {
	run(|| {
		let company = Company::new(1);
		let list = [document(1)];
		let statement = company.batch_statement(&company.owner, &list);
		let signature = company.sign(&company.owner, &statement);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let (statement, signature) = (statement.clone(), signature.clone());
			assert_noop!(
				UsageLog::record_uses(origin, company.seal, statement, listed(&list), signature),
				DispatchError::BadOrigin
			);
		}
	});
}

/// A document may be in a batch several times: each is a use of its own.
#[test]
fn a_document_that_is_twice_in_a_batch_has_two_uses() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.use_by(&company.owner));
		assert_ok!(company.list(&company.owner, &[1, 2, 1].map(document)));
		assert_ok!(company.list(&company.owner, &[document(1); MAX_LISTED as usize]));
		let found: BTreeSet<_> = UsesOfDocument::<Test>::iter_prefix(document_key(&document(1))).collect();
		let all = (4..4 + u64::from(MAX_LISTED)).map(|index| (index, 2));
		let all = [(0, 0), (1, 1), (3, 1)].into_iter().chain(all);
		let expected: BTreeSet<_> = all.map(|(index, record)| ((company.seal, index), record)).collect();
		assert_eq!(found, expected);
		assert_eq!(
			UsesOfDocument::<Test>::iter_prefix(document_key(&document(2))).count(),
			1
		);
	});
}

fn weight_of(call: Call<Test>) -> Weight {
	call.get_dispatch_info().call_weight
}

#[test]
fn a_batch_weighs_no_less_than_a_use_and_more_with_each_document() {
	run(|| {
		let company = Company::new(1);
		let share = Weights::commit_uses(1) - Weights::commit_uses(0);
		for key in Key::of_each_algorithm(1) {
			let (seal, signature) = (company.seal, key.sign(b""));
			let statement = company.statement(&company.owner);
			let single = match &key {
				Key::Sm2(_) => Weights::record_use_sm2(),
				_ => Weights::record_use(),
			};
			let single = single + share;
			let of_use = Call::record_use {
				seal,
				statement: statement.clone(),
				signature: signature.clone(),
			};
			let of_anchored = Call::anchor_batch {
				seal,
				statement: statement.clone(),
				signature: signature.clone(),
			};
			assert_eq!([weight_of(of_use), weight_of(of_anchored)], [single; 2]);
			let listing = |count| {
				weight_of(Call::record_uses {
					seal,
					statement: statement.clone(),
					documents: listed(&many_documents(count)),
					signature: signature.clone(),
				})
			};
			assert!(listing(0).all_gte(single));
			for count in [1, 2, 3, 100, MAX_LISTED] {
				let rest = Weights::record_uses(count) - Weights::record_use();
				assert_eq!(listing(count), single + rest);
				assert!(listing(count).all_gt(listing(count - 1)));
			}
		}
	});
}

/// As they were measured, too.
#[test]
fn the_weight_of_a_batch_grows_with_its_documents() {
	let measured = <() as WeightInfo>::record_uses;
	assert!(measured(1).ref_time() > <() as WeightInfo>::record_use().ref_time());
	for count in [2, 64, MAX_LISTED] {
		assert!(measured(count).ref_time() > measured(count - 1).ref_time());
		assert!(measured(count).all_gte(measured(1)));
	}
}
