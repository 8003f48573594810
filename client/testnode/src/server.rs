//! JSON-RPC, as far as programs of this repository use it.

use crate::chain::{Block, Chain};
use codec::Encode;
use eseal_runtime::{AccountId, RuntimeCall, VERSION};
use jsonrpsee::{
	server::{Server, ServerHandle},
	types::{ErrorObjectOwned, Params},
	PendingSubscriptionSink, RpcModule, SubscriptionMessage,
};
use serde_json::{json, Value as Json};
use sp_core::{crypto::Ss58Codec, sr25519, H256};
use sp_runtime::traits::{BlakeTwo256, Hash as _};
use sp_state_machine::{prove_read, InMemoryBackend};
use std::{
	net::SocketAddr,
	sync::{Arc, Mutex, MutexGuard},
	time::Duration,
};
use tokio::{runtime::Runtime, sync::broadcast};

/// How often to look whether a call waits for a block.
const LOOK_EVERY: Duration = Duration::from_millis(20);

type Answer = Result<Json, ErrorObjectOwned>;

/// A node of a development chain, behind a WebSocket on a free port of this machine.
pub struct TestNode {
	chain: Arc<Shared>,
	address: SocketAddr,
	server: Option<ServerHandle>,
	runtime: Option<Runtime>,
}

struct Shared(Mutex<Chain>);

impl Shared {
	fn lock(&self) -> MutexGuard<'_, Chain> {
		self.0.lock().expect("no test fails while it holds the chain")
	}

	/// Never returns where the node is told to be silent.
	async fn heed(&self, method: &str) {
		if self.lock().silent.contains(method) {
			std::future::pending::<()>().await;
		}
	}
}

impl TestNode {
	/// Starts a node with a fresh chain: three agencies with the keys of development chains.
	pub fn start() -> Self {
		let runtime = tokio::runtime::Builder::new_multi_thread()
			.worker_threads(2)
			.enable_all()
			.build()
			.expect("a runtime starts");
		let chain = Arc::new(Shared(Mutex::new(Chain::default())));
		let free = "127.0.0.1:0".parse().expect("an address");
		let (address, server) = runtime.block_on(serve(Arc::clone(&chain), free));
		let authoring = Arc::clone(&chain);
		runtime.spawn(async move {
			loop {
				tokio::time::sleep(LOOK_EVERY).await;
				let mut chain = authoring.lock();
				if chain.authors && chain.has_waiting() {
					chain.author();
				}
			}
		});
		Self {
			chain,
			address,
			server: Some(server),
			runtime: Some(runtime),
		}
	}

	/// Where it answers.
	pub fn url(&self) -> String {
		format!("ws://{}", self.address)
	}

	/// The chain, to look at it or to change how the node behaves. Nothing is answered while this is held.
	pub fn chain(&self) -> MutexGuard<'_, Chain> {
		self.chain.lock()
	}

	/// Never answers a method again.
	pub fn silence(&self, method: &str) {
		self.chain().silent.insert(method.into());
	}

	/// Signs and sends a call, makes a block of it, and gives the number of that block. Panics if the pool refuses it; whether
	/// the call did what it should is in the block's events.
	pub fn execute(&self, signer: &sr25519::Pair, call: RuntimeCall) -> usize {
		let mut chain = self.chain();
		let bytes = chain.sign(signer, call);
		drop(chain.submit(bytes).expect("the pool takes it"));
		chain.author();
		chain.blocks.len() - 1
	}

	/// Closes all connections and stops answering; the chain stays.
	pub fn stop(&mut self) {
		if let (Some(server), Some(runtime)) = (self.server.take(), &self.runtime) {
			let _ = server.stop();
			runtime.block_on(server.stopped());
		}
	}

	/// Answers again at the same address.
	pub fn resume(&mut self) {
		let runtime = self.runtime.as_ref().expect("it is there until the node is dropped");
		if self.server.is_none() {
			let (_, server) = runtime.block_on(serve(Arc::clone(&self.chain), self.address));
			self.server = Some(server);
		}
	}
}

impl Drop for TestNode {
	fn drop(&mut self) {
		if let Some(server) = self.server.take() {
			let _ = server.stop();
		}
		if let Some(runtime) = self.runtime.take() {
			runtime.shutdown_background();
		}
	}
}

async fn serve(chain: Arc<Shared>, address: SocketAddr) -> (SocketAddr, ServerHandle) {
	let server = Server::builder().build(address).await.expect("the address is free");
	let address = server.local_addr().expect("it has an address");
	(address, server.start(methods(chain)))
}

/// All that the node answers.
fn methods(chain: Arc<Shared>) -> RpcModule<Arc<Shared>> {
	let mut module = RpcModule::new(chain);
	type Method = fn(&mut Chain, Parameters) -> Answer;
	let answers: [(&'static str, Method); 17] = [
		("author_pendingExtrinsics", |_, _| Ok(json!([]))),
		("author_submitExtrinsic", submit_extrinsic),
		("chain_getBlock", get_block),
		("chain_getBlockHash", get_block_hash),
		("chain_getFinalizedHead", |chain, _| {
			Ok(json!(chain.blocks[chain.finalized].hash))
		}),
		("chain_getHeader", get_header),
		("grandpa_proveFinality", prove_finality),
		("offchain_localStorageGet", local_storage_get),
		("state_call", state_call),
		("state_getKeysPaged", get_keys_paged),
		("state_getReadProof", get_read_proof),
		("state_getRuntimeVersion", |_, _| Ok(json!(VERSION))),
		("state_getStorage", get_storage),
		("state_queryStorageAt", query_storage_at),
		("system_accountNextIndex", account_next_index),
		("system_chain", |_, _| Ok(json!("Test"))),
		("system_health", |_, _| {
			Ok(json!({ "peers": 2, "isSyncing": false, "shouldHavePeers": true }))
		}),
	];
	for (name, method) in answers {
		module
			.register_async_method(name, move |parameters, chain, _| async move {
				chain.heed(name).await;
				let parameters = Parameters::of(&parameters);
				let mut chain = chain.lock();
				match chain.refused.contains(name) {
					true => Err(error(-32_601, "RPC call is unsafe to be called externally")),
					false => method(&mut chain, parameters),
				}
			})
			.expect("each name once");
	}
	module
		.register_subscription(
			"author_submitAndWatchExtrinsic",
			"author_extrinsicUpdate",
			"author_unwatchExtrinsic",
			|parameters, pending, chain, _| async move {
				chain.heed("author_submitAndWatchExtrinsic").await;
				let bytes = Parameters::of(&parameters).bytes(0);
				let submitted = chain.lock().submit(bytes);
				let mut told = match submitted {
					Ok(told) => told,
					Err((code, message, data)) => {
						pending.reject(ErrorObjectOwned::owned(code, message, data)).await;
						return;
					}
				};
				let Ok(sink) = pending.accept().await else { return };
				while let Some(status) = told.recv().await {
					chain.heed("author_extrinsicUpdate").await;
					let message = SubscriptionMessage::from_json(&status).expect("it is JSON");
					if sink.send(message).await.is_err() {
						return;
					}
				}
			},
		)
		.expect("each name once");
	module
		.register_subscription(
			"chain_subscribeFinalizedHeads",
			"chain_finalizedHead",
			"chain_unsubscribeFinalizedHeads",
			|_, pending, chain, _| async move {
				let (heads, now) = {
					let chain = chain.lock();
					(chain.finalized_heads(), json!(chain.blocks[chain.finalized].header))
				};
				tell(pending, heads, Some(now)).await;
			},
		)
		.expect("each name once");
	module
		.register_subscription(
			"grandpa_subscribeJustifications",
			"grandpa_justifications",
			"grandpa_unsubscribeJustifications",
			|_, pending, chain, _| async move {
				let heard = chain.lock().heard_justifications();
				tell(pending, heard, None).await;
			},
		)
		.expect("each name once");
	module
}

/// Tells a subscriber what there is, until it goes.
async fn tell(pending: PendingSubscriptionSink, mut news: broadcast::Receiver<Json>, first: Option<Json>) {
	let Ok(sink) = pending.accept().await else { return };
	let mut next = first;
	loop {
		if let Some(value) = next.take() {
			let message = SubscriptionMessage::from_json(&value).expect("it is JSON");
			if sink.send(message).await.is_err() {
				return;
			}
		}
		tokio::select! {
			() = sink.closed() => return,
			value = news.recv() => match value {
				Ok(value) => next = Some(value),
				Err(_) => return,
			},
		}
	}
}

/// What a request says.
struct Parameters(Vec<Json>);

impl Parameters {
	fn of(parameters: &Params<'_>) -> Self {
		Self(parameters.parse().unwrap_or_default())
	}

	fn text(&self, index: usize) -> &str {
		self.0.get(index).and_then(Json::as_str).unwrap_or_default()
	}

	fn bytes(&self, index: usize) -> Vec<u8> {
		unhex(self.text(index))
	}

	/// The block that is asked about: the one whose hash this is, or else the last.
	fn block<'c>(&self, index: usize, chain: &'c Chain) -> Result<&'c Block, ErrorObjectOwned> {
		match self.0.get(index) {
			None | Some(Json::Null) => Ok(chain.best()),
			Some(_) => hash(&self.bytes(index))
				.and_then(|hash| chain.find(hash))
				.ok_or_else(|| error(4003, "Client error: UnknownBlock: Header was not found in the database")),
		}
	}

	/// The same with its state, as long as that is kept.
	fn state<'c>(&self, index: usize, chain: &'c Chain) -> Result<&'c Block, ErrorObjectOwned> {
		let block = self.block(index, chain)?;
		match &block.state {
			Some(_) => Ok(block),
			None => Err(error(
				4003,
				&format!(
					"Client error: UnknownBlock: State already discarded for {:?}",
					block.hash
				),
			)),
		}
	}
}

fn submit_extrinsic(chain: &mut Chain, parameters: Parameters) -> Answer {
	let bytes = parameters.bytes(0);
	let hash = BlakeTwo256::hash(&bytes);
	match chain.submit(bytes) {
		Ok(_) => Ok(json!(hash)),
		Err((code, message, data)) => Err(ErrorObjectOwned::owned(code, message, data)),
	}
}

fn get_block(chain: &mut Chain, parameters: Parameters) -> Answer {
	let Ok(block) = parameters.block(0, chain) else {
		return Ok(Json::Null);
	};
	let body: Vec<_> = block.body.iter().map(|bytes| text(bytes)).collect();
	let stored = chain.stored_justification(block);
	let justifications = stored.map(|bytes| json!([[b"FRNK", bytes]]));
	Ok(json!({ "block": { "header": block.header, "extrinsics": body }, "justifications": justifications }))
}

fn get_block_hash(chain: &mut Chain, parameters: Parameters) -> Answer {
	let number = match parameters.0.first() {
		None | Some(Json::Null) => Some(chain.blocks.len() - 1),
		Some(Json::String(number)) => usize::from_str_radix(number.trim_start_matches("0x"), 16).ok(),
		Some(number) => number.as_u64().map(|number| number as usize),
	};
	Ok(json!(number
		.and_then(|number| chain.blocks.get(number))
		.map(|block| block.hash)))
}

fn get_header(chain: &mut Chain, parameters: Parameters) -> Answer {
	Ok(json!(parameters.block(0, chain).ok().map(|block| &block.header)))
}

fn prove_finality(chain: &mut Chain, parameters: Parameters) -> Answer {
	let asked = parameters.0.first().and_then(Json::as_u64).unwrap_or_default();
	if asked > chain.finalized as u64 {
		return Err(error(1, "Block not covered by authority set changes"));
	}
	let hash = chain.blocks[chain.finalized].hash;
	let proof = (hash, chain.justification(hash), Vec::<eseal_runtime::Header>::new());
	Ok(json!(text(&proof.encode())))
}

fn local_storage_get(chain: &mut Chain, parameters: Parameters) -> Answer {
	if parameters.text(0) != "PERSISTENT" {
		return Err(error(5001, "This storage is not available yet."));
	}
	Ok(json!(chain.kept(&parameters.bytes(1)).map(|value| text(&value))))
}

fn state_call(chain: &mut Chain, parameters: Parameters) -> Answer {
	let block = parameters.state(2, chain)?;
	chain
		.call(block, parameters.text(0), &parameters.bytes(1))
		.map(|answer| json!(text(&answer)))
		.ok_or_else(|| {
			error(
				4003,
				&format!("Client error: Execution failed: {} is not there", parameters.text(0)),
			)
		})
}

fn get_storage(chain: &mut Chain, parameters: Parameters) -> Answer {
	let block = parameters.state(1, chain)?;
	Ok(json!(chain
		.stored(block, &parameters.bytes(0))
		.map(|value| text(&value))))
}

fn get_keys_paged(chain: &mut Chain, parameters: Parameters) -> Answer {
	let block = parameters.state(3, chain)?;
	let (prefix, after) = (parameters.bytes(0), parameters.bytes(2));
	let count = parameters.0.get(1).and_then(Json::as_u64).unwrap_or_default();
	let state = block.state.as_ref().expect("it was looked at");
	let keys = state
		.top
		.keys()
		.filter(|key| key.starts_with(&prefix) && (after.is_empty() || **key > after));
	Ok(json!(keys
		.take(count as usize)
		.map(|key| text(key))
		.collect::<Vec<_>>()))
}

fn query_storage_at(chain: &mut Chain, parameters: Parameters) -> Answer {
	let block = parameters.state(1, chain)?;
	let keys = parameters
		.0
		.first()
		.and_then(Json::as_array)
		.cloned()
		.unwrap_or_default();
	let changes: Vec<_> = keys
		.iter()
		.map(|key| {
			(
				key,
				chain
					.stored(block, &unhex(key.as_str().unwrap_or_default()))
					.map(|value| text(&value)),
			)
		})
		.collect();
	Ok(json!([{ "block": block.hash, "changes": changes }]))
}

fn get_read_proof(chain: &mut Chain, parameters: Parameters) -> Answer {
	let block = parameters.state(1, chain)?;
	let keys = parameters
		.0
		.first()
		.and_then(Json::as_array)
		.cloned()
		.unwrap_or_default();
	let keys: Vec<_> = keys.iter().map(|key| unhex(key.as_str().unwrap_or_default())).collect();
	let state = block.state.clone().expect("it was looked at");
	let backend = InMemoryBackend::<BlakeTwo256>::from((state, sp_core::storage::StateVersion::V1));
	let proof = prove_read(backend, keys.iter()).expect("the state is whole");
	let nodes: Vec<_> = proof.into_iter_nodes().map(|node| text(&node)).collect();
	Ok(json!({ "at": block.hash, "proof": nodes }))
}

fn account_next_index(chain: &mut Chain, parameters: Parameters) -> Answer {
	let account = AccountId::from_ss58check(parameters.text(0)).map_err(|_| error(1, "no account"))?;
	Ok(json!(chain.next_index(&account)))
}

fn error(code: i32, message: &str) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(code, message, None::<()>)
}

fn hash(bytes: &[u8]) -> Option<H256> {
	<[u8; 32]>::try_from(bytes).ok().map(H256)
}

fn text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn unhex(text: &str) -> Vec<u8> {
	hex::decode(text.trim_start_matches("0x")).unwrap_or_default()
}
