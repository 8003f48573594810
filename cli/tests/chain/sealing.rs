//! `eseal use`, and what it leaves behind when it is broken off.

use crate::{told, Desk};
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
