//! `eseal audit`, which needs no node.

use crate::{told, Desk};
use eseal_receipt_testkit::{HistoryCase, LogCase};
use serde_json::Value as Json;

/// A desk with an exported log of some uses, and its anchor.
fn desk(count: u64) -> (Desk, LogCase) {
	desk_of(LogCase::new(count))
}

fn desk_of(case: LogCase) -> (Desk, LogCase) {
	let desk = Desk::new();
	desk.write("uses.jsonl", case.export());
	desk.write("anchor.json", serde_json::to_vec(&case.anchor).unwrap());
	(desk, case)
}

fn check(desk: &Desk, args: &[&str]) -> (Option<i32>, String) {
	let output = desk
		.eseal(["audit", "check", "uses.jsonl", "--anchor", "anchor.json"])
		.args(args)
		.output()
		.unwrap();
	let (stdout, stderr) = told(&output);
	assert_eq!(stderr, "");
	(output.status.code(), stdout)
}

fn check_json(desk: &Desk, args: &[&str]) -> (Option<i32>, Json) {
	let (code, text) = check(desk, &[args, &["--json"]].concat());
	(code, serde_json::from_str(&text).unwrap())
}

#[test]
fn a_complete_log_is_told_with_whose_it_is() {
	let (desk, _) = desk(40);
	let (code, text) = check(&desk, &[]);
	assert_eq!(code, Some(0), "{text}");
	assert!(text.starts_with("Log of 杭州"), "{text}");
	let (code, json) = check_json(&desk, &["--lang", "zh"]);
	assert_eq!(code, Some(0));
	assert_eq!(json["facts"]["count"], 40);
	assert_eq!(json["language"], "zh");
	let last = json["checks"].as_array().unwrap().last().unwrap().clone();
	assert_eq!(
		(&last["check"], &last["code"]),
		(&"completeness".into(), &"complete".into())
	);
}

#[test]
fn the_log_of_another_enterprise_is_not_the_one_that_is_expected() {
	let (desk, _) = desk(2);
	assert_eq!(check(&desk, &["--by", "91330106MA2KXYA720"]).0, Some(0));
	assert_eq!(check(&desk, &["--by", "91330100799655058B"]).0, Some(1));
}

#[test]
fn what_was_done_to_a_log_is_told_by_its_code() {
	let (desk, case) = desk(5);
	let export = String::from_utf8(case.export()).unwrap();
	let lines: Vec<&str> = export.lines().collect();
	let written = |lines: &[&str]| desk.write("uses.jsonl", lines.join("\n"));
	let code_of = || {
		let (status, json) = check_json(&desk, &[]);
		assert_eq!(status, Some(1));
		json["checks"].as_array().unwrap().last().unwrap()["code"]
			.as_str()
			.unwrap()
			.to_owned()
	};
	written(&lines[..5]);
	assert_eq!(code_of(), "log-cut-off");
	written(&[lines[0], lines[2], lines[1], lines[3], lines[4], lines[5]]);
	assert_eq!(code_of(), "record-out-of-place");
	let twice = lines[1].replacen('{', "{\"index\":0,", 1);
	written(&[lines[0], &twice, lines[2], lines[3], lines[4], lines[5]]);
	assert_eq!(code_of(), "line-duplicate-name");
	let told = lines[1].replace("Contract", "Tender");
	written(&[lines[0], &told, lines[2], lines[3], lines[4], lines[5]]);
	assert_eq!(code_of(), "line-unlike-record");
	written(&[lines[0], "", lines[1]]);
	assert_eq!(code_of(), "line-malformed");
}

#[test]
fn a_log_with_batches_is_complete_with_all_its_uses() {
	let (desk, case) = desk_of(LogCase::mixed(3));
	let (code, text) = check(&desk, &[]);
	assert_eq!(code, Some(0), "{text}");
	assert!(text.contains("1012 uses in 7 records"), "{text}");
	let (_, json) = check_json(&desk, &[]);
	assert_eq!(
		(&json["facts"]["count"], &json["facts"]["records"]),
		(&1_012.into(), &7.into())
	);

	let export = String::from_utf8(case.export()).unwrap();
	let lines: Vec<&str> = export.lines().collect();
	let listed = lines.iter().position(|line| line.contains("\"documents\"")).unwrap();
	let check_with = |line: &str| {
		let mut changed = lines.clone();
		changed[listed] = line;
		desk.write("uses.jsonl", changed.join("\n"));
		check_json(&desk, &[])
	};
	// A line may leave out what the chain lists of a batch, and may not list anything else.
	let mut line: Json = serde_json::from_str(lines[listed]).unwrap();
	let documents = line.as_object_mut().unwrap().remove("documents").unwrap();
	let (code, json) = check_with(&line.to_string());
	assert_eq!(code, Some(0), "{json}");
	let base64 = documents.as_str().unwrap();
	let changed = lines[listed].replace(base64, &base64.replacen('A', "B", 1));
	let (code, json) = check_with(&changed);
	let last = json["checks"].as_array().unwrap().last().unwrap();
	assert_eq!((code, &last["code"]), (Some(1), &"line-unlike-record".into()), "{json}");
}

#[test]
fn an_officers_history_is_told_in_both_languages() {
	let desk = Desk::new();
	let case = HistoryCase::default();
	desk.write("history.jsonl", case.export());
	desk.write("anchor.json", serde_json::to_vec(&case.anchor).unwrap());
	let check = |args: &[&str]| {
		let output = desk
			.eseal(["audit", "officer", "history.jsonl", "--anchor", "anchor.json"])
			.args(args)
			.output()
			.unwrap();
		let (stdout, stderr) = told(&output);
		assert_eq!(stderr, "");
		(output.status.code(), stdout)
	};
	let (code, text) = check(&["--lang", "en"]);
	assert_eq!(code, Some(0), "{text}");
	assert!(text.starts_with("History of officer 5"), "{text}");
	for told in [
		"appointed for DataResources",
		"confirmed Revoke (act 8)",
		"9 of 9 entries",
	] {
		assert!(text.contains(told), "{told}: {text}");
	}
	let (code, text) = check(&["--lang", "zh", "--from", "2027-01-06", "--to", "2027-01-08"]);
	assert_eq!(code, Some(0), "{text}");
	assert!(text.starts_with("履职记录所属工作人员："), "{text}");
	assert!(text.contains("9 条中的 2 条"), "{text}");
	// A log is no history, and the other way round.
	desk.write("history.jsonl", LogCase::new(1).export());
	assert_eq!(check(&[]).0, Some(2));
	desk.write("uses.jsonl", case.export());
	let output = desk
		.eseal(["audit", "check", "uses.jsonl", "--anchor", "anchor.json"])
		.output()
		.unwrap();
	assert_eq!(output.status.code(), Some(2));
}
