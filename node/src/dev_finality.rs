//! Finality on a development chain of one node.
//!
//! The genesis of the development chain is that of the real one: three authorities, of which
//! GRANDPA needs all three (more than two thirds of three). With `--dev` one node holds the keys of
//! all of them. Aura authors with whichever key a slot belongs to, but a GRANDPA voter votes with
//! one key only, so it would wait for the other two for ever and nothing would become final.
//!
//! There, this task takes the voter's place. For each new block it makes the commit that three
//! voters would have agreed on, signs it with every authority's key, and passes the justification to
//! GRANDPA's import, which checks the signatures against the authority set and finalizes the block
//! exactly as it does with a justification from the network. So what clients see is real:
//! `grandpa_subscribeJustifications`, stored justifications and changes of the authority set.
//!
//! A block becomes final [`VOTING_TIME`] after its import, not at once, so that clients see what they see on a network: an
//! extrinsic is in a block first and final later.
//!
//! There is no voting and no gossip, so this says nothing about a network. Use `--chain local` and
//! three nodes for that.

use crate::service::FullClient;
use codec::Encode;
use eseal_runtime::opaque::Block;
use futures::StreamExt;
use sc_client_api::BlockchainEvents;
use sc_consensus::import_queue::BoxJustificationImport;
use sc_consensus_grandpa::{AuthorityId, CompactCommit, Message, Precommit, SharedAuthoritySet, GRANDPA_ENGINE_ID};
use sc_service::{ChainType, Configuration};
use sp_blockchain::HeaderBackend;
use sp_consensus_grandpa::{sign_message, GrandpaJustification, SetId, KEY_TYPE};
use sp_core::crypto::ByteArray;
use sp_keystore::KeystorePtr;
use sp_runtime::traits::{Block as BlockT, NumberFor};
use std::{sync::Arc, time::Duration};

type Hash = <Block as BlockT>::Hash;
type Header = <Block as BlockT>::Header;
type Authorities = SharedAuthoritySet<Hash, NumberFor<Block>>;

/// The secret seeds of the development chain's authorities, one for each agency. Known to everyone,
/// worth nothing.
const AUTHORITY_SEEDS: [&str; 3] = ["//Alice", "//Bob", "//Charlie"];

/// How long a block waits for its finality, as if votes had to travel: a quarter of a slot.
///
/// polkadot.js looks up the events of a block when it hears that an extrinsic is in it, and says nothing of that if it
/// hears meanwhile that the block is final. So an application that waits for a block, as it should on a network, would
/// wait for ever on a chain whose blocks are final within milliseconds.
const VOTING_TIME: Duration = Duration::from_millis(500);

/// The seeds of the session keys with which this node acts as every authority of a development
/// chain. Empty unless it is such a chain and the node runs with `--dev`. Another well-known key takes
/// precedence: with `--dev --bob` the node is Bob only.
pub fn authority_seeds(config: &Configuration) -> Vec<String> {
	// `--dev` means `--alice` unless told otherwise.
	let is_first = config.dev_key_seed.as_deref() == Some(AUTHORITY_SEEDS[0]);
	if config.chain_spec.chain_type() == ChainType::Development && is_first {
		AUTHORITY_SEEDS.map(String::from).to_vec()
	} else {
		Vec::new()
	}
}

/// Whether `keystore` can sign for every one of the current GRANDPA `authorities`.
pub fn holds_every_key(keystore: &KeystorePtr, authorities: &Authorities) -> bool {
	let keys: Vec<_> = authorities
		.current_authorities()
		.iter()
		.map(|(authority, _)| (authority.to_raw_vec(), KEY_TYPE))
		.collect();
	keystore.has_keys(&keys)
}

/// Finalizes each block of the best chain [`VOTING_TIME`] after it arrived, with a justification
/// signed by every authority.
pub struct DevFinality {
	/// The chain to finalize.
	pub client: Arc<FullClient>,
	/// Where the keys of all authorities are.
	pub keystore: KeystorePtr,
	/// The authorities in force.
	pub authorities: Authorities,
	/// GRANDPA's own import, which verifies a justification and applies it.
	pub justification_import: BoxJustificationImport<Block>,
}

impl DevFinality {
	/// Runs until the client is dropped.
	pub async fn run(mut self) {
		let mut imported = self.client.import_notification_stream();
		// Blocks that the node's last run left unfinalized.
		self.finalize_best().await;
		while let Some(block) = imported.next().await {
			if block.is_new_best {
				tokio::time::sleep(VOTING_TIME).await;
				self.finalize_best().await;
			}
		}
	}

	/// Finalizes the blocks up to the best one. A failure is logged; the next block is the next
	/// attempt.
	async fn finalize_best(&mut self) {
		if let Err(reason) = self.try_finalize_best().await {
			log::error!(
				target: "dev-finality",
				"The development chain is not being finalized: {reason}. If it stays so, start a \
				 new one: without --base-path, or with an empty directory.",
			);
		}
	}

	/// Block by block, because a block may change the authorities that must sign the next one.
	async fn try_finalize_best(&mut self) -> Result<(), String> {
		let info = self.client.info();
		let route = sp_blockchain::tree_route(&*self.client, info.finalized_hash, info.best_hash)
			.map_err(|error| error.to_string())?;
		if !route.retracted().is_empty() {
			return Err(format!(
				"the best block {} is on a fork that finality has left behind",
				info.best_hash
			));
		}

		for block in route.enacted() {
			let voters = self.authorities.current_authorities();
			let justification = justify(
				&self.keystore,
				voters.iter().map(|(authority, _)| authority.clone()),
				self.authorities.set_id(),
				(block.hash, block.number),
			)
			.ok_or("this node lacks the key of an authority")?;
			self.justification_import
				.import_justification(block.hash, block.number, (GRANDPA_ENGINE_ID, justification.encode()))
				.await
				.map_err(|error| error.to_string())?;
		}
		Ok(())
	}
}

/// The justification of one block: every one of `authorities` precommits to it. `None` if
/// `keystore` lacks a key.
fn justify(
	keystore: &KeystorePtr,
	authorities: impl Iterator<Item = AuthorityId>,
	set_id: SetId,
	(target_hash, target_number): (Hash, NumberFor<Block>),
) -> Option<GrandpaJustification<Header>> {
	// A round for each height: precommits to two blocks in one round would be an equivocation.
	let round = target_number.into();
	let precommit = Precommit::<Header> {
		target_hash,
		target_number,
	};
	let (precommits, auth_data) = authorities
		.map(|authority| {
			let message = Message::<Header>::Precommit(precommit.clone());
			let signed = sign_message(keystore.clone(), message, authority, round, set_id)?;
			Some((precommit.clone(), (signed.signature, signed.id)))
		})
		.collect::<Option<Vec<_>>>()?
		.into_iter()
		.unzip();
	let commit = CompactCommit::<Header> {
		target_hash,
		target_number,
		precommits,
		auth_data,
	};

	// Every vote is for the target itself, so there is no ancestry to show.
	Some(GrandpaJustification {
		round,
		commit: commit.into(),
		votes_ancestries: Vec::new(),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_consensus_grandpa::AuthorityList;
	use sp_keystore::{testing::MemoryKeystore, Keystore};

	const SET_ID: SetId = 7;

	/// A keystore with the keys of all three authorities, and the set they form.
	fn authorities() -> (KeystorePtr, AuthorityList) {
		let keystore = MemoryKeystore::new();
		let list = AUTHORITY_SEEDS
			.iter()
			.map(|seed| match keystore.ed25519_generate_new(KEY_TYPE, Some(seed)) {
				Ok(public) => (AuthorityId::from(public), 1),
				Err(error) => panic!("no key from {seed}: {error}"),
			})
			.collect();
		(keystore.into(), list)
	}

	/// Whether GRANDPA, knowing `voters`, accepts what `signers` sign.
	fn finalizes(keystore: &KeystorePtr, signers: &AuthorityList, voters: &AuthorityList, set_id: SetId) -> bool {
		let signers = signers.iter().map(|(authority, _)| authority.clone());
		let block = (Hash::repeat_byte(1), 42);
		justify(keystore, signers, SET_ID, block)
			.map(sc_consensus_grandpa::GrandpaJustification::<Block>::from)
			.is_some_and(|justification| justification.verify(set_id, voters).is_ok())
	}

	#[test]
	fn grandpa_accepts_what_all_three_sign() {
		let (keystore, list) = authorities();
		assert!(finalizes(&keystore, &list, &list, SET_ID));
	}

	#[test]
	fn grandpa_refuses_two_of_three_and_another_set() {
		let (keystore, list) = authorities();
		let two = list[..2].to_vec();
		assert!(!finalizes(&keystore, &two, &list, SET_ID));
		assert!(!finalizes(&keystore, &list, &list, SET_ID + 1));
	}

	#[test]
	fn a_missing_key_makes_no_justification() {
		let (_, list) = authorities();
		let empty: KeystorePtr = MemoryKeystore::new().into();
		assert!(justify(
			&empty,
			list.into_iter().map(|(id, _)| id),
			SET_ID,
			(Hash::repeat_byte(1), 42)
		)
		.is_none());
	}
}
