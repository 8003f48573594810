//! Receipts that hold: every algorithm, every digest, every way to a finalized block.

mod network;

use eseal_primitives::{grant::GrantEnd, history::Change, seal::RevocationReason, SealSignature};
use eseal_receipt::verdict::Outcome;
use network::*;

#[test]
fn every_seal_key_and_every_account_as_owner_and_under_a_grant() {
	for seal_key in [
		Algorithm::Sr25519,
		Algorithm::Ed25519,
		Algorithm::Ecdsa,
		Algorithm::Sm2,
		Algorithm::Sm2WithIdentity,
	] {
		for account in [Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa, Algorithm::Eth] {
			for under_grant in [false, true] {
				let verdict = Case::of(Setup {
					seal_key,
					account,
					under_grant,
					..Setup::default()
				})
				.verify();
				assert_valid(&verdict);
				assert_eq!(verdict.summary, "valid when used, and still as of the receipt");
				assert_eq!(verdict.facts.unwrap().grant.is_some(), under_grant);
			}
		}
	}
}

#[test]
fn every_kind_of_digest() {
	for digest in [
		DigestKind::Sha256,
		DigestKind::Sm3,
		DigestKind::Blake2b256,
		DigestKind::Commitment,
	] {
		assert_valid(
			&Case::of(Setup {
				digest,
				..Setup::default()
			})
			.verify(),
		);
	}
}

#[test]
fn every_number_of_authorities_and_hand_offs() {
	for authorities in [1, 2, 3, 4, 16] {
		for hand_offs in [0, 1, 3] {
			let verdict = Case::of(Setup {
				authorities,
				hand_offs,
				..Setup::default()
			})
			.verify();
			assert_valid(&verdict);
			assert!(
				verdict.checks[1].reason.contains(&format!("{hand_offs} hand-off(s)")),
				"{verdict:#?}"
			);
		}
	}
}

/// An anchor may be younger than the receipt's first hand-off.
#[test]
fn an_anchor_from_the_middle_of_the_way() {
	let mut case = Case::of(Setup {
		hand_offs: 3,
		..Setup::default()
	});
	for set_id in 3..=5 {
		case.anchor.set_id = set_id;
		case.anchor.authorities = authorities(set_id, 3)
			.iter()
			.map(|pair| eseal_receipt::format::Authority {
				key: sp_core::H256(sp_core::Pair::public(pair).0),
				weight: 1,
			})
			.collect();
		assert_valid(&case.verify());
	}
}

#[test]
fn states_of_every_size() {
	for others in [0, 1, 10, 1_000] {
		assert_valid(
			&Case::of(Setup {
				others,
				..Setup::default()
			})
			.verify(),
		);
	}
}

#[test]
fn votes_for_descendants_count() {
	let mut case = Case::of(Setup::default());
	let later = descendants(&case.header, 5);
	let pairs = case.chain.authorities();
	// One for the block itself, one for the second after it, one for the fifth.
	let votes = [
		(pairs[0], case.header.clone()),
		(pairs[1], later[1].clone()),
		(pairs[2], later[4].clone()),
	];
	case.justify(&justification(&case.header, 2, &votes, later.clone()));
	assert_valid(&case.verify());

	// All for different descendants, in any order of headers, and none for the block itself.
	let votes = [
		(pairs[0], later[3].clone()),
		(pairs[1], later[1].clone()),
		(pairs[2], later[4].clone()),
	];
	case.justify(&justification(
		&case.header,
		2,
		&votes,
		later.iter().rev().cloned().collect(),
	));
	assert_valid(&case.verify());
}

#[test]
fn votes_for_descendants_on_two_branches_count() {
	let mut case = Case::of(Setup {
		authorities: 4,
		..Setup::default()
	});
	let left = child(
		hash(&case.header),
		case.header.number + 1,
		sp_core::H256([1; 32]),
		vec![],
	);
	let right = child(
		hash(&case.header),
		case.header.number + 1,
		sp_core::H256([2; 32]),
		vec![],
	);
	let pairs = case.chain.authorities();
	let votes = [
		(pairs[0], case.header.clone()),
		(pairs[1], left.clone()),
		(pairs[2], right.clone()),
	];
	case.justify(&justification(&case.header, 2, &votes, vec![right, left]));
	assert_valid(&case.verify());
}

/// Two thirds and one suffice: 3 of 4, 11 of 16.
#[test]
fn the_threshold_suffices() {
	for (count, threshold) in [(3, 3), (4, 3), (16, 11)] {
		let mut case = Case::of(Setup {
			authorities: count,
			..Setup::default()
		});
		let votes: Vec<_> = case
			.chain
			.authorities()
			.into_iter()
			.take(threshold)
			.map(|pair| (pair, case.header.clone()))
			.collect();
		case.justify(&justification(&case.header, 2, &votes, vec![]));
		assert_valid(&case.verify());
	}
}

#[test]
fn revoked_since() {
	let case = Case::with(|world| {
		world.revoke(
			RevocationReason::CessationOfUse,
			USED_AT + 10_000,
			USED_AT + 10_000,
			USED_IN + 5,
		);
		world.grant.as_mut().unwrap().ended = Some((USED_AT + 10_000, GrantEnd::Dissolved));
	});
	let verdict = case.verify();
	assert_valid(&verdict);
	assert_eq!(verdict.summary, "valid when used; revoked since");
	assert_eq!(verdict.facts.unwrap().revoked_at, Some(USED_AT + 10_000));
}

#[test]
fn frozen_or_lost_since() {
	let verdict = Case::with(|world| world.freeze(USED_AT + 10_000, USED_IN + 5)).verify();
	assert_valid(&verdict);
	assert_eq!(verdict.summary, "valid when used; frozen by Public Security since");

	let verdict = Case::with(|world| world.lose(USED_AT + 1, USED_AT + 10_000, USED_IN + 5)).verify();
	assert_valid(&verdict);
}

#[test]
fn expired_since() {
	let verdict = Case::with(|world| world.now = USED_AT + 400 * DAY).verify();
	assert_valid(&verdict);
	assert_eq!(verdict.summary, "valid when used; expired since");
}

#[test]
fn thawed_before_the_use() {
	let case = Case::with(|world| {
		world.freeze(USED_AT - 5 * DAY, 48_000);
		world.unfreeze(USED_AT - DAY, 49_000);
	});
	let verdict = case.verify();
	assert_valid(&verdict);
	assert_eq!(verdict.summary, "valid when used, and still as of the receipt");
}

/// A grant that ended later, in the same block as the use, or whose time was over since.
#[test]
fn a_grant_that_ended_since() {
	for ended in [USED_AT, USED_AT + 1] {
		assert_valid(
			&Case::with(|world| world.grant.as_mut().unwrap().ended = Some((ended, GrantEnd::Revoked))).verify(),
		);
	}
	assert_valid(&Case::with(|world| world.now = USED_AT + 100 * DAY).verify());
}

#[test]
fn another_owner_since() {
	let mut world = World::new(Setup {
		under_grant: false,
		..Setup::default()
	});
	world.enterprise.owner = AccountPair::new(Algorithm::Sr25519, 9).account();
	let verdict = world.finalize().verify();
	assert_valid(&verdict);
	assert!(
		verdict
			.checks
			.iter()
			.any(|check| check.reason.contains("another owner since")),
		"{verdict:#?}"
	);
}

/// What happened in the block of the use itself may have come before the use or after it.
#[test]
fn entries_of_the_block_of_the_use() {
	// Frozen right after the use.
	assert_valid(&Case::with(|world| world.freeze(USED_AT, USED_IN)).verify());
	// Thawed right before the use.
	assert_valid(
		&Case::with(|world| {
			world.freeze(USED_AT - DAY, 49_000);
			world.unfreeze(USED_AT, USED_IN);
		})
		.verify(),
	);
	// Activated right before the use.
	assert_valid(
		&Case::with(|world| {
			world.history.pop();
			world.enter(
				Change::Activated,
				officer(eseal_primitives::Seat::DataResources),
				USED_AT,
				USED_IN,
			);
		})
		.verify(),
	);
	// Revoked, and the physical seal lost, right after the use, as of then.
	assert_valid(&Case::with(|world| world.revoke(RevocationReason::CourtOrder, USED_AT, USED_AT, USED_IN)).verify());
	assert_valid(&Case::with(|world| world.lose(USED_AT, USED_AT, USED_IN)).verify());
}

#[test]
fn the_first_and_the_last_moment_of_validity() {
	assert_valid(&Case::with(|world| world.seal.valid_from = USED_AT).verify());
	assert_valid(&Case::with(|world| world.seal.valid_until = USED_AT + 1).verify());
}

#[test]
fn an_exported_log() {
	for count in [0, 1, 5] {
		let verdict = LogCase::new(count).check();
		assert_eq!(verdict.result, Outcome::Valid, "{verdict:#?}");
		assert_eq!(verdict.count, Some(count));
	}
}

#[test]
fn what_is_written_is_read_again() {
	let case = Case::of(Setup {
		hand_offs: 1,
		digest: DigestKind::Commitment,
		..Setup::default()
	});
	assert_eq!(
		serde_json::from_slice::<eseal_receipt::Receipt>(&case.receipt_json()).unwrap(),
		case.receipt
	);
	assert_eq!(
		serde_json::from_slice::<eseal_receipt::Anchor>(&case.anchor_json()).unwrap(),
		case.anchor
	);
}

/// The chain takes an ECDSA signature in four forms: s or its negative, the recovery id from 0 or from 27 on.
#[test]
fn every_form_of_an_ecdsa_signature() {
	for under_grant in [false, true] {
		let setup = Setup {
			seal_key: Algorithm::Ecdsa,
			account: Algorithm::Ecdsa,
			under_grant,
			..Setup::default()
		};
		for (negative, id_from) in [(false, 27), (true, 0), (true, 27)] {
			let mut world = World::new(setup);
			world.sign_for(world.genesis, &world.used.account.clone());
			if let SealSignature::Ecdsa(signature) = &mut world.used.signature {
				*signature = other_form(signature.0, negative, id_from).into();
			}
			let signed = world.statement().bytes_to_sign(world.genesis, &world.used.account);
			assert!(
				world.seal.key.verifies(&world.used.signature, &signed),
				"the chain takes it"
			);
			assert_valid(&world.finalize().verify());
		}
	}
	for account in [Algorithm::Ecdsa, Algorithm::Eth] {
		let case = Case::of(Setup {
			account,
			..Setup::default()
		});
		for (negative, id_from) in [(false, 27), (true, 0), (true, 27)] {
			let mut case = Case::of(Setup {
				account,
				..Setup::default()
			});
			let signature = &mut case.receipt.operator.signature.0;
			let raw: [u8; 65] = signature[1..].try_into().unwrap();
			signature[1..].copy_from_slice(&other_form(raw, negative, id_from));
			assert_valid(&case.verify());
		}
		assert_valid(&case.verify());
	}
}
