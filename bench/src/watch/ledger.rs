//! What is under way, and what became of what was sent.

use super::held;
use crate::mill::Ready;
use eseal_client::{NodeError, SubmitError};
use sp_core::H256;
use std::{
	collections::{BTreeMap, HashMap, HashSet},
	sync::Mutex,
	time::Instant,
};
use tokio::sync::Notify;

/// When something was sent, seen in a block, and final, as the load heard of it.
#[derive(Debug, Clone, Copy)]
pub struct Landing {
	/// When it was sent.
	pub sent: Instant,
	/// When its block was first heard of.
	pub seen: Instant,
	/// When that block was heard to be final.
	pub is_final: Instant,
}

/// Something that was sent and is not final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnderWay {
	/// Its hash.
	pub hash: H256,
	/// Whose it is.
	pub operator: usize,
	/// When it was sent.
	pub sent: Instant,
}

/// What is to be done about what became of things.
#[derive(Default)]
pub struct News {
	/// The operators of what is final now, one for each extrinsic.
	pub landed: Vec<usize>,
	/// What nodes refused.
	pub refused: Vec<Ready>,
	/// Why the load cannot go on.
	pub broken: Option<NodeError>,
}

#[derive(Default)]
struct Book {
	flights: HashMap<H256, UnderWay>,
	landings: Vec<Landing>,
	finals: Vec<u64>,
	refusals: BTreeMap<String, u64>,
	sent: u64,
	news: News,
}

/// What is under way. Tasks share it.
pub struct Ledger {
	book: Mutex<Book>,
	/// Wakes who waits for news.
	pub changed: Notify,
}

/// All that became of a load.
#[derive(Debug, Clone, Default)]
pub struct Account {
	/// How many extrinsics were sent, those that were refused and sent again each time.
	pub sent: u64,
	/// How many of each operator are final.
	pub finals: Vec<u64>,
	/// What nodes took and is not final, by when it was sent.
	pub under_way: Vec<UnderWay>,
	/// How often nodes refused, by reason.
	pub refusals: BTreeMap<String, u64>,
	/// When things were sent, in a block, and final.
	pub landings: Vec<Landing>,
}

impl Ledger {
	/// An empty one, for so many operators.
	pub fn new(operators: usize) -> Self {
		Self {
			book: Mutex::new(Book {
				finals: vec![0; operators],
				..Book::default()
			}),
			changed: Notify::new(),
		}
	}

	/// How many extrinsics are under way.
	pub fn under_way(&self) -> usize {
		held(&self.book).flights.len()
	}

	/// How many were sent.
	pub fn sent(&self) -> u64 {
		held(&self.book).sent
	}

	/// This is sent now. To be noted before it is sent: it may be in a block before the node answers.
	pub fn sends(&self, ready: &Ready) {
		let mut book = held(&self.book);
		book.sent = book.sent.saturating_add(1);
		let one = UnderWay {
			hash: ready.hash,
			operator: ready.operator,
			sent: Instant::now(),
		};
		book.flights.insert(one.hash, one);
	}

	/// A node took it, or not.
	pub fn answered(&self, ready: Ready, answer: Result<(), SubmitError>) {
		let Err(error) = answer else { return };
		let mut book = held(&self.book);
		if let SubmitError::Unconfirmed { cause, .. } = error {
			book.news.broken.get_or_insert(cause);
		} else {
			let reason = reason(&error);
			// What is final already was taken, whatever this node says; and so was what it has.
			let has_it = reason == ALREADY_THERE;
			let count = book.refusals.entry(reason).or_default();
			*count = count.saturating_add(1);
			if !has_it && book.flights.remove(&ready.hash).is_some() {
				book.news.refused.push(ready);
			}
		}
		drop(book);
		self.changed.notify_one();
	}

	/// Which of these extrinsics of a block are the load's and under way, by their numbers in the block.
	pub fn which(&self, hashes: &[H256]) -> HashSet<u32> {
		let book = held(&self.book);
		let numbered = (0u32..).zip(hashes);
		numbered
			.filter(|(_, hash)| book.flights.contains_key(hash))
			.map(|(number, _)| number)
			.collect()
	}

	/// A block with these extrinsics is final; it was first heard of at `seen`. Returns how many of them are the
	/// load's.
	pub fn lands<'h>(&self, hashes: impl IntoIterator<Item = &'h H256>, seen: Instant, is_final: Instant) -> u64 {
		let mut book = held(&self.book);
		let mut count = 0u64;
		for hash in hashes {
			let Some(UnderWay { operator, sent, .. }) = book.flights.remove(hash) else {
				continue;
			};
			count = count.saturating_add(1);
			if let Some(finals) = book.finals.get_mut(operator) {
				*finals = finals.saturating_add(1);
			}
			book.landings.push(Landing { sent, seen, is_final });
			book.news.landed.push(operator);
		}
		drop(book);
		self.changed.notify_one();
		count
	}

	/// What is new since it was asked last.
	pub fn news(&self) -> News {
		std::mem::take(&mut held(&self.book).news)
	}

	/// All that became of the load.
	pub fn account(&self) -> Account {
		let book = held(&self.book);
		let mut under_way: Vec<_> = book.flights.values().copied().collect();
		under_way.sort_by_key(|one| one.sent);
		Account {
			sent: book.sent,
			finals: book.finals.clone(),
			under_way,
			refusals: book.refusals.clone(),
			landings: book.landings.clone(),
		}
	}
}

/// What a node says whose pool has no room.
pub const POOL_FULL: &str = "Immediately Dropped";

/// What a node says of something that it has.
const ALREADY_THERE: &str = "Transaction Already Imported";

/// Why a node refused, in a word or two.
fn reason(error: &SubmitError) -> String {
	match error {
		SubmitError::NotTaken { refusal, .. } => refusal.name().into(),
		SubmitError::Overtaken(_) => "another has its number".into(),
		SubmitError::Early(_) => "its pool is a block behind".into(),
		SubmitError::Refused(text) => match text.split_once(':') {
			// What follows says the same in more words.
			Some((reason, _)) if !reason.starts_with("Invalid") => reason.trim().into(),
			_ => text.clone(),
		},
		other => other.to_string(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_client::AccountId;
	use eseal_primitives::Refusal;

	fn ready(operator: usize, number: u8) -> Ready {
		Ready {
			hash: H256([number; 32]),
			..Ready::unsigned(operator, number.into())
		}
	}

	fn refused(text: &str) -> Result<(), SubmitError> {
		Err(SubmitError::Refused(text.into()))
	}

	#[test]
	fn what_was_sent_is_under_way_until_it_is_final_or_refused() {
		let ledger = Ledger::new(2);
		for number in 0..4 {
			ledger.sends(&ready(usize::from(number % 2), number));
		}
		assert_eq!((ledger.sent(), ledger.under_way()), (4, 4));
		ledger.answered(ready(0, 0), Ok(()));
		ledger.answered(ready(1, 1), refused("Immediately Dropped: there is no room"));
		let now = Instant::now();
		let others = H256([9; 32]);
		assert_eq!(ledger.lands([&H256([0; 32]), &others, &H256([3; 32])], now, now), 2);
		// The node's answer comes late: it is final, whatever the answer.
		ledger.answered(ready(1, 3), refused("Transaction is temporarily banned"));
		let news = ledger.news();
		assert_eq!(news.landed, [0, 1]);
		assert_eq!(news.refused.iter().map(|ready| ready.nth).collect::<Vec<_>>(), [1]);
		assert!(ledger.news().landed.is_empty(), "it is told once");
		let account = ledger.account();
		let left: Vec<_> = account.under_way.iter().map(|one| (one.hash, one.operator)).collect();
		assert_eq!((account.finals, left), (vec![1, 1], vec![(H256([2; 32]), 0)]));
		assert_eq!(account.refusals.get("Immediately Dropped"), Some(&1));
	}

	#[test]
	fn what_a_node_has_already_is_under_way() {
		let ledger = Ledger::new(1);
		ledger.sends(&ready(0, 1));
		ledger.answered(ready(0, 1), refused("Transaction Already Imported"));
		assert_eq!(ledger.under_way(), 1);
		assert!(ledger.news().refused.is_empty());
	}

	#[test]
	fn a_broken_connection_is_told() {
		let ledger = Ledger::new(1);
		ledger.sends(&ready(0, 1));
		let cause = NodeError::Disconnected("gone".into());
		ledger.answered(
			ready(0, 1),
			Err(SubmitError::Unconfirmed {
				extrinsic: H256::zero(),
				recorded: None,
				cause: cause.clone(),
			}),
		);
		assert_eq!(ledger.news().broken, Some(cause));
	}

	#[test]
	fn refusals_have_short_names() {
		let account = AccountId::new([0; 32]);
		let refusal = Refusal::OverBudget;
		assert_eq!(reason(&SubmitError::NotTaken { account, refusal }), "OverBudget");
		assert_eq!(
			reason(&SubmitError::Refused("Invalid Transaction: Custom error: 200".into())),
			"Invalid Transaction: Custom error: 200"
		);
		assert_eq!(
			reason(&SubmitError::Refused("Immediately Dropped: The transaction…".into())),
			"Immediately Dropped"
		);
	}
}
