//! The parts of a batch file, their roots, and the paths that lead from documents to these.

use eseal_crypto::batch::{audit_path, leaf_hash, RootBuilder};
use eseal_primitives::{DocumentDigest, Documents};
use sp_core::H256;

/// How many leaves lie below one node of the upper half of a [`Tree`]. A power of two, so that this half is the same tree.
const BELOW: usize = 1 << 10;

/// Computes what the statement of each part says, document by document.
pub struct Parts {
	size: u32,
	open: RootBuilder,
	complete: Vec<Documents>,
}

impl Parts {
	/// Of parts of this size; the last may be smaller.
	pub fn of_size(size: u32) -> Self {
		Self {
			size,
			open: RootBuilder::default(),
			complete: Vec::new(),
		}
	}

	/// Adds the next document.
	pub fn push(&mut self, document: &DocumentDigest) {
		if self.open.count() >= self.size {
			self.close();
		}
		// A part is never larger than a batch may be.
		let _ = self.open.push(document);
	}

	fn close(&mut self) {
		self.complete.extend(std::mem::take(&mut self.open).finish());
	}

	/// Every part, in order.
	pub fn finish(mut self) -> Vec<Documents> {
		self.close();
		self.complete
	}
}

/// The tree over the documents of a part: a root, and a path to it from each document.
///
/// It keeps the leaves and the nodes ten levels above them. A path costs one or two thousand hashes, however large the tree.
#[derive(Default)]
pub struct Tree {
	leaves: Vec<H256>,
	/// The roots of every [`BELOW`] leaves.
	roots: Vec<H256>,
	/// The documents since the last of these roots.
	open: RootBuilder,
}

impl Tree {
	/// Adds the next document.
	pub fn push(&mut self, document: &DocumentDigest) {
		if usize::try_from(self.open.count()).is_ok_and(|count| count >= BELOW) {
			self.close();
		}
		if self.open.push(document) {
			self.leaves.push(leaf_hash(document));
		}
	}

	fn close(&mut self) {
		if let Some(Documents::Batch { root, .. }) = std::mem::take(&mut self.open).finish() {
			self.roots.push(root);
		}
	}

	/// The same, to be asked for paths.
	pub fn complete(mut self) -> Self {
		self.close();
		self
	}

	/// The path from the document at a place to the root; `None` if there is no such place.
	pub fn path(&self, place: u32) -> Option<Vec<H256>> {
		let place = usize::try_from(place).ok()?;
		let (above, below) = (place / BELOW, place % BELOW);
		let leaves = self.leaves.chunks(BELOW).nth(above)?;
		let mut path = audit_path(leaves, u32::try_from(below).ok()?)?;
		path.extend(audit_path(&self.roots, u32::try_from(above).ok()?)?);
		Some(path)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_crypto::batch::{batch, root_from_path};

	fn documents(count: u32) -> Vec<DocumentDigest> {
		(0..count)
			.map(|n| DocumentDigest::Sha256(H256::from_low_u64_be(n.into())))
			.collect()
	}

	#[test]
	fn a_path_leads_from_every_document_to_the_root() {
		for count in [1, 2, 3, 5, 1_023, 1_024, 1_025, 2_047, 2_048, 2_049, 3_072, 5_000] {
			let documents = documents(count);
			let mut tree = Tree::default();
			documents.iter().for_each(|document| tree.push(document));
			let tree = tree.complete();
			let leaves: Vec<H256> = documents.iter().map(leaf_hash).collect();
			let Some(Documents::Batch { root, .. }) = batch(&documents) else {
				panic!("a batch of {count}");
			};
			let places = (0..count).filter(|place| place % 97 == 0 || count - place < 3);
			for place in places {
				let path = tree.path(place).unwrap();
				assert_eq!(Some(&path), audit_path(&leaves, place).as_ref(), "{place} of {count}");
				let document = &documents[place as usize];
				assert_eq!(root_from_path(document, place, count, &path), Some(root));
			}
			assert_eq!(tree.path(count), None);
		}
		assert_eq!(Tree::default().complete().path(0), None);
	}

	#[test]
	fn parts_are_full_but_for_the_last() {
		for (size, count, expected) in [
			(4, 0, vec![]),
			(4, 1, vec![1]),
			(4, 4, vec![4]),
			(4, 5, vec![4, 1]),
			(4, 12, vec![4, 4, 4]),
			(1_024, 2_600, vec![1_024, 1_024, 552]),
		] {
			let documents = documents(count);
			let mut parts = Parts::of_size(size);
			documents.iter().for_each(|document| parts.push(document));
			let parts = parts.finish();
			let counts: Vec<u32> = parts.iter().map(Documents::count).collect();
			assert_eq!(counts, expected);
			let chunks = documents.chunks(size as usize);
			assert!(parts.iter().copied().eq(chunks.filter_map(batch)), "{size} {count}");
		}
	}
}
