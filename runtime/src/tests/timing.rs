//! How long takes what goes through a whole state or a whole block. It is printed, for whoever asks how it grows; a machine
//! that is busy with something else prints other numbers.
//!
//! ```sh
//! SKIP_WASM_BUILD=1 cargo test --release -p eseal-runtime --features runtime-benchmarks,try-runtime \
//!     -- --ignored --nocapture --test-threads 1 how_long
//! ```
//!
//! With `ESEAL_STATE=state.json` also of a state that `eseal-node export-state` wrote.

use super::env::*;
use crate::{
	AccountId, AllPalletsWithSystem, BlockNumber, MaxUsesPerBlock, Runtime, RuntimeBlockWeights, RuntimeCall,
	RuntimeOrigin,
};
use codec::{DecodeAll, Encode};
use eseal_primitives::{
	answers::{FoundUse, UseProof},
	PossessionClaim, SealCode, SealId, SealKey, SealSignature, Uscc, UsccCheck,
};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{TryState, TryStateSelect},
};
use pallet_agencies::Seat;
use sp_core::{bytes::from_hex, sr25519, storage::Storage, Pair};
use sp_io::TestExternalities;
use std::time::{Duration, Instant};

/// Uses of each e-seal in a state.
const USES: u64 = 3;

/// So many that a block has a place for each of their uses.
const SEALS_IN_A_BLOCK: u64 = 2_000;

/// How many proofs are made, to take the time of one.
const PROOFS: u32 = 100;

/// How many uses are looked for, to take the time of one.
const LOOK_UPS: u64 = 1_000;

fn timed<T>(what: impl FnOnce() -> T) -> (T, Duration) {
	let started = Instant::now();
	let result = what();
	(result, started.elapsed())
}

fn does(who: &AccountId, call: impl Into<RuntimeCall>) {
	dispatch(RuntimeOrigin::signed(who.clone()), call.into()).expect("the account may");
}

/// 32 bytes that a number tells from others.
fn bytes(of: u8, n: u64) -> [u8; 32] {
	let mut bytes = [of; 32];
	bytes[..8].copy_from_slice(&n.to_le_bytes());
	bytes
}

/// The owner of e-seal `n`.
fn owner(n: u64) -> AccountId {
	bytes(0x0f, n).into()
}

/// The key of e-seal `n`.
fn key(n: u64) -> sr25519::Pair {
	sr25519::Pair::from_seed(&bytes(0x5e, n))
}

/// E-seal `n`, which is the next, with its enterprise and its physical seal.
fn issue(n: u64) {
	let (uscc, code) = (format!("91330106{n:010}"), format!("{n:013}"));
	let officer = |seat| account_of(&officer(seat));
	does(
		&officer(Seat::MarketSupervision),
		pallet_e_seal::Call::register_enterprise {
			uscc: raw(&uscc),
			name: raw("杭州某某科技有限公司"),
			owner: owner(n),
			check: UsccCheck::Waived,
		},
	);
	does(
		&officer(Seat::PublicSecurity),
		pallet_e_seal::Call::file_physical_seal {
			code: raw(&code),
			uscc: raw(&uscc),
			kind: pallet_e_seal::SealKind::Official,
			imprint: digest(n),
			maker: raw("杭州印章厂"),
		},
	);
	let claim = PossessionClaim {
		uscc: Uscc::parse(uscc.as_bytes(), UsccCheck::Waived).expect("18 digits"),
		code: SealCode::parse(code.as_bytes()).expect("13 digits"),
		key: SealKey::Sr25519(key(n).public()),
		certificate: digest(n),
		picture: digest(n),
		valid_from: now(),
		valid_until: now() + 365 * DAY,
	};
	let proof = key(n).sign(&claim.bytes_to_sign(genesis_hash(), &owner(n)));
	does(
		&owner(n),
		pallet_e_seal::Call::apply {
			uscc: raw(&uscc),
			code: raw(&code),
			key: claim.key,
			certificate: claim.certificate,
			picture: claim.picture,
			valid_from: claim.valid_from,
			valid_until: claim.valid_until,
			proof: SealSignature::Sr25519(proof),
		},
	);
	does(&officer(Seat::DataResources), approve(n));
}

/// The next use of e-seal `n`, by its owner.
fn use_of(n: u64) -> RuntimeCall {
	let mut statement = statement(&owner(n), n, one(0));
	statement.documents = one(statement.nonce);
	let signature = key(n).sign(&statement.bytes_to_sign(genesis_hash(), &owner(n)));
	RuntimeCall::UsageLog(pallet_usage_log::Call::record_use {
		seal: SealId(n),
		statement,
		signature: SealSignature::Sr25519(signature),
	})
}

/// A chain with so many e-seals, each used a few times. What is stored lies in a trie, as a node has it.
fn chain_with(seals: u64) -> TestExternalities {
	let mut chain = chain();
	chain.execute_with(|| {
		for n in 0..seals {
			issue(n);
			for _ in 0..USES {
				does(&owner(n), use_of(n));
			}
			if (n + 1).is_multiple_of(SEALS_IN_A_BLOCK) {
				next_block(0);
			}
		}
		next_block(0);
	});
	chain.commit_all().expect("no transaction is open");
	chain
}

/// Checks and times the invariants of all pallets together, then of each of ours.
fn time_invariants() -> Duration {
	let (result, all) = timed(|| <AllPalletsWithSystem as TryState<_>>::try_state(height(), TryStateSelect::All));
	result.expect("every invariant holds");
	println!("  try_state of all pallets: {all:.2?}");
	type Invariants = fn() -> Result<(), sp_runtime::TryRuntimeError>;
	let of_each: [(&str, Invariants); 5] = [
		("Admission", pallet_admission::Pallet::<Runtime>::do_try_state),
		("Agencies", pallet_agencies::Pallet::<Runtime>::do_try_state),
		("DualControl", pallet_dual_control::Pallet::<Runtime>::do_try_state),
		("ESeal", pallet_e_seal::Pallet::<Runtime>::do_try_state),
		("UsageLog", pallet_usage_log::Pallet::<Runtime>::do_try_state),
	];
	for (pallet, check) in of_each {
		let (result, took) = timed(check);
		result.expect("the invariants hold");
		println!("  {pallet}: {took:.2?}");
	}
	all
}

#[test]
#[ignore = "measures: the command is at the top of the file"]
fn how_long_the_invariants_of_a_state_take() {
	let mut last: Option<(u64, Duration)> = None;
	for seals in [1_000, 10_000] {
		let (mut chain, building) = timed(|| chain_with(seals));
		println!("{seals} e-seals, {} uses (built in {building:.1?}):", seals * USES);
		let time = chain.execute_with(time_invariants);
		if let Some((fewer, less)) = last {
			let times = time.as_secs_f64() / less.as_secs_f64();
			println!("{times:.1} times as long for {} times as many e-seals", seals / fewer);
		}
		last = Some((seals, time));
	}
}

/// A state that `eseal-node export-state` wrote: what a real chain came to, with all its invariants.
#[test]
#[ignore = "measures: the command is at the top of the file"]
fn how_long_the_invariants_of_an_exported_state_take() {
	let Ok(path) = std::env::var("ESEAL_STATE") else {
		return println!("ESEAL_STATE names no exported state: nothing to measure");
	};
	let (mut chain, loading) = timed(|| exported(&path));
	println!("{path} (read in {loading:.1?}):");
	chain.execute_with(time_invariants);
}

/// A state from a raw chain specification.
fn exported(path: &str) -> TestExternalities {
	let text = std::fs::read(path).expect("the file can be read");
	let specification: serde_json::Value = serde_json::from_slice(&text).expect("it is JSON");
	let top = specification["genesis"]["raw"]["top"]
		.as_object()
		.expect("it is a raw specification");
	let bytes = |text: &str| from_hex(text).expect("keys and values are hexadecimal");
	let top = top
		.iter()
		.map(|(key, value)| (bytes(key), bytes(value.as_str().expect("a value is a text"))));
	TestExternalities::new(Storage {
		top: top.collect(),
		..Storage::default()
	})
}

/// How many single uses the weight of a block has room for, if nothing else is in it.
fn most_by_weight() -> u64 {
	let extrinsic = signed(&pair("Owner"), 0, use_of(0));
	let limits = RuntimeBlockWeights::get();
	let of_class = limits.get(DispatchClass::Normal);
	let each = extrinsic
		.get_dispatch_info()
		.total_weight()
		.saturating_add(of_class.base_extrinsic);
	let room = of_class.max_total.expect("ordinary extrinsics have a limit");
	room.ref_time() / each.ref_time()
}

#[test]
#[ignore = "measures: the command is at the top of the file"]
fn how_long_a_proof_of_a_use_takes_in_the_fullest_block() {
	let by_weight = chain().execute_with(most_by_weight);
	let by_storage = u64::from(MaxUsesPerBlock::get());
	assert!(by_weight <= by_storage, "a block has no place for {by_weight} uses");
	for (limit, count) in [("its weight", by_weight), ("its list of records", by_storage)] {
		let mut chain = chain();
		let ((), closing) = chain.execute_with(|| {
			issue(0);
			next_block(0);
			for _ in 0..count {
				does(&owner(0), use_of(0));
			}
			timed(|| drop(close_block()))
		});
		chain.commit_all().expect("no transaction is open");
		let took = chain.execute_with(|| {
			let ask = |record: u64| {
				let arguments = (SealId(0), record).encode();
				let answer = crate::api::dispatch("UsageLogApi_use_proof", &arguments).expect("the runtime has it");
				Option::<UseProof>::decode_all(&mut &answer[..]).expect("it is an answer")
			};
			let step = (count / u64::from(PROOFS)).max(1);
			let (proofs, took) = timed(|| (0..count).step_by(step as usize).map(ask).collect::<Vec<_>>());
			for proof in &proofs {
				let size = proof.as_ref().expect("the block recorded the use").tree_size;
				assert_eq!(u64::from(size), count);
			}
			took / proofs.len() as u32
		});
		println!("{count} uses in a block, as many as {limit} has room for: useProof takes {took:.2?} (natively)");
		println!("  the end of the block took {closing:.2?}, the root of the state included");
	}
}

/// Each record is halfway between others: of a long log a few are read.
#[test]
#[ignore = "measures: the command is at the top of the file"]
fn how_long_looking_for_a_use_takes_in_a_long_log() {
	for records in [1_000u64, 20_000] {
		let mut chain = chain();
		chain.execute_with(|| {
			issue(0);
			for n in 0..records {
				does(&owner(0), use_of(0));
				if (n + 1).is_multiple_of(SEALS_IN_A_BLOCK) {
					next_block(0);
				}
			}
			next_block(0);
		});
		chain.commit_all().expect("no transaction is open");
		let took = chain.execute_with(|| {
			let ask = |index: u64| {
				let arguments = (SealId(0), index).encode();
				let answer = crate::api::dispatch("UsageLogApi_use_at", &arguments).expect("the runtime has it");
				type Answer = Option<FoundUse<AccountId, BlockNumber>>;
				Answer::decode_all(&mut &answer[..]).expect("it is an answer")
			};
			let (found, took) = timed(|| {
				(0..records)
					.step_by((records / LOOK_UPS) as usize)
					.map(ask)
					.collect::<Vec<_>>()
			});
			assert!(found.iter().flatten().all(|found| found.index == found.record));
			assert_eq!(found.iter().flatten().count(), found.len());
			took / found.len() as u32
		});
		println!("{records} records: useAt takes {took:.2?} (natively)");
	}
}
