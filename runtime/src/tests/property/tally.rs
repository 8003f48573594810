//! What a run met: which calls succeeded, which errors came, which extrinsics were refused.

use super::{sending::Sent, Alarm, Verdict};
use crate::{Admission, Agencies, DualControl, ESeal, Runtime, RuntimeCall, UsageLog};
use eseal_primitives::SealId;
use frame_support::traits::{GetCallMetadata, GetCallName, PalletInfoAccess};
use pallet_admission::Refusal;
use scale_info::{TypeDef, TypeInfo};
use sp_runtime::{DispatchError, ModuleError};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
	sync::OnceLock,
};

/// Errors that no call can run into, each with the reason.
const UNREACHABLE: [(&str, &str, &str); 9] = [
	(
		"Admission",
		"AccountUsedUp",
		"it takes two million rounds of admission and dismissal",
	),
	(
		"Admission",
		"RoleNotPossible",
		"the agencies look for another duty first, and the counts end at 2^32",
	),
	("Admission", "RoleNotHeld", "every role that ends was given"),
	(
		"Agencies",
		"TooManyMotions",
		"it takes the council's call `propose`, which is not among these",
	),
	(
		"ESeal",
		"TooManySuccessors",
		"the sequences have four enterprises, and it takes ten",
	),
	("DualControl", "Overflow", "it takes 2^64 acts"),
	("ESeal", "Overflow", "it takes 2^32 changes or 2^64 applications"),
	("UsageLog", "Overflow", "it takes 2^64 grants, uses or flags"),
	(
		"UsageLog",
		"BlockFull",
		"it takes 8,192 records in one block, for which its weight has no room",
	),
];

/// How often each call must succeed in 100,000.
const SUCCESSES: u64 = 80;

/// How often each alarm must be given in 100,000.
const ALARMS: u64 = 10;

/// What must become of extrinsics in 100,000 calls, and how often: they are taken, or refused for one of these.
const ANSWERS: [(Option<Refusal>, u64); 7] = [
	(None, 5_000),
	(Some(Refusal::NoRole), 100),
	(Some(Refusal::NotYours), 100),
	(Some(Refusal::RemarkTooLong), 50),
	(Some(Refusal::OverBudget), 500),
	(Some(Refusal::TooLargeForBudget), 100),
	(Some(Refusal::TooManyWaiting), 100),
];

/// Pallet and name.
type ErrorName = (&'static str, String);

/// Counts.
#[derive(Default)]
pub struct Tally {
	/// By pallet and call: sent, succeeded.
	calls: BTreeMap<(&'static str, &'static str), (u64, u64)>,
	/// By pallet and error.
	errors: BTreeMap<ErrorName, u64>,
	/// Of uses that were sent with others: those that were recorded, and those that were refused.
	of_many: (u64, u64),
	/// Alarms: of quotas, and of bursts.
	alarms: (u64, u64),
	/// Of extrinsics: those that were taken, and those that were refused.
	answers: BTreeMap<Option<Refusal>, u64>,
}

/// What a call is about: for one about budgets that a motion makes, that one.
fn subject(call: &RuntimeCall) -> &RuntimeCall {
	match call {
		RuntimeCall::Agencies(pallet_agencies::Call::dispatch_as_root { call: made })
			if matches!(**made, RuntimeCall::Admission(_)) =>
		{
			made
		}
		call => call,
	}
}

impl Tally {
	/// Counts a call.
	pub fn count(&mut self, call: &RuntimeCall, outcome: Result<(), DispatchError>) {
		let metadata = subject(call).get_call_metadata();
		let entry = self
			.calls
			.entry((metadata.pallet_name, metadata.function_name))
			.or_default();
		entry.0 += 1;
		match outcome {
			Ok(()) => {
				entry.1 += 1;
				// What was confirmed was made.
				if let RuntimeCall::DualControl(pallet_dual_control::Call::confirm { call, .. }) = call {
					let made = call.get_call_metadata();
					let made = (made.pallet_name, made.function_name);
					self.calls.entry(made).or_default().1 += 1;
				}
			}
			Err(error) => *self.errors.entry(name_of(error)).or_default() += 1,
		}
	}

	/// Counts uses that were sent with others.
	pub fn count_each(&mut self, verdicts: &[(SealId, Verdict)]) {
		for (_, verdict) in verdicts {
			match verdict {
				Ok(()) => self.of_many.0 += 1,
				Err(_) => self.of_many.1 += 1,
			}
		}
	}

	/// Counts alarms.
	pub fn count_alarms(&mut self, alarms: &[Alarm]) {
		for alarm in alarms {
			match alarm {
				Alarm::Quota { .. } => self.alarms.0 += 1,
				Alarm::Burst { .. } => self.alarms.1 += 1,
			}
		}
	}

	/// Notes what became of an extrinsic.
	pub fn note(&mut self, sent: &Sent) {
		self.answered(match sent {
			Sent::Included(_) => None,
			Sent::Refused(refusal) => Some(*refusal),
		});
	}

	/// Notes what the check said of an extrinsic: nothing, or why it is refused.
	pub fn answered(&mut self, answer: Option<Refusal>) {
		*self.answers.entry(answer).or_default() += 1;
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
		self.of_many.0 += other.of_many.0;
		self.of_many.1 += other.of_many.1;
		self.alarms.0 += other.alarms.0;
		self.alarms.1 += other.alarms.1;
		for (answer, count) in other.answers {
			*self.answers.entry(answer).or_default() += count;
		}
	}

	/// How many calls were made, not counting those about budgets, which come on top.
	pub fn calls(&self) -> u64 {
		let all = self.calls.iter().filter(|((pallet, _), _)| *pallet != "Admission");
		all.map(|(_, (sent, _))| sent).sum()
	}

	/// Every call succeeded often enough, and every error came that can come.
	pub fn check_coverage(&self) {
		let names = |pallet, calls: &[&'static str]| -> Vec<_> { calls.iter().map(|call| (pallet, *call)).collect() };
		let all = [
			names("Admission", pallet_admission::Call::<Runtime>::get_call_names()),
			names("Agencies", pallet_agencies::Call::<Runtime>::get_call_names()),
			names("DualControl", pallet_dual_control::Call::<Runtime>::get_call_names()),
			names("ESeal", pallet_e_seal::Call::<Runtime>::get_call_names()),
			names("UsageLog", pallet_usage_log::Call::<Runtime>::get_call_names()),
		]
		.concat();
		let least = SUCCESSES * self.calls() / 100_000;
		for call in all {
			let (_, succeeded) = self.calls.get(&call).copied().unwrap_or_default();
			assert!(succeeded >= least, "{call:?} succeeded only {succeeded} times");
		}
		let (recorded, refused) = self.of_many;
		assert!(
			recorded >= least && refused >= least,
			"of uses that were sent with others {recorded} were recorded, and {refused} refused"
		);

		let (quotas, bursts) = self.alarms;
		let least = ALARMS * self.calls() / 100_000;
		assert!(
			quotas >= least && bursts >= least,
			"{quotas} alarms of quotas and {bursts} of bursts only"
		);

		for (answer, often) in ANSWERS {
			let count = self.answers.get(&answer).copied().unwrap_or_default();
			let least = often * self.calls() / 100_000;
			assert!(count >= least, "extrinsics were answered {answer:?} only {count} times");
		}
		let known = ANSWERS.map(|(answer, _)| answer);
		assert!(
			self.answers.keys().all(|answer| known.contains(answer)),
			"{:?}",
			self.answers
		);

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

/// Pallet and name of every error of the five pallets, by pallet index and error index.
fn all_errors() -> &'static BTreeMap<(usize, u8), ErrorName> {
	static ERRORS: OnceLock<BTreeMap<(usize, u8), ErrorName>> = OnceLock::new();
	ERRORS.get_or_init(|| {
		let pallets = [
			(
				Admission::index(),
				Admission::name(),
				pallet_admission::Error::<Runtime>::type_info(),
			),
			(
				Agencies::index(),
				Agencies::name(),
				pallet_agencies::Error::<Runtime>::type_info(),
			),
			(
				DualControl::index(),
				DualControl::name(),
				pallet_dual_control::Error::<Runtime>::type_info(),
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
			let share = 100 * succeeded / (*sent).max(1);
			writeln!(f, "{succeeded:>8} of {sent:>6} ({share:>2} %) {pallet}.{call}")?;
		}
		for ((pallet, error), count) in &self.errors {
			writeln!(f, "{count:>8} {pallet}.{error}")?;
		}
		let (recorded, refused) = self.of_many;
		writeln!(
			f,
			"{recorded:>8} uses recorded that were sent with others, {refused} refused"
		)?;
		let (quotas, bursts) = self.alarms;
		writeln!(f, "{quotas:>8} alarms of quotas, {bursts} of bursts")?;
		for (answer, count) in &self.answers {
			let answer = answer.map_or("taken", Refusal::name);
			writeln!(f, "{count:>8} extrinsics: {answer}")?;
		}
		Ok(())
	}
}
