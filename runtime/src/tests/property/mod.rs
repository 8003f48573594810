//! Random sequences of all calls by all kinds of actors, against the [model](super::model) of the rules.
//!
//! After every call: what the chain answers is what the model says, for each use that is sent with others too, and it gives the
//! model's alarms; a refused call
//! leaves all that is stored as it was; the state is the model's, with what each account spent of its budget; the pallets'
//! invariants hold; and every account has one provider reference for each of its roles. After every block: those author and
//! finalize who should.
//!
//! Most calls are dispatched as they are. Some are sent as signed extrinsics, one or many, into a block or ahead to the pool: the
//! check of every extrinsic takes and refuses what the model says, and charges as much.
//!
//! What does not change is not compared again: a refused call changes nothing, as it is checked to, and the signature of a record
//! is verified by the model and by the invariants when it is new, and once more at the end.
//!
//! | variable | meaning |
//! | --- | --- |
//! | `ESEAL_PROPERTY_CALLS` | how many calls at least; 100,000 if not set |
//! | `ESEAL_PROPERTY_SEED` | the seed; sequence n takes its stream n |
//! | `ESEAL_PROPERTY_SEQUENCE` | runs this one sequence only, to see a failure again |

mod actions;
mod compare;
mod keys;
mod sending;
mod tally;

use super::{
	env::*,
	model::{Alarm, Caller, Model, Verdict},
};
use crate::{AccountId, Agencies, CouncilInstance, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System};
use actions::{Actions, Motif, Step};
use compare::{check_authorities, Compared};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use sending::Sent;
use sp_runtime::DispatchError;
use std::{
	str::FromStr,
	sync::atomic::{AtomicU64, Ordering},
	thread,
};
use tally::Tally;

type LogEvent = pallet_usage_log::Event<Runtime>;

/// Calls in an ordinary run.
const CALLS: u64 = 100_000;

/// Calls in one sequence, on a fresh chain.
const CALLS_IN_SEQUENCE: u64 = 200;

/// From how many calls on a run must have met every call and every error.
const CALLS_FOR_COVERAGE: u64 = 50_000;

fn variable<T: FromStr>(name: &str) -> Option<T> {
	let text = std::env::var(name).ok()?;
	match text.parse() {
		Ok(value) => Some(value),
		Err(_) => panic!("{name} is not a number: {text}"),
	}
}

#[test]
fn random_sequences_of_calls_do_what_the_rules_say() {
	let calls = variable("ESEAL_PROPERTY_CALLS").unwrap_or(CALLS);
	let seed = variable("ESEAL_PROPERTY_SEED").unwrap_or(20_260_101);
	if let Some(number) = variable("ESEAL_PROPERTY_SEQUENCE") {
		println!("{}", sequence(seed, number));
		return;
	}

	let sequences = calls.div_ceil(CALLS_IN_SEQUENCE);
	let next = AtomicU64::new(0);
	let work = || {
		let mut tally = Tally::default();
		loop {
			let number = next.fetch_add(1, Ordering::Relaxed);
			if number >= sequences {
				return tally;
			}
			tally.add(sequence(seed, number));
		}
	};
	let threads = thread::available_parallelism().map_or(1, usize::from);
	let mut tally = Tally::default();
	thread::scope(|scope| {
		let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
		for worker in workers {
			tally.add(worker.join().expect("no sequence fails"));
		}
	});

	println!("{tally}");
	assert!(tally.calls() >= calls, "{} calls only", tally.calls());
	if calls >= CALLS_FOR_COVERAGE {
		tally.check_coverage();
	}
}

/// Says where a sequence failed.
struct Place {
	seed: u64,
	number: u64,
	step: u64,
	doing: String,
}

impl Place {
	fn goes_on(&mut self, doing: String) {
		self.step += 1;
		self.doing = doing;
	}
}

impl Drop for Place {
	fn drop(&mut self) {
		if thread::panicking() {
			let Self {
				seed,
				number,
				step,
				doing,
			} = self;
			eprintln!("seed {seed}, sequence {number}, step {step}: {doing}");
			eprintln!("again: ESEAL_PROPERTY_SEED={seed} ESEAL_PROPERTY_SEQUENCE={number}");
		}
	}
}

/// Runs one sequence on a fresh chain.
fn sequence(seed: u64, number: u64) -> Tally {
	let mut place = Place {
		seed,
		number,
		step: 0,
		doing: "genesis".into(),
	};
	let mut rng = ChaCha8Rng::seed_from_u64(seed);
	rng.set_stream(number);
	let mut tally = Tally::default();
	chain().execute_with(|| {
		let mut model = Model::new(now(), height());
		let mut compared = Compared::default();
		let mut actions = Actions::new(Motif::of(number));
		compared.check(&model);
		while tally.calls() < CALLS_IN_SEQUENCE || actions.has_plans() {
			let changed = match actions.next(&mut rng, &model) {
				Step::Call(caller, call) => {
					place.goes_on(format!("{caller:?} calls {call:?}"));
					let outcome = step(&mut model, &caller, &call);
					tally.count(&call, outcome);
					tally.count_each(&model.of_many);
					tally.count_alarms(&model.alarms);
					outcome.is_ok()
				}
				Step::Send(from, call) => {
					place.goes_on(format!("{from} sends {call:?}"));
					sending::make_room(&mut model);
					let sent = sending::send(&mut model, &from, &call);
					tally.note(&sent);
					match sent {
						Sent::Included(outcome) => {
							tally.count(&call, outcome);
							tally.count_each(&model.of_many);
							tally.count_alarms(&model.alarms);
							true
						}
						Sent::Refused(_) => false,
					}
				}
				Step::Burst(from, call, most) => {
					place.goes_on(format!("{from} sends {call:?}, {most} times"));
					burst(&mut model, &from, &call, most, &mut tally);
					true
				}
				Step::Ahead(from, call) => {
					place.goes_on(format!("{from} signs {call:?} ahead"));
					for answer in sending::ask_ahead(&model, &from, &call) {
						tally.answered(answer);
					}
					false
				}
				Step::Keys(validator) => {
					place.goes_on(format!("{validator} sets session keys"));
					set_keys(&mut model, validator)
				}
				Step::Block(after) => {
					place.goes_on(format!("a block, {after} ms later"));
					block(&mut model, after);
					true
				}
			};
			if changed {
				compared.check(&model);
			}
		}
		place.goes_on("the end".into());
		catch_up(&mut model);
		compared.check(&model);
		compared.check_all(&model);
	});
	tally
}

/// Makes a call on the chain and in the model, and compares what they say.
fn step(model: &mut Model, caller: &Caller, call: &RuntimeCall) -> Result<(), DispatchError> {
	let origin = match caller {
		Caller::Root => RuntimeOrigin::root(),
		Caller::Motion { yes, of } => pallet_collective::RawOrigin::<_, CouncilInstance>::Members(*yes, *of).into(),
		Caller::None => RuntimeOrigin::none(),
		Caller::Account(account) => RuntimeOrigin::signed(account.clone()),
		Caller::Officers { .. } => unreachable!("nobody calls as two"),
	};
	send(model, caller);
	let verdict = model.call(caller, call);
	let before = verdict.is_err().then(stored);
	let events = System::event_count();
	let outcome = dispatch(origin, call.clone());
	agree(&verdict, &outcome);
	agree_on_events(model, events);
	if let Some(before) = before {
		assert!(before == stored(), "a refused call changed the state");
	}
	outcome
}

/// The chain does what the rules say: a refused call breaks the rule that it is refused for.
fn agree(verdict: &Verdict, outcome: &Result<(), DispatchError>) {
	match (verdict, outcome) {
		(Ok(()), Ok(())) => {}
		(Err(broken), Err(error)) if broken.contains(error) => {}
		_ => panic!("the rules say {verdict:?}, the chain {outcome:?}"),
	}
}

/// The alarms that the last call gave are those of the rules, as the events say that came after the first `before`; and each use
/// that it sent with others is recorded, or refused for a rule that it breaks: one event for each, in the order of the call.
fn agree_on_events(model: &Model, before: u32) {
	let mut alarms = Vec::new();
	let mut announced = Vec::new();
	for record in System::read_events_no_consensus().skip(before as usize) {
		if let RuntimeEvent::UsageLog(event) = record.event {
			match alarm(&event) {
				Some(alarm) => alarms.push(alarm),
				None => announced.push(event),
			}
		}
	}
	assert_eq!(alarms, model.alarms, "alarms");
	if model.of_many.is_empty() {
		return;
	}
	assert_eq!(announced.len(), model.of_many.len(), "{announced:?}");
	for (place, ((of, verdict), event)) in (0u32..).zip(model.of_many.iter().zip(&announced)) {
		let agreed = match (verdict, event) {
			(Ok(()), LogEvent::UseRecorded { seal, .. }) => seal == of,
			(Err(broken), LogEvent::UseRefused { position, seal, error }) => {
				*position == place && seal == of && broken.contains(error)
			}
			_ => false,
		};
		assert!(agreed, "use {place}: the rules say {verdict:?}, the chain {event:?}");
	}
}

/// The alarm that an event is, if it is one.
fn alarm(event: &LogEvent) -> Option<Alarm> {
	match event {
		LogEvent::QuotaNearlyUsed {
			grant,
			seal,
			operator,
			used,
			quota,
		} => {
			let of = pallet_usage_log::Grants::<Runtime>::get(grant).expect("there is such a grant");
			assert_eq!((of.seal, &of.operator, of.quota), (*seal, operator, *quota));
			Some(Alarm::Quota {
				grant: grant.0,
				used: (*used).into(),
			})
		}
		LogEvent::BurstOfUses {
			seal,
			day,
			uses,
			busiest,
		} => Some(Alarm::Burst {
			seal: seal.0,
			day: (*day).into(),
			uses: *uses,
			busiest: *busiest,
		}),
		_ => None,
	}
}

/// An account sends a call again and again, until it is refused twice, or so many times.
fn burst(model: &mut Model, from: &AccountId, call: &RuntimeCall, most: u32, tally: &mut Tally) {
	let mut refused = 0;
	for _ in 0..most {
		sending::make_room(model);
		let sent = sending::send(model, from, call);
		tally.note(&sent);
		refused += u32::from(matches!(sent, Sent::Refused(_)));
		if refused == 2 {
			return;
		}
	}
}

/// An extrinsic counts, whatever becomes of its call.
fn send(model: &mut Model, caller: &Caller) {
	if model.send(caller) {
		if let Caller::Account(account) = caller {
			System::inc_account_nonce(account);
		}
	}
}

/// A validator sets its session keys, if it may. Returns whether it did.
fn set_keys(model: &mut Model, validator: AccountId) -> bool {
	let may = model.may_change_keys(&validator);
	assert_eq!(Agencies::may_change_keys(&validator), may, "keys of {validator}");
	if !may {
		return false;
	}
	let call = keys::set_keys(&validator);
	let caller = Caller::Account(validator.clone());
	send(model, &caller);
	model.set_session_keys(&validator);
	assert_eq!(dispatch(RuntimeOrigin::signed(validator.clone()), call), Ok(()));
	Agencies::note_key_change(&validator);
	true
}

/// Closes the block, in which the chain may end overdue grants and let old records leave, and opens the next.
fn block(model: &mut Model, after: u64) {
	close_block();
	for grant in 0..model.grants.len() {
		if model.is_overdue(grant) {
			let stored = pallet_usage_log::Grants::<Runtime>::get(eseal_primitives::GrantId(grant as u64))
				.expect("a grant stays on record");
			if stored.ended.is_some() {
				model.expire(grant);
			}
		}
	}
	for seal in 0..model.seals.len() {
		let start = pallet_usage_log::LogStarts::<Runtime>::get(eseal_primitives::SealId(seal as u64));
		model.leave(seal, start.records as usize);
	}
	open_block(after.max(crate::SLOT_DURATION));
	model.now = now();
	model.open_block(height());
	check_authorities(model);
}

/// Gives the chain as many blocks as it needs to end every overdue grant: 64 days or grants in each.
fn catch_up(model: &mut Model) {
	let days = model.now.since(GENESIS_TIME) / DAY;
	for _ in 0..(days + (model.grants.len() + model.seals.len()) as u64) / 64 + 2 {
		block(model, 0);
	}
	let overdue: Vec<_> = (0..model.grants.len())
		.filter(|grant| model.is_overdue(*grant))
		.collect();
	assert_eq!(overdue, Vec::<usize>::new(), "overdue grants are never ended");
	// Blocks are few here, so one has time for all of them, but for their weight.
	let stay = |model: &Model| {
		let logs = model.seals.iter().map(|seal| &seal.records[seal.left..]);
		logs.flatten().filter(|record| model.is_over(record)).count()
	};
	for _ in 0..16 {
		if stay(model) > 0 {
			block(model, 0);
		}
	}
	assert_eq!(stay(model), 0, "old records never leave");
}
