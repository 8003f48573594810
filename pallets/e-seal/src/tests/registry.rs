//! What other pallets learn of e-seals.

use super::*;
use crate::{Obstacle, SealFacts, SealRegistry};

#[test]
fn the_facts_follow_the_seal() {
	run(|| {
		assert_eq!(ESeal::facts(SealId(0), now()), None);
		let id = applied();
		let facts = |live, obstacle| {
			Some(SealFacts {
				owner: OWNER,
				key: SealPair::sr25519(1).key(),
				live,
				obstacle,
			})
		};
		assert_eq!(ESeal::facts(id, now()), facts(false, Some(Obstacle::NotIssued)));
		assert_ok!(ESeal::approve(dr(), id));
		assert_eq!(ESeal::facts(id, now()), facts(true, None));
		assert_eq!(ESeal::facts(id, now() - 1), facts(true, Some(Obstacle::NotYetValid)));
		assert_eq!(ESeal::facts(id, now() + YEAR), facts(true, Some(Obstacle::Expired)));
		assert_ok!(ESeal::revoke(owner(), id, RevocationReason::CourtOrder, now()));
		assert_eq!(ESeal::facts(id, now()), facts(false, Some(Obstacle::Revoked)));
	});
}

#[test]
fn the_facts_name_the_owner_of_now() {
	run(|| {
		let id = issued();
		assert_ok!(ESeal::change_owner(ms(), text(USCC), NEW_OWNER));
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
			assert_eq!((facts.live, facts.obstacle), (true, Some(Obstacle::OnHold(hold))));
		});
	}
}
