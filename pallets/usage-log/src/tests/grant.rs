use super::*;
use crate::{Error, Grant, NextExpiryDay, OpenGrantCount};
use frame_support::{assert_noop, assert_ok};
use pallet_e_seal::RejectionReason;
use sp_runtime::{traits::IdentifyAccount, DispatchError, MultiSigner};

#[test]
fn an_owner_grants_and_the_operator_is_admitted() {
	run(|| {
		let company = Company::new(1);
		events();
		assert_eq!(System::providers(&operator(1)), 0);
		assert_ok!(company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, 10));

		let grant = Grant {
			seal: company.seal,
			operator: operator(1),
			second: None,
			purposes: purposes(&GRANTED),
			valid_until: GRANTED_UNTIL,
			quota: 10,
			used: 0,
			granted_at: START,
			ended: None,
			lent_from: None,
			lent: 0,
		};
		assert_eq!(Grants::<Test>::iter().collect::<Vec<_>>(), [(GrantId(0), grant)]);
		assert_eq!(
			OpenGrants::<Test>::iter().collect::<Vec<_>>(),
			[(company.seal, operator(1), GrantId(0))]
		);
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), 1);
		assert_eq!(
			Expiries::<Test>::iter_keys().collect::<Vec<_>>(),
			[(START.day() + 1, GrantId(0))]
		);
		assert_eq!(NextExpiryDay::<Test>::get(), Some(START.day()));
		assert_eq!(NextGrantId::<Test>::get(), GrantId(1));
		assert_eq!(System::providers(&operator(1)), 1);
		assert_eq!(System::providers(&company.owner), 1);
		assert_eq!(
			events(),
			[Event::GrantIssued {
				grant: GrantId(0),
				seal: company.seal,
				operator: operator(1),
				second: None,
				purposes: purposes(&GRANTED),
				valid_until: GRANTED_UNTIL,
				quota: 10,
			}]
		);
	});
}

#[test]
fn grants_are_numbered_across_seals_and_each_is_a_role() {
	run(|| {
		let (one, other) = (Company::new(1), Company::new(2));
		assert_eq!(one.grants(&operator(1)), GrantId(0));
		assert_eq!(other.grants(&operator(1)), GrantId(1));
		assert_eq!(one.grants(&operator(2)), GrantId(2));
		// The owner of one enterprise may be the operator of another.
		assert_eq!(one.grants(&other.owner), GrantId(3));

		assert_eq!(OpenGrantCount::<Test>::get(one.seal), 3);
		assert_eq!(OpenGrantCount::<Test>::get(other.seal), 1);
		assert_eq!(System::providers(&operator(1)), 2);
		assert_eq!(System::providers(&operator(2)), 1);
		assert_eq!(System::providers(&other.owner), 2);
	});
}

#[test]
fn only_the_owner_grants() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		company.grants(&operator(1));
		let grant = |origin| {
			UsageLog::grant(
				origin,
				company.seal,
				operator(2),
				purposes(&GRANTED),
				GRANTED_UNTIL,
				QUOTA,
			)
		};
		for who in [other.owner.clone(), operator(1), operator(2), account(200)] {
			assert_noop!(grant(RuntimeOrigin::signed(who)), Error::<Test>::NotOwner);
		}
		for officer in [ms(), ps(), dr()] {
			assert_noop!(grant(officer), Error::<Test>::NotOwner);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(grant(origin), DispatchError::BadOrigin);
		}

		let successor = company.change_owner(&account(3));
		assert_noop!(grant(company.origin()), Error::<Test>::NotOwner);
		assert_ok!(grant(successor.origin()));
	});
}

#[test]
fn a_grant_needs_an_operator_a_purpose_a_quota_and_time() {
	run(|| {
		let company = Company::new(1);
		go_to(START + HOUR);
		let cases: [(_, &[Purpose], _, _, _); 6] = [
			(
				company.owner.clone(),
				&GRANTED,
				GRANTED_UNTIL,
				QUOTA,
				Error::<Test>::OperatorIsOwner,
			),
			(operator(1), &[], GRANTED_UNTIL, QUOTA, Error::NoPurpose),
			(operator(1), &GRANTED, GRANTED_UNTIL, 0, Error::NoQuota),
			(operator(1), &GRANTED, now(), QUOTA, Error::GrantPast),
			(operator(1), &GRANTED, now() - 1, QUOTA, Error::GrantPast),
			(operator(1), &GRANTED, Moment(0), QUOTA, Error::GrantPast),
		];
		for (operator, allowed, until, quota, error) in cases {
			assert_noop!(company.try_grant(&operator, allowed, until, quota), error);
		}
		assert_eq!(System::providers(&operator(1)), 0);
		assert_eq!(System::providers(&company.owner), 1);

		assert_ok!(company.try_grant(&operator(1), &[Purpose::Other], now() + 1, 1));
		assert_noop!(
			company.try_grant(&operator(2), &Purpose::ALL, Moment::MAX, u32::MAX),
			Error::<Test>::PurposeOfLiquidator
		);
		assert_ok!(company.try_grant(&operator(2), &Purpose::GRANTABLE, Moment::MAX, u32::MAX));
	});
}

/// An operator who had the seal key too would need no second secret.
#[test]
fn who_has_the_seal_key_is_no_operator() {
	run(|| {
		for (n, key) in (1..).zip(Key::of_each_algorithm(7)) {
			let company = Company::with_key(n, key.clone());
			let signers = match &key {
				Key::Sr25519(pair) => vec![MultiSigner::Sr25519(pair.public())],
				Key::Ed25519(pair) => vec![MultiSigner::Ed25519(pair.public())],
				Key::Ecdsa(pair) => vec![
					MultiSigner::Ecdsa(pair.public()),
					MultiSigner::Eth(ecdsa::KeccakPublic::from_raw(pair.public().0)),
				],
				Key::Sm2(_) => vec![],
			};
			let other = Company::new(60 + n);
			for account in signers.into_iter().map(MultiSigner::into_account) {
				assert_noop!(
					company.try_grant(&account, &GRANTED, GRANTED_UNTIL, QUOTA),
					Error::<Test>::OperatorHasSealKey
				);
				// Of another e-seal it may be one.
				other.grants(&account);
			}
		}
	});
}

#[test]
fn an_operator_has_one_open_grant_for_a_seal() {
	run(|| {
		let company = Company::new(1);
		let first = company.grants(&operator(1));
		assert_noop!(
			company.try_grant(&operator(1), &[Purpose::Other], START + YEAR, 1),
			Error::<Test>::OperatorHasGrant
		);
		assert_eq!(System::providers(&operator(1)), 1);

		assert_ok!(UsageLog::revoke_grant(company.origin(), first));
		let second = company.grants(&operator(1));
		assert_eq!((first, second), (GrantId(0), GrantId(1)));
		assert_eq!(OpenGrants::<Test>::get(company.seal, operator(1)), Some(second));
		assert_ended(first, GrantEnd::Revoked);
		assert_eq!(System::providers(&operator(1)), 1);
	});
}

#[test]
fn a_seal_has_no_more_open_grants_than_it_may() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let most = u8::try_from(MaxGrants::get()).unwrap();
		let ids: Vec<_> = (0..most).map(|n| company.grants(&operator(n))).collect();
		let one_more = || company.try_grant(&operator(most), &GRANTED, GRANTED_UNTIL, QUOTA);
		assert_noop!(one_more(), Error::<Test>::TooManyGrants);
		assert_eq!(System::providers(&operator(most)), 0);

		other.grants(&operator(most));
		assert_ok!(UsageLog::revoke_grant(company.origin(), ids[0]));
		assert_ok!(one_more());
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), MaxGrants::get());
	});
}

#[test]
fn only_a_live_seal_is_granted() {
	run(|| {
		let grant = |company: &Company| company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, QUOTA);
		let nothing = Company::register(1);
		assert_noop!(grant(&nothing), Error::<Test>::SealNotFound);

		let validity = START..START + YEAR;
		let pending = nothing.apply(Key::new(1), validity.clone());
		assert_noop!(grant(&pending), Error::<Test>::SealNotIssued);
		assert_ok!(ESeal::withdraw(pending.origin(), pending.seal));
		assert_noop!(grant(&pending), Error::<Test>::SealNotIssued);

		let rejected = nothing.apply(Key::new(2), validity.clone());
		assert_ok!(ESeal::reject(
			dr(),
			rejected.seal,
			rejected.digest(),
			RejectionReason::Other
		));
		assert_noop!(grant(&rejected), Error::<Test>::SealNotIssued);

		let revoked = nothing.apply(Key::new(3), validity).approved();
		revoked.revoke();
		assert_noop!(grant(&revoked), Error::<Test>::SealRevoked);
		assert_eq!(System::providers(&operator(1)), 0);
	});
}

#[test]
fn a_live_seal_is_granted_under_every_hold_and_before_and_after_its_validity() {
	for hold in ALL_HOLDS {
		run(|| {
			let company = Company::new(1);
			company.place(hold);
			company.grants(&operator(1));
		});
	}
	run(|| {
		let company = Company::register(1)
			.apply(Key::new(1), START + DAY..START + 2 * DAY)
			.approved();
		company.grants(&operator(1));
		go_to(START + 2 * DAY);
		company.grants_until(&operator(2), START + 3 * DAY);
	});
}

#[test]
fn no_number_is_given_beyond_the_last() {
	new_test_ext().execute_with(|| {
		let company = Company::new(1);
		NextGrantId::<Test>::put(GrantId(u64::MAX));
		assert_noop!(
			company.try_grant(&operator(1), &GRANTED, GRANTED_UNTIL, QUOTA),
			Error::<Test>::Overflow
		);
	});
}
