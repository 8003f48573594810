//! Checks of the pool yield to blocks.
//!
//! A node checks each extrinsic that it hears of, and what waits once more after each block, as much as it gets to. Nobody
//! waits for most of that; for a block that is built or imported, the next author does. So on a machine that is busy the two threads
//! that check get what the others leave.

use futures::future::BoxFuture;
use sp_core::traits::SpawnEssentialNamed;

/// How the pool names its threads that check (`sc-transaction-pool`, `common/api.rs`).
const CHECKS: &str = "transaction-pool-task-";

/// How much less urgent they are, as `nice(2)` counts it: of a processor that both want, a thread of the rest gets ten times as
/// much.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// Starts the tasks of a pool.
#[derive(Clone)]
pub struct PoolTasks<S>(pub S);

impl<S: SpawnEssentialNamed + Clone> SpawnEssentialNamed for PoolTasks<S> {
	fn spawn_essential_blocking(
		&self,
		name: &'static str,
		group: Option<&'static str>,
		future: BoxFuture<'static, ()>,
	) {
		if !name.starts_with(CHECKS) {
			return self.0.spawn_essential_blocking(name, group, future);
		}
		// Such a task has a thread of its own, from its beginning to the end of the node.
		let yielding = async move {
			yield_to_others();
			future.await;
		};
		self.0.spawn_essential_blocking(name, group, Box::pin(yielding));
	}

	fn spawn_essential(&self, name: &'static str, group: Option<&'static str>, future: BoxFuture<'static, ()>) {
		self.0.spawn_essential(name, group, future);
	}
}

/// Makes the thread that calls it less urgent. On Linux that is one thread's own; elsewhere it would be the whole node's.
fn yield_to_others() {
	#[cfg(target_os = "linux")]
	if let Err(error) = rustix::process::nice(NICE) {
		log::warn!("Checks of extrinsics are as urgent as blocks: {error}");
	}
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
	use super::*;
	use futures::executor::block_on;
	use rustix::process::getpriority_process;
	use std::{sync::mpsc, thread};

	/// Gives each task a thread of its own, as the node does with those that block.
	#[derive(Clone)]
	struct Threads;

	impl SpawnEssentialNamed for Threads {
		fn spawn_essential_blocking(&self, _: &'static str, _: Option<&'static str>, task: BoxFuture<'static, ()>) {
			thread::spawn(|| block_on(task));
		}

		fn spawn_essential(&self, name: &'static str, group: Option<&'static str>, task: BoxFuture<'static, ()>) {
			self.spawn_essential_blocking(name, group, task);
		}
	}

	/// How urgent the thread is in which a task of this name runs.
	fn urgency_of(name: &'static str) -> i32 {
		let (tell, told) = mpsc::channel();
		let task = async move { tell.send(getpriority_process(None)).unwrap() };
		PoolTasks(Threads).spawn_essential_blocking(name, None, Box::pin(task));
		told.recv().unwrap().unwrap()
	}

	#[test]
	fn only_the_threads_that_check_yield() {
		let own = getpriority_process(None).unwrap();
		// Nothing is less urgent than 19.
		let yielding = own.saturating_add(NICE).min(19);
		assert_eq!(urgency_of("transaction-pool-task-0"), yielding);
		assert_eq!(urgency_of("transaction-pool-task-1"), yielding);
		assert_eq!(urgency_of("txpool-background"), own);
		assert_eq!(getpriority_process(None).unwrap(), own);
	}
}
