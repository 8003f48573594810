//! What becomes of grants when two agencies void the registration under a wrong code of the enterprise that gave them.

use super::*;
use crate::{Error, OpenGrantCount, Takeovers};
use frame_support::{assert_noop, traits::Hooks, weights::Weight};
use pallet_e_seal::Correction;

/// When a successor takes over: 12 o'clock on the fourth day.
const AT: Moment = START.saturating_add(84 * HOUR);

/// The registration of a company is voided, and the right code is another one.
fn void(company: &Company) {
	let correction = Correction::VoidRegistration {
		uscc: company.registered(),
		instead: Uscc::parse(b"91330100799655058B", UsccCheck::Enforced).unwrap(),
		check: UsccCheck::Enforced,
		digest: ESeal::api_registration_digest(company.registered().to_string()).unwrap(),
	};
	let id = pallet_e_seal::NextCorrectionId::<Test>::get();
	assert_ok!(ESeal::propose_correction(ms(), correction, document(7)));
	let digest = ESeal::api_correction(id).unwrap().digest;
	assert_ok!(ESeal::agree_correction(dr(), id, digest));
}

fn long_grant(company: &Company, n: u8) -> GrantId {
	let id = NextGrantId::<Test>::get();
	assert_ok!(company.try_grant(&operator(n), &GRANTED, START + YEAR, QUOTA));
	id
}

/// Lets the chain clear what is over.
fn clear() {
	for _ in 0..3 {
		UsageLog::on_idle(System::block_number(), Weight::MAX);
		pass(1);
	}
}

/// Whoever had the use of it has it no longer, and is nobody on the chain; what was recorded stays.
#[test]
fn grants_end_and_uses_stay() {
	run(|| {
		let company = Company::new(1);
		let id = company.grants(&operator(1));
		assert_ok!(company.use_by(&operator(1)));
		let signed = company.statement(&operator(1));
		void(&company);
		assert_ended(id, GrantEnd::Dissolved);
		assert_eq!(OpenGrantCount::<Test>::get(company.seal), 0);
		assert_eq!(System::providers(&operator(1)), 0);
		assert_noop!(company.record(&operator(1), signed), Error::<Test>::SealRevoked);
		assert_noop!(company.use_by(&company.owner), Error::<Test>::SealRevoked);
		assert_noop!(
			company.try_grant(&operator(2), &GRANTED, GRANTED_UNTIL, QUOTA),
			Error::<Test>::SealRevoked
		);
		assert_eq!(crate::Heads::<Test>::get(company.seal).count, 1);
		// The owner has its role for the right registration.
		assert_eq!(System::providers(&company.owner), 1);
	});
}

/// What an operator lent on ends with the rest, and in the same call.
#[test]
fn lent_grants_end_with_the_others() {
	run(|| {
		let company = Company::new(1);
		let from = long_grant(&company, 1);
		let lent = NextGrantId::<Test>::get();
		assert_ok!(UsageLog::lend(
			RuntimeOrigin::signed(operator(1)),
			from,
			operator(2),
			purposes(&GRANTED),
			START + DAY,
			1
		));
		assert_ok!(company.use_by(&operator(2)));
		let signed = company.statement(&operator(1));
		void(&company);
		for ended in [from, lent] {
			assert_ended(ended, GrantEnd::Dissolved);
		}
		assert!(!crate::LentGrants::<Test>::contains_key(from));
		for n in [1, 2] {
			assert_eq!(System::providers(&operator(n)), 0);
		}
		assert_noop!(company.record(&operator(1), signed), Error::<Test>::SealRevoked);
	});
}

/// Those of a predecessor, and those that were to carry over to the successor which waits: nothing takes over any more.
#[test]
fn grants_of_a_takeover_ahead_end_on_both_sides() {
	run(|| {
		let old = Company::new(1);
		let id = long_grant(&old, 1);
		let new = old.apply(Key::new(60), AT..AT + YEAR).approved();
		let carried = NextGrantId::<Test>::get();
		let grants = vec![id].try_into().unwrap();
		assert_ok!(outcome(UsageLog::carry_over(old.origin(), new.seal, grants)));
		void(&old);
		for ended in [id, carried] {
			assert_ended(ended, GrantEnd::Dissolved);
		}
		assert_eq!(Takeovers::<Test>::iter().count(), 0);
		go_to(AT);
		clear();
		for seal in [old.seal, new.seal] {
			assert_eq!(OpenGrantCount::<Test>::get(seal), 0);
		}
		assert_eq!(System::providers(&operator(1)), 0);
		assert_noop!(new.use_by(&operator(1)), Error::<Test>::SealRevoked);
	});
}

/// Those that carry over to an application which is rejected with it.
#[test]
fn grants_that_carry_over_to_an_application_end_with_it() {
	run(|| {
		let old = Company::new(1);
		let id = long_grant(&old, 1);
		let new = old.apply(Key::new(60), AT..AT + YEAR);
		let carried = NextGrantId::<Test>::get();
		let grants = vec![id].try_into().unwrap();
		assert_ok!(outcome(UsageLog::carry_over(old.origin(), new.seal, grants)));
		void(&old);
		for ended in [id, carried] {
			assert_ended(ended, GrantEnd::Dissolved);
		}
		assert_eq!(OpenGrantCount::<Test>::get(new.seal), 0);
		assert_eq!(System::providers(&operator(1)), 0);
	});
}
