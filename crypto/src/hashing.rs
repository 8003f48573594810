//! Digests, and digests of lists that only grow.

use alloc::vec::Vec;
use codec::Encode;
use eseal_primitives::usage::LogHead;
use sp_core::H256;

/// The BLAKE2b digest of 256 bits (RFC 7693).
pub fn blake2_256(bytes: &[u8]) -> [u8; 32] {
	#[cfg(feature = "host-functions")]
	return sp_io::hashing::blake2_256(bytes);
	#[cfg(not(feature = "host-functions"))]
	sp_crypto_hashing::blake2_256(bytes)
}

/// The Keccak digest of 256 bits, with the padding from before it became SHA-3.
pub(crate) fn keccak_256(bytes: &[u8]) -> [u8; 32] {
	#[cfg(feature = "host-functions")]
	return sp_io::hashing::keccak_256(bytes);
	#[cfg(not(feature = "host-functions"))]
	sp_crypto_hashing::keccak_256(bytes)
}

/// The digest of a list that only ever grows, after one more item: `blake2_256(digest ‖ SCALE(item))`. For an empty list it
/// is zero.
pub fn chained(digest: H256, item: &impl Encode) -> H256 {
	let bytes: Vec<u8> = (digest, item).encode();
	blake2_256(&bytes).into()
}

/// The head of an e-seal's log after one more record; `None` if the count would overflow.
pub fn advance(head: LogHead, record: &impl Encode) -> Option<LogHead> {
	Some(LogHead {
		count: head.count.checked_add(1)?,
		digest: chained(head.digest, record),
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_head_covers_every_record_and_their_order() {
		let log = |records: &[u8]| {
			records
				.iter()
				.fold(LogHead::default(), |head, record| advance(head, record).unwrap())
		};
		assert_eq!(log(&[]).digest, H256::zero());
		assert_eq!(log(&[1]).digest, H256(blake2_256(&[[0; 32].as_slice(), &[1]].concat())));
		assert_eq!(log(&[1, 2]).count, 2);
		assert_ne!(log(&[1, 2]), log(&[2, 1]));
	}

	#[test]
	fn a_full_log_has_no_next_head() {
		let full = LogHead {
			count: u64::MAX,
			digest: H256::zero(),
		};
		assert_eq!(advance(full, &1u8), None);
	}
}
