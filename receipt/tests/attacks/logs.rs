//! Exported logs that are not complete.

use crate::*;
use codec::Encode;
use eseal_primitives::{GrantId, Uscc, UsccCheck};
use eseal_receipt::{
	format::{Base64, LogLine},
	log::{self, LogVerdict},
	storage, Language,
};
use sp_core::H256;

#[track_caller]
fn caught(verdict: &LogVerdict, subject: Subject, code: &str, result: Outcome) {
	let first = verdict
		.checks
		.iter()
		.find(|check| check.result != Outcome::Valid)
		.unwrap();
	assert_eq!(
		(verdict.result, first.subject, first.reason.code()),
		(result, subject, code),
		"{verdict:#?}"
	);
}

#[track_caller]
fn incomplete(log: &LogCase, subject: Subject, code: &str) {
	caught(&log.check(), subject, code, Invalid);
}

/// The good log with other lines.
#[track_caller]
fn broken(change: impl FnOnce(&mut Vec<Vec<u8>>), code: &str) {
	let log = LogCase::new(5);
	let mut lines = log.lines();
	change(&mut lines);
	caught(&log.check_lines(&lines), Subject::Completeness, code, Invalid);
}

#[test]
fn uses_missing_added_or_swapped() {
	for index in 0..5 {
		let missing = if index == 4 {
			"log-cut-off"
		} else {
			"record-out-of-place"
		};
		broken(|lines| drop(lines.remove(index)), missing);
		broken(|lines| lines.insert(index, lines[index].clone()), "record-out-of-place");
		broken(
			|lines| {
				let line = lines.remove(index);
				lines.push(line.clone());
				lines.push(line);
			},
			"record-out-of-place",
		);
		broken(|lines| lines.swap(index, (index + 1) % 5), "record-out-of-place");
	}
	broken(Vec::clear, "log-cut-off");
	let log = LogCase::new(5);
	caught(
		&log.check_lines(&LogCase::new(6).lines()),
		Subject::Completeness,
		"log-surplus",
		Invalid,
	);
	// An empty log is proven to be empty.
	caught(
		&LogCase::new(0).check_lines(&LogCase::new(1).lines()),
		Subject::Completeness,
		"log-surplus",
		Invalid,
	);
}

/// Every byte of a record counts, also when the line says what the changed record does.
#[test]
fn records_changed() {
	let log = LogCase::new(5);
	let good = log.uses[2].encode();
	for byte in 0..good.len() {
		let mut record = good.clone();
		record[byte] ^= 0x10;
		let mut line = LogLine::of(&log.uses[2]);
		line.record = Base64(record.clone());
		let mut lines = log.lines();
		lines[2] = serde_json::to_vec(&line).unwrap();
		assert_eq!(log.check_lines(&lines).result, Invalid, "byte {byte}");
		if let Ok(used) = codec::DecodeAll::decode_all(&mut &*record) {
			lines[2] = eseal_receipt_testkit::line(&used);
			assert_eq!(log.check_lines(&lines).result, Invalid, "byte {byte}");
		}
	}
	let mut log = LogCase::new(5);
	log.uses[2].signed_at.0 += 1;
	incomplete(&log, Subject::Completeness, "records-changed");
	let mut log = LogCase::new(5);
	log.uses[2].seal.0 += 1;
	incomplete(&log, Subject::Completeness, "record-out-of-place");
	broken(
		|lines| {
			let mut line: LogLine = serde_json::from_slice(&lines[2]).unwrap();
			line.record.0.push(0);
			lines[2] = serde_json::to_vec(&line).unwrap();
		},
		"record-malformed",
	);
}

/// A line says of the use what its record does, and is written in one way.
#[test]
fn lines_that_say_something_else() {
	let changes: [fn(&mut LogLine); 10] = [
		|line| line.seal.0 += 1,
		|line| line.index += 1,
		|line| line.document = line.document.replace('0', "1"),
		|line| line.purpose = "Tender".into(),
		|line| line.sender = line.sender.to_lowercase(),
		|line| line.grant = None,
		|line| line.signed_at.ms.0 += 1,
		|line| line.recorded_at.utc = Some("2027-01-15T08:00:01Z".into()),
		|line| line.recorded_at.utc = None,
		|line| line.block += 1,
	];
	for change in changes {
		broken(
			|lines| {
				let mut line: LogLine = serde_json::from_slice(&lines[2]).unwrap();
				change(&mut line);
				lines[2] = serde_json::to_vec(&line).unwrap();
			},
			"line-unlike-record",
		);
	}
	let text = |change: &dyn Fn(String) -> String, code: &str| {
		broken(
			|lines| lines[2] = change(String::from_utf8(lines[2].clone()).unwrap()).into_bytes(),
			code,
		);
	};
	// A name twice, the forged one first: one program reads the first, another the last.
	let twice = |name: &str, forged: &str| {
		let name = format!("\"{name}\":");
		let forged = format!("{name}{forged},{name}");
		text(&|line| line.replacen(&name, &forged, 1), "line-duplicate-name");
	};
	twice("purpose", "\"Tender\"");
	twice("document", "\"sha256:0x00\"");
	twice("ms", "0");
	twice("record", "\"\"");
	text(
		&|line| line.replacen("\"purpose\":", "\"purpos\\u0065\":\"Tender\",\"purpose\":", 1),
		"line-duplicate-name",
	);
	text(
		&|line| line.replacen("{\"ms\":", "[", 1).replacen("Z\"}", "Z\"]", 1),
		"line-malformed",
	);
	text(&|line| format!("[{line}]"), "line-malformed");
	text(&|line| line.replacen('{', "{\"note\":1,", 1), "line-malformed");
	text(&|line| line.replacen("\"block\":", "\"blocks\":", 1), "line-malformed");
	text(&|line| format!("{line}{line}"), "line-malformed");
	text(&|line| line[1..].into(), "line-malformed");
	text(&|_| String::new(), "line-malformed");
}

#[test]
fn another_head_or_another_seal() {
	for count in [0, 4, 6, u64::MAX] {
		let mut log = LogCase::new(5);
		log.header.count = count;
		incomplete(&log, Subject::State, "log-count");
	}
	let mut log = LogCase::new(5);
	log.header.seal.0 += 1;
	incomplete(&log, Subject::State, "not-in-state");
	let mut log = LogCase::new(5);
	log.header.evidence = LogCase::new(4).header.evidence;
	incomplete(&log, Subject::State, "not-proven");
	let mut log = LogCase::new(5);
	log.header.proof = LogCase::new(4).header.proof;
	incomplete(&log, Subject::State, "not-proven");
	let mut log = LogCase::new(5);
	log.header.evidence.block.justification.0[70] ^= 1;
	incomplete(&log, Subject::Finality, "vote-signature");
}

/// A rehearsal with the same authorities, whose log is shown as this network's.
#[test]
fn the_log_of_another_network() {
	let mut log = LogCase::new(5);
	log.header.genesis = H256([1; 32]);
	incomplete(&log, Subject::Format, "another-chain");

	let genesis = LogCase::new(5).anchor.genesis;
	for count in [0, 5] {
		let mut world = World::new(Setup::default());
		world.genesis = H256([1; 32]);
		let mut rehearsal = LogCase::by(world, count, 3);
		assert_eq!(
			rehearsal.check().result,
			Outcome::Valid,
			"it is complete on its own network"
		);
		rehearsal.anchor.genesis = genesis;
		incomplete(&rehearsal, Subject::Format, "another-chain");
		rehearsal.header.genesis = genesis;
		incomplete(&rehearsal, Subject::State, "state-of-another-chain");
	}
}

/// What the proof must have, and no more.
#[test]
fn a_part_that_is_not_proven() {
	let log = LogCase::new(5);
	let keys = [
		storage::now(),
		storage::genesis(),
		storage::seal(log.header.seal),
		storage::log_head(log.header.seal),
	];
	for missing in 0..keys.len() {
		let mut log = LogCase::new(5);
		let mut keys = keys.to_vec();
		keys.remove(missing);
		log.header.proof = log.state.prove(&keys);
		incomplete(&log, Subject::State, "not-proven");
	}
	let mut log = LogCase::new(5);
	let more = [&keys[..], &[storage::grant(GrantId(1_001))]].concat();
	log.header.proof = log.state.prove(&more);
	incomplete(&log, Subject::State, "node-unneeded");
}

#[test]
fn another_enterprises_log() {
	let log = LogCase::new(2);
	let stranger = Uscc::parse(b"91330100799655058B", UsccCheck::Enforced).unwrap();
	let anchor = serde_json::to_vec(&log.anchor).unwrap();
	let verdict = log::check(&log.export(), &anchor, Some(stranger));
	caught(&verdict, Subject::Enterprise, "another-enterprise", Invalid);
	let its_own = Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap();
	let verdict = log::check(&log.export(), &anchor, Some(its_own));
	assert_eq!(verdict.result, Outcome::Valid, "{verdict:#?}");
}

/// Lines end with a line break, and none is empty.
#[test]
fn line_breaks() {
	let log = LogCase::new(2);
	let anchor = serde_json::to_vec(&log.anchor).unwrap();
	let check = |export: &str| log::check(export.as_bytes(), &anchor, None);
	let export = String::from_utf8(log.export()).unwrap();
	assert_eq!(check(&export).result, Outcome::Valid);
	assert_eq!(check(export.trim_end()).result, Outcome::Valid);
	for more in ["\n", "\n\n", "x", "{}\n"] {
		let verdict = check(&format!("{export}{more}"));
		caught(&verdict, Subject::Completeness, "line-malformed", Invalid);
		assert!(
			verdict.summary(Language::English).ends_with("line 4 is not a use"),
			"{verdict:?}"
		);
	}
	let spread = export.replacen('\n', "\n\n", 1);
	caught(&check(&spread), Subject::Completeness, "line-malformed", Invalid);
	caught(&check(""), Subject::Format, "malformed", Invalid);
}
