//! Grants that carry over to a successor, and those that are left behind.

use super::{log::Grant, seals::holders, Broken, Caller, LogError, Model, Verdict};
use crate::MaxGrants;
use eseal_primitives::{GrantId, SealId};
use pallet_e_seal::SealStatus;
use pallet_usage_log::GrantEnd;

impl Model {
	/// How many open grants an e-seal has.
	pub fn open_grants(&self, seal: usize) -> usize {
		let open = self.grants.iter().filter(|grant| grant.is_open() && grant.seal == seal);
		open.count()
	}

	/// The open grant that goes on from this one: the last that was to.
	pub fn heir(&self, grant: usize) -> Option<usize> {
		let last = self.grants.iter().rposition(|heir| heir.from == Some(grant));
		last.filter(|heir| self.grants[*heir].is_open())
	}

	/// Ends the grants of an e-seal, and those that its predecessor left behind.
	pub(super) fn end_grants(&mut self, seal: usize) {
		self.end_left_behind(seal);
		self.end_own(seal);
	}

	/// Ends the grants of the predecessor of an e-seal, if that took over from it.
	pub(super) fn end_left_behind(&mut self, seal: usize) {
		let before = self.seals[seal].supersedes.and_then(|before| self.find_seal(before));
		if let Some(before) = before.filter(|before| self.status(*before) != SealStatus::Active) {
			self.end_own(before);
		}
	}

	fn end_own(&mut self, seal: usize) {
		let now = self.now;
		for grant in self
			.grants
			.iter_mut()
			.filter(|grant| grant.seal == seal && grant.is_open())
		{
			grant.ended = Some((now, GrantEnd::Dissolved));
		}
	}

	/// The day of which a grant is due, once that is over: the one on which its time ends, or a successor takes over from its e-seal
	/// if that comes before. And why it then ends.
	fn due(&self, grant: usize) -> (u64, GrantEnd) {
		let grant = &self.grants[grant];
		let seal = &self.seals[grant.seal];
		let expires = grant.valid_until.day();
		let taken_over = seal.revoked_at.filter(|_| seal.status == SealStatus::Superseded);
		match taken_over.map(|at| at.day()).filter(|day| *day < expires) {
			Some(day) => (day, GrantEnd::Dissolved),
			None => (expires, GrantEnd::Expired),
		}
	}

	/// Whether the day of which a grant is due is over: then the chain ends it when it has time to.
	pub fn is_overdue(&self, grant: usize) -> bool {
		self.grants[grant].is_open() && self.due(grant).0 < self.now.day()
	}

	/// The chain had time to end an overdue grant.
	pub fn expire(&mut self, grant: usize) {
		assert!(self.is_overdue(grant), "grant {grant} is not overdue");
		self.grants[grant].ended = Some((self.now, self.due(grant).1));
		self.settle();
	}

	pub(super) fn carry_over(&mut self, caller: &Caller, successor: SealId, grants: &[GrantId]) -> Verdict {
		let who = Self::account(caller)?.clone();
		let Some(id) = self.find_seal(successor) else {
			return Err(vec![LogError::SealNotFound.into()]);
		};
		let mut broken = Broken::default();
		broken.unless(*self.owner_of(id) == who, LogError::NotOwner);
		match self.status(id) {
			SealStatus::Applied | SealStatus::Approved | SealStatus::Active => {}
			SealStatus::Revoked | SealStatus::Superseded => broken.all([LogError::SealRevoked]),
			SealStatus::Rejected | SealStatus::Withdrawn => broken.all([LogError::SealNotIssued]),
		}
		let before = self.seals[id].supersedes.and_then(|before| self.find_seal(before));
		broken.unless(before.is_some(), LogError::NoPredecessor);
		broken.verdict()?;
		let before = before.expect("it is among the rules");
		let mut after = self.clone();
		after.end_left_behind(before);
		for GrantId(number) in grants {
			after.carry_one(*number as usize, before, id)?;
		}
		*self = after;
		Ok(())
	}

	fn carry_one(&mut self, number: usize, before: usize, successor: usize) -> Verdict {
		let mut broken = Broken::default();
		let Some(grant) = self.grants.get(number).cloned() else {
			broken.all([LogError::GrantNotFound]);
			return broken.verdict();
		};
		broken.unless(grant.seal == before, LogError::GrantOfAnotherSeal);
		let carried = self
			.heir(number)
			.is_some_and(|heir| self.grants[heir].seal == successor);
		if carried {
			return broken.verdict();
		}
		broken.unless(self.now < grant.valid_until, LogError::GrantExpired);
		broken.unless(grant.is_open(), LogError::GrantEnded);
		broken.unless(
			!holders(&self.seals[successor].form.key).contains(&grant.operator),
			LogError::OperatorHasSealKey,
		);
		broken.unless(
			grant
				.second
				.as_ref()
				.is_none_or(|second| !holders(&self.seals[successor].form.key).contains(second)),
			LogError::SecondNotPossible,
		);
		broken.unless(
			self.open_grant(successor, &grant.operator).is_none(),
			LogError::OperatorHasGrant,
		);
		broken.unless(
			self.open_grants(successor) < MaxGrants::get() as usize,
			LogError::TooManyGrants,
		);
		let lender = grant.lender.map(|lender| {
			let heir = self.heir(lender);
			heir.filter(|heir| self.grants[*heir].seal == successor)
		});
		broken.unless(lender != Some(None), LogError::LenderNotCarried);
		broken.unless(
			lender.flatten().is_none_or(|lender| self.has_room_to_lend(lender)),
			LogError::TooManyLent,
		);
		broken.verdict()?;
		self.grants.push(Grant {
			seal: successor,
			granted_at: self.now,
			from: Some(number),
			lender: lender.flatten(),
			..grant
		});
		Ok(())
	}
}
