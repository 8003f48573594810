//! Corrections where a successor was approved ahead. Whatever is corrected, there are never two live e-seals, neither now nor at the
//! takeover.

use super::*;
use crate::{LossOf, RevokedWith};

/// When the successor takes over.
const AHEAD: u64 = 30 * DAY;

/// A live e-seal, and the one that takes over from it at the moment returned.
fn renewed() -> (SealId, SealId, Moment) {
	let old = issued();
	let (new, at) = renew(2);
	(old, new, at)
}

fn renew(n: u8) -> (SealId, Moment) {
	let at = now() + AHEAD;
	let application = Application {
		valid_from: at,
		valid_until: at + YEAR,
		..Application::new(n)
	};
	(application.issued(), at)
}

fn go_to(moment: Moment) {
	pass(moment.since(now()));
}

/// Data Resources revokes an e-seal from now on.
fn revoke(id: SealId) {
	assert_ok!(decide::revoke(dr(), id, RevocationReason::CourtOrder, now()));
	settle();
}

/// The revocation that is the last entry of an e-seal's history is reversed.
fn reverse(id: SealId) {
	let waiting = proposed(reversal(id));
	assert_ok!(agree(ms(), waiting));
	settle();
}

/// The deregistration of [`USCC`], its first record, and its reversal.
fn deregister_and_restore() {
	assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
	settle();
	let waiting = proposed(of_deregistration(USCC, 0));
	assert_ok!(agree(dr(), waiting));
	settle();
}

/// The e-seals that are live now.
fn live() -> Vec<SealId> {
	let ids = (0..NextSealId::<Test>::get().0).map(SealId);
	ids.filter(|id| seal(*id).is_live_at(now())).collect()
}

/// The predecessor would be live, and the successor take over from nobody.
#[test]
fn a_successor_that_waits_bars_the_reversal_of_its_predecessors_revocation() {
	run(|| {
		let (old, new, at) = renewed();
		revoke(old);
		assert_noop!(propose(reversal(old)), Error::<Test>::SuccessorIssued);
		go_to(at);
		assert_eq!(live(), [new]);
		assert_noop!(propose(reversal(old)), Error::<Test>::SuccessorIssued);
	});
}

/// As the error says: the successor is revoked first.
#[test]
fn without_the_successor_that_waited_the_predecessor_comes_back() {
	run(|| {
		let (old, new, at) = renewed();
		revoke(old);
		let entry = seal(old).history_len - 1;
		revoke(new);
		assert_eq!(live(), []);
		let waiting = proposed(of_entry(old, entry));
		assert_ok!(agree(ms(), waiting));
		assert_eq!((live(), seal(old).status), (vec![old], SealStatus::Active));
		assert_eq!(physical(CODE).paired, Some(old));
		go_to(at);
		assert_eq!(live(), [old]);
		// And it can be renewed as ever.
		let (third, next) = renew(3);
		go_to(next);
		assert_eq!((live(), seal(old).status), (vec![third], SealStatus::Superseded));
	});
}

/// Its predecessor goes on, and stays the one.
#[test]
fn a_successor_that_was_revoked_before_it_took_over_does_not_come_back() {
	run(|| {
		let (old, new, at) = renewed();
		revoke(new);
		assert_noop!(propose(reversal(new)), Error::<Test>::SuccessorIssued);
		go_to(at);
		assert_eq!(live(), [old]);
		assert_noop!(propose(reversal(new)), Error::<Test>::SuccessorIssued);
		revoke(old);
		assert_noop!(propose(reversal(new)), Error::<Test>::SuccessorIssued);
	});
}

/// A correction that waits when a successor is approved ahead is not made any more.
#[test]
fn a_successor_that_is_approved_meanwhile_bars_a_correction_that_waits() {
	run(|| {
		let old = issued();
		revoke(old);
		let first = proposed(reversal(old));
		assert_ok!(agree(ms(), first));
		let (_, at) = renew(2);
		revoke(old);
		assert_noop!(propose(reversal(old)), Error::<Test>::SuccessorIssued);
		go_to(at);
		assert_eq!(live().len(), 1);
	});
	run(|| {
		let old = issued();
		revoke(old);
		let waiting = proposed(reversal(old));
		// Nobody serves until then, so it is active at once, and its validity begins later.
		let (new, at) = renew(2);
		assert_noop!(agree(ms(), waiting), Error::<Test>::SuccessorIssued);
		go_to(at);
		assert_eq!(live(), [new]);
	});
}

#[test]
fn a_successor_that_took_over_comes_back_and_its_predecessor_does_not() {
	run(|| {
		let (old, new, at) = renewed();
		go_to(at + DAY);
		revoke(new);
		assert_eq!(live(), []);
		reverse(new);
		assert_eq!((live(), seal(old).status), (vec![new], SealStatus::Superseded));
	});
}

/// One that waited was not the enterprise's e-seal yet, as little as an application was.
#[test]
fn a_restored_enterprise_has_its_live_e_seal_and_not_the_one_that_waited() {
	run(|| {
		let (old, new, at) = renewed();
		let entry = seal(old).history_len;
		deregister_and_restore();
		let RegisterChange::Deregistered { revoked, .. } = records(USCC)[0].change else {
			unreachable!()
		};
		assert_eq!(revoked, Some(RevokedWith { seal: old, entry }));
		assert_eq!(live(), [old]);
		assert_eq!(
			(seal(old).status, seal(new).status),
			(SealStatus::Active, SealStatus::Revoked)
		);
		assert_eq!(physical(CODE).paired, Some(old));
		go_to(at);
		assert_eq!(live(), [old]);
		let by_deregistration = Error::<Test>::SuccessorIssued;
		assert_noop!(propose(reversal(new)), by_deregistration);
		let third = Application::new(3).issued();
		assert_eq!((live(), seal(third).supersedes), (vec![third], Some(old)));
	});
}

/// Between the revocation of the predecessor and the takeover.
#[test]
fn an_enterprise_without_a_live_e_seal_gets_none_by_its_restoration() {
	run(|| {
		let (old, new, at) = renewed();
		assert_ok!(decide::revoke(owner(), old, RevocationReason::KeyCompromised, None));
		deregister_and_restore();
		assert_eq!(live(), []);
		go_to(at);
		assert_eq!(live(), []);
		assert_eq!(
			(seal(old).status, seal(new).status),
			(SealStatus::Revoked, SealStatus::Revoked)
		);
	});
}

/// Both were put on hold by the report.
#[test]
fn a_reversed_loss_holds_neither_of_two() {
	run(|| {
		let (old, new, at) = renewed();
		place(Hold::PhysicalSealLost, old);
		assert_eq!(
			(holds(old), holds(new)),
			(vec![Hold::PhysicalSealLost], vec![Hold::PhysicalSealLost])
		);
		assert_eq!(LossOf::<Test>::iter_prefix(code(CODE)).count(), 2);
		let waiting = proposed(of_report(CODE, 0));
		assert_ok!(agree(dr(), waiting));
		assert_eq!(
			events()[0],
			Event::ReportReversed {
				code: code(CODE),
				uscc: uscc(USCC),
				correction: waiting.0,
				seals: vec![old, new],
			}
		);
		assert_eq!((holds(old), holds(new)), (vec![], vec![]));
		assert_eq!((seal(old).loss, seal(new).loss), (None, None));
		go_to(at);
		assert_eq!(live(), [new]);
		assert!(ESeal::api_seal(new).unwrap().usable);
	});
}
