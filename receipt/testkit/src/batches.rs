//! The Merkle tree over the documents of a batch.

use codec::Encode;
use eseal_primitives::{DocumentDigest, Documents};
use eseal_receipt::format::{Base64, Batch};
use sp_core::H256;
use sp_crypto_hashing as hashing;

/// A document that is none of the receipt's business.
pub fn another_document(number: u32) -> DocumentDigest {
	let hash = H256(hashing::blake2_256(&("another document", number).encode()));
	match number % 3 {
		0 => DocumentDigest::Sha256(hash),
		1 => DocumentDigest::Sm3(hash),
		_ => DocumentDigest::Blake2b256(hash),
	}
}

/// The documents of a batch: one's own at its place, others elsewhere.
pub fn documents_around(own: DocumentDigest, count: u32, position: u32) -> Vec<DocumentDigest> {
	(0..count)
		.map(|place| {
			if place == position {
				own
			} else {
				another_document(place)
			}
		})
		.collect()
}

/// The hash of a leaf of the tree (RFC 6962, section 2.1).
pub fn batch_leaf(document: &DocumentDigest) -> H256 {
	H256(hashing::sha2_256(&(0u8, document).encode()))
}

/// The hash of a node of the tree above two others.
pub fn batch_node(left: H256, right: H256) -> H256 {
	H256(hashing::sha2_256(&(1u8, left, right).encode()))
}

/// The hashes of the leaves of a batch.
pub fn batch_leaves(documents: &[DocumentDigest]) -> Vec<H256> {
	documents.iter().map(batch_leaf).collect()
}

/// Root of the tree over leaves, as the RFC defines it. Written down here once more, so that chain and verifier are held
/// against a second opinion.
pub fn batch_root(leaves: &[H256]) -> H256 {
	match leaves {
		[] => panic!("there is no batch of nothing"),
		[leaf] => *leaf,
		_ => {
			let (left, right) = halves(leaves);
			batch_node(batch_root(left), batch_root(right))
		}
	}
}

/// The hashes beside the way from a leaf to the root, from below, as the RFC defines them.
pub fn batch_path(leaves: &[H256], position: usize) -> Vec<H256> {
	assert!(position < leaves.len(), "there is no such leaf");
	if leaves.len() == 1 {
		return Vec::new();
	}
	let (left, right) = halves(leaves);
	let (mut path, beside) = match position.checked_sub(left.len()) {
		None => (batch_path(left, position), right),
		Some(position) => (batch_path(right, position), left),
	};
	path.push(batch_root(beside));
	path
}

/// Split at the largest power of two below the number of leaves.
fn halves(leaves: &[H256]) -> (&[H256], &[H256]) {
	leaves.split_at(leaves.len().next_power_of_two() / 2)
}

/// The documents of a statement that has them all as a batch.
pub fn as_batch(documents: &[DocumentDigest]) -> Documents {
	Documents::Batch {
		count: documents.len() as u32,
		root: batch_root(&batch_leaves(documents)),
	}
}

/// What leads from a document to the root of its batch, as a receipt has it.
pub fn batch_part(documents: &[DocumentDigest], position: usize) -> Batch {
	Batch {
		document: Base64(documents[position].encode()),
		audit_path: Base64(batch_path(&batch_leaves(documents), position).encode()),
	}
}
