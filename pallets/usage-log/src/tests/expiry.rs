//! The clean-up, which ends grants by whole days.

use super::*;
use crate::{Error, NextExpiryDay, OpenGrantCount, WeightInfo};
use frame_support::{assert_noop, assert_ok, assert_storage_noop, weights::Weight};

const TODAY: u64 = START.0 / DAY;

/// The most steps that a block takes, however much room there is.
const MOST_STEPS: u64 = 64;

fn sweep(room: Weight) -> Weight {
	UsageLog::end_expired_grants(room)
}

/// What the clean-up weighs when it takes `n` steps.
fn steps(n: u64) -> Weight {
	Weights::expiry_base() + Weights::expiry_step() * n
}

fn open_grants() -> usize {
	OpenGrants::<Test>::iter().count()
}

#[test]
fn a_grant_ends_the_day_after_its_time() {
	run(|| {
		let company = Company::new(1);
		// The end of the next day, and the first moment of the one after.
		let first = company.grants_until(&operator(1), START + 2 * DAY - 1);
		let second = company.grants_until(&operator(2), START + 2 * DAY);
		assert_ok!(company.use_by(&operator(1)));
		events();
		for moment in [START + HOUR, START + DAY, START + 2 * DAY - 1] {
			go_to(moment);
			sweep(Weight::MAX);
			assert_eq!(open_grants(), 2);
		}
		assert_eq!(events(), []);
		assert_eq!(System::providers(&operator(1)), 1);

		go_to(START + 2 * DAY);
		sweep(Weight::MAX);
		assert_ended(first, GrantEnd::Expired);
		assert_eq!(Grants::<Test>::get(first).map(|grant| grant.used), Some(1));
		assert_eq!(events(), [grant_ended(first, GrantEnd::Expired)]);
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), 1);
		assert_eq!(
			[System::providers(&operator(1)), System::providers(&operator(2))],
			[0, 1]
		);

		go_to(START + 3 * DAY - 1);
		sweep(Weight::MAX);
		assert_eq!(open_grants(), 1);
		go_to(START + 3 * DAY);
		sweep(Weight::MAX);
		assert_ended(second, GrantEnd::Expired);
		assert_eq!(events(), [grant_ended(second, GrantEnd::Expired)]);
		assert_eq!(System::providers(&operator(2)), 0);
		assert_eq!(NextExpiryDay::<Test>::get(), Some(TODAY + 3));
	});
}

#[test]
fn only_the_role_of_the_expired_grant_is_taken_back() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let short = company.grants_until(&operator(1), START + HOUR);
		other.grants_until(&operator(1), START + 5 * DAY);
		company.grants_until(&other.owner, START + HOUR);
		go_to(START + DAY);
		sweep(Weight::MAX);
		assert_ended(short, GrantEnd::Expired);
		assert_eq!(
			[System::providers(&operator(1)), System::providers(&other.owner)],
			[1, 1]
		);
		assert_ok!(other.use_by(&operator(1)));
	});
}

#[test]
fn no_more_is_ended_than_there_is_room_for() {
	run(|| {
		let company = Company::new(1);
		for n in 0..4 {
			company.grants_until(&operator(n), START + HOUR);
		}
		go_to(START + DAY);
		let no_proof = Weight::from_parts(u64::MAX, steps(0).proof_size());
		let no_time = Weight::from_parts(steps(0).ref_time(), u64::MAX);
		for room in [
			Weight::zero(),
			steps(0) - Weight::from_parts(1, 0),
			steps(0) - Weight::from_parts(0, 1),
		] {
			assert_storage_noop!(assert_eq!(sweep(room), Weight::zero()));
		}
		for room in [steps(0), steps(1) - Weight::from_parts(1, 0), no_proof, no_time] {
			assert_storage_noop!(assert_eq!(sweep(room), steps(0)));
		}
		assert_eq!(sweep(steps(1)), steps(1));
		assert_eq!(open_grants(), 3);
		assert_eq!(sweep(steps(3) - Weight::from_parts(1, 0)), steps(2));
		assert_eq!(open_grants(), 1);
		assert_eq!(NextExpiryDay::<Test>::get(), Some(TODAY));
		// The last grant, and on to the next day.
		assert_eq!(sweep(Weight::MAX), steps(2));
		assert_eq!(open_grants(), 0);
		assert_eq!(NextExpiryDay::<Test>::get(), Some(TODAY + 1));
		assert_eq!(sweep(Weight::MAX), steps(0));
	});
}

#[test]
fn before_the_first_grant_there_is_nothing_to_do() {
	run(|| {
		Company::new(1);
		go_to(START + 1_000 * DAY);
		assert_eq!(sweep(Weight::MAX), steps(0));
		assert_eq!(NextExpiryDay::<Test>::get(), None);
	});
}

#[test]
fn days_without_grants_are_steps_of_their_own() {
	run(|| {
		let company = Company::new(1);
		let id = company.grants_until(&operator(1), START + 100 * DAY);
		go_to(START + 150 * DAY);
		assert_eq!(sweep(steps(10)), steps(10));
		assert_eq!(NextExpiryDay::<Test>::get(), Some(TODAY + 10));
		assert_eq!(sweep(Weight::MAX), steps(MOST_STEPS));
		assert_eq!(NextExpiryDay::<Test>::get(), Some(TODAY + 10 + MOST_STEPS));
		assert_eq!(open_grants(), 1);
		assert_eq!(sweep(Weight::MAX), steps(MOST_STEPS));
		assert_ended(id, GrantEnd::Expired);
		// One step was the grant's.
		assert_eq!(NextExpiryDay::<Test>::get(), Some(TODAY + 10 + 2 * MOST_STEPS - 1));
		assert_eq!(sweep(Weight::MAX), steps(150 + 1 - 10 - 2 * MOST_STEPS));
		assert_eq!(NextExpiryDay::<Test>::get(), Some(TODAY + 150));
	});
}

#[test]
fn a_grant_given_while_the_clean_up_lags_is_not_passed_over() {
	run(|| {
		let company = Company::new(1);
		company.grants_until(&operator(1), START + HOUR);
		go_to(START + 200 * DAY);
		// NextExpiryDay lies 200 days back.
		let id = company.grants_until(&operator(2), now() + HOUR);
		go_to(START + 203 * DAY);
		for _ in 0..5 {
			sweep(Weight::MAX);
			UsageLog::do_try_state().unwrap();
		}
		assert_ended(id, GrantEnd::Expired);
		assert_eq!(open_grants(), 0);
		assert_eq!(NextExpiryDay::<Test>::get(), Some(TODAY + 203));
	});
}

#[test]
fn the_clean_up_never_passes_over_an_open_grant() {
	// With less and with more room in each block than there is to do.
	for room in [0, 1, 2, 3, 100] {
		run(|| {
			let company = Company::new(1);
			let mut given = 0u8;
			for hours in 0..200u64 {
				pass(HOUR);
				sweep(steps(room));
				UsageLog::do_try_state().unwrap();
				if OpenGrantCount::<Test>::get(company.seal) < MaxGrants::get() {
					let life = (hours * 37 % 60 + 1) * HOUR;
					company.grants_until(&operator(given % 20), now() + life);
					given += 1;
				}
			}
			go_to(now() + 60 * DAY);
			for _ in 0..100 {
				sweep(steps(room));
				UsageLog::do_try_state().unwrap();
			}
			let left = if room == 0 { MaxGrants::get() } else { 0 };
			assert_eq!(OpenGrantCount::<Test>::get(company.seal), left);
			for grant in Grants::<Test>::iter_values() {
				if let Some((at, reason)) = grant.ended {
					assert_eq!(reason, GrantEnd::Expired);
					assert!(at.day() > grant.valid_until.day(), "ended before its day was over");
				}
			}
		});
	}
}

#[test]
fn a_grant_that_ended_otherwise_leaves_nothing_to_clean() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let revoked = company.grants(&operator(1));
		let dissolved = other.grants(&operator(2));
		assert_ok!(UsageLog::revoke_grant(company.origin(), revoked));
		other.revoke();
		let before: Vec<_> = [revoked, dissolved].map(Grants::<Test>::get).into();
		go_to(START + 10 * DAY);
		events();
		assert_eq!(sweep(Weight::MAX), steps(10));
		assert_eq!(events(), []);
		assert_eq!(before, [revoked, dissolved].map(Grants::<Test>::get));
	});
}

#[test]
fn an_owner_may_replace_a_grant_whose_time_is_over_before_the_clean_up() {
	run(|| {
		let company = Company::new(1);
		let over = company.grants_until(&operator(1), START + HOUR);
		go_to(START + 2 * HOUR);
		assert_noop!(
			company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, QUOTA),
			Error::<Test>::OperatorHasGrant
		);
		assert_ok!(UsageLog::revoke_grant(company.origin(), over));
		assert_ended(over, GrantEnd::Revoked);
		company.grants(&operator(1));
		assert_ok!(company.use_by(&operator(1)));
	});
}

#[test]
fn a_grant_for_ever_is_not_cleaned() {
	run(|| {
		let company = Company::new(1);
		company.grants_until(&operator(1), Moment::MAX);
		go_to(START + 30 * DAY);
		sweep(Weight::MAX);
		assert_eq!(open_grants(), 1);
	});
}
