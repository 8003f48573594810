//! Weights of the calls of `pallet_e_seal`, as `./scripts/weights` measured them. Not to be edited by hand.
//!
//! Measured on AMD EPYC, 2026-11-22, with frame-benchmarking-cli 63.0.0: 50 steps, 20 repeats.

#![allow(missing_docs, unused_parens, unused_imports)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls.
pub trait WeightInfo {
	fn register_enterprise() -> Weight;
	fn rename_enterprise() -> Weight;
	fn restrict_enterprise() -> Weight;
	fn lift_restriction() -> Weight;
	fn deregister_enterprise() -> Weight;
	fn offer_ownership() -> Weight;
	fn accept_ownership() -> Weight;
	fn withdraw_offer() -> Weight;
	fn record_successor() -> Weight;
	fn withdraw_rename() -> Weight;
	fn name_liquidator() -> Weight;
	fn file_physical_seal() -> Weight;
	fn report_physical_seal() -> Weight;
	fn freeze() -> Weight;
	fn unfreeze() -> Weight;
	fn apply() -> Weight;
	fn apply_sm2() -> Weight;
	fn withdraw() -> Weight;
	fn suspend() -> Weight;
	fn resume() -> Weight;
	fn approve() -> Weight;
	fn reject() -> Weight;
	fn revoke() -> Weight;
	fn propose_correction() -> Weight;
	fn agree_to_reversed_revocation() -> Weight;
	fn agree_to_reversed_report() -> Weight;
	fn agree_to_reversed_deregistration() -> Weight;
	fn agree_to_voided_registration() -> Weight;
	fn agree_to_moved_physical_seal() -> Weight;
	fn withdraw_correction() -> Weight;
}

/// Weights as measured, with what the runtime says a database access weighs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Agencies::Officers` (r:2 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:1)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:1 w:0)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn register_enterprise() -> Weight {
		// Shortest time measured: 24_030 ns.
		Weight::from_parts(25_240_000, 6038)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Agencies::Officers` (r:2 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:1)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::LatestSeal` (r:1 w:0)
	/// Proof: `ESeal::LatestSeal` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Not measured yet since calls append to the enterprise's history: 8 µs, one read and two writes are added for that to what was
	/// measured.
	fn rename_enterprise() -> Weight {
		// Shortest time measured: 36_920 ns.
		Weight::from_parts(46_750_000, 6038)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Agencies::Officers` (r:2 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:1)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::LatestSeal` (r:1 w:0)
	/// Proof: `ESeal::LatestSeal` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Not measured yet since calls append to the enterprise's history: 8 µs, one read and two writes are added for that to what was
	/// measured.
	fn restrict_enterprise() -> Weight {
		// Shortest time measured: 36_280 ns.
		Weight::from_parts(45_890_000, 6038)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Agencies::Officers` (r:2 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:1)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::LatestSeal` (r:1 w:0)
	/// Proof: `ESeal::LatestSeal` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Not measured yet since calls append to the enterprise's history: 8 µs, one read and two writes are added for that to what was
	/// measured.
	/// Nor since it dismisses a liquidator: 20 µs, two reads and four writes are added for that.
	fn lift_restriction() -> Weight {
		// Shortest time measured: 36_390 ns.
		Weight::from_parts(65_990_000, 6038)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `Agencies::Officers` (r:2 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:1)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::LatestSeal` (r:1 w:0)
	/// Proof: `ESeal::LatestSeal` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:2 w:2)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PhysicalSeals` (r:1 w:1)
	/// Proof: `ESeal::PhysicalSeals` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:1 w:0)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PendingApplication` (r:1 w:1)
	/// Proof: `ESeal::PendingApplication` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Agencies::RetiredNonces` (r:0 w:1)
	/// Proof: `Agencies::RetiredNonces` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:2)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Not measured yet since calls append to the enterprise's history: 8 µs, one read and two writes are added for that to what was
	/// measured, and one read and one write for an offer.
	/// Nor since it dismisses a liquidator: 20 µs, two reads and four writes are added for that.
	fn deregister_enterprise() -> Weight {
		// Shortest time measured: 73_850 ns.
		Weight::from_parts(104_600_000, 7212)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(17))
	}
	/// Not measured yet. What was measured of the call that this replaces (`change_owner`: 56.7 µs, 11 reads, 4 writes), and 16 µs, three reads and
	/// four writes for the offer, the account that it is taken from and the enterprise's history.
	fn offer_ownership() -> Weight {
		Weight::from_parts(72_700_000, 9172)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Not measured yet. What was measured of the call that this replaces (`change_owner`: 56.7 µs, 11 reads, 4 writes), and 35 µs, six reads and
	/// seven writes for the offer, the hold on the e-seal with its history and the counts, and the enterprise's history.
	fn accept_ownership() -> Weight {
		Weight::from_parts(91_700_000, 9172)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Not measured yet. What was measured of `register_enterprise` (25.24 µs, 6 reads, 2 writes), which admits an account as this dismisses one,
	/// and 20 µs, two reads and four writes for the offer, the retired nonce and the enterprise's history.
	fn withdraw_offer() -> Weight {
		Weight::from_parts(45_240_000, 9172)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Not measured yet. What was measured of `register_enterprise` (25.24 µs, 6 reads, 2 writes), which like this writes two items, and
	/// 26 µs, five reads and four writes for a second enterprise, the two lists and the two histories.
	fn record_successor() -> Weight {
		Weight::from_parts(51_240_000, 9172)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Not measured yet. As `rename_enterprise`, which like this writes the enterprise, its history, and a live e-seal with its history and
	/// the counts.
	fn withdraw_rename() -> Weight {
		Weight::from_parts(46_750_000, 6038)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Not measured yet. As `offer_ownership`, which like this looks at the keys of two e-seals, admits an account, dismisses another one, and
	/// writes an item and the enterprise's history.
	fn name_liquidator() -> Weight {
		Weight::from_parts(72_700_000, 9172)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Agencies::Officers` (r:3 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PhysicalSeals` (r:1 w:1)
	/// Proof: `ESeal::PhysicalSeals` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn file_physical_seal() -> Weight {
		// Shortest time measured: 25_320 ns.
		Weight::from_parts(26_510_000, 8562)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Agencies::Officers` (r:3 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PhysicalSeals` (r:1 w:1)
	/// Proof: `ESeal::PhysicalSeals` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Since it was measured, what it stores grew by a record of the physical seal, the head of its records and the e-seal that has the
	/// loss: one read and three writes more.
	/// Nor is it measured yet since it notes the report under four wrong codes: 18 µs, five reads and four writes are added for that.
	fn report_physical_seal() -> Weight {
		// Shortest time measured: 35_720 ns.
		Weight::from_parts(55_220_000, 24_000)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Not measured yet as a freeze of an enterprise. As measured of `rename_enterprise`, which like this writes an enterprise's item, a
	/// live e-seal, its history and the counts; and 10 µs, two reads and two writes for the last freeze and the enterprise's history.
	fn freeze() -> Weight {
		Weight::from_parts(48_750_000, 8562)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Not measured yet as a freeze of an enterprise. As measured of `rename_enterprise`, which like this writes an enterprise's item, a
	/// live e-seal, its history and the counts; and 10 µs, two reads and two writes for the last freeze and the enterprise's history.
	fn unfreeze() -> Weight {
		Weight::from_parts(48_750_000, 8562)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PendingApplication` (r:1 w:1)
	/// Proof: `ESeal::PendingApplication` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PhysicalSeals` (r:1 w:0)
	/// Proof: `ESeal::PhysicalSeals` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::LatestSeal` (r:1 w:0)
	/// Proof: `ESeal::LatestSeal` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Keys` (r:1 w:1)
	/// Proof: `ESeal::Keys` (`max_values`: None, `max_size`: Some(156), added: 2631, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Certificates` (r:1 w:1)
	/// Proof: `ESeal::Certificates` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::NextSealId` (r:1 w:1)
	/// Proof: `ESeal::NextSealId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:0 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Not measured yet since the enterprise's freeze is looked up: 2 µs and a read are added for that to what was measured.
	fn apply() -> Weight {
		// Shortest time measured: 67_510 ns.
		Weight::from_parts(73_090_000, 3804)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PendingApplication` (r:1 w:1)
	/// Proof: `ESeal::PendingApplication` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PhysicalSeals` (r:1 w:0)
	/// Proof: `ESeal::PhysicalSeals` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::LatestSeal` (r:1 w:0)
	/// Proof: `ESeal::LatestSeal` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Keys` (r:1 w:1)
	/// Proof: `ESeal::Keys` (`max_values`: None, `max_size`: Some(156), added: 2631, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Certificates` (r:1 w:1)
	/// Proof: `ESeal::Certificates` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	/// Storage: `System::BlockHash` (r:1 w:0)
	/// Proof: `System::BlockHash` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::NextSealId` (r:1 w:1)
	/// Proof: `ESeal::NextSealId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:0 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Not measured yet since the enterprise's freeze is looked up: 2 µs and a read are added for that to what was measured.
	fn apply_sm2() -> Weight {
		// Shortest time measured: 662_320 ns.
		Weight::from_parts(684_570_000, 3804)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PendingApplication` (r:0 w:1)
	/// Proof: `ESeal::PendingApplication` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Shortest time measured: 22_240 ns.
		Weight::from_parts(24_129_000, 4101)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Agencies::Officers` (r:4 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Shortest time measured: 36_330 ns.
		Weight::from_parts(38_270_000, 11086)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Agencies::Officers` (r:4 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	fn resume() -> Weight {
		// Shortest time measured: 36_800 ns.
		Weight::from_parts(38_730_000, 11086)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Agencies::Officers` (r:4 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:2 w:2)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PhysicalSeals` (r:2 w:2)
	/// Proof: `ESeal::PhysicalSeals` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::LatestSeal` (r:1 w:1)
	/// Proof: `ESeal::LatestSeal` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:1 w:0)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:2)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PendingApplication` (r:0 w:1)
	/// Proof: `ESeal::PendingApplication` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Not measured yet since the enterprise's freeze is looked up: 2 µs and a read are added for that to what was measured.
	fn approve() -> Weight {
		// Shortest time measured: 70_470 ns.
		Weight::from_parts(75_570_000, 11086)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `Agencies::Officers` (r:4 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PendingApplication` (r:0 w:1)
	/// Proof: `ESeal::PendingApplication` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	fn reject() -> Weight {
		// Shortest time measured: 31_960 ns.
		Weight::from_parts(34_500_000, 11086)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Agencies::Officers` (r:4 w:0)
	/// Proof: `Agencies::Officers` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Seals` (r:1 w:1)
	/// Proof: `ESeal::Seals` (`max_values`: None, `max_size`: Some(636), added: 3111, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::Enterprises` (r:1 w:0)
	/// Proof: `ESeal::Enterprises` (`max_values`: None, `max_size`: Some(339), added: 2814, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::PhysicalSeals` (r:1 w:1)
	/// Proof: `ESeal::PhysicalSeals` (`max_values`: None, `max_size`: Some(239), added: 2714, mode: `MaxEncodedLen`)
	/// Storage: `UsageLog::OpenGrants` (r:1 w:0)
	/// Proof: `UsageLog::OpenGrants` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `ESeal::History` (r:0 w:1)
	/// Proof: `ESeal::History` (`max_values`: None, `max_size`: Some(118), added: 2593, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Shortest time measured: 44_370 ns.
		Weight::from_parts(46_270_000, 11086)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Not measured yet: the database accesses of the worst case, as counted in the source, and twice the time of `reject`, which
	/// digests an application and stores as much.
	/// One read more, of the liquidator, and one, of the wrong codes before.
	fn propose_correction() -> Weight {
		Weight::from_parts(70_000_000, 24_000)
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Not measured yet: the database accesses of the worst case, as counted in the source, and the time of `approve` and of
	/// `suspend`, twice and four times: it stores the e-seal and an entry six times.
	/// One read more, of the liquidator.
	fn agree_to_reversed_revocation() -> Weight {
		Weight::from_parts(305_000_000, 24_000)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Not measured yet: the database accesses as counted in the source, and the time of `report_physical_seal` and of `suspend`,
	/// twice each: it stores the physical seal with a record, and the e-seal with an entry. 18 µs, five reads and four writes more,
	/// for the note under four wrong codes.
	fn agree_to_reversed_report() -> Weight {
		Weight::from_parts(169_000_000, 24_000)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(17))
	}
	/// Not measured yet: the database accesses of the worst case, as counted in the source, and the time of `deregister_enterprise`,
	/// with that of `agree_to_reversed_revocation`, which does as much with the e-seal.
	fn agree_to_reversed_deregistration() -> Weight {
		Weight::from_parts(381_000_000, 24_000)
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().writes(22))
	}
	/// Not measured yet: the database accesses of the worst case, as counted in the source, and the time of `register_enterprise`, of
	/// `deregister_enterprise`, of `report_physical_seal`, whose record is as long, and of `withdraw_offer` and `freeze`, the latter twice, for
	/// the liquidator, too. A second e-seal and ended grants come on top. 12 µs, one read and five writes more, for three wrong codes
	/// before.
	fn agree_to_voided_registration() -> Weight {
		Weight::from_parts(277_000_000, 24_000)
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(32))
	}
	/// Not measured yet: the database accesses of the worst case, as counted in the source, and the time of `file_physical_seal`, three
	/// times. 12 µs, one read and five writes more, for three wrong codes before.
	fn agree_to_moved_physical_seal() -> Weight {
		Weight::from_parts(92_000_000, 24_000)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	/// Not measured yet: the database accesses as counted in the source, and the time of `reject`.
	fn withdraw_correction() -> Weight {
		Weight::from_parts(34_500_000, 11_086)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}

/// For tests: weights as measured, with the database accesses of ParityDB.
impl WeightInfo for () {
	fn register_enterprise() -> Weight {
		Weight::from_parts(25_240_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn rename_enterprise() -> Weight {
		Weight::from_parts(46_750_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn restrict_enterprise() -> Weight {
		Weight::from_parts(45_890_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn lift_restriction() -> Weight {
		Weight::from_parts(65_990_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(10))
	}
	fn deregister_enterprise() -> Weight {
		Weight::from_parts(104_600_000, 7212)
			.saturating_add(ParityDbWeight::get().reads(16))
			.saturating_add(ParityDbWeight::get().writes(17))
	}
	fn offer_ownership() -> Weight {
		Weight::from_parts(72_700_000, 9172)
			.saturating_add(ParityDbWeight::get().reads(14))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
	fn accept_ownership() -> Weight {
		Weight::from_parts(91_700_000, 9172)
			.saturating_add(ParityDbWeight::get().reads(17))
			.saturating_add(ParityDbWeight::get().writes(11))
	}
	fn withdraw_offer() -> Weight {
		Weight::from_parts(45_240_000, 9172)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn record_successor() -> Weight {
		Weight::from_parts(51_240_000, 9172)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn withdraw_rename() -> Weight {
		Weight::from_parts(46_750_000, 6038)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn name_liquidator() -> Weight {
		Weight::from_parts(72_700_000, 9172)
			.saturating_add(ParityDbWeight::get().reads(14))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
	fn file_physical_seal() -> Weight {
		Weight::from_parts(26_510_000, 8562)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn report_physical_seal() -> Weight {
		Weight::from_parts(55_220_000, 24_000)
			.saturating_add(ParityDbWeight::get().reads(13))
			.saturating_add(ParityDbWeight::get().writes(11))
	}
	fn freeze() -> Weight {
		Weight::from_parts(48_750_000, 8562)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn unfreeze() -> Weight {
		Weight::from_parts(48_750_000, 8562)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn apply() -> Weight {
		Weight::from_parts(73_090_000, 3804)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn apply_sm2() -> Weight {
		Weight::from_parts(684_570_000, 3804)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(24_129_000, 4101)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend() -> Weight {
		Weight::from_parts(38_270_000, 11086)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn resume() -> Weight {
		Weight::from_parts(38_730_000, 11086)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn approve() -> Weight {
		Weight::from_parts(75_570_000, 11086)
			.saturating_add(ParityDbWeight::get().reads(16))
			.saturating_add(ParityDbWeight::get().writes(11))
	}
	fn reject() -> Weight {
		Weight::from_parts(34_500_000, 11086)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn revoke() -> Weight {
		Weight::from_parts(46_270_000, 11086)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn propose_correction() -> Weight {
		Weight::from_parts(70_000_000, 24_000)
			.saturating_add(ParityDbWeight::get().reads(23))
			.saturating_add(ParityDbWeight::get().writes(10))
	}
	fn agree_to_reversed_revocation() -> Weight {
		Weight::from_parts(305_000_000, 24_000)
			.saturating_add(ParityDbWeight::get().reads(18))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn agree_to_reversed_report() -> Weight {
		Weight::from_parts(169_000_000, 24_000)
			.saturating_add(ParityDbWeight::get().reads(17))
			.saturating_add(ParityDbWeight::get().writes(17))
	}
	fn agree_to_reversed_deregistration() -> Weight {
		Weight::from_parts(381_000_000, 24_000)
			.saturating_add(ParityDbWeight::get().reads(23))
			.saturating_add(ParityDbWeight::get().writes(22))
	}
	fn agree_to_voided_registration() -> Weight {
		Weight::from_parts(277_000_000, 24_000)
			.saturating_add(ParityDbWeight::get().reads(27))
			.saturating_add(ParityDbWeight::get().writes(32))
	}
	fn agree_to_moved_physical_seal() -> Weight {
		Weight::from_parts(92_000_000, 24_000)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(16))
	}
	fn withdraw_correction() -> Weight {
		Weight::from_parts(34_500_000, 11_086)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
}
