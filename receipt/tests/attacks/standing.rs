//! Uses that the operator's grant did not cover, or of an e-seal that was not valid then, and doubts reported later.

use crate::*;
use eseal_primitives::{
	grant::{Grant, GrantEnd},
	history::Change,
	seal::{Hold, RevocationReason},
	GrantId, Moment, Purpose, SealId, Seat,
};
use eseal_receipt::{AccountId, Language};

/// What is changed in a grant, and what the verdict says of it.
type Changed = (fn(&mut Grant<AccountId>), &'static str);

#[test]
fn grants_that_did_not_cover_the_use() {
	let changes: [Changed; 9] = [
		(|grant| grant.valid_until = Moment(USED_AT), "grant-expired"),
		(|grant| grant.valid_until = Moment(USED_AT - 1), "grant-expired"),
		(|grant| grant.granted_at = Moment(USED_AT + 1), "granted-later"),
		(
			|grant| grant.operator = AccountPair::new(Algorithm::Sr25519, 8).account(),
			"grant-of-another-account",
		),
		(|grant| grant.seal = SealId(43), "grant-of-another-seal"),
		(|grant| grant.purposes = Default::default(), "purpose-not-granted"),
		(
			|grant| {
				grant.purposes = std::collections::BTreeSet::from([Purpose::Invoice, Purpose::Other])
					.try_into()
					.unwrap()
			},
			"purpose-not-granted",
		),
		(
			|grant| grant.ended = Some((Moment(USED_AT - 1), GrantEnd::Revoked)),
			"grant-ended",
		),
		(
			|grant| grant.ended = Some((Moment(USED_AT - DAY), GrantEnd::Dissolved)),
			"grant-ended",
		),
	];
	for (change, code) in changes {
		for case in Case::both_with(|world| change(world.grant.as_mut().unwrap())) {
			invalid(&case, Subject::Grant, code);
		}
	}
	// No such grant on the chain.
	invalid(
		&Case::with(|world| world.used.grant = Some(GrantId(8))),
		Subject::State,
		"not-proven",
	);
}

/// What the chain would never say of a grant after the use: that it counts none, or more than it allows, or an end that
/// cannot be.
#[test]
fn grants_that_cannot_be() {
	let changes: [Changed; 15] = [
		(|grant| grant.used = 0, "grant-quota"),
		// None of those before, and none but those.
		(|grant| grant.used = 1, "grant-quota"),
		(|grant| grant.used = 3, "grant-quota"),
		(|grant| grant.used = grant.quota + 1, "grant-quota"),
		(|grant| (grant.used, grant.quota) = (0, 0), "grant-quota"),
		(|grant| (grant.used, grant.quota) = (1, 0), "grant-quota"),
		(|grant| grant.lent = grant.quota - grant.used + 1, "grant-quota"),
		(|grant| grant.lent = u32::MAX, "grant-quota"),
		(|grant| grant.lent_from = Some(GRANT), "grant-lending"),
		(|grant| grant.lent_from = Some(GrantId(u64::MAX)), "grant-lending"),
		(
			|grant| (grant.lent_from, grant.lent) = (Some(GrantId(0)), 1),
			"grant-lending",
		),
		(
			|grant| grant.ended = Some((Moment(USED_AT), GrantEnd::WithLender)),
			"grant-end",
		),
		(
			|grant| grant.ended = Some((Moment(USED_AT + DAY), GrantEnd::Revoked)),
			"grant-end",
		),
		(
			|grant| grant.ended = Some((Moment(u64::MAX), GrantEnd::Dissolved)),
			"grant-end",
		),
		(
			|grant| grant.ended = Some((Moment(USED_AT), GrantEnd::Expired)),
			"grant-end",
		),
	];
	for (change, code) in changes {
		for case in Case::both_with(|world| change(world.grant.as_mut().unwrap())) {
			invalid(&case, Subject::Grant, code);
		}
	}
	// The last use that a grant allows, and the first.
	for used in [4, 100] {
		for case in Case::both_with(|world| world.grant.as_mut().unwrap().used = used) {
			assert_valid(&case.verify());
		}
	}
	for case in Case::both_with(|world| (world.used.nonce, world.grant.as_mut().unwrap().used) = (0, 1)) {
		assert_valid(&case.verify());
	}
}

/// After a batch a grant counts the uses before and all of the batch.
#[test]
fn grants_that_do_not_count_the_batch() {
	for (recorded, proof) in with_both(Recorded::BATCHES) {
		let count = recorded.count();
		let setup = Setup {
			recorded,
			proof,
			..Setup::default()
		};
		let with = |nonce: u64, used, quota| {
			Case::changed(setup, |world| {
				world.used.nonce = nonce;
				let grant = world.grant.as_mut().unwrap();
				(grant.used, grant.quota) = (used, quota);
			})
		};
		for (nonce, used, quota) in [
			(0, count, count),
			(3, 3 + count, 3 + count),
			(3, 4 + count, u32::MAX),
			(u64::from(u32::MAX - count), u32::MAX, u32::MAX),
		] {
			assert_valid(&with(nonce, used, quota).verify());
		}
		for (nonce, used, quota) in [
			// One use of the batch, all but one, and all but those before.
			(3, 4, u32::MAX),
			(3, 2 + count, u32::MAX),
			(3, count, u32::MAX),
			(0, count - 1, u32::MAX),
			// More than it allows.
			(3, 3 + count, 2 + count),
			(0, count, 1),
			// Numbers that a grant never reaches.
			(u64::from(u32::MAX - count) + 1, u32::MAX, u32::MAX),
			(u64::MAX, u32::MAX, u32::MAX),
			(u64::MAX - 1, 0, u32::MAX),
		] {
			invalid(&with(nonce, used, quota), Subject::Grant, "grant-quota");
		}
	}
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
				term: None,
			};
			world.enter(change, officer(Seat::MarketSupervision), USED_AT - DAY, 49_000);
		},
		// Two holds, of which one was lifted.
		|world| {
			let change = Change::HoldPlaced {
				hold: Hold::PlatformSuspension,
				order: None,
				term: None,
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
		|world| world.seal.valid_from = Moment(USED_AT + 1),
		|world| world.seal.valid_until = Moment(USED_AT),
	];
	for change in changes {
		for case in Case::both_with(change) {
			invalid(&case, Subject::Standing, "not-usable-when-used");
		}
	}
}

/// A use for liquidation is the liquidator's, and nothing but the liquidation and the owner's suspension gives way to it.
#[test]
fn used_for_liquidation() {
	let setup = |proof| Setup {
		under_grant: false,
		proof,
		..Setup::default()
	};
	let proofs = [ProofKind::State, Setup::by_block().proof];
	let liquidated = |proof, change: fn(&mut World)| {
		Case::changed(setup(proof), |world| {
			world.used.purpose = Purpose::Liquidation;
			change(world);
		})
	};
	for proof in proofs {
		for change in [
			|world: &mut World| world.restrict(USED_AT - DAY, 49_000),
			|world: &mut World| {
				world.suspend(USED_AT - 2 * DAY, 48_000);
				world.restrict(USED_AT - DAY, 49_000);
			},
		] {
			let verdict = liquidated(proof, change).verify();
			assert_valid(&verdict);
			let texts = |language| -> Vec<_> {
				let reasons = verdict.checks.iter().map(|check| check.reason.text(language));
				reasons.collect()
			};
			let english = texts(Language::English);
			assert!(english.contains(&"used by the liquidator of the enterprise, for its liquidation".to_owned()));
			assert!(texts(Language::Chinese).contains(&"由清算人为企业清算用印".to_owned()));
			// What is said of the e-seal is said of this purpose.
			assert_eq!(verdict.facts.unwrap().obstacles, []);
		}
		for (change, code) in [
			(
				(|world| {
					world.restrict(USED_AT - DAY, 49_000);
					world.freeze(USED_AT - DAY, 49_001);
				}) as fn(&mut World),
				"not-usable-when-used",
			),
			(
				|world| {
					world.restrict(USED_AT - DAY, 49_000);
					world.revoke(RevocationReason::CourtOrder, USED_AT - 1, USED_AT - 1, 49_001);
				},
				"not-usable-when-used",
			),
			(|world| world.suspend(USED_AT - DAY, 49_000), "not-in-liquidation"),
			(|_| (), "not-in-liquidation"),
		] {
			invalid(&liquidated(proof, change), Subject::Standing, code);
		}
	}
	// With a grant, whatever that says.
	for case in Case::both_with(|world| {
		world.used.purpose = Purpose::Liquidation;
		world.restrict(USED_AT - DAY, 49_000);
		let grant = world.grant.as_mut().unwrap();
		grant.purposes = std::collections::BTreeSet::from(Purpose::ALL).try_into().unwrap();
	}) {
		invalid(&case, Subject::Grant, "purpose-not-granted");
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
	let (hold, revocation) = ("hold-reported-later", "revocation-reported-later");
	// The revocation by the successor is of after the use.
	let gone = "physical-seal-gone";
	let codes = [hold, hold, revocation, hold, revocation, gone, gone, revocation];
	for (change, code) in changes.iter().zip(codes) {
		open(&Case::with(change), Subject::Dispute, code);
	}
	// What the block of the use recorded is in its header's receipt too.
	for (change, code) in changes.iter().zip(codes).skip(3).take(2) {
		open(&Case::by_block_with(change), Subject::Dispute, code);
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

/// From when on a report counts, at the edge: a loss at the very moment of the use counts as one before it if a later block
/// reports it. In the use's own block only what looks back does.
#[test]
fn the_edge_of_a_dispute() {
	for (effective_at, block, is_dispute) in [
		(USED_AT - 1, USED_IN + 2, true),
		(USED_AT, USED_IN + 2, true),
		(USED_AT + 1, USED_IN + 2, false),
		(USED_AT - 1, USED_IN, true),
		(USED_AT, USED_IN, false),
	] {
		let recorded_at = if block == USED_IN { USED_AT } else { USED_AT + 5_000 };
		let lost = Case::with(|world| world.lose(effective_at, recorded_at, block));
		let revoked = Case::with(|world| world.revoke(RevocationReason::CourtOrder, effective_at, recorded_at, block));
		if is_dispute {
			open(&lost, Subject::Dispute, "hold-reported-later");
			open(&revoked, Subject::Dispute, "revocation-reported-later");
		} else {
			assert_valid(&lost.verify());
			assert_valid(&revoked.verify());
		}
	}
	for (since, is_dispute) in [(USED_AT - 1, true), (USED_AT, true), (USED_AT + 1, false)] {
		let case = Case::with(|world| {
			supersede(world);
			world.lose(since, USED_AT + 5_000, USED_IN + 2);
		});
		if is_dispute {
			open(&case, Subject::Dispute, "physical-seal-gone");
		} else {
			assert_valid(&case.verify());
		}
	}
}

/// Each report is a reason of its own, with its moments.
#[test]
fn several_disputes() {
	let verdict = Case::with(|world| {
		world.revoke(
			RevocationReason::KeyCompromised,
			USED_AT - 1,
			USED_AT + 1_000,
			USED_IN + 1,
		);
		world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2);
	})
	.verify();
	let disputes: Vec<_> = verdict
		.checks
		.iter()
		.filter(|check| check.subject == Subject::Dispute)
		.map(|check| check.reason.text(Language::English))
		.collect();
	assert_eq!(
		disputes,
		[
			"after the use, at 2027-01-15 08:00:01 UTC, the e-seal was revoked as of 2027-01-15 07:59:59 UTC: the seal key may be \
			 in other hands",
			"after the e-seal was revoked, its physical seal was reported lost as of 2027-01-14 08:00:00 UTC",
		]
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
	assert_eq!(verdict.decisive().unwrap().reason.code(), "document-differs");
	assert_eq!(
		verdict.summary(Language::English),
		"Receipt of a use by 杭州某某科技有限公司 (91330106MA2KXYA720): invalid: the document is not the one that was sealed \
		 (its SHA-256 differs)"
	);
}
