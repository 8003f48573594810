//! Grants, the records of uses, and flags.

use super::{
	seals::{holders, is_signed},
	AdmissionError, Broken, Caller, LogError, Model, Verdict,
};
use crate::{
	tests::env::genesis_hash, AccountId, BlockNumber, MaxClockAhead, MaxGrants, MinRetention, RuntimeCall,
	StatementLifetime,
};
use codec::Encode;
use eseal_primitives::{
	statement::Approval, DocumentDigest, Documents, Moment, Purpose, SealId, SealSignature, SignedUse, UseStatement,
};
use pallet_agencies::Officer;
use pallet_e_seal::{Hold, SealStatus};
use pallet_usage_log::{FlagClosure, FlagId, FlagOutcome, FlagReason, GrantEnd, GrantId, LogHead, UseRecord};
use sp_core::H256;
use sp_io::hashing::{blake2_256, sha2_256};
use std::collections::{BTreeMap, BTreeSet};

/// The most uses of a batch whose documents the chain does not know.
const MOST_ANCHORED: u32 = 1_048_576;

/// What the e-seal's key signed, and whether the second operator approved.
type Signed<'a> = (&'a SealSignature, Option<&'a Approval>);

/// A grant.
#[derive(Debug, Clone)]
pub struct Grant {
	/// The e-seal.
	pub seal: usize,
	/// Who may use it.
	pub operator: AccountId,
	/// Who approves each use.
	pub second: Option<AccountId>,
	/// What for.
	pub purposes: BTreeSet<Purpose>,
	/// When it ends.
	pub valid_until: Moment,
	/// How many uses it allows.
	pub quota: u32,
	/// When it was given.
	pub granted_at: Moment,
	/// When and why it ended.
	pub ended: Option<(Moment, GrantEnd)>,
	/// The grant that it goes on from.
	pub from: Option<usize>,
	/// The grant whose operator lent it.
	pub lender: Option<usize>,
}

impl Grant {
	/// Whether it was not ended.
	pub fn is_open(&self) -> bool {
		self.ended.is_none()
	}

	/// The accounts that have a role by it while it is open.
	pub fn operators(&self) -> impl Iterator<Item = &AccountId> {
		[&self.operator].into_iter().chain(&self.second)
	}
}

/// A record of an e-seal's log: one use, or a batch.
#[derive(Debug, Clone)]
pub struct Record {
	/// What it says.
	pub said: UseRecord<AccountId, BlockNumber>,
	/// The documents that the chain knows, in the order of their uses: all of them, or none.
	pub known: Vec<DocumentDigest>,
	/// Whether the call listed them.
	pub is_listed: bool,
	/// The digest of the log's head after it.
	pub head: H256,
}

impl Record {
	/// How many uses it is.
	pub fn count(&self) -> u64 {
		uses_of(&self.said.documents)
	}
}

fn uses_of(documents: &Documents) -> u64 {
	match documents {
		Documents::One(_) => 1,
		Documents::Batch { count, .. } => u64::from(*count),
	}
}

/// RFC 6962, section 2.1, as it stands there: the left half of a tree is as large a power of two as leaves something to the
/// right.
fn root(documents: &[DocumentDigest]) -> H256 {
	match documents {
		[] => H256(sha2_256(&[])),
		[one] => sha2_256(&(0u8, one).encode()).into(),
		more => {
			let mut left = 1;
			while 2 * left < more.len() {
				left *= 2;
			}
			let halves = (root(&more[..left]), root(&more[left..]));
			sha2_256(&(1u8, halves).encode()).into()
		}
	}
}

/// What supervisors are told of at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
	/// Of a grant at most a tenth of the quota is left.
	Quota {
		/// The grant.
		grant: u64,
		/// Its uses.
		used: u64,
	},
	/// An e-seal is used far more than on any of the days before.
	Burst {
		/// The e-seal.
		seal: u64,
		/// Today.
		day: u64,
		/// Its uses today.
		uses: u64,
		/// Those on the busiest of the days before.
		busiest: u64,
	},
}

/// What was recorded and refused on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
	/// Records.
	pub records: u64,
	/// Uses.
	pub uses: u64,
	/// Refused statements.
	pub refused: u64,
}

/// A flag.
#[derive(Debug, Clone)]
pub struct Flag {
	/// The use: e-seal and index among its uses.
	pub of: (SealId, u64),
	/// Why.
	pub reason: FlagReason,
	/// What says more.
	pub note: Option<DocumentDigest>,
	/// Who raised it.
	pub by: Officer<AccountId>,
	/// When.
	pub at: Moment,
	/// How it was closed.
	pub closed: Option<FlagClosure<AccountId>>,
}

impl Model {
	/// The open grant of an account for an e-seal.
	pub fn open_grant(&self, seal: usize, operator: &AccountId) -> Option<usize> {
		self.grants
			.iter()
			.position(|grant| grant.is_open() && grant.seal == seal && grant.operator == *operator)
	}

	/// How many uses count under a grant: those that were made under it, and under the one that it goes on from.
	pub fn used(&self, grant: usize) -> u64 {
		let before = self.grants[grant].from.map_or(0, |from| self.used(from));
		before + self.own_uses(grant)
	}

	/// How many uses count under a grant that were made under those that were lent from it, or from the one that it goes on from.
	pub fn lent(&self, grant: usize) -> u64 {
		let before = self.grants[grant].from.map_or(0, |from| self.lent(from));
		before + self.own_lent(grant)
	}

	/// How many uses were made under those that were lent from a grant itself.
	pub fn own_lent(&self, grant: usize) -> u64 {
		let all = 0..self.grants.len();
		let lent = all.filter(|other| self.grants[*other].lender == Some(grant));
		lent.map(|other| self.own_uses(other)).sum()
	}

	/// How many uses a grant still allows, as far as its own quota says.
	fn own_uses_left(&self, grant: usize) -> u64 {
		u64::from(self.grants[grant].quota) - self.used(grant) - self.lent(grant)
	}

	/// How many uses a grant still allows.
	pub fn uses_left(&self, grant: usize) -> u64 {
		let lenders = self.grants[grant]
			.lender
			.map_or(u64::MAX, |lender| self.own_uses_left(lender));
		self.own_uses_left(grant).min(lenders)
	}

	/// How many uses were made under a grant itself.
	pub fn own_uses(&self, grant: usize) -> u64 {
		let seal = self.grants[grant].seal;
		self.uses_where(seal, |record| record.said.grant == Some(GrantId(grant as u64)))
	}

	/// How many uses of an e-seal its owners made, who need no grant.
	pub fn by_owners(&self, seal: usize) -> u64 {
		self.uses_where(seal, |record| record.said.grant.is_none())
	}

	/// How many uses of an e-seal there are.
	pub fn uses(&self, seal: usize) -> u64 {
		self.uses_where(seal, |_| true)
	}

	fn uses_where(&self, seal: usize, which: impl Fn(&Record) -> bool) -> u64 {
		let records = self.seals[seal].records.iter();
		records.filter(|record| which(record)).map(Record::count).sum()
	}

	/// What was recorded and refused, of one e-seal or of all, on each day with anything, in blocks before this one.
	pub fn by_day(&self, of: Option<usize>, before: BlockNumber) -> BTreeMap<u64, Counted> {
		let mut days: BTreeMap<u64, Counted> = BTreeMap::new();
		let is_of = |id: &usize| of.is_none_or(|of| of == *id);
		for (_, seal) in self.seals.iter().enumerate().filter(|(id, _)| is_of(id)) {
			for record in seal.records.iter().filter(|record| record.said.block < before) {
				let day = days.entry(record.said.recorded_at.day()).or_default();
				day.records += 1;
				day.uses += record.count();
			}
		}
		for (_, day, _) in self
			.refused
			.iter()
			.filter(|(id, _, block)| is_of(id) && *block < before)
		{
			days.entry(*day).or_default().refused += 1;
		}
		days
	}

	/// A block has a call that failed. If it was to record uses of an e-seal, that is counted, however many they were to be.
	pub fn failed(&mut self, call: &RuntimeCall) {
		use pallet_usage_log::Call;
		if let RuntimeCall::UsageLog(
			Call::record_use { seal, .. }
			| Call::record_uses { seal, .. }
			| Call::anchor_batch { seal, .. }
			| Call::record_with_second { seal, .. },
		) = call
		{
			self.count_refused(*seal);
		}
	}

	fn count_refused(&mut self, seal: SealId) {
		if let Some(id) = self.find_seal(seal) {
			self.refused.push((id, self.now.day(), self.height));
		}
	}

	/// Notes the alarms that a record gives, which is of so many uses and not in the log yet: for nine tenths of a quota, and for
	/// 1,000 uses in a day that are more than ten times those of any of the 31 days before.
	fn note_alarms(&mut self, seal: usize, grant: Option<GrantId>, count: u64) {
		if let Some(GrantId(number)) = grant {
			// Of the grant first, then of the lender's.
			for id in [Some(number as usize), self.grants[number as usize].lender]
				.into_iter()
				.flatten()
			{
				let quota = u64::from(self.grants[id].quota);
				let before = self.used(id) + self.lent(id);
				let is_nearly_used = |used: u64| 10 * used >= 9 * quota;
				let used = before + count;
				if is_nearly_used(used) && !is_nearly_used(before) {
					let grant = id as u64;
					self.alarms.push(Alarm::Quota { grant, used });
				}
			}
		}
		let days = self.by_day(Some(seal), BlockNumber::MAX);
		let uses_on = |day: u64| days.get(&day).map_or(0, |counted| counted.uses);
		let day = self.now.day();
		let busiest = (day - 31..day).map(uses_on).max().unwrap_or_default();
		let is_burst = |uses: u64| uses >= 1_000 && uses > 10 * busiest;
		let (before, uses) = (uses_on(day), uses_on(day) + count);
		if is_burst(uses) && !is_burst(before) {
			let seal = seal as u64;
			self.alarms.push(Alarm::Burst {
				seal,
				day,
				uses,
				busiest,
			});
		}
	}

	/// The number of the record that has a use of an e-seal, if it is in the state.
	pub fn record_at(&self, seal: usize, index: u64) -> Option<usize> {
		let mut end = 0;
		let found = self.seals[seal].records.iter().position(|record| {
			end += record.count();
			index < end
		});
		found.filter(|number| *number >= self.seals[seal].left)
	}

	/// The head of an e-seal's log as of its first records, so many.
	pub fn head_after(&self, seal: usize, records: usize) -> LogHead {
		let first = &self.seals[seal].records[..records];
		let by_owner = first.iter().filter(|record| record.said.grant.is_none());
		LogHead {
			count: first.iter().map(Record::count).sum(),
			records: records as u64,
			by_owner: by_owner.map(Record::count).sum(),
			digest: first.last().map(|record| record.head).unwrap_or_default(),
		}
	}

	/// Whether a record's time in the state is over: then the chain lets it leave when it has time to.
	pub fn is_over(&self, record: &Record) -> bool {
		let end = |retention| u128::from(record.said.recorded_at.0) + u128::from(retention);
		self.retention
			.is_some_and(|retention: u64| end(retention) <= u128::from(self.now.0))
	}

	/// The chain had time to let an e-seal's first records leave, so many with those that left before.
	pub fn leave(&mut self, seal: usize, records: usize) {
		let before = self.seals[seal].left;
		for (number, record) in self.seals[seal].records[..records].iter().enumerate().skip(before) {
			assert!(self.is_over(record), "record {number} of e-seal {seal} left early");
		}
		assert!(before <= records, "a record of e-seal {seal} came back");
		self.seals[seal].left = records;
	}

	/// Where each document is found that the state knows: the e-seal, the index of the use, and the number of the record.
	pub fn found_by_document(&self) -> BTreeMap<(DocumentDigest, SealId, u64), u64> {
		let mut found = BTreeMap::new();
		for (id, seal) in self.seals.iter().enumerate() {
			let mut first = 0;
			for (number, record) in seal.records.iter().enumerate() {
				for (index, document) in (first..).zip(&record.known).filter(|_| number >= seal.left) {
					found.insert((*document, SealId(id as u64), index), number as u64);
				}
				first += record.count();
			}
		}
		found
	}

	/// What stands in the way of using an e-seal now.
	pub fn obstacles(&self, seal: usize) -> Vec<LogError> {
		let status = self.status(seal);
		let seal = &self.seals[seal];
		let mut obstacles = Vec::new();
		match status {
			// One that has not taken over yet is not valid yet.
			SealStatus::Active | SealStatus::Superseded | SealStatus::Approved => {}
			SealStatus::Revoked => obstacles.push(LogError::SealRevoked),
			SealStatus::Applied | SealStatus::Rejected | SealStatus::Withdrawn => {
				obstacles.push(LogError::SealNotIssued)
			}
		}
		obstacles.extend(seal.counting_holds(self.now).into_iter().map(|hold| match hold {
			Hold::OwnerSuspension => LogError::SuspendedByOwner,
			Hold::PlatformSuspension => LogError::SuspendedByPlatform,
			Hold::Freeze => LogError::SealFrozen,
			Hold::PhysicalSealLost => LogError::PhysicalSealLost,
			Hold::EnterpriseRestricted => LogError::EnterpriseRestricted,
			Hold::EnterpriseRenamed => LogError::EnterpriseRenamed,
			Hold::KeyRotationDue => LogError::KeyRotationDue,
		}));
		if self.now < seal.form.valid_from {
			obstacles.push(LogError::SealNotYetValid);
		}
		if self.now >= seal.form.valid_until {
			obstacles.push(LogError::SealExpired);
		}
		obstacles
	}

	pub(super) fn grant(
		&mut self,
		caller: &Caller,
		seal: SealId,
		(operator, second): (&AccountId, Option<&AccountId>),
		purposes: BTreeSet<Purpose>,
		valid_until: Moment,
		quota: u32,
	) -> Verdict {
		let who = Self::account(caller)?;
		let mut broken = Broken::default();
		broken.unless(!purposes.is_empty(), LogError::NoPurpose);
		broken.unless(!purposes.contains(&Purpose::Liquidation), LogError::PurposeOfLiquidator);
		broken.unless(quota >= 1, LogError::NoQuota);
		broken.unless(valid_until > self.now, LogError::GrantPast);
		let Some(id) = self.find_seal(seal) else {
			broken.all([LogError::SealNotFound]);
			return broken.verdict();
		};
		let owner = self.owner_of(id);
		broken.unless(owner == who, LogError::NotOwner);
		broken.unless(owner != operator, LogError::OperatorIsOwner);
		let holders = holders(&self.seals[id].form.key);
		broken.unless(!holders.contains(operator), LogError::OperatorHasSealKey);
		broken.unless(
			second.is_none_or(|second| second != operator && second != owner && !holders.contains(second)),
			LogError::SecondNotPossible,
		);
		if self.status(id) != SealStatus::Active {
			broken.all(self.obstacles(id));
		}
		broken.unless(
			second
				.into_iter()
				.chain([operator])
				.all(|operator| !self.officers.contains_key(operator)),
			AdmissionError::OfficerAtEnterprise,
		);
		broken.unless(self.open_grant(id, operator).is_none(), LogError::OperatorHasGrant);
		broken.unless(
			self.open_grants(id) < MaxGrants::get() as usize,
			LogError::TooManyGrants,
		);
		broken.verdict()?;
		self.grants.push(Grant {
			seal: id,
			operator: operator.clone(),
			second: second.cloned(),
			purposes,
			valid_until,
			quota,
			granted_at: self.now,
			ended: None,
			from: None,
			lender: None,
		});
		Ok(())
	}

	pub(super) fn revoke_grant(&mut self, caller: &Caller, grant: GrantId) -> Verdict {
		let who = Self::account(caller)?;
		let Some(id) = usize::try_from(grant.0).ok().filter(|id| *id < self.grants.len()) else {
			return Err(vec![LogError::GrantNotFound.into()]);
		};
		let mut broken = Broken::default();
		let lent_it = |lender: usize| self.grants[lender].operator == *who;
		let may = self.owner_of(self.grants[id].seal) == who || self.grants[id].lender.is_some_and(lent_it);
		broken.unless(may, LogError::NotOwner);
		broken.unless(self.grants[id].is_open(), LogError::GrantEnded);
		broken.verdict()?;
		let heir = self.heir(id);
		for id in [Some(id), heir].into_iter().flatten() {
			self.grants[id].ended = Some((self.now, GrantEnd::Revoked));
			for lent in self
				.grants
				.iter_mut()
				.filter(|lent| lent.lender == Some(id) && lent.is_open())
			{
				lent.ended = Some((self.now, GrantEnd::WithLender));
			}
		}
		Ok(())
	}

	pub(super) fn raise_quota(&mut self, caller: &Caller, grant: GrantId, quota: u32) -> Verdict {
		let who = Self::account(caller)?;
		let Some(id) = usize::try_from(grant.0).ok().filter(|id| *id < self.grants.len()) else {
			return Err(vec![LogError::GrantNotFound.into()]);
		};
		let mut broken = Broken::default();
		broken.unless(self.owner_of(self.grants[id].seal) == who, LogError::NotOwner);
		broken.unless(self.now < self.grants[id].valid_until, LogError::GrantExpired);
		broken.unless(self.grants[id].is_open(), LogError::GrantEnded);
		broken.unless(quota > self.grants[id].quota, LogError::QuotaNotRaised);
		broken.verdict()?;
		self.grants[id].quota = quota;
		if let Some(heir) = self.heir(id) {
			self.grants[heir].quota = quota.max(self.grants[heir].quota);
		}
		Ok(())
	}

	pub(super) fn record_use(
		&mut self,
		caller: &Caller,
		seal: SealId,
		statement: &UseStatement,
		signed: Signed<'_>,
	) -> Verdict {
		let who = Self::account(caller)?.clone();
		let mut broken = self.rules_of_uses(&who, seal, statement, signed);
		match statement.documents {
			Documents::One(document) => {
				broken.verdict()?;
				self.enter(who, statement, signed, vec![document], false);
				Ok(())
			}
			Documents::Batch { .. } => {
				broken.all([LogError::NotOneDocument]);
				broken.verdict()
			}
		}
	}

	pub(super) fn record_uses(
		&mut self,
		caller: &Caller,
		seal: SealId,
		statement: &UseStatement,
		documents: &[DocumentDigest],
		signed: Signed<'_>,
	) -> Verdict {
		let who = Self::account(caller)?.clone();
		let mut broken = self.rules_of_uses(&who, seal, statement, signed);
		let listed = Documents::Batch {
			count: documents.len() as u32,
			root: root(documents),
		};
		broken.unless(
			!documents.is_empty() && statement.documents == listed,
			LogError::DocumentsDiffer,
		);
		broken.verdict()?;
		self.enter(who, statement, signed, documents.to_vec(), true);
		Ok(())
	}

	pub(super) fn anchor_batch(
		&mut self,
		caller: &Caller,
		seal: SealId,
		statement: &UseStatement,
		signed: Signed<'_>,
	) -> Verdict {
		let who = Self::account(caller)?.clone();
		let mut broken = self.rules_of_uses(&who, seal, statement, signed);
		match statement.documents {
			Documents::One(_) => broken.all([LogError::NotABatch]),
			Documents::Batch { count, .. } => {
				broken.unless((1..=MOST_ANCHORED).contains(&count), LogError::BatchSize);
			}
		}
		broken.verdict()?;
		self.enter(who, statement, signed, Vec::new(), false);
		Ok(())
	}

	/// The call succeeds, whatever becomes of its uses: [`Model::of_many`] says that.
	pub(super) fn record_for_many(&mut self, caller: &Caller, uses: &[SignedUse]) -> Verdict {
		Self::account(caller)?;
		let verdict_on = |one: &SignedUse| {
			let seal = one.statement.seal;
			(
				seal,
				self.record_use(caller, seal, &one.statement, (&one.signature, None)),
			)
		};
		self.of_many = uses.iter().map(verdict_on).collect();
		for (seal, verdict) in self.of_many.clone() {
			if verdict.is_err() {
				self.count_refused(seal);
			}
		}
		Ok(())
	}

	/// The rules of every record, whichever call makes it. Those that this one breaks.
	fn rules_of_uses(
		&self,
		who: &AccountId,
		seal: SealId,
		statement: &UseStatement,
		(signature, approval): Signed<'_>,
	) -> Broken {
		let UseStatement {
			seal: said,
			grant,
			nonce,
			documents,
			purpose,
			signed_at,
		} = statement.clone();
		let mut broken = Broken::default();
		broken.unless(said == seal, LogError::StatementForAnotherSeal);
		broken.unless(
			signed_at + StatementLifetime::get() >= self.now,
			LogError::StatementTooOld,
		);
		broken.unless(
			signed_at <= self.now + MaxClockAhead::get(),
			LogError::StatementFromFuture,
		);
		let Some(id) = self.find_seal(seal) else {
			broken.all([LogError::SealNotFound]);
			return broken;
		};
		// The liquidator acts in the owner's place, for liquidation alone.
		let liquidates = purpose == Purpose::Liquidation;
		let gives_way =
			|obstacle: &LogError| matches!(obstacle, LogError::EnterpriseRestricted | LogError::SuspendedByOwner);
		let obstacles = self.obstacles(id).into_iter();
		broken.all(obstacles.filter(|obstacle| !(liquidates && gives_way(obstacle))));

		match grant {
			// Every use counts, whoever was the owner then.
			None => {
				match liquidates {
					true => broken.unless(self.liquidator_of(id) == Some(who), LogError::NotLiquidator),
					false => broken.unless(self.owner_of(id) == who, LogError::NoGrant),
				}
				broken.unless(nonce == self.by_owners(id), LogError::WrongNonce);
			}
			Some(grant) => {
				let own = |number: &usize| {
					let grant = self.grants.get(*number);
					grant.is_some_and(|grant| grant.seal == id && grant.operator == *who)
				};
				match usize::try_from(grant.0).ok().filter(own) {
					None => broken.all([LogError::NoGrant]),
					Some(number) => {
						let (grant, used) = (&self.grants[number], self.used(number));
						let room = self.uses_left(number);
						broken.unless(self.now < grant.valid_until, LogError::GrantExpired);
						broken.unless(grant.is_open(), LogError::GrantEnded);
						broken.unless(grant.purposes.contains(&purpose), LogError::PurposeNotGranted);
						broken.unless(uses_of(&documents) <= room, LogError::QuotaExhausted);
						broken.unless(nonce == used, LogError::WrongNonce);
					}
				}
			}
		}

		let mut bytes = b"eseal:use:v2".to_vec();
		(genesis_hash(), who, said, grant, nonce).encode_to(&mut bytes);
		match documents {
			Documents::One(document) => (0u8, document).encode_to(&mut bytes),
			Documents::Batch { count, root } => (1u8, count, root).encode_to(&mut bytes),
		}
		(purpose, signed_at).encode_to(&mut bytes);
		broken.unless(
			is_signed(&self.seals[id].form.key, signature, &bytes),
			LogError::SignatureInvalid,
		);
		let own = grant.and_then(|grant| self.grants.get(usize::try_from(grant.0).ok()?));
		match (own.and_then(|grant| grant.second.as_ref()), approval) {
			(None, None) => {}
			(Some(_), None) => broken.all([LogError::SecondOperatorNeeded]),
			(None, Some(_)) => broken.all([LogError::NoSecondOperator]),
			(Some(second), Some(Approval { key, signature })) => {
				let said = [
					&b"<Bytes>eseal:approval:v1"[..],
					&bytes[b"eseal:use:v2".len()..],
					b"</Bytes>",
				]
				.concat();
				let approves = holders(key).contains(second) && is_signed(key, signature, &said);
				broken.unless(approves, LogError::ApprovalInvalid);
			}
		}
		broken
	}

	/// Puts a record in the log.
	fn enter(
		&mut self,
		who: AccountId,
		statement: &UseStatement,
		(signature, approval): Signed<'_>,
		known: Vec<DocumentDigest>,
		is_listed: bool,
	) {
		let UseStatement {
			seal,
			grant,
			nonce,
			documents,
			purpose,
			signed_at,
		} = statement.clone();
		let (now, height) = (self.now, self.height);
		let id = self.find_seal(seal).expect("the rules hold");
		self.note_alarms(id, grant, uses_of(&documents));
		let index = self.uses(id);
		let seal_of_use = &mut self.seals[id];
		let entries = seal_of_use.history.len() as u32;
		let mut covered = seal_of_use.head.encode();
		(seal, index, documents, purpose, &who, grant).encode_to(&mut covered);
		(nonce, signed_at, now, height, entries, signature, approval).encode_to(&mut covered);
		seal_of_use.head = blake2_256(&covered).into();
		let said = UseRecord {
			seal,
			index,
			documents,
			purpose,
			account: who,
			grant,
			nonce,
			signed_at,
			recorded_at: now,
			block: height,
			history_len: entries,
			signature: signature.clone(),
			approval: approval.cloned(),
		};
		seal_of_use.records.push(Record {
			said,
			known,
			is_listed,
			head: seal_of_use.head,
		});
	}

	pub(super) fn set_retention(&mut self, caller: &Caller, retention: Option<u64>) -> Verdict {
		Self::root(caller)?;
		let mut broken = Broken::default();
		broken.unless(
			retention.is_none_or(|retention| retention >= MinRetention::get()),
			LogError::RetentionTooShort,
		);
		broken.verdict()?;
		self.retention = retention;
		Ok(())
	}

	/// The use must be in the record, and the record in the state, and the one that was looked at.
	pub(super) fn flag_use(
		&mut self,
		caller: &Caller,
		seal: SealId,
		index: u64,
		(record, digest): (u64, H256),
		reason: FlagReason,
		note: Option<DocumentDigest>,
	) -> Verdict {
		let (seat, account) = self.any_officer(caller)?;
		let mut broken = Broken::default();
		let holder = self.find_seal(seal).and_then(|id| self.record_at(id, index));
		broken.unless(
			holder.is_some_and(|holder| holder as u64 == record),
			LogError::UseNotFound,
		);
		if let Some(of_the_record) = self.use_digest(seal, record) {
			broken.unless(of_the_record == digest, LogError::UseDiffers);
		}
		broken.verdict()?;
		self.flags.push(Flag {
			of: (seal, index),
			reason,
			note,
			by: Officer { seat, account },
			at: self.now,
			closed: None,
		});
		Ok(())
	}

	pub(super) fn close_flag(&mut self, caller: &Caller, flag: FlagId, digest: H256, outcome: FlagOutcome) -> Verdict {
		let (seat, account) = self.any_officer(caller)?;
		let at = self.now;
		let of_the_flag = self.flag_digest(flag);
		let found = usize::try_from(flag.0).ok().and_then(|id| self.flags.get_mut(id));
		let Some(flag) = found else {
			return Err(vec![LogError::FlagNotFound.into()]);
		};
		let mut broken = Broken::default();
		broken.unless(of_the_flag == Some(digest), LogError::FlagDiffers);
		broken.unless(flag.by.seat == seat, LogError::FlagOfAnotherAgency);
		broken.unless(flag.closed.is_none(), LogError::FlagAlreadyClosed);
		broken.verdict()?;
		flag.closed = Some(FlagClosure {
			outcome,
			by: Officer { seat, account },
			at,
		});
		Ok(())
	}
}
