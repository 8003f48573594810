//! Weights of the calls of `pallet_e_seal`.
#![allow(missing_docs)]
use frame_support::weights::Weight;
pub trait WeightInfo {
	fn register_enterprise() -> Weight;
	fn rename_enterprise() -> Weight;
	fn restrict_enterprise() -> Weight;
	fn lift_restriction() -> Weight;
	fn deregister_enterprise() -> Weight;
	fn change_owner() -> Weight;
	fn file_physical_seal() -> Weight;
	fn report_physical_seal() -> Weight;
	fn freeze() -> Weight;
	fn unfreeze() -> Weight;
	fn apply() -> Weight;
	fn withdraw() -> Weight;
	fn suspend() -> Weight;
	fn resume() -> Weight;
	fn approve() -> Weight;
	fn reject() -> Weight;
	fn revoke() -> Weight;
}
impl WeightInfo for () {
	fn register_enterprise() -> Weight {
		Weight::zero()
	}
	fn rename_enterprise() -> Weight {
		Weight::zero()
	}
	fn restrict_enterprise() -> Weight {
		Weight::zero()
	}
	fn lift_restriction() -> Weight {
		Weight::zero()
	}
	fn deregister_enterprise() -> Weight {
		Weight::zero()
	}
	fn change_owner() -> Weight {
		Weight::zero()
	}
	fn file_physical_seal() -> Weight {
		Weight::zero()
	}
	fn report_physical_seal() -> Weight {
		Weight::zero()
	}
	fn freeze() -> Weight {
		Weight::zero()
	}
	fn unfreeze() -> Weight {
		Weight::zero()
	}
	fn apply() -> Weight {
		Weight::zero()
	}
	fn withdraw() -> Weight {
		Weight::zero()
	}
	fn suspend() -> Weight {
		Weight::zero()
	}
	fn resume() -> Weight {
		Weight::zero()
	}
	fn approve() -> Weight {
		Weight::zero()
	}
	fn reject() -> Weight {
		Weight::zero()
	}
	fn revoke() -> Weight {
		Weight::zero()
	}
}
pub struct SubstrateWeight<T>(core::marker::PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register_enterprise() -> Weight {
		Weight::zero()
	}
	fn rename_enterprise() -> Weight {
		Weight::zero()
	}
	fn restrict_enterprise() -> Weight {
		Weight::zero()
	}
	fn lift_restriction() -> Weight {
		Weight::zero()
	}
	fn deregister_enterprise() -> Weight {
		Weight::zero()
	}
	fn change_owner() -> Weight {
		Weight::zero()
	}
	fn file_physical_seal() -> Weight {
		Weight::zero()
	}
	fn report_physical_seal() -> Weight {
		Weight::zero()
	}
	fn freeze() -> Weight {
		Weight::zero()
	}
	fn unfreeze() -> Weight {
		Weight::zero()
	}
	fn apply() -> Weight {
		Weight::zero()
	}
	fn withdraw() -> Weight {
		Weight::zero()
	}
	fn suspend() -> Weight {
		Weight::zero()
	}
	fn resume() -> Weight {
		Weight::zero()
	}
	fn approve() -> Weight {
		Weight::zero()
	}
	fn reject() -> Weight {
		Weight::zero()
	}
	fn revoke() -> Weight {
		Weight::zero()
	}
}
