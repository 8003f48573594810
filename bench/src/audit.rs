//! Whether nothing was lost: what was taken is final, each use is in its log once, and all nodes have the same chain.

use crate::{
	error::{BenchError, Result},
	estate::Estate,
	network::Network,
	numbers::Numbers,
	watch::ledger::Account,
};
use eseal_client::Client;
use sp_core::H256;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// How long the nodes may take until a block is final for all of them.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often to look whether they have.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// What a load must have done.
pub struct Expected<'a> {
	/// Where the operators stood before.
	pub before: &'a Numbers,
	/// What became of what was sent.
	pub account: &'a Account,
	/// How many extrinsics failed in a block.
	pub failed: u64,
	/// How many uses each extrinsic records.
	pub uses: u64,
}

/// What is wrong after a load, in words; nothing if all is as it should be. The operators stand as in `after` at a
/// final block after all of it.
pub fn losses(expected: &Expected<'_>, after: &Numbers) -> Vec<String> {
	let Expected {
		before,
		account,
		failed,
		uses,
	} = *expected;
	let mut wrong = Vec::new();
	if account.under_way > 0 {
		wrong.push(format!(
			"{} extrinsics that nodes took never became final",
			account.under_way
		));
	}
	let finals: u64 = account.finals.iter().sum();
	let moved = advanced(&before.indices, &after.indices, &account.finals, 1);
	if moved > 0 {
		wrong.push(format!(
			"{moved} operators have sent another number of extrinsics than are final"
		));
	}
	if uses == 0 {
		return wrong;
	}
	// Where something failed, whose it was is not known, and its nonce stays.
	let strayed = advanced(&before.statements, &after.statements, &account.finals, uses);
	if failed == 0 && strayed > 0 {
		wrong.push(format!(
			"{strayed} operators have another number of uses on record than are final"
		));
	}
	let recorded = after.recorded.saturating_sub(before.recorded);
	let wanted = finals.saturating_sub(failed).saturating_mul(uses);
	if recorded != wanted {
		wrong.push(format!(
			"{wanted} uses are final, and the logs have {recorded} more than before"
		));
	}
	wrong
}

/// How many of the numbers have not advanced by as many steps of so much as they should have.
fn advanced(before: &[u64], after: &[u64], steps: &[u64], each: u64) -> usize {
	before
		.iter()
		.zip(after)
		.zip(steps)
		.filter(|((before, after), steps)| after.saturating_sub(**before) != steps.saturating_mul(each))
		.count()
}

/// What all nodes have at one final block.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
	hash: H256,
	state_root: H256,
	/// Digests of the heads of all logs, and how many uses they have.
	heads: Vec<(u64, H256)>,
}

/// Compares the nodes at the last block that is final for all of them: this one or a later one. What is wrong, in
/// words, and the number of the block that was compared.
///
/// # Errors
///
/// A node does not answer, or has not finalized this block for long.
pub async fn compare(network: &Network, estate: &Estate, at_least: u64) -> Result<(u64, Vec<String>)> {
	let number = common(network, at_least).await?;
	let mut wrong = Vec::new();
	let mut first: Option<(&str, Found)> = None;
	for node in &network.nodes {
		let found = look(&node.client, number, estate).await?;
		if let Some((name, other)) = &first {
			if *other != found {
				let what = difference(other, &found);
				wrong.push(format!("at final block {number}, {name} and {} have {what}", node.name));
			}
		} else {
			first = Some((node.name.as_str(), found));
		}
	}
	Ok((number, wrong))
}

/// The number of the last block that is final for all nodes, once it is this one or a later one.
async fn common(network: &Network, at_least: u64) -> Result<u64> {
	let began = Instant::now();
	loop {
		let mut number = u64::MAX;
		for node in &network.nodes {
			number = number.min(node.client.finalized().await?.number());
		}
		if number >= at_least {
			return Ok(number);
		}
		if began.elapsed() > PATIENCE {
			return Err(BenchError::InVain {
				what: format!("all nodes to finalize block {at_least}"),
				seconds: PATIENCE.as_secs(),
			});
		}
		sleep(LOOK_EVERY).await;
	}
}

fn difference(one: &Found, other: &Found) -> &'static str {
	if one.hash != other.hash {
		"different blocks"
	} else if one.state_root != other.state_root {
		"different states"
	} else {
		"different logs"
	}
}

async fn look(client: &Client, number: u64, estate: &Estate) -> Result<Found> {
	let block = client.at_number(number).await?;
	let mut heads = Vec::new();
	for seal in estate.all_seals() {
		let head = block.head(seal.id).await?;
		heads.push((head.count, head.digest));
	}
	Ok(Found {
		hash: block.hash(),
		state_root: block.header().state_root,
		heads,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	fn numbers(indices: [u64; 2], statements: [u64; 2], recorded: u64) -> Numbers {
		Numbers {
			indices: indices.to_vec(),
			statements: statements.to_vec(),
			recorded,
		}
	}

	fn wrong(finals: [u64; 2], under_way: usize, failed: u64, uses: u64, after: &Numbers) -> usize {
		let account = Account {
			finals: finals.to_vec(),
			under_way,
			..Account::default()
		};
		let before = &numbers([5, 9], [2, 0], 100);
		let account = &account;
		losses(
			&Expected {
				before,
				account,
				failed,
				uses,
			},
			after,
		)
		.len()
	}

	#[test]
	fn all_that_was_taken_is_final_and_on_record_once() {
		assert_eq!(wrong([3, 4], 0, 0, 1, &numbers([8, 13], [5, 4], 107)), 0);
		// As batches of 256.
		assert_eq!(wrong([1, 0], 0, 0, 256, &numbers([6, 9], [258, 0], 356)), 0);
		// Remarks are on no record.
		assert_eq!(wrong([3, 4], 0, 0, 0, &numbers([8, 13], [2, 0], 100)), 0);
		// One that failed takes a number, and is on no record.
		assert_eq!(wrong([3, 4], 0, 1, 1, &numbers([8, 13], [4, 4], 106)), 0);
	}

	#[test]
	fn each_loss_is_told() {
		assert_eq!(wrong([3, 4], 2, 0, 1, &numbers([8, 13], [5, 4], 107)), 1, "not final");
		assert_eq!(
			wrong([3, 4], 0, 0, 1, &numbers([8, 12], [5, 4], 107)),
			1,
			"a number is missing"
		);
		assert_eq!(
			wrong([3, 4], 0, 0, 1, &numbers([8, 13], [6, 4], 108)),
			2,
			"twice on record"
		);
		assert_eq!(
			wrong([3, 4], 0, 0, 1, &numbers([8, 13], [5, 4], 106)),
			1,
			"not in a log"
		);
	}

	#[test]
	fn nodes_are_told_apart_by_what_differs_first() {
		let found = |hash: u8, root: u8, count| Found {
			hash: H256([hash; 32]),
			state_root: H256([root; 32]),
			heads: vec![(count, H256::zero())],
		};
		assert_eq!(difference(&found(1, 1, 1), &found(2, 1, 1)), "different blocks");
		assert_eq!(difference(&found(1, 1, 1), &found(1, 2, 1)), "different states");
		assert_eq!(difference(&found(1, 1, 1), &found(1, 1, 2)), "different logs");
	}
}
