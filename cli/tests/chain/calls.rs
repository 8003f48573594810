//! Calls, whatever the node does.

use crate::{told, Desk};
use eseal_testnode::cast;

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
