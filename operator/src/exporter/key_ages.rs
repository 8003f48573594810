//! How old the session keys of each validator are. No event tells when they were set: the first time they are looked for in
//! the chain's history, later changes are seen as they come.

use super::{
	block_counter::Place,
	chain::{self, Node, Validator},
	since::{self, Since},
};
use eseal_client::{AccountId, ReadError};
use std::{collections::BTreeMap, time::Duration};

/// So many blocks after the oldest of which a node has the state, one is safe to ask for.
const NOT_DROPPED_YET: u64 = 8;

/// Since when a validator has its session keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAge {
	/// The seat it validates for.
	pub seat: String,
	/// Its account, as people write it.
	pub validator: String,
	/// When it set them, since the Unix epoch.
	pub since: Duration,
	/// Whether it had others before; else they are at least that old.
	pub exact: bool,
}

/// What is known of one validator's session keys.
struct Known {
	/// As they lie in storage.
	keys: Vec<u8>,
	/// The last block at which it had them.
	seen_at: u64,
	/// When it set them, since the Unix epoch.
	since: Duration,
	exact: bool,
}

/// What is known of all validators' session keys.
#[derive(Default)]
pub struct KeyAges {
	known: BTreeMap<AccountId, Known>,
}

impl KeyAges {
	/// Since when a validator has the session keys that it has at a block; nothing if it has none, or no block tells the time
	/// yet.
	///
	/// # Errors
	///
	/// The node does not answer.
	pub async fn of(
		&mut self,
		node: &Node<'_>,
		place: &Place,
		validator: &Validator,
	) -> Result<Option<KeyAge>, ReadError> {
		let account = &validator.account;
		let (Some(keys), 1..) = (node.session_keys(account, place).await?, place.number) else {
			self.known.remove(account);
			return Ok(None);
		};
		let before = self.known.remove(account);
		let known = match before {
			Some(known) if known.keys == keys => Known {
				seen_at: known.seen_at.max(place.number),
				..known
			},
			before => {
				let after = before.map(|known| known.seen_at.min(place.number.saturating_sub(1)));
				let ask = async |number| node.had_session_keys(account, &keys, number).await;
				let Since { block, exact } = since::find(after, place.number, ask).await?;
				// The oldest block of which a node has the state is about to be dropped.
				let told = if exact {
					block
				} else {
					block.saturating_add(NOT_DROPPED_YET).min(place.number)
				};
				let since = node.time(told).await?;
				Known {
					keys,
					seen_at: place.number,
					since,
					exact,
				}
			}
		};
		let age = KeyAge {
			seat: validator.seat.clone(),
			validator: chain::address(account),
			since: known.since,
			exact: known.exact,
		};
		self.known.insert(account.clone(), known);
		Ok(Some(age))
	}
}
