//! Proofs by the block that recorded a use, as of then: from its state, or, where that is gone, from what a record keeper
//! keeps.

use super::{EvidenceError, Proof, Prover, Result};
use crate::{
	error::ReadError,
	justifications::Justified,
	queries::{Found, Record},
	BlockNumber, Header,
};
use codec::Encode;
use eseal_primitives::answers;
use eseal_receipt::format::{Base64, BlockProof, UseProof};

/// The most headers that the receipt of a use that was just made has from its block on: with more of them it would not be
/// small.
pub(super) const NEAR: u32 = 16;

/// The same where the record left the state: twice as many as lie between two justifications that nodes store. A verifier takes
/// 1,024.
const KEPT_NEAR: u32 = 64;

impl Prover {
	/// What proves a use by the header of its record's block, as of that block's end, whether or not the record is in the state
	/// still. Where it left the state, and the state of its block is gone too, the node must keep records.
	pub async fn proof_of_kept(&self, found: &Found) -> Result<Proof> {
		let justified = self
			.client
			.justified_near(found.used.block.into(), KEPT_NEAR.into())
			.await?;
		self.proof_by_block(justified, found, KEPT_NEAR).await
	}

	/// The same by this justified block, which may be so many blocks later.
	pub(super) async fn proof_by_block(&self, justified: Justified, found: &Found, near: u32) -> Result<Proof> {
		let Found { record, used, .. } = found;
		let headers = self.headers_before(&justified, used.block, near).await?;
		let header = match headers.first() {
			Some(header) => header.clone(),
			None => self.client.header(justified.hash).await?,
		};
		let answers::UseProof {
			leaf,
			leaf_index,
			audit_path,
			..
		} = self.leads_to_header(&header, *record, used).await?;
		Ok(Proof {
			proof: UseProof::Block(BlockProof {
				leaf: Base64(leaf),
				leaf_index,
				audit_path: Base64(audit_path.encode()),
				ancestors: headers.iter().map(|header| Base64(header.encode())).collect(),
			}),
			evidence: self.evidence(justified).await?,
		})
	}

	/// What leads from a record to the header of its block: as the block's state tells it, or a record keeper where that is
	/// gone.
	async fn leads_to_header(&self, header: &Header, record: u64, used: &Record) -> Result<answers::UseProof> {
		let of_state = async {
			let block = self.client.at_header(header.hash(), header).await?;
			block.use_proof(used.seal, record).await
		};
		match of_state.await {
			Ok(proof) => Ok(proof),
			Err(ReadError::NotFound(missing)) => Err(missing.into()),
			// Where it is the connection that broke, this says so.
			Err(_) => Ok(self.client.kept_use_proof(header, record, used).await?),
		}
	}

	/// The headers from block `first` to the parent of a justified one, if these are at most so many.
	async fn headers_before(&self, justified: &Justified, first: BlockNumber, near: u32) -> Result<Vec<Header>> {
		if justified.number.saturating_sub(first) > near {
			return Err(EvidenceError::TooFar {
				block: first.into(),
				justified: justified.number.into(),
			});
		}
		let mut headers = Vec::new();
		let mut hash = justified.hash;
		for _ in first..justified.number {
			let child = match headers.last() {
				None => self.client.header(hash).await?,
				Some(child) => Header::clone(child),
			};
			hash = child.parent_hash;
			headers.push(self.client.header(hash).await?);
		}
		headers.reverse();
		Ok(headers)
	}
}
