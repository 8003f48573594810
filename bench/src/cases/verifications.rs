//! How many signatures one core verifies in a second, natively: the yardstick. No chain of such signatures can be
//! faster.

use crate::{
	error::Result,
	keys::{Account, Algorithm, SealPair},
	mill::now,
};
use eseal_primitives::{DocumentDigest, Documents, GrantId, Purpose, SealId, SealKey, SealSignature, UseStatement};
use serde::Serialize;
use sp_core::H256;
use std::{
	hint::black_box,
	time::{Duration, Instant},
};

/// How many signatures take turns: one alone would lie in the processor's caches.
const SIGNATURES: u64 = 256;

/// How many signatures one core verifies in a second, by the algorithm of the key.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Verifications {
	/// Sr25519.
	pub sr25519: f64,
	/// SM2 over SM3.
	pub sm2: f64,
}

impl Verifications {
	/// Measures each algorithm for so long, on the core that this runs on.
	///
	/// # Errors
	///
	/// None that happens.
	pub fn measure(length: Duration) -> Result<Self> {
		Ok(Self {
			sr25519: per_second(Algorithm::Sr25519, length)?,
			sm2: per_second(Algorithm::Sm2, length)?,
		})
	}

	/// Those of an algorithm.
	pub fn of(&self, algorithm: Algorithm) -> f64 {
		match algorithm {
			Algorithm::Sr25519 => self.sr25519,
			Algorithm::Sm2 => self.sm2,
		}
	}
}

/// Bytes, and a signature of them.
type Signed = (Vec<u8>, SealSignature);

/// Statements of uses, signed by one key.
fn signed(algorithm: Algorithm) -> Result<(SealKey, Vec<Signed>)> {
	let pair = SealPair::of(algorithm, "the yardstick")?;
	let account = Account::of("the yardstick")?.id;
	let mut signed = Vec::new();
	for nonce in 0..SIGNATURES {
		let statement = UseStatement {
			seal: SealId(1),
			grant: Some(GrantId(1)),
			nonce,
			documents: Documents::One(DocumentDigest::Sha256(H256::from_low_u64_be(nonce))),
			purpose: Purpose::Contract,
			signed_at: now(),
		};
		let bytes = statement.bytes_to_sign(H256::zero(), &account);
		let signature = pair.sign(&bytes)?;
		signed.push((bytes, signature));
	}
	Ok((pair.public(), signed))
}

fn per_second(algorithm: Algorithm, length: Duration) -> Result<f64> {
	let (key, signed) = signed(algorithm)?;
	let began = Instant::now();
	let mut count = 0u64;
	while began.elapsed() < length {
		for (bytes, signature) in &signed {
			let valid = eseal_crypto::verify(black_box(&key), black_box(signature), black_box(bytes));
			count = count.saturating_add(black_box(valid).into());
		}
	}
	Ok(count as f64 / began.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_valid_signatures_are_counted() {
		for algorithm in [Algorithm::Sr25519, Algorithm::Sm2] {
			let (key, signed) = signed(algorithm).unwrap();
			assert!(signed
				.iter()
				.all(|(bytes, signature)| eseal_crypto::verify(&key, signature, bytes)));
			assert!(per_second(algorithm, Duration::from_millis(1)).unwrap() > 0.0);
		}
	}
}
