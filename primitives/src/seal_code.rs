//! The code that Public Security gives to a physical seal.

use crate::fixed_text::fixed_text;

/// The number of digits in a code.
pub const SEAL_CODE_LENGTH: usize = 13;

/// The 13-digit code of a physical seal. The chain does not interpret it: what its digits mean is up to Public Security.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SealCode([u8; SEAL_CODE_LENGTH]);

fixed_text!(SealCode, 13);

impl SealCode {
	/// Parses a code; `None` if the text is not 13 ASCII digits.
	pub fn parse(text: &[u8]) -> Option<Self> {
		Self::from_stored(text.try_into().ok()?)
	}

	fn from_stored(bytes: [u8; SEAL_CODE_LENGTH]) -> Option<Self> {
		bytes.iter().all(u8::is_ascii_digit).then_some(Self(bytes))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::{Decode, Encode};

	#[test]
	fn takes_13_digits_and_nothing_else() {
		assert_eq!(SealCode::parse(b"3301000012345").map(|c| c.as_str().len()), Some(13));
		for wrong in [
			"",
			"330100001234",
			"33010000123456",
			"330100001234A",
			"330100001234 ",
			"３30100001234",
		] {
			assert_eq!(SealCode::parse(wrong.as_bytes()), None, "{wrong}");
		}
	}

	#[test]
	fn is_a_text_on_the_wire() {
		let code = SealCode::parse(b"3301000012345").unwrap();
		assert_eq!(code.encode(), "3301000012345".encode());
		assert_eq!(SealCode::decode(&mut &code.encode()[..]), Ok(code));
		assert!(SealCode::decode(&mut &"33010000x2345".encode()[..]).is_err());
	}
}
