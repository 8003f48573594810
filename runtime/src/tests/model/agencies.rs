//! Seats, their officers and validators, and who of these finalizes blocks.

use super::{AdmissionError, AgenciesError, Broken, Caller, Model, Verdict};
use crate::{AccountId, BlockNumber, MaxOfficers, Runtime, RuntimeCall};
use eseal_primitives::act::Deed;
use pallet_agencies::{Call, Seat};
use sp_runtime::DispatchError;
use std::collections::BTreeSet;

/// The fewest seats that are held.
const FEWEST_SEATS: usize = 2;

/// The most validators of a seat.
pub const MOST_VALIDATORS: usize = 4;

/// The length of a session of `local_testnet`, in blocks.
const SESSION: BlockNumber = 10;

/// A day, in blocks.
const DAY: BlockNumber = 24 * 60 * 60 / 2;

/// How many validators a seat registers and replaces in a day.
const MOST_REGISTRATIONS: usize = 4;

impl Model {
	pub(super) fn agencies(&mut self, caller: &Caller, call: &Call<Runtime>) -> Verdict {
		match call {
			Call::add_officer { officer } => self.add_officer(caller, officer),
			Call::remove_officer { officer } => self.remove_officer(caller, officer),
			Call::dispatch_as_root { call } => self.dispatch_as_root(caller, call),
			Call::add_seat { seat, account } => self.add_seat(caller, *seat, account),
			Call::remove_seat { seat } => self.remove_seat(caller, *seat),
			Call::replace_seat_account { seat, account } => self.replace_seat_account(caller, *seat, account),
			Call::register_validator { validator } => self.register_validator(caller, validator),
			Call::replace_validator { validator, successor } => self.replace_validator(caller, validator, successor),
			Call::retire_validator { validator } => self.retire_validator(caller, validator),
			Call::allow_key_change { validator } => self.allow_key_change(caller, validator),
			Call::allow_registrations { seat } => self.allow_registrations(caller, *seat),
			Call::__Ignore(_, never) => match *never {},
		}
	}

	// --- What follows from the facts ---

	/// Who governs a seat.
	pub fn governor(&self, seat: Seat) -> Option<&AccountId> {
		let found = self.governors.iter().find(|(_, of)| **of == seat);
		found.map(|(account, _)| account)
	}

	/// The officers of a seat.
	pub fn officers_of(&self, seat: Seat) -> Vec<&AccountId> {
		of_seat(self.officers.iter(), seat)
	}

	/// The validators of a seat, in the order of registration.
	pub fn validators_of(&self, seat: Seat) -> Vec<&AccountId> {
		self.places.get(&seat).into_iter().flatten().collect()
	}

	/// Those who take part: of each seat as many as of every other, so many as the seat with the fewest has, but of two seats an
	/// odd number. A seat of which nobody has session keys does not count.
	fn one_voice(&self) -> BTreeSet<AccountId> {
		let able = |seat: &Seat| -> Vec<&AccountId> {
			let mut validators = self.validators_of(*seat);
			validators.retain(|who| self.keyed.contains(*who));
			validators
		};
		let two = Seat::ALL.iter().filter(|seat| !able(seat).is_empty()).count() == 2;
		let voices = (1..=MOST_VALIDATORS).rev().find(|count| {
			let all_have = Seat::ALL
				.iter()
				.all(|seat| able(seat).is_empty() || able(seat).len() >= *count);
			all_have && !(two && count % 2 == 0)
		});
		Seat::ALL
			.iter()
			.flat_map(|seat| able(seat).into_iter().take(voices.unwrap_or_default()).cloned())
			.collect()
	}

	/// Whether a validator may set session keys: it did not within a day, or a motion allowed it since.
	pub fn may_change_keys(&self, validator: &AccountId) -> bool {
		self.key_changes.get(validator).is_none_or(|at| self.height >= at + DAY)
	}

	/// Whether a seat may register or replace a validator.
	fn may_register(&self, seat: Seat) -> bool {
		self.counted(seat).len() < MOST_REGISTRATIONS
	}

	/// The registrations of a seat that count.
	fn counted(&self, seat: Seat) -> Vec<BlockNumber> {
		let all = self.registrations.get(&seat).into_iter().flatten();
		all.copied().filter(|at| self.height < at + DAY).collect()
	}

	fn count_registration(&mut self, seat: Seat) {
		let mut counted = self.counted(seat);
		counted.push(self.height);
		self.registrations.insert(seat, counted);
	}

	fn places_of(&mut self, seat: Seat) -> &mut Vec<AccountId> {
		self.places.entry(seat).or_default()
	}

	/// Whether a validator other than these has session keys.
	fn has_keys_besides(&self, leaving: &[AccountId]) -> bool {
		self.keyed.iter().any(|validator| !leaving.contains(validator))
	}

	/// Whether an account governs, validates or is an officer.
	pub fn has_duty(&self, account: &AccountId) -> bool {
		self.governors.contains_key(account)
			|| self.validators.contains_key(account)
			|| self.officers.contains_key(account)
	}

	// --- Sessions ---

	/// A validator sets session keys, as it may.
	pub fn set_session_keys(&mut self, validator: &AccountId) {
		assert!(
			self.validators.contains_key(validator),
			"the model gives keys to one who does not validate"
		);
		self.keyed.insert(validator.clone());
		self.key_changes.insert(validator.clone(), self.height);
	}

	/// A block opens. At the start of a session those take over who were chosen a session ago, and those are chosen with
	/// whom every seat has one voice. Somebody always is.
	pub fn open_block(&mut self, height: BlockNumber) {
		self.height = height;
		if height.is_multiple_of(SESSION) {
			self.authorities = self.chosen.clone();
			self.chosen = self.one_voice();
		}
	}

	// --- Calls ---

	pub(super) fn root(caller: &Caller) -> Verdict {
		match caller {
			Caller::Root => Ok(()),
			_ => Err(vec![DispatchError::BadOrigin]),
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
		let mut broken = Broken::default();
		broken.unless(!self.officers.contains_key(officer), AgenciesError::AlreadyOfficer);
		broken.unless(
			!self.governors.contains_key(officer) && !self.validators.contains_key(officer),
			AgenciesError::AccountHasOtherDuty,
		);
		broken.unless(
			self.officers_of(seat).len() < MaxOfficers::get() as usize,
			AgenciesError::TooManyOfficers,
		);
		broken.unless(!self.is_at_enterprise(officer), AdmissionError::OfficerAtEnterprise);
		broken.verdict()?;
		self.officers.insert(officer.clone(), seat);
		let by = self.governor(seat).cloned();
		self.enter_deed(officer, Deed::Appointed { seat, by });
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
		let by = self.governor(seat).cloned();
		self.enter_deed(officer, Deed::Ended { by });
		Ok(())
	}

	/// More than half of the seats make any call as root. Root itself is no motion.
	fn dispatch_as_root(&mut self, caller: &Caller, call: &RuntimeCall) -> Verdict {
		match caller {
			Caller::Motion { yes, of } if 2 * yes > *of => self.call(&Caller::Root, call),
			_ => Err(vec![DispatchError::BadOrigin]),
		}
	}

	fn add_seat(&mut self, caller: &Caller, seat: Seat, account: &AccountId) -> Verdict {
		Self::root(caller)?;
		let mut broken = Broken::default();
		broken.unless(self.governor(seat).is_none(), AgenciesError::SeatHeld);
		broken.unless(!self.has_duty(account), AgenciesError::AccountHasOtherDuty);
		broken.verdict()?;
		self.governors.insert(account.clone(), seat);
		Ok(())
	}

	fn remove_seat(&mut self, caller: &Caller, seat: Seat) -> Verdict {
		Self::root(caller)?;
		if self.governor(seat).is_none() {
			return Err(vec![AgenciesError::SeatVacant.into()]);
		}
		let mut broken = Broken::default();
		broken.unless(self.governors.len() > FEWEST_SEATS, AgenciesError::TooFewSeats);
		let leaving: Vec<_> = self.validators_of(seat).into_iter().cloned().collect();
		broken.unless(self.has_keys_besides(&leaving), AgenciesError::LastAuthority);
		broken.verdict()?;
		let officers: Vec<_> = self.officers_of(seat).into_iter().cloned().collect();
		for officer in officers {
			self.enter_deed(&officer, Deed::Ended { by: None });
		}
		for duty in [&mut self.governors, &mut self.officers, &mut self.validators] {
			duty.retain(|_, of| *of != seat);
		}
		self.places.remove(&seat);
		self.registrations.remove(&seat);
		Ok(())
	}

	fn replace_seat_account(&mut self, caller: &Caller, seat: Seat, account: &AccountId) -> Verdict {
		Self::root(caller)?;
		let mut broken = Broken::default();
		broken.unless(self.governor(seat).is_some(), AgenciesError::SeatVacant);
		broken.unless(!self.has_duty(account), AgenciesError::AccountHasOtherDuty);
		broken.verdict()?;
		self.governors.retain(|_, of| *of != seat);
		self.governors.insert(account.clone(), seat);
		Ok(())
	}

	fn register_validator(&mut self, caller: &Caller, validator: &AccountId) -> Verdict {
		let seat = self.governed_seat(caller)?;
		let mut broken = Broken::default();
		broken.unless(!self.has_duty(validator), AgenciesError::AccountHasOtherDuty);
		broken.unless(
			self.validators_of(seat).len() < MOST_VALIDATORS,
			AgenciesError::TooManyValidators,
		);
		broken.unless(self.may_register(seat), AgenciesError::TooManyRegistrations);
		broken.verdict()?;
		self.validators.insert(validator.clone(), seat);
		self.places_of(seat).push(validator.clone());
		self.count_registration(seat);
		Ok(())
	}

	fn replace_validator(&mut self, caller: &Caller, validator: &AccountId, successor: &AccountId) -> Verdict {
		let seat = self.governed_seat(caller)?;
		let mut broken = Broken::default();
		broken.unless(
			self.validators.get(validator) == Some(&seat),
			AgenciesError::NotValidatorOfSeat,
		);
		broken.unless(!self.has_duty(successor), AgenciesError::AccountHasOtherDuty);
		broken.unless(self.may_register(seat), AgenciesError::TooManyRegistrations);
		broken.unless(
			self.has_keys_besides(core::slice::from_ref(validator)),
			AgenciesError::LastAuthority,
		);
		broken.verdict()?;
		self.validators.remove(validator);
		self.validators.insert(successor.clone(), seat);
		for who in self.places_of(seat) {
			if who == validator {
				*who = successor.clone();
			}
		}
		self.count_registration(seat);
		Ok(())
	}

	fn retire_validator(&mut self, caller: &Caller, validator: &AccountId) -> Verdict {
		let seat = self.governed_seat(caller)?;
		if self.validators.get(validator) != Some(&seat) {
			return Err(vec![AgenciesError::NotValidatorOfSeat.into()]);
		}
		let mut broken = Broken::default();
		broken.unless(self.validators_of(seat).len() > 1, AgenciesError::LastValidator);
		broken.unless(
			self.has_keys_besides(core::slice::from_ref(validator)),
			AgenciesError::LastAuthority,
		);
		broken.verdict()?;
		self.validators.remove(validator);
		self.places_of(seat).retain(|who| who != validator);
		Ok(())
	}

	fn allow_key_change(&mut self, caller: &Caller, validator: &AccountId) -> Verdict {
		Self::root(caller)?;
		let mut broken = Broken::default();
		broken.unless(self.validators.contains_key(validator), AgenciesError::NotValidator);
		broken.unless(!self.may_change_keys(validator), AgenciesError::NothingToAllow);
		broken.verdict()?;
		self.key_changes.remove(validator);
		Ok(())
	}

	fn allow_registrations(&mut self, caller: &Caller, seat: Seat) -> Verdict {
		Self::root(caller)?;
		let mut broken = Broken::default();
		broken.unless(self.governor(seat).is_some(), AgenciesError::SeatVacant);
		broken.unless(!self.counted(seat).is_empty(), AgenciesError::NothingToAllow);
		broken.verdict()?;
		self.registrations.remove(&seat);
		Ok(())
	}
}

fn of_seat<'a>(duties: impl Iterator<Item = (&'a AccountId, &'a Seat)>, seat: Seat) -> Vec<&'a AccountId> {
	duties.filter(|(_, of)| **of == seat).map(|(who, _)| who).collect()
}
