//! The runtime API: what dApps, explorers and auditors ask. polkadot.js decodes it from the metadata, under
//! `api.call.dualControlApi`.

use alloc::vec::Vec;
use codec::Codec;
pub use eseal_primitives::answers::WaitingAct;
use eseal_primitives::{
	act::{Act, Needed},
	ActId, Seat,
};

sp_api::decl_runtime_apis! {
	/// Questions about the acts that take two officers.
	pub trait DualControlApi<AccountId>
	where
		AccountId: Codec,
	{
		/// How many officers of a seat an act takes.
		fn needed(seat: Seat, act: Act) -> Needed;

		/// The act that waits under this number; `None` if there is none, or it ended and was cleared.
		fn waiting_act(id: ActId) -> Option<WaitingAct<AccountId>>;

		/// The acts of a seat that wait, those first that were prepared first, as many as a seat may have.
		fn waiting_acts(seat: Seat) -> Vec<WaitingAct<AccountId>>;
	}
}

/// The answers, for the runtime's implementation of the API.
mod answers {
	use super::*;
	use crate::{Config, Pallet, Prepared, Waiting};
	use codec::Encode;

	impl<T: Config> Pallet<T> {
		/// The act that waits under this number.
		pub fn api_waiting_act(id: ActId) -> Option<WaitingAct<T::AccountId>> {
			let prepared = Prepared::<T>::get(id)?;
			Some(WaitingAct {
				id,
				act: prepared.act,
				digest: prepared.digest,
				seat: prepared.seat,
				open: Self::now() < prepared.until && Self::is_in_office(&prepared),
				prepared_by: prepared.maker,
				prepared_at: prepared.prepared_at,
				until: prepared.until,
				call: prepared.call.get().encode(),
			})
		}

		/// The acts of a seat that wait.
		pub fn api_waiting_acts(seat: Seat) -> Vec<WaitingAct<T::AccountId>> {
			Waiting::<T>::get(seat)
				.into_iter()
				.filter_map(|slot| Self::api_waiting_act(slot.id))
				.collect()
		}
	}
}
