//! A state, its trie, and proofs of what it has.

use codec::Encode;
use eseal_primitives::{GrantId, SealCode, SealId, Uscc, UsccCheck};
use eseal_receipt::{checks::state::encode_proof, format::Base64, storage};
use sp_core::{Blake2Hasher, H256};
use sp_crypto_hashing as hashing;
use sp_trie::{recorder::Recorder, trie_types::TrieDBMutBuilderV1, LayoutV1, MemoryDB, Trie, TrieDBBuilder, TrieMut};
use std::collections::BTreeMap;

/// What the network keeps of the other e-seals, and all that every chain keeps.
pub fn surroundings(others: u64, state: &mut BTreeMap<Vec<u8>, Vec<u8>>) {
	let bytes = |of: &[u8], length: usize| {
		let mut bytes = of.to_vec();
		bytes.resize(length, 0x11);
		bytes
	};
	for pallet in [
		"System",
		"Timestamp",
		"Aura",
		"Authorship",
		"Agencies",
		"Session",
		"Grandpa",
		"Offences",
		"Council",
	] {
		for item in 0..6 {
			let mut key = hashing::twox_128(pallet.as_bytes()).to_vec();
			key.extend(hashing::twox_128(&[item]));
			state.insert(key, bytes(pallet.as_bytes(), 40));
		}
	}
	for number in 0..others {
		let id = SealId(1_000 + number);
		let salt = number.encode();
		let code = SealCode::parse(format!("{:013}", number).as_bytes()).unwrap();
		let alphabet = eseal_primitives::uscc::USCC_ALPHABET;
		let mut uscc = *b"910000000000000000";
		let mut left = number;
		for character in uscc.iter_mut().rev() {
			*character = alphabet[(left % 31) as usize];
			left /= 31;
		}
		let uscc = Uscc::parse(&uscc, UsccCheck::Waived).unwrap();
		let mut account = [hashing::twox_128(b"System"), hashing::twox_128(b"Account")].concat();
		account.extend(hashing::blake2_256(&salt));
		for (key, length) in [
			(storage::use_record(id, 0), 190),
			(storage::log_head(id), 40),
			(storage::grant(GrantId(id.0)), 90),
			(storage::seal(id), 320),
			(storage::history_entry(id, 0), 60),
			(storage::history_entry(id, 1), 60),
			(storage::physical_seal(&code), 120),
			(enterprise(&uscc), 90),
			(account, 80),
		] {
			state.insert(key, bytes(&salt, length));
		}
	}
}

/// Key of an enterprise, which receipts do not have.
fn enterprise(uscc: &Uscc) -> Vec<u8> {
	let code = uscc.encode();
	let mut key = [hashing::twox_128(b"ESeal"), hashing::twox_128(b"Enterprises")].concat();
	key.extend(hashing::blake2_128(&code));
	key.extend(code);
	key
}

/// A state and its trie.
pub struct StateDb {
	db: MemoryDB<Blake2Hasher>,
	/// Its root.
	pub root: H256,
}

impl StateDb {
	/// The trie of keys and values.
	pub fn new(state: &BTreeMap<Vec<u8>, Vec<u8>>) -> Self {
		let (mut db, mut root) = (MemoryDB::default(), H256::default());
		{
			let mut trie = TrieDBMutBuilderV1::<Blake2Hasher>::new(&mut db, &mut root).build();
			for (key, value) in state {
				trie.insert(key, value).unwrap();
			}
		}
		Self { db, root }
	}

	/// The nodes that lead to the keys, as `state_getReadProof` gives them.
	pub fn nodes(&self, keys: &[Vec<u8>]) -> Vec<Vec<u8>> {
		let recorder = Recorder::<Blake2Hasher>::default();
		{
			let mut trie_recorder = recorder.as_trie_recorder(self.root);
			let trie = TrieDBBuilder::<LayoutV1<Blake2Hasher>>::new(&self.db, &self.root)
				.with_recorder(&mut trie_recorder)
				.build();
			for key in keys {
				trie.get(key).unwrap();
			}
		}
		recorder.drain_storage_proof().into_iter_nodes().collect()
	}

	/// The proof of the keys, as a receipt has it.
	pub fn prove(&self, keys: &[Vec<u8>]) -> Base64 {
		Base64(encode_proof(&self.nodes(keys)))
	}
}
