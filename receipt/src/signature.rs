//! Signatures, verified without a node's help. The runtime verifies the same ones through the node, with the same crates.

use crate::AccountId;
use eseal_primitives::{sm2, SealKey, SealSignature, Text};
use sp_core::{ecdsa, ed25519, sr25519, Pair};
use sp_runtime::MultiSignature;

/// Whether `signature` is by the seal key `key` over `message`: what [`SealKey::verifies`] says on the chain.
pub fn by_seal_key(key: &SealKey, signature: &SealSignature, message: &[u8]) -> bool {
	if key.is_nobodys() {
		return false;
	}
	match (key, signature) {
		(SealKey::Sr25519(key), SealSignature::Sr25519(signature)) => sr25519::Pair::verify(signature, message, key),
		(SealKey::Ed25519(key), SealSignature::Ed25519(signature)) => ed25519::Pair::verify(signature, message, key),
		(SealKey::Ecdsa(key), SealSignature::Ecdsa(signature)) => ecdsa::Pair::verify(signature, message, key),
		(SealKey::Sm2 { point, identity }, SealSignature::Sm2(signature)) => {
			let identity = identity.as_ref().map_or(sm2::DEFAULT_IDENTITY, Text::as_bytes);
			sm2::verifies(&point.0, identity, message, &signature.0)
		}
		_ => false,
	}
}

/// Whether `signature` is by `account` over `message`, as the chain checks an extrinsic.
pub fn by_account(account: &AccountId, signature: &MultiSignature, message: &[u8]) -> bool {
	let bytes: &[u8; 32] = account.as_ref();
	match signature {
		MultiSignature::Ed25519(signature) => {
			ed25519::Pair::verify(signature, message, &ed25519::Public::from_raw(*bytes))
		}
		MultiSignature::Sr25519(signature) => {
			sr25519::Pair::verify(signature, message, &sr25519::Public::from_raw(*bytes))
		}
		MultiSignature::Ecdsa(signature) => {
			let digest = sp_crypto_hashing::blake2_256(message);
			signature
				.recover_prehashed(&digest)
				.is_some_and(|key| sp_crypto_hashing::blake2_256(key.as_ref()) == *bytes)
		}
		MultiSignature::Eth(signature) => {
			let digest = sp_crypto_hashing::keccak_256(message);
			signature.recover_prehashed(&digest).is_some_and(|key| {
				let address = sp_crypto_hashing::keccak_256(key.as_ref());
				// The last 20 bytes, then 12 times EE.
				let expected = address.iter().skip(12).copied().chain([0xee; 12]);
				expected.eq(bytes.iter().copied())
			})
		}
	}
}
