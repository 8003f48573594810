//! Keys of storage, as the metadata describes them.

use crate::error::ReadError;
use codec::Encode;
use sp_crypto_hashing::{blake2_128, blake2_256, twox_128, twox_256, twox_64};
use subxt::{
	ext::scale_decode::visitor::{decode_with_visitor, IgnoreVisitor},
	metadata::{Metadata, StorageEntryMetadata, StorageHasher},
};

/// The parts of a key of storage, each encoded: `()`, or a tuple of up to three.
pub trait KeyParts {
	/// SCALE of each part, in order.
	fn encoded(&self) -> Vec<Vec<u8>>;
}

impl KeyParts for () {
	fn encoded(&self) -> Vec<Vec<u8>> {
		Vec::new()
	}
}

impl<A: Encode> KeyParts for (A,) {
	fn encoded(&self) -> Vec<Vec<u8>> {
		vec![self.0.encode()]
	}
}

impl<A: Encode, B: Encode> KeyParts for (A, B) {
	fn encoded(&self) -> Vec<Vec<u8>> {
		vec![self.0.encode(), self.1.encode()]
	}
}

impl<A: Encode, B: Encode, C: Encode> KeyParts for (A, B, C) {
	fn encoded(&self) -> Vec<Vec<u8>> {
		vec![self.0.encode(), self.1.encode(), self.2.encode()]
	}
}

/// An item of a pallet's storage.
pub(crate) struct Item<'a> {
	name: String,
	prefix: [u8; 32],
	entry: &'a StorageEntryMetadata,
}

impl<'a> Item<'a> {
	/// The item of this name.
	pub fn of(metadata: &'a Metadata, pallet: &str, item: &str) -> Result<Self, ReadError> {
		let name = format!("{pallet}.{item}");
		let storage = metadata.pallet_by_name(pallet).and_then(|pallet| pallet.storage());
		let found = storage.and_then(|storage| Some((storage.prefix(), storage.entry_by_name(item)?)));
		let (pallet, entry) = found.ok_or_else(|| ReadError::Unknown(format!("storage item {name}")))?;
		let mut prefix = [0; 32];
		let (first, second) = prefix.split_at_mut(16);
		first.copy_from_slice(&twox_128(pallet.as_bytes()));
		second.copy_from_slice(&twox_128(item.as_bytes()));
		Ok(Self { name, prefix, entry })
	}

	/// Its name, with the pallet's.
	pub fn name(&self) -> &str {
		&self.name
	}

	/// What it holds where nothing lies.
	pub fn default(&self) -> Option<&[u8]> {
		self.entry.default_value()
	}

	/// The key of one value: all parts.
	pub fn key(&self, parts: &impl KeyParts) -> Result<Vec<u8>, ReadError> {
		let parts = parts.encoded();
		if parts.len() != self.entry.keys().len() {
			return Err(self.other_parts(parts.len()));
		}
		self.hashed(&parts)
	}

	/// What the keys under some first parts begin with.
	pub fn prefix(&self, parts: &impl KeyParts) -> Result<Vec<u8>, ReadError> {
		let parts = parts.encoded();
		if parts.len() >= self.entry.keys().len() {
			return Err(self.other_parts(parts.len()));
		}
		self.hashed(&parts)
	}

	/// The parts of a key, one after another, without their hashes.
	pub fn parts(&self, metadata: &Metadata, key: &[u8]) -> Result<Vec<u8>, ReadError> {
		let unknown = || ReadError::Unknown(format!("storage item {} whose keys can be read", self.name));
		let mut rest = key.strip_prefix(&self.prefix).ok_or_else(unknown)?;
		let mut parts = Vec::new();
		for part in self.entry.keys() {
			let hash = match part.hasher {
				StorageHasher::Blake2_128Concat => 16,
				StorageHasher::Twox64Concat => 8,
				StorageHasher::Identity => 0,
				_ => return Err(unknown()),
			};
			rest = rest.get(hash..).ok_or_else(unknown)?;
			let mut after = rest;
			decode_with_visitor(&mut after, part.key_id, metadata.types(), IgnoreVisitor::new())
				.map_err(|_| unknown())?;
			let length = rest.len().saturating_sub(after.len());
			parts.extend_from_slice(rest.get(..length).ok_or_else(unknown)?);
			rest = after;
		}
		Ok(parts)
	}

	fn hashed(&self, parts: &[Vec<u8>]) -> Result<Vec<u8>, ReadError> {
		let mut key = self.prefix.to_vec();
		for (part, info) in parts.iter().zip(self.entry.keys()) {
			match info.hasher {
				StorageHasher::Blake2_128 => key.extend(blake2_128(part)),
				StorageHasher::Blake2_256 => key.extend(blake2_256(part)),
				StorageHasher::Blake2_128Concat => {
					key.extend(blake2_128(part));
					key.extend(part);
				}
				StorageHasher::Twox128 => key.extend(twox_128(part)),
				StorageHasher::Twox256 => key.extend(twox_256(part)),
				StorageHasher::Twox64Concat => {
					key.extend(twox_64(part));
					key.extend(part);
				}
				StorageHasher::Identity => key.extend(part),
			}
		}
		Ok(key)
	}

	fn other_parts(&self, given: usize) -> ReadError {
		ReadError::Unknown(format!("storage item {} with a key of {given} part(s)", self.name))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::interface::tests::runtime_metadata;
	use eseal_primitives::{SealCode, SealId, Seat};
	use eseal_receipt::storage as known;

	#[test]
	fn keys_are_those_of_the_runtime() {
		let metadata = runtime_metadata();
		let key = |pallet, item, parts: &dyn Fn(&Item) -> Result<Vec<u8>, ReadError>| {
			parts(&Item::of(&metadata, pallet, item).unwrap()).unwrap()
		};
		let code = SealCode::parse(b"3301060000001").unwrap();
		assert_eq!(key("Timestamp", "Now", &|item| item.key(&())), known::now());
		assert_eq!(
			key("UsageLog", "Records", &|item| item.key(&(3u64, 4u64))),
			known::use_record(SealId(3), 4)
		);
		assert_eq!(
			key("UsageLog", "Heads", &|item| item.key(&(3u64,))),
			known::log_head(SealId(3))
		);
		assert_eq!(
			key("ESeal", "PhysicalSeals", &|item| item.key(&(code,))),
			known::physical_seal(&code)
		);
		// A prefix is what all keys under it begin with.
		let records = key("UsageLog", "Records", &|item| item.prefix(&(3u64,)));
		assert!(known::use_record(SealId(3), 4).starts_with(&records));
	}

	#[test]
	fn parts_are_read_out_of_a_key() {
		let metadata = runtime_metadata();
		let records = Item::of(&metadata, "UsageLog", "Records").unwrap();
		let key = records.key(&(3u64, 4u64)).unwrap();
		assert_eq!(records.parts(&metadata, &key).unwrap(), (3u64, 4u64).encode());
		assert!(records.parts(&metadata, &key[..key.len() - 1]).is_err());
		assert!(records.parts(&metadata, b"another key").is_err());
		let seats = Item::of(&metadata, "Agencies", "Seats").unwrap();
		let key = seats.key(&(Seat::ALL[1],)).unwrap();
		assert_eq!(seats.parts(&metadata, &key).unwrap(), Seat::ALL[1].encode());
	}

	#[test]
	fn a_key_of_other_parts_is_refused() {
		let metadata = runtime_metadata();
		let records = Item::of(&metadata, "UsageLog", "Records").unwrap();
		assert!(records.key(&()).is_err());
		assert!(records.key(&(1u64,)).is_err());
		assert!(records.prefix(&(1u64, 2u64)).is_err());
		assert!(Item::of(&metadata, "UsageLog", "Nothing").is_err());
		assert!(Item::of(&metadata, "Nothing", "Records").is_err());
	}
}
