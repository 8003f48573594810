//! Which parts of a batch file are on record.

use super::file::Batch;
use crate::failure::Result;
use eseal_client::{
	queries::{Logged, Record},
	Block,
};

/// Where a part is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
	/// The number of its record in the e-seal's log.
	pub record: u64,
	/// The index of its first use.
	pub index: u64,
	/// The block that recorded it.
	pub block: u32,
}

/// The parts of a batch file, as far as the e-seal's log was read. Read it at final blocks only: it takes nothing back.
pub struct Ledger<'b> {
	batch: &'b Batch,
	places: Vec<Option<Place>>,
	/// The number of the first record that was not read yet.
	next: u64,
}

impl<'b> Ledger<'b> {
	/// With nothing read yet.
	pub fn new(batch: &'b Batch) -> Self {
		Self {
			batch,
			places: vec![None; batch.parts.len()],
			next: batch.header.since,
		}
	}

	/// Reads the records since the last time. Those that left the state, the node must keep: a part that is on record is not to
	/// be sent again.
	pub async fn read(&mut self, block: &Block) -> Result<()> {
		let seal = self.batch.header.seal;
		loop {
			let page = block.records_of_seal(seal, self.next).await?;
			if page.is_empty() {
				let kept = block.kept_records(seal, self.next).await?;
				if kept.is_empty() {
					return Ok(());
				}
				for Logged { record, listed } in &kept {
					self.take(record, listed.is_some());
				}
				continue;
			}
			for record in &page {
				let listed = match self.open_part(record) {
					Some(_) => !block.documents_of_record(seal, self.next).await?.is_empty(),
					None => false,
				};
				self.take(record, listed);
			}
		}
	}

	/// Takes the log's next record. Parts that say the same, for instance of copies of one document, have a record each. A
	/// batch that is listed and one that is anchored have the same root, and are not the same: of the one the chain finds each
	/// document.
	fn take(&mut self, record: &Record, listed: bool) {
		let number = self.next;
		self.next = self.next.saturating_add(1);
		let Some(part) = self.open_part(record) else { return };
		if listed != self.batch.header.listed {
			return;
		}
		if let Some(place) = self.places.get_mut(part) {
			*place = Some(Place {
				record: number,
				index: record.index,
				block: record.block,
			});
		}
	}

	/// The first part that is not on record and says what a record does.
	fn open_part(&self, record: &Record) -> Option<usize> {
		let header = &self.batch.header;
		if record.account != header.account || record.purpose != header.purpose {
			return None;
		}
		let mut parts = self.batch.parts.iter().zip(&self.places);
		parts.position(|(documents, place)| place.is_none() && *documents == record.documents)
	}

	/// Where a part is on record; `None` if it is not, or there is no such part.
	pub fn place(&self, part: usize) -> Option<Place> {
		self.places.get(part).copied().flatten()
	}

	/// Whether every part is on record.
	pub fn is_complete(&self) -> bool {
		self.places.iter().all(Option::is_some)
	}

	/// How many documents are not on record.
	pub fn documents_left(&self) -> u32 {
		let parts = self.batch.parts.iter().zip(&self.places);
		let left = parts.filter(|(_, place)| place.is_none());
		left.fold(0, |sum, (documents, _)| sum.saturating_add(documents.count()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{batch::file::Header, digests::Algorithm};
	use eseal_client::AccountId;
	use eseal_primitives::{DocumentDigest, Documents, Moment, Purpose, SealId, SealSignature};
	use eseal_receipt::format::Time;
	use sp_core::{sr25519, H256};

	const OURS: AccountId = AccountId::new([1; 32]);

	fn part(n: u8) -> Documents {
		Documents::Batch {
			count: 1_024,
			root: H256([n; 32]),
		}
	}

	fn batch(parts: &[u8]) -> Batch {
		Batch {
			path: "b.jsonl".into(),
			header: Header {
				genesis: H256::zero(),
				seal: SealId(3),
				account: OURS,
				purpose: Purpose::Invoice,
				algorithm: Algorithm::Sha256,
				committed: false,
				listed: true,
				created: Time::of(Moment(1)),
				since: 5,
				folder: None,
				count: 1_024 * parts.len() as u32,
			},
			parts: parts.iter().copied().map(part).collect(),
		}
	}

	fn record(index: u64, documents: Documents) -> Record {
		Record {
			seal: SealId(3),
			index,
			documents,
			purpose: Purpose::Invoice,
			account: OURS,
			grant: None,
			nonce: 0,
			signed_at: Moment(1),
			recorded_at: Moment(2),
			block: 25,
			history_len: 2,
			approval: None,
			signature: SealSignature::Sr25519(sr25519::Signature::from_raw([0; 64])),
		}
	}

	#[test]
	fn a_part_is_found_by_its_root_count_account_and_purpose() {
		let batch = batch(&[1, 2]);
		let mut ledger = Ledger::new(&batch);
		let other_root = record(0, part(9));
		let other_count = record(
			0,
			Documents::Batch {
				count: 1_023,
				root: H256([1; 32]),
			},
		);
		let one = record(0, Documents::One(DocumentDigest::Sha256(H256([1; 32]))));
		let other_purpose = Record {
			purpose: Purpose::Contract,
			..record(0, part(1))
		};
		let other_account = Record {
			account: AccountId::new([2; 32]),
			..record(0, part(1))
		};
		for record in [other_root, other_count, one, other_purpose, other_account] {
			ledger.take(&record, true);
		}
		assert_eq!((ledger.place(0), ledger.place(1), ledger.place(2)), (None, None, None));
		assert_eq!(ledger.documents_left(), 2_048);
		ledger.take(&record(77, part(2)), true);
		let place = Place {
			record: 10,
			index: 77,
			block: 25,
		};
		assert_eq!((ledger.place(0), ledger.place(1)), (None, Some(place)));
		assert_eq!(ledger.documents_left(), 1_024);
		assert!(!ledger.is_complete());
		ledger.take(&record(1_101, part(1)), true);
		assert!(ledger.is_complete());
	}

	#[test]
	fn parts_that_say_the_same_have_a_record_each() {
		let batch = batch(&[1, 1]);
		let mut ledger = Ledger::new(&batch);
		ledger.take(&record(0, part(1)), true);
		assert_eq!(ledger.place(0).map(|place| place.record), Some(5));
		assert_eq!(ledger.place(1), None, "it would not be sent");
		ledger.take(&record(1_024, part(1)), true);
		assert_eq!(ledger.place(1).map(|place| place.record), Some(6));
		// What somebody records once more is none of this file.
		ledger.take(&record(2_048, part(1)), true);
		assert_eq!(ledger.place(0).map(|place| place.record), Some(5));
	}

	#[test]
	fn an_anchored_batch_is_not_the_listed_one_of_the_same_documents() {
		for listed in [true, false] {
			let mut batch = batch(&[1]);
			batch.header.listed = listed;
			let mut ledger = Ledger::new(&batch);
			ledger.take(&record(0, part(1)), !listed);
			assert_eq!(ledger.place(0), None);
			ledger.take(&record(1_024, part(1)), listed);
			assert_eq!(ledger.place(0).map(|place| place.record), Some(6));
		}
	}
}
