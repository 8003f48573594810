//! ECDSA on secp256k1 (SEC 2), with compressed keys of 33 bytes.
//!
//! From one ECDSA signature anyone can make another over the same bytes, with n − s for s and the recovery id flipped.
//! Libraries also differ in the recovery ids that they accept. Here only one form is valid, so that every verifier comes to
//! the same result.

use sp_core::ecdsa::{Public, Signature};
#[cfg(not(feature = "host-functions"))]
use sp_core::Pair as _;

/// Half the order of the group of secp256k1 (SEC 2, 2.4.1), rounded down, big-endian.
const HALF_ORDER: [u8; 32] = [
	0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x5d, 0x57, 0x6e,
	0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// Whether a signature (r, s and the recovery id) has the one valid form: s at most half the group's order, as libraries have
/// made it since Bitcoin's BIP 62, and a recovery id from 0 to 3.
pub fn is_canonical(signature: &[u8; 65]) -> bool {
	let Some((id, numbers)) = signature.split_last() else {
		return false;
	};
	*id <= 3 && numbers.last_chunk::<32>().is_some_and(|s| *s <= HALF_ORDER)
}

/// Whether `signature` is canonical, and by `key` over the BLAKE2b-256 digest of `message`.
pub fn verify(key: &Public, signature: &Signature, message: &[u8]) -> bool {
	if !is_canonical(&signature.0) {
		return false;
	}
	#[cfg(feature = "host-functions")]
	return sp_io::crypto::ecdsa_verify(signature, message, key);
	#[cfg(not(feature = "host-functions"))]
	sp_core::ecdsa::Pair::verify(signature, message, key)
}

#[cfg(test)]
mod tests {
	use super::*;
	#[cfg(feature = "host-functions")]
	use sp_core::Pair as _;

	/// The order of the group.
	const ORDER: [u8; 32] = [
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae,
		0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
	];

	fn negated(signature: &Signature) -> Signature {
		let mut other = signature.0;
		let mut borrow = false;
		for (digit, minuend) in other[32..64].iter_mut().zip(ORDER).rev() {
			let (difference, first) = minuend.overflowing_sub(*digit);
			let (difference, second) = difference.overflowing_sub(u8::from(borrow));
			*digit = difference;
			borrow = first || second;
		}
		other[64] ^= 1;
		Signature::from(other)
	}

	#[test]
	fn of_two_forms_of_a_signature_one_counts() {
		for seed in 1..=32 {
			let pair = sp_core::ecdsa::Pair::from_seed(&[seed; 32]);
			let signature = pair.sign(b"a message");
			assert!(verify(&pair.public(), &signature, b"a message"));
			let other = negated(&signature);
			// The library would accept it.
			assert!(sp_core::ecdsa::Pair::verify(&other, b"a message", &pair.public()));
			assert!(!verify(&pair.public(), &other, b"a message"));
		}
	}

	#[test]
	fn wallets_recovery_ids_do_not_count() {
		let pair = sp_core::ecdsa::Pair::from_seed(&[1; 32]);
		let signature = pair.sign(b"a message");
		let mut other = signature.0;
		other[64] += 27;
		assert!(!verify(&pair.public(), &Signature::from(other), b"a message"));
	}

	#[test]
	fn the_bound_is_half_the_order() {
		let mut signature = [0; 65];
		signature[32..64].copy_from_slice(&HALF_ORDER);
		assert!(is_canonical(&signature));
		signature[63] += 1;
		assert!(!is_canonical(&signature));
	}
}
