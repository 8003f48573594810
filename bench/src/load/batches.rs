//! Batches of uses of one e-seal. `usageLog.recordUses` lists the documents, `usageLog.anchorBatch` has the root of their
//! Merkle tree alone: whoever sends it hashes them all, so that is done while the load goes on.

use super::{statements::Statements, Load};
use crate::{
	error::{BenchError, Result},
	estate::Who,
};
use eseal_client::calls::{self, Call};
use eseal_crypto::batch::{batch, RootBuilder};
use eseal_primitives::{DocumentDigest, Moment, SignedUse};

/// How many documents a call of the case `uses-256` lists.
pub const LISTED: u32 = 256;

/// Operators record batches whose documents the call lists.
pub struct Listed {
	/// What their seal keys sign.
	pub statements: Statements,
	/// How many documents each batch has.
	pub size: u32,
}

/// Operators record batches of which the chain gets the root.
pub struct Anchored {
	/// What their seal keys sign.
	pub statements: Statements,
	/// How many documents each batch has.
	pub size: u32,
}

impl Load for Listed {
	fn who(&self) -> Who {
		self.statements.who()
	}

	fn call(&self, operator: usize, nth: u64, now: Moment) -> Result<Call> {
		let next = self.statements.only(operator, nth, self.uses())?;
		let papers = next.papers();
		let documents: Vec<DocumentDigest> = (0..self.size).map(|place| papers.digest(place)).collect();
		let all = batch(&documents).ok_or_else(none)?;
		let SignedUse { statement, signature } = self.statements.sign(next, all, now)?;
		Ok(calls::record_uses(&statement, &documents, &signature))
	}

	fn counts(&self) -> &'static str {
		"uses"
	}

	fn statements(&self) -> u64 {
		1
	}

	fn uses(&self) -> u64 {
		self.size.into()
	}
}

impl Load for Anchored {
	fn who(&self) -> Who {
		self.statements.who()
	}

	fn call(&self, operator: usize, nth: u64, now: Moment) -> Result<Call> {
		let next = self.statements.only(operator, nth, self.uses())?;
		let papers = next.papers();
		let mut root = RootBuilder::default();
		for place in 0..self.size {
			root.push(&papers.digest(place));
		}
		let all = root.finish().ok_or_else(none)?;
		let SignedUse { statement, signature } = self.statements.sign(next, all, now)?;
		Ok(calls::anchor_batch(&statement, &signature))
	}

	fn counts(&self) -> &'static str {
		"uses"
	}

	fn statements(&self) -> u64 {
		1
	}

	fn uses(&self) -> u64 {
		self.size.into()
	}

	fn is_made_beforehand(&self) -> bool {
		false
	}

	fn is_found(&self) -> bool {
		false
	}
}

fn none() -> BenchError {
	BenchError::NoKey("a batch".into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{estate::tests::estate, keys::Algorithm};
	use codec::DecodeAll;
	use eseal_primitives::{SealId, SealSignature, UseStatement};
	use sp_core::H256;
	use std::sync::Arc;

	fn statements() -> Statements {
		let who = Who::Operators(Algorithm::Sr25519);
		Statements::new(Arc::new(estate()), who, H256::zero(), vec![vec![3], vec![3]])
	}

	#[test]
	fn a_listed_batch_is_that_of_its_documents() {
		type Arguments = (SealId, UseStatement, Vec<DocumentDigest>, SealSignature);
		let load = Listed {
			statements: statements(),
			size: LISTED,
		};
		let read = |nth| {
			let call = load.call(0, nth, Moment(5)).unwrap();
			assert_eq!(call.name, "record_uses");
			Arguments::decode_all(&mut &call.arguments[..]).unwrap()
		};
		let (_, first, documents, _) = read(0);
		let (_, second, others, _) = read(1);
		assert_eq!((documents.len() as u64, first.documents.count()), (load.uses(), 256));
		assert_eq!(Some(first.documents), batch(&documents));
		assert_eq!((first.nonce, second.nonce), (3, 259));
		assert!(documents.iter().all(|document| !others.contains(document)));
	}

	#[test]
	fn an_anchored_batch_is_the_root_of_its_documents() {
		let load = Anchored {
			statements: statements(),
			size: 1_000,
		};
		let call = load.call(1, 1, Moment(5)).unwrap();
		assert_eq!(call.name, "anchor_batch");
		let (_, statement, _) = <(SealId, UseStatement, SealSignature)>::decode_all(&mut &call.arguments[..]).unwrap();
		assert_eq!(statement.nonce, 3 + load.uses());
		let papers = load.statements.only(1, 1, load.uses()).unwrap().papers();
		let documents: Vec<_> = (0..1_000).map(|place| papers.digest(place)).collect();
		assert_eq!(Some(statement.documents), batch(&documents));
		assert!(!load.is_made_beforehand(), "the hashing is a part of what is measured");
	}
}
