use crate::{mock::*, Error, Event, OfficerCount, Officers, OfficersOnRecord, Seat};
use frame_support::{assert_noop, assert_ok};
use pallet_admission::{Admission as _, Role};
use sp_runtime::DispatchError;

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;

#[test]
fn a_seat_names_and_removes_its_officers() {
	run(|| {
		assert_ok!(Agencies::add_officer(RuntimeOrigin::signed(seat_account(MS)), 1));
		assert_eq!(Officers::<Test>::get(1), Some(MS));
		assert_eq!(OfficerCount::<Test>::get(MS), 3);
		assert_eq!(System::providers(&1), 1);
		System::assert_last_event(Event::OfficerAdded { seat: MS, officer: 1 }.into());

		assert_ok!(Agencies::remove_officer(RuntimeOrigin::signed(seat_account(MS)), 1));
		assert_eq!(Officers::<Test>::get(1), None);
		assert_eq!(OfficerCount::<Test>::get(MS), 2);
		assert_eq!(System::providers(&1), 0);
		System::assert_last_event(Event::OfficerRemoved { seat: MS, officer: 1 }.into());
	});
}

#[test]
fn only_a_governing_account_names_officers() {
	run(|| {
		for caller in [1, first_officer(MS), validator(MS)] {
			assert_noop!(
				Agencies::add_officer(RuntimeOrigin::signed(caller), 2),
				Error::<Test>::NotSeatAccount
			);
			assert_noop!(
				Agencies::remove_officer(RuntimeOrigin::signed(caller), first_officer(MS)),
				Error::<Test>::NotSeatAccount
			);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Agencies::add_officer(origin.clone(), 2), DispatchError::BadOrigin);
			assert_noop!(
				Agencies::remove_officer(origin, first_officer(MS)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_seat_cannot_touch_another_seats_officers() {
	run(|| {
		let ms = RuntimeOrigin::signed(seat_account(MS));
		assert_noop!(
			Agencies::add_officer(ms.clone(), first_officer(PS)),
			Error::<Test>::AlreadyOfficer
		);
		assert_noop!(
			Agencies::remove_officer(ms.clone(), first_officer(PS)),
			Error::<Test>::NotOfficerOfSeat
		);
		assert_noop!(Agencies::remove_officer(ms, 99), Error::<Test>::NotOfficerOfSeat);
	});
}

#[test]
fn an_account_has_one_duty() {
	run(|| {
		let ms = RuntimeOrigin::signed(seat_account(MS));
		assert_noop!(
			Agencies::add_officer(ms.clone(), first_officer(MS)),
			Error::<Test>::AlreadyOfficer
		);
		for other in [seat_account(MS), seat_account(PS), validator(MS), validator(PS)] {
			assert_noop!(
				Agencies::add_officer(ms.clone(), other),
				Error::<Test>::AccountHasOtherDuty
			);
		}
	});
}

#[test]
fn a_seat_has_no_more_officers_than_it_may() {
	run(|| {
		let ms = RuntimeOrigin::signed(seat_account(MS));
		assert_ok!(Agencies::add_officer(ms.clone(), 1));
		assert_ok!(Agencies::add_officer(ms.clone(), 2));
		assert_noop!(Agencies::add_officer(ms.clone(), 3), Error::<Test>::TooManyOfficers);
		assert_ok!(Agencies::remove_officer(ms.clone(), 1));
		assert_ok!(Agencies::add_officer(ms, 3));
	});
}

#[test]
fn nobody_is_an_officer_and_an_owner_or_operator() {
	run(|| {
		let ms = RuntimeOrigin::signed(seat_account(MS));
		let both: DispatchError = pallet_admission::Error::<Test>::OfficerAtEnterprise.into();
		for (account, role) in [(1, Role::Owner), (2, Role::Operator)] {
			assert_ok!(Admission::admit(&account, role));
			assert_noop!(Agencies::add_officer(ms.clone(), account), both);
			// The other way round.
			assert_noop!(Admission::admit(&first_officer(MS), role), both);
			// Once the one role has ended, the other can begin.
			assert_ok!(Admission::dismiss(&account, role));
			assert_ok!(Agencies::add_officer(ms.clone(), account));
		}
	});
}

#[test]
fn an_officer_acts_for_its_seat_alone_and_a_removed_one_for_none() {
	run(|| {
		for seat in Seat::AGENCIES {
			assert_eq!(
				Agencies::office(&first_officer(seat)).map(|office| office.seat),
				Some(seat)
			);
		}
		for stranger in [1, seat_account(MS), validator(MS)] {
			assert_eq!(Agencies::office(&stranger), None);
		}
		assert_ok!(Agencies::remove_officer(
			RuntimeOrigin::signed(seat_account(MS)),
			first_officer(MS)
		));
		assert_eq!(Agencies::office(&first_officer(MS)), None);
	});
}
