//! Each invariant is attacked: a storage that breaks it is found.

use super::*;
use crate::{
	BlockLeaves, BlockUses, Flags, FlagsOfUse, Grant, Heads, LogHead, NextExpiryDay, NextFlagId, OpenGrantCount,
	UseRecord, Uses, UsesOfDocument,
};
use frame_support::{assert_ok, traits::Hooks};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_agencies::Seat;
use pallet_e_seal::{Enterprises, History, Hold, SealStatus, Seals};
use sp_runtime::TryRuntimeError;

/// What there is to corrupt.
struct Scene {
	company: Company,
	/// A grant with a use.
	open: GrantId,
	/// A grant that was revoked after a use.
	ended: GrantId,
}

/// The uses in the scene, by number.
const BY_OWNER: u64 = 0;
const UNDER_OPEN: u64 = 1;
const UNDER_ENDED: u64 = 2;
const COUNT: u64 = 3;

/// The flags in the scene: both on the owner's use.
const OPEN_FLAG: crate::FlagId = crate::FlagId(0);
const CLOSED_FLAG: crate::FlagId = crate::FlagId(1);

const NOT_USABLE: &str = "a use when the e-seal's history says that it was not active or had a hold";

const EXPIRY_DAY: u64 = GRANTED_UNTIL.0 / DAY;

impl Scene {
	fn new() -> Self {
		let company = Company::new(1);
		let [open, ended] = [1, 2].map(|n| company.grants(&operator(n)));
		for who in [&company.owner, &operator(1), &operator(2)] {
			assert_ok!(company.use_by(who));
		}
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

	/// Changes a use, and nothing else.
	fn change_use(&self, index: u64, change: impl FnOnce(&mut UseRecord<AccountId, BlockNumberFor<Test>>)) {
		Uses::<Test>::mutate(self.seal(), index, |record| change(record.as_mut().unwrap()));
	}

	/// Computes the log's head anew, as one would who wants to hide a change.
	fn cover_up(&self) {
		let head = (0..Heads::<Test>::get(self.seal()).count).fold(LogHead::default(), |head, index| {
			eseal_crypto::advance(head, &Uses::<Test>::get(self.seal(), index).unwrap()).unwrap()
		});
		Heads::<Test>::insert(self.seal(), head);
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
		("a grant was used more often than its quota allows", |scene| {
			scene.change_grant(scene.open, |grant| grant.quota = 0);
		}),
		("a grant's count of uses is wrong", |scene| {
			scene.change_grant(scene.open, |grant| grant.used += 1);
		}),
		("a grant's count of uses is wrong", |scene| {
			scene.change_grant(scene.ended, |grant| grant.used -= 1);
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
		("a grant for the owner", |_| {
			for uscc in Enterprises::<Test>::iter_keys() {
				Enterprises::<Test>::mutate(uscc, |found| found.as_mut().unwrap().owner = operator(1));
			}
		}),
	]);
}

#[test]
fn a_log_has_every_use_in_its_place() {
	found([
		("a log has a gap", |scene| Uses::<Test>::remove(scene.seal(), BY_OWNER)),
		("a log has a gap", |scene| {
			Heads::<Test>::mutate(scene.seal(), |head| head.count += 1)
		}),
		("a use is not counted by its log", |scene| {
			let record = Uses::<Test>::get(scene.seal(), BY_OWNER).unwrap();
			Uses::<Test>::insert(scene.seal(), COUNT, record);
		}),
		("a use is not counted by its log", |scene| {
			Heads::<Test>::remove(scene.seal())
		}),
		("a use is stored under another e-seal or index", |scene| {
			scene.change_use(BY_OWNER, |record| record.index = COUNT)
		}),
		("a use is stored under another e-seal or index", |scene| {
			scene.change_use(BY_OWNER, |record| record.seal = SealId(99))
		}),
		("a use cannot be found by its document", |scene| {
			UsesOfDocument::<Test>::remove((document(1), scene.seal(), BY_OWNER));
		}),
		("a use cannot be found by its document", |scene| {
			scene.change_use(BY_OWNER, |record| record.document = document(9));
		}),
		("a use that is indexed by its document is in no log", |scene| {
			UsesOfDocument::<Test>::insert((document(9), scene.seal(), BY_OWNER), ());
		}),
		("a use that is indexed by its document is in no log", |scene| {
			UsesOfDocument::<Test>::insert((document(1), scene.seal(), COUNT), ());
		}),
	]);
}

#[test]
fn a_head_covers_its_log() {
	found([
		("a log's head does not cover its uses", |scene| {
			Heads::<Test>::mutate(scene.seal(), |head| head.digest = H256::repeat_byte(1));
		}),
		("a log's head does not cover its uses", |scene| {
			scene.change_use(BY_OWNER, |record| record.recorded_at.0 += 1);
		}),
		("a log's head does not cover its uses", |scene| {
			scene.change_use(UNDER_ENDED, |record| record.block += 1);
		}),
		("a log's head does not cover its uses", |scene| {
			// The last use, with all that leads to it, as if it had never been.
			Uses::<Test>::remove(scene.seal(), UNDER_ENDED);
			UsesOfDocument::<Test>::remove((document(1), scene.seal(), UNDER_ENDED));
			Nonces::<Test>::remove(scene.seal(), operator(2));
			scene.change_grant(scene.ended, |grant| grant.used = 0);
			Heads::<Test>::mutate(scene.seal(), |head| head.count -= 1);
		}),
	]);
}

#[test]
fn a_statement_served_once() {
	found([
		("a statement was used twice, or out of order", |scene| {
			scene.change_use(UNDER_OPEN, |record| record.nonce += 1);
		}),
		("a statement was used twice, or out of order", |scene| {
			scene.change_use(UNDER_OPEN, |record| record.account = account(1));
		}),
		("an account's nonce is not the number of its uses", |scene| {
			Nonces::<Test>::insert(scene.seal(), operator(1), 0);
		}),
		("an account's nonce is not the number of its uses", |scene| {
			Nonces::<Test>::insert(scene.seal(), operator(3), 1);
		}),
		("an account's nonce is not the number of its uses", |scene| {
			Nonces::<Test>::remove(scene.seal(), operator(1));
		}),
		("a nonce for an e-seal without uses", |_| {
			Nonces::<Test>::insert(SealId(99), operator(1), 1)
		}),
	]);
}

#[test]
fn signatures_are_verified_from_a_number_on_and_all_else_of_every_use() {
	new_test_ext().execute_with(|| {
		let scene = Scene::new();
		scene.change_use(UNDER_OPEN, |record| record.signature = Key::new(9).sign(b""));
		scene.cover_up();
		for (first, found) in [(0, true), (UNDER_OPEN, true), (UNDER_OPEN + 1, false), (COUNT, false)] {
			let checked = UsageLog::do_try_state_since(|seal| {
				assert_eq!(seal, scene.seal());
				first
			});
			assert_eq!(checked.is_err(), found, "from {first} on");
		}
		scene.change_use(BY_OWNER, |record| record.history_len = 0);
		scene.cover_up();
		let checked = UsageLog::do_try_state_since(|_| COUNT);
		assert!(
			matches!(checked, Err(TryRuntimeError::Other(NOT_USABLE))),
			"{checked:?}"
		);
	});
}

#[test]
fn a_use_had_both_factors_even_if_the_whole_log_was_written_anew() {
	found([
		("a use without its seal key's signature", |scene| {
			scene.change_use(BY_OWNER, |record| record.signature = Key::new(9).sign(b""));
			scene.cover_up();
		}),
		("a use without its seal key's signature", |scene| {
			scene.change_use(BY_OWNER, |record| record.document = document(9));
			UsesOfDocument::<Test>::remove((document(1), scene.seal(), BY_OWNER));
			UsesOfDocument::<Test>::insert((document(9), scene.seal(), BY_OWNER), ());
			scene.cover_up();
		}),
		("a use without its seal key's signature", |scene| {
			scene.change_use(BY_OWNER, |record| record.signed_at.0 += 1);
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			scene.change_use(BY_OWNER, |record| record.history_len = 0);
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			// Before it was approved.
			scene.change_use(BY_OWNER, |record| record.history_len = 1);
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			scene.change_use(BY_OWNER, |record| record.history_len = 3);
			scene.cover_up();
		}),
		(NOT_USABLE, |scene| {
			History::<Test>::mutate(scene.seal(), 1, |entry| {
				entry.as_mut().unwrap().after.place(Hold::PlatformSuspension)
			});
		}),
		("a use under a grant that does not cover it", |scene| {
			scene.change_use(BY_OWNER, |record| record.grant = Some(GrantId(99)));
			scene.cover_up();
		}),
		("a use under a grant that does not cover it", |scene| {
			// Of another operator: the count of both grants is right.
			scene.change_use(UNDER_OPEN, |record| record.grant = Some(scene.ended));
			scene.change_use(UNDER_ENDED, |record| record.grant = Some(scene.open));
			scene.cover_up();
		}),
		("a use under a grant that does not cover it", |scene| {
			scene.change_grant(scene.open, |grant| grant.purposes = purposes(&[Purpose::Other]));
		}),
		("a use under a grant that does not cover it", |scene| {
			scene.change_grant(scene.open, |grant| grant.granted_at = START + 1);
		}),
		("a use under a grant that does not cover it", |scene| {
			scene.change_use(UNDER_OPEN, |record| record.recorded_at = GRANTED_UNTIL);
			scene.cover_up();
		}),
		("a use under a grant that does not cover it", |scene| {
			// After its end, though within its time.
			scene.change_use(UNDER_ENDED, |record| record.recorded_at.0 += 1);
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
fn a_block_names_what_it_recorded() {
	const OTHER: &str = "a block names a use that it did not record, or lacks one that it did";
	const LEAVES: &str = "the leaves of a block are not those of its uses";
	fn change(change: fn(&mut Vec<(SealId, u64)>)) {
		let mut uses = BlockUses::<Test>::get().into_inner();
		change(&mut uses);
		BlockUses::<Test>::put(sp_runtime::BoundedVec::truncate_from(uses));
	}
	found([
		("a block names a use twice", |_| change(|uses| uses.push(uses[0]))),
		(OTHER, |_| change(|uses| uses.truncate(2))),
		(OTHER, |_| change(|uses| uses.push((uses[0].0, COUNT)))),
		(OTHER, |_| change(|uses| uses[0].0 .0 += 1)),
		(OTHER, |_| BlockUses::<Test>::kill()),
		(OTHER, |_| System::set_block_number(2)),
		("a block names its uses in another order", |_| {
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
