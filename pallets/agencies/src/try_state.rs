//! The pallet's invariants.

use crate::{
	Config, Deed, Executing, KeyChanges, Motions, OfficerCount, OfficerHead, OfficerHeads, OfficerHistory, Officers,
	OpenMotions, Pallet, Registrations, Seat, SeatAccounts, Seats, SessionLength, ValidatorKeys, Validators,
};
use alloc::{collections::BTreeMap, vec::Vec};
use eseal_crypto::chained;
use frame_support::{
	ensure,
	traits::{Get, SortedMembers},
};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_admission::{Admission, Duty};
use sp_runtime::{traits::Zero, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks the pallet's invariants. Goes through each map a fixed number of times.
	///
	/// # Errors
	///
	/// The first invariant that is violated.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut seats = 0usize;
		let mut validators = 0usize;
		for (seat, info) in Seats::<T>::iter() {
			seats = seats.saturating_add(1);
			ensure!(
				SeatAccounts::<T>::get(&info.account) == Some(seat),
				"a seat's governing account is not indexed under the seat"
			);
			for validator in &info.validators {
				validators = validators.saturating_add(1);
				ensure!(
					Validators::<T>::get(validator) == Some(seat),
					"a seat's validator is not indexed under the seat"
				);
			}
		}
		ensure!(
			SeatAccounts::<T>::iter().count() == seats,
			"an indexed governing account is not its seat's"
		);
		ensure!(
			Validators::<T>::iter().count() == validators,
			"an indexed validator is not its seat's"
		);

		ensure!(
			T::CouncilMembers::sorted_members() == Self::sorted_members(),
			"the council's members are not the seats' governing accounts"
		);
		ensure!(!SessionLength::<T>::get().is_zero(), "a session has no block");

		let mut officers: BTreeMap<Seat, u32> = BTreeMap::new();
		for seat in Officers::<T>::iter_values() {
			let officers = officers.entry(seat).or_default();
			*officers = officers.saturating_add(1);
		}
		for seat in Seat::ALL {
			let counted = OfficerCount::<T>::get(seat);
			ensure!(
				counted == officers.get(&seat).copied().unwrap_or_default(),
				"a seat's count of officers is wrong"
			);
			ensure!(counted <= T::MaxOfficers::get(), "a seat has too many officers");
		}

		let duties = Officers::<T>::iter()
			.map(|(who, seat)| (who, Duty::Officer { seat }))
			.chain(SeatAccounts::<T>::iter().map(|(who, seat)| (who, Duty::Governor { seat })))
			.chain(Validators::<T>::iter().map(|(who, seat)| (who, Duty::Validator { seat })));
		for (who, duty) in duties {
			ensure!(
				T::Admission::member(&who).duty == Some(duty),
				"an account is not admitted for its duty, or has two"
			);
		}
		Self::try_state_of_histories()?;
		Self::try_state_of_authorities()?;
		Self::try_state_of_limits()?;
		Self::try_state_of_motions()
	}

	/// Each head covers the whole history of its officer, and the history says whether the account is one now.
	fn try_state_of_histories() -> Result<(), TryRuntimeError> {
		let mut counted = 0usize;
		for (who, head) in OfficerHeads::<T>::iter() {
			let mut covered = OfficerHead::default();
			let mut office = None;
			let mut before = BlockNumberFor::<T>::zero();
			while let Some(entry) = OfficerHistory::<T>::get(&who, covered.entries) {
				ensure!(entry.block >= before, "an officer's history is not in order");
				before = entry.block;
				match &entry.deed {
					Deed::Appointed { seat, .. } => {
						ensure!(office.is_none(), "an officer was appointed twice");
						office = Some(*seat);
						covered.appointment = covered.entries;
					}
					Deed::Ended { .. } => {
						ensure!(office.take().is_some(), "an office ended that had not begun");
					}
					_ => ensure!(office.is_some(), "an account that was no officer acted as one"),
				}
				covered.digest = chained(covered.digest, &entry);
				covered.entries = covered.entries.saturating_add(1);
				counted = counted.saturating_add(1);
			}
			ensure!(
				covered == head,
				"the head of an officer's history does not cover its entries"
			);
			ensure!(
				Officers::<T>::get(&who) == office,
				"an officer's history does not say what the officer is"
			);
		}
		ensure!(
			OfficerHistory::<T>::iter_keys().count() == counted,
			"an entry of an officer's history is not covered by its head"
		);
		for who in Officers::<T>::iter_keys() {
			ensure!(OfficerHeads::<T>::contains_key(&who), "an officer has no history");
		}
		Ok(())
	}

	/// Every seat has one voice.
	fn try_state_of_authorities() -> Result<(), TryRuntimeError> {
		let authorities = Self::authorities();
		let mut fewest = usize::MAX;
		let mut voices = BTreeMap::new();
		for (seat, info) in Seats::<T>::iter() {
			let with_keys: Vec<_> = info.validators.iter().filter(|who| T::Keys::exist(who)).collect();
			let taking_part: Vec<_> = authorities
				.iter()
				.filter(|(_, of)| *of == seat)
				.map(|(who, _)| who)
				.collect();
			ensure!(
				with_keys.starts_with(&taking_part),
				"others than a seat's first validators with session keys take part"
			);
			if !with_keys.is_empty() {
				fewest = fewest.min(with_keys.len());
				voices.insert(seat, taking_part.len());
			}
		}
		// Of two seats an odd number: with an even one, half of the voters could be in two majorities.
		let each = if voices.len() == 2 && fewest.is_multiple_of(2) {
			fewest.saturating_sub(1)
		} else {
			fewest
		};
		ensure!(
			voices.values().all(|count| *count == each),
			"a seat has more or fewer validators that take part than the seat with the fewest could have"
		);
		let all = voices.values().fold(0usize, |sum, count| sum.saturating_add(*count));
		ensure!(
			authorities.len() == all,
			"a validator takes part that is no seat's, or takes part twice"
		);
		Ok(())
	}

	/// What counts against a validator or a seat is of one that there is, and of the past.
	fn try_state_of_limits() -> Result<(), TryRuntimeError> {
		let now = frame_system::Pallet::<T>::block_number();
		for (validator, at) in KeyChanges::<T>::iter() {
			ensure!(
				Validators::<T>::contains_key(&validator),
				"a change of session keys is noted of an account that is no validator"
			);
			ensure!(at <= now, "a change of session keys lies in the future");
		}
		for (seat, blocks) in Registrations::<T>::iter() {
			ensure!(
				Seats::<T>::contains_key(seat),
				"registrations are noted of a vacant seat"
			);
			ensure!(
				blocks.is_sorted() && blocks.iter().all(|at| *at <= now),
				"a seat's registrations are not in order"
			);
		}
		Ok(())
	}

	/// Every open motion is one of a seat that is held, and no seat has too many.
	fn try_state_of_motions() -> Result<(), TryRuntimeError> {
		ensure!(!Executing::<T>::exists(), "a motion is still being carried out");
		let noted = OpenMotions::<T>::get();
		for motion in T::Motions::open() {
			ensure!(
				noted.iter().filter(|(_, other)| *other == motion).count() == 1,
				"an open motion is not exactly one seat's"
			);
		}
		for seat in Seat::ALL {
			let own = noted.iter().filter(|(of, _)| *of == seat).count();
			ensure!(
				own == 0 || Seats::<T>::contains_key(seat),
				"a vacant seat has an open motion"
			);
			ensure!(
				u32::try_from(own).is_ok_and(|own| own <= T::MaxOpenMotions::get()),
				"a seat has too many open motions"
			);
		}
		Ok(())
	}
}
