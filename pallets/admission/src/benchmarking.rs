//! Benchmarks of the calls, and of the check that every extrinsic passes.

use super::*;
use alloc::boxed::Box;
use codec::Encode;
use eseal_primitives::Act;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo, PostDispatchInfo},
	traits::Get,
};
use frame_system::RawOrigin;
use sp_runtime::traits::{AsSystemOriginSigner, DispatchTransaction, Dispatchable};

/// An owner.
fn owner<T: Config>() -> T::AccountId {
	let owner: T::AccountId = account("owner", 0, 0);
	Pallet::<T>::admit(&owner, Role::Owner).expect("a new account can be admitted");
	owner
}

/// A call that any member may send.
fn a_call<T: Config>() -> Box<<T as frame_system::Config>::RuntimeCall> {
	Box::new(frame_system::Call::<T>::remark { remark: alloc::vec![] }.into())
}

#[benchmarks(
	where
		T: Send + Sync,
		<T as frame_system::Config>::RuntimeCall:
			Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo> + GetDispatchInfo,
		<<T as frame_system::Config>::RuntimeCall as Dispatchable>::RuntimeOrigin:
			AsSystemOriginSigner<T::AccountId> + Clone,
)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn widen_budget() {
		let owner = owner::<T>();
		let origin = T::Officers::benchmark_origin(Act::WidenBudget, &(&owner, 2u8));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, owner.clone(), 2);

		assert_eq!(Pallet::<T>::member(&owner).widened, 2);
	}

	#[benchmark]
	fn set_budgets() {
		let budgets = T::DefaultBudgets::get();

		#[extrinsic_call]
		_(RawOrigin::Root, budgets);

		assert_eq!(RoleBudgets::<T>::get(), budgets);
	}

	/// The check of an owner's extrinsic, before and after its call, with the nonce's.
	#[benchmark]
	fn check_admission() {
		let owner = owner::<T>();
		RoleBudgets::<T>::put(T::DefaultBudgets::get());
		let call = a_call::<T>();
		let info = call.get_dispatch_info();
		let len = call.encoded_size();
		let extension = CheckAdmission::<T>::from(0u32.into());
		let less = PostDispatchInfo {
			actual_weight: Some(frame_support::weights::Weight::zero()),
			pays_fee: Default::default(),
		};

		#[block]
		{
			extension
				.test_run(RawOrigin::Signed(owner.clone()).into(), &call, &info, len, 0, |_| {
					Ok(less)
				})
				.expect("the extrinsic is valid")
				.expect("the call succeeds");
		}

		assert_eq!(frame_system::Pallet::<T>::account_nonce(&owner), 1u32.into());
		assert!(Pallet::<T>::member(&owner).spent.bytes > 0);
	}

	/// The nonce's check alone, as any chain has it: what `check_admission` takes beyond it is this chain's own.
	#[benchmark(extra)]
	fn check_nonce() {
		let owner = owner::<T>();
		let call = a_call::<T>();
		let info = call.get_dispatch_info();
		let len = call.encoded_size();
		let extension = frame_system::CheckNonce::<T>::from(0u32.into());

		#[block]
		{
			extension
				.test_run(RawOrigin::Signed(owner.clone()).into(), &call, &info, len, 0, |_| {
					Ok(PostDispatchInfo::default())
				})
				.expect("the extrinsic is valid")
				.expect("the call succeeds");
		}

		assert_eq!(frame_system::Pallet::<T>::account_nonce(&owner), 1u32.into());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
