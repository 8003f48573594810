//! Puts the node together: database, transaction pool, network, Aura, GRANDPA, RPC.

use crate::{
	dev_finality::{self, DevFinality},
	executor::{self, Executor},
	pool, rpc,
};
use eseal_runtime::{opaque::Block, RuntimeApi};
use futures::FutureExt;
use sc_client_api::Backend;
use sc_consensus::DefaultImportQueue;
use sc_consensus_aura::{ImportQueueParams, SlotDuration, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{
	warp_proof, FinalityProofProvider, GrandpaBlockImport, GrandpaParams, GrandpaPruningFilter, LinkHalf,
	SharedVoterState,
};
use sc_network::{config::FullNetworkConfiguration, types::ProtocolName, NetworkBackend, NotificationService};
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{
	error::Error as ServiceError, BuildNetworkParams, Configuration, KeystoreContainer, SpawnTasksParams, TFullBackend,
	TFullClient, TaskManager, WarpSyncConfig,
};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{inherents::InherentDataProvider as SlotProvider, sr25519::AuthorityPair as AuraPair};
use sp_runtime::traits::Block as BlockT;
use sp_timestamp::InherentDataProvider as TimestampProvider;
use std::{path::Path, sync::Arc, time::Duration};

/// The client: blocks, state, and the runtime that interprets them.
pub type FullClient = TFullClient<Block, RuntimeApi, Executor>;
/// The database behind the client.
pub type FullBackend = TFullBackend<Block>;

type SelectChain = sc_consensus::LongestChain<FullBackend, Block>;
type BlockImport = GrandpaBlockImport<FullBackend, Block, FullClient, SelectChain>;

/// At most how many blocks apart justifications are stored, and checked while syncing.
///
/// A stored justification proves finality later, to a node that syncs or to anyone offline
/// (`chain_getBlock` shows it). With three voters it takes about half a kilobyte, so one a minute (32
/// slots of 2 s) is affordable; Substrate's usual 512 is meant for hundreds of voters.
const JUSTIFICATION_PERIOD: u32 = 32;

/// How long GRANDPA expects a message to take through the network: it prevotes twice as long after a round began, and precommits
/// four times as long. Agencies of one city hear from each other within a few milliseconds. Where a message takes longer, a
/// round takes longer; it never waits in vain, nor decides without the votes that it needs.
const GOSSIP_DURATION: Duration = Duration::from_millis(150);

/// What a node and an offline subcommand have in common.
pub struct Parts {
	/// The client.
	pub client: Arc<FullClient>,
	/// The database behind it.
	pub backend: Arc<FullBackend>,
	/// Runs the node's tasks and stops them.
	pub task_manager: TaskManager,
	/// The node's session keys.
	pub keystore: KeystoreContainer,
	/// Chooses the best chain: the longest.
	pub select_chain: SelectChain,
	/// Verifies and imports blocks from other nodes.
	pub import_queue: DefaultImportQueue<Block>,
	/// Imports blocks, keeping GRANDPA's authorities up to date.
	pub block_import: BlockImport,
	/// What GRANDPA's voter needs of the import.
	pub grandpa_link: LinkHalf<Block, FullClient, SelectChain>,
	/// Where to report telemetry, if the chain specification or the command line says so.
	pub telemetry: Option<Telemetry>,
}

/// Opens the database and builds everything that needs no network. Compiled runtimes are kept in this directory, or beside the
/// database.
pub fn build_parts(config: &Configuration, compiled: Option<&Path>) -> Result<Parts, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let (client, backend, keystore, task_manager) = sc_service::new_full_parts::<Block, RuntimeApi, _>(
		config,
		telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
		executor::of_node(config, compiled)?,
		// Blocks whose justification is stored survive `--blocks-pruning`: warp sync is served
		// from them.
		vec![Arc::new(GrandpaPruningFilter)],
	)?;
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});
	let telemetry_handle = || telemetry.as_ref().map(Telemetry::handle);

	let select_chain = SelectChain::new(backend.clone());
	let (block_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry_handle(),
	)?;

	let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
	let import_queue = sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
		block_import: block_import.clone(),
		justification_import: Some(Box::new(block_import.clone())),
		client: client.clone(),
		create_inherent_data_providers: move |_, ()| async move { Ok(inherents(slot_duration)) },
		spawner: &task_manager.spawn_essential_handle(),
		registry: config.prometheus_registry(),
		check_for_equivocation: Default::default(),
		telemetry: telemetry_handle(),
		compatibility_mode: Default::default(),
	})?;

	Ok(Parts {
		client,
		backend,
		task_manager,
		keystore,
		select_chain,
		import_queue,
		block_import,
		grandpa_link,
		telemetry,
	})
}

/// What every block says about its time: the slot and the moment.
fn inherents(slot_duration: SlotDuration) -> (SlotProvider, TimestampProvider) {
	let timestamp = TimestampProvider::from_system_time();
	let slot = SlotProvider::from_timestamp_and_slot_duration(*timestamp, slot_duration);
	(slot, timestamp)
}

/// What this node does for finality.
enum Finality {
	/// Nothing, with `--no-grandpa`.
	Off,
	/// It acts as every authority of a development chain.
	Development,
	/// GRANDPA: it votes if it is an authority, and follows the votes otherwise.
	Grandpa {
		/// The name of the protocol in which votes travel.
		protocol_name: ProtocolName,
		/// Where they arrive.
		notification_service: Box<dyn NotificationService>,
	},
}

/// Watches the free space of the database's disk, and stops the node in an orderly way before it runs out: the database maps
/// its files into memory, and a write that finds no space kills the process without a message.
///
/// # Errors
///
/// If there is already too little space. The database is then not opened.
pub fn watch_disk(parameters: StorageMonitorParams, config: &Configuration) -> Result<TaskManager, ServiceError> {
	let monitor = TaskManager::new(config.tokio_handle.clone(), None)?;
	// On the first start the directory does not exist yet. The nearest existing parent is on the same disk.
	let database = config.database.path().unwrap_or_else(|| config.base_path.path());
	if let Some(directory) = database.ancestors().find(|directory| directory.exists()) {
		StorageMonitorService::try_spawn(parameters, directory.to_path_buf(), &monitor.spawn_essential_handle())
			.map_err(|error| ServiceError::Application(Box::new(error)))?;
	}
	Ok(monitor)
}

/// Starts a node with such a pool; compiled runtimes are kept in this directory, or beside the database. It runs until the returned task
/// manager ends.
pub fn start<N>(
	config: Configuration,
	compiled: Option<&Path>,
	pool: pool::Settings,
) -> Result<TaskManager, ServiceError>
where
	N: NetworkBackend<Block, <Block as BlockT>::Hash>,
{
	let Parts {
		client,
		backend,
		mut task_manager,
		keystore,
		select_chain,
		import_queue,
		block_import,
		grandpa_link,
		mut telemetry,
	} = build_parts(&config, compiled)?;
	let pool = Arc::new(pool::build(&config, pool, &client, &task_manager));
	let keystore = keystore.keystore();
	let authorities = grandpa_link.shared_authority_set().clone();

	let authority_seeds = dev_finality::authority_seeds(&config);
	let is_whole_development_chain = !authority_seeds.is_empty();
	sp_session::generate_initial_session_keys(
		client.clone(),
		client.info().best_hash,
		authority_seeds,
		keystore.clone(),
	)
	.map_err(|error| ServiceError::Application(Box::new(error)))?;

	let registry = config.prometheus_registry().cloned();
	let metrics = N::register_notification_metrics(registry.as_ref());
	let mut network_config = FullNetworkConfiguration::<_, _, N>::new(&config.network, registry.clone());
	let finality = if config.disable_grandpa {
		Finality::Off
	} else if is_whole_development_chain && dev_finality::holds_every_key(&keystore, &authorities) {
		Finality::Development
	} else {
		let protocol_name =
			sc_consensus_grandpa::protocol_standard_name(&client.info().genesis_hash, &config.chain_spec);
		let (protocol_config, notification_service) = sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
			protocol_name.clone(),
			metrics.clone(),
			network_config.peer_store_handle(),
		);
		network_config.add_notification_protocol(protocol_config);
		Finality::Grandpa {
			protocol_name,
			notification_service,
		}
	};
	let warp_sync = warp_proof::NetworkProvider::new(backend.clone(), authorities.clone(), Vec::new());

	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config: network_config,
			client: client.clone(),
			transaction_pool: pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(Arc::new(warp_sync))),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	let role = config.role;
	let node_name = config.network.node_name.clone();
	let force_authoring = config.force_authoring;

	if config.offchain_worker.enabled {
		let workers = OffchainWorkers::new(OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			keystore: Some(keystore.clone()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(pool.clone())),
			network_provider: Arc::new(network.clone()),
			is_validator: role.is_authority(),
			// A runtime that two agencies can upgrade must not make requests from inside the third one's
			// network.
			enable_http_requests: false,
			custom_extensions: |_| Vec::new(),
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
		);
	}

	let voter_state = SharedVoterState::empty();
	let rpc_deps = rpc::Deps {
		client: client.clone(),
		pool: pool.clone(),
		voter_state: voter_state.clone(),
		authorities: authorities.clone(),
		justifications: grandpa_link.justification_stream(),
		finality_proofs: FinalityProofProvider::new_for_service(backend.clone(), Some(authorities.clone())),
	};
	sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore.clone(),
		transaction_pool: pool.clone(),
		rpc_builder: Box::new(move |executor| rpc::create(&rpc_deps, executor).map_err(Into::into)),
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;
	let telemetry = telemetry.as_ref().map(Telemetry::handle);

	if role.is_authority() {
		let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
		let aura = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
			slot_duration,
			client: client.clone(),
			select_chain,
			block_import: block_import.clone(),
			proposer_factory: sc_basic_authorship::ProposerFactory::new(
				task_manager.spawn_handle(),
				client.clone(),
				pool.clone(),
				registry.as_ref(),
				telemetry.clone(),
			),
			sync_oracle: sync_service.clone(),
			justification_sync_link: sync_service.clone(),
			create_inherent_data_providers: move |_, ()| async move { Ok(inherents(slot_duration)) },
			force_authoring,
			// Authoring never waits for finality. GRANDPA needs all three agencies, so finality
			// pauses whenever one is silent, and what the other two record must go on all the
			// same. Substrate's usual strategy (`BackoffAuthoringOnFinalizedHeadLagging`)
			// starts to skip slots 50 unfinalized blocks on, which is after 100 s here, and in
			// the end makes one block in 100 slots.
			backoff_authoring_blocks: None::<()>,
			keystore: keystore.clone(),
			block_proposal_slot_portion: SlotProportion::new(2f32 / 3f32),
			max_block_proposal_slot_portion: None,
			telemetry: telemetry.clone(),
			compatibility_mode: Default::default(),
		})?;
		task_manager
			.spawn_essential_handle()
			.spawn_blocking("aura", Some("block-authoring"), aura);
	}

	match finality {
		Finality::Grandpa {
			protocol_name,
			notification_service,
		} => {
			let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
				config: sc_consensus_grandpa::Config {
					gossip_duration: GOSSIP_DURATION,
					justification_generation_period: JUSTIFICATION_PERIOD,
					name: Some(node_name),
					observer_enabled: false,
					// Without keys the voter only follows.
					keystore: role.is_authority().then_some(keystore),
					local_role: role,
					telemetry: telemetry.clone(),
					protocol_name,
				},
				link: grandpa_link,
				network,
				sync: sync_service,
				notification_service,
				// Validators vote for the best block that they know. Substrate's usual rules hold votes two blocks
				// back and, when finality lags, at three quarters of what is not final: with hundreds of validators
				// whose views of the latest blocks differ, rounds then more often agree on a block at once. A few
				// validators with slots of two seconds hardly ever disagree, and a round in which they do decides on
				// the last block they share. The rules cost four seconds, and protect no safety.
				voting_rule: (),
				prometheus_registry: registry,
				shared_voter_state: voter_state,
				telemetry,
				offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(pool),
			})?;
			task_manager
				.spawn_essential_handle()
				.spawn_blocking("grandpa-voter", None, voter);
		}
		Finality::Development => {
			log::info!("🔏 This node signs for every authority of a development chain");
			let task = DevFinality {
				client,
				keystore,
				authorities,
				justification_import: Box::new(block_import),
			};
			task_manager
				.spawn_essential_handle()
				.spawn_blocking("dev-finality", None, task.run());
		}
		Finality::Off => {}
	}

	Ok(task_manager)
}
