//! The chain's state as far as it is proven: trie nodes that lead from a header's state root to values.

use super::finality::Block;
use crate::{
	format::Base64,
	reason::{Item, Reason},
	storage,
	verdict::Proven,
};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Compact, Decode, DecodeAll, Encode};
use core::cell::Cell;
use hash_db::{HashDBRef, Prefix};
use sp_core::{Blake2Hasher, H256};
use sp_trie::{DBValue, LayoutV1};

/// The most trie nodes that a proof may have.
pub const MAX_NODES: usize = 16_384;

/// A trie node, and whether it was needed.
struct Node {
	bytes: Vec<u8>,
	needed: Cell<bool>,
}

/// A part of the state under a root.
pub struct State {
	root: H256,
	nodes: BTreeMap<H256, Node>,
}

impl HashDBRef<Blake2Hasher, DBValue> for State {
	fn get(&self, key: &H256, _: Prefix) -> Option<DBValue> {
		let node = self.nodes.get(key)?;
		node.needed.set(true);
		Some(node.bytes.clone())
	}

	fn contains(&self, key: &H256, prefix: Prefix) -> bool {
		self.get(key, prefix).is_some()
	}
}

impl State {
	/// Takes the trie nodes of a proof, SCALE of a list of bytes, under a state root.
	///
	/// # Errors
	///
	/// Not such a list, too many nodes, or a node twice.
	pub fn new(root: H256, proof: &[u8]) -> Result<Self, Reason> {
		// The length first, so that no list is built that is too long.
		let length = Compact::<u32>::decode(&mut &*proof).map_or(0, |length| length.0);
		if usize::try_from(length).map_or(true, |length| length > MAX_NODES) {
			let limit = u64::try_from(MAX_NODES).unwrap_or(u64::MAX);
			return Err(Reason::TooManyNodes { limit });
		}
		let list = Vec::<Vec<u8>>::decode_all(&mut &*proof).map_err(|_| Reason::NodesMalformed)?;
		let count = list.len();
		let nodes: BTreeMap<_, _> = list
			.into_iter()
			.map(|bytes| {
				let needed = Cell::new(false);
				(sp_crypto_hashing::blake2_256(&bytes).into(), Node { bytes, needed })
			})
			.collect();
		if nodes.len() != count {
			return Err(Reason::NodeTwice);
		}
		Ok(Self { root, nodes })
	}

	/// Reads a value; `None` if the state is proven to have none there.
	///
	/// # Errors
	///
	/// The proof does not reach that far, or what it leads to is no `T`.
	pub fn read<T: DecodeAll>(&self, item: Item, key: &[u8]) -> Result<Option<T>, Reason> {
		let value = sp_trie::read_trie_value::<LayoutV1<Blake2Hasher>, _>(self, &self.root, key, None, None)
			.map_err(|_| Reason::NotProven { item })?;
		value
			.map(|bytes| T::decode_all(&mut &*bytes).map_err(|_| Reason::ItemMalformed { item }))
			.transpose()
	}

	/// Reads a value that must be there.
	///
	/// # Errors
	///
	/// As [`State::read`], or if the state is proven to have none.
	pub fn require<T: DecodeAll>(&self, item: Item, key: &[u8]) -> Result<T, Reason> {
		self.read(item, key)?.ok_or(Reason::NotInState { item })
	}

	/// Ensures that every node of the proof was needed by what was read.
	///
	/// # Errors
	///
	/// [`Reason::NodeUnneeded`].
	pub fn ensure_used_up(&self) -> Result<(), Reason> {
		match self.nodes.values().all(|node| node.needed.get()) {
			true => Ok(()),
			false => Err(Reason::NodeUnneeded),
		}
	}
}

/// The part of a block's state that trie nodes prove, and as of when. The state is of the chain whose first block is
/// `genesis`: another network, a rehearsal's say, may have the same authorities.
///
/// # Errors
///
/// What does not hold.
pub(crate) fn of_block(block: &Block, nodes: &Base64, genesis: H256) -> Result<(State, Proven), Reason> {
	let state = State::new(block.header.state_root, &nodes.0)?;
	let found = state.require(Item::Genesis, &storage::genesis())?;
	if found != genesis {
		return Err(Reason::StateOfAnotherChain { genesis, found });
	}
	let at = state.require(Item::Time, &storage::now())?;
	let (block, hash) = (block.header.number, block.hash);
	Ok((state, Proven { block, hash, at }))
}

/// SCALE of the nodes of a proof, as [`State::new`] takes them.
pub fn encode_proof(nodes: &[Vec<u8>]) -> Vec<u8> {
	nodes.encode()
}
