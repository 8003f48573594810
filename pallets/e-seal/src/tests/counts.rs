//! How many e-seals there are, by status and holds. The invariants recount them after every test; here is what each change does.

use super::*;
use crate::{Counts, SealCounts};

fn counts() -> SealCounts {
	Counts::<Test>::get()
}

fn none() -> SealCounts {
	SealCounts::default()
}

#[test]
fn an_e_seal_counts_once_in_its_status() {
	let one_in = [
		(SealStatus::Applied, SealCounts { applied: 1, ..none() }),
		(SealStatus::Active, SealCounts { active: 1, ..none() }),
		(SealStatus::Revoked, SealCounts { revoked: 1, ..none() }),
		(SealStatus::Rejected, SealCounts { rejected: 1, ..none() }),
		(SealStatus::Withdrawn, SealCounts { withdrawn: 1, ..none() }),
	];
	for (status, expected) in one_in {
		run(|| {
			filed();
			assert_eq!(counts(), none());
			let id = Application::new(1).applied();
			bring_to(status, id);
			assert_eq!(counts(), expected, "{status:?}");
		});
	}
}

#[test]
fn the_first_hold_counts_and_the_last_one_lifted() {
	run(|| {
		let id = issued();
		let (active, on_hold) = (SealCounts { active: 1, ..none() }, SealCounts { on_hold: 1, ..none() });
		assert_eq!(counts(), active);
		for hold in [Hold::OwnerSuspension, Hold::Freeze, Hold::EnterpriseRestricted] {
			place(hold, id);
			assert_eq!(counts(), on_hold, "{hold:?}");
		}
		assert_ok!(decide::resume(owner(), id));
		assert_ok!(decide::unfreeze(ps()));
		assert_eq!(counts(), on_hold);
		assert_ok!(outcome(ESeal::lift_restriction(ms(), text(USCC))));
		assert_eq!(counts(), active);
	});
}

#[test]
fn each_kind_of_hold_counts() {
	for hold in ALL_HOLDS {
		run(|| {
			let id = issued();
			place(hold, id);
			assert_eq!(counts(), SealCounts { on_hold: 1, ..none() }, "{hold:?}");
		});
	}
}

/// Its holds stay on record, and the enterprise's freeze may be lifted then: it is revoked all the same.
#[test]
fn an_e_seal_that_was_revoked_on_hold_counts_as_revoked() {
	run(|| {
		let id = issued();
		place(Hold::Freeze, id);
		assert_ok!(decide::revoke(owner(), id, RevocationReason::CessationOfUse, None));
		assert_eq!(counts(), SealCounts { revoked: 1, ..none() });
		assert_ok!(decide::unfreeze(ps()));
		assert_eq!(counts(), SealCounts { revoked: 1, ..none() });
	});
}

#[test]
fn a_successor_and_a_deregistration_count_all_that_they_end() {
	run(|| {
		issued();
		assert_eq!(Application::new(2).issued(), SealId(1));
		let (active, revoked) = (1, 1);
		assert_eq!(
			counts(),
			SealCounts {
				active,
				revoked,
				..none()
			}
		);
		Application::new(3).applied();
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
		let (revoked, rejected) = (2, 1);
		assert_eq!(
			counts(),
			SealCounts {
				revoked,
				rejected,
				..none()
			}
		);
	});
}

#[test]
fn what_is_refused_counts_nothing() {
	run(|| {
		let id = issued();
		place(Hold::OwnerSuspension, id);
		let before = counts();
		assert_noop!(decide::suspend(owner(), id), Error::<Test>::HoldAlreadyPlaced);
		assert_noop!(decide::unfreeze(ps()), Error::<Test>::EnterpriseNotFrozen);
		assert_noop!(
			outcome(ESeal::withdraw(owner(), id)),
			Error::<Test>::ApplicationNotPending
		);
		assert_eq!(counts(), before);
	});
}

/// Nothing happens on the chain when a freeze ends.
#[test]
fn an_e_seal_whose_freeze_has_ended_counts_as_on_hold_until_the_hold_is_gone() {
	run(|| {
		let id = issued();
		place(Hold::Freeze, id);
		pass(MaxFreeze::get());
		assert_eq!(seal(id).obstacles(now()), []);
		assert_eq!(counts(), SealCounts { on_hold: 1, ..none() });
		// Another freeze, which is lifted.
		place(Hold::Freeze, id);
		assert_ok!(decide::unfreeze(ps()));
		assert_eq!(counts(), SealCounts { active: 1, ..none() });
	});
}

/// Nothing happens on the chain when a validity ends.
#[test]
fn an_e_seal_whose_validity_has_ended_counts_in_its_status() {
	run(|| {
		issued();
		pass(2 * YEAR);
		assert_eq!(counts(), SealCounts { active: 1, ..none() });
	});
}
