//! What accounts send as signed extrinsics, through `Executive` and the check of every one: whether it takes them, and what it
//! charges for them.

use super::{agree, agree_on_events, block as pass_block};
use crate::{
	tests::{
		env::{account_of, block, governor, nonce_of, officer, pair, pool, second_officer, signed, validator},
		model::{Caller, Cost, Model, MOST_WAITING},
	},
	AccountId, RuntimeBlockWeights, RuntimeCall, RuntimeEvent, System, UncheckedExtrinsic,
};
use codec::Encode;
use frame_support::dispatch::GetDispatchInfo;
use pallet_admission::Refusal;
use pallet_agencies::Seat;
use sp_core::sr25519;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::OnceLock,
};

/// How many own, operate, serve as officers, or hold no role at all.
pub const PEOPLE: usize = 9;

/// How many govern a seat, validate for one or serve as officers: enough for every place there is.
pub const STAFF: usize = 24;

/// Of ordinary extrinsics a block takes 975 ms, less a tenth. The sequences go on to the next block long before.
const FULL: u64 = 400_000_000_000;

/// The most extrinsics that are said to wait before one.
const FURTHEST_AHEAD: u64 = 1_000_000;

/// What became of an extrinsic.
pub enum Sent {
	/// It is in no block.
	Refused(Refusal),
	/// It is in the block, and its call did this.
	Included(Result<(), DispatchError>),
}

/// The key pair of an account; `None` of one that has a role only by another's word.
pub fn pair_of(account: &AccountId) -> Option<&'static sr25519::Pair> {
	static PAIRS: OnceLock<BTreeMap<AccountId, sr25519::Pair>> = OnceLock::new();
	let pairs = PAIRS.get_or_init(|| {
		let of_genesis = Seat::AGENCIES
			.into_iter()
			.flat_map(|seat| [governor(seat), officer(seat), second_officer(seat), validator(seat)]);
		let people = (0..PEOPLE).map(|n| pair(&format!("Person{n}")));
		let staff = (0..STAFF).map(|n| pair(&format!("Staff{n}")));
		let all = of_genesis.chain(people).chain(staff);
		all.map(|pair| (account_of(&pair), pair)).collect()
	});
	pairs.get(account)
}

fn known(account: &AccountId) -> &'static sr25519::Pair {
	pair_of(account).expect("only who has a key sends")
}

/// What an extrinsic takes of a budget.
fn cost_of(extrinsic: &UncheckedExtrinsic) -> Cost {
	let info = extrinsic.get_dispatch_info();
	let base = RuntimeBlockWeights::get().get(info.class).base_extrinsic;
	Cost {
		weight: info.total_weight().saturating_add(base).ref_time(),
		bytes: extrinsic.encoded_size() as u64,
	}
}

fn refused(refusal: Option<Refusal>) -> Option<TransactionValidityError> {
	refusal.map(|refusal| InvalidTransaction::Custom(refusal.code()).into())
}

/// Goes on to the next block if this one is filling up. One that begins a session takes nothing: the session pallet says that
/// the change of keys fills it.
pub fn make_room(model: &mut Model) {
	while System::block_weight().total().ref_time() > FULL {
		pass_block(model, 0);
	}
}

/// An account sends a call, with its next number: to the pool, which judges as of the next block, and into this block. What is
/// refused changes nothing.
pub fn send(model: &mut Model, from: &AccountId, call: &RuntimeCall) -> Sent {
	let pair = known(from);
	let extrinsic = signed(pair, nonce_of(pair), call.clone());
	let cost = cost_of(&extrinsic);
	let in_pool = model.refusal(from, call, cost, 0, model.height + 1);
	assert_eq!(pool(&extrinsic).err(), refused(in_pool), "in the pool");

	let in_block = model.refusal(from, call, cost, 0, model.height);
	if let Some(refusal) = in_block {
		assert_eq!(block(extrinsic).err(), refused(in_block), "in a block");
		return Sent::Refused(refusal);
	}
	let caller = Caller::Account(from.clone());
	model.charge(from, cost);
	model.send(&caller);
	let verdict = model.call(&caller, call);
	let events = System::event_count();
	if verdict.is_err() {
		model.failed(call);
	}
	let outcome = match block(extrinsic) {
		Ok(outcome) => outcome,
		Err(refusal) => panic!(
			"the rules say {verdict:?}, the check refuses it: {refusal:?}; of the block {:?} and {} bytes are taken",
			System::block_weight(),
			System::block_size()
		),
	};
	agree(&verdict, &outcome);
	agree_on_events(model, events);
	if outcome.is_ok() {
		model.give_back(from, cost.weight - weighed());
	}
	Sent::Included(outcome)
}

/// What the last extrinsic weighed, by its event.
fn weighed() -> u64 {
	match System::events().pop().map(|record| record.event) {
		Some(RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { dispatch_info })) => {
			dispatch_info.weight.ref_time()
		}
		other => panic!("the last event is not that an extrinsic succeeded: {other:?}"),
	}
}

/// What the pool says of a call that an account signed ahead: as many wait before it as the budget or the
/// pool allows, or one fewer, or more.
/// Returns the answers.
pub fn ask_ahead(model: &Model, from: &AccountId, call: &RuntimeCall) -> Vec<Option<Refusal>> {
	let pair = known(from);
	let (next, at) = (nonce_of(pair), model.height + 1);
	let room = model.room(from, cost_of(&signed(pair, next, call.clone())), at);
	let waiting = BTreeSet::from([
		0,
		room.saturating_sub(2),
		room.saturating_sub(1),
		room,
		room.saturating_add(1),
		MOST_WAITING - 1,
		MOST_WAITING,
	]);
	let answer = |waiting: u64| {
		// A higher number takes more bytes.
		let extrinsic = signed(pair, next + waiting as u32, call.clone());
		let expected = model.refusal(from, call, cost_of(&extrinsic), waiting, at);
		assert_eq!(pool(&extrinsic).err(), refused(expected), "with {waiting} before it");
		expected
	};
	waiting
		.into_iter()
		.map(|waiting| answer(waiting.min(FURTHEST_AHEAD)))
		.collect()
}
