//! How large receipts are, by what proves the use and by how it was recorded: `cargo run --release -p eseal-receipt --example sizes`.

use eseal_primitives::{documents::MAX_ANCHORED, enterprise::Name};
use eseal_receipt::format::{BlockProof, UseProof};
use eseal_receipt_testkit::*;

/// An SM2 key, and the longest name that an enterprise may have.
const LONGEST: &str = "SM2, longest name";

fn block(uses: u32, later: u32) -> ProofKind {
	ProofKind::Block {
		uses,
		position: uses / 2,
		later,
	}
}

fn main() {
	let plain = Setup {
		others: 1_000,
		..Setup::default()
	};
	let by = |proof| Setup { proof, ..plain };

	println!("By the header of the use's block:\n");
	println!("| e-seals | records in the block | headers between | of | leaf, bytes | audit path, bytes | headers, bytes | receipt, bytes of JSON | as `eseal` writes it |");
	println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
	let typical = by(block(1, 1));
	for (setup, of) in [
		(Setup { others: 10, ..typical }, ""),
		(typical, ""),
		(
			Setup {
				others: 100_000,
				..typical
			},
			"",
		),
		(by(block(1, 0)), ""),
		(by(block(1_000, 1)), ""),
		(by(block(1_000, 5)), ""),
		(
			Setup {
				seal_key: Algorithm::Sm2,
				..by(block(1_000, 1))
			},
			"SM2",
		),
		(
			Setup {
				seal_key: Algorithm::Sm2,
				..by(block(1_000, 1))
			},
			LONGEST,
		),
		(
			Setup {
				under_grant: false,
				..typical
			},
			"owner",
		),
		(
			Setup {
				authorities: 4,
				..typical
			},
			"4 authorities",
		),
		(
			Setup {
				hand_offs: 1,
				..typical
			},
			"1 hand-off",
		),
		(
			Setup {
				hand_offs: 3,
				..typical
			},
			"3 hand-offs",
		),
	] {
		let ProofKind::Block { uses, later, .. } = setup.proof else {
			continue;
		};
		let mut world = World::new(setup);
		if of == LONGEST {
			world.seal.name = Name::parse(&Name::longest()).unwrap();
		}
		let mut case = world.finalize();
		let BlockProof {
			leaf,
			audit_path,
			ancestors,
			..
		} = case.block_proof().clone();
		let headers: usize = ancestors.iter().map(|header| header.0.len()).sum();
		let (compact, written) = lengths(&case);
		println!(
			"| {} | {uses} | {later} | {of} | {} | {} | {headers} | {compact} | {written} |",
			setup.others,
			leaf.0.len(),
			audit_path.0.len(),
		);
	}

	println!("\nBy the state of a later block:\n");
	println!("| e-seals | of | trie nodes | nodes, bytes | receipt, bytes of JSON | as `eseal` writes it |");
	println!("| --- | --- | --- | --- | --- | --- |");
	for (setup, of) in [
		(Setup { others: 10, ..plain }, ""),
		(plain, ""),
		(
			Setup {
				others: 100_000,
				..plain
			},
			"",
		),
		(
			Setup {
				seal_key: Algorithm::Sm2,
				..plain
			},
			"SM2",
		),
		(
			Setup {
				under_grant: false,
				..plain
			},
			"owner",
		),
		(
			Setup {
				authorities: 4,
				..plain
			},
			"4 authorities",
		),
		(Setup { hand_offs: 1, ..plain }, "1 hand-off"),
		(Setup { hand_offs: 3, ..plain }, "3 hand-offs"),
	] {
		let case = Case::of(setup);
		let UseProof::State(proof) = &case.receipt.proof else {
			continue;
		};
		let (compact, written) = lengths(&case);
		println!(
			"| {} | {of} | {} | {} | {compact} | {written} |",
			setup.others,
			case.state.nodes(&case.keys).len(),
			proof.nodes.0.len(),
		);
	}

	println!("\nBy how the use was recorded, by the header of its block and by the state of a later one:\n");
	println!("| recorded | call, bytes | path in the batch, bytes | by the block: bytes of JSON | as `eseal` writes it | by the state: bytes of JSON | as `eseal` writes it |");
	println!("| --- | --- | --- | --- | --- | --- | --- |");
	for (recorded, how) in [
		(Recorded::Single, "by itself"),
		(listed(1), "one of 1 listed"),
		(listed(256), "one of 256 listed"),
		(listed(1_024), "one of 1,024 listed"),
		(anchored(256), "one of 256 anchored"),
		(anchored(1_024), "one of 1,024 anchored"),
		(anchored(MAX_ANCHORED), "one of 1,048,576 anchored"),
		(for_many(1), "for many, 1 entry"),
		(for_many(64), "for many, 64 entries"),
	] {
		let mut row = Vec::new();
		let mut parts = (0, 0);
		for proof in [block(1, 1), ProofKind::State] {
			let case = Case::of(Setup { recorded, ..by(proof) });
			let path = case.receipt.batch.as_ref().map_or(0, |batch| batch.audit_path.0.len());
			parts = (case.receipt.sender.call.0.len(), path);
			let (compact, written) = lengths(&case);
			row.push(format!("{compact} | {written}"));
		}
		println!("| {how} | {} | {} | {} |", parts.0, parts.1, row.join(" | "));
	}
}

fn listed(count: u32) -> Recorded {
	Recorded::Listed {
		count,
		position: count / 2,
	}
}

fn anchored(count: u32) -> Recorded {
	Recorded::Anchored {
		count,
		position: count / 2,
	}
}

fn for_many(entries: u32) -> Recorded {
	Recorded::ForMany {
		entries,
		position: entries / 2,
	}
}

/// How long a good receipt is as JSON without and with white space.
fn lengths(case: &Case) -> (usize, usize) {
	assert_valid(&case.verify());
	let written = serde_json::to_vec_pretty(&case.receipt).unwrap();
	(case.receipt_json().len(), written.len() + 1)
}
