//! What a block's header says of the records that the block made: it has the root of a Merkle tree of them. A record is one
//! use, or a batch of uses.
//!
//! The header does not name the chain's first block. That a use by its block is of the anchor's chain follows from what
//! is signed: the seal key's statement and the sender's extrinsic both carry the first block's hash, so on a chain with the
//! same authorities and another first block neither signature holds (check `sealKey`, check `sender`).

use super::finality::Block;
use crate::{
	format::{Base64, BlockProof},
	header::Header,
	reason::Reason,
	AccountId, BlockNumber,
};
use alloc::vec::Vec;
use codec::DecodeAll;
use core::iter;
use eseal_primitives::usage::{BlockUsesRoot, UseLeaf, USES_ENGINE_ID};
use sp_core::{Blake2Hasher, H256};

/// The most headers that lead from the finalized block to the block of the use.
pub const MAX_ANCESTORS: usize = 1_024;

/// Follows a proof from a finalized block to a record, and returns the block that recorded it and what is proven.
///
/// # Errors
///
/// What does not hold.
pub fn read(last: Block, proof: &BlockProof) -> Result<(Block, UseLeaf<AccountId, BlockNumber>), Reason> {
	let block = ancestor(last, &proof.ancestors)?;
	let number = block.header.number;
	let uses = root(&block)?;
	let BlockProof {
		leaf: Base64(leaf),
		leaf_index,
		audit_path,
		..
	} = proof;
	let leaf_index = *leaf_index;
	let path = Vec::<H256>::decode_all(&mut &*audit_path.0).map_err(|_| Reason::AuditPathMalformed)?;
	if leaf_index >= uses.count {
		return Err(Reason::LeafIndex {
			block: number,
			leaf_index,
			tree_size: uses.count,
		});
	}
	// The length too: without it, one that goes up as it is could pass for one at another index.
	let (given, needed) = (path.len(), path_length(uses.count, leaf_index));
	if given != needed {
		let length = |length| u64::try_from(length).unwrap_or(u64::MAX);
		return Err(Reason::AuditPathLength {
			given: length(given),
			needed: length(needed),
		});
	}
	if !binary_merkle_tree::verify_proof::<Blake2Hasher, _, _>(&uses.root, path, uses.count, leaf_index, leaf) {
		return Err(Reason::NotInBlock {
			block: number,
			leaf_index,
		});
	}
	let leaf = UseLeaf::<AccountId, BlockNumber>::decode_all(&mut &**leaf)
		.map_err(|_| Reason::LeafMalformed { block: number })?;
	if leaf.used.block != number {
		return Err(Reason::UseOfAnotherBlock {
			block: number,
			recorded_in: leaf.used.block,
		});
	}
	Ok((block, leaf))
}

/// How many hashes lie beside the way from a leaf to the root: one for each level on which the way is not that of the last
/// of an odd number.
fn path_length(tree_size: u32, leaf_index: u32) -> usize {
	// The place and the last place, level by level.
	let halved = |&(place, last): &(u32, u32)| Some((place / 2, last / 2));
	iter::successors(Some((leaf_index, tree_size.saturating_sub(1))), halved)
		.take_while(|(_, last)| *last > 0)
		.filter(|(place, last)| place % 2 == 1 || place < last)
		.count()
}

/// Goes back from a block by the headers before it, of which the last is its parent's.
fn ancestor(last: Block, headers: &[Base64]) -> Result<Block, Reason> {
	if headers.len() > MAX_ANCESTORS {
		let limit = u64::try_from(MAX_ANCESTORS).unwrap_or(u64::MAX);
		return Err(Reason::TooManyAncestors { limit });
	}
	headers.iter().rev().try_fold(last, |block, Base64(bytes)| {
		let child = block.header.number;
		let hash = H256(sp_crypto_hashing::blake2_256(bytes));
		if hash != block.header.parent_hash {
			return Err(Reason::AncestorHash { child });
		}
		let header = Header::decode_all(&mut &**bytes).map_err(|_| Reason::HeaderMalformed)?;
		let number = header.number;
		if number.checked_add(1) != Some(child) {
			return Err(Reason::AncestorNumber { child, number });
		}
		Ok(Block { header, hash })
	})
}

/// What a block's header says of its records.
fn root(block: &Block) -> Result<BlockUsesRoot, Reason> {
	let number = block.header.number;
	let mut data = match block.items(USES_ENGINE_ID) {
		(Some(data), None) => data,
		(None, _) => return Err(Reason::NoUsesNamed { block: number }),
		(Some(_), Some(_)) => return Err(Reason::AmbiguousUses { block: number }),
	};
	BlockUsesRoot::decode_all(&mut data).map_err(|_| Reason::UsesMalformed { block: number })
}
