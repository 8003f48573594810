//! The command line, and what it amounts to.

use crate::composition::Composition;
use clap::{Parser, ValueEnum};
use std::{path::PathBuf, str::FromStr, time::Duration};

/// Load a network of the e-seal chain, and measure what it does
///
/// `./scripts/bench` starts a network of three validators and then this. What it founds needs a fresh chain with the
/// keys of the development chains.
#[derive(Debug, Parser)]
#[command(
	name = "eseal-bench",
	version,
	after_help = "Exit status: 0 measured, 1 failed or something was lost, 2 wrong usage"
)]
pub struct Args {
	/// The file that describes the network's nodes: names, RPC addresses, Prometheus ports, processes
	#[arg(long, value_name = "FILE", required_unless_present_any = ["arguments_only", "endowed"])]
	pub network: Option<PathBuf>,

	/// The directory for table.md, result.json and run.svg
	#[arg(long, value_name = "DIR", required_unless_present_any = ["arguments_only", "endowed"])]
	pub out: Option<PathBuf>,

	/// What to measure, in one sitting; all but `register` and `postgres` unless named
	#[arg(long = "case", value_name = "NAME", value_enum, num_args = 1..)]
	pub cases: Vec<Case>,

	/// What the chain is composed of
	#[arg(long, value_name = "NAME", value_enum, default_value_t)]
	pub composition: Composition,

	/// For how many seconds each load is measured, after its warm-up [default: 60, 4 with --quick]
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(4..=86_400))]
	pub seconds: Option<u64>,

	/// For how many seconds each load goes on before it is measured [default: 20, 2 with --quick]
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=3_600))]
	pub warm_up: Option<u64>,

	/// How many operators send [default: 4096, 128 with --quick]
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=65_536))]
	pub accounts: Option<u32>,

	/// How many extrinsics are under way at once, sent and not final: fewer, where so many would fill more than four blocks
	/// or are more than the operators' budgets allow [default: 2600, 100 with --quick]
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
	pub window: Option<u32>,

	/// How much the case `latency` sends: up to 1 a share of what `uses` sustained, above 1 uses per second
	#[arg(long, value_name = "R", default_value = "0.7")]
	pub rate: Rate,

	/// Before `look-ups`, record batches, which are not measured, until so many uses can be found by their documents
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
	pub on_record: Option<u64>,

	/// How many enterprises the case `register` loads [default: 10000, 1000 with --quick]
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(100..=800_000))]
	pub register: Option<u32>,

	/// Some seconds for each load, to see that all works; what it measures says little
	#[arg(long)]
	pub quick: bool,

	/// Record with `perf` where the nodes spend their time during each load: DIR/NAME.profile.txt
	#[arg(long)]
	pub profile: bool,

	/// Say whether the arguments are understood, and do nothing
	#[arg(long, hide = true)]
	pub arguments_only: bool,

	/// Print a JSON list of the accounts that must have a balance on a chain of stock pallets, and do nothing else
	#[arg(long, hide = true)]
	pub endowed: bool,
}

/// Something to measure. In the order in which they are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Case {
	/// Signatures that one core verifies in a second, natively: the yardstick
	Verifications,
	/// What relying parties and auditors ask, with 1,000 uses on record
	LookUpsFew,
	/// Single uses, with Sr25519 seal keys
	Uses,
	/// Single uses, with SM2 seal keys
	UsesSm2,
	/// Batches of 256 documents that the call lists
	#[value(name = "uses-256")]
	Uses256,
	/// 64 uses of 64 e-seals in one call, by one account
	#[value(name = "many-64")]
	Many64,
	/// Batches of 1,048,576 documents by their root, hashed while it is measured
	Anchor,
	/// `system.remark` by the same accounts
	Remark,
	/// `balances.transferKeepAlive` between accounts that exist, on stock pallets alone
	Transfer,
	/// Submit to block to final at a part of what `uses` sustained
	Latency,
	/// The same with all that is on record at the end
	LookUps,
	/// A register, loaded by batches of calls of many officers, and look-ups in it: only if it is named
	Register,
	/// The same signed uses, recorded by PostgreSQL: only if it is named
	Postgres,
}

impl Case {
	/// Its name, as it is typed.
	pub fn name(self) -> &'static str {
		match self {
			Self::Verifications => "verifications",
			Self::LookUpsFew => "look-ups-few",
			Self::Uses => "uses",
			Self::UsesSm2 => "uses-sm2",
			Self::Uses256 => "uses-256",
			Self::Many64 => "many-64",
			Self::Anchor => "anchor",
			Self::Remark => "remark",
			Self::Transfer => "transfer",
			Self::Latency => "latency",
			Self::LookUps => "look-ups",
			Self::Register => "register",
			Self::Postgres => "postgres",
		}
	}

	/// Whether it is measured where no case is named. PostgreSQL is not on every machine, and a register takes its time.
	pub fn is_usual(self) -> bool {
		!matches!(self, Self::Register | Self::Postgres)
	}

	/// Whether it can be measured on such a chain.
	pub fn is_of(self, composition: Composition) -> bool {
		match composition {
			Composition::Eseal => self != Self::Transfer,
			Composition::Solochain => matches!(self, Self::Remark | Self::Transfer),
		}
	}

	/// Whether it needs what is founded on the chain.
	pub fn is_on_chain(self) -> bool {
		!matches!(self, Self::Verifications | Self::Register | Self::Postgres)
	}
}

/// How much is sent in a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rate {
	/// A share of what was sustained.
	Share(f64),
	/// So many in a second.
	PerSecond(f64),
}

impl FromStr for Rate {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		match text.parse::<f64>() {
			Ok(number) if number > 0.0 && number <= 1.0 => Ok(Self::Share(number)),
			Ok(number) if number > 1.0 && number <= 1_000_000.0 => Ok(Self::PerSecond(number)),
			_ => Err("it must be a number above 0: up to 1 a share, above 1 uses per second"),
		}
	}
}

/// What the arguments amount to.
#[derive(Debug, Clone)]
pub struct Settings {
	/// What is measured, in order, each once.
	pub cases: Vec<Case>,
	/// What the chain is composed of.
	pub composition: Composition,
	/// How long each load is measured.
	pub length: Duration,
	/// How long each load goes on before.
	pub warm_up: Duration,
	/// How many operators send.
	pub accounts: usize,
	/// How many extrinsics are under way at once.
	pub window: usize,
	/// How much the case `latency` sends.
	pub rate: Rate,
	/// How many uses can be found by their documents at least when the case `look-ups` asks.
	pub on_record: Option<u64>,
	/// How many enterprises the case `register` loads.
	pub register: usize,
	/// Whether the figures mean little.
	pub quick: bool,
	/// Whether `perf` records.
	pub profile: bool,
	/// Where the results go.
	pub out: PathBuf,
}

impl Args {
	/// Why the arguments do not fit together, if they do not.
	pub fn conflict(&self) -> Option<String> {
		let other = self.cases.iter().find(|case| !case.is_of(self.composition));
		let chain = self.composition;
		match other {
			Some(case) => Some(format!("the case {} is none of --composition {chain}", case.name())),
			None if chain != Composition::Eseal && self.on_record.is_some() => {
				Some(format!("--on-record is nothing for --composition {chain}"))
			}
			None => None,
		}
	}

	/// What the arguments amount to, with the results going to `out`.
	pub fn settings(&self, out: PathBuf) -> Settings {
		let or_standard = |typed: Option<u64>, usual, quick| typed.unwrap_or(if self.quick { quick } else { usual });
		let number = |typed: Option<u32>, usual, quick| {
			usize::try_from(or_standard(typed.map(u64::from), usual, quick)).unwrap_or(usize::MAX)
		};
		let seconds = |typed, usual, quick| Duration::from_secs(or_standard(typed, usual, quick));
		let mut cases = match self.cases.as_slice() {
			[] => Case::value_variants()
				.iter()
				.copied()
				.filter(|case| case.is_usual() && case.is_of(self.composition))
				.collect(),
			named => named.to_vec(),
		};
		// A share is one of what the same sitting measured.
		if cases.contains(&Case::Latency) && matches!(self.rate, Rate::Share(_)) {
			cases.push(Case::Uses);
		}
		// Nobody else needs what is recorded for it.
		if self.on_record.is_some() {
			cases.push(Case::LookUps);
		}
		cases.sort();
		cases.dedup();
		Settings {
			cases,
			composition: self.composition,
			length: seconds(self.seconds, 60, 4),
			warm_up: seconds(self.warm_up, 20, 2),
			accounts: number(self.accounts, 4_096, 128),
			window: number(self.window, 2_600, 100),
			rate: self.rate,
			on_record: self.on_record,
			register: number(self.register, 10_000, 1_000),
			quick: self.quick,
			profile: self.profile,
			out,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	fn settings(typed: &[&str]) -> Settings {
		let given = ["eseal-bench", "--network", "n", "--out", "o"];
		let args = Args::try_parse_from(given.iter().chain(typed)).unwrap();
		args.settings("o".into())
	}

	#[test]
	fn the_command_line_is_sound() {
		Args::command().debug_assert();
	}

	#[test]
	fn cases_have_the_names_that_are_typed() {
		for case in Case::value_variants() {
			assert_eq!(Case::from_str(case.name(), false), Ok(*case));
		}
	}

	#[test]
	fn all_but_postgres_and_a_register_is_measured_unless_it_is_named() {
		let named = [Case::Transfer, Case::Register, Case::Postgres];
		let usual: Vec<Case> = Case::value_variants()
			.iter()
			.copied()
			.filter(|case| !named.contains(case))
			.collect();
		assert_eq!(settings(&[]).cases, usual);
		assert_eq!(settings(&["--quick"]).cases, usual);
		assert_eq!(
			settings(&["--case", "postgres", "uses"]).cases,
			[Case::Uses, Case::Postgres]
		);
		assert_eq!(
			settings(&["--case", "remark", "uses", "remark"]).cases,
			[Case::Uses, Case::Remark]
		);
		// A share needs what it is a share of.
		assert_eq!(settings(&["--case", "latency"]).cases, [Case::Uses, Case::Latency]);
		assert_eq!(settings(&["--case", "latency", "--rate", "300"]).cases, [Case::Latency]);
	}

	#[test]
	fn a_composition_has_its_own_cases() {
		let stock = settings(&["--composition", "solochain"]);
		assert_eq!(stock.cases, [Case::Remark, Case::Transfer]);
		assert_eq!(settings(&[]).composition, Composition::Eseal);
		for composition in Composition::value_variants() {
			assert_eq!(Composition::from_str(&composition.to_string(), false), Ok(*composition));
		}
		let conflict = |typed: &[&str]| {
			let given = ["eseal-bench", "--arguments-only"];
			Args::try_parse_from(given.iter().chain(typed)).unwrap().conflict()
		};
		assert_eq!(conflict(&["--case", "remark", "uses", "postgres"]), None);
		assert_eq!(
			conflict(&["--composition", "solochain", "--case", "transfer", "remark"]),
			None
		);
		for wrong in [
			&["--case", "transfer"][..],
			&["--composition", "solochain", "--case", "remark", "uses"],
			&["--composition", "solochain", "--on-record", "5"],
		] {
			assert!(conflict(wrong).is_some(), "{wrong:?}");
		}
	}

	#[test]
	fn what_is_put_on_record_is_looked_up() {
		let many = settings(&["--case", "uses", "look-ups-few", "--on-record", "1000000"]);
		assert_eq!(many.cases, [Case::LookUpsFew, Case::Uses, Case::LookUps]);
		assert_eq!(many.on_record, Some(1_000_000));
		assert_eq!(settings(&["--case", "look-ups"]).on_record, None);
	}

	#[test]
	fn quick_changes_what_is_not_typed() {
		let quick = settings(&["--quick", "--seconds", "9"]);
		assert_eq!((quick.length.as_secs(), quick.warm_up.as_secs()), (9, 2));
		assert!(quick.accounts < settings(&[]).accounts);
	}

	#[test]
	fn a_rate_is_a_share_or_a_number() {
		assert_eq!("0.7".parse::<Rate>(), Ok(Rate::Share(0.7)));
		assert_eq!("1".parse::<Rate>(), Ok(Rate::Share(1.0)));
		assert_eq!("400".parse::<Rate>(), Ok(Rate::PerSecond(400.0)));
		for wrong in ["", "0", "-1", "nan", "inf", "much"] {
			assert!(wrong.parse::<Rate>().is_err(), "{wrong}");
		}
	}

	#[test]
	fn what_makes_no_sense_is_refused() {
		for typed in [["--case", "uses", "--case", "all"], ["--seconds", "1", "--rate", "0"]] {
			assert!(
				Args::try_parse_from(["eseal-bench", "--network", "n", "--out", "o"].iter().chain(&typed)).is_err()
			);
		}
		assert!(Args::try_parse_from(["eseal-bench"]).is_err());
		assert!(Args::try_parse_from(["eseal-bench", "--arguments-only"]).is_ok());
	}
}
