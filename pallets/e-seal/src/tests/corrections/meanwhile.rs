//! Corrections and what else became of the enterprise meanwhile: no correction is a way around a freeze, or keeps a key in use that
//! must be replaced.

use super::*;

const FREEZE: Hold = Hold::Freeze;
const ROTATION: Hold = Hold::KeyRotationDue;

/// The e-seal's revocation is reversed.
fn reverse(id: SealId) {
	let waiting = proposed(reversal(id));
	assert_ok!(agree(ms(), waiting));
	settle();
}

fn deregister() {
	assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
	settle();
}

/// The deregistration of [`USCC`] that this record has is reversed.
fn restore(entry: u32) {
	let waiting = proposed(of_deregistration(USCC, entry));
	assert_ok!(agree(dr(), waiting));
	settle();
}

fn freeze(order: DocumentDigest, until: Moment) {
	assert_ok!(outcome(ESeal::freeze(ps(), text(USCC), order, until)));
	settle();
}

fn unfreeze() {
	assert_ok!(decide::unfreeze(ps()));
	settle();
}

fn revoke(id: SealId) {
	assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
	settle();
}

fn term(id: SealId, hold: Hold) -> Option<Term> {
	seal(id).terms.get(&hold).copied()
}

fn usable(id: SealId) -> bool {
	ESeal::api_seal(id).unwrap().usable
}

/// Data Resources and another agency together do not bring a frozen enterprise a usable e-seal.
#[test]
fn a_freeze_since_the_revocation_holds_the_e_seal() {
	run(|| {
		let id = revoked();
		let until = now() + 10 * DAY;
		freeze(ORDER, until);
		assert_eq!(holds(id), []);
		pass(DAY);
		reverse(id);
		assert_eq!((seal(id).status, holds(id)), (SealStatus::Active, vec![FREEZE]));
		assert_eq!(term(id, FREEZE), Some(Term::Until(until)));
		let placed = Change::HoldPlaced {
			hold: FREEZE,
			order: Some(ORDER),
			term: Some(Term::Until(until)),
		};
		assert_eq!(last_entry(id), entry(id, placed, agencies(DR, MS)));
		assert!(!usable(id));
		pass(10 * DAY);
		assert!(usable(id));
	});
}

#[test]
fn a_freeze_from_before_the_revocation_goes_on() {
	run(|| {
		let id = issued();
		freeze(ORDER, now() + 10 * DAY);
		revoke(id);
		let before = seal(id);
		reverse(id);
		assert_eq!(
			(holds(id), term(id, FREEZE)),
			(vec![FREEZE], before.terms.get(&FREEZE).copied())
		);
		// The reversal is all that is recorded.
		assert_eq!(seal(id).history_len, before.history_len + 1);
		assert!(!usable(id));
	});
}

/// Renewed since: it holds until the later end.
#[test]
fn a_freeze_that_was_renewed_since_holds_until_its_new_end() {
	run(|| {
		let id = issued();
		freeze(ORDER, now() + 10 * DAY);
		revoke(id);
		let until = now() + 20 * DAY;
		freeze(sha256(7), until);
		reverse(id);
		assert_eq!(term(id, FREEZE), Some(Term::Until(until)));
		pass(15 * DAY);
		assert!(!usable(id));
		pass(5 * DAY);
		assert!(usable(id));
	});
}

#[test]
fn a_freeze_that_was_lifted_since_is_gone() {
	run(|| {
		let id = issued();
		freeze(ORDER, now() + 10 * DAY);
		revoke(id);
		unfreeze();
		assert_eq!(holds(id), [FREEZE]);
		reverse(id);
		assert_eq!((holds(id), term(id, FREEZE)), (vec![], None));
		assert!(usable(id));
	});
}

/// Another freeze came and ended: the e-seal has no end of one that the enterprise does not have.
#[test]
fn a_freeze_that_was_lifted_and_followed_by_one_that_ended_is_gone() {
	run(|| {
		let id = issued();
		freeze(ORDER, now() + 30 * DAY);
		revoke(id);
		unfreeze();
		freeze(sha256(7), now() + DAY);
		pass(2 * DAY);
		reverse(id);
		assert_eq!(holds(id), []);
		assert!(usable(id));
	});
}

/// A correction needs no thaw: what was never so does not wait for the end of a case.
#[test]
fn a_loss_is_reversed_under_a_freeze_which_keeps_its_end() {
	run(|| {
		let id = issued();
		let until = now() + 10 * DAY;
		place(Hold::PhysicalSealLost, id);
		freeze(ORDER, until);
		let waiting = proposed(of_report(CODE, 0));
		assert_ok!(agree(dr(), waiting));
		assert_eq!((holds(id), term(id, FREEZE)), (vec![FREEZE], Some(Term::Until(until))));
	});
}

/// Whoever acted for the enterprise before may have the key that is back.
#[test]
fn an_owner_who_came_since_the_revocation_must_replace_the_key() {
	run(|| {
		let id = revoked();
		let rotate_by = now() + MaxRotation::get();
		assert_ok!(decide::change_owner(NEW_OWNER));
		settle();
		assert_eq!(holds(id), []);
		pass(DAY);
		reverse(id);
		assert_eq!(
			(holds(id), term(id, ROTATION)),
			(vec![ROTATION], Some(Term::From(rotate_by)))
		);
		assert!(usable(id));
		pass(MaxRotation::get());
		assert!(!usable(id));
	});
}

/// A correction that comes late gives no more time.
#[test]
fn a_key_that_had_to_be_replaced_by_now_is_on_hold_at_once() {
	run(|| {
		let id = revoked();
		assert_ok!(decide::change_owner(NEW_OWNER));
		pass(MaxRotation::get());
		reverse(id);
		assert!(!usable(id));
		// Nor does another change of owner.
		assert_ok!(decide::change_owner(STRANGER));
		assert!(!usable(id));
	});
}

/// Before the revocation and after it: the earlier moment counts.
#[test]
fn the_first_change_of_owner_says_by_when_the_key_is_replaced() {
	run(|| {
		let id = issued();
		let rotate_by = now() + MaxRotation::get();
		assert_ok!(decide::change_owner(NEW_OWNER));
		revoke(id);
		pass(DAY);
		assert_ok!(decide::change_owner(STRANGER));
		reverse(id);
		assert_eq!(term(id, ROTATION), Some(Term::From(rotate_by)));
	});
}

/// A use takes two secrets. While the e-seal was revoked, its key barred nobody.
#[test]
fn an_offer_to_who_has_the_key_is_not_accepted_once_the_e_seal_is_back() {
	run(|| {
		filed();
		let application = Application::new(1);
		let id = application.issued();
		revoke(id);
		let with_key = application.pair.accounts().remove(0);
		let (until, rotate_by) = (now() + DAY, now() + 2 * DAY);
		assert_ok!(ESeal::offer_ownership(
			ms(),
			text(USCC),
			with_key.clone(),
			until,
			rotate_by
		));
		reverse(id);
		assert_noop!(
			ESeal::accept_ownership(by(with_key), text(USCC), rotate_by),
			Error::<Test>::OwnerHasSealKey
		);
	});
}

/// A deregistration ends an offer. Its reversal brings back the owner that the enterprise had, and nobody's claim to it.
#[test]
fn an_offer_does_not_come_back_with_the_enterprise() {
	run(|| {
		let id = issued();
		let (until, rotate_by) = (now() + 10 * DAY, now() + 20 * DAY);
		let offer = || ESeal::offer_ownership(ms(), text(USCC), STRANGER, until, rotate_by);
		assert_ok!(offer());
		deregister();
		assert_eq!((providers(&OWNER), providers(&STRANGER)), (0, 0));
		restore(1);
		assert_eq!((providers(&OWNER), providers(&STRANGER)), (1, 0));
		assert_eq!(enterprise(USCC).owner, OWNER);
		let accept = || outcome(ESeal::accept_ownership(by(STRANGER), text(USCC), rotate_by));
		assert_noop!(accept(), Error::<Test>::NotOffered);
		assert_ok!(offer());
		assert_ok!(accept());
		assert_eq!(holds(id), [ROTATION]);
	});
}

/// Public Security's freeze is not ended by Market Supervision's mistake.
#[test]
fn a_freeze_outlives_the_deregistration_and_its_reversal() {
	run(|| {
		let id = issued();
		let until = now() + 10 * DAY;
		freeze(ORDER, until);
		deregister();
		pass(DAY);
		restore(1);
		assert_eq!((holds(id), term(id, FREEZE)), (vec![FREEZE], Some(Term::Until(until))));
		assert!(!usable(id));
		assert_noop!(Application::new(2).send(), Error::<Test>::EnterpriseIsFrozen);
	});
}

/// What is recorded after a deregistration does not hide it, and what is lifted meanwhile holds nothing.
#[test]
fn a_freeze_that_was_lifted_while_it_was_deregistered_is_gone() {
	run(|| {
		let id = issued();
		freeze(ORDER, now() + 10 * DAY);
		deregister();
		unfreeze();
		assert_eq!(records(USCC).len(), 3);
		assert_noop!(propose(of_deregistration(USCC, 2)), Error::<Test>::NotCorrectable);
		restore(1);
		assert_eq!(enterprise(USCC).status, EnterpriseStatus::Active);
		assert_eq!(holds(id), []);
		assert!(usable(id));
	});
}
