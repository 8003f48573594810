//! What a member does who sends as much as it can: real signed extrinsics, through `Executive`.

use super::{env::*, origins};
use crate::{
	check_batch, CouncilInstance, Runtime, RuntimeBlockWeights, RuntimeCall, RuntimeOrigin, System, BUDGETS,
	MAX_IN_BATCH,
};
use codec::Encode;
use eseal_primitives::{
	documents::MAX_LISTED, statement::MAX_MANY, Act, Documents, GrantId, Purpose, SealId, UsccCheck, UseStatement,
};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	storage::PrefixIterator,
	weights::Weight,
};
use pallet_admission::{Budget, Refusal, Spent};
use pallet_agencies::Seat;
use pallet_usage_log::{Heads, Purposes, Records};
use sp_core::{ed25519, sr25519, Pair, H256};
use sp_runtime::{
	traits::{BlakeTwo256, Dispatchable, Hash as _},
	transaction_validity::InvalidTransaction,
};
use std::collections::BTreeSet;

type CouncilCall = pallet_collective::Call<Runtime, CouncilInstance>;
type DualCall = pallet_dual_control::Call<Runtime>;
type LogCall = pallet_usage_log::Call<Runtime>;
type SealCall = pallet_e_seal::Call<Runtime>;

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

fn refusal(refusal: Refusal) -> InvalidTransaction {
	InvalidTransaction::Custom(refusal.code())
}

fn remark(length: usize) -> RuntimeCall {
	frame_system::Call::remark {
		remark: vec![1; length],
	}
	.into()
}

/// Gives an account its whole burst, as it has after a pause.
fn rest(who: &sr25519::Pair) {
	frame_system::Account::<Runtime>::mutate(account_of(who), |account| account.data.spent = Spent::default());
}

/// Accounts that own enterprises, rested. What they send is about enterprises of others.
fn owners(count: u32) -> Vec<sr25519::Pair> {
	(0..count)
		.map(|n| {
			let owner = pair(&format!("Flood{n}"));
			let register = SealCall::register_enterprise {
				uscc: raw(&format!("91330100MA2KXYA7{n:02}")),
				name: raw("杭州某某有限公司"),
				owner: account_of(&owner),
				check: UsccCheck::Waived,
			};
			dispatch(RuntimeOrigin::signed(account_of(&officer(MS))), register.into()).expect("it can be registered");
			rest(&owner);
			owner
		})
		.collect()
}

/// What ordinary extrinsics have taken of the open block, in picoseconds.
fn taken() -> u64 {
	System::block_weight().get(DispatchClass::Normal).ref_time()
}

/// Sends as many as a block takes. Returns how many there were, and what refused the next one.
fn send_all(who: &sr25519::Pair, call: &RuntimeCall) -> (u32, InvalidTransaction) {
	let mut count = 0;
	loop {
		match block(signed(who, nonce_of(who), call.clone())) {
			Ok(_) => count += 1,
			Err(sp_runtime::transaction_validity::TransactionValidityError::Invalid(reason)) => return (count, reason),
			Err(other) => panic!("{other:?}"),
		}
	}
}

fn close(proposal_hash: H256, weight: Weight, length_bound: u32) -> RuntimeCall {
	CouncilCall::close {
		proposal_hash,
		index: 0,
		proposal_weight_bound: weight,
		length_bound,
	}
	.into()
}

fn propose(call: &RuntimeCall) -> RuntimeCall {
	CouncilCall::propose {
		threshold: 2,
		length_bound: call.encoded_size() as u32,
		proposal: Box::new(call.clone()),
	}
	.into()
}

/// The weight that a member declares for `close` is charged, and fills the room of motions.
#[test]
fn a_block_is_not_filled_by_closing_motions_that_there_are_not() {
	origins::prepared().execute_with(|| {
		let most = Weight::from_parts(1_200_000_000_000, 0);
		let call = close(H256::repeat_byte(9), most, 0);
		for (who, reason) in [
			(pair("Operator"), Refusal::NotYours),
			(pair("Owner"), Refusal::NotYours),
			(officer(MS), Refusal::NotYours),
			(validator(MS), Refusal::NotYours),
			(governor(MS), Refusal::NoSuchMotion),
		] {
			assert_refused(&signed(&who, nonce_of(&who), call.clone()), refusal(reason));
		}
	});
}

#[test]
fn a_motion_is_closed_with_its_own_weight_and_no_more() {
	chain().execute_with(|| {
		let call = remark(3);
		let hash = BlakeTwo256::hash_of(&call);
		let own = call.get_dispatch_info().call_weight;
		let length = call.encoded_size() as u32;
		assert_taken(&governor(MS), propose(&call));
		for (weight, length) in [
			(own.saturating_add(Weight::from_parts(1, 0)), length),
			(own, length + 1),
			(Weight::MAX, u32::MAX),
		] {
			let extrinsic = signed(&governor(PS), 0, close(hash, weight, length));
			assert_refused(&extrinsic, refusal(Refusal::MotionBoundTooHigh));
		}
		for seat in [MS, PS] {
			let vote = CouncilCall::vote {
				proposal: hash,
				index: 0,
				approve: true,
			};
			assert_taken(&governor(seat), vote.into());
		}
		assert_taken(&governor(DR), close(hash, own, length));
	});
}

#[test]
fn a_long_remark_is_refused() {
	chain().execute_with(|| {
		let who = officer(MS);
		assert_refused(&signed(&who, 0, remark(1_025)), refusal(Refusal::RemarkTooLong));
		assert_refused(&signed(&who, 0, remark(3_900_000)), refusal(Refusal::RemarkTooLong));
		assert_taken(&who, remark(1_024));
	});
}

#[test]
fn code_that_no_motion_authorized_is_refused() {
	origins::prepared().execute_with(|| {
		let apply = |byte| -> RuntimeCall { frame_system::Call::apply_authorized_upgrade { code: vec![byte] }.into() };
		let who = governor(MS);
		rest(&who);
		assert_refused(&signed(&who, 0, apply(1)), refusal(Refusal::UpgradeNotAuthorized));
		let code_hash = BlakeTwo256::hash(&[1]);
		let authorize = frame_system::Call::authorize_upgrade { code_hash };
		dispatch(RuntimeOrigin::root(), authorize.into()).unwrap();
		assert_refused(&signed(&who, 0, apply(2)), refusal(Refusal::UpgradeNotAuthorized));
		assert_refused(&signed(&officer(MS), 0, apply(1)), refusal(Refusal::NotYours));
		assert_eq!(pool(&signed(&who, 0, apply(1))), Ok(()));
	});
}

#[test]
fn a_paused_call_enters_no_block() {
	origins::prepared().execute_with(|| {
		let who = pair("Owner");
		let call: RuntimeCall = LogCall::revoke_grant { grant: GrantId(0) }.into();
		let pause = pallet_tx_pause::Call::<Runtime>::pause {
			full_name: origins::full_name("UsageLog", "revoke_grant"),
		};
		dispatch(RuntimeOrigin::root(), pause.into()).unwrap();
		assert_refused(&signed(&who, nonce_of(&who), call.clone()), refusal(Refusal::Paused));
		let unpause = pallet_tx_pause::Call::<Runtime>::unpause {
			ident: origins::full_name("UsageLog", "revoke_grant"),
		};
		dispatch(RuntimeOrigin::root(), unpause.into()).unwrap();
		assert_taken(&who, call);
	});
}

/// A motion that stops the recording of uses has to pause each of the calls that do it: none is made of another.
#[test]
fn uses_stop_when_each_call_that_records_them_is_paused() {
	origins::prepared().execute_with(|| {
		let who = pair("Operator");
		let names = ["record_use", "record_uses", "anchor_batch", "record_for_many"];
		let calls = origins::recording(&account_of(&who));
		for (name, call) in names.into_iter().zip(&calls) {
			let extrinsic = signed(&who, nonce_of(&who), call.clone());
			assert_eq!(pool(&extrinsic), Ok(()), "{name}");
			let pause = pallet_tx_pause::Call::<Runtime>::pause {
				full_name: origins::full_name("UsageLog", name),
			};
			dispatch(RuntimeOrigin::root(), pause.into()).unwrap();
			assert_refused(&extrinsic, refusal(Refusal::Paused));
		}
	});
}

/// Whoever sends uses that are refused with others pays as for those that are recorded.
#[test]
fn uses_that_are_refused_with_others_fill_no_blocks() {
	origins::prepared().execute_with(|| {
		let who = pair("Operator");
		let account = account_of(&who);
		rest(&who);
		let wrong = UseStatement {
			nonce: 99,
			..statement(&account, 0, one(1))
		};
		let call = record_for_many(vec![signed_use(&account, 2, wrong); MAX_MANY as usize]);
		let (weight, _) = cost(&who, &call);
		let (count, reason) = send_all(&who, &call);
		assert_eq!(reason, refusal(Refusal::OverBudget));
		assert_eq!(u64::from(count), BUDGETS.operator.weight.burst / weight);
		assert_eq!(Heads::<Runtime>::get(SealId(0)).records, 1, "only the owner's use");
	});
}

/// An agency widened ten accounts' budgets as far as it can. They cannot fill the pools: those have 8,192 places by default.
#[test]
fn accounts_with_widened_budgets_do_not_fill_the_pools() {
	chain().execute_with(|| {
		let mut taken = 0;
		for who in owners(10) {
			let widen = pallet_admission::Call::widen_budget {
				account: account_of(&who),
				factor: pallet_admission::MOST_WIDENED,
			};
			dispatch(RuntimeOrigin::signed(account_of(&officer(MS))), widen.into()).expect("an officer widens");
			let refused = (0..)
				.find_map(|nonce| {
					pool(&signed(&who, nonce, remark(1)))
						.err()
						.map(|reason| (nonce, reason))
				})
				.expect("it ends");
			assert_eq!(refused, (64, refusal(Refusal::TooManyWaiting).into()));
			taken += refused.0;
		}
		assert!(taken <= 8_192 / 10, "{taken} wait");
	});
}

/// Calls that fail keep their whole weight. Ten accounts that send nothing else have their bursts once; from then on they take
/// what their budgets give back, however many they send.
#[test]
fn calls_that_fail_fill_no_blocks() {
	chain().execute_with(|| {
		let attackers = owners(10);
		let call: RuntimeCall = LogCall::revoke_grant { grant: GrantId(99) }.into();
		let cost = call.get_dispatch_info().call_weight.ref_time();
		let burst = BUDGETS.owner.weight.burst;
		let mut spent = 0;
		for _ in 0..10 {
			next_block(0);
			let before = taken();
			for who in &attackers {
				send_all(who, &call);
			}
			spent += taken() - before;
		}
		assert!(spent <= 10 * (burst + 10 * BUDGETS.owner.weight.per_block));
		assert!(spent > 9 * burst, "the attack did not spend its bursts");
		next_block(0);
		let before = taken();
		for who in &attackers {
			let (count, reason) = send_all(who, &call);
			assert!(count <= 3);
			assert_eq!(reason, refusal(Refusal::OverBudget));
		}
		let room = RuntimeBlockWeights::get()
			.get(DispatchClass::Normal)
			.max_total
			.expect("ordinary extrinsics have a limit")
			.ref_time();
		assert!(taken() - before <= 10 * (BUDGETS.owner.weight.per_block + cost));
		assert!(taken() - before < room / 20, "ten accounts take a twentieth of a block");
	});
}

/// The block is as full as anybody can make it, and the remedies still get in: motions, keys, a seat's own officers.
#[test]
fn whatever_members_send_there_is_room_to_govern() {
	chain().execute_with(|| {
		let attackers = owners(10);
		let officers = Seat::AGENCIES.map(officer);
		officers.iter().for_each(rest);
		// As a seat's governing account is after a minute: removing a seat declares more than a new account has.
		Seat::AGENCIES.map(governor).iter().for_each(rest);
		// The dearest that an owner can send, and the longest that an officer can.
		let dear: RuntimeCall = SealCall::revoke {
			seal: SealId(99),
			digest: H256::zero(),
			reason: pallet_e_seal::RevocationReason::KeyCompromised,
			effective_at: None,
		}
		.into();
		let mut full = 0;
		for who in &attackers {
			full += u32::from(send_all(who, &dear).1 == InvalidTransaction::ExhaustsResources);
		}
		for who in &officers {
			full += u32::from(send_all(who, &remark(1_024)).1 == InvalidTransaction::ExhaustsResources);
		}
		assert!(full >= 1, "the attack did not fill the block");

		let late = signed(&officers[0], nonce_of(&officers[0]), remark(1));
		assert_eq!(block(late), Err(InvalidTransaction::ExhaustsResources.into()));
		let call: RuntimeCall = pallet_agencies::Call::dispatch_as_root {
			call: Box::new(pallet_agencies::Call::remove_seat { seat: DR }.into()),
		}
		.into();
		let hash = BlakeTwo256::hash_of(&call);
		assert_taken(&governor(MS), propose(&call));
		for seat in [MS, PS] {
			let vote = CouncilCall::vote {
				proposal: hash,
				index: 0,
				approve: true,
			};
			assert_taken(&governor(seat), vote.into());
		}
		let fired = pallet_agencies::Call::remove_officer {
			officer: account_of(&officer(MS)),
		};
		assert_taken(&governor(MS), fired.into());
		let keyed = validator(PS);
		let mut aura = pair("Bob//fresh");
		let mut grandpa = ed25519::Pair::from_seed(&[8; 32]);
		assert_taken(&keyed, origins::set_keys(&account_of(&keyed), &mut aura, &mut grandpa));
		let own = call.get_dispatch_info().call_weight;
		assert_taken(&governor(PS), close(hash, own, call.encoded_size() as u32));
		assert!(pallet_agencies::Seats::<Runtime>::get(DR).is_none());
	});
}

/// One seat files motions without end: those that it may have open are taken, the others are in no block.
#[test]
fn a_seats_sixth_motion_is_refused() {
	chain().execute_with(|| {
		let seat = governor(MS);
		rest(&seat);
		for n in 1..=5 {
			assert_taken(&seat, propose(&remark(n)));
		}
		let sixth = propose(&remark(6));
		assert_refused(
			&signed(&seat, nonce_of(&seat), sixth.clone()),
			refusal(Refusal::TooManyMotions),
		);
		assert_taken(&governor(PS), sixth);
		let (hash, index) = (BlakeTwo256::hash_of(&remark(1)), 0);
		for other in [PS, DR] {
			let vote = CouncilCall::vote {
				proposal: hash,
				index,
				approve: false,
			};
			assert_taken(&governor(other), vote.into());
		}
		let call = remark(1);
		let own = call.get_dispatch_info().call_weight;
		assert_taken(&governor(PS), close(hash, own, call.encoded_size() as u32));
		assert_taken(&seat, propose(&remark(7)));
	});
}

/// The motion goes first, however many wait: its priority is above all that is ordinary.
#[test]
fn a_motion_is_before_everything_ordinary_in_the_pool() {
	chain().execute_with(|| {
		let priority = |extrinsic: &crate::UncheckedExtrinsic| {
			crate::Executive::validate_transaction(
				sp_runtime::transaction_validity::TransactionSource::External,
				extrinsic.clone(),
				System::parent_hash(),
			)
			.expect("it is valid")
			.priority
		};
		// The seat has spent nearly all of its budget, the officer nothing.
		let seat = governor(MS);
		rest(&officer(MS));
		let motion = propose(&remark(1));
		frame_system::Account::<Runtime>::mutate(account_of(&seat), |account| {
			account.data.spent.weight = BUDGETS.governor.weight.burst - 5_000_000_000;
		});
		assert!(priority(&signed(&seat, 0, motion)) > priority(&signed(&officer(MS), 0, remark(1))));
		// A remark of the seat's is not governing.
		assert!(priority(&signed(&seat, 0, remark(1))) < priority(&signed(&officer(MS), 0, remark(1))));
	});
}

// --- The most that one account stores ---

/// What `docs/admission.md` says that one account can store in a day at most, in megabytes.
const BOUNDS: [(&str, u64); 3] = [
	("owner of one enterprise", 85),
	("operator with one grant", 85),
	("officer", 1_200),
];

/// And what it can without batches whose documents are listed, an owner or operator.
const BOUND_WITHOUT_LISTS: u64 = 20;

const MB: u64 = 1_000_000;

/// Items and bytes of the state, without what a block clears.
fn size() -> u64 {
	let system = sp_io::hashing::twox_128(b"System");
	let account = frame_support::storage::storage_prefix(b"System", b"Account");
	let all = PrefixIterator::<(Vec<u8>, Vec<u8>)>::new(Vec::new(), Vec::new(), |k, v| Ok((k.to_vec(), v.to_vec())));
	all.filter(|(key, _)| !key.starts_with(&system) || key.starts_with(&account))
		.map(|(key, value)| (key.len() + value.len()) as u64)
		.sum()
}

/// What a call takes of a budget at least: by itself, or its part of the largest batch of such calls.
fn least_cost(who: &sr25519::Pair, call: &RuntimeCall) -> (u64, u64) {
	let alone = cost(who, call);
	if check_batch(std::slice::from_ref(call)).is_err() {
		return alone;
	}
	let calls = vec![call.clone(); MAX_IN_BATCH];
	let (weight, bytes) = cost(who, &pallet_utility::Call::<Runtime>::force_batch { calls }.into());
	let each = |whole: u64| whole / MAX_IN_BATCH as u64;
	(alone.0.min(each(weight)), alone.1.min(each(bytes)))
}

/// What an account can store in a day that makes these calls again and again, in bytes.
fn a_day_of(budget: Budget, who: &sr25519::Pair, rounds: u64, mut calls: impl FnMut(u64) -> Vec<RuntimeCall>) -> u64 {
	const BLOCKS: u64 = 43_200;
	let origin = || RuntimeOrigin::signed(account_of(who));
	let before = size();
	let (mut weight, mut length) = (0u64, 0u64);
	for round in 0..rounds {
		for call in calls(round) {
			let (time, bytes) = least_cost(who, &call);
			// What it did not need is given back.
			let declared = call.get_dispatch_info();
			let post = call.dispatch(origin()).expect("the call succeeds");
			let not_needed = post.calc_unspent(&declared).ref_time();
			weight += time - not_needed;
			length += bytes;
		}
	}
	let stored = u128::from(size() - before);
	let by = |limit: pallet_admission::Limit, used: u64| {
		u128::from(limit.burst + BLOCKS * limit.per_block) * stored / u128::from(used)
	};
	by(budget.weight, weight).min(by(budget.bytes, length)) as u64
}

/// An e-seal, by its number and that of its key.
type SealAndKey = (u64, usize);

/// The owner replaces e-seal 0 by one with an Sr25519 key: with no other key a use weighs less.
fn successor() -> SealAndKey {
	const KEY: usize = 3;
	let owner = account_of(&pair("Owner"));
	let application = pallet_e_seal::NextSealId::<Runtime>::get();
	let apply = Form::new("91330100799655058B", "3301000000001", KEY).apply(&owner);
	dispatch(RuntimeOrigin::signed(owner), apply).expect("the owner may");
	dispatch(RuntimeOrigin::signed(account_of(&officer(DR))), approve(application.0)).expect("the officer may");
	(application.0, KEY)
}

/// An operator of an e-seal with a quota for whatever it sends.
fn operator_at_will((seal, _): SealAndKey) -> sr25519::Pair {
	let operator = pair("AtWill");
	let grant = LogCall::grant {
		seal: SealId(seal),
		operator: account_of(&operator),
		purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
		valid_until: now() + DAY,
		quota: u32::MAX,
	};
	dispatch(RuntimeOrigin::signed(account_of(&pair("Owner"))), grant.into()).expect("the owner may");
	operator
}

/// The grant of such an operator.
fn lenders_grant(operator: &sr25519::Pair, (seal, _): SealAndKey) -> GrantId {
	pallet_usage_log::OpenGrants::<Runtime>::get(SealId(seal), account_of(operator)).expect("it has one")
}

/// What an account can store in a day by lists of documents, and by each other call that records uses.
fn a_day_of_uses(budget: Budget, who: &sr25519::Pair, (seal, key): SealAndKey) -> (u64, [(&'static str, u64); 3]) {
	let account = &account_of(who);
	let uses = a_day_of(budget, who, 10, |round| {
		vec![record_use(account, key, statement(account, seal, one(1_000 + round)))]
	});
	let lists = a_day_of(budget, who, 3, |round| {
		let documents = listed(10_000 * (round + 1), MAX_LISTED);
		let batch = statement(account, seal, batch_of(&documents));
		vec![record_uses(account, key, batch, &documents)]
	});
	let anchored = a_day_of(budget, who, 10, |_| {
		let batch = Documents::Batch {
			count: 1,
			root: H256::repeat_byte(1),
		};
		vec![anchor_batch(account, key, statement(account, seal, batch))]
	});
	let records = Heads::<Runtime>::get(SealId(seal)).records;
	let of_many = a_day_of(budget, who, 3, |_| {
		let [_, many] = largest_uses(account, seal, key);
		vec![many]
	});
	let recorded = Heads::<Runtime>::get(SealId(seal)).records - records;
	assert_eq!(recorded, 3 * u64::from(MAX_MANY), "some of the uses were refused");
	let others = [
		("uses", uses),
		("anchored batches", anchored),
		("uses that go with others", of_many),
	];
	(lists, others)
}

/// A record lies under a key of 64 bytes and so does a list, of 33 bytes for each document; where a document is found takes
/// 72 bytes more. So a list of 1,024 is what stores the most for what it weighs.
#[test]
fn a_listed_batch_stores_what_its_parts_take() {
	// The hashes of the pallet's and the map's names; a number with its hash, twice; a document's key, an e-seal and an index.
	const MAP: u64 = 16 + 16;
	const NUMBERS: u64 = 2 * (8 + 8);
	const DOCUMENT: u64 = 16 + 8 + 8;
	let listed_documents = u64::from(MAX_LISTED);
	origins::prepared().execute_with(|| {
		let owner = pair("Owner");
		let account = account_of(&owner);
		let [call, _] = largest_uses(&account, 0, 2);
		let (weight, _) = cost(&owner, &call);
		let before = size();
		dispatch(RuntimeOrigin::signed(account.clone()), call).expect("it is in order");
		let stored = size() - before;

		let record = Records::<Runtime>::get(SealId(0), 1)
			.expect("it is the second")
			.encoded_size() as u64;
		let list = 2 + 33 * listed_documents;
		let index = MAP + DOCUMENT + 8;
		assert_eq!(index, 72);
		// The last two: the block's list of its records; and today's uses of the e-seal, of which there is one already, take a second
		// byte.
		let parts = [
			MAP + NUMBERS + record,
			MAP + NUMBERS + list,
			index * listed_documents,
			16,
			1,
		];
		assert_eq!(stored, parts.iter().sum::<u64>(), "{parts:?}");

		let single = record_use(&account, 2, statement(&account, 0, one(1)));
		let (weight_of_single, _) = cost(&owner, &single);
		let before = size();
		dispatch(RuntimeOrigin::signed(account), single).expect("it is in order");
		let stored_by_single = size() - before;
		let per_millisecond = |stored: u64, weight: u64| stored * 1_000_000_000 / weight;
		let (batch, single) = (
			per_millisecond(stored, weight),
			per_millisecond(stored_by_single, weight_of_single),
		);
		println!("a batch of {listed_documents}: {stored} bytes, {batch} for each ms; a use: {single}");
		assert!(batch > single);
	});
}

/// The figures are those of `docs/admission.md`.
#[test]
fn what_one_account_can_store_in_a_day_is_bounded() {
	let [of_owner, of_operator, of_officer] = BOUNDS.map(|(_, most)| most * MB);
	origins::prepared().execute_with(|| {
		let owner = pair("Owner");
		let apply_and_withdraw = a_day_of(BUDGETS.owner, &owner, 20, |round| {
			let form = Form::new("91330100799655058B", "3301000000001", 19 + 16 * round as usize);
			let application = pallet_e_seal::NextSealId::<Runtime>::get();
			vec![
				form.apply(&account_of(&owner)),
				SealCall::withdraw { application }.into(),
			]
		});
		let grant_and_revoke = a_day_of(BUDGETS.owner, &owner, 20, |round| {
			let grant = pallet_usage_log::NextGrantId::<Runtime>::get();
			let operator = account_of(&pair(&format!("Operator{round}")));
			let purposes = Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose");
			let valid_until = now() + DAY;
			vec![
				LogCall::grant {
					seal: SealId(0),
					operator,
					purposes,
					valid_until,
					quota: 1,
				}
				.into(),
				LogCall::revoke_grant { grant }.into(),
			]
		});
		let suspend_and_resume = a_day_of(BUDGETS.owner, &owner, 20, |_| {
			let (seal, digest) = (SealId(0), application_digest(0));
			vec![
				SealCall::suspend { seal, digest }.into(),
				SealCall::resume { seal, digest }.into(),
			]
		});
		for (what, stored) in [
			("apply and withdraw", apply_and_withdraw),
			("grant and revoke", grant_and_revoke),
			("suspend and resume", suspend_and_resume),
		] {
			println!("owner, {what}: {} MB a day", stored / MB);
			let bound = BOUND_WITHOUT_LISTS * MB;
			assert!(stored <= bound, "an owner stores {stored} bytes in a day: {what}");
		}

		let seal = successor();
		for (role, budget, who, bound) in [
			("owner", BUDGETS.owner, owner, of_owner),
			("operator", BUDGETS.operator, operator_at_will(seal), of_operator),
		] {
			let (lists, others) = a_day_of_uses(budget, &who, seal);
			if role == "operator" {
				let lend_and_revoke = a_day_of(budget, &who, 20, |round| {
					let (lenders, lent) = (
						lenders_grant(&who, seal),
						pallet_usage_log::NextGrantId::<Runtime>::get(),
					);
					let lend = LogCall::lend {
						grant: lenders,
						operator: account_of(&pair(&format!("Borrower{round}"))),
						purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
						valid_until: now() + 1,
						quota: 1,
					};
					vec![lend.into(), LogCall::revoke_grant { grant: lent }.into()]
				});
				println!("operator, lend and revoke: {} MB a day", lend_and_revoke / MB);
				assert!(
					lend_and_revoke <= BOUND_WITHOUT_LISTS * MB,
					"an operator stores {lend_and_revoke} bytes by lending"
				);
			}
			println!("{role}, lists of documents: {} MB a day", lists / MB);
			assert!(lists <= bound, "an {role} stores {lists} bytes in a day by lists");
			assert!(
				4 * lists >= 3 * bound,
				"the bound of an {role} is far above {lists} bytes"
			);
			for (what, stored) in others {
				println!("{role}, {what}: {} MB a day", stored / MB);
				let bound = BOUND_WITHOUT_LISTS * MB;
				assert!(stored <= bound, "an {role} stores {stored} bytes in a day: {what}");
			}
		}

		let registrar = officer(pallet_agencies::Seat::MarketSupervision);
		let officer = officer(PS);
		let flags = a_day_of(BUDGETS.officer, &officer, 20, |_| {
			vec![LogCall::flag_use {
				seal: SealId(0),
				index: 0,
				record: 0,
				digest: use_digest(0, 0),
				reason: pallet_usage_log::FlagReason::Disputed,
				note: Some(digest(1)),
			}
			.into()]
		});
		let files = a_day_of(BUDGETS.officer, &officer, 20, |round| {
			vec![SealCall::file_physical_seal {
				code: raw(&format!("33010001{round:05}")),
				uscc: raw("91330100799655058B"),
				kind: pallet_e_seal::SealKind::Contract,
				imprint: digest(round),
				maker: raw(&"x".repeat(128)),
			}
			.into()]
		});
		// Each leaves two entries in the officer's history for good.
		let acts = a_day_of(BUDGETS.officer, &officer, 20, |_| {
			let act: RuntimeCall = SealCall::freeze {
				uscc: raw("91330100799655058B"),
				order: digest(1),
				until: now() + DAY,
			}
			.into();
			let id = pallet_dual_control::NextActId::<Runtime>::get();
			let digest = act_digest(Act::Freeze, &act);
			let (prepare, _) = prepare_and_confirm(act);
			vec![prepare, DualCall::withdraw { id, digest }.into()]
		});
		let registrations = a_day_of(BUDGETS.officer, &registrar, 20, |round| {
			vec![SealCall::register_enterprise {
				uscc: raw(&format!("91330100MA2KX{round:05}")),
				name: raw(&"x".repeat(256)),
				owner: account_of(&pair(&format!("Registered{round}"))),
				check: UsccCheck::Waived,
			}
			.into()]
		});
		// Each leaves an entry in the enterprise's history, the e-seal's and the officer's.
		let freezes = a_day_of(BUDGETS.officer, &officer, 20, |_| {
			let (uscc, order) = (raw("91330100799655058B"), digest(1));
			let until = now() + DAY;
			vec![
				SealCall::freeze {
					uscc: uscc.clone(),
					order,
					until,
				}
				.into(),
				SealCall::unfreeze { uscc, order }.into(),
			]
		});
		let names = a_day_of(BUDGETS.officer, &registrar, 20, |round| {
			vec![SealCall::rename_enterprise {
				uscc: raw("91330100799655058B"),
				name: raw(&format!("{round:0256}")),
				from: None,
			}
			.into()]
		});
		for (what, stored) in [
			("registrations", registrations),
			("flags", flags),
			("physical seals", files),
			("acts prepared and withdrawn", acts),
			("freezes and lifts", freezes),
			("names", names),
		] {
			println!("officer, {what}: {} MB a day", stored / MB);
			assert!(
				stored <= of_officer,
				"an officer stores {stored} bytes in a day: {what}"
			);
		}
	});
}

#[test]
fn the_docs_state_the_bounds_that_are_tested() {
	const DOCS: &str = include_str!("../../../docs/admission.md");
	for (who, most) in BOUNDS {
		let row = format!("| {who} | {most} MB |");
		assert!(DOCS.contains(&row), "docs/admission.md lacks {row}");
	}
	let otherwise = format!("it is {BOUND_WITHOUT_LISTS} MB at most");
	assert!(DOCS.contains(&otherwise), "docs/admission.md lacks {otherwise}");
}
