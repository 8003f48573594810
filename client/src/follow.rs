//! Final blocks, one after another, across broken connections and unreadable blocks.

use crate::{
	block::Block,
	connection::Client,
	error::{NodeError, ReadError},
	events::Event,
	interface::ConnectError,
};
use eseal_primitives::Moment;
use sp_core::H256;
use std::time::Duration;
use subxt::rpcs::{client::RpcSubscription, rpc_params};

/// The shortest and the longest wait before another try to connect.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How often a block is asked for that the node refuses to tell of, for another reason than that it has dropped it.
const TRIES: u32 = 3;

/// What a follower meets.
#[derive(Debug)]
pub enum Followed {
	/// The next final block, and what happened in it.
	Block {
		/// The block.
		block: Block,
		/// Its time, in milliseconds since the Unix epoch.
		time: Moment,
		/// What happened, in order.
		events: Vec<Event>,
	},
	/// The next final block cannot be read, and is passed over: its runtime speaks a form that this crate does not know, or
	/// the node has dropped its state.
	Unreadable {
		/// The block's number.
		number: u64,
		/// Why.
		reason: ReadError,
	},
	/// The connection broke. The follower connects again after this time, and leaves no block out.
	Lost {
		/// Why.
		cause: NodeError,
		/// When it connects again.
		retry_in: Duration,
	},
}

/// Blocks can be followed no longer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FollowError {
	/// The node at this address has another chain now.
	#[error("the node at {url} now runs another chain: {found:?}")]
	OtherChain {
		/// The address.
		url: String,
		/// The hash of its first block.
		found: H256,
	},
}

/// Follows the final blocks of one node.
pub struct Follower {
	client: Client,
	heads: Option<RpcSubscription<Head>>,
	/// The next block to tell of.
	next: u64,
	/// The last block that is known to be final.
	last: u64,
	/// How long to wait before the next try to connect.
	wait: Duration,
	/// How often the node refused to tell of the next block.
	refused: u32,
}

/// What is needed of a head.
#[derive(serde::Deserialize)]
struct Head {
	/// In hexadecimal.
	number: String,
}

impl Client {
	/// Follows final blocks, from this number on or else from the next one that becomes final. A broken connection is made
	/// again; [`Follower::client`] is then another one than this.
	pub async fn follow_finalized(&self, from: Option<u64>) -> Result<Follower, ReadError> {
		let heads = subscribe(self).await?;
		let last = self.finalized().await?.number();
		Ok(Follower {
			client: self.clone(),
			heads: Some(heads),
			next: from.unwrap_or_else(|| last.saturating_add(1)),
			last,
			wait: SHORTEST_WAIT,
			refused: 0,
		})
	}
}

impl Follower {
	/// The connection of now.
	pub fn client(&self) -> &Client {
		&self.client
	}

	/// The number of the block that comes next.
	pub fn next_number(&self) -> u64 {
		self.next
	}

	/// What comes next: waits for it, and connects again where the last answer was [`Followed::Lost`].
	pub async fn next(&mut self) -> Result<Followed, FollowError> {
		if self.heads.is_none() {
			tokio::time::sleep(self.wait).await;
			self.wait = self.wait.saturating_mul(2).min(LONGEST_WAIT);
			if let Err(cause) = self.connect().await? {
				return Ok(self.lose(cause));
			}
		}
		while self.next > self.last {
			match self.head().await {
				Ok(number) => self.last = number,
				Err(cause) => return Ok(self.lose(cause)),
			}
		}
		match read(&self.client, self.next).await {
			Ok((block, time, events)) => {
				self.passed();
				Ok(Followed::Block { block, time, events })
			}
			Err(ReadError::Node(cause)) if cause.is_connection() => Ok(self.lose(cause)),
			// A node that is busy may tell later.
			Err(ReadError::Node(cause @ NodeError::Refused { .. })) if !cause.is_dropped() && self.refused < TRIES => {
				self.refused = self.refused.saturating_add(1);
				Ok(self.lose(cause))
			}
			Err(reason) => {
				let number = self.next;
				self.passed();
				Ok(Followed::Unreadable { number, reason })
			}
		}
	}

	fn passed(&mut self) {
		self.next = self.next.saturating_add(1);
		self.wait = SHORTEST_WAIT;
		self.refused = 0;
	}

	fn lose(&mut self, cause: NodeError) -> Followed {
		self.heads = None;
		Followed::Lost {
			cause,
			retry_in: self.wait,
		}
	}

	/// The number of the next head that the node tells.
	async fn head(&mut self) -> Result<u64, NodeError> {
		let closed = || NodeError::Disconnected("it was closed".into());
		let heads = self.heads.as_mut().ok_or_else(closed)?;
		let head = heads.next().await.ok_or_else(closed)?;
		let head = head.map_err(|error| self.client.error(error))?;
		u64::from_str_radix(head.number.trim_start_matches("0x"), 16)
			.map_err(|error| NodeError::unreadable("chain_subscribeFinalizedHeads", error))
	}

	async fn connect(&mut self) -> Result<Result<(), NodeError>, FollowError> {
		let client = match Client::connect_to_any(self.client.url(), self.client.timeout()).await {
			Ok(client) => client,
			Err(ConnectError::Unreachable { source, .. }) => return Ok(Err(source)),
			Err(other) => return Ok(Err(NodeError::Disconnected(other.to_string()))),
		};
		if client.genesis() != self.client.genesis() {
			return Err(FollowError::OtherChain {
				url: client.url().to_owned(),
				found: client.genesis(),
			});
		}
		let heads = match subscribe(&client).await {
			Ok(heads) => heads,
			Err(cause) => return Ok(Err(cause)),
		};
		let last = match client.finalized().await {
			Ok(block) => block.number(),
			Err(ReadError::Node(cause)) => return Ok(Err(cause)),
			Err(other) => return Ok(Err(NodeError::Disconnected(other.to_string()))),
		};
		// This may be less than before: a node that was restored from an older copy catches up.
		self.last = last;
		self.heads = Some(heads);
		self.client = client;
		Ok(Ok(()))
	}
}

async fn subscribe(client: &Client) -> Result<RpcSubscription<Head>, NodeError> {
	client
		.subscribe(
			"chain_subscribeFinalizedHeads",
			rpc_params![],
			"chain_unsubscribeFinalizedHeads",
		)
		.await
}

async fn read(client: &Client, number: u64) -> Result<(Block, Moment, Vec<Event>), ReadError> {
	let block = client.at_number(number).await?;
	let time = block.time().await?;
	let events = block.events().await?;
	Ok((block, time, events))
}
