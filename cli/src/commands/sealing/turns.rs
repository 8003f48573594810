//! The turns of an account. Two programs may use one account at the same time. Then one comes first with the account's next
//! number or with the next nonce of a statement; the other waits until the account's calls are recorded, and signs anew.

use crate::{
	failure::{Failure, Result},
	session::Account,
	view::progress::Progress,
};
use eseal_client::{Block, Client};
use eseal_primitives::{answers::UseRight, SealId};
use sp_core::H256;
use std::time::{Duration, Instant};

/// How often to look whether the account's other calls are recorded.
pub const LOOK_EVERY: Duration = Duration::from_millis(500);

/// What waits for the account's turn.
pub struct Turns<'a> {
	/// The node.
	pub chain: &'a Client,
	/// The account that sends.
	pub account: &'a Account,
	/// The e-seal that it uses.
	pub seal: SealId,
	/// How long it may take until a call can be sent.
	pub timeout: Duration,
	/// Where the person sees how far it is.
	pub progress: &'a Progress,
}

/// The numbers that the account's next use must have.
pub struct Numbers {
	/// The block that they are read at, and that the extrinsic is signed on top of.
	pub best: Block,
	/// The grant and the nonce that the statement names.
	pub right: UseRight,
	/// The number of the extrinsic.
	pub index: u64,
}

impl Turns<'_> {
	/// Waits until no other call of the account is on its way: the nonce of a statement counts only what is recorded.
	pub async fn wait(&self, deadline: Option<Instant>, mut late: bool) -> Result<()> {
		loop {
			if late {
				return Err(self.others_came_first());
			}
			if self.chain.waiting(&self.account.id).await? == 0 {
				return Ok(());
			}
			self.progress.say("waiting for other calls of the account");
			tokio::time::sleep(LOOK_EVERY).await;
			late = is_over(deadline);
		}
	}

	/// Waits for a block after this one: whether one came in time.
	pub async fn next_block(&self, after: H256, deadline: Option<Instant>) -> Result<bool> {
		while self.chain.best_hash().await? == after {
			if is_over(deadline) {
				return Ok(false);
			}
			tokio::time::sleep(LOOK_EVERY).await;
		}
		Ok(true)
	}

	/// The failure that the account had no turn.
	pub fn others_came_first(&self) -> Failure {
		Failure::refused(format!(
			"not sent: other calls of account {} came first for {} s",
			self.account.id,
			self.timeout.as_secs()
		))
		.next("Try again when they are recorded.")
	}

	/// What the account's next use must say.
	pub async fn numbers(&self) -> Result<Numbers> {
		let best = self.chain.best().await?;
		Ok(Numbers {
			right: best.use_right(self.seal, &self.account.id).await?,
			index: self.chain.next_index(&self.account.id).await?,
			best,
		})
	}
}

/// Whether the time is over.
pub fn is_over(deadline: Option<Instant>) -> bool {
	deadline.is_some_and(|deadline| deadline <= Instant::now())
}
