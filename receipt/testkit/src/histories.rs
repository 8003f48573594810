//! An exported history of an officer.

use crate::*;
use codec::Encode;
use eseal_primitives::{
	act::{Act, Deed, OfficerEntry, OfficerHead},
	ActId, Moment, Seat,
};
use eseal_receipt::{
	format::{Anchor, Evidence, HistoryHeader, HistoryLine, Period, HISTORY_TYPE},
	history::{Checker, HistoryVerdict},
	storage, AccountId, BlockNumber,
};
use sp_core::{crypto::Ss58Codec, H256};
use std::collections::BTreeMap;

/// An entry of an officer's history.
pub type Entry = OfficerEntry<AccountId, BlockNumber>;

/// When the history began, in milliseconds since the Unix epoch. Its entries lie a day apart each.
pub const APPOINTED_AT: u64 = USED_AT - 10 * DAY;

/// An exported history of an officer.
pub struct HistoryCase {
	/// The first line.
	pub header: HistoryHeader,
	/// The anchor.
	pub anchor: Anchor,
	/// The state that proves its head.
	pub state: StateDb,
	/// The entries.
	pub entries: Vec<Entry>,
	/// What the state has.
	stored: BTreeMap<Vec<u8>, Vec<u8>>,
	chain: Chain,
}

/// The officer whose history it is.
pub fn the_officer() -> AccountId {
	AccountId::new([0x0f; 32])
}

/// An entry of every kind: an office from the first block to its end, and what was done in it; then another office.
pub fn history_entries() -> Vec<Entry> {
	let (id, act, digest) = (ActId(7), Act::Revoke, H256([0xac; 32]));
	let other = AccountId::new([0x0e; 32]);
	let governor = Some(AccountId::new([0x0d; 32]));
	let deeds = [
		Deed::Appointed {
			seat: Seat::DataResources,
			by: None,
		},
		Deed::Alone {
			act: Act::Approve,
			digest,
		},
		Deed::Prepared { id, act, digest },
		Deed::Made {
			id,
			act,
			digest,
			confirmed_by: other.clone(),
		},
		Deed::Confirmed {
			id: ActId(8),
			act,
			digest,
			prepared_by: other.clone(),
		},
		Deed::TurnedDown {
			id: ActId(9),
			act,
			digest,
			prepared_by: other,
		},
		Deed::Withdrew {
			id: ActId(10),
			act,
			digest,
		},
		Deed::Ended { by: governor.clone() },
		Deed::Appointed {
			seat: Seat::PublicSecurity,
			by: governor,
		},
	];
	(0..)
		.zip(deeds)
		.map(|(day, deed)| OfficerEntry {
			deed,
			at: Moment(APPOINTED_AT + day * DAY),
			block: 10_000 + day as u32,
		})
		.collect()
}

impl Default for HistoryCase {
	fn default() -> Self {
		Self::of(history_entries())
	}
}

impl HistoryCase {
	/// A complete export of these entries, of an officer of Public Security.
	pub fn of(entries: Vec<Entry>) -> Self {
		Self::on(World::new(Setup::default()).genesis, entries)
	}

	/// The same, on another chain.
	pub fn on(genesis: H256, entries: Vec<Entry>) -> Self {
		let head = entries.iter().fold(OfficerHead::default(), eseal_crypto::entered);
		let mut stored = BTreeMap::new();
		surroundings(4, &mut stored);
		stored.insert(storage::now(), Moment(USED_AT).encode());
		stored.insert(storage::genesis(), genesis.encode());
		if head.entries > 0 {
			stored.insert(storage::officer(&the_officer()), Seat::PublicSecurity.encode());
			stored.insert(storage::officer_head(&the_officer()), head.encode());
		}
		let chain = Chain::new(1, 0);
		let (header, state) = first_line(genesis, head.entries, &stored, &chain);
		Self {
			header,
			anchor: chain.anchor(genesis),
			state,
			entries,
			stored,
			chain,
		}
	}

	/// Lets the chain have another head of the history, and the first line say so.
	pub fn set_head(&mut self, head: OfficerHead) {
		self.stored.insert(storage::officer_head(&the_officer()), head.encode());
		(self.header, self.state) = first_line(self.header.genesis, head.entries, &self.stored, &self.chain);
	}

	/// The address of the officer.
	pub fn address(&self) -> String {
		self.header.officer.to_ss58check()
	}

	/// The lines after the first, as they are written.
	pub fn lines(&self) -> Vec<Vec<u8>> {
		(0..)
			.zip(&self.entries)
			.map(|(number, entry)| history_line(number, entry))
			.collect()
	}

	/// Checks it.
	pub fn check(&self) -> HistoryVerdict {
		self.check_lines(&self.lines(), Period::default())
	}

	/// Checks other lines in its place, and what happened in a period.
	pub fn check_lines(&self, lines: &[Vec<u8>], period: Period) -> HistoryVerdict {
		let mut checker = Checker::new(
			&serde_json::to_vec(&self.header).unwrap(),
			&serde_json::to_vec(&self.anchor).unwrap(),
			period,
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

/// The keys that the proof leads to.
pub fn history_keys() -> [Vec<u8>; 4] {
	[
		storage::now(),
		storage::genesis(),
		storage::officer(&the_officer()),
		storage::officer_head(&the_officer()),
	]
}

/// The first line, and the state that proves what it says.
fn first_line(
	genesis: H256,
	entries: u64,
	stored: &BTreeMap<Vec<u8>, Vec<u8>>,
	chain: &Chain,
) -> (HistoryHeader, StateDb) {
	let state = StateDb::new(stored);
	let evidence = Evidence {
		set_id: chain.set_id,
		block: chain.finalize(&header(PROVEN_IN, state.root, vec![])),
		hand_offs: vec![],
	};
	let line = HistoryHeader {
		media_type: HISTORY_TYPE.into(),
		genesis,
		officer: the_officer(),
		entries,
		proof: state.prove(&history_keys()),
		evidence,
	};
	(line, state)
}

/// The line of an entry, as it is written.
pub fn history_line(number: u64, entry: &Entry) -> Vec<u8> {
	serde_json::to_vec(&HistoryLine::of(number, entry)).unwrap()
}
