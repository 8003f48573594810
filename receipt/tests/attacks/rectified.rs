//! A registration that was voided because its code was wrong, and a physical seal that moved: what a receipt says of them, and that nobody
//! keeps it back.

use crate::*;
use eseal_primitives::{
	correction::Right, physical_seal::PhysicalSealStatus, register::RegisterSubject, seal::RevocationReason, Moment,
	SealCode, Uscc, UsccCheck,
};
use eseal_receipt::{storage, Language, Reason};

/// The enterprise's wrong code, which the e-seal has.
const WRONG: &str = "91330106MA2KXYA720";
/// The right one, and a third enterprise's.
const RIGHT: &str = "91330100799655058B";
const STRANGERS: &str = "91440300708461136T";
const LATER: u64 = USED_AT + 5_000;

fn uscc(text: &str) -> Uscc {
	Uscc::parse(text.as_bytes(), UsccCheck::Enforced).unwrap()
}

fn other_code() -> SealCode {
	SealCode::parse(b"3301000099999").unwrap()
}

fn void(world: &mut World) {
	world.void(uscc(RIGHT), LATER, USED_IN + 2);
}

/// Data Resources revoked the e-seal after the use.
fn revoke(world: &mut World) {
	world.revoke(
		RevocationReason::IssuedInError,
		USED_AT + 1_000,
		USED_AT + 1_000,
		USED_IN + 1,
	);
}

/// The proof of a case without what is right in place of a subject.
fn without(case: &mut Case, subject: RegisterSubject) {
	let key = storage::rectified(subject);
	let mut keys = case.keys.clone();
	keys.retain(|other| *other != key);
	assert_ne!(keys.len(), case.keys.len());
	*case.nodes() = case.state.prove(&keys);
}

/// Who expects the enterprise by its right code has it; who expects the wrong code, or nobody, learns what is known now.
#[test]
fn a_registration_that_was_voided() {
	let case = Case::with(void);
	open(&case, Subject::Enterprise, "registration-voided");
	assert_caught(
		&case.verify_by(uscc(WRONG)),
		Subject::Enterprise,
		"registration-voided",
		Indeterminate,
	);
	let verdict = case.verify_by(uscc(RIGHT));
	assert_valid(&verdict);
	let mut checks = verdict.checks.iter();
	let check = checks.find(|check| check.subject == Subject::Enterprise).unwrap();
	assert_eq!(check.reason.code(), "registration-voided");
	let english = check.reason.text(Language::English);
	assert!(english.contains(WRONG) && english.contains(RIGHT), "{english}");
	let verdict = case.verify_by(uscc(STRANGERS));
	assert_caught(&verdict, Subject::Enterprise, "another-enterprise", Invalid);
	// The record has it as it was then.
	assert_eq!(verdict.facts.unwrap().uscc, uscc(WRONG));
}

/// The e-seal's own record says that its registration was voided. What is right then must be proven.
#[test]
fn nobody_keeps_back_that_a_registration_was_voided() {
	let mut case = Case::with(void);
	without(&mut case, RegisterSubject::Enterprise(uscc(WRONG)));
	invalid(&case, Subject::State, "not-proven");
	// Nor is a physical seal right in place of an enterprise.
	let case = Case::with(|world| {
		void(world);
		let rectified = world.rectified.values_mut().next().unwrap();
		rectified.right = Right::PhysicalSeal {
			code: world.seal.code,
			uscc: uscc(RIGHT),
		};
	});
	invalid(&case, Subject::State, "item-malformed");
}

/// An e-seal that had ended before does not say it itself. Whoever makes a receipt tells it all the same.
#[test]
fn an_e_seal_that_had_ended_before() {
	let ended_before = |world: &mut World| {
		revoke(world);
		void(world);
	};
	let mut case = Case::with(ended_before);
	open(&case, Subject::Enterprise, "registration-voided");
	assert_valid(&case.verify_by(uscc(RIGHT)));
	without(&mut case, RegisterSubject::Enterprise(uscc(WRONG)));
	assert_valid(&case.verify());
}

/// Another enterprise's physical seal casts doubt on the use: one of the four facts that an e-seal rests on was none.
#[test]
fn a_physical_seal_that_was_another_enterprises() {
	let moves: [fn(&mut World); 2] = [
		|world| {
			revoke(world);
			world.move_physical(world.seal.code, uscc(STRANGERS), LATER);
		},
		|world| {
			revoke(world);
			world.move_physical(other_code(), uscc(STRANGERS), LATER);
		},
	];
	for moves in moves {
		let mut case = Case::with(moves);
		open(&case, Subject::Dispute, "physical-seal-of-another");
		let code = case.world.seal.code;
		without(&mut case, RegisterSubject::PhysicalSeal(code));
		invalid(&case, Subject::State, "not-proven");
	}
	// Both at once: it is the enterprise's own if it went to its right code, and nobody's business else.
	let both = |to: &'static str| {
		move |world: &mut World| {
			void(world);
			world.move_physical(world.seal.code, uscc(to), LATER);
		}
	};
	assert_valid(&Case::with(both(RIGHT)).verify_by(uscc(RIGHT)));
	let verdict = Case::with(both(STRANGERS)).verify_by(uscc(RIGHT));
	assert_caught(&verdict, Subject::Dispute, "physical-seal-of-another", Indeterminate);
}

/// The right code of the same physical seal: no doubt, and it is told.
#[test]
fn a_physical_seal_under_a_wrong_code() {
	let mut case = Case::with(|world| {
		revoke(world);
		world.move_physical(other_code(), world.seal.uscc, LATER);
	});
	let verdict = case.verify();
	assert_valid(&verdict);
	let mut codes = verdict.checks.iter().map(|check| check.reason.code());
	assert!(codes.any(|code| code == "physical-seal-moved"));
	let code = case.world.seal.code;
	without(&mut case, RegisterSubject::PhysicalSeal(code));
	invalid(&case, Subject::State, "not-proven");
	let case = Case::with(|world| {
		revoke(world);
		world.move_physical(other_code(), world.seal.uscc, LATER);
		let rectified = world.rectified.values_mut().next().unwrap();
		rectified.right = Right::Enterprise { uscc: uscc(RIGHT) };
	});
	invalid(&case, Subject::State, "item-malformed");
}

/// Two typing errors in a row: one step leads to the code that is right by now, and nobody else is expected.
#[test]
fn a_registration_that_was_voided_twice() {
	let case = Case::with(|world| {
		void(world);
		world.void(uscc(STRANGERS), LATER + 1, USED_IN + 3);
	});
	assert_valid(&case.verify_by(uscc(STRANGERS)));
	let verdict = case.verify_by(uscc(RIGHT));
	assert_caught(&verdict, Subject::Enterprise, "another-enterprise", Invalid);
}

/// First its code was wrong, then it turned out to be another enterprise's.
#[test]
fn a_physical_seal_that_moved_on() {
	let moved_on = |to: &'static str| {
		move |world: &mut World| {
			revoke(world);
			world.move_physical(other_code(), world.seal.uscc, LATER);
			world.move_physical(other_code(), uscc(to), LATER + 1);
		}
	};
	open(
		&Case::with(moved_on(STRANGERS)),
		Subject::Dispute,
		"physical-seal-of-another",
	);
	assert_valid(&Case::with(moved_on(WRONG)).verify());
}

/// A loss counts from the moment that the report names, under whichever code it was reported: a use from before is none of its business.
#[test]
fn a_loss_that_was_reported_under_the_right_code() {
	let lost_at = |since: u64| {
		Case::with(move |world| {
			revoke(world);
			world.move_physical(other_code(), world.seal.uscc, LATER);
			world.lose(since, LATER + 1, USED_IN + 3);
		})
	};
	for since in [USED_AT - DAY, USED_AT] {
		let case = lost_at(since);
		open(&case, Subject::Dispute, "physical-seal-gone");
		let verdict = case.verify();
		let has = |found: &dyn Fn(&Reason) -> bool| verdict.checks.iter().any(|check| found(&check.reason));
		let gone = Reason::PhysicalSealGone {
			status: PhysicalSealStatus::Lost,
			since: Moment(since),
		};
		assert!(has(&|reason| *reason == gone));
		// That it moved is told all the same.
		assert!(has(&|reason| reason.code() == "physical-seal-moved"));
	}
	assert_valid(&lost_at(USED_AT + 1).verify());
	// That the report was a mistake, too.
	let reversed = Case::with(|world| {
		revoke(world);
		world.move_physical(other_code(), world.seal.uscc, LATER);
		world.lose(USED_AT, LATER + 1, USED_IN + 3);
		world.physical.gone_under_right_code = None;
	});
	assert_valid(&reversed.verify());
}

/// In the block of the use it is no report of a loss.
#[test]
fn a_wrong_code_is_no_loss() {
	let verdict = Case::with(|world| {
		world.revoke(RevocationReason::IssuedInError, USED_AT, USED_AT, USED_IN);
		world.entries_then = Some(2);
		world.move_physical(other_code(), world.seal.uscc, USED_AT);
	})
	.verify();
	assert_valid(&verdict);
}

/// The chain would never: the two records say different things.
#[test]
fn records_that_contradict_each_other() {
	let changes: [fn(&mut World); 2] = [
		// It moved, and is right where it was.
		|world| {
			revoke(world);
			world.move_physical(world.seal.code, uscc(STRANGERS), LATER);
			let rectified = world.rectified.values_mut().next().unwrap();
			rectified.right = Right::PhysicalSeal {
				code: world.seal.code,
				uscc: world.seal.uscc,
			};
		},
		// It is where it was, and right elsewhere.
		|world| {
			world.move_physical(world.seal.code, uscc(STRANGERS), LATER);
			world.physical.uscc = world.seal.uscc;
		},
	];
	for change in changes {
		invalid(&Case::with(change), Subject::State, "item-malformed");
	}
}

/// It moved and moved back: it is where the e-seal says, and there is nothing to tell.
#[test]
fn a_physical_seal_that_moved_back() {
	let case = Case::with(|world| {
		world.move_physical(world.seal.code, uscc(STRANGERS), LATER);
		world.move_physical(world.seal.code, world.seal.uscc, LATER + 1);
	});
	let verdict = case.verify();
	assert_valid(&verdict);
	assert!(verdict
		.checks
		.iter()
		.all(|check| !check.reason.code().starts_with("physical-seal")));
}
