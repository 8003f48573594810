//! Slots, as blocks tell of them. Each has an author; a slot without a block was missed.

use codec::DecodeAll;
use eseal_client::{DigestItem, Header};

/// What Aura writes into a header is under this name.
const AURA: [u8; 4] = *b"aura";

/// The slot in which a block was made.
pub fn slot_of(header: &Header) -> Option<u64> {
	header.digest.iter().find_map(|item| match item {
		DigestItem::PreRuntime(AURA, data) => u64::decode_all(&mut &data[..]).ok(),
		_ => None,
	})
}

/// How many slots brought no block of the chain, from the slot of a block on up to that of a later one.
pub fn missed(from: (u64, u64), to: (u64, u64)) -> u64 {
	let ((number, slot), (later, later_slot)) = (from, to);
	later_slot
		.saturating_sub(slot)
		.saturating_sub(later.saturating_sub(number))
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use sp_core::H256;

	#[test]
	fn slots_without_blocks_were_missed() {
		// Number and slot.
		assert_eq!(missed((10, 100), (11, 101)), 0);
		assert_eq!(missed((10, 100), (11, 104)), 3);
		assert_eq!(missed((10, 100), (40, 131)), 1);
		assert_eq!(missed((10, 100), (10, 100)), 0);
		assert_eq!(missed((11, 104), (10, 100)), 0);
	}

	#[test]
	fn a_header_says_its_slot() {
		let header = |digest| Header {
			parent_hash: H256::zero(),
			number: 1,
			state_root: H256::zero(),
			extrinsics_root: H256::zero(),
			digest,
		};
		let slot = DigestItem::PreRuntime(*b"aura", 77u64.encode());
		assert_eq!(slot_of(&header(vec![DigestItem::Other(vec![1]), slot])), Some(77));
		assert_eq!(slot_of(&header(Vec::new())), None);
	}
}
