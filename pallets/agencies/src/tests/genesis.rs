use crate::{mock::*, Seat, Seats, SessionLength};
use frame_support::traits::SortedMembers;

#[test]
fn a_good_genesis_admits_everyone_once() {
	run(|| {
		for seat in Seat::AGENCIES {
			assert_eq!(Seats::<Test>::get(seat).unwrap().account, seat_account(seat));
			for who in [seat_account(seat), first_officer(seat), validator(seat)] {
				assert_eq!(System::providers(&who), 1);
			}
		}
	});
}

#[test]
#[should_panic(expected = "each of the 3 agencies")]
fn a_seat_may_not_be_missing() {
	let mut seats = genesis();
	seats.pop();
	ext_with(seats);
}

#[test]
#[should_panic(expected = "twice")]
fn a_seat_may_not_come_twice() {
	let mut seats = genesis();
	seats[1].0 = seats[0].0;
	ext_with(seats);
}

#[test]
#[should_panic(expected = "no validator")]
fn a_seat_needs_a_validator() {
	let mut seats = genesis();
	seats[0].1.validators.clear();
	ext_with(seats);
}

#[test]
#[should_panic(expected = "more than 4 validators")]
fn a_seat_has_four_validators_at_most() {
	let mut seats = genesis();
	seats[0].1.validators = vec![101, 102, 103, 104, 105];
	ext_with(seats);
}

#[test]
#[should_panic(expected = "two roles")]
fn an_account_may_not_have_two_duties() {
	let mut seats = genesis();
	seats[0].1.officers[1] = validator(Seat::DataResources);
	ext_with(seats);
}

/// What nothing undoes takes two officers, so an agency with one could not do it.
#[test]
#[should_panic(expected = "fewer than 2 officers")]
fn an_agency_begins_with_two_officers() {
	let mut seats = genesis();
	seats[0].1.officers.pop();
	ext_with(seats);
}

#[test]
#[should_panic(expected = "only a motion can fill")]
fn the_witness_has_no_seat_from_the_start() {
	let mut seats = genesis();
	seats[2].0 = Seat::Witness;
	ext_with(seats);
}

#[test]
#[should_panic(expected = "0 blocks")]
fn a_session_has_a_block() {
	ext_with_sessions(genesis(), Some(0));
}

#[test]
fn sessions_are_as_long_as_the_genesis_says() {
	run(|| assert_eq!(SessionLength::<Test>::get(), 300));
	ext_with_sessions(genesis(), Some(7)).execute_with(|| assert_eq!(SessionLength::<Test>::get(), 7));
}

#[test]
fn the_governing_accounts_vote() {
	run(|| assert_eq!(CouncilMembers::sorted_members(), Seat::AGENCIES.map(seat_account)));
}
