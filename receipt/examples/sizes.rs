//! How large receipts are, by what the chain has besides: `cargo run --release -p eseal-receipt --example sizes`.

#[path = "../tests/network/mod.rs"]
mod network;

use codec::Encode;
use network::*;
use sp_core::Blake2Hasher;
use sp_trie::StorageProof;

fn main() {
	println!("| e-seals | hand-offs | seal key | trie nodes | proof, bytes | as a compact proof | justification, bytes | receipt, bytes of JSON |");
	println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
	let plain = Setup::default();
	let sm2 = Setup {
		seal_key: Algorithm::Sm2,
		..plain
	};
	for setup in [
		Setup { others: 10, ..plain },
		Setup { others: 1_000, ..plain },
		Setup {
			others: 100_000,
			..plain
		},
		Setup { others: 1_000, ..sm2 },
		Setup {
			others: 1_000,
			under_grant: false,
			..plain
		},
		Setup {
			others: 1_000,
			authorities: 4,
			..plain
		},
		Setup {
			others: 1_000,
			hand_offs: 1,
			..plain
		},
		Setup {
			others: 1_000,
			hand_offs: 3,
			..plain
		},
	] {
		let case = Case::of(setup);
		assert_valid(&case.verify());
		let evidence = &case.receipt.evidence;
		// Leaves out the hashes of nodes that are there themselves.
		let compact = StorageProof::new(case.state.nodes(&case.keys))
			.into_compact_proof::<Blake2Hasher>(case.state.root)
			.unwrap();
		println!(
			"| {} | {} | {:?}{} | {} | {} | {} | {} | {} |",
			setup.others,
			setup.hand_offs,
			setup.seal_key,
			if setup.under_grant { "" } else { ", owner" },
			case.state.nodes(&case.keys).len(),
			evidence.proof.0.len(),
			compact.encode().len(),
			evidence.block.justification.0.len(),
			case.receipt_json().len(),
		);
	}
}
