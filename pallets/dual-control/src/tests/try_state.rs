//! Each attack on the storage is found.

use super::*;
use sp_runtime::TryRuntimeError;

/// A change of the storage, and what is found of it.
type Attack = (fn(ActId), &'static str);

#[test]
fn try_state_finds_what_must_not_be() {
	let attacks: [Attack; 9] = [
		(|id| Prepared::<Test>::remove(id), "an act waits that was not prepared"),
		(|_| Waiting::<Test>::remove(MS), "a prepared act does not wait"),
		(
			|_| {
				let slots = Waiting::<Test>::take(MS);
				Waiting::<Test>::insert(PS, slots);
			},
			"an act waits for another seat, officer or end than it was prepared for",
		),
		(
			|id| {
				Prepared::<Test>::mutate(id, |act| {
					if let Some(act) = act {
						act.maker = account(9);
					}
				});
			},
			"an act waits for another seat, officer or end than it was prepared for",
		),
		(
			|id| {
				Prepared::<Test>::mutate(id, |act| {
					if let Some(act) = act {
						act.digest = H256::zero();
					}
				});
			},
			"an act is not what its digest says",
		),
		(
			|id| {
				Prepared::<Test>::mutate(id, |act| {
					if let Some(act) = act {
						act.act = Act::RestrictEnterprise;
					}
				});
			},
			"an act is not what its digest says",
		),
		(
			|_| NextActId::<Test>::kill(),
			"an act has a number that was not given yet",
		),
		(
			|id| {
				Waiting::<Test>::mutate(MS, |slots| {
					let slot = Slot {
						id,
						maker: officer(MS),
						until: soon(),
					};
					slots.try_push(slot).unwrap();
				});
			},
			"a seat's acts are not in order, or one waits twice",
		),
		(
			|_| TwoOfficers::<Test>::insert(PS, Act::RestrictEnterprise, ()),
			"a seat decided on an act that is not its to decide on",
		),
	];
	for (attack, found) in attacks {
		new_test_ext().execute_with(|| {
			registered();
			let id = prepared(ms(), deregister());
			check();
			attack(id);
			assert_eq!(DualControl::do_try_state(), Err(TryRuntimeError::Other(found)));
		});
	}
}
