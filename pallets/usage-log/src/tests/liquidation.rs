//! Uses of an e-seal whose enterprise is in liquidation: by its liquidator, for liquidation, and by nobody else.

use super::*;
use crate::{Error, Heads};
use frame_support::{assert_noop, assert_ok};
use pallet_e_seal::Liquidators;
use sp_runtime::DispatchError;

const LIQUIDATOR: AccountId = AccountId::new([77; 32]);
const ANOTHER: AccountId = AccountId::new([78; 32]);

/// A company in liquidation, with a liquidator, an operator and a use by each of those before.
fn in_liquidation() -> Company {
	let company = Company::new(1);
	company.grants(&operator(1));
	assert_ok!(company.use_by(&company.owner));
	assert_ok!(company.use_by(&operator(1)));
	company.place(Hold::EnterpriseRestricted);
	name(&company, LIQUIDATOR);
	company
}

fn name(company: &Company, account: AccountId) {
	assert_ok!(ESeal::name_liquidator(ms(), company.uscc(), account, document(9)));
}

/// A statement for liquidation, by the right that the account has or would have.
fn liquidating(company: &Company, who: &AccountId) -> UseStatement {
	UseStatement {
		purpose: Purpose::Liquidation,
		..company.statement(who)
	}
}

fn liquidates(company: &Company, who: &AccountId) -> DispatchResult {
	company.record(who, liquidating(company, who))
}

#[test]
fn the_liquidator_uses_the_e_seal_for_liquidation() {
	run(|| {
		let company = in_liquidation();
		events();
		let before = Heads::<Test>::get(company.seal);
		assert_ok!(liquidates(&company, &LIQUIDATOR));
		let head = Heads::<Test>::get(company.seal);
		assert_eq!(
			events_but_alarms(),
			[Event::UseRecorded {
				seal: company.seal,
				uscc: company.registered(),
				index: 2,
				document: document(1),
				purpose: Purpose::Liquidation,
				account: LIQUIDATOR,
				grant: None,
				head: head.digest,
			}]
		);
		// Its uses go on from the owner's.
		assert_eq!((before.by_owner, head.by_owner, head.count), (1, 2, 3));
		let right = UsageLog::api_use_right(company.seal, &LIQUIDATOR);
		assert_eq!(right, Some(UseRight { grant: None, nonce: 2 }));
		// As a batch, too.
		let documents = [document(2), document(3)];
		let statement = UseStatement {
			purpose: Purpose::Liquidation,
			..company.batch_statement(&LIQUIDATOR, &documents)
		};
		assert_ok!(company.record_listed(&LIQUIDATOR, statement, &documents));
		let statement = UseStatement {
			documents: anchored(4),
			..liquidating(&company, &LIQUIDATOR)
		};
		assert_ok!(company.record_anchored(&LIQUIDATOR, statement));
		assert_eq!(Heads::<Test>::get(company.seal).by_owner, 8);
	});
}

#[test]
fn for_nothing_else() {
	run(|| {
		let company = in_liquidation();
		for purpose in Purpose::GRANTABLE {
			let statement = UseStatement {
				purpose,
				..company.statement(&LIQUIDATOR)
			};
			assert_noop!(
				company.record(&LIQUIDATOR, statement),
				Error::<Test>::EnterpriseRestricted
			);
		}
	});
}

#[test]
fn by_nobody_else() {
	run(|| {
		let company = in_liquidation();
		// The owner and an operator neither for what they did before nor for liquidation, nor a stranger.
		for who in [&company.owner, &operator(1)] {
			assert_noop!(company.use_by(who), Error::<Test>::EnterpriseRestricted);
		}
		for who in [company.owner.clone(), ANOTHER, operator(2)] {
			assert_noop!(liquidates(&company, &who), Error::<Test>::NotLiquidator);
		}
		assert_noop!(liquidates(&company, &operator(1)), Error::<Test>::PurposeNotGranted);
		// The liquidator's own account is one factor; the key's signature over this very statement is the other.
		let statement = liquidating(&company, &LIQUIDATOR);
		let origin = || RuntimeOrigin::signed(LIQUIDATOR);
		for signature in [
			company.sign(&company.owner, &statement),
			company.sign(&LIQUIDATOR, &company.statement(&LIQUIDATOR)),
			Key::new(9).sign(b""),
		] {
			assert_noop!(
				UsageLog::record_use(origin(), company.seal, statement.clone(), signature),
				Error::<Test>::SignatureInvalid
			);
		}
		// Nor does the liquidator of one company use another's e-seal.
		let other = Company::new(2);
		other.place(Hold::EnterpriseRestricted);
		assert_noop!(liquidates(&other, &LIQUIDATOR), Error::<Test>::NotLiquidator);
		name(&other, ANOTHER);
		assert_noop!(liquidates(&other, &LIQUIDATOR), Error::<Test>::NotLiquidator);
	});
}

#[test]
fn only_as_long_as_the_liquidation_lasts() {
	run(|| {
		let company = Company::new(1);
		// Before it, and before a liquidator is named.
		for who in [&company.owner, &LIQUIDATOR] {
			assert_noop!(liquidates(&company, who), Error::<Test>::NotLiquidator);
		}
		company.place(Hold::EnterpriseRestricted);
		assert_noop!(liquidates(&company, &LIQUIDATOR), Error::<Test>::NotLiquidator);
		name(&company, LIQUIDATOR);
		let ahead = liquidating(&company, &LIQUIDATOR);
		let signature = company.sign(&LIQUIDATOR, &ahead);
		assert!(company.lift(Hold::EnterpriseRestricted));
		// What was signed meanwhile is of no use any more; the owner is back.
		assert_noop!(
			UsageLog::record_use(RuntimeOrigin::signed(LIQUIDATOR), company.seal, ahead, signature),
			Error::<Test>::NotLiquidator
		);
		assert_ok!(company.use_by(&company.owner));
		assert_eq!(UsageLog::api_use_right(company.seal, &LIQUIDATOR), None);
		// Restricted anew, it is no liquidator by that.
		company.place(Hold::EnterpriseRestricted);
		assert_noop!(liquidates(&company, &LIQUIDATOR), Error::<Test>::NotLiquidator);
	});
	run(|| {
		let company = in_liquidation();
		assert_ok!(outcome(ESeal::deregister_enterprise(ms(), company.uscc())));
		assert_noop!(liquidates(&company, &LIQUIDATOR), Error::<Test>::SealRevoked);
		assert_eq!(Liquidators::<Test>::iter().count(), 0);
	});
}

#[test]
fn another_liquidator_takes_its_place_at_once() {
	run(|| {
		let company = in_liquidation();
		assert_ok!(liquidates(&company, &LIQUIDATOR));
		name(&company, ANOTHER);
		assert_noop!(liquidates(&company, &LIQUIDATOR), Error::<Test>::NotLiquidator);
		assert_ok!(liquidates(&company, &ANOTHER));
	});
}

/// A freeze above all; and whatever Data Resources or the physical seal has to say. Not the owner.
#[test]
fn what_stops_the_liquidator() {
	let errors = [
		(Hold::PlatformSuspension, Error::<Test>::SuspendedByPlatform),
		(Hold::Freeze, Error::SealFrozen),
		(Hold::PhysicalSealLost, Error::PhysicalSealLost),
		(Hold::EnterpriseRenamed, Error::EnterpriseRenamed),
	];
	for (hold, error) in errors {
		run(|| {
			let company = in_liquidation();
			company.place(hold);
			let error = DispatchError::from(error);
			assert_noop!(liquidates(&company, &LIQUIDATOR), error);
			if company.lift(hold) {
				assert_ok!(liquidates(&company, &LIQUIDATOR));
			}
		});
	}
	run(|| {
		let company = Company::new(1);
		company.place(Hold::OwnerSuspension);
		company.place(Hold::EnterpriseRestricted);
		name(&company, LIQUIDATOR);
		assert_ok!(liquidates(&company, &LIQUIDATOR));
		assert_noop!(
			ESeal::resume(company.origin(), company.seal, company.digest()),
			pallet_e_seal::Error::<Test>::LiquidatorActs
		);
	});
	run(|| {
		let company = in_liquidation();
		go_to(START + YEAR);
		assert_noop!(liquidates(&company, &LIQUIDATOR), Error::<Test>::SealExpired);
	});
}

/// Over and over: neither a statement for an owner's use nor one for an operator's becomes the liquidator's, nor the other way round.
#[test]
fn no_right_serves_for_another() {
	run(|| {
		let company = in_liquidation();
		let granted = UsageLog::api_use_right(company.seal, &operator(1)).unwrap().grant;
		for grant in [granted, Some(GrantId(99))] {
			let statement = UseStatement {
				grant,
				..liquidating(&company, &LIQUIDATOR)
			};
			assert_noop!(company.record(&LIQUIDATOR, statement), Error::<Test>::NoGrant);
		}
		// Even one who is an operator, too.
		assert_ok!(company.try_grant(&LIQUIDATOR, &GRANTED, GRANTED_UNTIL, 3));
		let own = OpenGrants::<Test>::get(company.seal, LIQUIDATOR).unwrap();
		let statement = UseStatement {
			grant: Some(own),
			nonce: 0,
			..liquidating(&company, &LIQUIDATOR)
		};
		assert_noop!(company.record(&LIQUIDATOR, statement), Error::<Test>::PurposeNotGranted);
		// Without the grant, it is the liquidator.
		let statement = UseStatement {
			grant: None,
			nonce: 1,
			..liquidating(&company, &LIQUIDATOR)
		};
		assert_ok!(company.record(&LIQUIDATOR, statement));
	});
}

#[test]
fn no_grant_allows_liquidation() {
	run(|| {
		let company = Company::new(1);
		for allowed in [&[Purpose::Liquidation][..], &Purpose::ALL] {
			assert_noop!(
				company.try_grant(&operator(1), allowed, GRANTED_UNTIL, 1),
				Error::<Test>::PurposeOfLiquidator
			);
		}
		assert_ok!(company.try_grant(&operator(1), &Purpose::GRANTABLE, GRANTED_UNTIL, 1));
	});
}

#[test]
fn neither_does_one_to_two_operators_nor_one_that_is_lent() {
	run(|| {
		let company = Company::new(1);
		assert_noop!(
			UsageLog::grant_to_two(
				company.origin(),
				company.seal,
				operator(1),
				operator(2),
				purposes(&[Purpose::Liquidation]),
				GRANTED_UNTIL,
				1
			),
			Error::<Test>::PurposeOfLiquidator
		);
		let from = NextGrantId::<Test>::get();
		assert_ok!(company.try_grant(&operator(1), &Purpose::GRANTABLE, GRANTED_UNTIL, 1));
		assert_noop!(
			UsageLog::lend(
				RuntimeOrigin::signed(operator(1)),
				from,
				operator(2),
				purposes(&[Purpose::Liquidation]),
				GRANTED_UNTIL,
				1
			),
			Error::<Test>::PurposeOfLiquidator
		);
	});
}

/// Of a company that its owner liquidates itself, nothing but liquidation is sealed either.
#[test]
fn an_owner_who_liquidates_does_nothing_else() {
	run(|| {
		let company = Company::new(1);
		company.place(Hold::EnterpriseRestricted);
		name(&company, company.owner.clone());
		assert_ok!(liquidates(&company, &company.owner));
		assert_noop!(company.use_by(&company.owner), Error::<Test>::EnterpriseRestricted);
	});
}

/// What each refused use of many says.
#[test]
fn uses_of_many_e_seals_are_judged_one_by_one() {
	run(|| {
		let (one, two) = (in_liquidation(), Company::new(2));
		two.place(Hold::EnterpriseRestricted);
		name(&two, LIQUIDATOR);
		let third = Company::new(3);
		events();
		let signed = [&one, &two, &third].map(|company| company.signed(&LIQUIDATOR, liquidating(company, &LIQUIDATOR)));
		let uses = signed.to_vec().try_into().unwrap();
		assert_ok!(UsageLog::record_for_many(RuntimeOrigin::signed(LIQUIDATOR), uses));
		let refused: Vec<_> = events()
			.into_iter()
			.filter_map(|event| match event {
				Event::UseRefused { position, error, .. } => Some((position, error)),
				_ => None,
			})
			.collect();
		assert_eq!(refused, [(2, Error::<Test>::NotLiquidator.into())]);
	});
}
