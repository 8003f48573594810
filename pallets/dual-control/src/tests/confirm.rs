//! Who confirms what, and what that makes.

use super::*;
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};

#[test]
fn the_second_officer_confirms_and_the_act_is_made_in_the_first_ones_name() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		System::reset_events();
		assert_ok!(confirm(second(MS), id, deregister()));
		assert_eq!(status(), EnterpriseStatus::Deregistered);
		let by = pallet_agencies::Officer {
			seat: MS,
			account: officer(MS),
		};
		System::assert_has_event(
			pallet_e_seal::Event::EnterpriseDeregistered {
				uscc: Uscc::parse(USCC.as_bytes(), UsccCheck::Enforced).unwrap(),
				by,
			}
			.into(),
		);
		System::assert_last_event(
			Event::Confirmed {
				id,
				seat: MS,
				act: Act::DeregisterEnterprise,
				digest: digest(Act::DeregisterEnterprise, &deregister()),
				prepared_by: officer(MS),
				by: second_officer(MS),
			}
			.into(),
		);
		// Once, and no second time.
		assert_noop!(confirm(second(MS), id, deregister()), Error::<Test>::NotWaiting);
		assert_eq!(Waiting::<Test>::get(MS), vec![]);
	});
}

#[test]
fn nobody_confirms_an_act_of_their_own() {
	run(|| {
		registered();
		for (maker, checker) in [(ms(), second(MS)), (second(MS), ms())] {
			let id = prepared(maker.clone(), restrict());
			assert_noop!(confirm(maker.clone(), id, restrict()), Error::<Test>::OwnAct);
			let about = digest(Act::RestrictEnterprise, &restrict());
			assert_noop!(DualControl::turn_down(maker, id, about), Error::<Test>::OwnAct);
			assert_ok!(DualControl::turn_down(checker, id, about));
		}
	});
}

#[test]
fn an_officer_of_another_seat_confirms_nothing() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		for other in [ps(), dr(), second(PS)] {
			assert_noop!(
				confirm(other.clone(), id, deregister()),
				Error::<Test>::OfficerOfAnotherSeat
			);
		}
		// Not even an act that every agency has.
		let id = prepared(ms(), widen());
		assert_noop!(confirm(ps(), id, widen()), Error::<Test>::OfficerOfAnotherSeat);
		for stranger in [by(account(9)), by(owner()), governor(MS)] {
			assert_noop!(confirm(stranger, id, widen()), Error::<Test>::NotOfficer);
		}
		assert_noop!(confirm(RuntimeOrigin::root(), id, widen()), DispatchError::BadOrigin);
	});
}

/// On another fork the number may stand for another act: whoever signed a confirmation there has confirmed nothing here.
#[test]
fn another_call_under_the_same_number_is_not_confirmed() {
	run(|| {
		registered();
		let id = prepared(ms(), restrict());
		for other in [deregister(), register("别的名字"), widen()] {
			assert_noop!(confirm(second(MS), id, other), Error::<Test>::ActDiffers);
		}
		let other = digest(Act::DeregisterEnterprise, &deregister());
		assert_noop!(DualControl::turn_down(second(MS), id, other), Error::<Test>::ActDiffers);
		assert_noop!(DualControl::withdraw(ms(), id, other), Error::<Test>::ActDiffers);
		assert_noop!(confirm(second(MS), ActId(7), restrict()), Error::<Test>::NotWaiting);
	});
}

#[test]
fn an_act_that_has_ended_is_not_confirmed() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		pass(HOUR - 1);
		assert_ok!(DualControl::prepare(second(MS), Box::new(restrict()), soon()));
		pass(1);
		assert_noop!(confirm(second(MS), id, deregister()), Error::<Test>::Ended);
		assert_eq!(status(), EnterpriseStatus::Active);
	});
}

#[test]
fn an_act_of_an_officer_who_has_left_is_not_confirmed() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		assert_ok!(Agencies::remove_officer(governor(MS), officer(MS)));
		assert_noop!(confirm(second(MS), id, deregister()), Error::<Test>::MakerLeft);
		// Nor when it comes back: it holds another office now.
		assert_ok!(Agencies::add_officer(governor(MS), officer(MS)));
		assert_noop!(confirm(second(MS), id, deregister()), Error::<Test>::MakerLeft);
		// Nor for another seat.
		assert_ok!(Agencies::remove_officer(governor(MS), officer(MS)));
		assert_ok!(Agencies::add_officer(governor(PS), officer(MS)));
		assert_noop!(confirm(second(MS), id, deregister()), Error::<Test>::MakerLeft);
		assert_noop!(
			confirm(by(officer(MS)), id, deregister()),
			Error::<Test>::OfficerOfAnotherSeat
		);
		// What takes no effect any more is turned down.
		let about = digest(Act::DeregisterEnterprise, &deregister());
		assert_ok!(DualControl::turn_down(second(MS), id, about));
	});
}

#[test]
fn a_checker_who_has_left_confirms_nothing_and_one_who_was_appointed_later_does() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		assert_ok!(Agencies::remove_officer(governor(MS), second_officer(MS)));
		assert_noop!(confirm(second(MS), id, deregister()), Error::<Test>::NotOfficer);
		// A seat that lost its second officer appoints another one.
		assert_ok!(Agencies::add_officer(governor(MS), account(9)));
		assert_ok!(confirm(by(account(9)), id, deregister()));
	});
}

#[test]
fn an_act_that_fails_goes_on_waiting_and_is_on_nobodys_record() {
	run(|| {
		registered();
		let id = prepared(ms(), restrict());
		assert_ok!(send(second(MS), restrict()));
		let (maker, checker) = (deeds(&officer(MS)), deeds(&second_officer(MS)));
		assert_noop!(
			confirm(second(MS), id, restrict()),
			pallet_e_seal::Error::<Test>::EnterpriseIsRestricted
		);
		assert_eq!((deeds(&officer(MS)), deeds(&second_officer(MS))), (maker, checker));
		assert!(Prepared::<Test>::contains_key(id));
	});
}

#[test]
fn confirming_weighs_what_the_act_weighs_and_its_own() {
	run(|| {
		registered();
		let id = prepared(ms(), restrict());
		let own = <() as crate::WeightInfo>::confirm();
		let call: RuntimeCall = crate::Call::<Test>::confirm {
			id,
			call: Box::new(restrict()),
		}
		.into();
		let declared = own + restrict().get_dispatch_info().call_weight;
		assert_eq!(call.get_dispatch_info().call_weight, declared);
		// Without a live e-seal restricting weighs less than declared, and so does confirming it.
		let post = DualControl::confirm(second(MS), id, Box::new(restrict())).unwrap();
		let actual = post.actual_weight.unwrap();
		assert!(actual.all_lte(declared) && own.all_lte(actual));
	});
}

/// A call that governs, or an inherent, has room in a block that is kept for it. Whoever carries one here takes none of that.
#[test]
fn a_confirmation_is_ordinary_whatever_call_it_carries() {
	run(|| {
		let set = pallet_timestamp::Call::<Test>::set { now: 1 };
		assert_eq!(set.get_dispatch_info().class, DispatchClass::Mandatory);
		let call = Box::new(set.into());
		let carried = crate::Call::<Test>::confirm { id: ActId(0), call };
		assert_eq!(carried.get_dispatch_info().class, DispatchClass::Normal);
	});
}

/// An act waits that names an enterprise by a code which two agencies find to be wrong meanwhile: it is confirmed for nothing, and
/// does not come to count of the right one.
#[test]
fn an_act_about_a_registration_that_was_voided_meanwhile_makes_nothing() {
	run(|| {
		registered();
		let id = prepared(ms(), deregister());
		let wrong = Uscc::parse(USCC.as_bytes(), UsccCheck::Enforced).unwrap();
		let right = Uscc::parse(b"91440300708461136T", UsccCheck::Enforced).unwrap();
		let proposal = RuntimeCall::ESeal(pallet_e_seal::Call::propose_correction {
			correction: pallet_e_seal::Correction::VoidRegistration {
				uscc: wrong,
				instead: right,
				check: UsccCheck::Enforced,
				digest: ESeal::api_registration_digest(USCC.into()).unwrap(),
			},
			decision: eseal_primitives::DocumentDigest::Sha256(H256([7; 32])),
		});
		let proposed = prepared(ms(), proposal.clone());
		assert_ok!(confirm(second(MS), proposed, proposal));
		let digest = ESeal::api_correction(eseal_primitives::CorrectionId(0)).unwrap().digest;
		let agreement = RuntimeCall::ESeal(pallet_e_seal::Call::agree_correction {
			id: eseal_primitives::CorrectionId(0),
			digest,
		});
		let agreed = prepared(dr(), agreement.clone());
		assert_ok!(confirm(second(DR), agreed, agreement));
		assert_eq!(status(), EnterpriseStatus::Voided);
		assert_noop!(
			confirm(second(MS), id, deregister()),
			pallet_e_seal::Error::<Test>::RegistrationIsVoid
		);
		let enterprise = pallet_e_seal::Enterprises::<Test>::get(right).unwrap();
		assert_eq!(enterprise.status, EnterpriseStatus::Active);
	});
}
