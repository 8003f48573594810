//! Weights of the calls of `pallet_usage_log`, as `./scripts/weights` measured them. Not to be edited by hand.
//!
//! Measured on Intel(R) Xeon(R) Processor, 2026-11-28, with frame-benchmarking-cli 63.0.0: 50 steps, 20 repeats.

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
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(623), added: 3098, mode: `MaxEncodedLen`)
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
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Expiries` (r:0 w:1)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn grant() -> Weight {
		// Shortest time measured: 87_896 ns.
		Weight::from_parts(100_606_000, 4199)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(623), added: 3098, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::NextGrantId` (r:1 w:1)
	/// Proof: `UsageLog::NextGrantId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::NextExpiryDay` (r:1 w:1)
	/// Proof: `UsageLog::NextExpiryDay` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:2 w:2)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:0 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Expiries` (r:0 w:1)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn grant_to_two() -> Weight {
		// Shortest time measured: 111_942 ns.
		Weight::from_parts(134_347_000, 6132)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(623), added: 3098, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::CarriedFrom` (r:1 w:0)
	/// Proof: `UsageLog::CarriedFrom` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::NextGrantId` (r:1 w:1)
	/// Proof: `UsageLog::NextGrantId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::NextExpiryDay` (r:1 w:0)
	/// Proof: `UsageLog::NextExpiryDay` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::LentGrants` (r:1 w:1)
	/// Proof: `UsageLog::LentGrants` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:1 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RoleBudgets` (r:1 w:0)
	/// Proof: `Admission::RoleBudgets` (`max_values`: Some(1), `max_size`: Some(160), added: 655, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Expiries` (r:0 w:1)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn lend() -> Weight {
		// Shortest time measured: 125_907 ns.
		Weight::from_parts(152_210_000, 6132)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `UsageLog::Grants` (r:2 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(623), added: 3098, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::LentGrants` (r:2 w:1)
	/// Proof: `UsageLog::LentGrants` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::CarriedTo` (r:1 w:0)
	/// Proof: `UsageLog::CarriedTo` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:0 w:1)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Expiries` (r:0 w:1)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn revoke_grant() -> Weight {
		// Shortest time measured: 178_590 ns.
		Weight::from_parts(237_594_000, 6230)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(623), added: 3098, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Heads` (r:1 w:1)
	/// Proof: `UsageLog::Heads` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::CarriedFrom` (r:1 w:0)
	/// Proof: `UsageLog::CarriedFrom` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::BlockUses` (r:1 w:1)
	/// Proof: `UsageLog::BlockUses` (`max_values`: None, `max_size`: Some(131086), added: 133561, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Activity` (r:1 w:1)
	/// Proof: `UsageLog::Activity` (`max_values`: None, `max_size`: Some(598), added: 3073, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::UsesOfDocument` (r:0 w:1)
	/// Proof: `UsageLog::UsesOfDocument` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:0 w:1)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(424), added: 2899, mode: `MaxEncodedLen`)
	fn record_use() -> Weight {
		// Shortest time measured: 164_743 ns.
		Weight::from_parts(208_822_000, 134551)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(623), added: 3098, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Heads` (r:1 w:1)
	/// Proof: `UsageLog::Heads` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::CarriedFrom` (r:1 w:0)
	/// Proof: `UsageLog::CarriedFrom` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::BlockUses` (r:1 w:1)
	/// Proof: `UsageLog::BlockUses` (`max_values`: None, `max_size`: Some(131086), added: 133561, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Activity` (r:1 w:1)
	/// Proof: `UsageLog::Activity` (`max_values`: None, `max_size`: Some(598), added: 3073, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::UsesOfDocument` (r:0 w:1)
	/// Proof: `UsageLog::UsesOfDocument` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:0 w:1)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(424), added: 2899, mode: `MaxEncodedLen`)
	fn record_use_sm2() -> Weight {
		// Shortest time measured: 269_706 ns.
		Weight::from_parts(332_826_000, 134551)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(623), added: 3098, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Heads` (r:1 w:1)
	/// Proof: `UsageLog::Heads` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::CarriedFrom` (r:1 w:0)
	/// Proof: `UsageLog::CarriedFrom` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::BlockUses` (r:1 w:1)
	/// Proof: `UsageLog::BlockUses` (`max_values`: None, `max_size`: Some(131086), added: 133561, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Activity` (r:1 w:1)
	/// Proof: `UsageLog::Activity` (`max_values`: None, `max_size`: Some(598), added: 3073, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::UsesOfDocument` (r:0 w:1023)
	/// Proof: `UsageLog::UsesOfDocument` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::DocumentsOf` (r:0 w:1)
	/// Proof: `UsageLog::DocumentsOf` (`max_values`: None, `max_size`: Some(33826), added: 36301, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:0 w:1)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(424), added: 2899, mode: `MaxEncodedLen`)
	fn record_uses(n: u32) -> Weight {
		// Shortest time measured: 179_047 ns.
		Weight::from_parts(166_345_000, 134551)
			.saturating_add(Weight::from_parts(4_782_858, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// Storage: `UsageLog::BlockUses` (r:1 w:0)
	/// Proof: `UsageLog::BlockUses` (`max_values`: None, `max_size`: Some(131086), added: 133561, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:64 w:0)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(424), added: 2899, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:64 w:0)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:64 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:64 w:0)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::RefusedInBlock` (r:1 w:1)
	/// Proof: `UsageLog::RefusedInBlock` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::TotalsOfDay` (r:1 w:5)
	/// Proof: `UsageLog::TotalsOfDay` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::FirstDay` (r:1 w:1)
	/// Proof: `UsageLog::FirstDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::BlockLeaves` (r:0 w:1)
	/// Proof: `UsageLog::BlockLeaves` (`max_values`: Some(1), `max_size`: Some(262146), added: 262641, mode: `MaxEncodedLen`)
	fn commit_uses(n: u32) -> Weight {
		// Shortest time measured: 29_783 ns.
		Weight::from_parts(65_116_770, 134551)
			.saturating_add(Weight::from_parts(39_348_229, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(Weight::from_parts(0, 3209).saturating_mul(n.into()))
	}
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:1 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::TwoOfficers` (r:1 w:0)
	/// Proof: `DualControl::TwoOfficers` (`max_values`: None, `max_size`: Some(18), added: 2493, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Records` (r:1 w:0)
	/// Proof: `UsageLog::Records` (`max_values`: None, `max_size`: Some(424), added: 2899, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::NextFlagId` (r:1 w:1)
	/// Proof: `UsageLog::NextFlagId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::FlagsOfUse` (r:0 w:1)
	/// Proof: `UsageLog::FlagsOfUse` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Flags` (r:0 w:1)
	/// Proof: `UsageLog::Flags` (`max_values`: None, `max_size`: Some(151), added: 2626, mode: `MaxEncodedLen`)
	fn flag_use() -> Weight {
		// Shortest time measured: 89_448 ns.
		Weight::from_parts(124_760_000, 3889)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Agencies::Officers` (r:1 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHeads` (r:1 w:1)
	/// Proof: `Agencies::OfficerHeads` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `DualControl::TwoOfficers` (r:1 w:0)
	/// Proof: `DualControl::TwoOfficers` (`max_values`: None, `max_size`: Some(18), added: 2493, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Flags` (r:1 w:1)
	/// Proof: `UsageLog::Flags` (`max_values`: None, `max_size`: Some(151), added: 2626, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::OfficerHistory` (r:0 w:1)
	/// Proof: `Agencies::OfficerHistory` (`max_values`: None, `max_size`: Some(150), added: 2625, mode: `MaxEncodedLen`)
	fn close_flag() -> Weight {
		// Shortest time measured: 76_511 ns.
		Weight::from_parts(105_916_000, 3616)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ESeal::Seals` (r:1 w:0)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(734), added: 3209, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:65 w:64)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:64 w:64)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:128 w:128)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:128)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Expiries` (r:0 w:64)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn dissolve(n: u32) -> Weight {
		// Shortest time measured: 35_892 ns.
		Weight::from_parts(614_963_461, 4199)
			.saturating_add(Weight::from_parts(55_881_038, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(7_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 5142).saturating_mul(n.into()))
	}
	/// Storage: `UsageLog::NextExpiryDay` (r:1 w:0)
	/// Proof: `UsageLog::NextExpiryDay` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn expiry_base() -> Weight {
		// Shortest time measured: 6_909 ns.
		Weight::from_parts(8_432_000, 1493).saturating_add(T::DbWeight::get().reads(2))
	}
	/// Storage: `UsageLog::Expiries` (r:1 w:1)
	/// Proof: `UsageLog::Expiries` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::Grants` (r:1 w:1)
	/// Proof: `UsageLog::Grants` (`max_values`: None, `max_size`: Some(145), added: 2620, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrantCount` (r:1 w:1)
	/// Proof: `UsageLog::OpenGrantCount` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::LentGrants` (r:1 w:1)
	/// Proof: `UsageLog::LentGrants` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	/// Storage: `Admission::RetiredNonces` (r:0 w:1)
	/// Proof: `Admission::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:0 w:1)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	fn expiry_step() -> Weight {
		// Shortest time measured: 93_483 ns.
		Weight::from_parts(112_256_000, 6132)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(8))
	}
}

/// For tests: weights as measured, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(100_606_000, 4199)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
	fn grant_to_two() -> Weight {
		Weight::from_parts(134_347_000, 6132)
			.saturating_add(ParityDbWeight::get().reads(12))
			.saturating_add(ParityDbWeight::get().writes(10))
	}
	fn lend() -> Weight {
		Weight::from_parts(152_210_000, 6132)
			.saturating_add(ParityDbWeight::get().reads(14))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn revoke_grant() -> Weight {
		Weight::from_parts(237_594_000, 6230)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
	fn record_use() -> Weight {
		Weight::from_parts(208_822_000, 134551)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn record_use_sm2() -> Weight {
		Weight::from_parts(332_826_000, 134551)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn record_uses(n: u32) -> Weight {
		Weight::from_parts(166_345_000, 134551)
			.saturating_add(Weight::from_parts(4_782_858, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(6))
			.saturating_add(ParityDbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn commit_uses(n: u32) -> Weight {
		Weight::from_parts(65_116_770, 134551)
			.saturating_add(Weight::from_parts(39_348_229, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(8))
			.saturating_add(Weight::from_parts(0, 3209).saturating_mul(n.into()))
	}
	fn flag_use() -> Weight {
		Weight::from_parts(124_760_000, 3889)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn close_flag() -> Weight {
		Weight::from_parts(105_916_000, 3616)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn dissolve(n: u32) -> Weight {
		Weight::from_parts(614_963_461, 4199)
			.saturating_add(Weight::from_parts(55_881_038, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes(7_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 5142).saturating_mul(n.into()))
	}
	fn expiry_base() -> Weight {
		Weight::from_parts(8_432_000, 1493).saturating_add(ParityDbWeight::get().reads(2))
	}
	fn expiry_step() -> Weight {
		Weight::from_parts(112_256_000, 6132)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
}
