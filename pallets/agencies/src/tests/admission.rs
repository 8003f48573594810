use crate::{mock::*, Admission, RetiredNonces, Seat, READMISSION_GAP};
use frame_support::assert_ok;

fn dismiss_officer(who: u64) {
	assert_ok!(Agencies::remove_officer(
		RuntimeOrigin::signed(seat_account(Seat::MarketSupervision)),
		who
	));
}

fn name_officer(who: u64) {
	assert_ok!(Agencies::add_officer(
		RuntimeOrigin::signed(seat_account(Seat::MarketSupervision)),
		who
	));
}

#[test]
fn a_reference_stands_for_a_role() {
	run(|| {
		Agencies::admit(&1);
		Agencies::admit(&1);
		assert_eq!(System::providers(&1), 2);
		assert_ok!(Agencies::dismiss(&1));
		assert_eq!(System::providers(&1), 1);
		assert!(!RetiredNonces::<Test>::contains_key(1));
		assert_ok!(Agencies::dismiss(&1));
		assert_eq!(System::providers(&1), 0);
		assert!(!System::account_exists(&1));
	});
}

#[test]
fn an_account_admitted_again_goes_on_above_its_old_nonce() {
	run(|| {
		name_officer(1);
		assert_eq!(System::account_nonce(1), 0);
		for _ in 0..5 {
			System::inc_account_nonce(1);
		}
		dismiss_officer(1);
		assert_eq!(RetiredNonces::<Test>::get(1), Some(5));

		name_officer(1);
		assert_eq!(System::account_nonce(1), 5 + READMISSION_GAP);
		assert_eq!(RetiredNonces::<Test>::get(1), None);

		dismiss_officer(1);
		name_officer(1);
		assert_eq!(System::account_nonce(1), 5 + 2 * READMISSION_GAP);
	});
}

#[test]
fn a_second_role_leaves_the_nonce_alone() {
	run(|| {
		name_officer(1);
		System::inc_account_nonce(1);
		Agencies::admit(&1);
		dismiss_officer(1);
		assert_eq!(System::account_nonce(1), 1);
		assert_ok!(Agencies::dismiss(&1));
	});
}

#[test]
fn an_account_that_something_needs_is_not_dismissed() {
	run(|| {
		Agencies::admit(&1);
		assert_ok!(System::inc_consumers(&1));
		assert!(Agencies::dismiss(&1).is_err());
		assert_eq!(System::providers(&1), 1);
		System::dec_consumers(&1);
		assert_ok!(Agencies::dismiss(&1));
	});
}
