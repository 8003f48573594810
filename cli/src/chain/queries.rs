//! What the runtime APIs are asked.

use super::{AccountId, BlockNumber, Chain, View};
use crate::failure::{Failure, Result};
use eseal_primitives::{
	answers::{EnterpriseInfo, SealInfo, UseProof},
	flag::{Flag, FlagId},
	grant::Grant,
	history::{HistoryEntry, Standing},
	physical_seal::PhysicalSeal,
	usage::{LogHead, UseRecord},
	DocumentDigest, GrantId, Moment, SealCode, SealId, Uscc,
};
use sp_crypto_hashing::twox_128;

/// The most entries that one answer holds.
const PAGE: u32 = 256;

/// A use, as the log keeps it.
pub type Use = UseRecord<AccountId, BlockNumber>;

/// An entry of a history.
pub type Entry = HistoryEntry<AccountId, BlockNumber>;

impl View {
	/// An enterprise.
	pub async fn enterprise(&self, uscc: &Uscc) -> Result<EnterpriseInfo<AccountId>> {
		self.ask::<Option<_>>("ESealApi_enterprise", uscc)
			.await?
			.ok_or_else(|| Failure::not_found(format!("no enterprise is registered under {uscc}")))
	}

	/// A physical seal.
	pub async fn physical_seal(&self, code: &SealCode) -> Result<PhysicalSeal> {
		self.ask::<Option<_>>("ESealApi_physical_seal", code)
			.await?
			.ok_or_else(|| Failure::not_found(format!("no physical seal is filed under {code}")))
	}

	/// An e-seal, and how it stands.
	pub async fn seal(&self, seal: SealId) -> Result<SealInfo<AccountId>> {
		self.ask::<Option<_>>("ESealApi_seal", seal)
			.await?
			.ok_or_else(|| Failure::not_found(format!("there is no e-seal {seal}")))
	}

	/// The e-seal of an enterprise that became active last.
	pub async fn seal_of(&self, uscc: &Uscc) -> Result<SealInfo<AccountId>> {
		self.ask::<Option<_>>("ESealApi_seal_of", uscc)
			.await?
			.ok_or_else(|| Failure::not_found(format!("the enterprise {uscc} has never had an e-seal")))
	}

	/// How an e-seal stood at a moment.
	pub async fn standing(&self, seal: SealId, moment: Moment) -> Result<Standing> {
		self.ask::<Option<_>>("ESealApi_status_at", (seal, moment))
			.await?
			.ok_or_else(|| Failure::not_found(format!("there is no e-seal {seal}")))
	}

	/// The whole history of an e-seal.
	pub async fn history(&self, seal: SealId) -> Result<Vec<Entry>> {
		let mut entries: Vec<Entry> = Vec::new();
		loop {
			let from = u32::try_from(entries.len()).unwrap_or(u32::MAX);
			let page: Vec<Entry> = self.ask("ESealApi_history", (seal, from, PAGE)).await?;
			if page.is_empty() {
				return Ok(entries);
			}
			entries.extend(page);
		}
	}

	/// The head of an e-seal's log.
	pub async fn head(&self, seal: SealId) -> Result<LogHead> {
		self.ask("UsageLogApi_head", seal).await
	}

	/// A page of an e-seal's log, from a number on: at most 256 uses.
	pub async fn uses(&self, seal: SealId, from: u64) -> Result<Vec<Use>> {
		self.ask("UsageLogApi_uses_of_seal", (seal, from, PAGE)).await
	}

	/// One use.
	pub async fn one_use(&self, seal: SealId, index: u64) -> Result<Use> {
		let found: Vec<Use> = self.ask("UsageLogApi_uses_of_seal", (seal, index, 1u32)).await?;
		found
			.into_iter()
			.next()
			.ok_or_else(|| Failure::not_found(format!("the log of e-seal {seal} has no use {index}")))
	}

	/// What leads from a use to the header of its block, which this must be.
	pub async fn use_proof(&self, seal: SealId, index: u64) -> Result<UseProof> {
		self.ask::<Option<_>>("UsageLogApi_use_proof", (seal, index))
			.await?
			.ok_or_else(|| {
				Failure::not_found(format!(
					"block {} did not record use {index} of e-seal {seal}",
					self.number
				))
			})
	}

	/// Every use on a document.
	pub async fn uses_of_document(&self, document: DocumentDigest) -> Result<Vec<Use>> {
		let mut uses: Vec<Use> = Vec::new();
		loop {
			let after = uses.last().map(|last| (last.seal, last.index));
			let page: Vec<Use> = self
				.ask("UsageLogApi_uses_of_document", (document, after, PAGE))
				.await?;
			if page.is_empty() {
				return Ok(uses);
			}
			uses.extend(page);
		}
	}

	/// The nonce of an account's next statement for an e-seal.
	pub async fn next_nonce(&self, seal: SealId, account: &AccountId) -> Result<u64> {
		self.ask("UsageLogApi_next_nonce", (seal, account)).await
	}

	/// The open grants of an e-seal.
	pub async fn grants(&self, seal: SealId) -> Result<Vec<(GrantId, Grant<AccountId>)>> {
		self.ask("UsageLogApi_grants_of_seal", seal).await
	}

	/// How many flags agencies raised on a use.
	pub async fn flags(&self, seal: SealId, index: u64) -> Result<usize> {
		let flags: Vec<(FlagId, Flag<AccountId>)> = self.ask("UsageLogApi_flags_of_use", (seal, index)).await?;
		Ok(flags.len())
	}

	/// The block's time.
	pub async fn time(&self) -> Result<Moment> {
		let key = [twox_128(b"Timestamp"), twox_128(b"Now")].concat();
		Ok(self.stored(key).await?.unwrap_or_default())
	}
}

impl Chain {
	/// The time of the latest block: a moment that no later block takes for the future.
	pub async fn time(&self) -> Result<Moment> {
		self.best().await?.time().await
	}
}
