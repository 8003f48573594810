//! Exported logs that are not complete.

use crate::{network::*, *};
use sp_core::H256;

#[track_caller]
fn incomplete(log: &LogCase, subject: Subject) {
	let verdict = log.check();
	let first = verdict
		.checks
		.iter()
		.find(|check| check.result != Outcome::Valid)
		.unwrap();
	assert_eq!((verdict.result, first.check), (Invalid, subject), "{verdict:#?}");
}

#[test]
fn logs_with_records_missing_added_swapped_or_changed() {
	for index in 0..5 {
		let mut log = LogCase::new(5);
		log.records.remove(index);
		incomplete(&log, Subject::Completeness);
		let mut log = LogCase::new(5);
		let twice = log.records[index].clone();
		log.records.insert(index, twice.clone());
		incomplete(&log, Subject::Completeness);
		log.records.remove(index);
		log.records.push(twice);
		incomplete(&log, Subject::Completeness);
		let mut log = LogCase::new(5);
		log.records.swap(index, (index + 1) % 5);
		incomplete(&log, Subject::Completeness);
		for byte in 0..LogCase::new(5).records[index].len() {
			let mut log = LogCase::new(5);
			log.records[index][byte] ^= 1;
			incomplete(&log, Subject::Completeness);
			if byte > 8 {
				break;
			}
		}
	}
	let good = LogCase::new(5);
	for byte in 0..good.records[2].len() {
		let mut log = LogCase {
			header: good.header.clone(),
			anchor: good.anchor.clone(),
			records: good.records.clone(),
		};
		log.records[2][byte] ^= 0x10;
		incomplete(&log, Subject::Completeness);
	}
}

#[test]
fn logs_with_another_head() {
	for count in [0, 4, 6, u64::MAX] {
		let mut log = LogCase::new(5);
		log.header.count = count;
		incomplete(&log, Subject::State);
	}
	let mut log = LogCase::new(5);
	log.header.seal += 1;
	incomplete(&log, Subject::State);
	let mut log = LogCase::new(5);
	log.header.evidence = LogCase::new(4).header.evidence;
	incomplete(&log, Subject::State);
	let mut log = LogCase::new(5);
	log.header.proof = LogCase::new(4).header.proof;
	incomplete(&log, Subject::State);
	let mut log = LogCase::new(5);
	log.header.genesis = H256([1; 32]);
	incomplete(&log, Subject::Format);
	let mut log = LogCase::new(5);
	log.header.evidence.block.justification.0[70] ^= 1;
	incomplete(&log, Subject::Finality);
	// A newer version may be complete in ways that are not known here.
	let mut log = LogCase::new(5);
	log.header.media_type = "application/vnd.eseal.log+json;version=2".into();
	assert_eq!(log.check().result, Indeterminate);
	// An empty log is proven to be empty.
	let mut log = LogCase::new(0);
	log.records = LogCase::new(1).records;
	incomplete(&log, Subject::Completeness);
}
