//! The command line.

use sc_cli::{
	ChainInfoCmd, CheckBlockCmd, ExportBlocksCmd, ExportChainSpecCmd, ExportStateCmd, ImportBlocksCmd, KeySubcommand,
	PurgeChainCmd, RevertCmd, RunCmd,
};
use sc_storage_monitor::StorageMonitorParams;
use std::path::PathBuf;

/// The command line: options to run a node, or a subcommand.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// The subcommand, if any. Without one the node runs.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// The options of a running node.
	#[clap(flatten)]
	pub run: RunCmd,

	/// How much free space the database's disk must have.
	#[clap(flatten)]
	pub storage_monitor: StorageMonitorParams,

	/// The directory in which compiled runtimes are kept.
	///
	/// Compiling a runtime takes seconds, so a node that starts again takes it from there. Nodes on one machine may share it. Whoever can
	/// write into it decides what the node runs. Default: "compiled", beside the chain's database.
	#[arg(
		long,
		value_name = "PATH",
		env = "ESEAL_COMPILED_RUNTIMES",
		hide_env_values = true,
		global = true
	)]
	pub compiled_runtimes: Option<PathBuf>,
}

/// What the binary can do besides running a node.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Generate, inspect and insert keys.
	#[command(subcommand)]
	Key(KeySubcommand),

	/// Write a chain specification as JSON, plain or with raw storage.
	ExportChainSpec(ExportChainSpecCmd),

	/// Print the best, finalized and genesis blocks of the local database.
	ChainInfo(ChainInfoCmd),

	/// Re-execute a block of the local database.
	CheckBlock(CheckBlockCmd),

	/// Export blocks to a file.
	ExportBlocks(ExportBlocksCmd),

	/// Import blocks from a file.
	ImportBlocks(ImportBlocksCmd),

	/// Export the state of a block into a chain specification.
	ExportState(ExportStateCmd),

	/// Remove the local database of a chain. Keys are kept.
	PurgeChain(PurgeChainCmd),

	/// Remove the latest blocks that are not final.
	Revert(RevertCmd),

	/// Measure the weights of a runtime's calls, or of the database.
	#[cfg(feature = "benchmark")]
	#[command(subcommand)]
	Benchmark(BenchmarkSubcommand),
}

/// What can be measured.
#[cfg(feature = "benchmark")]
#[derive(Debug, clap::Subcommand)]
pub enum BenchmarkSubcommand {
	/// Measure a pallet's calls, in the runtime that `--runtime` names.
	Pallet(frame_benchmarking_cli::PalletCmd),

	/// Measure what an access to a node's database takes, with the state that it has. The node must not run.
	Storage(frame_benchmarking_cli::StorageCmd),
}
