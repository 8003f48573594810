//! Uses that take two operators, and what is no approval of the second.

use crate::*;
use eseal_primitives::GrantId;
use eseal_receipt::{checks::signature::Call, AccountId};

fn second() -> SealPair {
	SealPair::new(Algorithm::Sr25519, 8)
}

fn valid(case: &Case) -> Verdict {
	let verdict = case.verify();
	assert_eq!(verdict.result, Outcome::Valid, "{verdict:?}");
	verdict
}

fn of_two(change: impl Fn(&mut World)) -> [Case; 2] {
	Case::both_with(|world| {
		world.take_two(&second());
		change(world);
	})
}

#[test]
fn a_use_that_both_made_names_both() {
	for case in of_two(|_| {}) {
		let verdict = valid(&case);
		let facts = verdict.facts.unwrap();
		assert!(facts.second.is_some_and(|second| second != facts.sender));
	}
	for case in Case::both_with(|_| {}) {
		assert_eq!(valid(&case).facts.unwrap().second, None);
	}
}

#[test]
fn nobody_else_approves() {
	let changes: [fn(&mut World); 7] = [
		|world| world.approve(&SealPair::new(Algorithm::Sr25519, 9)),
		|world| world.approve(&SealPair::new(Algorithm::Ed25519, 8)),
		|world| world.approve(&SealPair::new(Algorithm::Ecdsa, 8)),
		|world| world.approve(&SealPair::new(Algorithm::Sm2, 8)),
		// The sender as its own second.
		|world| {
			let sender = world.used.account.clone();
			world.grant.as_mut().unwrap().second = Some(sender);
		},
		|world| world.grant.as_mut().unwrap().second = Some(AccountId::new([9; 32])),
		|world| {
			let signed = world.statement().bytes_to_sign(world.genesis, &world.used.account);
			world.used.approval.as_mut().unwrap().signature = second().sign(&signed);
		},
	];
	for change in changes {
		for case in of_two(change) {
			invalid(&case, Subject::Grant, "approval");
		}
	}
}

/// Each part of what was approved is changed after.
#[test]
fn an_approval_is_of_one_use_only() {
	let changes: [fn(&mut World); 5] = [
		|world| world.used.nonce -= 1,
		|world| world.used.signed_at = world.used.signed_at.saturating_add(1),
		|world| world.used.purpose = eseal_primitives::Purpose::Invoice,
		|world| world.used.documents = eseal_primitives::Documents::One(digest("another")),
		|world| world.genesis = Default::default(),
	];
	for change in changes {
		let case = Case::by_block_with(|world| {
			let (genesis, said) = (world.genesis, world.used.clone());
			change(world);
			world.take_two(&second());
			let approval = world.used.approval.take();
			(world.genesis, world.used) = (genesis, said);
			world.used.approval = approval;
		});
		invalid(&case, Subject::Grant, "approval");
	}
}

#[test]
fn an_approval_goes_with_a_grant_that_takes_it() {
	for case in of_two(|world| world.used.approval = None) {
		invalid(&case, Subject::Grant, "approval-mismatch");
	}
	for case in Case::both_with(|world| world.approve(&second())) {
		invalid(&case, Subject::Grant, "approval-mismatch");
	}
	let by_owner = Setup {
		under_grant: false,
		..Setup::by_block()
	};
	let case = Case::changed(by_owner, |world| world.approve(&second()));
	invalid(&case, Subject::Grant, "approval-mismatch");
	let lent = of_two(|world| world.grant.as_mut().unwrap().lent_from = Some(GrantId(0)));
	lent.iter().for_each(|case| drop(valid(case)));
}

/// The sender signed the approval with the call.
#[test]
fn a_call_with_another_approval_did_not_record_it() {
	let [case, _] = of_two(|_| {});
	let used = &case.world.used;
	let has = |call: &[u8]| Call::decode_call(call).is_ok_and(|call| call.has(used));
	let (seal, statement, signature) = (used.seal, used.statement(), &used.signature);
	let approval = used.approval.clone().unwrap();
	let mut other = approval.clone();
	other.signature = second().sign(b"another");
	let with = |approval| calls::record_with_second(seal, &statement, None, signature, approval);
	assert!(has(&with(&approval)));
	assert!(!has(&with(&other)));
	assert!(!has(&calls::record_use(seal, &statement, signature)));
	let listed = [digest("another")];
	assert!(!has(&calls::record_with_second(
		seal,
		&statement,
		Some(&listed[..]),
		signature,
		&approval
	)));
}
