//! Origins that say which agency is acting, and through which officer.

use crate::{Config, Officer, Officers, Seat};
use core::marker::PhantomData;
use frame_support::traits::{EnsureOrigin, Get};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};

/// Accepts an officer of the seat `S`, and returns the officer.
pub struct EnsureOfficer<T, S>(PhantomData<(T, S)>);

/// Accepts an officer of any seat, and returns the officer with the seat.
pub struct EnsureAnyOfficer<T>(PhantomData<T>);

macro_rules! seat {
	($(#[$doc:meta])* $seat:ident) => {
		$(#[$doc])*
		pub struct $seat;

		impl Get<Seat> for $seat {
			fn get() -> Seat {
				Seat::$seat
			}
		}
	};
}

seat!(
	/// The seat of the market supervision bureau, for [`EnsureOfficer`].
	MarketSupervision
);
seat!(
	/// The seat of the public security bureau, for [`EnsureOfficer`].
	PublicSecurity
);
seat!(
	/// The seat of the data resources administration, for [`EnsureOfficer`].
	DataResources
);

fn officer_of<T: Config>(origin: &OriginFor<T>) -> Option<Officer<T::AccountId>> {
	let account = ensure_signed(origin.clone()).ok()?;
	let seat = Officers::<T>::get(&account)?;
	Some(Officer { seat, account })
}

impl<T: Config, S: Get<Seat>> EnsureOrigin<OriginFor<T>> for EnsureOfficer<T, S> {
	type Success = Officer<T::AccountId>;

	fn try_origin(origin: OriginFor<T>) -> Result<Self::Success, OriginFor<T>> {
		officer_of::<T>(&origin)
			.filter(|officer| officer.seat == S::get())
			.ok_or(origin)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<OriginFor<T>, ()> {
		crate::benchmarking::officer_origin::<T>(S::get())
	}
}

impl<T: Config> EnsureOrigin<OriginFor<T>> for EnsureAnyOfficer<T> {
	type Success = Officer<T::AccountId>;

	fn try_origin(origin: OriginFor<T>) -> Result<Self::Success, OriginFor<T>> {
		officer_of::<T>(&origin).ok_or(origin)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<OriginFor<T>, ()> {
		crate::benchmarking::officer_origin::<T>(Seat::MarketSupervision)
	}
}
