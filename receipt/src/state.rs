//! The chain's state as far as it is proven: trie nodes that lead from a header's state root to values.

use alloc::{
	collections::BTreeMap,
	format,
	string::{String, ToString},
	vec::Vec,
};
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
	/// In words: not such a list, too many nodes, or a node twice.
	pub fn new(root: H256, proof: &[u8]) -> Result<Self, String> {
		// The length first, so that no list is built that is too long.
		let length = Compact::<u32>::decode(&mut &*proof).map_or(0, |length| length.0);
		if usize::try_from(length).map_or(true, |length| length > MAX_NODES) {
			return Err(format!("the storage proof has more than {MAX_NODES} nodes"));
		}
		let list = Vec::<Vec<u8>>::decode_all(&mut &*proof).map_err(|_| "the storage proof is not a list of nodes")?;
		let count = list.len();
		let nodes: BTreeMap<_, _> = list
			.into_iter()
			.map(|bytes| {
				let needed = Cell::new(false);
				(sp_crypto_hashing::blake2_256(&bytes).into(), Node { bytes, needed })
			})
			.collect();
		if nodes.len() != count {
			return Err("the storage proof has a node twice".to_string());
		}
		Ok(Self { root, nodes })
	}

	/// Reads a value; `None` if the state is proven to have none there.
	///
	/// # Errors
	///
	/// In words: the proof does not reach that far, or what it leads to is no `T`.
	pub fn read<T: DecodeAll>(&self, what: &str, key: &[u8]) -> Result<Option<T>, String> {
		let value = sp_trie::read_trie_value::<LayoutV1<Blake2Hasher>, _>(self, &self.root, key, None, None)
			.map_err(|_| format!("the storage proof does not lead from the block's state root to {what}"))?;
		value
			.map(|bytes| T::decode_all(&mut &*bytes).map_err(|_| format!("what is stored is not {what}")))
			.transpose()
	}

	/// Reads a value that must be there.
	///
	/// # Errors
	///
	/// As [`State::read`], or if the state is proven to have none.
	pub fn require<T: DecodeAll>(&self, what: &str, key: &[u8]) -> Result<T, String> {
		self.read(what, key)?
			.ok_or_else(|| format!("the chain's state has not {what}"))
	}

	/// Whether every node of the proof was needed by what was read.
	pub fn is_used_up(&self) -> bool {
		self.nodes.values().all(|node| node.needed.get())
	}
}

/// SCALE of the nodes of a proof, as [`State::new`] takes them.
pub fn encode_proof(nodes: &[Vec<u8>]) -> Vec<u8> {
	nodes.encode()
}
