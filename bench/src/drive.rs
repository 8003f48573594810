//! Puts a load on the network, and watches what becomes of it.

use crate::{
	error::{BenchError, Result},
	limits::Limits,
	measure::Window,
	mill::{now, Mill, Ready},
	network::Network,
	pace::Pace,
	press::{Press, BEFOREHAND},
	profile::Recording,
	progress::Progress,
	supply::Supply,
	watch::{
		chain::{Seen, Watch},
		ledger::{Account, Ledger},
		samples::{Sample, Sampler},
	},
};
use eseal_client::Client;
use std::{
	path::PathBuf,
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// How many extrinsics are on their way to one node.
const LANES: usize = 64;

/// How often to look whether more is to be sent.
const TICK: Duration = Duration::from_millis(10);

/// Without anything becoming final for so long, something is wrong.
const PATIENCE: Duration = Duration::from_secs(90);

/// How much longer than it is measured a load may go on: until the last block that counts is final.
pub const BEYOND: Duration = Duration::from_secs(20);

/// When a load ends.
#[derive(Debug, Clone, Copy)]
pub enum Ends {
	/// When it was measured for so long, after the warm-up.
	Measured(Duration),
	/// When at least so many were sent.
	Sent(u64),
}

/// How a load is put on the network.
pub struct Plan {
	/// How fast.
	pub pace: Pace,
	/// For how long before it is measured.
	pub warm_up: Duration,
	/// When it ends.
	pub ends: Ends,
	/// What one extrinsic weighs, in picoseconds.
	pub weight_ps: u64,
	/// Where a profile of the nodes goes, and its name, if there is to be one.
	pub profile: Option<(PathBuf, &'static str)>,
}

/// What came of a load.
pub struct Run {
	/// What became of what was sent.
	pub account: Account,
	/// The blocks.
	pub seen: Seen,
	/// Processors, memory, disk and pools.
	pub samples: Vec<Sample>,
	/// What counts; none where it was not measured.
	pub window: Option<Window>,
	/// When it began: by this machine's clock, in milliseconds since the Unix epoch, and by the one that never jumps.
	pub began: (u64, Instant),
	/// How many extrinsics were given up, because nodes refused them for good.
	pub given_up: u64,
	/// How many were signed while it went on.
	pub signed_meanwhile: u64,
}

/// The way to one node.
struct Lane {
	client: Client,
	free: Arc<Semaphore>,
}

/// A load that goes on.
struct Drive<'a> {
	network: &'a Network,
	plan: Plan,
	limits: Limits,
	progress: &'a Progress,
	ledger: Arc<Ledger>,
	lanes: Vec<Lane>,
	supply: Supply,
	press: Press,
	watch: Watch,
	began: (u64, Instant),
	recording: Option<Recording>,
	landed_at: Instant,
}

/// Puts a load on the network until its end, and waits until all that was sent is final, or nothing more becomes final.
///
/// # Errors
///
/// A node does not answer, or nothing becomes final while the load goes on.
pub async fn drive(network: &Network, limits: Limits, mill: Mill, plan: Plan, progress: &Progress) -> Result<Run> {
	let operators = mill.indices.len();
	let most_each = plan.pace.most().div_ceil(operators.max(1));
	let per_second = most_per_second(&plan, &limits);
	let (count, goes_on) = match plan.ends {
		Ends::Sent(count) => (count, false),
		Ends::Measured(length) => {
			let whole = plan.warm_up.saturating_add(length).saturating_add(BEYOND);
			let count = per_second * whole.min(BEFOREHAND).as_secs_f64();
			(count as u64, true)
		}
	};
	let mill = Arc::new(mill);
	let mut supply = Supply::new(operators, most_each);
	let mut press = Press::new(
		Arc::clone(&mill),
		network.watched.clone(),
		network.composition,
		per_second,
		goes_on,
	)
	.await?;
	if mill.load.is_made_beforehand() {
		progress.say(&format!(
			"signing {count} extrinsics, the most that blocks and window allow"
		));
	}
	press.fill(&mut supply, count).await?;

	let ledger = Arc::new(Ledger::new(operators));
	let watch = Watch::start(&network.watched, limits, Arc::clone(&ledger), Arc::clone(&mill.load)).await?;
	let lanes = network.nodes.iter().map(|node| Lane {
		client: node.client.clone(),
		free: Arc::new(Semaphore::new(LANES)),
	});
	let lanes = lanes.collect();
	Drive {
		network,
		plan,
		limits,
		progress,
		ledger,
		lanes,
		supply,
		press,
		watch,
		began: (now().0, Instant::now()),
		recording: None,
		landed_at: Instant::now(),
	}
	.run()
	.await
}

/// The most that can be sent in a second: what fits into blocks, and what the pace allows where nothing is final sooner
/// than half a slot after it was sent.
fn most_per_second(plan: &Plan, limits: &Limits) -> f64 {
	let soonest = Duration::from_millis(limits.slot_ms / 2);
	let fits = limits.most_per_second(plan.weight_ps);
	plan.pace.most_per_second(soonest).min(fits).max(1.0)
}

impl Drive<'_> {
	async fn run(mut self) -> Result<Run> {
		let mut sampler = Sampler::start(self.network.nodes.clone(), Arc::clone(&self.ledger));
		let mut window = None;
		let mut closed = false;
		loop {
			self.hear()?;
			if !closed {
				self.press.tend(&mut self.supply).await?;
				window = self.window().await?;
				closed = match self.plan.ends {
					Ends::Measured(_) => window.is_some(),
					Ends::Sent(count) => self.ledger.sent() >= count || self.supply.stock() == 0,
				};
				if closed {
					self.supply.close();
					self.progress.say("waiting until all of it is final");
				}
			}
			if closed && self.ledger.under_way() == 0 && self.supply.stock() == 0 {
				break;
			}
			if self.landed_at.elapsed() > PATIENCE {
				if closed {
					// What it is, the audit says.
					break;
				}
				return Err(BenchError::InVain {
					what: "anything of the load to become final".into(),
					seconds: PATIENCE.as_secs(),
				});
			}
			self.send_what_is_due().await?;
			self.show();
			self.record()?;
			// Whether there is news or the time is over: it is looked at next.
			let _ = timeout(TICK, self.ledger.changed.notified()).await;
		}
		if let Some(recording) = self.recording.take() {
			let file = spawn_blocking(move || recording.finish()).await??;
			self.progress.say(&format!("profile: {}", file.display()));
		}
		Ok(Run {
			account: self.ledger.account(),
			seen: self.watch.seen().await?,
			samples: sampler.taken().await?,
			window,
			began: self.began,
			given_up: self.supply.given_up(),
			signed_meanwhile: self.press.meanwhile(),
		})
	}

	/// Takes in what became of things.
	fn hear(&mut self) -> Result<()> {
		let news = self.ledger.news();
		if let Some(cause) = news.broken {
			return Err(cause.into());
		}
		let now = Instant::now();
		if !news.landed.is_empty() {
			self.landed_at = now;
		}
		for operator in news.landed {
			self.supply.landed(operator);
		}
		for ready in news.refused {
			self.supply.refused(ready, now);
		}
		Ok(())
	}

	/// The blocks that count, once all of them are final.
	async fn window(&mut self) -> Result<Option<Window>> {
		let Ends::Measured(length) = self.plan.ends else {
			return Ok(None);
		};
		let warm_up = u64::try_from(self.plan.warm_up.as_millis()).unwrap_or(u64::MAX);
		let (from, slot_ms) = (self.began.0.saturating_add(warm_up), self.limits.slot_ms);
		self.watch
			.look(|seen| Window::find(&seen.blocks, from, length, slot_ms))
			.await
	}

	async fn send_what_is_due(&mut self) -> Result<()> {
		let since = self.began.1.elapsed();
		let due = self.plan.pace.due(since, self.ledger.sent(), self.ledger.under_way());
		for _ in 0..due {
			let Some(ready) = self.supply.next(Instant::now()) else {
				break;
			};
			let ready = self.press.fresh(ready)?;
			self.send(ready).await;
		}
		Ok(())
	}

	/// Sends it to the operator's node, once the way there is free.
	async fn send(&self, ready: Ready) {
		let place = ready.operator.checked_rem(self.lanes.len()).unwrap_or_default();
		let Some(lane) = self.lanes.get(place) else { return };
		let Ok(permit) = Arc::clone(&lane.free).acquire_owned().await else {
			return;
		};
		let (client, ledger) = (lane.client.clone(), Arc::clone(&self.ledger));
		ledger.sends(&ready);
		tokio::spawn(async move {
			let answer = client.offer(&ready.signed).await;
			drop(permit);
			ledger.answered(ready, answer);
		});
	}

	fn show(&self) {
		let message = format!("{} under way", self.ledger.under_way());
		self.progress.at(self.began.1.elapsed().as_secs(), message);
	}

	/// Begins to record the nodes when the warm-up is over.
	fn record(&mut self) -> Result<()> {
		let (Some((out, name)), Ends::Measured(length)) = (&self.plan.profile, self.plan.ends) else {
			return Ok(());
		};
		if self.recording.is_none() && self.began.1.elapsed() >= self.plan.warm_up {
			let processes: Vec<u32> = self.network.nodes.iter().map(|node| node.pid).collect();
			self.recording = Some(Recording::start(out, name, &processes, length)?);
		}
		Ok(())
	}
}
