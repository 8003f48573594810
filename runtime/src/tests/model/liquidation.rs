//! The liquidator of an enterprise in liquidation.

use super::{register::errors, AdmissionError, Broken, Caller, Model, SealError, Verdict};
use crate::AccountId;
use eseal_primitives::{DocumentDigest, Moment};
use pallet_agencies::Seat;
use pallet_e_seal::{Actor, EnterpriseStatus, RegisterChange};

/// A liquidator.
#[derive(Debug, Clone)]
pub struct Liquidator {
	/// The account.
	pub account: AccountId,
	/// The decision.
	pub order: DocumentDigest,
	/// Since when.
	pub since: Moment,
}

impl Model {
	/// The liquidator of an e-seal's enterprise.
	pub fn liquidator_of(&self, id: usize) -> Option<&AccountId> {
		let enterprise = &self.enterprises[&self.seals[id].uscc];
		enterprise.liquidator.as_ref().map(|liquidator| &liquidator.account)
	}

	pub(super) fn name_liquidator(
		&mut self,
		caller: &Caller,
		uscc: &[u8],
		account: &AccountId,
		order: DocumentDigest,
	) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let uscc = self.find_enterprise(uscc).map_err(errors)?;
		let enterprise = &self.enterprises[&uscc];
		let mut broken = Broken::default();
		match enterprise.status {
			EnterpriseStatus::Active => broken.all([SealError::EnterpriseNotRestricted]),
			EnterpriseStatus::Restricted => {}
			EnterpriseStatus::Deregistered | EnterpriseStatus::Voided => broken.all(enterprise.not_registered()),
		}
		let named = enterprise.liquidator.as_ref().map(|liquidator| &liquidator.account);
		broken.unless(named != Some(account), SealError::LiquidatorUnchanged);
		broken.unless(!self.has_seal_key(&uscc, account), SealError::OwnerHasSealKey);
		broken.unless(
			!self.officers.contains_key(account),
			AdmissionError::OfficerAtEnterprise,
		);
		broken.verdict()?;
		let since = self.now;
		self.enterprise_mut(&uscc).liquidator = Some(Liquidator {
			account: account.clone(),
			order,
			since,
		});
		let account = account.clone();
		self.enter_change(&uscc, RegisterChange::LiquidatorNamed { account, order }, by);
		Ok(())
	}

	/// Nothing is left to liquidate, or nothing is liquidated any more.
	pub(super) fn dismiss_liquidator(&mut self, uscc: &str, by: &Actor<AccountId>) {
		if let Some(Liquidator { account, .. }) = self.enterprise_mut(uscc).liquidator.take() {
			self.enter_change(uscc, RegisterChange::LiquidatorDismissed { account }, by.clone());
		}
	}
}
