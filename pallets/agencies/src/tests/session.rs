use crate::{mock::*, Seat, ValidatorOf};
use pallet_session::SessionManager;
use sp_runtime::traits::Convert;

#[test]
fn the_session_has_the_validators_of_all_seats() {
	run(|| {
		let expected: Vec<u64> = Seat::ALL.map(validator).into();
		assert_eq!(
			<Agencies as SessionManager<u64>>::new_session_genesis(0),
			Some(expected)
		);
	});
}

#[test]
fn the_validators_never_change_by_themselves() {
	run(|| {
		for index in 1..5 {
			assert_eq!(<Agencies as SessionManager<u64>>::new_session(index), None);
		}
	});
}

#[test]
fn only_a_seats_validator_may_set_session_keys() {
	run(|| {
		for seat in Seat::ALL {
			assert_eq!(ValidatorOf::<Test>::convert(validator(seat)), Some(validator(seat)));
			assert_eq!(ValidatorOf::<Test>::convert(first_officer(seat)), None);
			assert_eq!(ValidatorOf::<Test>::convert(seat_account(seat)), None);
		}
		assert_eq!(ValidatorOf::<Test>::convert(1), None);
	});
}
