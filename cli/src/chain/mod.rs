//! The chain, as a node tells it.

pub mod calls;
pub mod events;
pub mod evidence;
pub mod interface;
pub mod justifications;
pub mod queries;
pub mod submit;

use crate::failure::{Failure, Kind, Result};
use codec::{Decode, Encode};
use eseal_receipt::format::Finalized;
use sp_core::H256;
use std::sync::Arc;
use subxt::{
	backend::LegacyBackend,
	client::{ClientAtBlock, OnlineClient, OnlineClientAtBlockImpl},
	config::{RpcConfigFor, SubstrateConfig},
	rpcs::{methods::legacy::LegacyRpcMethods, RpcClient},
};

/// How the chain encodes what is not its own: accounts, headers, signatures.
pub type Config = SubstrateConfig;

/// The chain's accounts.
pub type AccountId = sp_core::crypto::AccountId32;

/// The number of a block.
pub type BlockNumber = u32;

/// A connection to a node whose interface this program knows.
pub struct Chain {
	client: OnlineClient<Config>,
	/// What subxt has no name for.
	pub rpc: RpcClient,
	/// What every node answers.
	pub methods: LegacyRpcMethods<RpcConfigFor<Config>>,
	/// The hash of the chain's first block.
	pub genesis: H256,
	/// The authority set of the trust anchor: evidence leads on from it.
	pub anchored_set: u64,
	/// The last blocks of the authority sets from the anchor's on, by number, as far as they were needed.
	hand_offs: tokio::sync::Mutex<Vec<(u64, Finalized)>>,
}

/// The chain at one block.
pub struct View {
	/// subxt's own view.
	pub at: ClientAtBlock<Config, OnlineClientAtBlockImpl<Config>>,
	/// The block's number.
	pub number: u64,
	/// The block's hash.
	pub hash: H256,
}

impl Chain {
	/// Connects, and makes sure that the node runs the interface that this program was made for.
	pub async fn connect(url: &str) -> Result<Self> {
		let there = |e: &dyn std::fmt::Display| {
			Failure::unreachable(format!("no node answers at {url}: {}", plain(&e.to_string())))
				.next("Check the address (--node URL or ESEAL_URL), and that the node runs.")
		};
		let rpc = RpcClient::from_insecure_url(url).await.map_err(|e| there(&e))?;
		let backend = LegacyBackend::<Config>::builder().build(rpc.clone());
		let client = OnlineClient::<Config>::from_backend(Arc::new(backend))
			.await
			.map_err(|e| there(&e))?;
		let chain = Self {
			genesis: client.genesis_hash().0.into(),
			methods: LegacyRpcMethods::new(rpc.clone()),
			rpc,
			client,
			anchored_set: 0,
			hand_offs: Default::default(),
		};
		interface::check(&chain.finalized().await?, &chain).await?;
		Ok(chain)
	}

	/// The chain at the latest finalized block: what a person may rely on.
	pub async fn finalized(&self) -> Result<View> {
		let hash = self.methods.chain_get_finalized_head().await.map_err(rpc)?;
		self.at(hash.0.into()).await
	}

	/// The chain at the latest block: what the next call meets.
	pub async fn best(&self) -> Result<View> {
		let hash = self
			.methods
			.chain_get_block_hash(None)
			.await
			.map_err(rpc)?
			.ok_or_else(|| Failure::unreachable("the node has no block"))?;
		self.at(hash.0.into()).await
	}

	/// The chain at a block.
	pub async fn at(&self, hash: H256) -> Result<View> {
		let at = self
			.client
			.at_block(subxt::config::substrate::H256::from(hash.0))
			.await
			.map_err(unreachable)?;
		Ok(View {
			number: at.block_number(),
			hash,
			at,
		})
	}

	/// The hash of the block with this number on the chain that the node follows.
	pub async fn hash_of(&self, number: u64) -> Result<H256> {
		let number = u32::try_from(number).map_err(|_| Failure::not_found("no block has such a number"))?;
		self.methods
			.chain_get_block_hash(Some(number.into()))
			.await
			.map_err(rpc)?
			.map(|hash| hash.0.into())
			.ok_or_else(|| Failure::not_found(format!("the node has no block {number}")))
	}

	/// A call that subxt has no name for.
	pub async fn request<T: serde::de::DeserializeOwned>(
		&self,
		method: &str,
		parameters: subxt::rpcs::client::RpcParams,
	) -> Result<T> {
		self.rpc.request(method, parameters).await.map_err(rpc)
	}
}

impl View {
	/// What a runtime API answers.
	pub async fn ask<T: Decode>(&self, function: &str, arguments: impl Encode) -> Result<T> {
		let answer = self
			.at
			.runtime_apis()
			.call_raw(function, Some(&arguments.encode()))
			.await
			.map_err(unreachable)?;
		decode(&answer, function)
	}

	/// A value in storage.
	pub async fn stored<T: Decode>(&self, key: Vec<u8>) -> Result<Option<T>> {
		match self.stored_bytes(key).await? {
			Some(bytes) => decode(&bytes, "storage").map(Some),
			None => Ok(None),
		}
	}

	/// A value in storage, as it lies there.
	pub async fn stored_bytes(&self, key: Vec<u8>) -> Result<Option<Vec<u8>>> {
		match self.at.storage().fetch_raw(key).await {
			Ok(bytes) => Ok(Some(bytes)),
			Err(subxt::error::StorageError::NoValueFound) => Ok(None),
			Err(error) => Err(unreachable(error)),
		}
	}
}

/// The value in all of these bytes.
pub fn decode<T: Decode>(bytes: &[u8], what: &str) -> Result<T> {
	let input = &mut &bytes[..];
	match T::decode(input) {
		Ok(value) if input.is_empty() => Ok(value),
		_ => Err(Failure::new(
			Kind::Incompatible,
			format!("the node answered {what} in a form that this program does not know"),
		)),
	}
}

/// A failure of the connection, or an answer of the node that says no.
pub fn rpc(error: subxt::rpcs::Error) -> Failure {
	match error {
		subxt::rpcs::Error::User(error) => Failure::unreachable(format!("the node answers: {error}")),
		error => Failure::unreachable(plain(&error.to_string())),
	}
}

/// A failure of the connection, or an answer that cannot be read. What lies behind an error tells more than the error.
pub fn unreachable(error: impl std::error::Error) -> Failure {
	let mut message = error.to_string();
	let mut source = error.source();
	while let Some(error) = source {
		let text = error.to_string();
		if !message.contains(&text) {
			message = format!("{message}: {text}");
		}
		source = error.source();
	}
	Failure::unreachable(plain(&message))
}

/// An error without the layers that it came through.
fn plain(message: &str) -> String {
	["RPC error: ", "client error: ", "Backend error: "]
		.into_iter()
		.fold(message.to_owned(), |text, layer| text.replace(layer, ""))
}
