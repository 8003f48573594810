//! An enterprise, its e-seal and one record of its log.

use crate::*;
use codec::{Compact, Encode};
use eseal_primitives::{
	correction::{Corrected, Mistake, Rectified, Right},
	grant::Grant,
	history::{Actor, Change, HistoryEntry},
	physical_seal::{Gone, PhysicalSeal, PhysicalSealStatus, SealKind},
	register::RegisterSubject,
	seal::{Hold, Loss, Revocation, RevocationReason, Seal, SealState, SealStatus},
	statement::Approval,
	term::Term,
	usage::{LogHead, UseLeaf, UseRecord},
	CorrectionId, DocumentDigest, Documents, GrantId, Moment, Officer, Purpose, SealCode, SealId, SealKey, Seat,
	SignedUse, Text, Uscc, UsccCheck, UseStatement,
};
use eseal_receipt::{
	format::{Base64, Evidence, Receipt, SenderSignature, StateProof, UseProof, RECEIPT_TYPE},
	storage, AccountId, BlockNumber,
};
use sp_core::H256;
use sp_crypto_hashing as hashing;
use std::collections::BTreeMap;

/// The operator's grant.
pub const GRANT: GrantId = GrantId(7);
/// The index of the record's first use.
pub const FIRST: u64 = 3;
/// The number of the record: one of the two before it is a batch, so it is not the index of its use.
pub const RECORD: u64 = 2;

/// A plain digest of anything.
pub fn digest(of: &str) -> DocumentDigest {
	DocumentDigest::Sha256(hashing::sha2_256(of.as_bytes()).into())
}

/// An officer of an agency.
pub fn officer(seat: Seat) -> Actor<AccountId> {
	officer_of(seat).into()
}

/// Two agencies together: the one that erred, and another one.
pub fn agencies(erred: Seat, other: Seat) -> Actor<AccountId> {
	Actor::Agencies {
		proposed: officer_of(erred),
		agreed: officer_of(other),
	}
}

fn officer_of(seat: Seat) -> Officer<AccountId> {
	Officer {
		seat,
		account: AccountId::new([seat as u8 + 1; 32]),
	}
}

/// An enterprise with its e-seal, and one record of its log, before anything is signed: whatever is changed here, the chain
/// is taken to have recorded.
pub struct World {
	/// What the network is like.
	pub setup: Setup,
	/// The chain.
	pub genesis: H256,
	/// The e-seal's number.
	pub id: SealId,
	/// The seal key.
	pub seal_pair: SealPair,
	/// The account that sends the use.
	pub account: AccountPair,
	/// The e-seal; what it says of its history is set at the end.
	pub seal: Seal<AccountId>,
	/// Its history; what each entry says of the e-seal after it is set at the end.
	pub history: Vec<HistoryEntry<AccountId, BlockNumber>>,
	/// What the e-seal says of its history: length and digest. The truth, unless it is here.
	pub covered: Option<(u32, H256)>,
	/// How many entries the history had when the e-seal was used. Those of the blocks before, unless it is here.
	pub entries_then: Option<u32>,
	/// What the e-seal says of itself besides what its history does: the chain would never.
	pub claim: Option<fn(&mut Seal<AccountId>)>,
	/// Its physical seal.
	pub physical: PhysicalSeal,
	/// What the last correction of the e-seal's record corrected.
	pub corrected: Option<Corrected>,
	/// What is right in place of the enterprise's registration and of its physical seal's file.
	pub rectified: BTreeMap<RegisterSubject, Rectified>,
	/// The operator's grant, number 7.
	pub grant: Option<Grant<AccountId>>,
	/// The documents of the record, in the order of their uses. The record says what they were at first, unless it is changed
	/// too: see [`World::set_documents`].
	pub documents: Vec<DocumentDigest>,
	/// The record. Signed at the end, unless it is already.
	pub used: UseRecord<AccountId, BlockNumber>,
	/// Whether the seal key is still to sign.
	pub unsigned: bool,
	/// The time of the block that is proven.
	pub now: Moment,
	/// Further keys of the state.
	pub extra: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl World {
	/// An enterprise whose e-seal was used in order.
	pub fn new(setup: Setup) -> Self {
		let uscc = Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap();
		let code = SealCode::parse(b"3301000012345").unwrap();
		let owner_pair = AccountPair::new(
			if setup.under_grant {
				Algorithm::Sr25519
			} else {
				setup.account
			},
			1,
		);
		let owner = owner_pair.account();
		let account = if setup.under_grant {
			AccountPair::new(setup.account, 2)
		} else {
			owner_pair
		};
		let id = SealId(42);
		let seal_pair = SealPair::new(setup.seal_key, 1);
		let seal = Seal {
			uscc,
			code,
			name: Text::parse("杭州某某科技有限公司".as_bytes()).unwrap(),
			applicant: owner.clone(),
			key: seal_pair.public(),
			certificate: digest("certificate"),
			picture: digest("picture"),
			valid_from: Moment(USED_AT - 100 * DAY),
			valid_until: Moment(USED_AT + 265 * DAY),
			status: SealStatus::Active,
			holds: Default::default(),
			terms: Default::default(),
			supersedes: None,
			enterprise_revision: 0,
			applied_at: Moment(USED_AT - 100 * DAY),
			activated_at: Some(Moment(USED_AT - 99 * DAY)),
			loss: None,
			revoked: None,
			history_len: 0,
			history_digest: H256::zero(),
		};
		let physical = PhysicalSeal {
			uscc,
			kind: SealKind::Official,
			imprint: digest("imprint"),
			maker: Text::parse("某某印章厂".as_bytes()).unwrap(),
			status: PhysicalSealStatus::Filed,
			filed_at: Moment(USED_AT - 200 * DAY),
			status_since: Moment(USED_AT - 200 * DAY),
			gone_under_right_code: None,
			paired: Some(id),
		};
		let (count, position) = (setup.recorded.count(), setup.recorded.position());
		let grant = setup.under_grant.then(|| Grant {
			seal: id,
			operator: account.account(),
			second: None,
			purposes: [Purpose::Contract, Purpose::Invoice]
				.into_iter()
				.collect::<std::collections::BTreeSet<_>>()
				.try_into()
				.unwrap(),
			valid_until: Moment(USED_AT + 30 * DAY),
			quota: 99 + count,
			used: 3 + count,
			granted_at: Moment(USED_AT - 50 * DAY),
			ended: None,
			lent_from: None,
			lent: 0,
		});
		let document = match setup.digest {
			DigestKind::Sha256 => DocumentDigest::Sha256(hashing::sha2_256(DOCUMENT).into()),
			DigestKind::Sm3 => DocumentDigest::Sm3(eseal_crypto::sm2::sm3(DOCUMENT).into()),
			DigestKind::Blake2b256 => DocumentDigest::Blake2b256(hashing::blake2_256(DOCUMENT).into()),
			DigestKind::Commitment => DocumentDigest::Commitment(hashing::sha2_256(&[&SALT, DOCUMENT].concat()).into()),
			DigestKind::CommitmentSm3 => {
				DocumentDigest::CommitmentSm3(eseal_crypto::sm2::sm3(&[&SALT, DOCUMENT].concat()).into())
			}
		};
		let documents = documents_around(document, count, position);
		let used = UseRecord {
			seal: id,
			index: FIRST,
			documents: match setup.recorded.is_batch() {
				true => as_batch(&documents),
				false => Documents::One(document),
			},
			purpose: Purpose::Contract,
			account: account.account(),
			grant: grant.as_ref().map(|_| GRANT),
			nonce: 3,
			signed_at: Moment(USED_AT - 5_000),
			recorded_at: Moment(USED_AT),
			block: USED_IN,
			approval: None,
			history_len: 0,
			signature: seal_pair.sign(b"nothing yet"),
		};
		let mut world = Self {
			setup,
			genesis: hashing::blake2_256(b"genesis").into(),
			id,
			seal_pair,
			account,
			seal,
			history: Vec::new(),
			covered: None,
			entries_then: None,
			claim: None,
			physical,
			corrected: None,
			rectified: BTreeMap::new(),
			grant,
			documents,
			used,
			unsigned: true,
			now: Moment(USED_AT + 20_000),
			extra: BTreeMap::new(),
		};
		world.enter(
			Change::Applied,
			Actor::Owner { account: owner },
			USED_AT - 100 * DAY,
			100,
		);
		world.enter(
			Change::Activated,
			officer(Seat::DataResources),
			USED_AT - 99 * DAY,
			43_000,
		);
		world
	}

	/// Appends to the e-seal's history what counts from when it is recorded.
	pub fn enter(&mut self, change: Change, by: Actor<AccountId>, at: impl Into<Moment>, block: BlockNumber) {
		let at = at.into();
		self.enter_late(change, by, at, at, block);
	}

	/// Appends to the e-seal's history what counts from before it is recorded.
	pub fn enter_late(
		&mut self,
		change: Change,
		by: Actor<AccountId>,
		effective_at: impl Into<Moment>,
		recorded_at: impl Into<Moment>,
		block: BlockNumber,
	) {
		let (effective_at, recorded_at) = (effective_at.into(), recorded_at.into());
		match &change {
			Change::HoldPlaced { hold, .. } => {
				// A freeze that is renewed is placed again.
				assert!(self.seal.holds.try_insert(*hold).unwrap() || *hold == Hold::Freeze);
			}
			Change::HoldLifted { hold } => {
				self.seal.holds.remove(hold);
			}
			Change::Revoked { .. } => {
				self.seal.status = SealStatus::Revoked;
				self.physical.paired = None;
			}
			Change::LossReversed { .. } => {
				self.seal.holds.remove(&Hold::PhysicalSealLost);
			}
			Change::RevocationReversed { .. } => {
				self.seal.status = SealStatus::Active;
				self.physical.paired = Some(self.id);
			}
			_ => (),
		}
		self.history.push(HistoryEntry {
			change,
			by,
			effective_at,
			recorded_at,
			block,
			after: SealState::default(),
		});
	}

	/// The e-seal was used after what happened up to here, some of it in the use's own block.
	pub fn use_here(&mut self) {
		self.entries_then = Some(self.history.len() as u32);
	}

	/// The owner suspends the e-seal and resumes it, so many times in one block.
	pub fn suspend_and_resume(&mut self, times: u32, at: impl Into<Moment>, block: BlockNumber) {
		let at = at.into();
		let by = Actor::Owner {
			account: self.seal.applicant.clone(),
		};
		let hold = Hold::OwnerSuspension;
		for _ in 0..times {
			self.enter(
				Change::HoldPlaced {
					hold,
					order: None,
					term: None,
				},
				by.clone(),
				at,
				block,
			);
			self.enter(Change::HoldLifted { hold }, by.clone(), at, block);
		}
	}

	/// The owner suspends the e-seal.
	pub fn suspend(&mut self, at: impl Into<Moment>, block: BlockNumber) {
		let by = Actor::Owner {
			account: self.seal.applicant.clone(),
		};
		self.hold(Hold::OwnerSuspension, None, by, at, block);
	}

	/// Market Supervision records that the enterprise is in liquidation.
	pub fn restrict(&mut self, at: impl Into<Moment>, block: BlockNumber) {
		self.hold(
			Hold::EnterpriseRestricted,
			None,
			officer(Seat::MarketSupervision),
			at,
			block,
		);
	}

	/// Market Supervision records that the enterprise has another name from a moment on.
	pub fn rename(&mut self, from: impl Into<Moment>, at: impl Into<Moment>, block: BlockNumber) {
		let term = Some(Term::From(from.into()));
		self.hold(
			Hold::EnterpriseRenamed,
			term,
			officer(Seat::MarketSupervision),
			at,
			block,
		);
	}

	fn hold(
		&mut self,
		hold: Hold,
		term: Option<Term>,
		by: Actor<AccountId>,
		at: impl Into<Moment>,
		block: BlockNumber,
	) {
		let order = None;
		self.enter(Change::HoldPlaced { hold, order, term }, by, at, block);
	}

	/// Public Security freezes the enterprise until long after the use.
	pub fn freeze(&mut self, at: impl Into<Moment>, block: BlockNumber) {
		self.freeze_until(USED_AT + 100 * DAY, at, block);
	}

	/// Public Security freezes the enterprise until a moment, or renews its freeze.
	pub fn freeze_until(&mut self, until: impl Into<Moment>, at: impl Into<Moment>, block: BlockNumber) {
		let order = Some(digest("order"));
		self.enter(
			Change::HoldPlaced {
				hold: Hold::Freeze,
				order,
				term: Some(Term::Until(until.into())),
			},
			officer(Seat::PublicSecurity),
			at,
			block,
		);
	}

	/// Public Security lifts the freeze.
	pub fn unfreeze(&mut self, at: impl Into<Moment>, block: BlockNumber) {
		self.enter(
			Change::HoldLifted { hold: Hold::Freeze },
			officer(Seat::PublicSecurity),
			at,
			block,
		);
	}

	/// Public Security reports the physical seal lost, under the right code if it was misfiled. The e-seal has the hold only while it is
	/// live.
	pub fn lose(&mut self, effective_at: impl Into<Moment>, recorded_at: impl Into<Moment>, block: BlockNumber) {
		let effective_at = effective_at.into();
		let (status, since) = (PhysicalSealStatus::Lost, effective_at);
		match self.physical.status {
			PhysicalSealStatus::Misfiled => self.physical.gone_under_right_code = Some(Gone { status, since }),
			_ => (self.physical.status, self.physical.status_since) = (status, since),
		}
		if self.seal.status == SealStatus::Active {
			let change = Change::HoldPlaced {
				hold: Hold::PhysicalSealLost,
				order: None,
				term: None,
			};
			self.enter_late(change, officer(Seat::PublicSecurity), effective_at, recorded_at, block);
		}
	}

	/// Data Resources revokes the e-seal.
	pub fn revoke(
		&mut self,
		reason: RevocationReason,
		effective_at: impl Into<Moment>,
		recorded_at: impl Into<Moment>,
		block: BlockNumber,
	) {
		let change = Change::Revoked { reason };
		self.enter_late(change, officer(Seat::DataResources), effective_at, recorded_at, block);
	}

	/// Two agencies reverse the last revocation: the e-seal is active again.
	pub fn reverse_revocation(&mut self, at: impl Into<Moment>, block: BlockNumber) {
		let at = at.into();
		let entry = self.history.len() - 1;
		let revoked = &self.history[entry];
		let Change::Revoked { reason } = revoked.change else {
			panic!("it was not revoked last");
		};
		let (effective_at, recorded_at) = (revoked.effective_at, revoked.recorded_at);
		let decision = digest("decision");
		self.corrected = Some(Corrected {
			mistake: Mistake::Revocation(Revocation {
				reason,
				effective_at,
				recorded_at,
			}),
			decision,
			at,
		});
		let change = Change::RevocationReversed {
			correction: CorrectionId(0),
			decision,
			entry: entry as u32,
		};
		let by = agencies(Seat::DataResources, Seat::MarketSupervision);
		self.enter_late(change, by, effective_at, at, block);
	}

	/// Two agencies reverse the last report of the physical seal: the hold is gone.
	pub fn reverse_loss(&mut self, at: impl Into<Moment>, block: BlockNumber) {
		let at = at.into();
		let entry = self.history.len() - 1;
		let lost = &self.history[entry];
		let (effective_at, recorded_at) = (lost.effective_at, lost.recorded_at);
		let decision = digest("decision");
		self.corrected = Some(Corrected {
			mistake: Mistake::Loss(Loss {
				effective_at,
				recorded_at,
			}),
			decision,
			at,
		});
		self.physical.status = PhysicalSealStatus::Filed;
		self.physical.status_since = self.physical.filed_at;
		let change = Change::LossReversed {
			correction: CorrectionId(0),
			decision,
			entry: entry as u32,
		};
		let by = agencies(Seat::PublicSecurity, Seat::DataResources);
		self.enter_late(change, by, effective_at, at, block);
	}

	/// Two agencies void the enterprise's registration, whose code was wrong: an e-seal in force is revoked, from now on.
	pub fn void(&mut self, instead: Uscc, at: impl Into<Moment>, block: BlockNumber) {
		let at = at.into();
		self.rectify(
			RegisterSubject::Enterprise(self.seal.uscc),
			Right::Enterprise { uscc: instead },
			at,
		);
		if self.seal.status == SealStatus::Active {
			let reason = RevocationReason::RegistrationVoided;
			let by = agencies(Seat::MarketSupervision, Seat::DataResources);
			self.enter(Change::Revoked { reason }, by, at, block);
		}
	}

	/// Two agencies move the physical seal to this enterprise, or to another code too. Of one that is misfiled, what its right code has
	/// moves on: the e-seal's own code leads there.
	pub fn move_physical(&mut self, code: SealCode, uscc: Uscc, at: impl Into<Moment>) {
		let at = at.into();
		self.rectify(
			RegisterSubject::PhysicalSeal(self.seal.code),
			Right::PhysicalSeal { code, uscc },
			at,
		);
		if code == self.seal.code {
			self.physical.uscc = uscc;
		} else if self.physical.status != PhysicalSealStatus::Misfiled {
			self.physical.status = PhysicalSealStatus::Misfiled;
			self.physical.status_since = at;
		}
	}

	fn rectify(&mut self, subject: RegisterSubject, right: Right, at: Moment) {
		let decision = digest("decision");
		self.rectified.insert(subject, Rectified { right, decision, at });
	}

	/// What the seal key signs.
	pub fn statement(&self) -> UseStatement {
		self.used.statement()
	}

	/// Lets the seal key sign the use, for `genesis` and `account`.
	pub fn sign_for(&mut self, genesis: H256, account: &AccountId) {
		self.used.signature = self.seal_pair.sign(&self.statement().bytes_to_sign(genesis, account));
		self.unsigned = false;
	}

	/// Lets the grant take a second operator, with the account of a key, and that one approve the statement as it is.
	pub fn take_two(&mut self, pair: &SealPair) {
		let SealKey::Sr25519(key) = pair.public() else {
			panic!("the account of another key is not its number");
		};
		self.grant.as_mut().unwrap().second = Some(AccountId::new(key.0));
		self.approve(pair);
	}

	/// Lets a key approve the statement as it is.
	pub fn approve(&mut self, pair: &SealPair) {
		let approved = self.statement().bytes_to_approve(self.genesis, &self.used.account);
		self.used.approval = Some(Approval {
			key: pair.public(),
			signature: pair.sign(&approved),
		});
	}

	/// Gives the record other documents, with the use's own among them at its place.
	pub fn set_documents(&mut self, documents: Vec<DocumentDigest>) {
		self.used.documents = match self.setup.recorded.is_batch() {
			true => as_batch(&documents),
			false => Documents::One(documents[0]),
		};
		self.documents = documents;
	}

	/// The digest of the document at the use's place.
	pub fn document(&self) -> DocumentDigest {
		self.documents[self.setup.recorded.position() as usize]
	}

	/// The statement and the seal key's signature, as a call for many e-seals has them.
	pub fn signed_use(&self) -> SignedUse {
		SignedUse {
			statement: self.statement(),
			signature: self.used.signature.clone(),
		}
	}

	/// Another e-seal's use by the same sender, as a call for many e-seals has it.
	pub fn another_seals_use(&self, number: u32) -> SignedUse {
		let statement = UseStatement {
			seal: SealId(1_000 + u64::from(number)),
			grant: Some(GrantId(1_000 + u64::from(number))),
			nonce: u64::from(number),
			documents: Documents::One(another_document(number)),
			purpose: Purpose::Invoice,
			signed_at: self.used.signed_at,
		};
		let signed = statement.bytes_to_sign(self.genesis, &self.used.account);
		let signature = SealPair::new(self.setup.seal_key, 1_000 + u64::from(number)).sign(&signed);
		SignedUse { statement, signature }
	}

	/// The call that recorded the use, whole.
	pub fn call(&self) -> Vec<u8> {
		let (seal, statement, signature) = (self.used.seal, self.statement(), &self.used.signature);
		if let Some(approval) = &self.used.approval {
			let listed = matches!(self.setup.recorded, Recorded::Listed { .. }).then_some(&self.documents[..]);
			return calls::record_with_second(seal, &statement, listed, signature, approval);
		}
		match self.setup.recorded {
			Recorded::Single => calls::record_use(seal, &statement, signature),
			Recorded::Listed { .. } => calls::record_uses(seal, &statement, &self.documents, signature),
			Recorded::Anchored { .. } => calls::anchor_batch(seal, &statement, signature),
			Recorded::ForMany { entries, position } => {
				let mut uses: Vec<_> = (0..entries).map(|number| self.another_seals_use(number)).collect();
				uses[position as usize] = self.signed_use();
				calls::record_for_many(&uses)
			}
		}
	}

	/// The sender's part of a receipt: the extrinsic with a call, signed.
	pub fn sender(&self, call: Vec<u8>) -> SenderSignature {
		// Mortal, of period 64, the nonce, and whether with a hash of the metadata; the other extensions have no bytes of their own.
		let metadata = self.setup.metadata_hash.then(|| H256(hashing::blake2_256(b"metadata")));
		let extensions = (0x0105u16, Compact(9u32), metadata.is_some()).encode();
		let implied = (
			100u32,
			1u32,
			self.genesis,
			H256(hashing::blake2_256(b"a block")),
			metadata,
		)
			.encode();
		let payload = [&call[..], &extensions, &implied].concat();
		SenderSignature {
			call: Base64(call),
			extensions: Base64(extensions),
			implied: Base64(implied),
			signature: Base64(self.account.sign(&payload).encode()),
		}
	}

	/// The keys that a receipt needs.
	pub fn keys(&self) -> Vec<Vec<u8>> {
		let mut keys = vec![
			storage::use_record(self.id, RECORD),
			storage::seal(self.id),
			storage::physical_seal(&self.seal.code),
			storage::now(),
			storage::genesis(),
			self.entry_key(),
		];
		keys.extend(self.grant.as_ref().map(|_| storage::grant(GRANT)));
		keys.extend(self.corrected.map(|_| storage::corrected(self.id)));
		keys.extend(self.rectified.keys().map(|subject| storage::rectified(*subject)));
		keys
	}

	/// The key of the entry of the history by which the e-seal stood when it was used.
	pub fn entry_key(&self) -> Vec<u8> {
		storage::history_entry(self.id, self.used.history_len.saturating_sub(1))
	}

	/// The e-seal's status and holds when it was used; those of an application if it had no history.
	fn state_then(&self) -> SealState {
		let last = self.used.history_len.checked_sub(1);
		let entry = last.and_then(|last| self.history.get(last as usize));
		entry.map(|entry| entry.after.clone()).unwrap_or_default()
	}

	/// The record, as its block's header covers it.
	pub fn leaf(&self) -> UseLeaf<AccountId, BlockNumber> {
		UseLeaf {
			used: self.used.clone(),
			seal: self.seal.clone(),
			state: self.state_then(),
			grant: self.grant.clone(),
		}
	}

	/// SCALE of what a block recorded: the record, and others of the same e-seal and of another one in turn.
	fn leaves(&self, uses: u32, position: u32) -> Vec<Vec<u8>> {
		(0..uses)
			.map(|place| {
				let mut leaf = self.leaf();
				if place != position {
					leaf.used.seal = if place % 2 == 0 { self.id } else { SealId(1_000) };
					leaf.used.index = 100 + u64::from(place);
					leaf.used.nonce = leaf.used.index;
				}
				leaf.encode()
			})
			.collect()
	}

	/// Makes of the e-seal's record, of each entry and of the use what the history leads to.
	fn settle(&mut self) {
		let mut state = SealState::default();
		let seal = &mut self.seal;
		(seal.activated_at, seal.loss, seal.revoked) = (None, None, None);
		for entry in &mut self.history {
			state.take(&entry.change);
			entry.after = state.clone();
			let (effective_at, recorded_at) = (entry.effective_at, entry.recorded_at);
			match entry.change {
				Change::Activated => seal.activated_at = Some(recorded_at),
				Change::HoldPlaced {
					hold: Hold::PhysicalSealLost,
					..
				} => {
					seal.loss = Some(Loss {
						effective_at,
						recorded_at,
					})
				}
				Change::Revoked { reason } => {
					seal.revoked = Some(Revocation {
						reason,
						effective_at,
						recorded_at,
					})
				}
				Change::RevocationReversed { .. } => seal.revoked = None,
				Change::LossReversed { .. } => seal.loss = None,
				_ => (),
			}
		}
		(seal.status, seal.holds, seal.terms) = (state.status, state.holds, state.terms);
		(seal.history_len, seal.history_digest) = self.covered.unwrap_or_else(|| covered(&self.history));
		let before = self.history.iter().filter(|entry| entry.block < self.used.block);
		let before = before.count() as u32;
		self.used.history_len = self.entries_then.unwrap_or(before);
		if let Some(claim) = self.claim {
			claim(&mut self.seal);
		}
	}

	/// Signs, builds the state, and lets the authorities finalize it.
	pub fn finalize(mut self) -> Case {
		if self.unsigned {
			self.sign_for(self.genesis, &self.used.account.clone());
		}
		self.settle();
		let mut state = BTreeMap::new();
		surroundings(self.setup.others, &mut state);
		state.insert(storage::now(), self.now.encode());
		state.insert(storage::genesis(), self.genesis.encode());
		state.insert(storage::use_record(self.id, RECORD), self.used.encode());
		let count = FIRST + u64::from(self.setup.recorded.count());
		let head = LogHead {
			count,
			records: RECORD + 1,
			by_owner: if self.setup.under_grant { 0 } else { count },
			digest: H256([4; 32]),
		};
		state.insert(storage::log_head(self.id), head.encode());
		state.insert(storage::seal(self.id), self.seal.encode());
		for (index, entry) in (0u32..).zip(&self.history) {
			state.insert(storage::history_entry(self.id, index), entry.encode());
		}
		state.insert(storage::physical_seal(&self.seal.code), self.physical.encode());
		if let Some(corrected) = &self.corrected {
			state.insert(storage::corrected(self.id), corrected.encode());
		}
		for (subject, rectified) in &self.rectified {
			state.insert(storage::rectified(*subject), rectified.encode());
		}
		if let Some(grant) = &self.grant {
			state.insert(storage::grant(GRANT), grant.encode());
		}
		state.extend(core::mem::take(&mut self.extra));
		let state = StateDb::new(&state);

		let Setup {
			authorities: count,
			hand_offs,
			proof,
			recorded,
			..
		} = self.setup;
		let chain = Chain::new(count, hand_offs);
		let header = header(PROVEN_IN, state.root, vec![]);
		let keys = self.keys();
		let receipt = Receipt {
			media_type: RECEIPT_TYPE.into(),
			genesis: self.genesis,
			seal: self.id,
			index: self.used.index.wrapping_add(u64::from(recorded.position())),
			salt: (!self.document().is_plain()).then(|| Base64(SALT.to_vec())),
			batch: recorded
				.is_batch()
				.then(|| batch_part(&self.documents, recorded.position() as usize)),
			sender: self.sender(self.call()),
			proof: UseProof::State(StateProof {
				record: RECORD,
				nodes: state.prove(&keys),
			}),
			evidence: Evidence {
				set_id: chain.set_id,
				block: chain.finalize(&header),
				hand_offs: chain.hand_offs.clone(),
			},
		};
		let anchor = chain.anchor(self.genesis);
		let mut case = Case {
			document: DOCUMENT.to_vec(),
			receipt,
			anchor,
			header,
			state,
			keys,
			leaves: Vec::new(),
			blocks: Vec::new(),
			chain,
			world: self,
		};
		if let ProofKind::Block { uses, position, .. } = proof {
			case.record(case.world.leaves(uses, position));
		}
		case
	}
}
