//! What Market Supervision records of an enterprise: a new name ahead of time, and its liquidator.

use super::*;

const NEW_NAME: &str = "杭州更名科技有限公司";

/// E-seal 0 is issued; an officer of Market Supervision and the liquidator have their keys here.
fn desk() -> Desk {
	let desk = Desk::with_seal();
	desk.key("officer.key", cast::MARKET_SUPERVISION);
	desk.key("liquidator.key", "//Liquidator");
	desk.write("ruling.pdf", "the court appoints a liquidator");
	desk
}

fn shown(desk: &Desk, args: &[&str]) -> Json {
	told(&desk.eseal(args.iter().copied()).arg("--json").output().unwrap()).1
}

fn by_officer<'a>(desk: &Desk, args: impl IntoIterator<Item = &'a str>) -> Json {
	let (code, said) = desk.sent("officer.key", args);
	assert_eq!(code, Some(0), "{said}");
	said
}

#[test]
fn a_name_ahead_is_told_and_taken_back() {
	let desk = desk();
	let from = (desk.node.chain().time() + 10 * 86_400_000).to_string();
	let named = ["enterprise", "rename", cast::USCC, "--name", NEW_NAME];
	let said = by_officer(&desk, named.into_iter().chain(["--from", &from]));
	assert_eq!(said["events"][0]["event"], "EnterpriseRenamed");
	let show = ["enterprise", "show", cast::USCC];
	let enterprise = shown(&desk, &show);
	assert_eq!(enterprise["name"], "杭州某某科技有限公司");
	assert_eq!(enterprise["nextName"]["name"], NEW_NAME);
	// The old e-seal serves meanwhile, and says until when.
	let seal = shown(&desk, &["seal", "show", "0"]);
	assert_eq!((&seal["usable"], &seal["holds"]), (&true.into(), &Json::Array(vec![])));
	assert_eq!(seal["renamedFrom"]["ms"].to_string(), from);
	let text = desk.eseal(["seal", "show", "0"]).output().unwrap();
	let text = String::from_utf8(text.stdout).unwrap();
	assert!(
		text.contains("its enterprise has another name, which stops it"),
		"{text}"
	);
	desk.write("a.pdf", "one");
	assert_eq!(desk.seal(&["a.pdf"]).0, Some(0));

	let withdraw = ["enterprise", "withdraw-rename", cast::USCC, "--name"];
	let (code, said) = desk.sent("officer.key", withdraw.into_iter().chain(["杭州"]));
	assert_eq!(
		(code, &said["error"]["message"]),
		(Some(1), &"ESeal.RenameDiffers".into())
	);
	by_officer(&desk, withdraw.into_iter().chain([NEW_NAME]));
	assert_eq!(shown(&desk, &show)["nextName"], Json::Null);
	assert_eq!(shown(&desk, &["seal", "show", "0"])["renamedFrom"], Json::Null);
	let history = shown(&desk, &["enterprise", "history", cast::USCC]);
	assert_eq!(history["entries"][0]["change"], "Renamed");
	assert_eq!(history["entries"][1]["change"], "RenameWithdrawn");
	let text = desk.eseal(["enterprise", "history", cast::USCC]).output().unwrap();
	let text = String::from_utf8(text.stdout).unwrap();
	assert!(
		text.contains(&format!("杭州某某科技有限公司 → {NEW_NAME}, from ")),
		"{text}"
	);
}

#[test]
fn the_liquidator_seals_for_liquidation_and_the_receipt_says_so() {
	let desk = desk();
	let liquidator = cast::account("//Liquidator").to_string();
	let name = ["enterprise", "name-liquidator", cast::USCC, "--liquidator", &liquidator];
	let name = || name.into_iter().chain(["--order", "ruling.pdf"]);
	let (code, said) = desk.sent("officer.key", name());
	assert_eq!(
		(code, &said["error"]["message"]),
		(Some(1), &"ESeal.EnterpriseNotRestricted".into())
	);
	by_officer(&desk, ["enterprise", "restrict", cast::USCC]);
	by_officer(&desk, name());
	let enterprise = shown(&desk, &["enterprise", "show", cast::USCC]);
	assert_eq!(enterprise["liquidator"]["account"], liquidator);

	desk.write("a.pdf", "one");
	let seal = |account: &str, purpose: &str| {
		let args = ["use", "a.pdf", "--seal", "0", "--purpose", purpose];
		let key = ["--seal-key", "seal.key", "--seal-password-file", "password"];
		desk.sent(account, args.into_iter().chain(key))
	};
	for (account, purpose, why) in [
		("owner.key", "contract", "cannot be used"),
		("liquidator.key", "contract", "cannot be used"),
		("owner.key", "liquidation", "is not the liquidator"),
	] {
		let (code, said) = seal(account, purpose);
		let message = said["error"]["message"].as_str().unwrap_or_default();
		assert!(code == Some(1) && message.contains(why), "{account}, {purpose}: {said}");
	}
	let (code, said) = seal("liquidator.key", "liquidation");
	assert_eq!(code, Some(0), "{said}");

	assert!(desk
		.eseal(["anchor", "--out", "anchor.json"])
		.output()
		.unwrap()
		.status
		.success());
	for (language, words) in [
		("en", "used by the liquidator of the enterprise"),
		("zh", "由清算人为企业清算用印"),
	] {
		let verify = ["verify", "a.pdf", "--anchor", "anchor.json", "--lang", language];
		let verified = desk
			.eseal(verify)
			.args(["--by", cast::USCC, "--require-receipt", "--json"])
			.output()
			.unwrap();
		let (code, said) = told(&verified);
		assert_eq!(code, Some(0), "{said}");
		assert!(said.to_string().contains(words), "{said}");
	}

	by_officer(&desk, ["enterprise", "lift-restriction", cast::USCC]);
	assert_eq!(seal("liquidator.key", "liquidation").0, Some(1));
	let history = shown(&desk, &["enterprise", "history", cast::USCC]);
	let changes: Vec<_> = history["entries"]
		.as_array()
		.unwrap()
		.iter()
		.map(|entry| entry["change"].as_str().unwrap())
		.collect();
	assert_eq!(
		changes,
		[
			"Restricted",
			"LiquidatorNamed",
			"RestrictionLifted",
			"LiquidatorDismissed"
		]
	);
}
