//! What takes two officers: prepared by the first, confirmed by the second.

use super::*;

const FIRST: &str = "//DataResources//officer";
const SECOND: &str = "//DataResources//second";

/// E-seal 0 is issued; both officers of Data Resources and one of Market Supervision have their keys here.
fn desk() -> Desk {
	let desk = Desk::with_seal();
	desk.key("first.key", FIRST);
	desk.key("second.key", SECOND);
	desk.key("other.key", "//MarketSupervision//second");
	desk
}

const REVOKE: [&str; 5] = ["seal", "revoke", "0", "--reason", "court-order"];

/// The first officer's revocation, which waits. Returns its number.
fn prepared(desk: &Desk) -> String {
	let (code, said) = desk.sent("first.key", REVOKE);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(said["call"], "DualControl.prepare");
	said["prepared"].to_string()
}

fn status(desk: &Desk) -> Json {
	let shown = desk.eseal(["seal", "show", "0", "--json"]).output().unwrap();
	told(&shown).1["status"].clone()
}

#[test]
fn what_nothing_undoes_is_prepared_and_a_second_officer_confirms_it() {
	let desk = desk();
	let act = prepared(&desk);
	assert_eq!(status(&desk), "Active");

	let waits = told(&desk.eseal(["act", "list", "--json"]).output().unwrap()).1;
	assert_eq!(waits["acts"].as_array().unwrap().len(), 1);
	let shown = told(&desk.eseal(["act", "show", &act, "--json"]).output().unwrap()).1;
	assert_eq!(shown["act"], "Revoke");
	assert_eq!(shown["call"], "ESeal.revoke");
	assert_eq!(shown["arguments"]["reason"], "CourtOrder");
	assert_eq!(shown["open"], true);

	// Not by the one who prepared it, and not by another agency.
	for (key, error) in [("first.key", "OwnAct"), ("other.key", "can never make this call")] {
		let (code, said) = desk.sent(key, ["act", "confirm", &act]);
		assert_eq!(code, Some(1), "{said}");
		let message = said["error"]["message"].as_str().unwrap();
		assert!(message.contains(error), "{message}");
	}
	let other = format!("0x{}", "ab".repeat(32));
	let (code, said) = desk.sent("second.key", ["act", "confirm", &act, "--expect", &other]);
	assert_eq!(code, Some(1), "{said}");
	assert_eq!(status(&desk), "Active");

	let reviewed = shown["digest"].as_str().unwrap();
	let (code, said) = desk.sent("second.key", ["act", "confirm", &act, "--expect", reviewed]);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(status(&desk), "Revoked");
	let (code, said) = desk.sent("second.key", ["act", "confirm", &act]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
}

#[test]
fn an_act_is_turned_down_or_withdrawn() {
	let desk = desk();
	let act = prepared(&desk);
	assert_eq!(desk.sent("second.key", ["act", "turn-down", &act]).0, Some(0));
	let act = prepared(&desk);
	assert_eq!(desk.sent("second.key", ["act", "withdraw", &act]).0, Some(1));
	assert_eq!(desk.sent("first.key", ["act", "withdraw", &act]).0, Some(0));
	let waits = desk.eseal(["act", "list"]).output().unwrap();
	assert!(String::from_utf8_lossy(&waits.stdout).starts_with("Nothing waits for a second officer."));
	assert_eq!(status(&desk), "Active");
}

/// The owner is no officer: its own revocation takes one.
#[test]
fn an_owner_revokes_alone() {
	let desk = desk();
	// A new account begins with a part of its budget, and a revocation may end all grants.
	for _ in 0..40 {
		desk.node.chain().author();
	}
	let (code, said) = desk.sent("owner.key", ["seal", "revoke", "0", "--reason", "key-compromised"]);
	assert_eq!((code, &said["call"]), (Some(0), &"ESeal.revoke".into()), "{said}");
	assert_eq!(status(&desk), "Revoked");
}

/// What an officer did between two dates goes into a file, which whoever has the anchor checks without a node.
#[test]
fn an_officers_history_is_exported_and_checked_without_a_node() {
	let desk = desk();
	let act = prepared(&desk);
	assert_eq!(desk.sent("second.key", ["act", "confirm", &act]).0, Some(0));
	let key = desk.eseal(["key", "show", "first.key", "--json"]).output().unwrap();
	let account = told(&key).1["account"].as_str().unwrap().to_owned();
	super::batch::anchored(&desk);
	let export = |file: &str| {
		let args = ["officer", "history", &account, "--export", file, "--json"];
		told(&desk.eseal(args).output().unwrap())
	};
	let (code, history) = export("history.jsonl");
	assert_eq!(code, Some(0), "{history}");
	let entries = history["entries"].as_array().unwrap();
	let deeds: Vec<_> = entries.iter().map(|entry| entry["deed"].as_str().unwrap()).collect();
	assert_eq!(deeds.first(), Some(&"Appointed"));
	assert_eq!(deeds[deeds.len() - 2..], ["Prepared", "Made"]);
	assert_eq!(history["count"], entries.len());
	// Never over another file, and by its name it is what it is.
	assert_eq!(export("history.jsonl").0, Some(1));
	assert_eq!(export("history.csv").0, Some(64));

	let check = |more: &[&str]| {
		let args = ["audit", "officer", "history.jsonl", "--anchor", "anchor.json", "--json"];
		let mut command = desk.eseal(args.into_iter().chain(more.iter().copied()));
		told(&command.env("ESEAL_URL", "ws://127.0.0.1:9").output().unwrap())
	};
	let (code, said) = check(&[]);
	assert_eq!((code, &said["result"]), (Some(0), &"valid".into()), "{said}");
	assert_eq!(said["entries"], history["entries"]);
	assert_eq!(said["facts"]["officer"], account.as_str());
	assert_eq!(said["facts"]["seat"], "DataResources");
	// Between two dates.
	let (code, said) = check(&["--to", "2020-01-01"]);
	assert_eq!((code, &said["facts"]["asked"]), (Some(0), &1.into()), "{said}");
	assert_eq!(said["entries"][0]["deed"], "Appointed");
	// Nobody knows from it what comes after it.
	let (code, said) = check(&["--to", "2199-01-01"]);
	assert_eq!((code, &said["result"]), (Some(2), &"indeterminate".into()), "{said}");
	assert_eq!(
		said["checks"].as_array().unwrap().last().unwrap()["code"],
		"period-not-over"
	);

	// An act less.
	let text = fs::read_to_string(desk.path("history.jsonl")).unwrap();
	let fewer: Vec<_> = text.lines().filter(|line| !line.contains("\"Made\"")).collect();
	desk.write("history.jsonl", fewer.join("\n"));
	let (code, said) = check(&[]);
	assert_eq!((code, &said["result"]), (Some(1), &"invalid".into()), "{said}");
	assert_eq!(said["entries"], serde_json::json!([]));
}

#[test]
fn who_never_was_an_officer_has_no_history() {
	let desk = desk();
	let key = desk.eseal(["key", "show", "owner.key", "--json"]).output().unwrap();
	let account = told(&key).1["account"].as_str().unwrap().to_owned();
	for export in [&[][..], &["--export", "history.jsonl"]] {
		let args = ["officer", "history", &account, "--json"].into_iter();
		let (code, said) = told(&desk.eseal(args.chain(export.iter().copied())).output().unwrap());
		assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
	}
	assert!(!desk.path("history.jsonl").exists());
}
