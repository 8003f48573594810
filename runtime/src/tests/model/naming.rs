//! Names: from when on an enterprise has which, and which e-seals have another.

use super::{texts, Broken, Caller, Enterprise, Model, SealError, Verdict};
use crate::AccountId;
use eseal_primitives::Moment;
use pallet_agencies::Seat;
use pallet_e_seal::{Actor, EnterpriseStatus, Hold, Name, NextName, RegisterChange, RegisterEntry};

/// How far ahead a name may be recorded, in milliseconds: 366 days.
pub const FURTHEST_NAME: u64 = 366 * 24 * 60 * 60 * 1_000;

/// A name, from a moment on until the next one.
#[derive(Debug, Clone)]
pub struct Naming {
	/// The name.
	pub name: String,
	/// From when on.
	pub from: Moment,
	/// When it was recorded; the one that the enterprise was registered with was not.
	pub recorded_at: Option<Moment>,
}

impl Enterprise {
	/// A deregistered enterprise keeps the name that it had. A voided one has none that lies ahead.
	fn last_moment(&self, moment: Moment) -> Moment {
		let gone = |entry: &&RegisterEntry<_, _>| matches!(entry.change, RegisterChange::Deregistered { .. });
		let is_gone = self.status == EnterpriseStatus::Deregistered;
		match self.records.iter().rfind(gone).filter(|_| is_gone) {
			Some(entry) => moment.min(entry.effective_at),
			None => moment,
		}
	}

	/// The name at a moment, by what is on record now.
	pub fn naming_at(&self, moment: Moment) -> &Naming {
		let last = self.last_moment(moment);
		let counts = |naming: &&Naming| naming.from <= last;
		self.names.iter().rfind(counts).expect("it was registered with one")
	}

	/// The name that counts after a moment.
	pub fn naming_after(&self, moment: Moment) -> Option<&Naming> {
		let last = self.last_moment(moment);
		self.names.iter().find(|naming| naming.from > last)
	}

	/// The same, as the chain keeps it.
	pub fn next_name(&self, moment: Moment) -> Option<NextName> {
		self.naming_after(moment).map(|naming| NextName {
			name: Model::name(&naming.name),
			from: naming.from,
			recorded_at: naming.recorded_at.expect("it was recorded"),
		})
	}
}

impl Model {
	fn name(text: &str) -> Name {
		Name::parse(text.as_bytes()).expect("it is a name")
	}

	pub(super) fn rename_enterprise(
		&mut self,
		caller: &Caller,
		uscc: &[u8],
		name: &[u8],
		from: Option<Moment>,
	) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let now = self.now;
		let mut broken = Broken::default();
		broken.all(texts::text(name, 256));
		broken.unless(from.is_none_or(|from| from > now), SealError::RenamePast);
		broken.unless(
			from.is_none_or(|from| from <= now + FURTHEST_NAME),
			SealError::RenameTooFar,
		);
		let uscc = match self.find_enterprise(uscc) {
			Ok(uscc) => uscc,
			Err(wrong) => {
				broken.all(wrong);
				return broken.verdict();
			}
		};
		let enterprise = &self.enterprises[&uscc];
		let from = from.unwrap_or(now);
		broken.all(enterprise.not_registered());
		let before = enterprise.naming_at(now).name.clone();
		let ahead = enterprise
			.naming_after(now)
			.filter(|naming| naming.name.as_bytes() == name);
		broken.unless(before.as_bytes() != name, SealError::NameUnchanged);
		broken.unless(ahead.is_none_or(|naming| naming.from != from), SealError::NameUnchanged);
		broken.verdict()?;
		let recorded_at = ahead.and_then(|naming| naming.recorded_at).or(Some(now));
		let name = String::from_utf8(name.to_vec()).expect("it is text");
		let change = RegisterChange::Renamed {
			from: Self::name(&before),
			to: Self::name(&name),
		};
		let entry = RegisterEntry {
			change,
			by: by.clone(),
			effective_at: from,
			recorded_at: now,
			block: self.height,
		};
		let enterprise = self.enterprise_mut(&uscc);
		enterprise.names.retain(|naming| naming.from <= now);
		enterprise.names.push(Naming {
			name,
			from,
			recorded_at,
		});
		enterprise.records.push(entry);
		self.settle_names(&uscc, &by);
		Ok(())
	}

	pub(super) fn withdraw_rename(&mut self, caller: &Caller, uscc: &[u8], name: &[u8]) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let now = self.now;
		let mut broken = Broken::default();
		broken.all(texts::text(name, 256));
		let uscc = match self.find_enterprise(uscc) {
			Ok(uscc) => uscc,
			Err(wrong) => {
				broken.all(wrong);
				return broken.verdict();
			}
		};
		let enterprise = &self.enterprises[&uscc];
		broken.all(enterprise.not_registered());
		match enterprise.naming_after(now) {
			None => broken.all([SealError::NoRename]),
			Some(ahead) => broken.unless(ahead.name.as_bytes() == name, SealError::RenameDiffers),
		}
		broken.verdict()?;
		let enterprise = self.enterprise_mut(&uscc);
		let withdrawn = enterprise.names.pop().expect("one lies ahead");
		let to = Self::name(&withdrawn.name);
		self.enter_change(&uscc, RegisterChange::RenameWithdrawn { to }, by.clone());
		self.settle_names(&uscc, &by);
		Ok(())
	}

	/// Whether an e-seal has the name that its enterprise has when it can first be used, and was applied for after that was recorded.
	pub(super) fn carries_name(&self, id: usize) -> bool {
		let seal = &self.seals[id];
		let first = self.enterprises[&seal.uscc].naming_at(seal.form.valid_from.max(self.now));
		first.name == seal.name && first.recorded_at.is_none_or(|recorded| recorded < seal.applied_at)
	}

	/// From when on an e-seal has another name than its enterprise, by what is on record now.
	fn other_name_from(&self, id: usize) -> Option<Moment> {
		let seal = &self.seals[id];
		let first_use = seal.form.valid_from.max(self.now);
		match self.carries_name(id) {
			true => Some(self.enterprises[&seal.uscc].naming_after(first_use)?.from),
			false => Some(first_use),
		}
	}

	fn has_other_name(&self, id: usize) -> Option<Moment> {
		self.seals[id].begins(Hold::EnterpriseRenamed)
	}

	fn settle_names(&mut self, uscc: &str, by: &Actor<AccountId>) {
		for id in self.in_force(uscc) {
			// One that counts is there to stay.
			if self.has_other_name(id).is_none_or(|since| since > self.now) {
				self.settle_name(id, by);
			}
		}
	}

	/// An e-seal has the hold that follows from the names on record.
	pub(super) fn settle_name(&mut self, id: usize, by: &Actor<AccountId>) {
		let hold = Hold::EnterpriseRenamed;
		let (has, due) = (self.has_other_name(id), self.other_name_from(id));
		let counts = |since: Option<Moment>| since.is_some_and(|since| since <= self.now);
		match due {
			_ if has == due || (counts(has) && counts(due)) => {}
			Some(due) => self.place_from(id, hold, due, by.clone()),
			None => self.lift(id, hold, by.clone()),
		}
	}

	/// Whether a physical seal may carry the name that an enterprise has at a moment.
	pub fn may_carry_name(&self, uscc: &str, filed_at: Moment, moment: Moment) -> bool {
		let naming = self.enterprises[uscc].naming_at(moment);
		naming.recorded_at.is_none_or(|recorded| filed_at > recorded)
	}

	/// The name that a registered enterprise has later.
	pub fn renamed_ahead(&self, uscc: &str) -> Option<&Naming> {
		let enterprise = self.enterprises.get(uscc)?;
		enterprise.naming_after(self.now).filter(|_| enterprise.is_registered())
	}
}
