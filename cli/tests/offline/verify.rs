//! `eseal verify` with receipts, which needs no node.

use crate::{told, Desk};
use eseal_receipt_testkit::{Algorithm, Case, DigestKind, Recorded, Setup, DOCUMENT};
use serde_json::Value as Json;
use std::{
	fs::File,
	io::{Seek, SeekFrom, Write},
};

/// The enterprise of the network in memory, and one that is not.
const OURS: &str = "91330106MA2KXYA720";
const STRANGER: &str = "91330100799655058B";

/// A document with its receipt and its network's anchor.
fn desk(setup: Setup) -> Desk {
	let desk = Desk::new();
	let case = Case::of(setup);
	desk.write("contract.pdf", DOCUMENT);
	desk.write("contract.pdf.eseal", case.receipt_json());
	desk.write("anchor.json", case.anchor_json());
	desk
}

/// How `eseal verify … --anchor anchor.json` ends, and what it prints.
fn verify(desk: &Desk, args: &[&str]) -> (Option<i32>, String) {
	let output = desk
		.eseal(["verify", "--anchor", "anchor.json", "--node", "ws://127.0.0.1:1"])
		.args(args)
		.output()
		.unwrap();
	let (stdout, stderr) = told(&output);
	(output.status.code(), stdout + &stderr)
}

fn verify_json(desk: &Desk, args: &[&str]) -> (Option<i32>, Json) {
	let (code, text) = verify(desk, &[args, &["--json"]].concat());
	(code, serde_json::from_str(&text).unwrap())
}

#[test]
fn the_first_line_names_who_sealed() {
	for setup in [Setup::default(), Setup::by_block()] {
		let desk = desk(setup);
		let (code, text) = verify(&desk, &["contract.pdf"]);
		assert_eq!(code, Some(0), "{text}");
		let first = text.lines().next().unwrap();
		assert!(first.starts_with("Sealed by 杭州"), "{first}");
		assert!(first.contains(OURS), "{first}");
	}
}

#[test]
fn another_enterprises_seal_is_invalid() {
	let desk = desk(Setup::default());
	let (code, _) = verify(&desk, &["contract.pdf", "--by", OURS]);
	assert_eq!(code, Some(0));
	let (code, json) = verify_json(&desk, &["contract.pdf", "--by", STRANGER]);
	assert_eq!(code, Some(1));
	let document = &json["documents"][0];
	assert_eq!(document["result"], "invalid");
	let checks = document["checks"].as_array().unwrap();
	let failed: Vec<_> = checks.iter().filter(|check| check["result"] == "invalid").collect();
	assert_eq!(failed.len(), 1);
	assert_eq!(failed[0]["check"], "enterprise");
	assert_eq!(failed[0]["code"], "another-enterprise");
	let (_, text) = verify(&desk, &["contract.pdf", "--by", STRANGER]);
	let first = text.lines().next().unwrap();
	assert!(!first.starts_with("Valid") && !first.starts_with("Sealed"), "{first}");
	let (code, _) = verify(&desk, &["contract.pdf", "--by", "91330106MA2KXYA72"]);
	assert_eq!(code, Some(64));
}

#[test]
fn the_language_is_the_one_asked_for_or_the_locales() {
	let desk = desk(Setup::default());
	let first = |variables: &[(&str, &str)], args: &[&str]| {
		let output = desk
			.eseal(["verify", "contract.pdf", "--anchor", "anchor.json"])
			.args(args)
			.envs(variables.iter().copied())
			.output()
			.unwrap();
		assert!(output.status.success());
		told(&output).0.lines().next().unwrap().to_owned()
	};
	let english = first(&[], &[]);
	let chinese = first(&[], &["--lang", "zh"]);
	assert!(
		english.starts_with("Sealed by") && chinese.starts_with("用印企业"),
		"{english} {chinese}"
	);
	for (variables, expected) in [
		([("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", ""), ("LC_ALL", "")], &chinese),
		(
			[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN"), ("LC_ALL", "")],
			&chinese,
		),
		([("LANG", "zh_CN"), ("LC_MESSAGES", "zh_CN"), ("LC_ALL", "C")], &english),
	] {
		assert_eq!(&first(&variables, &[]), expected, "{variables:?}");
		assert_eq!(first(&variables, &["--lang", "en"]), english);
	}
	let (code, _) = verify(&desk, &["contract.pdf", "--lang", "fr"]);
	assert_eq!(code, Some(64));
}

#[test]
fn json_says_the_same_in_both_languages_but_for_its_texts() {
	let desk = desk(Setup::default());
	let [english, chinese] = ["en", "zh"].map(|language| {
		let (code, mut json) = verify_json(&desk, &["contract.pdf", "--lang", language]);
		assert_eq!(code, Some(0));
		let document = &mut json["documents"][0];
		assert_eq!(document["language"], language);
		document["language"].take();
		document["summary"].take();
		for check in document["checks"].as_array_mut().unwrap() {
			assert!(check["code"].is_string(), "{check}");
			check["text"].take();
		}
		json
	});
	assert_eq!(english, chinese);
	assert_eq!(english["documents"][0]["facts"]["uscc"], OURS);
	assert_eq!(english["documents"][0]["file"], "contract.pdf");
	assert_eq!(english["documents"][0]["receipt"], "contract.pdf.eseal");
}

#[test]
fn several_documents_are_several_answers() {
	let desk = desk(Setup::default());
	std::fs::copy(desk.path("contract.pdf"), desk.path("copy.pdf")).unwrap();
	std::fs::copy(desk.path("contract.pdf.eseal"), desk.path("copy.pdf.eseal")).unwrap();
	desk.write("other.pdf", "another document");
	std::fs::copy(desk.path("contract.pdf.eseal"), desk.path("other.pdf.eseal")).unwrap();

	let (code, json) = verify_json(&desk, &["contract.pdf", "copy.pdf"]);
	assert_eq!(code, Some(0));
	assert_eq!(json["documents"].as_array().unwrap().len(), 2);
	let (code, json) = verify_json(&desk, &["contract.pdf", "other.pdf", "none.pdf", "copy.pdf"]);
	assert_eq!(code, Some(1));
	let results: Vec<_> = json["documents"]
		.as_array()
		.unwrap()
		.iter()
		.map(|document| document["result"].as_str())
		.collect();
	assert_eq!(results, [Some("valid"), Some("invalid"), None, Some("valid")]);
	assert_eq!(json["documents"][2]["error"]["kind"], "input");
	let (_, text) = verify(&desk, &["contract.pdf", "other.pdf"]);
	assert!(text.contains("contract.pdf:\nSealed by"), "{text}");
	assert!(text.contains("other.pdf:\n"), "{text}");
}

#[test]
fn a_receipt_is_named_for_one_document() {
	let desk = desk(Setup::default());
	std::fs::rename(desk.path("contract.pdf.eseal"), desk.path("r.eseal")).unwrap();
	desk.write("b.pdf", "another document");
	let (code, text) = verify(&desk, &["contract.pdf", "--receipt", "r.eseal"]);
	assert_eq!(code, Some(0), "{text}");
	let (code, _) = verify(&desk, &["contract.pdf", "b.pdf", "--receipt", "r.eseal"]);
	assert_eq!(code, Some(64));
	let (code, _) = verify(&desk, &["contract.pdf", "--receipt", "r.eseal", "--online"]);
	assert_eq!(code, Some(64));
}

#[test]
fn a_nodes_word_is_refused_where_a_receipt_is_required() {
	let desk = desk(Setup::default());
	let (code, _) = verify(&desk, &["contract.pdf", "--require-receipt"]);
	assert_eq!(code, Some(0));
	std::fs::remove_file(desk.path("contract.pdf.eseal")).unwrap();
	let (code, json) = verify_json(&desk, &["contract.pdf", "--require-receipt"]);
	assert_eq!(code, Some(2));
	assert_eq!(json["error"]["kind"], "indeterminate");
}

#[test]
fn a_missing_file_has_one_exit_status() {
	let desk = desk(Setup::default());
	desk.write("folder.pdf.eseal", "{}");
	std::fs::create_dir(desk.path("folder.pdf")).unwrap();
	for args in [
		["none.pdf"].as_slice(),
		&["contract.pdf", "--receipt", "none.eseal"],
		&["folder.pdf"],
		&["none.pdf", "--require-receipt"],
	] {
		let (code, json) = verify_json(&desk, args);
		assert_eq!((code, &json["error"]["kind"]), (Some(1), &"input".into()), "{args:?}");
	}
	for args in [
		["verify", "contract.pdf", "--anchor", "none.json"].as_slice(),
		&["verify", "contract.pdf"],
		&["audit", "check", "none.jsonl", "--anchor", "anchor.json"],
		&["audit", "check", "contract.pdf"],
	] {
		let output = desk.eseal(args.iter().copied()).output().unwrap();
		assert_eq!(output.status.code(), Some(1), "{args:?}");
	}
}

#[test]
fn documents_of_every_digest_are_verified() {
	for digest in [
		DigestKind::Sha256,
		DigestKind::Sm3,
		DigestKind::Blake2b256,
		DigestKind::Commitment,
		DigestKind::CommitmentSm3,
	] {
		let desk = desk(Setup {
			digest,
			seal_key: Algorithm::Sm2,
			..Setup::default()
		});
		let (code, text) = verify(&desk, &["contract.pdf"]);
		assert_eq!(code, Some(0), "{digest:?}: {text}");
		desk.write("contract.pdf", [DOCUMENT, b" "].concat());
		let (code, json) = verify_json(&desk, &["contract.pdf"]);
		assert_eq!(code, Some(1), "{digest:?}");
		let checks = json["documents"][0]["checks"].as_array().unwrap();
		let document = checks.iter().find(|check| check["check"] == "document").unwrap();
		assert_eq!(document["code"], "document-differs", "{digest:?}");
	}
}

#[test]
fn a_use_of_a_batch_is_told_with_its_batch() {
	for recorded in Recorded::BATCHES {
		for setup in [Setup::default(), Setup::by_block()] {
			let desk = desk(Setup { recorded, ..setup });
			let (code, json) = verify_json(&desk, &["contract.pdf"]);
			assert_eq!(code, Some(0), "{json}");
			let facts = &json["documents"][0]["facts"];
			let (index, first) = (
				facts["index"].as_u64().unwrap(),
				facts["batch"]["first"].as_u64().unwrap(),
			);
			assert_eq!(facts["batch"]["count"], recorded.count());
			assert_eq!(index - first, u64::from(recorded.position()));
			let said = format!("{index}, in a batch of {}", recorded.count());
			let (_, text) = verify(&desk, &["contract.pdf"]);
			assert!(text.contains(&said), "{said}: {text}");
			let (_, text) = verify(&desk, &["contract.pdf", "--lang", "zh"]);
			assert!(
				text.contains(&format!("所在批次共 {} 次用印", recorded.count())),
				"{text}"
			);

			// Another document is none of this batch, whatever else the batch has.
			desk.write("contract.pdf", "another document");
			let (code, json) = verify_json(&desk, &["contract.pdf"]);
			assert_eq!(code, Some(1), "{json}");
		}
	}
	let single = desk(Setup::default());
	let (_, json) = verify_json(&single, &["contract.pdf"]);
	assert_eq!(json["documents"][0]["facts"]["batch"], Json::Null);
}

#[test]
fn a_document_of_more_than_a_gibibyte_is_digested_as_it_is_read() {
	let desk = desk(Setup::default());
	let mut large = File::create(desk.path("contract.pdf")).unwrap();
	// A hole: it takes no room on the disk, and is read as zeros.
	large.seek(SeekFrom::Start(1 << 30)).unwrap();
	large.write_all(b"end").unwrap();
	let limited = format!(
		"ulimit -v 1500000; exec {} verify contract.pdf --anchor anchor.json",
		assert_cmd::cargo::cargo_bin!("eseal").display()
	);
	let output = std::process::Command::new("bash")
		.args(["-c", &limited])
		.current_dir(desk.path(""))
		.output()
		.unwrap();
	let (stdout, stderr) = told(&output);
	assert_eq!(output.status.code(), Some(1), "{stdout}{stderr}");
	assert!(
		stdout.contains("the document is not the one that was sealed"),
		"{stdout}{stderr}"
	);
}

#[test]
fn the_command_that_is_advised_does_what_it_says_when_it_is_pasted() {
	let desk = desk(Setup::by_block());
	let name = "x;touch y;#.pdf";
	std::fs::rename(desk.path("contract.pdf"), desk.path(name)).unwrap();
	std::fs::rename(desk.path("contract.pdf.eseal"), desk.path(format!("{name}.eseal"))).unwrap();
	let (code, text) = verify(&desk, &["--", name]);
	assert_eq!(code, Some(0), "{text}");
	let advised = text.split('`').nth(1).unwrap();
	assert!(advised.starts_with("eseal receipt --force -- "), "{advised}");
	let pasted = format!("eseal() {{ printf '%s\\n' \"$@\"; }}; {advised}");
	let output = std::process::Command::new("bash")
		.args(["-c", &pasted])
		.current_dir(desk.path(""))
		.output()
		.unwrap();
	assert_eq!(told(&output).0, format!("receipt\n--force\n--\n{name}\n"));
	assert!(!desk.path("y").exists());
}
