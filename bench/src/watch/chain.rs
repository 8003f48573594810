//! The final blocks, read as they become final over one connection, and what they hold of the load.

use super::{held, ledger::Ledger};
use crate::{
	error::{BenchError, Result},
	limits::{Limits, Taken},
	load::{records_of, Load},
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
	/// Whether it had no such room at all, since it begins a session.
	pub no_room: bool,
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
	/// The errors of extrinsics of the load that failed in a block, and of uses in them that were refused alone, each with how
	/// many.
	pub failures: BTreeMap<String, u64>,
	/// How many statements were refused by that.
	pub refused: u64,
}

/// What of a load failed in a block.
#[derive(Debug, Default, PartialEq, Eq)]
struct Failed {
	/// The errors, each with how many.
	reasons: BTreeMap<String, u64>,
	/// How many statements were refused.
	refused: u64,
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
		let Failed { reasons, refused } = self.failed(&block, &sent).await?;
		let slot = slot_of(block.header()).ok_or(BenchError::NoSlot(number))?;
		let time_ms = block.time().await?.0;
		let extrinsics = self.ledger.lands(&hashes, seen_at, at);

		let mut seen = held(&self.seen);
		seen.forked = seen.forked.saturating_add(forked);
		seen.refused = seen.refused.saturating_add(refused);
		for (error, count) in reasons {
			let known = seen.failures.entry(error).or_default();
			*known = known.saturating_add(count);
		}
		seen.blocks.push(FinalBlock {
			number,
			slot,
			time_ms,
			extrinsics,
			counted: self.load.counted(extrinsics, refused),
			fullness: self.limits.fullness(&taken),
			no_room: self.limits.has_no_room(&taken),
			bytes: bodies.iter().map(Vec::len).sum::<usize>() as u64,
		});
		Ok(())
	}

	/// What of the load failed in a block. Where its header says that all statements that were sent made records, nothing did,
	/// and the events, which are long, need not be read.
	async fn failed(&self, block: &Block, sent: &HashSet<u32>) -> Result<Failed> {
		let statements = self.load.statements();
		let expected = (sent.len() as u64).saturating_mul(statements);
		if records_of(block.header()) >= expected {
			return Ok(Failed::default());
		}
		Ok(failed(&block.events().await?, sent, statements))
	}
}

/// What failed of these extrinsics, of so many statements each.
fn failed(events: &[Event], sent: &HashSet<u32>, statements: u64) -> Failed {
	let mut failed = Failed::default();
	for event in events {
		if !event.extrinsic.is_some_and(|index| sent.contains(&index)) {
			continue;
		}
		let (error, refused) = match (event.extrinsic_failure(), event.refusal()) {
			(Some(failure), _) => (failure, statements),
			(None, Some(refusal)) => (refusal, 1),
			(None, None) => continue,
		};
		let count = failed.reasons.entry(reason(error)).or_default();
		*count = count.saturating_add(1);
		failed.refused = failed.refused.saturating_add(refused);
	}
	failed
}

/// The name of an error.
fn reason(failure: &CallError) -> String {
	match failure {
		CallError::Pallet { pallet, error, .. } => format!("{pallet}.{error}"),
		CallError::BadOrigin => "BadOrigin".into(),
		other => other.to_string(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn event(extrinsic: u32, pallet: &str, name: &str, error: Option<&str>) -> Event {
		Event {
			pallet: pallet.into(),
			name: name.into(),
			extrinsic: Some(extrinsic),
			fields: Vec::new(),
			failure: error.map(|error| CallError::Pallet {
				pallet: "UsageLog".into(),
				error: error.into(),
				docs: String::new(),
			}),
		}
	}

	#[test]
	fn of_an_extrinsic_that_failed_all_is_refused_and_else_what_is_told() {
		let events = [
			event(1, "System", "ExtrinsicFailed", Some("NoGrant")),
			event(2, "UsageLog", "UseRecorded", None),
			event(2, "UsageLog", "UseRefused", Some("WrongNonce")),
			event(2, "UsageLog", "UseRefused", Some("NoGrant")),
			event(2, "System", "ExtrinsicSuccess", None),
			// Of nobody that the load knows.
			event(3, "System", "ExtrinsicFailed", Some("NoGrant")),
		];
		let failed = failed(&events, &HashSet::from([1, 2]), 64);
		let reasons = [("UsageLog.NoGrant", 2), ("UsageLog.WrongNonce", 1)];
		let reasons = BTreeMap::from(reasons.map(|(name, count)| (name.to_owned(), count)));
		assert_eq!(failed.reasons, reasons);
		assert_eq!(failed.refused, 66);
	}
}
