use crate::{mock::*, Admission, Error, RetiredNonces, Role, READMISSION_GAP};
use frame_support::{assert_noop, assert_ok};

fn dismiss(who: u64, role: Role) {
	assert_ok!(AdmissionPallet::dismiss(&who, role));
}

#[test]
fn a_reference_stands_for_a_role() {
	run(|| {
		admit(7, Role::Owner);
		admit(7, Role::Owner);
		admit(7, GOVERNOR);
		assert_eq!(System::providers(&7), 3);
		dismiss(7, Role::Owner);
		dismiss(7, GOVERNOR);
		assert_eq!(System::providers(&7), 1);
		assert!(!RetiredNonces::<Test>::contains_key(7));
		dismiss(7, Role::Owner);
		assert!(!System::account_exists(&7));
	});
}

#[test]
fn a_role_ends_only_for_who_has_it() {
	run(|| {
		admit(7, Role::Owner);
		assert_noop!(AdmissionPallet::dismiss(&7, Role::Operator), Error::<Test>::RoleNotHeld);
		assert_noop!(AdmissionPallet::dismiss(&7, OFFICER), Error::<Test>::RoleNotHeld);
		assert_noop!(AdmissionPallet::dismiss(&8, Role::Owner), Error::<Test>::RoleNotHeld);
	});
}

#[test]
fn an_account_has_one_duty() {
	run(|| {
		admit(7, OFFICER);
		assert_noop!(AdmissionPallet::admit(&7, GOVERNOR), Error::<Test>::RoleNotPossible);
	});
}

#[test]
fn nobody_is_an_officer_and_at_an_enterprise() {
	run(|| {
		admit(7, OFFICER);
		for (who, role) in [(8, Role::Owner), (9, Role::Operator)] {
			assert_noop!(AdmissionPallet::admit(&7, role), Error::<Test>::OfficerAtEnterprise);
			admit(who, role);
			assert_noop!(
				AdmissionPallet::admit(&who, OFFICER),
				Error::<Test>::OfficerAtEnterprise
			);
		}
	});
}

#[test]
fn an_account_admitted_again_goes_on_above_its_old_nonce() {
	run(|| {
		admit(7, OFFICER);
		assert_eq!(System::account_nonce(7), 0);
		for _ in 0..5 {
			System::inc_account_nonce(7);
		}
		dismiss(7, OFFICER);
		assert_eq!(RetiredNonces::<Test>::get(7), Some(5));

		admit(7, OFFICER);
		assert_eq!(System::account_nonce(7), 5 + READMISSION_GAP);
		assert_eq!(RetiredNonces::<Test>::get(7), None);

		dismiss(7, OFFICER);
		admit(7, Role::Operator);
		assert_eq!(System::account_nonce(7), 5 + 2 * READMISSION_GAP);
	});
}

#[test]
fn a_second_role_leaves_nonce_and_spending_alone() {
	run(|| {
		admit(7, GOVERNOR);
		assert_ok!(block(7));
		let spent = AdmissionPallet::member(&7).spent;
		assert!(spent.weight > 0);
		assert_ok!(AdmissionPallet::admit(&7, Role::Owner));
		assert_eq!(AdmissionPallet::member(&7).spent, spent);
		dismiss(7, GOVERNOR);
		assert_eq!(System::account_nonce(7), 1);
		assert_eq!(AdmissionPallet::member(&7).spent, spent);
	});
}

#[test]
fn an_account_that_something_needs_is_not_dismissed() {
	run(|| {
		admit(7, OFFICER);
		assert_ok!(System::inc_consumers(&7));
		assert!(AdmissionPallet::dismiss(&7, OFFICER).is_err());
		assert_eq!(System::providers(&7), 1);
		System::dec_consumers(&7);
		dismiss(7, OFFICER);
	});
}

/// After four million rounds of grant and revocation a nonce would begin again at 0, and an old extrinsic be valid once more.
#[test]
fn readmission_never_wraps_a_nonce() {
	run(|| {
		for retired in [u32::MAX, u32::MAX - READMISSION_GAP, u32::MAX / 2 - READMISSION_GAP] {
			RetiredNonces::<Test>::insert(7, retired);
			assert_noop!(AdmissionPallet::admit(&7, Role::Operator), Error::<Test>::AccountUsedUp);
		}
		RetiredNonces::<Test>::insert(7, u32::MAX / 2 - READMISSION_GAP - 1);
		assert_ok!(AdmissionPallet::admit(&7, Role::Operator));
		assert_eq!(System::account_nonce(7), u32::MAX / 2 - 1);
	});
}
