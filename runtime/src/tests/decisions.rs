//! Decisions that were signed on one fork and come into a block of another, where their numbers stand for something else.
//! While an agency's nodes are away, forks live long.

use super::env::*;
use crate::{Executive, MaxGrants, Runtime, RuntimeCall, RuntimeOrigin, System, UncheckedExtrinsic};
use eseal_primitives::{FlagId, Purpose, SealId, UsccCheck};
use frame_support::{
	dispatch::GetDispatchInfo,
	storage::{with_transaction, TransactionOutcome},
	weights::Weight,
};
use pallet_agencies::Seat;
use pallet_e_seal::{LatestSeal, RejectionReason, RevocationReason, SealKind, SealStatus, Seals};
use pallet_usage_log::{FlagOutcome, FlagReason, Flags, FlagsOfUse, Purposes};
use sp_core::{sr25519, H256};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult};
use std::collections::BTreeSet;

type SealCall = pallet_e_seal::Call<Runtime>;
type LogCall = pallet_usage_log::Call<Runtime>;
type SealError = pallet_e_seal::Error<Runtime>;
type LogError = pallet_usage_log::Error<Runtime>;

const MS: Seat = Seat::MarketSupervision;
const PS: Seat = Seat::PublicSecurity;
const DR: Seat = Seat::DataResources;

/// An enterprise, with the number of its e-seal's key.
#[derive(Clone, Copy)]
struct Company {
	uscc: &'static str,
	code: &'static str,
	owner: &'static str,
	key: usize,
}

const A: Company = Company {
	uscc: "91330100799655058B",
	code: "3301000012345",
	owner: "OwnerA",
	key: 3,
};

const B: Company = Company {
	uscc: "91440300708461136T",
	code: "3301000012346",
	owner: "OwnerB",
	key: 4,
};

fn by(who: &sr25519::Pair, call: impl Into<RuntimeCall>) {
	let call = call.into();
	assert_eq!(
		dispatch(RuntimeOrigin::signed(account_of(who)), call.clone()),
		Ok(()),
		"{call:?}"
	);
}

impl Company {
	fn owner(&self) -> sr25519::Pair {
		pair(self.owner)
	}

	fn register(&self) {
		by(
			&officer(MS),
			SealCall::register_enterprise {
				uscc: raw(self.uscc),
				name: raw("杭州某某有限公司"),
				owner: account_of(&self.owner()),
				check: UsccCheck::Enforced,
			},
		);
		by(
			&officer(PS),
			SealCall::file_physical_seal {
				code: raw(self.code),
				uscc: raw(self.uscc),
				kind: SealKind::Official,
				imprint: digest(0),
				maker: raw("杭州印章厂"),
			},
		);
	}

	fn applies(&self) -> u64 {
		let number = pallet_e_seal::NextSealId::<Runtime>::get().0;
		by(
			&self.owner(),
			Form::new(self.uscc, self.code, self.key).apply(&account_of(&self.owner())),
		);
		number
	}

	fn gets_a_seal(&self) -> u64 {
		let number = self.applies();
		by(&officer(DR), approve(number));
		number
	}

	/// The owner uses e-seal `seal` for a document.
	fn uses(&self, seal: u64, document: u64) {
		let account = account_of(&self.owner());
		let statement = statement(&account, seal, one(document));
		by(&self.owner(), record_use(&account, self.key, statement));
	}

	/// The owner uses e-seal `seal` for a batch of documents, numbered from `first` on.
	fn lists(&self, seal: u64, first: u64, count: u32) {
		let account = account_of(&self.owner());
		let documents = listed(first, count);
		let statement = statement(&account, seal, batch_of(&documents));
		by(&self.owner(), record_uses(&account, self.key, statement, &documents));
	}

	fn grants(&self, seal: u64, operator: &str) {
		by(
			&self.owner(),
			LogCall::grant {
				seal: SealId(seal),
				operator: account_of(&pair(operator)),
				purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
				valid_until: now() + DAY,
				quota: 10,
			},
		);
	}
}

/// A block takes an extrinsic, and its call ends so.
fn taken(extrinsic: UncheckedExtrinsic) -> DispatchResult {
	Executive::apply_extrinsic(extrinsic).expect("the officer is admitted")
}

/// A decision is signed on the fork `seen`, where it succeeds, and comes into a block of the fork `other`. There it must fail
/// with `refusal` and leave no trace but its sender's nonce.
fn attack(
	seen: &dyn Fn(),
	other: &dyn Fn(),
	decider: &sr25519::Pair,
	decision: &dyn Fn() -> RuntimeCall,
	refusal: impl Into<DispatchError>,
) {
	run(|| {
		[A, B].iter().for_each(Company::register);
		// New accounts begin with a part of their budgets, and a revocation may end all grants.
		let_pass(40);
		let decided = with_transaction(|| {
			seen();
			let signed = signed(decider, System::account_nonce(account_of(decider)), decision());
			assert_eq!(taken(signed.clone()), Ok(()), "{signed:?} on the fork that it is for");
			TransactionOutcome::Rollback(Ok::<_, DispatchError>(signed))
		})
		.expect("a transaction can be opened");

		other();
		let before = facts();
		assert_eq!(taken(decided), Err(refusal.into()));
		assert_eq!(facts(), before);
	});
}

/// All that a decision could have changed.
fn facts() -> impl PartialEq + std::fmt::Debug {
	let mut seals: Vec<_> = Seals::<Runtime>::iter().collect();
	seals.sort_by_key(|(id, _)| *id);
	let latest = [A, B].map(|company| {
		let code = eseal_primitives::Uscc::parse(company.uscc.as_bytes(), UsccCheck::Enforced).expect("a code");
		LatestSeal::<Runtime>::get(code)
	});
	let mut flags: Vec<_> = Flags::<Runtime>::iter().collect();
	flags.sort_by_key(|(id, _)| *id);
	(seals, latest, flags, FlagsOfUse::<Runtime>::iter_keys().count())
}

/// What an officer of Data Resources may decide about an application.
fn about_an_application() -> [SealCall; 2] {
	let (application, digest) = (SealId(0), application_digest(0));
	[
		SealCall::approve { application, digest },
		SealCall::reject {
			application,
			digest,
			reason: RejectionReason::ImprintMismatch,
		},
	]
}

#[test]
fn a_decision_about_an_application_hits_no_other_one_on_another_fork() {
	for choice in 0..2 {
		attack(
			&|| assert_eq!(A.applies(), 0),
			&|| {
				assert_eq!(B.applies(), 0, "the officer meant A's");
				assert_eq!(A.applies(), 1);
			},
			&officer(DR),
			&|| about_an_application()[choice].clone().into(),
			SealError::ApplicationDiffers,
		);
	}
}

/// What an agency or an owner may decide about an e-seal: by whom, what must stand first, and the decision.
type Decision = (sr25519::Pair, fn(), fn() -> SealCall);

fn freeze() -> SealCall {
	SealCall::freeze {
		uscc: raw(A.uscc),
		order: digest(9),
		until: now() + DAY,
	}
}

fn suspend() -> SealCall {
	SealCall::suspend {
		seal: SealId(0),
		digest: application_digest(0),
	}
}

fn about_a_seal() -> [Decision; 2] {
	[
		(officer(DR), || {}, suspend),
		(
			officer(DR),
			|| by(&officer(DR), suspend()),
			|| SealCall::resume {
				seal: SealId(0),
				digest: application_digest(0),
			},
		),
	]
}

fn revoke() -> SealCall {
	SealCall::revoke {
		seal: SealId(0),
		digest: application_digest(0),
		reason: RevocationReason::CourtOrder,
		effective_at: Some(now()),
	}
}

/// What two officers decide, the second one signs as a whole: under the number of the act another one may wait on the other
/// fork, and the number of the e-seal may stand for another one.
#[test]
fn a_confirmation_makes_no_other_act_on_another_fork() {
	let prepares = || {
		let (prepare, confirm) = prepare_and_confirm(revoke().into());
		by(&officer(DR), prepare);
		confirm
	};
	attack(
		&|| assert_eq!(A.gets_a_seal(), 0),
		&|| {
			assert_eq!(B.gets_a_seal(), 0, "the officers meant A's");
			assert_eq!(A.gets_a_seal(), 1);
			prepares();
		},
		&second_officer(DR),
		&prepares,
		pallet_dual_control::Error::<Runtime>::ActDiffers,
	);
}

#[test]
fn a_decision_about_an_e_seal_hits_no_other_one_on_another_fork() {
	for (decider, first, decision) in about_a_seal() {
		attack(
			&|| {
				A.gets_a_seal();
				first();
			},
			&|| {
				assert_eq!(B.gets_a_seal(), 0, "the officer meant A's");
				assert_eq!(A.gets_a_seal(), 1);
				first();
			},
			&decider,
			&|| decision().into(),
			SealError::ApplicationDiffers,
		);
	}
}

/// The owner of one enterprise may have two e-seals, one after the other, and mean the one that the other fork numbers
/// otherwise.
#[test]
fn an_owners_revocation_hits_no_other_e_seal_of_its_own() {
	let other_key = Company { key: 5, ..A };
	attack(
		&|| assert_eq!(A.gets_a_seal(), 0),
		&|| assert_eq!(other_key.gets_a_seal(), 0),
		&A.owner(),
		&|| {
			RuntimeCall::ESeal(SealCall::revoke {
				seal: SealId(0),
				digest: application_digest(0),
				reason: RevocationReason::KeyCompromised,
				effective_at: None,
			})
		},
		SealError::ApplicationDiffers,
	);
}

fn flag(reason: FlagReason) -> LogCall {
	flag_of(0, 0, reason)
}

/// A flag on use `index` of e-seal 0, which the officer saw in the record with this number.
fn flag_of(index: u64, record: u64, reason: FlagReason) -> LogCall {
	LogCall::flag_use {
		seal: SealId(0),
		index,
		record,
		digest: use_digest(0, record),
		reason,
		note: None,
	}
}

#[test]
fn a_flag_hits_no_other_use_on_another_fork() {
	let used = |documents: &[u64]| {
		A.gets_a_seal();
		documents.iter().for_each(|document| A.uses(0, *document));
	};
	attack(
		&|| used(&[1]),
		&|| used(&[2, 1]),
		&officer(PS),
		&|| flag(FlagReason::SuspectedForgery).into(),
		LogError::UseDiffers,
	);
}

/// The officer saw use 2 alone in record 2. On the other fork there is such a use, but in another record.
#[test]
fn a_flag_hits_no_use_in_another_record_on_another_fork() {
	type Log = (fn(), LogError);
	let others: [Log; 4] = [
		// Record 2 is of use 3.
		(
			|| {
				A.lists(0, 7, 2);
				A.uses(0, 3);
				A.uses(0, 4);
			},
			LogError::UseNotFound,
		),
		// There is no record 2.
		(|| A.lists(0, 1, 3), LogError::UseNotFound),
		// Record 2 begins with the same use of the same document, and goes on.
		(
			|| {
				A.uses(0, 1);
				A.uses(0, 2);
				A.lists(0, 3, 2);
			},
			LogError::UseDiffers,
		),
		// Record 2 is a batch of that document alone.
		(
			|| {
				A.uses(0, 1);
				A.uses(0, 2);
				A.lists(0, 3, 1);
			},
			LogError::UseDiffers,
		),
	];
	for (log, refusal) in others {
		attack(
			&|| {
				A.gets_a_seal();
				(1..=3).for_each(|document| A.uses(0, document));
			},
			&|| {
				A.gets_a_seal();
				log();
				assert!(use_at(2).is_some(), "there is such a use");
			},
			&officer(PS),
			&|| flag_of(2, 2, FlagReason::SuspectedForgery).into(),
			refusal,
		);
	}
}

/// The officer saw a use in a batch. On the other fork the batch with the same number, of as many uses, is of other documents.
#[test]
fn a_flag_hits_no_use_of_another_batch_on_another_fork() {
	for first in [11, 9, 12] {
		attack(
			&|| {
				A.gets_a_seal();
				A.lists(0, 10, 5);
			},
			&|| {
				A.gets_a_seal();
				A.lists(0, first, 5);
			},
			&officer(PS),
			&|| flag_of(3, 0, FlagReason::SuspectedForgery).into(),
			LogError::UseDiffers,
		);
	}
}

/// Each use of a batch takes flags of its own.
#[test]
fn a_flag_marks_one_use_of_a_batch() {
	run(|| {
		A.register();
		A.gets_a_seal();
		A.uses(0, 1);
		A.lists(0, 10, 5);
		for index in [1, 4, 5] {
			by(&officer(PS), flag_of(index, 1, FlagReason::Disputed));
		}
		for (index, flags) in [(0, 0), (1, 1), (2, 0), (3, 0), (4, 1), (5, 1)] {
			let found = crate::UsageLog::api_flags_of_use(SealId(0), index, None, 10);
			assert_eq!(found.len(), flags, "use {index}");
		}
		// Neither the use before the batch, nor one after it, is in its record.
		for index in [0, 6, u64::MAX] {
			let call: RuntimeCall = flag_of(index, 1, FlagReason::Disputed).into();
			let outcome = dispatch(RuntimeOrigin::signed(account_of(&officer(PS))), call);
			assert_eq!(outcome, Err(LogError::UseNotFound.into()), "use {index}");
		}
	});
}

fn use_at(index: u64) -> Option<u64> {
	crate::UsageLog::api_use_at(SealId(0), index).map(|found| found.record)
}

#[test]
fn the_closing_of_a_flag_closes_no_other_one_on_another_fork() {
	let flagged = |reasons: &[FlagReason]| {
		A.gets_a_seal();
		A.uses(0, 1);
		reasons.iter().for_each(|reason| by(&officer(PS), flag(*reason)));
	};
	attack(
		&|| flagged(&[FlagReason::Disputed]),
		&|| flagged(&[FlagReason::LegalOrder, FlagReason::Disputed]),
		&officer(PS),
		&|| {
			RuntimeCall::UsageLog(LogCall::close_flag {
				flag: FlagId(0),
				digest: flag_digest(0),
				outcome: FlagOutcome::Unfounded,
			})
		},
		LogError::FlagDiffers,
	);
}

/// The freeze of Public Security is in the pool. The owner suspends and resumes before it, again and again.
#[test]
fn an_owner_who_changes_the_history_without_pause_escapes_no_freeze() {
	run(|| {
		A.register();
		A.gets_a_seal();
		let frozen = signed(&officer(PS), 0, freeze().into());
		for _ in 0..100 {
			by(&A.owner(), suspend());
			by(
				&A.owner(),
				SealCall::resume {
					seal: SealId(0),
					digest: application_digest(0),
				},
			);
		}
		assert_eq!(taken(frozen), Ok(()));
	});
}

// --- What decisions weigh ---

/// What an extrinsic by `who` adds to its block.
fn weight_in_block(who: &sr25519::Pair, call: RuntimeCall) -> Weight {
	let before = System::block_weight().total();
	let extrinsic = signed(who, System::account_nonce(account_of(who)), call);
	assert_eq!(taken(extrinsic), Ok(()));
	System::block_weight().total().saturating_sub(before)
}

/// What the end of the grants that a predecessor left behind takes at most, beside that of an e-seal's own.
fn left_behind() -> Weight {
	type Weights = <Runtime as pallet_usage_log::Config>::WeightInfo;
	let all = <Weights as pallet_usage_log::WeightInfo>::dissolve(2 * MaxGrants::get());
	all.saturating_sub(<Weights as pallet_usage_log::WeightInfo>::dissolve(MaxGrants::get()))
}

/// What a second e-seal in force takes at most: that it is revoked, and that its predecessor goes on.
fn second_in_force() -> Weight {
	type Weights = <Runtime as pallet_e_seal::Config>::WeightInfo;
	<Weights as pallet_e_seal::WeightInfo>::revoke().saturating_add(<Weights as pallet_e_seal::WeightInfo>::suspend())
}

/// A first approval ends no grant. If it were charged for 64 all the same, a block would hold 48 approvals.
#[test]
fn an_approval_fills_a_block_only_by_what_it_does() {
	run(|| {
		[A, B].iter().for_each(Company::register);
		let declared = approve(A.applies()).get_dispatch_info().total_weight();
		let first = weight_in_block(&officer(DR), approve(0));
		assert!(
			first.saturating_mul(10).ref_time() < declared.ref_time(),
			"a first approval takes {first:?} of {declared:?}"
		);

		// Its successor ends as many grants as there may be.
		for n in 0..MaxGrants::get() {
			A.grants(0, &format!("Operator{n}"));
		}
		let successor = Company { key: 6, ..A };
		let number = successor.applies();
		let full = weight_in_block(&officer(DR), approve(number));
		// Both e-seals carry the name that the enterprise has: none is put on hold for it.
		let held = <<Runtime as pallet_e_seal::Config>::WeightInfo as pallet_e_seal::WeightInfo>::suspend();
		assert!(
			full.saturating_add(left_behind())
				.saturating_add(held)
				.all_gte(declared),
			"an approval that ends all grants takes {full:?}, less than {declared:?}"
		);
		assert_eq!(
			Seals::<Runtime>::get(SealId(0)).map(|seal| seal.status),
			Some(SealStatus::Revoked)
		);
	});
}

#[test]
fn what_ends_grants_weighs_what_it_ended() {
	type Ending = (&'static str, sr25519::Pair, Option<Seat>, fn() -> RuntimeCall);
	// What a confirmation weighs besides what it makes.
	let own = |two: Option<Seat>| {
		type Weights = <Runtime as pallet_dual_control::Config>::WeightInfo;
		two.map_or_else(Weight::zero, |_| {
			<Weights as pallet_dual_control::WeightInfo>::confirm()
		})
	};
	let endings: [Ending; 4] = [
		("revoke", A.owner(), None, || {
			RuntimeCall::ESeal(SealCall::revoke {
				seal: SealId(0),
				digest: application_digest(0),
				reason: RevocationReason::CessationOfUse,
				effective_at: None,
			})
		}),
		("revoke by two", second_officer(DR), Some(DR), || revoke().into()),
		("accept_ownership", pair("Heir"), None, || {
			let offer = SealCall::offer_ownership {
				uscc: raw(A.uscc),
				owner: account_of(&pair("Heir")),
				until: now() + DAY,
				rotate_by: now() + DAY,
			};
			by(&officer(MS), offer);
			RuntimeCall::ESeal(SealCall::accept_ownership {
				uscc: raw(A.uscc),
				rotate_by: now() + DAY,
			})
		}),
		("deregister_enterprise", second_officer(MS), Some(MS), || {
			RuntimeCall::ESeal(SealCall::deregister_enterprise { uscc: raw(A.uscc) })
		}),
	];
	for (name, who, two, call) in endings {
		let weighed = |grants: u32| {
			let mut weights = None;
			run(|| {
				A.register();
				A.gets_a_seal();
				for n in 0..grants {
					A.grants(0, &format!("Operator{n}"));
				}
				let call = call();
				let declared = call.get_dispatch_info().call_weight;
				let done = match two {
					None => call.dispatch(RuntimeOrigin::signed(account_of(&who))),
					Some(seat) => {
						let (prepare, confirm) = prepare_and_confirm(call);
						by(&officer(seat), prepare);
						confirm.dispatch(RuntimeOrigin::signed(account_of(&who)))
					}
				};
				let weight = done.expect("it may").actual_weight.expect("it says so");
				weights = Some((weight.saturating_sub(own(two)), declared));
			});
			weights.expect("it ran")
		};
		let (none, declared) = weighed(0);
		let (one, _) = weighed(1);
		let (all, _) = weighed(MaxGrants::get());
		assert!(
			none.all_lt(one) && one.all_lt(all),
			"{name}: {none:?}, {one:?}, {all:?}"
		);
		// No predecessor left grants behind here, and none goes on.
		let spared = declared.saturating_sub(all);
		assert!(
			all.all_lte(declared) && spared.all_gte(left_behind()),
			"{name}: {all:?} of {declared:?}"
		);
		assert!(
			spared.all_lte(left_behind().saturating_add(second_in_force())),
			"{name}: {all:?} of {declared:?}"
		);
		assert!(
			none.saturating_mul(10).ref_time() < declared.ref_time(),
			"{name}: {none:?} of {declared:?}"
		);
	}
}

/// Whoever fails is charged in full: a failure must not be cheaper than what it made the block do.
#[test]
fn a_refused_decision_is_charged_in_full() {
	run(|| {
		A.register();
		A.applies();
		let call = RuntimeCall::ESeal(SealCall::approve {
			application: SealId(0),
			digest: H256::zero(),
		});
		let refused = call
			.clone()
			.dispatch(RuntimeOrigin::signed(account_of(&officer(DR))))
			.expect_err("the digest is wrong");
		assert_eq!(refused.error, SealError::ApplicationDiffers.into());
		assert_eq!(refused.post_info.actual_weight, None);
	});
}
