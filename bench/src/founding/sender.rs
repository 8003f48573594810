//! One account that sends many calls, with consecutive numbers and many at a time.

use crate::{
	error::{BenchError, Result},
	keys::Account,
	watch::ledger::POOL_FULL,
};
use eseal_client::{calls::Call, Block, Client, SubmitError};
use futures::{stream, StreamExt};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// How many calls of one account are offered to the node at once: as many as may wait for a block.
const AT_ONCE: usize = 64;

/// How long to wait before what a pool had no room for, or a budget, is sent again.
const AGAIN: Duration = Duration::from_millis(500);

/// How long none of an account's calls may come to be in a block, or final, until that is an error.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long none may until what is missing is sent again: a pool that had to drop something says nothing.
const LOST: Duration = Duration::from_secs(20);

/// As of when something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
	/// As of the latest block: it may still be another one. For what the next step only needs.
	Best,
	/// As of the latest final block.
	Final,
}

impl AsOf {
	/// That block.
	///
	/// # Errors
	///
	/// The node does not answer.
	pub async fn block(self, client: &Client) -> Result<Block> {
		Ok(match self {
			Self::Best => client.best().await?,
			Self::Final => client.finalized().await?,
		})
	}
}

/// One account that sends.
pub struct Sender {
	client: Client,
	account: Account,
	/// The number of its next extrinsic.
	next: u64,
	/// What a pool took, with its numbers, and is not known to be in a block.
	sent: Vec<(u64, Call)>,
}

impl Sender {
	/// The account, from the number on that its next extrinsic has.
	///
	/// # Errors
	///
	/// The node does not answer.
	pub async fn new(client: &Client, account: Account) -> Result<Self> {
		let next = client.next_index(&account.id).await?;
		Ok(Self {
			client: client.clone(),
			account,
			next,
			sent: Vec::new(),
		})
	}

	/// Sends these calls, in order. What the pool or the account's budget has no room for is signed and sent again,
	/// until it is taken.
	///
	/// # Errors
	///
	/// The node refuses one for another reason, or for long.
	pub async fn send(&mut self, calls: Vec<Call>) -> Result<()> {
		let count = calls.len() as u64;
		let waiting: Vec<(u64, Call)> = (self.next..).zip(calls).collect();
		self.next = self.next.saturating_add(count);
		self.sent.extend(waiting.iter().cloned());
		self.bring(waiting).await
	}

	/// Offers calls, in order, until the node has taken all.
	async fn bring(&self, mut waiting: Vec<(u64, Call)>) -> Result<()> {
		let mut moved = Instant::now();
		while !waiting.is_empty() {
			let later = waiting.split_off(waiting.len().min(AT_ONCE));
			let offered = waiting.len();
			waiting = self.offer(waiting).await?;
			let refused = waiting.len();
			waiting.extend(later);
			if refused < offered {
				moved = Instant::now();
			}
			if refused > 0 {
				if moved.elapsed() > PATIENCE {
					return Err(in_vain(format!(
						"room for {} calls of {}",
						waiting.len(),
						self.account.id
					)));
				}
				sleep(AGAIN).await;
			}
		}
		Ok(())
	}

	/// Offers calls with their numbers, and gives back those for which there is no room for now.
	async fn offer(&self, calls: Vec<(u64, Call)>) -> Result<Vec<(u64, Call)>> {
		let frame = self.client.best().await?.frame()?;
		let (client, account, frame) = (&self.client, &self.account, &frame);
		let mut offered = stream::iter(calls)
			.map(|(index, call)| async move {
				let signed = frame.sign(&call, account, index)?;
				match client.offer(&signed).await {
					Ok(()) => Ok(None),
					Err(error) if has_no_room(&error) => Ok(Some((index, call))),
					// Nothing else sends for the account: it is the call itself, which a pool took although it said that it had no
					// room. Whether all came to be, `settled` and the steps after it find out.
					Err(SubmitError::Overtaken(_)) => Ok(None),
					Err(error) => Err(error),
				}
			})
			.buffered(AT_ONCE);
		let mut again = Vec::new();
		while let Some(one) = offered.next().await {
			again.extend(one?);
		}
		Ok(again)
	}

	/// Waits until all that was sent is in a block. Returns that block, or a later one. Sends again what is missing for long.
	///
	/// # Errors
	///
	/// It takes long.
	pub async fn settled(&mut self, as_of: AsOf) -> Result<Block> {
		let account = &self.account.id;
		let mut seen = None;
		let (mut moved, mut sent) = (Instant::now(), Instant::now());
		loop {
			let block = as_of.block(&self.client).await?;
			let nonce = block.nonce(account).await?;
			if nonce >= self.next {
				self.sent.clear();
				return Ok(block);
			}
			if seen != Some(nonce) {
				seen = Some(nonce);
				self.sent.retain(|(index, _)| *index >= nonce);
				(moved, sent) = (Instant::now(), Instant::now());
			}
			if moved.elapsed() > PATIENCE {
				return Err(in_vain(format!("the calls of {account} to be in a block")));
			}
			if sent.elapsed() > LOST {
				// By the latest block: what waits to be final is not missing.
				let best = self.client.best().await?.nonce(account).await?;
				let missing = self.sent.iter().filter(|(index, _)| *index >= best);
				self.bring(missing.cloned().collect()).await?;
				sent = Instant::now();
			}
			sleep(AGAIN).await;
		}
	}
}

fn in_vain(what: String) -> BenchError {
	BenchError::InVain {
		what,
		seconds: PATIENCE.as_secs(),
	}
}

/// Whether the same call may be taken a little later.
fn has_no_room(error: &SubmitError) -> bool {
	let pool_is_full = matches!(error, SubmitError::Refused(text) if text.starts_with(POOL_FULL));
	pool_is_full || error.is_held_up()
}
