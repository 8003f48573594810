//! Acts of officers on the real runtime: none goes around the second officer, and each is on record.

use super::{env::*, origins::Caller};
use crate::{Agencies, DualControl, Runtime, RuntimeActs, RuntimeCall, RuntimeOrigin};
use codec::Encode;
use eseal_primitives::{act::Needed, Act, ActId, SealId};
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::GetCallMetadata,
};
use pallet_agencies::{Deed, OfficersOnRecord, Seat};
use pallet_dual_control::ActOf;
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeSet;

type DualCall = pallet_dual_control::Call<Runtime>;
type DualError = pallet_dual_control::Error<Runtime>;
type SealCall = pallet_e_seal::Call<Runtime>;

const MS: Seat = Seat::MarketSupervision;
const DR: Seat = Seat::DataResources;

const USCC: &str = "91330100799655058B";

fn by(who: &sp_core::sr25519::Pair, call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::signed(account_of(who)), call.into())
}

fn deregister() -> RuntimeCall {
	SealCall::deregister_enterprise { uscc: raw(USCC) }.into()
}

/// Runs, and takes back what was done.
fn for_the_moment<R>(run: impl FnOnce() -> R) -> R {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(run())))
		.expect("a transaction can be opened")
}

/// Whose officers make the act of the matrix.
fn seat_of(act: Act) -> Seat {
	match act {
		Act::ProposeCorrection | Act::WithdrawCorrection => DR,
		_ => act.seat().unwrap_or(Seat::PublicSecurity),
	}
}

/// The calls of the matrix that are acts.
fn acts() -> Vec<(Act, RuntimeCall)> {
	let all = super::origins::calls(Caller::Owner).into_iter();
	all.filter_map(|call| Some((RuntimeActs::act_of(&call)?, call)))
		.collect()
}

#[test]
fn every_act_is_one_call() {
	super::origins::prepared().execute_with(|| {
		let found: BTreeSet<_> = acts().iter().map(|(act, _)| act.encode()).collect();
		assert_eq!(found.len(), Act::ALL.len());
		assert_eq!(acts().len(), Act::ALL.len());
	});
}

/// The digest that an act alone leaves on record is that of its call, as whoever reads the block computes it. So the arguments
/// that each call gives to the gate are all of its own, in their order.
#[test]
fn what_is_on_record_is_the_digest_of_the_call() {
	super::origins::prepared().execute_with(|| {
		let mut seen = 0;
		for (act, call) in acts() {
			let seat = seat_of(act);
			for_the_moment(|| {
				super::origins::before(&call);
				let who = account_of(&officer(seat));
				let digest = act_digest(act, &call);
				let last = || {
					let head = pallet_agencies::OfficerHeads::<Runtime>::get(&who);
					let entry = pallet_agencies::OfficerHistory::<Runtime>::get(&who, head.entries - 1);
					entry.expect("the head counts it").deed
				};
				if act.is_irreversible() {
					assert_eq!(by_two(seat, call.clone()), Ok(()), "{call:?}");
					assert!(
						matches!(last(), Deed::Made { act: made, digest: of, .. } if made == act && of == digest),
						"{call:?}"
					);
				} else {
					assert_eq!(by(&officer(seat), call.clone()), Ok(()), "{call:?}");
					assert_eq!(last(), Deed::Alone { act, digest }, "{call:?}");
				}
			});
			seen += 1;
		}
		assert_eq!(seen, Act::ALL.len());
	});
}

#[test]
fn when_a_seat_wants_two_for_everything_it_gets_two_for_everything() {
	super::origins::prepared().execute_with(|| {
		for act in Act::ALL.into_iter().filter(|act| !act.is_irreversible()) {
			let seat = seat_of(act);
			let needed = Needed::Two;
			assert_eq!(by(&governor(seat), DualCall::set_policy { act, needed }), Ok(()));
		}
		for (act, call) in acts() {
			let seat = seat_of(act);
			for_the_moment(|| {
				super::origins::before_by_two(&call);
				for alone in [officer(seat), second_officer(seat)] {
					let refusal = Err(DualError::SecondOfficerNeeded.into());
					assert_eq!(by(&alone, call.clone()), refusal, "{call:?}");
				}
				assert_eq!(by_two(seat, call.clone()), Ok(()), "{call:?}");
				check();
			});
		}
	});
}

/// No call makes another one as an officer: what holds a call is no act, and root is none either.
#[test]
fn no_detour_leads_around_the_second_officer() {
	super::origins::prepared().execute_with(|| {
		let as_root = pallet_agencies::Call::<Runtime>::dispatch_as_root {
			call: Box::new(deregister()),
		};
		assert_eq!(
			dispatch(super::origins::motion(2, 3), as_root.clone().into()),
			Err(DispatchError::BadOrigin)
		);
		let in_council = pallet_collective::Call::<Runtime, crate::CouncilInstance>::execute {
			proposal: Box::new(deregister()),
			length_bound: 100,
		};
		// The council makes it as its member, which is no officer: it fails, and the enterprise stays.
		let _ = by(&governor(MS), in_council.clone());
		let (prepare, confirm) = prepare_and_confirm(deregister());
		let hiding: [RuntimeCall; 4] = [as_root.into(), in_council.into(), prepare, confirm];
		for call in hiding {
			assert_eq!(RuntimeActs::act_of(&call), None, "{:?}", call.get_call_metadata());
			let (prepare, _) = prepare_and_confirm(call);
			assert_eq!(by(&officer(MS), prepare), Err(DualError::NotAnAct.into()));
		}
		let enterprise = crate::ESeal::api_enterprise(USCC.into()).expect("it is registered");
		assert_eq!(enterprise.enterprise.status, pallet_e_seal::EnterpriseStatus::Active);
	});
}

/// What the agencies paused stays paused for two officers as well.
#[test]
fn a_paused_act_is_not_confirmed() {
	super::origins::prepared().execute_with(|| {
		let (prepare, confirm) = prepare_and_confirm(deregister());
		assert_eq!(by(&officer(MS), prepare), Ok(()));
		let pause = pallet_tx_pause::Call::<Runtime>::pause {
			full_name: super::origins::full_name("ESeal", "deregister_enterprise"),
		};
		assert_eq!(dispatch(RuntimeOrigin::root(), pause.into()), Ok(()));
		let refusal = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(by(&second_officer(MS), confirm), Err(refusal));
		assert!(DualControl::api_waiting_act(ActId(0)).is_some());
	});
}

/// What is no act, or another agency's, takes no room in the pool: neither to prepare it nor to confirm it.
#[test]
fn what_no_officer_of_the_seat_can_make_never_enters_the_pool() {
	use pallet_admission::{Access, Admission, Refusal};
	super::origins::prepared().execute_with(|| {
		let check = |seat: Seat, call: &RuntimeCall| {
			let who = account_of(&officer(seat));
			let member = crate::Admission::member(&who);
			crate::RuntimeAccess::check(&who, &member, call).map(drop)
		};
		let (prepare, confirm) = prepare_and_confirm(deregister());
		for call in [&prepare, &confirm] {
			assert_eq!(check(MS, call), Ok(()));
			assert_eq!(check(DR, call), Err(Refusal::NotYours));
		}
		let long = frame_system::Call::<Runtime>::remark {
			remark: vec![0; 10_000],
		};
		for call in [long.into(), prepare, confirm] {
			let (prepare, confirm) = prepare_and_confirm(call);
			for call in [prepare, confirm] {
				assert_eq!(check(MS, &call), Err(Refusal::NotYours));
			}
		}
	});
}

/// A member of the agency's staff who owns an enterprise could register, approve and use on its own account.
#[test]
fn nobody_is_officer_and_owner_or_operator_on_either_way() {
	super::origins::prepared().execute_with(|| {
		let both: DispatchError = pallet_admission::Error::<Runtime>::OfficerAtEnterprise.into();
		for at_enterprise in ["Owner", "Operator"] {
			let officer = account_of(&pair(at_enterprise));
			let call = pallet_agencies::Call::<Runtime>::add_officer { officer };
			assert_eq!(by(&governor(MS), call), Err(both));
		}
		let taken = account_of(&officer(DR));
		let change = SealCall::offer_ownership {
			uscc: raw(USCC),
			until: now() + DAY,
			rotate_by: now() + DAY,
			owner: taken.clone(),
		};
		assert_eq!(by(&officer(MS), change), Err(both));
		let grant = pallet_usage_log::Call::<Runtime>::grant {
			seal: SealId(0),
			operator: taken,
			purposes: [eseal_primitives::Purpose::Contract]
				.into_iter()
				.collect::<BTreeSet<_>>()
				.try_into()
				.expect("one purpose"),
			valid_until: now() + DAY,
			quota: 1,
		};
		assert_eq!(by(&pair("Owner"), grant), Err(both));
	});
}

/// What an officer did between two dates is exported complete: page by page, and the digest of the head over all of it.
#[test]
fn an_officers_history_is_exported_complete() {
	super::origins::prepared().execute_with(|| {
		let who = account_of(&officer(MS));
		let told = Agencies::api_officer(&who).expect("it is an officer");
		assert_eq!(told.seat, Some(MS));
		let mut entries = Vec::new();
		while (entries.len() as u64) < told.head.entries {
			entries.extend(Agencies::api_officer_history(&who, entries.len() as u64, 2));
		}
		let digest = entries.iter().fold(Default::default(), eseal_crypto::chained);
		assert_eq!(digest, told.head.digest);
		// Appointed, then two enterprises registered.
		assert_eq!(entries.len(), 3);
		assert_eq!(Agencies::api_officer(&account_of(&pair("Owner"))), None);
		assert_eq!(Agencies::office(&who).map(|office| office.appointment), Some(0));
	});
}
