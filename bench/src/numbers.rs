//! Where the operators stand: how many extrinsics each has sent, and how many uses it and each e-seal has on record.

use crate::{error::Result, estate::Estate, keys::Algorithm};
use eseal_client::{AccountId, Block};
use eseal_primitives::{member::Member, SealId};
use futures::{stream, StreamExt, TryStreamExt};
use std::collections::HashMap;

/// What lies in `System.Account`: the nonce, three counts of references, and what the chain knows of the account.
type Stored = (u32, u32, u32, u32, Member);

/// How many questions are asked at once.
const AT_ONCE: usize = 16;

/// Where the operators stand at a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
	/// The number of each operator's next extrinsic.
	pub indices: Vec<u64>,
	/// The nonce of each operator's next statement; zeros where uses are not what is sent.
	pub statements: Vec<u64>,
	/// How many uses all e-seals have on record.
	pub recorded: u64,
}

impl Numbers {
	/// Reads them. Statements are those for the e-seals whose keys are of this algorithm.
	///
	/// # Errors
	///
	/// The node does not answer.
	pub async fn read(block: &Block, estate: &Estate, algorithm: Option<Algorithm>) -> Result<Self> {
		let accounts: HashMap<AccountId, u64> = block
			.entries::<(AccountId,), Stored>("System", "Account", ())
			.await?
			.into_iter()
			.map(|((account,), (nonce, ..))| (account, nonce.into()))
			.collect();
		let indices = estate.operators.iter().map(|operator| next(&accounts, &operator.id));
		let indices = indices.collect();
		let mut statements = vec![0; estate.operators.len()];
		if let Some(algorithm) = algorithm {
			let nonces: HashMap<(SealId, AccountId), u64> = block
				.entries::<(SealId, AccountId), u64>("UsageLog", "Nonces", ())
				.await?
				.into_iter()
				.collect();
			for (place, (statement, operator)) in statements.iter_mut().zip(&estate.operators).enumerate() {
				if let Some(seal) = estate.seal_of(place, algorithm) {
					*statement = next(&nonces, &(seal.id, operator.id.clone()));
				}
			}
		}
		let heads: Vec<u64> = stream::iter(estate.all_seals().map(|seal| seal.id).collect::<Vec<_>>())
			.map(|seal| async move { block.head(seal).await.map(|head| head.count) })
			.buffered(AT_ONCE)
			.try_collect()
			.await?;
		Ok(Self {
			indices,
			statements,
			recorded: heads.iter().sum(),
		})
	}
}

/// What follows: the number that is stored, or 0 where nothing is.
fn next<K: std::hash::Hash + Eq>(stored: &HashMap<K, u64>, key: &K) -> u64 {
	stored.get(key).copied().unwrap_or_default()
}
