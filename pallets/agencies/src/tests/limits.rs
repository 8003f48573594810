use crate::{mock::*, Config, Error, Event, KeyChanges, Registrations, Seat, MAX_VALIDATORS};
use frame_support::{assert_noop, assert_ok, traits::Get};
use sp_runtime::DispatchError;

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;

fn governed_by(seat: Seat) -> RuntimeOrigin {
	RuntimeOrigin::signed(seat_account(seat))
}

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

fn period() -> u64 {
	<Test as Config>::ChangePeriod::get()
}

fn after(blocks: u64) {
	System::set_block_number(System::block_number() + blocks);
}

/// A validator sets session keys as an extrinsic would.
fn change_keys(validator: u64) -> bool {
	let may = Agencies::may_change_keys(&validator);
	if may {
		Agencies::note_key_change(&validator);
	}
	may
}

// --- Session keys ---

#[test]
fn a_validator_changes_its_keys_once_in_a_period() {
	run(|| {
		let validator = validator(MS);
		assert!(change_keys(validator), "the keys of the genesis do not count");
		for _ in 0..3 {
			assert!(!change_keys(validator));
			after(period() - 1);
			assert!(!change_keys(validator), "a block too early");
			after(1);
			assert!(change_keys(validator));
		}
	});
}

#[test]
fn each_validator_has_its_own_period() {
	run(|| {
		assert_ok!(Agencies::register_validator(governed_by(MS), 99));
		assert!(change_keys(validator(MS)));
		assert!(change_keys(99));
		assert!(change_keys(validator(PS)));
		assert!(!change_keys(99));
	});
}

#[test]
fn nothing_is_noted_of_those_who_are_no_validators() {
	run(|| {
		for stranger in [1, seat_account(MS), first_officer(MS)] {
			Agencies::note_key_change(&stranger);
			assert!(Agencies::may_change_keys(&stranger));
		}
		assert_eq!(KeyChanges::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_is_noted_of_a_validator_ends_with_its_role() {
	run(|| {
		assert_ok!(Agencies::register_validator(governed_by(MS), 99));
		for validator in [99, validator(MS), validator(PS)] {
			assert!(change_keys(validator));
		}
		assert_ok!(Agencies::retire_validator(governed_by(MS), 99));
		assert_ok!(Agencies::replace_validator(governed_by(MS), validator(MS), 100));
		assert_ok!(Agencies::remove_seat(root(), PS));
		assert_eq!(KeyChanges::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_motion_allows_a_change_of_keys_at_once() {
	run(|| {
		let validator = validator(MS);
		assert!(change_keys(validator));
		assert_ok!(Agencies::allow_key_change(root(), validator));
		System::assert_last_event(Event::KeyChangeAllowed { seat: MS, validator }.into());
		assert!(change_keys(validator));
		assert!(!change_keys(validator), "one change, not more");
	});
}

#[test]
fn there_must_be_a_change_of_keys_to_allow() {
	run(|| {
		let validator = validator(MS);
		assert_noop!(
			Agencies::allow_key_change(root(), validator),
			Error::<Test>::NothingToAllow
		);
		assert!(change_keys(validator));
		after(period());
		assert_noop!(
			Agencies::allow_key_change(root(), validator),
			Error::<Test>::NothingToAllow
		);
		for other in [1, seat_account(MS), first_officer(MS)] {
			assert_noop!(Agencies::allow_key_change(root(), other), Error::<Test>::NotValidator);
		}
	});
}

// --- Validators ---

/// Replaces the seat's only validator by `successor`.
fn replace(seat: Seat, former: u64, successor: u64) -> Result<(), DispatchError> {
	Agencies::replace_validator(governed_by(seat), former, successor)
}

#[test]
fn a_seat_registers_and_replaces_so_many_validators_in_a_period() {
	run(|| {
		assert_ok!(Agencies::register_validator(governed_by(MS), 100));
		for number in 100..102 {
			assert_ok!(replace(MS, number, number + 1));
			after(1);
		}
		assert_ok!(Agencies::register_validator(governed_by(MS), 200));
		let refusal = || Error::<Test>::TooManyRegistrations;
		assert_noop!(Agencies::register_validator(governed_by(MS), 201), refusal());
		assert_noop!(replace(MS, 102, 103), refusal());
		// It retires whom it will, and another seat goes on.
		assert_ok!(Agencies::retire_validator(governed_by(MS), 200));
		assert_noop!(Agencies::register_validator(governed_by(MS), 200), refusal());
		assert_ok!(Agencies::register_validator(governed_by(PS), 201));
		// Two of the four were in the first block.
		after(period() - 2);
		for number in 102..104 {
			assert_ok!(replace(MS, number, number + 1));
		}
		assert_noop!(replace(MS, 104, 105), refusal());
		after(1);
		assert_ok!(replace(MS, 104, 105));
		assert_noop!(replace(MS, 105, 106), refusal());
	});
}

#[test]
fn what_is_refused_does_not_count() {
	run(|| {
		for _ in 0..2 * MAX_VALIDATORS {
			let taken = validator(PS);
			assert_noop!(
				Agencies::register_validator(governed_by(MS), taken),
				Error::<Test>::AccountHasOtherDuty
			);
			assert_noop!(replace(MS, 1, 2), Error::<Test>::NotValidatorOfSeat);
		}
		assert_eq!(Registrations::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_motion_allows_a_seat_to_register_again() {
	run(|| {
		let mut last = validator(MS);
		for successor in 100..104 {
			assert_ok!(replace(MS, last, successor));
			last = successor;
		}
		assert_noop!(replace(MS, last, 104), Error::<Test>::TooManyRegistrations);
		assert_ok!(Agencies::allow_registrations(root(), MS));
		System::assert_last_event(Event::RegistrationsAllowed { seat: MS }.into());
		for successor in 104..108 {
			assert_ok!(replace(MS, last, successor));
			last = successor;
		}
		assert_noop!(replace(MS, last, 108), Error::<Test>::TooManyRegistrations);
	});
}

#[test]
fn there_must_be_registrations_to_allow_more() {
	run(|| {
		assert_noop!(Agencies::allow_registrations(root(), MS), Error::<Test>::NothingToAllow);
		assert_ok!(Agencies::register_validator(governed_by(MS), 99));
		after(period());
		assert_noop!(Agencies::allow_registrations(root(), MS), Error::<Test>::NothingToAllow);
		assert_noop!(
			Agencies::allow_registrations(root(), Seat::Witness),
			Error::<Test>::SeatVacant
		);
	});
}

#[test]
fn what_counts_against_a_seat_ends_with_it() {
	run(|| {
		assert_ok!(Agencies::register_validator(governed_by(PS), 99));
		assert_ok!(Agencies::remove_seat(root(), PS));
		assert_eq!(Registrations::<Test>::iter().count(), 0);
	});
}

#[test]
fn only_a_motion_allows_more() {
	run(|| {
		assert_ok!(Agencies::register_validator(governed_by(MS), 99));
		assert!(change_keys(99));
		for origin in [
			governed_by(MS),
			governed_by(PS),
			RuntimeOrigin::signed(99),
			RuntimeOrigin::none(),
		] {
			assert_noop!(Agencies::allow_key_change(origin.clone(), 99), DispatchError::BadOrigin);
			assert_noop!(Agencies::allow_registrations(origin, MS), DispatchError::BadOrigin);
		}
	});
}
