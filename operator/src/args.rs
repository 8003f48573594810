//! The command line.

use crate::{
	address::Address,
	network::{
		names::{NetworkId, NetworkName},
		node_address::{Reach, Transport},
		seat::Seat,
	},
};
use clap::{error::ErrorKind, Args, CommandFactory, Parser, Subcommand};
use hyper::{http::uri::Authority, Uri};
use std::{fmt, path::PathBuf, str::FromStr};

/// What those who run the e-seal chain's nodes need.
#[derive(Debug, Parser)]
#[command(
	name = "eseal-operator",
	version,
	about,
	disable_help_subcommand = true,
	arg_required_else_help = true,
	after_help = "Exit status: 0 done, 1 refused or failed, 64 wrong usage"
)]
pub struct Cli {
	/// What to do.
	#[command(subcommand)]
	pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Make a production network of the three agencies
	///
	/// Nobody ever holds another's secret, and keys that everyone has are refused.
	///
	/// 1. Each agency, on its own machine, makes its keys and passes on one file: `keys`.
	///
	/// 2. Each agency assembles the chain specification from the three files, to the same bytes: `assemble`.
	///
	/// 3. Each agency checks it before its node starts: `check`.
	#[command(subcommand, disable_help_subcommand = true, arg_required_else_help = true)]
	Network(NetworkCommand),

	/// Serve, for Prometheus, what a node's own metrics do not have
	///
	/// Follows a node's blocks: slots missed by seat, uses recorded and refused, the age of session keys, officers, open
	/// motions, paused calls, equivocations. When the node is away it says so (eseal_exporter_up 0), and goes on by itself
	/// when it is back. Counters begin with the exporter. docs/operators.md, "Watch", describes them.
	#[command(after_help = "Example: eseal-operator exporter --node ws://127.0.0.1:9944 --listen 127.0.0.1:9620")]
	Exporter(ExporterArgs),
}

/// The steps to a new network.
#[derive(Debug, Subcommand)]
pub enum NetworkCommand {
	/// Make one agency's keys, and the file to pass on
	#[command(after_help = "\
Example: eseal-operator network keys --id eseal_live --seat MarketSupervision \\
           --dir keys --address /dns4/node.example/tcp/30333")]
	Keys(KeysArgs),

	/// Assemble the chain specification from the three agencies' files
	#[command(after_help = "\
Example: eseal-operator network assemble --name 'E-seal' --id eseal_live --out spec \\
           market-supervision.json public-security.json data-resources.json

The three agencies compare the SHA-256 that it prints.")]
	Assemble(AssembleArgs),

	/// Check the chain specification before a node starts on it
	#[command(after_help = "\
Example: eseal-operator network check spec keys/market-supervision.json --keys keys")]
	Check(CheckArgs),
}

/// What `network keys` takes.
#[derive(Debug, Args)]
pub struct KeysArgs {
	/// The network's id: the keys are made for this network and no other
	#[arg(long, value_name = "ID")]
	pub id: NetworkId,

	/// The agency's seat
	#[arg(long, value_name = "SEAT")]
	pub seat: Seat,

	/// A new directory: secrets, readable by their owner only, and the public file to pass on
	#[arg(long, value_name = "DIR")]
	pub dir: PathBuf,

	/// How many nodes validate for the agency, 1 to 4
	#[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
	pub validators: u8,

	/// Where a node is found, such as /dns4/node.example/tcp/30333; once for each node, in order
	#[arg(long = "address", value_name = "ADDRESS")]
	pub addresses: Vec<Transport>,

	/// The governing account, if the agency keeps its secret elsewhere; else one is made
	#[arg(long, value_name = "SS58")]
	pub account: Option<Address>,

	/// An officer's account, if the agency keeps its secret elsewhere. May be repeated; what is missing to two is made
	#[arg(long = "officer", value_name = "SS58")]
	pub officers: Vec<Address>,

	/// What addresses may be.
	#[command(flatten)]
	pub reach: ReachArgs,
}

/// What `network assemble` takes.
#[derive(Debug, Args)]
pub struct AssembleArgs {
	/// The network's name, for people
	#[arg(long, value_name = "NAME")]
	pub name: NetworkName,

	/// The network's id, for which the agencies made their keys
	#[arg(long, value_name = "ID")]
	pub id: NetworkId,

	/// A new directory for eseal-plain.json and eseal-raw.json
	#[arg(long, value_name = "DIR")]
	pub out: PathBuf,

	/// The public files of the agencies, in any order
	#[arg(required = true, value_name = "FILE")]
	pub files: Vec<PathBuf>,

	/// What holds for `check` too.
	#[command(flatten)]
	pub common: SpecArgs,
}

/// What `network check` takes.
#[derive(Debug, Args)]
pub struct CheckArgs {
	/// The directory with the specification
	#[arg(value_name = "DIR")]
	pub spec: PathBuf,

	/// The agency's own public file; or several agencies'
	#[arg(required = true, value_name = "FILE")]
	pub files: Vec<PathBuf>,

	/// The agency's own directory that `keys` made: checks that it holds the secrets of the file's keys
	#[arg(long, value_name = "DIR")]
	pub keys: Option<PathBuf>,

	/// What holds for `assemble` too.
	#[command(flatten)]
	pub common: SpecArgs,
}

/// What holds wherever a specification is made.
#[derive(Debug, Args)]
pub struct SpecArgs {
	/// The raw chain specification of another network, such as a rehearsal's: refuses keys that are in it. May be repeated
	#[arg(long = "not-of", value_name = "FILE")]
	pub not_of: Vec<PathBuf>,

	/// The program eseal-node, the same build for every agency; default: the one beside this program, else the one in PATH
	#[arg(long, value_name = "FILE", env = "ESEAL_NODE", hide_env_values = true)]
	pub eseal_node: Option<PathBuf>,

	/// What addresses may be.
	#[command(flatten)]
	pub reach: ReachArgs,
}

/// What `exporter` takes.
#[derive(Debug, Args)]
pub struct ExporterArgs {
	/// The node to follow
	#[arg(
		long,
		value_name = "URL",
		env = "ESEAL_URL",
		hide_env_values = true,
		default_value = "ws://127.0.0.1:9944"
	)]
	pub node: NodeUrl,

	/// Where /metrics is served
	#[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:9620")]
	pub listen: ListenAddress,
}

/// The WebSocket address of a node's RPC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeUrl(String);

impl FromStr for NodeUrl {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let uri = text.parse::<Uri>().ok();
		let is_one = uri.is_some_and(|uri| matches!(uri.scheme_str(), Some("ws" | "wss")) && uri.host().is_some());
		is_one
			.then(|| Self(text.into()))
			.ok_or("it must be like ws://127.0.0.1:9944")
	}
}

impl fmt::Display for NodeUrl {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

/// Where to listen: `127.0.0.1:9620`, `[::1]:9620` or a name with a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListenAddress(String);

impl FromStr for ListenAddress {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let authority = text.parse::<Authority>().ok();
		let is_one = authority.is_some_and(|authority| {
			let host = authority.host();
			!host.is_empty() && !text.contains('@') && authority.port_u16().is_some_and(|port| port > 0)
		});
		is_one
			.then(|| Self(text.into()))
			.ok_or("it must be like 127.0.0.1:9620, with a port of 1 to 65535")
	}
}

impl fmt::Display for ListenAddress {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

/// From where nodes must be reached.
#[derive(Debug, Args)]
pub struct ReachArgs {
	/// Take addresses that only this machine reaches, to try a network on one machine
	#[arg(long)]
	pub local_addresses: bool,
}

impl ReachArgs {
	/// From where nodes must be reached.
	pub fn reach(&self) -> Reach {
		if self.local_addresses {
			Reach::ThisMachine
		} else {
			Reach::Others
		}
	}
}

impl Cli {
	/// Reads the command line.
	///
	/// # Errors
	///
	/// What was typed wrong, or the help that was asked for.
	pub fn read() -> Result<Self, clap::Error> {
		let cli = Self::try_parse()?;
		cli.check()
			.map_err(|wrong| Self::command().error(ErrorKind::ValueValidation, wrong))?;
		Ok(cli)
	}

	/// Checks what one argument alone does not show.
	fn check(&self) -> Result<(), String> {
		match &self.command {
			Command::Network(NetworkCommand::Keys(args)) => {
				if args.addresses.len() > usize::from(args.validators) {
					return Err("there are more addresses than validators: give --address once for each".into());
				}
				args.addresses.iter().try_for_each(|address| {
					address
						.check_reach(args.reach.reach())
						.map_err(|reason| format!("invalid value '{address}' for '--address <ADDRESS>': {reason}"))
				})
			}
			Command::Network(NetworkCommand::Check(args)) if args.keys.is_some() && args.files.len() > 1 => {
				Err("--keys goes with one public file: your own".into())
			}
			Command::Network(_) | Command::Exporter(_) => Ok(()),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn addresses_of_the_exporter_are_checked() {
		for text in ["127.0.0.1:9620", "[::1]:9620", "localhost:1", "0.0.0.0:65535"] {
			assert_eq!(
				text.parse::<ListenAddress>()
					.map(|address| address.to_string())
					.as_deref(),
				Ok(text)
			);
		}
		for text in [
			"",
			":9620",
			"127.0.0.1",
			"127.0.0.1:0",
			"127.0.0.1:65536",
			"127.0.0.1:x",
			"::1:9620",
			"a@b:1",
			"a/b:1",
		] {
			assert!(text.parse::<ListenAddress>().is_err(), "{text}");
		}
		for text in ["ws://127.0.0.1:9944", "wss://node.example", "ws://[::1]:9944/path"] {
			assert!(text.parse::<NodeUrl>().is_ok(), "{text}");
		}
		for text in ["", "127.0.0.1:9944", "http://127.0.0.1:9944", "ws://", "ws:", "wss"] {
			assert!(text.parse::<NodeUrl>().is_err(), "{text}");
		}
	}

	#[test]
	fn the_command_line_is_sound() {
		Cli::command().debug_assert();
	}
}
