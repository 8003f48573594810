//! Who approved uses, where a grant takes two operators.

use crate::failure::Result;
use eseal_client::{queries::Record, AccountId, Block};
use eseal_primitives::GrantId;
use std::collections::BTreeMap;

/// The second operators of grants. A grant is asked for once: it stays on record as it was given.
#[derive(Debug, Default)]
pub struct Seconds(BTreeMap<GrantId, Option<AccountId>>);

impl Seconds {
	/// The second operator, who approved a use or a batch of uses; none if one sufficed.
	pub async fn of(&mut self, block: &Block, used: &Record) -> Result<Option<AccountId>> {
		let (Some(grant), Some(_)) = (used.grant, &used.approval) else {
			return Ok(None);
		};
		if let Some(known) = self.0.get(&grant) {
			return Ok(known.clone());
		}
		let second = block.grant(grant).await?.second;
		self.0.insert(grant, second.clone());
		Ok(second)
	}
}
