//! Signatures, verified without a node's help. The runtime verifies the same ones through the node, with the same crates.

use crate::AccountId;
use eseal_primitives::{key::identity_bytes, sm2, SealKey, SealSignature};
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
		(SealKey::Ecdsa(key), SealSignature::Ecdsa(signature)) => {
			let digest = sp_crypto_hashing::blake2_256(message);
			recovered(&signature.0, &digest).is_some_and(|recovered| recovered.0 == key.0)
		}
		(SealKey::Sm2 { point, identity }, SealSignature::Sm2(signature)) => {
			sm2::verifies(&point.0, identity_bytes(identity), message, &signature.0)
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
			recovered(&signature.0, &digest).is_some_and(|key| sp_crypto_hashing::blake2_256(&key.0) == *bytes)
		}
		MultiSignature::Eth(signature) => {
			let digest = sp_crypto_hashing::keccak_256(message);
			recovered(&signature.0, &digest).is_some_and(|key| {
				let address = sp_crypto_hashing::keccak_256(&key.0);
				// The last 20 bytes, then 12 times EE.
				let expected = address.iter().skip(12).copied().chain([0xee; 12]);
				expected.eq(bytes.iter().copied())
			})
		}
	}
}

/// The order of the group of secp256k1 (SEC 2, 2.4.1), big-endian.
const ORDER: [u8; 32] = [
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc,
	0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
];

/// Half of [`ORDER`], rounded down.
const HALF_ORDER: [u8; 32] = [
	0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x5d, 0x57, 0x6e,
	0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// The key that an ECDSA signature over `digest` is by, as the chain recovers it: with the recovery id from 0 on or, as
/// Ethereum's wallets give it, from 27 on; and with s or its negative. Without `std` another crate recovers, which takes
/// neither of the two, so both are undone first: a receipt must not hold on one machine and fail on another.
fn recovered(signature: &[u8; 65], digest: &[u8; 32]) -> Option<ecdsa::Public> {
	let mut normal = *signature;
	let (_, rest) = normal.split_at_mut(32);
	let (id, s) = rest.split_last_mut()?;
	*id = id.checked_sub(27).unwrap_or(*id);
	if *s > *HALF_ORDER.as_slice() && *s < *ORDER.as_slice() {
		let mut borrow = false;
		for (digit, minuend) in s.iter_mut().zip(ORDER).rev() {
			let (difference, first) = minuend.overflowing_sub(*digit);
			let (difference, second) = difference.overflowing_sub(u8::from(borrow));
			*digit = difference;
			borrow = first || second;
		}
		*id ^= 1;
	}
	ecdsa::Signature::from(normal).recover_prehashed(digest)
}
