//! SM2 signatures (GB/T 32918.2-2016) over the recommended curve (GB/T 32918.5-2017) with the hash SM3
//! (GB/T 32905-2016), the signatures of Chinese e-seals.
//!
//! Verification runs inside the runtime, without a host function: light clients know no such function. So [`verifies`] has
//! arithmetic of its own on points (`field`, `point`, `multiply`), made for WebAssembly, which takes an eighth of the time
//! of the crate `sm2`'s. It handles no secret, and takes variable time. The crate computes modulo n and reads keys; the
//! tests compare verdicts with its own.
//!
//! Signing ([`SecretKey`]) is for tools, tests and benchmarks. All its arithmetic is the crate's, in constant time.

mod field;
mod multiply;
mod point;
mod signing;

#[cfg(test)]
mod tests;

pub use signing::SecretKey;

use ::sm2::{
	elliptic_curve::{ops::Reduce, Field, PrimeField},
	FieldBytes, PublicKey, Scalar,
};
use eseal_primitives::key::Sm2Identity;
use field::Element;
use multiply::combination;
use point::Affine;
use sm3::{Digest, Sm3};

/// The identity of a key that names none (GM/T 0009-2012, clause 10).
pub const DEFAULT_IDENTITY: &[u8] = b"1234567812345678";

/// The maximum length of an identity, in bytes: the standard hashes its length in *bits* as 16 bits.
pub const MAX_IDENTITY_LENGTH: usize = 8191;

/// The bytes of a signer's identity, or of the default one if the key names none.
pub fn identity_bytes(identity: &Option<Sm2Identity>) -> &[u8] {
	identity.as_ref().map_or(DEFAULT_IDENTITY, |text| text.as_bytes())
}

/// The curve's a, b and base point x, y as the standard hashes them before the public key.
const CURVE: [[u8; 32]; 4] = [
	[
		0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc,
	],
	[
		0x28, 0xe9, 0xfa, 0x9e, 0x9d, 0x9f, 0x5e, 0x34, 0x4d, 0x5a, 0x9e, 0x4b, 0xcf, 0x65, 0x09, 0xa7, 0xf3, 0x97,
		0x89, 0xf5, 0x15, 0xab, 0x8f, 0x92, 0xdd, 0xbc, 0xbd, 0x41, 0x4d, 0x94, 0x0e, 0x93,
	],
	[
		0x32, 0xc4, 0xae, 0x2c, 0x1f, 0x19, 0x81, 0x19, 0x5f, 0x99, 0x04, 0x46, 0x6a, 0x39, 0xc9, 0x94, 0x8f, 0xe3,
		0x0b, 0xbf, 0xf2, 0x66, 0x0b, 0xe1, 0x71, 0x5a, 0x45, 0x89, 0x33, 0x4c, 0x74, 0xc7,
	],
	[
		0xbc, 0x37, 0x36, 0xa2, 0xf4, 0xf6, 0x77, 0x9c, 0x59, 0xbd, 0xce, 0xe3, 0x6b, 0x69, 0x21, 0x53, 0xd0, 0xa9,
		0x87, 0x7c, 0xc6, 0x2a, 0x47, 0x40, 0x02, 0xdf, 0x32, 0xe5, 0x21, 0x39, 0xf0, 0xa0,
	],
];

/// The SM3 hash (GB/T 32905-2016) of some bytes.
pub fn sm3(bytes: &[u8]) -> [u8; 32] {
	Sm3::digest(bytes).into()
}

/// Whether `point`, x ‖ y big-endian and without a leading `04`, is a public key: coordinates less than p, on the
/// curve. Infinity has no such form; every other point of the curve has the full, prime order.
pub fn is_point(point: &[u8; 64]) -> bool {
	public_key(point).is_some()
}

/// Whether `signature`, r ‖ s big-endian, is the SM2 signature over `message` of the key `point` under `identity`
/// (GB/T 32918.2-2016, clause 7.1).
///
/// False, never an error, for anything that is not a signature: if `point` is not a public key, r or s is 0 or not less than
/// the order n, r + s is n, or `identity` is longer than [`MAX_IDENTITY_LENGTH`].
///
/// Unlike ECDSA, (r, n - s) does not verify when (r, s) does.
pub fn verifies(point: &[u8; 64], identity: &[u8], message: &[u8], signature: &[u8; 64]) -> bool {
	digest(point, identity, message).is_some_and(|digest| verifies_digest(point, &digest, signature))
}

/// The digest that an SM2 signature signs, SM3(Z ‖ message), where Z binds the signer's identity, the curve and the public
/// key (GB/T 32918.2-2016, clause 5.5). For devices that sign a given digest.
///
/// None if `identity` is longer than [`MAX_IDENTITY_LENGTH`].
pub fn digest(point: &[u8; 64], identity: &[u8], message: &[u8]) -> Option<[u8; 32]> {
	let bits = u16::try_from(identity.len().checked_mul(8)?).ok()?;
	let z = Sm3::new()
		.chain_update(bits.to_be_bytes())
		.chain_update(identity)
		.chain_update(CURVE.as_flattened())
		.chain_update(point)
		.finalize();
	Some(Sm3::new().chain_update(z).chain_update(message).finalize().into())
}

/// Whether `signature` signs this [`digest`]. The letters are the standard's.
// Operators on scalars are modular: they cannot overflow.
#[allow(clippy::arithmetic_side_effects)]
fn verifies_digest(point: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64]) -> bool {
	if !is_point(point) {
		return false;
	}
	let (Some((x, y)), Some((r, s))) = (halves(point), halves(signature)) else {
		return false;
	};
	let key = Affine {
		x: Element::new(words(x)),
		y: Element::new(words(y)),
	};
	let (Some(r), Some(s)) = (scalar(r), scalar(s)) else {
		return false;
	};
	let t = r + s;
	if t.is_zero_vartime() {
		return false;
	}
	let Some(sum) = combination(words(&s.to_repr().into()), &key, words(&t.to_repr().into())) else {
		return false;
	};
	// r = e + x modulo n, without x, which would take a division.
	sum.has_x_congruent_to(words(&(r - reduced(digest)).to_repr().into()))
}

/// The curve point of x ‖ y.
fn public_key(point: &[u8; 64]) -> Option<PublicKey> {
	let mut encoded = [4; 65];
	encoded.iter_mut().skip(1).zip(point).for_each(|(to, from)| *to = *from);
	PublicKey::from_sec1_bytes(&encoded).ok()
}

/// Both halves of 64 bytes. Never `None`, which the compiler cannot know.
fn halves(bytes: &[u8; 64]) -> Option<(&[u8; 32], &[u8; 32])> {
	Some((bytes.first_chunk()?, bytes.last_chunk()?))
}

/// 32 bytes as 256 bits, the highest first.
fn words(bytes: &[u8; 32]) -> [u64; 4] {
	let mut words = [0; 4];
	let (chunks, _) = bytes.as_chunks();
	words
		.iter_mut()
		.zip(chunks)
		.for_each(|(word, chunk)| *word = u64::from_be_bytes(*chunk));
	words
}

/// The scalar of a canonical big-endian encoding; none for 0 and for n or more.
fn scalar(bytes: &[u8; 32]) -> Option<Scalar> {
	let scalar: Option<Scalar> = Scalar::from_repr((*bytes).into()).into();
	scalar.filter(|scalar| !scalar.is_zero_vartime())
}

/// Any 32 bytes, big-endian, modulo n.
fn reduced(bytes: &[u8; 32]) -> Scalar {
	Scalar::reduce(&FieldBytes::from(*bytes))
}
