//! The receipt of a use.

use crate::*;
use codec::Encode;
use core::fmt::Debug;
use eseal_primitives::{history::HistoryEntry, Uscc};
use eseal_receipt::{
	checks::finality::Justification,
	format::{Anchor, Base64, Batch, BlockProof, Receipt, StateProof, UseProof},
	verify, AccountId, BlockNumber, DigestItem, Header, Input, Outcome, Subject, Verdict,
};
use sp_core::H256;

/// What an e-seal says of a history: its length and its digest.
pub fn covered(history: &[HistoryEntry<AccountId, BlockNumber>]) -> (u32, H256) {
	let digest = history.iter().fold(H256::zero(), eseal_crypto::chained);
	(history.len() as u32, digest)
}

/// A receipt, and all that it was made from.
pub struct Case {
	/// The document.
	pub document: Vec<u8>,
	/// The receipt.
	pub receipt: Receipt,
	/// The anchor.
	pub anchor: Anchor,
	/// The header of the proven block.
	pub header: Header,
	/// Its state.
	pub state: StateDb,
	/// The keys that are proven.
	pub keys: Vec<Vec<u8>>,
	/// What the block of the use recorded, if its header proves the use.
	pub leaves: Vec<Vec<u8>>,
	/// The headers from the block of the use to the finalized one, if its header proves the use.
	pub blocks: Vec<Header>,
	/// The authorities.
	pub chain: Chain,
	/// What the chain recorded.
	pub world: World,
}

impl Case {
	/// A receipt of a network that is as it should be.
	pub fn of(setup: Setup) -> Self {
		World::new(setup).finalize()
	}

	/// A receipt of a network that was changed first.
	pub fn changed(setup: Setup, change: impl FnOnce(&mut World)) -> Self {
		let mut world = World::new(setup);
		change(&mut world);
		world.finalize()
	}

	/// A receipt as the default [`Setup`] gives it, changed first.
	pub fn with(change: impl FnOnce(&mut World)) -> Self {
		Self::changed(Setup::default(), change)
	}

	/// A receipt as [`Setup::by_block`] gives it, changed first.
	pub fn by_block_with(change: impl FnOnce(&mut World)) -> Self {
		Self::changed(Setup::by_block(), change)
	}

	/// Both, changed first.
	pub fn both_with(change: impl Fn(&mut World)) -> [Self; 2] {
		[Self::with(&change), Self::by_block_with(&change)]
	}

	/// The receipt as it is written.
	pub fn receipt_json(&self) -> Vec<u8> {
		serde_json::to_vec(&self.receipt).unwrap()
	}

	/// The anchor as it is written.
	pub fn anchor_json(&self) -> Vec<u8> {
		serde_json::to_vec(&self.anchor).unwrap()
	}

	/// Verifies.
	pub fn verify(&self) -> Verdict {
		verify_json(&self.document, &self.receipt_json(), &self.anchor_json())
	}

	/// Verifies as one who expects an enterprise.
	pub fn verify_by(&self, expected: Uscc) -> Verdict {
		verify(&Input {
			document: &self.document.as_slice(),
			receipt: &self.receipt_json(),
			anchor: &self.anchor_json(),
			expected_enterprise: Some(expected),
		})
	}

	/// Lets the block of the use have recorded `leaves`, and proves the one at the record's position.
	pub fn record(&mut self, leaves: Vec<Vec<u8>>) {
		let ProofKind::Block { position, .. } = self.world.setup.proof else {
			panic!("the state proves this use");
		};
		let (root, path) = merkle(&leaves, position as usize);
		self.receipt.proof = UseProof::Block(BlockProof {
			leaf: Base64(leaves[position as usize].clone()),
			leaf_index: position,
			audit_path: Base64(path.encode()),
			ancestors: Vec::new(),
		});
		let count = leaves.len() as u32;
		self.leaves = leaves;
		self.name_uses(vec![uses_item(root, count)]);
	}

	/// Gives the header of the use's block these digest items, and finalizes the last of as many blocks after it as before.
	pub fn name_uses(&mut self, items: Vec<DigestItem>) {
		let ProofKind::Block { later, .. } = self.world.setup.proof else {
			panic!("the state proves this use");
		};
		let first = header(USED_IN, self.state.root, items);
		let after = descendants(&first, later);
		self.lead_through([vec![first], after].concat());
	}

	/// Finalizes the last of these blocks, and gives the receipt the headers before it.
	pub fn lead_through(&mut self, blocks: Vec<Header>) {
		let (last, before) = blocks.split_last().unwrap();
		self.block_proof().ancestors = encoded(before);
		self.receipt.evidence.block = self.chain.finalize(last);
		self.header = last.clone();
		self.blocks = blocks;
	}

	/// What leads from the state to the use.
	pub fn state_proof(&mut self) -> &mut StateProof {
		match &mut self.receipt.proof {
			UseProof::State(proof) => proof,
			UseProof::Block(_) => panic!("a block proves this use"),
		}
	}

	/// The trie nodes that prove the use.
	pub fn nodes(&mut self) -> &mut Base64 {
		&mut self.state_proof().nodes
	}

	/// What leads from the header to the use.
	pub fn block_proof(&mut self) -> &mut BlockProof {
		match &mut self.receipt.proof {
			UseProof::Block(proof) => proof,
			UseProof::State(_) => panic!("the state proves this use"),
		}
	}

	/// What leads from the document to the root of its batch.
	pub fn batch(&mut self) -> &mut Batch {
		self.receipt.batch.as_mut().expect("the use is of a batch")
	}

	/// Lets the sender have signed another call.
	pub fn send(&mut self, call: Vec<u8>) {
		self.receipt.sender = self.world.sender(call);
	}

	/// Replaces the justification of the proven block.
	pub fn justify(&mut self, justification: &Justification) {
		self.receipt.evidence.block.justification = Base64(justification.encode());
	}
}

/// Verifies a receipt as it is written, whoever sealed.
pub fn verify_json(document: &[u8], receipt: &[u8], anchor: &[u8]) -> Verdict {
	verify(&Input {
		document: &document,
		receipt,
		anchor,
		expected_enterprise: None,
	})
}

/// Asserts that a receipt holds.
#[track_caller]
pub fn assert_valid(verdict: &Verdict) {
	assert_eq!(verdict.result, Outcome::Valid, "{verdict:#?}");
}

/// Asserts that a check, and none before it, ended as it should and for the reason that it should, or for one of several
/// (`one|another`).
#[track_caller]
pub fn assert_caught<F: Debug>(verdict: &Verdict<F>, subject: Subject, code: &str, result: Outcome) {
	assert_eq!(verdict.result, result, "{verdict:#?}");
	let first = verdict
		.checks
		.iter()
		.find(|check| check.result != Outcome::Valid)
		.unwrap();
	let found = first.reason.code();
	let code = code.split('|').find(|code| *code == found).unwrap_or(code);
	assert_eq!(
		(first.subject, found, first.result),
		(subject, code, result),
		"{verdict:#?}"
	);
}
