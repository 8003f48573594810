//! What proves a part of the state to whoever was not there: a final block, its justification, trie nodes, and the blocks
//! at which one authority set handed over to the next.

use super::{calls, decode, queries::Use, rpc, unreachable, BlockNumber, Chain, View};
use crate::failure::{Failure, Kind, Result};
use codec::{Decode, Encode};
use eseal_primitives::UseStatement;
use eseal_receipt::{
	format::{Anchor, Authority, Base64, Evidence, Finalized, Operator, ANCHOR_TYPE},
	storage, Header,
};
use sp_core::H256;
use sp_crypto_hashing::{blake2_256, twox_128, twox_64};
use sp_runtime::{generic::Era, DigestItem};
use std::{collections::BTreeSet, time::Duration};
use subxt::rpcs::{client::RpcSubscription, rpc_params};

/// The justifications of blocks, as they become final. Nodes keep few of them, so whoever needs one listens before.
pub struct Justifications(RpcSubscription<String>);

/// A justification: what it is for, and all of it.
#[derive(Debug, Clone)]
pub struct Justified {
	/// The block's hash.
	hash: H256,
	/// The block's number.
	number: BlockNumber,
	/// SCALE of the whole.
	bytes: Vec<u8>,
}

/// What `grandpa_proveFinality` answers.
#[derive(Decode)]
struct FinalityProof {
	_block: H256,
	justification: Vec<u8>,
	_unknown_headers: Vec<Header>,
}

impl Justified {
	fn read(bytes: Vec<u8>) -> Result<Self> {
		// What a justification begins with: the round, and the commit's target.
		let (_, hash, number) = <(u64, H256, BlockNumber)>::decode(&mut &bytes[..]).map_err(|_| {
			Failure::new(
				Kind::Incompatible,
				"the node sent a justification that this program does not know",
			)
		})?;
		Ok(Self { hash, number, bytes })
	}
}

impl Justifications {
	/// Waits for the justification of this block or a later one.
	async fn from(&mut self, number: u64) -> Result<Justified> {
		loop {
			let text = self
				.0
				.next()
				.await
				.ok_or_else(|| Failure::unreachable("the node stopped telling what is final"))?
				.map_err(rpc)?;
			let justified = Justified::read(unhex(&text)?)?;
			if u64::from(justified.number) >= number {
				return Ok(justified);
			}
		}
	}
}

impl Chain {
	/// Listens to justifications from now on.
	pub async fn justifications(&self) -> Result<Justifications> {
		self.rpc
			.subscribe(
				"grandpa_subscribeJustifications",
				rpc_params![],
				"grandpa_unsubscribeJustifications",
			)
			.await
			.map(Justifications)
			.map_err(rpc)
	}

	/// The justification of a final block, this or a later one: the last that the node keeps, or else the next that it
	/// tells.
	pub async fn justified(&self, listening: &mut Justifications, number: u64, timeout: Duration) -> Result<Justified> {
		let last = self.finalized().await?.number;
		if last >= number {
			if let Ok(justified) = self.prove_finality(last).await {
				return Ok(justified);
			}
		}
		match tokio::time::timeout(timeout, listening.from(number)).await {
			Ok(justified) => justified,
			Err(_) => Err(
				Failure::new(Kind::AwaitingFinality, format!("block {number} is awaiting finality"))
					.next("Ask again when the nodes of all agencies are back."),
			),
		}
	}

	async fn prove_finality(&self, number: u64) -> Result<Justified> {
		let text: Option<String> = self.request("grandpa_proveFinality", rpc_params![number]).await?;
		let text = text.ok_or_else(|| {
			Failure::new(
				Kind::Indeterminate,
				format!("the node has no proof that block {number} is final"),
			)
		})?;
		let proof: FinalityProof = decode(&unhex(&text)?, "grandpa_proveFinality")?;
		let justified = Justified::read(proof.justification)?;
		if u64::from(justified.number) < number {
			return Err(Failure::new(
				Kind::Indeterminate,
				format!(
					"the node's proof is for block {}, before block {number}",
					justified.number
				),
			));
		}
		Ok(justified)
	}

	/// The evidence of what lies under these keys, as of a justified block.
	pub async fn evidence(&self, justified: Justified, keys: Vec<Vec<u8>>) -> Result<Evidence> {
		let header = self.header(justified.hash).await?;
		// A block that names the next set is the last of its own.
		let current = self.set_id_at(justified.hash).await?;
		let set_id = if hands_over(&header) {
			current.saturating_sub(1)
		} else {
			current
		};
		let proof = self
			.methods
			.state_get_read_proof(keys.iter().map(|key| &key[..]), Some(justified.hash.0.into()))
			.await
			.map_err(rpc)?;
		let nodes: BTreeSet<Vec<u8>> = proof.proof.into_iter().map(|node| node.0).collect();
		Ok(Evidence {
			set_id,
			hand_offs: self.hand_offs(set_id, justified.number).await?,
			block: Finalized {
				header: Base64(header.encode()),
				justification: Base64(justified.bytes),
			},
			proof: Base64(nodes.into_iter().collect::<Vec<_>>().encode()),
		})
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

	/// The keys of all that a receipt proves of a use, as of a block.
	pub async fn keys_of_use(&self, view: &View, used: &Use) -> Result<Vec<Vec<u8>>> {
		let seal = view.seal(used.seal).await?.seal;
		let mut keys = vec![
			storage::now(),
			storage::use_record(used.seal, used.index),
			storage::seal(used.seal),
			storage::physical_seal(&seal.code),
			storage::enterprise(&seal.uscc),
		];
		keys.extend((0..seal.history_len).map(|entry| storage::history_entry(used.seal, entry)));
		keys.extend(used.grant.map(storage::grant));
		Ok(keys)
	}

	/// The evidence of a use.
	pub async fn evidence_of_use(&self, justified: Justified, used: &Use) -> Result<Evidence> {
		let view = self.at(justified.hash).await?;
		let keys = self.keys_of_use(&view, used).await?;
		self.evidence(justified, keys).await
	}

	/// The evidence of a log's head, with the uses that it covers.
	pub async fn evidence_of_log(&self, justified: Justified, seal: u64) -> Result<(Evidence, View)> {
		let view = self.at(justified.hash).await?;
		let evidence = self
			.evidence(justified, vec![storage::now(), storage::log_head(seal)])
			.await?;
		Ok((evidence, view))
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

fn unhex(text: &str) -> Result<Vec<u8>> {
	hex::decode(text.trim_start_matches("0x"))
		.map_err(|_| Failure::new(Kind::Incompatible, "the node answers something else than hexadecimal"))
}
