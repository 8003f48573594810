//! What proves a use or a log to whoever was not there: a final block with its justification, what leads from it to what is
//! proven, and the blocks at which one authority set handed over to the next.

use super::{
	calls, decode,
	justifications::{Justifications, Justified},
	queries::Use,
	rpc, unreachable, BlockNumber, Chain, View,
};
use crate::failure::{Failure, Kind, Result};
use codec::{Decode, Encode};
use eseal_primitives::UseStatement;
use eseal_receipt::{
	format::{Anchor, Authority, Base64, BlockProof, Evidence, Finalized, Operator, UseProof, ANCHOR_TYPE},
	storage, Header,
};
use sp_core::H256;
use sp_crypto_hashing::{blake2_256, twox_128, twox_64};
use sp_runtime::{generic::Era, DigestItem};
use std::{collections::BTreeSet, time::Duration};

/// The most headers that a receipt has from the use's block on: with more of them it would not be small.
const MAX_ANCESTORS: u32 = 16;

/// What proves a use: the parts of its receipt.
pub struct Proof {
	/// The e-seal's history.
	pub history: Base64,
	/// Leads from a final block to the use.
	pub proof: UseProof,
	/// Leads to that block.
	pub evidence: Evidence,
}

impl Chain {
	/// What leads from the anchor to a justified block.
	async fn evidence(&self, justified: Justified) -> Result<Evidence> {
		let header = self.header(justified.hash).await?;
		// A block that names the next set is the last of its own.
		let current = self.set_id_at(justified.hash).await?;
		let set_id = if hands_over(&header) {
			current.saturating_sub(1)
		} else {
			current
		};
		Ok(Evidence {
			set_id,
			hand_offs: self.hand_offs(set_id, justified.number).await?,
			block: Finalized {
				header: Base64(header.encode()),
				justification: Base64(justified.bytes),
			},
		})
	}

	/// The nodes of a block's state that prove what lies under these keys.
	async fn nodes(&self, block: H256, keys: &[Vec<u8>]) -> Result<Base64> {
		let proof = self
			.methods
			.state_get_read_proof(keys.iter().map(|key| &key[..]), Some(block.0.into()))
			.await
			.map_err(rpc)?;
		let nodes: BTreeSet<Vec<u8>> = proof.proof.into_iter().map(|node| node.0).collect();
		Ok(Base64(nodes.into_iter().collect::<Vec<_>>().encode()))
	}

	/// The header of a block, which must be the block's.
	async fn header(&self, hash: H256) -> Result<Header> {
		let header = self
			.methods
			.chain_get_header(Some(hash.0.into()))
			.await
			.map_err(rpc)?
			.ok_or_else(|| Failure::unreachable(format!("the node does not have the block {hash:?}")))?;
		let bytes = header.encode();
		if blake2_256(&bytes) != hash.0 {
			return Err(Failure::unreachable(format!(
				"the node's header of block {hash:?} is of another block"
			)));
		}
		decode(&bytes, "chain_getHeader")
	}

	/// The number of the authority set after a block.
	async fn set_id_at(&self, hash: H256) -> Result<u64> {
		let key = grandpa(b"CurrentSetId");
		let found = self
			.methods
			.state_get_storage(&key, Some(hash.0.into()))
			.await
			.map_err(|e| {
				rpc(e).next("The states of older blocks are on archive nodes (--state-pruning archive) only: name one of those.")
			})?;
		found.map_or(Ok(0), |bytes| decode(&bytes, "Grandpa.CurrentSetId"))
	}

	/// The last blocks of the sets from the anchor's to `until` − 1, each with its justification.
	async fn hand_offs(&self, until: u64, before: BlockNumber) -> Result<Vec<Finalized>> {
		// Hand-offs never change: those that were found once serve every receipt of this run.
		let mut found = self.hand_offs.lock().await;
		let known = u64::try_from(found.len()).unwrap_or(u64::MAX);
		for set in self.anchored_set.saturating_add(known)..until {
			let begin = found.last().map_or(0, |(number, _)| *number);
			let last = match self.expected_end(set).await? {
				Some(number) if (begin..=u64::from(before)).contains(&number) && self.hands_over_at(number).await? => {
					number
				}
				_ => self.search_end(set, begin, u64::from(before)).await?,
			};
			let header = self.header(self.hash_of(last).await?).await?;
			let justified = self.prove_finality(last).await?;
			if !hands_over(&header) || u64::from(justified.number) != last {
				return Err(Failure::new(
					Kind::Indeterminate,
					format!("the node cannot prove how authority set {set} handed over at block {last}"),
				)
				.next(
					"Ask a node that has been there from the chain's start (--node URL). If authorities were ever changed by \
					 force, use the anchor that the agencies published then (--anchor FILE).",
				));
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

	/// Where a set's last block should be: where the session after the set's last one begins. The chain remembers a set's last
	/// session for a while, and sessions have one length.
	async fn expected_end(&self, set: u64) -> Result<Option<u64>> {
		let session_key = [grandpa(b"SetIdSession"), twox_64(&set.encode()).to_vec(), set.encode()].concat();
		let length_key = [twox_128(b"Agencies"), twox_128(b"SessionLength")].concat();
		let final_block = self.finalized().await?.hash.0;
		let read = async |key: &[u8]| {
			let found = self.methods.state_get_storage(key, Some(final_block.into())).await;
			found
				.map_err(rpc)?
				.map(|bytes| decode::<u32>(&bytes, "a number"))
				.transpose()
		};
		let session: Option<u32> = read(&session_key).await?;
		let length: Option<u32> = read(&length_key).await?;
		let blocks = |session: u32, length: u32| u64::from(session).saturating_add(1).saturating_mul(length.into());
		Ok(session.zip(length).map(|(session, length)| blocks(session, length)))
	}

	/// Whether a block is there and names the authority set after its own.
	async fn hands_over_at(&self, number: u64) -> Result<bool> {
		Ok(hands_over(&self.header(self.hash_of(number).await?).await?))
	}

	/// A set's last block, by halves, from what the states of old blocks say: these are on archive nodes only.
	async fn search_end(&self, set: u64, begin: u64, before: u64) -> Result<u64> {
		// The first block after which a later set is in force: between a block of this set and one of a later.
		let (mut low, mut high) = (begin, before);
		while low.saturating_add(1) < high {
			let middle = low.midpoint(high);
			if self.set_id_at(self.hash_of(middle).await?).await? > set {
				high = middle;
			} else {
				low = middle;
			}
		}
		Ok(high)
	}

	/// The network's trust anchor: its first authority set, or the one after a final block.
	pub async fn anchor(&self, after: Option<u64>) -> Result<Anchor> {
		let hash = match after {
			None => self.genesis,
			Some(number) => {
				let last = self.finalized().await?.number;
				if number > last {
					return Err(Failure::new(
						Kind::Indeterminate,
						format!("block {number} is not final: the last final block is {last}"),
					)
					.next("Name a final block."));
				}
				self.hash_of(number).await?
			}
		};
		let view = self.at(hash).await.map_err(|e| {
			e.next("The states of older blocks are on archive nodes (--state-pruning archive) only: name one of those.")
		})?;
		let set_id = self.set_id_at(hash).await?;
		let authorities: Vec<([u8; 32], u64)> = view.ask("GrandpaApi_grandpa_authorities", ()).await?;
		Ok(Anchor {
			media_type: ANCHOR_TYPE.into(),
			genesis: self.genesis,
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

	/// What proves a use that became final while this program listened: its own block, or, if that is too far from the next
	/// justified one or the node dropped its state, the state of the last justified block.
	pub async fn proof_when_used(
		&self,
		listening: &mut Justifications,
		used: &Use,
		timeout: Duration,
	) -> Result<Proof> {
		let first = self.justified_first(listening, used.block.into(), timeout).await?;
		match self.proof_by_block(first, used).await {
			Ok(proof) => Ok(proof),
			Err(_) => self.proof_now(listening, used, timeout).await,
		}
	}

	/// What proves a use and how its e-seal stands now: the state of the last justified block.
	pub async fn proof_now(&self, listening: &mut Justifications, used: &Use, timeout: Duration) -> Result<Proof> {
		let justified = self.justified(listening, used.block.into(), timeout).await?;
		let view = self.at(justified.hash).await?;
		let seal = view.seal(used.seal).await?.seal;
		let mut keys = vec![
			storage::now(),
			storage::use_record(used.seal, used.index),
			storage::seal(used.seal),
			storage::physical_seal(&seal.code),
		];
		keys.extend(used.grant.map(storage::grant));
		Ok(Proof {
			history: Base64(view.history(used.seal).await?.encode()),
			proof: UseProof::State(self.nodes(justified.hash, &keys).await?),
			evidence: self.evidence(justified).await?,
		})
	}

	/// What proves a use by its own block's header, as of that block's end.
	async fn proof_by_block(&self, justified: Justified, used: &Use) -> Result<Proof> {
		let ancestors = self.headers_before(&justified, used.block).await?;
		let view = self.at(self.hash_of(used.block.into()).await?).await?;
		let answer = view.use_proof(used.seal, used.index).await?;
		Ok(Proof {
			history: Base64(view.history(used.seal).await?.encode()),
			proof: UseProof::Block(BlockProof {
				leaf: Base64(answer.leaf),
				position: answer.position,
				path: Base64(answer.path.encode()),
				ancestors,
			}),
			evidence: self.evidence(justified).await?,
		})
	}

	/// The headers from block `first` to the parent of a justified one.
	async fn headers_before(&self, justified: &Justified, first: BlockNumber) -> Result<Vec<Base64>> {
		if justified.number.saturating_sub(first) > MAX_ANCESTORS {
			return Err(Failure::new(
				Kind::Indeterminate,
				format!("block {} is too far from block {first}", justified.number),
			));
		}
		let mut headers = Vec::new();
		let mut child = self.header(justified.hash).await?;
		for _ in first..justified.number {
			child = self.header(child.parent_hash).await?;
			headers.push(Base64(child.encode()));
		}
		headers.reverse();
		Ok(headers)
	}

	/// What proves a log's head, with the uses that it covers.
	pub async fn proof_of_log(&self, justified: Justified, seal: u64) -> Result<(Base64, Evidence, View)> {
		let view = self.at(justified.hash).await?;
		let keys = [storage::now(), storage::log_head(seal)];
		let proof = self.nodes(justified.hash, &keys).await?;
		Ok((proof, self.evidence(justified).await?, view))
	}

	/// The signature of the account that sent a use, and what it signed beyond the use itself: from the extrinsic in the
	/// block that recorded it.
	pub async fn operator(&self, used: &Use) -> Result<Operator> {
		let number = u64::from(used.block);
		let hash = self.hash_of(number).await?;
		let view = self.runtime_at(hash).await?;
		let statement = UseStatement {
			seal: used.seal,
			nonce: used.nonce,
			document: used.document,
			purpose: used.purpose,
			signed_at: used.signed_at,
		};
		let call = calls::record_use(&statement, &used.signature).bytes(&view)?;
		let body = self
			.methods
			.chain_get_block(Some(hash.0.into()))
			.await
			.map_err(rpc)?
			.ok_or_else(|| Failure::unreachable(format!("the node does not have the block {number}")))?
			.block
			.extrinsics;
		let body = body.into_iter().map(|bytes| bytes.0).collect();
		let found = view.at.extrinsics().from_bytes(body).await;
		for extrinsic in found.iter() {
			let extrinsic = extrinsic.map_err(unreachable)?;
			if extrinsic.call_data_bytes() != call {
				continue;
			}
			let (Some(signature), Some(extensions)) =
				(extrinsic.signature_bytes(), extrinsic.transaction_extensions_bytes())
			else {
				continue;
			};
			return Ok(Operator {
				call: Base64(call.iter().take(2).copied().collect()),
				extensions: Base64(extensions.to_vec()),
				implied: Base64(self.implied(extensions, number).await?),
				signature: Base64(signature.to_vec()),
			});
		}
		Err(Failure::not_found(format!(
			"block {number} has no extrinsic that recorded use {} of e-seal {}",
			used.index, used.seal
		)))
	}

	/// The chain at a block, to read what its runtime wrote. A node that dropped the block's state gives its present runtime
	/// instead: most often it is the same, and a receipt is verified before anyone gets it.
	async fn runtime_at(&self, hash: H256) -> Result<View> {
		match self.at(hash).await {
			Ok(view) => Ok(view),
			Err(_) => self.finalized().await,
		}
	}

	/// What the extensions of an extrinsic in a block imply. Their first bytes are the era: the four before have none.
	async fn implied(&self, extensions: &[u8], number: u64) -> Result<Vec<u8>> {
		let era = Era::decode(&mut &extensions[..]).map_err(|_| {
			Failure::new(
				Kind::Incompatible,
				"an extrinsic's extensions do not begin with its era",
			)
		})?;
		let checkpoint = self.hash_of(era.birth(number)).await?;
		// An extrinsic is checked by the runtime that the block before left.
		let before = self.runtime_at(self.hash_of(number.saturating_sub(1)).await?).await?;
		Ok((
			before.at.spec_version(),
			before.at.transaction_version(),
			self.genesis,
			checkpoint,
		)
			.encode())
	}
}

/// The key of a value of the pallet Grandpa.
fn grandpa(item: &[u8]) -> Vec<u8> {
	[twox_128(b"Grandpa"), twox_128(item)].concat()
}

/// Whether a block names the authority set after its own.
fn hands_over(header: &Header) -> bool {
	header
		.digest
		.logs
		.iter()
		.any(|item| matches!(item, DigestItem::Consensus(engine, log) if engine == b"FRNK" && log.first() == Some(&1)))
}
