//! The Merkle tree of a block's records.

use codec::Encode;
use eseal_primitives::usage::{BlockUsesRoot, USES_ENGINE_ID};
use eseal_receipt::{format::Base64, DigestItem, Header};
use sp_core::H256;
use sp_crypto_hashing as hashing;

/// Root of the tree of leaves, and the hashes beside the way from one of them up. Written down here once more, so that
/// the verifier is held against a second opinion.
pub fn merkle(leaves: &[Vec<u8>], mut position: usize) -> (H256, Vec<H256>) {
	let mut row: Vec<[u8; 32]> = leaves.iter().map(|leaf| hashing::blake2_256(leaf)).collect();
	let mut path = Vec::new();
	while row.len() > 1 {
		path.extend(row.get(position ^ 1).map(|beside| H256(*beside)));
		position /= 2;
		let above = |pair: &[[u8; 32]]| match pair {
			[last] => *last,
			pair => hashing::blake2_256(&pair.concat()),
		};
		row = row.chunks(2).map(above).collect();
	}
	(H256(row.first().copied().unwrap_or_default()), path)
}

/// The digest item that names a block's uses.
pub fn uses_item(root: H256, count: u32) -> DigestItem {
	DigestItem::Consensus(USES_ENGINE_ID, BlockUsesRoot { root, count }.encode())
}

/// SCALE of headers, as a receipt has them.
pub fn encoded(headers: &[Header]) -> Vec<Base64> {
	headers.iter().map(|header| Base64(header.encode())).collect()
}
