//! Bounded texts. Their type information says `str`, so polkadot.js accepts and shows strings, Chinese included.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output};
use scale_info::{Type, TypeInfo};
use sp_core::{bounded::BoundedVec, ConstU32};

/// The longest text that a call accepts, in bytes of UTF-8. It is longer than any text that the chain stores, so that a text
/// that is too long gets a typed error instead of an extrinsic that does not decode.
pub const MAX_RAW_TEXT: u32 = 1_024;

/// Why a text is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextError {
	/// It is empty, or only white space.
	Empty,
	/// It has more bytes than the field can hold.
	TooLong,
	/// It is not valid UTF-8, or has control characters, which can hide text.
	NotText,
}

/// A text as a caller sent it: at most [`MAX_RAW_TEXT`] bytes, unchecked. Calls check it, so that an invalid text is refused
/// with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen)]
pub struct RawText(BoundedVec<u8, ConstU32<MAX_RAW_TEXT>>);

impl RawText {
	/// The bytes as the caller sent them.
	pub fn as_bytes(&self) -> &[u8] {
		&self.0
	}
}

impl TryFrom<&[u8]> for RawText {
	type Error = TextError;

	fn try_from(bytes: &[u8]) -> Result<Self, TextError> {
		bytes.to_vec().try_into().map(Self).map_err(|_| TextError::TooLong)
	}
}

impl TryFrom<&str> for RawText {
	type Error = TextError;

	fn try_from(text: &str) -> Result<Self, TextError> {
		Self::try_from(text.as_bytes())
	}
}

impl TypeInfo for RawText {
	type Identity = str;

	fn type_info() -> Type {
		<str as TypeInfo>::type_info()
	}
}

/// A checked text of 1 to `MAX` bytes of UTF-8, without control characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text<const MAX: u32>(BoundedVec<u8, ConstU32<MAX>>);

impl<const MAX: u32> Text<MAX> {
	/// Checks a text.
	///
	/// # Errors
	///
	/// [`TextError::Empty`], [`TextError::TooLong`] (more than `MAX` bytes), [`TextError::NotText`].
	pub fn parse(raw: &[u8]) -> Result<Self, TextError> {
		let text = core::str::from_utf8(raw).map_err(|_| TextError::NotText)?;
		if text.trim().is_empty() {
			return Err(TextError::Empty);
		}
		if text.chars().any(char::is_control) {
			return Err(TextError::NotText);
		}
		raw.to_vec().try_into().map(Self).map_err(|_| TextError::TooLong)
	}

	/// The text.
	pub fn as_str(&self) -> &str {
		core::str::from_utf8(&self.0).unwrap_or_default()
	}

	/// The text as UTF-8 bytes.
	pub fn as_bytes(&self) -> &[u8] {
		&self.0
	}

	/// A text of maximum length, for benchmarks.
	#[doc(hidden)]
	pub fn longest() -> Vec<u8> {
		alloc::vec![b'x'; usize::try_from(MAX).unwrap_or_default()]
	}
}

impl<const MAX: u32> Encode for Text<MAX> {
	fn size_hint(&self) -> usize {
		self.0.size_hint()
	}

	fn encode_to<O: Output + ?Sized>(&self, dest: &mut O) {
		self.0.encode_to(dest)
	}
}

impl<const MAX: u32> EncodeLike for Text<MAX> {}

impl<const MAX: u32> Decode for Text<MAX> {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let bytes = BoundedVec::<u8, ConstU32<MAX>>::decode(input)?;
		Self::parse(&bytes).map_err(|_| "not a text that the chain can store".into())
	}
}

impl<const MAX: u32> DecodeWithMemTracking for Text<MAX> {}

impl<const MAX: u32> MaxEncodedLen for Text<MAX> {
	fn max_encoded_len() -> usize {
		BoundedVec::<u8, ConstU32<MAX>>::max_encoded_len()
	}
}

impl<const MAX: u32> TypeInfo for Text<MAX> {
	type Identity = str;

	fn type_info() -> Type {
		<str as TypeInfo>::type_info()
	}
}

impl<const MAX: u32> core::fmt::Debug for Text<MAX> {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str(self.as_str())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	type Short = Text<12>;

	#[test]
	fn keeps_text_of_any_language() {
		assert_eq!(Short::parse("杭州公司".as_bytes()).map(|t| t.as_str().len()), Ok(12));
		assert_eq!(Short::parse(b"A").map(|t| t.as_str().len()), Ok(1));
	}

	#[test]
	fn refuses_what_is_no_text() {
		assert_eq!(Short::parse(b""), Err(TextError::Empty));
		assert_eq!(Short::parse(" \u{3000}".as_bytes()), Err(TextError::Empty));
		assert_eq!(Short::parse("杭州公司x".as_bytes()), Err(TextError::TooLong));
		assert_eq!(Short::parse(&[0xff, 0xfe]), Err(TextError::NotText));
		assert_eq!(Short::parse(b"a\0b"), Err(TextError::NotText));
		assert_eq!(Short::parse(b"a\nb"), Err(TextError::NotText));
	}

	#[test]
	fn decodes_only_what_parse_accepts() {
		let good = Short::parse("杭州".as_bytes()).unwrap();
		assert_eq!(Short::decode(&mut &good.encode()[..]), Ok(good));
		assert!(Short::decode(&mut &vec![0xffu8].encode()[..]).is_err());
		assert!(Short::decode(&mut &vec![b'x'; 13].encode()[..]).is_err());
		assert!(Short::decode(&mut &Vec::<u8>::new().encode()[..]).is_err());
	}

	#[test]
	fn a_raw_text_takes_all_but_the_too_long() {
		assert!(RawText::try_from(&[0xffu8; 1_024][..]).is_ok());
		assert!(RawText::try_from(&[b'x'; 1_025][..]).is_err());
	}

	#[test]
	fn the_metadata_says_str() {
		use scale_info::MetaType;
		assert_eq!(MetaType::new::<RawText>(), MetaType::new::<str>());
		assert_eq!(MetaType::new::<Short>(), MetaType::new::<str>());
	}
}
