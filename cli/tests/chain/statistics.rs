//! `eseal statistics`.

use crate::{told, Desk};
use serde_json::{json, Value as Json};

fn shown(desk: &Desk, more: &[&str]) -> (Option<i32>, Json) {
	let args = ["statistics", "--json"].into_iter().chain(more.iter().copied());
	told(&desk.eseal(args).output().unwrap())
}

/// The uses of all days: a test may run over midnight.
fn uses(said: &Json) -> u64 {
	let days = said["days"].as_array().unwrap();
	days.iter().map(|day| day["uses"].as_u64().unwrap()).sum()
}

#[test]
fn uses_are_counted_by_day_of_the_chain_and_of_an_e_seal() {
	let desk = Desk::with_seal();
	for more in [&[][..], &["--seal", "0"]] {
		let (code, said) = shown(&desk, more);
		assert_eq!((code, &said["days"]), (Some(0), &json!([])), "{said}");
	}
	desk.write("a.pdf", "one");
	desk.write("b.pdf", "two");
	let (code, said) = desk.seal(&["a.pdf", "b.pdf"]);
	assert_eq!(code, Some(0), "{said}");
	let (code, chain) = shown(&desk, &[]);
	assert_eq!((code, uses(&chain)), (Some(0), 2), "{chain}");
	assert_eq!(chain["days"][0]["refused"], 0);
	let (code, of_seal) = shown(&desk, &["--seal", "0"]);
	assert_eq!(
		(code, uses(&of_seal), &of_seal["seal"]),
		(Some(0), 2, &0.into()),
		"{of_seal}"
	);
	assert_eq!(of_seal["days"][0]["day"], chain["days"][0]["day"]);

	let text = desk.eseal(["statistics"]).output().unwrap();
	assert!(text.status.success());
	assert!(String::from_utf8_lossy(&text.stdout).contains("day (UTC)   records  uses  refused"));
}

#[test]
fn e_seals_are_counted_by_their_status() {
	let desk = Desk::with_seal();
	let seals = |desk: &Desk| shown(desk, &[]).1["seals"].clone();
	let of = |active: u64, on_hold: u64| json!({ "applied": 0, "active": active, "onHold": on_hold, "revoked": 0, "rejected": 0, "withdrawn": 0, "superseded": 0 });
	assert_eq!(seals(&desk), of(1, 0));
	let (code, said) = desk.sent("owner.key", ["seal", "suspend", "0"]);
	assert_eq!(code, Some(0), "{said}");
	assert_eq!(seals(&desk), of(0, 1));
}

#[test]
fn an_e_seal_that_does_not_exist_has_no_statistics() {
	let desk = Desk::new();
	let (code, said) = shown(&desk, &["--seal", "7"]);
	assert_eq!((code, &said["error"]["kind"]), (Some(1), &"not-found".into()), "{said}");
}
