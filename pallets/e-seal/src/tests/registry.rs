//! What other pallets learn of e-seals.

use super::*;
use crate::{Obstacle, SealFacts, SealRegistry};

#[test]
fn the_facts_follow_the_seal() {
	run(|| {
		assert_eq!(ESeal::facts(SealId(0), now()), None);
		let id = applied();
		let facts = |live, obstacle: Option<Obstacle>, history_len| {
			Some(SealFacts {
				uscc: uscc(USCC),
				owner: OWNER,
				liquidator: None,
				key: SealPair::sr25519(1).key(),
				live,
				obstacles: obstacle.into_iter().collect(),
				history_len,
			})
		};
		assert_eq!(ESeal::facts(id, now()), facts(false, Some(Obstacle::NotIssued), 1));
		assert_ok!(decide::approve(dr(), id));
		assert_eq!(ESeal::facts(id, now()), facts(true, None, 2));
		assert_eq!(
			ESeal::facts(id, now() - 1),
			facts(false, Some(Obstacle::NotYetValid), 2)
		);
		assert_eq!(ESeal::facts(id, now() + YEAR), facts(true, Some(Obstacle::Expired), 2));
		assert_ok!(decide::revoke(owner(), id, RevocationReason::CessationOfUse, None));
		assert_eq!(ESeal::facts(id, now()), facts(false, Some(Obstacle::Revoked), 3));
	});
}

#[test]
fn the_facts_name_the_owner_of_now() {
	run(|| {
		let id = issued();
		assert_ok!(decide::change_owner(NEW_OWNER));
		assert_eq!(ESeal::facts(id, now()).map(|facts| facts.owner), Some(NEW_OWNER));
	});
}

#[test]
fn every_hold_is_an_obstacle() {
	for hold in ALL_HOLDS {
		run(|| {
			let id = issued();
			place(hold, id);
			let facts = ESeal::facts(id, now()).unwrap();
			assert_eq!((facts.live, facts.obstacles), (true, vec![Obstacle::OnHold(hold)]));
		});
	}
}

#[test]
fn the_state_after_each_entry_stays_as_it_was() {
	run(|| {
		let id = issued();
		assert_ok!(decide::suspend(owner(), id));
		assert_ok!(decide::resume(owner(), id));
		assert_ok!(decide::freeze(ps(), sha256(1)));
		let end = Term::Until(now() + MaxFreeze::get());
		let state = |status, holds: &[Hold]| {
			let mut state = SealState {
				status,
				..Default::default()
			};
			for hold in holds {
				state.place_for(*hold, (*hold == Hold::Freeze).then_some(end));
			}
			Some(state)
		};
		let active = SealStatus::Active;
		let expected = [
			None,
			state(SealStatus::Applied, &[]),
			state(active, &[]),
			state(active, &[Hold::OwnerSuspension]),
			state(active, &[]),
			state(active, &[Hold::Freeze]),
			None,
		];
		for (entries, expected) in (0u32..).zip(expected) {
			assert_eq!(ESeal::state_after(id, entries), expected, "{entries}");
		}
		assert_eq!(ESeal::state_after(id, u32::MAX), None);
		assert_eq!(ESeal::state_after(SealId(id.0 + 1), 1), None);
	});
}
