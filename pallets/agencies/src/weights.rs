//! Weights of the calls of `pallet_agencies`.
#![allow(missing_docs)]
use frame_support::weights::Weight;
pub trait WeightInfo {
	fn add_officer() -> Weight;
	fn remove_officer() -> Weight;
}
impl WeightInfo for () {
	fn add_officer() -> Weight {
		Weight::zero()
	}
	fn remove_officer() -> Weight {
		Weight::zero()
	}
}
pub struct SubstrateWeight<T>(core::marker::PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn add_officer() -> Weight {
		Weight::zero()
	}
	fn remove_officer() -> Weight {
		Weight::zero()
	}
}
