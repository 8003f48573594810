//! The key file: a secret, encrypted under a password.
//!
//! The password goes through scrypt; the secret is sealed with XChaCha20-Poly1305, and everything else in the file is
//! bound to it, so that a file of which one character changed does not open.

use super::secret::{Algorithm, Public, Secret};
use crate::{
	failure::{Failure, Kind, Result},
	files,
	view::terminal::word,
};
use chacha20poly1305::{
	aead::{Aead, KeyInit, Payload},
	XChaCha20Poly1305, XNonce,
};
use rand::{rngs::OsRng, RngCore};
use serde::{Deserialize, Serialize};
use std::path::Path;
use zeroize::Zeroizing;

/// The version of the file's format.
const VERSION: u8 = 1;

/// The most that a file may ask of scrypt: 1 GiB of memory. A file that asks for more is refused, not computed.
const MAX_LOG_N: u8 = 20;

/// A key file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyFile {
	/// The version of the format.
	version: u8,
	/// What kind of key it is.
	pub algorithm: Algorithm,
	/// The public key, in hexadecimal.
	#[serde(with = "hex_bytes")]
	public_key: Vec<u8>,
	/// The signer's identity, of an SM2 key that has one.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	identity: Option<String>,
	/// How the password becomes a key.
	scrypt: Scrypt,
	/// The secret, encrypted.
	cipher: Cipher,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Scrypt {
	log_n: u8,
	r: u32,
	p: u32,
	#[serde(with = "hex_bytes")]
	salt: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Cipher {
	name: String,
	#[serde(with = "hex_bytes")]
	nonce: Vec<u8>,
	#[serde(with = "hex_bytes")]
	text: Vec<u8>,
}

const CIPHER: &str = "xchacha20poly1305";

impl KeyFile {
	/// Encrypts a secret. `log_n` is scrypt's cost: 17 takes 128 MiB and about half a second.
	pub fn seal(secret: &Secret, password: &str, log_n: u8) -> Result<Self> {
		let mut salt = [0; 32];
		let mut nonce = [0; 24];
		OsRng.fill_bytes(&mut salt);
		OsRng.fill_bytes(&mut nonce);
		let public = secret.public();
		let mut file = Self {
			version: VERSION,
			algorithm: public.algorithm(),
			public_key: public.bytes(),
			identity: public.identity().map(str::to_owned),
			scrypt: Scrypt {
				log_n,
				r: 8,
				p: 1,
				salt: salt.to_vec(),
			},
			cipher: Cipher {
				name: CIPHER.into(),
				nonce: nonce.to_vec(),
				text: Vec::new(),
			},
		};
		let bound = file.bound()?;
		let plain = secret.bytes();
		let payload = Payload {
			msg: &plain,
			aad: &bound,
		};
		file.cipher.text = file
			.sealing_key(password)?
			.encrypt(XNonce::from_slice(&nonce), payload)
			.map_err(|_| key("the secret cannot be encrypted"))?;
		Ok(file)
	}

	/// Decrypts the secret.
	pub fn open(&self, password: &str) -> Result<Secret> {
		if self.cipher.name != CIPHER || self.cipher.nonce.len() != 24 {
			return Err(key("the key file does not use the cipher xchacha20poly1305"));
		}
		let bound = self.bound()?;
		let payload = Payload {
			msg: &self.cipher.text,
			aad: &bound,
		};
		let plain = self
			.sealing_key(password)?
			.decrypt(XNonce::from_slice(&self.cipher.nonce), payload)
			.map(Zeroizing::new)
			.map_err(|_| {
				key("the password is wrong, or the key file is damaged")
					.next("Check the password, or restore the file.")
			})?;
		let secret = Secret::from_bytes(self.algorithm, &plain, self.identity.as_deref())?;
		if secret.public() != self.public()? {
			return Err(key("the key file's public key does not match its secret"));
		}
		Ok(secret)
	}

	/// The public key, which needs no password.
	pub fn public(&self) -> Result<Public> {
		Public::from_bytes(self.algorithm, &self.public_key, self.identity.as_deref())
	}

	/// Reads a key file.
	pub fn read(path: &Path) -> Result<Self> {
		let text = files::read_typed(path)?;
		let file: Self =
			serde_json::from_str(&text).map_err(|e| key(format!("{} is not a key file: {e}", word(path))))?;
		if file.version != VERSION {
			return Err(key(format!(
				"{} is a key file of version {}, and this program supports version {VERSION}",
				word(path),
				file.version
			)));
		}
		file.public()?;
		Ok(file)
	}

	/// Writes a new key file that its owner alone may read.
	pub fn create(&self, path: &Path) -> Result<()> {
		let mut text = serde_json::to_vec_pretty(self).map_err(|e| key(e.to_string()))?;
		text.push(b'\n');
		files::create(path, &text, files::Readers::Owner)
	}

	/// Everything in the file but the encrypted secret.
	fn bound(&self) -> Result<Vec<u8>> {
		let mut rest = self.clone();
		rest.cipher.text.clear();
		serde_json::to_vec(&rest).map_err(|e| key(e.to_string()))
	}

	fn sealing_key(&self, password: &str) -> Result<XChaCha20Poly1305> {
		let Scrypt { log_n, r, p, salt } = &self.scrypt;
		if !(1..=MAX_LOG_N).contains(log_n) || *r > 8 || *p > 4 || salt.len() < 16 {
			return Err(key("the key file asks for scrypt parameters that are out of bounds"));
		}
		let parameters =
			scrypt::Params::new(*log_n, *r, *p, 32).map_err(|_| key("the key file's scrypt parameters are wrong"))?;
		let mut derived = Zeroizing::new([0; 32]);
		scrypt::scrypt(password.as_bytes(), salt, &parameters, derived.as_mut())
			.map_err(|_| key("scrypt failed with the key file's parameters"))?;
		Ok(XChaCha20Poly1305::new(derived.as_ref().into()))
	}
}

fn key(message: impl Into<String>) -> Failure {
	Failure::new(Kind::Key, message)
}

mod hex_bytes {
	use serde::{de::Error, Deserialize, Deserializer, Serializer};

	pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&format!("0x{}", hex::encode(bytes)))
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
		let text = String::deserialize(deserializer)?;
		hex::decode(text.strip_prefix("0x").unwrap_or(&text)).map_err(D::Error::custom)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Cheap, for tests.
	const LOG_N: u8 = 4;

	fn all() -> Vec<Secret> {
		Algorithm::ALL
			.into_iter()
			.map(|algorithm| Secret::generate(algorithm, None).unwrap())
			.collect()
	}

	#[test]
	fn what_is_sealed_opens_with_the_same_password_only() {
		for secret in all() {
			let file = KeyFile::seal(&secret, "correct horse", LOG_N).unwrap();
			let opened = file.open("correct horse").unwrap();
			assert_eq!(opened.public(), secret.public());
			let signature = opened.sign(b"message").unwrap();
			assert!(eseal_crypto::verify(secret.public().seal_key(), &signature, b"message"));
			assert_eq!(file.open("wrong horse").err().map(|e| e.kind), Some(Kind::Key));
		}
	}

	#[test]
	fn a_file_survives_the_disk() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("a.key");
		let file = KeyFile::seal(&all()[0], "p", LOG_N).unwrap();
		file.create(&path).unwrap();
		assert_eq!(KeyFile::read(&path).unwrap(), file);
		assert!(file.create(&path).is_err(), "it is never overwritten");
	}

	#[test]
	fn a_file_that_was_changed_does_not_open() {
		let mut secrets = all();
		let secret = secrets.remove(0);
		let other = secrets.remove(0);
		let file = KeyFile::seal(&secret, "p", LOG_N).unwrap();
		let changes: [fn(&mut KeyFile, &Secret); 5] = [
			|f, _| f.cipher.text[0] ^= 1,
			|f, _| f.cipher.nonce[0] ^= 1,
			|f, _| f.scrypt.salt[0] ^= 1,
			|f, other| f.public_key = other.public().bytes(),
			|f, _| f.identity = Some("someone".into()),
		];
		for (i, change) in changes.into_iter().enumerate() {
			let mut changed = file.clone();
			change(&mut changed, &other);
			assert!(changed.open("p").is_err(), "change {i}");
		}
		let mut greedy = file;
		greedy.scrypt.log_n = 30;
		assert!(greedy.open("p").is_err(), "it would take a terabyte");
	}
}
