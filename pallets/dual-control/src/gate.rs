//! The gate that every act passes.

use crate::{Config, Error, Needed, OfficerGate, Pallet, RawOrigin, TwoOfficers};
use codec::Encode;
use eseal_crypto::decision::act_digest;
use eseal_primitives::{act::Deed, Act, Officer, Seat};
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use pallet_agencies::OfficersOnRecord;
use sp_runtime::DispatchError;

impl<T: Config> OfficerGate<OriginFor<T>, T::AccountId> for Pallet<T> {
	fn pass(origin: OriginFor<T>, act: Act, arguments: &impl Encode) -> Result<Officer<T::AccountId>, DispatchError> {
		let origin: Result<RawOrigin<T::AccountId>, OriginFor<T>> = origin.into();
		let (officer, deed) = match origin {
			Ok(RawOrigin::Officers {
				seat,
				maker,
				checker,
				id,
				act: confirmed,
				digest,
			}) => {
				let same = confirmed == act && act_digest(act, arguments) == digest;
				ensure!(same && act.is_of(seat), Error::<T>::ActDiffers);
				let confirmed_by = checker;
				(
					Officer { seat, account: maker },
					Deed::Made {
						id,
						act,
						digest,
						confirmed_by,
					},
				)
			}
			Err(origin) => {
				let account = ensure_signed(origin)?;
				let office = T::Agencies::office(&account).ok_or(DispatchError::BadOrigin)?;
				let seat = office.seat;
				ensure!(act.is_of(seat), DispatchError::BadOrigin);
				ensure!(Self::needed(seat, act) == Needed::One, Error::<T>::SecondOfficerNeeded);
				let digest = act_digest(act, arguments);
				(Officer { seat, account }, Deed::Alone { act, digest })
			}
		};
		T::Agencies::enter(&officer.account, deed);
		Ok(officer)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_origin_of(seat: Seat, act: Act, arguments: &impl Encode) -> OriginFor<T> {
		crate::benchmarking::origin_of::<T>(seat, act, act_digest(act, arguments))
	}
}

impl<T: Config> Pallet<T> {
	/// How many officers of a seat an act takes.
	pub fn needed(seat: Seat, act: Act) -> Needed {
		if act.is_irreversible() || TwoOfficers::<T>::contains_key(seat, act) {
			Needed::Two
		} else {
			Needed::One
		}
	}
}
