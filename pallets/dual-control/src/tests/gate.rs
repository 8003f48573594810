//! The gate: who makes an act alone, and who does not.

use super::*;
use eseal_primitives::RawText;

#[test]
fn where_one_suffices_an_officer_acts_alone() {
	run(|| {
		registered();
		assert_eq!(status(), EnterpriseStatus::Active);
		assert_ok!(send(ms(), restrict()));
		assert_ok!(send(dr(), widen()));
	});
}

#[test]
fn an_irreversible_act_takes_two_from_the_start() {
	run(|| {
		registered();
		for officer in [ms(), second(MS)] {
			assert_noop!(send(officer, deregister()), Error::<Test>::SecondOfficerNeeded);
		}
		assert_eq!(status(), EnterpriseStatus::Active);
	});
}

#[test]
fn nobody_else_passes() {
	run(|| {
		registered();
		let strangers = [by(account(9)), by(owner()), governor(MS), by(account(41)), ps(), dr()];
		for origin in strangers
			.into_iter()
			.chain([RuntimeOrigin::root(), RuntimeOrigin::none()])
		{
			assert_noop!(send(origin.clone(), restrict()), DispatchError::BadOrigin);
			assert_noop!(send(origin, deregister()), DispatchError::BadOrigin);
		}
		// Every agency has officers who may widen a budget, and nobody else does.
		for origin in [by(owner()), governor(MS), RuntimeOrigin::root()] {
			assert_noop!(send(origin, widen()), DispatchError::BadOrigin);
		}
	});
}

/// What two officers agreed on opens the gate for that and for nothing else.
#[test]
fn the_origin_of_a_confirmed_act_makes_no_other() {
	run(|| {
		registered();
		let call = restrict();
		let origin = |act, digest| -> RuntimeOrigin {
			RawOrigin::Officers {
				seat: MS,
				maker: officer(MS),
				checker: second_officer(MS),
				id: ActId(0),
				act,
				digest,
			}
			.into()
		};
		let agreed = digest(Act::RestrictEnterprise, &call);
		// Another act, with the same arguments.
		assert_noop!(
			send(origin(Act::RestrictEnterprise, agreed), deregister()),
			Error::<Test>::ActDiffers
		);
		// The same act, of another enterprise.
		let other = pallet_e_seal::Call::<Test>::restrict_enterprise {
			uscc: RawText::try_from("91440300708461136T").unwrap(),
		};
		assert_noop!(
			send(origin(Act::RestrictEnterprise, agreed), other.into()),
			Error::<Test>::ActDiffers
		);
		// An act of another agency.
		assert_noop!(
			send(
				origin(Act::FilePhysicalSeal, digest(Act::FilePhysicalSeal, &file())),
				file()
			),
			Error::<Test>::ActDiffers
		);
		// What is no act at all.
		let remark = frame_system::Call::<Test>::remark_with_event { remark: vec![1] };
		assert_noop!(
			send(origin(Act::RestrictEnterprise, agreed), remark.into()),
			DispatchError::BadOrigin
		);
		assert_ok!(send(origin(Act::RestrictEnterprise, agreed), call));
	});
}
