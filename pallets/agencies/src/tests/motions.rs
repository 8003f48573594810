use crate::{mock::*, Config, Error, MaxMotions, OpenMotions, Seat, SeatAccounts};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchResult, GetDispatchInfo},
	traits::Get,
	weights::Weight,
};
use pallet_collective::{Event as CouncilEvent, Instance1};
use sp_runtime::traits::{BlakeTwo256, Hash};

type Call = crate::Call<Test>;
type MotionHash = <Test as frame_system::Config>::Hash;
type Proposals = pallet_collective::Proposals<Test, Instance1>;

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

fn by(seat: Seat) -> RuntimeOrigin {
	let (account, _) = SeatAccounts::<Test>::iter().find(|(_, of)| *of == seat).unwrap();
	RuntimeOrigin::signed(account)
}

fn as_root(call: Call) -> RuntimeCall {
	Call::dispatch_as_root {
		call: Box::new(call.into()),
	}
	.into()
}

/// A call that `n` tells from others.
fn call(n: u8) -> RuntimeCall {
	frame_system::Call::remark { remark: vec![n] }.into()
}

fn propose(seat: Seat, call: RuntimeCall) -> DispatchResult {
	let length_bound = call.encoded_size() as u32;
	let proposed = Council::propose(by(seat), 2, Box::new(call), length_bound);
	proposed.map(drop).map_err(|failure| failure.error)
}

fn index_of(motion: MotionHash) -> u32 {
	let votes = pallet_collective::Voting::<Test, Instance1>::get(motion).unwrap();
	// The index comes first.
	codec::Decode::decode(&mut &votes.encode()[..]).unwrap()
}

/// Votes of these seats, and the end of the vote.
fn decide(call: &RuntimeCall, seats: [Seat; 2], approve: bool) {
	let motion = BlakeTwo256::hash_of(call);
	let index = index_of(motion);
	for seat in seats {
		assert_ok!(Council::vote(by(seat), motion, index, approve));
	}
	let weight = call.get_dispatch_info().call_weight;
	assert_ok!(Council::close(
		by(seats[0]),
		motion,
		index,
		weight,
		call.encoded_size() as u32
	));
}

fn open(call: &RuntimeCall) -> bool {
	Proposals::get().contains(&BlakeTwo256::hash_of(call))
}

fn limit() -> u8 {
	let limit: u32 = <Test as Config>::MaxOpenMotions::get();
	u8::try_from(limit).unwrap()
}

/// What the council announced of a motion, without votes.
fn announced(call: &RuntimeCall) -> Vec<CouncilEvent<Test, Instance1>> {
	let motion = BlakeTwo256::hash_of(call);
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Council(event) => Some(event),
			_ => None,
		})
		.filter(|event| match event {
			CouncilEvent::Approved { proposal_hash }
			| CouncilEvent::Disapproved { proposal_hash }
			| CouncilEvent::Executed { proposal_hash, .. } => *proposal_hash == motion,
			_ => false,
		})
		.collect()
}

#[test]
fn a_seat_has_so_many_open_motions_and_no_more() {
	run(|| {
		for n in 0..limit() {
			assert_ok!(propose(MS, call(n)));
		}
		assert_noop!(propose(MS, call(99)), Error::<Test>::TooManyMotions);
		// The others have room, all of them as much.
		for (seat, first) in [(PS, 100), (DR, 200)] {
			for n in 0..limit() {
				assert_ok!(propose(seat, call(first + n)));
			}
			assert_noop!(propose(seat, call(99)), Error::<Test>::TooManyMotions);
		}
		// So has a fourth seat, and with it the council is full.
		assert_ok!(Agencies::add_seat(RuntimeOrigin::root(), Seat::Witness, 40));
		for n in 0..limit() {
			assert_ok!(propose(Seat::Witness, call(50 + n)));
		}
		assert_eq!(Proposals::get().len() as u32, MaxMotions::<Test>::get());
	});
}

#[test]
fn a_motion_that_is_closed_makes_room_whatever_its_outcome() {
	run(|| {
		for round in 0..3 {
			for n in 0..limit() {
				assert_ok!(propose(MS, call(n)));
			}
			assert_noop!(propose(MS, call(99)), Error::<Test>::TooManyMotions);
			decide(&call(0), [PS, DR], round % 2 == 0);
			assert_ok!(propose(MS, call(99)));
			assert_noop!(propose(MS, call(98)), Error::<Test>::TooManyMotions);
			// The motion that root ends, too.
			for n in Proposals::get() {
				assert_ok!(Council::disapprove_proposal(RuntimeOrigin::root(), n));
			}
		}
		assert_eq!(pallet_collective::CostOf::<Test, Instance1>::iter().count(), 0);
		assert!(OpenMotions::<Test>::get().len() as u32 <= MaxMotions::<Test>::get());
	});
}

#[test]
fn a_closed_motion_that_another_seat_proposes_again_is_its_own() {
	run(|| {
		assert_ok!(propose(MS, call(1)));
		decide(&call(1), [PS, DR], false);
		assert_ok!(propose(PS, call(1)));
		assert_eq!(Agencies::motion(BlakeTwo256::hash_of(&call(1))).unwrap().seat, PS);
		// It does not count against the first one.
		for n in 2..2 + limit() {
			assert_ok!(propose(MS, call(n)));
		}
		// Nor does it go with the first one.
		assert_ok!(Agencies::remove_seat(RuntimeOrigin::root(), MS));
		assert_eq!(Proposals::get().to_vec(), [BlakeTwo256::hash_of(&call(1))]);
	});
}

#[test]
fn with_a_seat_go_its_open_motions_and_no_others() {
	run(|| {
		for (seat, n) in [(MS, 1), (DR, 2), (PS, 3), (DR, 4)] {
			assert_ok!(propose(seat, call(n)));
		}
		let removal = as_root(Call::remove_seat { seat: DR });
		assert_ok!(propose(MS, removal.clone()));
		decide(&removal, [MS, PS], true);
		assert!(open(&call(1)) && open(&call(3)));
		assert!(!open(&call(2)) && !open(&call(4)) && !open(&removal));
		let motion = BlakeTwo256::hash_of(&call(2));
		assert_eq!(
			announced(&call(2)),
			[CouncilEvent::Disapproved { proposal_hash: motion }]
		);
		assert_eq!(Agencies::motion(motion), None);
		// The seat that is filled again begins without any.
		assert_ok!(Agencies::add_seat(RuntimeOrigin::root(), DR, 77));
		for n in 0..limit() {
			assert_ok!(propose(DR, call(10 + n)));
		}
	});
}

#[test]
fn with_a_governing_account_go_the_motions_that_it_proposed() {
	run(|| {
		assert_ok!(propose(DR, call(1)));
		assert_ok!(propose(PS, call(2)));
		let replacement = as_root(Call::replace_seat_account { seat: DR, account: 77 });
		assert_ok!(propose(PS, replacement.clone()));
		decide(&replacement, [MS, PS], true);
		assert!(!open(&call(1)));
		assert!(open(&call(2)));
		for n in 0..limit() {
			assert_ok!(propose(DR, call(10 + n)));
		}
	});
}

#[test]
fn a_seats_motion_to_leave_is_carried_out_like_any_other() {
	run(|| {
		for leaving in [
			Call::remove_seat { seat: DR },
			Call::replace_seat_account { seat: PS, account: 77 },
		] {
			let seat = if matches!(leaving, Call::remove_seat { .. }) {
				DR
			} else {
				PS
			};
			let motion = as_root(leaving);
			assert_ok!(propose(seat, call(1)));
			assert_ok!(propose(seat, motion.clone()));
			let proposal_hash = BlakeTwo256::hash_of(&motion);
			decide(&motion, [MS, seat], true);
			assert_eq!(
				announced(&motion),
				[
					CouncilEvent::Approved { proposal_hash },
					CouncilEvent::Executed {
						proposal_hash,
						result: Ok(())
					}
				],
				"it is not disapproved while it is carried out"
			);
			assert!(Proposals::get().is_empty());
			Agencies::do_try_state().unwrap();
		}
	});
}

#[test]
fn a_removal_that_fails_ends_no_motion() {
	run(|| {
		assert_ok!(propose(DR, call(1)));
		let taken = as_root(Call::replace_seat_account { seat: DR, account: 10 });
		assert_ok!(propose(DR, taken.clone()));
		decide(&taken, [MS, PS], true);
		assert!(open(&call(1)));
		Agencies::do_try_state().unwrap();
	});
}

#[test]
fn an_open_motion_says_what_closing_it_takes() {
	run(|| {
		let removal = as_root(Call::remove_seat { seat: DR });
		let motion = BlakeTwo256::hash_of(&removal);
		assert_eq!(Agencies::motion(motion), None);
		assert_ok!(propose(PS, removal.clone()));
		let info = Agencies::motion(motion).unwrap();
		assert_eq!((info.seat, info.proposer), (PS, seat_account(PS)));
		assert_eq!(info.weight, removal.get_dispatch_info().call_weight);
		for seat in [MS, PS] {
			assert_ok!(Council::vote(by(seat), motion, 0, true));
		}
		let close = |weight, length| Council::close(by(MS), motion, 0, weight, length);
		let less = info.weight.saturating_sub(Weight::from_parts(1, 0));
		assert!(close(less, info.length).is_err());
		assert!(close(info.weight, info.length - 1).is_err());
		assert_ok!(close(info.weight, info.length));
		assert_eq!(Agencies::motion(motion), None);
	});
}

#[test]
fn more_than_half_of_the_seats_decide() {
	run(|| {
		assert_eq!(Agencies::majority(), 2);
		assert_ok!(Agencies::add_seat(RuntimeOrigin::root(), Seat::Witness, 40));
		assert_eq!(Agencies::majority(), 3);
		assert_ok!(Agencies::remove_seat(RuntimeOrigin::root(), MS));
		assert_ok!(Agencies::remove_seat(RuntimeOrigin::root(), PS));
		assert_eq!(Agencies::majority(), 2);
	});
}
