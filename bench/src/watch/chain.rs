//! The final blocks, read as they become final over one connection, and what they hold of the load.

use super::{held, ledger::Ledger};
use crate::{
	error::{BenchError, Result},
	limits::{Limits, Taken},
	load::Load,
	slots::slot_of,
};
use eseal_client::{
	events::{CallError, Event},
	subxt::rpcs::{client::RpcSubscription, rpc_params},
	Block, Client, NodeError, ReadError,
};
use serde::Serialize;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::{
	collections::{BTreeMap, HashMap, HashSet},
	sync::{Arc, Mutex},
	time::Instant,
};
use tokio::{sync::mpsc, task::JoinHandle};

/// A final block.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FinalBlock {
	/// Its number.
	pub number: u64,
	/// Its slot.
	pub slot: u64,
	/// Its time, in milliseconds since the Unix epoch.
	pub time_ms: u64,
	/// How many extrinsics of the load it has.
	pub extrinsics: u64,
	/// How many of what the load counts they are, without those that failed.
	pub counted: u64,
	/// Which part of the room for ordinary extrinsics is taken.
	pub fullness: f64,
	/// The length of all its extrinsics, in bytes.
	pub bytes: u64,
}

/// What was seen of the chain.
#[derive(Debug, Clone, Default)]
pub struct Seen {
	/// The final blocks since the load began, in order.
	pub blocks: Vec<FinalBlock>,
	/// How many blocks were on the best chain for a while and are not final.
	pub forked: u64,
	/// The errors of extrinsics of the load that failed in a block, each with how many.
	pub failures: BTreeMap<String, u64>,
}

/// Watches the chain.
pub struct Watch {
	seen: Arc<Mutex<Seen>>,
	watching: JoinHandle<Result<()>>,
}

impl Watch {
	/// Watches from the next final block on, until it is dropped.
	///
	/// # Errors
	///
	/// The node does not answer.
	pub async fn start(client: &Client, limits: Limits, ledger: Arc<Ledger>, load: Arc<dyn Load>) -> Result<Self> {
		let seen = Arc::new(Mutex::new(Seen::default()));
		let best = heads(client, "chain_subscribeNewHeads", "chain_unsubscribeNewHeads").await?;
		let finals = heads(
			client,
			"chain_subscribeFinalizedHeads",
			"chain_unsubscribeFinalizedHeads",
		)
		.await?;
		let (tell, told) = mpsc::unbounded_channel();
		let last = client.finalized().await?.number();
		// Heads are heard by tasks of their own, so that the moment counts at which one came, not that at which it was
		// read.
		tokio::spawn(hear(best, tell.clone(), Told::Best));
		tokio::spawn(hear(finals, tell, Told::Final));
		let reader = Reader {
			client: client.clone(),
			limits,
			ledger,
			load,
			seen: Arc::clone(&seen),
			known: HashMap::new(),
			last,
		};
		Ok(Self {
			seen,
			watching: tokio::spawn(reader.read(told)),
		})
	}

	/// What was seen so far.
	///
	/// # Errors
	///
	/// Watching ended: why.
	pub async fn seen(&mut self) -> Result<Seen> {
		self.ensure_watching().await?;
		Ok(held(&self.seen).clone())
	}

	/// Looks at what was seen so far.
	///
	/// # Errors
	///
	/// Watching ended: why.
	pub async fn look<T>(&mut self, at: impl FnOnce(&Seen) -> T) -> Result<T> {
		self.ensure_watching().await?;
		Ok(at(&held(&self.seen)))
	}

	async fn ensure_watching(&mut self) -> Result<()> {
		if self.watching.is_finished() {
			(&mut self.watching).await??;
			return Err(NodeError::Disconnected("it tells of no more blocks".into()).into());
		}
		Ok(())
	}
}

impl Drop for Watch {
	fn drop(&mut self) {
		self.watching.abort();
	}
}

/// What a node tells: a head with this number, at this moment.
enum Told {
	Best(u64, Instant),
	Final(u64, Instant),
	Gone(NodeError),
}

/// What is needed of a head.
#[derive(serde::Deserialize)]
struct Head {
	/// In hexadecimal.
	number: String,
}

async fn heads(client: &Client, subscribe: &str, unsubscribe: &str) -> Result<RpcSubscription<Head>> {
	Ok(client.subscribe(subscribe, rpc_params![], unsubscribe).await?)
}

/// Passes heads on, with the moments at which they came.
async fn hear(
	mut heads: RpcSubscription<Head>,
	tell: mpsc::UnboundedSender<Told>,
	told: impl Fn(u64, Instant) -> Told,
) {
	let gone = |reason: String| Told::Gone(NodeError::Disconnected(reason));
	loop {
		let news = match heads.next().await {
			Some(Ok(head)) => match u64::from_str_radix(head.number.trim_start_matches("0x"), 16) {
				Ok(number) => told(number, Instant::now()),
				Err(error) => gone(error.to_string()),
			},
			Some(Err(error)) => gone(error.to_string()),
			None => gone("it was closed".into()),
		};
		let ends = matches!(news, Told::Gone(_));
		if tell.send(news).is_err() || ends {
			return;
		}
	}
}

struct Reader {
	client: Client,
	limits: Limits,
	ledger: Arc<Ledger>,
	load: Arc<dyn Load>,
	seen: Arc<Mutex<Seen>>,
	/// The blocks that were on the best chain and are not final, by their hashes: their numbers, and when each was
	/// first heard of.
	known: HashMap<H256, (u64, Instant)>,
	/// The number of the last final block.
	last: u64,
}

impl Reader {
	async fn read(mut self, mut told: mpsc::UnboundedReceiver<Told>) -> Result<()> {
		while let Some(news) = told.recv().await {
			match news {
				Told::Best(number, at) => self.best(number, at).await?,
				Told::Final(number, at) => {
					while self.last < number {
						let next = self.last.saturating_add(1);
						self.finalized(next, at).await?;
						self.last = next;
					}
				}
				Told::Gone(error) => return Err(error.into()),
			}
		}
		Ok(())
	}

	/// Notes when the blocks on the best chain up to this one were first heard of. A head may be told once for several.
	async fn best(&mut self, number: u64, at: Instant) -> Result<()> {
		if number <= self.last {
			return Ok(());
		}
		let mut hash = match self.client.hash_of(number).await {
			// The node has changed to a shorter chain meanwhile.
			Err(ReadError::NotFound(_)) => return Ok(()),
			found => found?,
		};
		for number in (self.last.saturating_add(1)..=number).rev() {
			if self.known.contains_key(&hash) {
				return Ok(());
			}
			self.known.insert(hash, (number, at));
			hash = self.client.header(hash).await?.parent_hash;
		}
		Ok(())
	}

	async fn finalized(&mut self, number: u64, at: Instant) -> Result<()> {
		let block = self.client.at_number(number).await?;
		let hash = block.hash();
		let seen_at = self.known.remove(&hash).map_or(at, |(_, at)| at);
		let before = self.known.len();
		self.known.retain(|_, (known, _)| *known > number);
		let forked = before.saturating_sub(self.known.len()) as u64;

		let bodies = block.bodies().await?;
		let hashes: Vec<H256> = bodies.iter().map(|bytes| H256(blake2_256(bytes))).collect();
		let sent: HashSet<u32> = self.ledger.which(&hashes);
		let taken: Taken = block.value("System", "BlockWeight", ()).await?.unwrap_or_default();
		let failures = self.failures(&block, &sent).await?;
		let failed = failures.values().sum::<u64>();
		let slot = slot_of(block.header()).ok_or(BenchError::NoSlot(number))?;
		let time_ms = block.time().await?.0;
		let extrinsics = self.ledger.lands(&hashes, seen_at, at);

		let mut seen = held(&self.seen);
		seen.forked = seen.forked.saturating_add(forked);
		for (error, count) in failures {
			let known = seen.failures.entry(error).or_default();
			*known = known.saturating_add(count);
		}
		seen.blocks.push(FinalBlock {
			number,
			slot,
			time_ms,
			extrinsics,
			counted: extrinsics.saturating_sub(failed).saturating_mul(self.load.each()),
			fullness: self.limits.fullness(&taken),
			bytes: bodies.iter().map(Vec::len).sum::<usize>() as u64,
		});
		Ok(())
	}

	/// Why extrinsics of the load failed in a block. Where its header says that all that were sent were recorded, none
	/// did, and the events, which are long, need not be read.
	async fn failures(&self, block: &Block, sent: &HashSet<u32>) -> Result<BTreeMap<String, u64>> {
		let mut failures = BTreeMap::new();
		let expected = (sent.len() as u64).saturating_mul(self.load.uses());
		match self.load.recorded(block.header()) {
			Some(recorded) if recorded >= expected => return Ok(failures),
			None => return Ok(failures),
			Some(_) => {}
		}
		for event in block.events().await? {
			if let Event {
				extrinsic: Some(index),
				failure: Some(failure),
				..
			} = event
			{
				if sent.contains(&index) {
					let count: &mut u64 = failures.entry(reason(&failure)).or_default();
					*count = count.saturating_add(1);
				}
			}
		}
		Ok(failures)
	}
}

/// The name of an error.
fn reason(failure: &CallError) -> String {
	match failure {
		CallError::Pallet { pallet, error, .. } => format!("{pallet}.{error}"),
		CallError::BadOrigin => "BadOrigin".into(),
		other => other.to_string(),
	}
}
