//! A connection to one node.

use crate::{
	block::Block,
	error::{NodeError, NotFound, ReadError},
	interface::{self, ConnectError},
	AccountId, Config, Header,
};
use codec::{DecodeAll, Encode};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::{fmt, future::Future, sync::Arc, time::Duration};
use subxt::{
	backend::LegacyBackend,
	client::OnlineClient,
	config::{RpcConfigFor, SubstrateConfig},
	ext::jsonrpsee::{core::client::async_client::PingConfig, ws_client::WsClientBuilder},
	rpcs::{
		client::{JsonrpseeRpcClient, RpcParams, RpcSubscription},
		methods::legacy::LegacyRpcMethods,
		rpc_params, RpcClient,
	},
};

/// How many messages of one subscription may wait until they are read.
const BUFFERED: usize = 4_096;

/// A connection to a node. A clone is the same connection.
#[derive(Clone)]
pub struct Client {
	inner: Arc<Inner>,
}

struct Inner {
	url: String,
	timeout: Duration,
	transport: Arc<JsonrpseeRpcClient>,
	rpc: RpcClient,
	methods: LegacyRpcMethods<RpcConfigFor<Config>>,
	online: OnlineClient<Config>,
	genesis: H256,
}

/// How a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Health {
	/// How many other nodes it is connected to.
	pub peers: u64,
	/// Whether it is catching up with the chain: what it takes for the latest block is an old one.
	pub is_syncing: bool,
}

impl fmt::Debug for Client {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Client")
			.field("url", &self.inner.url)
			.field("genesis", &self.inner.genesis)
			.finish()
	}
}

impl Client {
	/// Connects to a node (`ws://…` or `wss://…`) and makes sure that its runtime has the interface that this crate was
	/// made for. Each answer may take `timeout`, this one too.
	pub async fn connect(url: &str, timeout: Duration) -> Result<Self, ConnectError> {
		let client = Self::connect_to_any(url, timeout).await?;
		interface::check(&client).await?;
		Ok(client)
	}

	/// Connects to a node whatever runtime it has. Only what the metadata describes may be read then: storage by names,
	/// constants, events and extrinsics; calls and the questions of [`crate::queries`] need [`Self::connect`].
	pub async fn connect_to_any(url: &str, timeout: Duration) -> Result<Self, ConnectError> {
		let unreachable = |source: NodeError| ConnectError::Unreachable {
			url: url.to_owned(),
			source,
		};
		let transport = WsClientBuilder::new()
			.connection_timeout(timeout)
			.request_timeout(timeout)
			.max_buffer_capacity_per_subscription(BUFFERED)
			// A node that goes away without a word is noticed, also by whoever only listens.
			.enable_ws_ping(PingConfig::new())
			.build(url)
			.await
			.map_err(|error| unreachable(NodeError::Disconnected(error.to_string())))?;
		let transport: Arc<JsonrpseeRpcClient> = Arc::new(transport);
		let rpc = RpcClient::new(Arc::clone(&transport));
		let methods = LegacyRpcMethods::new(rpc.clone());
		let genesis = methods
			.genesis_hash()
			.await
			.map_err(|error| unreachable(NodeError::of(error, timeout)))?;
		let backend = LegacyBackend::<Config>::builder().build(rpc.clone());
		let config = SubstrateConfig::builder().set_genesis_hash(genesis).build();
		let online = OnlineClient::from_backend_with_config(config, Arc::new(backend))
			.await
			.map_err(|error| unreachable(NodeError::Disconnected(error.to_string())))?;
		Ok(Self {
			inner: Arc::new(Inner {
				url: url.to_owned(),
				timeout,
				transport,
				rpc,
				methods,
				online,
				genesis: genesis.0.into(),
			}),
		})
	}

	/// The node's address.
	pub fn url(&self) -> &str {
		&self.inner.url
	}

	/// How long an answer may take.
	pub fn timeout(&self) -> Duration {
		self.inner.timeout
	}

	/// The hash of the chain's first block: what tells chains apart.
	pub fn genesis(&self) -> H256 {
		self.inner.genesis
	}

	/// Whether the connection stands, as far as is known.
	pub fn is_connected(&self) -> bool {
		self.inner.transport.is_connected()
	}

	/// How the node is.
	pub async fn health(&self) -> Result<Health, NodeError> {
		self.request("system_health", rpc_params![]).await
	}

	/// The latest final block: what a person may rely on.
	pub async fn finalized(&self) -> Result<Block, ReadError> {
		let hash = self.answer(self.methods().chain_get_finalized_head()).await?;
		self.at(hash.0.into()).await
	}

	/// The latest block: what the next call meets.
	pub async fn best(&self) -> Result<Block, ReadError> {
		self.at(self.best_hash().await?).await
	}

	/// The hash of the latest block: whether there is another one yet.
	pub async fn best_hash(&self) -> Result<H256, ReadError> {
		let hash = self.answer(self.methods().chain_get_block_hash(None)).await?;
		Ok(hash.ok_or(NotFound::Block(0))?.0.into())
	}

	/// The block with this hash.
	pub async fn at(&self, hash: H256) -> Result<Block, ReadError> {
		let header = self.header(hash).await?;
		self.at_header(hash, &header).await
	}

	/// The block with this number on the chain that the node follows.
	pub async fn at_number(&self, number: u64) -> Result<Block, ReadError> {
		self.at(self.hash_of(number).await?).await
	}

	/// The block with this hash and header.
	pub(crate) async fn at_header(&self, hash: H256, header: &Header) -> Result<Block, ReadError> {
		let at = self
			.inner
			.online
			.at_block_hash_and_number(subxt::config::substrate::H256::from(hash.0), header.number.into())
			.await
			.map_err(|error| NodeError::of_block(error, self.timeout(), self.is_connected()))?;
		Ok(Block::new(self.clone(), at, header.clone(), hash))
	}

	/// The hash of the block with this number on the chain that the node follows.
	pub async fn hash_of(&self, number: u64) -> Result<H256, ReadError> {
		let known = u32::try_from(number).map_err(|_| NotFound::Block(number))?;
		let hash = self
			.answer(self.methods().chain_get_block_hash(Some(known.into())))
			.await?;
		Ok(hash.ok_or(NotFound::Block(number))?.0.into())
	}

	/// The header of the block with this hash, and of no other: it is hashed.
	pub async fn header(&self, hash: H256) -> Result<Header, ReadError> {
		let header = self
			.answer(self.methods().chain_get_header(Some(hash.0.into())))
			.await?;
		let bytes = header.ok_or(NotFound::BlockHash(hash))?.encode();
		if blake2_256(&bytes) != hash.0 {
			return Err(NodeError::unreadable("chain_getHeader", "a header of another block").into());
		}
		decode(&bytes, "chain_getHeader").map_err(Into::into)
	}

	/// The number of an account's next extrinsic, with those counted that wait in the node's pool.
	pub async fn next_index(&self, account: &AccountId) -> Result<u64, NodeError> {
		let account = subxt::utils::AccountId32(*AsRef::<[u8; 32]>::as_ref(account));
		self.answer(self.methods().system_account_next_index(&account)).await
	}

	/// Asks the node anything: a method of JSON-RPC.
	pub async fn request<T: serde::de::DeserializeOwned>(
		&self,
		method: &str,
		parameters: RpcParams,
	) -> Result<T, NodeError> {
		self.answer(self.inner.rpc.request(method, parameters)).await
	}

	/// Subscribes to anything that the node tells.
	pub async fn subscribe<T: serde::de::DeserializeOwned>(
		&self,
		subscribe: &str,
		parameters: RpcParams,
		unsubscribe: &str,
	) -> Result<RpcSubscription<T>, NodeError> {
		self.answer(self.inner.rpc.subscribe(subscribe, parameters, unsubscribe))
			.await
	}

	/// What every node answers.
	pub(crate) fn methods(&self) -> &LegacyRpcMethods<RpcConfigFor<Config>> {
		&self.inner.methods
	}

	/// An answer of the node.
	pub(crate) async fn answer<T>(
		&self,
		asked: impl Future<Output = Result<T, subxt::rpcs::Error>>,
	) -> Result<T, NodeError> {
		asked.await.map_err(|error| self.error(error))
	}

	/// An error of this connection.
	pub(crate) fn error(&self, error: subxt::rpcs::Error) -> NodeError {
		NodeError::of(error, self.timeout())
	}
}

/// The value in all of these bytes.
pub(crate) fn decode<T: DecodeAll>(bytes: &[u8], what: &str) -> Result<T, NodeError> {
	T::decode_all(&mut &*bytes).map_err(|error| NodeError::unreadable(what, error))
}

/// The bytes that a node gives in hexadecimal.
pub(crate) fn unhex(text: &str) -> Result<Vec<u8>, NodeError> {
	hex::decode(text.trim_start_matches("0x")).map_err(|error| NodeError::unreadable("bytes", error))
}
