//! The Unified Social Credit Code (GB 32100-2015), which identifies an enterprise in China.

use crate::fixed_text::fixed_text;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The number of characters in a code.
pub const USCC_LENGTH: usize = 18;

/// The 31 characters of which codes are made, in the order of their values (GB 32100-2015, table 2): digits and capital
/// letters other than I, O, S, V and Z.
pub const USCC_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The weights of the first 17 characters, 3^(i-1) mod 31 (GB 32100-2015, table 3).
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Whether the check character (the eighteenth) must match the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum UsccCheck {
	/// It must match, as GB 32100-2015 computes it.
	Enforced,
	/// It may differ: a few codes were issued with a wrong one. An officer of Market Supervision decides this, and the decision
	/// is on record.
	Waived,
}

/// Why a text is not a valid code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsccError {
	/// It does not have 18 characters.
	WrongLength,
	/// It has a character outside [`USCC_ALPHABET`], such as a lower-case letter or I, O, S, V, Z.
	InvalidCharacter,
	/// Its last character does not match the first 17.
	WrongCheckCharacter,
}

/// A Unified Social Credit Code of 18 characters of [`USCC_ALPHABET`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uscc([u8; USCC_LENGTH]);

fixed_text!(Uscc, 18);

impl Uscc {
	/// Parses a code.
	///
	/// # Errors
	///
	/// The first rule of [`UsccError`] that the text breaks; the check character counts only with
	/// [`UsccCheck::Enforced`].
	pub fn parse(text: &[u8], check: UsccCheck) -> Result<Self, UsccError> {
		let bytes = <[u8; USCC_LENGTH]>::try_from(text).map_err(|_| UsccError::WrongLength)?;
		let code = Self::from_stored(bytes).ok_or(UsccError::InvalidCharacter)?;
		match check {
			UsccCheck::Enforced if !code.has_right_check_character() => Err(UsccError::WrongCheckCharacter),
			_ => Ok(code),
		}
	}

	/// Whether the eighteenth character matches the first 17: C\[(31 − Σ cᵢ·wᵢ mod 31) mod 31\].
	pub fn has_right_check_character(&self) -> bool {
		self.0.last().copied() == Self::check_character(&self.0)
	}

	/// The check character for the first 17 characters of `code`; `None` if one is outside the alphabet.
	pub fn check_character(code: &[u8]) -> Option<u8> {
		let mut sum = 0u32;
		for (character, weight) in code.iter().zip(WEIGHTS) {
			sum = sum.checked_add(value_of(*character)?.checked_mul(weight)?)?;
		}
		let value = 31u32.checked_sub(sum.checked_rem(31)?)?.checked_rem(31)?;
		USCC_ALPHABET.get(usize::try_from(value).ok()?).copied()
	}

	/// A code from storage, where the check character may have been waived.
	fn from_stored(bytes: [u8; USCC_LENGTH]) -> Option<Self> {
		bytes.iter().all(|b| USCC_ALPHABET.contains(b)).then_some(Self(bytes))
	}
}

fn value_of(character: u8) -> Option<u32> {
	USCC_ALPHABET
		.iter()
		.position(|c| *c == character)
		.and_then(|p| u32::try_from(p).ok())
}

#[cfg(test)]
mod tests {
	use super::*;

	const RIGHT: [&str; 5] = [
		"91330100799655058B",
		"91440300708461136T",
		"91110000802100433B",
		"91330106MA2KXYA720",
		"91330100123456788G",
	];

	fn enforced(text: &str) -> Result<Uscc, UsccError> {
		Uscc::parse(text.as_bytes(), UsccCheck::Enforced)
	}

	#[test]
	fn accepts_right_codes() {
		for code in RIGHT {
			assert_eq!(enforced(code).map(|c| c.as_str().len()), Ok(18), "{code}");
		}
	}

	#[test]
	fn refuses_each_broken_rule() {
		assert_eq!(enforced("91330100799655059B"), Err(UsccError::WrongCheckCharacter));
		assert_eq!(enforced("91330100799655058"), Err(UsccError::WrongLength));
		assert_eq!(enforced("91330100799655058B0"), Err(UsccError::WrongLength));
		assert_eq!(enforced(""), Err(UsccError::WrongLength));
		assert_eq!(enforced("91330100799655058b"), Err(UsccError::InvalidCharacter));
		for letter in ["I", "O", "S", "V", "Z", " ", "-"] {
			let code = alloc::format!("9133010079965505{letter}B");
			assert_eq!(enforced(&code), Err(UsccError::InvalidCharacter), "{code}");
		}
	}

	#[test]
	fn every_single_wrong_character_is_found() {
		for code in RIGHT {
			for place in 0..USCC_LENGTH {
				for other in USCC_ALPHABET {
					let mut bytes: [u8; USCC_LENGTH] = code.as_bytes().try_into().unwrap();
					if bytes[place] == *other {
						continue;
					}
					bytes[place] = *other;
					assert_eq!(
						Uscc::parse(&bytes, UsccCheck::Enforced),
						Err(UsccError::WrongCheckCharacter),
						"{code} at {place}"
					);
				}
			}
		}
	}

	#[test]
	fn a_waiver_covers_the_check_character_only() {
		// Issued in reality; GB 32100-2015 computes K.
		let issued = b"91350628M0000K0H44";
		assert_eq!(Uscc::check_character(issued), Some(b'K'));
		assert_eq!(
			Uscc::parse(issued, UsccCheck::Enforced),
			Err(UsccError::WrongCheckCharacter)
		);
		assert!(Uscc::parse(issued, UsccCheck::Waived).is_ok());
		assert_eq!(Uscc::parse(b"9135062", UsccCheck::Waived), Err(UsccError::WrongLength));
		assert_eq!(
			Uscc::parse(b"91350628M0000K0H4Z", UsccCheck::Waived),
			Err(UsccError::InvalidCharacter)
		);
	}

	#[test]
	fn is_a_text_on_the_wire() {
		let code = enforced(RIGHT[0]).unwrap();
		assert_eq!(code.encode(), RIGHT[0].encode());
		assert_eq!(code.encoded_size(), Uscc::max_encoded_len());
		assert_eq!(Uscc::decode(&mut &code.encode()[..]), Ok(code));
		assert!(Uscc::decode(&mut &"91330100799655058".encode()[..]).is_err());
		assert!(Uscc::decode(&mut &"91330100799655058b".encode()[..]).is_err());
		assert_eq!(scale_info::MetaType::new::<Uscc>(), scale_info::MetaType::new::<str>());
	}
}
