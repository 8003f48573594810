//! From the anchor to a finalized block and its state.

use crate::{
	finality::{self, Block, Path},
	format::{self, Anchor, Base64, Evidence, FormatError, LogHeader, Receipt, ANCHOR_TYPE, LOG_TYPE, RECEIPT_TYPE},
	state::State,
	storage,
	verdict::{Checks, Proven, Subject},
};
use alloc::{format, string::String};
use serde::de::DeserializeOwned;
use sp_core::H256;

/// What leads on from an anchor: a receipt, or an exported log.
pub(crate) trait Anchored: DeserializeOwned {
	/// Its media type.
	const TYPE: &str;
	/// What it is, with its article and without: for words.
	const KIND: [&str; 3];

	/// The hash of its chain's first block.
	fn genesis(&self) -> H256;
}

impl Anchored for Receipt {
	const TYPE: &str = RECEIPT_TYPE;
	const KIND: [&str; 3] = ["receipt", "receipt", "a receipt"];

	fn genesis(&self) -> H256 {
		self.genesis
	}
}

impl Anchored for LogHeader {
	const TYPE: &str = LOG_TYPE;
	const KIND: [&str; 3] = ["log", "exported log", "an exported log"];

	fn genesis(&self) -> H256 {
		self.genesis
	}
}

/// Reads the two texts and notes the check; `None` if they are not what they should be, or not of one chain.
pub(crate) fn read<T: Anchored>(text: &[u8], anchor: &[u8], checks: &mut Checks) -> Option<(T, Anchor)> {
	let [short, kind, one] = T::KIND;
	let anchor: Anchor = match format::parse(anchor, ANCHOR_TYPE) {
		Ok(anchor) => anchor,
		Err(error) => {
			checks.open(Subject::Format, format!("the anchor is of no use: {error}"));
			return None;
		}
	};
	let read: T = match format::parse(text, T::TYPE) {
		Ok(read) => read,
		Err(error @ FormatError::OtherType(_)) => {
			checks.open(
				Subject::Format,
				format!("this is no {short} that is known here: {error}"),
			);
			return None;
		}
		Err(error) => {
			checks.failed(Subject::Format, format!("this is no {kind}: {error}"));
			return None;
		}
	};
	if read.genesis() != anchor.genesis {
		checks.failed(
			Subject::Format,
			format!(
				"the {short} is of the chain {:?}, the anchor of {:?}",
				read.genesis(),
				anchor.genesis
			),
		);
		return None;
	}
	checks.passed(Subject::Format, format!("{one} of the anchor's chain"));
	Some((read, anchor))
}

/// Follows the evidence from the anchor, notes the checks, and gives the block that it leads to; `None` if to none.
pub(crate) fn follow(anchor: &Anchor, evidence: &Evidence, checks: &mut Checks) -> Option<Block> {
	let set = match finality::follow(anchor, &evidence.hand_offs, evidence.set_id) {
		Ok(Path::Reached(set)) => set,
		Ok(Path::Missing(reason)) => {
			checks.open(Subject::Authorities, reason);
			return None;
		}
		Err(reason) => {
			checks.failed(Subject::Authorities, reason);
			return None;
		}
	};
	let steps = set.id.saturating_sub(anchor.set_id);
	checks.passed(
		Subject::Authorities,
		format!(
			"authority set {} follows from the anchor's by {steps} hand-off(s)",
			set.id
		),
	);
	let block = match set.check(&evidence.block) {
		Ok(block) => block,
		Err(reason) => {
			checks.failed(Subject::Finality, reason);
			return None;
		}
	};
	checks.passed(
		Subject::Finality,
		format!(
			"block {} is final: at least {} of the {} authorities of set {} signed it",
			block.header.number,
			set.threshold(),
			set.len(),
			set.id
		),
	);
	Some(block)
}

/// The part of a block's state that trie nodes prove, and as of when.
///
/// # Errors
///
/// In words.
pub(crate) fn state_of(block: &Block, nodes: &Base64) -> Result<(State, Proven), String> {
	let state = State::new(block.header.state_root, &nodes.0)?;
	let at = state.require("the block's time", &storage::now())?;
	let (block, hash) = (block.header.number, block.hash);
	Ok((state, Proven { block, hash, at }))
}
