//! The pool: what waits for a block. It is the SDK's, and two things about its checks are this node's own: they yield to blocks
//! ([`tasks`]), and what was found valid is not checked again while nothing has changed ([`remembering`]).

mod memory;
mod remembering;
mod tasks;

use crate::service::{FullBackend, FullClient};
use eseal_runtime::opaque::Block;
use remembering::{Remembering, StatesOf};
use sc_cli::{TransactionPoolParams, TransactionPoolType};
use sc_service::{Configuration, TaskManager};
use sc_transaction_pool::{
	Builder, ForkAwareTxPool, FullChainApi, Options, PoolLimit, TransactionPoolHandle, TransactionPoolWrapper,
};
use sp_blockchain::HeaderBackend;
use std::{sync::Arc, time::Duration};
use tasks::PoolTasks;

/// The pool of a node.
pub type FullPool = TransactionPoolHandle<Block, FullClient>;

/// How many times fewer extrinsics may wait for others of their account than may wait for a block, as the SDK has it.
const FUTURE: usize = 10;

/// For how long a pool does not look again at bytes that it refused, unless the command line says so: the SDK's time.
const BANNED: Duration = Duration::from_secs(30 * 60);

/// What the command line says of the pool.
pub struct Settings {
	kind: TransactionPoolType,
	options: Options,
}

impl Settings {
	/// Of a node on a development chain, or on another one.
	pub fn of(params: &TransactionPoolParams, is_dev: bool) -> Self {
		let bytes = params.pool_kbytes.saturating_mul(1024);
		let banned = if is_dev { Duration::ZERO } else { BANNED };
		let options = Options {
			ready: PoolLimit {
				count: params.pool_limit,
				total_bytes: bytes,
			},
			future: PoolLimit {
				count: params.pool_limit / FUTURE,
				total_bytes: bytes / FUTURE,
			},
			reject_future_transactions: false,
			ban_time: params.tx_ban_seconds.map_or(banned, Duration::from_secs),
		};
		let kind = params.pool_type;
		Self { kind, options }
	}
}

/// Makes the pool of a node.
pub fn build(config: &Configuration, settings: Settings, client: &Arc<FullClient>, tasks: &TaskManager) -> FullPool {
	let Settings { kind, options } = settings;
	let spawner = PoolTasks(tasks.spawn_essential_handle());
	let (is_validator, registry) = (config.role.is_authority(), config.prometheus_registry());
	if let TransactionPoolType::SingleState = kind {
		return Builder::new(spawner, client.clone(), is_validator.into())
			.with_options(config.transaction_pool.clone())
			.with_prometheus(registry)
			.build();
	}
	let room = options.ready.count.saturating_add(options.future.count);
	let checks = FullChainApi::new(client.clone(), registry, &spawner);
	let checks = Remembering::new(checks, StatesOf::<_, FullBackend>::new(client.clone()), room);
	let info = client.info();
	TransactionPoolWrapper(Box::new(ForkAwareTxPool::new_with_background_worker(
		options,
		is_validator.into(),
		Arc::new(checks),
		registry,
		spawner,
		info.best_hash,
		info.finalized_hash,
	)))
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;
	use sc_service::TransactionPoolOptions;

	#[derive(Parser)]
	struct Line {
		#[command(flatten)]
		pool: TransactionPoolParams,
	}

	/// The SDK shows what it makes of a command line, and has no other way to tell.
	#[test]
	fn a_pool_holds_what_the_sdk_would_let_it() {
		let lines: [&[&str]; 3] = [
			&[],
			&["--pool-limit", "40000", "--pool-kbytes", "7"],
			&["--tx-ban-seconds", "5"],
		];
		for line in lines {
			let Line { pool } = Line::parse_from([&["node"], line].concat());
			for is_dev in [false, true] {
				let theirs: TransactionPoolOptions = pool.transaction_pool(is_dev);
				let (theirs, ours) = (
					format!("{theirs:?}"),
					format!("{:?}", Settings::of(&pool, is_dev).options),
				);
				assert!(theirs.contains(&ours), "{theirs} has not {ours}");
			}
		}
	}
}
