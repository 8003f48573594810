//! The pallet's invariants.

use crate::{ActOf, Config, NextActId, Pallet, Prepared, TwoOfficers, Waiting};
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the pallet's invariants. Goes through each map once, and looks up each waiting act once.
	///
	/// # Errors
	///
	/// The first invariant that is violated.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut slots = 0usize;
		for (seat, waiting) in Waiting::<T>::iter() {
			slots = slots.saturating_add(waiting.len());
			ensure!(
				waiting.is_sorted_by(|one, next| one.id < next.id),
				"a seat's acts are not in order, or one waits twice"
			);
			for slot in &waiting {
				let of_officer = waiting.iter().filter(|other| other.maker == slot.maker).count();
				ensure!(
					u32::try_from(of_officer).is_ok_and(|count| count <= T::MaxWaitingOfOfficer::get()),
					"an officer has too many acts waiting"
				);
				let Some(prepared) = Prepared::<T>::get(slot.id) else {
					return Err("an act waits that was not prepared".into());
				};
				ensure!(
					(prepared.seat, &prepared.maker, prepared.until) == (seat, &slot.maker, slot.until),
					"an act waits for another seat, officer or end than it was prepared for"
				);
			}
		}
		ensure!(
			Prepared::<T>::iter_keys().count() == slots,
			"a prepared act does not wait"
		);
		for (id, prepared) in Prepared::<T>::iter() {
			ensure!(id < NextActId::<T>::get(), "an act has a number that was not given yet");
			let call = prepared.call.get();
			ensure!(
				T::Acts::act_of(call) == Some(prepared.act) && Self::digest_of(prepared.act, call) == prepared.digest,
				"an act is not what its digest says"
			);
			ensure!(prepared.act.is_of(prepared.seat), "an act of another seat waits");
			ensure!(
				prepared.prepared_at < prepared.until,
				"an act ends before it was prepared"
			);
		}
		for (seat, act) in TwoOfficers::<T>::iter_keys() {
			ensure!(
				act.is_of(seat) && !act.is_irreversible(),
				"a seat decided on an act that is not its to decide on"
			);
		}
		Ok(())
	}
}
