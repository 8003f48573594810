//! An exported log.

use crate::*;
use codec::Encode;
use eseal_primitives::usage::{LogHead, UseRecord};
use eseal_receipt::{
	format::{Anchor, Evidence, LogHeader, LogLine, LOG_TYPE},
	log::{Checker, LogVerdict},
	storage, AccountId, BlockNumber,
};
use std::collections::BTreeMap;

/// An exported log of `count` uses.
pub struct LogCase {
	/// The first line.
	pub header: LogHeader,
	/// The anchor.
	pub anchor: Anchor,
	/// The state that proves its head.
	pub state: StateDb,
	/// The uses.
	pub uses: Vec<UseRecord<AccountId, BlockNumber>>,
}

impl LogCase {
	/// A log that is complete.
	pub fn new(count: u64) -> Self {
		Self::of(count, 3)
	}

	/// A log that is complete, finalized by so many authorities.
	pub fn of(count: u64, authorities: usize) -> Self {
		Self::by(World::new(Setup::default()), count, authorities)
	}

	/// The log of a world's e-seal, which used it in one way `count` times.
	pub fn by(world: World, count: u64, authorities: usize) -> Self {
		let (genesis, seal) = (world.genesis, world.id);
		let mut head = LogHead::default();
		let mut uses = Vec::new();
		for index in 0..count {
			let record = UseRecord {
				index,
				nonce: index,
				..world.used.clone()
			};
			head = eseal_crypto::advance(head, &record).unwrap();
			uses.push(record);
		}
		let mut state = BTreeMap::new();
		surroundings(4, &mut state);
		state.insert(storage::now(), world.now.encode());
		state.insert(storage::genesis(), genesis.encode());
		state.insert(storage::seal(seal), world.seal.encode());
		if count > 0 {
			state.insert(storage::log_head(seal), head.encode());
		}
		let state = StateDb::new(&state);
		let chain = Chain::new(authorities, 0);
		let evidence = Evidence {
			set_id: chain.set_id,
			block: chain.finalize(&header(PROVEN_IN, state.root, vec![])),
			hand_offs: vec![],
		};
		Self {
			header: LogHeader {
				media_type: LOG_TYPE.into(),
				genesis,
				seal,
				count,
				proof: state.prove(&[
					storage::now(),
					storage::genesis(),
					storage::seal(seal),
					storage::log_head(seal),
				]),
				evidence,
			},
			anchor: chain.anchor(genesis),
			state,
			uses,
		}
	}

	/// The lines after the first, as they are written.
	pub fn lines(&self) -> Vec<Vec<u8>> {
		self.uses.iter().map(line).collect()
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
		let mut lines = vec![serde_json::to_vec(&self.header).unwrap()];
		lines.extend(self.lines());
		lines
			.into_iter()
			.flat_map(|line| [line, b"\n".to_vec()].concat())
			.collect()
	}
}

/// The line of a use.
pub fn line(used: &UseRecord<AccountId, BlockNumber>) -> Vec<u8> {
	serde_json::to_vec(&LogLine::of(used)).unwrap()
}
