use super::*;
use crate::{Error, Flag, FlagClosure, FlagId, FlagOutcome, FlagReason, Flags, FlagsOfUse, Heads, NextFlagId, Records};
use eseal_primitives::documents::MAX_ANCHORED;
use frame_support::{assert_noop, assert_ok};
use pallet_agencies::{Officer, Seat};
use sp_runtime::DispatchError;

/// An e-seal with a use by its owner.
fn used_seal() -> Company {
	let company = Company::new(1);
	assert_ok!(company.use_by(&company.owner));
	company
}

/// The officer whom each seat has from the start.
fn by(seat: Seat) -> Officer<AccountId> {
	Officer {
		seat,
		account: officer(seat),
	}
}

fn signed_by(seat: Seat) -> RuntimeOrigin {
	RuntimeOrigin::signed(officer(seat))
}

fn flagged(seat: Seat, seal: SealId) -> FlagId {
	let id = NextFlagId::<Test>::get();
	assert_ok!(flag_use(signed_by(seat), seal, 0, FlagReason::Disputed, None));
	id
}

#[test]
fn every_agency_flags_and_closes_and_the_use_stays_as_it_is() {
	let reasons = [
		FlagReason::Unauthorised,
		FlagReason::SuspectedForgery,
		FlagReason::WrongDocument,
		FlagReason::Disputed,
		FlagReason::LegalOrder,
		FlagReason::Other,
	];
	let outcomes = [FlagOutcome::Unfounded, FlagOutcome::Confirmed, FlagOutcome::Referred];
	run(|| {
		let company = used_seal();
		let seal = company.seal;
		let the_use = (Records::<Test>::get(seal, 0), Heads::<Test>::get(seal));
		let seats = Seat::AGENCIES.into_iter().cycle();
		events();
		for (n, (reason, seat)) in (0u8..).zip(reasons.into_iter().zip(seats)) {
			pass(HOUR);
			let id = FlagId(n.into());
			let note = (n % 2 == 0).then(|| DocumentDigest::Commitment(H256::repeat_byte(n)));
			let (by, at, outcome) = (by(seat), now(), outcomes[usize::from(n) % outcomes.len()]);
			assert_ok!(flag_use(signed_by(seat), seal, 0, reason, note));
			let mut flag = Flag {
				seal,
				index: 0,
				reason,
				note,
				by: by.clone(),
				at,
				closed: None,
			};
			assert_eq!(Flags::<Test>::get(id), Some(flag.clone()));
			assert!(FlagsOfUse::<Test>::contains_key((seal, 0, id)));
			assert_eq!(NextFlagId::<Test>::get(), FlagId(id.0 + 1));
			assert_eq!(
				events(),
				[Event::UseFlagged {
					flag: id,
					seal,
					index: 0,
					reason,
					note,
					by: by.clone()
				}]
			);

			pass(HOUR);
			assert_ok!(close_flag(signed_by(seat), id, outcome));
			flag.closed = Some(FlagClosure {
				outcome,
				by: by.clone(),
				at: at + HOUR,
			});
			assert_eq!(Flags::<Test>::get(id), Some(flag));
			assert!(FlagsOfUse::<Test>::contains_key((seal, 0, id)));
			assert_eq!(
				events(),
				[Event::FlagClosed {
					flag: id,
					outcome,
					by: by.clone()
				}]
			);
			assert_eq!(System::providers(&by.account), 1);
		}
		assert_eq!(the_use, (Records::<Test>::get(seal, 0), Heads::<Test>::get(seal)));
		assert_eq!(System::providers(&company.owner), 1);
	});
}

#[test]
fn only_an_officer_flags_and_closes() {
	run(|| {
		let company = used_seal();
		company.grants(&operator(1));
		let id = flagged(Seat::PublicSecurity, company.seal);
		let others = [
			company.owner.clone(),
			operator(1),
			account(200),
			seat_account(Seat::PublicSecurity),
		];
		let origins = others.map(RuntimeOrigin::signed);
		for origin in origins
			.into_iter()
			.chain([RuntimeOrigin::root(), RuntimeOrigin::none()])
		{
			assert_noop!(
				flag_use(origin.clone(), company.seal, 0, FlagReason::Other, None),
				DispatchError::BadOrigin
			);
			assert_noop!(close_flag(origin, id, FlagOutcome::Unfounded), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn only_a_use_that_exists_is_flagged() {
	run(|| {
		let company = used_seal();
		let unused = Company::new(2);
		for (seal, index) in [
			(company.seal, 1),
			(company.seal, u64::MAX),
			(unused.seal, 0),
			(SealId(99), 0),
		] {
			for seat in Seat::AGENCIES {
				assert_noop!(
					flag_use(signed_by(seat), seal, index, FlagReason::Other, None),
					Error::<Test>::UseNotFound
				);
			}
		}
	});
}

/// An e-seal with a use, a listed batch, an anchored one, and another use; and the first and last index of each record.
fn used_for_batches() -> (Company, [(u64, u64); 4]) {
	let company = used_seal();
	assert_ok!(company.list(&company.owner, &[1, 2, 1].map(document)));
	assert_ok!(company.anchor(&company.owner, MAX_ANCHORED));
	assert_ok!(company.use_by(&company.owner));
	let last = 3 + u64::from(MAX_ANCHORED);
	(company, [(0, 0), (1, 3), (4, last), (last + 1, last + 1)])
}

/// Flags a use in the record with this number, whose digest is right.
fn flag_in(seal: SealId, index: u64, record: u64) -> DispatchResult {
	let digest = UsageLog::api_use_digest(seal, record).unwrap_or_default();
	UsageLog::flag_use(ps(), seal, index, record, digest, FlagReason::Disputed, None)
}

#[test]
fn each_use_of_a_batch_is_flagged_by_itself() {
	run(|| {
		let (company, [_, (_, last_listed), (_, last_anchored), _]) = used_for_batches();
		let seal = company.seal;
		let before: Vec<_> = (0..4).map(|record| Records::<Test>::get(seal, record)).collect();
		let head = Heads::<Test>::get(seal);
		let places = [(1, 1), (2, 1), (last_listed, 1), (4, 2), (last_anchored, 2)];
		events();
		for (id, (index, record)) in (0..).map(FlagId).zip(places) {
			assert_ok!(flag_in(seal, index, record));
			assert_eq!(
				events(),
				[Event::UseFlagged {
					flag: id,
					seal,
					index,
					reason: FlagReason::Disputed,
					note: None,
					by: by(Seat::PublicSecurity),
				}]
			);
			let flag = Flags::<Test>::get(id).unwrap();
			assert_eq!((flag.seal, flag.index), (seal, index));
			let found: Vec<_> = UsageLog::api_flags_of_use(seal, index, None, 9);
			assert_eq!(found, [(id, flag)]);
		}
		assert_eq!(FlagsOfUse::<Test>::iter_keys().count(), places.len());
		assert!(
			UsageLog::api_flags_of_use(seal, 5, None, 9).is_empty(),
			"of the same batch"
		);
		let after: Vec<_> = (0..4).map(|record| Records::<Test>::get(seal, record)).collect();
		assert_eq!((after, Heads::<Test>::get(seal)), (before, head));
	});
}

/// A flag names a use and the record that has it. Neither end of a batch reaches into its neighbours.
#[test]
fn an_index_outside_of_the_record_is_refused() {
	run(|| {
		let (company, records) = used_for_batches();
		let ends: BTreeSet<u64> = records.iter().flat_map(|(first, last)| [*first, *last]).collect();
		let beyond = [records[3].1 + 1, u64::MAX];
		for (record, (first, last)) in (0..).zip(records) {
			for index in ends.iter().copied().chain(beyond) {
				if (first..=last).contains(&index) {
					assert_ok!(flag_in(company.seal, index, record));
				} else {
					assert_noop!(flag_in(company.seal, index, record), Error::<Test>::UseNotFound);
				}
			}
		}
		for index in ends.iter().copied().chain(beyond) {
			for record in [4, u64::MAX] {
				assert_noop!(flag_in(company.seal, index, record), Error::<Test>::UseNotFound);
			}
		}
	});
}

#[test]
fn a_use_in_a_batch_is_not_flagged_with_the_digest_of_another_record() {
	run(|| {
		let (company, _) = used_for_batches();
		let reason = FlagReason::Disputed;
		for (index, record) in [(1, 1), (3, 1), (4, 2)] {
			let right = UsageLog::api_use_digest(company.seal, record).unwrap();
			let others = [0, 1, 2, 3].map(|other| UsageLog::api_use_digest(company.seal, other).unwrap());
			let others = others.into_iter().filter(|digest| *digest != right);
			for wrong in wrong_digests(right).into_iter().chain(others) {
				assert_noop!(
					UsageLog::flag_use(ps(), company.seal, index, record, wrong, reason, None),
					Error::<Test>::UseDiffers
				);
			}
		}
	});
}

#[test]
fn a_use_has_many_flags_each_closed_for_itself() {
	run(|| {
		let company = used_seal();
		let [first, second, third] = Seat::AGENCIES.map(|seat| flagged(seat, company.seal));
		let again = flagged(Seat::AGENCIES[0], company.seal);
		assert_eq!([first, second, third, again], [0, 1, 2, 3].map(FlagId));
		assert_ok!(close_flag(signed_by(Seat::AGENCIES[1]), second, FlagOutcome::Confirmed));
		let open = [first, second, third, again].map(|id| Flags::<Test>::get(id).unwrap().closed.is_none());
		assert_eq!(open, [true, false, true, true]);
	});
}

#[test]
fn only_the_agency_that_raised_a_flag_closes_it_once() {
	run(|| {
		let company = used_seal();
		for raised in Seat::AGENCIES {
			let id = flagged(raised, company.seal);
			let close = |seat| close_flag(signed_by(seat), id, FlagOutcome::Referred);
			let others = || Seat::AGENCIES.into_iter().filter(|seat| *seat != raised);
			for other in others() {
				assert_noop!(close(other), Error::<Test>::FlagOfAnotherAgency);
			}
			assert_ok!(close(raised));
			assert_noop!(close(raised), Error::<Test>::FlagAlreadyClosed);
			for other in others() {
				assert_noop!(close(other), Error::<Test>::FlagOfAnotherAgency);
			}
			assert_noop!(
				close_flag(signed_by(raised), FlagId(id.0 + 1), FlagOutcome::Referred),
				Error::<Test>::FlagNotFound
			);
		}
	});
}

#[test]
fn another_officer_of_the_agency_closes_and_a_dismissed_one_does_not() {
	run(|| {
		let company = used_seal();
		let seat = Seat::DataResources;
		let id = flagged(seat, company.seal);
		let governing = RuntimeOrigin::signed(seat_account(seat));
		assert_ok!(Agencies::add_officer(governing.clone(), account(33)));
		assert_ok!(Agencies::remove_officer(governing, officer(seat)));
		assert_noop!(
			close_flag(signed_by(seat), id, FlagOutcome::Confirmed),
			DispatchError::BadOrigin
		);
		assert_ok!(close_flag(
			RuntimeOrigin::signed(account(33)),
			id,
			FlagOutcome::Confirmed
		));
		let flag = Flags::<Test>::get(id).unwrap();
		assert_eq!(flag.by, by(seat));
		assert_eq!(flag.closed.map(|closed| closed.by.account), Some(account(33)));
	});
}

#[test]
fn a_use_of_a_revoked_seal_is_still_flagged() {
	run(|| {
		let company = used_seal();
		company.revoke();
		let id = flagged(Seat::MarketSupervision, company.seal);
		assert_ok!(close_flag(ms(), id, FlagOutcome::Unfounded));
	});
}

#[test]
fn no_number_is_given_beyond_the_last() {
	new_test_ext().execute_with(|| {
		let company = used_seal();
		NextFlagId::<Test>::put(FlagId(u64::MAX));
		assert_noop!(
			flag_use(ps(), company.seal, 0, FlagReason::Other, None),
			Error::<Test>::Overflow
		);
	});
}

/// Digests that are not `right`: nothing, noise, and one bit off.
fn wrong_digests(right: H256) -> Vec<H256> {
	let mut wrong = vec![H256::zero(), H256::repeat_byte(0xff), blake2_256(b"noise").into()];
	wrong.extend((0..256).map(|bit: usize| {
		let mut digest = right;
		digest.0[bit / 8] ^= 1 << (bit % 8);
		digest
	}));
	wrong
}

#[test]
fn a_flag_on_another_use_is_refused_and_changes_nothing() {
	run(|| {
		let company = used_seal();
		pass(HOUR);
		// The same account's, on the same document.
		assert_ok!(company.use_by(&company.owner));
		let digest = |index| UsageLog::api_use_digest(company.seal, index).unwrap();
		let flag = |index, digest| {
			let reason = FlagReason::SuspectedForgery;
			UsageLog::flag_use(ps(), company.seal, index, index, digest, reason, None)
		};
		for index in [0, 1] {
			for wrong in wrong_digests(digest(index)).into_iter().chain([digest(1 - index)]) {
				assert_noop!(flag(index, wrong), Error::<Test>::UseDiffers);
			}
			assert_ok!(flag(index, digest(index)));
		}
		assert_eq!(UsageLog::api_use_digest(company.seal, 2), None);
	});
}

/// An officer flags use 0. On the fork that wins, use 0 is another.
#[test]
fn on_a_fork_with_another_use_a_flag_hits_none() {
	let seen = new_test_ext().execute_with(|| UsageLog::api_use_digest(used_seal().seal, 0).unwrap());
	run(|| {
		let company = Company::new(1);
		company.use_on(&company.owner, document(2));
		assert_noop!(
			UsageLog::flag_use(ps(), company.seal, 0, 0, seen, FlagReason::Disputed, None),
			Error::<Test>::UseDiffers
		);
	});
}

#[test]
fn the_closing_of_another_flag_is_refused_and_changes_nothing() {
	run(|| {
		let company = used_seal();
		let ids = [FlagReason::Disputed, FlagReason::LegalOrder].map(|reason| {
			let id = NextFlagId::<Test>::get();
			assert_ok!(flag_use(ps(), company.seal, 0, reason, None));
			id
		});
		let digest = |id| UsageLog::api_flag_digest(id).unwrap();
		let seen = ids.map(digest);
		for (id, other) in [(ids[0], ids[1]), (ids[1], ids[0])] {
			for wrong in wrong_digests(digest(id)).into_iter().chain([digest(other)]) {
				assert_noop!(
					UsageLog::close_flag(ps(), id, wrong, FlagOutcome::Unfounded),
					Error::<Test>::FlagDiffers
				);
			}
			assert_ok!(UsageLog::close_flag(ps(), id, digest(id), FlagOutcome::Unfounded));
		}
		assert_eq!(ids.map(digest), seen, "how it was closed is not in it");
		assert_eq!(UsageLog::api_flag_digest(FlagId(2)), None);
	});
}
