//! What is asked of a block for one document. What many uses share is asked once.

use crate::{commands::seconds::Seconds, failure::Result};
use eseal_client::{
	queries::{Found, Record},
	AccountId, Block,
};
use eseal_primitives::{
	answers::SealInfo, correction::Rectified, documents::Listed, register::RegisterSubject, Documents, SealId, Uscc,
};
use eseal_receipt::checks::rectified::Registration;
use std::collections::BTreeMap;

/// A block, and what it has told already.
pub struct Asked<'a> {
	/// The block.
	pub block: &'a Block,
	/// E-seals, and how they stand.
	seals: BTreeMap<SealId, SealInfo<AccountId>>,
	/// What is right in place of registrations and physical seals' files.
	rectified: BTreeMap<RegisterSubject, Option<Rectified>>,
	/// Who approved uses.
	seconds: Seconds,
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
			rectified: BTreeMap::new(),
			seconds: Seconds::default(),
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

	/// The codes by which e-seals name an enterprise: its own, and the wrong ones in place of which it is right.
	pub async fn codes_of(&self, uscc: Uscc) -> Result<Vec<Uscc>> {
		let wrong = self.block.rectified_from(RegisterSubject::Enterprise(uscc)).await?;
		let wrong = wrong.into_iter().filter_map(|subject| match subject {
			RegisterSubject::Enterprise(uscc) => Some(uscc),
			RegisterSubject::PhysicalSeal(_) => None,
		});
		Ok([uscc].into_iter().chain(wrong).collect())
	}

	/// What is right in place of a registration or a physical seal's file; none if it was never corrected.
	pub async fn rectified(&mut self, subject: RegisterSubject) -> Result<Option<Rectified>> {
		if let Some(known) = self.rectified.get(&subject) {
			return Ok(*known);
		}
		let rectified = self.block.rectified(subject).await?;
		self.rectified.insert(subject, rectified);
		Ok(rectified)
	}

	/// What is right in place of an enterprise's registration, if that was voided.
	pub async fn registration(&mut self, uscc: Uscc) -> Result<Option<Registration>> {
		let rectified = self.rectified(RegisterSubject::Enterprise(uscc)).await?;
		Ok(rectified.as_ref().and_then(Registration::of))
	}

	/// The second operator, who approved a use; none if one sufficed.
	pub async fn second(&mut self, used: &Record) -> Result<Option<AccountId>> {
		self.seconds.of(self.block, used).await
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
