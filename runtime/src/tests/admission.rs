//! Who may send extrinsics: real signed ones, through `Executive`.

use super::env::*;
use crate::{AccountId, Runtime, RuntimeCall, System, UncheckedExtrinsic, BUDGETS};
use eseal_primitives::{documents::MAX_LISTED, GrantId, Moment, Purpose, SealId, UsccCheck};
use pallet_admission::{Refusal, Spent, READMISSION_GAP};
use pallet_agencies::Seat;
use pallet_e_seal::{RevocationReason, SealKind};
use pallet_usage_log::{Activity, Heads, Purposes, TotalsOfDay};
use sp_core::sr25519;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};

const USCC: &str = "91330100799655058B";
const OTHER_USCC: &str = "91440300708461136T";
const CODE: &str = "3301000012345";

const MS: Seat = Seat::MarketSupervision;

const NO_ROLE: InvalidTransaction = InvalidTransaction::Custom(Refusal::NoRole.code());
const NOT_YOURS: InvalidTransaction = InvalidTransaction::Custom(Refusal::NotYours.code());
const OVER_BUDGET: InvalidTransaction = InvalidTransaction::Custom(Refusal::OverBudget.code());

fn remark() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![1] }.into()
}

fn add_officer(officer: &sr25519::Pair) -> RuntimeCall {
	let officer = account_of(officer);
	pallet_agencies::Call::add_officer { officer }.into()
}

fn remove_officer(officer: &sr25519::Pair) -> RuntimeCall {
	let officer = account_of(officer);
	pallet_agencies::Call::remove_officer { officer }.into()
}

fn register(uscc: &str, owner: AccountId) -> RuntimeCall {
	RuntimeCall::ESeal(pallet_e_seal::Call::register_enterprise {
		uscc: raw(uscc),
		name: raw("杭州某某有限公司"),
		owner,
		check: UsccCheck::Enforced,
	})
}

/// An enterprise with an active e-seal (number 0, key 2), by real extrinsics.
fn issue_seal(owner: &sr25519::Pair) {
	assert_taken(&officer(MS), register(USCC, account_of(owner)));
	assert_taken(
		&officer(Seat::PublicSecurity),
		RuntimeCall::ESeal(pallet_e_seal::Call::file_physical_seal {
			code: raw(CODE),
			uscc: raw(USCC),
			kind: SealKind::Official,
			imprint: digest(0),
			maker: raw("杭州印章厂"),
		}),
	);
	assert_taken(owner, Form::new(USCC, CODE, 2).apply(&account_of(owner)));
	assert_taken(&officer(Seat::DataResources), approve(0));
}

fn grant(operator: &sr25519::Pair, valid_until: u64) -> RuntimeCall {
	grant_of(operator, valid_until, 2)
}

fn grant_of(operator: &sr25519::Pair, valid_until: u64, quota: u32) -> RuntimeCall {
	RuntimeCall::UsageLog(pallet_usage_log::Call::grant {
		seal: SealId(0),
		operator: account_of(operator),
		purposes: Purposes::try_from(std::collections::BTreeSet::from([Purpose::Contract])).expect("one purpose"),
		valid_until: Moment(valid_until),
		quota,
	})
}

/// A use of e-seal 0, by whatever right the account has now.
fn use_seal(account: &sr25519::Pair) -> RuntimeCall {
	let who = account_of(account);
	record_use(&who, 2, statement(&who, 0, one(7)))
}

#[test]
fn every_account_of_the_genesis_has_one_role_and_may_send() {
	run(|| {
		assert_eq!(frame_system::Account::<Runtime>::iter().count(), 12);
		for seat in Seat::AGENCIES {
			for who in [governor(seat), officer(seat), second_officer(seat), validator(seat)] {
				assert_eq!(System::providers(&account_of(&who)), 1);
				assert_taken(&who, remark());
			}
		}
	});
}

#[test]
fn an_account_that_was_never_admitted_is_refused() {
	run(|| {
		let stranger = pair("Stranger");
		for call in [remark(), register(USCC, account_of(&stranger)), use_seal(&stranger)] {
			assert_refused(&signed(&stranger, 0, call), NO_ROLE);
		}
		assert!(!System::account_exists(&account_of(&stranger)));
	});
}

#[test]
fn an_officer_is_admitted_and_refused_when_dismissed() {
	run(|| {
		let new = pair("New");
		assert_taken(&governor(MS), add_officer(&new));
		assert_taken(&new, register(USCC, account_of(&pair("Owner"))));
		assert_taken(&governor(MS), remove_officer(&new));
		for nonce in [0, 1, 2, READMISSION_GAP + 1] {
			assert_refused(&signed(&new, nonce, remark()), NO_ROLE);
		}
	});
}

/// After so many blocks a new account can end all grants of an enterprise: what that takes at most is more than it begins with.
const BLOCKS_OF_A_NEW_ACCOUNT: u32 = 40;

/// Market Supervision offers the enterprise to an account, which accepts.
fn change_owner(to: &sp_core::sr25519::Pair) {
	let end = now() + DAY;
	let offer = pallet_e_seal::Call::offer_ownership {
		uscc: raw(USCC),
		owner: account_of(to),
		until: end,
		rotate_by: end,
	};
	assert_taken(&officer(MS), offer.into());
	let_pass(BLOCKS_OF_A_NEW_ACCOUNT);
	let accept = pallet_e_seal::Call::accept_ownership {
		uscc: raw(USCC),
		rotate_by: end,
	};
	assert_taken(to, accept.into());
}

#[test]
fn whoever_an_enterprise_is_offered_to_is_admitted_until_the_offer_goes() {
	run(|| {
		let (owner, heir) = (pair("Owner"), pair("Heir"));
		assert_taken(&officer(MS), register(USCC, account_of(&owner)));
		let offer = pallet_e_seal::Call::offer_ownership {
			uscc: raw(USCC),
			owner: account_of(&heir),
			until: now() + DAY,
			rotate_by: now() + DAY,
		};
		assert_refused(&signed(&heir, nonce_of(&heir), remark()), NO_ROLE);
		assert_taken(&officer(MS), offer.into());
		assert_taken(&heir, remark());
		let withdraw = pallet_e_seal::Call::withdraw_offer { uscc: raw(USCC) };
		assert_taken(&officer(MS), withdraw.into());
		assert_refused(&signed(&heir, nonce_of(&heir), remark()), NO_ROLE);
		assert_taken(&owner, remark());
	});
}

#[test]
fn an_owner_is_admitted_until_its_last_enterprise_goes() {
	run(|| {
		let (owner, heir) = (pair("Owner"), pair("Heir"));
		assert_taken(&officer(MS), register(USCC, account_of(&owner)));
		assert_taken(&officer(MS), register(OTHER_USCC, account_of(&owner)));
		assert_eq!(System::providers(&account_of(&owner)), 2);

		change_owner(&heir);
		assert_taken(&owner, remark());
		assert_taken(&heir, remark());

		let strike_off = |uscc| pallet_e_seal::Call::deregister_enterprise { uscc: raw(uscc) };
		assert_taken_from_two(MS, strike_off(OTHER_USCC).into());
		assert_refused(&signed(&owner, nonce_of(&owner), remark()), NO_ROLE);
		assert_taken(&heir, remark());
		assert_taken_from_two(MS, strike_off(USCC).into());
		assert_refused(&signed(&heir, nonce_of(&heir), remark()), NO_ROLE);
	});
}

#[test]
fn an_operator_is_admitted_until_the_grant_is_revoked() {
	run(|| {
		let (owner, operator) = (pair("Owner"), pair("Operator"));
		issue_seal(&owner);
		assert_refused(&signed(&operator, 0, use_seal(&operator)), NO_ROLE);
		assert_taken(&owner, grant(&operator, (now() + DAY).0));
		assert_taken(&operator, use_seal(&operator));
		assert_taken(
			&owner,
			pallet_usage_log::Call::revoke_grant { grant: GrantId(0) }.into(),
		);
		assert_refused(&signed(&operator, 1, use_seal(&operator)), NO_ROLE);
	});
}

#[test]
fn an_operator_loses_the_role_when_the_seal_is_revoked() {
	run(|| {
		let (owner, operator) = (pair("Owner"), pair("Operator"));
		issue_seal(&owner);
		assert_taken(&owner, grant(&operator, (now() + DAY).0));
		assert_taken(&operator, remark());
		let revoke = pallet_e_seal::Call::revoke {
			seal: SealId(0),
			digest: application_digest(0),
			reason: RevocationReason::KeyCompromised,
			effective_at: None,
		};
		let_pass(BLOCKS_OF_A_NEW_ACCOUNT);
		assert_taken(&owner, revoke.into());
		assert_refused(&signed(&operator, 1, remark()), NO_ROLE);
		assert_taken(&owner, remark());
	});
}

#[test]
fn an_operator_loses_the_role_when_the_owner_changes() {
	run(|| {
		let (owner, operator, heir) = (pair("Owner"), pair("Operator"), pair("Heir"));
		issue_seal(&owner);
		assert_taken(&owner, grant(&operator, (now() + DAY).0));
		change_owner(&heir);
		for who in [&owner, &operator] {
			assert_refused(&signed(who, nonce_of(who), remark()), NO_ROLE);
		}
		assert_taken(&heir, remark());
	});
}

#[test]
fn an_operator_who_becomes_the_owner_stays_admitted() {
	run(|| {
		let (owner, operator) = (pair("Owner"), pair("Operator"));
		issue_seal(&owner);
		assert_taken(&owner, grant(&operator, (now() + DAY).0));
		assert_taken(&operator, use_seal(&operator));
		let by_grant = use_seal(&operator);
		change_owner(&operator);
		assert_eq!(System::providers(&account_of(&operator)), 1);
		assert_eq!(nonce_of(&operator), 2);
		// What it signed as an operator serves no more; as the owner it begins where the owners are.
		let refusal = pallet_usage_log::Error::<Runtime>::GrantEnded.into();
		assert_eq!(block(signed(&operator, 2, by_grant)), Ok(Err(refusal)));
		assert_taken(&operator, use_seal(&operator));
		let head = Heads::<Runtime>::get(SealId(0));
		assert_eq!((head.count, head.by_owner), (2, 1));
	});
}

#[test]
fn an_operator_loses_the_role_on_the_day_after_the_grant_ends() {
	run(|| {
		let (owner, operator) = (pair("Owner"), pair("Operator"));
		issue_seal(&owner);
		let until = now() + DAY / 2;
		assert_taken(&owner, grant(&operator, until.0));

		// Over, but its day is not: the role is still there, and the seal refuses.
		next_block(DAY / 2);
		next_block(0);
		let late = signed(&operator, 0, use_seal(&operator));
		let refusal = pallet_usage_log::Error::<Runtime>::GrantExpired.into();
		assert_eq!(block(late), Ok(Err(refusal)));
		assert_eq!(System::providers(&account_of(&operator)), 1);

		next_block(DAY);
		next_block(0);
		assert_refused(&signed(&operator, 1, remark()), NO_ROLE);
	});
}

#[test]
fn an_old_extrinsic_does_not_replay_after_readmission() {
	run(|| {
		let new = pair("New");
		assert_taken(&governor(MS), add_officer(&new));
		let sent: Vec<_> = (0..3).map(|nonce| signed(&new, nonce, remark())).collect();
		for extrinsic in &sent {
			assert_eq!(block(extrinsic.clone()), Ok(Ok(())));
		}
		// Signed before the dismissal, and never sent.
		let ahead = [3, 4, 100, 2 + READMISSION_GAP].map(|nonce| signed(&new, nonce, remark()));

		for round in 1..=3 {
			assert_taken(&governor(MS), remove_officer(&new));
			assert!(!System::account_exists(&account_of(&new)));
			assert_taken(&governor(MS), add_officer(&new));
			assert!(nonce_of(&new) >= 3 + round * READMISSION_GAP);
			for extrinsic in sent.iter().chain(&ahead) {
				assert_refused(extrinsic, InvalidTransaction::Stale);
			}
		}
		assert_taken(&new, remark());
	});
}

#[test]
fn an_old_extrinsic_does_not_replay_after_readmission_in_another_role() {
	run(|| {
		let person = pair("Person");
		assert_taken(&governor(MS), add_officer(&person));
		let old = signed(&person, 0, remark());
		assert_eq!(block(old.clone()), Ok(Ok(())));
		let ahead = signed(&person, 1, remark());
		assert_taken(&governor(MS), remove_officer(&person));

		assert_taken(&officer(MS), register(USCC, account_of(&person)));
		assert_refused(&old, InvalidTransaction::Stale);
		assert_refused(&ahead, InvalidTransaction::Stale);
		assert_taken(&person, remark());
	});
}

#[test]
fn an_operator_readmitted_cannot_replay_a_use() {
	run(|| {
		let (owner, operator) = (pair("Owner"), pair("Operator"));
		issue_seal(&owner);
		assert_taken(&owner, grant(&operator, (now() + DAY).0));
		let use_of_first_grant = use_seal(&operator);
		let used = signed(&operator, 0, use_of_first_grant.clone());
		assert_eq!(block(used.clone()), Ok(Ok(())));
		assert_taken(
			&owner,
			pallet_usage_log::Call::revoke_grant { grant: GrantId(0) }.into(),
		);
		assert_taken(&owner, grant(&operator, (now() + DAY).0));
		assert_refused(&used, InvalidTransaction::Stale);
		// The same statement in a fresh extrinsic names the grant that has ended.
		type LogError = pallet_usage_log::Error<Runtime>;
		let again = |call: &RuntimeCall| block(signed(&operator, nonce_of(&operator), call.clone()));
		assert_eq!(again(&use_of_first_grant), Ok(Err(LogError::GrantEnded.into())));
		// The new grant begins at 0, and takes each statement once.
		let use_of_second_grant = use_seal(&operator);
		assert_taken(&operator, use_of_second_grant.clone());
		assert_eq!(again(&use_of_second_grant), Ok(Err(LogError::WrongNonce.into())));
		assert_eq!(Heads::<Runtime>::get(SealId(0)).records, 2);
	});
}

/// What a failed call stored is undone; that it failed is counted all the same, if a block has it.
#[test]
fn a_refused_use_is_counted_for_the_e_seal_that_it_names() {
	run(|| {
		type LogError = pallet_usage_log::Error<Runtime>;
		let (owner, operator) = (pair("Owner"), pair("Operator"));
		issue_seal(&owner);
		assert_taken(&owner, grant_of(&operator, (now() + DAY).0, 20));
		let account = account_of(&operator);
		let fails = |who: &sr25519::Pair, call: RuntimeCall, error: LogError| {
			assert_eq!(block(signed(who, nonce_of(who), call)), Ok(Err(error.into())));
		};
		let refused = || Activity::<Runtime>::get(SealId(0)).today.refused;

		let documents = listed(0, 3);
		let batch = || statement(&account, 0, batch_of(&documents));
		let wrong_key = [
			record_use(&account, 3, statement(&account, 0, one(7))),
			record_uses(&account, 3, batch(), &documents),
			anchor_batch(&account, 3, batch()),
		];
		for (call, before) in wrong_key.into_iter().zip(0..) {
			assert_eq!(refused(), before);
			fails(&operator, call, LogError::SignatureInvalid);
		}
		assert_eq!(refused(), 3);

		// Of uses sent with others, those that are passed over, once each.
		let uses = [3, 2, 3].map(|key| signed_use(&account, key, statement(&account, 0, one(7))));
		assert_taken(&operator, record_for_many(uses.to_vec()));
		assert_eq!(refused(), 5);

		// What is in no block, what is no use, and a use that is recorded.
		let stranger = pair("Stranger");
		assert_refused(&signed(&stranger, 0, use_seal(&stranger)), NO_ROLE);
		let no_such = pallet_usage_log::Call::revoke_grant { grant: GrantId(9) };
		fails(&owner, no_such.into(), LogError::GrantNotFound);
		assert_taken(&operator, use_seal(&operator));
		assert_eq!(refused(), 5);

		// A number that no e-seal has leaves nothing, however often it is tried.
		for seal in [1, 7, u64::MAX] {
			let unknown = record_use(&account, 2, statement(&account, seal, one(7)));
			fails(&operator, unknown, LogError::SealNotFound);
		}
		assert_eq!(Activity::<Runtime>::iter_keys().collect::<Vec<_>>(), [SealId(0)]);

		next_block(0);
		let totals = TotalsOfDay::<Runtime>::get(now().day() as u32);
		assert_eq!((totals.records, totals.uses, totals.refused), (2, 2, 5));
	});
}

/// An honest operator: it lists as many documents as a call takes within two minutes of its grant, and after a pause at least
/// twice at once.
#[test]
fn an_operator_lists_as_many_documents_as_a_call_takes() {
	run(|| {
		let (owner, operator) = (pair("Owner"), pair("Operator"));
		let account = account_of(&operator);
		issue_seal(&owner);
		assert_taken(&owner, grant_of(&operator, (now() + DAY).0, 10 * MAX_LISTED));
		let list = |n: u64| {
			let documents = listed(10_000 * (n + 1), MAX_LISTED);
			record_uses(&account, 2, statement(&account, 0, batch_of(&documents)), &documents)
		};
		let extrinsic = |n: u64| signed(&operator, nonce_of(&operator), list(n));

		// It begins with an eighth of its burst.
		assert_refused(&extrinsic(0), OVER_BUDGET);
		let granted_at = height();
		// A block that begins a session takes nothing, as it is full.
		let not_yet = [OVER_BUDGET, InvalidTransaction::ExhaustsResources]
			.map(|reason| Err(TransactionValidityError::from(reason)));
		while not_yet.contains(&block(extrinsic(0))) {
			next_block(0);
			assert!(height() - granted_at <= 60, "two minutes after the grant");
		}
		assert_eq!(Heads::<Runtime>::get(SealId(0)).count, u64::from(MAX_LISTED));

		frame_system::Account::<Runtime>::mutate(&account, |account| account.data.spent = Spent::default());
		let (weight, bytes) = cost(&operator, &list(1));
		let budget = BUDGETS.operator;
		let at_once = (budget.weight.burst / weight).min(budget.bytes.burst / bytes);
		println!("{MAX_LISTED} documents: {weight} ps, {bytes} bytes; {at_once} times at once");
		assert!(
			at_once >= 2,
			"an operator lists {MAX_LISTED} documents {at_once} times at once"
		);
		for n in 1..=at_once {
			assert_taken(&operator, list(n));
		}
		assert_refused(&extrinsic(at_once + 1), OVER_BUDGET);
	});
}

#[test]
fn a_future_nonce_waits_in_the_pool_and_does_not_enter_a_block() {
	run(|| {
		let ahead = signed(&officer(MS), 1, remark());
		assert_eq!(pool(&ahead), Ok(()));
		assert_eq!(block(ahead), Err(InvalidTransaction::Future.into()));
	});
}

#[test]
fn an_extrinsic_that_another_key_signed_is_refused() {
	run(|| {
		let real = signed(&officer(MS), 0, remark());
		let mut bytes = codec::Encode::encode(&real);
		let forged: UncheckedExtrinsic = {
			// The account's last byte: still an account, not the signer's.
			let account = account_of(&officer(MS));
			let account: &[u8; 32] = account.as_ref();
			let at = bytes
				.windows(32)
				.position(|window| window == account)
				.expect("it is there");
			bytes[at + 31] ^= 1;
			codec::Decode::decode(&mut &bytes[..]).expect("it decodes")
		};
		assert_refused(&forged, InvalidTransaction::BadProof);
	});
}

#[test]
fn an_extrinsic_for_another_chain_is_refused() {
	let foreign = {
		let mut other = chain();
		other.execute_with(|| {
			frame_system::BlockHash::<Runtime>::insert(0, sp_core::H256::repeat_byte(1));
			signed(&officer(MS), 0, remark())
		})
	};
	run(|| assert_refused(&foreign, InvalidTransaction::BadProof));
}

#[test]
fn a_refused_call_of_an_admitted_account_is_on_record() {
	run(|| {
		let call = pallet_e_seal::Call::restrict_enterprise { uscc: raw(USCC) };
		let refused = signed(&officer(MS), 0, call.into());
		let refusal = DispatchError::from(pallet_e_seal::Error::<Runtime>::EnterpriseNotFound);
		assert_eq!(block(refused), Ok(Err(refusal)));
		assert_eq!(nonce_of(&officer(MS)), 1);
		assert!(System::events().iter().any(|record| matches!(
			record.event,
			crate::RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
				dispatch_error,
				..
			}) if dispatch_error == refusal
		)));
	});
}

#[test]
fn a_validator_changes_its_session_keys_and_nobody_else_has_any() {
	run(|| {
		let alice = validator(MS);
		let mut aura = pair("Alice//fresh");
		let mut grandpa = <sp_core::ed25519::Pair as sp_core::Pair>::from_seed(&[7; 32]);
		let call = super::origins::set_keys(&account_of(&alice), &mut aura, &mut grandpa);
		assert_taken(&alice, call.clone());
		let officer = officer(MS);
		let own = super::origins::set_keys(&account_of(&officer), &mut aura, &mut grandpa);
		for keys in [call.clone(), own] {
			assert_refused(&signed(&officer, 0, keys), NOT_YOURS);
		}
		let bob = validator(Seat::PublicSecurity);
		let refusal = pallet_session::Error::<Runtime>::InvalidProof.into();
		assert_eq!(block(signed(&bob, 0, call)), Ok(Err(refusal)));
	});
}
