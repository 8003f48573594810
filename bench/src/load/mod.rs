//! What operators send in a case. A new kind of load is a module here that implements [`Load`].
//!
//! | module | subject |
//! | --- | --- |
//! | [`statements`] | what seal keys sign: a document of its own for each use |
//! | [`uses`] | single uses |
//! | [`batches`] | batches of uses of one e-seal, listed or anchored |
//! | [`many`] | single uses of many e-seals in one call |
//! | [`remarks`] | remarks, which do nothing |
//! | [`transfers`] | transfers, on stock pallets alone |

pub mod batches;
pub mod many;
pub mod remarks;
pub mod statements;
pub mod transfers;
pub mod uses;

use crate::{error::Result, estate::Who};
use codec::DecodeAll;
use eseal_client::{calls::Call, DigestItem, Header};
use eseal_primitives::{
	usage::{BlockUsesRoot, USES_ENGINE_ID},
	Moment,
};

/// What operators send in a case.
pub trait Load: Send + Sync {
	/// Who sends.
	fn who(&self) -> Who;

	/// The call of an operator's extrinsic with this number, from 0, signed at this moment. The same numbers give the
	/// same call but for the moment and what is random in a signature.
	///
	/// # Errors
	///
	/// There is no such operator.
	fn call(&self, operator: usize, nth: u64, now: Moment) -> Result<Call>;

	/// What is counted, for people: `uses`.
	fn counts(&self) -> &'static str;

	/// How many statements one extrinsic has, one for each of the operator's rights: each makes a record of a log. None where
	/// uses are not what is sent.
	fn statements(&self) -> u64;

	/// How many uses one statement is: by so many it advances the log and the grant.
	fn uses(&self) -> u64;

	/// Whether extrinsics are made before they are needed, as many as fit. Else each is made while the load goes on, and that is
	/// a part of what is measured.
	fn is_made_beforehand(&self) -> bool {
		true
	}

	/// Whether the uses are found by their documents, since the chain has these and not their root alone.
	fn is_found(&self) -> bool {
		true
	}

	/// How much each extrinsic pays the operator's receiver, where that is what is sent.
	fn pays(&self) -> u128 {
		0
	}

	/// How many of what is counted so many extrinsics are, less so many statements that were refused.
	fn counted(&self, extrinsics: u64, refused: u64) -> u64 {
		match self.statements() {
			0 => extrinsics,
			statements => extrinsics
				.saturating_mul(statements)
				.saturating_sub(refused)
				.saturating_mul(self.uses()),
		}
	}
}

/// How many records the block with this header made: what the header names by the root of their Merkle tree.
pub fn records_of(header: &Header) -> u64 {
	header
		.digest
		.iter()
		.find_map(|item| match item {
			DigestItem::Consensus(USES_ENGINE_ID, data) => BlockUsesRoot::decode_all(&mut &data[..]).ok(),
			_ => None,
		})
		.map_or(0, |root| root.count.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use sp_core::H256;

	#[test]
	fn a_header_says_how_many_records_its_block_made() {
		let root = BlockUsesRoot {
			root: H256::zero(),
			count: 7,
		};
		let mut header = Header {
			parent_hash: H256::zero(),
			number: 1,
			state_root: H256::zero(),
			extrinsics_root: H256::zero(),
			digest: vec![DigestItem::PreRuntime(*b"aura", 5u64.encode())],
		};
		assert_eq!(records_of(&header), 0);
		header.digest.push(DigestItem::Consensus(USES_ENGINE_ID, root.encode()));
		assert_eq!(records_of(&header), 7);
	}

	/// So many statements of so many uses each.
	struct Made(u64, u64);

	impl Load for Made {
		fn who(&self) -> Who {
			Who::Platform
		}

		fn call(&self, _: usize, _: u64, _: Moment) -> Result<Call> {
			Ok(Call::new("", "", ()))
		}

		fn counts(&self) -> &'static str {
			""
		}

		fn statements(&self) -> u64 {
			self.0
		}

		fn uses(&self) -> u64 {
			self.1
		}
	}

	#[test]
	fn uses_are_counted_and_not_extrinsics() {
		assert_eq!(Made(1, 1).counted(9, 2), 7);
		assert_eq!(Made(1, 256).counted(9, 2), 7 * 256);
		assert_eq!(Made(64, 1).counted(9, 2), 9 * 64 - 2);
		assert_eq!(Made(0, 0).counted(9, 0), 9, "where uses are not what is sent");
	}
}
