//! Officers.

use super::{AgenciesError, Broken, Caller, Model, Verdict};
use crate::{AccountId, MaxOfficers, Runtime};
use pallet_agencies::{Call, Seat};
use sp_runtime::DispatchError;

impl Model {
	pub(super) fn agencies(&mut self, caller: &Caller, call: &Call<Runtime>) -> Verdict {
		match call {
			Call::add_officer { officer } => self.add_officer(caller, officer),
			Call::remove_officer { officer } => self.remove_officer(caller, officer),
			Call::__Ignore(_, never) => match *never {},
		}
	}

	fn governed_seat(&self, caller: &Caller) -> Result<Seat, Vec<DispatchError>> {
		let account = Self::account(caller)?;
		match self.governors.get(account) {
			Some(seat) => Ok(*seat),
			None => Err(vec![AgenciesError::NotSeatAccount.into()]),
		}
	}

	fn add_officer(&mut self, caller: &Caller, officer: &AccountId) -> Verdict {
		let seat = self.governed_seat(caller)?;
		let colleagues = self.officers.values().filter(|other| **other == seat).count();
		let mut broken = Broken::default();
		broken.unless(!self.officers.contains_key(officer), AgenciesError::AlreadyOfficer);
		broken.unless(
			!self.governors.contains_key(officer) && !self.validators.contains_key(officer),
			AgenciesError::AccountHasOtherDuty,
		);
		broken.unless(colleagues < MaxOfficers::get() as usize, AgenciesError::TooManyOfficers);
		broken.verdict()?;
		self.officers.insert(officer.clone(), seat);
		Ok(())
	}

	fn remove_officer(&mut self, caller: &Caller, officer: &AccountId) -> Verdict {
		let seat = self.governed_seat(caller)?;
		let mut broken = Broken::default();
		broken.unless(
			self.officers.get(officer) == Some(&seat),
			AgenciesError::NotOfficerOfSeat,
		);
		broken.verdict()?;
		self.officers.remove(officer);
		Ok(())
	}
}
