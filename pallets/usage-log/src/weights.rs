//! Weights of the calls of `pallet_usage_log`, as `./scripts/weights` measured them. Not to be edited by hand.
//!
//! Measured on AMD EPYC, 2026-11-27, with frame-benchmarking-cli 63.0.0: 50 steps, 20 repeats.

#![allow(missing_docs, unused_parens, unused_imports)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls.
pub trait WeightInfo {
	fn grant() -> Weight;
	fn grant_to_two() -> Weight;
	fn lend() -> Weight;
	fn revoke_grant() -> Weight;
	fn record_use() -> Weight;
	fn record_use_sm2() -> Weight;
	fn record_uses(n: u32) -> Weight;
	fn commit_uses(n: u32) -> Weight;
	fn flag_use() -> Weight;
	fn close_flag() -> Weight;
	fn dissolve(n: u32) -> Weight;
	fn expiry_base() -> Weight;
	fn expiry_step() -> Weight;
}

/// Weights as measured, with what the runtime says a database access weighs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(662), added: 3137, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::NextGrantId` (r:1 w:1)
	/// Proof: `UsageLog::NextGrantId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::NextExpiryDay` (r:1 w:1)
	/// Proof: `UsageLog::NextExpiryDay` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:1 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:0 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(98), added: 2573, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Expiries` (r:0 w:1)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn grant() -> Weight {
		// Shortest time measured: 69_473 ns.
		Weight::from_parts(83_223_000, 4127)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Not measured yet: as `grant`, with another account.
	fn grant_to_two() -> Weight {
		Weight::from_parts(110_000_000, 6127)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Not measured yet: as `grant_to_two`, with the lender's grant and a note of what is lent.
	fn lend() -> Weight {
		Weight::from_parts(120_000_000, 8127)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(98), added: 2573, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(662), added: 3137, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:0 w:1)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Expiries` (r:0 w:1)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn revoke_grant() -> Weight {
		// Shortest time measured: 63_715 ns.
		Weight::from_parts(86_959_000, 4127)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(662), added: 3137, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Heads` (r:1 w:1)
	/// Proof: `UsageLog::Heads` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(98), added: 2573, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::BlockUses` (r:1 w:1)
	/// Proof: `UsageLog::BlockUses` (`max_values`: Some(1), `max_size`: Some(131074), added: 131569, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::UsesOfDocument` (r:0 w:1)
	/// Proof: `UsageLog::UsesOfDocument` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:0 w:1)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
	fn record_use() -> Weight {
		// Shortest time measured: 113_878 ns.
		Weight::from_parts(139_026_000, 132559)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(662), added: 3137, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Heads` (r:1 w:1)
	/// Proof: `UsageLog::Heads` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(98), added: 2573, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::BlockUses` (r:1 w:1)
	/// Proof: `UsageLog::BlockUses` (`max_values`: Some(1), `max_size`: Some(131074), added: 131569, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::UsesOfDocument` (r:0 w:1)
	/// Proof: `UsageLog::UsesOfDocument` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:0 w:1)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
	fn record_use_sm2() -> Weight {
		// Shortest time measured: 233_356 ns.
		Weight::from_parts(262_009_000, 132559)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(662), added: 3137, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Heads` (r:1 w:1)
	/// Proof: `UsageLog::Heads` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(98), added: 2573, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::BlockUses` (r:1 w:1)
	/// Proof: `UsageLog::BlockUses` (`max_values`: Some(1), `max_size`: Some(131074), added: 131569, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::UsesOfDocument` (r:0 w:1023)
	/// Proof: `UsageLog::UsesOfDocument` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::DocumentsOf` (r:0 w:1)
	/// Proof: `UsageLog::DocumentsOf` (`max_values`: None, `max_size`: Some(33826), added: 36301, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:0 w:1)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
	fn record_uses(n: u32) -> Weight {
		// Shortest time measured: 129_221 ns.
		Weight::from_parts(163_182_000, 132559)
			.saturating_add(Weight::from_parts(5_399_511, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// Storage: `UsageLog::BlockUses` (r:1 w:1)
	/// Proof: `UsageLog::BlockUses` (`max_values`: Some(1), `max_size`: Some(131074), added: 131569, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:64 w:0)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:64 w:0)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:64 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(662), added: 3137, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:64 w:0)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(98), added: 2573, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::BlockLeaves` (r:0 w:1)
	/// Proof: `UsageLog::BlockLeaves` (`max_values`: Some(1), `max_size`: Some(262146), added: 262641, mode: `MaxEncodedLen`)
	fn commit_uses(n: u32) -> Weight {
		// Shortest time measured: 2_995 ns.
		Weight::from_parts(70_967_935, 132559)
			.saturating_add(Weight::from_parts(30_967_726, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(Weight::from_parts(0, 3137).saturating_mul(n.into()))
	}
	/// Storage: `Agencies::Officers` (r:2 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:1 w:0)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::NextFlagId` (r:1 w:1)
	/// Proof: `UsageLog::NextFlagId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::FlagsOfUse` (r:0 w:1)
	/// Proof: `UsageLog::FlagsOfUse` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Flags` (r:0 w:1)
	/// Proof: `UsageLog::Flags` (`max_values`: None, `max_size`: Some(151), added: 2626, mode: `MaxEncodedLen`)
	fn flag_use() -> Weight {
		// Shortest time measured: 44_105 ns.
		Weight::from_parts(51_386_000, 6038)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Agencies::Officers` (r:2 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Flags` (r:1 w:1)
	/// Proof: `UsageLog::Flags` (`max_values`: None, `max_size`: Some(151), added: 2626, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn close_flag() -> Weight {
		// Shortest time measured: 35_382 ns.
		Weight::from_parts(41_782_000, 6038)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `UsageLog::OpenGrants` (r:65 w:64)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:64 w:64)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(98), added: 2573, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:64 w:64)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:64)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Expiries` (r:0 w:64)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn dissolve(n: u32) -> Weight {
		// Shortest time measured: 6_090 ns.
		Weight::from_parts(9_090_173, 3537)
			.saturating_add(Weight::from_parts(36_246_943, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(5_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2573).saturating_mul(n.into()))
	}
	/// Storage: `UsageLog::NextExpiryDay` (r:1 w:0)
	/// Proof: `UsageLog::NextExpiryDay` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn expiry_base() -> Weight {
		// Shortest time measured: 4_858 ns.
		Weight::from_parts(5_318_000, 1493).saturating_add(T::DbWeight::get().reads(2))
	}
	/// Storage: `UsageLog::Expiries` (r:1 w:1)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(98), added: 2573, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:0 w:1)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	fn expiry_step() -> Weight {
		// Shortest time measured: 49_273 ns.
		Weight::from_parts(63_234_000, 3563)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}

/// For tests: weights as measured, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(83_223_000, 4127)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
	fn grant_to_two() -> Weight {
		Weight::from_parts(110_000_000, 6127)
			.saturating_add(ParityDbWeight::get().reads(13))
			.saturating_add(ParityDbWeight::get().writes(10))
	}
	fn lend() -> Weight {
		Weight::from_parts(120_000_000, 8127)
			.saturating_add(ParityDbWeight::get().reads(15))
			.saturating_add(ParityDbWeight::get().writes(11))
	}
	fn revoke_grant() -> Weight {
		Weight::from_parts(86_959_000, 4127)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn record_use() -> Weight {
		Weight::from_parts(139_026_000, 132559)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn record_use_sm2() -> Weight {
		Weight::from_parts(262_009_000, 132559)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn record_uses(n: u32) -> Weight {
		Weight::from_parts(163_182_000, 132559)
			.saturating_add(Weight::from_parts(5_399_511, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
			.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn commit_uses(n: u32) -> Weight {
		Weight::from_parts(70_967_935, 132559)
			.saturating_add(Weight::from_parts(30_967_726, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(9))
			.saturating_add(Weight::from_parts(0, 3137).saturating_mul(n.into()))
	}
	fn flag_use() -> Weight {
		Weight::from_parts(51_386_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn close_flag() -> Weight {
		Weight::from_parts(41_782_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn dissolve(n: u32) -> Weight {
		Weight::from_parts(9_090_173, 3537)
			.saturating_add(Weight::from_parts(36_246_943, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes(5_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2573).saturating_mul(n.into()))
	}
	fn expiry_base() -> Weight {
		Weight::from_parts(5_318_000, 1493).saturating_add(ParityDbWeight::get().reads(2))
	}
	fn expiry_step() -> Weight {
		Weight::from_parts(63_234_000, 3563)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
}
