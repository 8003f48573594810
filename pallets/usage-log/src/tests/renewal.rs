//! Uses and grants of an e-seal that a successor takes over from later.

use super::*;
use crate::{Error, OpenGrantCount, Takeovers, UsesOfDocument};
use frame_support::{assert_noop, traits::Hooks, weights::Weight};

/// When the successor takes over: 12 o'clock on the fourth day.
const AT: Moment = START.saturating_add(84 * HOUR);

/// A company's e-seal, and the one that takes over from it.
fn renewed() -> (Company, Company) {
	let old = Company::new(1);
	let new = renew(&old);
	(old, new)
}

fn renew(old: &Company) -> Company {
	old.apply(Key::new(60), AT..AT + YEAR).approved()
}

fn long_grant(company: &Company, n: u8) -> GrantId {
	let id = NextGrantId::<Test>::get();
	assert_ok!(company.try_grant(&operator(n), &GRANTED, START + YEAR, QUOTA));
	id
}

/// Lets the chain clear what is over, as long as it takes.
fn clear() {
	for _ in 0..3 {
		UsageLog::on_idle(System::block_number(), Weight::MAX);
		pass(1);
	}
}

#[test]
fn uses_are_of_the_predecessor_until_the_takeover_and_of_the_successor_from_it_on() {
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1);
		go_to(Moment(AT.0 - 1));
		assert_ok!(old.use_by(&old.owner));
		assert_ok!(old.use_by(&operator(1)));
		assert_noop!(new.use_by(&new.owner), Error::<Test>::SealNotYetValid);
		// Signed for the predecessor in time, sent too late.
		let statement = old.statement(&operator(1));
		go_to(AT);
		assert_noop!(old.record(&operator(1), statement), Error::<Test>::SealRevoked);
		assert_noop!(old.use_by(&old.owner), Error::<Test>::SealRevoked);
		assert_ok!(new.use_by(&new.owner));
		// Nothing carries over by itself.
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::NoGrant);
		let named = UseStatement {
			grant: Some(id),
			nonce: 1,
			..new.statement(&operator(1))
		};
		assert_noop!(new.record(&operator(1), named), Error::<Test>::NoGrant);
		assert_eq!(UsesOfDocument::<Test>::iter().count(), 3);
	});
}

#[test]
fn a_predecessor_is_granted_until_the_takeover_and_the_successor_from_it_on() {
	run(|| {
		let (old, new) = renewed();
		let grant = |company: &Company| company.try_grant(&operator(1), &GRANTED, START + YEAR, QUOTA);
		go_to(Moment(AT.0 - 1));
		assert_noop!(grant(&new), Error::<Test>::SealNotYetValid);
		assert_ok!(grant(&old));
		go_to(AT);
		assert_noop!(grant(&old), Error::<Test>::SealRevoked);
		assert_ok!(grant(&new));
		assert_ok!(new.use_by(&operator(1)));
	});
}

#[test]
fn the_grants_left_behind_end_when_the_day_of_the_takeover_is_over() {
	run(|| {
		let (old, _) = renewed();
		let ids: Vec<_> = (0..4).map(|n| long_grant(&old, n)).collect();
		assert_eq!(
			Takeovers::<Test>::iter_keys().collect::<Vec<_>>(),
			[(AT.day(), old.seal)]
		);
		go_to(AT + 12 * HOUR - 10);
		clear();
		assert_eq!(OpenGrantCount::<Test>::get(old.seal), 4, "the day is not over");
		go_to(AT + 13 * HOUR);
		UsageLog::on_idle(System::block_number(), Weight::MAX);
		for (n, id) in (0..4).zip(ids) {
			assert_ended(id, GrantEnd::Dissolved);
			assert_eq!(System::providers(&operator(n)), 0);
		}
		assert_eq!(Takeovers::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_expires_before_the_takeover_expires() {
	run(|| {
		let (old, _) = renewed();
		let id = old.grants(&operator(1));
		go_to(AT + DAY);
		UsageLog::on_idle(System::block_number(), Weight::MAX);
		assert_ended(id, GrantEnd::Expired);
		assert_eq!(Takeovers::<Test>::iter().count(), 0);
	});
}

#[test]
fn without_room_for_all_its_grants_a_takeover_waits() {
	run(|| {
		let (old, _) = renewed();
		for n in 0..4 {
			long_grant(&old, n);
		}
		go_to(AT + DAY);
		// Room for the days until the takeover, and for its own, but not for four grants.
		let room = Weight::from_parts(1_000 + 4 * 100 + 50 + 39, 10 + 4 + 5 + 3);
		let used = UsageLog::on_idle(System::block_number(), room);
		assert!(used.all_lte(room));
		assert_eq!(OpenGrantCount::<Test>::get(old.seal), 4);
		assert_eq!(Takeovers::<Test>::iter().count(), 1);
		clear();
		assert!(!OpenGrantCount::<Test>::contains_key(old.seal));
	});
}

#[test]
fn a_predecessor_that_goes_on_keeps_its_grants() {
	run(|| {
		let (old, new) = renewed();
		long_grant(&old, 1);
		new.revoke();
		assert_eq!(Takeovers::<Test>::iter().count(), 0);
		go_to(AT + DAY);
		clear();
		assert_ok!(old.use_by(&operator(1)));
	});
}

#[test]
fn a_predecessor_revoked_before_loses_its_grants_at_once() {
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1);
		old.revoke();
		assert_ended(id, GrantEnd::Dissolved);
		// A successor that does not come to be brings none of it back.
		new.revoke();
		assert_noop!(old.use_by(&operator(1)), Error::<Test>::SealRevoked);
		go_to(AT + DAY);
		clear();
		assert_eq!(Takeovers::<Test>::iter().count(), 0);
	});
}

/// Whatever ends the successor's grants before the chain cleared its predecessor's, ends these, too.
#[test]
fn the_grants_left_behind_end_with_those_of_the_successor() {
	let ends: [fn(&Company); 4] = [
		Company::revoke,
		|new| drop(new.change_owner(&account(50))),
		|new| assert!(ESeal::deregister_enterprise(ms(), new.uscc()).is_ok()),
		|new| drop(new.apply(Key::new(61), AT + HOUR..AT + YEAR).approved()),
	];
	for (place, end) in ends.into_iter().enumerate() {
		run(|| {
			let (old, new) = renewed();
			let left = long_grant(&old, 1);
			go_to(AT);
			let own = long_grant(&new, 2);
			end(&new);
			assert_ended(left, GrantEnd::Dissolved);
			// The one that is succeeded later keeps its own until then.
			assert_eq!(Grants::<Test>::get(own).unwrap().ended.is_none(), place == 3);
			pass(2 * DAY);
			clear();
			assert_ended_before(own);
			assert_eq!(Takeovers::<Test>::iter().count(), 0);
		});
	}
}

fn assert_ended_before(id: GrantId) {
	assert!(Grants::<Test>::get(id).unwrap().ended.is_some());
}

#[test]
fn another_owner_before_the_takeover_ends_the_grants_of_the_predecessor() {
	run(|| {
		let (old, _) = renewed();
		let id = long_grant(&old, 1);
		old.change_owner(&account(50));
		assert_ended(id, GrantEnd::Dissolved);
	});
}

#[test]
fn an_owner_revokes_what_was_left_behind() {
	run(|| {
		let (old, _) = renewed();
		let id = long_grant(&old, 1);
		go_to(AT);
		assert_ok!(UsageLog::revoke_grant(old.origin(), id));
		assert_ended(id, GrantEnd::Revoked);
	});
}

/// Data Resources revoked it by mistake before the takeover, which did not come to be either. What it has since is its own.
#[test]
fn the_grants_of_a_predecessor_that_is_back_outlive_the_day_of_the_takeover() {
	run(|| {
		let (old, new) = renewed();
		let lost = long_grant(&old, 1);
		let revoke = |company: &Company| {
			let reason = RevocationReason::CourtOrder;
			assert_ok!(ESeal::revoke(dr(), company.seal, company.digest(), reason, None));
		};
		revoke(&old);
		let entry = ESeal::api_seal(old.seal).unwrap().seal.history_len - 1;
		revoke(&new);
		assert_eq!(Takeovers::<Test>::iter().count(), 0);
		let correction = pallet_e_seal::Correction::ReverseRevocation {
			seal: old.seal,
			entry,
			digest: ESeal::api_history_entry_digest(old.seal, entry).unwrap(),
		};
		let id = pallet_e_seal::NextCorrectionId::<Test>::get();
		assert_ok!(ESeal::propose_correction(dr(), correction, document(7)));
		let digest = ESeal::api_correction(id).unwrap().digest;
		assert_ok!(ESeal::agree_correction(ps(), id, digest));
		assert_ended(lost, GrantEnd::Dissolved);
		long_grant(&old, 1);
		go_to(AT + DAY);
		clear();
		assert_ok!(old.use_by(&operator(1)));
	});
}
