//! Records that left the state: complete logs and receipts from a record keeper, and what is said where a node keeps none.

use crate::{
	batch::{anchored, batches, documents, receipts, verified},
	told, Desk,
};
use codec::{Decode, Encode};
use eseal_client::{AccountId, BlockNumber};
use eseal_primitives::{
	kept::{record_key, KeptRecord},
	SealId,
};
use serde_json::Value as Json;
use std::fs;

/// A desk at a record keeper, with the anchor, use 0 of `single.pdf` and uses 1 to 3 of the documents in `docs`. All of them left
/// the state, and use 4 of `late.pdf` is in it.
fn desk_where_records_left() -> Desk {
	let desk = Desk::with_seal();
	anchored(&desk);
	for (name, code) in [
		("single.pdf", "alone"),
		("late.pdf", "late"),
		("unsealed.pdf", "nobody's"),
	] {
		desk.write(name, code);
	}
	documents(&desk, &["a.pdf", "b.pdf", "c.pdf"]);
	assert_eq!(desk.seal(&["single.pdf"]).0, Some(0));
	assert_eq!(desk.seal(&["--batch", "docs"]).0, Some(0));
	{
		let mut chain = desk.node.chain();
		chain.keeps = true;
		chain.let_records_leave();
	}
	assert_eq!(desk.seal(&["late.pdf"]).0, Some(0));
	desk.node.chain().forget_states(2);
	desk
}

fn log(desk: &Desk, more: &[&str]) -> (Option<i32>, Json) {
	let args = ["log", "0", "--json"].into_iter().chain(more.iter().copied());
	told(&desk.eseal(args).output().unwrap())
}

fn text(desk: &Desk, args: &[&str]) -> String {
	let output = desk.eseal(args.iter().copied()).output().unwrap();
	String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn a_record_keeper_gives_the_whole_log() {
	let desk = desk_where_records_left();
	let (code, said) = log(&desk, &[]);
	assert_eq!(
		(code, &said["count"], &said["records"]),
		(Some(0), &5.into(), &3.into()),
		"{said}"
	);
	assert_eq!(said["log"][1]["listed"], true, "{said}");
	for file in ["uses.jsonl", "uses.csv"] {
		let (code, said) = log(&desk, &["--export", file]);
		assert_eq!(code, Some(0), "{said}");
	}
	let check = ["audit", "check", "uses.jsonl", "--anchor", "anchor.json", "--json"];
	let (code, said) = told(&desk.eseal(check).output().unwrap());
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(
		(&said["facts"]["count"], &said["facts"]["records"]),
		(&5.into(), &3.into())
	);
	let table = fs::read_to_string(desk.path("uses.csv")).unwrap();
	assert_eq!(table.lines().count(), 6, "{table}");
}

#[test]
fn a_record_keeper_gives_receipts_as_of_the_use() {
	let desk = desk_where_records_left();
	fs::remove_file(desk.path("single.pdf.eseal")).unwrap();
	let by_number = ["single.pdf", "--seal", "0", "--index", "0"];
	let (code, said) = receipts(&desk, &by_number);
	assert_eq!((code, &said["asOfUse"]), (Some(0), &true.into()), "{said}");
	let (code, said) = receipts(&desk, &["docs/b.pdf", "--seal", "0", "--index", "2"]);
	assert_eq!((code, &said["asOfUse"]), (Some(0), &true.into()), "{said}");
	let (code, said) = verified(&desk, &["single.pdf", "docs/b.pdf"]);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(said["documents"][1]["facts"]["batch"]["count"], 3);
	let again = text(&desk, &["receipt", "single.pdf", "--force"]);
	assert!(again.contains("left the chain's state"), "{again}");
	assert!(again.contains("`eseal seal history 0`"), "{again}");

	// What is in the state is told of as of now.
	let (code, said) = receipts(&desk, &["late.pdf", "--force"]);
	assert_eq!((code, &said["asOfUse"]), (Some(0), &false.into()), "{said}");

	// By the batch file: its part is found where it is, and nothing is sent again.
	fs::remove_file(desk.path("docs/b.pdf.eseal")).unwrap();
	let (code, said) = receipts(&desk, &["--batch-file", "docs.batch.jsonl", "--all"]);
	assert_eq!(
		(code, &said["made"], &said["asOfUse"]),
		(Some(0), &3.into(), &3.into()),
		"{said}"
	);
	assert_eq!(verified(&desk, &["docs/a.pdf", "docs/b.pdf", "docs/c.pdf"]).0, Some(0));
	let (code, said) = desk.seal(&["--batch", "docs"]);
	assert_eq!((code, batches(&said)), (Some(0), vec![(3, true)]), "{said}");
	assert_eq!(desk.count(), 5);
}

#[test]
fn where_a_node_keeps_nothing_a_log_is_not_cut_and_nothing_is_sent_again() {
	let desk = desk_where_records_left();
	fs::remove_file(desk.path("single.pdf.eseal")).unwrap();
	for refused in [false, true] {
		{
			let mut chain = desk.node.chain();
			chain.keeps = false;
			if refused {
				chain.refused.insert("offchain_localStorageGet".into());
			}
		}
		let fails = |(code, said): (Option<i32>, Json)| {
			assert_eq!(
				(code, &said["error"]["kind"]),
				(Some(2), &"indeterminate".into()),
				"{said}"
			);
			let next = said["error"]["next"].as_str().unwrap();
			assert!(next.contains("--enable-offchain-indexing true"), "{said}");
			assert_eq!(next.contains("on its own machine"), refused, "{said}");
			said["error"]["message"].as_str().unwrap().to_owned()
		};
		for export in [&[][..], &["--export", "uses.jsonl"], &["--export", "uses.csv"]] {
			let message = fails(log(&desk, export));
			assert!(
				message.contains("its first 2 record(s), of 4 use(s), left the state"),
				"{message}"
			);
		}
		for file in ["uses.jsonl", "uses.csv"] {
			assert!(!desk.path(file).exists(), "{file}");
		}
		fails(receipts(&desk, &["single.pdf", "--seal", "0", "--index", "0"]));
		assert!(!desk.path("single.pdf.eseal").exists());
		fails(receipts(&desk, &["a.pdf", "--batch-file", "docs.batch.jsonl"]));
		let (code, said) = desk.seal(&["--batch", "docs"]);
		assert_ne!(code, Some(0), "{said}");
		let (code, said) = receipts(&desk, &["late.pdf", "--force"]);
		assert_eq!(code, Some(0), "{said}");
	}
	// Nothing was sent.
	{
		let mut chain = desk.node.chain();
		chain.keeps = true;
		chain.refused.clear();
	}
	assert_eq!(desk.count(), 5);
}

#[test]
fn a_document_is_not_said_to_be_unsealed_where_records_left() {
	let desk = desk_where_records_left();
	for file in ["single.pdf", "unsealed.pdf"] {
		let (code, said) = told(&desk.eseal(["verify", file, "--online", "--json"]).output().unwrap());
		assert_eq!(code, Some(2), "{said}");
		let answer = &said["documents"][0];
		assert!(
			answer["summary"].as_str().unwrap().contains("in the chain's state"),
			"{said}"
		);
		let next = answer["next"].as_str().unwrap();
		assert!(
			next.contains("left the chain's state") && next.contains("record keeper"),
			"{said}"
		);
	}
	let (code, said) = receipts(&desk, &["unsealed.pdf"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
	let next = said["error"]["next"].as_str().unwrap();
	assert!(next.contains("left the chain's state"), "{said}");
	// What is in the state is found as before.
	let (code, said) = told(
		&desk
			.eseal(["verify", "late.pdf", "--online", "--json"])
			.output()
			.unwrap(),
	);
	assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_keeper_that_tells_something_else_makes_no_receipt_and_no_log() {
	let desk = desk_where_records_left();
	let key = record_key(SealId(0), 0);
	{
		let mut chain = desk.node.chain();
		let mut told = KeptRecord::<AccountId, BlockNumber>::decode(&mut &chain.kept(&key).unwrap()[..]).unwrap();
		told.record.nonce = 7;
		chain.lies.insert(key, Some(told.encode()));
	}
	let (code, said) = log(&desk, &["--export", "uses.jsonl"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"invalid".into()), "{said}");
	assert!(!desk.path("uses.jsonl").exists());
	fs::remove_file(desk.path("single.pdf.eseal")).unwrap();
	let (code, said) = receipts(&desk, &["single.pdf", "--seal", "0", "--index", "0"]);
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"incompatible".into()),
		"{said}"
	);
	let message = said["error"]["message"].as_str().unwrap();
	assert!(message.contains("is something else"), "{message}");
	assert!(!desk.path("single.pdf.eseal").exists());
}
