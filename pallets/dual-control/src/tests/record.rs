//! What is on record of the officers: every act, and nothing that failed.

use super::*;

#[test]
fn an_act_alone_is_on_record() {
	run(|| {
		let call = register("杭州示例科技有限公司");
		assert_ok!(send(ms(), call.clone()));
		let act = Act::RegisterEnterprise;
		let digest = digest(act, &call);
		assert_eq!(deeds(&officer(MS)).last(), Some(&Deed::Alone { act, digest }));
	});
}

#[test]
fn both_officers_have_a_confirmed_act_on_record_and_name_each_other() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		assert_ok!(confirm(second(MS), id, deregister()));
		let act = Act::DeregisterEnterprise;
		let digest = digest(act, &deregister());
		let (maker, checker) = (officer(MS), second_officer(MS));
		let of_maker = [
			Deed::Prepared { id, act, digest },
			Deed::Made {
				id,
				act,
				digest,
				confirmed_by: checker.clone(),
			},
		];
		assert!(deeds(&maker).ends_with(&of_maker));
		let of_checker = Deed::Confirmed {
			id,
			act,
			digest,
			prepared_by: maker,
		};
		assert_eq!(deeds(&checker).last(), Some(&of_checker));
	});
}

#[test]
fn turning_down_and_withdrawing_are_on_record() {
	run(|| {
		registered();
		let act = Act::DeregisterEnterprise;
		let digest = digest(act, &deregister());
		let id = prepared(ms(), deregister());
		assert_ok!(DualControl::turn_down(second(MS), id, digest));
		let turned_down = Deed::TurnedDown {
			id,
			act,
			digest,
			prepared_by: officer(MS),
		};
		assert_eq!(deeds(&second_officer(MS)).last(), Some(&turned_down));

		let id = prepared(ms(), deregister());
		assert_ok!(DualControl::withdraw(ms(), id, digest));
		assert_eq!(deeds(&officer(MS)).last(), Some(&Deed::Withdrew { id, act, digest }));
	});
}

#[test]
fn what_was_refused_or_failed_is_not_on_record() {
	run(|| {
		registered();
		let before = deeds(&officer(MS));
		// Refused at the gate.
		assert_noop!(send(ms(), deregister()), Error::<Test>::SecondOfficerNeeded);
		assert_noop!(send(ms(), file()), DispatchError::BadOrigin);
		// Failed behind it.
		assert_noop!(
			send(ms(), register("再来一次")),
			pallet_e_seal::Error::<Test>::EnterpriseAlreadyRegistered
		);
		assert_noop!(confirm(ms(), ActId(0), deregister()), Error::<Test>::NotWaiting);
		assert_eq!(deeds(&officer(MS)), before);
	});
}

#[test]
fn what_an_owner_does_is_on_no_officers_record() {
	run(|| {
		registered();
		let heads = || pallet_agencies::OfficerHeads::<Test>::iter().count();
		let before = heads();
		assert_noop!(send(by(owner()), widen()), DispatchError::BadOrigin);
		assert_eq!(Agencies::office(&owner()), None);
		assert_eq!(heads(), before);
	});
}
