//! Whether nothing was lost: what was taken is final, each use is in its log once and counts once in its grant, and all nodes
//! have the same chain.

use crate::{
	error::{BenchError, Result},
	estate::Estate,
	load::Load,
	network::Network,
	numbers::Numbers,
	watch::ledger::Account,
};
use eseal_client::Client;
use eseal_primitives::{usage::LogHead, SealId};
use futures::{stream, StreamExt, TryStreamExt};
use sp_core::H256;
use std::{
	collections::BTreeMap,
	time::{Duration, Instant},
};
use tokio::time::sleep;

/// How long the nodes may take until a block is final for all of them.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often to look whether they have.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How many logs are read at once.
const AT_ONCE: usize = 16;

/// What a load must have done.
pub struct Expected<'a> {
	/// Who sent, with which e-seals.
	pub estate: &'a Estate,
	/// What was sent.
	pub load: &'a dyn Load,
	/// Where the operators and logs stood before.
	pub before: &'a Numbers,
	/// What became of what was sent.
	pub account: &'a Account,
	/// How many statements were refused in a block.
	pub refused: u64,
}

/// What is wrong after a load, in words; nothing if all is as it should be. The operators and logs stand as in `after` at a
/// final block after all of it.
pub fn losses(expected: &Expected<'_>, after: &Numbers) -> Vec<String> {
	let Expected {
		load,
		before,
		account,
		refused,
		..
	} = *expected;
	let mut wrong = Vec::new();
	if !account.under_way.is_empty() {
		wrong.push(format!(
			"{} extrinsics that nodes took never became final",
			account.under_way.len()
		));
	}
	let finals: u64 = account.finals.iter().sum();
	let sent = before.indices.iter().zip(&after.indices).zip(&account.finals);
	let moved = sent.filter(|((before, after), finals)| after.saturating_sub(**before) != **finals);
	let moved = moved.count();
	if moved > 0 {
		wrong.push(format!(
			"{moved} operators have sent another number of extrinsics than are final"
		));
	}
	// Where something was refused, whose it was is not known, and its nonce stays.
	if refused == 0 {
		wrong.extend(expected.strays(after));
	}
	let recorded = total(&after.heads, |head| head.count).saturating_sub(total(&before.heads, |head| head.count));
	let used = total_used(after).saturating_sub(total_used(before));
	let wanted = match load.statements() {
		0 => 0,
		_ => load.counted(finals, refused),
	};
	let paid = before.received.iter().zip(&after.received).zip(&account.finals);
	let paid = paid.filter(|((before, after), finals)| {
		after.saturating_sub(**before) != load.pays().saturating_mul(u128::from(**finals))
	});
	let paid = paid.count();
	if paid > 0 {
		wrong.push(format!("{paid} receivers have another amount than is final"));
	}
	for (moved, what) in [(recorded, "the logs have"), (used, "the grants have used")] {
		if moved != wanted {
			wrong.push(format!("{wanted} uses are final, and {what} {moved} more than before"));
		}
	}
	wrong
}

impl Expected<'_> {
	/// Which grants and logs have not moved by exactly what is final, where all that is final is on record.
	fn strays(&self, after: &Numbers) -> Vec<String> {
		let Self {
			estate,
			load,
			before,
			account,
			..
		} = *self;
		let (mut heads, mut strayed) = (before.heads.clone(), 0usize);
		for (operator, finals) in account.finals.iter().enumerate() {
			// Nothing that is sent where uses are not makes a record.
			let records = if load.statements() == 0 { 0 } else { *finals };
			let uses = records.saturating_mul(load.uses());
			let grants = |numbers: &Numbers| numbers.used.get(operator).cloned().unwrap_or_default();
			let mut wanted = grants(before);
			for used in &mut wanted {
				*used = used.saturating_add(uses);
			}
			strayed = strayed.saturating_add((wanted != grants(after)).into());
			for right in estate.rights(load.who(), operator) {
				let head = heads.entry(right.seal).or_default();
				head.count = head.count.saturating_add(uses);
				head.records = head.records.saturating_add(records);
			}
		}
		let mut wrong = Vec::new();
		if strayed > 0 {
			wrong.push(format!(
				"{strayed} operators have used their grants for another number of uses than are final"
			));
		}
		let counts = |head: &LogHead| (head.count, head.records, head.by_owner);
		let other = heads
			.iter()
			.filter(|&(seal, wanted)| after.heads.get(seal).map(counts) != Some(counts(wanted)))
			.count();
		if other > 0 {
			wrong.push(format!(
				"{other} logs have another number of uses or records than are final"
			));
		}
		wrong
	}
}

fn total(heads: &BTreeMap<SealId, LogHead>, what: fn(&LogHead) -> u64) -> u64 {
	heads.values().map(what).fold(0, u64::saturating_add)
}

fn total_used(numbers: &Numbers) -> u64 {
	numbers.used.iter().flatten().copied().fold(0, u64::saturating_add)
}

/// Computes the heads of all logs anew: from the heads before a load, with every record since then. What is wrong, in words.
///
/// # Errors
///
/// The node does not answer.
pub async fn recompute(client: &Client, before: &Numbers, after: &Numbers) -> Result<Vec<String>> {
	let logs: Vec<(SealId, LogHead, LogHead)> = after
		.heads
		.iter()
		.map(|(seal, after)| {
			let before = before.heads.get(seal).copied().unwrap_or_default();
			(*seal, before, *after)
		})
		.collect();
	let wrong: Vec<Option<String>> = stream::iter(logs)
		.map(|(seal, before, after)| async move {
			let computed = advance(client, seal, before, after.records).await?;
			let what = format!("the records of e-seal {seal} since then do not lead to the head of its log");
			Ok::<_, BenchError>((computed != Some(after)).then_some(what))
		})
		.buffered(AT_ONCE)
		.try_collect()
		.await?;
	Ok(wrong.into_iter().flatten().collect())
}

/// The head of a log once it has so many records; `None` if one of them is missing or out of place.
async fn advance(client: &Client, seal: SealId, mut head: LogHead, until: u64) -> Result<Option<LogHead>> {
	while head.records < until {
		// Records never change, and nodes forget the states of blocks.
		let page = client.finalized().await?.records(seal, head.records).await?;
		if page.is_empty() {
			return Ok(None);
		}
		for record in page {
			if head.records >= until {
				break;
			}
			let in_place = record.seal == seal && record.index == head.count;
			match eseal_crypto::advance(head, &record).filter(|_| in_place) {
				Some(next) => head = next,
				None => return Ok(None),
			}
		}
	}
	Ok(Some(head))
}

/// What all nodes have at one final block.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
	hash: H256,
	state_root: H256,
	/// The heads of all logs.
	heads: Vec<LogHead>,
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
	for seal in &estate.seals {
		heads.push(block.head(*seal).await?);
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
	use crate::{
		estate::{tests::estate, Who},
		keys::Algorithm,
		load::transfers::Transfers,
		watch::ledger::UnderWay,
	};
	use eseal_client::calls::Call;
	use eseal_primitives::Moment;
	use std::sync::Arc;

	/// A load of statements of so many uses each; of none, where uses are not what is sent.
	struct Sent {
		who: Who,
		statements: u64,
		uses: u64,
	}

	impl Load for Sent {
		fn who(&self) -> Who {
			self.who
		}

		fn call(&self, _: usize, _: u64, _: Moment) -> Result<Call> {
			Ok(Call::new("", "", ()))
		}

		fn counts(&self) -> &'static str {
			""
		}

		fn statements(&self) -> u64 {
			self.statements
		}

		fn uses(&self) -> u64 {
			self.uses
		}
	}

	/// Two operators with e-seal 0.
	fn operators(statements: u64, uses: u64) -> Sent {
		Sent {
			who: Who::Operators(Algorithm::Sr25519),
			statements,
			uses,
		}
	}

	/// The platform, with e-seals 1 to 3.
	fn platform() -> Sent {
		Sent {
			who: Who::Platform,
			statements: 3,
			uses: 1,
		}
	}

	/// Heads with so many uses and records, from e-seal 0 on.
	fn numbers(indices: &[u64], used: &[&[u64]], heads: &[(u64, u64)]) -> Numbers {
		let head = |(count, records): &(u64, u64)| LogHead {
			count: *count,
			records: *records,
			..LogHead::default()
		};
		Numbers {
			indices: indices.to_vec(),
			used: used.iter().map(|used| used.to_vec()).collect(),
			heads: (0..).map(SealId).zip(heads.iter().map(head)).collect(),
			received: Vec::new(),
		}
	}

	fn before() -> Numbers {
		numbers(&[5, 9], &[&[2], &[0]], &[(100, 40)])
	}

	fn wrong(load: &Sent, before: &Numbers, finals: &[u64], refused: u64, after: &Numbers) -> Vec<String> {
		let account = &Account {
			finals: finals.to_vec(),
			..Account::default()
		};
		let expected = Expected {
			estate: &estate(),
			load,
			before,
			account,
			refused,
		};
		losses(&expected, after)
	}

	#[test]
	fn all_that_was_taken_is_final_and_on_record_once() {
		let single = operators(1, 1);
		let after = numbers(&[8, 13], &[&[5], &[4]], &[(107, 47)]);
		assert_eq!(wrong(&single, &before(), &[3, 4], 0, &after), [""; 0]);
		// As batches of 256.
		let after = numbers(&[6, 9], &[&[258], &[0]], &[(356, 41)]);
		assert_eq!(wrong(&operators(1, 256), &before(), &[1, 0], 0, &after), [""; 0]);
		// Remarks are on no record.
		let after = numbers(&[8, 13], &[&[2], &[0]], &[(100, 40)]);
		assert_eq!(wrong(&operators(0, 0), &before(), &[3, 4], 0, &after), [""; 0]);
		// One that failed takes a number, and is on no record.
		let after = numbers(&[8, 13], &[&[4], &[4]], &[(106, 46)]);
		assert_eq!(wrong(&single, &before(), &[3, 4], 1, &after), [""; 0]);
		// Of a batch that failed, all.
		let after = numbers(&[7, 9], &[&[258], &[0]], &[(356, 41)]);
		assert_eq!(wrong(&operators(1, 256), &before(), &[2, 0], 1, &after), [""; 0]);
	}

	#[test]
	fn a_receiver_has_what_is_final() {
		let estate = Estate::stock(2).unwrap();
		let load = Transfers(Arc::new(estate.clone()));
		let numbers = |indices: [u64; 2], received: [u128; 2]| Numbers {
			received: received.to_vec(),
			used: vec![Vec::new(); 2],
			..numbers(&indices, &[], &[])
		};
		let before = numbers([5, 9], [100, 100]);
		let account = Account {
			finals: vec![3, 4],
			..Account::default()
		};
		let wrong = |after| {
			let expected = Expected {
				estate: &estate,
				load: &load,
				before: &before,
				account: &account,
				refused: 0,
			};
			losses(&expected, &after)
		};
		assert_eq!(wrong(numbers([8, 13], [103, 104])), [""; 0]);
		assert_eq!(
			wrong(numbers([8, 13], [104, 103])),
			["2 receivers have another amount than is final"]
		);
	}

	#[test]
	fn many_e_seals_move_with_one_extrinsic() {
		let before = numbers(&[7], &[&[1, 2, 3]], &[(50, 50), (1, 1), (2, 2), (3, 3)]);
		let after = numbers(&[9], &[&[3, 4, 5]], &[(50, 50), (3, 3), (4, 4), (5, 5)]);
		assert_eq!(wrong(&platform(), &before, &[2], 0, &after), [""; 0]);
		// One use of the six was refused, and is told of.
		let after = numbers(&[9], &[&[3, 4, 4]], &[(50, 50), (3, 3), (4, 4), (4, 4)]);
		assert_eq!(wrong(&platform(), &before, &[2], 1, &after), [""; 0]);
		// It is not told of: a grant, a log and both sums.
		assert_eq!(wrong(&platform(), &before, &[2], 0, &after).len(), 4);
		// As many uses as there should be, and one in another's log.
		let after = numbers(&[9], &[&[3, 4, 5]], &[(50, 50), (4, 4), (3, 3), (5, 5)]);
		assert_eq!(
			wrong(&platform(), &before, &[2], 0, &after),
			["2 logs have another number of uses or records than are final"]
		);
	}

	#[test]
	fn each_loss_is_told() {
		let single = operators(1, 1);
		let told = |indices: [u64; 2], used: [u64; 2], head| {
			let after = numbers(&indices, &[&used[..1], &used[1..]], &[head]);
			wrong(&single, &before(), &[3, 4], 0, &after).len()
		};
		assert_eq!(told([8, 13], [5, 4], (107, 47)), 0);
		assert_eq!(told([8, 12], [5, 4], (107, 47)), 1, "a number is missing");
		assert_eq!(told([8, 13], [6, 4], (107, 47)), 2, "a grant counts too many");
		assert_eq!(told([8, 13], [4, 5], (107, 47)), 1, "another grant counts");
		assert_eq!(told([8, 13], [5, 4], (106, 46)), 2, "not in a log");
		assert_eq!(told([8, 13], [5, 4], (107, 46)), 1, "two in one record");
		assert_eq!(told([8, 13], [6, 4], (108, 48)), 4, "twice on record");
		let late = Account {
			finals: vec![3, 4],
			under_way: vec![UnderWay {
				hash: H256::zero(),
				operator: 0,
				sent: Instant::now(),
			}],
			..Account::default()
		};
		let expected = Expected {
			estate: &estate(),
			load: &single,
			before: &before(),
			account: &late,
			refused: 0,
		};
		let after = numbers(&[8, 13], &[&[5], &[4]], &[(107, 47)]);
		assert_eq!(losses(&expected, &after).len(), 1, "not final");
		// Whatever sends remarks records nothing.
		let after = numbers(&[8, 13], &[&[3], &[0]], &[(101, 41)]);
		assert_eq!(wrong(&operators(0, 0), &before(), &[3, 4], 0, &after).len(), 4);
	}

	#[test]
	fn nodes_are_told_apart_by_what_differs_first() {
		let found = |hash: u8, root: u8, count| Found {
			hash: H256([hash; 32]),
			state_root: H256([root; 32]),
			heads: vec![LogHead {
				count,
				..LogHead::default()
			}],
		};
		assert_eq!(difference(&found(1, 1, 1), &found(2, 1, 1)), "different blocks");
		assert_eq!(difference(&found(1, 1, 1), &found(1, 2, 1)), "different states");
		assert_eq!(difference(&found(1, 1, 1), &found(1, 1, 2)), "different logs");
	}
}
