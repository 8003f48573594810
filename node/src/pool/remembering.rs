//! Checks of extrinsics that remember.
//!
//! The SDK's pool has the runtime check all that waits once more for each block, as much as it gets to, and again where a fork
//! comes: an instance of the runtime and a signature each time, to find the same, since nothing has happened to the account that signed. So
//! a check is not done again as long as the runtime and the whole entry of the account are, byte for byte, what they were, for [some
//! blocks](super::memory). What else a check looks at, such as how much budget a role has, it then sees some seconds later. That lets
//! nothing into a block: its runtime checks each extrinsic, and an author tells the pool to drop what it refused.
//!
//! What arrives is always checked.

use super::memory::{sender, Circumstances, Memory};
use async_trait::async_trait;
use eseal_runtime::opaque::Block;
use sc_client_api::{Backend, StorageProvider};
use sc_transaction_pool::{ChainApi, ValidateTransactionPriority};
use sc_transaction_pool_api::TransactionSource;
use sp_blockchain::TreeRoute;
use sp_core::{
	storage::{well_known_keys::CODE, StorageKey},
	H256,
};
use sp_crypto_hashing::{blake2_128, twox_128};
use sp_runtime::{
	generic::BlockId,
	traits::{Block as BlockT, NumberFor},
	transaction_validity::TransactionValidity,
	OpaqueExtrinsic,
};
use std::{
	marker::PhantomData,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

type Header = <Block as BlockT>::Header;

/// Where circumstances are looked up.
pub trait States: Send + Sync {
	/// What a check of an extrinsic of this account depends on at a block; none if its state is not there.
	fn circumstances(&self, at: H256, account: &[u8; 32]) -> Option<Circumstances>;
}

/// The states that a client has.
pub struct StatesOf<Client, B> {
	client: Arc<Client>,
	backend: PhantomData<fn() -> B>,
}

impl<Client, B> StatesOf<Client, B> {
	/// Those of this client.
	pub fn new(client: Arc<Client>) -> Self {
		Self {
			client,
			backend: PhantomData,
		}
	}
}

impl<B: Backend<Block>, Client: StorageProvider<Block, B> + Send + Sync> States for StatesOf<Client, B> {
	fn circumstances(&self, at: H256, account: &[u8; 32]) -> Option<Circumstances> {
		let code = self.client.storage_hash(at, &StorageKey(CODE.to_vec())).ok()??;
		let account = self.client.storage(at, &account_key(account)).ok()??;
		Some(Circumstances {
			code,
			account: account.0,
		})
	}
}

/// Where the state has an account: `frame_system::Account`.
fn account_key(account: &[u8; 32]) -> StorageKey {
	let pallet = [twox_128(b"System"), twox_128(b"Account")].concat();
	StorageKey([&pallet[..], &blake2_128(account), account].concat())
}

/// Does the checks of `Api`, and none twice where nothing has changed.
pub struct Remembering<Api, S> {
	api: Api,
	states: S,
	memory: Mutex<Memory>,
}

impl<Api: ChainApi<Block = Block>, S: States> Remembering<Api, S> {
	/// Remembers as many extrinsics as there is `room` for.
	pub fn new(api: Api, states: S, room: usize) -> Self {
		Self {
			api,
			states,
			memory: Mutex::new(Memory::new(room)),
		}
	}

	/// Nothing that is done with it fails half-way.
	fn memory(&self) -> MutexGuard<'_, Memory> {
		self.memory.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// What a check at this block found before, if it would find the same again.
	fn recall(&self, at: H256, extrinsic: &H256) -> Option<TransactionValidity> {
		let account = self.memory().sender(extrinsic)?;
		let now = self.states.circumstances(at, &account)?;
		let number = self.api.resolve_block_number(at).ok()?;
		self.memory().recall(extrinsic, &now, number.into()).map(Ok)
	}

	/// Remembers what a check at this block found, if it was valid.
	fn keep(&self, at: H256, extrinsic: H256, found: &Result<TransactionValidity, Api::Error>) {
		let kept = || {
			let valid = found.as_ref().ok()?.as_ref().ok()?;
			let circumstances = self.states.circumstances(at, &sender(valid)?)?;
			let number = self.api.resolve_block_number(at).ok()?;
			self.memory()
				.keep(extrinsic, circumstances, number.into(), valid.clone());
			Some(())
		};
		if kept().is_none() {
			self.memory().forget(&extrinsic);
		}
	}
}

#[async_trait]
impl<Api: ChainApi<Block = Block>, S: States> ChainApi for Remembering<Api, S> {
	type Block = Block;
	type Error = Api::Error;

	async fn validate_transaction(
		&self,
		at: H256,
		source: TransactionSource,
		extrinsic: Arc<OpaqueExtrinsic>,
		priority: ValidateTransactionPriority,
	) -> Result<TransactionValidity, Self::Error> {
		let (hash, _) = self.api.hash_and_length(&extrinsic);
		if priority == ValidateTransactionPriority::Maintained {
			if let Some(known) = self.recall(at, &hash) {
				return Ok(known);
			}
		}
		let found = self.api.validate_transaction(at, source, extrinsic, priority).await;
		self.keep(at, hash, &found);
		found
	}

	fn validate_transaction_blocking(
		&self,
		at: H256,
		source: TransactionSource,
		extrinsic: Arc<OpaqueExtrinsic>,
	) -> Result<TransactionValidity, Self::Error> {
		self.api.validate_transaction_blocking(at, source, extrinsic)
	}

	fn block_id_to_number(&self, at: &BlockId<Block>) -> Result<Option<NumberFor<Block>>, Self::Error> {
		self.api.block_id_to_number(at)
	}

	fn block_id_to_hash(&self, at: &BlockId<Block>) -> Result<Option<H256>, Self::Error> {
		self.api.block_id_to_hash(at)
	}

	fn hash_and_length(&self, extrinsic: &OpaqueExtrinsic) -> (H256, usize) {
		self.api.hash_and_length(extrinsic)
	}

	async fn block_body(&self, at: H256) -> Result<Option<Vec<OpaqueExtrinsic>>, Self::Error> {
		self.api.block_body(at).await
	}

	fn block_header(&self, at: H256) -> Result<Option<Header>, Self::Error> {
		self.api.block_header(at)
	}

	fn tree_route(&self, from: H256, to: H256) -> Result<TreeRoute<Block>, Self::Error> {
		self.api.tree_route(from, to)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use futures::executor::block_on;
	use sc_transaction_pool_api::error::Error as PoolError;
	use sp_runtime::transaction_validity::{InvalidTransaction, ValidTransaction};
	use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};
	use ValidateTransactionPriority::{Maintained, Submitted};

	/// A runtime that finds everything valid, unless the account's nonce is beyond 5, and counts how often it was asked. The number of
	/// a block is the first byte of its hash.
	#[derive(Clone, Default)]
	struct Runtime {
		nonce: Arc<AtomicU64>,
		asked: Arc<AtomicU32>,
	}

	const ACCOUNT: [u8; 32] = [7; 32];

	#[async_trait]
	impl ChainApi for Runtime {
		type Block = Block;
		type Error = PoolError;

		async fn validate_transaction(
			&self,
			_: H256,
			_: TransactionSource,
			_: Arc<OpaqueExtrinsic>,
			_: ValidateTransactionPriority,
		) -> Result<TransactionValidity, PoolError> {
			self.asked.fetch_add(1, SeqCst);
			if self.nonce.load(SeqCst) > 5 {
				return Ok(Err(InvalidTransaction::Stale.into()));
			}
			Ok(Ok(ValidTransaction {
				provides: vec![(ACCOUNT, 5u32).encode()],
				longevity: 64,
				..ValidTransaction::default()
			}))
		}

		fn validate_transaction_blocking(
			&self,
			at: H256,
			source: TransactionSource,
			extrinsic: Arc<OpaqueExtrinsic>,
		) -> Result<TransactionValidity, PoolError> {
			block_on(self.validate_transaction(at, source, extrinsic, Submitted))
		}

		fn block_id_to_number(&self, at: &BlockId<Block>) -> Result<Option<u32>, PoolError> {
			Ok(match at {
				BlockId::Hash(hash) => Some(hash.0[0].into()),
				BlockId::Number(number) => Some(*number),
			})
		}

		fn block_id_to_hash(&self, _: &BlockId<Block>) -> Result<Option<H256>, PoolError> {
			Ok(None)
		}

		fn hash_and_length(&self, extrinsic: &OpaqueExtrinsic) -> (H256, usize) {
			let bytes = extrinsic.encode();
			(sp_crypto_hashing::blake2_256(&bytes).into(), bytes.len())
		}

		async fn block_body(&self, _: H256) -> Result<Option<Vec<OpaqueExtrinsic>>, PoolError> {
			Ok(None)
		}

		fn block_header(&self, _: H256) -> Result<Option<Header>, PoolError> {
			Ok(None)
		}

		fn tree_route(&self, _: H256, _: H256) -> Result<TreeRoute<Block>, PoolError> {
			Err(PoolError::InvalidBlockId(String::new()))
		}
	}

	impl States for Runtime {
		fn circumstances(&self, _: H256, account: &[u8; 32]) -> Option<Circumstances> {
			(*account == ACCOUNT).then(|| Circumstances {
				code: H256::zero(),
				account: self.nonce.load(SeqCst).encode(),
			})
		}
	}

	struct Asking {
		runtime: Runtime,
		checks: Remembering<Runtime, Runtime>,
	}

	impl Asking {
		fn new() -> Self {
			let runtime = Runtime::default();
			let checks = Remembering::new(runtime.clone(), runtime.clone(), 8);
			Self { runtime, checks }
		}

		/// Whether an extrinsic is valid at a block, and how often the runtime was asked for that.
		fn ask(&self, extrinsic: u8, block: u8, priority: ValidateTransactionPriority) -> (bool, u32) {
			let before = self.runtime.asked.load(SeqCst);
			let extrinsic = OpaqueExtrinsic::try_from_encoded_extrinsic(&vec![extrinsic].encode()).unwrap();
			let source = TransactionSource::External;
			let found = self
				.checks
				.validate_transaction(H256([block; 32]), source, Arc::new(extrinsic), priority);
			let found = block_on(found).unwrap().is_ok();
			(found, self.runtime.asked.load(SeqCst) - before)
		}
	}

	#[test]
	fn what_waits_is_checked_once_while_nothing_changes() {
		let asking = Asking::new();
		assert_eq!(asking.ask(1, 10, Submitted), (true, 1));
		for block in 10..=18 {
			assert_eq!(asking.ask(1, block, Maintained), (true, 0));
		}
		assert_eq!(asking.ask(1, 19, Maintained), (true, 1), "it was long ago");
		assert_eq!(asking.ask(1, 20, Maintained), (true, 0));
		assert_eq!(asking.ask(2, 20, Maintained), (true, 1), "another one");
	}

	#[test]
	fn what_arrives_is_checked_always() {
		let asking = Asking::new();
		assert_eq!(asking.ask(1, 10, Submitted), (true, 1));
		assert_eq!(asking.ask(1, 10, Submitted), (true, 1));
	}

	#[test]
	fn an_account_that_has_done_something_is_looked_at_again() {
		let asking = Asking::new();
		assert_eq!(asking.ask(1, 10, Submitted), (true, 1));
		asking.runtime.nonce.store(5, SeqCst);
		assert_eq!(asking.ask(1, 11, Maintained), (true, 1));
		asking.runtime.nonce.store(6, SeqCst);
		assert_eq!(asking.ask(1, 12, Maintained), (false, 1));
		// Nor is it taken for valid when a fork takes that back.
		asking.runtime.nonce.store(5, SeqCst);
		assert_eq!(asking.ask(1, 12, Maintained), (true, 1));
	}

	#[test]
	fn an_account_is_where_frame_system_has_it() {
		type Accounts = frame_system::Account<eseal_runtime::Runtime>;
		let key = Accounts::hashed_key_for(sp_core::crypto::AccountId32::new(ACCOUNT));
		assert_eq!(account_key(&ACCOUNT).0, key);
	}
}
