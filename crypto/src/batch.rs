//! The Merkle tree over the documents of a batch: that of RFC 6962 (section 2.1) with SHA-256. A leaf is the SCALE encoding
//! of a document's digest: its algorithm's number and 32 bytes.
//!
//! A leaf is hashed with `00` in front and a node with `01`, so that none passes for the other; a tree of a number that is
//! no power of two repeats no leaf.

use crate::hashing::sha2_256;
use alloc::vec::Vec;
use codec::Encode;
use eseal_primitives::{documents::MAX_ANCHORED, DocumentDigest, Documents};
use sp_core::H256;

/// The hash of a leaf.
pub fn leaf_hash(document: &DocumentDigest) -> H256 {
	hash_leaf(&document.encode())
}

fn hash_leaf(bytes: &[u8]) -> H256 {
	let mut input = Vec::with_capacity(bytes.len().saturating_add(1));
	input.push(0);
	input.extend(bytes);
	sha2_256(&input).into()
}

fn hash_node(left: &H256, right: &H256) -> H256 {
	let mut input = [1; 65];
	let (_, children) = input.split_at_mut(1);
	let (first, second) = children.split_at_mut(32);
	first.copy_from_slice(&left.0);
	second.copy_from_slice(&right.0);
	sha2_256(&input).into()
}

/// Computes the root of a tree leaf by leaf, in memory that grows with the logarithm of their number.
#[derive(Debug, Clone, Default)]
pub struct RootBuilder {
	/// The number of leaves.
	count: u32,
	/// The roots of the complete trees of which the tree consists so far, the largest first. Their sizes are the powers of two
	/// of which `count` is the sum.
	complete: Vec<H256>,
}

impl RootBuilder {
	/// Adds the next document; `false` and nothing, if the batch would have more than [`MAX_ANCHORED`].
	pub fn push(&mut self, document: &DocumentDigest) -> bool {
		self.push_hash(leaf_hash(document))
	}

	fn push_hash(&mut self, leaf: H256) -> bool {
		if self.count >= MAX_ANCHORED {
			return false;
		}
		let mut root = leaf;
		// A tree as large as the new one joins it, as often as there is one.
		for _ in 0..self.count.trailing_ones() {
			if let Some(left) = self.complete.pop() {
				root = hash_node(&left, &root);
			}
		}
		self.complete.push(root);
		self.count = self.count.saturating_add(1);
		true
	}

	/// How many documents it has.
	pub fn count(&self) -> u32 {
		self.count
	}

	/// The batch of all documents; `None` if there is none.
	pub fn finish(self) -> Option<Documents> {
		let count = self.count;
		let root = self
			.complete
			.into_iter()
			.rev()
			.reduce(|right, left| hash_node(&left, &right))?;
		Some(Documents::Batch { count, root })
	}
}

/// The batch of these documents; `None` if there are none, or more than [`MAX_ANCHORED`].
pub fn batch<'a>(documents: impl IntoIterator<Item = &'a DocumentDigest>) -> Option<Documents> {
	let mut builder = RootBuilder::default();
	documents
		.into_iter()
		.all(|document| builder.push(document))
		.then(|| builder.finish())?
}

/// The hashes beside the way from a leaf to the root, from below; `None` if there is no such leaf.
///
/// - `leaves`: the [`leaf_hash`] of each document of the batch.
pub fn audit_path(leaves: &[H256], position: u32) -> Option<Vec<H256>> {
	let mut place = usize::try_from(position).ok()?;
	if place >= leaves.len() {
		return None;
	}
	let mut path = Vec::new();
	let mut level = leaves.to_vec();
	while level.len() > 1 {
		// The last of an odd number has none beside it, and moves up as it is.
		path.extend(level.get(place ^ 1).copied());
		level = level
			.chunks(2)
			.filter_map(|pair| match pair {
				[left, right] => Some(hash_node(left, right)),
				[last] => Some(*last),
				_ => None,
			})
			.collect();
		place /= 2;
	}
	Some(path)
}

/// How many hashes lie beside the way of the leaf at `position` in a tree of `count` leaves.
pub fn path_length(count: u32, position: u32) -> u32 {
	let (mut place, mut last) = (position, count.saturating_sub(1));
	let mut length = 0u32;
	while last > 0 {
		if place % 2 == 1 || place < last {
			length = length.saturating_add(1);
		}
		place /= 2;
		last /= 2;
	}
	length
}

/// The root to which a path leads from a document at `position` in a batch of `count` (RFC 9162, section 2.1.3.2); `None`
/// if there is no such position, or the path is longer or shorter than it must be.
pub fn root_from_path(document: &DocumentDigest, position: u32, count: u32, path: &[H256]) -> Option<H256> {
	root_from_leaf(leaf_hash(document), position, count, path)
}

fn root_from_leaf(leaf: H256, position: u32, count: u32, path: &[H256]) -> Option<H256> {
	if position >= count {
		return None;
	}
	let (mut place, mut last) = (position, count.checked_sub(1)?);
	let mut hash = leaf;
	let mut beside = path.iter();
	while last > 0 {
		if place % 2 == 1 {
			hash = hash_node(beside.next()?, &hash);
		} else if place < last {
			hash = hash_node(&hash, beside.next()?);
		}
		place /= 2;
		last /= 2;
	}
	beside.next().is_none().then_some(hash)
}

#[cfg(test)]
mod tests;
