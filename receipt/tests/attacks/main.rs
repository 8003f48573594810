//! Receipts that must not be found valid, each with the check that must catch it and the reason that it must give.

// Tables of changes.
#![allow(clippy::type_complexity)]

mod approvals;
mod batches;
mod block;
mod document;
mod enterprise;
mod finality;
mod hand_offs;
mod histories;
mod history;
mod json;
mod logs;
mod other_calls;
mod rectified;
mod signatures;
mod standing;
mod state;
mod versions;

use eseal_receipt::{DigestItem, Header, Outcome, Subject, Verdict};
use eseal_receipt_testkit::*;
use serde::{de::DeserializeOwned, Serialize};
use sp_core::H256;
use Outcome::{Indeterminate, Invalid};

#[track_caller]
fn invalid(case: &Case, subject: Subject, code: &str) {
	assert_caught(&case.verify(), subject, code, Invalid);
}

#[track_caller]
fn open(case: &Case, subject: Subject, code: &str) {
	assert_caught(&case.verify(), subject, code, Indeterminate);
}

fn plain() -> Case {
	Case::of(Setup::default())
}

fn by_block() -> Case {
	Case::of(Setup::by_block())
}

/// A use proven by the state of a later block, and one by the header of its own.
const BOTH: [ProofKind; 2] = [ProofKind::State, ProofKind::BLOCK];

/// Each of the items with either proof.
fn with_both<T: Copy>(items: impl IntoIterator<Item = T>) -> impl Iterator<Item = (T, ProofKind)> {
	items.into_iter().flat_map(|item| BOTH.map(|proof| (item, proof)))
}

/// The receipt of a use that was recorded so, on a small chain.
fn recorded(recorded: Recorded, proof: ProofKind) -> Case {
	Case::of(Setup {
		recorded,
		proof,
		others: 0,
		..Setup::default()
	})
}

/// A list of different items with one missing, cut off, repeated, in another's place, or swapped with another.
fn rearranged<T: Clone>(good: &[T]) -> Vec<Vec<T>> {
	let mut all = Vec::new();
	for (index, item) in good.iter().enumerate() {
		let mut changed = |change: &dyn Fn(&mut Vec<T>)| {
			let mut list = good.to_vec();
			change(&mut list);
			all.push(list);
		};
		changed(&|list| drop(list.remove(index)));
		changed(&|list| list.truncate(index));
		for at in 0..=good.len() {
			changed(&|list| list.insert(at, item.clone()));
		}
		for other in index + 1..good.len() {
			changed(&|list| list.swap(index, other));
			changed(&|list| list[index] = list[other].clone());
		}
	}
	all
}

/// An export's line that says something else.
fn edited<L: DeserializeOwned + Serialize>(line: &[u8], change: impl FnOnce(&mut L)) -> Vec<u8> {
	let mut edited: L = serde_json::from_slice(line).unwrap();
	change(&mut edited);
	assert_ne!(serde_json::to_vec(&edited).unwrap(), line);
	serde_json::to_vec(&edited).unwrap()
}

fn handed_over(hand_offs: usize) -> Case {
	Case::of(Setup {
		hand_offs,
		..Setup::default()
	})
}

/// The header of a hand-off that says so.
fn hand_off_with(item: DigestItem) -> Header {
	header(1_000, H256([6; 32]), vec![item])
}

fn with_receipt(case: &Case, receipt: &[u8]) -> Verdict {
	verify_json(&case.document, receipt, &case.anchor_json())
}

fn with_anchor(case: &Case, anchor: &[u8]) -> Verdict {
	verify_json(&case.document, &case.receipt_json(), anchor)
}
