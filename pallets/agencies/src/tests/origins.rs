use crate::{
	mock::*, DataResources, EnsureAnyOfficer, EnsureOfficer, MarketSupervision, Officer, PublicSecurity, Seat,
};
use frame_support::{
	assert_ok,
	traits::{EnsureOrigin, Get},
};

fn passes<S: Get<Seat>>(origin: RuntimeOrigin) -> Option<Officer<u64>> {
	EnsureOfficer::<Test, S>::try_origin(origin).ok()
}

#[test]
fn an_officer_speaks_for_its_seat_alone() {
	run(|| {
		for seat in Seat::AGENCIES {
			let account = first_officer(seat);
			let officer = Officer { seat, account };
			let passed = [
				passes::<MarketSupervision>(RuntimeOrigin::signed(account)),
				passes::<PublicSecurity>(RuntimeOrigin::signed(account)),
				passes::<DataResources>(RuntimeOrigin::signed(account)),
			];
			for (other, passed) in Seat::AGENCIES.into_iter().zip(passed) {
				assert_eq!(passed, (other == seat).then(|| officer.clone()));
			}
			let any = EnsureAnyOfficer::<Test>::try_origin(RuntimeOrigin::signed(account)).ok();
			assert_eq!(any, Some(officer));
		}
	});
}

#[test]
fn nobody_else_speaks_for_a_seat() {
	run(|| {
		let strangers = [
			1,
			seat_account(Seat::MarketSupervision),
			validator(Seat::MarketSupervision),
		];
		let mut origins: Vec<_> = strangers.map(RuntimeOrigin::signed).into();
		origins.extend([RuntimeOrigin::root(), RuntimeOrigin::none()]);
		for origin in origins {
			assert_eq!(passes::<MarketSupervision>(origin.clone()), None);
			assert!(EnsureAnyOfficer::<Test>::try_origin(origin).is_err());
		}
	});
}

#[test]
fn a_removed_officer_speaks_no_more() {
	run(|| {
		let (seat, officer) = (Seat::MarketSupervision, first_officer(Seat::MarketSupervision));
		assert_ok!(Agencies::remove_officer(
			RuntimeOrigin::signed(seat_account(seat)),
			officer
		));
		assert_eq!(passes::<MarketSupervision>(RuntimeOrigin::signed(officer)), None);
	});
}
