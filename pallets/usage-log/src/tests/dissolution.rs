//! What ends all grants of an e-seal in the same call, and what ends none.

use super::*;
use crate::{Error, OpenGrantCount, WeightInfo};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use pallet_e_seal::{RejectionReason, UseRights, WeightInfo as SealWeights};
use sp_runtime::traits::Dispatchable;
use std::collections::BTreeMap;

/// Everything that takes the e-seal from its operators.
const ENDS: [(&str, fn(&Company)); 5] = [
	("revoked by the owner", Company::revoke),
	("revoked by the platform", |company| {
		assert_ok!(ESeal::revoke(
			dr(),
			company.seal,
			company.digest(),
			RevocationReason::CourtOrder,
			Some(now())
		));
	}),
	("another owner", |company| {
		company.change_owner(&account(50));
	}),
	("deregistered", |company| {
		assert_ok!(ESeal::deregister_enterprise(ms(), company.uscc()));
	}),
	("a successor approved", |company| {
		company.apply(Key::new(60), START..START + YEAR).approved();
	}),
];

fn assert_no_open_grant(seal: SealId) {
	assert_eq!(OpenGrants::<Test>::iter_prefix(seal).count(), 0);
	assert!(!OpenGrantCount::<Test>::contains_key(seal));
}

#[test]
fn the_end_of_a_seal_or_its_owner_ends_all_its_grants_in_the_same_call() {
	for (what, end) in ENDS {
		run(|| {
			println!("{what}");
			let company = Company::new(1);
			let most = u8::try_from(MaxGrants::get()).unwrap();
			let ids: Vec<_> = (0..most).map(|n| company.grants(&operator(n))).collect();
			assert_ok!(company.use_by(&operator(0)));
			let before: BTreeMap<_, _> = Grants::<Test>::iter().collect();
			pass(HOUR);
			events();
			end(&company);

			assert_no_open_grant(company.seal);
			assert_eq!(Expiries::<Test>::iter_keys().count(), 0);
			let announced = events();
			assert_eq!(announced.len(), ids.len());
			for (id, n) in ids.into_iter().zip(0..) {
				assert_ended(id, GrantEnd::Dissolved);
				let grant = Grants::<Test>::get(id).unwrap();
				assert_eq!(crate::Grant { ended: None, ..grant }, before[&id]);
				assert!(announced.contains(&grant_ended(id, GrantEnd::Dissolved)));
				assert_eq!(System::providers(&operator(n)), 0);
			}
		});
	}
}

#[test]
fn an_operator_of_two_seals_keeps_the_other_role() {
	for (what, end) in ENDS {
		run(|| {
			println!("{what}");
			let (company, other) = (Company::new(1), Company::new(2));
			company.grants(&operator(1));
			let kept = other.grants(&operator(1));
			// And an owner keeps its own.
			company.grants(&other.owner);
			assert_eq!(
				[System::providers(&operator(1)), System::providers(&other.owner)],
				[2, 2]
			);
			end(&company);

			assert_no_open_grant(company.seal);
			assert_eq!(
				[System::providers(&operator(1)), System::providers(&other.owner)],
				[1, 1]
			);
			assert_eq!(
				OpenGrants::<Test>::iter().collect::<Vec<_>>(),
				[(other.seal, operator(1), kept)]
			);
			assert_ok!(other.use_by(&operator(1)));
			assert_ok!(other.use_by(&other.owner));
		});
	}
}

#[test]
fn a_grant_that_ended_before_keeps_its_end() {
	for (what, end) in ENDS {
		run(|| {
			println!("{what}");
			let company = Company::new(1);
			let revoked = company.grants(&operator(1));
			assert_ok!(UsageLog::revoke_grant(company.origin(), revoked));
			let open = company.grants(&operator(1));
			let before = Grants::<Test>::get(revoked);
			pass(HOUR);
			end(&company);
			assert_eq!(Grants::<Test>::get(revoked), before);
			assert_ended(open, GrantEnd::Dissolved);
			assert_eq!(System::providers(&operator(1)), 0);
		});
	}
}

#[test]
fn the_end_of_a_seal_without_grants_announces_none() {
	for (_, end) in ENDS {
		run(|| {
			let (company, other) = (Company::new(1), Company::new(2));
			other.grants(&operator(1));
			events();
			end(&company);
			assert_eq!(events(), []);
			assert_eq!(OpenGrantCount::<Test>::get(other.seal), 1);
		});
	}
}

#[test]
fn a_new_owner_begins_without_operators() {
	run(|| {
		let company = Company::new(1);
		company.grants(&operator(1));
		let heir = company.change_owner(&account(9));
		assert_noop!(heir.use_by(&operator(1)), Error::<Test>::NoGrant);
		assert_eq!(System::providers(&company.owner), 0);
		assert_eq!(System::providers(&heir.owner), 1);

		heir.grants(&operator(1));
		// The old owner may become an operator.
		heir.grants(&company.owner);
		assert_ok!(heir.use_by(&operator(1)));
		assert_ok!(heir.use_by(&company.owner));
		assert_eq!(System::providers(&company.owner), 1);
	});
}

#[test]
fn an_operator_that_becomes_the_owner_stays_admitted_once() {
	run(|| {
		let company = Company::new(1);
		let id = company.grants(&operator(1));
		System::inc_account_nonce(operator(1));
		let heir = company.change_owner(&operator(1));
		assert_ended(id, GrantEnd::Dissolved);
		assert_eq!(System::providers(&operator(1)), 1);
		assert_eq!(System::account_nonce(operator(1)), 1);
		assert_ok!(heir.use_by(&operator(1)));
	});
}

#[test]
fn holds_and_applications_end_no_grant() {
	let harmless: [(&str, fn(&Company)); 3] = [
		("every hold", |company| {
			ALL_HOLDS.into_iter().for_each(|hold| company.place(hold))
		}),
		("an application withdrawn", |company| {
			let application = company.apply(Key::new(60), START..START + YEAR);
			assert_ok!(ESeal::withdraw(application.origin(), application.seal));
		}),
		("an application rejected", |company| {
			let application = company.apply(Key::new(60), START..START + YEAR);
			assert_ok!(ESeal::reject(
				dr(),
				application.seal,
				application.digest(),
				RejectionReason::Other
			));
		}),
	];
	for (what, event) in harmless {
		run(|| {
			println!("{what}");
			let company = Company::new(1);
			let id = company.grants(&operator(1));
			events();
			event(&company);
			assert_eq!(OpenGrants::<Test>::get(company.seal, operator(1)), Some(id));
			assert_eq!(events(), []);
			assert_eq!(System::providers(&operator(1)), 1);
		});
	}
}

#[test]
fn a_call_is_charged_for_the_grants_that_it_ended() {
	for n in 0..=MaxGrants::get() {
		run(|| {
			let company = Company::new(1);
			for operator_n in 0..u8::try_from(n).unwrap() {
				company.grants(&operator(operator_n));
			}
			let revoke = pallet_e_seal::Call::<Test>::revoke {
				seal: company.seal,
				digest: company.digest(),
				reason: RevocationReason::CourtOrder,
				effective_at: Some(now()),
			};
			let declared = revoke.get_dispatch_info().call_weight;
			let done = RuntimeCall::ESeal(revoke).dispatch(dr()).unwrap();
			let actual = done.actual_weight.unwrap();
			assert_eq!(
				actual,
				<() as SealWeights>::revoke().saturating_add(Weights::dissolve(n))
			);
			// It could be a successor whose predecessor goes on, and has left as many grants behind.
			assert_eq!(
				declared,
				<() as SealWeights>::revoke()
					.saturating_add(<() as SealWeights>::suspend())
					.saturating_add(Weights::dissolve(2 * MaxGrants::get()))
			);
			assert!(actual.all_lte(declared));
			// They ended once.
			assert_eq!(
				<UsageLog as UseRights>::dissolve(company.seal),
				Ok(Weights::dissolve(0))
			);
		});
	}
}
