//! Follows one node for ever: connects, looks at the chain every two seconds, connects again.

use super::{
	block_counter::{BlockCounter, Place},
	chain::{CannotFollow, Node, Seats},
	key_ages::KeyAges,
	metrics::Metrics,
};
use crate::{args::NodeUrl, output};
use eseal_client::ReadError;
use sp_core::H256;
use std::{
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::time::sleep;

/// How often to look for new blocks: as often as there are some.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How often to look at what no block announces.
const SITUATION_EVERY: Duration = Duration::from_secs(10);

/// How long to wait before calling a node again that is away.
const CALL_AGAIN: Duration = Duration::from_secs(2);

/// How many blocks must lie on one that counts: forks are rarely longer.
const SETTLED_DEPTH: u64 = 3;

/// Follows one node.
pub struct Follower {
	url: String,
	seats: Seats,
	watch: Watch,
}

/// What goes on over connections.
struct Watch {
	url: String,
	metrics: Arc<Metrics>,
	counter: BlockCounter,
	key_ages: KeyAges,
	genesis: Option<H256>,
	/// When the situation was read last; nothing if it is to be read at once.
	read_at: Option<Instant>,
	/// What was said last of the node, so that it is said once.
	said: String,
}

impl Follower {
	/// Will follow the node at a WebSocket address.
	pub fn new(url: &NodeUrl, metrics: Arc<Metrics>) -> Self {
		let url = url.to_string();
		Self {
			url: url.clone(),
			seats: Seats::new(),
			watch: Watch {
				url,
				counter: BlockCounter::new(Arc::clone(&metrics)),
				metrics,
				key_ages: KeyAges::default(),
				genesis: None,
				read_at: None,
				said: String::new(),
			},
		}
	}

	/// Goes on for ever.
	pub async fn run(mut self) {
		loop {
			if let Err(reason) = self.follow_connection().await {
				let url = &self.url;
				self.watch.is_away(format!(
					"cannot follow {url}: {reason}. Trying again; if it stays so, look at the node and its log."
				));
			}
			sleep(CALL_AGAIN).await;
		}
	}

	async fn follow_connection(&mut self) -> Result<(), CannotFollow> {
		let mut node = Node::connect(&self.url, &mut self.seats).await?;
		self.watch.begin(&node).await?;
		loop {
			self.watch.look(&mut node).await?;
			sleep(LOOK_EVERY).await;
		}
	}
}

impl Watch {
	async fn begin(&mut self, node: &Node<'_>) -> Result<(), ReadError> {
		let genesis = node.genesis();
		if self.genesis.is_some_and(|known| known != genesis) {
			output::heading(format_args!("the node has another chain now, {genesis:?}"));
			self.counter.forget();
			self.key_ages = KeyAges::default();
		}
		self.genesis = Some(genesis);
		self.read_at = None;
		for error in node.use_errors().await? {
			self.metrics.uses_refused.with_label_values(&[&error]).inc_by(0);
		}
		Ok(())
	}

	async fn look(&mut self, node: &mut Node<'_>) -> Result<(), ReadError> {
		if node.is_syncing().await? {
			self.is_away(format!(
				"{} still fetches blocks that the others have; counting goes on when it is done",
				self.url
			));
			self.read_at = None;
			return Ok(());
		}
		let settled = node.settled(SETTLED_DEPTH).await?;
		self.counter.count(node, settled).await?;
		if self.read_at.is_none_or(|read_at| read_at.elapsed() >= SITUATION_EVERY) {
			self.read_situation(node, &settled).await?;
			// Before the first block nothing tells the time, and so no age.
			self.read_at = (settled.number > 0).then(Instant::now);
		}
		self.metrics.up.set(1);
		self.say_once(format!("{} answers", self.url));
		Ok(())
	}

	/// Shows how things stand; if that cannot be read, shows nothing, and counting goes on.
	async fn read_situation(&mut self, node: &Node<'_>, place: &Place) -> Result<(), ReadError> {
		match self.situation(node, place).await {
			Err(error) if !error.is_connection() => {
				self.metrics.clear_situation();
				output::heading(format_args!(
					"officers, motions and the ages of keys are not shown: {error}. Use the eseal-operator of the runtime's release"
				));
				Ok(())
			}
			other => other,
		}
	}

	async fn situation(&mut self, node: &Node<'_>, place: &Place) -> Result<(), ReadError> {
		let (mut situation, validators) = node.situation(place).await?;
		for validator in &validators {
			situation.keys.extend(self.key_ages.of(node, place, validator).await?);
		}
		self.metrics.show(situation);
		Ok(())
	}

	fn is_away(&mut self, why: String) {
		self.metrics.up.set(0);
		self.metrics.clear_situation();
		self.say_once(why);
	}

	fn say_once(&mut self, line: String) {
		if line != self.said {
			output::heading(&line);
			self.said = line;
		}
	}
}
