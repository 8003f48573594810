//! `eseal budget`.

use crate::{told, Desk};
use eseal_testnode::cast;
use serde_json::Value as Json;

fn address(uri: &str) -> String {
	cast::account(uri).to_string()
}

fn shown(desk: &Desk, account: &str) -> Json {
	let (code, said) = told(&desk.eseal(["budget", "show", account, "--json"]).output().unwrap());
	assert_eq!(code, Some(0), "{said}");
	said
}

fn number(said: &Json, of: &str, name: &str) -> u64 {
	said[of][name].as_u64().unwrap_or_else(|| panic!("{of}.{name}: {said}"))
}

#[test]
fn an_officer_widens_the_budget_of_an_owner_and_narrows_it_again() {
	let desk = Desk::with_seal();
	desk.key("officer.key", cast::MARKET_SUPERVISION);
	let owner = address(cast::OWNER);
	let before = shown(&desk, &owner);
	assert_eq!(before["account"], *owner);
	assert_eq!((&before["enterprises"], &before["grants"]), (&1.into(), &0.into()));
	assert_eq!((&before["duty"], &before["widened"]), (&Json::Null, &1.into()));
	for part in ["weight", "bytes"] {
		// A new account begins with a part of its budget, and has spent of that.
		let (left, burst) = (number(&before, part, "left"), number(&before, part, "burst"));
		assert!(0 < left && left < burst, "{before}");
	}
	assert!(before["wholeIn"].as_u64().unwrap() > 1, "{before}");

	for factor in ["4", "1"] {
		let widen = ["budget", "widen", owner.as_str(), "--factor", factor];
		let (code, said) = desk.sent("officer.key", widen);
		assert_eq!(code, Some(0), "{said}");
		assert_eq!(said["call"], "Admission.widen_budget");
		let event = &said["events"][0];
		assert_eq!(event["event"], "BudgetWidened");
		assert_eq!(event["fields"]["account"], *owner);
		assert_eq!(event["fields"]["by"]["seat"], "MarketSupervision");

		let after = shown(&desk, &owner);
		let times: u64 = factor.parse().unwrap();
		assert_eq!(after["widened"], times);
		for part in ["weight", "bytes"] {
			for name in ["burst", "perBlock"] {
				assert_eq!(
					number(&after, part, name),
					times * number(&before, part, name),
					"{part}.{name}"
				);
			}
			assert!(number(&after, part, "left") >= number(&before, part, "left"), "{after}");
		}
	}
}

#[test]
fn a_budget_is_shown_in_words() {
	let desk = Desk::with_seal();
	let text = |account: &str| {
		let output = desk.eseal(["budget", "show", account]).output().unwrap();
		assert!(output.status.success(), "{output:?}");
		String::from_utf8(output.stdout).unwrap()
	};
	let owner = text(&address(cast::OWNER));
	for words in [
		"owner of 1 enterprise",
		"of 200 ms left; 0.8 ms more with every block",
		"of 128 KiB left; 1 KiB more with every block",
		"blocks, if nothing more is sent",
		"final block 4",
	] {
		assert!(owner.contains(words), "{words}: {owner}");
	}
	assert!(!owner.contains("widened"), "{owner}");
	let officer = text(&address(cast::DATA_RESOURCES));
	assert!(officer.contains("officer of DataResources"), "{officer}");
}

#[test]
fn an_account_without_a_role_has_no_budget() {
	let desk = Desk::new();
	let nobody = address("//Nobody");
	let (code, said) = told(&desk.eseal(["budget", "show", &nobody, "--json"]).output().unwrap());
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
	let message = said["error"]["message"].as_str().unwrap();
	assert!(message.contains(&nobody) && message.contains("no role"), "{message}");
}

#[test]
fn what_cannot_be_widened_is_refused_with_the_reason() {
	let desk = Desk::with_seal();
	desk.key("officer.key", cast::PUBLIC_SECURITY);
	let (owner, officer) = (address(cast::OWNER), address(cast::DATA_RESOURCES));
	let widen = |account: &'static str, whose: &str, factor: &str| {
		let (code, said) = desk.sent(account, ["budget", "widen", whose, "--factor", factor]);
		(code, said["error"].clone())
	};
	// The chain's own words: an officer's budget is not an enterprise's.
	let (code, error) = widen("officer.key", &officer, "2");
	assert_eq!((code, &error["kind"]), (Some(1), &"refused".into()), "{error}");
	assert_eq!(error["message"], "Admission.NotAtEnterprise");
	let next = error["next"].as_str().unwrap();
	assert!(next.contains("neither owns an enterprise nor has a grant"), "{next}");

	// Refused before it is in any block: an owner does not widen its own budget.
	let (code, error) = widen("owner.key", &owner, "2");
	assert_eq!((code, &error["kind"]), (Some(1), &"refused".into()), "{error}");
	let message = error["message"].as_str().unwrap();
	assert!(message.contains("can never make this call"), "{message}");

	for factor in ["0", "65"] {
		let (code, error) = widen("officer.key", &owner, factor);
		assert_eq!((code, &error["kind"]), (Some(64), &"usage".into()), "{error}");
	}
	assert_eq!(shown(&desk, &owner)["widened"], 1);
}
