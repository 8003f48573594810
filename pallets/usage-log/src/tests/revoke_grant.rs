use super::*;
use crate::{Error, OpenGrantCount};
use frame_support::{assert_noop, assert_ok};
use pallet_admission::READMISSION_GAP;
use sp_runtime::DispatchError;

#[test]
fn an_owner_revokes_and_the_operator_is_dismissed() {
	run(|| {
		let company = Company::new(1);
		let id = company.grants(&operator(1));
		let other = company.grants(&operator(2));
		assert_ok!(company.use_by(&operator(1)));
		let before = Grants::<Test>::get(id).unwrap();
		events();
		pass(HOUR);
		assert_ok!(UsageLog::revoke_grant(company.origin(), id));

		assert_ended(id, GrantEnd::Revoked);
		// All else stays on record.
		assert_eq!(before.used, 1);
		let after = Grants::<Test>::get(id).unwrap();
		assert_eq!(
			after,
			crate::Grant {
				ended: Some((START + HOUR, GrantEnd::Revoked)),
				..before
			}
		);
		assert_eq!(
			OpenGrants::<Test>::iter().collect::<Vec<_>>(),
			[(company.seal, operator(2), other)]
		);
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), 1);
		assert_eq!(events(), [grant_ended(id, GrantEnd::Revoked)]);
		assert_eq!(System::providers(&operator(1)), 0);
		assert_eq!(System::providers(&operator(2)), 1);

		assert_ok!(UsageLog::revoke_grant(company.origin(), other));
		assert!(!OpenGrantCount::<Test>::contains_key(company.seal));
		assert_eq!(Expiries::<Test>::iter_keys().count(), 0);
		assert_eq!(System::providers(&operator(2)), 0);
	});
}

#[test]
fn only_the_owner_revokes() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let id = company.grants(&operator(1));
		let theirs = other.grants(&operator(2));
		for who in [other.owner.clone(), operator(1), account(200)] {
			assert_noop!(
				UsageLog::revoke_grant(RuntimeOrigin::signed(who), id),
				Error::<Test>::NotOwner
			);
		}
		for officer in [ms(), ps(), dr()] {
			assert_noop!(UsageLog::revoke_grant(officer, id), Error::<Test>::NotOwner);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(UsageLog::revoke_grant(origin, id), DispatchError::BadOrigin);
		}
		assert_noop!(
			UsageLog::revoke_grant(company.origin(), theirs),
			Error::<Test>::NotOwner
		);
		assert_eq!(System::providers(&operator(1)), 1);
	});
}

#[test]
fn a_grant_ends_once() {
	run(|| {
		let company = Company::new(1);
		let revoked = company.grants(&operator(1));
		assert_ok!(UsageLog::revoke_grant(company.origin(), revoked));
		let expired = company.grants_until(&operator(1), START + 1);
		go_to(START + DAY);
		UsageLog::end_expired_grants(frame_support::weights::Weight::MAX);
		let dissolved = company.grants(&operator(1));
		company.revoke();

		let reasons = [GrantEnd::Revoked, GrantEnd::Expired, GrantEnd::Dissolved];
		for (id, reason) in [revoked, expired, dissolved].into_iter().zip(reasons) {
			let ended = Grants::<Test>::get(id).unwrap().ended;
			assert_eq!(ended.map(|(_, reason)| reason), Some(reason));
			assert_noop!(UsageLog::revoke_grant(company.origin(), id), Error::<Test>::GrantEnded);
			assert_noop!(UsageLog::revoke_grant(dr(), id), Error::<Test>::NotOwner);
		}
		assert_noop!(
			UsageLog::revoke_grant(company.origin(), GrantId(dissolved.0 + 1)),
			Error::<Test>::GrantNotFound
		);
		assert_eq!(System::providers(&operator(1)), 0);
	});
}

#[test]
fn a_grant_is_revoked_under_every_hold() {
	for hold in ALL_HOLDS {
		run(|| {
			let company = Company::new(1);
			let id = company.grants(&operator(1));
			company.place(hold);
			assert_ok!(UsageLog::revoke_grant(company.origin(), id));
			assert_ended(id, GrantEnd::Revoked);
			assert_eq!(System::providers(&operator(1)), 0);
		});
	}
}

#[test]
fn an_operator_granted_again_goes_on_above_its_old_account_nonce() {
	run(|| {
		let company = Company::new(1);
		let id = company.grants(&operator(1));
		for _ in 0..3 {
			System::inc_account_nonce(operator(1));
		}
		assert_ok!(UsageLog::revoke_grant(company.origin(), id));
		company.grants(&operator(1));
		assert_eq!(System::account_nonce(operator(1)), 3 + READMISSION_GAP);
	});
}
