//! What is asked of a block for one document. What many uses share is asked once.

use crate::failure::Result;
use eseal_client::{queries::Found, AccountId, Block};
use eseal_primitives::{answers::SealInfo, documents::Listed, Documents, SealId, Uscc};
use std::collections::BTreeMap;

/// A block, and what it has told already.
pub struct Asked<'a> {
	/// The block.
	pub block: &'a Block,
	/// E-seals, and how they stand.
	seals: BTreeMap<SealId, SealInfo<AccountId>>,
	/// The documents of the batch that was asked for last. The uses of a batch follow each other.
	batch: Option<(Batch, Option<Listed>)>,
}

/// Which batch: the e-seal, the number of the record in its log, and what the record says.
type Batch = (SealId, u64, Documents);

impl<'a> Asked<'a> {
	/// Of a block that was asked nothing yet.
	pub fn new(block: &'a Block) -> Self {
		Self {
			block,
			seals: BTreeMap::new(),
			batch: None,
		}
	}

	/// An e-seal, and how it stands.
	pub async fn seal(&mut self, seal: SealId) -> Result<SealInfo<AccountId>> {
		if let Some(known) = self.seals.get(&seal) {
			return Ok(known.clone());
		}
		let info = self.block.seal(seal).await?;
		self.seals.insert(seal, info.clone());
		Ok(info)
	}

	/// The e-seals of an enterprise that ever became active.
	pub async fn seals_of(&mut self, uscc: &Uscc) -> Result<Vec<SealId>> {
		let infos = self.block.seals_of(uscc).await?;
		let seals = infos.iter().map(|info| info.id).collect();
		self.seals.extend(infos.into_iter().map(|info| (info.id, info)));
		Ok(seals)
	}

	/// The documents of the batch that has a use, if the chain lists them: they have the record's root.
	pub async fn listed(&mut self, found: &Found) -> Result<Option<&Listed>> {
		let batch = (found.used.seal, found.record, found.used.documents);
		if self.batch.as_ref().is_none_or(|(known, _)| *known != batch) {
			let listed = self.block.listed(found.record, &found.used).await?;
			self.batch = Some((batch, listed));
		}
		Ok(self.batch.as_ref().and_then(|(_, listed)| listed.as_ref()))
	}
}
