//! Where those who send stand: how many extrinsics each has sent, how much of each grant is used, and how long the logs are.

use crate::{
	error::Result,
	estate::{Estate, Who},
};
use eseal_client::{AccountId, Block};
use eseal_primitives::{grant::Grant, member::Member, usage::LogHead, GrantId, SealId};
use std::collections::{BTreeMap, HashMap};

/// What lies in `System.Account`: the nonce, three counts of references, and what the chain knows of the account.
type Stored = (u32, u32, u32, u32, Member);

/// Where those who send stand at a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
	/// The number of each operator's next extrinsic.
	pub indices: Vec<u64>,
	/// How many uses are recorded under each of an operator's grants: the nonce of its next statement by that right.
	pub used: Vec<Vec<u64>>,
	/// The heads of all logs.
	pub heads: BTreeMap<SealId, LogHead>,
}

impl Numbers {
	/// Reads them, of these senders.
	///
	/// # Errors
	///
	/// The node does not answer.
	pub async fn read(block: &Block, estate: &Estate, who: Who) -> Result<Self> {
		let accounts: HashMap<AccountId, u64> = block
			.entries::<(AccountId,), Stored>("System", "Account", ())
			.await?
			.into_iter()
			.map(|((account,), (nonce, ..))| (account, nonce.into()))
			.collect();
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
		let senders = estate.accounts(who);
		let used = |sender: usize| {
			let rights = estate.rights(who, sender).iter();
			rights.map(|right| stored(&grants, &right.grant)).collect::<Vec<u64>>()
		};
		Ok(Self {
			indices: senders.iter().map(|sender| stored(&accounts, &sender.id)).collect(),
			used: (0..senders.len()).map(used).collect(),
			heads: estate.seals.iter().map(|seal| (*seal, stored(&heads, seal))).collect(),
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
