//! Signing, for tools, tests and benchmarks.

use super::{digest, reduced, scalar};
use ::sm2::{
	elliptic_curve::{
		point::AffineCoordinates,
		zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing},
		Curve, Group, PrimeField,
	},
	FieldBytes, ProjectivePoint, Scalar, Sm2, U256,
};
use core::fmt;
use rfc6979::KGenerator;
use sm3::Sm3;

/// A signing key: a number from 1 to n - 2 (GB/T 32918.1-2016, clause 6.1). Wiped from memory when dropped.
#[derive(Clone)]
pub struct SecretKey(Scalar);

impl SecretKey {
	/// The key of 32 big-endian bytes; `None` for 0, and for n - 1 or more. The caller wipes its own copy.
	// Operators on scalars are modular: they cannot overflow.
	#[allow(clippy::arithmetic_side_effects)]
	pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
		let key = Self(scalar(bytes)?);
		// n - 1 is a key of ECDSA, but SM2 divides by 1 + d.
		(!bool::from((key.0 + Scalar::ONE).is_zero())).then_some(key)
	}

	/// The public key, x ‖ y big-endian and without a leading `04`.
	pub fn public_point(&self) -> [u8; 64] {
		let point = ProjectivePoint::mul_by_generator(&self.0).to_affine();
		let mut bytes = [0; 64];
		let coordinates = point.x().into_iter().chain(point.y());
		bytes
			.iter_mut()
			.zip(coordinates)
			.for_each(|(byte, coordinate)| *byte = coordinate);
		bytes
	}

	/// The signature r ‖ s, big-endian, over `message` under `identity` (GB/T 32918.2-2016, clause 6.1); none if
	/// `identity` is longer than [`super::MAX_IDENTITY_LENGTH`].
	///
	/// The nonce is derived from key and digest as RFC 6979 does for ECDSA, with SM3: the same message gives the same signature,
	/// and a broken source of randomness cannot reveal the key.
	pub fn sign(&self, identity: &[u8], message: &[u8]) -> Option<[u8; 64]> {
		let e = reduced(&digest(&self.public_point(), identity, message)?);
		let secret = Zeroizing::new(self.0.to_repr());
		let mut nonces = KGenerator::<Sm3, U256>::new(&secret[..], &e.to_repr(), &[], &Sm2::ORDER);
		// A nonce fails once in 2^254. The loop is there because the standard asks for it.
		loop {
			let mut bytes = Zeroizing::new(FieldBytes::default());
			nonces.fill_next_k(&mut bytes[..]);
			let nonce: Option<Scalar> = Scalar::from_repr(*bytes).into();
			if let Some(signature) = self.sign_with_nonce(&e, Zeroizing::new(nonce?)) {
				return Some(signature);
			}
		}
	}

	/// Steps A4 to A7 of the standard: the signature of a digest with this nonce, if the nonce serves.
	// Operators on scalars are modular: they cannot overflow.
	#[allow(clippy::arithmetic_side_effects)]
	pub(super) fn sign_with_nonce(&self, e: &Scalar, k: Zeroizing<Scalar>) -> Option<[u8; 64]> {
		let x: [u8; 32] = ProjectivePoint::mul_by_generator(&k).to_affine().x().into();
		let r = *e + reduced(&x);
		if bool::from(r.is_zero() | (r + *k).is_zero()) {
			return None;
		}
		let inverse: Option<Scalar> = (self.0 + Scalar::ONE).invert().into();
		let s = *Zeroizing::new(inverse?) * (*k - r * self.0);
		if bool::from(s.is_zero()) {
			return None;
		}
		let mut bytes = [0; 64];
		let numbers = r.to_repr().into_iter().chain(s.to_repr());
		bytes.iter_mut().zip(numbers).for_each(|(byte, number)| *byte = number);
		Some(bytes)
	}
}

impl Drop for SecretKey {
	fn drop(&mut self) {
		self.0.zeroize();
	}
}

impl ZeroizeOnDrop for SecretKey {}

/// Reveals nothing about the key.
impl fmt::Debug for SecretKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("SecretKey(..)")
	}
}
