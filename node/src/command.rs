//! Runs what the command line asks for.

#[cfg(feature = "benchmark")]
use crate::cli::BenchmarkSubcommand;
use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	pool::Settings,
	ports,
	service::{self, Parts},
};
use eseal_runtime::opaque::Block;
use sc_cli::{CliConfiguration, SubstrateCli};
use sc_network::{config::NetworkBackendType, Litep2pNetworkBackend, NetworkWorker};
use sp_runtime::traits::Block as BlockT;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"eseal-node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		"The e-seal chain authors".into()
	}

	fn support_url() -> String {
		// Shown after `--help` and when the node panics; the project has no address of its own.
		"the repository this node was built from".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		Ok(Box::new(match self.subcommand {
			// These open no chain, and need no state of its first block.
			Some(Subcommand::Key(_) | Subcommand::ChainInfo(_) | Subcommand::PurgeChain(_)) => chain_spec::load(id)?,
			_ => chain_spec::load_with_state(id, self.compiled_runtimes.as_deref())?,
		}))
	}
}

/// Reads the command line and runs it. Returns when the node stops or the subcommand is done.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	let compiled = cli.compiled_runtimes.as_deref();

	match &cli.subcommand {
		None => run_node(&cli),
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::ExportChainSpec(cmd)) if cmd.raw => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(Box::new(chain_spec::load(&cmd.chain)?)),
		Some(Subcommand::ChainInfo(cmd)) => cli.create_runner(cmd)?.sync_run(|config| cmd.run::<Block>(&config)),
		Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts {
				client,
				task_manager,
				import_queue,
				..
			} = service::build_parts(&config, compiled)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts {
				client, task_manager, ..
			} = service::build_parts(&config, compiled)?;
			Ok((cmd.run(client, config.database), task_manager))
		}),
		Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts {
				client,
				task_manager,
				import_queue,
				..
			} = service::build_parts(&config, compiled)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::ExportState(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts {
				client, task_manager, ..
			} = service::build_parts(&config, compiled)?;
			Ok((cmd.run(client, config.chain_spec), task_manager))
		}),
		Some(Subcommand::PurgeChain(cmd)) => cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.database)),
		Some(Subcommand::Revert(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts {
				client,
				backend,
				task_manager,
				..
			} = service::build_parts(&config, compiled)?;
			// Aura stores nothing besides the blocks; GRANDPA must forget authority changes of the
			// removed blocks.
			let forget_authority_changes = Box::new(|client, _, blocks| {
				sc_consensus_grandpa::revert(client, blocks)?;
				Ok(())
			});
			Ok((cmd.run(client, backend, Some(forget_authority_changes)), task_manager))
		}),
		// No chain specification: the runtime that `--runtime` names makes its own genesis.
		#[cfg(feature = "benchmark")]
		Some(Subcommand::Benchmark(BenchmarkSubcommand::Pallet(cmd))) => {
			cmd.run_with_spec::<sp_runtime::traits::HashingFor<Block>, ()>(None)
		}
		#[cfg(feature = "benchmark")]
		Some(Subcommand::Benchmark(BenchmarkSubcommand::Storage(cmd))) => cli.create_runner(cmd)?.sync_run(|config| {
			let Parts { client, backend, .. } = service::build_parts(&config, compiled)?;
			let (database, storage) = (backend.expose_db(), backend.expose_storage());
			let cache = backend.expose_shared_trie_cache();
			cmd.run(config, client, database, storage, cache)
		}),
	}
}

/// Runs a node until it is told to stop, on the network backend of `--network-backend`.
fn run_node(cli: &Cli) -> sc_cli::Result<()> {
	let storage_monitor = cli.storage_monitor.clone();
	let compiled = cli.compiled_runtimes.clone();
	let pool = Settings::of(&cli.run.pool_config, CliConfiguration::<()>::is_dev(&cli.run)?);
	cli.create_runner(&cli.run)?
		.run_node_until_exit(|mut config| async move {
			ports::claim(&mut config)?;
			let monitor = service::watch_disk(storage_monitor, &config).map_err(sc_cli::Error::Service)?;
			let mut task_manager = match config.network.network_backend {
				NetworkBackendType::Libp2p => {
					service::start::<NetworkWorker<Block, <Block as BlockT>::Hash>>(config, compiled.as_deref(), pool)
				}
				NetworkBackendType::Litep2p => {
					service::start::<Litep2pNetworkBackend>(config, compiled.as_deref(), pool)
				}
			}
			.map_err(sc_cli::Error::Service)?;
			task_manager.add_child(monitor);
			Ok(task_manager)
		})
}
