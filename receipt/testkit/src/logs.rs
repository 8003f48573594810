//! An exported log.

use crate::*;
use codec::Encode;
use eseal_primitives::{
	usage::{LogHead, UseRecord},
	DocumentDigest, Documents, SealId,
};
use eseal_receipt::{
	format::{Anchor, Evidence, LogHeader, LogLine, LOG_TYPE},
	log::{Checker, LogVerdict},
	storage, AccountId, BlockNumber,
};
use sp_core::H256;
use std::collections::BTreeMap;

/// Records of every kind, with the uses that they have: seven records, 1,012 uses.
pub const MIXED: [Recorded; 7] = [
	Recorded::Single,
	Recorded::LISTED,
	Recorded::ANCHORED,
	Recorded::FOR_MANY,
	Recorded::Listed { count: 1, position: 0 },
	Recorded::Anchored { count: 3, position: 0 },
	Recorded::Single,
];

/// A record of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
	/// The record.
	pub used: UseRecord<AccountId, BlockNumber>,
	/// Its documents, if the chain lists them.
	pub listed: Option<Vec<DocumentDigest>>,
}

/// An exported log.
pub struct LogCase {
	/// The first line.
	pub header: LogHeader,
	/// The anchor.
	pub anchor: Anchor,
	/// The state that proves its head.
	pub state: StateDb,
	/// The records.
	pub records: Vec<Logged>,
	/// What the state has.
	entries: BTreeMap<Vec<u8>, Vec<u8>>,
	chain: Chain,
}

impl LogCase {
	/// A log of `count` single uses that is complete.
	pub fn new(count: u64) -> Self {
		Self::of(count, 3)
	}

	/// A log of `count` single uses that is complete, finalized by so many authorities.
	pub fn of(count: u64, authorities: usize) -> Self {
		Self::by(World::new(Setup::default()), count, authorities)
	}

	/// The log of a world's e-seal, which used it in one way `count` times.
	pub fn by(world: World, count: u64, authorities: usize) -> Self {
		Self::of_records(&world, &vec![Recorded::Single; count as usize], authorities)
	}

	/// A log that has [records of every kind](MIXED) and is complete, finalized by so many authorities.
	pub fn mixed(authorities: usize) -> Self {
		Self::of_records(&World::new(Setup::default()), &MIXED, authorities)
	}

	/// The log of a world's e-seal, with such records: by the world's operator and by the owner in turn.
	pub fn of_records(world: &World, recorded: &[Recorded], authorities: usize) -> Self {
		let (genesis, seal) = (world.genesis, world.id);
		let mut head = LogHead::default();
		let mut records = Vec::new();
		let mut granted = 0;
		for (number, recorded) in recorded.iter().enumerate() {
			let documents = documents_around(world.document(), recorded.count(), recorded.position());
			let mut used = UseRecord {
				index: head.count,
				nonce: granted,
				documents: match recorded.is_batch() {
					true => as_batch(&documents),
					false => Documents::One(world.document()),
				},
				..world.used.clone()
			};
			if number % 2 == 1 {
				(used.grant, used.account, used.nonce) = (None, world.seal.applicant.clone(), head.by_owner);
			} else {
				granted += u64::from(used.count());
			}
			head = eseal_crypto::advance(head, &used).unwrap();
			let listed = matches!(recorded, Recorded::Listed { .. }).then_some(documents);
			records.push(Logged { used, listed });
		}
		let mut entries = BTreeMap::new();
		surroundings(4, &mut entries);
		entries.insert(storage::now(), world.now.encode());
		entries.insert(storage::genesis(), genesis.encode());
		entries.insert(storage::seal(seal), world.seal.encode());
		if head.records > 0 {
			entries.insert(storage::log_head(seal), head.encode());
		}
		let chain = Chain::new(authorities, 0);
		let (header, state) = first_line(genesis, seal, head, &entries, &chain);
		Self {
			header,
			anchor: chain.anchor(genesis),
			state,
			records,
			entries,
			chain,
		}
	}

	/// Lets the chain have another head of the log, and the first line say so.
	pub fn set_head(&mut self, head: LogHead) {
		let LogHeader { genesis, seal, .. } = self.header;
		self.entries.insert(storage::log_head(seal), head.encode());
		(self.header, self.state) = first_line(genesis, seal, head, &self.entries, &self.chain);
	}

	/// The lines after the first, as they are written.
	pub fn lines(&self) -> Vec<Vec<u8>> {
		self.records.iter().map(line).collect()
	}

	/// Checks it.
	pub fn check(&self) -> LogVerdict {
		self.check_lines(&self.lines())
	}

	/// Checks other lines in its place.
	pub fn check_lines(&self, lines: &[Vec<u8>]) -> LogVerdict {
		let mut checker = Checker::new(
			&serde_json::to_vec(&self.header).unwrap(),
			&serde_json::to_vec(&self.anchor).unwrap(),
			None,
		);
		for line in lines {
			checker.take_line(line);
		}
		checker.finish()
	}

	/// The whole export, as it is written.
	pub fn export(&self) -> Vec<u8> {
		exported(&self.header, self.lines())
	}
}

/// The first line, and the state that proves what it says.
fn first_line(
	genesis: H256,
	seal: SealId,
	head: LogHead,
	entries: &BTreeMap<Vec<u8>, Vec<u8>>,
	chain: &Chain,
) -> (LogHeader, StateDb) {
	let state = StateDb::new(entries);
	let evidence = Evidence {
		set_id: chain.set_id,
		block: chain.finalize(&header(PROVEN_IN, state.root, vec![])),
		hand_offs: vec![],
	};
	let line = LogHeader {
		media_type: LOG_TYPE.into(),
		genesis,
		seal,
		count: head.count,
		records: head.records,
		proof: state.prove(&[
			storage::now(),
			storage::genesis(),
			storage::seal(seal),
			storage::log_head(seal),
		]),
		evidence,
	};
	(line, state)
}

/// What the line of a record says.
pub fn log_line(logged: &Logged) -> LogLine {
	LogLine::of(&logged.used, logged.listed.as_deref())
}

/// The line of a record, as it is written.
pub fn line(logged: &Logged) -> Vec<u8> {
	serde_json::to_vec(&log_line(logged)).unwrap()
}
