//! What proves a use or a log to whoever was not there: a final block with its justification, what leads from it to what is
//! proven, and the blocks at which one authority set handed over to the next.

mod by_block;
mod sets;

use crate::{
	block::Block,
	connection::Client,
	error::{NodeError, NotFound, ReadError},
	justifications::{Justifications, Justified},
	queries::{Found, Record},
	AccountId,
};
use codec::{Compact, DecodeAll, Encode};
use eseal_crypto::batch::{audit_path, batch, leaf_hash};
use eseal_primitives::{register::RegisterSubject, DocumentDigest, Documents, SealId};
use eseal_receipt::{
	checks::signature::{AccountSignature, Call},
	format::{
		Anchor, Authority, Base64, Batch, Evidence, Finalized, SenderSignature, StateProof, UseProof, ANCHOR_TYPE,
	},
	storage,
};
use sp_core::H256;
use sp_runtime::generic::Era;
use std::{borrow::Cow, collections::BTreeSet, time::Duration};
use tokio::sync::Mutex;

/// What gives evidence.
type Result<T> = std::result::Result<T, EvidenceError>;

/// Nothing that proves what is asked for is to be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvidenceError {
	/// Something could not be read from the chain. Where [`ReadError::is_dropped`], an archive node has it.
	#[error(transparent)]
	Read(#[from] ReadError),
	/// The block is not final yet.
	#[error("block {0} is awaiting finality")]
	AwaitingFinality(u64),
	/// The block is later than the last final one.
	#[error("block {block} is not final: the last final block is {last}")]
	NotFinal {
		/// The block's number.
		block: u64,
		/// The number of the last final block.
		last: u64,
	},
	/// The node keeps no justification for the block.
	#[error("the node has no proof that block {0} is final")]
	NoJustification(u64),
	/// The node's justification is for a block before the one that is asked for.
	#[error("the node's proof is for block {found}, before block {block}")]
	EarlierJustification {
		/// The number of the block that is asked for.
		block: u64,
		/// The number of the block that is proven.
		found: u64,
	},
	/// The node cannot prove how an authority set handed over to the next. It has not been there from the chain's start, or
	/// authorities were changed by force.
	#[error("the node cannot prove how authority set {set} handed over at block {block}")]
	NoHandOff {
		/// The authority set.
		set: u64,
		/// The block's number.
		block: u64,
	},
	/// The next justified block lies so far after a use that a receipt would have too many headers.
	#[error("block {justified} is too far from block {block}")]
	TooFar {
		/// The number of the use's block.
		block: u64,
		/// The number of the justified block.
		justified: u64,
	},
	/// No extrinsic in the block of a record made it.
	#[error("block {block} has no extrinsic that recorded use {index} of e-seal {seal}")]
	NoExtrinsic {
		/// The e-seal.
		seal: SealId,
		/// The index of the record's first use.
		index: u64,
		/// The block's number.
		block: u64,
	},
	/// The use is of a batch of which the chain has the root alone: whoever sealed it has the list of its documents.
	#[error(
		"use {index} of e-seal {seal} is in a batch of {count} uses from use {first} on, of which the chain does not have the \
		 documents: their digests are missing"
	)]
	DocumentsMissing {
		/// The e-seal.
		seal: SealId,
		/// The index of the use.
		index: u64,
		/// The index of the batch's first use.
		first: u64,
		/// How many documents the batch has.
		count: u32,
	},
	/// The documents that were given are not those of the batch: one is another, one is missing, or their order is another.
	#[error(
		"the {given} documents are not those of the batch of {count} uses of e-seal {seal} from use {first} on, in their order"
	)]
	OtherDocuments {
		/// The e-seal.
		seal: SealId,
		/// The index of the batch's first use.
		first: u64,
		/// How many documents the batch has.
		count: u32,
		/// How many were given.
		given: usize,
	},
}

impl From<NodeError> for EvidenceError {
	fn from(error: NodeError) -> Self {
		Self::Read(error.into())
	}
}

impl From<NotFound> for EvidenceError {
	fn from(error: NotFound) -> Self {
		Self::Read(error.into())
	}
}

/// What proves a use: the parts of its receipt.
#[derive(Debug)]
pub struct Proof {
	/// Leads from a final block to the use.
	pub proof: UseProof,
	/// Leads to that block.
	pub evidence: Evidence,
}

/// The documents of a record: those that its signature is for.
#[derive(Debug, Clone)]
pub struct RecordDocuments<'d> {
	record: Record,
	documents: Cow<'d, [DocumentDigest]>,
	/// The hashes of the leaves of a batch; none of a single use.
	leaves: Vec<H256>,
}

/// The document of a use, and what a receipt says of its place in a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
	/// The document.
	pub document: DocumentDigest,
	/// Leads from the document to the root of the batch; none for a single use.
	pub batch: Option<Batch>,
}

impl RecordDocuments<'_> {
	/// The document of a use, by its index among all uses of the e-seal; `None` if another record has it.
	pub fn leaf(&self, index: u64) -> Option<Leaf> {
		let position = self.record.position(index)?;
		let document = *self.documents.get(usize::try_from(position).ok()?)?;
		let batch = match self.record.documents {
			Documents::One(_) => None,
			Documents::Batch { .. } => Some(Batch {
				document: Base64(document.encode()),
				audit_path: Base64(audit_path(&self.leaves, position)?.encode()),
			}),
		};
		Some(Leaf { document, batch })
	}
}

/// Collects evidence that leads on from a trust anchor.
pub struct Prover {
	client: Client,
	/// The authority set of the trust anchor.
	anchored_set: u64,
	/// The last blocks of the authority sets from the anchor's on, by number, as far as they were needed.
	hand_offs: Mutex<Vec<(u64, Finalized)>>,
}

impl Client {
	/// The network's trust anchor: its first authority set, or the one after a final block.
	pub async fn anchor(&self, after: Option<u64>) -> Result<Anchor> {
		let hash = match after {
			None => self.genesis(),
			Some(block) => {
				let last = self.finalized().await?.number();
				if block > last {
					return Err(EvidenceError::NotFinal { block, last });
				}
				self.hash_of(block).await?
			}
		};
		let block = self.at(hash).await?;
		let set_id = self.set_id_at(hash).await?;
		let authorities: Vec<([u8; 32], u64)> = block.api("GrandpaApi_grandpa_authorities", ()).await?;
		Ok(Anchor {
			media_type: ANCHOR_TYPE.into(),
			genesis: self.genesis(),
			set_id,
			authorities: authorities
				.into_iter()
				.map(|(key, weight)| Authority {
					key: key.into(),
					weight,
				})
				.collect(),
		})
	}
}

impl Prover {
	/// A collector of evidence that leads on from the anchor of this authority set.
	pub fn new(client: Client, anchored_set: u64) -> Self {
		Self {
			client,
			anchored_set,
			hand_offs: Mutex::default(),
		}
	}

	/// The connection that it asks.
	pub fn client(&self) -> &Client {
		&self.client
	}

	/// What proves a use that became final while `listening`: its own block, or, if that is too far from the next justified
	/// one or the node dropped its state and keeps no records, the state of the last justified block.
	pub async fn proof_when_used(
		&self,
		listening: &mut Justifications,
		found: &Found,
		timeout: Duration,
	) -> Result<Proof> {
		let first = self
			.client
			.justified_first(listening, found.used.block.into(), timeout)
			.await?;
		match self.proof_by_block(first, found, by_block::NEAR).await {
			Ok(proof) => Ok(proof),
			Err(_) => self.proof_now(listening, found, timeout).await,
		}
	}

	/// What proves a use and how its e-seal stands now: the state of the last justified block. Where the record left the state,
	/// its own block proves it, as of then: see [`Self::proof_of_kept`].
	pub async fn proof_now(&self, listening: &mut Justifications, found: &Found, timeout: Duration) -> Result<Proof> {
		let Found { record, used, .. } = found;
		let justified = self.client.justified(listening, used.block.into(), timeout).await?;
		let block = self.client.at(justified.hash).await?;
		if block.log_start(used.seal).await?.records > *record {
			return self.proof_of_kept(found).await;
		}
		let seal = block.seal(used.seal).await?.seal;
		let mut keys = vec![
			storage::now(),
			storage::genesis(),
			storage::use_record(used.seal, *record),
			storage::seal(used.seal),
			storage::history_entry(used.seal, used.history_len.saturating_sub(1)),
			storage::physical_seal(&seal.code),
		];
		keys.extend(used.grant.map(storage::grant));
		if block.corrected(used.seal).await?.is_some() {
			keys.push(storage::corrected(used.seal));
		}
		for subject in [
			RegisterSubject::Enterprise(seal.uscc),
			RegisterSubject::PhysicalSeal(seal.code),
		] {
			if block.rectified(subject).await?.is_some() {
				keys.push(storage::rectified(subject));
			}
		}
		Ok(Proof {
			proof: UseProof::State(StateProof {
				record: *record,
				nodes: self.nodes(justified.hash, &keys).await?,
			}),
			evidence: self.evidence(justified).await?,
		})
	}

	/// What proves a log's head as of a justified block: nodes of the state, what leads to the block, and the block.
	pub async fn proof_of_log(&self, justified: Justified, seal: SealId) -> Result<(Base64, Evidence, Block)> {
		self.proof_of(justified, &[storage::seal(seal), storage::log_head(seal)])
			.await
	}

	/// What proves the head of an officer's history as of a justified block, and the seat that the account is an officer of: nodes
	/// of the state, what leads to the block, and the block.
	pub async fn proof_of_officer(
		&self,
		justified: Justified,
		officer: &AccountId,
	) -> Result<(Base64, Evidence, Block)> {
		self.proof_of(justified, &[storage::officer(officer), storage::officer_head(officer)])
			.await
	}

	/// What proves what lies under these keys, the block's time, and which chain it is of.
	async fn proof_of(&self, justified: Justified, keys: &[Vec<u8>]) -> Result<(Base64, Evidence, Block)> {
		let block = self.client.at(justified.hash).await?;
		let keys = [&[storage::now(), storage::genesis()], keys].concat();
		let proof = self.nodes(justified.hash, &keys).await?;
		Ok((proof, self.evidence(justified).await?, block))
	}

	/// The document of a use, and what leads from it to its record.
	///
	/// - `kept`: the documents of the batch that the use is of, in their order, by whoever kept them. The chain knows those of
	///   a single use, and of a batch that a call listed; once the record left the state, nodes that keep records do.
	///
	/// # Errors
	///
	/// [`EvidenceError::DocumentsMissing`] if the chain has the root of the batch alone and nothing is given, and
	/// [`EvidenceError::OtherDocuments`] if something else is.
	pub async fn leaf(&self, found: &Found, kept: Option<&[DocumentDigest]>) -> Result<Leaf> {
		let (seal, index) = (found.used.seal, found.index);
		let documents = self.documents(found, kept).await?;
		documents
			.leaf(index)
			.ok_or_else(|| NotFound::Use { seal, index }.into())
	}

	/// The documents of the record of a use, for whoever needs several of its leaves: they are checked once.
	///
	/// # Errors
	///
	/// As [`Self::leaf`].
	pub async fn documents<'d>(
		&self,
		found: &Found,
		kept: Option<&'d [DocumentDigest]>,
	) -> Result<RecordDocuments<'d>> {
		let Found { index, record, used } = found;
		let (seal, first, count) = (used.seal, used.index, used.count());
		let documents = match (used.documents, kept) {
			(Documents::One(document), _) => Cow::Owned(vec![document]),
			(of_record, Some(kept)) if batch(kept) == Some(of_record) => Cow::Borrowed(kept),
			(_, Some(kept)) => {
				return Err(EvidenceError::OtherDocuments {
					seal,
					first,
					count,
					given: kept.len(),
				})
			}
			(_, None) => {
				let logged = self.client.finalized().await?.record(seal, *record).await?;
				let listed = logged.listed.filter(|_| logged.record == *used);
				let listed = listed.ok_or(EvidenceError::DocumentsMissing {
					seal,
					index: *index,
					first,
					count,
				})?;
				Cow::Owned(listed.into_inner())
			}
		};
		let leaves = match used.documents {
			Documents::One(_) => Vec::new(),
			Documents::Batch { .. } => documents.iter().map(leaf_hash).collect(),
		};
		Ok(RecordDocuments {
			record: used.clone(),
			documents,
			leaves,
		})
	}

	/// The signature of the account that made a record, and all that it signed: from the extrinsic in the block that has the
	/// record.
	pub async fn sender(&self, used: &Record) -> Result<SenderSignature> {
		let number = u64::from(used.block);
		let hash = self.client.hash_of(number).await?;
		let block = self.runtime_at(hash).await?;
		let found = block.decode_extrinsics(self.client.bodies_of(hash).await?).await;
		let extrinsic = found.into_iter().flatten().find(|extrinsic| {
			// Whoever may send anything may send another's call again: it fails, since the seal key signed for its sender.
			extrinsic.signer.as_ref() == Some(&used.account)
				&& Call::decode_call(&extrinsic.call_bytes).is_ok_and(|call| call.has(used))
		});
		let parts = extrinsic.and_then(|extrinsic| {
			let (signature, extensions) = extrinsic.signature.zip(extrinsic.extensions)?;
			Some((extrinsic.call_bytes, signature, extensions))
		});
		let Some((call, signature, extensions)) = parts else {
			return Err(EvidenceError::NoExtrinsic {
				seal: used.seal,
				index: used.index,
				block: number,
			});
		};
		let signature = AccountSignature::decode_all(&mut &*signature)
			.map_err(|error| NodeError::unreadable("the signature of an extrinsic", error))?;
		Ok(SenderSignature {
			call: Base64(call),
			implied: Base64(self.implied(&extensions, number).await?),
			extensions: Base64(extensions),
			// Wallets sign in forms that the chain takes and receipts do not.
			signature: Base64(signature.canonical().encode()),
		})
	}

	/// The nodes of a block's state that prove what lies under these keys.
	async fn nodes(&self, block: H256, keys: &[Vec<u8>]) -> Result<Base64> {
		let keys = keys.iter().map(|key| &key[..]);
		let proof = self.client.methods().state_get_read_proof(keys, Some(block.0.into()));
		let proof = self.client.answer(proof).await?;
		let nodes: BTreeSet<Vec<u8>> = proof.proof.into_iter().map(|node| node.0).collect();
		Ok(Base64(nodes.into_iter().collect::<Vec<_>>().encode()))
	}

	/// A block, to read what its runtime wrote. A node that dropped the block's state gives its present runtime instead: most
	/// often it is the same, and a receipt is verified before anyone gets it.
	async fn runtime_at(&self, hash: H256) -> Result<Block> {
		match self.client.at(hash).await {
			Ok(block) => Ok(block),
			Err(_) => Ok(self.client.finalized().await?),
		}
	}

	/// What the extensions of an extrinsic in a block imply. What they say is the era, the number, and whether the account signed
	/// with the hash of the metadata; the others say nothing.
	async fn implied(&self, extensions: &[u8], number: u64) -> Result<Vec<u8>> {
		let (era, Compact(_), with_metadata) = <(Era, Compact<u32>, bool)>::decode_all(&mut &extensions[..])
			.map_err(|error| NodeError::unreadable("the extensions of an extrinsic", error))?;
		let checkpoint = self.client.hash_of(era.birth(number)).await?;
		// An extrinsic is checked by the runtime that the block before left.
		let before = self.client.hash_of(number.saturating_sub(1)).await?;
		let before = self.runtime_at(before).await?;
		let metadata: Option<H256> = match with_metadata {
			true => before.metadata_hash().await?,
			false => None,
		};
		Ok((
			before.spec_version(),
			before.transaction_version(),
			self.client.genesis(),
			checkpoint,
			metadata,
		)
			.encode())
	}
}
