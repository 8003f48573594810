//! Equivocation: a validator signed two votes of which it may cast only one. Who it was, and for which seat.

use crate::{Config, Event, Pallet, Seat};
use alloc::vec::Vec;
use core::marker::PhantomData;
use sp_staking::offence::{Offence, OffenceError, ReportOffence};

/// Records an equivocation with `R`, and announces whose it was. Nothing else happens: the agencies decide by motion what to
/// do about it.
pub struct AnnounceEquivocation<T, R>(PhantomData<(T, R)>);

impl<T, R, O> ReportOffence<T::AccountId, (T::AccountId, Seat), O> for AnnounceEquivocation<T, R>
where
	T: Config,
	R: ReportOffence<T::AccountId, (T::AccountId, Seat), O>,
	O: Offence<(T::AccountId, Seat)>,
{
	fn report_offence(reporters: Vec<T::AccountId>, offence: O) -> Result<(), OffenceError> {
		let offenders = offence.offenders();
		let session = offence.session_index();
		R::report_offence(reporters, offence)?;
		for (validator, seat) in offenders {
			Pallet::<T>::deposit_event(Event::EquivocationReported {
				seat,
				validator,
				session,
			});
		}
		Ok(())
	}

	fn is_known_offence(offenders: &[(T::AccountId, Seat)], slot: &O::Slot) -> bool {
		R::is_known_offence(offenders, slot)
	}
}
