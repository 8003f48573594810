//! Single uses: `usageLog.recordUse`, each with the seal key's signature over its statement.

use super::Load;
use crate::{
	error::{BenchError, Result},
	estate::Estate,
	keys::Algorithm,
};
use codec::DecodeAll;
use eseal_client::{
	calls::{self, Call},
	DigestItem, Header,
};
use eseal_primitives::{
	usage::{BlockUsesRoot, USES_ENGINE_ID},
	DocumentDigest, Moment, Purpose, UseStatement,
};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::sync::Arc;

/// Operators record single uses.
pub struct Uses {
	estate: Arc<Estate>,
	algorithm: Algorithm,
	genesis: H256,
	/// The nonce of each operator's first statement.
	nonces: Vec<u64>,
}

impl Uses {
	/// With seal keys of an algorithm, on the chain with this first block, from these nonces of each operator's
	/// statements on.
	pub fn new(estate: Arc<Estate>, algorithm: Algorithm, genesis: H256, nonces: Vec<u64>) -> Self {
		Self {
			estate,
			algorithm,
			genesis,
			nonces,
		}
	}

	/// The statement that an operator's seal key signs.
	fn statement(&self, operator: usize, nth: u64, now: Moment) -> Option<UseStatement> {
		let seal = self.estate.seal_of(operator, self.algorithm)?.id;
		let nonce = self.nonces.get(operator)?.saturating_add(nth);
		Some(UseStatement {
			seal,
			nonce,
			document: document(seal.0, operator, nonce),
			purpose: Purpose::Contract,
			signed_at: now,
		})
	}
}

impl Load for Uses {
	fn call(&self, operator: usize, nth: u64, now: Moment) -> Result<Call> {
		let nobody = || BenchError::NoKey(format!("operator {operator}"));
		let account = self.estate.operators.get(operator).ok_or_else(nobody)?;
		let seal = self.estate.seal_of(operator, self.algorithm).ok_or_else(nobody)?;
		let statement = self.statement(operator, nth, now).ok_or_else(nobody)?;
		let signature = seal.pair.sign(&statement.bytes_to_sign(self.genesis, &account.id))?;
		Ok(calls::record_use(&statement, &signature))
	}

	fn counts(&self) -> &'static str {
		"uses"
	}

	fn each(&self) -> u64 {
		1
	}

	fn uses(&self) -> u64 {
		1
	}

	fn recorded(&self, header: &Header) -> Option<u64> {
		Some(recorded(header))
	}
}

/// A document of its own for each use.
fn document(seal: u64, operator: usize, nonce: u64) -> DocumentDigest {
	let name = format!("document {nonce} of operator {operator} for e-seal {seal}");
	DocumentDigest::Sha256(H256(blake2_256(name.as_bytes())))
}

/// How many uses the block with this header recorded: what the header names by the root of their Merkle tree.
fn recorded(header: &Header) -> u64 {
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

	#[test]
	fn a_header_says_how_many_uses_its_block_recorded() {
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
		assert_eq!(recorded(&header), 0);
		header.digest.push(DigestItem::Consensus(USES_ENGINE_ID, root.encode()));
		assert_eq!(recorded(&header), 7);
	}

	#[test]
	fn each_use_has_a_document_of_its_own() {
		let one = document(1, 2, 3);
		for other in [document(0, 2, 3), document(1, 0, 3), document(1, 2, 0)] {
			assert_ne!(one, other);
		}
		assert_eq!(one, document(1, 2, 3));
	}
}
