//! Weights of the calls of `pallet_usage_log`.
#![allow(missing_docs)]
use frame_support::weights::Weight;
pub trait WeightInfo {
	fn grant() -> Weight;
	fn revoke_grant() -> Weight;
	fn record_use() -> Weight;
	fn flag_use() -> Weight;
	fn close_flag() -> Weight;
	fn expiry_base() -> Weight;
	fn expiry_step() -> Weight;
	fn dissolve(n: u32) -> Weight;
}
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::zero()
	}
	fn revoke_grant() -> Weight {
		Weight::zero()
	}
	fn record_use() -> Weight {
		Weight::zero()
	}
	fn flag_use() -> Weight {
		Weight::zero()
	}
	fn close_flag() -> Weight {
		Weight::zero()
	}
	fn expiry_base() -> Weight {
		Weight::zero()
	}
	fn expiry_step() -> Weight {
		Weight::zero()
	}
	fn dissolve(_: u32) -> Weight {
		Weight::zero()
	}
}
pub struct SubstrateWeight<T>(core::marker::PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn grant() -> Weight {
		Weight::zero()
	}
	fn revoke_grant() -> Weight {
		Weight::zero()
	}
	fn record_use() -> Weight {
		Weight::zero()
	}
	fn flag_use() -> Weight {
		Weight::zero()
	}
	fn close_flag() -> Weight {
		Weight::zero()
	}
	fn expiry_base() -> Weight {
		Weight::zero()
	}
	fn expiry_step() -> Weight {
		Weight::zero()
	}
	fn dissolve(_: u32) -> Weight {
		Weight::zero()
	}
}
