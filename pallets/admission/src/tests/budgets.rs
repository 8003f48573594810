use crate::{
	extension::GOVERNANCE, mock::*, Admission, Budgets, CheckAdmission, Error, Event, Refusal, Role, RoleBudgets,
	MOST_WIDENED,
};
use eseal_primitives::{Officer, Seat};
use frame_support::{assert_noop, assert_ok, traits::Get, weights::Weight};
use sp_runtime::{
	traits::TransactionExtension,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError, PerThing,
};

/// How many extrinsics of one byte fit into what the account has left.
fn room(who: u64) -> u64 {
	left(who) / charged()
}

/// The weight that the account has left.
fn left(who: u64) -> u64 {
	let budget = RoleBudgets::<Test>::get().of(&AdmissionPallet::member(&who));
	let (weight, _) = budget.left_at(AdmissionPallet::member(&who).spent, AdmissionPallet::block());
	weight
}

#[test]
fn an_account_without_a_role_is_told_so() {
	run(|| {
		assert_eq!(pool(7, 0, &remark(9), 1), refused(Refusal::NoRole));
		assert_eq!(block(7), refused(Refusal::NoRole));
	});
}

#[test]
fn a_call_that_the_runtime_refuses_is_not_charged() {
	run(|| {
		admit(7, Role::Owner);
		let before = AdmissionPallet::member(&7);
		assert_eq!(pool(7, 0, &remark(0), 1), refused(Refusal::NotYours));
		assert_eq!(AdmissionPallet::member(&7), before);
	});
}

#[test]
fn a_burst_is_spent_and_comes_back_steadily() {
	run(|| {
		admit(7, Role::Owner);
		let burst = room(7);
		assert!(burst >= 16);
		for _ in 0..burst {
			assert_eq!(block(7), Ok(Ok(())));
		}
		assert_eq!(block(7), refused(Refusal::OverBudget));
		assert_eq!(
			pool(7, System::account_nonce(7), &remark(9), 1),
			refused(Refusal::OverBudget)
		);
		pass(1);
		let given = room(7);
		assert!((1..=2).contains(&given));
		for _ in 0..given {
			assert_eq!(block(7), Ok(Ok(())));
		}
		assert_eq!(block(7), refused(Refusal::OverBudget));
		// However long it waits, it never has more than the burst.
		pass(1_000_000);
		assert_eq!(room(7), burst);
	});
}

#[test]
fn bytes_are_spent_too() {
	run(|| {
		admit(7, Role::Owner);
		let whole = 1_600;
		assert_eq!(pool(7, 0, &remark(9), whole + 1), refused(Refusal::TooLargeForBudget));
		assert_ok!(pool(7, 0, &remark(9), whole));
		assert_eq!(block_with(7, whole, Ok(Weight::from_parts(COST, 0))), Ok(Ok(())));
		assert_eq!(pool(7, 1, &remark(9), 1), refused(Refusal::OverBudget));
		pass(1);
		assert_ok!(pool(7, 1, &remark(9), 100));
		assert_eq!(pool(7, 1, &remark(9), 101), refused(Refusal::OverBudget));
	});
}

/// Ten thousand extrinsics signed ahead: the pool takes as many as the budget allows, although none is in a block yet.
#[test]
fn what_waits_in_the_pool_counts() {
	run(|| {
		admit(7, Role::Owner);
		let burst = room(7);
		let taken = (0..10_000)
			.filter(|nonce| pool(7, *nonce, &remark(9), 1).is_ok())
			.count();
		assert_eq!(taken as u64, burst);
		// What was taken stays valid while those before it are included.
		for nonce in 0..burst {
			for later in nonce..burst {
				assert_ok!(pool(7, later as u32, &remark(9), 1));
			}
			assert_eq!(block(7), Ok(Ok(())));
		}
	});
}

/// However far an agency widened its budget.
#[test]
fn no_account_has_more_waiting_than_may() {
	run(|| {
		admit(7, Role::Owner);
		assert_ok!(AdmissionPallet::widen_budget(RuntimeOrigin::signed(1), 7, MOST_WIDENED));
		let most = MostWaiting::get();
		assert!(room(7) > 10 * u64::from(most));
		let answers = || {
			let next = System::account_nonce(7);
			(0..2 * most).map(move |ahead| pool(7, next + ahead, &remark(9), 1))
		};
		for (ahead, answer) in answers().enumerate() {
			if ahead < most as usize {
				assert_ok!(answer);
			} else {
				assert_eq!(answer, refused(Refusal::TooManyWaiting));
			}
		}
		// Each that is in a block makes room for one.
		assert_eq!(block(7), Ok(Ok(())));
		assert_eq!(answers().filter(Result::is_ok).count(), most as usize);
	});
}

/// A pool that is full drops what has the lowest priority.
#[test]
fn what_waits_behind_many_of_its_account_comes_after_what_is_the_first_of_another() {
	run(|| {
		for who in [7, 8] {
			admit(who, Role::Owner);
		}
		assert_ok!(AdmissionPallet::widen_budget(RuntimeOrigin::signed(1), 7, MOST_WIDENED));
		// The honest one has spent most of what it may.
		for _ in 0..room(8) - 1 {
			assert_eq!(block(8), Ok(Ok(())));
		}
		let honest = pool(8, System::account_nonce(8), &remark(9), 1).unwrap().priority;
		let priorities: Vec<_> = (0..MostWaiting::get())
			.map(|nonce| pool(7, nonce, &remark(9), 1).unwrap().priority)
			.collect();
		assert!(priorities.is_sorted_by(|earlier, later| earlier >= later));
		let not_behind = priorities.iter().filter(|priority| **priority >= honest).count();
		assert!(
			not_behind <= MostWaiting::get() as usize / 4,
			"{not_behind} of an attacker's extrinsics are not behind"
		);
	});
}

#[test]
fn what_weighs_less_than_declared_is_given_back() {
	run(|| {
		admit(7, Role::Owner);
		let before = room(7);
		for _ in 0..3 * before {
			assert_eq!(block_with(7, 1, Ok(Weight::zero())), Ok(Ok(())));
			let member = AdmissionPallet::member(&7);
			if member.spent.weight + charged() > 32 * COST {
				pass(1);
			}
		}
		// The weight of the extrinsic itself is not given back.
		pass(1_000);
		assert_eq!(block_with(7, 1, Ok(Weight::zero())), Ok(Ok(())));
		assert_eq!(AdmissionPallet::member(&7).spent.weight, charged() - COST);
	});
}

#[test]
fn what_fails_counts_in_full() {
	run(|| {
		admit(7, Role::Owner);
		let failed = Err(DispatchError::BadOrigin);
		assert_eq!(block_with(7, 1, failed), Ok(Err(DispatchError::BadOrigin)));
		assert_eq!(AdmissionPallet::member(&7).spent.weight, charged());
		assert_eq!(noted(), Vec::<u64>::new());
		assert_eq!(block(7), Ok(Ok(())));
		assert_eq!(noted(), vec![7]);
	});
}

/// Who is admitted anew does not begin with a whole budget: else an owner would grant and revoke without end.
#[test]
fn a_new_account_begins_with_an_eighth() {
	run(|| {
		assert_ok!(AdmissionPallet::admit(&7, Role::Operator));
		let first = left(7);
		assert_eq!(8 * first, DefaultBudgets::get().operator.weight.burst);
		assert!(room(7) >= 2);
		assert_ok!(AdmissionPallet::dismiss(&7, Role::Operator));
		assert_ok!(AdmissionPallet::admit(&7, Role::Operator));
		assert_eq!(left(7), first);
		pass(1_000);
		assert_eq!(left(7), 8 * first);
	});
}

#[test]
fn an_account_whose_role_ends_in_its_own_call_is_not_brought_back() {
	run(|| {
		admit(7, Role::Owner);
		let extension = CheckAdmission::<Test>::from(0);
		use sp_runtime::traits::DispatchTransaction;
		let info = frame_support::dispatch::DispatchInfo {
			call_weight: Weight::from_parts(COST, 0),
			..Default::default()
		};
		let result = extension.test_run(RuntimeOrigin::signed(7), &remark(1), &info, 1, 0, |_| {
			AdmissionPallet::dismiss(&7, Role::Owner)?;
			Ok(Default::default())
		});
		assert!(matches!(result, Ok(Ok(_))));
		assert!(!System::account_exists(&7));
	});
}

#[test]
fn the_last_nonce_is_never_used() {
	run(|| {
		admit(7, Role::Owner);
		frame_system::Account::<Test>::mutate(7, |account| account.nonce = u32::MAX);
		assert_eq!(block(7), refused(Refusal::NonceUsedUp));
		frame_system::Account::<Test>::mutate(7, |account| account.nonce = u32::MAX - 1);
		assert_eq!(block(7), Ok(Ok(())));
	});
}

#[test]
fn governance_goes_first_and_who_spent_less_before_who_spent_more() {
	run(|| {
		admit(1, GOVERNOR);
		admit(2, Role::Owner);
		admit(3, Role::Owner);
		let priority = |who| pool(who, System::account_nonce(who), &remark(9), 1).unwrap().priority;
		assert_eq!(priority(2), priority(3));
		for _ in 0..10 {
			assert_eq!(block(3), Ok(Ok(())));
		}
		assert!(priority(3) < priority(2));
		for _ in 0..10 {
			assert_eq!(block(1), Ok(Ok(())));
		}
		assert!(priority(1) > GOVERNANCE);
		assert!(priority(2) < GOVERNANCE);
		// What waits behind many others of the same account comes later, too.
		assert!(pool(2, 9, &remark(9), 1).unwrap().priority < priority(2));
		// An extrinsic does not take the place of one with the same nonce, because a block has passed meanwhile.
		let before = priority(2);
		pass(1);
		assert_eq!(priority(2), before);
	});
}

#[test]
fn what_is_reserved_is_left_to_governance() {
	run(|| {
		admit(1, GOVERNOR);
		admit(2, Role::Owner);
		let normal = frame_support::dispatch::DispatchClass::Normal;
		let limits: frame_system::limits::BlockWeights = <Test as frame_system::Config>::BlockWeights::get();
		let max = limits.get(normal).max_total.unwrap();
		let exhausted: Result<_, TransactionValidityError> = Err(InvalidTransaction::ExhaustsResources.into());
		// Nine tenths of the room are taken.
		System::set_block_consumed_resources(Weight::zero(), 0);
		System::register_extra_weight_unchecked(
			Reserved::get().left_from_one().mul_floor(max.ref_time()).into_weight(),
			normal,
		);
		assert_eq!(block(2), exhausted);
		assert_eq!(block(1), Ok(Ok(())));
		// The pool is not concerned: the next block may have room.
		assert_ok!(pool(2, 0, &remark(9), 1));

		System::set_block_consumed_resources(Weight::zero(), 0);
		assert_eq!(block(2), Ok(Ok(())));
		let lengths: frame_system::limits::BlockLength = <Test as frame_system::Config>::BlockLength::get();
		let length = *lengths.max.get(normal) as usize;
		System::set_block_consumed_resources(Weight::zero(), length - length / 10);
		assert_eq!(block(2), exhausted);
		assert_eq!(block(1), Ok(Ok(())));
		System::set_block_consumed_resources(Weight::zero(), 0);
	});
}

trait IntoWeight {
	fn into_weight(self) -> Weight;
}

impl IntoWeight for u64 {
	fn into_weight(self) -> Weight {
		Weight::from_parts(self, 0)
	}
}

#[test]
fn an_agency_widens_the_budget_of_an_enterprise() {
	run(|| {
		admit(7, Role::Owner);
		let before = room(7);
		assert_ok!(AdmissionPallet::widen_budget(RuntimeOrigin::signed(1), 7, 4));
		assert_eq!(room(7) / before, 4);
		System::assert_last_event(
			Event::BudgetWidened {
				account: 7,
				factor: 4,
				by: Officer {
					seat: Seat::DataResources,
					account: 1,
				},
			}
			.into(),
		);
		assert_ok!(AdmissionPallet::widen_budget(RuntimeOrigin::signed(1), 7, 1));
		assert_eq!(room(7), before);
	});
}

/// Nobody is locked out for hours by an officer who narrows its budget while it is in use, and who has it widened again and again
/// may not spend it again and again.
#[test]
fn a_budget_that_is_widened_or_narrowed_is_spent_by_the_same_share() {
	run(|| {
		// Not with a whole budget, as `admit` of the mock would.
		assert_ok!(AdmissionPallet::admit(&7, Role::Owner));
		let widen = |factor| {
			assert_ok!(AdmissionPallet::widen_budget(RuntimeOrigin::signed(1), 7, factor));
		};
		let share = || {
			let member = AdmissionPallet::member(&7);
			let budget = RoleBudgets::<Test>::get().of(&member);
			(member.spent.weight as f64 / budget.weight.burst as f64, left(7))
		};
		let (at_first, narrow) = share();
		assert!(at_first > 0.5 && narrow > 0);
		widen(MOST_WIDENED);
		assert_eq!(share(), (at_first, narrow * u64::from(MOST_WIDENED)));
		for _ in 0..100 {
			widen(1);
			assert_eq!(share(), (at_first, narrow));
			widen(MOST_WIDENED);
		}
		assert_eq!(share(), (at_first, narrow * u64::from(MOST_WIDENED)));
	});
}

#[test]
fn only_an_agency_widens_and_only_so_far() {
	run(|| {
		admit(7, Role::Owner);
		admit(8, OFFICER);
		for origin in [RuntimeOrigin::signed(7), RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(AdmissionPallet::widen_budget(origin, 7, 2), DispatchError::BadOrigin);
		}
		for factor in [0, MOST_WIDENED + 1, u8::MAX] {
			assert_noop!(
				AdmissionPallet::widen_budget(RuntimeOrigin::signed(1), 7, factor),
				Error::<Test>::FactorOutOfRange
			);
		}
		for other in [8, 9] {
			assert_noop!(
				AdmissionPallet::widen_budget(RuntimeOrigin::signed(1), other, 2),
				Error::<Test>::NotAtEnterprise
			);
		}
	});
}

#[test]
fn a_motion_sets_the_budgets_but_not_below_what_governs() {
	run(|| {
		admit(7, Role::Owner);
		let before = left(7);
		let mut budgets: Budgets = DefaultBudgets::get();
		budgets.owner = budgets.owner.times(2);
		assert_noop!(
			AdmissionPallet::set_budgets(RuntimeOrigin::signed(1), budgets),
			DispatchError::BadOrigin
		);
		assert_ok!(AdmissionPallet::set_budgets(RuntimeOrigin::root(), budgets));
		assert_eq!(left(7), 2 * before);
		budgets.governor.bytes.per_block -= 1;
		assert_noop!(
			AdmissionPallet::set_budgets(RuntimeOrigin::root(), budgets),
			Error::<Test>::BudgetTooSmall
		);
	});
}

#[test]
fn to_who_signs_it_is_the_nonce_and_nothing() {
	let metadata = <CheckAdmission<Test> as TransactionExtension<RuntimeCall>>::metadata();
	let names: Vec<_> = metadata.iter().map(|entry| entry.identifier).collect();
	assert_eq!(names, ["CheckNonce", "CheckAdmission"]);
	assert_eq!(
		codec::Encode::encode(&CheckAdmission::<Test>::from(77)),
		codec::Encode::encode(&codec::Compact(77u32))
	);
}
