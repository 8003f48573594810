//! What operators send to be recorded, as on the chain: a statement that the seal key signed, and around it what the account of
//! the operator signed. It is made beforehand. Whoever records it looks at both signatures, as each node does.

use crate::{
	error::{BenchError, Result},
	estate::{Estate, Right, Who},
	keys::{Account, Algorithm, SealPair},
	load::{batches::LISTED, statements::Statements},
	mill::now,
};
use codec::{Compact, Encode};
use eseal_client::{calls, queries::Record, submit::Signer, AccountId};
use eseal_crypto::batch::batch;
use eseal_primitives::{usage::LogHead, DocumentDigest, Documents, GrantId, Moment, SealId, SignedUse};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use sp_runtime::{generic::Era, MultiSignature};
use std::{collections::BTreeMap, sync::Arc};

/// How many e-seals there are, each with a log: as many as the loads have unless told otherwise.
pub const SEALS: u64 = 64;

/// How many operators there are: each e-seal has 64, as many as it may have on the chain.
const OPERATORS: u64 = 64 * SEALS;

/// Who sends.
const WHO: Who = Who::Operators(Algorithm::Sr25519);

/// Stands for the chain's first block, and for the one on top of which is signed.
const BLOCK: H256 = H256([0; 32]);

/// Stands for the numbers of pallet, call and runtime, which accounts sign too.
const NUMBERS: (u8, u8, u32) = (1, 1, 1);

/// For how many blocks an extrinsic is valid.
const VALID_FOR: u64 = 64;

/// What is longer is signed by its digest.
const LONGEST_SIGNED_AS_IT_IS: usize = 256;

/// What is recorded at once: one record, in one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
	/// One use, as by `usageLog.recordUse`.
	One,
	/// A batch whose documents are listed, as by `usageLog.recordUses`.
	Listed,
}

impl Kind {
	/// How many uses a record has.
	pub fn uses(self) -> u64 {
		match self {
			Self::One => 1,
			Self::Listed => LISTED.into(),
		}
	}

	/// How many documents are listed with a record.
	pub fn listed(self) -> u64 {
		match self {
			Self::One => 0,
			Self::Listed => LISTED.into(),
		}
	}
}

/// What an operator sends.
#[derive(Debug, Clone)]
pub struct Sealed {
	/// Which operator.
	pub operator: usize,
	/// Which of the operator's extrinsics it is, from 0.
	nth: u64,
	/// The statement, and the seal key's signature.
	used: SignedUse,
	/// The documents of a batch.
	pub listed: Vec<DocumentDigest>,
	/// The account's signature over all of it.
	by_account: MultiSignature,
}

/// The operators and their e-seals.
pub struct Senders {
	estate: Arc<Estate>,
	statements: Statements,
	kind: Kind,
}

impl Senders {
	/// Who send records of this kind, from the first on. E-seals take turns among the operators.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn new(kind: Kind) -> Result<Self> {
		let pairs = (0..SEALS)
			.map(|seal| SealPair::of(Algorithm::Sr25519, &format!("log {seal}")).map(Arc::new))
			.collect::<Result<Vec<_>>>()?;
		let operators = (0..OPERATORS)
			.map(|number| Account::of(&format!("operator {number}")))
			.collect::<Result<Vec<_>>>()?;
		let rights = (0..SEALS).zip(&pairs).cycle().zip(0..OPERATORS);
		let rights = rights.map(|((seal, pair), operator)| Right {
			seal: SealId(seal),
			pair: Arc::clone(pair),
			grant: GrantId(operator),
		});
		let nonces = vec![vec![0]; operators.len()];
		let estate = Arc::new(Estate {
			rights: BTreeMap::from([(Algorithm::Sr25519, rights.collect())]),
			operators,
			seals: (0..SEALS).map(SealId).collect(),
			..Estate::default()
		});
		Ok(Self {
			statements: Statements::new(Arc::clone(&estate), WHO, BLOCK, nonces),
			estate,
			kind,
		})
	}

	/// The operators and their e-seals, and who of them sends.
	pub fn estate(&self) -> (&Estate, Who) {
		(self.estate.as_ref(), WHO)
	}

	/// Makes what is sent with this number, from 0, of all that is sent: the operators take turns, and so do the e-seals.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn make(&self, number: u64) -> Result<Sealed> {
		let (operator, nth) = (number % OPERATORS, number / OPERATORS);
		let nobody = || BenchError::NoKey(format!("operator {operator}"));
		let operator = usize::try_from(operator).map_err(|_| nobody())?;
		let account = self.estate.accounts(WHO).get(operator).ok_or_else(nobody)?;
		let next = self.statements.only(operator, nth, self.kind.uses())?;
		let papers = next.papers();
		let (documents, listed) = match self.kind {
			Kind::One => (Documents::One(papers.digest(0)), Vec::new()),
			Kind::Listed => {
				let listed: Vec<DocumentDigest> = (0..LISTED).map(|place| papers.digest(place)).collect();
				(batch(&listed).ok_or_else(nobody)?, listed)
			}
		};
		let used = self.statements.sign(next, documents, now())?;
		let by_account = account.sign(&payload(&used, &listed, nth)).ok_or_else(nobody)?;
		Ok(Sealed {
			operator,
			nth,
			used,
			listed,
			by_account,
		})
	}

	/// Whose it is, if both signatures are right and a batch is that of its documents: all that needs cryptography of what nodes
	/// look at.
	pub fn verify(&self, sealed: &Sealed) -> Option<&AccountId> {
		let Sealed {
			operator,
			nth,
			used,
			listed,
			by_account,
		} = sealed;
		let SignedUse { statement, signature } = used;
		let account = self.estate.accounts(WHO).get(*operator)?;
		let right = self.estate.rights(WHO, *operator).first()?;
		let whole = match self.kind {
			Kind::One => statement.documents.one().is_some() && listed.is_empty(),
			Kind::Listed => batch(listed) == Some(statement.documents),
		};
		let valid = whole
			&& account.has_signed(by_account, &payload(used, listed, *nth))
			&& eseal_crypto::verify(
				&right.pair.public(),
				signature,
				&statement.bytes_to_sign(BLOCK, &account.id),
			);
		valid.then_some(&account.id)
	}
}

/// What an account signs of its extrinsic with this number: the call, how long it is valid, the number, and what is not sent.
fn payload(used: &SignedUse, listed: &[DocumentDigest], index: u64) -> Vec<u8> {
	let SignedUse { statement, signature } = used;
	let call = match listed {
		[] => calls::record_use(statement, signature),
		listed => calls::record_uses(statement, listed, signature),
	};
	let (pallet, name, version) = NUMBERS;
	let mut payload = call.bytes_with(pallet, name);
	// No hash of the metadata: mode 0, and none.
	let explicit = (Era::mortal(VALID_FOR, 0), Compact(index), 0u8);
	let implicit = (version, version, BLOCK, BLOCK, None::<H256>);
	(explicit, implicit).encode_to(&mut payload);
	if payload.len() > LONGEST_SIGNED_AS_IT_IS {
		payload = blake2_256(&payload).to_vec();
	}
	payload
}

/// The heads of logs, as whoever records keeps them.
#[derive(Debug, Default)]
pub struct Logs(pub BTreeMap<SealId, LogHead>);

impl Logs {
	/// The record that this account's use or batch makes at this moment, and the head that its log has then. None at the end of
	/// numbers.
	pub fn record(&mut self, sealed: &Sealed, account: &AccountId, at: Moment) -> Option<(Record, LogHead)> {
		let SignedUse { statement, signature } = &sealed.used;
		let head = self.0.entry(statement.seal).or_default();
		let record = Record {
			seal: statement.seal,
			index: head.count,
			documents: statement.documents,
			purpose: statement.purpose,
			account: account.clone(),
			grant: statement.grant,
			nonce: statement.nonce,
			signed_at: statement.signed_at,
			recorded_at: at,
			// There are no blocks, and no history of e-seals.
			block: 0,
			history_len: 1,
			approval: None,
			signature: signature.clone(),
		};
		*head = eseal_crypto::advance(*head, &record)?;
		Some((record, *head))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_what_is_wholly_signed_is_recorded() {
		for kind in [Kind::One, Kind::Listed] {
			let senders = Senders::new(kind).unwrap();
			let (one, other) = (senders.make(70).unwrap(), senders.make(71).unwrap());
			assert_eq!(senders.verify(&one), Some(&senders.estate.operators[70].id));
			let altered = |alter: fn(&mut Sealed, &Sealed)| {
				let mut altered = one.clone();
				alter(&mut altered, &other);
				senders.verify(&altered)
			};
			assert_eq!(altered(|sealed, _| sealed.operator += 1), None);
			assert_eq!(altered(|sealed, _| sealed.nth += 1), None);
			assert_eq!(altered(|sealed, _| sealed.used.statement.nonce += 1), None);
			assert_eq!(
				altered(|sealed, other| sealed.used.signature = other.used.signature.clone()),
				None
			);
			assert_eq!(
				altered(|sealed, other| sealed.by_account = other.by_account.clone()),
				None
			);
		}
	}

	#[test]
	fn a_batch_is_that_of_its_documents() {
		let senders = Senders::new(Kind::Listed).unwrap();
		let mut sealed = senders.make(3).unwrap();
		assert_eq!(sealed.listed.len() as u64, Kind::Listed.uses());
		sealed.listed.swap(0, 1);
		// The account signs it again; the seal key does not.
		let account = &senders.estate.operators[3];
		sealed.by_account = account.sign(&payload(&sealed.used, &sealed.listed, 0)).unwrap();
		assert_eq!(senders.verify(&sealed), None);
		sealed.listed.swap(0, 1);
		sealed.by_account = account.sign(&payload(&sealed.used, &sealed.listed, 0)).unwrap();
		assert_eq!(senders.verify(&sealed), Some(&account.id));
	}

	#[test]
	fn an_account_alone_does_not_seal() {
		let senders = Senders::new(Kind::One).unwrap();
		let mut sealed = senders.make(0).unwrap();
		sealed.used.statement.nonce += 1;
		let account = &senders.estate.operators[0];
		sealed.by_account = account.sign(&payload(&sealed.used, &[], 0)).unwrap();
		assert_eq!(senders.verify(&sealed), None);
	}

	#[test]
	fn operators_and_e_seals_take_turns() {
		let senders = Senders::new(Kind::Listed).unwrap();
		let sent = |number| {
			let Sealed {
				operator, nth, used, ..
			} = senders.make(number).unwrap();
			let statement = used.statement;
			(operator, nth, statement.seal.0, statement.grant, statement.nonce)
		};
		assert_eq!(sent(0), (0, 0, 0, Some(GrantId(0)), 0));
		assert_eq!(sent(65), (65, 0, 1, Some(GrantId(65)), 0));
		assert_eq!(sent(2 * OPERATORS + 65), (65, 2, 1, Some(GrantId(65)), 512));
	}

	#[test]
	fn a_log_goes_on_with_each_record() {
		let senders = Senders::new(Kind::Listed).unwrap();
		let mut logs = Logs::default();
		let mut record = |number| {
			let sealed = senders.make(number).unwrap();
			let account = senders.verify(&sealed).unwrap();
			logs.record(&sealed, account, Moment(5)).unwrap()
		};
		let ((first, _), (second, head), (other, _)) = (record(0), record(SEALS), record(1));
		assert_eq!((first.index, second.index, other.index), (0, 256, 0));
		assert_eq!((first.seal, second.seal, other.seal), (SealId(0), SealId(0), SealId(1)));
		assert_eq!((head.count, head.records), (512, 2));
		let computed = [first, second]
			.iter()
			.try_fold(LogHead::default(), eseal_crypto::advance);
		assert_eq!(computed, Some(head));
	}

	#[test]
	fn an_account_signs_what_is_long_by_its_digest() {
		let sealed = Senders::new(Kind::One).unwrap().make(0).unwrap();
		let length = payload(&sealed.used, &[], 0).len();
		assert!((33..=LONGEST_SIGNED_AS_IT_IS).contains(&length), "{length}");
		let documents = [sealed.used.statement.documents.one().unwrap(); 9];
		assert_eq!(payload(&sealed.used, &documents, 0).len(), 32);
	}
}
