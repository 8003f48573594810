//! Every way in which a use is not taken: a typed error, and nothing changed.

use super::*;
use crate::{Error, Heads, LogHead};
use frame_support::{assert_noop, assert_ok};
use pallet_agencies::genesis_hash;
use pallet_e_seal::RejectionReason;
use sp_runtime::DispatchError;

/// An enterprise whose operator has a grant.
fn with_operator() -> (Company, AccountId) {
	let company = Company::new(1);
	company.grants(&operator(1));
	(company, operator(1))
}

fn refused(case: &str, company: &Company, who: &AccountId, statement: UseStatement, signature: SealSignature) {
	println!("{case}, sent by {who}");
	assert_noop!(
		UsageLog::record_use(RuntimeOrigin::signed(who.clone()), company.seal, statement, signature),
		Error::<Test>::SignatureInvalid
	);
}

#[test]
fn a_signature_that_is_not_the_seal_keys_over_this_statement() {
	for (n, key) in Key::of_each_algorithm(1).into_iter().enumerate() {
		run(|| {
			let company = Company::with_key(1, key);
			let other = Company::with_key(2, Key::of_each_algorithm(2)[n].clone());
			company.grants(&operator(1));
			let senders = [company.owner.clone(), operator(1)];
			for (who, another) in [(&senders[0], &senders[1]), (&senders[1], &senders[0])] {
				let statement = company.statement(who);
				let genesis = genesis_hash::<Test>();
				let bytes = statement.bytes_to_sign(genesis, who);
				let elsewhere = UseStatement {
					seal: other.seal,
					..statement.clone()
				};
				let unnamed = (genesis, who, &statement).encode();
				let [sr25519, ed25519, ecdsa, sm2] = Key::of_each_algorithm(3);
				let cases = [
					("a fresh Sr25519 key", sr25519.sign(&bytes)),
					("a fresh Ed25519 key", ed25519.sign(&bytes)),
					("a fresh ECDSA key", ecdsa.sign(&bytes)),
					("a fresh SM2 key", sm2.sign(&bytes)),
					("another e-seal's key", other.key.sign(&bytes)),
					("another e-seal's statement", company.sign(who, &elsewhere)),
					("another account's statement", company.sign(another, &statement)),
					(
						"another chain",
						company.key.sign(&statement.bytes_to_sign(H256::repeat_byte(1), who)),
					),
					("no domain", company.key.sign(&unnamed)),
					(
						"the domain of another version",
						company.key.sign(&[&b"eseal:use:v1"[..], &unnamed[..]].concat()),
					),
					(
						"the domain of a proof of possession",
						company.key.sign(&[&b"eseal:possession:v1"[..], &unnamed[..]].concat()),
					),
					("the statement alone", company.key.sign(&statement.encode())),
					("nothing", company.key.sign(&[])),
				];
				for (case, signature) in cases {
					refused(case, &company, who, statement.clone(), signature);
				}
				assert_ok!(company.record(who, statement));
			}
		});
	}
}

#[test]
fn a_statement_changed_after_it_was_signed() {
	run(|| {
		let (company, operator) = with_operator();
		let changes: [(_, fn(&mut UseStatement)); 4] = [
			("another document", |statement| statement.documents = one(2)),
			("another digest", |statement| {
				statement.documents = Documents::One(DocumentDigest::Commitment(H256::repeat_byte(1)));
			}),
			("another purpose", |statement| statement.purpose = Purpose::Invoice),
			("another time", |statement| statement.signed_at.0 -= 1),
		];
		for who in [&company.owner, &operator] {
			for (case, change) in changes {
				let mut statement = company.statement(who);
				let signature = company.sign(who, &statement);
				change(&mut statement);
				refused(case, &company, who, statement, signature);
			}
		}
	});
}

#[test]
fn a_statement_for_another_seal() {
	run(|| {
		let (company, operator) = with_operator();
		let other = Company::new(2);
		other.grants(&operator);
		let statement = other.statement(&operator);
		for signer in [&company, &other] {
			let signature = signer.sign(&operator, &statement);
			let origin = RuntimeOrigin::signed(operator.clone());
			assert_noop!(
				UsageLog::record_use(origin, company.seal, statement.clone(), signature),
				Error::<Test>::StatementForAnotherSeal
			);
		}
		assert_ok!(other.record(&operator, statement));
	});
}

#[test]
fn a_statement_out_of_turn() {
	run(|| {
		let (company, operator) = with_operator();
		for who in [&company.owner, &operator] {
			let first = company.statement(who);
			let with_nonce = |nonce| company.record(who, UseStatement { nonce, ..first.clone() });
			assert_noop!(with_nonce(1), Error::<Test>::WrongNonce);
			assert_noop!(with_nonce(u64::MAX), Error::<Test>::WrongNonce);
			assert_ok!(with_nonce(0));
			// Replayed in the same block and later.
			assert_noop!(with_nonce(0), Error::<Test>::WrongNonce);
			pass(1);
			assert_noop!(with_nonce(0), Error::<Test>::WrongNonce);
			assert_noop!(with_nonce(2), Error::<Test>::WrongNonce);
			assert_ok!(with_nonce(1));
		}
	});
}

/// A new grant counts from 0 again. The statements of the old one are not good for it, sent or not.
#[test]
fn a_statement_replayed_under_a_new_grant() {
	run(|| {
		let (company, operator) = with_operator();
		let used = company.statement(&operator);
		let signature = company.sign(&operator, &used);
		assert_ok!(company.record(&operator, used.clone()));
		let unsent = company.statement(&operator);
		assert_ok!(UsageLog::revoke_grant(company.origin(), GrantId(0)));
		for statement in [&used, &unsent] {
			assert_noop!(company.record(&operator, statement.clone()), Error::<Test>::GrantEnded);
		}
		let grant = Some(company.grants(&operator));
		for statement in [&used, &unsent] {
			assert_noop!(company.record(&operator, statement.clone()), Error::<Test>::GrantEnded);
		}
		let moved = UseStatement { grant, ..used };
		assert_eq!(
			moved,
			company.statement(&operator),
			"it lacks nothing but its own signature"
		);
		refused("another grant", &company, &operator, moved, signature);
		assert_ok!(company.use_by(&operator));
	});
}

#[test]
fn an_owners_statement_after_another_owner_and_back() {
	run(|| {
		let company = Company::new(1);
		let (owner, heir) = (&company.owner, account(2));
		let used = company.statement(owner);
		assert_ok!(company.record(owner, used.clone()));
		let unsent = company.statement(owner);
		let signature = company.sign(owner, &unsent);
		let inherited = company.change_owner(&heir);
		for statement in [&used, &unsent] {
			assert_noop!(company.record(owner, statement.clone()), Error::<Test>::NoGrant);
		}
		assert_eq!(unsent, inherited.statement(&heir));
		refused("the old owner's", &inherited, &heir, unsent.clone(), signature);
		assert_ok!(inherited.use_by(&heir));

		let back = inherited.change_owner(owner);
		for statement in [used, unsent] {
			assert_noop!(back.record(owner, statement), Error::<Test>::WrongNonce);
		}
		assert_ok!(back.use_by(owner));
	});
}

#[test]
fn a_statement_of_an_operator_that_became_the_owner_and_an_operator_again() {
	run(|| {
		let (company, operator) = with_operator();
		let as_operator = company.statement(&operator);
		let inherited = company.change_owner(&operator);
		let as_owner = inherited.statement(&operator);
		assert_noop!(
			inherited.record(&operator, as_operator.clone()),
			Error::<Test>::GrantEnded
		);
		let back = inherited.change_owner(&company.owner);
		back.grants(&operator);
		assert_noop!(back.record(&operator, as_operator), Error::<Test>::GrantEnded);
		assert_noop!(back.record(&operator, as_owner), Error::<Test>::NoGrant);
		assert_ok!(back.use_by(&operator));
	});
}

#[test]
fn a_statement_for_the_predecessor() {
	run(|| {
		let (company, operator) = with_operator();
		let statement = company.statement(&operator);
		let successor = company.apply(Key::new(2), START..START + YEAR).approved();
		successor.grants(&operator);
		assert_noop!(company.record(&operator, statement.clone()), Error::<Test>::SealRevoked);
		assert_noop!(
			successor.record(&operator, statement),
			Error::<Test>::StatementForAnotherSeal
		);
		assert_ok!(successor.use_by(&operator));
	});
}

#[test]
fn a_statement_too_old_or_from_the_future() {
	run(|| {
		let (company, operator) = with_operator();
		go_to(START + HOUR);
		let (oldest, newest) = (now() - StatementLifetime::get(), now() + MaxClockAhead::get());
		for who in [&company.owner, &operator] {
			let at = |signed_at| {
				company.record(
					who,
					UseStatement {
						signed_at,
						..company.statement(who)
					},
				)
			};
			for moment in [Moment(0), oldest - 1] {
				assert_noop!(at(Moment(moment.0)), Error::<Test>::StatementTooOld);
			}
			for moment in [newest + 1, Moment::MAX] {
				assert_noop!(at(moment), Error::<Test>::StatementFromFuture);
			}
			assert_ok!(at(oldest));
			assert_ok!(at(newest));
		}
	});
}

#[test]
fn a_statement_that_grew_too_old() {
	run(|| {
		let company = Company::new(1);
		let statement = company.statement(&company.owner);
		pass(StatementLifetime::get() + 1);
		assert_noop!(
			company.record(&company.owner, statement),
			Error::<Test>::StatementTooOld
		);
		assert_ok!(company.use_by(&company.owner));
	});
}

#[test]
fn a_grant_whose_time_is_over() {
	run(|| {
		let (company, operator) = with_operator();
		go_to(GRANTED_UNTIL - 1);
		assert_ok!(company.use_by(&operator));
		let last = company.statement(&operator);
		go_to(GRANTED_UNTIL);
		assert_noop!(company.use_by(&operator), Error::<Test>::GrantExpired);
		assert_ok!(company.use_by(&company.owner));

		go_to(START + 2 * DAY);
		assert_noop!(company.use_by(&operator), Error::<Test>::GrantExpired);
		UsageLog::end_expired_grants(frame_support::weights::Weight::MAX);
		assert_noop!(company.use_by(&operator), Error::<Test>::NoGrant);
		assert_noop!(company.record(&operator, last), Error::<Test>::GrantExpired);
	});
}

#[test]
fn a_grant_that_is_used_up() {
	run(|| {
		let (company, operator) = with_operator();
		for _ in 0..QUOTA {
			assert_ok!(company.use_by(&operator));
		}
		assert_noop!(company.use_by(&operator), Error::<Test>::QuotaExhausted);
		assert_ok!(company.use_by(&company.owner));

		// Refused uses do not count, and another grant has a quota of its own.
		assert_ok!(UsageLog::revoke_grant(company.origin(), GrantId(0)));
		company.grants(&operator);
		for _ in 0..QUOTA {
			assert_noop!(
				company.record(
					&operator,
					UseStatement {
						nonce: 99,
						..company.statement(&operator)
					}
				),
				Error::<Test>::WrongNonce
			);
			assert_ok!(company.use_by(&operator));
		}
		assert_noop!(company.use_by(&operator), Error::<Test>::QuotaExhausted);
	});
}

#[test]
fn a_purpose_that_was_not_granted() {
	run(|| {
		let (company, operator) = with_operator();
		for purpose in Purpose::ALL {
			let statement = UseStatement {
				purpose,
				..company.statement(&operator)
			};
			if GRANTED.contains(&purpose) {
				assert_ok!(company.record(&operator, statement));
			} else {
				assert_noop!(company.record(&operator, statement), Error::<Test>::PurposeNotGranted);
			}
		}
	});
}

#[test]
fn an_account_without_a_grant_for_this_seal() {
	run(|| {
		let company = Company::new(1);
		let other = Company::new(2);
		other.grants(&operator(2));
		let ended = company.grants(&operator(3));
		assert_ok!(UsageLog::revoke_grant(company.origin(), ended));
		let officers = [ms(), ps(), dr()].map(|origin| frame_system::ensure_signed(origin).unwrap());
		let others = [account(200), other.owner.clone(), operator(2), operator(3)];
		for who in others.into_iter().chain(officers) {
			assert_noop!(company.use_by(&who), Error::<Test>::NoGrant);
		}

		let heir = company.change_owner(&account(9));
		assert_noop!(heir.use_by(&company.owner), Error::<Test>::NoGrant);
		assert_ok!(heir.use_by(&heir.owner));
	});
}

/// Everyone says the number of a grant; it serves its operator for its e-seal alone.
#[test]
fn a_grant_that_is_not_the_senders_for_this_seal() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let ended = company.grants(&operator(1));
		assert_ok!(UsageLog::revoke_grant(company.origin(), ended));
		let own = company.grants(&operator(1));
		let of_another = company.grants(&operator(2));
		let for_another_seal = other.grants(&operator(1));
		let with_grant = |who: &AccountId, grant| {
			company.record(
				who,
				UseStatement {
					grant,
					..company.statement(who)
				},
			)
		};
		let none = GrantId(99);
		for grant in [None, Some(of_another), Some(for_another_seal), Some(none)] {
			assert_noop!(with_grant(&operator(1), grant), Error::<Test>::NoGrant);
		}
		assert_noop!(with_grant(&operator(1), Some(ended)), Error::<Test>::GrantEnded);
		let strangers = [other.owner.clone(), operator(3), account(200)];
		for who in [&company.owner].into_iter().chain(&strangers) {
			for grant in [ended, own, of_another, for_another_seal, none] {
				assert_noop!(with_grant(who, Some(grant)), Error::<Test>::NoGrant);
			}
		}
		assert_ok!(with_grant(&operator(1), Some(own)));
		assert_ok!(with_grant(&company.owner, None));
	});
}

#[test]
fn an_origin_that_nobody_signed() {
	run(|| {
		let company = Company::new(1);
		let statement = company.statement(&company.owner);
		let signature = company.sign(&company.owner, &statement);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				UsageLog::record_use(origin, company.seal, statement.clone(), signature.clone()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_seal_under_each_hold() {
	let errors = [
		Error::<Test>::SuspendedByOwner,
		Error::<Test>::SuspendedByPlatform,
		Error::<Test>::SealFrozen,
		Error::<Test>::PhysicalSealLost,
		Error::<Test>::EnterpriseRestricted,
		Error::<Test>::EnterpriseRenamed,
	]
	.map(DispatchError::from);
	for (hold, error) in ALL_HOLDS.into_iter().zip(errors) {
		run(|| {
			let (company, operator) = with_operator();
			company.place(hold);
			for who in [&company.owner, &operator] {
				println!("{hold:?}, sent by {who}");
				assert_noop!(company.use_by(who), error);
			}
			let lifted = company.lift(hold);
			assert_eq!(
				lifted,
				!matches!(hold, Hold::PhysicalSealLost | Hold::EnterpriseRenamed)
			);
			for who in [&company.owner, &operator] {
				assert_eq!(company.use_by(who).is_ok(), lifted);
			}
		});
	}
}

#[test]
fn a_seal_under_every_hold_until_the_last_is_lifted() {
	run(|| {
		let (company, operator) = with_operator();
		let passing = [
			Hold::OwnerSuspension,
			Hold::PlatformSuspension,
			Hold::Freeze,
			Hold::EnterpriseRestricted,
		];
		for hold in passing {
			company.place(hold);
		}
		for hold in passing {
			for who in [&company.owner, &operator] {
				assert!(company.use_by(who).is_err(), "before {hold:?} is lifted");
			}
			assert!(company.lift(hold));
		}
		assert_ok!(company.use_by(&operator));
	});
}

#[test]
fn a_seal_outside_its_validity() {
	run(|| {
		let (from, until) = (START + HOUR, START + 2 * HOUR);
		let company = Company::register(1).apply(Key::new(1), from..until).approved();
		company.grants(&operator(1));
		let refused_to_both = |error: Error<Test>| {
			let error = DispatchError::from(error);
			for who in [&company.owner, &operator(1)] {
				assert_noop!(company.use_by(who), error);
			}
		};
		let taken_from_both = || {
			for who in [&company.owner, &operator(1)] {
				assert_ok!(company.use_by(who));
			}
		};
		refused_to_both(Error::SealNotYetValid);
		go_to(from - 1);
		refused_to_both(Error::SealNotYetValid);
		go_to(from);
		taken_from_both();
		go_to(until - 1);
		taken_from_both();
		go_to(until);
		refused_to_both(Error::SealExpired);
		go_to(until + DAY);
		refused_to_both(Error::SealExpired);
	});
}

#[test]
fn a_seal_that_is_revoked_with_and_without_holds() {
	for hold in [None, Some(Hold::Freeze), Some(Hold::PhysicalSealLost)] {
		run(|| {
			let (company, operator) = with_operator();
			assert_ok!(company.use_by(&operator));
			if let Some(hold) = hold {
				company.place(hold);
			}
			company.revoke();
			for who in [&company.owner, &operator, &account(200)] {
				assert_noop!(company.use_by(who), Error::<Test>::SealRevoked);
			}
			assert_eq!(Heads::<Test>::get(company.seal).count, 1);
		});
	}
}

#[test]
fn a_seal_that_was_never_issued() {
	run(|| {
		let nothing = Company::register(1);
		assert_noop!(nothing.use_by(&nothing.owner), Error::<Test>::SealNotFound);
		let next = Company {
			seal: SealId(0),
			..nothing.clone()
		};
		assert_noop!(next.use_by(&next.owner), Error::<Test>::SealNotFound);

		let not_issued = |company: &Company| {
			for who in [&company.owner, &operator(1)] {
				assert_noop!(company.use_by(who), Error::<Test>::SealNotIssued);
			}
		};
		let withdrawn = nothing.apply(Key::new(1), START..START + YEAR);
		not_issued(&withdrawn);
		assert_ok!(ESeal::withdraw(withdrawn.origin(), withdrawn.seal));
		not_issued(&withdrawn);
		let rejected = nothing.apply(Key::new(2), START..START + YEAR);
		assert_ok!(ESeal::reject(
			dr(),
			rejected.seal,
			rejected.digest(),
			RejectionReason::Other
		));
		not_issued(&rejected);
	});
}

#[test]
fn a_log_at_its_end() {
	let ends: [fn(&mut LogHead); 3] = [
		|head| head.count = u64::MAX,
		|head| head.records = u64::MAX,
		|head| head.by_owner = u64::MAX,
	];
	for end in ends {
		new_test_ext().execute_with(|| {
			let company = Company::new(1);
			Heads::<Test>::mutate(company.seal, end);
			assert_noop!(company.use_by(&company.owner), Error::<Test>::Overflow);
		});
	}
}
