//! An agency's directory of secrets: how it is laid out, how secrets get into it, and whether it holds the right ones.
//!
//! | in the directory | what it is |
//! | --- | --- |
//! | `validator-1/keystore/` | the session keys, as eseal-node keeps them |
//! | `validator-1/node.key` | the node's identity in the network, in hexadecimal |
//! | `accounts/*.phrase` | the phrases of the accounts that were made |

use super::{
	agency_file::{Agency, Proofs, Validator},
	proof,
};
use crate::address::Address;
use bip39::Mnemonic;
use libp2p_identity::{ed25519 as node_key, PeerId, PublicKey};
use sc_keystore::{Keystore, LocalKeystore};
use sp_core::{
	crypto::{key_types, Pair},
	ed25519, sr25519,
};
use std::{
	fs, io,
	path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// How many words a phrase has: 256 bits of chance.
const WORDS: usize = 24;

/// The length of an Ed25519 secret, in bytes.
const SECRET_BYTES: usize = 32;

/// Where the phrases of accounts lie.
pub const ACCOUNTS: &str = "accounts";

/// Where what a validator's node needs lies; `index` counts from 0, names from 1.
pub fn validator_directory(index: usize) -> String {
	format!("validator-{}", index + 1)
}

/// Where a validator's session keys lie.
pub fn keystore(index: usize) -> String {
	format!("{}/keystore", validator_directory(index))
}

/// Where a node's key lies.
pub fn node_key_file(index: usize) -> String {
	format!("{}/node.key", validator_directory(index))
}

/// Where the phrase of the governing account lies.
pub fn governing_phrase() -> String {
	format!("{ACCOUNTS}/governing.phrase")
}

/// Where the phrase of an officer lies that is made if the agency names fewer than it needs; `index` counts from 0, names
/// from 1.
pub fn officer_phrase(index: usize) -> String {
	format!("{ACCOUNTS}/officer-{}.phrase", index + 1)
}

/// Where the phrase of a validator's account lies.
pub fn validator_phrase(index: usize) -> String {
	format!("{ACCOUNTS}/{}.phrase", validator_directory(index))
}

/// A secret cannot be made, or kept.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
	/// The system gives no random bytes.
	#[error("no secret can be made: {0}")]
	Phrase(#[from] bip39::Error),
	/// A phrase that was just made does not work.
	#[error("a new phrase was not taken: {0:?}")]
	NotTaken(sp_core::crypto::SecretStringError),
	/// The keystore does not take a key, or does not give it back.
	#[error("the keystore {} does not keep the {key} key", path.display())]
	Keystore {
		/// The keystore's directory.
		path: PathBuf,
		/// Which of the session keys.
		key: &'static str,
	},
}

/// A directory does not hold an agency's secrets.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
	/// The keystore has no such key.
	#[error("{} does not have the secret of the {key} key {address}", keystore.display())]
	NoSecret {
		/// The keystore's directory.
		keystore: PathBuf,
		/// Which of the session keys.
		key: &'static str,
		/// The key.
		address: Address,
	},
	/// What the keystore has under the key's name is another key's secret, or none.
	#[error("{} has something under the name of the {key} key {address} that is not its secret", keystore.display())]
	WrongSecret {
		/// The keystore's directory.
		keystore: PathBuf,
		/// Which of the session keys.
		key: &'static str,
		/// The key.
		address: Address,
	},
	/// A file cannot be read.
	#[error("{} cannot be read: {reason}", path.display())]
	Io {
		/// Which one.
		path: PathBuf,
		/// Why.
		reason: io::Error,
	},
	/// A file holds no node's key.
	#[error("{} is not a node's key: 64 hexadecimal digits", .0.display())]
	NotANodeKey(PathBuf),
	/// A node's key is that of another node.
	#[error("{} makes the node {there}, but the public file names {named}", path.display())]
	OtherNode {
		/// The file.
		path: PathBuf,
		/// The identity that the key makes.
		there: Box<PeerId>,
		/// The identity that the public file names.
		named: Box<PeerId>,
	},
	/// A phrase is that of another account, or none.
	#[error("{} is not the phrase of {account}", path.display())]
	OtherAccount {
		/// The file.
		path: PathBuf,
		/// The account that the public file names.
		account: Address,
	},
}

impl SecretsError {
	/// What to do about it.
	pub fn advice(&self) -> String {
		match self {
			Self::NoSecret { .. } | Self::Io { .. } => {
				"Name the directory that `eseal-operator network keys` made on this machine, and the public file from it."
			},
			Self::WrongSecret { .. } | Self::NotANodeKey(_) | Self::OtherNode { .. } | Self::OtherAccount { .. } => {
				"Do not start a node on it. Restore the directory from the backup; if there is none, the agency makes its keys\n\
				 again, and all three assemble again."
			},
		}
		.into()
	}
}

/// An account that was just made.
pub struct NewAccount {
	/// The account.
	pub address: Address,
	/// What its phrase file holds.
	pub file: Zeroizing<String>,
}

/// Makes an account.
///
/// # Errors
///
/// The system gives no random bytes.
pub fn new_account() -> Result<NewAccount, MakeError> {
	let (pair, phrase) = new_pair::<sr25519::Pair>()?;
	Ok(NewAccount {
		address: Address(pair.public().0),
		file: Zeroizing::new(format!("{}\n", phrase.as_str())),
	})
}

fn new_pair<P: Pair>() -> Result<(P, Zeroizing<String>), MakeError> {
	let phrase = Zeroizing::new(Mnemonic::generate(WORDS)?.to_string());
	let (pair, _) = P::from_phrase(&phrase, None).map_err(MakeError::NotTaken)?;
	Ok((pair, phrase))
}

/// Session keys in a keystore.
pub struct SessionKeys {
	path: PathBuf,
	store: LocalKeystore,
	/// The public key that authors blocks.
	pub aura: Address,
	/// The public key that finalizes blocks.
	pub grandpa: Address,
}

impl SessionKeys {
	/// Makes session keys in the keystore of an existing directory.
	///
	/// # Errors
	///
	/// The keystore cannot be written.
	pub fn generate(path: &Path) -> Result<Self, MakeError> {
		let failed = |key| MakeError::Keystore { path: path.into(), key };
		let store = LocalKeystore::open(path, None).map_err(|_| failed("aura"))?;
		let (aura, phrase) = new_pair::<sr25519::Pair>()?;
		let insert = |kind, phrase: &str, public: &[u8]| Keystore::insert(&store, kind, phrase, public);
		insert(key_types::AURA, &phrase, &aura.public().0).map_err(|()| failed("aura"))?;
		let (grandpa, phrase) = new_pair::<ed25519::Pair>()?;
		insert(key_types::GRANDPA, &phrase, &grandpa.public().0).map_err(|()| failed("grandpa"))?;
		Ok(Self {
			path: path.into(),
			aura: Address(aura.public().0),
			grandpa: Address(grandpa.public().0),
			store,
		})
	}

	/// Signs a statement with both, as the keystore keeps them.
	///
	/// # Errors
	///
	/// The keystore does not give them back.
	pub fn prove(&self, statement: &[u8]) -> Result<Proofs, MakeError> {
		let failed = |key| MakeError::Keystore {
			path: self.path.clone(),
			key,
		};
		let aura = sign_aura(&self.store, &self.aura, statement);
		let grandpa = sign_grandpa(&self.store, &self.grandpa, statement);
		Ok(Proofs {
			aura: aura.ok().flatten().ok_or_else(|| failed("aura"))?,
			grandpa: grandpa.ok().flatten().ok_or_else(|| failed("grandpa"))?,
		})
	}
}

/// The keystore has a secret that cannot be read, or that is another key's.
struct NotItsSecret;

/// Signs with the key that a keystore has; nothing if it has none. The keystore derives the public key and compares it.
fn sign_aura(store: &LocalKeystore, key: &Address, text: &[u8]) -> Result<Option<sr25519::Signature>, NotItsSecret> {
	let signed = store.sr25519_sign(key_types::AURA, &sr25519::Public::from(key.0), text);
	signed.map_err(|_| NotItsSecret)
}

fn sign_grandpa(store: &LocalKeystore, key: &Address, text: &[u8]) -> Result<Option<ed25519::Signature>, NotItsSecret> {
	let signed = store.ed25519_sign(key_types::GRANDPA, &ed25519::Public::from(key.0), text);
	signed.map_err(|_| NotItsSecret)
}

/// A node's key that was just made.
pub struct NewNodeKey {
	/// The node's identity.
	pub peer: PeerId,
	/// What its file holds.
	pub file: Zeroizing<String>,
}

/// Makes a node's key.
pub fn new_node_key() -> NewNodeKey {
	let pair = node_key::Keypair::generate();
	NewNodeKey {
		peer: peer_of(&pair),
		file: Zeroizing::new(hex::encode(pair.secret().as_ref())),
	}
}

fn peer_of(pair: &node_key::Keypair) -> PeerId {
	PublicKey::from(pair.public()).to_peer_id()
}

/// Checks that a directory holds the secrets of an agency's session keys and nodes, each derived and compared with the
/// public part, and that no phrase that is still there is another account's.
///
/// Gives the names of the phrase files that it compared: people move them elsewhere.
///
/// # Errors
///
/// Which secret is missing or wrong.
pub fn check(directory: &Path, agency: &Agency) -> Result<Vec<String>, SecretsError> {
	for (index, validator) in agency.validators.iter().enumerate() {
		check_keystore(&directory.join(keystore(index)), validator)?;
		let named = agency.bootnodes.get(index).map(|bootnode| bootnode.peer);
		check_node_key(&directory.join(node_key_file(index)), named)?;
	}
	let mut phrases = vec![(governing_phrase(), agency.account)];
	let officers = agency.officers.iter().enumerate();
	phrases.extend(officers.map(|(index, officer)| (officer_phrase(index), *officer)));
	let validators = agency.validators.iter().enumerate();
	phrases.extend(validators.map(|(index, validator)| (validator_phrase(index), validator.account)));
	let mut compared = Vec::new();
	for (name, account) in phrases {
		if check_phrase(&directory.join(&name), account)? {
			compared.push(name);
		}
	}
	Ok(compared)
}

fn check_keystore(path: &Path, validator: &Validator) -> Result<(), SecretsError> {
	let none = |key, address| SecretsError::NoSecret {
		keystore: path.into(),
		key,
		address,
	};
	// Opening one that is not there would make it.
	if !path.is_dir() {
		return Err(none("aura", validator.aura));
	}
	let store = LocalKeystore::open(path, None).map_err(|_| none("aura", validator.aura))?;
	let text = proof::CHECK;
	for (key, address, signed) in [
		(
			"aura",
			validator.aura,
			sign_aura(&store, &validator.aura, text).map(|signed| signed.is_some()),
		),
		(
			"grandpa",
			validator.grandpa,
			sign_grandpa(&store, &validator.grandpa, text).map(|signed| signed.is_some()),
		),
	] {
		match signed {
			Ok(true) => {}
			Ok(false) => return Err(none(key, address)),
			Err(NotItsSecret) => {
				return Err(SecretsError::WrongSecret {
					keystore: path.into(),
					key,
					address,
				})
			}
		}
	}
	Ok(())
}

fn check_node_key(path: &Path, named: Option<PeerId>) -> Result<(), SecretsError> {
	let bytes = Zeroizing::new(read(path)?.ok_or_else(|| SecretsError::Io {
		path: path.into(),
		reason: io::ErrorKind::NotFound.into(),
	})?);
	let mut secret = Zeroizing::new([0; SECRET_BYTES]);
	hex::decode_to_slice(bytes.trim_ascii_end(), secret.as_mut_slice())
		.map_err(|_| SecretsError::NotANodeKey(path.into()))?;
	let secret = node_key::SecretKey::try_from_bytes(secret.as_mut_slice())
		.map_err(|_| SecretsError::NotANodeKey(path.into()))?;
	let there = peer_of(&node_key::Keypair::from(secret));
	match named {
		Some(named) if named != there => Err(SecretsError::OtherNode {
			path: path.into(),
			there: Box::new(there),
			named: Box::new(named),
		}),
		_ => Ok(()),
	}
}

/// Compares a phrase with its account; tells whether the file is there.
fn check_phrase(path: &Path, account: Address) -> Result<bool, SecretsError> {
	let Some(bytes) = read(path)?.map(Zeroizing::new) else {
		return Ok(false);
	};
	let phrase = std::str::from_utf8(&bytes).ok().map(str::trim);
	let derived = phrase.and_then(|phrase| sr25519::Pair::from_phrase(phrase, None).ok());
	match derived {
		Some((pair, _)) if pair.public().0 == account.0 => Ok(true),
		_ => Err(SecretsError::OtherAccount {
			path: path.into(),
			account,
		}),
	}
}

/// The bytes of a file; nothing if it is not there.
fn read(path: &Path) -> Result<Option<Vec<u8>>, SecretsError> {
	match fs::read(path) {
		Ok(bytes) => Ok(Some(bytes)),
		Err(reason) if reason.kind() == io::ErrorKind::NotFound => Ok(None),
		Err(reason) => Err(SecretsError::Io {
			path: path.into(),
			reason,
		}),
	}
}
