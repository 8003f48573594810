//! What seal keys sign: statements under an operator's grants, with documents that no other statement has.

use crate::{
	error::{BenchError, Result},
	estate::{Estate, Right, Who},
	keys::Account,
};
use eseal_primitives::{DocumentDigest, Documents, GrantId, Moment, Purpose, SignedUse, UseStatement};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::sync::Arc;

/// Makes the statements of a load.
pub struct Statements {
	estate: Arc<Estate>,
	who: Who,
	genesis: H256,
	/// The nonce of each operator's first statement by each of its rights.
	nonces: Vec<Vec<u64>>,
}

/// One of an operator's rights, and the nonce of a statement by it.
#[derive(Clone, Copy)]
pub struct Next<'a> {
	account: &'a Account,
	/// The right.
	pub right: &'a Right,
	nonce: u64,
}

impl Statements {
	/// By those who send, on the chain with this first block, from these nonces on.
	pub fn new(estate: Arc<Estate>, who: Who, genesis: H256, nonces: Vec<Vec<u64>>) -> Self {
		Self {
			estate,
			who,
			genesis,
			nonces,
		}
	}

	/// Who sends.
	pub fn who(&self) -> Who {
		self.who
	}

	/// What an operator signs in its extrinsic with this number, from 0: a statement by each of its rights, of so many uses.
	///
	/// # Errors
	///
	/// There is no such operator, or it has no right.
	pub fn next(&self, operator: usize, nth: u64, uses: u64) -> Result<Vec<Next<'_>>> {
		let nobody = || BenchError::NoKey(format!("operator {operator}"));
		let account = self.estate.accounts(self.who).get(operator).ok_or_else(nobody)?;
		let nonces = self.nonces.get(operator).ok_or_else(nobody)?;
		let rights = self.estate.rights(self.who, operator);
		if rights.is_empty() || rights.len() != nonces.len() {
			return Err(nobody());
		}
		let next = rights.iter().zip(nonces).map(|(right, first)| Next {
			account,
			right,
			nonce: first.saturating_add(nth.saturating_mul(uses)),
		});
		Ok(next.collect())
	}

	/// The only statement of an operator that has one right.
	///
	/// # Errors
	///
	/// There is no such operator, or it has another number of rights.
	pub fn only(&self, operator: usize, nth: u64, uses: u64) -> Result<Next<'_>> {
		match self.next(operator, nth, uses)?.as_slice() {
			[next] => Ok(*next),
			_ => Err(BenchError::NoKey(format!("operator {operator} with one right"))),
		}
	}

	/// Signs with the seal key.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn sign(&self, next: Next<'_>, documents: Documents, now: Moment) -> Result<SignedUse> {
		let Next { account, right, nonce } = next;
		let statement = UseStatement {
			seal: right.seal,
			grant: Some(right.grant),
			nonce,
			documents,
			purpose: Purpose::Contract,
			signed_at: now,
		};
		let signature = right.pair.sign(&statement.bytes_to_sign(self.genesis, &account.id))?;
		Ok(SignedUse { statement, signature })
	}
}

impl Next<'_> {
	/// The documents of the statement.
	pub fn papers(&self) -> Papers {
		Papers::of(self.right.grant, self.nonce)
	}
}

/// The documents of a statement: each has a digest of its own, and none is computed twice.
pub struct Papers([u8; 32]);

impl Papers {
	fn of(grant: GrantId, nonce: u64) -> Self {
		let name = format!("documents of use {nonce} and on under grant {grant}");
		Self(blake2_256(name.as_bytes()))
	}

	/// The digest of the document at a place, from 0. It costs nothing: whoever seals has the digests of its documents.
	pub fn digest(&self, place: u32) -> DocumentDigest {
		let mut bytes = self.0;
		if let Some(end) = bytes.last_chunk_mut() {
			*end = place.to_be_bytes();
		}
		DocumentDigest::Sha256(H256(bytes))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{estate::tests::estate, keys::Algorithm};

	const OPERATORS: Who = Who::Operators(Algorithm::Sr25519);

	fn statements(who: Who, nonces: Vec<Vec<u64>>) -> Statements {
		Statements::new(Arc::new(estate()), who, H256([1; 32]), nonces)
	}

	#[test]
	fn each_document_has_a_digest_of_its_own() {
		let one = Papers::of(GrantId(1), 2).digest(3);
		for (grant, nonce, place) in [(0, 2, 3), (1, 0, 3), (1, 2, 0), (1, 2, 4)] {
			assert_ne!(one, Papers::of(GrantId(grant), nonce).digest(place));
		}
		assert_eq!(one, Papers::of(GrantId(1), 2).digest(3));
	}

	#[test]
	fn nonces_count_the_uses_of_the_statements_before() {
		let statements = statements(OPERATORS, vec![vec![0], vec![70]]);
		let nonce = |operator, nth, uses| statements.only(operator, nth, uses).unwrap().nonce;
		assert_eq!((nonce(0, 0, 256), nonce(0, 3, 256), nonce(1, 2, 1)), (0, 768, 72));
		assert!(statements.only(2, 0, 1).is_err(), "there is no such operator");
	}

	#[test]
	fn whoever_has_many_rights_signs_by_each() {
		let statements = statements(Who::Platform, vec![vec![5, 6, 7]]);
		let next = statements.next(0, 2, 1).unwrap();
		let nonces: Vec<_> = next.iter().map(|next| (next.right.grant.0, next.nonce)).collect();
		assert_eq!(nonces, [(21, 7), (22, 8), (23, 9)]);
		assert!(statements.only(0, 0, 1).is_err());
	}

	#[test]
	fn the_seal_key_signs_for_the_operators_account_and_grant() {
		let statements = statements(OPERATORS, vec![vec![0], vec![0]]);
		let next = statements.only(1, 4, 1).unwrap();
		let document = next.papers().digest(0);
		let signed = statements.sign(next, Documents::One(document), Moment(9)).unwrap();
		assert_eq!((signed.statement.grant, signed.statement.nonce), (Some(GrantId(11)), 4));
		let account = &estate().operators[1].id;
		let bytes = signed.statement.bytes_to_sign(H256([1; 32]), account);
		let key = next.right.pair.public();
		assert!(eseal_crypto::verify(&key, &signed.signature, &bytes));
	}
}
