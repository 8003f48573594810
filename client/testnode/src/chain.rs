//! Blocks, state, the pool, finality: one chain without forks.

use codec::{Decode, DecodeAll, Encode};
use eseal_runtime::{
	api, AccountId, Address, Header, RuntimeCall, SignedPayload, TxExtension, UncheckedExtrinsic, SLOT_DURATION,
	VERSION,
};
use frame_support::storage::{storage_prefix, with_transaction_unchecked, TransactionOutcome};
use serde_json::{json, Value as Json};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{
	ed25519,
	offchain::testing::TestPersistentOffchainDB,
	sr25519,
	storage::{StateVersion, Storage, StorageChild},
	Pair, H256,
};
use sp_runtime::{
	generic::{Digest, DigestItem, Era},
	traits::{BlakeTwo256, Hash as _, Header as _, IdentifyAccount},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError, ValidTransaction,
	},
	ApplyExtrinsicResult, MultiSignature, MultiSigner,
};
use sp_state_machine::{Backend, BasicExternalities, InMemoryBackend, TestExternalities};
use std::{
	collections::{BTreeMap, BTreeSet},
	time::{SystemTime, UNIX_EPOCH},
};
use tokio::sync::{broadcast, mpsc};

/// A block, with the state that it leaves.
pub struct Block {
	/// Its header.
	pub header: Header,
	/// Its hash.
	pub hash: H256,
	/// Its extrinsics.
	pub body: Vec<Vec<u8>>,
	/// The state after it; none once it was forgotten.
	pub state: Option<Storage>,
	/// The number of the authority set after it.
	set: u64,
}

/// An extrinsic that waits for a block.
struct Waiting {
	bytes: Vec<u8>,
	provides: Vec<Vec<u8>>,
	watcher: mpsc::UnboundedSender<Json>,
}

/// An extrinsic in a block that somebody watches.
struct Watched {
	block: usize,
	watcher: mpsc::UnboundedSender<Json>,
}

/// A pool's refusal: the number, the message and what more is said, as a node says it.
pub type Refusal = (i32, String, Option<String>);

/// The chain.
pub struct Chain {
	/// All blocks, from the first.
	pub blocks: Vec<Block>,
	/// The number of the last final block.
	pub finalized: usize,
	/// Whether blocks become final at once.
	pub finalizes: bool,
	/// Whether a call that waits gets a block by itself.
	pub authors: bool,
	/// What the node never answers.
	pub silent: BTreeSet<String>,
	/// What the node takes for unsafe, and serves nobody.
	pub refused: BTreeSet<String>,
	/// Blocks whose events are given as bytes that are none.
	pub garbled: BTreeSet<usize>,
	/// The node stores the justification of one block of so many.
	pub stores_every: usize,
	/// Whether it keeps records, as a node with `--enable-offchain-indexing true` does.
	pub keeps: bool,
	/// What it tells in place of what it keeps, by the key; none is that it has nothing there.
	pub lies: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
	/// What the blocks wrote beside the state, in their order, whether or not the node keeps it.
	beside: Vec<TestPersistentOffchainDB>,
	pool: Vec<Waiting>,
	/// What the pool refused or an author threw out, and the pool does not look at again. A node forgets it after 30 minutes.
	banned: BTreeSet<Vec<u8>>,
	watched: Vec<Watched>,
	heads: broadcast::Sender<Json>,
	justifications: broadcast::Sender<Json>,
}

impl Default for Chain {
	fn default() -> Self {
		let state = genesis();
		let root = root_of(&state);
		let header = Header::new(
			0,
			BlakeTwo256::trie_root(Vec::new(), sp_core::storage::StateVersion::V1),
			root,
			H256::zero(),
			Digest::default(),
		);
		Self {
			blocks: vec![Block {
				hash: header.hash(),
				header,
				body: Vec::new(),
				set: set_of(&state),
				state: Some(state),
			}],
			finalized: 0,
			finalizes: true,
			authors: true,
			silent: BTreeSet::new(),
			refused: BTreeSet::new(),
			garbled: BTreeSet::new(),
			stores_every: 32,
			keeps: false,
			lies: BTreeMap::new(),
			beside: Vec::new(),
			pool: Vec::new(),
			banned: BTreeSet::new(),
			watched: Vec::new(),
			heads: broadcast::channel(1_024).0,
			justifications: broadcast::channel(1_024).0,
		}
	}
}

impl Chain {
	/// The last block.
	pub fn best(&self) -> &Block {
		self.blocks.last().expect("a chain has a first block")
	}

	/// The time of the last block, in milliseconds since the Unix epoch.
	pub fn time(&self) -> u64 {
		time_of(self.best().state.as_ref().expect("the last state is kept"))
	}

	/// The block with this hash.
	pub fn find(&self, hash: H256) -> Option<&Block> {
		self.blocks.iter().find(|block| block.hash == hash)
	}

	/// What a function of the runtime answers in the state of a block; `None` if there is no such function.
	pub fn call(&self, block: &Block, function: &str, arguments: &[u8]) -> Option<Vec<u8>> {
		let state = block.state.clone()?;
		execute(state, || api::dispatch(function, arguments)).0
	}

	/// The number of an account's next extrinsic, with those counted that wait.
	pub fn next_index(&self, account: &AccountId) -> u32 {
		let nonce = self.call(self.best(), "AccountNonceApi_account_nonce", &account.encode());
		let mut nonce = u32::decode(&mut &nonce.expect("the runtime has it")[..]).expect("a number");
		while self
			.pool
			.iter()
			.any(|waiting| waiting.provides.contains(&(account, nonce).encode()))
		{
			nonce += 1;
		}
		nonce
	}

	/// Puts an extrinsic into the pool; what becomes of it is told to the receiver.
	pub fn submit(&mut self, bytes: Vec<u8>) -> Result<mpsc::UnboundedReceiver<Json>, Refusal> {
		let invalid = |data: &str| (1010, "Invalid Transaction".to_owned(), Some(data.to_owned()));
		if UncheckedExtrinsic::decode_all(&mut &bytes[..]).is_err() {
			return Err((
				1002,
				"Verification Error: Runtime error".into(),
				Some("it does not decode".into()),
			));
		}
		if self.banned.contains(&bytes) {
			return Err((1012, "Transaction is temporarily banned".into(), None));
		}
		let arguments = [
			TransactionSource::External.encode(),
			bytes.clone(),
			self.best().hash.encode(),
		]
		.concat();
		let validity = self.call(self.best(), "TaggedTransactionQueue_validate_transaction", &arguments);
		let validity =
			TransactionValidity::decode_all(&mut &validity.expect("the runtime has it")[..]).expect("a validity");
		let ValidTransaction { provides, .. } = validity.map_err(|error| {
			self.banned.insert(bytes.clone());
			match error {
				TransactionValidityError::Invalid(InvalidTransaction::Stale) => invalid("Transaction is outdated"),
				TransactionValidityError::Invalid(InvalidTransaction::Custom(code)) => {
					invalid(&format!("Custom error: {code}"))
				}
				other => invalid(&format!("{other:?}")),
			}
		})?;
		if self.pool.iter().any(|waiting| waiting.bytes == bytes) {
			return Err((1013, "Transaction Already Imported".into(), None));
		}
		if self.pool.iter().any(|waiting| waiting.provides == provides) {
			return Err((
				1014,
				"Priority is too low: (0 vs 0)".into(),
				Some("The transaction has too low priority to replace another transaction already in the pool.".into()),
			));
		}
		let (watcher, told) = mpsc::unbounded_channel();
		let _ = watcher.send(json!("ready"));
		self.pool.push(Waiting {
			bytes,
			provides,
			watcher,
		});
		Ok(told)
	}

	/// Whether a call waits for a block.
	pub fn has_waiting(&self) -> bool {
		!self.pool.is_empty()
	}

	/// Makes a block of what waits.
	pub fn author(&mut self) {
		let parent = self.best();
		let (number, parent_hash) = (parent.header.number + 1, parent.hash);
		let state = parent.state.clone().expect("the last state is kept");
		let time = now().max(time_of(&state) + SLOT_DURATION) / SLOT_DURATION * SLOT_DURATION;
		let slot = Slot::from(time / SLOT_DURATION);
		let digest = Digest {
			logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())],
		};
		let header = Header::new(number, H256::zero(), H256::zero(), parent_hash, digest);
		let inherent = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now: time });
		let inherent = UncheckedExtrinsic::new_bare(inherent).encode();
		let mut pool: Vec<Waiting> = self.pool.drain(..).collect();
		// Within an account by number, as a pool orders them.
		pool.sort_by_key(|waiting| waiting.provides.clone());
		let mut body = vec![inherent];
		let mut included = Vec::new();
		let mut later = Vec::new();
		let mut thrown_out = Vec::new();
		let (header, state, beside) = execute_block(state, || {
			let run =
				|function: &str, arguments: &[u8]| api::dispatch(function, arguments).expect("the runtime has it");
			run("Core_initialize_block", &header.encode());
			let inherent = run("BlockBuilder_apply_extrinsic", &body[0]);
			applied(&inherent).expect("the inherent is valid");
			for waiting in pool {
				// As an author does: what is not in the block leaves no trace in its state.
				let tried = with_transaction_unchecked(|| {
					match applied(&run("BlockBuilder_apply_extrinsic", &waiting.bytes)) {
						Ok(()) => TransactionOutcome::Commit(Ok(())),
						Err(error) => TransactionOutcome::Rollback(Err(error)),
					}
				});
				match tried {
					Ok(()) => {
						body.push(waiting.bytes);
						included.push(waiting.watcher);
					}
					// The block is full, as each one is that begins a session.
					Err(TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources)) => {
						later.push(waiting)
					}
					// What follows such a call waits with it.
					Err(TransactionValidityError::Invalid(InvalidTransaction::Future)) if !later.is_empty() => {
						later.push(waiting);
					}
					Err(_) => thrown_out.push(waiting),
				}
			}
			Header::decode_all(&mut &run("BlockBuilder_finalize_block", &[])[..]).expect("a header")
		});
		self.pool.extend(later);
		self.throw_out(thrown_out);
		self.beside.push(beside);
		let hash = header.hash();
		self.blocks.push(Block {
			header,
			hash,
			body,
			set: set_of(&state),
			state: Some(state),
		});
		for watcher in included {
			let _ = watcher.send(json!({ "inBlock": hash }));
			self.watched.push(Watched {
				block: self.blocks.len() - 1,
				watcher,
			});
		}
		if self.finalizes {
			self.finalize();
		}
	}

	/// Empties the pool, as if an author had thrown out all that waits.
	pub fn throw_out_all(&mut self) {
		let all = self.pool.drain(..).collect();
		self.throw_out(all);
	}

	fn throw_out(&mut self, waiting: Vec<Waiting>) {
		for waiting in waiting {
			let _ = waiting.watcher.send(json!("invalid"));
			self.banned.insert(waiting.bytes);
		}
	}

	/// Makes all blocks final.
	pub fn finalize(&mut self) {
		let last = self.blocks.len() - 1;
		if last == self.finalized {
			return;
		}
		self.finalized = last;
		let finalized = self.finalized;
		let hash = self.blocks[finalized].hash;
		let (done, rest) = std::mem::take(&mut self.watched)
			.into_iter()
			.partition(|watched: &Watched| watched.block <= finalized);
		self.watched = rest;
		for watched in done {
			let hash = self.blocks[watched.block].hash;
			let _ = watched.watcher.send(json!({ "finalized": hash }));
		}
		let head = serde_json::to_value(&self.blocks[finalized].header).expect("a header is JSON");
		let _ = self.heads.send(head);
		let justification = format!("0x{}", hex::encode(self.justification(hash)));
		let _ = self.justifications.send(json!(justification));
	}

	/// GRANDPA's justification of a block, signed by the three validators.
	pub fn justification(&self, hash: H256) -> Vec<u8> {
		const ROUND: u64 = 1;
		let block = self.find(hash).expect("the block is there");
		let set = block.set;
		let vote = (hash, block.header.number);
		let votes: Vec<_> = ["//Alice", "//Bob", "//Charlie"]
			.into_iter()
			.map(|path| {
				let pair = ed25519::Pair::from_string(path, None).expect("a path derives");
				// A precommit is the second of the messages.
				let message = (1u8, vote, ROUND, set).encode();
				(vote, pair.sign(&message).0, pair.public().0)
			})
			.collect();
		(ROUND, hash, block.header.number, votes, Vec::<Header>::new()).encode()
	}

	/// What becomes final, from now on.
	pub fn finalized_heads(&self) -> broadcast::Receiver<Json> {
		self.heads.subscribe()
	}

	/// The justifications of what becomes final, from now on.
	pub fn heard_justifications(&self) -> broadcast::Receiver<Json> {
		self.justifications.subscribe()
	}

	/// The justification that the node stored with a block, if it did.
	pub fn stored_justification(&self, block: &Block) -> Option<Vec<u8>> {
		let number = block.header.number as usize;
		let is_stored = number > 0 && number <= self.finalized && number.is_multiple_of(self.stores_every);
		is_stored.then(|| self.justification(block.hash))
	}

	/// What the node keeps beside the state under a key.
	pub fn kept(&self, key: &[u8]) -> Option<Vec<u8>> {
		match self.lies.get(key) {
			Some(lie) => lie.clone(),
			None if self.keeps => self.beside.iter().rev().find_map(|written| written.get(key)),
			None => None,
		}
	}

	/// Sets how long records stay in the state, in milliseconds, as the genesis of a chain may. With 0 they leave it in the next
	/// block that has room: see [`Self::let_records_leave`].
	pub fn set_retention(&mut self, retention: Option<u64>) {
		let state = self.blocks.last_mut().and_then(|block| block.state.as_mut());
		let top = &mut state.expect("the last state is kept").top;
		let key = storage_prefix(b"UsageLog", b"Retention").to_vec();
		match retention {
			Some(retention) => top.insert(key, retention.encode()),
			None => top.remove(&key),
		};
	}

	/// Lets all records leave the state that are in it, and then none again.
	pub fn let_records_leave(&mut self) {
		self.set_retention(Some(0));
		// A block that begins a session has no room.
		self.author();
		self.author();
		self.set_retention(None);
		// What is written into a state is not in its block's root; what follows on it is.
		self.author();
	}

	/// Forgets all states but those of the last blocks, so many.
	pub fn forget_states(&mut self, but: usize) {
		let old = self.blocks.len().saturating_sub(but);
		self.blocks.iter_mut().take(old).for_each(|block| block.state = None);
	}

	/// What lies under a key of storage in the state of a block.
	pub fn stored(&self, block: &Block, key: &[u8]) -> Option<Vec<u8>> {
		let events = storage_prefix(b"System", b"Events");
		if key == events && self.garbled.contains(&(block.header.number as usize)) {
			return Some(vec![0xff; 8]);
		}
		block.state.as_ref()?.top.get(key).cloned()
	}

	/// Signs a call as an account does, with its next number.
	pub fn sign(&self, signer: &sr25519::Pair, call: RuntimeCall) -> Vec<u8> {
		let account = MultiSigner::from(signer.public()).into_account();
		let nonce = self.next_index(&account);
		let extension: TxExtension = (
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			frame_system::CheckEra::from(Era::Immortal),
			pallet_admission::CheckAdmission::from(nonce),
			frame_system::CheckWeight::new(),
			frame_metadata_hash_extension::CheckMetadataHash::new(false),
			frame_system::WeightReclaim::new(),
		);
		let genesis = self.blocks[0].hash;
		let implied = (
			(),
			VERSION.spec_version,
			VERSION.transaction_version,
			genesis,
			genesis,
			(),
			(),
			None,
			(),
		);
		let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implied);
		let signature = payload.using_encoded(|bytes| signer.sign(bytes));
		UncheckedExtrinsic::new_signed(
			call,
			Address::Id(account),
			MultiSignature::Sr25519(signature),
			extension,
		)
		.encode()
	}
}

/// Whether an extrinsic is in the block; the call may have failed there.
fn applied(answer: &[u8]) -> Result<(), TransactionValidityError> {
	ApplyExtrinsicResult::decode_all(&mut &answer[..])
		.expect("a result")
		.map(drop)
}

/// Runs something in a state: what it gives, and the state after it.
fn execute<R>(state: Storage, run: impl FnOnce() -> R) -> (R, Storage) {
	let mut state = BasicExternalities::new(state);
	let given = state.execute_with(run);
	(given, state.into_storages())
}

/// The same for a block, with what it wrote beside the state.
fn execute_block<R>(state: Storage, run: impl FnOnce() -> R) -> (R, Storage, TestPersistentOffchainDB) {
	let children_default = state.children_default.clone();
	let mut externalities = TestExternalities::<BlakeTwo256>::new_empty();
	// They begin with an empty runtime in the state otherwise, and the state would have another root.
	externalities.backend = InMemoryBackend::from((state, StateVersion::V1));
	externalities.state_version = StateVersion::V1;
	let given = externalities.execute_with(run);
	externalities.persist_offchain_overlay();
	let left = externalities.as_backend();
	let pairs = left.pairs(Default::default()).expect("the state is whole");
	let top = pairs.map(|pair| pair.expect("the state is whole")).collect();
	let state = Storage { top, children_default };
	(given, state, externalities.offchain_db())
}

/// The number of the authority set in a state.
fn set_of(state: &Storage) -> u64 {
	let set = execute(state.clone(), || api::dispatch("GrandpaApi_current_set_id", &[])).0;
	u64::decode(&mut &set.expect("the runtime has it")[..]).expect("a number")
}

/// The state of a chain before its first block.
fn genesis() -> Storage {
	let preset = |id: Option<&str>| {
		let id = id.map(sp_genesis_builder::PresetId::from);
		let bytes = api::dispatch("GenesisBuilder_get_preset", &id.encode()).expect("the runtime has it");
		let json: Option<Vec<u8>> = Decode::decode(&mut &bytes[..]).expect("a preset");
		serde_json::from_slice::<Json>(&json.expect("the preset exists")).expect("a preset is JSON")
	};
	let mut config = BasicExternalities::new_empty().execute_with(|| preset(None));
	merge(&mut config, preset(Some(sp_genesis_builder::DEV_RUNTIME_PRESET)));
	let config = serde_json::to_vec(&config).expect("JSON encodes").encode();
	let empty = Storage {
		top: BTreeMap::new(),
		children_default: std::iter::empty::<(Vec<u8>, StorageChild)>().collect(),
	};
	let (built, state) = execute(empty, || {
		let built = api::dispatch("GenesisBuilder_build_state", &config).expect("the runtime has it");
		sp_genesis_builder::Result::decode(&mut &built[..]).expect("a result")
	});
	built.expect("the preset builds");
	state
}

fn merge(base: &mut Json, patch: Json) {
	match (base, patch) {
		(Json::Object(base), Json::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Json::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

fn root_of(state: &Storage) -> H256 {
	let pairs: Vec<_> = state
		.top
		.iter()
		.map(|(key, value)| (key.clone(), value.clone()))
		.collect();
	BlakeTwo256::trie_root(pairs, sp_core::storage::StateVersion::V1)
}

/// The time of the block that left this state, in milliseconds.
fn time_of(state: &Storage) -> u64 {
	let key = storage_prefix(b"Timestamp", b"Now");
	let found = state.top.get(&key[..]);
	found
		.and_then(|bytes| u64::decode(&mut &bytes[..]).ok())
		.unwrap_or_default()
}

fn now() -> u64 {
	let since = SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.expect("a clock after 1970");
	since.as_millis() as u64
}
