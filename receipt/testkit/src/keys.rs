//! Seal keys and accounts, with their secrets.

use codec::{Decode, Encode};
use eseal_crypto::Sm2Pair;
use eseal_primitives::{SealKey, SealSignature, Text};
use eseal_receipt::{checks::signature::AccountSignature, AccountId};
use sp_core::{crypto::UncheckedFrom, ecdsa, ed25519, sr25519, Pair};
use sp_crypto_hashing as hashing;
use sp_runtime::{
	traits::{IdentifyAccount, Verify},
	MultiSignature, MultiSigner,
};

/// What signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
	/// Schnorr on Ristretto25519.
	Sr25519,
	/// Ed25519.
	Ed25519,
	/// ECDSA on secp256k1.
	Ecdsa,
	/// SM2 with the usual identity; e-seals only.
	Sm2,
	/// SM2 with an identity of its own; e-seals only.
	Sm2WithIdentity,
	/// ECDSA as Ethereum wallets sign; accounts only.
	Eth,
}

/// Every algorithm of seal keys.
pub const SEAL_ALGORITHMS: [Algorithm; 5] = [
	Algorithm::Sr25519,
	Algorithm::Ed25519,
	Algorithm::Ecdsa,
	Algorithm::Sm2,
	Algorithm::Sm2WithIdentity,
];

/// The pair of keys number `number`.
pub fn pair<P: Pair>(role: &str, number: u64) -> P {
	P::from_seed_slice(&hashing::blake2_256(&(role, number).encode())).unwrap()
}

/// A seal key with its secret.
pub struct SealPair(Algorithm, u64);

impl SealPair {
	/// The key number `number` of an algorithm.
	pub fn new(algorithm: Algorithm, number: u64) -> Self {
		Self(algorithm, number)
	}

	fn sm2(&self) -> Sm2Pair {
		let secret = hashing::blake2_256(&("sm2", self.1).encode());
		let identity = (self.0 == Algorithm::Sm2WithIdentity).then(|| Text::parse(b"seal@example.cn").unwrap());
		Sm2Pair::from_seed(&secret, identity).unwrap()
	}

	/// The public key.
	pub fn public(&self) -> SealKey {
		let Self(algorithm, number) = *self;
		match algorithm {
			Algorithm::Sr25519 => SealKey::Sr25519(pair::<sr25519::Pair>("seal", number).public()),
			Algorithm::Ed25519 => SealKey::Ed25519(pair::<ed25519::Pair>("seal", number).public()),
			Algorithm::Ecdsa => SealKey::Ecdsa(pair::<ecdsa::Pair>("seal", number).public()),
			Algorithm::Sm2 | Algorithm::Sm2WithIdentity => self.sm2().public(),
			Algorithm::Eth => panic!("no algorithm of seal keys"),
		}
	}

	/// Signs.
	pub fn sign(&self, message: &[u8]) -> SealSignature {
		let Self(algorithm, number) = *self;
		match algorithm {
			Algorithm::Sr25519 => SealSignature::Sr25519(pair::<sr25519::Pair>("seal", number).sign(message)),
			Algorithm::Ed25519 => SealSignature::Ed25519(pair::<ed25519::Pair>("seal", number).sign(message)),
			Algorithm::Ecdsa => SealSignature::Ecdsa(pair::<ecdsa::Pair>("seal", number).sign(message)),
			Algorithm::Sm2 | Algorithm::Sm2WithIdentity => self.sm2().sign(message).unwrap(),
			Algorithm::Eth => panic!("no algorithm of seal keys"),
		}
	}
}

/// An account with its secret.
pub struct AccountPair(Algorithm, u64);

impl AccountPair {
	/// The account number `number` of an algorithm.
	pub fn new(algorithm: Algorithm, number: u64) -> Self {
		Self(algorithm, number)
	}

	/// The account.
	pub fn account(&self) -> AccountId {
		let Self(algorithm, number) = *self;
		match algorithm {
			Algorithm::Sr25519 => {
				MultiSigner::Sr25519(pair::<sr25519::Pair>("account", number).public()).into_account()
			}
			Algorithm::Ed25519 => {
				MultiSigner::Ed25519(pair::<ed25519::Pair>("account", number).public()).into_account()
			}
			Algorithm::Ecdsa => MultiSigner::Ecdsa(pair::<ecdsa::Pair>("account", number).public()).into_account(),
			Algorithm::Eth => {
				let public = pair::<ecdsa::Pair>("account", number).public();
				MultiSigner::Eth(ecdsa::KeccakPublic::unchecked_from(public.0)).into_account()
			}
			Algorithm::Sm2 | Algorithm::Sm2WithIdentity => panic!("no algorithm of accounts"),
		}
	}

	/// Signs the payload of an extrinsic.
	pub fn sign(&self, payload: &[u8]) -> AccountSignature {
		let Self(algorithm, number) = *self;
		let digest = hashing::blake2_256(payload);
		let payload = if payload.len() > 256 { &digest[..] } else { payload };
		let signature = match algorithm {
			Algorithm::Sr25519 => MultiSignature::Sr25519(pair::<sr25519::Pair>("account", number).sign(payload)),
			Algorithm::Ed25519 => MultiSignature::Ed25519(pair::<ed25519::Pair>("account", number).sign(payload)),
			Algorithm::Ecdsa => MultiSignature::Ecdsa(pair::<ecdsa::Pair>("account", number).sign(payload)),
			Algorithm::Eth => {
				let signature = pair::<ecdsa::Pair>("account", number).sign_prehashed(&hashing::keccak_256(payload));
				MultiSignature::Eth(ecdsa::KeccakSignature::unchecked_from(signature.0))
			}
			Algorithm::Sm2 | Algorithm::Sm2WithIdentity => panic!("no algorithm of accounts"),
		};
		// The chain accepts it: what is tested here is not this module.
		assert!(signature.verify(payload, &self.account()));
		Decode::decode(&mut &*signature.encode()).unwrap()
	}
}

/// Another form of an ECDSA signature by the same key over the same message.
pub fn other_form(signature: [u8; 65], negative: bool, id_from: u8) -> [u8; 65] {
	let mut other = signature;
	if negative {
		let order =
			sp_core::U256::from_str_radix("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
		let s = order.unwrap() - sp_core::U256::from_big_endian(&signature[32..64]);
		other[32..64].copy_from_slice(&s.to_big_endian());
		other[64] ^= 1;
	}
	other[64] += id_from;
	other
}
