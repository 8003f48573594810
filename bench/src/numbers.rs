//! Where those who send stand: how many extrinsics each has sent, how much of each grant is used, and how long the logs are.

use crate::{
	error::Result,
	estate::{Estate, Who},
};
use codec::{Decode, Error, Input};
use eseal_client::{AccountId, Block};
use eseal_primitives::{grant::Grant, usage::LogHead, GrantId, SealId};
use std::collections::{BTreeMap, HashMap};

/// What lies in `System.Account`: the nonce, three counts of references, and what the chain knows of the account.
type Stored = (u32, u32, u32, u32, Rest);

/// What the chain knows of an account. With stock pallets it begins with the free balance.
struct Rest(Vec<u8>);

impl Decode for Rest {
	fn decode<I: Input>(input: &mut I) -> std::result::Result<Self, Error> {
		let mut bytes = vec![0; input.remaining_len()?.unwrap_or_default()];
		input.read(&mut bytes)?;
		Ok(Self(bytes))
	}
}

impl Rest {
	/// The free balance, on a chain of stock pallets.
	fn free(&self) -> Option<u128> {
		u128::decode(&mut &self.0[..]).ok()
	}
}

/// Where those who send stand at a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
	/// The number of each operator's next extrinsic.
	pub indices: Vec<u64>,
	/// How many uses are recorded under each of an operator's grants: the nonce of its next statement by that right.
	pub used: Vec<Vec<u64>>,
	/// The heads of all logs.
	pub heads: BTreeMap<SealId, LogHead>,
	/// What each operator's receiver has, on a chain of stock pallets.
	pub received: Vec<u128>,
}

impl Numbers {
	/// Reads them, of these senders.
	///
	/// # Errors
	///
	/// The node does not answer.
	pub async fn read(block: &Block, estate: &Estate, who: Who) -> Result<Self> {
		let (mut accounts, mut balances) = (HashMap::<AccountId, u64>::new(), HashMap::<AccountId, u128>::new());
		for ((account,), (nonce, .., rest)) in block.entries::<(AccountId,), Stored>("System", "Account", ()).await? {
			balances.insert(account.clone(), rest.free().unwrap_or_default());
			accounts.insert(account, nonce.into());
		}
		let senders = estate.accounts(who);
		let indices = senders.iter().map(|sender| stored(&accounts, &sender.id)).collect();
		if estate.seals.is_empty() {
			return Ok(Self {
				indices,
				used: vec![Vec::new(); senders.len()],
				heads: BTreeMap::new(),
				received: estate.receivers.iter().map(|one| stored(&balances, one)).collect(),
			});
		}
		let grants: HashMap<GrantId, u64> = block
			.entries::<(GrantId,), Grant<AccountId>>("UsageLog", "Grants", ())
			.await?
			.into_iter()
			.map(|((id,), grant)| (id, grant.used.into()))
			.collect();
		let heads: HashMap<SealId, LogHead> = block
			.entries::<(SealId,), LogHead>("UsageLog", "Heads", ())
			.await?
			.into_iter()
			.map(|((seal,), head)| (seal, head))
			.collect();
		let used = |sender: usize| {
			let rights = estate.rights(who, sender).iter();
			rights.map(|right| stored(&grants, &right.grant)).collect::<Vec<u64>>()
		};
		Ok(Self {
			indices,
			used: (0..senders.len()).map(used).collect(),
			heads: estate.seals.iter().map(|seal| (*seal, stored(&heads, seal))).collect(),
			received: Vec::new(),
		})
	}

	/// How many uses are on record in all logs.
	pub fn uses(&self) -> u64 {
		self.heads.values().map(|head| head.count).sum()
	}

	/// How many records all logs have.
	pub fn records(&self) -> u64 {
		self.heads.values().map(|head| head.records).sum()
	}
}

/// What is stored, or what stands for nothing.
fn stored<K: std::hash::Hash + Eq, V: Copy + Default>(stored: &HashMap<K, V>, key: &K) -> V {
	stored.get(key).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::{DecodeAll, Encode};

	#[test]
	fn an_account_is_read_whatever_the_chain_knows_of_it() {
		let stock = (7u32, 0u32, 1u32, 0u32, (5_000u128, 1u128, 2u128, 3u128)).encode();
		let (nonce, _, _, _, rest) = Stored::decode_all(&mut &stock[..]).unwrap();
		assert_eq!((nonce, rest.free()), (7, Some(5_000)));
		let other = (9u32, 0u32, 1u32, 0u32, 3u8).encode();
		let (nonce, _, _, _, rest) = Stored::decode_all(&mut &other[..]).unwrap();
		assert_eq!((nonce, rest.free()), (9, None));
		assert!(Stored::decode_all(&mut &other[..9]).is_err());
	}
}
