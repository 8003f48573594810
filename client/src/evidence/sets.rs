//! Which authority set finalized a block, and the blocks at which one set handed over to the next.

use super::{EvidenceError, Prover, Result};
use crate::{
	connection::{decode, Client},
	error::ReadError,
	justifications::Justified,
	BlockNumber, Header,
};
use codec::Encode;
use eseal_receipt::{
	checks::finality::GRANDPA_ENGINE_ID,
	format::{Base64, Evidence, Finalized},
	DigestItem,
};
use sp_core::H256;
use sp_crypto_hashing::{twox_128, twox_64};

impl Client {
	/// The number of the authority set after a block.
	pub(super) async fn set_id_at(&self, hash: H256) -> Result<u64> {
		let key = grandpa(b"CurrentSetId");
		let found = self.methods().state_get_storage(&key, Some(hash.0.into()));
		let found = self.answer(found).await?;
		found.map_or(Ok(0), |bytes| Ok(decode(&bytes, "Grandpa.CurrentSetId")?))
	}
}

impl Prover {
	/// What leads from the anchor to a justified block.
	pub(super) async fn evidence(&self, justified: Justified) -> Result<Evidence> {
		let header = self.client.header(justified.hash).await?;
		let set_id = self.set_of(&justified, &header).await?;
		Ok(Evidence {
			set_id,
			hand_offs: self.hand_offs(set_id, justified.number).await?,
			block: Finalized {
				header: Base64(header.encode()),
				justification: Base64(justified.bytes),
			},
		})
	}

	/// The set that finalized a block: as the block's state says; or, where the node dropped that, the first one from the
	/// anchor's on that ended with this block or a later one.
	async fn set_of(&self, justified: &Justified, header: &Header) -> Result<u64> {
		match self.client.set_id_at(justified.hash).await {
			// A block that names the next set is the last of its own.
			Ok(after) if hands_over(header) => Ok(after.saturating_sub(1)),
			Ok(after) => Ok(after),
			Err(EvidenceError::Read(dropped)) if dropped.is_dropped() => {
				self.set_by_ends(justified.number.into(), dropped).await
			}
			Err(other) => Err(other),
		}
	}

	/// The first set from the anchor's on that ended with a block or later. `dropped` is the error if the node cannot say where a
	/// set ended without states that it dropped, too.
	async fn set_by_ends(&self, block: u64, dropped: ReadError) -> Result<u64> {
		let last = self.client.finalized().await?;
		let current = self.client.set_id_at(last.hash()).await?;
		let mut begin = 0;
		for set in self.anchored_set..current {
			let Some(end) = self.told_end(set, begin, last.number()).await? else {
				return Err(dropped.into());
			};
			if block <= end {
				return Ok(set);
			}
			begin = end;
		}
		Ok(current)
	}

	/// The last blocks of the sets from the anchor's to `until` − 1, each with its justification.
	async fn hand_offs(&self, until: u64, before: BlockNumber) -> Result<Vec<Finalized>> {
		// Hand-offs never change: those that were found once serve every receipt of this run.
		let mut found = self.hand_offs.lock().await;
		let known = u64::try_from(found.len()).unwrap_or(u64::MAX);
		for set in self.anchored_set.saturating_add(known)..until {
			let begin = found.last().map_or(0, |(number, _)| *number);
			let last = match self.told_end(set, begin, before.into()).await? {
				Some(number) => number,
				None => self.search_end(set, begin, u64::from(before)).await?,
			};
			let header = self.client.header(self.client.hash_of(last).await?).await?;
			let justified = self.client.prove_finality(last).await?;
			if !hands_over(&header) || u64::from(justified.number) != last {
				return Err(EvidenceError::NoHandOff { set, block: last });
			}
			let last_of_set = Finalized {
				header: Base64(header.encode()),
				justification: Base64(justified.bytes),
			};
			found.push((last, last_of_set));
		}
		let wanted = usize::try_from(until.saturating_sub(self.anchored_set)).unwrap_or(usize::MAX);
		Ok(found.iter().take(wanted).map(|(_, block)| block.clone()).collect())
	}

	/// A set's last block, among those from `begin` to `until`, as far as it can be told without the states of old blocks.
	/// `begin` is the last block of the set before, if that is known.
	async fn told_end(&self, set: u64, begin: u64, until: u64) -> Result<Option<u64>> {
		if let Some(number) = self.expected_end(set).await? {
			if self.is_end(number, begin, until).await? {
				return Ok(Some(number));
			}
		}
		// The node's proof that a block of a former set is final is that for the set's last one.
		if set > self.anchored_set || set == 0 {
			if let Ok(justified) = self.client.prove_finality(begin.saturating_add(1)).await {
				let number = justified.number.into();
				if self.is_end(number, begin, until).await? {
					return Ok(Some(number));
				}
			}
		}
		Ok(None)
	}

	/// Whether a block is one of these, and names the authority set after its own.
	async fn is_end(&self, number: u64, begin: u64, until: u64) -> Result<bool> {
		if !(begin..=until).contains(&number) {
			return Ok(false);
		}
		let hash = self.client.hash_of(number).await?;
		Ok(hands_over(&self.client.header(hash).await?))
	}

	/// Where a set's last block should be: where the session after the set's last one begins. The chain remembers a set's last
	/// session for a while, and sessions have one length.
	async fn expected_end(&self, set: u64) -> Result<Option<u64>> {
		let session_key = [grandpa(b"SetIdSession"), twox_64(&set.encode()).to_vec(), set.encode()].concat();
		let length_key = [twox_128(b"Agencies"), twox_128(b"SessionLength")].concat();
		let final_block = self.client.finalized().await?;
		let read = async |key: Vec<u8>| -> Result<Option<u32>> {
			let found = final_block.raw(key).await?;
			Ok(found.map(|bytes| decode(&bytes, "a number")).transpose()?)
		};
		let session = read(session_key).await?;
		let length = read(length_key).await?;
		let blocks = |session: u32, length: u32| u64::from(session).saturating_add(1).saturating_mul(length.into());
		Ok(session.zip(length).map(|(session, length)| blocks(session, length)))
	}

	/// A set's last block, by halves, from what the states of old blocks say: these are on archive nodes only.
	async fn search_end(&self, set: u64, begin: u64, before: u64) -> Result<u64> {
		// The first block after which a later set is in force: between a block of this set and one of a later.
		let (mut low, mut high) = (begin, before);
		while low.saturating_add(1) < high {
			let middle = low.midpoint(high);
			let hash = self.client.hash_of(middle).await?;
			if self.client.set_id_at(hash).await? > set {
				high = middle;
			} else {
				low = middle;
			}
		}
		Ok(high)
	}
}

/// The key of a value of the pallet Grandpa.
fn grandpa(item: &[u8]) -> Vec<u8> {
	[twox_128(b"Grandpa"), twox_128(item)].concat()
}

/// Whether a block names the authority set after its own.
fn hands_over(header: &Header) -> bool {
	header.digest.iter().any(
		|item| matches!(item, DigestItem::Consensus(engine, log) if *engine == GRANDPA_ENGINE_ID && log.first() == Some(&1)),
	)
}
