//! Remarks: `system.remark`, which does nothing. What remains is what any extrinsic costs.

use super::Load;
use crate::{error::Result, estate::Who, keys::Algorithm};
use eseal_client::calls::Call;
use eseal_primitives::Moment;
use sp_crypto_hashing::blake2_256;

/// Operators send remarks as long as a digest.
pub struct Remarks;

impl Load for Remarks {
	/// A grant for any e-seal lets them in.
	fn who(&self) -> Who {
		Who::Operators(Algorithm::Sr25519)
	}

	fn call(&self, operator: usize, nth: u64, _: Moment) -> Result<Call> {
		let text = blake2_256(format!("remark {nth} of operator {operator}").as_bytes());
		Ok(Call::new("System", "remark", (text.to_vec(),)))
	}

	fn counts(&self) -> &'static str {
		"remarks"
	}

	fn statements(&self) -> u64 {
		0
	}

	fn uses(&self) -> u64 {
		0
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::DecodeAll;

	#[test]
	fn a_remark_is_a_list_of_bytes() {
		let call = Remarks.call(1, 2, Moment(3)).unwrap();
		let (bytes,) = <(Vec<u8>,)>::decode_all(&mut &call.arguments[..]).unwrap();
		assert_eq!(bytes.len(), 32);
	}
}
