//! Benchmarks of the calls, and the officers that other pallets' benchmarks act through.

use super::*;
use crate::acts::Caller;
use alloc::{boxed::Box, vec::Vec};
use eseal_primitives::Moment;
use frame_benchmarking::v2::*;
use frame_support::traits::Get;
use frame_system::{pallet_prelude::OriginFor, RawOrigin as SystemOrigin};
use pallet_agencies::OfficersOnRecord;
use sp_core::H256;

/// The seat whose officers do an act in benchmarks.
fn seat_of(act: Act) -> Seat {
	act.seat().unwrap_or(Seat::MarketSupervision)
}

/// An officer of this seat for whom one suffices, or two of whom the second confirmed the act with this digest.
pub(crate) fn origin_of<T: Config>(seat: Seat, act: Act, digest: H256) -> OriginFor<T> {
	let maker = T::Agencies::benchmark_officer(seat, 0);
	if act.is_irreversible() {
		let checker = T::Agencies::benchmark_officer(seat, 1);
		RawOrigin::Officers {
			seat,
			maker,
			checker,
			id: ActId(0),
			act,
			digest,
		}
		.into()
	} else {
		SystemOrigin::Signed(maker).into()
	}
}

/// What these benchmarks need besides: an act to prepare. It is a short one; what a longer one adds is to digest and store up to
/// [`MAX_CALL`] bytes.
pub trait WithAct: Config<RuntimeCall: From<pallet_admission::Call<Self>>> + pallet_admission::Config {}

impl<T> WithAct for T where T: Config<RuntimeCall: From<pallet_admission::Call<T>>> + pallet_admission::Config {}

/// A call that is an act, and the act.
fn act<T: WithAct>() -> (<T as Config>::RuntimeCall, Act) {
	let call = pallet_admission::Call::<T>::widen_budget {
		account: account("owner", 0, 0),
		factor: 2,
	};
	(call.into(), Act::WidenBudget)
}

/// The seat has as many acts waiting as it may have, without one; each of another officer than the last. All have these ends.
fn fill<T: WithAct>(seat: Seat, until: Moment) {
	let (call, act) = act::<T>();
	let slots: Vec<_> = (1..T::MaxWaiting::get())
		.map(|n| {
			let id = ActId(n.into());
			let maker: T::AccountId = account("maker", 0, n);
			Prepared::<T>::insert(
				id,
				PreparedAct {
					act,
					digest: Pallet::<T>::digest_of(act, &call),
					seat,
					maker: maker.clone(),
					appointment: 0,
					prepared_at: Moment(0),
					until,
					call: BoundedCall::new(call.clone()).expect("short enough"),
				},
			);
			Slot { id, maker, until }
		})
		.collect();
	Waiting::<T>::insert(seat, frame_support::BoundedVec::truncate_from(slots));
	NextActId::<T>::put(ActId(T::MaxWaiting::get().into()));
}

fn later<T: Config>() -> Moment {
	Pallet::<T>::now().saturating_add(T::MaxWait::get())
}

/// An officer prepared an act, the last one that fits. Returns its number and digest, the officer and the call.
fn prepared<T: WithAct>() -> (ActId, H256, T::AccountId, <T as Config>::RuntimeCall) {
	let (call, act) = act::<T>();
	fill::<T>(seat_of(act), later::<T>());
	let maker = T::Agencies::benchmark_officer(seat_of(act), 0);
	let id = NextActId::<T>::get();
	Pallet::<T>::prepare(
		SystemOrigin::Signed(maker.clone()).into(),
		Box::new(call.clone()),
		later::<T>(),
	)
	.expect("there is room for one");
	(id, Pallet::<T>::digest_of(act, &call), maker, call)
}

#[benchmarks(where T: WithAct)]
mod benchmarks {
	use super::*;

	/// The worst case has the list full of acts that have ended, of which as many are cleared as at most.
	#[benchmark]
	fn prepare() {
		let (call, act) = act::<T>();
		fill::<T>(seat_of(act), Moment(0));
		let maker = T::Agencies::benchmark_officer(seat_of(act), 0);
		let id = NextActId::<T>::get();

		#[extrinsic_call]
		_(SystemOrigin::Signed(maker), Box::new(call), later::<T>());

		assert!(Prepared::<T>::contains_key(id));
		assert!(!Prepared::<T>::contains_key(ActId(1)));
	}

	/// All but the act itself, whose weight is added to it.
	#[benchmark]
	fn confirm() {
		let (id, _, _, call) = prepared::<T>();
		let (_, act) = act::<T>();
		let checker = T::Agencies::benchmark_officer(seat_of(act), 1);

		#[block]
		{
			let checker: Caller<T::AccountId> =
				Pallet::<T>::ensure_officer(SystemOrigin::Signed(checker).into()).expect("an officer");
			let confirmed = Pallet::<T>::begin_confirming(checker, id, &call);
			Pallet::<T>::end_confirming(confirmed.expect("it waits"));
		}

		assert!(!Prepared::<T>::contains_key(id));
	}

	#[benchmark]
	fn turn_down() {
		let (id, digest, _, _) = prepared::<T>();
		let (_, act) = act::<T>();
		let checker = T::Agencies::benchmark_officer(seat_of(act), 1);

		#[extrinsic_call]
		_(SystemOrigin::Signed(checker), id, digest);

		assert!(!Prepared::<T>::contains_key(id));
	}

	#[benchmark]
	fn withdraw() {
		let (id, digest, maker, _) = prepared::<T>();

		#[extrinsic_call]
		_(SystemOrigin::Signed(maker), id, digest);

		assert!(!Prepared::<T>::contains_key(id));
	}

	#[benchmark]
	fn set_policy() {
		let (_, act) = act::<T>();
		let governor = T::Agencies::benchmark_governor(seat_of(act));

		#[extrinsic_call]
		_(SystemOrigin::Signed(governor), act, Needed::Two);

		assert_eq!(Pallet::<T>::needed(seat_of(act), act), Needed::Two);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
