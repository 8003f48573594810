//! `eseal use`, and what it leaves behind when it is broken off.

use crate::{told, Desk};
use eseal_testnode::cast;
use serde_json::Value as Json;

#[test]
fn a_document_is_sealed_and_its_receipt_holds() {
	let desk = Desk::with_seal();
	desk.write("a.pdf", "one");
	desk.write("b.pdf", "two");
	let (code, said) = desk.seal(&["a.pdf", "b.pdf"]);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(said["sealed"][1]["use"]["index"], 1);
	assert!(desk
		.eseal(["anchor", "--out", "anchor.json"])
		.output()
		.unwrap()
		.status
		.success());
	let verified = desk
		.eseal(["verify", "a.pdf", "b.pdf", "--anchor", "anchor.json", "--json"])
		.args(["--by", "91330106MA2KXYA720", "--require-receipt"])
		.output()
		.unwrap();
	let (code, said) = told(&verified);
	assert_eq!(code, Some(0), "{said}");
	let file = |number: usize| &said["documents"][number]["file"];
	assert_eq!((file(0), file(1)), (&"a.pdf".into(), &"b.pdf".into()));

	// Another enterprise's seal is not the one that was expected.
	let verify = [
		"verify",
		"a.pdf",
		"--anchor",
		"anchor.json",
		"--json",
		"--by",
		"91330100799655058B",
	];
	let (code, said) = told(&desk.eseal(verify).output().unwrap());
	assert_eq!((code, &said["documents"][0]["result"]), (Some(1), &"invalid".into()));
}

#[test]
fn whoever_approves_a_use_is_named_beside_whoever_sends_it() {
	let desk = Desk::with_seal();
	desk.key("operator.key", "//Operator");
	desk.key("second.key", "//Second");
	let (operator, second) = (
		cast::account("//Operator").to_string(),
		cast::account("//Second").to_string(),
	);
	let until = (desk.node.chain().time() + 10 * 86_400_000).to_string();
	let grant = ["grant", "add", "0", "--operator", &operator, "--second", &second];
	let within = ["--purpose", "contract", "--until", &until, "--uses", "10"];
	let (code, said) = desk.sent("owner.key", grant.into_iter().chain(within));
	assert_eq!(code, Some(0), "{said}");

	desk.write("a.pdf", "one");
	desk.write("b.pdf", "two");
	let using = [
		"use",
		"a.pdf",
		"--seal",
		"0",
		"--purpose",
		"contract",
		"--seal-key",
		"seal.key",
	];
	let keys = ["--seal-password-file", "password", "--second-key", "second.key"];
	let by_two = using
		.into_iter()
		.chain(keys)
		.chain(["--second-password-file", "password"]);
	let (code, said) = desk.sent("operator.key", by_two);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(said["sealed"][0]["use"]["second"], second.as_str());
	// The owner needs nobody.
	let (code, said) = desk.seal(&["b.pdf"]);
	assert_eq!(
		(code, &said["sealed"][0]["use"]["second"]),
		(Some(0), &Json::Null),
		"{said}"
	);

	let text = |args: &[&str]| {
		let output = desk.eseal(args.iter().copied()).output().unwrap();
		String::from_utf8(output.stdout).unwrap()
	};
	let json = |args: &[&str]| told(&desk.eseal(args.iter().copied()).arg("--json").output().unwrap()).1;
	let log = json(&["log", "0"]);
	let seconds = (&log["log"][0]["second"], &log["log"][1]["second"]);
	assert_eq!(seconds, (&second.as_str().into(), &Json::Null));
	let told = text(&["log", "0"]);
	assert!(told.contains(&format!("{operator} with {second}")), "{told}");
	let verify = ["verify", "a.pdf", "--online", "--lang", "en"];
	let online = json(&verify);
	assert_eq!(
		online["documents"][0]["answers"][0]["uses"][0]["second"],
		second.as_str()
	);
	let told = text(&verify);
	assert!(
		told.contains(&format!("{operator} (grant 0), approved by {second}")),
		"{told}"
	);
	let told = text(&["receipt", "--force", "--", "a.pdf"]);
	assert!(told.contains(&format!("approved by {second}")), "{told}");
	let export = ["log", "0", "--export", "uses.csv"];
	assert!(text(&export).contains("uses.csv"));
	let table = std::fs::read_to_string(desk.path("uses.csv")).unwrap();
	assert!(table.contains(&format!("{operator},0,{second},")), "{table}");
}

#[test]
fn a_receipt_goes_where_the_person_says() {
	let desk = Desk::with_seal();
	desk.write("a.pdf", "one");
	desk.write("b.pdf", "two");
	let (code, said) = desk.seal(&["a.pdf", "--out", "a.receipt"]);
	assert_eq!(
		(code, &said["sealed"][0]["receipt"]),
		(Some(0), &"a.receipt".into()),
		"{said}"
	);
	assert!(desk.path("a.receipt").exists() && !desk.path("a.pdf.eseal").exists());
	let (code, said) = desk.seal(&["a.pdf", "b.pdf", "--out", "nowhere"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(64), &"usage".into()));
	assert_eq!(desk.count(), 1);
}

#[test]
fn one_file_by_two_names_is_recorded_not_even_once() {
	let desk = Desk::with_seal();
	std::fs::create_dir(desk.path("d")).unwrap();
	desk.write("d/x", "one");
	let (code, said) = desk.seal(&["d/x", "./d/x"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(64), &"usage".into()), "{said}");
	assert_eq!(desk.count(), 0);
}

#[test]
fn uses_of_one_account_at_the_same_time_are_all_recorded() {
	let desk = Desk::with_seal();
	let names = ["a", "b", "c", "d"];
	for name in names {
		desk.write(name, name);
	}
	std::thread::scope(|scope| {
		let using: Vec<_> = names.map(|name| scope.spawn(|| desk.seal(&[name]))).into();
		for one in using {
			let (code, said) = one.join().unwrap();
			assert_eq!(code, Some(0), "{said}");
		}
	});
	assert_eq!(desk.count(), 4);
}

#[test]
fn a_node_that_is_silent_after_a_use_leaves_open_whether_it_is_recorded() {
	let desk = Desk::with_seal();
	desk.write("a.pdf", "one");
	desk.write("b.pdf", "two");
	desk.node.silence("author_extrinsicUpdate");
	let (code, said) = desk.seal(&["a.pdf", "b.pdf", "--commit", "--timeout", "1"]);
	assert_eq!(code, Some(2), "{said}");
	for (failed, name) in said["failed"].as_array().unwrap().iter().zip(["a.pdf", "b.pdf"]) {
		assert!(
			failed["error"]["message"].as_str().unwrap().contains("may be recorded"),
			"{said}"
		);
		assert!(
			failed["error"]["next"]
				.as_str()
				.unwrap()
				.contains(&format!("eseal receipt -- {name}")),
			"{said}"
		);
		assert!(
			desk.path(format!("{name}.eseal.salt")).exists(),
			"the commitment says nothing without it"
		);
	}
}

/// Breaks `eseal use --commit` off after the call was sent, and gives what it told.
fn broken_off(desk: &Desk) -> Json {
	desk.write("a.pdf", "one");
	desk.node.chain().finalizes = false;
	let (code, said) = desk.seal(&["a.pdf", "--commit", "--timeout", "1"]);
	assert_eq!(code, Some(2), "{said}");
	assert!(desk.path("a.pdf.eseal.salt").exists());
	desk.node.chain().finalizes = true;
	desk.node.chain().finalize();
	said
}

#[test]
fn a_commitment_that_was_broken_off_is_found_and_not_sent_again() {
	let desk = Desk::with_seal();
	broken_off(&desk);
	let (code, said) = desk.seal(&["a.pdf", "--commit"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"refused".into()), "{said}");
	assert!(
		said["error"]["next"]
			.as_str()
			.unwrap()
			.contains("`eseal receipt -- a.pdf`"),
		"{said}"
	);
	assert_eq!(desk.count(), 1);

	// What it advises does it: the salt leads to the use.
	let (code, said) = told(&desk.eseal(["receipt", "--json", "--", "a.pdf"]).output().unwrap());
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(said["use"]["index"], 0);
	assert!(!desk.path("a.pdf.eseal.salt").exists(), "the receipt has it");
}

#[test]
fn a_commitment_that_may_still_be_recorded_is_not_sent_again() {
	let desk = Desk::with_seal();
	desk.write("a.pdf", "one");
	desk.node.silence("author_submitAndWatchExtrinsic");
	let (code, said) = desk.seal(&["a.pdf", "--commit", "--timeout", "1"]);
	assert_eq!(code, Some(2), "{said}");
	desk.node.chain().silent.clear();
	let (code, said) = desk.seal(&["a.pdf", "--commit"]);
	assert_eq!(
		(code, &said["error"]["kind"]),
		(Some(2), &"indeterminate".into()),
		"{said}"
	);
	assert_eq!(desk.count(), 0);

	// Once no statement of then can be taken any longer, it is.
	let salt = std::fs::File::options()
		.write(true)
		.open(desk.path("a.pdf.eseal.salt"))
		.unwrap();
	let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
	salt.set_modified(long_ago).unwrap();
	let (code, said) = desk.seal(&["a.pdf", "--commit"]);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(desk.count(), 1);
}
