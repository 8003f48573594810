//! Grants that carry over to the successor of their e-seal, by the owner's word.

use super::*;
use crate::{CarriedFrom, Error, OpenGrantCount};
use frame_support::{assert_noop, traits::Hooks, weights::Weight};

/// When the successor takes over: 12 o'clock on the fourth day.
const AT: Moment = START.saturating_add(84 * HOUR);

fn long_grant(company: &Company, n: u8, quota: u32) -> GrantId {
	let id = NextGrantId::<Test>::get();
	assert_ok!(company.try_grant(&operator(n), &GRANTED, START + YEAR, quota));
	id
}

fn carry(from: AccountId, to: &Company, grants: &[GrantId]) -> DispatchResult {
	let grants = grants.to_vec().try_into().unwrap();
	outcome(UsageLog::carry_over(RuntimeOrigin::signed(from), to.seal, grants))
}

/// Lets these carry over, and returns the number of the first grant that goes on from one of them.
fn carries(to: &Company, grants: &[GrantId]) -> GrantId {
	let first = NextGrantId::<Test>::get();
	assert_ok!(carry(to.owner.clone(), to, grants));
	first
}

/// Lets the chain clear what is over.
fn clear() {
	for _ in 0..3 {
		UsageLog::on_idle(System::block_number(), Weight::MAX);
		pass(1);
	}
}

/// A company's e-seal, and the one that takes over from it.
fn renewed() -> (Company, Company) {
	let old = Company::new(1);
	let new = old.apply(Key::new(60), AT..AT + YEAR).approved();
	(old, new)
}

fn right(company: &Company, n: u8) -> Option<UseRight> {
	UsageLog::api_use_right(company.seal, &operator(n))
}

fn ended(id: GrantId) -> Option<GrantEnd> {
	Grants::<Test>::get(id).unwrap().ended.map(|(_, why)| why)
}

#[test]
fn a_grant_carries_over_with_its_count_its_quota_and_its_nonce() {
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1, 4);
		assert_ok!(old.use_by(&operator(1)));
		let before = Grants::<Test>::get(id).unwrap();
		events();
		let to = carries(&new, &[id]);
		assert_eq!(
			events()[1],
			Event::GrantCarriedOver {
				from: id,
				to,
				seal: new.seal,
				operator: operator(1)
			}
		);
		assert_eq!(CarriedFrom::<Test>::get(to), Some(id));
		// It serves as ever, and what is done under it counts.
		assert_eq!(Grants::<Test>::get(id), Some(before.clone()));
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::SealNotYetValid);
		go_to(Moment(AT.0 - 1));
		assert_ok!(old.use_by(&operator(1)));
		let stale = old.statement(&operator(1));
		go_to(AT);
		assert_noop!(old.record(&operator(1), stale), Error::<Test>::SealRevoked);
		let expected = UseRight {
			grant: Some(to),
			nonce: 2,
		};
		assert_eq!(right(&new, 1), Some(expected));
		let told = UsageLog::api_grants_of_seal(new.seal);
		assert_eq!((told[0].0, told[0].1.used), (to, 2));
		assert_ok!(new.use_by(&operator(1)));
		go_to(AT + DAY);
		clear();
		assert_eq!((ended(id), ended(to)), (Some(GrantEnd::Dissolved), None));
		assert_ok!(new.use_by(&operator(1)));
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		let after = Grants::<Test>::get(to).unwrap();
		assert_eq!((after.seal, after.used, after.quota), (new.seal, 4, 4));
		assert_eq!(
			(after.purposes, after.valid_until),
			(before.purposes, before.valid_until)
		);
		// What proves a use of the predecessor proves it still.
		let left = Grants::<Test>::get(id).unwrap();
		assert_eq!((left.seal, left.used), (old.seal, 2));
		assert_eq!(System::providers(&operator(1)), 1);
	});
}

/// A thief with the operator's account and statements of the predecessor's key.
#[test]
fn nobody_uses_more_than_the_quota_over_both() {
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1, 2);
		let to = carries(&new, &[id]);
		assert_ok!(old.use_by(&operator(1)));
		let signed = old.statement(&operator(1));
		go_to(AT);
		// A nonce of before the takeover, or of a grant that begins anew.
		for nonce in [0, 2] {
			let wrong = UseStatement {
				nonce,
				..new.statement(&operator(1))
			};
			assert_noop!(new.record(&operator(1), wrong), Error::<Test>::WrongNonce);
		}
		// The old grant for the new e-seal, and the new one for the old.
		let crossed = UseStatement {
			grant: Some(id),
			..new.statement(&operator(1))
		};
		assert_noop!(new.record(&operator(1), crossed), Error::<Test>::NoGrant);
		let crossed = UseStatement {
			grant: Some(to),
			..signed.clone()
		};
		assert_noop!(old.record(&operator(1), crossed), Error::<Test>::SealRevoked);
		// Under the successor's number, with the predecessor's signature.
		let renamed = UseStatement {
			seal: new.seal,
			grant: Some(to),
			signed_at: now(),
			..signed
		};
		let signature = old.sign(&operator(1), &renamed);
		let origin = RuntimeOrigin::signed(operator(1));
		assert_noop!(
			UsageLog::record_use(origin, new.seal, renamed, signature),
			Error::<Test>::SignatureInvalid
		);
		assert_noop!(new.anchor(&operator(1), 2), Error::<Test>::QuotaExhausted);
		assert_ok!(new.use_by(&operator(1)));
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
	});
}

#[test]
fn only_what_the_owner_names_carries_over() {
	run(|| {
		let (old, new) = renewed();
		let ids: Vec<_> = (0..4).map(|n| long_grant(&old, n, 3)).collect();
		carries(&new, &[ids[1], ids[3]]);
		go_to(AT);
		for (n, kept) in (0..4).zip([false, true, false, true]) {
			assert_eq!(right(&new, n).is_some(), kept);
			assert_eq!(new.use_by(&operator(n)).is_ok(), kept);
		}
		go_to(AT + DAY);
		clear();
		assert_eq!(OpenGrantCount::<Test>::iter().collect::<Vec<_>>(), [(new.seal, 2)]);
	});
}

#[test]
fn with_the_application_it_holds_for_a_takeover_at_once_too() {
	run(|| {
		let old = Company::new(1);
		let (kept, left) = (long_grant(&old, 1, 3), long_grant(&old, 2, 3));
		assert_ok!(old.use_by(&operator(1)));
		let new = old.apply(Key::new(60), START..START + YEAR);
		let to = carries(&new, &[kept]);
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::SealNotIssued);
		assert_ok!(old.use_by(&operator(1)));
		let new = new.approved();
		assert_ended(kept, GrantEnd::Dissolved);
		assert_ended(left, GrantEnd::Dissolved);
		assert_ok!(new.use_by(&operator(1)));
		assert_eq!(Grants::<Test>::get(to).unwrap().used, 3);
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		assert_noop!(new.use_by(&operator(2)), Error::<Test>::NoGrant);
	});
}

#[test]
fn after_the_takeover_the_owner_can_still_say_so_until_the_chain_has_cleared() {
	run(|| {
		let (old, new) = renewed();
		let (late, too_late) = (long_grant(&old, 1, 3), long_grant(&old, 2, 3));
		assert_ok!(old.use_by(&operator(1)));
		go_to(AT + HOUR);
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::NoGrant);
		carries(&new, &[late]);
		assert_eq!(right(&new, 1).unwrap().nonce, 1);
		assert_ok!(new.use_by(&operator(1)));
		go_to(AT + DAY);
		clear();
		assert_noop!(carry(new.owner.clone(), &new, &[too_late]), Error::<Test>::GrantEnded);
		assert_ok!(new.use_by(&operator(1)));
	});
}

#[test]
fn a_successor_that_does_not_come_to_be_takes_nothing() {
	let ends: [fn(&Company); 3] = [
		|new| assert!(ESeal::withdraw(new.origin(), new.seal).is_ok()),
		|new| {
			let reason = pallet_e_seal::RejectionReason::Other;
			assert_ok!(ESeal::reject(dr(), new.seal, new.digest(), reason));
		},
		|new| new.clone().approved().revoke(),
	];
	for end in ends {
		run(|| {
			let old = Company::new(1);
			let id = long_grant(&old, 1, 3);
			let new = old.apply(Key::new(60), AT..AT + YEAR);
			let to = carries(&new, &[id]);
			end(&new);
			assert_ended(to, GrantEnd::Dissolved);
			assert_eq!(System::providers(&operator(1)), 1);
			assert!(carry(new.owner.clone(), &new, &[id]).is_err());
			assert_ok!(old.use_by(&operator(1)));
			// Nor does the next one take it unasked.
			let next = old.apply(Key::new(61), AT..AT + YEAR).approved();
			go_to(AT);
			assert_noop!(next.use_by(&operator(1)), Error::<Test>::NoGrant);
			carries(&next, &[id]);
			assert_eq!(right(&next, 1).unwrap().nonce, 1);
			assert_ok!(next.use_by(&operator(1)));
		});
	}
}

#[test]
fn a_predecessor_revoked_before_the_takeover_takes_none_along() {
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1, 3);
		assert_ok!(old.use_by(&operator(1)));
		let to = carries(&new, &[id]);
		old.revoke();
		assert_ended(id, GrantEnd::Dissolved);
		go_to(AT);
		assert_eq!((ended(to), right(&new, 1).unwrap().nonce), (None, 1));
		assert_ok!(new.use_by(&operator(1)));
	});
}

#[test]
fn what_ends_the_grants_of_the_successor_ends_those_that_carried_over() {
	let ends: [fn(&Company); 3] = [
		|new| new.revoke(),
		|new| drop(new.change_owner(&account(50))),
		|new| assert!(ESeal::deregister_enterprise(ms(), new.uscc()).is_ok()),
	];
	for end in ends {
		for at in [AT, Moment(AT.0 - 1)] {
			run(|| {
				let (old, new) = renewed();
				let ids = [long_grant(&old, 1, 3), long_grant(&old, 2, 3)];
				let to = carries(&new, &ids);
				go_to(at);
				end(&new);
				assert_ended(to, GrantEnd::Dissolved);
				assert_ended(to.next().unwrap(), GrantEnd::Dissolved);
			});
		}
	}
	// Of one that is only applied for, too.
	run(|| {
		let old = Company::new(1);
		let id = long_grant(&old, 1, 3);
		let new = old.apply(Key::new(60), AT..AT + YEAR);
		let to = carries(&new, &[id]);
		old.change_owner(&account(50));
		assert_ended(id, GrantEnd::Dissolved);
		assert_ended(to, GrantEnd::Dissolved);
		assert_eq!(System::providers(&operator(1)), 0);
	});
}

/// The owner suspects the operator.
#[test]
fn a_revocation_of_the_old_grant_is_one_of_the_new() {
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1, 3);
		let to = carries(&new, &[id]);
		assert_ok!(UsageLog::revoke_grant(old.origin(), id));
		assert_ended(id, GrantEnd::Revoked);
		assert_ended(to, GrantEnd::Revoked);
		assert_eq!(System::providers(&operator(1)), 0);
	});
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1, 3);
		let to = carries(&new, &[id]);
		assert_ok!(UsageLog::revoke_grant(old.origin(), to));
		assert_eq!((ended(id), ended(to)), (None, Some(GrantEnd::Revoked)));
		assert_ok!(old.use_by(&operator(1)));
		// The owner thinks better of it.
		let again = carries(&new, &[id]);
		go_to(AT);
		assert_eq!(right(&new, 1).unwrap().grant, Some(again));
		assert_ok!(new.use_by(&operator(1)));
	});
}

#[test]
fn a_quota_is_raised_for_both() {
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1, 1);
		let to = carries(&new, &[id]);
		assert_ok!(UsageLog::raise_quota(old.origin(), id, 3));
		assert_ok!(old.use_by(&operator(1)));
		assert_ok!(old.use_by(&operator(1)));
		go_to(AT);
		assert_ok!(UsageLog::raise_quota(new.origin(), to, 4));
		assert_ok!(new.use_by(&operator(1)));
		assert_ok!(new.use_by(&operator(1)));
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
	});
}

/// What went on and ended does not come back by it.
#[test]
fn a_quota_is_raised_after_what_went_on_has_ended() {
	run(|| {
		let (old, new) = renewed();
		let id = long_grant(&old, 1, 2);
		let to = carries(&new, &[id]);
		assert_ok!(outcome(UsageLog::revoke_grant(new.origin(), to)));
		assert_ok!(UsageLog::raise_quota(old.origin(), id, 3));
		assert_eq!(Grants::<Test>::get(id).unwrap().quota, 3);
		assert_eq!(Grants::<Test>::get(to).unwrap().quota, 2);
	});
}

#[test]
fn it_carries_over_again_and_again() {
	for uses in [0, 1] {
		run(|| {
			let mut company = Company::new(1);
			let mut id = long_grant(&company, 1, 20);
			let using = |company: &Company| (0..uses).for_each(|_| assert!(company.use_by(&operator(1)).is_ok()));
			for (n, cleared) in (0..4).zip([true, false, false, true]) {
				using(&company);
				let at = now() + DAY;
				let next = company.apply(Key::new(60 + n), at..at + YEAR);
				let to = carries(&next, &[id]);
				let next = next.approved();
				using(&company);
				go_to(at);
				if cleared {
					clear();
					pass(DAY);
					clear();
				}
				(company, id) = (next, to);
			}
			assert_eq!(right(&company, 1).unwrap().nonce, 8 * uses);
			assert_ok!(company.use_by(&operator(1)));
			assert_eq!(u64::from(Grants::<Test>::get(id).unwrap().used), 8 * uses + 1);
		});
	}
}

#[test]
fn one_that_was_not_used_in_between_loses_no_count() {
	run(|| {
		let company = Company::new(1);
		let id = long_grant(&company, 1, 3);
		assert_ok!(company.use_by(&operator(1)));
		let second = company.apply(Key::new(60), START..START + YEAR);
		let to = carries(&second, &[id]);
		let second = second.approved();
		let third = second.apply(Key::new(61), START..START + YEAR);
		carries(&third, &[to]);
		let third = third.approved();
		assert_eq!(right(&third, 1).unwrap().nonce, 1);
		assert_ok!(third.use_by(&operator(1)));
		assert_ok!(third.use_by(&operator(1)));
		assert_noop!(third.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
	});
}

#[test]
fn grants_that_carry_over_count_among_the_successors() {
	run(|| {
		let (old, new) = renewed();
		let ids: Vec<_> = (0..4).map(|n| long_grant(&old, n, 3)).collect();
		carries(&new, &ids[..3]);
		go_to(AT);
		let grant = |n: u8| new.try_grant(&operator(n), &GRANTED, START + YEAR, 3);
		assert_noop!(grant(1), Error::<Test>::OperatorHasGrant);
		assert_ok!(grant(9));
		assert_noop!(grant(10), Error::<Test>::TooManyGrants);
		let last = |_: ()| carry(new.owner.clone(), &new, &ids[3..]);
		assert_noop!(last(()), Error::<Test>::TooManyGrants);
		assert_ok!(UsageLog::revoke_grant(new.origin(), ids[0]));
		assert_ok!(grant(3));
		assert_noop!(last(()), Error::<Test>::OperatorHasGrant);
	});
}

#[test]
fn only_the_owner_says_so_and_only_of_grants_of_the_predecessor() {
	run(|| {
		let (old, new) = renewed();
		let (other, lone) = (Company::new(2), Company::new(3));
		let id = long_grant(&old, 1, 3);
		let (others, lones) = (long_grant(&other, 1, 3), long_grant(&lone, 1, 3));
		for who in [operator(1), other.owner.clone(), account(99)] {
			assert_noop!(carry(who, &new, &[id]), Error::<Test>::NotOwner);
		}
		let own = |to: &Company, grants: &[GrantId]| carry(to.owner.clone(), to, grants);
		assert_noop!(own(&new, &[others]), Error::<Test>::GrantOfAnotherSeal);
		assert_noop!(own(&lone, &[lones]), Error::<Test>::NoPredecessor);
		assert_noop!(own(&new, &[GrantId(99)]), Error::<Test>::GrantNotFound);
		let unknown = Company {
			seal: SealId(99),
			..new.clone()
		};
		assert_noop!(own(&unknown, &[id]), Error::<Test>::SealNotFound);
		// All or nothing.
		assert_noop!(own(&new, &[id, others]), Error::<Test>::GrantOfAnotherSeal);
		// Twice is once.
		events();
		carries(&new, &[id, id]);
		carries(&new, &[id]);
		carries(&new, &[]);
		assert_eq!(events().len(), 2);
		assert_eq!(OpenGrantCount::<Test>::get(new.seal), 1);
		let ended = long_grant(&old, 2, 3);
		assert_ok!(UsageLog::revoke_grant(old.origin(), ended));
		assert_noop!(own(&new, &[ended]), Error::<Test>::GrantEnded);
		let expired = NextGrantId::<Test>::get();
		assert_ok!(old.try_grant(&operator(2), &GRANTED, now() + HOUR, 3));
		pass(HOUR);
		assert_noop!(own(&new, &[expired]), Error::<Test>::GrantExpired);
	});
}

/// A use takes two secrets: whoever has the successor's key is no operator of it.
#[test]
fn no_grant_carries_over_to_whoever_has_the_successors_key() {
	run(|| {
		let old = Company::new(1);
		let Key::Sr25519(pair) = Key::new(60) else {
			unreachable!()
		};
		let id = NextGrantId::<Test>::get();
		let holder = AccountId::new(pair.public().0);
		assert_ok!(old.try_grant(&holder, &GRANTED, START + YEAR, 3));
		let new = old.apply(Key::new(60), AT..AT + YEAR).approved();
		assert_noop!(carry(new.owner.clone(), &new, &[id]), Error::<Test>::OperatorHasSealKey);
	});
}

#[test]
fn a_raised_quota_counts_on() {
	run(|| {
		let company = Company::new(1);
		let id = company.grants(&operator(1));
		for _ in 0..QUOTA {
			assert_ok!(company.use_by(&operator(1)));
		}
		assert_noop!(company.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		let raise = |who: &AccountId, quota| UsageLog::raise_quota(RuntimeOrigin::signed(who.clone()), id, quota);
		for thief in [operator(1), account(99)] {
			assert_noop!(raise(&thief, 10), Error::<Test>::NotOwner);
		}
		for less in [0, 1, QUOTA] {
			assert_noop!(raise(&company.owner, less), Error::<Test>::QuotaNotRaised);
		}
		events();
		assert_ok!(raise(&company.owner, QUOTA + 1));
		assert_eq!(
			events(),
			[Event::QuotaRaised {
				grant: id,
				seal: company.seal,
				operator: operator(1),
				from: QUOTA,
				to: QUOTA + 1
			}]
		);
		// The nonce goes on: no statement of before serves again.
		assert_eq!(right(&company, 1).unwrap().nonce, u64::from(QUOTA));
		assert_ok!(company.use_by(&operator(1)));
		assert_noop!(company.use_by(&operator(1)), Error::<Test>::QuotaExhausted);
		let unknown = UsageLog::raise_quota(company.origin(), GrantId(9), 10);
		assert_eq!(unknown, Err(Error::<Test>::GrantNotFound.into()));
		go_to(GRANTED_UNTIL);
		assert_noop!(raise(&company.owner, 10), Error::<Test>::GrantExpired);
	});
	run(|| {
		let company = Company::new(1);
		let id = company.grants(&operator(1));
		assert_ok!(UsageLog::revoke_grant(company.origin(), id));
		assert_noop!(
			UsageLog::raise_quota(company.origin(), id, 10),
			Error::<Test>::GrantEnded
		);
	});
}
