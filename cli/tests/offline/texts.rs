//! Texts and codes that people type: what the chain would refuse is refused before anything is sent, with the reason.

use crate::{told, Desk};

const OWNER: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

/// What a registration ends with, and says on standard error.
fn register(uscc: &str, name: &str) -> (Option<i32>, String) {
	let desk = Desk::new();
	let line = ["enterprise", "register", uscc, "--name", name, "--owner", OWNER];
	let output = desk.eseal(line).output().unwrap();
	(output.status.code(), told(&output).1)
}

#[test]
fn a_name_is_refused_with_the_reason_the_place_and_the_code_point() {
	for (name, says) in [
		(
			"杭\u{200b}州",
			"the name has U+200B as character 2: a format character, which shows nothing itself",
		),
		(
			"\u{feff}杭州",
			"the name has U+FEFF as character 1: a format character, which shows nothing itself",
		),
		(
			"杭州\u{e000}",
			"the name has U+E000 as character 3: it is for private use, and means something else to everybody",
		),
		(
			"杭\u{3000}州",
			"the name has U+3000 as character 2: white space other than the space U+0020",
		),
		("\u{3164}", "the name has U+3164 as character 1: a filler or a selector"),
		("杭州 ", "the name has a blank too many as character 3"),
		("杭  州", "the name has a blank too many as character 3"),
		(" ", "the name is empty, or only white space"),
	] {
		let (code, said) = register("91330106MA2KXYA720", name);
		assert_eq!(code, Some(64), "{name:?}: {said}");
		assert!(said.contains(says), "{name:?}: {said}");
	}
}

#[test]
fn a_name_is_normalized_and_that_is_said() {
	let says =
		"the name was normalized (Unicode's Normalization Form C), from character 4 on, which was typed as U+0065";
	let (_, said) = register("91330106MA2KXYA720", "Cafe\u{301}");
	assert!(said.contains(says), "{said}");
	let (_, said) = register("91330106MA2KXYA720", "Caf\u{e9} 𠅤㑇");
	assert!(!said.contains("normalized"), "{said}");

	// The identity of a key too, whose signatures cover it.
	let desk = Desk::new();
	desk.write("password", "horse");
	let new = [
		"key",
		"new",
		"seal.key",
		"--algorithm",
		"sm2",
		"--seal-password-file",
		"password",
	];
	let output = desk
		.eseal(new)
		.args(["--json", "--identity", "新\u{f92c}州"])
		.output()
		.unwrap();
	let (json, said) = told(&output);
	assert!(said.contains("the identity was normalized"), "{said}");
	assert!(json.contains("新郎州"), "{json}");
}

#[test]
fn a_code_is_refused_with_the_rule_that_it_breaks() {
	for (uscc, says) in [
		("B13301007996550589", "its first character is no department"),
		("54330106MA2KXYA72T", "its second character is no class"),
		(
			"913301A07996550586",
			"its third to eighth characters, the region, are not six digits",
		),
		("91330106MA2KXYA721", "its last character does not match the first 17"),
	] {
		let (code, said) = register(uscc, "杭州某某");
		assert_eq!(code, Some(64), "{uscc}: {said}");
		assert!(said.contains(says) && said.contains("--waive-check"), "{uscc}: {said}");
	}
}
