//! A stranger's seal on the document: anyone with an e-seal can record a use of any document.

use crate::*;
use eseal_primitives::{Text, Uscc, UsccCheck};
use eseal_receipt::{Language, Reason};

fn uscc(text: &str) -> Uscc {
	Uscc::parse(text.as_bytes(), UsccCheck::Enforced).unwrap()
}

/// What the relying party expects.
const EXPECTED: &str = "91330106MA2KXYA720";

fn strangers() -> [Case; 2] {
	Case::both_with(|world| {
		world.seal.uscc = uscc("91330100799655058B");
		world.physical.uscc = world.seal.uscc;
		world.seal.name = Text::parse("某某皮包公司".as_bytes()).unwrap();
	})
}

/// It is valid for whoever asks nothing more, and names who sealed.
#[test]
fn the_headline_names_the_stranger() {
	for case in strangers() {
		let verdict = case.verify();
		assert_valid(&verdict);
		for (language, lead) in [
			(Language::English, "Sealed by 某某皮包公司 (91330100799655058B): valid"),
			(
				Language::Chinese,
				"用印企业：某某皮包公司 (91330100799655058B)；用印时有效",
			),
		] {
			let summary = verdict.summary(language);
			assert!(summary.starts_with(lead), "{summary}");
			let json = serde_json::to_value(verdict.worded(language)).unwrap();
			assert_eq!(json["summary"], summary);
		}
	}
}

#[test]
fn another_enterprise_than_expected() {
	for case in strangers() {
		let verdict = case.verify_by(uscc(EXPECTED));
		assert_caught(&verdict, Subject::Enterprise, "another-enterprise", Invalid);
		let check = verdict.decisive().unwrap();
		assert!(
			matches!(&check.reason, Reason::AnotherEnterprise { expected, uscc: found, name }
			if *expected == uscc(EXPECTED) && *found == uscc("91330100799655058B") && name.as_str() == "某某皮包公司")
		);
		assert_eq!(
			verdict.summary(Language::English),
			"Receipt of a use by 某某皮包公司 (91330100799655058B): invalid: 某某皮包公司 (91330100799655058B) sealed, not the \
			 expected enterprise 91330106MA2KXYA720"
		);
		let json = serde_json::to_value(verdict.worded(Language::Chinese)).unwrap();
		let check = json["checks"]
			.as_array()
			.unwrap()
			.iter()
			.find(|check| check["check"] == "enterprise")
			.unwrap();
		assert_eq!(check["code"], "another-enterprise");
		assert_eq!(check["result"], "invalid");
		assert_eq!(check["expected"], EXPECTED);
		assert_eq!(check["uscc"], "91330100799655058B");
		// All else is in order.
		let others = verdict
			.checks
			.iter()
			.filter(|check| check.subject != Subject::Enterprise);
		assert!(others.into_iter().all(|check| check.result == Outcome::Valid));
	}
}

/// A code that differs from the expected one in its check character alone is another.
#[test]
fn a_code_with_another_check_character() {
	let expected = Uscc::parse(b"91330106MA2KXYA721", UsccCheck::Waived).unwrap();
	let verdict = plain().verify_by(expected);
	assert_caught(&verdict, Subject::Enterprise, "another-enterprise", Invalid);
}
