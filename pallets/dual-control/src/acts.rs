//! What waits: prepared, confirmed, turned down, withdrawn, cleared.

use crate::{
	Act, ActId, ActOf, BoundedCall, Config, Error, Event, NextActId, Pallet, Prepared, PreparedAct, RawOrigin, Seat,
	Slot, Waiting, WeightInfo, MOST_CLEARED,
};
use codec::Encode;
use eseal_crypto::decision::call_digest;
use eseal_primitives::{
	act::{Deed, Office},
	Moment,
};
use frame_support::{
	dispatch::{
		DispatchErrorWithPostInfo, DispatchResult, DispatchResultWithPostInfo, GetDispatchInfo, PostDispatchInfo,
	},
	ensure,
	traits::{Get, Time},
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use pallet_agencies::OfficersOnRecord;
use sp_core::H256;
use sp_runtime::{traits::Dispatchable, DispatchError};

/// An officer who calls, with its office.
pub(crate) struct Caller<AccountId> {
	account: AccountId,
	office: Office,
}

/// A prepared act, of this runtime's calls.
type PreparedOf<T> = PreparedAct<<T as frame_system::Config>::AccountId, <T as Config>::RuntimeCall>;

impl<T: Config> Pallet<T> {
	pub(crate) fn ensure_officer(origin: OriginFor<T>) -> Result<Caller<T::AccountId>, DispatchError> {
		let account = ensure_signed(origin)?;
		let office = T::Agencies::office(&account).ok_or(Error::<T>::NotOfficer)?;
		Ok(Caller { account, office })
	}

	pub(crate) fn now() -> Moment {
		Moment(T::Time::now())
	}

	/// The digest of a call that is this act.
	pub(crate) fn digest_of(act: Act, call: &<T as Config>::RuntimeCall) -> H256 {
		call.using_encoded(|bytes| call_digest(act, bytes))
	}

	pub(crate) fn do_prepare(
		maker: Caller<T::AccountId>,
		call: <T as Config>::RuntimeCall,
		until: Moment,
	) -> DispatchResult {
		let Caller { account, office } = maker;
		let seat = office.seat;
		let act = T::Acts::act_of(&call).ok_or(Error::<T>::NotAnAct)?;
		ensure!(act.is_of(seat), Error::<T>::ActOfAnotherSeat);
		let call = BoundedCall::new(call).ok_or(Error::<T>::CallTooLong)?;
		let digest = Self::digest_of(act, call.get());
		let now = Self::now();
		ensure!(until > now, Error::<T>::EndPast);
		ensure!(until.since(now) <= T::MaxWait::get(), Error::<T>::EndTooFar);

		let id = NextActId::<T>::get();
		NextActId::<T>::put(id.next().ok_or(Error::<T>::Overflow)?);
		Self::take_slot(seat, id, &account, until)?;
		Prepared::<T>::insert(
			id,
			PreparedAct {
				act,
				digest,
				seat,
				maker: account.clone(),
				appointment: office.appointment,
				prepared_at: now,
				until,
				call,
			},
		);
		T::Agencies::enter(&account, Deed::Prepared { id, act, digest });
		Self::deposit_event(Event::Prepared {
			id,
			seat,
			act,
			digest,
			by: account,
			until,
		});
		Ok(())
	}

	pub(crate) fn do_confirm(
		checker: Caller<T::AccountId>,
		id: ActId,
		call: <T as Config>::RuntimeCall,
	) -> DispatchResultWithPostInfo {
		let confirmed = Self::begin_confirming(checker, id, &call)?;
		let info = call.get_dispatch_info();
		let own = T::WeightInfo::confirm();
		let with_own = |mut post: PostDispatchInfo| {
			post.actual_weight = Some(post.calc_actual_weight(&info).saturating_add(own));
			post
		};
		let post = call
			.dispatch(confirmed.clone().into())
			.map_err(|failure| DispatchErrorWithPostInfo {
				post_info: with_own(failure.post_info),
				error: failure.error,
			})?;
		Self::end_confirming(confirmed);
		Ok(with_own(post))
	}

	/// Checks that an officer may confirm an act and that it is this call, and takes it from those that wait. Returns what it is
	/// made with.
	pub(crate) fn begin_confirming(
		checker: Caller<T::AccountId>,
		id: ActId,
		call: &<T as Config>::RuntimeCall,
	) -> Result<RawOrigin<T::AccountId>, Error<T>> {
		let prepared = Self::find(id)?;
		Self::ensure_second(&checker, &prepared)?;
		ensure!(prepared.call.get() == call, Error::<T>::ActDiffers);
		ensure!(Self::now() < prepared.until, Error::<T>::Ended);
		ensure!(Self::is_in_office(&prepared), Error::<T>::MakerLeft);
		Self::release(id, prepared.seat);
		Ok(RawOrigin::Officers {
			seat: prepared.seat,
			maker: prepared.maker,
			checker: checker.account,
			id,
			act: prepared.act,
			digest: prepared.digest,
		})
	}

	/// Records that an act was confirmed and made.
	pub(crate) fn end_confirming(confirmed: RawOrigin<T::AccountId>) {
		let RawOrigin::Officers {
			seat,
			maker: prepared_by,
			checker: by,
			id,
			act,
			digest,
		} = confirmed;
		T::Agencies::enter(
			&by,
			Deed::Confirmed {
				id,
				act,
				digest,
				prepared_by: prepared_by.clone(),
			},
		);
		Self::deposit_event(Event::Confirmed {
			id,
			seat,
			act,
			digest,
			prepared_by,
			by,
		});
	}

	/// Also turns down what has ended, or what an officer prepared who has left, so that it takes no room.
	pub(crate) fn do_turn_down(checker: Caller<T::AccountId>, id: ActId, digest: H256) -> DispatchResult {
		let prepared = Self::find(id)?;
		Self::ensure_second(&checker, &prepared)?;
		ensure!(prepared.digest == digest, Error::<T>::ActDiffers);
		let PreparedAct { act, seat, maker, .. } = prepared;
		Self::release(id, seat);
		T::Agencies::enter(
			&checker.account,
			Deed::TurnedDown {
				id,
				act,
				digest,
				prepared_by: maker.clone(),
			},
		);
		Self::deposit_event(Event::TurnedDown {
			id,
			seat,
			act,
			digest,
			prepared_by: maker,
			by: checker.account,
		});
		Ok(())
	}

	pub(crate) fn do_withdraw(maker: Caller<T::AccountId>, id: ActId, digest: H256) -> DispatchResult {
		let prepared = Self::find(id)?;
		ensure!(prepared.maker == maker.account, Error::<T>::NotMaker);
		ensure!(prepared.digest == digest, Error::<T>::ActDiffers);
		let PreparedAct { act, seat, .. } = prepared;
		Self::release(id, seat);
		T::Agencies::enter(&maker.account, Deed::Withdrew { id, act, digest });
		Self::deposit_event(Event::Withdrawn { id, seat, act });
		Ok(())
	}

	/// Whether whoever prepared an act still holds the office in which it did.
	pub(crate) fn is_in_office(prepared: &PreparedOf<T>) -> bool {
		let held = Office {
			seat: prepared.seat,
			appointment: prepared.appointment,
		};
		T::Agencies::office(&prepared.maker) == Some(held)
	}

	fn find(id: ActId) -> Result<PreparedOf<T>, Error<T>> {
		Prepared::<T>::get(id).ok_or(Error::<T>::NotWaiting)
	}

	/// Fails unless the caller is another officer of the same seat.
	fn ensure_second(checker: &Caller<T::AccountId>, prepared: &PreparedOf<T>) -> Result<(), Error<T>> {
		ensure!(checker.office.seat == prepared.seat, Error::<T>::OfficerOfAnotherSeat);
		ensure!(checker.account != prepared.maker, Error::<T>::OwnAct);
		Ok(())
	}

	/// Finds room for an act, clearing a few that have ended.
	fn take_slot(seat: Seat, id: ActId, maker: &T::AccountId, until: Moment) -> DispatchResult {
		let now = Self::now();
		let mut slots = Waiting::<T>::get(seat);
		let mut cleared = 0usize;
		slots.retain(|slot| {
			if cleared >= MOST_CLEARED || slot.until > now {
				return true;
			}
			cleared = cleared.saturating_add(1);
			Prepared::<T>::remove(slot.id);
			Self::deposit_event(Event::Cleared { id: slot.id, seat });
			false
		});
		let own = slots.iter().filter(|slot| slot.maker == *maker).count();
		ensure!(
			u32::try_from(own).is_ok_and(|own| own < T::MaxWaitingOfOfficer::get()),
			Error::<T>::TooManyOfOfficer
		);
		let slot = Slot {
			id,
			maker: maker.clone(),
			until,
		};
		slots.try_push(slot).map_err(|_| Error::<T>::TooManyOfSeat)?;
		Waiting::<T>::insert(seat, slots);
		Ok(())
	}

	/// An act no longer waits.
	fn release(id: ActId, seat: Seat) {
		Prepared::<T>::remove(id);
		Waiting::<T>::mutate(seat, |slots| slots.retain(|slot| slot.id != id));
	}
}
