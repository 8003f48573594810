//! Where extrinsics are that nodes took and that never became final.

use crate::{error::Result, network::Network, watch::ledger::UnderWay};
use sp_core::{Bytes, H256};
use sp_crypto_hashing::blake2_256;
use std::{collections::HashSet, time::Instant};

/// Of how many it is told.
const TOLD: usize = 16;

/// What is told of each, in words: whose it is, when and to which node it was sent, and which pools still have it.
///
/// # Errors
///
/// A node does not answer.
pub async fn whereabouts(network: &Network, lost: &[UnderWay]) -> Result<Vec<String>> {
	if lost.is_empty() {
		return Ok(Vec::new());
	}
	let mut pools = Vec::new();
	for node in &network.nodes {
		let pending: Vec<Bytes> = node
			.client
			.request("author_pendingExtrinsics", Default::default())
			.await?;
		let hashes: HashSet<H256> = pending.iter().map(|bytes| blake2_256(bytes).into()).collect();
		pools.push((node.name.as_str(), hashes));
	}
	let now = Instant::now();
	Ok(lost.iter().take(TOLD).map(|one| told(one, &pools, now)).collect())
}

/// What is told of one; nodes are in the order in which operators send to them.
fn told(one: &UnderWay, pools: &[(&str, HashSet<H256>)], now: Instant) -> String {
	let sent_to = one.operator.checked_rem(pools.len()).and_then(|place| pools.get(place));
	let sent_to = sent_to.map_or("no node", |(name, _)| *name);
	let holders = pools.iter().filter(|(_, pool)| pool.contains(&one.hash));
	let holders: Vec<&str> = holders.map(|(name, _)| *name).collect();
	let seconds = now.saturating_duration_since(one.sent).as_secs();
	let held = match holders[..] {
		[] => "in no pool any more".to_string(),
		_ => format!("still in the pool of {}", holders.join(", ")),
	};
	format!(
		"{:?} of operator {}, sent to {sent_to} {seconds} s ago, is {held}",
		one.hash, one.operator
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::Duration;

	#[test]
	fn it_is_told_who_has_it_still() {
		let (first, second) = (H256([1; 32]), H256([2; 32]));
		let pools = [("one", HashSet::from([first])), ("two", HashSet::from([first]))];
		let now = Instant::now();
		let lost = |hash, operator| UnderWay {
			hash,
			operator,
			sent: now,
		};
		let later = now + Duration::from_secs(90);
		assert_eq!(
			told(&lost(first, 3), &pools, later),
			format!("{first:?} of operator 3, sent to two 90 s ago, is still in the pool of one, two")
		);
		assert_eq!(
			told(&lost(second, 4), &pools, later),
			format!("{second:?} of operator 4, sent to one 90 s ago, is in no pool any more")
		);
	}
}
