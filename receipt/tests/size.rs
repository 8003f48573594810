//! How large a receipt is as `eseal` writes it.

use eseal_primitives::{documents::MAX_ANCHORED, enterprise::Name};
use eseal_receipt_testkit::*;

/// The most bytes of a receipt of a use that its own block proves.
const MOST: usize = 8_192;

/// As `eseal` writes it.
fn written(case: &Case) -> Vec<u8> {
	assert_valid(&case.verify());
	let mut bytes = serde_json::to_vec_pretty(&case.receipt).unwrap();
	bytes.push(b'\n');
	bytes
}

/// One of a thousand uses in its block, of the enterprise with the longest name.
fn large(change: impl FnOnce(&mut Setup)) -> Case {
	let mut setup = Setup {
		seal_key: Algorithm::Sm2,
		authorities: 3,
		others: 0,
		proof: ProofKind::Block {
			uses: 1_000,
			position: 500,
			later: 1,
		},
		..Setup::default()
	};
	change(&mut setup);
	let mut world = World::new(setup);
	world.seal.name = Name::parse(&Name::longest()).unwrap();
	world.finalize()
}

#[test]
fn a_receipt_by_the_block_of_the_use_has_less_than_8_kb() {
	let mut case = large(|_| ());
	assert_eq!(case.block_proof().audit_path.0.len(), 1 + 10 * 32);
	let length = written(&case).len();
	assert!(length < MOST, "{length} bytes");
}

/// `eseal` takes the next justified block if it is at most 16 blocks after the use's.
#[test]
fn so_it_has_with_sixteen_headers_between() {
	let case = large(|setup| {
		setup.proof = ProofKind::Block {
			uses: 1_000,
			position: 500,
			later: 16,
		}
	});
	let length = written(&case).len();
	assert!(length < MOST, "{length} bytes");
}

/// Where the document is in a batch takes a hash for each power of two: 20 of them in the largest.
#[test]
fn so_it_has_of_the_largest_batch() {
	let of = |recorded, later| {
		large(|setup| {
			setup.recorded = recorded;
			setup.proof = ProofKind::Block {
				uses: 1_000,
				position: 500,
				later,
			}
		})
	};
	let largest = Recorded::Anchored {
		count: MAX_ANCHORED,
		position: 777_777,
	};
	for later in [1, 8] {
		let mut case = of(largest, later);
		assert_eq!(case.batch().audit_path.0.len(), 1 + 20 * 32);
		let length = written(&case).len();
		assert!(length < MOST, "{length} bytes with {later} blocks between");
		let alone = written(&of(Recorded::Single, later)).len();
		assert!(length < alone + 1_200, "{length} bytes, and {alone} of a single use");
	}
}

/// What the chain has besides is not in it.
#[test]
fn it_is_as_small_on_any_chain() {
	let lengths = [0, 10, 1_000].map(|others| written(&large(|setup| setup.others = others)).len());
	assert_eq!(lengths[0], lengths[1]);
	assert_eq!(lengths[0], lengths[2]);
}
