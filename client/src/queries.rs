//! What the runtime APIs are asked.

use crate::{
	block::Block,
	error::{NotFound, ReadError},
	AccountId, BlockNumber,
};
use eseal_primitives::{
	answers::{AllowanceInfo, EnterpriseInfo, SealInfo, UseProof},
	flag::Flag,
	grant::Grant,
	history::{HistoryEntry, Standing},
	physical_seal::PhysicalSeal,
	usage::{LogHead, UseRecord},
	DocumentDigest, FlagId, GrantId, Moment, SealCode, SealId, Uscc,
};

/// Asks for as many entries as the runtime puts into one answer.
const PAGE: u32 = u32::MAX;

/// What a question gives.
type Result<T> = std::result::Result<T, ReadError>;

/// A use, as the log keeps it.
pub type Use = UseRecord<AccountId, BlockNumber>;

/// An entry of a history.
pub type Entry = HistoryEntry<AccountId, BlockNumber>;

impl Block {
	/// An enterprise.
	pub async fn enterprise(&self, uscc: &Uscc) -> Result<EnterpriseInfo<AccountId>> {
		self.api::<Option<_>>("ESealApi_enterprise", uscc)
			.await?
			.ok_or_else(|| NotFound::Enterprise(*uscc).into())
	}

	/// A physical seal.
	pub async fn physical_seal(&self, code: &SealCode) -> Result<PhysicalSeal> {
		self.api::<Option<_>>("ESealApi_physical_seal", code)
			.await?
			.ok_or_else(|| NotFound::PhysicalSeal(*code).into())
	}

	/// An e-seal, and how it stands.
	pub async fn seal(&self, seal: SealId) -> Result<SealInfo<AccountId>> {
		self.api::<Option<_>>("ESealApi_seal", seal)
			.await?
			.ok_or_else(|| NotFound::Seal(seal).into())
	}

	/// The e-seal of an enterprise that became active last.
	pub async fn seal_of(&self, uscc: &Uscc) -> Result<SealInfo<AccountId>> {
		self.api::<Option<_>>("ESealApi_seal_of", uscc)
			.await?
			.ok_or_else(|| NotFound::SealOf(*uscc).into())
	}

	/// How an e-seal stood at a moment.
	pub async fn standing(&self, seal: SealId, moment: Moment) -> Result<Standing> {
		self.api::<Option<_>>("ESealApi_status_at", (seal, moment))
			.await?
			.ok_or_else(|| NotFound::Seal(seal).into())
	}

	/// The whole history of an e-seal.
	pub async fn history(&self, seal: SealId) -> Result<Vec<Entry>> {
		let mut entries: Vec<Entry> = Vec::new();
		loop {
			let from = u32::try_from(entries.len()).unwrap_or(u32::MAX);
			let page: Vec<Entry> = self.api("ESealApi_history", (seal, from, PAGE)).await?;
			if page.is_empty() {
				return Ok(entries);
			}
			entries.extend(page);
		}
	}

	/// The head of an e-seal's log.
	pub async fn head(&self, seal: SealId) -> Result<LogHead> {
		self.api("UsageLogApi_head", seal).await
	}

	/// A page of an e-seal's log, from a number on: as many uses as the runtime puts into one answer, none at the end.
	pub async fn uses(&self, seal: SealId, from: u64) -> Result<Vec<Use>> {
		self.api("UsageLogApi_uses_of_seal", (seal, from, PAGE)).await
	}

	/// One use.
	pub async fn one_use(&self, seal: SealId, index: u64) -> Result<Use> {
		let found: Vec<Use> = self.api("UsageLogApi_uses_of_seal", (seal, index, 1u32)).await?;
		found
			.into_iter()
			.next()
			.ok_or_else(|| NotFound::Use { seal, index }.into())
	}

	/// What leads from a use to the header of its block, which this must be.
	pub async fn use_proof(&self, seal: SealId, index: u64) -> Result<UseProof> {
		self.api::<Option<_>>("UsageLogApi_use_proof", (seal, index))
			.await?
			.ok_or_else(|| {
				let block = self.number();
				NotFound::UseInBlock { seal, index, block }.into()
			})
	}

	/// Every use on a document.
	pub async fn uses_of_document(&self, document: DocumentDigest) -> Result<Vec<Use>> {
		let mut uses: Vec<Use> = Vec::new();
		loop {
			let after = uses.last().map(|last| (last.seal, last.index));
			let page: Vec<Use> = self
				.api("UsageLogApi_uses_of_document", (document, after, PAGE))
				.await?;
			if page.is_empty() {
				return Ok(uses);
			}
			uses.extend(page);
		}
	}

	/// What an account may send: its roles, its budget, and what is left of it.
	pub async fn allowance(&self, account: &AccountId) -> Result<AllowanceInfo> {
		self.api::<Option<_>>("AdmissionApi_allowance", account)
			.await?
			.ok_or_else(|| NotFound::Role(account.clone()).into())
	}

	/// The nonce of an account's next statement for an e-seal.
	pub async fn next_nonce(&self, seal: SealId, account: &AccountId) -> Result<u64> {
		self.api("UsageLogApi_next_nonce", (seal, account)).await
	}

	/// List the open grants of an e-seal.
	pub async fn grants(&self, seal: SealId) -> Result<Vec<(GrantId, Grant<AccountId>)>> {
		self.api("UsageLogApi_grants_of_seal", seal).await
	}

	/// A grant, open or ended.
	pub async fn grant(&self, grant: GrantId) -> Result<Grant<AccountId>> {
		self.value("UsageLog", "Grants", (grant,))
			.await?
			.ok_or_else(|| NotFound::Grant(grant).into())
	}

	/// Every flag that an agency raised on a use, open and closed.
	pub async fn flags(&self, seal: SealId, index: u64) -> Result<Vec<(FlagId, Flag<AccountId>)>> {
		let mut flags: Vec<(FlagId, Flag<AccountId>)> = Vec::new();
		loop {
			let after = flags.last().map(|(id, _)| *id);
			let page: Vec<_> = self.api("UsageLogApi_flags_of_use", (seal, index, after, PAGE)).await?;
			if page.is_empty() {
				return Ok(flags);
			}
			flags.extend(page);
		}
	}
}
