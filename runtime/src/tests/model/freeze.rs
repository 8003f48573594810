//! The freeze of an enterprise, and what is on record of an enterprise.

use super::{register::errors, Broken, Caller, Model, SealError, Verdict};
use crate::AccountId;
use eseal_primitives::{DocumentDigest, Moment};
use pallet_agencies::Seat;
use pallet_e_seal::{Actor, Hold, RegisterChange, RegisterEntry};

/// The longest freeze, in milliseconds: 180 days.
pub const LONGEST_FREEZE: u64 = 180 * 24 * 60 * 60 * 1_000;

/// A freeze that was not lifted.
#[derive(Debug, Clone)]
pub struct Frozen {
	/// The order.
	pub order: DocumentDigest,
	/// Since when.
	pub from: Moment,
	/// When it ends by itself.
	pub until: Moment,
}

impl Model {
	/// Appends to the records of an enterprise what counts from now on.
	pub(super) fn enter_change(&mut self, uscc: &str, change: RegisterChange<AccountId>, by: Actor<AccountId>) {
		let entry = RegisterEntry {
			change,
			by,
			effective_at: self.now,
			recorded_at: self.now,
			block: self.height,
		};
		self.enterprise_mut(uscc).records.push(entry);
	}

	pub(super) fn freeze(&mut self, caller: &Caller, uscc: &[u8], order: DocumentDigest, until: Moment) -> Verdict {
		let by = self.officer(caller, Seat::PublicSecurity)?;
		let mut broken = Broken::default();
		broken.unless(until > self.now, SealError::FreezeEndPast);
		broken.unless(until <= self.now + LONGEST_FREEZE, SealError::FreezeTooLong);
		let uscc = match self.find_enterprise(uscc) {
			Ok(uscc) => uscc,
			Err(wrong) => {
				broken.all(wrong);
				return broken.verdict();
			}
		};
		let enterprise = &self.enterprises[&uscc];
		broken.all(enterprise.not_registered());
		let longer = !enterprise.is_frozen(self.now) || enterprise.freeze.as_ref().is_some_and(|f| until > f.until);
		broken.unless(longer, SealError::FreezeNotLonger);
		broken.verdict()?;
		let from = self.now;
		self.enterprise_mut(&uscc).freeze = Some(Frozen { order, from, until });
		self.enter_change(&uscc, RegisterChange::Frozen { order, until }, by.clone());
		// Or the freeze would end with the takeover, or could be outlived without it.
		for id in self.in_force(&uscc) {
			self.place_freeze(id, order, until, by.clone());
		}
		Ok(())
	}

	pub(super) fn unfreeze(&mut self, caller: &Caller, uscc: &[u8], order: DocumentDigest) -> Verdict {
		let by = match caller {
			Caller::Root => Actor::Motion,
			_ => self.officer(caller, Seat::PublicSecurity)?,
		};
		let uscc = self.find_enterprise(uscc).map_err(errors)?;
		let enterprise = &self.enterprises[&uscc];
		let Some(frozen) = enterprise.freeze.as_ref().filter(|_| enterprise.is_frozen(self.now)) else {
			return Err(vec![SealError::EnterpriseNotFrozen.into()]);
		};
		let mut broken = Broken::default();
		broken.unless(frozen.order == order, SealError::FreezeDiffers);
		broken.verdict()?;
		self.enterprise_mut(&uscc).freeze = None;
		self.enter_change(&uscc, RegisterChange::Unfrozen { order }, by.clone());
		let both = self.in_force(&uscc);
		self.lift_from_each(both, Hold::Freeze, &by);
		Ok(())
	}
}
