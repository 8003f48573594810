//! Grants that their operators lend on.

use super::*;
use crate::{CarriedFrom, Error, Grant, LentGrants, OpenGrantCount};
use frame_support::{assert_noop, traits::Hooks, weights::Weight};
use pallet_admission::{Admission as _, Error as AdmissionError};
use sp_runtime::DispatchError;

/// What a lender has: ten uses.
const LENDERS: u32 = 10;

/// When a successor takes over.
const AT: Moment = START.saturating_add(84 * HOUR);

fn lenders_grant(company: &Company) -> GrantId {
	let id = NextGrantId::<Test>::get();
	assert_ok!(company.try_grant(&operator(1), &GRANTED, START + YEAR, LENDERS));
	id
}

fn lend(
	who: AccountId,
	from: GrantId,
	to: &AccountId,
	allowed: &[Purpose],
	until: Moment,
	quota: u32,
) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	UsageLog::lend(origin, from, to.clone(), purposes(allowed), until, quota)
}

/// Lends operator `n` so many uses for contracts, for two days.
fn lends(from: GrantId, n: u8, quota: u32) -> GrantId {
	let id = NextGrantId::<Test>::get();
	let lender = stored(from).operator;
	assert_ok!(lend(
		lender,
		from,
		&operator(n),
		&[Purpose::Contract],
		now() + 2 * DAY,
		quota
	));
	id
}

fn stored(id: GrantId) -> Grant<AccountId> {
	Grants::<Test>::get(id).unwrap()
}

fn counts(id: GrantId) -> (u32, u32) {
	(stored(id).used, stored(id).lent)
}

fn carry(to: &Company, grants: &[GrantId]) -> DispatchResult {
	outcome(UsageLog::carry_over(
		to.origin(),
		to.seal,
		grants.to_vec().try_into().unwrap(),
	))
}

fn revoke(who: AccountId, id: GrantId) -> DispatchResult {
	outcome(UsageLog::revoke_grant(RuntimeOrigin::signed(who), id))
}

/// Lets the chain clear what is over.
fn clear() {
	for _ in 0..3 {
		UsageLog::on_idle(System::block_number(), Weight::MAX);
		pass(1);
	}
}

#[test]
fn an_operator_lends_its_grant_and_both_count() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		assert_ok!(company.use_by(&operator(1)));
		events();
		let lent = lends(from, 2, 3);
		let issued = Event::GrantIssued {
			grant: lent,
			seal: company.seal,
			operator: operator(2),
			second: None,
			purposes: purposes(&[Purpose::Contract]),
			valid_until: START + 2 * DAY,
			quota: 3,
		};
		let told = Event::GrantLent {
			grant: lent,
			from,
			seal: company.seal,
			operator: operator(2),
		};
		assert_eq!(events(), [issued, told]);
		assert_eq!(stored(lent).lent_from, Some(from));
		assert_eq!(LentGrants::<Test>::get(from).to_vec(), [lent]);
		assert_eq!(System::providers(&operator(2)), 1);
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), 2);

		// Each has a nonce of its own, and both count against the lender's quota.
		assert_eq!(company.statement(&operator(2)).nonce, 0);
		assert_ok!(company.list(&operator(2), &many_documents(2)));
		assert_ok!(company.use_by(&operator(1)));
		assert_eq!((counts(from), counts(lent)), ((2, 2), (2, 0)));
		assert_eq!(company.statement(&operator(1)).nonce, 2);
		assert_eq!(company.statement(&operator(2)).nonce, 2);
		assert_ok!(company.anchor(&operator(2), 1));
		assert_noop!(company.use_by(&operator(2)), Error::<Test>::QuotaExhausted);
		assert_ok!(company.anchor(&operator(1), 5));
		assert_noop!(company.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		assert_eq!((counts(from), counts(lent)), ((7, 3), (3, 0)));
	});
}

/// However much of it is lent, and whoever is faster.
#[test]
fn the_lenders_quota_bounds_all_that_is_lent() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		let both = [lends(from, 2, LENDERS), lends(from, 3, LENDERS)];
		assert_ok!(company.anchor(&operator(2), 6));
		assert_noop!(company.anchor(&operator(3), 5), Error::<Test>::QuotaExhausted);
		assert_noop!(company.anchor(&operator(1), 5), Error::<Test>::QuotaExhausted);
		assert_ok!(company.anchor(&operator(3), 3));
		assert_ok!(company.use_by(&operator(1)));
		for n in 1..=3 {
			assert_noop!(company.use_by(&operator(n)), Error::<Test>::QuotaExhausted);
		}
		assert_eq!(counts(from), (1, 9));
		// The owner gives more to all, and the counts go on.
		assert_ok!(UsageLog::raise_quota(company.origin(), from, LENDERS + 2));
		assert_ok!(company.use_by(&operator(3)));
		assert_ok!(company.use_by(&operator(2)));
		assert_noop!(company.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		assert_eq!(both.map(|id| stored(id).used), [7, 4]);
	});
}

/// A lender that wants its uses back: revokes what it lent, and lends anew.
#[test]
fn nothing_is_given_back() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		for round in 0..3 {
			let lent = lends(from, 2, 3);
			assert_ok!(company.anchor(&operator(2), 3));
			assert_ok!(revoke(operator(1), lent));
			assert_ended(lent, GrantEnd::Revoked);
			assert_eq!(counts(from), (0, 3 * (round + 1)));
			assert!(!LentGrants::<Test>::contains_key(from));
		}
		let too_much = |quota| {
			lend(
				operator(1),
				from,
				&operator(2),
				&[Purpose::Contract],
				now() + DAY,
				quota,
			)
		};
		assert_noop!(too_much(2), Error::<Test>::QuotaExhausted);
		assert_ok!(company.use_by(&operator(1)));
		assert_noop!(too_much(1), Error::<Test>::QuotaExhausted);
		assert_noop!(company.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
	});
}

#[test]
fn what_is_lent_is_narrower() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		assert_ok!(company.anchor(&operator(1), 4));
		let end = START + YEAR;
		let to = |allowed: &[Purpose], until, quota| lend(operator(1), from, &operator(2), allowed, until, quota);
		let one = [Purpose::Contract];
		assert_noop!(to(&[], end, 1), Error::<Test>::NoPurpose);
		assert_noop!(to(&[Purpose::Finance], end, 1), Error::<Test>::PurposeNotGranted);
		assert_noop!(
			to(&[Purpose::Contract, Purpose::Tender], end, 1),
			Error::<Test>::PurposeNotGranted
		);
		assert_noop!(to(&one, end + 1, 1), Error::<Test>::OutlivesGrant);
		assert_noop!(to(&one, now(), 1), Error::<Test>::GrantPast);
		assert_noop!(to(&one, end, 0), Error::<Test>::NoQuota);
		assert_noop!(to(&one, end, 7), Error::<Test>::QuotaExhausted);
		assert_noop!(to(&one, end, u32::MAX), Error::<Test>::QuotaExhausted);
		// As wide as the lender's is the widest.
		assert_ok!(to(&GRANTED, end, 6));
		assert_ok!(company.use_by(&operator(2)));
		let statement = UseStatement {
			purpose: Purpose::Finance,
			..company.statement(&operator(2))
		};
		assert_noop!(
			company.record(&operator(2), statement),
			Error::<Test>::PurposeNotGranted
		);
	});
}

#[test]
fn only_its_operator_lends_a_grant_and_only_one_step() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let from = lenders_grant(&company);
		let theirs = lenders_grant(&other);
		let to = |who: AccountId, from| lend(who, from, &operator(9), &[Purpose::Contract], now() + DAY, 1);
		let strangers = [company.owner.clone(), other.owner.clone(), operator(2), operator(9)];
		for who in strangers {
			assert_noop!(to(who, from), Error::<Test>::NotOperator);
		}
		assert_noop!(to(operator(1), GrantId(99)), Error::<Test>::GrantNotFound);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = UsageLog::lend(
				origin,
				from,
				operator(9),
				purposes(&[Purpose::Contract]),
				now() + DAY,
				1,
			);
			assert_noop!(call, DispatchError::BadOrigin);
		}
		let lent = lends(from, 2, 5);
		assert_noop!(to(operator(2), lent), Error::<Test>::GrantIsLent);
		// Nor is it lent by somebody else's grant for another e-seal.
		assert_ok!(to(operator(1), theirs));
		assert_noop!(company.use_by(&operator(9)), Error::<Test>::NoGrant);
	});
}

#[test]
fn nobody_is_lent_what_it_has_or_must_not_have() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		company.grants(&operator(3));
		lends(from, 2, 1);
		let to = |whom: &AccountId| lend(operator(1), from, whom, &[Purpose::Contract], now() + DAY, 1);
		assert_noop!(to(&company.owner), Error::<Test>::OperatorIsOwner);
		// Itself, another operator of the owner's, and whom it lent to before.
		for n in 1..=3 {
			assert_noop!(to(&operator(n)), Error::<Test>::OperatorHasGrant);
		}
		let Key::Sr25519(pair) = Key::new(1) else {
			unreachable!()
		};
		let holder = AccountId::new(pair.public().0);
		assert_noop!(to(&holder), Error::<Test>::OperatorHasSealKey);
		let officer = pallet_agencies::Officers::<Test>::iter_keys().next().unwrap();
		assert_noop!(to(&officer), AdmissionError::<Test>::OfficerAtEnterprise);
	});
}

/// A thief lends as often as it can.
/// Else an operator could have accounts without end begin with something, and multiply its own budget by them.
#[test]
fn a_new_account_that_is_lent_to_begins_with_nothing() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		lends(from, 2, 1);
		let member = Admission::member(&operator(2));
		let budget = pallet_admission::RoleBudgets::<Test>::get().of(&member);
		assert!(budget.weight.burst > 0 && budget.bytes.burst > 0);
		assert_eq!(member.spent.weight, budget.weight.burst);
		assert_eq!(member.spent.bytes, budget.bytes.burst);
		// One that has a role already loses nothing by it.
		let other = Company::new(3);
		let before = Admission::member(&other.owner).spent;
		assert_ok!(lend(
			operator(1),
			from,
			&other.owner,
			&[Purpose::Contract],
			now() + 2 * DAY,
			1
		));
		assert_eq!(Admission::member(&other.owner).spent, before);
	});
}

#[test]
fn few_are_lent_at_a_time() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		let to = |n| lend(operator(1), from, &operator(n), &[Purpose::Contract], now() + DAY, 1);
		let lent = lends(from, 2, 1);
		lends(from, 3, 1);
		for n in 4..100 {
			assert_noop!(to(n), Error::<Test>::TooManyLent);
		}
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), 3);
		assert_ok!(revoke(operator(1), lent));
		assert_ok!(to(4));
		// They are among the grants of the e-seal.
		company.grants(&operator(5));
		assert_noop!(
			company.try_grant(&operator(6), &GRANTED, GRANTED_UNTIL, QUOTA),
			Error::<Test>::TooManyGrants
		);
		assert_ok!(revoke(company.owner.clone(), from));
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), 1);
	});
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		for n in 3..6 {
			company.grants(&operator(n));
		}
		let one_more = lend(operator(1), from, &operator(2), &[Purpose::Contract], now() + DAY, 1);
		assert_noop!(one_more, Error::<Test>::TooManyGrants);
	});
}

#[test]
fn it_ends_with_the_lenders_grant_in_the_same_block() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		let lent = [lends(from, 2, 3), lends(from, 3, 3)];
		assert_ok!(company.use_by(&operator(2)));
		let signed = company.statement(&operator(2));
		events();
		assert_ok!(revoke(company.owner.clone(), from));
		assert_eq!(
			events(),
			[
				grant_ended(lent[0], GrantEnd::WithLender),
				grant_ended(lent[1], GrantEnd::WithLender),
				grant_ended(from, GrantEnd::Revoked)
			]
		);
		assert_ended(from, GrantEnd::Revoked);
		lent.into_iter().for_each(|id| assert_ended(id, GrantEnd::WithLender));
		assert_noop!(company.record(&operator(2), signed), Error::<Test>::GrantEnded);
		for n in 1..=3 {
			assert_eq!(System::providers(&operator(n)), 0);
		}
		assert!(!OpenGrantCount::<Test>::contains_key(company.seal));
		assert!(!LentGrants::<Test>::contains_key(from));
		let again = lend(operator(1), from, &operator(2), &[Purpose::Contract], now() + DAY, 1);
		assert_noop!(again, Error::<Test>::GrantEnded);
	});
}

#[test]
fn the_owner_and_the_lender_revoke_it_and_nobody_else() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let from = lenders_grant(&company);
		let (lent, second) = (lends(from, 2, 3), lends(from, 3, 3));
		for who in [operator(2), operator(3), other.owner.clone(), account(200)] {
			assert_noop!(revoke(who, lent), Error::<Test>::NotOwner);
		}
		// Who lends is no owner.
		assert_noop!(revoke(operator(1), from), Error::<Test>::NotOwner);
		assert_ok!(revoke(operator(1), lent));
		assert_ok!(revoke(company.owner.clone(), second));
		for id in [lent, second] {
			assert_ended(id, GrantEnd::Revoked);
			assert_noop!(revoke(operator(1), id), Error::<Test>::GrantEnded);
		}
		assert_ok!(company.use_by(&operator(1)));
	});
}

/// What is lent of a grant that an owner gave cannot be raised by who has it or lent it.
#[test]
fn only_the_owner_raises_a_lent_quota() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		let lent = lends(from, 2, 1);
		for who in [operator(1), operator(2)] {
			for id in [from, lent] {
				let raise = UsageLog::raise_quota(RuntimeOrigin::signed(who.clone()), id, 50);
				assert_noop!(raise, Error::<Test>::NotOwner);
			}
		}
		// Nor does it give more than the lender's has.
		assert_ok!(UsageLog::raise_quota(company.origin(), lent, 50));
		assert_noop!(company.anchor(&operator(2), LENDERS + 1), Error::<Test>::QuotaExhausted);
		assert_ok!(company.anchor(&operator(2), LENDERS));
		assert_noop!(company.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
	});
}

#[test]
fn it_ends_with_its_time_and_with_its_e_seal() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		let short = lends(from, 2, 1);
		let id = NextGrantId::<Test>::get();
		assert_ok!(lend(
			operator(1),
			from,
			&operator(3),
			&[Purpose::Contract],
			START + YEAR,
			1
		));
		go_to(START + 2 * DAY);
		assert_noop!(company.use_by(&operator(2)), Error::<Test>::GrantExpired);
		assert_ok!(company.use_by(&operator(3)));
		go_to(START + 3 * DAY);
		clear();
		assert_eq!(stored(short).ended.map(|(_, why)| why), Some(GrantEnd::Expired));
		assert_eq!(LentGrants::<Test>::get(from).to_vec(), [id]);
		company.revoke();
		assert_ended(from, GrantEnd::Dissolved);
		assert_ended(id, GrantEnd::Dissolved);
		for n in 1..=3 {
			assert_eq!(System::providers(&operator(n)), 0);
		}
	});
	// The lender's ends on the same day, whichever the chain comes to first.
	run(|| {
		let company = Company::new(1);
		let from = company.grants(&operator(1));
		let ids: Vec<_> = (2..4)
			.map(|n| {
				let id = NextGrantId::<Test>::get();
				let until = Moment(GRANTED_UNTIL.0 - u64::from(n % 2));
				assert_ok!(lend(operator(1), from, &operator(n), &[Purpose::Contract], until, 1));
				id
			})
			.collect();
		go_to(GRANTED_UNTIL);
		let late = lend(operator(1), from, &operator(9), &[Purpose::Contract], now() + 1, 1);
		assert_noop!(late, Error::<Test>::GrantExpired);
		pass(DAY);
		for _ in 0..3 {
			UsageLog::expire_first(GRANTED_UNTIL.day());
			UsageLog::do_try_state().unwrap();
		}
		for id in ids.into_iter().chain([from]) {
			assert_ended(id, GrantEnd::Expired);
		}
	});
}

#[test]
fn nothing_is_lent_of_an_e_seal_that_is_not_live() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		for hold in ALL_HOLDS {
			company.place(hold);
			let lent = lends(from, 2, 1);
			assert!(company.use_by(&operator(2)).is_err());
			assert_ok!(revoke(operator(1), lent));
			if !company.lift(hold) {
				break;
			}
		}
	});
	// One that does not serve yet, and one that no longer does.
	run(|| {
		let old = Company::new(1);
		let from = lenders_grant(&old);
		let new = old.apply(Key::new(60), AT..AT + YEAR).approved();
		let heir = NextGrantId::<Test>::get();
		assert_ok!(carry(&new, &[from]));
		let to = |from| lend(operator(1), from, &operator(2), &[Purpose::Contract], now() + DAY, 1);
		assert_noop!(to(heir), Error::<Test>::SealNotYetValid);
		go_to(AT);
		assert_noop!(to(from), Error::<Test>::SealRevoked);
		assert_ok!(to(heir));
		assert_ok!(new.use_by(&operator(2)));
	});
}

#[test]
fn it_carries_over_after_the_lenders_with_all_counts() {
	run(|| {
		let old = Company::new(1);
		let from = lenders_grant(&old);
		let lent = NextGrantId::<Test>::get();
		assert_ok!(lend(
			operator(1),
			from,
			&operator(2),
			&[Purpose::Contract],
			START + YEAR,
			6
		));
		let left = NextGrantId::<Test>::get();
		assert_ok!(lend(
			operator(1),
			from,
			&operator(3),
			&[Purpose::Contract],
			START + YEAR,
			5
		));
		assert_ok!(old.anchor(&operator(2), 2));
		let new = old.apply(Key::new(60), AT..AT + YEAR).approved();
		assert_noop!(carry(&new, &[lent]), Error::<Test>::LenderNotCarried);
		assert_noop!(carry(&new, &[lent, from]), Error::<Test>::LenderNotCarried);
		let first = NextGrantId::<Test>::get();
		assert_ok!(carry(&new, &[from, lent]));
		let (lender, heir) = (first, first.next().unwrap());
		assert_eq!(stored(heir).lent_from, Some(lender));
		assert_eq!(CarriedFrom::<Test>::get(heir), Some(lent));
		assert_eq!(LentGrants::<Test>::get(lender).to_vec(), [heir]);
		// What is done until the takeover counts, whoever does it.
		assert_ok!(old.use_by(&operator(2)));
		assert_ok!(old.use_by(&operator(3)));
		assert_ok!(old.use_by(&operator(1)));
		assert_eq!(counts(from), (1, 4));
		go_to(AT);
		assert_noop!(new.use_by(&operator(3)), Error::<Test>::NoGrant);
		assert_eq!(new.statement(&operator(2)).nonce, 3);
		let told = UsageLog::api_grants_of_seal(new.seal);
		let told = told.into_iter().find(|(id, _)| *id == lender).unwrap().1;
		assert_eq!((told.used, told.lent), (1, 4));
		assert_noop!(new.anchor(&operator(2), 4), Error::<Test>::QuotaExhausted);
		assert_ok!(new.anchor(&operator(2), 3));
		assert_eq!((counts(lender), counts(heir)), ((1, 7), (6, 0)));
		assert_eq!(new.statement(&operator(1)).nonce, 1);
		assert_ok!(new.anchor(&operator(1), 2));
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		go_to(AT + DAY);
		clear();
		assert_eq!(stored(left).ended.map(|(_, why)| why), Some(GrantEnd::Dissolved));
		assert!(!LentGrants::<Test>::contains_key(from));
		assert_eq!(counts(from), (1, 4));
	});
}

/// Both generations end with what the owner revokes; what the lender takes back, is taken back of both.
#[test]
fn a_revocation_reaches_what_goes_on() {
	let begin = || {
		let old = Company::new(1);
		let from = lenders_grant(&old);
		let lent = NextGrantId::<Test>::get();
		assert_ok!(lend(
			operator(1),
			from,
			&operator(2),
			&[Purpose::Contract],
			START + YEAR,
			6
		));
		let new = old.apply(Key::new(60), AT..AT + YEAR).approved();
		let lender = NextGrantId::<Test>::get();
		assert_ok!(carry(&new, &[from, lent]));
		(old, [from, lent, lender, lender.next().unwrap()])
	};
	run(|| {
		let (old, [from, lent, lender, heir]) = begin();
		assert_ok!(revoke(old.owner.clone(), from));
		[from, lender]
			.into_iter()
			.for_each(|id| assert_ended(id, GrantEnd::Revoked));
		[lent, heir]
			.into_iter()
			.for_each(|id| assert_ended(id, GrantEnd::WithLender));
		assert_eq!(System::providers(&operator(2)), 0);
	});
	run(|| {
		let (old, [from, lent, lender, heir]) = begin();
		assert_ok!(revoke(operator(1), lent));
		[lent, heir]
			.into_iter()
			.for_each(|id| assert_ended(id, GrantEnd::Revoked));
		assert!(stored(from).ended.is_none() && stored(lender).ended.is_none());
		assert_ok!(old.use_by(&operator(1)));
	});
	run(|| {
		let (old, [from, lent, lender, heir]) = begin();
		assert_ok!(revoke(old.owner.clone(), lender));
		assert_ended(heir, GrantEnd::WithLender);
		assert!(stored(from).ended.is_none() && stored(lent).ended.is_none());
		assert_ok!(old.use_by(&operator(2)));
		// The owner thinks better of it.
		let new = Company {
			seal: stored(heir).seal,
			key: Key::new(60),
			..old
		};
		assert_ok!(carry(&new, &[from, lent]));
		go_to(AT);
		assert_ok!(new.use_by(&operator(2)));
	});
}

#[test]
fn counts_go_on_from_one_renewal_to_the_next() {
	for between in [0, 1] {
		run(|| {
			let mut company = Company::new(1);
			let mut ids = [lenders_grant(&company), GrantId(1)];
			assert_ok!(lend(
				operator(1),
				ids[0],
				&operator(2),
				&[Purpose::Contract],
				START + YEAR,
				5
			));
			assert_ok!(company.use_by(&operator(2)));
			for n in 0..3 {
				let next = company.apply(Key::new(60 + n), now()..now() + YEAR);
				let first = NextGrantId::<Test>::get();
				assert_ok!(carry(&next, &ids));
				company = next.approved();
				ids = [first, first.next().unwrap()];
				for _ in 0..between {
					assert_ok!(company.use_by(&operator(2)));
				}
			}
			let used = 1 + 3 * between;
			assert_eq!(company.statement(&operator(2)).nonce, u64::from(used));
			assert_ok!(company.anchor(&operator(2), 5 - used));
			assert_eq!((counts(ids[0]), counts(ids[1])), ((0, 5), (5, 0)));
			assert_ok!(company.anchor(&operator(1), 5));
			assert_noop!(company.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		});
	}
}

#[test]
fn the_alarm_of_a_quota_that_is_nearly_used_is_of_both() {
	run(|| {
		let company = Company::new(1);
		let from = lenders_grant(&company);
		let lent = lends(from, 2, 9);
		events();
		assert_ok!(company.anchor(&operator(2), 9));
		let alarm = |grant, n, used, quota| Event::QuotaNearlyUsed {
			grant,
			seal: company.seal,
			operator: operator(n),
			used,
			quota,
		};
		let alarms: Vec<_> = events().into_iter().filter(is_alarm).collect();
		assert_eq!(alarms, [alarm(lent, 2, 9, 9), alarm(from, 1, 9, 10)]);
	});
}

/// Whoever retains records for a day only, has the same counts.
#[test]
fn counts_stay_when_records_leave() {
	run(|| {
		assert_ok!(UsageLog::set_retention(RuntimeOrigin::root(), Some(DAY)));
		let company = Company::new(1);
		let from = lenders_grant(&company);
		let lent = NextGrantId::<Test>::get();
		assert_ok!(lend(
			operator(1),
			from,
			&operator(2),
			&[Purpose::Contract],
			START + YEAR,
			5
		));
		assert_ok!(company.anchor(&operator(2), 3));
		pass(2 * DAY);
		clear();
		assert_eq!(crate::Records::<Test>::iter().count(), 0);
		assert_eq!((counts(from), counts(lent)), ((0, 3), (3, 0)));
		assert_ok!(company.anchor(&operator(2), 2));
		assert_noop!(company.use_by(&operator(2)), Error::<Test>::QuotaExhausted);
		assert_eq!(counts(from), (0, 5));
	});
}
