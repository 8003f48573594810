//! Batches: each call in one meets the rules that it meets alone, and counts as much.

use super::{env::*, origins};
use crate::{
	batched, check_batch, Admission, Runtime, RuntimeAccess, RuntimeActs, RuntimeBlockWeights, RuntimeCall,
	RuntimeEvent, RuntimeOrigin, System, BUDGETS, MAX_IN_BATCH,
};
use codec::Encode;
use eseal_primitives::{
	act::{Act, Needed},
	ActId, SealId, UsccCheck,
};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	storage::{with_transaction, TransactionOutcome},
	traits::GetCallMetadata,
	weights::Weight,
};
use pallet_admission::{Access, Admission as _, Refusal, Spent};
use pallet_agencies::{Deed, Seat};
use pallet_dual_control::ActOf;
use pallet_usage_log::Activity;
use sp_core::sr25519;
use sp_runtime::{transaction_validity::InvalidTransaction, DispatchError};

type Batches = pallet_utility::Call<Runtime>;
type BatchEvent = pallet_utility::Event;
type DualError = pallet_dual_control::Error<Runtime>;
type SealCall = pallet_e_seal::Call<Runtime>;
type SealError = pallet_e_seal::Error<Runtime>;

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

const USCC: &str = "91330100799655058B";

fn refusal(refusal: Refusal) -> InvalidTransaction {
	InvalidTransaction::Custom(refusal.code())
}

fn force(calls: Vec<RuntimeCall>) -> RuntimeCall {
	Batches::force_batch { calls }.into()
}

/// The three kinds of batch of these calls.
fn batches(calls: &[RuntimeCall]) -> [RuntimeCall; 3] {
	let calls = || calls.to_vec();
	[
		Batches::batch { calls: calls() }.into(),
		Batches::batch_all { calls: calls() }.into(),
		force(calls()),
	]
}

/// The registration of enterprise `n`.
fn register(n: u32) -> RuntimeCall {
	SealCall::register_enterprise {
		uscc: raw(&format!("91330100MA2KX{n:05}")),
		name: raw("杭州某某有限公司"),
		owner: account_of(&pair("Owner")),
		check: UsccCheck::Waived,
	}
	.into()
}

fn registrations(count: u32) -> Vec<RuntimeCall> {
	(0..count).map(register).collect()
}

fn deregister() -> RuntimeCall {
	SealCall::deregister_enterprise { uscc: raw(USCC) }.into()
}

/// An officer's call that fails, and has no weight of its own to give back.
fn fails() -> RuntimeCall {
	SealCall::rename_enterprise {
		uscc: raw("91440300708461136T"),
		name: raw("杭州某某有限公司"),
		from: None,
	}
	.into()
}

/// Gives an account its whole burst, as it has after a pause.
fn rest(who: &sr25519::Pair) {
	frame_system::Account::<Runtime>::mutate(account_of(who), |account| account.data.spent = Spent::default());
}

/// What an account has spent of its weight.
fn spent(who: &sr25519::Pair) -> u64 {
	Admission::member(&account_of(who)).spent.weight
}

/// What the batches tell since the last time.
fn told() -> Vec<BatchEvent> {
	let told = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Utility(event) => Some(event),
		_ => None,
	});
	let told = told.collect();
	System::reset_events();
	told
}

/// Runs, and takes back what was done.
fn for_the_moment<R>(run: impl FnOnce() -> R) -> R {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(run())))
		.expect("a transaction can be opened")
}

/// Whoever is asked for each call of the matrix.
const SENDERS: [origins::Caller; 6] = [
	origins::Caller::Officer(MS),
	origins::Caller::Officer(PS),
	origins::Caller::Officer(DR),
	origins::Caller::Governor(MS),
	origins::Caller::Validator(MS),
	origins::Caller::Owner,
];

/// The rule of batches: what may be in one, may be sent in one by whoever may send it alone, and by nobody else.
#[test]
fn in_a_batch_each_call_is_checked_as_if_it_came_alone() {
	let (mut taken, mut refused) = (0, 0);
	origins::prepared().execute_with(|| {
		for sender in SENDERS {
			let account = sender.account().expect("all of these have one");
			let member = Admission::member(&account);
			for call in origins::calls(sender) {
				let alone = RuntimeAccess::check(&account, &member, &call).map(drop);
				for batch in batches(std::slice::from_ref(&call)) {
					let together = RuntimeAccess::check(&account, &member, &batch).map(drop);
					match check_batch(std::slice::from_ref(&call)) {
						Ok(()) => {
							assert_eq!(together, alone, "{sender:?}: {call:?}");
							taken += usize::from(together.is_ok());
						}
						Err(reason) => {
							assert_eq!(together, Err(reason), "{sender:?}: {call:?}");
							refused += 1;
						}
					}
				}
			}
		}
	});
	assert!(taken > 60 && refused > 600, "{taken} taken, {refused} refused");
}

/// Nothing in a batch is of a class with room of its own, goes before others, or is counted one by one.
#[test]
fn what_may_be_in_a_batch_is_ordinary() {
	origins::prepared().execute_with(|| {
		let mut seen = Vec::new();
		for call in origins::calls(origins::OWNER) {
			let names = call.get_call_metadata();
			if check_batch(std::slice::from_ref(&call)).is_err() {
				continue;
			}
			assert_eq!(call.get_dispatch_info().class, DispatchClass::Normal, "{call:?}");
			seen.push(names.pallet_name);
		}
		seen.dedup();
		assert_eq!(seen, ["Admission", "DualControl", "ESeal", "UsageLog"]);
		for batch in batches(&registrations(2)) {
			assert_eq!(batch.get_dispatch_info().class, DispatchClass::Normal);
		}
	});
}

#[test]
fn a_batch_in_a_batch_is_refused() {
	chain().execute_with(|| {
		let who = officer(MS);
		for inner in batches(&registrations(1)) {
			for outer in batches(&[register(1), inner.clone()]) {
				assert_refused(&signed(&who, 0, outer.clone()), refusal(Refusal::NotInBatch));
				// However it comes into a block.
				let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
				assert_eq!(dispatch(RuntimeOrigin::signed(account_of(&who)), outer), Err(filtered));
			}
		}
	});
}

#[test]
fn a_batch_of_nothing_and_one_of_too_much_are_refused() {
	chain().execute_with(|| {
		let who = officer(MS);
		let most = u32::try_from(MAX_IN_BATCH).expect("a small number");
		for calls in [vec![], registrations(most + 1)] {
			for batch in batches(&calls) {
				assert_refused(&signed(&who, 0, batch.clone()), refusal(Refusal::WrongBatchSize));
				let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
				assert_eq!(dispatch(RuntimeOrigin::signed(account_of(&who)), batch), Err(filtered));
			}
		}
		rest(&who);
		assert_taken(&who, force(registrations(most)));
	});
}

/// Those with which a call could be made as somebody else, or with a weight of the sender's own.
#[test]
fn what_else_holds_calls_is_nobodys() {
	origins::prepared().execute_with(|| {
		let mut seen = 0;
		for call in origins::calls(origins::OWNER) {
			if !matches!(call, RuntimeCall::Utility(_)) || batched(&call).is_some() {
				continue;
			}
			seen += 1;
			for who in [
				officer(MS),
				governor(MS),
				validator(MS),
				pair("Owner"),
				pair("Operator"),
			] {
				assert_refused(&signed(&who, nonce_of(&who), call.clone()), refusal(Refusal::NotYours));
				let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
				assert_eq!(
					dispatch(RuntimeOrigin::signed(account_of(&who)), call.clone()),
					Err(filtered)
				);
			}
		}
		assert_eq!(seen, 5);
	});
}

/// With root nothing in a batch is filtered, and a call could be made as two officers who know nothing of it.
#[test]
fn no_motion_makes_what_holds_calls() {
	origins::prepared().execute_with(|| {
		let digest = act_digest(Act::DeregisterEnterprise, &deregister());
		let forged = pallet_dual_control::RawOrigin::Officers {
			seat: MS,
			maker: account_of(&officer(MS)),
			checker: account_of(&second_officer(MS)),
			id: ActId(0),
			act: Act::DeregisterEnterprise,
			digest,
		};
		let as_officers: RuntimeCall = Batches::dispatch_as {
			as_origin: Box::new(forged.into()),
			call: Box::new(deregister()),
		}
		.into();
		// Root could.
		for_the_moment(|| {
			assert_eq!(dispatch(RuntimeOrigin::root(), as_officers.clone()), Ok(()));
			let enterprise = crate::ESeal::api_enterprise(USCC.into()).expect("it is registered");
			assert_eq!(
				enterprise.enterprise.status,
				pallet_e_seal::EnterpriseStatus::Deregistered
			);
		});
		let root = state_root();
		for call in [as_officers.clone(), force(vec![as_officers]), force(registrations(1))] {
			let motion = pallet_agencies::Call::dispatch_as_root { call: Box::new(call) };
			let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
			assert_eq!(dispatch(origins::motion(2, 3), motion.into()), Err(filtered));
		}
		assert_eq!(state_root(), root);
	});
}

#[test]
fn one_call_of_somebody_elses_role_spoils_a_batch() {
	origins::prepared().execute_with(|| {
		let approve = approve(0);
		for (who, others) in [
			(officer(MS), approve.clone()),
			(officer(PS), register(1)),
			(pair("Owner"), register(1)),
		] {
			let own = match who.clone() {
				who if account_of(&who) == account_of(&officer(MS)) => register(2),
				who if account_of(&who) == account_of(&officer(PS)) => flag(),
				_ => SealCall::suspend {
					seal: SealId(0),
					digest: application_digest(0),
				}
				.into(),
			};
			assert_eq!(pool(&signed(&who, nonce_of(&who), force(vec![own.clone()]))), Ok(()));
			for batch in batches(&[own, others]) {
				assert_refused(&signed(&who, nonce_of(&who), batch), refusal(Refusal::NotYours));
			}
		}
	});
}

fn flag() -> RuntimeCall {
	pallet_usage_log::Call::flag_use {
		seal: SealId(0),
		index: 0,
		record: 0,
		digest: use_digest(0, 0),
		reason: pallet_usage_log::FlagReason::Disputed,
		note: None,
	}
	.into()
}

/// Before the pool, and by whatever way it comes into a block.
#[test]
fn a_paused_call_is_paused_in_a_batch() {
	chain().execute_with(|| {
		let pause = pallet_tx_pause::Call::<Runtime>::pause {
			full_name: origins::full_name("ESeal", "register_enterprise"),
		};
		assert_eq!(dispatch(RuntimeOrigin::root(), pause.into()), Ok(()));
		let who = officer(MS);
		for batch in batches(&[fails(), register(1)]) {
			assert_refused(&signed(&who, 0, batch), refusal(Refusal::Paused));
		}
		told();
		let origin = RuntimeOrigin::signed(account_of(&who));
		assert_eq!(dispatch(origin, force(vec![register(1)])), Ok(()));
		let error = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(
			told(),
			[BatchEvent::ItemFailed { error }, BatchEvent::BatchCompletedWithErrors]
		);
		assert!(crate::ESeal::api_enterprise("91330100MA2KX00001".into()).is_none());
	});
}

/// What is declared is never less than the parts declare, and what is charged is what they took.
#[test]
fn a_batch_weighs_what_its_calls_weigh() {
	origins::prepared().execute_with(|| {
		for call in origins::calls(origins::OWNER) {
			if check_batch(std::slice::from_ref(&call)).is_err() {
				continue;
			}
			let one = call.get_dispatch_info().call_weight;
			for (count, times) in [(1, 1u64), (7, 7), (MAX_IN_BATCH, MAX_IN_BATCH as u64)] {
				for batch in batches(&vec![call.clone(); count]) {
					let declared = batch.get_dispatch_info().call_weight;
					assert!(declared.all_gte(one.saturating_mul(times)), "{count} times {call:?}");
				}
			}
		}
		// A weight beyond all bounds stays there.
		let dear = pallet_dual_control::Call::<Runtime>::confirm {
			id: ActId(0),
			call: Box::new(
				Batches::with_weight {
					call: Box::new(register(1)),
					weight: Weight::MAX,
				}
				.into(),
			),
		};
		assert_eq!(force(vec![dear.into(); 3]).get_dispatch_info().call_weight, Weight::MAX);
	});
}

/// The check reads once more for each call of a batch, which is declared beside the calls.
#[test]
fn the_check_of_a_batch_weighs_by_its_calls() {
	chain().execute_with(|| {
		let extension = |calls: u32| {
			let (whole, _) = cost(&officer(MS), &force(registrations(calls)));
			let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
			whole - base.ref_time() - force(registrations(calls)).get_dispatch_info().call_weight.ref_time()
		};
		let read = <Runtime as frame_system::Config>::DbWeight::get().reads(1).ref_time();
		assert_eq!(extension(201) - extension(1), 200 * read);
	});
}

/// An officer who sends batches gets no further with its budget than by the calls that are in them.
#[test]
fn a_budget_is_spent_by_batches_as_by_their_calls() {
	chain().execute_with(|| {
		let who = officer(MS);
		rest(&who);
		let one = register(0).get_dispatch_info().call_weight.ref_time();
		let batch = |n: u32| force((100 * n..100 * (n + 1)).map(register).collect());
		let mut calls = 0;
		let reason = loop {
			match block(signed(&who, nonce_of(&who), batch(calls / 100))) {
				Ok(outcome) => assert_eq!(outcome, Ok(())),
				Err(reason) => break reason,
			}
			calls += 100;
			assert!(spent(&who) >= u64::from(calls) * one);
		};
		let exhausted = [refusal(Refusal::OverBudget), InvalidTransaction::ExhaustsResources];
		assert!(exhausted.map(Into::into).contains(&reason), "{reason:?}");
		let most = BUDGETS.officer.weight.burst / one;
		assert!(u64::from(calls) <= most, "{calls} of at most {most}");
		assert!(calls >= 500, "{calls} are too few for a test");
		// And what waits is multiplied as for any other call.
		rest(&who);
		let (weight, _) = cost(&who, &batch(90));
		let fit = u32::try_from(BUDGETS.officer.weight.burst / weight).expect("a few");
		let at = nonce_of(&who);
		assert_eq!(pool(&signed(&who, at + fit - 1, batch(90))), Ok(()));
		assert_eq!(
			pool(&signed(&who, at + fit, batch(90))),
			Err(refusal(Refusal::OverBudget).into())
		);
	});
}

/// Calls that fail keep their weight, by themselves and in a batch that succeeds all the same.
#[test]
fn what_fails_in_a_batch_counts_in_full() {
	chain().execute_with(|| {
		let who = officer(MS);
		rest(&who);
		let declared = fails().get_dispatch_info().call_weight.ref_time();
		let before = spent(&who);
		assert_taken(&who, force(vec![fails(); 50]));
		assert!(spent(&who) - before >= 50 * declared);
		// What a batch did not come to, it gives back.
		let before = spent(&who);
		let batch = Batches::batch {
			calls: vec![fails(); 50],
		};
		assert_taken(&who, batch.into());
		let charged = spent(&who) - before;
		assert!(
			charged >= declared && charged < 10 * declared,
			"{charged} for one of {declared}"
		);
	});
}

/// A block takes more approvals than their declared weights allow: each gives back what it did not need.
#[test]
fn what_calls_in_a_batch_do_not_need_they_give_back() {
	chain().execute_with(|| {
		let who = officer(DR);
		rest(&who);
		let owner = pair("Owner");
		let codes: Vec<(&'static str, &'static str)> = vec![
			("91330100799655058B", "3301000000001"),
			("91440300708461136T", "3301000000002"),
			("91110000802100433B", "3301000000003"),
		];
		for (uscc, code) in &codes {
			let register = SealCall::register_enterprise {
				uscc: raw(uscc),
				name: raw("杭州某某有限公司"),
				owner: account_of(&owner),
				check: UsccCheck::Enforced,
			};
			let file = SealCall::file_physical_seal {
				code: raw(code),
				uscc: raw(uscc),
				kind: pallet_e_seal::SealKind::Official,
				imprint: digest(0),
				maker: raw("杭州印章厂"),
			};
			for (by, call) in [(officer(MS), register), (officer(PS), file)] {
				assert_eq!(dispatch(RuntimeOrigin::signed(account_of(&by)), call.into()), Ok(()));
			}
		}
		for (n, (uscc, code)) in codes.iter().enumerate() {
			let apply = Form::new(uscc, code, 3 + n).apply(&account_of(&owner));
			assert_eq!(dispatch(RuntimeOrigin::signed(account_of(&owner)), apply), Ok(()));
		}
		let calls: Vec<_> = (0..3).map(approve).collect();
		let (declared, _) = cost(&who, &force(calls.clone()));
		let taken = || System::block_weight().get(DispatchClass::Normal).ref_time();
		let (before, in_block) = (spent(&who), taken());
		assert_taken(&who, force(calls));
		let charged = spent(&who) - before;
		assert!(charged < declared / 2, "{charged} of {declared}");
		assert!(
			taken() - in_block < declared / 2,
			"{} of {declared}",
			taken() - in_block
		);
		for seal in 0..3 {
			assert!(crate::ESeal::api_seal(SealId(seal)).is_some_and(|info| info.usable));
		}
	});
}

/// A batch takes no room that is left free for motions, session keys and reports.
#[test]
fn batches_leave_the_reserved_room_free() {
	chain().execute_with(|| {
		let officers = [officer(MS), second_officer(MS)];
		let mut n = 0;
		let mut full = false;
		for who in &officers {
			rest(who);
			loop {
				let calls = (200 * n..200 * (n + 1)).map(register).collect();
				n += 1;
				match block(signed(who, nonce_of(who), force(calls))) {
					Ok(outcome) => assert_eq!(outcome, Ok(())),
					Err(reason) => {
						full |= reason == InvalidTransaction::ExhaustsResources.into();
						break;
					}
				}
			}
		}
		assert!(full, "the attack did not fill the block");
		let fired = pallet_agencies::Call::remove_officer {
			officer: account_of(&officer(MS)),
		};
		assert_taken(&governor(MS), fired.into());
	});
}

/// Of a batch of acts each is on record as an act of its own.
#[test]
fn each_act_in_a_batch_is_entered_into_the_officers_history() {
	chain().execute_with(|| {
		let who = officer(MS);
		let account = account_of(&who);
		let head = || pallet_agencies::OfficerHeads::<Runtime>::get(&account);
		let before = head().entries;
		assert_taken(&who, force(registrations(5)));
		let deeds: Vec<_> = (before..head().entries)
			.map(|n| {
				pallet_agencies::OfficerHistory::<Runtime>::get(&account, n)
					.expect("the head counts it")
					.deed
			})
			.collect();
		let expected: Vec<_> = registrations(5)
			.iter()
			.map(|call| Deed::Alone {
				act: Act::RegisterEnterprise,
				digest: act_digest(Act::RegisterEnterprise, call),
			})
			.collect();
		assert_eq!(deeds, expected);
	});
}

/// A batch is no second officer: what takes two is refused in it, by name, and nothing of it is done.
#[test]
fn no_batch_goes_around_the_second_officer() {
	origins::prepared().execute_with(|| {
		let who = officer(MS);
		// A deregistration declares what ends all grants of an e-seal, and what fails counts in full.
		rest(&who);
		let needed: DispatchError = DualError::SecondOfficerNeeded.into();
		for batch in batches(&[deregister()]) {
			assert_eq!(RuntimeActs::act_of(&batch), None);
			let (prepare, _) = prepare_and_confirm(batch);
			let origin = RuntimeOrigin::signed(account_of(&who));
			assert_eq!(dispatch(origin, prepare), Err(DualError::NotAnAct.into()));
		}
		told();
		let all = Batches::batch_all {
			calls: vec![register(1), deregister()],
		};
		assert_eq!(block(signed(&who, nonce_of(&who), all.into())), Ok(Err(needed)));
		assert!(crate::ESeal::api_enterprise("91330100MA2KX00001".into()).is_none());
		told();
		assert_taken(&who, force(vec![register(1), deregister(), register(2)]));
		assert_eq!(
			told(),
			[
				BatchEvent::ItemCompleted,
				BatchEvent::ItemFailed { error: needed },
				BatchEvent::ItemCompleted,
				BatchEvent::BatchCompletedWithErrors,
			]
		);
		let interrupted = Batches::batch {
			calls: vec![register(3), deregister(), register(4)],
		};
		assert_taken(&who, interrupted.into());
		assert_eq!(
			told(),
			[
				BatchEvent::ItemCompleted,
				BatchEvent::BatchInterrupted {
					index: 1,
					error: needed
				},
			]
		);
		assert!(crate::ESeal::api_enterprise("91330100MA2KX00004".into()).is_none());
		let enterprise = crate::ESeal::api_enterprise(USCC.into()).expect("it is registered");
		assert_eq!(enterprise.enterprise.status, pallet_e_seal::EnterpriseStatus::Active);

		// Nor where the seat decided on two.
		let policy = pallet_dual_control::Call::<Runtime>::set_policy {
			act: Act::RegisterEnterprise,
			needed: Needed::Two,
		};
		assert_taken(&governor(MS), policy.into());
		told();
		assert_taken(&who, force(registrations(3)[..1].to_vec()));
		assert_eq!(
			told(),
			[
				BatchEvent::ItemFailed { error: needed },
				BatchEvent::BatchCompletedWithErrors
			]
		);
	});
}

/// Where acts take two, the one officer prepares many at once, and the other confirms them at once: none its own.
#[test]
fn many_acts_are_prepared_and_confirmed_at_once() {
	chain().execute_with(|| {
		let (maker, checker) = (officer(MS), second_officer(MS));
		let calls = registrations(16);
		let prepare = |call: &RuntimeCall| -> RuntimeCall {
			pallet_dual_control::Call::prepare {
				call: Box::new(call.clone()),
				until: now() + DAY,
			}
			.into()
		};
		let confirm: Vec<RuntimeCall> = (0u64..)
			.zip(&calls)
			.map(|(id, call)| {
				pallet_dual_control::Call::confirm {
					id: ActId(id),
					call: Box::new(call.clone()),
				}
				.into()
			})
			.collect();
		assert_taken(&maker, force(calls.iter().map(prepare).collect()));
		let confirm = force(confirm);
		told();
		assert_taken(&maker, confirm.clone());
		let own = BatchEvent::ItemFailed {
			error: DualError::OwnAct.into(),
		};
		assert_eq!(told().iter().filter(|event| **event == own).count(), 16);
		assert_taken(&checker, confirm);
		assert_eq!(
			told()
				.iter()
				.filter(|event| **event == BatchEvent::ItemCompleted)
				.count(),
			16
		);
		for n in 0..16 {
			assert!(crate::ESeal::api_enterprise(format!("91330100MA2KX{n:05}")).is_some());
		}
	});
}

/// Else uses that are refused could be sent by the hundred, and no supervisor would see one: a batch succeeds.
#[test]
fn no_use_hides_in_a_batch() {
	origins::prepared().execute_with(|| {
		for who in [pair("Owner"), pair("Operator")] {
			let before = Activity::<Runtime>::get(SealId(0));
			for call in origins::recording(&account_of(&who)) {
				for batch in batches(&[call]) {
					assert_refused(
						&signed(&who, nonce_of(&who), batch.clone()),
						refusal(Refusal::NotInBatch),
					);
					let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
					assert_eq!(dispatch(RuntimeOrigin::signed(account_of(&who)), batch), Err(filtered));
				}
			}
			assert_eq!(Activity::<Runtime>::get(SealId(0)), before);
		}
	});
}

/// Each item is told of, with its own error.
#[test]
fn of_each_call_in_a_batch_is_told_what_became_of_it() {
	chain().execute_with(|| {
		let who = officer(MS);
		assert_taken(&who, register(2));
		told();
		assert_taken(&who, force(vec![register(1), register(2), fails(), register(3)]));
		assert_eq!(
			told(),
			[
				BatchEvent::ItemCompleted,
				BatchEvent::ItemFailed {
					error: SealError::EnterpriseAlreadyRegistered.into()
				},
				BatchEvent::ItemFailed {
					error: SealError::EnterpriseNotFound.into()
				},
				BatchEvent::ItemCompleted,
				BatchEvent::BatchCompletedWithErrors,
			]
		);
	});
}

/// A motion that stops what can be in a batch pauses each of the calls: batches themselves are never paused.
#[test]
fn batches_themselves_are_not_paused() {
	chain().execute_with(|| {
		for name in ["batch", "batch_all", "force_batch"] {
			let pause = pallet_tx_pause::Call::<Runtime>::pause {
				full_name: origins::full_name("Utility", name),
			};
			let refusal = pallet_tx_pause::Error::<Runtime>::Unpausable.into();
			assert_eq!(dispatch(RuntimeOrigin::root(), pause.into()), Err(refusal));
		}
	});
}

/// An extrinsic is as long as its calls: what is charged for bytes covers them.
#[test]
fn a_batch_is_as_long_as_its_calls() {
	chain().execute_with(|| {
		let who = officer(MS);
		let calls = registrations(100);
		let (_, bytes) = cost(&who, &force(calls.clone()));
		assert!(bytes >= calls.iter().map(|call| call.encoded_size() as u64).sum::<u64>());
	});
}
