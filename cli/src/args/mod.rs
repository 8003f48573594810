//! The command line: one file per noun.

pub mod act;
pub mod audit;
pub mod budget;
pub mod correction;
pub mod enterprise;
pub mod grant;
pub mod import;
pub mod key;
pub mod network;
pub mod officer;
pub mod physical;
pub mod receipt;
pub mod seal;
pub mod sealing;
pub mod statistics;
pub mod values;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The e-seal chain on the command line: one e-seal for each enterprise, and every use of it on record.
#[derive(Debug, Parser)]
#[command(
	name = "eseal",
	version,
	about,
	disable_help_subcommand = true,
	arg_required_else_help = true,
	after_help = "\
Example: eseal seal show 0 --node ws://127.0.0.1:9944
Exit status: 0 done or valid, 1 refused or invalid, 2 indeterminate or unreachable, 64 wrong usage"
)]
pub struct Cli {
	/// Options of every command.
	#[command(flatten)]
	pub global: Global,

	/// What to do.
	#[command(subcommand)]
	pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
	/// The node to ask
	#[arg(
		long,
		global = true,
		value_name = "URL",
		env = "ESEAL_URL",
		hide_env_values = true,
		default_value = DEFAULT_NODE
	)]
	pub node: String,

	/// Key file of the sending account
	#[arg(
		long,
		global = true,
		value_name = "FILE",
		env = "ESEAL_ACCOUNT",
		value_parser = values::file(),
		hide_env_values = true
	)]
	pub account: Option<PathBuf>,

	/// File with the account's password in its first line
	#[arg(long, global = true, value_name = "FILE")]
	pub password_file: Option<PathBuf>,

	/// The network's trust anchor
	#[arg(
		long,
		global = true,
		value_name = "FILE",
		env = "ESEAL_ANCHOR",
		value_parser = values::file(),
		hide_env_values = true
	)]
	pub anchor: Option<PathBuf>,

	/// Print JSON
	#[arg(long, global = true)]
	pub json: bool,

	/// Seconds to wait until a call is final
	#[arg(long, global = true, value_name = "SECONDS", default_value_t = 120)]
	pub timeout: u64,
}

/// Where a node answers unless told otherwise.
pub const DEFAULT_NODE: &str = "ws://127.0.0.1:9944";

impl Cli {
	/// Reads the program's own command line. A variable of the environment that is set to nothing counts as not set.
	pub fn read() -> Result<Self, clap::Error> {
		let mut cli = Self::try_parse()?;
		let Global {
			node, account, anchor, ..
		} = &mut cli.global;
		if node.is_empty() {
			*node = DEFAULT_NODE.into();
		}
		for file in [account, anchor] {
			file.take_if(|path| path.as_os_str().is_empty());
		}
		Ok(cli)
	}
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Enterprises in the register
	#[command(subcommand, arg_required_else_help = true)]
	Enterprise(enterprise::Enterprise),
	/// Physical seals on file
	#[command(subcommand, arg_required_else_help = true)]
	Physical(physical::Physical),
	/// E-seals: apply, approve, suspend, revoke
	#[command(subcommand, arg_required_else_help = true)]
	Seal(seal::Seal),
	/// Grants: who may use an e-seal, and for what
	#[command(subcommand, arg_required_else_help = true)]
	Grant(grant::Grant),
	/// Acts of officers that take two: what waits, confirm it, turn it down
	#[command(subcommand, arg_required_else_help = true)]
	Act(act::Act),
	/// Corrections of what is on record, by two agencies together
	#[command(subcommand, arg_required_else_help = true)]
	Correction(correction::Correction),
	/// Officers on record
	#[command(subcommand, arg_required_else_help = true)]
	Officer(officer::Officer),
	/// Budgets: how much an account may send
	#[command(subcommand, arg_required_else_help = true)]
	Budget(budget::Budget),
	/// Seal documents, and write a receipt for each
	#[command(after_help = sealing::EXAMPLE)]
	Use(sealing::Use),
	/// Make a receipt of a recorded use, as of now
	#[command(after_help = receipt::RECEIPT_EXAMPLE)]
	Receipt(receipt::Receipt),
	/// Check documents
	#[command(after_help = receipt::VERIFY_EXAMPLE)]
	Verify(receipt::Verify),
	/// List the uses of an e-seal, with proof that none is missing
	#[command(after_help = audit::LOG_EXAMPLE)]
	Log(audit::Log),
	/// Check an exported log, or an exported history of an officer
	#[command(subcommand, arg_required_else_help = true)]
	Audit(audit::Audit),
	/// Count e-seals by their status, and uses by day
	#[command(after_help = statistics::EXAMPLE)]
	Statistics(statistics::Statistics),
	/// Print what happens, as it becomes final
	#[command(after_help = network::WATCH_EXAMPLE)]
	Watch(network::Watch),
	/// Key files of accounts and e-seals
	#[command(subcommand, arg_required_else_help = true)]
	Key(key::Key),
	/// The network's trust anchor, for receipts
	#[command(after_help = network::ANCHOR_EXAMPLE)]
	Anchor(network::Anchor),
	/// Print completions for a shell
	#[command(after_help = network::COMPLETIONS_EXAMPLE)]
	Completions(network::Completions),
	/// Write the manual pages
	#[command(after_help = network::MAN_EXAMPLE)]
	Man(network::Man),
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	/// Splits as a shell does: at spaces, but not inside quotes.
	fn words(line: &str) -> Vec<String> {
		line.split('\'')
			.enumerate()
			.flat_map(|(i, part)| match i % 2 {
				0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
				_ => vec![part.to_owned()],
			})
			.collect()
	}

	fn leaves(command: &clap::Command, path: &str, into: &mut Vec<(String, clap::Command)>) {
		let path = format!("{path} {}", command.get_name());
		if command.get_subcommands().next().is_none() {
			into.push((path.clone(), command.clone()));
		}
		for child in command.get_subcommands() {
			leaves(child, &path, into);
		}
	}

	fn all() -> Vec<(String, clap::Command)> {
		let mut root = Cli::command();
		root.build();
		let mut all = Vec::new();
		leaves(&root, "", &mut all);
		all
	}

	#[test]
	fn the_definition_holds() {
		Cli::command().debug_assert();
	}

	#[test]
	fn every_command_has_an_example_that_parses() {
		let all = all();
		assert!(all.len() > 25, "there are {}", all.len());
		for (path, command) in all {
			let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
			let example = help
				.lines()
				.find_map(|line| line.strip_prefix("Example: "))
				.unwrap_or_else(|| panic!("{path} has no example"));
			let words = words(example);
			if let Err(error) = Cli::try_parse_from(&words) {
				panic!("{path}: {error}");
			}
			let named = path.split_whitespace().collect::<Vec<_>>().join(" ");
			assert!(words.join(" ").starts_with(&named), "{example} is not of {named}");
		}
	}

	#[test]
	fn every_help_fits_a_screen() {
		for (path, mut command) in all() {
			let lines = command.render_help().to_string().lines().count();
			assert!(lines <= 30, "{path}: {lines} lines");
		}
	}

	#[test]
	fn a_batch_is_sealed_and_its_receipts_are_made() {
		for line in [
			"eseal use --batch d --seal 0 --purpose contract --seal-key k",
			"eseal use --batch d --anchored --commit --out b --seal 0 --purpose contract --seal-key k",
			"eseal receipt a.pdf --batch-file b",
			"eseal receipt a.pdf --batch-file b --out r --force",
			"eseal receipt a.pdf --batch-file b --out-dir d",
			"eseal receipt --batch-file b --all --out-dir d --force",
		] {
			if let Err(error) = Cli::try_parse_from(words(line)) {
				panic!("{line}: {error}");
			}
		}
	}

	#[test]
	fn wrong_usage_is_told() {
		for line in [
			"eseal statistics 0",
			"eseal statistics --seal x",
			"eseal seal",
			"eseal seal show x",
			"eseal enterprise register 123 --name a --owner b",
			"eseal use a.pdf --seal 0 --purpose dance --seal-key k",
			"eseal use --seal 0 --purpose contract --seal-key k",
			"eseal use a.pdf --batch d --seal 0 --purpose contract --seal-key k",
			"eseal use a.pdf --anchored --seal 0 --purpose contract --seal-key k",
			"eseal use --batch d --force --seal 0 --purpose contract --seal-key k",
			"eseal receipt",
			"eseal receipt --all",
			"eseal receipt a.pdf --batch-file b --all",
			"eseal receipt a.pdf --batch-file b --seal 0 --index 1",
			"eseal receipt a.pdf --batch-file b --out r --out-dir d",
			"eseal receipt a.pdf --out-dir d",
			"eseal verify",
			"eseal verify a.pdf --online --receipt a.pdf.eseal",
			"eseal verify a.pdf --online --require-receipt",
			"eseal verify a.pdf --by 123",
			"eseal grant add 0 --operator 5GrwvaEF --purpose contract --until 2030-01-01 --uses 1",
			"eseal budget show 5GrwvaEF",
			"eseal act confirm",
			"eseal act list --seat nowhere",
			"eseal act policy approve",
			"eseal act policy approve --officers three",
			"eseal act policy dance --officers two",
			"eseal officer history 5GrwvaEF",
			"eseal correction propose",
			"eseal correction propose revocation 0",
			"eseal correction agree",
			"eseal budget widen 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
			"eseal budget widen 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --factor 0",
			"eseal budget widen 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --factor 65",
		] {
			assert!(Cli::try_parse_from(words(line)).is_err(), "{line}");
		}
	}
}
