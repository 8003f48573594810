//! How the agencies govern: motions, seats, validators, and what follows from them block by block.

use super::{
	env::*,
	origins::{equivocation, full_name, set_keys, two_votes},
};
use crate::{
	AccountId, Agencies, ChangePeriod, CouncilInstance, Executive, Grandpa, MaxOpenMotions, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeOrigin, Session, SessionHistory, SessionPeriod, System, UncheckedExtrinsic,
};
use codec::Encode;
use frame_support::dispatch::GetDispatchInfo;
use pallet_agencies::{Error, Event, Seat, Seats, Validators, MAX_VALIDATORS};
use sp_core::{ed25519, sr25519, Pair};
use sp_runtime::{
	traits::{BlakeTwo256, Get, Hash as _},
	transaction_validity::{InvalidTransaction, TransactionSource},
	DispatchError, DispatchResult,
};

type AgenciesCall = pallet_agencies::Call<Runtime>;
type CouncilCall = pallet_collective::Call<Runtime, CouncilInstance>;
type CouncilError = pallet_collective::Error<Runtime, CouncilInstance>;

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

/// Makes a call by the account of a key pair.
fn by(who: &sr25519::Pair, call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::signed(account_of(who)), call.into())
}

fn as_root(call: impl Into<RuntimeCall>) -> RuntimeCall {
	let call = Box::new(call.into());
	AgenciesCall::dispatch_as_root { call }.into()
}

/// What a call that the filter stops fails with.
fn filtered() -> DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

fn propose(proposal: &RuntimeCall, threshold: u32) -> RuntimeCall {
	CouncilCall::propose {
		threshold,
		length_bound: proposal.encoded_size() as u32,
		proposal: Box::new(proposal.clone()),
	}
	.into()
}

/// Proposes a call as root by the first of `votes`, has all of them vote, and closes the motion.
fn vote_on(call: impl Into<RuntimeCall>, threshold: u32, votes: &[(&sr25519::Pair, bool)]) -> DispatchResult {
	let proposal = as_root(call);
	let index = pallet_collective::ProposalCount::<Runtime, CouncilInstance>::get();
	by(votes[0].0, propose(&proposal, threshold))?;
	decide(&proposal, index, votes)
}

/// Has all of `votes` cast on an open motion, and closes it.
fn decide(proposal: &RuntimeCall, index: u32, votes: &[(&sr25519::Pair, bool)]) -> DispatchResult {
	let proposal_hash = BlakeTwo256::hash_of(proposal);
	let length_bound = proposal.encoded_size() as u32;
	let proposal_weight_bound = proposal.get_dispatch_info().call_weight;
	for (seat, approve) in votes {
		by(
			seat,
			CouncilCall::vote {
				proposal: proposal_hash,
				index,
				approve: *approve,
			},
		)?;
	}
	by(
		votes[0].0,
		CouncilCall::close {
			proposal_hash,
			index,
			proposal_weight_bound,
			length_bound,
		},
	)?;
	let executed = events().into_iter().rev().find_map(|event| match event {
		RuntimeEvent::Council(pallet_collective::Event::Executed {
			proposal_hash: of,
			result,
		}) if of == proposal_hash => Some(result),
		_ => None,
	});
	executed.expect("a motion that passes is carried out")
}

/// A motion of Market Supervision and Public Security.
fn by_motion(call: impl Into<RuntimeCall>) -> DispatchResult {
	vote_on(call, 2, &[(&governor(MS), true), (&governor(PS), true)])
}

/// The events of the open block.
fn events() -> Vec<RuntimeEvent> {
	System::events().into_iter().map(|record| record.event).collect()
}

fn has(event: Event<Runtime>) -> bool {
	events().contains(&event.into())
}

/// Goes on until so many sessions have begun.
fn sessions(count: u32) {
	let target = Session::current_index() + count;
	while Session::current_index() < target {
		next_block(0);
	}
}

fn validators_now() -> Vec<AccountId> {
	Session::validators()
}

/// GRANDPA's set id, as the chain counts it.
fn set_id() -> u64 {
	Grandpa::current_set_id()
}

/// Keys of a validator by a number, set with the proof that they are its own.
fn sets_keys(who: &sr25519::Pair, number: u8) -> DispatchResult {
	let mut aura = sr25519::Pair::from_seed(&[number; 32]);
	let mut grandpa = ed25519::Pair::from_seed(&[number; 32]);
	dispatch(
		RuntimeOrigin::signed(account_of(who)),
		set_keys(&account_of(who), &mut aura, &mut grandpa),
	)
}

fn register(seat: Seat, validator: &sr25519::Pair) -> DispatchResult {
	let validator = account_of(validator);
	by(&governor(seat), AgenciesCall::register_validator { validator })
}

fn retire(seat: Seat, validator: &sr25519::Pair) -> DispatchResult {
	let validator = account_of(validator);
	by(&governor(seat), AgenciesCall::retire_validator { validator })
}

// --- Motions ---

#[test]
fn two_of_three_seats_have_roots_power() {
	run(|| {
		let (ms, ps) = (governor(MS), governor(PS));
		let witness = account_of(&pair("Witness"));
		let call = AgenciesCall::add_seat {
			seat: Seat::Witness,
			account: witness.clone(),
		};
		assert_eq!(vote_on(call, 2, &[(&ms, true), (&ps, true)]), Ok(()));
		assert!(has(Event::SeatAdded {
			seat: Seat::Witness,
			account: witness,
		}));
	});
}

#[test]
fn one_seat_alone_has_no_power_over_the_others() {
	run(|| {
		let ms = governor(MS);
		let call = || AgenciesCall::remove_seat { seat: PS };
		// With a threshold of one the proposal is carried out at once, as what it is: the will of one.
		let proposal = as_root(call());
		let length_bound = proposal.encoded_size() as u32;
		let propose = CouncilCall::propose {
			threshold: 1,
			proposal: Box::new(proposal.clone()),
			length_bound,
		};
		assert_eq!(by(&ms, propose), Ok(()));
		assert!(Seats::<Runtime>::contains_key(PS));
		// Nor does the one vote for it that it has, nor waiting until the motion ends.
		let propose = CouncilCall::propose {
			threshold: 2,
			proposal: Box::new(proposal.clone()),
			length_bound,
		};
		assert_eq!(by(&ms, propose), Ok(()));
		let proposal_hash = BlakeTwo256::hash_of(&proposal);
		let index = pallet_collective::ProposalCount::<Runtime, CouncilInstance>::get() - 1;
		let vote = |approve| CouncilCall::vote {
			proposal: proposal_hash,
			index,
			approve,
		};
		let close = || CouncilCall::close {
			proposal_hash,
			index,
			proposal_weight_bound: proposal.get_dispatch_info().call_weight,
			length_bound,
		};
		assert_eq!(by(&ms, vote(true)), Ok(()));
		assert_eq!(by(&ms, vote(true)), Err(CouncilError::DuplicateVote.into()));
		assert_eq!(by(&ms, close()), Err(CouncilError::TooEarly.into()));
		System::set_block_number(height() + crate::MotionDuration::get());
		assert_eq!(by(&ms, close()), Ok(()));
		assert!(Seats::<Runtime>::contains_key(PS), "silence is no consent");
		// Nor a call of its own.
		assert_eq!(by(&ms, call()), Err(DispatchError::BadOrigin));
		assert_eq!(by(&ms, as_root(call())), Err(DispatchError::BadOrigin));
		let execute = CouncilCall::execute {
			proposal: Box::new(as_root(call())),
			length_bound,
		};
		assert_eq!(by(&ms, execute), Ok(()));
		assert!(Seats::<Runtime>::contains_key(PS));
	});
}

#[test]
fn with_four_seats_two_are_not_enough() {
	run(|| {
		let witness = pair("Witness");
		let (ms, ps) = (governor(MS), governor(PS));
		// A motion from the time when two were enough.
		let early = as_root(AgenciesCall::remove_seat { seat: DR });
		assert_eq!(by(&ms, propose(&early, 2)), Ok(()));
		let add = AgenciesCall::add_seat {
			seat: Seat::Witness,
			account: account_of(&witness),
		};
		assert_eq!(by_motion(add), Ok(()));
		assert_eq!(
			decide(&early, 0, &[(&ms, true), (&ps, true)]),
			Err(DispatchError::BadOrigin)
		);
		assert!(Seats::<Runtime>::contains_key(DR));

		let two = [(&ms, true), (&ps, true)];
		let change = || frame_system::Call::<Runtime>::set_heap_pages { pages: 64 };
		assert_eq!(vote_on(change(), 2, &two), Err(filtered()));
		assert_eq!(vote_on(change(), 3, &two), Err(CouncilError::TooEarly.into()));
		let three = [(&ms, true), (&ps, true), (&witness, true)];
		let remove = AgenciesCall::remove_seat { seat: DR };
		assert_eq!(vote_on(remove, 3, &three), Ok(()));
		assert!(!Seats::<Runtime>::contains_key(DR));
	});
}

#[test]
fn officers_owners_and_strangers_have_no_vote() {
	run(|| {
		for who in [officer(MS), validator(PS), pair("Stranger")] {
			let proposal = as_root(AgenciesCall::remove_seat { seat: DR });
			let propose = CouncilCall::propose {
				threshold: 2,
				length_bound: proposal.encoded_size() as u32,
				proposal: Box::new(proposal),
			};
			assert_eq!(by(&who, propose), Err(CouncilError::NotMember.into()));
		}
	});
}

#[test]
fn a_motion_within_a_motion_is_refused() {
	run(|| {
		let inner = AgenciesCall::remove_seat { seat: DR };
		assert_eq!(by_motion(as_root(inner)), Err(DispatchError::BadOrigin));
		assert!(Seats::<Runtime>::contains_key(DR));
	});
}

#[test]
fn what_fails_in_a_motion_changes_nothing() {
	run(|| {
		let before = validators_now();
		let call = AgenciesCall::add_seat {
			seat: MS,
			account: account_of(&pair("Usurper")),
		};
		assert_eq!(by_motion(call), Err(Error::<Runtime>::SeatHeld.into()));
		assert_eq!(validators_now(), before);
	});
}

#[test]
fn a_replaced_governing_account_votes_no_more_and_its_open_votes_are_forgotten() {
	run(|| {
		let (ms, ps, merged) = (governor(MS), governor(PS), pair("Merged"));
		// Market Supervision votes for the end of Data Resources, as Public Security proposed; its key turns out to be stolen.
		let proposal = as_root(AgenciesCall::remove_seat { seat: DR });
		let proposal_hash = BlakeTwo256::hash_of(&proposal);
		let length_bound = proposal.encoded_size() as u32;
		let propose = CouncilCall::propose {
			threshold: 2,
			proposal: Box::new(proposal),
			length_bound,
		};
		assert_eq!(by(&ps, propose), Ok(()));
		let vote = |index| CouncilCall::vote {
			proposal: proposal_hash,
			index,
			approve: true,
		};
		assert_eq!(by(&ms, vote(0)), Ok(()));
		let replace = AgenciesCall::replace_seat_account {
			seat: MS,
			account: account_of(&merged),
		};
		assert_eq!(vote_on(replace, 2, &[(&ps, true), (&governor(DR), true)]), Ok(()));
		// Another seat votes for it; with the forgotten vote that would be enough.
		let vote_of_ps = vote(0);
		assert_eq!(by(&ps, vote_of_ps), Ok(()));
		let close = CouncilCall::close {
			proposal_hash,
			index: 0,
			proposal_weight_bound: crate::MaxProposalWeight::get(),
			length_bound,
		};
		assert_eq!(by(&ps, close), Err(CouncilError::TooEarly.into()));
		assert_eq!(by(&ms, vote(0)), Err(CouncilError::NotMember.into()));
		assert_eq!(System::providers(&account_of(&ms)), 0);
		assert_eq!(System::providers(&account_of(&merged)), 1);
		// The new account does what the old one did.
		let add = AgenciesCall::add_officer {
			officer: account_of(&pair("New officer")),
		};
		assert_eq!(by(&ms, add.clone()), Err(Error::<Runtime>::NotSeatAccount.into()));
		assert_eq!(by(&merged, add), Ok(()));
	});
}

// --- Seats ---

#[test]
fn a_removed_seat_leaves_no_role_behind() {
	run(|| {
		let second = pair("Second");
		assert_eq!(register(DR, &second), Ok(()));
		assert_eq!(sets_keys(&second, 9), Ok(()));
		let everyone = [governor(DR), officer(DR), validator(DR), second];
		assert_eq!(by_motion(AgenciesCall::remove_seat { seat: DR }), Ok(()));
		for who in &everyone {
			assert!(
				!System::account_exists(&account_of(who)),
				"an account outlives its role"
			);
		}
		assert_eq!(pallet_agencies::OfficerCount::<Runtime>::get(DR), 0);
		sessions(2);
		assert_eq!(validators_now(), [MS, PS].map(|seat| account_of(&validator(seat))));
		assert_eq!(set_id(), 1);
		// The seat can be filled again, by accounts that are new or old.
		let add = AgenciesCall::add_seat {
			seat: DR,
			account: account_of(&governor(DR)),
		};
		assert_eq!(by_motion(add), Ok(()));
	});
}

#[test]
fn two_seats_are_held_at_least() {
	run(|| {
		assert_eq!(by_motion(AgenciesCall::remove_seat { seat: DR }), Ok(()));
		let refusal = Err(Error::<Runtime>::TooFewSeats.into());
		assert_eq!(by_motion(AgenciesCall::remove_seat { seat: PS }), refusal);
		assert_eq!(
			by_motion(AgenciesCall::remove_seat { seat: DR }),
			Err(Error::<Runtime>::SeatVacant.into())
		);
	});
}

#[test]
fn an_account_with_a_duty_cannot_govern_a_seat_too() {
	run(|| {
		for taken in [governor(MS), officer(PS), validator(DR)] {
			let account = account_of(&taken);
			let seat = Seat::Witness;
			let refusal = Err(Error::<Runtime>::AccountHasOtherDuty.into());
			assert_eq!(
				by_motion(AgenciesCall::add_seat {
					seat,
					account: account.clone()
				}),
				refusal
			);
			assert_eq!(
				by_motion(AgenciesCall::replace_seat_account { seat: DR, account }),
				refusal
			);
		}
		let account = account_of(&pair("Witness"));
		assert_eq!(
			by_motion(AgenciesCall::replace_seat_account {
				seat: Seat::Witness,
				account
			}),
			Err(Error::<Runtime>::SeatVacant.into())
		);
	});
}

#[test]
fn a_witness_validates_after_its_keys_are_set() {
	run(|| {
		let (witness, dave) = (pair("Witness"), validator(Seat::Witness));
		let add = AgenciesCall::add_seat {
			seat: Seat::Witness,
			account: account_of(&witness),
		};
		assert_eq!(by_motion(add), Ok(()));
		sessions(2);
		assert_eq!(
			(validators_now().len(), set_id()),
			(3, 0),
			"a seat without validators changes nothing"
		);

		let validator = account_of(&dave);
		assert_eq!(by(&witness, AgenciesCall::register_validator { validator }), Ok(()));
		sessions(2);
		assert_eq!(
			(validators_now().len(), set_id()),
			(3, 0),
			"nor does a validator without keys"
		);

		assert_eq!(sets_keys(&dave, 4), Ok(()));
		sessions(1);
		assert_eq!(validators_now().len(), 3);
		sessions(1);
		assert_eq!(validators_now()[3], account_of(&dave));
		next_block(0);
		assert_eq!(Grandpa::grandpa_authorities().len(), 4);
		assert_eq!(set_id(), 1);
		sessions(3);
		assert_eq!(set_id(), 1, "nothing changed since");
	});
}

// --- One voice for each seat ---

/// A seat registers a validator, which sets keys of its own.
fn adds_validator(seat: Seat, who: &sr25519::Pair, number: u8) {
	assert_eq!(register(seat, who), Ok(()));
	assert_eq!(sets_keys(who, number), Ok(()));
}

/// How many voters GRANDPA has, how many of them it takes, and whose they are.
fn voters() -> (usize, usize, Vec<Seat>) {
	// A change takes hold at the end of the block.
	next_block(0);
	let count = Grandpa::grandpa_authorities().len();
	let seats = validators_now()
		.iter()
		.map(|who| Validators::<Runtime>::get(who).expect("nobody is retired"))
		.collect();
	assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), count);
	(count, count - (count - 1) / 3, seats)
}

#[test]
fn a_seat_that_registers_more_validators_alone_gets_no_more_votes() {
	run(|| {
		for number in 1..=3u8 {
			adds_validator(MS, &pair(&format!("Extra{number}")), number);
		}
		sessions(3);
		assert_eq!(voters(), (3, 3, Seat::AGENCIES.to_vec()));
		assert_eq!(set_id(), 0, "no hand-off either");
	});
}

#[test]
fn all_seats_with_two_validators_each_have_six_votes() {
	run(|| {
		for (number, seat) in (1..).zip(Seat::AGENCIES) {
			sessions(3);
			assert_eq!(voters(), (3, 3, Seat::AGENCIES.to_vec()), "before seat {number}");
			adds_validator(seat, &pair(&format!("Second{number}")), number);
		}
		sessions(2);
		let twice = Seat::AGENCIES.into_iter().flat_map(|seat| [seat, seat]);
		assert_eq!(voters(), (6, 5, twice.collect()));
		assert_eq!(set_id(), 1, "from three to six in one hand-off");
		// One seat withdraws its second.
		assert_eq!(retire(PS, &pair("Second2")), Ok(()));
		sessions(2);
		assert_eq!(voters(), (3, 3, Seat::AGENCIES.to_vec()));
	});
}

#[test]
fn a_seat_without_session_keys_takes_no_votes_from_the_others() {
	run(|| {
		for (number, seat) in [(2, PS), (3, DR)] {
			adds_validator(seat, &pair(&format!("Second{number}")), number);
		}
		let new = pair("New");
		let replace = AgenciesCall::replace_validator {
			validator: account_of(&validator(MS)),
			successor: account_of(&new),
		};
		assert_eq!(by(&governor(MS), replace), Ok(()));
		sessions(2);
		assert_eq!(voters(), (2, 2, vec![PS, DR]), "two of four voters are one seat's");
		assert_eq!(sets_keys(&new, 1), Ok(()));
		sessions(2);
		assert_eq!(voters(), (3, 3, Seat::AGENCIES.to_vec()));
	});
}

#[test]
fn a_fourth_seat_counts_like_the_others() {
	run(|| {
		let witness = pair("Witness");
		for (number, seat) in (1..).zip(Seat::AGENCIES) {
			adds_validator(seat, &pair(&format!("Second{number}")), number);
		}
		let add = AgenciesCall::add_seat {
			seat: Seat::Witness,
			account: account_of(&witness),
		};
		assert_eq!(by_motion(add), Ok(()));
		sessions(2);
		let twice = |seats: &[Seat]| seats.iter().flat_map(|seat| [*seat, *seat]).collect::<Vec<_>>();
		assert_eq!(voters(), (6, 5, twice(&Seat::AGENCIES)));
		for (number, with_it) in [(11, Seat::ALL.to_vec()), (12, twice(&Seat::ALL))] {
			let node = pair(&format!("Witness{number}"));
			let validator = account_of(&node);
			assert_eq!(by(&witness, AgenciesCall::register_validator { validator }), Ok(()));
			assert_eq!(sets_keys(&node, number), Ok(()));
			sessions(2);
			let count = with_it.len();
			assert_eq!(voters(), (count, count - (count - 1) / 3, with_it));
		}
		assert_eq!(voters().1, 6, "any three of the four seats are enough");
	});
}

#[test]
fn the_genesis_too_gives_every_seat_one_voice() {
	run(|| {
		let initial = <Agencies as pallet_session::SessionManager<AccountId>>::new_session_genesis(0);
		assert_eq!(initial, Some(validators_now()));
		adds_validator(MS, &pair("Second"), 1);
		let initial = <Agencies as pallet_session::SessionManager<AccountId>>::new_session_genesis(0);
		assert_eq!(initial, Some(validators_now()));
	});
}

// --- Open motions ---

fn open_motions() -> usize {
	pallet_collective::Proposals::<Runtime, CouncilInstance>::get().len()
}

/// Has a seat propose motions until it may not.
fn floods(seat: &sr25519::Pair, tag: u8) {
	let junk = |n: u8| as_root(frame_system::Call::<Runtime>::remark { remark: vec![tag, n] });
	for n in 0..u8::try_from(MaxOpenMotions::get()).expect("a few") {
		assert_eq!(by(seat, propose(&junk(n), 2)), Ok(()));
	}
	assert_eq!(
		by(seat, propose(&junk(u8::MAX), 2)),
		Err(Error::<Runtime>::TooManyMotions.into())
	);
}

#[test]
fn no_seat_crowds_out_the_motion_that_removes_it() {
	run(|| {
		floods(&governor(MS), 1);
		// Nor do two of them together keep the third from proposing.
		floods(&governor(PS), 2);
		assert_eq!(open_motions(), 2 * MaxOpenMotions::get() as usize);
		let removal = AgenciesCall::remove_seat { seat: MS };
		let votes = [(&governor(DR), true), (&governor(PS), true)];
		assert_eq!(vote_on(removal, 2, &votes), Ok(()));
		assert_eq!(
			open_motions(),
			MaxOpenMotions::get() as usize,
			"its motions went with it"
		);
		// It comes back with the same power and no more.
		let back = AgenciesCall::add_seat {
			seat: MS,
			account: account_of(&pair("Back")),
		};
		assert_eq!(vote_on(back, 2, &votes), Ok(()));
		floods(&pair("Back"), 3);
	});
}

#[test]
fn the_council_has_room_for_all_that_the_seats_may_propose() {
	let room: u32 = <Runtime as pallet_collective::Config<CouncilInstance>>::MaxProposals::get();
	let wanted: u32 = pallet_agencies::MaxMotions::<Runtime>::get();
	assert_eq!(room, wanted);
	run(|| {
		let witness = pair("Witness");
		let add = AgenciesCall::add_seat {
			seat: Seat::Witness,
			account: account_of(&witness),
		};
		assert_eq!(by_motion(add), Ok(()));
		for (tag, seat) in (0..).zip([&governor(MS), &governor(PS), &governor(DR), &witness]) {
			for n in 0..u8::try_from(MaxOpenMotions::get()).expect("a few") {
				let call = as_root(frame_system::Call::<Runtime>::remark { remark: vec![tag, n] });
				assert_eq!(by(seat, propose(&call, 3)), Ok(()));
			}
		}
		assert_eq!(open_motions(), 20);
	});
}

/// A seat proposes its own removal, in a way that never passes, so that nobody else can propose it.
#[test]
fn nobody_occupies_a_motion_with_a_threshold_out_of_reach() {
	run(|| {
		let (ms, ps, dr) = (governor(MS), governor(PS), governor(DR));
		let removal = as_root(AgenciesCall::remove_seat { seat: MS });
		for threshold in [3, 4, u32::MAX] {
			assert_eq!(by(&ms, propose(&removal, threshold)), Err(filtered()));
		}
		// What it can propose is what the others vote for.
		assert_eq!(by(&ms, propose(&removal, 2)), Ok(()));
		assert_eq!(
			by(&ps, propose(&removal, 2)),
			Err(CouncilError::DuplicateProposal.into())
		);
		assert_eq!(decide(&removal, 0, &[(&ps, true), (&dr, true)]), Ok(()));
		assert!(!Seats::<Runtime>::contains_key(MS));
		assert_eq!(open_motions(), 0);
	});
}

#[test]
fn what_a_motion_weighs_is_told_and_enough_to_close_it() {
	run(|| {
		let (ms, ps) = (governor(MS), governor(PS));
		let removal = as_root(AgenciesCall::remove_seat { seat: DR });
		let proposal_hash = BlakeTwo256::hash_of(&removal);
		assert_eq!(Agencies::motion(proposal_hash), None);
		assert_eq!(by(&ms, propose(&removal, 2)), Ok(()));
		let motion = Agencies::motion(proposal_hash).expect("it is open");
		assert_eq!((motion.seat, &motion.proposer), (MS, &account_of(&ms)));
		for seat in [&ms, &ps] {
			let vote = CouncilCall::vote {
				proposal: proposal_hash,
				index: 0,
				approve: true,
			};
			assert_eq!(by(seat, vote), Ok(()));
		}
		let close = |proposal_weight_bound, length_bound| {
			let close = CouncilCall::close {
				proposal_hash,
				index: 0,
				proposal_weight_bound,
				length_bound,
			};
			by(&ms, close)
		};
		let less = motion
			.weight
			.saturating_sub(frame_support::weights::Weight::from_parts(1, 0));
		assert_eq!(
			close(less, motion.length),
			Err(CouncilError::WrongProposalWeight.into())
		);
		assert_eq!(
			close(motion.weight, motion.length - 1),
			Err(CouncilError::WrongProposalLength.into())
		);
		assert_eq!(close(motion.weight, motion.length), Ok(()));
		assert!(!Seats::<Runtime>::contains_key(DR));
		assert_eq!(Agencies::motion(proposal_hash), None);
	});
}

// --- How often validators and their keys change ---

#[test]
fn a_seat_cannot_make_a_hand_off_each_session() {
	run(|| {
		assert_eq!(ChangePeriod::get(), 43_200, "a day of blocks of two seconds");
		let mut last = validator(MS);
		let mut replaced = 0;
		for number in 0..20u8 {
			let next = pair(&format!("Next{number}"));
			let replace = AgenciesCall::replace_validator {
				validator: account_of(&last),
				successor: account_of(&next),
			};
			match by(&governor(MS), replace) {
				Ok(()) => {
					assert_eq!(sets_keys(&next, number), Ok(()));
					last = next;
					replaced += 1;
				}
				refusal => assert_eq!(refusal, Err(Error::<Runtime>::TooManyRegistrations.into())),
			}
			sessions(1);
		}
		assert_eq!(replaced, MAX_VALIDATORS);
		sessions(2);
		assert_eq!(set_id(), u64::from(MAX_VALIDATORS));
		let more = AgenciesCall::allow_registrations { seat: MS };
		assert_eq!(by_motion(more), Ok(()));
		assert!(has(Event::RegistrationsAllowed { seat: MS }));
		assert_eq!(register(MS, &pair("More")), Ok(()));
	});
}

#[test]
fn a_motion_allows_a_validator_to_change_its_keys_again() {
	run(|| {
		let who = account_of(&validator(PS));
		assert!(Agencies::may_change_keys(&who));
		assert_eq!(sets_keys(&validator(PS), 1), Ok(()));
		Agencies::note_key_change(&who);
		assert!(!Agencies::may_change_keys(&who));
		let allow = AgenciesCall::allow_key_change { validator: who.clone() };
		assert_eq!(
			by(&governor(PS), allow.clone()),
			Err(DispatchError::BadOrigin),
			"not by its own seat"
		);
		assert_eq!(by_motion(allow), Ok(()));
		assert!(has(Event::KeyChangeAllowed {
			seat: PS,
			validator: who.clone(),
		}));
		assert!(Agencies::may_change_keys(&who));
		Agencies::note_key_change(&who);
		System::set_block_number(height() + ChangePeriod::get() - 1);
		assert!(!Agencies::may_change_keys(&who));
		System::set_block_number(height() + 1);
		assert!(Agencies::may_change_keys(&who), "a day has passed");
	});
}

// --- Validators ---

#[test]
fn a_validator_moves_to_another_machine_without_a_gap() {
	run(|| {
		let (old, new) = (validator(MS), pair("Alice on new hardware"));
		assert_eq!(register(MS, &new), Ok(()));
		assert_eq!(sets_keys(&new, 1), Ok(()));
		sessions(2);
		assert_eq!(
			(validators_now(), set_id()),
			(Seat::AGENCIES.map(|seat| account_of(&validator(seat))).to_vec(), 0),
			"the new one stands by"
		);
		assert_eq!(retire(MS, &old), Ok(()));
		assert!(has(Event::ValidatorRetired {
			seat: MS,
			validator: account_of(&old),
		}));
		sessions(1);
		assert!(
			validators_now().contains(&account_of(&old)),
			"it takes part until the set changes"
		);
		sessions(1);
		assert!(!validators_now().contains(&account_of(&old)));
		assert_eq!(validators_now()[0], account_of(&new));
		assert_eq!(set_id(), 1, "there was one hand-off");
	});
}

#[test]
fn a_retired_validator_is_dismissed_with_its_keys() {
	run(|| {
		let second = pair("Second");
		assert_eq!(register(PS, &second), Ok(()));
		assert_eq!(sets_keys(&second, 5), Ok(()));
		assert_eq!(retire(PS, &second), Ok(()));
		assert!(!System::account_exists(&account_of(&second)));
		assert!(!pallet_session::NextKeys::<Runtime>::contains_key(account_of(&second)));
		// Its keys are free, and it is nobody's validator.
		let refusal = pallet_session::Error::<Runtime>::NoAssociatedValidatorId.into();
		assert_eq!(sets_keys(&second, 5), Err(refusal));
		let third = pair("Third");
		assert_eq!(register(PS, &third), Ok(()));
		assert_eq!(sets_keys(&third, 5), Ok(()));
	});
}

#[test]
fn a_seat_cannot_touch_anothers_validators() {
	run(|| {
		let refusal = Err(Error::<Runtime>::NotValidatorOfSeat.into());
		assert_eq!(retire(MS, &validator(PS)), refusal);
		let replace = AgenciesCall::replace_validator {
			validator: account_of(&validator(PS)),
			successor: account_of(&pair("New")),
		};
		assert_eq!(by(&governor(MS), replace), refusal);
		assert_eq!(Validators::<Runtime>::get(account_of(&validator(PS))), Some(PS));
	});
}

#[test]
fn a_seat_keeps_one_validator_and_has_four_at_most() {
	run(|| {
		assert_eq!(retire(MS, &validator(MS)), Err(Error::<Runtime>::LastValidator.into()));
		for number in 0..3 {
			assert_eq!(register(MS, &pair(&format!("More{number}"))), Ok(()));
		}
		assert_eq!(
			register(MS, &pair("Fifth")),
			Err(Error::<Runtime>::TooManyValidators.into())
		);
		let duty = Err(Error::<Runtime>::AccountHasOtherDuty.into());
		for taken in [validator(MS), officer(PS), governor(DR)] {
			assert_eq!(register(PS, &taken), duty);
		}
		// Even the last one, and with all places taken, can be replaced.
		for (seat, old, new) in [(MS, pair("More2"), pair("Fifth")), (DR, validator(DR), pair("Spare"))] {
			let replace = AgenciesCall::replace_validator {
				validator: account_of(&old),
				successor: account_of(&new),
			};
			assert_eq!(by(&governor(seat), replace), Ok(()));
			assert!(!System::account_exists(&account_of(&old)));
			assert_eq!(System::providers(&account_of(&new)), 1);
		}
	});
}

#[test]
fn the_chain_never_loses_its_last_authority() {
	run(|| {
		// Every validator is replaced by one that has no keys yet.
		let replace = |seat: Seat| {
			let call = AgenciesCall::replace_validator {
				validator: account_of(&validator(seat)),
				successor: account_of(&pair(&format!("New{seat:?}"))),
			};
			by(&governor(seat), call)
		};
		assert_eq!(replace(MS), Ok(()));
		assert_eq!(replace(PS), Ok(()));
		let refusal = Error::<Runtime>::LastAuthority.into();
		assert_eq!(replace(DR), Err(refusal));
		sessions(3);
		assert_eq!(validators_now(), [account_of(&validator(DR))]);
		assert_eq!(sets_keys(&pair("NewMarketSupervision"), 1), Ok(()));
		assert_eq!(replace(DR), Ok(()));
		sessions(2);
		assert_eq!(validators_now(), [account_of(&pair("NewMarketSupervision"))]);
	});
}

#[test]
fn no_validator_drops_its_keys_by_itself() {
	run(|| {
		for seat in Seat::AGENCIES {
			let refusal = frame_system::Error::<Runtime>::CallFiltered.into();
			assert_eq!(
				by(&validator(seat), pallet_session::Call::<Runtime>::purge_keys {}),
				Err(refusal)
			);
		}
		sessions(2);
		assert_eq!(validators_now().len(), 3);
	});
}

#[test]
fn keys_come_with_the_proof_that_they_are_the_validators_own() {
	run(|| {
		let alice = validator(MS);
		let (mut aura, mut grandpa) = (pair("Fresh"), ed25519::Pair::from_seed(&[3; 32]));
		// A proof for somebody else.
		let call = set_keys(&account_of(&validator(PS)), &mut aura, &mut grandpa);
		let refusal = pallet_session::Error::<Runtime>::InvalidProof.into();
		assert_eq!(dispatch(RuntimeOrigin::signed(account_of(&alice)), call), Err(refusal));
		// Keys that another validator has.
		assert_eq!(sets_keys(&alice, 7), Ok(()));
		let refusal = pallet_session::Error::<Runtime>::DuplicatedKey.into();
		assert_eq!(sets_keys(&validator(PS), 7), Err(refusal));
	});
}

// --- Sessions ---

#[test]
fn who_validated_is_remembered_for_a_week_of_sessions_and_no_longer() {
	run(|| {
		pallet_agencies::SessionLength::<Runtime>::put(1);
		let stored = || pallet_session::historical::HistoricalSessions::<Runtime>::iter().count();
		for _ in 0..SessionHistory::get() + 20 {
			next_block(0);
		}
		let most = SessionHistory::get() as usize + 3;
		assert!(stored() <= most, "{} sessions are remembered", stored());
		assert!(stored() >= SessionHistory::get() as usize);
	});
}

#[test]
fn sessions_last_ten_minutes_unless_the_genesis_says_otherwise() {
	run(|| {
		assert_eq!(SessionPeriod::get(), 10);
		pallet_agencies::SessionLength::<Runtime>::kill();
		assert_eq!(SessionPeriod::get(), 300);
	});
}

// --- Pausing ---

#[test]
fn a_motion_pauses_a_call_and_resumes_it() {
	run(|| {
		let register = || pallet_e_seal::Call::<Runtime>::register_enterprise {
			uscc: raw("91330100799655058B"),
			name: raw("杭州某某有限公司"),
			owner: account_of(&pair("Owner")),
			check: eseal_primitives::UsccCheck::Enforced,
		};
		let name = full_name("ESeal", "register_enterprise");
		let pause = pallet_tx_pause::Call::<Runtime>::pause {
			full_name: name.clone(),
		};
		assert_eq!(by_motion(pause), Ok(()));
		let refusal = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(by(&officer(MS), register()), Err(refusal));
		// Another call goes on.
		let add = AgenciesCall::add_officer {
			officer: account_of(&pair("New")),
		};
		assert_eq!(by(&governor(MS), add), Ok(()));
		assert_eq!(
			by_motion(pallet_tx_pause::Call::<Runtime>::unpause { ident: name }),
			Ok(())
		);
		assert_eq!(by(&officer(MS), register()), Ok(()));
	});
}

#[test]
fn what_governs_the_chain_cannot_be_paused() {
	run(|| {
		for (pallet, call) in [
			("Council", "vote"),
			("Agencies", "dispatch_as_root"),
			("Session", "set_keys"),
			("Timestamp", "set"),
			("TxPause", "unpause"),
			("System", "apply_authorized_upgrade"),
		] {
			let pause = pallet_tx_pause::Call::<Runtime>::pause {
				full_name: full_name(pallet, call),
			};
			let refusal = pallet_tx_pause::Error::<Runtime>::Unpausable.into();
			assert_eq!(by_motion(pause), Err(refusal), "{pallet}.{call}");
		}
	});
}

// --- Misbehaviour ---

#[test]
fn an_equivocation_is_announced_with_its_seat_and_recorded_once() {
	run(|| {
		let (equivocation_proof, key_owner_proof) = equivocation();
		let report = pallet_grandpa::Call::<Runtime>::report_equivocation_unsigned {
			equivocation_proof: Box::new(equivocation_proof),
			key_owner_proof,
		};
		let extrinsic = UncheckedExtrinsic::new_bare(report.into());
		let validate = |source| Executive::validate_transaction(source, extrinsic.clone(), System::parent_hash());
		assert!(validate(TransactionSource::Local).is_ok());
		assert_eq!(
			validate(TransactionSource::External),
			Err(InvalidTransaction::Call.into()),
			"only a node's own report goes into its pool"
		);
		assert_eq!(Executive::apply_extrinsic(extrinsic.clone()), Ok(Ok(())));
		assert!(has(Event::EquivocationReported {
			seat: MS,
			validator: account_of(&validator(MS)),
			session: 0,
		}));
		assert_eq!(pallet_offences::Reports::<Runtime>::iter().count(), 1);
		assert_eq!(
			validate(TransactionSource::Local),
			Err(InvalidTransaction::Stale.into()),
			"a second report of the same is refused"
		);
		assert_eq!(validators_now().len(), 3, "nobody is put out by it");
	});
}

#[test]
fn honest_votes_are_no_equivocation() {
	run(|| {
		let (_, key_owner_proof) = equivocation();
		// The same evidence, said to be of another set.
		let proof = sp_consensus_grandpa::EquivocationProof::new(3, two_votes());
		let report = pallet_grandpa::Call::<Runtime>::report_equivocation {
			equivocation_proof: Box::new(proof),
			key_owner_proof,
		};
		let refusal = pallet_grandpa::Error::<Runtime>::InvalidEquivocationProof.into();
		assert_eq!(by(&officer(PS), report), Err(refusal));
		assert_eq!(pallet_offences::Reports::<Runtime>::iter().count(), 0);
	});
}

#[test]
fn an_equivocation_before_the_keys_were_rotated_is_still_proven() {
	run(|| {
		// The proof is made while the keys serve, and comes when others do.
		let (equivocation_proof, key_owner_proof) = equivocation();
		assert_eq!(sets_keys(&validator(MS), 8), Ok(()));
		sessions(3);
		let report = pallet_grandpa::Call::<Runtime>::report_equivocation {
			equivocation_proof: Box::new(equivocation_proof),
			key_owner_proof,
		};
		assert_eq!(by(&officer(PS), report), Ok(()));
		assert!(has(Event::EquivocationReported {
			seat: MS,
			validator: account_of(&validator(MS)),
			session: 0,
		}));
	});
}

// --- Finality that stalled ---

#[test]
fn two_agencies_vote_out_the_third_and_restart_finality() {
	run(|| {
		assert_eq!(by_motion(AgenciesCall::remove_seat { seat: DR }), Ok(()));
		sessions(1);
		// From here on the next session has two validators. What is noted now is signalled when it begins.
		let stalled = pallet_grandpa::Call::<Runtime>::note_stalled {
			delay: 2,
			best_finalized_block_number: 1,
		};
		assert_eq!(by_motion(stalled), Ok(()));
		sessions(1);
		let change = pallet_grandpa::PendingChange::<Runtime>::get().expect("a change is under way");
		assert_eq!(change.forced, Some(1));
		assert_eq!(change.next_authorities.len(), 2);
	});
}
