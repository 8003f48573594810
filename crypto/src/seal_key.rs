//! Whether a seal key signed, which keys are weak, and which accounts a key controls.

use crate::{
	ecdsa,
	hashing::{blake2_256, keccak_256},
	sm2,
};
use codec::Encode;
use eseal_primitives::{statement::Approval, SealKey, SealSignature};
#[cfg(not(feature = "host-functions"))]
use sp_core::Pair as _;
use sp_core::{ed25519, sr25519};

/// The weak Ed25519 keys, without their sign bit: the points of small order (RFC 8032, section 5.1) in every encoding that
/// verifiers accept, canonical or not. For each of them, anyone can make a signature without a secret, and it verifies.
const SMALL_ORDER_ED25519: [[u8; 32]; 7] = [
	[
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	],
	[
		0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	],
	[
		0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf,
		0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
	],
	[
		0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20,
		0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
	],
	[
		0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
	],
	[
		0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
	],
	[
		0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
	],
];

/// Whether `signature` is by `key` over `message`. Never for a signature of another algorithm or a weak key. An ECDSA signature
/// is valid in one form only: see [`ecdsa::is_canonical`].
pub fn verify(key: &SealKey, signature: &SealSignature, message: &[u8]) -> bool {
	if is_weak(key) {
		return false;
	}
	match (key, signature) {
		(SealKey::Sr25519(key), SealSignature::Sr25519(signature)) => verify_sr25519(key, signature, message),
		(SealKey::Ed25519(key), SealSignature::Ed25519(signature)) => verify_ed25519(key, signature, message),
		(SealKey::Ecdsa(key), SealSignature::Ecdsa(signature)) => ecdsa::verify(key, signature, message),
		(SealKey::Sm2 { point, identity }, SealSignature::Sm2(signature)) => {
			sm2::verifies(&point.0, sm2::identity_bytes(identity), message, &signature.0)
		}
		_ => false,
	}
}

/// Whether anyone can sign for the key, because it has no secret. A signature by such a key proves nothing.
pub fn is_weak(key: &SealKey) -> bool {
	match key {
		// Ristretto has one such point, and one encoding of it.
		SealKey::Sr25519(key) => key.0 == [0; 32],
		SealKey::Ed25519(key) => {
			let mut without_sign = key.0;
			if let Some(last) = without_sign.last_mut() {
				*last &= 0x7f;
			}
			SMALL_ORDER_ED25519.contains(&without_sign)
		}
		// The neutral point has no compressed encoding.
		SealKey::Ecdsa(_) => false,
		// No 64 bytes are the neutral point.
		SealKey::Sm2 { .. } => false,
	}
}

/// Whether whoever has the secret of `key` can sign extrinsics of `account`, as `sp_runtime::MultiSigner` says: an Sr25519 or
/// Ed25519 key is its account's number; an ECDSA key has two accounts, the BLAKE2b-256 digest of its 33 bytes, and the last 20
/// bytes of their Keccak-256 digest with 12 bytes `ee` after them. No account has an SM2 key.
pub fn controls(key: &SealKey, account: &impl Encode) -> bool {
	account.using_encoded(|account| match key {
		SealKey::Sr25519(key) => account == key.0,
		SealKey::Ed25519(key) => account == key.0,
		SealKey::Ecdsa(key) => account == blake2_256(&key.0) || account == ethereum_account(&key.0),
		SealKey::Sm2 { .. } => false,
	})
}

/// Whether an account approves `message`, which another account sends: the approval's key controls it, and signed that. The key does
/// not control the sender too: an ECDSA key has two accounts, and one secret is not two people.
pub fn approves(account: &impl Encode, sender: &impl Encode, approval: &Approval, message: &[u8]) -> bool {
	controls(&approval.key, account)
		&& !controls(&approval.key, sender)
		&& verify(&approval.key, &approval.signature, message)
}

fn ethereum_account(key: &[u8]) -> [u8; 32] {
	let mut account = [0xee; 32];
	for (place, byte) in account.iter_mut().zip(keccak_256(key).into_iter().skip(12)) {
		*place = byte;
	}
	account
}

/// Whether `signature` is by `key` over `message`, in the signing context `substrate`.
pub fn verify_sr25519(key: &sr25519::Public, signature: &sr25519::Signature, message: &[u8]) -> bool {
	#[cfg(feature = "host-functions")]
	return sp_io::crypto::sr25519_verify(signature, message, key);
	#[cfg(not(feature = "host-functions"))]
	sr25519::Pair::verify(signature, message, key)
}

/// Whether `signature` is by `key` over `message` (RFC 8032, with the validity rules of ZIP 215).
pub fn verify_ed25519(key: &ed25519::Public, signature: &ed25519::Signature, message: &[u8]) -> bool {
	#[cfg(feature = "host-functions")]
	return sp_io::crypto::ed25519_verify(signature, message, key);
	#[cfg(not(feature = "host-functions"))]
	ed25519::Pair::verify(signature, message, key)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Sm2Pair;
	use eseal_primitives::Text;
	use sp_core::Pair;

	#[test]
	fn each_algorithm_verifies_its_own_and_no_other() {
		let message = b"a message";
		let sr = sr25519::Pair::from_seed(&[1; 32]);
		let ed = ed25519::Pair::from_seed(&[1; 32]);
		let ec = sp_core::ecdsa::Pair::from_seed(&[1; 32]);
		let sm = Sm2Pair::from_seed(&[1; 32], None).unwrap();
		let signed = [
			(SealKey::Sr25519(sr.public()), SealSignature::Sr25519(sr.sign(message))),
			(SealKey::Ed25519(ed.public()), SealSignature::Ed25519(ed.sign(message))),
			(SealKey::Ecdsa(ec.public()), SealSignature::Ecdsa(ec.sign(message))),
			(sm.public(), sm.sign(message).unwrap()),
		];
		for (i, (key, _)) in signed.iter().enumerate() {
			for (j, (_, signature)) in signed.iter().enumerate() {
				assert_eq!(verify(key, signature, message), i == j, "key {i}, signature {j}");
				assert!(!verify(key, signature, b"another message"));
			}
		}
	}

	#[test]
	fn an_sm2_key_signs_under_its_identity_only() {
		let message = b"a message";
		let pair = |identity: Option<&str>| {
			let identity = identity.map(|text| Text::parse(text.as_bytes()).unwrap());
			Sm2Pair::from_seed(&[1; 32], identity).unwrap()
		};
		let default = pair(None);
		let named = pair(Some("91330100799655058B"));
		assert!(!verify(&default.public(), &named.sign(message).unwrap(), message));
		assert!(!verify(&named.public(), &default.sign(message).unwrap(), message));
		assert!(verify(&named.public(), &named.sign(message).unwrap(), message));
		// The default's own name is no other identity.
		let spelled_out = pair(Some("1234567812345678"));
		assert_eq!(default.sign(message), spelled_out.sign(message));
		// With any identity it is the same key.
		assert_ne!(default.public(), named.public());
		assert_eq!(default.public().without_identity(), named.public().without_identity());
	}

	#[test]
	fn a_key_controls_the_accounts_that_it_signs_for() {
		let sr = sr25519::Pair::from_seed(&[1; 32]).public();
		let ed = ed25519::Pair::from_seed(&[1; 32]).public();
		let ec = sp_core::ecdsa::Pair::from_seed(&[1; 32]).public();
		let sm = Sm2Pair::from_seed(&[1; 32], None).unwrap().public();
		let keccak = sp_crypto_hashing::keccak_256(&ec.0);
		let mut ethereum = [0xee; 32];
		ethereum[..20].copy_from_slice(&keccak[12..]);
		let accounts = [sr.0, ed.0, sp_crypto_hashing::blake2_256(&ec.0), ethereum];
		for (key, controlled) in [
			(SealKey::Sr25519(sr), &accounts[..1]),
			(SealKey::Ed25519(ed), &accounts[1..2]),
			(SealKey::Ecdsa(ec), &accounts[2..]),
			(sm, &[]),
		] {
			for account in accounts.iter().chain([&[0; 32], &[0xee; 32], &keccak]) {
				assert_eq!(
					controls(&key, account),
					controlled.contains(account),
					"{key:?}: {account:?}"
				);
			}
		}
		// An account of another form is no key's.
		assert!(!controls(&SealKey::Sr25519(sr), &1u64));
	}

	/// Signatures that need no secret: Ed25519 with R the neutral point and s = 0, Sr25519 the same (the last bit marks
	/// a Schnorr signature).
	#[test]
	fn a_weak_key_signs_nothing() {
		let mut ed25519_signature = [0; 64];
		ed25519_signature[0] = 1;
		let mut sr25519_signature = [0; 64];
		sr25519_signature[63] = 0x80;
		let ed25519_signature = ed25519::Signature::from_raw(ed25519_signature);
		let sr25519_signature = sr25519::Signature::from_raw(sr25519_signature);

		for y in SMALL_ORDER_ED25519 {
			for sign in [0, 0x80] {
				let mut key = y;
				key[31] |= sign;
				let key = ed25519::Public::from_raw(key);
				assert!(
					ed25519::Pair::verify(&ed25519_signature, b"a message", &key),
					"the list has a key too many: {key:?}"
				);
				assert!(!verify(
					&SealKey::Ed25519(key),
					&SealSignature::Ed25519(ed25519_signature),
					b"a message"
				));
			}
		}
		let key = sr25519::Public::from_raw([0; 32]);
		assert!(sr25519::Pair::verify(&sr25519_signature, b"a message", &key));
		assert!(!verify(
			&SealKey::Sr25519(key),
			&SealSignature::Sr25519(sr25519_signature),
			b"a message"
		));
	}
}
