//! Holds: each placed and lifted by its own authority, several at once.

use super::*;

/// The calls that lift a hold, by the authority that makes them, and the hold that is each one's own.
type Lift = (Hold, fn(SealId) -> DispatchResult);

const LIFTS: [Lift; 4] = [
	(Hold::OwnerSuspension, |id| decide::resume(owner(), id)),
	(Hold::PlatformSuspension, |id| decide::resume(dr(), id)),
	(Hold::Freeze, |_| decide::unfreeze(ps())),
	(Hold::EnterpriseRestricted, |_| {
		outcome(ESeal::lift_restriction(ms(), text(USCC)))
	}),
];

#[test]
fn a_hold_is_lifted_by_its_own_authority_only() {
	for hold in ALL_HOLDS {
		run(|| {
			let id = issued();
			place(hold, id);
			for (own, lift) in LIFTS {
				if own == hold {
					continue;
				}
				let error = match own {
					Hold::EnterpriseRestricted => Error::<Test>::EnterpriseNotRestricted,
					Hold::Freeze => Error::<Test>::EnterpriseNotFrozen,
					_ => Error::<Test>::HoldNotPlaced,
				};
				assert_noop!(lift(id), error);
			}
			assert_eq!(holds(id), [hold]);
			for (_, lift) in LIFTS.into_iter().filter(|(own, _)| *own == hold) {
				assert_ok!(lift(id));
				assert_eq!(holds(id), []);
				let error = match hold {
					Hold::EnterpriseRestricted => Error::<Test>::EnterpriseNotRestricted,
					Hold::Freeze => Error::<Test>::EnterpriseNotFrozen,
					_ => Error::<Test>::HoldNotPlaced,
				};
				assert_noop!(lift(id), error);
			}
		});
	}
}

#[test]
fn all_holds_stand_at_once_and_lifting_one_lifts_no_other() {
	run(|| {
		let id = issued();
		for hold in ALL_HOLDS {
			place(hold, id);
		}
		assert_eq!(holds(id), ALL_HOLDS);
		for (own, lift) in LIFTS {
			let before = seal(id);
			assert_ok!(lift(id));
			let rest: Vec<_> = before.holds.iter().copied().filter(|hold| *hold != own).collect();
			assert_eq!(holds(id), rest);
			assert_eq!(seal(id).status, SealStatus::Active);
			assert_eq!(last_entry(id).change, Change::HoldLifted { hold: own });
		}
		assert_eq!(holds(id), [Hold::PhysicalSealLost, Hold::EnterpriseRenamed]);
		assert_dissolved(&[]);
	});
}

#[test]
fn what_was_lifted_may_be_placed_again() {
	run(|| {
		let id = issued();
		for (hold, lift) in LIFTS {
			for _ in 0..2 {
				place(hold, id);
				assert_ok!(lift(id));
			}
		}
		assert_eq!(holds(id), []);
		assert_eq!(entries(id).len(), 2 + 2 * 2 * LIFTS.len());
	});
}
