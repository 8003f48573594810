//! What the runtime APIs are asked.

use crate::{
	block::Block,
	error::{NotFound, ReadError},
	AccountId, BlockNumber,
};
use eseal_crypto::{batch::batch, chained, entered};
use eseal_primitives::{
	act::{Act, Needed, OfficerEntry, OfficerHead},
	activity::{DayTotals, SealActivity, COUNTED_DAYS},
	answers::{
		AllowanceInfo, CorrectionInfo, EnterpriseInfo, FoundUse, OfficerInfo, SealInfo, UseProof, UseRight, WaitingAct,
	},
	correction::{Corrected, Rectified},
	documents::Listed,
	flag::Flag,
	grant::Grant,
	history::{HistoryEntry, Standing},
	physical_seal::PhysicalSeal,
	register::{RegisterEntry, RegisterHead, RegisterSubject},
	seal::SealCounts,
	usage::{LogHead, UseRecord},
	ActId, CorrectionId, DocumentDigest, FlagId, GrantId, Moment, SealCode, SealId, Seat, Uscc,
};
use sp_core::H256;

/// Asks for as many entries as the runtime puts into one answer.
const PAGE: u32 = u32::MAX;

/// What a question gives.
type Result<T> = std::result::Result<T, ReadError>;

/// A record of a log: a use, or a batch of uses.
pub type Record = UseRecord<AccountId, BlockNumber>;

/// A use, and the record that has it.
pub type Found = FoundUse<AccountId, BlockNumber>;

/// A record of the register, of an enterprise or a physical seal.
pub type RegisterRecord = RegisterEntry<AccountId, BlockNumber>;

/// A place among the uses of a document, in the order of storage: that of the use of this e-seal with this index.
pub type Place = (SealId, u64);

/// The place of a use.
pub fn place(found: &Found) -> Place {
	(found.used.seal, found.index)
}

/// The place right before all uses of an e-seal: what comes after it begins with them, however many uses others have. None
/// where that is the beginning.
pub fn before(seal: SealId) -> Option<Place> {
	// Storage compares the bytes of the e-seal's number, the lowest first: this is the number that compares as they do.
	let as_compared = seal.0.swap_bytes();
	let previous = SealId(as_compared.checked_sub(1)?.swap_bytes());
	Some(last(previous))
}

/// The place after all uses of an e-seal.
pub fn last(seal: SealId) -> Place {
	(seal, u64::MAX)
}

/// A record, and what the chain lists of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
	/// The record.
	pub record: Record,
	/// The documents of a batch, in the order of their uses, if its call listed them.
	pub listed: Option<Listed>,
}

/// Which records left the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
	/// Those of blocks before this one, and none of this or later ones. Of the last block before it, some may be there still.
	pub before: u64,
	/// How long records stay there after they were made, in milliseconds; none is for ever, from now on.
	pub retention: Option<u64>,
}

/// An entry of a history.
pub type Entry = HistoryEntry<AccountId, BlockNumber>;

/// An entry of an officer's history.
pub type Deed = OfficerEntry<AccountId, BlockNumber>;

impl Block {
	/// How many officers of a seat an act takes.
	pub async fn needed(&self, seat: Seat, act: Act) -> Result<Needed> {
		self.api("DualControlApi_needed", (seat, act)).await
	}

	/// The act that waits under this number for a second officer.
	pub async fn waiting_act(&self, act: ActId) -> Result<WaitingAct<AccountId>> {
		self.api::<Option<_>>("DualControlApi_waiting_act", act)
			.await?
			.ok_or_else(|| NotFound::Act(act).into())
	}

	/// The acts of a seat that wait for a second officer.
	pub async fn waiting_acts(&self, seat: Seat) -> Result<Vec<WaitingAct<AccountId>>> {
		self.api("DualControlApi_waiting_acts", seat).await
	}

	/// An account that is an officer, or was one: its present seat, and the head of its history.
	pub async fn officer(&self, account: &AccountId) -> Result<OfficerInfo> {
		self.api::<Option<_>>("AgenciesApi_officer", account)
			.await?
			.ok_or_else(|| NotFound::Officer(account.clone()).into())
	}

	/// The whole history of an officer. It is all that the head covers, or the answer is an error.
	pub async fn officer_history(&self, account: &AccountId, officer: &OfficerInfo) -> Result<Vec<Deed>> {
		let mut entries: Vec<Deed> = Vec::new();
		loop {
			let from = u64::try_from(entries.len()).unwrap_or(u64::MAX);
			let page: Vec<Deed> = self.api("AgenciesApi_officer_history", (account, from, PAGE)).await?;
			if page.is_empty() {
				break;
			}
			entries.extend(page);
		}
		match entries.iter().fold(OfficerHead::default(), entered) == officer.head {
			true => Ok(entries),
			false => Err(self.unreadable(
				format!("the history of officer {account}"),
				"its entries are not all that its head covers",
			)),
		}
	}

	/// An enterprise.
	pub async fn enterprise(&self, uscc: &Uscc) -> Result<EnterpriseInfo<AccountId>> {
		self.api::<Option<_>>("ESealApi_enterprise", uscc)
			.await?
			.ok_or_else(|| NotFound::Enterprise(*uscc).into())
	}

	/// The enterprises that this one took over from.
	pub async fn predecessors(&self, uscc: &Uscc) -> Result<Vec<Uscc>> {
		let mut all: Vec<Uscc> = Vec::new();
		loop {
			let page: Vec<Uscc> = self.api("ESealApi_predecessors", (uscc, all.last(), PAGE)).await?;
			if page.is_empty() {
				return Ok(all);
			}
			all.extend(page);
		}
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

	/// The e-seals of an enterprise, from the one that became active last to the first. Others of its applications never
	/// became active, so they were never used.
	pub async fn seals_of(&self, uscc: &Uscc) -> Result<Vec<SealInfo<AccountId>>> {
		let mut seals = Vec::new();
		let mut next: Option<SealInfo<AccountId>> = self.api("ESealApi_seal_of", uscc).await?;
		while let Some(info) = next {
			// Each supersedes an earlier one: whatever a node says, this ends.
			next = match info.seal.supersedes.filter(|before| *before < info.id) {
				Some(before) => Some(self.seal(before).await?),
				None => None,
			};
			seals.push(info);
		}
		Ok(seals)
	}

	/// How an e-seal stood at a moment.
	pub async fn standing(&self, seal: SealId, moment: Moment) -> Result<Standing> {
		self.api::<Option<_>>("ESealApi_status_at", (seal, moment))
			.await?
			.ok_or_else(|| NotFound::Seal(seal).into())
	}

	/// How an e-seal stood at a moment by what was on record then.
	pub async fn recorded_standing(&self, seal: SealId, moment: Moment) -> Result<Standing> {
		self.api::<Option<_>>("ESealApi_recorded_status_at", (seal, moment))
			.await?
			.ok_or_else(|| NotFound::Seal(seal).into())
	}

	/// What the last correction of an e-seal's record corrected; none if it was never corrected.
	pub async fn corrected(&self, seal: SealId) -> Result<Option<Corrected>> {
		self.value("ESeal", "Corrected", (seal,)).await
	}

	/// What is right in place of a registration or a physical seal's file, by its last correction; none if it was never corrected.
	pub async fn rectified(&self, subject: RegisterSubject) -> Result<Option<Rectified>> {
		self.value("ESeal", "Rectified", (subject,)).await
	}

	/// The registrations, or files of physical seals, in place of which this one is right: four at most.
	pub async fn rectified_from(&self, subject: RegisterSubject) -> Result<Vec<RegisterSubject>> {
		let found: Option<Vec<RegisterSubject>> = self.value("ESeal", "RectifiedFrom", (subject,)).await?;
		Ok(found.unwrap_or_default())
	}

	/// A correction.
	pub async fn correction(&self, id: CorrectionId) -> Result<CorrectionInfo<AccountId>> {
		self.api::<Option<_>>("ESealApi_correction", id)
			.await?
			.ok_or_else(|| NotFound::Correction(id).into())
	}

	/// The corrections that a seat proposed and that are not made.
	pub async fn open_corrections(&self, seat: Seat) -> Result<Vec<CorrectionInfo<AccountId>>> {
		self.api("ESealApi_open_corrections", seat).await
	}

	/// How many corrections were ever proposed. They are numbered from 0.
	pub async fn corrections_proposed(&self) -> Result<u64> {
		let next: Option<CorrectionId> = self.value("ESeal", "NextCorrectionId", ()).await?;
		Ok(next.unwrap_or_default().0)
	}

	/// A record of a physical seal or an enterprise; none if there is no such record.
	pub async fn register_entry(&self, subject: RegisterSubject, entry: u32) -> Result<Option<RegisterRecord>> {
		let page = self.register_page(subject, entry, 1).await?;
		Ok(page.into_iter().next())
	}

	/// The whole history of an enterprise after its registration, or of a physical seal after it was filed. It is all that the head
	/// covers, or the answer is an error.
	pub async fn register_history(&self, subject: RegisterSubject) -> Result<Vec<RegisterRecord>> {
		let mut entries: Vec<RegisterRecord> = Vec::new();
		loop {
			let from = u32::try_from(entries.len()).unwrap_or(u32::MAX);
			let page = self.register_page(subject, from, PAGE).await?;
			if page.is_empty() {
				break;
			}
			entries.extend(page);
		}
		let head: RegisterHead = self
			.value("ESeal", "RegisterHeads", (subject,))
			.await?
			.unwrap_or_default();
		let digest = entries.iter().fold(H256::zero(), chained);
		let is_whole = u32::try_from(entries.len()) == Ok(head.entries) && digest == head.digest;
		match is_whole {
			true => Ok(entries),
			false => Err(self.unreadable(
				match subject {
					RegisterSubject::Enterprise(uscc) => format!("the history of enterprise {uscc}"),
					RegisterSubject::PhysicalSeal(code) => format!("the history of physical seal {code}"),
				},
				"its entries are not all that its head covers",
			)),
		}
	}

	async fn register_page(&self, subject: RegisterSubject, from: u32, limit: u32) -> Result<Vec<RegisterRecord>> {
		self.api("ESealApi_register_history", (subject, from, limit)).await
	}

	/// An entry of an e-seal's history; none if there is no such entry.
	pub async fn history_entry(&self, seal: SealId, entry: u32) -> Result<Option<Entry>> {
		let page: Vec<Entry> = self.api("ESealApi_history", (seal, entry, 1u32)).await?;
		Ok(page.into_iter().next())
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

	/// Where an e-seal's log in the state begins: the head as of its last record that left the state.
	pub async fn log_start(&self, seal: SealId) -> Result<LogHead> {
		self.api("UsageLogApi_log_start", seal).await
	}

	/// How long records stay in the state after they were made, in milliseconds; none is for ever.
	pub async fn retention(&self) -> Result<Option<u64>> {
		self.value("UsageLog", "Retention", ()).await
	}

	/// Which records left the state; none if none did.
	pub async fn left(&self) -> Result<Option<Left>> {
		let next: Option<(BlockNumber, u32)> = self.value("UsageLog", "NextToLeave", ()).await?;
		let (block, place) = next.unwrap_or_default();
		// Where some of a block left, those that are there still may be told of, too.
		let before = u64::from(block).saturating_add(u64::from(place > 0));
		match before {
			0 => Ok(None),
			_ => Ok(Some(Left {
				before,
				retention: self.retention().await?,
			})),
		}
	}

	/// A page of an e-seal's log in the state, from the record with this number on: as many as the runtime puts into one answer,
	/// none at the end, and none if that record left the state.
	pub async fn records_of_seal(&self, seal: SealId, from: u64) -> Result<Vec<Record>> {
		self.api("UsageLogApi_records_of_seal", (seal, from, PAGE)).await
	}

	/// A page of an e-seal's log, from the record with this number on, none at the end: from the state, or, as long as the records
	/// left that, from the node, if it keeps records.
	pub async fn records(&self, seal: SealId, from: u64) -> Result<Vec<Record>> {
		let page = self.records_of_seal(seal, from).await?;
		if !page.is_empty() {
			return Ok(page);
		}
		let kept = self.kept_records(seal, from).await?;
		Ok(kept.into_iter().map(|logged| logged.record).collect())
	}

	/// The documents of a record in the state, in the order of their uses: none where the chain has their root alone, or no such
	/// record.
	pub async fn documents_of_record(&self, seal: SealId, record: u64) -> Result<Vec<DocumentDigest>> {
		self.api("UsageLogApi_documents_of_record", (seal, record)).await
	}

	/// The documents of the batch that is the record with this number, if its call listed them and it is in the state. They have
	/// the record's root, or the answer is an error.
	pub async fn listed(&self, number: u64, record: &Record) -> Result<Option<Listed>> {
		if record.documents.one().is_some() {
			return Ok(None);
		}
		let documents = self.documents_of_record(record.seal, number).await?;
		if documents.is_empty() {
			return Ok(None);
		}
		match Listed::try_from(documents) {
			Ok(listed) if batch(&listed) == Some(record.documents) => Ok(Some(listed)),
			_ => {
				let what = format!("the list of record {number} of e-seal {}", record.seal);
				Err(self.unreadable(what, "its documents are not those of the record"))
			}
		}
	}

	/// A page of an e-seal's log, as [`Self::records`] gives it, with what the chain lists of each record.
	pub async fn log(&self, seal: SealId, from: u64) -> Result<Vec<Logged>> {
		let mut page = Vec::new();
		for (number, record) in (from..).zip(self.records_of_seal(seal, from).await?) {
			let listed = self.listed(number, &record).await?;
			page.push(Logged { record, listed });
		}
		match page.is_empty() {
			true => self.kept_records(seal, from).await,
			false => Ok(page),
		}
	}

	/// One use of an e-seal, by its index among all of them, and the record that has it: from the state, or, if it left that,
	/// from the node, if it keeps records.
	pub async fn use_at(&self, seal: SealId, index: u64) -> Result<Found> {
		if let Some(found) = self.api::<Option<_>>("UsageLogApi_use_at", (seal, index)).await? {
			return Ok(found);
		}
		let start = self.log_start(seal).await?;
		self.client().kept_use(seal, index, start).await
	}

	/// What leads from a record to the header of its block, which this must be.
	pub async fn use_proof(&self, seal: SealId, record: u64) -> Result<UseProof> {
		self.api::<Option<_>>("UsageLogApi_use_proof", (seal, record))
			.await?
			.ok_or_else(|| {
				let block = self.number();
				NotFound::RecordInBlock { seal, record, block }.into()
			})
	}

	/// A page of the uses on a document, of those after a place or from the first one on: as many as the runtime puts into one
	/// answer, none at the end. The uses of one e-seal follow each other there, and not in the order of their indices.
	pub async fn uses_of_document_after(&self, document: DocumentDigest, after: Option<Place>) -> Result<Vec<Found>> {
		self.api("UsageLogApi_uses_of_document", (document, after, PAGE)).await
	}

	/// Every use on a document, but those in batches of which the chain has the root alone. Anyone with an e-seal can record
	/// as many as it likes: [`Self::uses_of_document_after`] gives them page by page.
	pub async fn uses_of_document(&self, document: DocumentDigest) -> Result<Vec<Found>> {
		let mut uses: Vec<Found> = Vec::new();
		loop {
			let page = self.uses_of_document_after(document, uses.last().map(place)).await?;
			if page.is_empty() {
				return Ok(uses);
			}
			uses.extend(page);
		}
	}

	/// How many e-seals there are, by their status and whether a hold is in place.
	pub async fn seal_counts(&self) -> Result<SealCounts> {
		self.api("ESealApi_seal_counts", ()).await
	}

	/// How much an e-seal was used on the block's day and on the days before, and how often a use was refused.
	pub async fn activity(&self, seal: SealId) -> Result<SealActivity> {
		self.api::<Option<_>>("UsageLogApi_activity", seal)
			.await?
			.ok_or_else(|| NotFound::Seal(seal).into())
	}

	/// How much the chain recorded and refused on each day that it counts, with the number of the day, in the order of days. Days
	/// without anything are left out.
	pub async fn totals_of_days(&self) -> Result<Vec<(u32, DayTotals)>> {
		let most = usize::try_from(COUNTED_DAYS).unwrap_or(usize::MAX);
		let mut days: Vec<(u32, DayTotals)> = Vec::new();
		while days.len() < most {
			let from = days.last().map_or(0, |(day, _)| day.saturating_add(1));
			let page: Vec<(u32, DayTotals)> = self.api("UsageLogApi_totals_of_days", (from, PAGE)).await?;
			if page.is_empty() {
				break;
			}
			days.extend(page);
		}
		Ok(days)
	}

	/// What an account may send: its roles, its budget, and what is left of it.
	pub async fn allowance(&self, account: &AccountId) -> Result<AllowanceInfo> {
		self.api::<Option<_>>("AdmissionApi_allowance", account)
			.await?
			.ok_or_else(|| NotFound::Role(account.clone()).into())
	}

	/// The hash of the runtime's metadata that accounts may sign with; none if the runtime was built without.
	pub async fn metadata_hash(&self) -> Result<Option<H256>> {
		self.api("AdmissionApi_metadata_hash", ()).await
	}

	/// By what right an account may use an e-seal, and the nonce of its next statement: what that statement names.
	pub async fn use_right(&self, seal: SealId, account: &AccountId) -> Result<UseRight> {
		self.api::<Option<_>>("UsageLogApi_use_right", (seal, account))
			.await?
			.ok_or_else(|| {
				let account = account.clone();
				NotFound::UseRight { seal, account }.into()
			})
	}

	/// The open grants of an e-seal.
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

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	/// Storage compares bytes, so 256 comes before 1.
	#[test]
	fn after_the_place_before_an_e_seal_its_own_uses_come_first() {
		let seals = [0, 1, 2, 255, 256, 257, 65_535, 65_536, 1 << 32, u64::MAX].map(SealId);
		assert_eq!(before(SealId(0)), None);
		assert_eq!(before(SealId(1)), Some((SealId(u64::MAX - 255), u64::MAX)));
		for seal in seals {
			let after = before(seal).map(|place| place.encode());
			for other in seals {
				for index in [0, 1, 255, 256, u64::MAX - 1] {
					let is_given = after.as_ref().is_none_or(|after| (other, index).encode() > *after);
					assert_eq!(is_given, other.encode() >= seal.encode(), "{seal}: {other}, {index}");
					let is_later = (other, index).encode() > last(seal).encode();
					assert_eq!(is_later, other.encode() > seal.encode(), "{seal}: {other}, {index}");
				}
			}
		}
	}
}
