//! Uses that the operator's grant did not cover, or of an e-seal that was not valid then, and doubts reported later.

use crate::{network::*, *};
use eseal_primitives::{
	grant::{Grant, GrantEnd},
	history::Change,
	seal::{Hold, RevocationReason},
	Purpose, Seat,
};
use eseal_receipt::AccountId;

#[test]
fn grants_that_did_not_cover_the_use() {
	let changes: [fn(&mut Grant<AccountId>); 9] = [
		|grant| grant.valid_until = USED_AT,
		|grant| grant.valid_until = USED_AT - 1,
		|grant| grant.granted_at = USED_AT + 1,
		|grant| grant.operator = AccountPair::new(Algorithm::Sr25519, 8).account(),
		|grant| grant.seal = 43,
		|grant| grant.purposes = Default::default(),
		|grant| {
			grant.purposes = std::collections::BTreeSet::from([Purpose::Invoice, Purpose::Other])
				.try_into()
				.unwrap()
		},
		|grant| grant.ended = Some((USED_AT - 1, GrantEnd::Revoked)),
		|grant| grant.ended = Some((USED_AT - DAY, GrantEnd::Dissolved)),
	];
	for change in changes {
		for case in Case::both_with(|world| change(world.grant.as_mut().unwrap())) {
			invalid(&case, Subject::Grant);
		}
	}
	// No such grant on the chain.
	invalid(&Case::with(|world| world.used.grant = Some(8)), Subject::State);
}

#[test]
fn not_usable_when_used() {
	let changes: [fn(&mut World); 11] = [
		|world| world.freeze(USED_AT - DAY, 49_000),
		|world| world.freeze(USED_AT - 1, USED_IN - 1),
		|world| world.lose(USED_AT - DAY, USED_AT - DAY, 49_000),
		|world| world.revoke(RevocationReason::CourtOrder, USED_AT - DAY, USED_AT - DAY, 49_000),
		|world| {
			let change = Change::HoldPlaced {
				hold: Hold::EnterpriseRestricted,
				order: None,
			};
			world.enter(change, officer(Seat::MarketSupervision), USED_AT - DAY, 49_000);
		},
		// Two holds, of which one was lifted.
		|world| {
			let change = Change::HoldPlaced {
				hold: Hold::PlatformSuspension,
				order: None,
			};
			world.enter(change, officer(Seat::DataResources), USED_AT - 2 * DAY, 48_500);
			world.freeze(USED_AT - DAY, 49_000);
			world.unfreeze(USED_AT - DAY, 49_001);
		},
		// Lifted after the use only.
		|world| {
			world.freeze(USED_AT - DAY, 49_000);
			world.unfreeze(USED_AT + 1, USED_IN + 1);
		},
		// Never activated, or later.
		|world| {
			world.history.pop();
		},
		|world| {
			world.history.pop();
			world.enter(
				Change::Activated,
				officer(Seat::DataResources),
				USED_AT + 1,
				USED_IN + 1,
			);
		},
		|world| world.seal.valid_from = USED_AT + 1,
		|world| world.seal.valid_until = USED_AT,
	];
	for change in changes {
		for case in Case::both_with(change) {
			invalid(&case, Subject::Standing);
		}
	}
}

#[test]
fn reported_later_as_of_before() {
	let changes: [fn(&mut World); 8] = [
		|world| world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2),
		// As of the very moment.
		|world| world.lose(USED_AT, USED_AT + 5_000, USED_IN + 2),
		|world| {
			world.revoke(
				RevocationReason::KeyCompromised,
				USED_AT - DAY,
				USED_AT + 5_000,
				USED_IN + 2,
			)
		},
		// In the block of the use.
		|world| world.lose(USED_AT - 1, USED_AT, USED_IN),
		|world| world.revoke(RevocationReason::KeyCompromised, USED_AT - 1, USED_AT, USED_IN),
		// After a successor took over: the loss is on the physical seal's record only.
		|world| {
			supersede(world);
			world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2);
		},
		|world| {
			supersede(world);
			world.lose(USED_AT, USED_AT + 5_000, USED_IN + 2);
		},
		// Both.
		|world| {
			world.revoke(
				RevocationReason::KeyCompromised,
				USED_AT - 1,
				USED_AT + 1_000,
				USED_IN + 1,
			);
			world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2);
		},
	];
	for change in changes {
		open(&Case::with(change), Subject::Dispute);
	}
	// What the block of the use recorded is in its header's receipt too.
	for change in &changes[3..5] {
		open(&Case::by_block_with(change), Subject::Dispute);
	}
	// As of after the use: no dispute.
	assert_valid(
		&Case::with(|world| {
			supersede(world);
			world.lose(USED_AT + 1, USED_AT + 5_000, USED_IN + 2);
		})
		.verify(),
	);
}

/// A successor took over after the use.
fn supersede(world: &mut World) {
	world.revoke(
		RevocationReason::Superseded,
		USED_AT + 1_000,
		USED_AT + 1_000,
		USED_IN + 1,
	);
}

/// A failed check outweighs a dispute.
#[test]
fn the_worst_check_decides() {
	let mut case = Case::with(|world| world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2));
	case.document = b"another".to_vec();
	let verdict = case.verify();
	assert_eq!(verdict.result, Invalid);
	assert!(
		verdict.summary.starts_with("invalid: the document is not"),
		"{}",
		verdict.summary
	);
}
