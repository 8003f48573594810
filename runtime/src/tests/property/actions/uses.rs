//! Uses: one, listed, anchored, of many e-seals, and flagged.

use super::{super::sending::pair_of, keys, Dice, MINUTE};
use crate::{tests::env::genesis_hash, AccountId, MaxClockAhead, RuntimeCall, StatementLifetime};
use eseal_crypto::batch::batch;
use eseal_primitives::{
	documents::MAX_ANCHORED,
	statement::{Approval, MAX_MANY},
	DocumentDigest, Documents, GrantId, Purpose, SealId, SealKey, SealSignature, SignedUse, UseStatement,
};
use pallet_usage_log::Call as LogCall;
use rand::{seq::IteratorRandom, Rng};
use sp_core::{Pair as _, H256};
use std::collections::BTreeMap;

/// Documents that are sealed.
const DOCUMENTS: u64 = 5;

pub(super) fn record_uses(
	seal: u64,
	statement: UseStatement,
	documents: Vec<DocumentDigest>,
	signature: SealSignature,
) -> RuntimeCall {
	RuntimeCall::UsageLog(LogCall::record_uses {
		seal: SealId(seal),
		statement,
		documents: documents.try_into().expect("no more than a call lists"),
		signature,
	})
}

impl Dice<'_> {
	/// An e-seal to use: mostly one that can be used.
	fn seal_to_use(&mut self) -> u64 {
		if self.percent(75) {
			self.seal(|model, id| {
				model.obstacles(id).is_empty() || (model.liquidator_of(id).is_some() && model.is_in_force(id))
			})
		} else {
			self.active()
		}
	}

	/// Who uses an e-seal so often, and by which right they say that they do: mostly an operator whose grant has room for it,
	/// or the owner. Else somebody else, or by a right that is another's, or that has ended, or that there is not.
	fn user(&mut self, id: usize, count: u32) -> (AccountId, Option<GrantId>) {
		let model = self.model;
		let all: Vec<_> = (0..model.grants.len())
			.filter(|number| model.grants[*number].seal == id)
			.collect();
		let has_room = |number: &usize| model.grants[*number].is_open() && u64::from(count) <= model.uses_left(*number);
		let chance = if all.iter().any(has_room) { 60 } else { 15 };
		let (account, grant) = match self.prefer(&all, has_room) {
			Some(number) if self.percent(chance) => {
				let operator = model.grants[number].operator.clone();
				(operator, Some(GrantId(number as u64)))
			}
			_ if self.percent(90) => (model.owner_of(id).clone(), None),
			_ => (self.anyone(), None),
		};
		let (account, grant) = match model.liquidator_of(id) {
			Some(liquidator) if self.percent(80) => (liquidator.clone(), None),
			_ => (account, grant),
		};
		match self.rng.gen_range(0..60) {
			0 => (account, None),
			1 => {
				let any = self.rng.gen_range(0..=model.grants.len());
				(account, Some(GrantId(any as u64)))
			}
			2 => (self.anyone(), grant),
			_ => (account, grant),
		}
	}

	/// The e-seals of which an account is the owner, the liquidator or an operator, and its grant where it is an operator.
	fn rights_of(&self, account: &AccountId) -> Vec<(usize, Option<GrantId>)> {
		let model = self.model;
		let owned = (0..model.seals.len())
			.filter(|id| model.owner_of(*id) == account || model.liquidator_of(*id) == Some(account))
			.map(|id| (id, None));
		let granted = (0u64..)
			.zip(&model.grants)
			.filter(|(_, grant)| grant.is_open() && grant.operator == *account)
			.map(|(number, grant)| (grant.seal, Some(GrantId(number))));
		owned.chain(granted).collect()
	}

	/// What the seal key is to sign about an e-seal for one who uses it by a right, once so many more uses are made by that.
	fn statement_by(&mut self, id: usize, grant: Option<GrantId>, documents: Documents, before: u64) -> UseStatement {
		let model = self.model;
		let now = model.now;
		let number = grant
			.and_then(|grant| usize::try_from(grant.0).ok())
			.filter(|number| *number < model.grants.len());
		let purpose = match number {
			Some(number) if self.percent(85) => {
				let purposes = model.grants[number].purposes.iter();
				*purposes.choose(self.rng).expect("at least one")
			}
			None if model.liquidator_of(id).is_some() && self.percent(85) => Purpose::Liquidation,
			_ => self.pick(&Purpose::ALL),
		};
		let made = match grant {
			None => model.by_owners(id),
			Some(_) => number.map_or(0, |number| model.used(number)),
		};
		let next = made + before;
		let nonce = match self.rng.gen_range(0..75) {
			0 => next + 1,
			1 => next.saturating_sub(1),
			// The number of all uses; of records.
			2 => model.uses(id),
			3 => model.seals[id].records.len() as u64,
			_ => next,
		};
		let lifetime = StatementLifetime::get();
		let ahead = MaxClockAhead::get();
		let signed_at = match self.rng.gen_range(0..60) {
			0 => now - lifetime - 1,
			1 => now - lifetime,
			2 => now + ahead,
			3 => now + ahead + 1,
			_ => now - self.rng.gen_range(0..5 * MINUTE),
		};
		let seal = id as u64;
		let said = if self.percent(2) { seal + 1 } else { seal };
		UseStatement {
			seal: SealId(said),
			grant,
			nonce,
			documents,
			purpose,
			signed_at,
		}
	}

	/// A statement about an e-seal, and who sends it.
	fn statement(&mut self, seal: u64, documents: Documents) -> (AccountId, UseStatement) {
		match self.model.find_seal(SealId(seal)) {
			Some(id) => {
				let (account, grant) = self.user(id, documents.count());
				let statement = self.statement_by(id, grant, documents, 0);
				(account, statement)
			}
			None => {
				let statement = UseStatement {
					seal: SealId(seal),
					grant: None,
					nonce: 0,
					documents,
					purpose: Purpose::Contract,
					signed_at: self.model.now,
				};
				(self.anyone(), statement)
			}
		}
	}

	/// The signature of an e-seal's key: mostly over this statement for this account. Else another key's, or over something
	/// else.
	fn signature(&mut self, seal: u64, account: &AccountId, statement: &UseStatement) -> SealSignature {
		let model = self.model;
		let right = match model.find_seal(SealId(seal)) {
			Some(id) => {
				let found = keys().iter().find(|pair| pair.key() == model.seals[id].form.key);
				found.expect("every e-seal has a key of these")
			}
			None => &keys()[0],
		};
		let mut signer = right.clone();
		let mut statement = statement.clone();
		let (mut genesis, mut sender) = (genesis_hash(), account.clone());
		match self.rng.gen_range(0..80) {
			0 => signer = self.pick(keys()),
			1 => sender = self.anyone(),
			2 => genesis = H256::zero(),
			// For the same account, by another right.
			3 => statement.grant = statement.grant.is_none().then_some(GrantId(0)),
			// A batch of one document for the document, or a use more.
			4 => {
				statement.documents = match statement.documents {
					Documents::One(document) => batch([&document]).expect("one document"),
					Documents::Batch { count, root } => Documents::Batch {
						count: count.wrapping_add(1),
						root,
					},
				}
			}
			_ => {}
		}
		signer.sign(&statement.bytes_to_sign(genesis, &sender))
	}

	fn document(&mut self) -> DocumentDigest {
		let number = 100 + self.rng.gen_range(0..DOCUMENTS);
		self.plain(number)
	}

	/// One document, or now and then a batch of it alone.
	fn one_document(&mut self) -> Documents {
		let document = self.document();
		if self.percent(4) {
			batch([&document]).expect("one document")
		} else {
			Documents::One(document)
		}
	}

	/// Mostly the second operator's approval goes with a use that takes it, and with no other.
	fn maybe_approved(
		&mut self,
		account: AccountId,
		call: LogCall<crate::Runtime>,
	) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let (seal, statement, documents, signature) = match call.clone() {
			LogCall::record_use {
				seal,
				statement,
				signature,
			}
			| LogCall::anchor_batch {
				seal,
				statement,
				signature,
			} => (seal, statement, None, signature),
			LogCall::record_uses {
				seal,
				statement,
				documents,
				signature,
			} => (seal, statement, Some(documents), signature),
			_ => unreachable!("it records a use or a batch"),
		};
		let grant = statement.grant.and_then(|grant| model.grants.get(grant.0 as usize));
		let second = grant.and_then(|grant| grant.second.clone());
		if !self.percent(if second.is_some() { 94 } else { 2 }) {
			return (Some(account), call.into());
		}
		let mut approver = second.unwrap_or_else(|| self.anyone());
		let mut approved = statement.clone();
		let (mut genesis, mut sender) = (genesis_hash(), account.clone());
		match self.rng.gen_range(0..50) {
			0 => approver = self.anyone(),
			1 => approver = account.clone(),
			2 => approved.nonce += 1,
			3 => sender = self.anyone(),
			4 => genesis = H256::zero(),
			_ => {}
		}
		let Some(pair) = pair_of(&approver) else {
			return (Some(account), call.into());
		};
		let mut bytes = approved.bytes_to_approve(genesis, &sender);
		if self.percent(1) {
			// What the seal key signs is no approval.
			bytes = approved.bytes_to_sign(genesis, &sender);
		}
		let call = LogCall::record_with_second {
			seal,
			statement,
			documents,
			signature,
			approval: Approval {
				key: SealKey::Sr25519(pair.public()),
				signature: SealSignature::Sr25519(pair.sign(&bytes)),
			},
		};
		(Some(account), call.into())
	}

	pub(super) fn record_use(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let seal = self.seal_to_use();
		let documents = self.one_document();
		let (account, statement) = self.statement(seal, documents);
		let signature = self.signature(seal, &account, &statement);
		let call = LogCall::record_use {
			seal: SealId(seal),
			statement,
			signature,
		};
		self.maybe_approved(account, call)
	}

	/// Some documents, often one of them more than once.
	pub(super) fn record_uses(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let seal = self.seal_to_use();
		let count = match self.rng.gen_range(0..100) {
			0..=79 => self.rng.gen_range(1..6),
			80..=97 => self.rng.gen_range(6..20),
			_ => self.rng.gen_range(20..60),
		};
		let mut documents: Vec<_> = (0..count).map(|_| self.document()).collect();
		let mut said = batch(&documents).expect("at least one document");
		if self.percent(12) {
			said = self.unlike(&mut documents, said);
		}
		let (account, statement) = self.statement(seal, said);
		let signature = self.signature(seal, &account, &statement);
		match record_uses(seal, statement, documents, signature) {
			RuntimeCall::UsageLog(call) => self.maybe_approved(account, call),
			_ => unreachable!("it records a batch"),
		}
	}

	/// Makes a list of documents and what the seal key signs of them differ.
	fn unlike(&mut self, documents: &mut Vec<DocumentDigest>, said: Documents) -> Documents {
		let place = self.rng.gen_range(0..documents.len());
		match (self.rng.gen_range(0..9), said) {
			(0, _) => documents[place] = self.plain(999),
			(1, _) => documents.reverse(),
			(2, _) => documents.truncate(place),
			// A tree that fills up an odd level with its last leaf would have the same root.
			(3, _) => documents.extend(documents.last().copied()),
			(4, _) => documents.clear(),
			(5, _) => documents.push(self.plain(999)),
			(6, _) => return Documents::One(documents[place]),
			(7, Documents::Batch { count, root }) => return Documents::Batch { count: count + 1, root },
			(_, Documents::Batch { count, .. }) => {
				let root = H256(self.rng.gen());
				return Documents::Batch { count, root };
			}
			(_, one @ Documents::One(_)) => return one,
		}
		said
	}

	/// A batch of which nobody knows the documents.
	pub(super) fn anchor_batch(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let seal = self.seal_to_use();
		let count = match self.rng.gen_range(0..100) {
			0..=2 => 0,
			3..=5 => MAX_ANCHORED + 1,
			6 => u32::MAX,
			7..=12 => MAX_ANCHORED,
			13..=59 => self.rng.gen_range(1..4),
			_ => self.rng.gen_range(4..10_000),
		};
		let documents = if self.percent(5) {
			Documents::One(self.document())
		} else {
			let root = H256(self.rng.gen());
			Documents::Batch { count, root }
		};
		let (account, statement) = self.statement(seal, documents);
		let signature = self.signature(seal, &account, &statement);
		let call = LogCall::anchor_batch {
			seal: SealId(seal),
			statement,
			signature,
		};
		self.maybe_approved(account, call)
	}

	/// Uses by one account of what it may use, each one after the other; among them some that it may not make, and some that
	/// are there twice.
	pub(super) fn record_for_many(&mut self) -> (Option<AccountId>, RuntimeCall) {
		let model = self.model;
		let seal = self.seal_to_use();
		let account = match model.find_seal(SealId(seal)) {
			Some(id) => self.user(id, 1).0,
			None => self.anyone(),
		};
		let rights = self.rights_of(&account);
		let count = match self.rng.gen_range(0..100) {
			0..=1 => 0,
			2 => MAX_MANY,
			_ => self.rng.gen_range(1..6),
		};
		let mut made: BTreeMap<(usize, Option<GrantId>), u64> = BTreeMap::new();
		let mut uses = Vec::new();
		for _ in 0..count {
			let documents = self.one_document();
			let right = self.prefer(&rights, |(id, _)| model.obstacles(*id).is_empty());
			let (seal, statement) = match right {
				Some((id, grant)) if self.percent(90) => {
					let before = made.entry((id, grant)).or_default();
					let statement = self.statement_by(id, grant, documents, *before);
					*before += 1;
					(id as u64, statement)
				}
				_ => {
					let seal = self.seal_to_use();
					(seal, self.statement(seal, documents).1)
				}
			};
			let signature = self.signature(seal, &account, &statement);
			let one = SignedUse { statement, signature };
			if self.percent(5) {
				uses.push(one.clone());
			}
			uses.push(one);
		}
		uses.truncate(MAX_MANY as usize);
		let call = LogCall::record_for_many {
			uses: uses.try_into().expect("no more than a call has"),
		};
		(Some(account), call.into())
	}

	/// A use of an e-seal by its index, and the number of the record that has it. Now and then that of another, or of one that
	/// there is not.
	pub(super) fn use_of(&mut self, seal: u64) -> (u64, u64) {
		let model = self.model;
		let found = model.find_seal(SealId(seal));
		let records = found.map(|id| model.seals[id].records.as_slice()).unwrap_or_default();
		let place = self.rng.gen_range(0..records.len().max(1));
		let (first, count) = records
			.get(place)
			.map_or((0, 1), |record| (record.said.index, record.count()));
		let index = match self.rng.gen_range(0..24) {
			0 => first + count,
			1 => first.saturating_sub(1),
			2..=5 => first,
			6..=9 => first + count - 1,
			_ => first + self.rng.gen_range(0..count),
		};
		let record = match self.rng.gen_range(0..24) {
			0 => place + 1,
			1 => place.saturating_sub(1),
			2 => records.len(),
			_ => place,
		};
		(index, record as u64)
	}
}
