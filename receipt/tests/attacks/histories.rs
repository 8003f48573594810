//! Exported histories of officers that are not complete.

use crate::*;
use codec::{DecodeAll, Encode};
use eseal_primitives::Moment;
use eseal_receipt::{
	format::{Base64, HistoryLine, Period},
	history, storage, Language,
};

/// The good history with other lines.
#[track_caller]
fn broken(change: impl FnOnce(&mut Vec<Vec<u8>>), code: &str) {
	let case = HistoryCase::default();
	let mut lines = case.lines();
	change(&mut lines);
	let verdict = case.check_lines(&lines, Period::default());
	assert_caught(&verdict, Subject::Completeness, code, Invalid);
}

#[test]
fn a_whole_history_is_complete_and_says_of_whom() {
	let case = HistoryCase::default();
	let verdict = case.check();
	assert_eq!(verdict.result, Outcome::Valid, "{verdict:#?}");
	let facts = verdict.facts.as_ref().unwrap();
	assert_eq!((&facts.officer, facts.entries, facts.asked), (&the_officer(), 9, 9));
	assert_eq!(format!("{:?}", facts.seat), "Some(PublicSecurity)");
	assert_eq!(
		verdict.summary(Language::English),
		format!(
			"History of officer {}: complete as of 2027-01-15 08:00:00 UTC",
			case.address()
		)
	);
	let anchor = serde_json::to_vec(&case.anchor).unwrap();
	assert_eq!(history::check(&case.export(), &anchor, Period::default()), verdict);
	// Nobody's history is proven to be empty.
	let nobody = HistoryCase::of(Vec::new()).check();
	assert_eq!(nobody.result, Outcome::Valid, "{nobody:#?}");
	assert_eq!(nobody.facts.map(|facts| (facts.seat, facts.entries)), Some((None, 0)));
}

/// What lies between two moments is told; and what lies after the proof is nobody's to say.
#[test]
fn a_period_is_answered_as_far_as_the_proof_goes() {
	let case = HistoryCase::default();
	let day = |day: u64| Some(Moment(APPOINTED_AT + day * DAY));
	for (from, to, asked) in [
		(None, None, 9),
		(day(0), day(9), 9),
		(day(1), day(4), 3),
		(day(4), day(4), 0),
		(None, day(2), 2),
		(day(8), None, 1),
		// The proof is as of the tenth day.
		(day(8), day(10), 1),
	] {
		let verdict = case.check_lines(&case.lines(), Period { from, to });
		assert_eq!(verdict.result, Outcome::Valid, "{from:?} {to:?}");
		assert_eq!(verdict.facts.unwrap().asked, asked, "{from:?} {to:?}");
	}
	let to = Some(Moment(USED_AT + 1));
	let verdict = case.check_lines(&case.lines(), Period { from: day(1), to });
	assert_caught(&verdict, Subject::Completeness, "period-not-over", Indeterminate);
	// An incomplete one is invalid all the same.
	let verdict = case.check_lines(&case.lines()[..3], Period { from: None, to });
	assert_caught(&verdict, Subject::Completeness, "history-cut-off", Invalid);
}

#[test]
fn entries_missing_added_or_swapped() {
	for index in 0..9 {
		let missing = if index == 8 {
			"history-cut-off"
		} else {
			"line-unlike-entry"
		};
		broken(|lines| drop(lines.remove(index)), missing);
		broken(|lines| lines.insert(index, lines[index].clone()), "line-unlike-entry");
		broken(|lines| lines.swap(index, (index + 1) % 9), "line-unlike-entry");
	}
	broken(Vec::clear, "history-cut-off");
	// Numbered anew, an act is still missing.
	let case = HistoryCase::default();
	let mut fewer = case.entries.clone();
	fewer.remove(3);
	let verdict = case.check_lines(&HistoryCase::of(fewer.clone()).lines(), Period::default());
	assert_caught(&verdict, Subject::Completeness, "history-cut-off", Invalid);
	fewer.push(case.entries[8].clone());
	let verdict = case.check_lines(&HistoryCase::of(fewer).lines(), Period::default());
	assert_caught(&verdict, Subject::Completeness, "entries-changed", Invalid);
	let empty = HistoryCase::of(Vec::new());
	let verdict = empty.check_lines(&case.lines(), Period::default());
	assert_caught(&verdict, Subject::Completeness, "history-surplus", Invalid);
}

/// Every byte of an entry counts, also when the line says what the changed entry does.
#[test]
fn entries_changed() {
	let case = HistoryCase::default();
	for (number, entry) in (0u64..).zip(&case.entries) {
		let good = entry.encode();
		for byte in 0..good.len() {
			let mut bytes = good.clone();
			bytes[byte] ^= 1;
			let mut lines = case.lines();
			let index = number as usize;
			lines[index] = edited(&lines[index], |line: &mut HistoryLine| {
				line.entry = Base64(bytes.clone())
			});
			let verdict = case.check_lines(&lines, Period::default());
			assert_eq!(verdict.result, Invalid, "entry {number}, byte {byte}");
			if let Ok(other) = DecodeAll::decode_all(&mut &*bytes) {
				lines[index] = history_line(number, &other);
				let verdict = case.check_lines(&lines, Period::default());
				assert_caught(&verdict, Subject::Completeness, "entries-changed", Invalid);
			}
		}
	}
	broken(
		|lines| lines[2] = edited(&lines[2], |line: &mut HistoryLine| line.entry.0.push(0)),
		"entry-malformed",
	);
}

/// A line says what its entry does, and is written in one way.
#[test]
fn lines_that_say_something_else() {
	let changes: [fn(&mut HistoryLine); 12] = [
		|line| line.number += 1,
		|line| line.deed = "Made".into(),
		|line| line.act = None,
		|line| line.act = Some("Freeze".into()),
		|line| line.id = None,
		|line| line.digest = line.digest.take().map(|digest| digest.replace('a', "b")),
		|line| line.seat = Some("DataResources".into()),
		|line| line.with = None,
		|line| line.with = line.with.take().map(|with| with.to_lowercase()),
		|line| line.at.ms.0 += 1,
		|line| line.at.utc = None,
		|line| line.block += 1,
	];
	for change in changes {
		broken(|lines| lines[4] = edited(&lines[4], change), "line-unlike-entry");
	}
	let text = |change: &dyn Fn(String) -> String, code: &str| {
		broken(
			|lines| lines[4] = change(String::from_utf8(lines[4].clone()).unwrap()).into_bytes(),
			code,
		);
	};
	text(
		&|line| line.replacen("\"act\":", "\"act\":\"Freeze\",\"act\":", 1),
		"line-duplicate-name",
	);
	text(&|line| line.replacen("\"seat\":null,", "", 1), "line-malformed");
	text(&|line| line.replacen('{', "{\"note\":1,", 1), "line-malformed");
	text(&|line| format!("{line}{line}"), "line-malformed");
	text(&|_| String::new(), "line-malformed");
}

#[test]
fn another_head_or_another_officer() {
	for other in [0, 8, 10, u64::MAX] {
		let mut case = HistoryCase::default();
		case.header.entries = other;
		assert_caught(&case.check(), Subject::State, "history-count", Invalid);
	}
	// Shown as another officer's: the proof leads elsewhere.
	let mut case = HistoryCase::default();
	case.header.officer = [0x0e; 32].into();
	assert_caught(&case.check(), Subject::State, "node-unneeded", Invalid);
	let mut case = HistoryCase::default();
	case.header.evidence = HistoryCase::of(case.entries[..4].to_vec()).header.evidence;
	assert_caught(&case.check(), Subject::State, "not-proven", Invalid);
	let mut case = HistoryCase::default();
	case.header.evidence.block.justification.0[70] ^= 1;
	assert_caught(&case.check(), Subject::Finality, "vote-signature", Invalid);
	// Every part of the head counts.
	let head = HistoryCase::default()
		.entries
		.iter()
		.fold(Default::default(), eseal_crypto::entered);
	let mut others = [head; 2];
	others[0].appointment -= 1;
	others[1].digest = H256::zero();
	for other in others {
		let mut case = HistoryCase::default();
		case.set_head(other);
		assert_caught(&case.check(), Subject::Completeness, "entries-changed", Invalid);
	}
}

#[test]
fn what_the_proof_must_have_and_no_more() {
	for missing in 0..history_keys().len() {
		let mut case = HistoryCase::default();
		let mut keys = history_keys().to_vec();
		keys.remove(missing);
		case.header.proof = case.state.prove(&keys);
		assert_caught(&case.check(), Subject::State, "not-proven", Invalid);
	}
	let mut case = HistoryCase::default();
	let more = [&history_keys()[..], &[storage::log_head(1_001.into())]].concat();
	case.header.proof = case.state.prove(&more);
	assert_caught(&case.check(), Subject::State, "node-unneeded", Invalid);
}

/// A rehearsal with the same authorities, whose history is shown as this network's.
#[test]
fn the_history_of_another_network() {
	let mut case = HistoryCase::default();
	case.header.genesis = H256([1; 32]);
	assert_caught(&case.check(), Subject::Format, "another-chain", Invalid);
	let genesis = HistoryCase::default().anchor.genesis;
	let mut rehearsal = HistoryCase::on(H256([1; 32]), history_entries());
	assert_eq!(rehearsal.check().result, Outcome::Valid);
	rehearsal.anchor.genesis = genesis;
	rehearsal.header.genesis = genesis;
	assert_caught(&rehearsal.check(), Subject::State, "state-of-another-chain", Invalid);
}
