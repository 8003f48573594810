//! Grants that operators lend on.

use super::{log::Grant, seals::holders, AdmissionError, Broken, Caller, LogError, Model, Verdict};
use crate::{AccountId, MaxGrants};
use eseal_primitives::{GrantId, Moment, Purpose};
use pallet_e_seal::SealStatus;
use std::collections::BTreeSet;

/// The most open grants that are lent from one.
const MOST_LENT: usize = 8;

impl Model {
	/// Whether another grant can be lent from this one.
	pub(super) fn has_room_to_lend(&self, lender: usize) -> bool {
		let lent = self
			.grants
			.iter()
			.filter(|grant| grant.lender == Some(lender) && grant.is_open());
		lent.count() < MOST_LENT
	}

	pub(super) fn lend(
		&mut self,
		caller: &Caller,
		from: GrantId,
		operator: &AccountId,
		purposes: BTreeSet<Purpose>,
		valid_until: Moment,
		quota: u32,
	) -> Verdict {
		let who = Self::account(caller)?;
		let Some(lender) = usize::try_from(from.0).ok().filter(|id| *id < self.grants.len()) else {
			return Err(vec![LogError::GrantNotFound.into()]);
		};
		let lenders = &self.grants[lender];
		let seal = lenders.seal;
		let mut broken = Broken::default();
		broken.unless(lenders.operator == *who, LogError::NotOperator);
		broken.unless(lenders.is_open(), LogError::GrantEnded);
		broken.unless(self.now < lenders.valid_until, LogError::GrantExpired);
		broken.unless(lenders.lender.is_none(), LogError::GrantIsLent);
		if self.status(seal) != SealStatus::Active {
			broken.all(self.obstacles(seal));
		}
		broken.unless(self.owner_of(seal) != operator, LogError::OperatorIsOwner);
		broken.unless(lenders.second.as_ref() != Some(operator), LogError::SecondNotPossible);
		broken.unless(!purposes.is_empty(), LogError::NoPurpose);
		broken.unless(!purposes.contains(&Purpose::Liquidation), LogError::PurposeOfLiquidator);
		broken.unless(purposes.is_subset(&lenders.purposes), LogError::PurposeNotGranted);
		broken.unless(valid_until > self.now, LogError::GrantPast);
		broken.unless(valid_until <= lenders.valid_until, LogError::OutlivesGrant);
		broken.unless(quota >= 1, LogError::NoQuota);
		broken.unless(u64::from(quota) <= self.uses_left(lender), LogError::QuotaExhausted);
		broken.unless(
			!holders(&self.seals[seal].form.key).contains(operator),
			LogError::OperatorHasSealKey,
		);
		broken.unless(
			!self.officers.contains_key(operator),
			AdmissionError::OfficerAtEnterprise,
		);
		broken.unless(self.open_grant(seal, operator).is_none(), LogError::OperatorHasGrant);
		broken.unless(
			self.open_grants(seal) < MaxGrants::get() as usize,
			LogError::TooManyGrants,
		);
		broken.unless(self.has_room_to_lend(lender), LogError::TooManyLent);
		broken.verdict()?;
		self.grants.push(Grant {
			seal,
			operator: operator.clone(),
			second: lenders.second.clone(),
			purposes,
			valid_until,
			quota,
			granted_at: self.now,
			ended: None,
			from: None,
			lender: Some(lender),
		});
		self.lent_to = Some(operator.clone());
		Ok(())
	}
}
