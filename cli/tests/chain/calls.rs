//! Calls, whatever the node does.

use crate::{told, Desk};
use eseal_testnode::{cast, Cast};
use serde_json::Value as Json;

const REGISTER: [&str; 7] = [
	"enterprise",
	"register",
	"91330106MA2KXYA720",
	"--name",
	"杭州某某科技有限公司",
	"--owner",
	"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
];

#[test]
fn a_call_is_recorded_and_shown() {
	let desk = Desk::new();
	desk.key("officer.key", cast::MARKET_SUPERVISION);
	let (code, said) = desk.sent("officer.key", REGISTER);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(said["call"], "ESeal.register_enterprise");
	assert_eq!(said["status"], "final");
	assert_eq!(said["events"][0]["event"], "EnterpriseRegistered");
	let shown = desk
		.eseal(["enterprise", "show", "91330106MA2KXYA720", "--json"])
		.output()
		.unwrap();
	assert_eq!(
		told(&shown).1["owner"],
		"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
	);

	// The chain's own words where it refuses.
	let (code, said) = desk.sent("officer.key", REGISTER);
	assert_eq!(code, Some(1));
	assert_eq!(said["error"]["kind"], "refused");
	assert_eq!(said["error"]["message"], "ESeal.EnterpriseAlreadyRegistered");
}

#[test]
fn a_node_that_is_silent_after_a_call_leaves_open_whether_it_is_recorded() {
	for method in ["author_submitAndWatchExtrinsic", "author_extrinsicUpdate"] {
		let desk = Desk::new();
		desk.key("officer.key", cast::MARKET_SUPERVISION);
		desk.node.silence(method);
		let (code, said) = desk.sent("officer.key", REGISTER.into_iter().chain(["--timeout", "1"]));
		assert_eq!(code, Some(2), "{method}: {said}");
		let error = &said["error"];
		assert_eq!(error["kind"], "indeterminate", "{method}: {said}");
		let message = error["message"].as_str().unwrap();
		assert!(message.contains("may be recorded"), "{method}: {message}");
		let next = error["next"].as_str().unwrap();
		assert!(
			next.contains("`eseal enterprise show 91330106MA2KXYA720`"),
			"{method}: {next}"
		);
	}
}

#[test]
fn a_call_that_is_not_final_says_so() {
	let desk = Desk::new();
	desk.key("officer.key", cast::MARKET_SUPERVISION);
	desk.node.chain().finalizes = false;
	let (code, said) = desk.sent("officer.key", REGISTER.into_iter().chain(["--timeout", "1"]));
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"awaiting-finality".into()),
		"{said}"
	);
}

/// A desk of Data Resources, with application 0 to decide on.
fn desk_with_application() -> Desk {
	let desk = Desk::new();
	desk.key("officer.key", cast::DATA_RESOURCES);
	Cast::apply(&desk.node);
	desk
}

fn shown(desk: &Desk) -> Json {
	told(&desk.eseal(["seal", "show", "0", "--json"]).output().unwrap()).1
}

#[test]
fn a_decision_shows_what_it_is_about_and_names_it() {
	let desk = desk_with_application();
	let before = shown(&desk);
	let (code, said) = desk.sent("officer.key", ["seal", "approve", "0"]);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(said["events"][0]["event"], "Activated");
	assert_eq!(said["decidedOn"], before);
	assert_eq!(before["uscc"], cast::USCC);
	assert_eq!(before["physicalSeal"], cast::SEAL_CODE);
	assert_eq!(before["applicationDigest"].as_str().unwrap().len(), 66);

	// For people, before the outcome.
	let output = desk
		.eseal([
			"seal",
			"suspend",
			"0",
			"--account",
			"officer.key",
			"--password-file",
			"password",
		])
		.output()
		.unwrap();
	let text = String::from_utf8(output.stdout).unwrap();
	let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
	for fact in ["uscc", "name", "certificate", "applicant", "applicationDigest"] {
		assert!(at(before[fact].as_str().unwrap()) < at("HoldPlaced"), "{fact}");
	}
	assert_eq!(
		shown(&desk)["applicationDigest"],
		before["applicationDigest"],
		"it stays the same"
	);
}

#[test]
fn a_decision_on_another_application_than_the_reviewed_one_is_not_sent() {
	let desk = desk_with_application();
	let blocks = desk.node.chain().blocks.len();
	let reviewed = format!("0x{}", "ab".repeat(32));
	for decision in [
		&["seal", "approve", "0"][..],
		&["seal", "reject", "0", "--reason", "other"],
		&["seal", "suspend", "0"],
		&["seal", "resume", "0"],
		&["seal", "revoke", "0", "--reason", "court-order"],
	] {
		let args = decision.iter().copied().chain(["--expect", &reviewed]);
		let (code, said) = desk.sent("officer.key", args);
		assert_eq!(
			(code, &said["error"]["kind"]),
			(Some(1), &"refused".into()),
			"{decision:?}: {said}"
		);
		let message = said["error"]["message"].as_str().unwrap();
		assert!(message.contains("another than the one that was reviewed"), "{message}");
	}
	assert_eq!(desk.node.chain().blocks.len(), blocks, "nothing was sent");

	let right = shown(&desk)["applicationDigest"].as_str().unwrap().to_owned();
	let (code, said) = desk.sent("officer.key", ["seal", "approve", "0", "--expect", &right]);
	assert_eq!(code, Some(0), "{said}");
}

#[test]
fn an_application_that_is_not_final_is_not_decided_on_yet() {
	let desk = Desk::new();
	desk.key("officer.key", cast::DATA_RESOURCES);
	desk.node.chain().finalizes = false;
	Cast::apply(&desk.node);
	let (code, said) = desk.sent("officer.key", ["seal", "approve", "0"]);
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"awaiting-finality".into()),
		"{said}"
	);
	let (code, said) = desk.sent("officer.key", ["seal", "approve", "1"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
}
