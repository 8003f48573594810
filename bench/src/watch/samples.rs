//! Processors, memory, disk and pools, once a second while a load goes on.

use super::{held, ledger::Ledger};
use crate::{
	disk::Disk,
	error::Result,
	machine::{self, Cores, Usage},
	mill::now,
	network::Node,
	scrape,
};
use serde::Serialize;
use std::{
	sync::{Arc, Mutex},
	time::{Duration, Instant},
};
use tokio::{
	task::JoinHandle,
	time::{interval, MissedTickBehavior},
};

/// How often to look.
const EVERY: Duration = Duration::from_secs(1);

/// How often to ask nodes for their metrics: as often as they count their pools.
const METRICS_EVERY: Duration = Duration::from_secs(5);

/// How things are at a moment.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sample {
	/// The moment, in milliseconds since the Unix epoch.
	pub time_ms: u64,
	/// How many extrinsics are under way: sent and not final.
	pub under_way: usize,
	/// How many wait for a block in the fullest pool; none where no node told.
	pub ready: Option<f64>,
	/// How many validations of extrinsics each node has finished since it began; none where it did not tell.
	pub validations: Vec<Option<f64>>,
	/// What each node has spent.
	pub nodes: Vec<Usage>,
	/// What the first node's database takes on the disk.
	pub disk: Disk,
	/// What this program has spent.
	pub load: Usage,
	/// What the machine's processors did.
	pub cores: Cores,
}

/// What nodes told last of their pools.
#[derive(Clone)]
struct Pools {
	ready: Option<f64>,
	validations: Vec<Option<f64>>,
}

/// Takes samples until it is dropped.
pub struct Sampler {
	taken: Arc<Mutex<Vec<Sample>>>,
	taking: JoinHandle<Result<()>>,
}

impl Sampler {
	/// Begins now.
	pub fn start(nodes: Vec<Node>, ledger: Arc<Ledger>) -> Self {
		let taken = Arc::new(Mutex::new(Vec::new()));
		let taking = tokio::spawn(take(nodes, ledger, Arc::clone(&taken)));
		Self { taken, taking }
	}

	/// The samples so far.
	///
	/// # Errors
	///
	/// A node's process is gone, or the system does not tell.
	pub async fn taken(&mut self) -> Result<Vec<Sample>> {
		if self.taking.is_finished() {
			(&mut self.taking).await??;
		}
		Ok(held(&self.taken).clone())
	}
}

impl Drop for Sampler {
	fn drop(&mut self) {
		self.taking.abort();
	}
}

async fn take(nodes: Vec<Node>, ledger: Arc<Ledger>, taken: Arc<Mutex<Vec<Sample>>>) -> Result<()> {
	let mut ticks = interval(EVERY);
	ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
	let mut asked: Option<Instant> = None;
	let mut pools = Pools {
		ready: None,
		validations: vec![None; nodes.len()],
	};
	loop {
		ticks.tick().await;
		if asked.is_none_or(|asked| asked.elapsed() >= METRICS_EVERY) {
			asked = Some(Instant::now());
			pools = ask(&nodes).await;
		}
		let sample = Sample {
			time_ms: now().0,
			under_way: ledger.under_way(),
			ready: pools.ready,
			validations: pools.validations.clone(),
			nodes: nodes
				.iter()
				.map(|node| machine::usage(node.pid))
				.collect::<Result<_>>()?,
			disk: nodes
				.first()
				.map_or(Ok(Disk::default()), |node| Disk::of(&node.database))?,
			load: machine::usage("self")?,
			cores: machine::cores()?,
		};
		held(&taken).push(sample);
	}
}

/// Asks all nodes. One that does not answer in time is left out this time.
async fn ask(nodes: &[Node]) -> Pools {
	let mut pools = Pools {
		ready: None,
		validations: Vec::new(),
	};
	for node in nodes {
		let page = scrape::page(node.prometheus).await.unwrap_or_default();
		let ready = scrape::value(&page, scrape::READY);
		pools.ready = match (pools.ready, ready) {
			(Some(one), Some(other)) => Some(one.max(other)),
			(one, other) => one.or(other),
		};
		pools.validations.push(scrape::value(&page, scrape::VALIDATIONS));
	}
	pools
}
