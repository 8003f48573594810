//! Uses that take two operators.

use super::*;
use crate::{document_key, Error, LentGrants, Records, UsesOfDocument};
use eseal_primitives::statement::Approval;
use frame_support::assert_noop;
use pallet_admission::Error as AdmissionError;
use sp_runtime::{traits::IdentifyAccount, DispatchError, MultiSigner};

/// The second operator's key and account.
fn second() -> (Key, AccountId) {
	let Key::Sr25519(pair) = Key::new(200) else {
		unreachable!()
	};
	(Key::new(200), AccountId::new(pair.public().0))
}

fn try_two(company: &Company, second: &AccountId) -> DispatchResult {
	UsageLog::grant_to_two(
		company.origin(),
		company.seal,
		operator(1),
		second.clone(),
		purposes(&GRANTED),
		START + YEAR,
		10,
	)
}

/// A company, and a grant to operator 1 and the second one.
fn with_two() -> (Company, GrantId) {
	let company = Company::new(1);
	let id = NextGrantId::<Test>::get();
	assert_ok!(try_two(&company, &second().1));
	(company, id)
}

fn approval_by(key: &Key, sender: &AccountId, statement: &UseStatement) -> Approval {
	Approval {
		key: key.public(),
		signature: key.sign(&statement.bytes_to_approve(genesis_hash::<Test>(), sender)),
	}
}

fn send(
	company: &Company,
	who: &AccountId,
	statement: UseStatement,
	documents: Option<&[DocumentDigest]>,
	approval: Approval,
) -> DispatchResult {
	let signature = company.sign(who, &statement);
	let origin = RuntimeOrigin::signed(who.clone());
	outcome(UsageLog::record_with_second(
		origin,
		company.seal,
		statement,
		documents.map(listed),
		signature,
		approval,
	))
}

/// Operator 1 sends a statement that the second one approved.
fn send_approved(company: &Company, statement: UseStatement, documents: Option<&[DocumentDigest]>) -> DispatchResult {
	let approval = approval_by(&second().0, &operator(1), &statement);
	send(company, &operator(1), statement, documents, approval)
}

#[test]
fn two_operators_record_a_use_and_both_are_on_record() {
	run(|| {
		let (company, id) = with_two();
		let (key, second) = second();
		assert_eq!(Grants::<Test>::get(id).unwrap().second, Some(second.clone()));
		assert_eq!(System::providers(&second), 1);
		let statement = company.statement(&operator(1));
		let approval = approval_by(&key, &operator(1), &statement);
		assert_ok!(send(&company, &operator(1), statement, None, approval.clone()));
		let record = Records::<Test>::get(company.seal, 0).unwrap();
		assert_eq!((record.account, record.approval), (operator(1), Some(approval)));
		assert_eq!(Grants::<Test>::get(id).unwrap().used, 1);
		// It is no grant of the second one's, and needs none.
		assert_eq!(UsageLog::api_use_right(company.seal, &second), None);
		assert_ok!(UsageLog::revoke_grant(company.origin(), id));
		assert_eq!(System::providers(&second), 0);
		assert_eq!(System::providers(&operator(1)), 0);
	});
}

#[test]
fn one_alone_is_refused_by_each_call() {
	run(|| {
		let (company, _) = with_two();
		let who = operator(1);
		let needed = Error::<Test>::SecondOperatorNeeded;
		assert_noop!(company.use_by(&who), needed);
		let needed = Error::<Test>::SecondOperatorNeeded;
		assert_noop!(company.list(&who, &many_documents(3)), needed);
		let needed = Error::<Test>::SecondOperatorNeeded;
		assert_noop!(company.anchor(&who, 3), needed);
		let one = company.signed(&who, company.statement(&who));
		events();
		let uses = vec![one].try_into().unwrap();
		assert_ok!(UsageLog::record_for_many(RuntimeOrigin::signed(who), uses));
		assert_eq!(
			events(),
			[Event::UseRefused {
				position: 0,
				seal: company.seal,
				error: Error::<Test>::SecondOperatorNeeded.into()
			}]
		);
		// Nor does the second one by itself.
		let (_, second) = second();
		assert_noop!(company.use_by(&second), Error::<Test>::NoGrant);
		assert_eq!(Records::<Test>::iter().count(), 0);
	});
}

#[test]
fn batches_take_two_likewise() {
	run(|| {
		let (company, id) = with_two();
		let documents = many_documents(3);
		let statement = company.batch_statement(&operator(1), &documents);
		assert_noop!(
			send_approved(&company, statement.clone(), Some(&documents[..2])),
			Error::<Test>::DocumentsDiffer
		);
		assert_ok!(send_approved(&company, statement, Some(&documents)));
		let root_alone = UseStatement {
			documents: anchored(4),
			..company.statement(&operator(1))
		};
		assert_ok!(send_approved(&company, root_alone, None));
		assert_eq!(Grants::<Test>::get(id).unwrap().used, 7);
		let key = document_key(&documents[1]);
		assert!(UsesOfDocument::<Test>::contains_key(key, (company.seal, 1)));
		let one = company.statement(&operator(1));
		assert_noop!(
			send_approved(&company, one, Some(&documents)),
			Error::<Test>::DocumentsDiffer
		);
		let none = UseStatement {
			documents: anchored(0),
			..company.statement(&operator(1))
		};
		assert_noop!(send_approved(&company, none, None), Error::<Test>::BatchSize);
	});
}

/// A thief with the operator's account, the seal key, and approvals of other statements.
#[test]
fn an_approval_is_of_one_statement_by_one_sender_and_serves_once() {
	run(|| {
		let (company, _) = with_two();
		let (key, second) = second();
		let who = operator(1);
		let statement = company.statement(&who);
		let refused = |statement: &UseStatement, approval| {
			assert_noop!(
				send(&company, &operator(1), statement.clone(), None, approval),
				Error::<Test>::ApprovalInvalid
			);
		};
		let changes: [fn(&mut UseStatement); 6] = [
			|said| said.seal = SealId(9),
			|said| said.grant = None,
			|said| said.nonce += 1,
			|said| said.documents = one(99),
			|said| said.purpose = Purpose::Invoice,
			|said| said.signed_at = said.signed_at.saturating_add(1),
		];
		for change in changes {
			let mut other = statement.clone();
			change(&mut other);
			refused(&statement, approval_by(&key, &who, &other));
		}
		refused(&statement, approval_by(&key, &operator(2), &statement));
		let of_another_chain = Approval {
			key: key.public(),
			signature: key.sign(&statement.bytes_to_approve(H256::zero(), &who)),
		};
		refused(&statement, of_another_chain);
		// What seal keys sign, were it the same key.
		let as_seal_key = Approval {
			key: key.public(),
			signature: key.sign(&statement.bytes_to_sign(genesis_hash::<Test>(), &who)),
		};
		refused(&statement, as_seal_key);
		// By whoever is at hand: the seal key, other keys of all kinds, and another's signature under the second one's key.
		refused(&statement, approval_by(&company.key, &who, &statement));
		for other in Key::of_each_algorithm(77) {
			let mut approval = approval_by(&other, &who, &statement);
			refused(&statement, approval.clone());
			approval.key = key.public();
			refused(&statement, approval);
		}
		let approval = approval_by(&key, &who, &statement);
		assert_ok!(send(&company, &who, statement.clone(), None, approval.clone()));
		assert_noop!(
			send(&company, &who, statement, None, approval),
			Error::<Test>::WrongNonce
		);
		assert_eq!(System::providers(&second), 1);
	});
}

/// An ECDSA key has two accounts: who has both is one person with one secret.
#[test]
fn an_operator_does_not_approve_with_another_account_of_its_own_key() {
	run(|| {
		let key = Key::of_each_algorithm(78)
			.into_iter()
			.find(|key| matches!(key, Key::Ecdsa(_)))
			.unwrap();
		let SealKey::Ecdsa(public) = key.public() else {
			unreachable!("it is an ECDSA key")
		};
		let own = MultiSigner::Ecdsa(public).into_account();
		let ethereum = MultiSigner::Eth(sp_core::ecdsa::KeccakPublic::from_raw(public.0)).into_account();
		for (n, sender, second) in [(1, &own, &ethereum), (2, &ethereum, &own)] {
			let company = Company::new(n);
			assert_ok!(UsageLog::grant_to_two(
				company.origin(),
				company.seal,
				sender.clone(),
				second.clone(),
				purposes(&GRANTED),
				START + YEAR,
				10,
			));
			let statement = company.statement(sender);
			let approval = approval_by(&key, sender, &statement);
			assert_noop!(
				send(&company, sender, statement, None, approval),
				Error::<Test>::ApprovalInvalid
			);
		}
	});
}

#[test]
fn every_kind_of_account_approves() {
	let ethereum = |key: &SealKey| match key {
		SealKey::Ecdsa(key) => Some(MultiSigner::Eth(sp_core::ecdsa::KeccakPublic::from_raw(key.0))),
		_ => None,
	};
	let of_key = |key: &SealKey| match key {
		SealKey::Sr25519(key) => Some(MultiSigner::Sr25519(*key)),
		SealKey::Ed25519(key) => Some(MultiSigner::Ed25519(*key)),
		SealKey::Ecdsa(key) => Some(MultiSigner::Ecdsa(*key)),
		SealKey::Sm2 { .. } => None,
	};
	let mut kinds = 0;
	for key in Key::of_each_algorithm(78) {
		let public = key.public();
		for signer in [of_key(&public), ethereum(&public)].into_iter().flatten() {
			run(|| {
				let company = Company::new(1);
				assert_ok!(try_two(&company, &signer.into_account()));
				let statement = company.statement(&operator(1));
				let approval = approval_by(&key, &operator(1), &statement);
				assert_ok!(send(&company, &operator(1), statement, None, approval));
			});
			kinds += 1;
		}
	}
	assert_eq!(kinds, 4);
}

#[test]
fn no_approval_goes_where_one_operator_suffices() {
	run(|| {
		let company = Company::new(1);
		company.grants(&operator(1));
		for who in [operator(1), company.owner.clone()] {
			let statement = company.statement(&who);
			let approval = approval_by(&second().0, &who, &statement);
			assert_noop!(
				send(&company, &who, statement, None, approval),
				Error::<Test>::NoSecondOperator
			);
			assert_ok!(company.use_by(&who));
		}
	});
}

#[test]
fn the_second_operator_is_another_one() {
	run(|| {
		let company = Company::new(1);
		let Key::Sr25519(pair) = Key::new(1) else {
			unreachable!()
		};
		let holder = AccountId::new(pair.public().0);
		for second in [operator(1), company.owner.clone(), holder] {
			assert_noop!(try_two(&company, &second), Error::<Test>::SecondNotPossible);
		}
		let officer = pallet_agencies::Officers::<Test>::iter_keys().next().unwrap();
		assert_noop!(try_two(&company, &officer), AdmissionError::<Test>::OfficerAtEnterprise);
		let stranger = UsageLog::grant_to_two(
			RuntimeOrigin::signed(operator(1)),
			company.seal,
			operator(1),
			operator(2),
			purposes(&GRANTED),
			START + YEAR,
			10,
		);
		assert_eq!(stranger, Err(Error::<Test>::NotOwner.into()));
		let nobody = UsageLog::grant_to_two(
			RuntimeOrigin::none(),
			company.seal,
			operator(1),
			operator(2),
			purposes(&GRANTED),
			START + YEAR,
			10,
		);
		assert_eq!(nobody, Err(DispatchError::BadOrigin));
		// An operator of the same e-seal may be, and of many grants.
		company.grants(&operator(2));
		assert_ok!(try_two(&company, &operator(2)));
		assert_eq!(System::providers(&operator(2)), 2);
		company.revoke();
		assert_eq!(System::providers(&operator(2)), 0);
	});
}

/// An operator that lends on is not rid of the second one.
#[test]
fn what_takes_two_takes_two_when_it_is_lent_and_when_it_carries_over() {
	run(|| {
		let (company, id) = with_two();
		let (key, second) = second();
		let lend = |to: &AccountId| {
			let origin = RuntimeOrigin::signed(operator(1));
			UsageLog::lend(origin, id, to.clone(), purposes(&[Purpose::Contract]), START + YEAR, 3)
		};
		assert_noop!(lend(&second), Error::<Test>::SecondNotPossible);
		let lent = NextGrantId::<Test>::get();
		assert_ok!(lend(&operator(2)));
		assert_eq!(LentGrants::<Test>::get(id).to_vec(), [lent]);
		assert_eq!(System::providers(&second), 2);
		let approve = |company: &Company, who: &AccountId| {
			let statement = company.statement(who);
			let approval = approval_by(&key, who, &statement);
			send(company, who, statement, None, approval)
		};
		assert_noop!(company.use_by(&operator(2)), Error::<Test>::SecondOperatorNeeded);
		assert_ok!(approve(&company, &operator(2)));
		let new = company.apply(Key::new(60), START..START + YEAR);
		let grants = vec![id, lent].try_into().unwrap();
		assert_ok!(UsageLog::carry_over(new.origin(), new.seal, grants));
		assert_eq!(System::providers(&second), 4);
		let new = new.approved();
		assert_eq!(System::providers(&second), 2);
		for n in [1, 2] {
			assert_noop!(new.use_by(&operator(n)), Error::<Test>::SecondOperatorNeeded);
			assert_ok!(approve(&new, &operator(n)));
		}
		// Nobody's key is the successor's.
		let other = new.apply(second_key(), START..START + YEAR);
		let grants = vec![new_grant(&new)].try_into().unwrap();
		assert_noop!(
			UsageLog::carry_over(other.origin(), other.seal, grants),
			Error::<Test>::SecondNotPossible
		);
	});
}

fn second_key() -> Key {
	second().0
}

fn new_grant(company: &Company) -> GrantId {
	OpenGrants::<Test>::get(company.seal, operator(1)).unwrap()
}
