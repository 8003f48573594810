//! `eseal use --batch`: what it records, what it leaves behind when it is broken off, and what it refuses.

use crate::{told, Desk};
use codec::{DecodeAll, Encode};
use eseal_primitives::{usage::LogHead, SealId};
use eseal_testnode::cast;
use serde_json::Value as Json;
use std::{
	fs,
	os::unix::fs::symlink,
	path::Path,
	process::{Command, Stdio},
	time::{Duration, Instant},
};

/// How long to wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// One document more than a call lists, and some.
const SOME: u32 = 1_030;

/// Documents in a folder `docs`, each with its name as its content.
pub fn documents(desk: &Desk, names: &[&str]) {
	for name in names {
		let path = desk.path("docs").join(name);
		fs::create_dir_all(path.parent().unwrap()).unwrap();
		fs::write(path, name).unwrap();
	}
}

/// More documents than a call lists, and a budget to send them.
fn many_documents(desk: &Desk) {
	let names: Vec<String> = (0..SOME).map(|n| format!("{n:05}.pdf")).collect();
	documents(desk, &names.iter().map(String::as_str).collect::<Vec<_>>());
	desk.key("officer.key", cast::MARKET_SUPERVISION);
	let owner = cast::account(cast::OWNER).to_string();
	let (code, said) = desk.sent("officer.key", ["budget", "widen", &owner, "--factor", "64"]);
	assert_eq!(code, Some(0), "{said}");
}

/// The head of e-seal 0's log as of the latest block, final or not.
fn head(desk: &Desk) -> LogHead {
	let chain = desk.node.chain();
	let answer = chain.call(chain.best(), "UsageLogApi_head", &SealId(0).encode());
	LogHead::decode_all(&mut &answer.unwrap()[..]).unwrap()
}

/// How many uses and records the log has that the chain proves complete.
fn recorded(desk: &Desk) -> (u64, u64) {
	let (code, said) = told(&desk.eseal(["log", "0", "--json"]).output().unwrap());
	assert_eq!(code, Some(0), "{said}");
	(said["count"].as_u64().unwrap(), said["records"].as_u64().unwrap())
}

/// The counts of the batches that are told of, and which of them were on record before.
pub fn batches(said: &Json) -> Vec<(u64, bool)> {
	let batches = said["batches"].as_array().unwrap_or_else(|| panic!("{said}"));
	batches
		.iter()
		.map(|batch| (batch["count"].as_u64().unwrap(), batch["earlier"].as_bool().unwrap()))
		.collect()
}

pub fn anchored(desk: &Desk) {
	let made = desk.eseal(["anchor", "--out", "anchor.json"]).output().unwrap();
	assert!(made.status.success(), "{made:?}");
}

/// What `eseal verify` says of documents by their receipts.
pub fn verified(desk: &Desk, files: &[&str]) -> (Option<i32>, Json) {
	let output = desk
		.eseal(["verify", "--anchor", "anchor.json", "--require-receipt", "--json"])
		.args(["--by", cast::USCC])
		.args(files)
		.output()
		.unwrap();
	told(&output)
}

pub fn receipts(desk: &Desk, args: &[&str]) -> (Option<i32>, Json) {
	let args = ["receipt", "--json"].into_iter().chain(args.iter().copied());
	told(&desk.eseal(args).output().unwrap())
}

fn lines(path: &Path) -> usize {
	fs::read_to_string(path).unwrap().lines().count()
}

#[test]
fn the_documents_of_a_folder_are_one_batch_each_found_and_each_proven() {
	let desk = Desk::with_seal();
	desk.write("single.pdf", "alone");
	assert_eq!(desk.seal(&["single.pdf"]).0, Some(0));
	documents(
		&desk,
		&["b.pdf", "a.pdf", "2026/a.pdf", "2026/11/c.pdf", "合同 (终稿).pdf"],
	);
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!((&said["documents"], &said["listed"]), (&5.into(), &true.into()));
	assert_eq!(said["batchFile"], "docs.batch.jsonl");
	let batch = &said["batches"][0];
	assert_eq!(
		(&batch["index"], &batch["record"], &batch["count"]),
		(&1.into(), &1.into(), &5.into())
	);
	assert_eq!(lines(&desk.path("docs.batch.jsonl")), 6);
	assert_eq!(recorded(&desk), (6, 2));

	// The chain finds each by its document, in the order of the batch file.
	let order = ["2026/11/c.pdf", "2026/a.pdf", "a.pdf", "b.pdf", "合同 (终稿).pdf"];
	for (index, name) in (1u64..).zip(order) {
		let file = format!("docs/{name}");
		let (code, said) = told(&desk.eseal(["verify", "--json", "--", &file]).output().unwrap());
		assert_eq!(code, Some(0), "{said}");
		let used = &said["documents"][0]["answers"][0]["uses"][0];
		assert_eq!(used["index"], index, "{name}");
		assert_eq!(
			(&used["batch"]["first"], &used["batch"]["count"]),
			(&1.into(), &5.into())
		);
		assert_eq!(used["signedBySealKey"], true);
	}
	let text = desk.eseal(["verify", "docs/a.pdf"]).output().unwrap();
	let text = String::from_utf8(text.stdout).unwrap();
	assert!(
		text.contains("3, in a batch of 5 (uses 1 to 5), for contracts"),
		"{text}"
	);

	// Receipts of all, by the batch file; of one, by the chain alone.
	let (code, said) = receipts(&desk, &["--batch-file", "docs.batch.jsonl", "--all"]);
	assert_eq!(
		(code, &said["made"], &said["kept"]),
		(Some(0), &5.into(), &0.into()),
		"{said}"
	);
	anchored(&desk);
	let files = order.map(|name| format!("docs/{name}"));
	let (code, said) = verified(&desk, &files.each_ref().map(String::as_str));
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(said["documents"][1]["facts"]["index"], 2);
	assert_eq!(said["documents"][1]["facts"]["batch"]["count"], 5);
	let (code, said) = receipts(&desk, &["docs/b.pdf", "--force"]);
	assert_eq!((code, &said["use"]["index"]), (Some(0), &4.into()), "{said}");
	assert_eq!(verified(&desk, &["docs/b.pdf"]).0, Some(0));
	// One document's receipt is not another's.
	fs::copy(desk.path("docs/a.pdf.eseal"), desk.path("docs/b.pdf.eseal")).unwrap();
	assert_eq!(verified(&desk, &["docs/b.pdf"]).0, Some(1));

	// The same again sends nothing: all of it is on record. Receipts are no documents.
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!((code, batches(&said)), (Some(0), vec![(5, true)]), "{said}");
	assert_eq!(recorded(&desk), (6, 2));
}

#[test]
fn more_documents_than_a_call_lists_are_several_batches_in_one_complete_log() {
	let desk = Desk::with_seal();
	many_documents(&desk);
	let (code, said) = desk.seal(&["--batch", "docs", "--out", "run.jsonl"]);
	assert_eq!(
		(code, batches(&said)),
		(Some(0), vec![(1_024, false), (6, false)]),
		"{said}"
	);
	assert_eq!(recorded(&desk), (SOME.into(), 2));
	anchored(&desk);
	assert!(desk
		.eseal(["log", "0", "--export", "uses.jsonl"])
		.output()
		.unwrap()
		.status
		.success());
	let (code, said) = told(
		&desk
			.eseal(["audit", "check", "uses.jsonl", "--anchor", "anchor.json", "--json"])
			.output()
			.unwrap(),
	);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(
		(&said["facts"]["count"], &said["facts"]["records"]),
		(&SOME.into(), &2.into())
	);
	assert!(desk
		.eseal(["log", "0", "--export", "uses.csv"])
		.output()
		.unwrap()
		.status
		.success());
	assert_eq!(lines(&desk.path("uses.csv")), 1 + SOME as usize);
	for (name, index) in [
		("00000.pdf", 0),
		("01023.pdf", 1_023),
		("01024.pdf", 1_024),
		("01029.pdf", 1_029),
	] {
		let (code, said) = receipts(&desk, &[name, "--batch-file", "run.jsonl"]);
		assert_eq!((code, &said["use"]["index"]), (Some(0), &index.into()), "{said}");
		assert_eq!(verified(&desk, &[&format!("docs/{name}")]).0, Some(0), "{name}");
	}
}

#[test]
fn what_the_chain_has_only_the_root_of_is_shown_by_the_batch_file_and_by_nothing_else() {
	let desk = Desk::with_seal();
	documents(&desk, &["a.pdf", "b.pdf", "c.pdf"]);
	let output = desk
		.eseal([
			"use",
			"--batch",
			"docs",
			"--anchored",
			"--seal",
			"0",
			"--purpose",
			"contract",
		])
		.args(["--seal-key", "seal.key", "--seal-password-file", "password"])
		.args(["--account", "owner.key", "--password-file", "password"])
		.output()
		.unwrap();
	assert!(output.status.success(), "{output:?}");
	let text = String::from_utf8(output.stdout).unwrap();
	assert!(
		text.contains("without docs.batch.jsonl none of them can be found"),
		"{text}"
	);
	assert_eq!(recorded(&desk), (3, 1));
	let (_, log) = told(&desk.eseal(["log", "0", "--json"]).output().unwrap());
	assert_eq!(log["log"][0]["listed"], false, "{log}");

	let (code, said) = told(&desk.eseal(["verify", "docs/b.pdf", "--json"]).output().unwrap());
	assert_eq!(
		(code, &said["documents"][0]["result"]),
		(Some(2), &"indeterminate".into()),
		"{said}"
	);
	for asked in [&["docs/b.pdf"][..], &["docs/b.pdf", "--seal", "0", "--index", "1"]] {
		let (code, said) = receipts(&desk, asked);
		assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
		assert!(
			said["error"]["next"].as_str().unwrap().contains("--batch-file"),
			"{said}"
		);
	}
	anchored(&desk);
	let (code, said) = receipts(&desk, &["b.pdf", "--batch-file", "docs.batch.jsonl"]);
	assert_eq!((code, &said["use"]["index"]), (Some(0), &1.into()), "{said}");
	let (code, said) = verified(&desk, &["docs/b.pdf"]);
	assert_eq!(code, Some(0), "{said}");

	// A copy of the batch file serves as well; one that was changed, for no document at all.
	let written = fs::read_to_string(desk.path("docs.batch.jsonl")).unwrap();
	desk.write("copy.jsonl", &written);
	assert_eq!(receipts(&desk, &["a.pdf", "--batch-file", "copy.jsonl"]).0, Some(0));
	let digits: Vec<&str> = written.split("sha256:0x").collect();
	let (first, second) = (&digits[1][..64], &digits[2][..64]);
	desk.write("copy.jsonl", written.replace(first, second));
	let (code, said) = receipts(&desk, &["c.pdf", "--batch-file", "copy.jsonl"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
}

#[test]
fn commitments_of_a_batch_have_their_salts_in_the_batch_file() {
	let desk = Desk::with_seal();
	documents(&desk, &["a.pdf", "b.pdf"]);
	let (code, said) = desk.seal(&["--batch", "docs", "--commit", "--digest", "sm3"]);
	assert_eq!(code, Some(0), "{said}");
	let file = fs::read_to_string(desk.path("docs.batch.jsonl")).unwrap();
	assert_eq!(file.matches("\"salt\":\"0x").count(), 2, "{file}");
	let (code, _) = told(&desk.eseal(["verify", "docs/a.pdf", "--json"]).output().unwrap());
	assert_eq!(code, Some(2), "nobody finds it");
	anchored(&desk);
	let (code, said) = receipts(&desk, &["--batch-file", "docs.batch.jsonl", "--all"]);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(verified(&desk, &["docs/a.pdf", "docs/b.pdf"]).0, Some(0));
	let (code, said) = desk.seal(&[
		"--batch",
		"docs",
		"--commit",
		"--digest",
		"blake2b256",
		"--out",
		"x.jsonl",
	]);
	assert_eq!((code, &said["error"]["kind"]), (Some(64), &"usage".into()), "{said}");
	assert!(!desk.path("x.jsonl").exists());
}

#[test]
fn a_list_is_sealed_in_its_own_order_and_receipts_go_where_the_person_says() {
	let desk = Desk::with_seal();
	documents(&desk, &["a.pdf", "d/b.pdf", "left out"]);
	desk.write("list.txt", "docs/d/b.pdf\r\n\r\ndocs/a.pdf");
	let (code, said) = desk.seal(&["--batch", "list.txt"]);
	assert_eq!((code, batches(&said)), (Some(0), vec![(2, false)]), "{said}");
	let batch_file = ["--batch-file", "list.txt.batch.jsonl"];
	let (code, said) = receipts(&desk, &[&batch_file[..], &["--all", "--out-dir", "out"]].concat());
	assert_eq!((code, &said["made"]), (Some(0), &2.into()), "{said}");
	for name in ["out/docs/d/b.pdf.eseal", "out/docs/a.pdf.eseal"] {
		assert!(desk.path(name).exists(), "{name}");
	}
	assert!(!desk.path("docs/a.pdf.eseal").exists());

	// Whoever was interrupted goes on: what is there stays, if it is the same use's.
	fs::remove_file(desk.path("out/docs/a.pdf.eseal")).unwrap();
	let (code, said) = receipts(&desk, &[&batch_file[..], &["--all", "--out-dir", "out"]].concat());
	assert_eq!(
		(code, &said["made"], &said["kept"]),
		(Some(0), &1.into(), &1.into()),
		"{said}"
	);
	desk.write("out/docs/d/b.pdf.eseal", "something else");
	let (code, said) = receipts(&desk, &[&batch_file[..], &["--all", "--out-dir", "out"]].concat());
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"input".into()), "{said}");
	assert!(said["error"]["message"]
		.as_str()
		.unwrap()
		.contains("out/docs/d/b.pdf.eseal"));
	assert_eq!(
		fs::read(desk.path("out/docs/d/b.pdf.eseal")).unwrap(),
		b"something else"
	);
	let (code, _) = receipts(
		&desk,
		&[&batch_file[..], &["docs/d/b.pdf", "--out-dir", "out"]].concat(),
	);
	assert_eq!(code, Some(1), "one that is asked for is not overwritten either");
	let (code, said) = receipts(
		&desk,
		&[&batch_file[..], &["docs/a.pdf", "--out", "a.receipt"]].concat(),
	);
	assert_eq!((code, &said["use"]["index"]), (Some(0), &1.into()), "{said}");
	let (code, said) = receipts(&desk, &[&batch_file[..], &["docs/left out"]].concat());
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");

	// A name that leads out of the folder has no place in another one; nothing is written then.
	let outside = desk.path("docs/left out");
	desk.write("outside.txt", format!("docs/a.pdf\n{}\n", outside.display()));
	assert_eq!(desk.seal(&["--batch", "outside.txt"]).0, Some(0));
	let outside = [
		"--batch-file",
		"outside.txt.batch.jsonl",
		"--all",
		"--out-dir",
		"elsewhere",
	];
	let (code, said) = receipts(&desk, &outside);
	assert_eq!((code, &said["error"]["kind"]), (Some(64), &"usage".into()), "{said}");
	assert!(!desk.path("elsewhere").exists());
	assert_eq!(receipts(&desk, &outside[..3]).0, Some(0), "beside the documents it has");
}

#[test]
fn what_cannot_be_sealed_is_refused_before_anything_is_written_or_sent() {
	let desk = Desk::with_seal();
	fs::create_dir(desk.path("docs")).unwrap();
	let refused = |status: i32, said_of: &[&str]| {
		let (code, said) = desk.seal(&["--batch", "docs"]);
		assert_eq!(code, Some(status), "{said}");
		let message = said["error"]["message"].as_str().unwrap();
		for name in said_of {
			assert!(message.contains(name), "{name}: {message}");
		}
		assert!(said["error"]["next"].is_string(), "{said}");
	};
	refused(64, &["docs has no document"]);
	documents(&desk, &["a.pdf", "d/b.pdf"]);
	let at = |name: &str| desk.path("docs").join(name);
	fs::hard_link(at("a.pdf"), at("d/same.pdf")).unwrap();
	refused(64, &["docs/a.pdf and docs/d/same.pdf are the same file"]);
	fs::remove_file(at("d/same.pdf")).unwrap();
	symlink("..", at("d/up")).unwrap();
	refused(1, &["docs/d/up leads back to docs"]);
	fs::remove_file(at("d/up")).unwrap();
	symlink("gone.pdf", at("link.pdf")).unwrap();
	refused(1, &["docs/link.pdf is a link to nothing"]);
	fs::remove_file(at("link.pdf")).unwrap();

	desk.write("list.txt", "docs/a.pdf\ndocs/none.pdf\n");
	let (code, said) = desk.seal(&["--batch", "list.txt"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"input".into()), "{said}");
	assert!(
		said["error"]["message"]
			.as_str()
			.unwrap()
			.contains("line 2 of list.txt"),
		"{said}"
	);
	let (code, said) = desk.seal(&["--batch", "none"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"input".into()), "{said}");
	let (code, said) = desk.seal(&["--batch", "docs", "--out", "docs/x.jsonl"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(64), &"usage".into()), "{said}");

	// Another key than the e-seal's.
	let wrong = [
		"use",
		"--batch",
		"docs",
		"--seal",
		"0",
		"--purpose",
		"contract",
		"--seal-key",
		"owner.key",
		"--seal-password-file",
		"password",
	];
	let (code, said) = desk.sent("owner.key", wrong);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"key".into()), "{said}");
	for name in ["docs.batch.jsonl", "list.txt.batch.jsonl", "docs/x.jsonl"] {
		assert!(!desk.path(name).exists(), "{name}");
	}
	assert_eq!(head(&desk), LogHead::default());
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!((code, batches(&said)), (Some(0), vec![(2, false)]), "{said}");
}

#[test]
fn a_file_that_is_no_batch_file_is_neither_read_nor_written_over() {
	let desk = Desk::with_seal();
	documents(&desk, &["a.pdf"]);
	for text in [
		"a letter",
		"",
		"{}",
		"{\"type\":\"application/vnd.eseal.batch+json;version=9\"}",
	] {
		desk.write("docs.batch.jsonl", text);
		let (code, said) = desk.seal(&["--batch", "docs"]);
		assert_eq!((code, &said["error"]["kind"]), (Some(1), &"input".into()), "{said}");
		assert_eq!(fs::read(desk.path("docs.batch.jsonl")).unwrap(), text.as_bytes());
	}
	assert_eq!(head(&desk), LogHead::default());
}

/// The batch file is written, the first part is recorded and its answer is lost; nothing more is sent.
fn broken_off(desk: &Desk) {
	many_documents(desk);
	desk.node.chain().finalizes = false;
	let (code, said) = desk.seal(&["--batch", "docs", "--timeout", "1"]);
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"awaiting-finality".into()),
		"{said}"
	);
	assert!(
		said["error"]["next"]
			.as_str()
			.unwrap()
			.contains("Run the same command again"),
		"{said}"
	);
	assert!(batches(&said).is_empty(), "nothing is final");
	assert_eq!(lines(&desk.path("docs.batch.jsonl")), 1 + SOME as usize);
	assert_eq!((head(desk).count, head(desk).records), (1_024, 1));
}

#[test]
fn whoever_was_broken_off_between_parts_goes_on_and_records_none_twice() {
	let desk = Desk::with_seal();
	broken_off(&desk);
	// As long as it is not final, nothing else is sent.
	let (code, said) = desk.seal(&["--batch", "docs", "--timeout", "1"]);
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"awaiting-finality".into()),
		"{said}"
	);
	assert_eq!(head(&desk).records, 1);
	let (code, said) = receipts(&desk, &["00000.pdf", "--batch-file", "docs.batch.jsonl"]);
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"awaiting-finality".into()),
		"{said}"
	);

	desk.node.chain().finalizes = true;
	desk.node.chain().finalize();
	// Receipts of what is there can be had before the rest is.
	let (code, said) = receipts(&desk, &["00000.pdf", "--batch-file", "docs.batch.jsonl"]);
	assert_eq!((code, &said["use"]["index"]), (Some(0), &0.into()), "{said}");
	let (code, said) = receipts(&desk, &["01029.pdf", "--batch-file", "docs.batch.jsonl"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");

	// Records of others in between, of the same e-seal too, make no difference.
	desk.write("between.pdf", "another use");
	assert_eq!(desk.seal(&["between.pdf"]).0, Some(0));
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!(
		(code, batches(&said)),
		(Some(0), vec![(1_024, true), (6, false)]),
		"{said}"
	);
	assert_eq!(said["batches"][1]["index"], 1_025);
	assert_eq!(recorded(&desk), (u64::from(SOME) + 1, 3));
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!(
		(code, batches(&said)),
		(Some(0), vec![(1_024, true), (6, true)]),
		"{said}"
	);
	assert_eq!(recorded(&desk), (u64::from(SOME) + 1, 3));
}

#[test]
fn a_program_that_is_killed_between_parts_leaves_nothing_to_be_done_twice() {
	let desk = Desk::with_seal();
	many_documents(&desk);
	desk.node.silence("author_extrinsicUpdate");
	let mut running = Command::new(assert_cmd::cargo::cargo_bin!("eseal"))
		.current_dir(desk.path(""))
		.env_clear()
		.env("HOME", desk.path(""))
		.env("ESEAL_URL", desk.node.url())
		.args(["use", "--batch", "docs", "--seal", "0", "--purpose", "contract"])
		.args(["--seal-key", "seal.key", "--seal-password-file", "password"])
		.args(["--account", "owner.key", "--password-file", "password"])
		.stdin(Stdio::null())
		.stdout(Stdio::null())
		.stderr(Stdio::null())
		.spawn()
		.unwrap();
	let began = Instant::now();
	while head(&desk).records == 0 {
		assert!(began.elapsed() < PATIENCE, "nothing is recorded");
		assert_eq!(running.try_wait().unwrap(), None, "it waits");
		std::thread::sleep(Duration::from_millis(20));
	}
	// The file was whole before that.
	assert_eq!(lines(&desk.path("docs.batch.jsonl")), 1 + SOME as usize);
	running.kill().unwrap();
	running.wait().unwrap();
	desk.node.chain().silent.clear();
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!(
		(code, batches(&said)),
		(Some(0), vec![(1_024, true), (6, false)]),
		"{said}"
	);
	assert_eq!(recorded(&desk), (SOME.into(), 2));
}

#[test]
fn what_still_waits_in_the_pool_is_waited_for_and_not_sent_again() {
	let desk = Desk::with_seal();
	documents(&desk, &["a.pdf", "b.pdf"]);
	desk.node.chain().authors = false;
	for _ in 0..2 {
		let (code, said) = desk.seal(&["--batch", "docs", "--timeout", "1"]);
		assert!(matches!(code, Some(1 | 2)), "{said}");
		assert!(said["error"]["next"].is_string(), "{said}");
	}
	assert_eq!(head(&desk).records, 0);
	desk.node.chain().authors = true;
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!((code, &said["batches"][0]["count"]), (Some(0), &2.into()), "{said}");
	assert_eq!(recorded(&desk), (2, 1));
}

#[test]
fn a_node_that_takes_nothing_leaves_a_whole_batch_file_and_two_who_go_on_record_it_once() {
	let desk = Desk::with_seal();
	documents(&desk, &["a.pdf", "b.pdf", "c.pdf"]);
	desk.node.silence("author_submitAndWatchExtrinsic");
	let (code, said) = desk.seal(&["--batch", "docs", "--timeout", "1"]);
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"indeterminate".into()),
		"{said}"
	);
	assert_eq!(lines(&desk.path("docs.batch.jsonl")), 4);
	assert_eq!(head(&desk).records, 0);
	let (code, said) = receipts(&desk, &["--batch-file", "docs.batch.jsonl", "--all"]);
	assert_eq!((code, &said["made"]), (Some(1), &0.into()), "{said}");
	assert_eq!(said["error"]["kind"], "not-found", "{said}");
	assert!(
		said["error"]["message"].as_str().unwrap().starts_with("3 documents"),
		"{said}"
	);

	desk.node.chain().silent.clear();
	let go_on = || desk.seal(&["--batch", "docs"]);
	std::thread::scope(|scope| {
		for one in [scope.spawn(go_on), scope.spawn(go_on)] {
			let (code, said) = one.join().unwrap();
			assert_eq!(code, Some(0), "{said}");
			assert_eq!(said["batches"][0]["count"], 3);
		}
	});
	assert_eq!(recorded(&desk), (3, 1));
}

#[test]
fn copies_of_one_document_in_several_batches_are_each_recorded_once() {
	let desk = Desk::with_seal();
	many_documents(&desk);
	// Two parts that say the same: 2,048 documents of one content.
	fs::remove_dir_all(desk.path("docs")).unwrap();
	fs::create_dir(desk.path("docs")).unwrap();
	for n in 0..2_048 {
		desk.write(&format!("docs/{n:04}"), "the same");
	}
	desk.node.chain().finalizes = false;
	assert_eq!(desk.seal(&["--batch", "docs", "--timeout", "1"]).0, Some(2));
	desk.node.chain().finalizes = true;
	desk.node.chain().finalize();
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!(
		(code, batches(&said)),
		(Some(0), vec![(1_024, true), (1_024, false)]),
		"{said}"
	);
	assert_eq!(recorded(&desk), (2_048, 2));
}

/// A document that is on record more often than anyone looks at.
#[test]
fn of_a_document_with_many_uses_some_are_looked_at_and_the_others_told() {
	let desk = Desk::with_seal();
	many_documents(&desk);
	fs::remove_dir_all(desk.path("docs")).unwrap();
	fs::create_dir(desk.path("docs")).unwrap();
	for n in 0..1_000 {
		desk.write(&format!("docs/{n:04}"), "the same");
	}
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!((code, batches(&said)), (Some(0), vec![(1_000, false)]), "{said}");
	let verify = |more: &[&str]| {
		let output = desk
			.eseal(["verify", "docs/0500", "--json"])
			.args(more)
			.output()
			.unwrap();
		let (code, mut said) = told(&output);
		(code, said["documents"][0].take())
	};
	for more in [&[] as &[&str], &["--by", cast::USCC]] {
		let (code, said) = verify(more);
		assert_eq!((code, &said["result"]), (Some(0), &"valid".into()), "{said}");
		let answer = &said["answers"][0];
		assert_eq!(answer["more"], 744, "{}", answer["summary"]);
		let uses = answer["uses"].as_array().unwrap().iter();
		let indices: Vec<_> = uses.map(|used| used["index"].as_u64().unwrap()).collect();
		assert_eq!(indices, (0..128).chain(872..1_000).collect::<Vec<_>>());
		assert_eq!(
			(&said["others"], &said["allCounted"]),
			(&Json::Array(Vec::new()), &true.into())
		);
	}
	let (code, said) = verify(&["--by", "91330100799655058B"]);
	assert_eq!((code, &said["result"]), (Some(1), &"invalid".into()), "{said}");
	assert_eq!(said["answers"], Json::Array(Vec::new()));
	let other = &said["others"][0];
	assert_eq!(
		(&other["uscc"], &other["count"]),
		(&cast::USCC.into(), &1_000.into()),
		"{said}"
	);
	assert_eq!(other["result"], Json::Null, "nobody judged it: {said}");

	let (code, said) = receipts(&desk, &["docs/0500"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(64), &"usage".into()), "{said}");
	let next = said["error"]["next"].as_str().unwrap();
	assert_eq!(next.matches("--index").count(), 16, "{next}");
}

/// A new account begins with a part of its budget. The rest comes with the blocks, and takes longer than `--timeout`.
#[test]
fn a_part_waits_until_the_budget_suffices_however_short_the_timeout() {
	const TIMEOUT: Duration = Duration::from_secs(3);
	let desk = Desk::with_seal();
	let names: Vec<String> = (0..800).map(|n| format!("{n:05}.pdf")).collect();
	documents(&desk, &names.iter().map(String::as_str).collect::<Vec<_>>());
	let began = Instant::now();
	let seal = || desk.seal(&["--batch", "docs", "--timeout", "3"]);
	// Where no block comes, nothing refills: it ends in time.
	let (code, said) = seal();
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"refused".into()), "{said}");
	let next = said["error"]["next"].as_str().unwrap();
	assert!(next.contains("With a longer --timeout"), "{next}");
	assert!(began.elapsed() < PATIENCE, "it waits for nothing");
	let began = Instant::now();
	std::thread::scope(|scope| {
		let sealing = scope.spawn(seal);
		while !sealing.is_finished() {
			assert!(began.elapsed() < PATIENCE, "it is not sent");
			std::thread::sleep(Duration::from_millis(400));
			desk.node.chain().author();
		}
		let (code, said) = sealing.join().unwrap();
		assert_eq!((code, batches(&said)), (Some(0), vec![(800, false)]), "{said}");
	});
	assert!(began.elapsed() > TIMEOUT, "it had to wait");
	assert_eq!(recorded(&desk), (800, 1));
}

#[test]
fn what_was_changed_since_is_refused_by_name_and_nothing_is_sent() {
	let desk = Desk::with_seal();
	broken_off(&desk);
	desk.node.chain().finalizes = true;
	desk.node.chain().finalize();
	let refused = |more: &[&str], status: i32, said_of: &str| {
		let (code, said) = desk.seal(&[&["--batch", "docs"][..], more].concat());
		assert_eq!(code, Some(status), "{said}");
		let message = said["error"]["message"].as_str().unwrap();
		assert!(message.contains(said_of), "{message}");
		assert!(said["error"]["next"].is_string(), "{said}");
		assert_eq!(head(&desk).records, 1, "{said_of}");
	};
	let batch_file = fs::read(desk.path("docs.batch.jsonl")).unwrap();
	desk.write("docs/01027.pdf", "another text");
	refused(&[], 1, "docs/01027.pdf is not what it was");
	fs::remove_file(desk.path("docs/01027.pdf")).unwrap();
	refused(&[], 1, "docs/01027.pdf");
	desk.write("docs/01027.pdf", "01027.pdf");
	desk.write("docs/new.pdf", "new");
	refused(&[], 64, "docs/new.pdf is not in docs.batch.jsonl");
	fs::remove_file(desk.path("docs/new.pdf")).unwrap();
	refused(&["--anchored"], 64, "without --anchored");
	refused(&["--digest", "sm3"], 64, "--digest sha256");
	desk.write("docs.batch.jsonl", &batch_file[..batch_file.len() - 200]);
	refused(&[], 1, "docs.batch.jsonl");
	desk.write("docs.batch.jsonl", &batch_file);
	desk.key("another.key", "//Another");
	let args = [
		"use",
		"--batch",
		"docs",
		"--seal",
		"0",
		"--purpose",
		"contract",
		"--seal-key",
		"seal.key",
	];
	let args = args.into_iter().chain(["--seal-password-file", "password"]);
	let (code, said) = desk.sent("another.key", args);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"key".into()), "{said}");

	// What is on record already may be gone. Where it was changed the rest is sent, and it does not pass for sealed.
	fs::remove_file(desk.path("docs/00002.pdf")).unwrap();
	desk.write("docs/00001.pdf", "another text");
	for earlier in [false, true] {
		let (code, said) = desk.seal(&["--batch", "docs"]);
		assert_eq!((code, &said["error"]["kind"]), (Some(1), &"invalid".into()), "{said}");
		assert_eq!(batches(&said), vec![(1_024, true), (6, earlier)], "{said}");
		let message = said["error"]["message"].as_str().unwrap();
		assert!(
			message.starts_with("docs/00001.pdf is not sealed as it is now"),
			"{message}"
		);
		assert_eq!(recorded(&desk), (SOME.into(), 2));
	}
	desk.write("docs/00001.pdf", "00001.pdf");
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!(
		(code, batches(&said)),
		(Some(0), vec![(1_024, true), (6, true)]),
		"{said}"
	);
}

#[test]
fn an_operator_seals_a_batch_within_its_grant_and_not_beyond() {
	let desk = Desk::with_seal();
	documents(&desk, &["a.pdf", "b.pdf", "c.pdf"]);
	desk.key("operator.key", "//Operator");
	let operator = cast::account("//Operator").to_string();
	let grant = |uses: &str| {
		let args = ["grant", "add", "0", "--operator", &operator, "--purpose", "contract"];
		let args = args.into_iter().chain(["--until", "2100-01-01", "--uses", uses]);
		let (code, said) = desk.sent("owner.key", args);
		assert_eq!(code, Some(0), "{said}");
	};
	let seal = || {
		let args = [
			"use",
			"--batch",
			"docs",
			"--seal",
			"0",
			"--purpose",
			"contract",
			"--seal-key",
			"seal.key",
		];
		desk.sent(
			"operator.key",
			args.into_iter().chain(["--seal-password-file", "password"]),
		)
	};
	grant("2");
	let (code, said) = seal();
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"refused".into()), "{said}");
	assert!(
		said["error"]["message"]
			.as_str()
			.unwrap()
			.contains("2 uses left, for 3 documents"),
		"{said}"
	);
	assert!(!desk.path("docs.batch.jsonl").exists());
	assert_eq!(desk.sent("owner.key", ["grant", "revoke", "0"]).0, Some(0));
	grant("3");
	let (code, said) = seal();
	assert_eq!((code, batches(&said)), (Some(0), vec![(3, false)]), "{said}");
	let (_, grants) = told(&desk.eseal(["grant", "list", "0", "--json"]).output().unwrap());
	assert_eq!(grants["grants"][0]["used"], 3, "{grants}");
	anchored(&desk);
	assert_eq!(
		receipts(&desk, &["--batch-file", "docs.batch.jsonl", "--all"]).0,
		Some(0)
	);
	assert_eq!(verified(&desk, &["docs/a.pdf", "docs/c.pdf"]).0, Some(0));
}

#[test]
fn whoever_gets_another_grant_between_parts_goes_on_and_records_none_twice() {
	let desk = Desk::with_seal();
	many_documents(&desk);
	desk.key("operator.key", "//Operator");
	let operator = cast::account("//Operator").to_string();
	let grant = || {
		let args = ["grant", "add", "0", "--operator", &operator, "--purpose", "contract"];
		let args = args.into_iter().chain(["--until", "2100-01-01", "--uses", "1100"]);
		let (code, said) = desk.sent("owner.key", args);
		assert_eq!(code, Some(0), "{said}");
		let widened = desk.sent("officer.key", ["budget", "widen", &operator, "--factor", "64"]);
		assert_eq!(widened.0, Some(0), "{}", widened.1);
	};
	let seal = |timeout: &str| {
		let args = ["use", "--batch", "docs", "--seal", "0", "--purpose", "contract"];
		let keys = ["--seal-key", "seal.key", "--seal-password-file", "password"];
		let args = args.into_iter().chain(keys).chain(["--timeout", timeout]);
		desk.sent("operator.key", args)
	};
	grant();
	desk.node.chain().finalizes = false;
	let (code, said) = seal("1");
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"awaiting-finality".into()),
		"{said}"
	);
	desk.node.chain().finalizes = true;
	desk.node.chain().finalize();
	assert_eq!(desk.sent("owner.key", ["grant", "revoke", "0"]).0, Some(0));
	let (code, said) = seal("60");
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"refused".into()), "{said}");
	grant();
	let (code, said) = seal("60");
	assert_eq!(
		(code, batches(&said)),
		(Some(0), vec![(1_024, true), (6, false)]),
		"{said}"
	);
	assert_eq!(recorded(&desk), (SOME.into(), 2));
	let (_, grants) = told(&desk.eseal(["grant", "list", "0", "--json"]).output().unwrap());
	assert_eq!(grants["grants"][0]["used"], 6, "{grants}");
}

#[test]
fn who_anchored_first_and_then_wants_a_list_gets_one() {
	let desk = Desk::with_seal();
	documents(&desk, &["a.pdf", "b.pdf", "c.pdf"]);
	desk.node.chain().finalizes = false;
	// Both begin before anything is final.
	for args in [&["--anchored"][..], &["--out", "listed.jsonl"]] {
		let (code, said) = desk.seal(&[&["--batch", "docs", "--timeout", "1"][..], args].concat());
		assert_eq!(
			(code, &said["error"]["kind"]),
			(Some(2), &"awaiting-finality".into()),
			"{said}"
		);
	}
	desk.node.chain().finalizes = true;
	desk.node.chain().finalize();
	assert_eq!(recorded(&desk), (3, 1));
	let (code, said) = desk.seal(&["--batch", "docs", "--out", "listed.jsonl"]);
	assert_eq!((code, batches(&said)), (Some(0), vec![(3, false)]), "{said}");
	assert_eq!(recorded(&desk), (6, 2));
	let (code, said) = told(&desk.eseal(["verify", "docs/b.pdf", "--json"]).output().unwrap());
	assert_eq!(code, Some(0), "{said}");
	let (code, said) = desk.seal(&["--batch", "docs", "--anchored"]);
	assert_eq!((code, batches(&said)), (Some(0), vec![(3, true)]), "{said}");
	assert_eq!(recorded(&desk), (6, 2));
}
