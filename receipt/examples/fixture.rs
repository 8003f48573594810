//! Writes the receipts of a network in memory into a directory, for whoever needs some: `cargo run --release -p
//! eseal-receipt --example fixture -- DIRECTORY`. Beside each receipt lie its document, its anchor and the verdicts.

use eseal_primitives::{Uscc, UsccCheck};
use eseal_receipt::Language;
use eseal_receipt_testkit::*;
use std::{fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
	let directory = std::env::args().nth(1).ok_or("usage: fixture DIRECTORY")?;
	let plain = Setup::default();
	let listed = Setup {
		recorded: Recorded::LISTED,
		..Setup::by_block()
	};
	let good = [
		("good", plain),
		(
			"good-sm2",
			Setup {
				seal_key: Algorithm::Sm2,
				digest: DigestKind::Sm3,
				..plain
			},
		),
		(
			"good-owner",
			Setup {
				under_grant: false,
				account: Algorithm::Ecdsa,
				seal_key: Algorithm::Ecdsa,
				..plain
			},
		),
		(
			"good-commitment",
			Setup {
				digest: DigestKind::Commitment,
				seal_key: Algorithm::Ed25519,
				account: Algorithm::Ed25519,
				..plain
			},
		),
		(
			"good-handed-over",
			Setup {
				hand_offs: 3,
				authorities: 4,
				..plain
			},
		),
		("good-block", Setup::by_block()),
		("good-listed", listed),
		(
			"good-listed-state",
			Setup {
				proof: ProofKind::State,
				digest: DigestKind::CommitmentSm3,
				..listed
			},
		),
		(
			"good-anchored",
			Setup {
				recorded: Recorded::ANCHORED,
				..Setup::by_block()
			},
		),
		(
			"good-for-many",
			Setup {
				recorded: Recorded::FOR_MANY,
				..Setup::by_block()
			},
		),
		(
			"good-block-sm2-owner",
			Setup {
				seal_key: Algorithm::Sm2,
				digest: DigestKind::Commitment,
				under_grant: false,
				hand_offs: 1,
				proof: ProofKind::Block {
					uses: 13,
					position: 12,
					later: 0,
				},
				..plain
			},
		),
	];
	for (name, setup) in good {
		write(Path::new(&directory), name, &Case::of(setup))?;
	}
	// A signature as an Ethereum wallet or a security module may give it, s negative, the recovery id from 27 on, has another
	// form in receipts.
	let mut case = Case::of(Setup {
		seal_key: Algorithm::Ecdsa,
		account: Algorithm::Eth,
		..plain
	});
	write(Path::new(&directory), "good-eth", &case)?;
	let signature = &mut case.receipt.sender.signature.0;
	let form = other_form(signature[1..].try_into()?, true, 27);
	signature[1..].copy_from_slice(&form);
	write(Path::new(&directory), "bad-ecdsa-other-form", &case)?;
	let mut other = Case::of(plain);
	other.document = b"another document".to_vec();
	write(Path::new(&directory), "bad-document", &other)?;
	write(
		Path::new(&directory),
		"bad-frozen",
		&Case::with(|world| world.freeze(USED_AT - DAY, 49_000)),
	)?;
	let mut beside = Case::of(Setup::by_block());
	beside.block_proof().leaf.0 = beside.leaves[3].clone();
	write(Path::new(&directory), "bad-block-another-use", &beside)?;
	let mut unlinked = Case::of(Setup::by_block());
	unlinked.block_proof().ancestors.remove(1);
	write(Path::new(&directory), "bad-block-no-ancestor", &unlinked)?;
	let mut beside = Case::of(listed);
	beside.receipt.index += 1;
	write(Path::new(&directory), "bad-batch-another-place", &beside)?;
	let mut missing = Case::of(listed);
	missing.receipt.batch = None;
	write(Path::new(&directory), "bad-batch-no-path", &missing)?;
	let mut without = Case::of(listed);
	without.send(calls::record_for_many(&[without.world.another_seals_use(0)]));
	write(Path::new(&directory), "bad-call-without-use", &without)?;
	let late_loss = Case::with(|world| world.lose(USED_AT - DAY, USED_AT + 5_000, USED_IN + 2));
	write(Path::new(&directory), "open-lost-before", &late_loss)?;
	let mut missing = Case::of(Setup { hand_offs: 1, ..plain });
	missing.receipt.evidence.hand_offs.clear();
	write(Path::new(&directory), "open-no-hand-off", &missing)?;
	let directory = Path::new(&directory);
	let log = LogCase::mixed(3);
	fs::write(directory.join("log.jsonl"), log.export())?;
	fs::write(
		directory.join("log-anchor.json"),
		serde_json::to_vec_pretty(&log.anchor)?,
	)?;
	Ok(())
}

fn write(directory: &Path, name: &str, case: &Case) -> Result<(), Box<dyn std::error::Error>> {
	let directory = directory.join(name);
	fs::create_dir_all(&directory)?;
	fs::write(directory.join("document"), &case.document)?;
	fs::write(
		directory.join("receipt.json"),
		serde_json::to_vec_pretty(&case.receipt)?,
	)?;
	fs::write(directory.join("anchor.json"), serde_json::to_vec_pretty(&case.anchor)?)?;
	for language in Language::ALL {
		fs::write(
			directory.join(format!("verdict.{}.json", language.code())),
			serde_json::to_vec_pretty(&case.verify().worded(language))?,
		)?;
	}
	// What one says who expects another enterprise.
	let stranger = Uscc::parse(STRANGER.as_bytes(), UsccCheck::Enforced).map_err(|e| format!("{e:?}"))?;
	fs::write(
		directory.join("verdict.stranger.json"),
		serde_json::to_vec_pretty(&case.verify_by(stranger).worded(Language::English))?,
	)?;
	Ok(())
}

/// No enterprise of the network.
const STRANGER: &str = "91330100799655058B";
