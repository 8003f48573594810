//! Grants, uses and flags.

use super::{
	seals::{holders, is_signed},
	Broken, Caller, LogError, Model, Verdict,
};
use crate::{tests::env::genesis_hash, AccountId, MaxClockAhead, MaxGrants, StatementLifetime};
use codec::Encode;
use eseal_primitives::{DocumentDigest, Moment, Purpose, SealId, SealSignature, UseStatement};
use pallet_agencies::Officer;
use pallet_e_seal::{Hold, SealStatus};
use pallet_usage_log::{FlagClosure, FlagId, FlagOutcome, FlagReason, GrantEnd, GrantId, UseRecord};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use std::collections::BTreeSet;

/// A grant.
#[derive(Debug, Clone)]
pub struct Grant {
	/// The e-seal.
	pub seal: usize,
	/// Who may use it.
	pub operator: AccountId,
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
}

impl Grant {
	/// Whether it was not ended.
	pub fn is_open(&self) -> bool {
		self.ended.is_none()
	}
}

/// A flag.
#[derive(Debug, Clone)]
pub struct Flag {
	/// The use: e-seal and number in its log.
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

	/// How many uses were made under a grant.
	pub fn used(&self, grant: usize) -> u32 {
		let seal = self.grants[grant].seal;
		let under = |record: &&UseRecord<_, _>| record.grant == Some(GrantId(grant as u64));
		self.seals[seal].uses.iter().filter(under).count() as u32
	}

	/// How many uses of an e-seal an account recorded.
	pub fn recorded(&self, seal: usize, account: &AccountId) -> u64 {
		let by = |record: &&UseRecord<AccountId, _>| record.account == *account;
		self.seals[seal].uses.iter().filter(by).count() as u64
	}

	/// What stands in the way of using an e-seal now.
	pub fn obstacles(&self, seal: usize) -> Vec<LogError> {
		let seal = &self.seals[seal];
		let mut obstacles = Vec::new();
		match seal.status {
			SealStatus::Active => {}
			SealStatus::Revoked => obstacles.push(LogError::SealRevoked),
			SealStatus::Applied | SealStatus::Rejected | SealStatus::Withdrawn => {
				obstacles.push(LogError::SealNotIssued)
			}
		}
		obstacles.extend(seal.standing_holds().into_iter().map(|hold| match hold {
			Hold::OwnerSuspension => LogError::SuspendedByOwner,
			Hold::PlatformSuspension => LogError::SuspendedByPlatform,
			Hold::Freeze => LogError::SealFrozen,
			Hold::PhysicalSealLost => LogError::PhysicalSealLost,
			Hold::EnterpriseRestricted => LogError::EnterpriseRestricted,
			Hold::EnterpriseRenamed => LogError::EnterpriseRenamed,
		}));
		if self.now < seal.form.valid_from {
			obstacles.push(LogError::SealNotYetValid);
		}
		if self.now >= seal.form.valid_until {
			obstacles.push(LogError::SealExpired);
		}
		obstacles
	}

	pub(super) fn end_grants(&mut self, seal: usize, reason: GrantEnd) {
		let now = self.now;
		for grant in self
			.grants
			.iter_mut()
			.filter(|grant| grant.seal == seal && grant.is_open())
		{
			grant.ended = Some((now, reason));
		}
	}

	/// Whether the day on which a grant's time is over, is over too: then the chain ends it when it has time to.
	pub fn is_overdue(&self, grant: usize) -> bool {
		let grant = &self.grants[grant];
		grant.is_open() && grant.valid_until.day() < self.now.day()
	}

	/// The chain had time to end an overdue grant.
	pub fn expire(&mut self, grant: usize) {
		assert!(self.is_overdue(grant), "grant {grant} is not overdue");
		self.grants[grant].ended = Some((self.now, GrantEnd::Expired));
		self.settle();
	}

	pub(super) fn grant(
		&mut self,
		caller: &Caller,
		seal: SealId,
		operator: &AccountId,
		purposes: BTreeSet<Purpose>,
		valid_until: Moment,
		quota: u32,
	) -> Verdict {
		let who = Self::account(caller)?;
		let mut broken = Broken::default();
		broken.unless(!purposes.is_empty(), LogError::NoPurpose);
		broken.unless(quota >= 1, LogError::NoQuota);
		broken.unless(valid_until > self.now, LogError::GrantPast);
		let Some(id) = self.find_seal(seal) else {
			broken.all([LogError::SealNotFound]);
			return broken.verdict();
		};
		let owner = self.owner_of(id);
		broken.unless(owner == who, LogError::NotOwner);
		broken.unless(owner != operator, LogError::OperatorIsOwner);
		broken.unless(
			!holders(&self.seals[id].form.key).contains(operator),
			LogError::OperatorHasSealKey,
		);
		match self.seals[id].status {
			SealStatus::Active => {}
			SealStatus::Revoked => broken.all([LogError::SealRevoked]),
			SealStatus::Applied | SealStatus::Rejected | SealStatus::Withdrawn => broken.all([LogError::SealNotIssued]),
		}
		broken.unless(self.open_grant(id, operator).is_none(), LogError::OperatorHasGrant);
		let open = self
			.grants
			.iter()
			.filter(|grant| grant.seal == id && grant.is_open())
			.count();
		broken.unless(open < MaxGrants::get() as usize, LogError::TooManyGrants);
		broken.verdict()?;
		self.grants.push(Grant {
			seal: id,
			operator: operator.clone(),
			purposes,
			valid_until,
			quota,
			granted_at: self.now,
			ended: None,
		});
		Ok(())
	}

	pub(super) fn revoke_grant(&mut self, caller: &Caller, grant: GrantId) -> Verdict {
		let who = Self::account(caller)?;
		let Some(id) = usize::try_from(grant.0).ok().filter(|id| *id < self.grants.len()) else {
			return Err(vec![LogError::GrantNotFound.into()]);
		};
		let mut broken = Broken::default();
		broken.unless(self.owner_of(self.grants[id].seal) == who, LogError::NotOwner);
		broken.unless(self.grants[id].is_open(), LogError::GrantEnded);
		broken.verdict()?;
		self.grants[id].ended = Some((self.now, GrantEnd::Revoked));
		Ok(())
	}

	pub(super) fn record_use(
		&mut self,
		caller: &Caller,
		seal: SealId,
		statement: &UseStatement,
		signature: &SealSignature,
	) -> Verdict {
		let who = Self::account(caller)?.clone();
		let mut broken = Broken::default();
		broken.unless(statement.seal == seal, LogError::StatementForAnotherSeal);
		broken.unless(
			statement.signed_at + StatementLifetime::get() >= self.now,
			LogError::StatementTooOld,
		);
		broken.unless(
			statement.signed_at <= self.now + MaxClockAhead::get(),
			LogError::StatementFromFuture,
		);
		let Some(id) = self.find_seal(seal) else {
			broken.all([LogError::SealNotFound]);
			return broken.verdict();
		};
		broken.all(self.obstacles(id));

		let mut grant = None;
		if *self.owner_of(id) != who {
			grant = self.open_grant(id, &who);
			match grant {
				None => broken.all([LogError::NoGrant]),
				Some(number) => {
					let grant = &self.grants[number];
					broken.unless(self.now < grant.valid_until, LogError::GrantExpired);
					broken.unless(grant.purposes.contains(&statement.purpose), LogError::PurposeNotGranted);
					broken.unless(self.used(number) < grant.quota, LogError::QuotaExhausted);
				}
			}
		}

		let nonce = self.recorded(id, &who);
		broken.unless(statement.nonce == nonce, LogError::WrongNonce);
		let mut bytes = b"eseal:use:v1".to_vec();
		(genesis_hash(), &who).encode_to(&mut bytes);
		let UseStatement {
			seal: said,
			nonce: numbered,
			document,
			purpose,
			signed_at,
		} = statement.clone();
		(said, numbered, document, purpose, signed_at).encode_to(&mut bytes);
		broken.unless(
			is_signed(&self.seals[id].form.key, signature, &bytes),
			LogError::SignatureInvalid,
		);
		broken.verdict()?;

		let (now, height) = (self.now, self.height);
		let seal_of_use = &mut self.seals[id];
		let index = seal_of_use.uses.len() as u64;
		let entries = seal_of_use.history.len() as u32;
		let grant = grant.map(|number| GrantId(number as u64));
		let mut covered = seal_of_use.head.encode();
		(seal, index, document, purpose, &who, grant).encode_to(&mut covered);
		(nonce, signed_at, now, height, entries, signature).encode_to(&mut covered);
		seal_of_use.head = blake2_256(&covered).into();
		seal_of_use.uses.push(UseRecord {
			seal,
			index,
			document,
			purpose,
			account: who,
			grant,
			nonce,
			signed_at,
			recorded_at: now,
			block: height,
			history_len: entries,
			signature: signature.clone(),
		});
		Ok(())
	}

	pub(super) fn flag_use(
		&mut self,
		caller: &Caller,
		seal: SealId,
		index: u64,
		digest: H256,
		reason: FlagReason,
		note: Option<DocumentDigest>,
	) -> Verdict {
		let (seat, account) = self.any_officer(caller)?;
		let mut broken = Broken::default();
		match self.use_digest(seal, index) {
			Some(of_the_use) => broken.unless(of_the_use == digest, LogError::UseDiffers),
			None => broken.all([LogError::UseNotFound]),
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
