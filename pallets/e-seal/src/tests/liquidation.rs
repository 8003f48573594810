//! The liquidator: named by Market Supervision while the enterprise is in liquidation, in the owner's place.
//!
//! What the liquidator may use the e-seal for, the usage log says.

use super::*;
use crate::{RevokedWith, SealRegistry};
use pallet_admission::Admission as _;

const HELD: Hold = Hold::EnterpriseRestricted;
const ANOTHER: AccountId = AccountId::new([8; 32]);

/// A live e-seal whose enterprise is in liquidation, with a liquidator.
fn in_liquidation() -> SealId {
	let id = issued();
	place(HELD, id);
	assert_ok!(decide::name_liquidator(LIQUIDATOR));
	settle();
	id
}

fn liquidator() -> Option<AccountId> {
	let named = ESeal::api_enterprise(USCC.into()).unwrap().liquidator;
	named.map(|liquidator| liquidator.account)
}

fn lift() {
	assert_ok!(outcome(ESeal::lift_restriction(ms(), text(USCC))));
}

fn deregister() {
	assert_ok!(outcome(ESeal::deregister_enterprise(ms(), text(USCC))));
}

#[test]
fn a_liquidator_is_named_and_admitted() {
	run(|| {
		let id = issued();
		place(HELD, id);
		pass(DAY);
		assert_ok!(decide::name_liquidator(LIQUIDATOR));
		let named = Liquidator {
			account: LIQUIDATOR,
			order: ORDER,
			named_at: now(),
		};
		assert_eq!(ESeal::api_enterprise(USCC.into()).unwrap().liquidator, Some(named));
		let account = LIQUIDATOR;
		assert_eq!(
			events(),
			[Event::LiquidatorNamed {
				uscc: uscc(USCC),
				account: account.clone(),
				order: ORDER,
				replaced: None,
				by: officer_of(MS),
			}]
		);
		let order = ORDER;
		assert_eq!(
			records(USCC)[1..],
			[record(RegisterChange::LiquidatorNamed { account, order }, agency(MS))]
		);
		assert_eq!((providers(&OWNER), providers(&LIQUIDATOR)), (1, 1));
		assert_eq!(
			ESeal::facts(id, now()).map(|facts| facts.liquidator),
			Some(Some(LIQUIDATOR))
		);
		assert_dissolved(&[]);
	});
}

#[test]
fn only_an_enterprise_in_liquidation_has_one() {
	run(|| {
		issued();
		assert_noop!(
			decide::name_liquidator(LIQUIDATOR),
			Error::<Test>::EnterpriseNotRestricted
		);
		for (wrong, error) in WRONG_USCCS {
			let call = || ESeal::name_liquidator(ms(), text(wrong), LIQUIDATOR, ORDER);
			assert_noop!(call(), DispatchError::from(error));
		}
	});
	run(|| {
		let id = in_liquidation();
		lift();
		assert_noop!(
			decide::name_liquidator(LIQUIDATOR),
			Error::<Test>::EnterpriseNotRestricted
		);
		// What is restricted anew has none.
		place(HELD, id);
		assert_eq!(liquidator(), None);
	});
}

#[test]
fn another_one_takes_its_place() {
	run(|| {
		in_liquidation();
		assert_noop!(decide::name_liquidator(LIQUIDATOR), Error::<Test>::LiquidatorUnchanged);
		assert_ok!(decide::name_liquidator(ANOTHER));
		assert!(matches!(
			&events()[..],
			[Event::LiquidatorNamed { account, replaced: Some(before), .. }]
				if *account == ANOTHER && *before == LIQUIDATOR
		));
		assert_eq!(liquidator(), Some(ANOTHER));
		assert_eq!((providers(&LIQUIDATOR), providers(&ANOTHER)), (0, 1));
	});
}

/// Two factors: whoever has the seal key is not the account that sends, and the one who is an officer is neither.
#[test]
fn nobody_is_liquidator_with_the_seal_key_or_as_an_officer() {
	run(|| {
		filed();
		let application = Application {
			pair: SealPair::ecdsa(1),
			..Application::new(1)
		};
		let id = application.issued();
		let pending = Application::new(2).applied();
		place(HELD, id);
		for pair in [application.pair, Application::new(2).pair] {
			for account in pair.accounts() {
				assert_noop!(decide::name_liquidator(account), Error::<Test>::OwnerHasSealKey);
			}
		}
		for seat in [MS, PS, DR] {
			assert_noop!(
				decide::name_liquidator(officer(seat)),
				pallet_admission::Error::<Test>::OfficerAtEnterprise
			);
		}
		assert_ok!(ESeal::withdraw(owner(), pending));
		// Nor does a liquidator become an officer.
		assert_ok!(decide::name_liquidator(LIQUIDATOR));
		let governing = AccountId::new([44; 32]);
		assert_noop!(
			Agencies::add_officer(by(governing), LIQUIDATOR),
			pallet_admission::Error::<Test>::OfficerAtEnterprise
		);
	});
}

/// A revocation that is reversed does not bring the key back that the liquidator has.
#[test]
fn a_correction_is_no_way_to_both_secrets() {
	run(|| {
		let id = corrections::revoked();
		place(HELD, id);
		let with_key = Application::new(1).pair.accounts().remove(0);
		assert_ok!(decide::name_liquidator(with_key));
		let correction = corrections::reversal(id);
		assert_noop!(
			ESeal::propose_correction(dr(), correction, corrections::decision()),
			Error::<Test>::OwnerHasSealKey
		);
		// Nor once it waits.
		assert_ok!(decide::name_liquidator(LIQUIDATOR));
		let (id, digest) = corrections::proposed(correction);
		assert_ok!(decide::name_liquidator(Application::new(1).pair.accounts().remove(0)));
		assert_noop!(
			ESeal::agree_correction(ps(), id, digest).map_err(|e| e.error),
			Error::<Test>::OwnerHasSealKey
		);
	});
}

#[test]
fn its_role_ends_when_the_restriction_is_lifted() {
	run(|| {
		let id = in_liquidation();
		pass(DAY);
		lift();
		let account = LIQUIDATOR;
		assert_eq!(
			events()[1],
			Event::LiquidatorDismissed {
				uscc: uscc(USCC),
				account: account.clone(),
				by: officer_of(MS),
			}
		);
		assert_eq!(
			records(USCC)[2..],
			[
				record(RegisterChange::RestrictionLifted, agency(MS)),
				record(RegisterChange::LiquidatorDismissed { account }, agency(MS)),
			]
		);
		assert_eq!((liquidator(), providers(&LIQUIDATOR)), (None, 0));
		assert_eq!(ESeal::facts(id, now()).unwrap().liquidator, None);
		assert!(ESeal::api_seal(id).unwrap().usable);
	});
}

#[test]
fn its_role_ends_with_the_enterprise_and_a_correction_does_not_bring_it_back() {
	run(|| {
		let id = in_liquidation();
		pass(DAY);
		deregister();
		let (account, entry) = (LIQUIDATOR, seal(id).history_len - 1);
		let revoked = Some(RevokedWith { seal: id, entry });
		let was = EnterpriseStatus::Restricted;
		assert_eq!(
			records(USCC)[2..],
			[
				record(RegisterChange::Deregistered { was, revoked }, agency(MS)),
				record(RegisterChange::LiquidatorDismissed { account }, agency(MS)),
			]
		);
		assert_eq!((providers(&OWNER), providers(&LIQUIDATOR)), (0, 0));

		let subject = RegisterSubject::Enterprise(uscc(USCC));
		let (correction, digest) = corrections::proposed(Correction::ReverseDeregistration {
			uscc: uscc(USCC),
			entry: 2,
			digest: ESeal::api_register_entry_digest(subject, 2).unwrap(),
		});
		assert_ok!(outcome(ESeal::agree_correction(dr(), correction, digest)));
		assert_eq!(enterprise(USCC).status, EnterpriseStatus::Restricted);
		assert_eq!((liquidator(), providers(&LIQUIDATOR)), (None, 0));
		assert_ok!(decide::name_liquidator(LIQUIDATOR));
	});
}

/// Who liquidates several enterprises, owns one, and operates, has one reference for each.
#[test]
fn roles_are_counted_for_each_enterprise() {
	run(|| {
		in_liquidation();
		other_filed();
		assert_ok!(ESeal::restrict_enterprise(ms(), text(OTHER_USCC)));
		assert_ok!(ESeal::name_liquidator(ms(), text(OTHER_USCC), LIQUIDATOR, ORDER));
		register(UNKNOWN_USCC, LIQUIDATOR);
		assert_eq!((providers(&LIQUIDATOR), ESeal::roles_of(&LIQUIDATOR)), (3, 3));
		assert_eq!(Admission::member(&LIQUIDATOR).enterprises, 3);
		lift();
		assert_eq!((providers(&LIQUIDATOR), ESeal::roles_of(&LIQUIDATOR)), (2, 2));
		assert_ok!(decide::change_owner(LIQUIDATOR));
		assert_eq!(providers(&LIQUIDATOR), 3);
	});
}

// --- The owner meanwhile ---

#[test]
fn the_owner_cannot_stop_the_liquidator() {
	run(|| {
		let id = in_liquidation();
		let stopped = Error::<Test>::LiquidatorActs;
		assert_noop!(decide::suspend(owner(), id), stopped);
		assert_noop!(decide::resume(owner(), id), Error::<Test>::LiquidatorActs);
		assert_noop!(
			decide::revoke(owner(), id, RevocationReason::KeyCompromised, None),
			Error::<Test>::LiquidatorActs
		);
		// Others are told what they are told otherwise, the liquidator too.
		for account in [LIQUIDATOR, STRANGER, officer(PS)] {
			assert_noop!(decide::suspend(by(account), id), Error::<Test>::NotAuthorized);
		}
		let late = Application::new(2);
		assert_noop!(late.send(), Error::<Test>::EnterpriseIsRestricted);
		let liquidators = Application {
			owner: LIQUIDATOR,
			..Application::new(2)
		};
		assert_noop!(liquidators.send(), Error::<Test>::NotOwner);
		// Data Resources acts as ever: a key may be compromised.
		assert_ok!(decide::suspend(dr(), id));
		assert_ok!(decide::revoke(dr(), id, RevocationReason::KeyCompromised, None));
	});
}

#[test]
fn before_a_liquidator_is_named_and_after_the_liquidation_the_owner_acts() {
	run(|| {
		let id = issued();
		place(HELD, id);
		assert_ok!(decide::suspend(owner(), id));
		assert_ok!(decide::name_liquidator(LIQUIDATOR));
		assert_noop!(decide::resume(owner(), id), Error::<Test>::LiquidatorActs);
		lift();
		assert_ok!(decide::resume(owner(), id));
	});
}

/// The members of a small company may liquidate it themselves.
#[test]
fn an_owner_may_be_the_liquidator() {
	run(|| {
		let id = issued();
		place(HELD, id);
		assert_ok!(decide::name_liquidator(OWNER));
		assert_eq!(providers(&OWNER), 2);
		assert_ok!(decide::suspend(owner(), id));
		assert_ok!(decide::resume(owner(), id));
		deregister();
		assert_eq!(providers(&OWNER), 0);
	});
}

#[test]
fn a_new_owner_does_not_end_the_liquidation() {
	run(|| {
		let id = in_liquidation();
		assert_ok!(decide::change_owner(NEW_OWNER));
		assert_eq!(liquidator(), Some(LIQUIDATOR));
		assert_noop!(decide::suspend(by(NEW_OWNER), id), Error::<Test>::LiquidatorActs);
	});
}
