//! Names: from when on an enterprise has which, and which of its e-seals have another.
//!
//! A new name counts from now on, or from a moment ahead. When that comes, nothing has to happen: whoever asks about a moment
//! compares, and a call that reads the enterprise finds it with its name as of now. Until then an e-seal in the old name serves,
//! and is known to be on hold from then on ([`Hold::EnterpriseRenamed`]). The successor carries the name that the enterprise has
//! when its validity begins, and is paired with a physical seal that was filed after that name was recorded: the imprint of an
//! earlier one has another. So it can be applied for and approved ahead, and nobody is without an e-seal for a day.

use crate::{
	Actor, Config, Enterprise, Enterprises, Error, Event, Hold, NextName, Pallet, PhysicalSeal, RegisterChange,
	RegisterSubject, Seal, Term,
};
use eseal_primitives::{Moment, RawText, SealId, Uscc};
use frame_support::{ensure, traits::Get};
use pallet_agencies::Officer;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Returns the holds of how many e-seals it changed.
	pub(crate) fn do_rename_enterprise(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		name: &RawText,
		from: Option<Moment>,
	) -> Result<usize, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		let to = Self::parse_text(name)?;
		let now = Self::now();
		if let Some(from) = from {
			ensure!(from > now, Error::<T>::RenamePast);
			ensure!(from.since(now) <= T::MaxRenameAhead::get(), Error::<T>::RenameTooFar);
		}
		let effective_at = from.unwrap_or(now);
		ensure!(enterprise.name != to, Error::<T>::NameUnchanged);
		// One that only comes sooner or later has been on record: what was made for it carries it.
		let same = enterprise.next_name.take_if(|next| next.name == to);
		ensure!(
			same.as_ref().is_none_or(|next| next.from != effective_at),
			Error::<T>::NameUnchanged
		);

		let before = enterprise.name.clone();
		enterprise.next_name = Some(NextName {
			name: to.clone(),
			from: effective_at,
			recorded_at: same.map_or(now, |next| next.recorded_at),
		});
		let enterprise = enterprise.settled(now);
		Enterprises::<T>::insert(uscc, &enterprise);
		let change = RegisterChange::Renamed {
			from: before.clone(),
			to: to.clone(),
		};
		let subject = RegisterSubject::Enterprise(uscc);
		Self::enter_record(subject, change, by.clone().into(), effective_at)?;
		Self::deposit_event(Event::EnterpriseRenamed {
			uscc,
			from: before,
			to,
			effective_at,
			by: by.clone(),
		});
		Self::settle_names(uscc, &enterprise, &by.into())
	}

	/// Returns the holds of how many e-seals it changed.
	pub(crate) fn do_withdraw_rename(
		by: Officer<T::AccountId>,
		uscc: &RawText,
		name: &RawText,
	) -> Result<usize, DispatchError> {
		let (uscc, mut enterprise) = Self::find_enterprise(uscc)?;
		Self::ensure_registered(&enterprise)?;
		let named = Self::parse_text(name)?;
		let NextName { name: to, .. } = enterprise.next_name.take().ok_or(Error::<T>::NoRename)?;
		ensure!(to == named, Error::<T>::RenameDiffers);

		Enterprises::<T>::insert(uscc, &enterprise);
		let change = RegisterChange::RenameWithdrawn { to: to.clone() };
		Self::enter(uscc, change, by.clone().into())?;
		Self::deposit_event(Event::RenameWithdrawn {
			uscc,
			to,
			by: by.clone(),
		});
		Self::settle_names(uscc, &enterprise, &by.into())
	}

	/// Whether an e-seal carries the name that the enterprise has when it can first be used: the same name, and the application was
	/// made after that was recorded. Who is renamed and later takes the old name back, has it anew.
	pub(crate) fn carries_name(enterprise: &Enterprise<T::AccountId>, seal: &Seal<T::AccountId>) -> bool {
		let (name, recorded_at) = enterprise.name_at(seal.valid_from.max(Self::now()));
		seal.name == *name && recorded_at.is_none_or(|at| seal.applied_at > at)
	}

	/// The imprint of a physical seal has the name that the enterprise has at `moment`.
	pub(crate) fn ensure_imprint_has_name(
		enterprise: &Enterprise<T::AccountId>,
		physical: &PhysicalSeal,
		moment: Moment,
	) -> Result<(), Error<T>> {
		let (_, recorded_at) = enterprise.name_at(moment);
		ensure!(
			recorded_at.is_none_or(|at| physical.filed_at > at),
			Error::<T>::PhysicalSealOfOldName
		);
		Ok(())
	}

	/// In which time an e-seal in force is on hold because its enterprise has another name; `None` if it never has, as far as is on
	/// record.
	pub(crate) fn other_name_term(enterprise: &Enterprise<T::AccountId>, seal: &Seal<T::AccountId>) -> Option<Term> {
		let begins = seal.valid_from.max(Self::now());
		match Self::carries_name(enterprise, seal) {
			true => enterprise.awaited_name(begins).map(|next| Term::From(next.from)),
			false => Some(Term::From(begins)),
		}
	}

	/// Gives each e-seal in force the hold that it has by the enterprise's names, or takes away one that lay ahead. One that counts
	/// already stays. Returns how many it changed.
	fn settle_names(
		uscc: Uscc,
		enterprise: &Enterprise<T::AccountId>,
		by: &Actor<T::AccountId>,
	) -> Result<usize, DispatchError> {
		let now = Self::now();
		let counts = |seal: &Seal<T::AccountId>| {
			let term = seal.terms.get(&Hold::EnterpriseRenamed);
			term.is_some_and(|term| term.covers(now))
		};
		let mut changed = 0usize;
		for (id, seal) in Self::in_force(uscc).into_iter().filter(|(_, seal)| !counts(seal)) {
			changed = changed.saturating_add(Self::settle_name(id, seal, enterprise, by)?.into());
		}
		Ok(changed)
	}

	/// Gives an e-seal in force the hold that it has by the enterprise's names, or takes it away. Returns whether that changed it.
	pub(crate) fn settle_name(
		id: SealId,
		seal: Seal<T::AccountId>,
		enterprise: &Enterprise<T::AccountId>,
		by: &Actor<T::AccountId>,
	) -> Result<bool, DispatchError> {
		let (hold, now) = (Hold::EnterpriseRenamed, Self::now());
		let has = seal.terms.get(&hold).copied();
		let due = Self::other_name_term(enterprise, &seal);
		let counts = |term: Option<Term>| term.is_some_and(|term| term.covers(now));
		if has == due || (counts(has) && counts(due)) {
			return Ok(false);
		}
		match due {
			Some(term) => Self::place_hold_for(id, seal, hold, None, Some(term), by.clone(), now)?,
			None => Self::lift_hold(id, seal, hold, by.clone())?,
		}
		Ok(true)
	}
}
