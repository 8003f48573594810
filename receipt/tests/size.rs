//! How large a receipt is as `eseal` writes it.

use eseal_primitives::enterprise::Name;
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

/// What the chain has besides is not in it.
#[test]
fn it_is_as_small_on_any_chain() {
	let lengths = [0, 10, 1_000].map(|others| written(&large(|setup| setup.others = others)).len());
	assert_eq!(lengths[0], lengths[1]);
	assert_eq!(lengths[0], lengths[2]);
}
