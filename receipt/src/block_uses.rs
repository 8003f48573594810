//! The uses of a block: its header has the root of a Merkle tree of them.

use crate::{
	finality::Block,
	format::{Base64, BlockProof},
	AccountId, BlockNumber, Header,
};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use codec::DecodeAll;
use core::iter;
use eseal_primitives::usage::{BlockUsesRoot, UseLeaf, USES_ENGINE_ID};
use sp_core::{Blake2Hasher, H256};

/// The most headers that lead from the finalized block to the block of the use.
pub const MAX_ANCESTORS: usize = 1_024;

/// Follows a proof from a finalized block to a use, and returns the block that recorded it and what is proven.
///
/// # Errors
///
/// In words.
pub fn read(last: Block, proof: &BlockProof) -> Result<(Block, UseLeaf<AccountId, BlockNumber>), String> {
	let block = ancestor(last, &proof.ancestors)?;
	let number = block.header.number;
	let uses = root(&block)?;
	let path = Vec::<H256>::decode_all(&mut &*proof.path.0).map_err(|_| "the path is not a list of hashes")?;
	let leaf = &proof.leaf.0;
	// The length too: without it, one that goes up as it is could pass for one of another position.
	if path.len() != path_length(uses.count, proof.position)
		|| !binary_merkle_tree::verify_proof::<Blake2Hasher, _, _>(&uses.root, path, uses.count, proof.position, leaf)
	{
		return Err(format!(
			"what the receipt has is not use {} of block {number}",
			proof.position
		));
	}
	let leaf = UseLeaf::<AccountId, BlockNumber>::decode_all(&mut &**leaf)
		.map_err(|_| format!("what block {number} recorded is not a use that is known here"))?;
	if leaf.used.block != number {
		return Err(format!("block {number} names a use of another block"));
	}
	Ok((block, leaf))
}

/// How many hashes lie beside the way from a leaf to the root: one for each level on which the way is not that of the last
/// of an odd number.
fn path_length(count: u32, position: u32) -> usize {
	// The place and the last place, level by level.
	let halved = |&(place, last): &(u32, u32)| Some((place / 2, last / 2));
	iter::successors(Some((position, count.saturating_sub(1))), halved)
		.take_while(|(_, last)| *last > 0)
		.filter(|(place, last)| place % 2 == 1 || place < last)
		.count()
}

/// Goes back from a block by the headers before it, of which the last is its parent's.
fn ancestor(last: Block, headers: &[Base64]) -> Result<Block, String> {
	if headers.len() > MAX_ANCESTORS {
		return Err(format!(
			"more than {MAX_ANCESTORS} headers lead to the block of the use"
		));
	}
	headers.iter().rev().try_fold(last, |child, Base64(bytes)| {
		let hash = H256(sp_crypto_hashing::blake2_256(bytes));
		if hash != child.header.parent_hash {
			return Err(format!(
				"a header is not that of the block before block {}",
				child.header.number
			));
		}
		let header = Header::decode_all(&mut &**bytes).map_err(|_| "a header does not decode".to_string())?;
		Ok(Block { header, hash })
	})
}

/// What a block's header says of its uses.
fn root(block: &Block) -> Result<BlockUsesRoot, String> {
	let mut data = block.only_item(USES_ENGINE_ID, "recorded no use", "its uses")?;
	BlockUsesRoot::decode_all(&mut data)
		.map_err(|_| format!("what block {} says of its uses does not decode", block.header.number))
}
