//! Exported logs that are not complete.

use crate::*;
use codec::Encode;
use eseal_primitives::{documents::MAX_LISTED, usage::LogHead, Documents, GrantId, Uscc, UsccCheck};
use eseal_receipt::{
	format::{Base64, LogLine},
	log, storage, Language,
};
use sp_core::H256;

#[track_caller]
fn incomplete(log: &LogCase, subject: Subject, code: &str) {
	assert_caught(&log.check(), subject, code, Invalid);
}

/// The good log with other lines.
#[track_caller]
fn broken(change: impl FnOnce(&mut Vec<Vec<u8>>), code: &str) {
	broken_lines(&LogCase::new(5), change, code);
}

/// A good log with other lines.
#[track_caller]
fn broken_lines(log: &LogCase, change: impl FnOnce(&mut Vec<Vec<u8>>), code: &str) {
	let mut lines = log.lines();
	change(&mut lines);
	assert_caught(&log.check_lines(&lines), Subject::Completeness, code, Invalid);
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
	assert_caught(
		&log.check_lines(&LogCase::new(6).lines()),
		Subject::Completeness,
		"log-surplus",
		Invalid,
	);
	// An empty log is proven to be empty.
	assert_caught(
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
	let good = log.records[2].used.encode();
	for byte in 0..good.len() {
		let mut record = good.clone();
		record[byte] ^= 0x10;
		let mut line = log_line(&log.records[2]);
		line.record = Base64(record.clone());
		let mut lines = log.lines();
		lines[2] = serde_json::to_vec(&line).unwrap();
		assert_eq!(log.check_lines(&lines).result, Invalid, "byte {byte}");
		if let Ok(used) = codec::DecodeAll::decode_all(&mut &*record) {
			lines[2] = eseal_receipt_testkit::line(&Logged { used, listed: None });
			assert_eq!(log.check_lines(&lines).result, Invalid, "byte {byte}");
		}
	}
	let mut log = LogCase::new(5);
	log.records[2].used.signed_at.0 += 1;
	incomplete(&log, Subject::Completeness, "records-changed");
	let mut log = LogCase::new(5);
	log.records[2].used.seal.0 += 1;
	incomplete(&log, Subject::Completeness, "record-out-of-place");
	broken(
		|lines| lines[2] = edited(&lines[2], |line: &mut LogLine| line.record.0.push(0)),
		"record-malformed",
	);
}

/// A line says of the use what its record does, and is written in one way.
#[test]
fn lines_that_say_something_else() {
	let changes: [fn(&mut LogLine); 16] = [
		|line| line.seal.0 += 1,
		|line| line.index += 1,
		|line| line.document = line.document.take().map(|document| document.replace('0', "1")),
		|line| line.document = None,
		|line| line.root = Some(format!("{:?}", H256::zero())),
		|line| (line.document, line.root) = (None, Some(format!("{:?}", H256::zero()))),
		|line| line.count = 0,
		|line| line.count = 2,
		|line| line.documents = Some(Base64(vec![another_document(0)].encode())),
		|line| line.purpose = "Tender".into(),
		|line| line.sender = line.sender.to_lowercase(),
		|line| line.grant = None,
		|line| line.signed_at.ms.0 += 1,
		|line| line.recorded_at.utc = Some("2027-01-15T08:00:01Z".into()),
		|line| line.recorded_at.utc = None,
		|line| line.block += 1,
	];
	for change in changes {
		broken(|lines| lines[2] = edited(&lines[2], change), "line-unlike-record");
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
	// What may be null may not be left out.
	text(&|line| line.replacen("\"root\":null,", "", 1), "line-malformed");
	text(&|line| line.replacen("\"count\":1,", "", 1), "line-malformed");
	text(&|line| format!("{line}{line}"), "line-malformed");
	text(&|line| line[1..].into(), "line-malformed");
	text(&|_| String::new(), "line-malformed");
}

#[test]
fn another_head_or_another_seal() {
	for other in [0, 4, 6, u64::MAX] {
		let changes: [fn(&mut LogCase, u64); 3] = [
			|log, other| log.header.count = other,
			|log, other| log.header.records = other,
			|log, other| (log.header.count, log.header.records) = (other, other),
		];
		for change in changes {
			let mut log = LogCase::new(5);
			change(&mut log, other);
			incomplete(&log, Subject::State, "log-count");
		}
	}
	// Of a log with batches too: the number of records is not that of the uses.
	let mut log = LogCase::mixed(3);
	log.header.records = log.header.count;
	incomplete(&log, Subject::State, "log-count");
	let mut log = LogCase::mixed(3);
	log.header.count = log.header.records;
	incomplete(&log, Subject::State, "log-count");
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
	assert_caught(&verdict, Subject::Enterprise, "another-enterprise", Invalid);
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
		assert_caught(&verdict, Subject::Completeness, "line-malformed", Invalid);
		assert!(
			verdict.summary(Language::English).ends_with("line 4 cannot be read"),
			"{verdict:?}"
		);
	}
	let spread = export.replacen('\n', "\n\n", 1);
	assert_caught(&check(&spread), Subject::Completeness, "line-malformed", Invalid);
	assert_caught(&check(""), Subject::Format, "malformed", Invalid);
}

/// What a batch's line says is what its record says, and its list is the batch's.
#[test]
fn lines_of_batches_that_say_something_else() {
	let log = LogCase::mixed(3);
	// A batch that the chain lists, one of which it has the root alone, and a listed one of one document.
	for (place, recorded) in [(1, MIXED[1]), (2, MIXED[2]), (4, MIXED[4])] {
		let changes: [fn(&mut LogLine); 7] = [
			|line| line.count += 1,
			|line| line.count -= 1,
			|line| line.index += 1,
			|line| line.root = None,
			|line| line.root = line.root.take().map(|root| root.to_uppercase()),
			|line| line.document = Some(format!("sha256:{:?}", H256::zero())),
			|line| (line.document, line.root) = (Some(format!("sha256:{:?}", H256::zero())), None),
		];
		for change in changes {
			broken_lines(
				&log,
				|lines| lines[place] = edited(&lines[place], change),
				"line-unlike-record",
			);
		}
		let digest = World::new(Setup::default()).document();
		let own = documents_around(digest, recorded.count(), recorded.position());
		let listed = |documents: Vec<u8>| {
			let mut lines = log.lines();
			let mut line = log_line(&log.records[place]);
			line.documents = Some(Base64(documents));
			lines[place] = serde_json::to_vec(&line).unwrap();
			log.check_lines(&lines)
		};
		assert_eq!(listed(own.encode()).result, Outcome::Valid);
		let mut others: Vec<Vec<u8>> = vec![
			vec![],
			vec![0],
			[own.encode(), vec![0]].concat(),
			own.encode()[..own.encode().len() - 1].to_vec(),
			own.encode()[1..].to_vec(),
			codec::Compact(u32::MAX).encode(),
			documents_around(another_document(77), recorded.count(), recorded.position()).encode(),
			documents_around(digest, recorded.count() + 1, recorded.position()).encode(),
			own[..own.len() - 1].to_vec().encode(),
			[&own[..], &own].concat().encode(),
		];
		if own.len() > 1 {
			let mut swapped = own.clone();
			swapped.swap(0, 1);
			let mut turned = own.clone();
			turned.rotate_left(1);
			others.extend([swapped.encode(), turned.encode()]);
		}
		for other in others {
			let verdict = listed(other);
			assert_caught(&verdict, Subject::Completeness, "line-unlike-record", Invalid);
		}
	}
	// A list that is the batch's, and longer than any that the chain has: nobody need read it.
	let recorded = |count| Recorded::Anchored { count, position: 0 };
	for (count, code) in [(MAX_LISTED, None), (MAX_LISTED + 1, Some("line-unlike-record"))] {
		let mut log = LogCase::of_records(&World::new(Setup::default()), &[recorded(count)], 3);
		let digest = World::new(Setup::default()).document();
		log.records[0].listed = Some(documents_around(digest, count, 0));
		match code {
			None => assert_eq!(log.check().result, Outcome::Valid),
			Some(code) => incomplete(&log, Subject::Completeness, code),
		}
	}
}

/// Every record is there once, in its place and with all of its uses, however well the uses add up.
#[test]
fn records_missing_added_swapped_or_shared_otherwise() {
	let log = LogCase::mixed(3);
	let count = log.records.len();
	for place in 0..count {
		let missing = if place + 1 == count {
			"log-cut-off"
		} else {
			"record-out-of-place"
		};
		broken_lines(&log, |lines| drop(lines.remove(place)), missing);
		broken_lines(
			&log,
			|lines| lines.insert(place, lines[place].clone()),
			"record-out-of-place",
		);
		broken_lines(
			&log,
			|lines| lines.swap(place, (place + 1) % count),
			"record-out-of-place",
		);
	}
	broken_lines(&log, Vec::clear, "log-cut-off");
	let record = |place: usize, index: u64, documents: Documents| {
		let mut used = log.records[place].used.clone();
		(used.index, used.documents) = (index, documents);
		line(&Logged { used, listed: None })
	};
	let one = |number| Documents::One(another_document(number));
	let batch = |count| as_batch(&documents_around(another_document(9), count, 0));
	// The last two records as one, the last but one in two: as many uses, and a record less or more.
	broken_lines(
		&log,
		|lines| {
			lines.truncate(count - 2);
			lines.push(record(5, 1_008, batch(4)));
		},
		"log-cut-off",
	);
	broken_lines(
		&log,
		|lines| {
			let last = lines.pop().unwrap();
			lines.pop();
			lines.extend([record(5, 1_008, one(0)), record(5, 1_009, batch(2)), last]);
		},
		"log-surplus",
	);
	// Single uses in place of a batch.
	broken_lines(
		&log,
		|lines| {
			let singles = (1..6)
				.map(|index| record(1, index, one(index as u32)))
				.collect::<Vec<_>>();
			lines.splice(1..2, singles);
		},
		"log-surplus",
	);
	// As many records, as many uses: one more here, and one less there.
	broken_lines(
		&log,
		|lines| {
			lines[1] = record(1, 1, batch(6));
			lines[2] = record(2, 7, batch(999));
		},
		"records-changed",
	);
	// The same root for another number of uses, and another root for the same number.
	let Documents::Batch { root, .. } = log.records[2].used.documents else {
		panic!("the third record is a batch");
	};
	let rooted = |count, root| Documents::Batch { count, root };
	broken_lines(
		&log,
		|lines| lines[2] = record(2, 6, rooted(1_000, H256([1; 32]))),
		"records-changed",
	);
	for other in [0, 1, 999, 1_001, u32::MAX] {
		broken_lines(
			&log,
			|lines| lines[2] = record(2, 6, rooted(other, root)),
			"record-out-of-place",
		);
	}
	// The last record says that it has more uses than it has: there is none after it to be out of place.
	for other in [2, 1 << 20, u32::MAX] {
		broken_lines(
			&log,
			|lines| lines[6] = record(6, 1_011, rooted(other, root)),
			"records-changed",
		);
	}
	// A use as a batch of one, and a batch of one as a use.
	broken_lines(&log, |lines| lines[0] = record(0, 0, batch(1)), "records-changed");
	broken_lines(&log, |lines| lines[4] = record(4, 1_007, one(0)), "records-changed");
	// An owner's use as an operator's: the head counts the owner's.
	broken_lines(
		&log,
		|lines| {
			let mut other = log.records[1].clone();
			other.used.grant = Some(GRANT);
			lines[1] = line(&other);
		},
		"records-changed",
	);
}

/// The chain would never: a record that has no use. Without it the uses are all there, and a record is missing.
#[test]
fn a_record_without_uses() {
	let empty = Documents::Batch {
		count: 0,
		root: H256::zero(),
	};
	let mut log = LogCase::new(3);
	let mut used = log.records[2].used.clone();
	(used.index, used.documents) = (3, empty);
	log.records.push(Logged { used, listed: None });
	let head = log.records.iter().fold(LogHead::default(), |head, logged| {
		eseal_crypto::advance(head, &logged.used).unwrap()
	});
	assert_eq!((head.count, head.records), (3, 4));
	log.set_head(head);
	assert_eq!(log.check().result, Outcome::Valid);
	broken_lines(&log, |lines| drop(lines.pop()), "log-cut-off");
	broken_lines(&log, |lines| lines.push(lines[3].clone()), "log-surplus");
	// Nor does one that is added to a log that has none.
	let log = LogCase::new(3);
	let mut used = log.records[2].used.clone();
	(used.index, used.documents) = (3, empty);
	broken_lines(
		&log,
		|lines| lines.push(line(&Logged { used, listed: None })),
		"log-surplus",
	);
}

/// The chain would never: a head that counts what its records do not.
#[test]
fn a_head_that_counts_otherwise() {
	let with = |change: fn(&mut LogHead)| {
		// Its keys sign otherwise each time.
		let mut log = LogCase::mixed(3);
		let mut head = log.records.iter().fold(LogHead::default(), |head, logged| {
			eseal_crypto::advance(head, &logged.used).unwrap()
		});
		change(&mut head);
		log.set_head(head);
		log
	};
	assert_eq!(with(|_| ()).check().result, Outcome::Valid);
	let changes: [(fn(&mut LogHead), &str); 6] = [
		(|head| head.count += 1, "records-changed"),
		(|head| head.count -= 1, "records-changed"),
		(|head| head.by_owner += 1, "records-changed"),
		(|head| head.digest.0[0] ^= 1, "records-changed"),
		(|head| head.records += 1, "log-cut-off"),
		(|head| head.records -= 1, "log-surplus"),
	];
	for (change, code) in changes {
		incomplete(&with(change), Subject::Completeness, code);
	}
}
