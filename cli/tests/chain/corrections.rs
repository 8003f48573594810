//! What an agency recorded by mistake: proposed by its officers, agreed to by another agency's.

use super::*;

const DR: [&str; 2] = ["//DataResources//officer", "//DataResources//second"];
const MS: [&str; 2] = ["//MarketSupervision//officer", "//MarketSupervision//second"];

/// E-seal 0 is issued; two officers of each of two agencies have their keys here, and the decision lies beside them.
fn desk() -> Desk {
	let desk = Desk::with_seal();
	for (name, uri) in ["dr1.key", "dr2.key", "ms1.key", "ms2.key"]
		.into_iter()
		.zip([DR, MS].concat())
	{
		desk.key(name, uri);
	}
	desk.write("decision.pdf", "the revocation was meant for another e-seal");
	desk
}

/// The first officer prepares, and the second one confirms.
fn by_two<'a>(desk: &Desk, officers: [&str; 2], args: impl IntoIterator<Item = &'a str>) -> (Option<i32>, Json) {
	let (code, said) = desk.sent(officers[0], args);
	assert_eq!(code, Some(0), "{said}");
	let act = said["prepared"].to_string();
	desk.sent(officers[1], ["act", "confirm", &act])
}

fn shown(desk: &Desk, args: &[&str]) -> Json {
	told(&desk.eseal(args.iter().copied()).arg("--json").output().unwrap()).1
}

const PROPOSE: [&str; 6] = ["correction", "propose", "revocation", "0", "--decision", "decision.pdf"];

#[test]
fn a_revocation_is_reversed_by_two_agencies_and_both_histories_are_told() {
	let desk = desk();
	// Nothing to correct yet.
	let (code, said) = desk.sent("dr1.key", PROPOSE);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");

	let revoke = ["seal", "revoke", "0", "--reason", "court-order"];
	assert_eq!(by_two(&desk, ["dr1.key", "dr2.key"], revoke).0, Some(0));
	let (code, said) = by_two(&desk, ["dr1.key", "dr2.key"], PROPOSE);
	assert_eq!(code, Some(0), "{said}");
	let waits = shown(&desk, &["correction", "list"]);
	let correction = &waits["corrections"][0];
	assert_eq!((&correction["id"], &correction["open"]), (&0.into(), &true.into()));
	assert_eq!(correction["mistake"]["seal"], 0);
	assert_eq!(correction["mistake"]["what"], "CourtOrder");
	let digest = correction["digest"].as_str().unwrap();

	// Not by the agency that erred, and not another one than was reviewed.
	let agree = ["correction", "agree", "0"];
	let (code, said) = by_two(&desk, ["dr1.key", "dr2.key"], agree);
	assert_eq!(code, Some(1), "{said}");
	let other = format!("0x{}", "ab".repeat(32));
	assert_eq!(
		desk.sent("ms1.key", agree.into_iter().chain(["--expect", &other])).0,
		Some(1)
	);

	let reviewed = agree.into_iter().chain(["--expect", digest]);
	let (code, said) = by_two(&desk, ["ms1.key", "ms2.key"], reviewed);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(shown(&desk, &["seal", "show", "0"])["status"], "Active");
	let history = shown(&desk, &["seal", "history", "0"]);
	let last = history["entries"].as_array().unwrap().last().unwrap();
	assert_eq!(last["change"], "RevocationReversed");
	assert_eq!(
		(&last["seat"], &last["agreedSeat"]),
		(&"DataResources".into(), &"MarketSupervision".into())
	);
	assert_eq!(last["correction"]["id"], 0);

	// It waits no longer, and stays on record.
	assert_eq!(
		shown(&desk, &["correction", "list"])["corrections"],
		Json::Array(vec![])
	);
	let made = shown(&desk, &["correction", "list", "--made"]);
	assert_eq!(made["corrections"][0]["agreedSeat"], "MarketSupervision");
	assert_eq!(shown(&desk, &["correction", "show", "0"])["open"], false);
}

#[test]
fn an_agency_withdraws_what_it_proposed() {
	let desk = desk();
	let revoke = ["seal", "revoke", "0", "--reason", "court-order"];
	assert_eq!(by_two(&desk, ["dr1.key", "dr2.key"], revoke).0, Some(0));
	assert_eq!(by_two(&desk, ["dr1.key", "dr2.key"], PROPOSE).0, Some(0));
	assert_eq!(desk.sent("ms1.key", ["correction", "withdraw", "0"]).0, Some(1));
	let (code, said) = desk.sent("dr2.key", ["correction", "withdraw", "0"]);
	assert_eq!(code, Some(0), "{said}");
	let (code, said) = desk.sent("ms1.key", ["correction", "agree", "0"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
}

/// What is said of `a.pdf` for whoever expects an enterprise, or none.
fn judged(desk: &Desk, how: &[&str], by: Option<&str>) -> Json {
	let verify = ["verify", "a.pdf"].into_iter().chain(how.iter().copied());
	let by = by.into_iter().flat_map(|by| ["--by", by]);
	let args: Vec<&str> = verify.chain(by).collect();
	shown(desk, &args)["documents"][0].clone()
}

/// Without a receipt the same is said of `a.pdf` as with one that is made now, and in the same words; by whom is expected.
fn ensure_same_with_a_receipt(desk: &Desk, code: &str, expected: &[(Option<&str>, &str)]) {
	let made = desk.eseal(["receipt", "--force", "--", "a.pdf"]).output().unwrap();
	assert!(made.status.success(), "{made:?}");
	for (by, result) in expected {
		let receipt = judged(desk, &["--anchor", "anchor.json", "--require-receipt"], *by);
		let chain = judged(desk, &["--online"], *by);
		let results = (&receipt["result"], &chain["result"]);
		assert_eq!(
			results,
			(&Json::from(*result), &Json::from(*result)),
			"{by:?}: {receipt} {chain}"
		);
		if *result == "invalid" {
			continue;
		}
		let checks = receipt["checks"].as_array().unwrap();
		let check = checks.iter().find(|check| check["code"] == code).unwrap();
		let said = chain["answers"][0]["uses"][0]["rectified"].as_array().unwrap();
		assert!(said.contains(&check["text"]), "{by:?}: {receipt} {chain}");
	}
}

/// The typing error of the year: the registration is voided and the right one opened, and the physical seal follows.
#[test]
fn a_registration_under_a_wrong_code_is_voided_and_its_physical_seal_moves() {
	const WRONG: &str = "91330106MA2KXYA720";
	const RIGHT: &str = "91330100799655058B";
	const OTHER: &str = "91440300708461136T";
	let desk = desk();
	desk.write("a.pdf", "one");
	assert_eq!(desk.seal(&["a.pdf"]).0, Some(0));
	let anchor = desk.eseal(["anchor", "--out", "anchor.json"]).output().unwrap();
	assert!(anchor.status.success(), "{anchor:?}");
	for (name, uri) in [
		("ps1.key", "//PublicSecurity//officer"),
		("ps2.key", "//PublicSecurity//second"),
	] {
		desk.key(name, uri);
	}
	let behind = ["--decision", "decision.pdf"];
	let voiding = ["correction", "propose", "registration", WRONG, "--instead"];
	// A code with a typing error is none to correct one with.
	let (code, said) = desk.sent(
		"ms1.key",
		voiding.into_iter().chain(["91330100799655059B"]).chain(behind),
	);
	assert_eq!((code, &said["error"]["kind"]), (Some(64), &"usage".into()), "{said}");
	let (code, said) = by_two(
		&desk,
		["ms1.key", "ms2.key"],
		voiding.into_iter().chain([RIGHT]).chain(behind),
	);
	assert_eq!(code, Some(0), "{said}");
	let waits = shown(&desk, &["correction", "show", "0"]);
	assert_eq!(waits["correction"], "VoidRegistration");
	assert_eq!(
		(&waits["mistake"]["uscc"], &waits["mistake"]["instead"]),
		(&WRONG.into(), &RIGHT.into())
	);
	let (code, said) = by_two(&desk, ["dr1.key", "dr2.key"], ["correction", "agree", "0"]);
	assert_eq!(code, Some(0), "{said}");

	let wrong = shown(&desk, &["enterprise", "show", WRONG]);
	assert_eq!(
		(&wrong["status"], &wrong["rightCode"]),
		(&"Voided".into(), &RIGHT.into())
	);
	let right = shown(&desk, &["enterprise", "show", RIGHT]);
	assert_eq!((&right["status"], &right["name"]), (&"Active".into(), &wrong["name"]));
	let history = shown(&desk, &["enterprise", "history", RIGHT]);
	assert_eq!(history["entries"][0]["change"], "Opened");
	assert_eq!(shown(&desk, &["seal", "show", "0"])["status"], "Revoked");
	let expected = [
		(None, "indeterminate"),
		(Some(WRONG), "indeterminate"),
		(Some(RIGHT), "valid"),
		(Some(OTHER), "invalid"),
	];
	ensure_same_with_a_receipt(&desk, "registration-voided", &expected);
	let answer = &judged(&desk, &["--online"], Some(RIGHT))["answers"][0];
	assert_eq!((&answer["uscc"], &answer["rightCode"]), (&WRONG.into(), &RIGHT.into()));

	let code_of = shown(&desk, &["seal", "show", "0"])["physicalSeal"]
		.as_str()
		.unwrap()
		.to_owned();
	let moving = ["correction", "propose", "file", &code_of, "--uscc", RIGHT];
	let (code, said) = by_two(&desk, ["ps1.key", "ps2.key"], moving.into_iter().chain(behind));
	assert_eq!(code, Some(0), "{said}");
	let proposed = shown(&desk, &["correction", "show", "1"])["mistake"].clone();
	assert_eq!((&proposed["what"], &proposed["uscc"]), (&WRONG.into(), &RIGHT.into()));
	let (code, said) = by_two(&desk, ["ms1.key", "ms2.key"], ["correction", "agree", "1"]);
	assert_eq!(code, Some(0), "{said}");
	// What was wrong is told as before.
	assert_eq!(shown(&desk, &["correction", "show", "1"])["mistake"], proposed);
	assert_eq!(
		shown(&desk, &["correction", "list", "--made"])["corrections"][1]["mistake"],
		proposed
	);
	ensure_same_with_a_receipt(&desk, "registration-voided", &expected);
	ensure_same_with_a_receipt(&desk, "physical-seal-moved", &expected);

	let show = ["physical", "show", &code_of];
	let physical = shown(&desk, &show);
	assert_eq!(physical["uscc"], RIGHT);
	let moved = &physical["history"][0];
	assert_eq!(
		(&moved["change"], &moved["correction"]["id"]),
		(&"Moved".into(), &1.into())
	);
	let text = desk.eseal(show).output().unwrap();
	let text = String::from_utf8(text.stdout).unwrap();
	assert!(text.contains(&format!("Moved  {WRONG} → {RIGHT}")), "{text}");

	// Under a wrong code, too; and a loss says since when.
	const RIGHT_CODE: &str = "3301060000009";
	let moving = ["correction", "propose", "file", &code_of, "--instead", RIGHT_CODE];
	let (code, said) = by_two(&desk, ["ps1.key", "ps2.key"], moving.into_iter().chain(behind));
	assert_eq!(code, Some(0), "{said}");
	let (code, said) = by_two(&desk, ["ms1.key", "ms2.key"], ["correction", "agree", "2"]);
	assert_eq!(code, Some(0), "{said}");
	// The first move was from the wrong enterprise, whatever came later.
	assert_eq!(shown(&desk, &["correction", "show", "1"])["mistake"], proposed);
	assert_eq!(shown(&desk, &["correction", "show", "2"])["mistake"]["what"], RIGHT);
	let changes = |code: &str| -> Vec<Json> {
		let physical = shown(&desk, &["physical", "show", code]);
		let history = physical["history"].as_array().unwrap().iter();
		history.map(|entry| entry["change"].clone()).collect()
	};
	assert_eq!(changes(&code_of), ["Moved", "Misfiled"]);
	assert_eq!(changes(RIGHT_CODE), ["Filed"]);
	let since = (desk.node.chain().time() - 1_000).to_string();
	let report = ["physical", "report", RIGHT_CODE, "lost", "--since", &since];
	let (code, said) = by_two(&desk, ["ps1.key", "ps2.key"], report);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(changes(RIGHT_CODE), ["Filed", "Reported"]);
	let text = desk.eseal(["physical", "show", RIGHT_CODE]).output().unwrap();
	let text = String::from_utf8(text.stdout).unwrap();
	// As its status, and in its history.
	assert_eq!(text.matches("Lost, since ").count(), 2, "{text}");

	// And what was right is found to be wrong: the use is found under the third code, and its physical seal is still on file for the
	// second one.
	let voiding = ["correction", "propose", "registration", RIGHT, "--instead", OTHER];
	let (code, said) = by_two(&desk, ["ms1.key", "ms2.key"], voiding.into_iter().chain(behind));
	assert_eq!(code, Some(0), "{said}");
	let (code, said) = by_two(&desk, ["dr1.key", "dr2.key"], ["correction", "agree", "3"]);
	assert_eq!(code, Some(0), "{said}");
	let expected = [
		(None, "indeterminate"),
		(Some(WRONG), "indeterminate"),
		(Some(RIGHT), "invalid"),
		(Some(OTHER), "indeterminate"),
	];
	ensure_same_with_a_receipt(&desk, "registration-voided", &expected);
}
