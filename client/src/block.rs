//! The chain at one block.

use crate::{
	connection::{decode, Client},
	error::{NodeError, ReadError},
	storage::{self, KeyParts},
	AccountId, Config, Header,
};
use codec::{DecodeAll, Encode};
use eseal_primitives::Moment;
use sp_core::H256;
use std::{collections::HashMap, fmt, sync::Arc};
use subxt::{client::OnlineClientAtBlock, metadata::Metadata};

/// How many keys one answer of the node holds.
const KEYS_AT_A_TIME: u32 = 256;

/// The chain at one block. What is read is as of the block's end.
#[derive(Clone)]
pub struct Block {
	client: Client,
	pub(crate) at: OnlineClientAtBlock<Config>,
	header: Arc<Header>,
	hash: H256,
}

impl fmt::Debug for Block {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Block")
			.field("number", &self.number())
			.field("hash", &self.hash)
			.finish()
	}
}

impl Block {
	pub(crate) fn new(client: Client, at: OnlineClientAtBlock<Config>, header: Header, hash: H256) -> Self {
		Self {
			client,
			at,
			header: Arc::new(header),
			hash,
		}
	}

	/// The block's number.
	pub fn number(&self) -> u64 {
		self.header.number.into()
	}

	/// The block's hash.
	pub fn hash(&self) -> H256 {
		self.hash
	}

	/// The block's header.
	pub fn header(&self) -> &Header {
		&self.header
	}

	/// The connection that it is read over.
	pub fn client(&self) -> &Client {
		&self.client
	}

	/// The metadata of the runtime that the block leaves.
	pub fn metadata(&self) -> &Metadata {
		self.at.metadata_ref()
	}

	/// The version of that runtime.
	pub fn spec_version(&self) -> u32 {
		self.at.spec_version()
	}

	/// The version of that runtime's extrinsics.
	pub fn transaction_version(&self) -> u32 {
		self.at.transaction_version()
	}

	/// What a function of a runtime API answers: `ESealApi_seal`, with its arguments as a tuple.
	pub async fn api<T: DecodeAll>(&self, function: &str, arguments: impl Encode) -> Result<T, ReadError> {
		let (at, arguments) = (Some(self.hash.0.into()), arguments.encode());
		let answer = self.client.methods().state_call(function, Some(&arguments), at);
		let answer = self.client.answer(answer).await?;
		Ok(decode(&answer, function)?)
	}

	/// The number that the next extrinsic of an account has after this block.
	pub async fn nonce(&self, account: &AccountId) -> Result<u64, ReadError> {
		let nonce: u32 = self.api("AccountNonceApi_account_nonce", account).await?;
		Ok(nonce.into())
	}

	/// A value in storage, by the names of pallet and item and the parts of its key: `()` for a plain value, `(seat,)` or
	/// `(seal, index)` for one in a map. Where nothing lies there, the item's default, if it has one.
	pub async fn value<T: DecodeAll>(
		&self,
		pallet: &str,
		item: &str,
		key: impl KeyParts,
	) -> Result<Option<T>, ReadError> {
		let item = storage::Item::of(self.metadata(), pallet, item)?;
		let found = self.raw(item.key(&key)?).await?;
		let bytes = found.as_deref().or(item.default());
		bytes.map(|bytes| self.read(bytes, item.name())).transpose()
	}

	/// The values under these keys of a map, each where its key is: none where nothing lies.
	pub async fn values<T: DecodeAll, K: KeyParts>(
		&self,
		pallet: &str,
		item: &str,
		keys: &[K],
	) -> Result<Vec<Option<T>>, ReadError> {
		let item = storage::Item::of(self.metadata(), pallet, item)?;
		let keys: Result<Vec<_>, _> = keys.iter().map(|key| item.key(key)).collect();
		let keys = keys?;
		let mut found: HashMap<Vec<u8>, Vec<u8>> = HashMap::new();
		for some in keys.chunks(usize::try_from(KEYS_AT_A_TIME).unwrap_or(usize::MAX)) {
			let at = Some(self.hash.0.into());
			let asked = some.iter().map(|key| &key[..]);
			let changes = self.client.methods().state_query_storage_at(asked, at);
			let sets = self.client.answer(changes).await?;
			for (key, value) in sets.into_iter().flat_map(|set| set.changes) {
				found.extend(value.map(|value| (key.0, value.0)));
			}
		}
		keys.iter()
			.map(|key| found.get(key).map(|bytes| self.read(bytes, item.name())).transpose())
			.collect()
	}

	/// All entries of a map, in the order of storage; or, with the first parts of a key, those under it. A key is read as a
	/// tuple of all its parts, each of which the map must store beside its hash.
	pub async fn entries<K: DecodeAll, V: DecodeAll>(
		&self,
		pallet: &str,
		item: &str,
		under: impl KeyParts,
	) -> Result<Vec<(K, V)>, ReadError> {
		let item = storage::Item::of(self.metadata(), pallet, item)?;
		let prefix = item.prefix(&under)?;
		let at = Some(self.hash.0.into());
		let mut entries = Vec::new();
		let mut last: Option<Vec<u8>> = None;
		loop {
			let keys = self
				.client
				.methods()
				.state_get_keys_paged(&prefix, KEYS_AT_A_TIME, last.as_deref(), at);
			let keys = self.client.answer(keys).await?;
			let Some(end) = keys.last() else {
				return Ok(entries);
			};
			last = Some(end.clone());
			let changes = self
				.client
				.methods()
				.state_query_storage_at(keys.iter().map(|key| &key[..]), at);
			for change in self
				.client
				.answer(changes)
				.await?
				.into_iter()
				.flat_map(|set| set.changes)
			{
				if let (key, Some(value)) = change {
					let parts = item.parts(self.metadata(), &key.0)?;
					entries.push((self.read(&parts, item.name())?, self.read(&value.0, item.name())?));
				}
			}
		}
	}

	/// What lies under a key of storage.
	pub async fn raw(&self, key: Vec<u8>) -> Result<Option<Vec<u8>>, NodeError> {
		let at = Some(self.hash.0.into());
		self.client
			.answer(self.client.methods().state_get_storage(&key, at))
			.await
	}

	/// A constant of a pallet.
	pub fn constant<T: DecodeAll>(&self, pallet: &str, name: &str) -> Result<T, ReadError> {
		let what = format!("{pallet}.{name}");
		let found = self
			.metadata()
			.pallet_by_name(pallet)
			.and_then(|pallet| pallet.constant_by_name(name))
			.ok_or_else(|| ReadError::Unknown(format!("constant {what}")))?;
		self.read(found.value(), &what)
	}

	/// The block's time, in milliseconds since the Unix epoch. The first block has none: 0.
	pub async fn time(&self) -> Result<Moment, ReadError> {
		Ok(self.value("Timestamp", "Now", ()).await?.unwrap_or_default())
	}

	/// Something that the block cannot have: a failure to read it.
	pub(crate) fn unreadable(&self, what: impl Into<String>, reason: impl fmt::Display) -> ReadError {
		ReadError::Unreadable {
			what: what.into(),
			block: self.number(),
			reason: reason.to_string(),
		}
	}

	fn read<T: DecodeAll>(&self, bytes: &[u8], what: &str) -> Result<T, ReadError> {
		T::decode_all(&mut &*bytes).map_err(|error| self.unreadable(what, error))
	}
}
