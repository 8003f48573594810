use super::*;
use std::{format, string::String, vec};

fn hex(hash: H256) -> String {
	format!("{hash:x}")
}

fn document(n: u32) -> DocumentDigest {
	let mut hash = [0; 32];
	hash[..4].copy_from_slice(&n.to_le_bytes());
	match n % 3 {
		0 => DocumentDigest::Sha256(H256(hash)),
		1 => DocumentDigest::Sm3(H256(hash)),
		_ => DocumentDigest::Commitment(H256(hash)),
	}
}

fn root_of(batch: Documents) -> H256 {
	match batch {
		Documents::Batch { root, .. } => root,
		Documents::One(_) => panic!("a batch"),
	}
}

/// The tree as the RFC defines it: split at the largest power of two below the number.
fn defined(leaves: &[H256]) -> H256 {
	match leaves {
		[leaf] => *leaf,
		_ => {
			let split = (leaves.len().next_power_of_two()) / 2;
			hash_node(&defined(&leaves[..split]), &defined(&leaves[split..]))
		}
	}
}

/// The reference tree of Certificate Transparency's implementations (google/certificate-transparency,
/// merkletree tests): eight leaves, and the root after each.
#[test]
fn the_reference_trees_of_certificate_transparency() {
	let leaves: [&[u8]; 8] = [
		&[],
		&[0x00],
		&[0x10],
		&[0x20, 0x21],
		&[0x30, 0x31],
		&[0x40, 0x41, 0x42, 0x43],
		&[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
		&[
			0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f,
		],
	];
	let roots = [
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	];
	let mut builder = RootBuilder::default();
	for (leaf, expected) in leaves.iter().zip(roots) {
		assert!(builder.push_hash(hash_leaf(leaf)));
		assert_eq!(hex(root_of(builder.clone().finish().unwrap())), expected);
	}
}

#[test]
fn every_size_has_the_root_of_the_definition_and_a_path_for_every_leaf() {
	for count in 1..=130u32 {
		let documents: Vec<_> = (0..count).map(document).collect();
		let leaves: Vec<_> = documents.iter().map(leaf_hash).collect();
		let batch = batch(&documents).unwrap();
		assert_eq!(batch.count(), count);
		let root = root_of(batch);
		assert_eq!(root, defined(&leaves), "{count}");
		for (position, document) in documents.iter().enumerate() {
			let position = u32::try_from(position).unwrap();
			let path = audit_path(&leaves, position).unwrap();
			assert_eq!(path.len(), path_length(count, position) as usize);
			assert_eq!(root_from_path(document, position, count, &path), Some(root));
		}
	}
}

#[test]
fn nothing_else_leads_to_the_root() {
	let documents: Vec<_> = (0..21).map(document).collect();
	let leaves: Vec<_> = documents.iter().map(leaf_hash).collect();
	let root = root_of(batch(&documents).unwrap());
	for position in 0..21u32 {
		let path = audit_path(&leaves, position).unwrap();
		let own = documents[position as usize];
		let leads = |document: &DocumentDigest, position, count, path: &[H256]| {
			root_from_path(document, position, count, path) == Some(root)
		};
		assert!(leads(&own, position, 21, &path));
		for other in (0..40).filter(|other| *other != position) {
			assert!(!leads(&own, other, 21, &path), "{position} as {other}");
			assert!(!leads(&document(other), position, 21, &path));
		}
		assert!(!leads(&own, position, 22, &path) || path_length(22, position) == path_length(21, position));
		let longer = [&path[..], &[H256::zero()]].concat();
		assert!(!leads(&own, position, 21, &longer));
		assert!(!leads(&own, position, 21, &path[..path.len() - 1]));
		for wrong in 0..path.len() {
			let mut changed = path.clone();
			changed[wrong].0[31] ^= 1;
			assert!(!leads(&own, position, 21, &changed));
		}
	}
	assert_eq!(root_from_path(&documents[0], 0, 0, &[]), None);
	assert_eq!(audit_path(&leaves, 21), None);
	assert_eq!(audit_path(&[], 0), None);
}

/// A node's hash cannot be passed off as a document: what is hashed of a leaf begins with another byte.
#[test]
fn a_node_is_no_leaf() {
	let leaves = [leaf_hash(&document(1)), leaf_hash(&document(2))];
	let node = hash_node(&leaves[0], &leaves[1]);
	assert_ne!(node, hash_leaf(&[leaves[0].0, leaves[1].0].concat()));
	// Nor does a number that is no power of two repeat its last leaf.
	let three: Vec<_> = (0..3).map(document).collect();
	let four: Vec<_> = vec![document(0), document(1), document(2), document(2)];
	assert_ne!(batch(&three).map(root_of), batch(&four).map(root_of));
}

#[test]
fn there_is_no_batch_of_nothing() {
	assert_eq!(batch([]), None);
}

#[test]
fn a_batch_has_its_largest_size_and_no_more() {
	let one = document(0);
	let mut builder = RootBuilder::default();
	for _ in 0..MAX_ANCHORED {
		assert!(builder.push(&one));
	}
	let full = builder.clone().finish();
	assert!(!builder.push(&one));
	assert_eq!(builder.finish(), full);
	assert_eq!(full.unwrap().count(), MAX_ANCHORED);
}
