//! What was found valid, and in what circumstances.

use schnellru::{ByLength, LruMap};
use sp_core::H256;
use sp_runtime::transaction_validity::ValidTransaction;

/// For how many blocks a check is good, whatever stays the same: 16 s.
const GOOD_FOR: u64 = 8;

/// What a check of an extrinsic depends on, as the state of one block has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
	/// The hash of the runtime.
	pub code: H256,
	/// All that there is of the account that signed: its nonce, its role, what it has spent of its budget.
	pub account: Vec<u8>,
}

/// An extrinsic that was found valid.
struct Found {
	circumstances: Circumstances,
	at: u64,
	valid: ValidTransaction,
}

/// The latest extrinsics that were found valid.
pub struct Memory(LruMap<H256, Found>);

impl Memory {
	/// One that remembers so many.
	pub fn new(room: usize) -> Self {
		Self(LruMap::new(ByLength::new(room.try_into().unwrap_or(u32::MAX))))
	}

	/// The account that signed an extrinsic which was found valid, or none if it is not remembered.
	pub fn sender(&self, extrinsic: &H256) -> Option<[u8; 32]> {
		self.0.peek(extrinsic).and_then(|found| sender(&found.valid))
	}

	/// What a check at the block of this number would find again: nothing, if circumstances are others by now.
	pub fn recall(&mut self, extrinsic: &H256, now: &Circumstances, at: u64) -> Option<ValidTransaction> {
		let found = self.0.get(extrinsic)?;
		let since = at.saturating_sub(found.at);
		if since > GOOD_FOR || found.circumstances != *now {
			return None;
		}
		// It is valid until the same block as before.
		let longevity = found.valid.longevity.checked_sub(since).filter(|left| *left > 0)?;
		Some(ValidTransaction {
			longevity,
			..found.valid.clone()
		})
	}

	/// An extrinsic was found valid at the block of this number.
	pub fn keep(&mut self, extrinsic: H256, circumstances: Circumstances, at: u64, valid: ValidTransaction) {
		let found = Found {
			circumstances,
			at,
			valid,
		};
		self.0.insert(extrinsic, found);
	}

	/// An extrinsic is not valid any more, or nobody knows.
	pub fn forget(&mut self, extrinsic: &H256) {
		self.0.remove(extrinsic);
	}
}

/// The account that signed, as `frame_system::CheckNonce` says it: an extrinsic provides its account's next nonce, and nothing
/// else.
pub fn sender(valid: &ValidTransaction) -> Option<[u8; 32]> {
	let [tag] = &valid.provides[..] else { return None };
	let (account, nonce) = tag.split_first_chunk()?;
	(nonce.len() == size_of::<u32>()).then_some(*account)
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	fn valid(longevity: u64) -> ValidTransaction {
		ValidTransaction {
			priority: 7,
			requires: vec![([1u8; 32], 4u32).encode()],
			provides: vec![([1u8; 32], 5u32).encode()],
			longevity,
			propagate: true,
		}
	}

	fn circumstances(nonce: u8) -> Circumstances {
		Circumstances {
			code: H256([9; 32]),
			account: vec![nonce, 0, 0, 0],
		}
	}

	const EXTRINSIC: H256 = H256([3; 32]);

	/// Found valid at block 100, for 20 blocks more.
	fn memory() -> Memory {
		let mut memory = Memory::new(2);
		memory.keep(EXTRINSIC, circumstances(5), 100, valid(20));
		memory
	}

	#[test]
	fn what_is_as_it_was_is_found_again_and_ends_at_the_same_block() {
		let mut memory = memory();
		assert_eq!(memory.sender(&EXTRINSIC), Some([1; 32]));
		assert_eq!(memory.recall(&EXTRINSIC, &circumstances(5), 100), Some(valid(20)));
		assert_eq!(memory.recall(&EXTRINSIC, &circumstances(5), 108), Some(valid(12)));
		// On a fork that is a block shorter.
		assert_eq!(memory.recall(&EXTRINSIC, &circumstances(5), 99), Some(valid(20)));
		assert_eq!(memory.recall(&H256([4; 32]), &circumstances(5), 100), None);
	}

	#[test]
	fn what_has_changed_is_checked_again() {
		let mut memory = memory();
		assert_eq!(memory.recall(&EXTRINSIC, &circumstances(6), 101), None, "the account");
		let upgraded = Circumstances {
			code: H256([8; 32]),
			..circumstances(5)
		};
		assert_eq!(memory.recall(&EXTRINSIC, &upgraded, 101), None, "the runtime");
		assert_eq!(memory.recall(&EXTRINSIC, &circumstances(5), 109), None, "the time");
		memory.forget(&EXTRINSIC);
		assert_eq!(memory.recall(&EXTRINSIC, &circumstances(5), 100), None);
		assert_eq!(memory.sender(&EXTRINSIC), None);
	}

	#[test]
	fn what_ends_is_not_valid_at_its_end() {
		let mut memory = Memory::new(1);
		memory.keep(EXTRINSIC, circumstances(5), 100, valid(3));
		assert_eq!(memory.recall(&EXTRINSIC, &circumstances(5), 102), Some(valid(1)));
		assert_eq!(memory.recall(&EXTRINSIC, &circumstances(5), 103), None);
	}

	#[test]
	fn the_oldest_is_forgotten_where_there_is_no_room() {
		let mut memory = memory();
		memory.keep(H256([4; 32]), circumstances(5), 100, valid(20));
		assert!(memory.recall(&EXTRINSIC, &circumstances(5), 100).is_some());
		memory.keep(H256([5; 32]), circumstances(5), 100, valid(20));
		assert!(
			memory.recall(&EXTRINSIC, &circumstances(5), 100).is_some(),
			"it was asked for last"
		);
		assert_eq!(memory.recall(&H256([4; 32]), &circumstances(5), 100), None);
	}

	#[test]
	fn who_signed_is_told_by_the_nonce_that_is_provided() {
		assert_eq!(sender(&valid(1)), Some([1; 32]));
		let provides = |provides| ValidTransaction { provides, ..valid(1) };
		for other in [
			vec![],
			vec![vec![1; 35]],
			vec![vec![1; 37]],
			vec![vec![1; 36], vec![1; 36]],
		] {
			assert_eq!(sender(&provides(other)), None);
		}
	}
}
