//! Single uses of many e-seals in one call: each is recorded or refused as if it had been sent alone.

use super::*;
use crate::{Call, Error, Heads, Records};
use codec::DecodeAll;
use eseal_primitives::statement::MAX_MANY;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, storage::with_transaction, weights::Weight};
use sp_io::storage::root;
use sp_runtime::{DispatchError, StateVersion, TransactionOutcome};

/// What became of a use: its e-seal, and its index or why it was refused.
type Outcome = (SealId, Result<u64, DispatchError>);

/// Sends uses together, and reads what became of each from the events, which it takes.
fn send(who: &AccountId, uses: &[SignedUse]) -> Vec<Outcome> {
	events();
	let origin = RuntimeOrigin::signed(who.clone());
	assert_ok!(UsageLog::record_for_many(origin, uses.to_vec().try_into().unwrap()));
	let announced = events_but_alarms();
	assert_eq!(announced.len(), uses.len(), "one event for each");
	announced
		.into_iter()
		.zip(0..)
		.map(|(event, place)| match event {
			Event::UseRecorded { seal, index, .. } => (seal, Ok(index)),
			Event::UseRefused { position, seal, error } => {
				assert_eq!(position, place);
				(seal, Err(error))
			}
			other => panic!("{other:?}"),
		})
		.collect()
}

/// The same, without the e-seals.
fn outcomes(who: &AccountId, uses: &[SignedUse]) -> Vec<Result<u64, DispatchError>> {
	send(who, uses).into_iter().map(|(_, outcome)| outcome).collect()
}

fn refused(error: Error<Test>) -> Result<u64, DispatchError> {
	Err(error.into())
}

/// The account's use after `ahead` others by the same right.
fn use_after(company: &Company, who: &AccountId, ahead: u64) -> SignedUse {
	let next = company.statement(who);
	let nonce = next.nonce + ahead;
	company.signed(who, UseStatement { nonce, ..next })
}

/// The account's next use.
fn next_use(company: &Company, who: &AccountId) -> SignedUse {
	use_after(company, who, 0)
}

/// So many companies, and an operator of all of them.
fn with_operator(count: u8) -> (Vec<Company>, AccountId) {
	let companies: Vec<_> = (1..=count).map(Company::new).collect();
	for company in &companies {
		company.grants(&operator(1));
	}
	(companies, operator(1))
}

/// Does something, takes it back, and returns the root of what was stored in between, but for the events.
fn root_after(act: impl FnOnce()) -> Vec<u8> {
	with_transaction(|| {
		act();
		events();
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(root(StateVersion::V1)))
	})
	.unwrap()
}

/// With a key of each algorithm, SM2 among them, by their operator and as the owner of the last.
#[test]
fn uses_sent_together_are_what_they_are_alone() {
	run(|| {
		let companies: Vec<_> = (1..)
			.zip(Key::of_each_algorithm(1))
			.map(|(n, key)| Company::with_key(n, key))
			.collect();
		let own = Company::new(5);
		let who = &own.owner;
		for company in &companies {
			company.grants(who);
		}
		let seals: Vec<_> = companies.iter().chain([&own]).map(|company| company.seal).collect();
		let uses: Vec<_> = companies
			.iter()
			.chain([&own])
			.map(|company| next_use(company, who))
			.collect();

		let alone = root_after(|| {
			for SignedUse { statement, signature } in uses.clone() {
				let origin = RuntimeOrigin::signed(who.clone());
				assert_ok!(UsageLog::record_use(origin, statement.seal, statement, signature));
			}
		});
		let together = root_after(|| {
			send(who, &uses);
		});
		assert_eq!(together, alone);

		let expected: Vec<Outcome> = seals.iter().map(|seal| (*seal, Ok(0))).collect();
		assert_eq!(send(who, &uses), expected);
		for (seal, sent) in seals.into_iter().zip(&uses) {
			let record = Records::<Test>::get(seal, 0).unwrap();
			assert_eq!(record.statement(), sent.statement);
			assert_eq!((&record.signature, &record.account), (&sent.signature, who));
		}
		assert!(matches!(uses[3].signature, SealSignature::Sm2(_)));
	});
}

#[test]
fn a_recorded_use_is_announced_as_a_single_one_is() {
	run(|| {
		let (companies, who) = with_operator(1);
		let uses = vec![next_use(&companies[0], &who)].try_into().unwrap();
		events();
		assert_ok!(UsageLog::record_for_many(RuntimeOrigin::signed(who.clone()), uses));
		assert_eq!(
			events(),
			[Event::UseRecorded {
				seal: companies[0].seal,
				uscc: companies[0].registered(),
				index: 0,
				document: document(1),
				purpose: Purpose::Contract,
				account: who,
				grant: Some(GrantId(0)),
				head: Heads::<Test>::get(companies[0].seal).digest,
			}]
		);
	});
}

/// For every reason that a single use can be refused for: the call succeeds, and changes nothing but the counts of refused uses.
#[test]
fn all_are_refused_and_counted_and_nothing_else_changes() {
	run(|| {
		let (companies, who) = with_operator(4);
		let [company, held, used_up, unrelated] = &companies[..] else {
			panic!("four companies");
		};
		held.place(Hold::Freeze);
		for _ in 0..QUOTA {
			assert_ok!(used_up.use_by(&who));
		}
		assert_ok!(UsageLog::revoke_grant(unrelated.origin(), GrantId(3)));
		let of_another = Some(company.grants(&operator(2)));
		let changed = |change: fn(&mut UseStatement)| {
			let mut statement = company.statement(&who);
			change(&mut statement);
			company.signed(&who, statement)
		};
		let borrowed = UseStatement {
			grant: of_another,
			..company.statement(&who)
		};
		let forged = SignedUse {
			signature: Key::new(9).sign(b""),
			..next_use(company, &who)
		};
		let sm2 = SignedUse {
			signature: Key::of_each_algorithm(9)[3].sign(b""),
			..next_use(company, &who)
		};
		let cases = [
			(
				changed(|statement| statement.documents = anchored(1)),
				Error::NotOneDocument,
			),
			(
				changed(|statement| statement.documents = anchored(0)),
				Error::NotOneDocument,
			),
			(changed(|statement| statement.seal = SealId(99)), Error::SealNotFound),
			(next_use(held, &who), Error::SealFrozen),
			(next_use(unrelated, &who), Error::NoGrant),
			(changed(|statement| statement.grant = None), Error::NoGrant),
			(changed(|statement| statement.grant = Some(GrantId(3))), Error::NoGrant),
			(company.signed(&who, borrowed), Error::NoGrant),
			(
				changed(|statement| statement.purpose = Purpose::Other),
				Error::PurposeNotGranted,
			),
			(next_use(used_up, &who), Error::QuotaExhausted),
			(
				changed(|statement| statement.signed_at = Moment(0)),
				Error::StatementTooOld,
			),
			(
				changed(|statement| statement.signed_at = Moment::MAX),
				Error::StatementFromFuture,
			),
			(changed(|statement| statement.nonce = 1), Error::WrongNonce),
			(forged, Error::SignatureInvalid),
			(sm2, Error::SignatureInvalid),
		];
		let (uses, expected): (Vec<_>, Vec<Outcome>) = cases
			.into_iter()
			.map(|(one, error)| {
				let outcome = (one.statement.seal, refused(error));
				(one, outcome)
			})
			.unzip();
		events();
		let counted = root_after(|| expected.iter().for_each(|(seal, _)| UsageLog::note_refused(*seal)));
		let sent = root_after(|| assert_eq!(send(&who, &uses), expected));
		assert_eq!(sent, counted);
		assert_ok!(company.use_by(&who));
	});
}

#[test]
fn a_refused_use_stands_in_no_others_way() {
	run(|| {
		let (companies, who) = with_operator(5);
		companies[1].place(Hold::OwnerSuspension);
		assert_ok!(UsageLog::revoke_grant(companies[3].origin(), GrantId(3)));
		let uses: Vec<_> = companies.iter().map(|company| next_use(company, &who)).collect();
		assert_eq!(
			outcomes(&who, &uses),
			[
				Ok(0),
				refused(Error::SuspendedByOwner),
				Ok(0),
				refused(Error::NoGrant),
				Ok(0)
			]
		);
		let counts: Vec<_> = companies
			.iter()
			.map(|company| Heads::<Test>::get(company.seal).count)
			.collect();
		assert_eq!(counts, [1, 0, 1, 0, 1]);
	});
}

#[test]
fn uses_under_one_grant_take_their_turns() {
	run(|| {
		let (companies, operator) = with_operator(1);
		let company = &companies[0];
		let seal = company.seal;
		for who in [&company.owner, &operator] {
			let first = Heads::<Test>::get(seal).count;
			let in_turn = [0, 1].map(|ahead| use_after(company, who, ahead));
			assert_eq!(send(who, &in_turn), [(seal, Ok(first)), (seal, Ok(first + 1))]);
			// The later one first: it is refused, and the earlier one recorded.
			let out_of_turn = [1, 0].map(|ahead| use_after(company, who, ahead));
			assert_eq!(
				send(who, &out_of_turn),
				[(seal, refused(Error::WrongNonce)), (seal, Ok(first + 2))]
			);
		}
	});
}

#[test]
fn a_refused_use_keeps_its_turn() {
	run(|| {
		let (companies, who) = with_operator(1);
		let company = &companies[0];
		let mut uses = [0, 1, 2].map(|ahead| use_after(company, &who, ahead));
		let right = std::mem::replace(&mut uses[1].signature, Key::new(9).sign(b""));
		let wrong = refused(Error::WrongNonce);
		assert_eq!(outcomes(&who, &uses), [Ok(0), refused(Error::SignatureInvalid), wrong]);
		uses[1].signature = right;
		assert_eq!(outcomes(&who, &uses), [wrong, Ok(1), Ok(2)]);
	});
}

#[test]
fn a_use_that_is_sent_twice_is_recorded_once() {
	run(|| {
		let (companies, operator) = with_operator(1);
		let company = &companies[0];
		let seal = company.seal;
		for (index, who) in (0..).zip([&company.owner, &operator]) {
			let one = next_use(company, who);
			let again = (seal, refused(Error::WrongNonce));
			let twice = [one.clone(), one.clone()];
			assert_eq!(send(who, &twice), [(seal, Ok(index)), again]);
			assert_eq!(send(who, &twice), [again, again]);
			pass(1);
			assert_eq!(send(who, &twice[..1]), [again]);
			let origin = RuntimeOrigin::signed(who.clone());
			assert_noop!(
				UsageLog::record_use(origin, seal, one.statement, one.signature),
				Error::<Test>::WrongNonce
			);
		}
		assert_eq!(Heads::<Test>::get(seal).count, 2);
	});
}

/// What has been recorded alone is not recorded again among others.
#[test]
fn a_use_that_was_sent_alone_before() {
	run(|| {
		let (companies, who) = with_operator(2);
		let uses: Vec<_> = companies.iter().map(|company| next_use(company, &who)).collect();
		assert_ok!(companies[0].record(&who, uses[0].statement.clone()));
		assert_eq!(
			send(&who, &uses),
			[
				(companies[0].seal, refused(Error::WrongNonce)),
				(companies[1].seal, Ok(0))
			]
		);
	});
}

/// A use belongs to the account for which it was signed, whoever gets hold of it.
#[test]
fn the_uses_of_another_account() {
	run(|| {
		let (companies, victim) = with_operator(2);
		let [company, other] = &companies[..] else {
			panic!("two companies");
		};
		let own = company.grants(&operator(2));
		let stolen = [
			next_use(company, &victim),
			next_use(company, &company.owner),
			next_use(other, &victim),
			next_use(other, &other.owner),
		];
		let no_grant = refused(Error::NoGrant);
		for thief in [operator(2), account(200), officer(pallet_agencies::Seat::DataResources)] {
			assert_eq!(outcomes(&thief, &stolen), [no_grant; 4], "sent by {thief}");
		}
		// The owner may send its own, and neither its operator's nor another owner's.
		assert_eq!(outcomes(&company.owner, &stolen), [no_grant, Ok(0), no_grant, no_grant]);
		// With its own grant in place of the victim's, and its own nonce.
		let SignedUse { statement, signature } = stolen[0].clone();
		let statement = UseStatement {
			grant: Some(own),
			..statement
		};
		assert_eq!(
			send(&operator(2), &[SignedUse { statement, signature }]),
			[(company.seal, refused(Error::SignatureInvalid))]
		);
		assert_ok!(company.use_by(&victim));
	});
}

#[test]
fn a_grant_that_is_used_up_in_the_middle() {
	run(|| {
		let (companies, who) = with_operator(1);
		let uses: Vec<_> = (0..u64::from(QUOTA) + 2)
			.map(|ahead| use_after(&companies[0], &who, ahead))
			.collect();
		let exhausted = refused(Error::QuotaExhausted);
		assert_eq!(outcomes(&who, &uses), [Ok(0), Ok(1), Ok(2), exhausted, exhausted]);
		assert_eq!(Grants::<Test>::get(GrantId(0)).map(|grant| grant.used), Some(QUOTA));
	});
}

/// What was recorded before the block was full is kept. The rest can be sent again as it is.
#[test]
fn a_block_that_is_full_in_the_middle() {
	run(|| {
		let (companies, who) = with_operator(4);
		let filler = Company::new(9);
		for _ in 0..MaxUsesPerBlock::get() - 2 {
			assert_ok!(filler.use_by(&filler.owner));
		}
		let uses: Vec<_> = companies.iter().map(|company| next_use(company, &who)).collect();
		let full = refused(Error::BlockFull);
		assert_eq!(outcomes(&who, &uses), [Ok(0), Ok(0), full, full]);
		let used = || [0, 1, 2, 3].map(|id| Grants::<Test>::get(GrantId(id)).unwrap().used);
		assert_eq!(used(), [1, 1, 0, 0]);
		assert_eq!(outcomes(&who, &uses[2..]), [full, full]);

		pass(1);
		assert_eq!(outcomes(&who, &uses[2..]), [Ok(0), Ok(0)]);
		assert_eq!(used(), [1; 4]);
	});
}

#[test]
fn a_call_has_64_uses_or_fewer() {
	run(|| {
		let company = Company::new(1);
		let most = u64::from(MAX_MANY);
		let uses: Vec<_> = (0..=most)
			.map(|ahead| use_after(&company, &company.owner, ahead))
			.collect();
		let call = |uses: &[SignedUse]| (7u8, uses).encode();
		assert!(Call::<Test>::decode_all(&mut &call(&uses)[..]).is_err());
		assert!(Call::<Test>::decode_all(&mut &call(&uses[1..])[..]).is_ok());

		assert!(send(&company.owner, &[]).is_empty());
		let expected: Vec<Outcome> = (0..most).map(|index| (company.seal, Ok(index))).collect();
		assert_eq!(send(&company.owner, &uses[..64]), expected);
	});
}

#[test]
fn an_origin_that_nobody_signed() {
	run(|| {
		let company = Company::new(1);
		let uses: Vec<_> = vec![next_use(&company, &company.owner)];
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				UsageLog::record_for_many(origin, uses.clone().try_into().unwrap()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn they_weigh_what_they_weigh_alone() {
	run(|| {
		let company = Company::new(1);
		let statement = company.statement(&company.owner);
		let signed_by = |key: &Key| SignedUse {
			statement: statement.clone(),
			signature: key.sign(b""),
		};
		let alone = |one: &SignedUse| {
			let call = Call::<Test>::record_use {
				seal: company.seal,
				statement: one.statement.clone(),
				signature: one.signature.clone(),
			};
			call.get_dispatch_info().call_weight
		};
		let together = |uses: &[SignedUse]| {
			let uses = uses.to_vec().try_into().unwrap();
			Call::<Test>::record_for_many { uses }.get_dispatch_info().call_weight
		};
		let uses: Vec<_> = Key::of_each_algorithm(1)
			.iter()
			.cycle()
			.take(64)
			.map(signed_by)
			.collect();
		for count in [0, 1, 3, 4, 5, 64] {
			let sum = uses[..count]
				.iter()
				.map(alone)
				.fold(Weight::zero(), |sum, one| sum + one);
			assert_eq!(together(&uses[..count]), sum, "{count} uses");
		}
		// An SM2 signature among others weighs as much as it does alone.
		assert!(together(&uses[3..4]).all_gt(together(&uses[..1])));
	});
}
