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
