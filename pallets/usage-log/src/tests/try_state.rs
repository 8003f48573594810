//! Each invariant is attacked: a storage that breaks it is found.

use super::*;
use crate::{
	document_key, Activity, BlockLeaves, BlockUses, DayActivity, DocumentsOf, FirstDay, Flags, FlagsOfUse, Grant,
	Heads, LentGrants, LogHead, LogStarts, NextExpiryDay, NextFlagId, NextToLeave, OpenGrantCount, RecordOf, Records,
	RefusedInBlock, SealActivity, TotalsOfDay, UsesOfDocument,
};
use eseal_primitives::documents::MAX_ANCHORED;
use frame_support::{assert_ok, traits::Hooks};
use pallet_agencies::Seat;
use pallet_e_seal::{Enterprises, History, Hold, SealStatus, Seals};
use sp_runtime::TryRuntimeError;

/// What there is to corrupt.
struct Scene {
	company: Company,
	/// A grant with a use.
	open: GrantId,
	/// A grant that was revoked after a use and a batch of two.
	ended: GrantId,
}

/// The records in the scene, by number. Those by the owner are the first and the last two.
const BY_OWNER: u64 = 0;
const UNDER_OPEN: u64 = 1;
const UNDER_ENDED: u64 = 2;
/// Under the grant that ended too.
const LISTED: u64 = 3;
const ANCHORED: u64 = 4;
const LAST: u64 = 5;
const RECORDS: u64 = 6;

/// The documents of the batches, and the indices of their first uses. Of the other records, the index is the number.
const LISTED_DOCUMENTS: [u8; 2] = [1, 2];
const FIRST_LISTED: u64 = 3;
const ANCHORED_DOCUMENTS: [u8; 3] = [4, 5, 6];
const FIRST_ANCHORED: u64 = 5;
const LAST_INDEX: u64 = 8;
const COUNT: u64 = 9;

/// The flags in the scene: both on the owner's first use.
const OPEN_FLAG: crate::FlagId = crate::FlagId(0);
const CLOSED_FLAG: crate::FlagId = crate::FlagId(1);

const NOT_USABLE: &str = "a use when the e-seal's history says that it was not active or had a hold";
const NOT_SIGNED: &str = "a use without its seal key's signature";
const NOT_COVERED: &str = "a use under a grant that does not cover it";
const NOT_FOUND: &str = "a use cannot be found by its document";
const NOT_OF_A_LOG: &str = "a use that is indexed by its document is in no log";
const OTHER_LIST: &str = "a batch lists other documents than its seal key signed";
const MISPLACED: &str = "a record is stored under another e-seal, or its first use has another index";
const NOT_COUNTED: &str = "a record is not counted by its log";
const OUT_OF_ORDER: &str = "a statement was used twice, or out of order";
const OTHER_HEAD: &str = "a log's head does not cover its records";

const EXPIRY_DAY: u64 = GRANTED_UNTIL.0 / DAY;

impl Scene {
	fn new() -> Self {
		let company = Company::new(1);
		let [open, ended] = [1, 2].map(|n| company.grants(&operator(n)));
		let owner = &company.owner;
		for who in [owner, &operator(1), &operator(2)] {
			assert_ok!(company.use_by(who));
		}
		assert_ok!(company.list(&operator(2), &LISTED_DOCUMENTS.map(document)));
		let anchored = company.batch_statement(owner, &ANCHORED_DOCUMENTS.map(document));
		assert_ok!(company.record_anchored(owner, anchored));
		assert_ok!(company.use_by(owner));
		assert_ok!(UsageLog::revoke_grant(company.origin(), ended));
		for _ in 0..2 {
			assert_ok!(flag_use(
				ps(),
				company.seal,
				BY_OWNER,
				crate::FlagReason::Disputed,
				None
			));
		}
		assert_ok!(close_flag(ps(), CLOSED_FLAG, crate::FlagOutcome::Unfounded));
		Self { company, open, ended }
	}

	fn seal(&self) -> SealId {
		self.company.seal
	}

	fn change_grant(&self, id: GrantId, change: fn(&mut Grant<AccountId>)) {
		Grants::<Test>::mutate(id, |grant| change(grant.as_mut().unwrap()));
	}

	/// Changes a record, and nothing else.
	fn change(&self, record: u64, change: impl FnOnce(&mut RecordOf<Test>)) {
		Records::<Test>::mutate(self.seal(), record, |record| change(record.as_mut().unwrap()));
	}

	/// Changes a record, and has the seal key sign it as it is then.
	fn change_and_sign(&self, record: u64, change: impl FnOnce(&mut RecordOf<Test>)) {
		self.change(record, |record| {
			change(record);
			record.signature = self.company.sign(&record.account, &record.statement());
		});
	}

	/// Computes the log's head anew, as one would who wants to hide a change.
	fn cover_up(&self) {
		let head = (0..Heads::<Test>::get(self.seal()).records).fold(LogHead::default(), |head, number| {
			eseal_crypto::advance(head, &Records::<Test>::get(self.seal(), number).unwrap()).unwrap()
		});
		Heads::<Test>::insert(self.seal(), head);
	}

	fn change_head(&self, change: fn(&mut LogHead)) {
		Heads::<Test>::mutate(self.seal(), change);
	}

	/// Puts documents where the list of a record is.
	fn put_list(&self, record: u64, documents: &[u8]) {
		let documents: Vec<_> = documents.iter().copied().map(document).collect();
		DocumentsOf::<Test>::insert(self.seal(), record, listed(&documents));
	}

	/// Has a document lead to a record as the use with this index.
	fn point(&self, n: u8, index: u64, record: u64) {
		UsesOfDocument::<Test>::insert(document_key(&document(n)), (self.seal(), index), record);
	}

	fn forget(&self, n: u8, index: u64) {
		UsesOfDocument::<Test>::remove(document_key(&document(n)), (self.seal(), index));
	}

	fn change_activity(&self, change: fn(&mut SealActivity)) {
		Activity::<Test>::mutate(self.seal(), change);
	}

	fn change_flag(&self, id: crate::FlagId, change: fn(&mut crate::Flag<AccountId>)) {
		Flags::<Test>::mutate(id, |flag| change(flag.as_mut().unwrap()));
	}
}

/// Each corruption is found, and said to be what it is.
fn found<const N: usize>(corruptions: [(&str, fn(&Scene)); N]) {
	for (n, (message, corrupt)) in corruptions.into_iter().enumerate() {
		new_test_ext().execute_with(|| {
			let scene = Scene::new();
			UsageLog::do_try_state().unwrap();
			corrupt(&scene);
			match UsageLog::do_try_state() {
				Err(TryRuntimeError::Other(found)) => assert_eq!(found, message, "corruption {n}"),
				other => panic!("corruption {n}: {other:?} instead of: {message}"),
			}
		});
	}
}

#[test]
fn a_grants_uses_are_counted() {
	found([
		(
			"a grant, with what was lent from it, was used more often than its quota allows",
			|scene| {
				scene.change_grant(scene.open, |grant| grant.quota = 0);
			},
		),
		(
			"a grant, with what was lent from it, was used more often than its quota allows",
			|scene| {
				scene.change_grant(scene.open, |grant| grant.lent = u32::MAX);
			},
		),
		(
			"a grant's count of uses under those that were lent from it is wrong",
			|scene| {
				scene.change_grant(scene.open, |grant| grant.lent = 1);
			},
		),
		("a grant is lent from one that does not exist", |scene| {
			LentGrants::<Test>::insert(GrantId(99), sp_runtime::BoundedVec::truncate_from(vec![scene.open]));
			scene.change_grant(scene.open, |grant| grant.lent_from = Some(GrantId(99)));
		}),
		("an open grant is not noted as lent, or an ended one is", |scene| {
			scene.change_grant(scene.open, |grant| grant.lent_from = Some(GrantId(1)));
		}),
		("a grant is noted as lent that is not, or is no longer", |scene| {
			LentGrants::<Test>::insert(scene.ended, sp_runtime::BoundedVec::truncate_from(vec![scene.open]));
		}),
		("a grant is noted as lent that is not, or is no longer", |scene| {
			LentGrants::<Test>::insert(scene.ended, sp_runtime::BoundedVec::default());
		}),
		("a grant's count of uses is wrong", |scene| {
			scene.change_grant(scene.open, |grant| grant.used += 1);
		}),
		("a grant's count of uses is wrong", |scene| {
			// It counts uses, not records.
			scene.change_grant(scene.ended, |grant| grant.used = 2);
		}),
		("a grant's count of uses is wrong", |scene| {
			scene.change(LISTED, |record| record.documents = one(1));
		}),
		("a grant's count of uses is wrong", |scene| {
			scene.change(UNDER_OPEN, |record| record.documents = anchored(2));
		}),
	]);
}

#[test]
fn a_grant_is_open_or_ended_everywhere() {
	found([
		("an open grant is not indexed as open, or an ended one is", |scene| {
			OpenGrants::<Test>::remove(scene.seal(), operator(1));
		}),
		("an open grant is not indexed as open, or an ended one is", |scene| {
			OpenGrants::<Test>::insert(scene.seal(), operator(2), scene.ended);
		}),
		("an open grant is not indexed as open, or an ended one is", |scene| {
			scene.change_grant(scene.open, |grant| grant.ended = Some((START, GrantEnd::Expired)));
		}),
		("an open grant is not indexed as open, or an ended one is", |scene| {
			scene.change_grant(scene.ended, |grant| grant.ended = None);
		}),
		("an open grant is indexed that does not exist", |scene| {
			OpenGrants::<Test>::insert(scene.seal(), operator(3), GrantId(99));
		}),
		("an e-seal's count of open grants is wrong", |scene| {
			OpenGrantCount::<Test>::insert(scene.seal(), 2);
		}),
		("an e-seal's count of open grants is wrong", |scene| {
			OpenGrantCount::<Test>::remove(scene.seal());
		}),
		("an e-seal's count of open grants is wrong", |_| {
			OpenGrantCount::<Test>::insert(SealId(99), 0)
		}),
		("an e-seal has too many open grants", |scene| {
			OpenGrantCount::<Test>::insert(scene.seal(), 0);
			for n in 0..4 {
				scene.company.grants(&operator(10 + n));
			}
			OpenGrantCount::<Test>::insert(scene.seal(), MaxGrants::get() + 1);
		}),
		("grants are not numbered 0, 1, 2, …", |_| {
			NextGrantId::<Test>::mutate(|id| id.0 += 1);
		}),
	]);
}

#[test]
fn an_open_grant_ends_in_time() {
	found([
		("a grant is not indexed under the day on which it expires", |scene| {
			Expiries::<Test>::remove(EXPIRY_DAY, scene.open);
		}),
		("a grant is not indexed under the day on which it expires", |scene| {
			Expiries::<Test>::insert(EXPIRY_DAY, scene.ended, ());
		}),
		("a grant is not indexed under the day on which it expires", |scene| {
			scene.change_grant(scene.open, |grant| grant.valid_until.0 += DAY);
		}),
		("an expiry is indexed for a grant that does not exist", |scene| {
			Expiries::<Test>::insert(EXPIRY_DAY + 1, scene.open, ());
		}),
		("an expiry is indexed for a grant that does not exist", |_| {
			Expiries::<Test>::insert(EXPIRY_DAY, GrantId(99), ())
		}),
		("a grant's day of expiry was skipped", |_| {
			NextExpiryDay::<Test>::put(EXPIRY_DAY + 1)
		}),
		("a grant's day of expiry was skipped", |_| NextExpiryDay::<Test>::kill()),
	]);
}

#[test]
fn an_open_grant_has_an_operator_and_a_live_seal() {
	found([
		("an operator is not admitted for each of its grants", |_| {
			System::dec_providers(&operator(1)).unwrap();
		}),
		("an open grant for an e-seal that is not live", |scene| {
			Seals::<Test>::mutate(scene.seal(), |seal| seal.as_mut().unwrap().status = SealStatus::Revoked);
		}),
		("an open grant for an e-seal that is not live", |scene| {
			Seals::<Test>::remove(scene.seal())
		}),
		("a grant for whoever has the seal key", |scene| {
			Seals::<Test>::mutate(scene.seal(), |seal| {
				let operator = sr25519::Public::from_raw(operator(1).into());
				seal.as_mut().unwrap().key = SealKey::Sr25519(operator);
			});
		}),
		("a grant allows liquidation", |scene| {
			scene.change_grant(scene.open, |grant| {
				grant.purposes = purposes(&[Purpose::Contract, Purpose::Liquidation]);
			});
		}),
		("a grant for the owner", |_| {
			for uscc in Enterprises::<Test>::iter_keys() {
				Enterprises::<Test>::mutate(uscc, |found| found.as_mut().unwrap().owner = operator(1));
			}
		}),
	]);
}

#[test]
fn a_log_has_every_record_in_its_place() {
	found([
		("a log has a gap", |scene| {
			Records::<Test>::remove(scene.seal(), BY_OWNER)
		}),
		("a log has a gap", |scene| {
			Records::<Test>::remove(scene.seal(), ANCHORED)
		}),
		("a log has a gap", |scene| scene.change_head(|head| head.records += 1)),
		(NOT_COUNTED, |scene| {
			let record = Records::<Test>::get(scene.seal(), BY_OWNER).unwrap();
			Records::<Test>::insert(scene.seal(), RECORDS, record);
		}),
		(NOT_COUNTED, |scene| Heads::<Test>::remove(scene.seal())),
		(MISPLACED, |scene| scene.change(BY_OWNER, |record| record.index = COUNT)),
		(MISPLACED, |scene| {
			scene.change(BY_OWNER, |record| record.seal = SealId(99))
		}),
		// What follows a batch has the index after its uses, not the number of the record.
		(MISPLACED, |scene| scene.change(LAST, |record| record.index = LAST)),
		(MISPLACED, |scene| scene.change(ANCHORED, |record| record.index += 1)),
		(MISPLACED, |scene| {
			scene.change_and_sign(ANCHORED, |record| record.documents = anchored(2))
		}),
	]);
}

#[test]
fn a_use_is_found_by_its_document() {
	found([
		(NOT_FOUND, |scene| scene.forget(1, BY_OWNER)),
		(NOT_FOUND, |scene| scene.forget(1, LAST_INDEX)),
		(NOT_FOUND, |scene| scene.forget(2, FIRST_LISTED + 1)),
		(NOT_FOUND, |scene| {
			scene.change(BY_OWNER, |record| record.documents = one(9))
		}),
		(NOT_FOUND, |scene| scene.point(1, BY_OWNER, UNDER_OPEN)),
		(NOT_FOUND, |scene| scene.point(1, LAST_INDEX, LAST_INDEX)),
		(NOT_FOUND, |scene| scene.point(1, FIRST_LISTED, UNDER_ENDED)),
		(NOT_FOUND, |scene| scene.point(2, FIRST_LISTED + 1, ANCHORED)),
		(NOT_OF_A_LOG, |scene| scene.point(9, BY_OWNER, BY_OWNER)),
		(NOT_OF_A_LOG, |scene| scene.point(1, COUNT, LAST)),
		(NOT_OF_A_LOG, |scene| scene.point(1, FIRST_LISTED + 1, LISTED)),
		(NOT_OF_A_LOG, |scene| scene.point(4, FIRST_ANCHORED, ANCHORED)),
		(NOT_OF_A_LOG, |_| {
			UsesOfDocument::<Test>::insert(document_key(&document(1)), (SealId(99), 0), 0);
		}),
	]);
}

#[test]
fn a_batch_has_the_list_that_was_signed() {
	found([
		(OTHER_LIST, |scene| scene.put_list(LISTED, &[2, 1])),
		(OTHER_LIST, |scene| scene.put_list(LISTED, &[1, 9])),
		(OTHER_LIST, |scene| scene.put_list(LISTED, &[1])),
		(OTHER_LIST, |scene| scene.put_list(LISTED, &[1, 2, 2])),
		(OTHER_LIST, |scene| scene.put_list(LISTED, &[])),
		(OTHER_LIST, |scene| scene.put_list(ANCHORED, &[4, 5])),
		// The right list, though nobody recorded it.
		(NOT_FOUND, |scene| scene.put_list(ANCHORED, &ANCHORED_DOCUMENTS)),
		// A list that is missing: the record passes for an anchored one, but its uses are known.
		(NOT_OF_A_LOG, |scene| DocumentsOf::<Test>::remove(scene.seal(), LISTED)),
		("a single use with a list of documents", |scene| {
			scene.put_list(BY_OWNER, &[1])
		}),
		("documents are listed of a record that is in no log", |scene| {
			scene.put_list(RECORDS, &[1])
		}),
		("documents are listed of a record that is in no log", |_| {
			DocumentsOf::<Test>::insert(SealId(99), 0, listed(&[document(1)]));
		}),
		("a batch has no use, or too many", |scene| {
			scene.change(ANCHORED, |record| record.documents = anchored(0))
		}),
		("a batch has no use, or too many", |scene| {
			scene.change(ANCHORED, |record| record.documents = anchored(MAX_ANCHORED + 1))
		}),
	]);
}

#[test]
fn a_head_covers_its_log() {
	found([
		(OTHER_HEAD, |scene| {
			scene.change_head(|head| head.digest = H256::repeat_byte(1))
		}),
		(OTHER_HEAD, |scene| scene.change_head(|head| head.count += 1)),
		(OTHER_HEAD, |scene| scene.change_head(|head| head.count = RECORDS)),
		(OTHER_HEAD, |scene| scene.change_head(|head| head.by_owner += 1)),
		// It counts the owner's uses, not its records.
		(OTHER_HEAD, |scene| scene.change_head(|head| head.by_owner = 3)),
		(OTHER_HEAD, |scene| scene.change_head(|head| head.by_owner = COUNT)),
		(OTHER_HEAD, |scene| scene.change_head(|head| head.records -= 1)),
		(OTHER_HEAD, |scene| {
			scene.change(BY_OWNER, |record| record.recorded_at.0 += 1)
		}),
		(OTHER_HEAD, |scene| {
			scene.change(UNDER_ENDED, |record| record.block += 1)
		}),
		(OTHER_HEAD, |scene| {
			// The last record, with all that leads to it, as if it had never been.
			Records::<Test>::remove(scene.seal(), LAST);
			scene.forget(1, LAST_INDEX);
			scene.change_head(|head| {
				head.count -= 1;
				head.records -= 1;
				head.by_owner -= 1;
			});
		}),
	]);
}

#[test]
fn a_statement_served_once() {
	found([
		(OUT_OF_ORDER, |scene| {
			scene.change(UNDER_OPEN, |record| record.nonce += 1)
		}),
		(OUT_OF_ORDER, |scene| scene.change(BY_OWNER, |record| record.nonce += 1)),
		// After a batch, the nonce goes on by its uses.
		(OUT_OF_ORDER, |scene| scene.change(LAST, |record| record.nonce = 2)),
		(OUT_OF_ORDER, |scene| scene.change(LISTED, |record| record.nonce = 0)),
		(OUT_OF_ORDER, |scene| {
			// An operator's use as the owner's.
			scene.change_and_sign(UNDER_OPEN, |record| record.grant = None);
			scene.change_grant(scene.open, |grant| grant.used = 0);
			scene.cover_up();
		}),
	]);
}

#[test]
fn signatures_are_verified_from_a_number_on_and_all_else_of_every_record() {
	new_test_ext().execute_with(|| {
		let scene = Scene::new();
		scene.change(UNDER_OPEN, |record| record.signature = Key::new(9).sign(b""));
		scene.cover_up();
		for (first, found) in [(0, true), (UNDER_OPEN, true), (UNDER_OPEN + 1, false), (RECORDS, false)] {
			let checked = UsageLog::do_try_state_since(|seal| {
				assert_eq!(seal, scene.seal());
				first
			});
			assert_eq!(checked.is_err(), found, "from {first} on");
		}
		scene.change(BY_OWNER, |record| record.history_len = 0);
		scene.cover_up();
		let checked = UsageLog::do_try_state_since(|_| RECORDS);
		assert!(
			matches!(checked, Err(TryRuntimeError::Other(NOT_USABLE))),
			"{checked:?}"
		);
	});
}

#[test]
fn a_use_had_both_factors_even_if_the_whole_log_was_written_anew() {
	found([
		(NOT_SIGNED, |scene| {
			scene.change(BY_OWNER, |record| record.signature = Key::new(9).sign(b""));
			scene.cover_up();
		}),
		(NOT_SIGNED, |scene| {
			scene.change(BY_OWNER, |record| record.documents = one(9));
			scene.forget(1, BY_OWNER);
			scene.point(9, BY_OWNER, BY_OWNER);
			scene.cover_up();
		}),
		(NOT_SIGNED, |scene| {
			// A list with its root, and all that leads to it.
			scene.change(LISTED, |record| {
				record.documents = batch(&[1, 9].map(document)).unwrap()
			});
			scene.put_list(LISTED, &[1, 9]);
			scene.forget(2, FIRST_LISTED + 1);
			scene.point(9, FIRST_LISTED + 1, LISTED);
			scene.cover_up();
		}),
		(NOT_SIGNED, |scene| {
			// Of two documents, the later one first.
			scene.change(LISTED, |record| {
				record.documents = batch(&[2, 1].map(document)).unwrap()
			});
			scene.put_list(LISTED, &[2, 1]);
			scene.forget(1, FIRST_LISTED);
			scene.forget(2, FIRST_LISTED + 1);
			scene.point(2, FIRST_LISTED, LISTED);
			scene.point(1, FIRST_LISTED + 1, LISTED);
			scene.cover_up();
		}),
		(NOT_SIGNED, |scene| {
			scene.change(ANCHORED, |record| record.documents = anchored(3));
			scene.cover_up();
		}),
		(NOT_SIGNED, |scene| {
			// One use more at the end of a batch, with the same root.
			scene.change(ANCHORED, |record| {
				if let Documents::Batch { count, .. } = &mut record.documents {
					*count += 1;
				}
			});
			scene.cover_up();
		}),
		(NOT_SIGNED, |scene| {
			scene.change(BY_OWNER, |record| record.signed_at.0 += 1);
			scene.cover_up();
		}),
		(NOT_SIGNED, |scene| {
			scene.change(UNDER_OPEN, |record| record.account = operator(2));
			scene.cover_up();
		}),
		(NOT_SIGNED, |scene| {
			// Each under the other's grant: the counts are right.
			scene.change(UNDER_OPEN, |record| record.grant = Some(scene.ended));
			scene.change(UNDER_ENDED, |record| record.grant = Some(scene.open));
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			scene.change(BY_OWNER, |record| record.history_len = 0);
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			// Before it was approved.
			scene.change(BY_OWNER, |record| record.history_len = 1);
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			scene.change(BY_OWNER, |record| record.history_len = 3);
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			History::<Test>::mutate(scene.seal(), 1, |entry| {
				entry.as_mut().unwrap().after.place(Hold::PlatformSuspension)
			});
		}),
		// For liquidation, while there was none; and in one, for something else, and under a grant.
		(NOT_USABLE, |scene| {
			scene.change_and_sign(BY_OWNER, |record| record.purpose = Purpose::Liquidation);
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			History::<Test>::mutate(scene.seal(), 1, |entry| {
				entry.as_mut().unwrap().after.place(Hold::EnterpriseRestricted)
			});
		}),
		(NOT_USABLE, |scene| {
			scene.change_and_sign(UNDER_OPEN, |record| record.purpose = Purpose::Liquidation);
			scene.cover_up();
		}),
		(NOT_COVERED, |scene| {
			scene.change_and_sign(BY_OWNER, |record| record.grant = Some(GrantId(99)));
			scene.cover_up();
		}),
		(NOT_COVERED, |scene| {
			scene.change_and_sign(UNDER_OPEN, |record| record.grant = Some(scene.ended));
			scene.change_and_sign(UNDER_ENDED, |record| record.grant = Some(scene.open));
			scene.cover_up();
		}),
		(NOT_COVERED, |scene| {
			// Of another operator.
			scene.change_and_sign(LISTED, |record| record.account = operator(1));
			scene.cover_up();
		}),
		(NOT_COVERED, |scene| {
			scene.change_grant(scene.open, |grant| grant.purposes = purposes(&[Purpose::Other]));
		}),
		(NOT_COVERED, |scene| {
			scene.change_grant(scene.open, |grant| grant.granted_at = START + 1);
		}),
		(NOT_COVERED, |scene| {
			scene.change(UNDER_OPEN, |record| record.recorded_at = GRANTED_UNTIL);
			scene.cover_up();
		}),
		(NOT_COVERED, |scene| {
			// After its end, though within its time.
			scene.change(UNDER_ENDED, |record| record.recorded_at.0 += 1);
			scene.cover_up();
		}),
		(NOT_COVERED, |scene| {
			scene.change(LISTED, |record| record.recorded_at.0 += 1);
			scene.cover_up();
		}),
	]);
}

#[test]
fn a_flag_is_on_a_use_and_closed_by_its_own_agency() {
	found([
		("a flag on a use that does not exist", |scene| {
			scene.change_flag(OPEN_FLAG, |flag| flag.index = COUNT);
		}),
		("a flag on a use that does not exist", |scene| {
			scene.change_flag(OPEN_FLAG, |flag| flag.seal = SealId(99));
		}),
		("a flag is not indexed under its use", |scene| {
			FlagsOfUse::<Test>::remove((scene.seal(), BY_OWNER, OPEN_FLAG));
		}),
		("a flag is not indexed under its use", |scene| {
			scene.change_flag(OPEN_FLAG, |flag| flag.index = UNDER_OPEN);
		}),
		("a flag is indexed that does not exist", |scene| {
			FlagsOfUse::<Test>::insert((scene.seal(), BY_OWNER, crate::FlagId(99)), ());
		}),
		("flags are not numbered 0, 1, 2, …", |_| {
			NextFlagId::<Test>::mutate(|id| id.0 += 1);
		}),
		(
			"a flag was closed by another agency, or before it was raised",
			|scene| {
				scene.change_flag(CLOSED_FLAG, |flag| flag.by.seat = Seat::DataResources);
			},
		),
		(
			"a flag was closed by another agency, or before it was raised",
			|scene| {
				scene.change_flag(CLOSED_FLAG, |flag| flag.at.0 += 1);
			},
		),
	]);
}

#[test]
fn a_log_in_the_state_begins_where_the_other_records_end() {
	fn start_after(records: u64) -> LogHead {
		(0..records).fold(LogHead::default(), |head, number| {
			eseal_crypto::advance(head, &Records::<Test>::get(SealId(0), number).unwrap()).unwrap()
		})
	}
	found([
		("more records left the state than there were", |_| {
			LogStarts::<Test>::insert(
				SealId(99),
				LogHead {
					records: 1,
					..LogHead::default()
				},
			);
		}),
		// It begins behind a record that is still there.
		(NOT_COUNTED, |scene| {
			LogStarts::<Test>::insert(scene.seal(), start_after(1));
		}),
		(MISPLACED, |scene| {
			LogStarts::<Test>::insert(
				scene.seal(),
				LogHead {
					count: 2,
					..start_after(1)
				},
			);
		}),
		(OTHER_HEAD, |scene| {
			LogStarts::<Test>::insert(
				scene.seal(),
				LogHead {
					digest: H256::zero(),
					..start_after(1)
				},
			);
			Records::<Test>::remove(scene.seal(), BY_OWNER);
		}),
		(OUT_OF_ORDER, |scene| {
			LogStarts::<Test>::insert(
				scene.seal(),
				LogHead {
					by_owner: 2,
					..start_after(1)
				},
			);
		}),
		// A grant of which no record left.
		("a grant's count of uses is wrong", |scene| {
			scene.change_grant(scene.open, |grant| grant.used = 2);
		}),
	]);
}

#[test]
fn a_block_names_what_it_recorded() {
	const OTHER: &str = "a block names a record that it did not make, or lacks one that it did";
	const REMEMBERED: &str = "a block is remembered whose records left, or that has not been";
	const LEAVES: &str = "the leaves of a block are not those of its records";
	fn change(change: fn(&mut Vec<(SealId, u64)>)) {
		BlockUses::<Test>::mutate(System::block_number(), |uses| {
			let mut changed = uses.to_vec();
			change(&mut changed);
			*uses = sp_runtime::BoundedVec::truncate_from(changed);
		});
	}
	found([
		("a block names a record twice", |_| change(|uses| uses.push(uses[0]))),
		(OTHER, |_| change(|uses| uses.truncate(2))),
		(OTHER, |_| change(|uses| uses.push((uses[0].0, RECORDS)))),
		(OTHER, |_| change(|uses| uses[0].0 .0 += 1)),
		(OTHER, |_| BlockUses::<Test>::remove(System::block_number())),
		(REMEMBERED, |_| System::set_block_number(0)),
		(REMEMBERED, |_| NextToLeave::<Test>::put((2, 0))),
		(OTHER, |_| NextToLeave::<Test>::put((1, 1))),
		("a block is remembered whose records left", |_| {
			NextToLeave::<Test>::put((1, RECORDS as u32))
		}),
		("a block names its records in another order", |_| {
			change(|uses| uses.swap(1, 2))
		}),
		(LEAVES, |_| {
			UsageLog::on_finalize(System::block_number());
			UsageLog::do_try_state().unwrap();
			BlockLeaves::<Test>::mutate(|leaves| leaves.as_mut().swap(0, 1));
		}),
		(LEAVES, |_| {
			UsageLog::on_finalize(System::block_number());
			BlockLeaves::<Test>::mutate(|leaves| leaves.truncate(2));
		}),
		(LEAVES, |_| {
			BlockLeaves::<Test>::put(sp_runtime::BoundedVec::truncate_from(vec![H256::zero()]));
		}),
	]);
}

#[test]
fn activity_is_of_the_records() {
	const OTHER: &str = "an e-seal's activity is not what its records say";
	const ENDS: &str = "an e-seal's activity begins or ends with a day without any";
	fn days(days: &[u64]) -> sp_runtime::BoundedVec<DayActivity, sp_core::ConstU32<31>> {
		let days = days.iter().map(|uses| DayActivity {
			uses: *uses,
			refused: 0,
		});
		sp_runtime::BoundedVec::truncate_from(days.collect())
	}
	/// The scene's day is over, and the e-seal was used again.
	fn next_day(scene: &Scene) {
		pass(DAY);
		assert_ok!(scene.company.use_by(&scene.company.owner));
		UsageLog::do_try_state().unwrap();
	}
	found([
		(OTHER, |scene| scene.change_activity(|of| of.today.uses += 1)),
		(OTHER, |scene| scene.change_activity(|of| of.today.uses -= 1)),
		// A batch that counts as one.
		(OTHER, |scene| scene.change_activity(|of| of.today.uses = RECORDS)),
		(OTHER, |scene| {
			next_day(scene);
			scene.change_activity(|of| of.past[0].uses -= 1);
		}),
		// A day that was not turned.
		(OTHER, |scene| {
			next_day(scene);
			scene.change_activity(|of| {
				of.today.uses += of.past[0].uses;
				of.past = days(&[]);
			});
		}),
		// Even where records left, they are no fewer than those that are there.
		(OTHER, |scene| {
			pass(0);
			UsageLog::drop_record(scene.seal(), 0, Records::<Test>::get(scene.seal(), 0).unwrap(), None);
			NextToLeave::<Test>::put((1, 1));
			UsageLog::do_try_state().unwrap();
			scene.change_activity(|of| of.today.uses -= 2);
		}),
		(ENDS, |scene| scene.change_activity(|of| of.past = days(&[3, 0]))),
		(ENDS, |scene| {
			scene.change_activity(|of| {
				of.past = days(&[of.today.uses]);
				of.today = DayActivity::default();
			});
		}),
		("an e-seal's activity is of a day that has not been", |scene| {
			scene.change_activity(|of| of.day += 1)
		}),
		("an e-seal's activity lacks a day on which it was used", |scene| {
			Activity::<Test>::remove(scene.seal());
		}),
		("an e-seal's activity lacks a day on which it was used", |scene| {
			next_day(scene);
			scene.change_activity(|of| of.past = days(&[]));
		}),
		("activity of an e-seal that does not exist", |scene| {
			Activity::<Test>::insert(SealId(99), Activity::<Test>::get(scene.seal()));
		}),
	]);
}

#[test]
fn totals_are_what_all_e_seals_add_up_to() {
	const OTHER: &str = "the e-seals' activity does not add up to a day's totals";
	const RECORDS_OF_DAY: &str = "a day's totals do not count its records";
	const DROPPED: &str = "totals of a day that was dropped, or that has not been";
	fn change_day(change: fn(&mut crate::DayTotals)) {
		// The block has ended, and its uses are counted.
		pass(0);
		UsageLog::do_try_state().unwrap();
		TotalsOfDay::<Test>::mutate(UsageLog::today(), change);
	}
	found([
		(OTHER, |_| change_day(|totals| totals.uses += 1)),
		(OTHER, |_| change_day(|totals| totals.uses -= 1)),
		(OTHER, |_| change_day(|totals| totals.refused += 1)),
		(OTHER, |_| {
			pass(DAY);
			TotalsOfDay::<Test>::mutate(UsageLog::today() - 1, |totals| totals.uses -= 1);
		}),
		(OTHER, |_| {
			pass(DAY);
			TotalsOfDay::<Test>::remove(UsageLog::today() - 1);
		}),
		// In an open block too.
		(OTHER, |scene| {
			UsageLog::note_refused(scene.seal());
			UsageLog::do_try_state().unwrap();
			RefusedInBlock::<Test>::kill();
		}),
		(OTHER, |scene| scene.change_activity(|of| of.today.refused += 1)),
		(OTHER, |_| RefusedInBlock::<Test>::put(1)),
		(RECORDS_OF_DAY, |_| change_day(|totals| totals.records += 1)),
		(RECORDS_OF_DAY, |_| change_day(|totals| totals.records -= 1)),
		(DROPPED, |_| {
			change_day(|_| ());
			FirstDay::<Test>::put(UsageLog::today() + 1);
		}),
		(DROPPED, |_| {
			change_day(|_| ());
			FirstDay::<Test>::kill();
		}),
		(DROPPED, |_| {
			change_day(|_| ());
			TotalsOfDay::<Test>::insert(UsageLog::today() + 1, TotalsOfDay::<Test>::get(UsageLog::today()));
		}),
		("totals of a day without any", |_| {
			pass(0);
			TotalsOfDay::<Test>::insert(FirstDay::<Test>::get().unwrap(), crate::DayTotals::default());
		}),
	]);
}
