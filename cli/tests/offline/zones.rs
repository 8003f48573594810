//! Time zones and moments.

use crate::{told, Desk};

/// Whether the moment is taken: the command then goes on to ask a node that is not there.
fn is_taken(desk: &Desk, zone: Option<&str>, moment: &str) -> bool {
	let mut command = desk.eseal(["seal", "show", "0", "--at", moment, "--node", "ws://127.0.0.1:1"]);
	if let Some(zone) = zone {
		command.env("TZ", zone);
	}
	let output = command.output().unwrap();
	match output.status.code() {
		Some(2) => true,
		Some(64) => false,
		other => panic!("{moment}: {other:?} {:?}", told(&output)),
	}
}

#[test]
fn a_zone_that_is_not_known_is_refused() {
	let desk = Desk::new();
	for (zone, taken) in [
		(None, true),
		(Some(""), true),
		(Some("UTC"), true),
		(Some("Asia/Shanghai"), true),
		(Some(":Asia/Shanghai"), true),
		(Some("CST-8"), true),
		(Some("Asia/Nowhere"), false),
		(Some("Shanghai"), false),
		(Some("+08:00"), false),
	] {
		assert_eq!(is_taken(&desk, zone, "2026-11-22"), taken, "{zone:?}");
		assert_eq!(
			is_taken(&desk, zone, "2026-11-22T00:00Z"),
			taken,
			"{zone:?}: moments are shown in it, too"
		);
	}
	let output = desk
		.eseal(["verify", "a.pdf"])
		.env("TZ", "Asia/Nowhere")
		.output()
		.unwrap();
	let (_, stderr) = told(&output);
	assert_eq!(output.status.code(), Some(64));
	assert!(
		stderr.contains("TZ names an unknown time zone: Asia/Nowhere"),
		"{stderr}"
	);
}

#[test]
fn moments_of_another_unit_or_an_unknown_zone_are_refused() {
	let desk = Desk::new();
	for (moment, taken) in [
		("1795335324000", true),
		("1795335324", false),
		("1795335324000000", false),
		("9999-12-31", false),
		("2026-11-22T08:00[America/New_York]", true),
		("2026-11-22T08:00[America/Nowhere]", false),
	] {
		assert_eq!(is_taken(&desk, Some("UTC"), moment), taken, "{moment}");
	}
}
