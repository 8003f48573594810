//! How long a verification takes, whole and step by step: in time on the processor, so that what else the machine does
//! counts little.

use criterion::{
	criterion_group, criterion_main,
	measurement::{Measurement, ValueFormatter, WallTime},
	Criterion,
};
use eseal_crypto::batch::root_from_path;
use eseal_primitives::documents::MAX_ANCHORED;
use eseal_receipt::{
	checks::{
		block_uses,
		finality::{AuthoritySet, Block},
		state::State,
	},
	format::parse,
	reason::Item,
	Receipt,
};
use eseal_receipt_testkit::*;
use sp_core::H256;
use std::hint::black_box;

fn whole(c: &mut Criterion<ProcessorTime>) {
	let mut group = c.benchmark_group("verify");
	let state = Setup {
		others: 1_000,
		..Setup::default()
	};
	let plain = Setup {
		others: 0,
		proof: LARGE_BLOCK,
		..Setup::default()
	};
	let setups = [
		("sr25519", plain),
		(
			"ed25519",
			Setup {
				seal_key: Algorithm::Ed25519,
				..plain
			},
		),
		(
			"ecdsa",
			Setup {
				seal_key: Algorithm::Ecdsa,
				..plain
			},
		),
		(
			"sm2",
			Setup {
				seal_key: Algorithm::Sm2,
				..plain
			},
		),
		(
			"sr25519, 16 authorities",
			Setup {
				authorities: 16,
				..plain
			},
		),
		("sr25519, 3 hand-offs", Setup { hand_offs: 3, ..plain }),
		(
			"sr25519, one of 2^20 anchored",
			Setup {
				recorded: ANCHORED,
				..plain
			},
		),
		(
			"sr25519, one of 1,024 listed",
			Setup {
				recorded: Recorded::Listed {
					count: 1_024,
					position: 700,
				},
				..plain
			},
		),
		(
			"sr25519, for many, 64 entries",
			Setup {
				recorded: Recorded::ForMany {
					entries: 64,
					position: 32,
				},
				..plain
			},
		),
		("sr25519, by the state", state),
		(
			"sm2, by the state",
			Setup {
				seal_key: Algorithm::Sm2,
				..state
			},
		),
	];
	for (name, setup) in setups {
		let case = Case::of(setup);
		let (receipt, anchor) = (case.receipt_json(), case.anchor_json());
		assert_valid(&case.verify());
		group.bench_function(name, |b| {
			b.iter(|| verify_json(black_box(&case.document), black_box(&receipt), black_box(&anchor)));
		});
	}
}

/// One of the documents of the largest batch.
const ANCHORED: Recorded = Recorded::Anchored {
	count: MAX_ANCHORED,
	position: 777_777,
};

/// One of a thousand records of its block, which is the parent of the finalized one.
const LARGE_BLOCK: ProofKind = ProofKind::Block {
	uses: 1_000,
	position: 500,
	later: 1,
};

fn steps(c: &mut Criterion<ProcessorTime>) {
	let mut group = c.benchmark_group("step");
	let mut by_block = Case::of(Setup {
		others: 0,
		proof: LARGE_BLOCK,
		..Setup::default()
	});
	let mut case = Case::of(Setup {
		others: 1_000,
		..Setup::default()
	});
	for (name, case) in [("block", &by_block), ("state", &case)] {
		let json = case.receipt_json();
		group.bench_function(format!("JSON and base64, by {name}"), |b| {
			b.iter(|| parse::<Receipt>(black_box(&json)));
		});
	}
	for authorities in [3, 16] {
		let case = Case::of(Setup {
			authorities,
			..Setup::default()
		});
		let set = AuthoritySet::of(&case.anchor).unwrap();
		group.bench_function(format!("justification, {authorities} votes"), |b| {
			b.iter(|| set.check(black_box(&case.receipt.evidence.block)).unwrap());
		});
	}
	let header = by_block.header.clone();
	let proof = by_block.block_proof().clone();
	group.bench_function("proof by the block", |b| {
		b.iter(|| {
			let header = black_box(&header).clone();
			let block = Block {
				hash: hash(&header),
				header,
			};
			block_uses::read(block, black_box(&proof)).unwrap()
		});
	});
	let keys = case.keys.clone();
	let nodes = case.nodes().clone();
	group.bench_function("proof by the state", |b| {
		b.iter(|| {
			let proof = &nodes.0;
			let state = State::new(case.header.state_root, black_box(proof)).unwrap();
			for key in &keys {
				assert!(state.read::<Anything>(Item::UseRecord, key).unwrap().is_some());
			}
			state.ensure_used_up().unwrap();
		});
	});
	let (leaf, path) = (another_document(0), [H256([5; 32]); 20]);
	let (count, position) = (ANCHORED.count(), ANCHORED.position());
	group.bench_function("path in a batch of 2^20", |b| {
		b.iter(|| root_from_path(black_box(&leaf), position, count, black_box(&path)).unwrap());
	});
	let document = vec![7u8; 1 << 20];
	group.bench_function("SHA-256 of 1 MiB", |b| {
		b.iter(|| sp_crypto_hashing::sha2_256(black_box(&document)));
	});
	group.bench_function("SM3 of 1 MiB", |b| {
		b.iter(|| eseal_crypto::sm2::sm3(black_box(&document)))
	});
	let message = case
		.world
		.statement()
		.bytes_to_sign(case.world.genesis, &case.world.used.account);
	for algorithm in [Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa, Algorithm::Sm2] {
		let pair = SealPair::new(algorithm, 1);
		let (key, signed) = (pair.public(), pair.sign(&message));
		group.bench_function(format!("seal key, {algorithm:?}"), |b| {
			b.iter(|| assert!(eseal_crypto::verify(&key, &signed, black_box(&message))));
		});
	}
	for algorithm in [Algorithm::Sr25519, Algorithm::Ed25519, Algorithm::Ecdsa, Algorithm::Eth] {
		let pair = AccountPair::new(algorithm, 1);
		let (account, signed) = (pair.account(), pair.sign(&message));
		group.bench_function(format!("account, {algorithm:?}"), |b| {
			b.iter(|| assert!(signed.is_by(&account, black_box(&message))));
		});
	}
}

/// Any value, as it is.
struct Anything;

impl codec::Decode for Anything {
	fn decode<I: codec::Input>(input: &mut I) -> Result<Self, codec::Error> {
		let length = input.remaining_len()?.unwrap_or_default();
		input.read(&mut vec![0; length])?;
		Ok(Self)
	}
}

/// The time that this thread had on the processor.
struct ProcessorTime;

impl ProcessorTime {
	/// In nanoseconds.
	fn now() -> u64 {
		let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
		now.tv_sec as u64 * 1_000_000_000 + now.tv_nsec as u64
	}
}

impl Measurement for ProcessorTime {
	type Intermediate = u64;
	type Value = u64;

	fn start(&self) -> u64 {
		Self::now()
	}

	fn end(&self, start: u64) -> u64 {
		Self::now() - start
	}

	fn add(&self, one: &u64, other: &u64) -> u64 {
		one + other
	}

	fn zero(&self) -> u64 {
		0
	}

	fn to_f64(&self, value: &u64) -> f64 {
		*value as f64
	}

	fn formatter(&self) -> &dyn ValueFormatter {
		WallTime.formatter()
	}
}

criterion_group! {
	name = benches;
	config = Criterion::default().with_measurement(ProcessorTime);
	targets = whole, steps
}
criterion_main!(benches);
