//! SM2 signatures (GB/T 32918.2-2016) over SM3 digests (GB/T 32905-2016).

use ::sm2::dsa::{signature::Verifier, Signature, VerifyingKey};

/// The identity of a signer whose key names none (GM/T 0009-2012).
pub const DEFAULT_IDENTITY: &str = "1234567812345678";

fn uncompressed(point: &[u8; 64]) -> [u8; 65] {
	let mut bytes = [4; 65];
	bytes.iter_mut().skip(1).zip(point).for_each(|(to, from)| *to = *from);
	bytes
}

/// Whether the 64 bytes are a point of the curve: x and y, big-endian.
pub fn is_point(point: &[u8; 64]) -> bool {
	VerifyingKey::from_sec1_bytes(DEFAULT_IDENTITY, &uncompressed(point)).is_ok()
}

/// Whether `signature`, r and s, is by the key `point` of the signer `identity` over `message`.
pub fn verifies(point: &[u8; 64], identity: &str, message: &[u8], signature: &[u8; 64]) -> bool {
	let Ok(key) = VerifyingKey::from_sec1_bytes(identity, &uncompressed(point)) else {
		return false;
	};
	Signature::from_bytes(signature.into()).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}

/// The SM3 digest of `bytes`.
pub fn sm3(bytes: &[u8]) -> [u8; 32] {
	use ::sm3::Digest;
	::sm3::Sm3::digest(bytes).into()
}
