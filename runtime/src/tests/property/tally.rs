//! What a run met: which calls succeeded, which errors came.

use crate::{Agencies, ESeal, Runtime, RuntimeCall, UsageLog};
use frame_support::traits::{GetCallMetadata, GetCallName, PalletInfoAccess};
use scale_info::{TypeDef, TypeInfo};
use sp_runtime::{DispatchError, ModuleError};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
	sync::OnceLock,
};

/// Errors that no call can run into, each with the reason.
const UNREACHABLE: [(&str, &str, &str); 5] = [
	(
		"Agencies",
		"TooManyMotions",
		"it takes the council's call `propose`, which is not among these",
	),
	(
		"ESeal",
		"PhysicalSealPaired",
		"the other e-seal would be of the same enterprise, whose live e-seal is always the predecessor",
	),
	("ESeal", "Overflow", "it takes 2^32 changes or 2^64 applications"),
	("UsageLog", "Overflow", "it takes 2^64 grants, uses or flags"),
	(
		"UsageLog",
		"BlockFull",
		"it takes 8,192 uses in one block, for which its weight has no room",
	),
];

/// How often each call must succeed in 100,000.
const SUCCESSES: u64 = 250;

/// Pallet and name.
type ErrorName = (&'static str, String);

/// Counts.
#[derive(Default)]
pub struct Tally {
	/// By pallet and call: sent, succeeded.
	calls: BTreeMap<(&'static str, &'static str), (u64, u64)>,
	/// By pallet and error.
	errors: BTreeMap<ErrorName, u64>,
}

impl Tally {
	/// Counts a call.
	pub fn count(&mut self, call: &RuntimeCall, outcome: Result<(), DispatchError>) {
		let metadata = call.get_call_metadata();
		let entry = self
			.calls
			.entry((metadata.pallet_name, metadata.function_name))
			.or_default();
		entry.0 += 1;
		match outcome {
			Ok(()) => entry.1 += 1,
			Err(error) => *self.errors.entry(name_of(error)).or_default() += 1,
		}
	}

	/// Adds another's counts.
	pub fn add(&mut self, other: Self) {
		for (call, (sent, succeeded)) in other.calls {
			let entry = self.calls.entry(call).or_default();
			entry.0 += sent;
			entry.1 += succeeded;
		}
		for (error, count) in other.errors {
			*self.errors.entry(error).or_default() += count;
		}
	}

	/// How many calls were made.
	pub fn calls(&self) -> u64 {
		self.calls.values().map(|(sent, _)| sent).sum()
	}

	/// Every call succeeded often enough, and every error came that can come.
	pub fn check_coverage(&self) {
		let names = |pallet, calls: &[&'static str]| -> Vec<_> { calls.iter().map(|call| (pallet, *call)).collect() };
		let all = [
			names("Agencies", pallet_agencies::Call::<Runtime>::get_call_names()),
			names("ESeal", pallet_e_seal::Call::<Runtime>::get_call_names()),
			names("UsageLog", pallet_usage_log::Call::<Runtime>::get_call_names()),
		]
		.concat();
		let least = SUCCESSES * self.calls() / 100_000;
		for call in all {
			let (_, succeeded) = self.calls.get(&call).copied().unwrap_or_default();
			assert!(succeeded >= least, "{call:?} succeeded only {succeeded} times");
		}

		let met: BTreeSet<_> = self.errors.keys().cloned().collect();
		let is_unreachable = |name: &ErrorName| {
			UNREACHABLE
				.iter()
				.any(|(pallet, error, _)| *name == (*pallet, (*error).to_owned()))
		};
		let mut expected: BTreeSet<_> = all_errors()
			.values()
			.filter(|name| !is_unreachable(name))
			.cloned()
			.collect();
		expected.insert(("", "BadOrigin".to_owned()));
		assert_eq!(met, expected);
	}
}

/// Pallet and name of every error of the three pallets, by pallet index and error index.
fn all_errors() -> &'static BTreeMap<(usize, u8), ErrorName> {
	static ERRORS: OnceLock<BTreeMap<(usize, u8), ErrorName>> = OnceLock::new();
	ERRORS.get_or_init(|| {
		let pallets = [
			(
				Agencies::index(),
				Agencies::name(),
				pallet_agencies::Error::<Runtime>::type_info(),
			),
			(
				ESeal::index(),
				ESeal::name(),
				pallet_e_seal::Error::<Runtime>::type_info(),
			),
			(
				UsageLog::index(),
				UsageLog::name(),
				pallet_usage_log::Error::<Runtime>::type_info(),
			),
		];
		let mut errors = BTreeMap::new();
		for (index, pallet, info) in pallets {
			let TypeDef::Variant(variants) = info.type_def else {
				panic!("an error is an enum");
			};
			for variant in variants.variants {
				errors.insert((index, variant.index), (pallet, variant.name.to_owned()));
			}
		}
		errors
	})
}

fn name_of(error: DispatchError) -> ErrorName {
	match error {
		DispatchError::Module(ModuleError { index, error, .. }) => all_errors()
			.get(&(index.into(), error[0]))
			.expect("the calls are these pallets'")
			.clone(),
		other => ("", format!("{other:?}")),
	}
}

impl fmt::Display for Tally {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		writeln!(f, "{} calls", self.calls())?;
		for ((pallet, call), (sent, succeeded)) in &self.calls {
			let share = 100 * succeeded / sent;
			writeln!(f, "{succeeded:>8} of {sent:>6} ({share:>2} %) {pallet}.{call}")?;
		}
		for ((pallet, error), count) in &self.errors {
			writeln!(f, "{count:>8} {pallet}.{error}")?;
		}
		Ok(())
	}
}
