//! Bounded texts. Their type information says `str`, so polkadot.js accepts and shows strings, Chinese included.

use crate::characters;
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
	/// It is not valid UTF-8, or has characters that this kind of text does not take; or, for a [`Text`], it begins or ends
	/// with white space.
	NotText,
}

/// A text as a caller sent it: at most [`MAX_RAW_TEXT`] bytes of UTF-8, every character of which
/// [is readable](characters::is_readable). What else a field demands is checked by calls, so that such a text is refused with
/// a reason.
///
/// What is not readable does not decode, so that the pool refuses an extrinsic with it: in a block it would blind clients that
/// believe the metadata, which says `str`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, MaxEncodedLen)]
pub struct RawText(BoundedVec<u8, ConstU32<MAX_RAW_TEXT>>);

impl RawText {
	/// The text as UTF-8 bytes.
	pub fn as_bytes(&self) -> &[u8] {
		&self.0
	}
}

impl TryFrom<&[u8]> for RawText {
	type Error = TextError;

	/// # Errors
	///
	/// [`TextError::TooLong`], [`TextError::NotText`].
	fn try_from(bytes: &[u8]) -> Result<Self, TextError> {
		let bounded = bytes.to_vec().try_into().map_err(|_| TextError::TooLong)?;
		ensure_readable(bytes)?;
		Ok(Self(bounded))
	}
}

impl TryFrom<&str> for RawText {
	type Error = TextError;

	fn try_from(text: &str) -> Result<Self, TextError> {
		Self::try_from(text.as_bytes())
	}
}

impl Decode for RawText {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let bytes = BoundedVec::<u8, ConstU32<MAX_RAW_TEXT>>::decode(input)?;
		ensure_readable(&bytes).map_err(|_| Error::from("not a text that clients can read"))?;
		Ok(Self(bytes))
	}
}

impl DecodeWithMemTracking for RawText {}

impl TypeInfo for RawText {
	type Identity = str;

	fn type_info() -> Type {
		<str as TypeInfo>::type_info()
	}
}

fn ensure_readable(bytes: &[u8]) -> Result<(), TextError> {
	let text = core::str::from_utf8(bytes).map_err(|_| TextError::NotText)?;
	if text.chars().all(characters::is_readable) {
		Ok(())
	} else {
		Err(TextError::NotText)
	}
}

/// A checked text of 1 to `MAX` bytes of UTF-8, every character of which [can be seen](characters::is_visible). It neither
/// begins nor ends with white space.
///
/// What is stored is checked again when it is read: a rule that is made stricter later must come with a migration of what is
/// stored.
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
		let trimmed = text.trim();
		if trimmed.is_empty() {
			return Err(TextError::Empty);
		}
		if trimmed.len() < text.len() || !text.chars().all(characters::is_visible) {
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
	use alloc::{format, string::String};

	type Short = Text<12>;
	type Long = Text<64>;

	/// What no text may have, with the name of its class: it blinds decoders, or steers whoever shows it.
	const UNREADABLE: [(&str, &str); 15] = [
		("\u{feff}", "the byte order mark, which decoders take away"),
		("\0", "control"),
		("\t", "control"),
		("\n", "control"),
		("\u{7f}", "control"),
		("\u{85}", "control"),
		("\u{ad}", "format: the soft hyphen"),
		("\u{200b}", "format: a space of no width"),
		("\u{202e}", "format: turns what follows"),
		("\u{2066}", "format: isolates"),
		("\u{e0041}", "format: a tag"),
		("\u{2028}", "a line separator"),
		("\u{2029}", "a paragraph separator"),
		("\u{fffe}", "not a character"),
		("\u{fffd}", "what decoders put in place of what they cannot read"),
	];

	/// What a call is told that it may not be: it can be read, and not be seen.
	const HIDDEN: [(&str, &str); 12] = [
		("\u{e000}", "private use"),
		("\u{f8ff}", "private use"),
		("\u{100000}", "private use"),
		("\u{2800}", "a blank in Braille"),
		("\u{3164}", "a filler"),
		("\u{115f}", "a filler"),
		("\u{ffa0}", "a filler"),
		("\u{34f}", "joins what it stands between"),
		("\u{fe0f}", "a variation selector"),
		("\u{e0100}", "a variation selector"),
		("\u{a0}", "a space that looks like another"),
		("\u{2003}", "a space that looks like another"),
	];

	/// Names as enterprises have them.
	const NAMES: [&str; 9] = [
		"杭州某某科技有限公司",
		"Ōtani & Søn (杭州) Co., Ltd.",
		"上海　某某 中心",
		"中国（浙江）自由贸易试验区",
		"〇〇七·甲乙丙—丁",
		// GB 18030-2022, level 3: CJK extensions A, B, C, F, G, and one of 2022 at the end of the basic block.
		"㑇㘎",
		"𠅤𠙶𣗋",
		"𪟝𬺈𰻝",
		"\u{9fef}\u{9fff}",
	];

	fn placed(middle: &str) -> [String; 4] {
		[
			middle.into(),
			format!("{middle}杭州"),
			format!("杭{middle}州"),
			format!("杭州{middle}"),
		]
	}

	fn decodes<T: Decode>(bytes: &[u8]) -> bool {
		T::decode(&mut &bytes.to_vec().encode()[..]).is_ok()
	}

	#[test]
	fn keeps_text_of_any_language() {
		assert_eq!(Short::parse("杭州公司".as_bytes()).map(|t| t.as_str().len()), Ok(12));
		assert_eq!(Short::parse(b"A").map(|t| t.as_str().len()), Ok(1));
		for name in NAMES {
			assert_eq!(Long::parse(name.as_bytes()).unwrap().as_str(), name);
			assert_eq!(RawText::try_from(name).unwrap().as_bytes(), name.as_bytes());
			assert!(decodes::<Long>(name.as_bytes()) && decodes::<RawText>(name.as_bytes()));
		}
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
	fn what_blinds_a_client_does_not_even_decode() {
		for (unreadable, class) in UNREADABLE {
			for text in placed(unreadable) {
				assert_eq!(RawText::try_from(&text[..]), Err(TextError::NotText), "{class}");
				assert!(!decodes::<RawText>(text.as_bytes()), "{class}");
				assert!(!decodes::<Long>(text.as_bytes()), "{class}");
			}
		}
		// Bytes that are no UTF-8: what was seen on a chain, an overlong form, a surrogate, a character cut short.
		for bytes in [
			&[0xff, 0xfe, 0x80, 0x41][..],
			&[0xc0, 0xaf],
			&[0xed, 0xa0, 0x80],
			&"州".as_bytes()[..2],
		] {
			assert_eq!(RawText::try_from(bytes), Err(TextError::NotText));
			assert!(!decodes::<RawText>(bytes) && !decodes::<Long>(bytes));
		}
	}

	#[test]
	fn what_cannot_be_seen_is_refused_with_a_reason() {
		for (hidden, class) in HIDDEN {
			for text in placed(hidden) {
				let refused = if text.trim().is_empty() {
					TextError::Empty
				} else {
					TextError::NotText
				};
				assert_eq!(Long::parse(text.as_bytes()), Err(refused), "{class}");
				assert!(!decodes::<Long>(text.as_bytes()), "{class}");
				assert!(RawText::try_from(&text[..]).is_ok(), "{class}");
				assert!(decodes::<RawText>(text.as_bytes()), "{class}");
			}
		}
	}

	#[test]
	fn white_space_stands_between_words_only() {
		for space in [' ', '\u{3000}'] {
			assert!(Long::parse(format!("杭州{space}某某").as_bytes()).is_ok());
			for text in [
				format!("{space}杭州"),
				format!("杭州{space}"),
				format!("{space}杭州{space}"),
			] {
				assert_eq!(Long::parse(text.as_bytes()), Err(TextError::NotText));
				assert!(RawText::try_from(&text[..]).is_ok());
			}
		}
	}

	#[test]
	fn decodes_only_what_parse_accepts() {
		let good = Short::parse("杭州".as_bytes()).unwrap();
		assert_eq!(Short::decode(&mut &good.encode()[..]), Ok(good));
		assert!(!decodes::<Short>(&[0xff]));
		assert!(!decodes::<Short>(&[b'x'; 13]));
		assert!(!decodes::<Short>(&[]));
	}

	/// Every character there is, by itself: whatever decodes is readable, and comes back as it was sent.
	#[test]
	fn whatever_decodes_is_readable() {
		for letter in char::MIN..=char::MAX {
			let mut buffer = [0; 4];
			let bytes = letter.encode_utf8(&mut buffer).as_bytes();
			let encoded = bytes.to_vec().encode();
			let raw = RawText::decode(&mut &encoded[..]);
			assert_eq!(
				raw.is_ok(),
				characters::is_readable(letter),
				"{}",
				letter.escape_unicode()
			);
			assert_eq!(raw.is_ok(), RawText::try_from(bytes).is_ok());
			if let Ok(raw) = &raw {
				assert_eq!((raw.as_bytes(), raw.encode()), (bytes, encoded.clone()));
			}
			let text = Short::decode(&mut &encoded[..]);
			assert_eq!(text.is_ok(), Short::parse(bytes).is_ok());
			if let Ok(text) = text {
				assert_eq!((text.as_bytes(), text.encode()), (bytes, encoded));
				assert!(characters::is_visible(letter) && !letter.is_whitespace());
				assert!(raw.is_ok(), "what is stored can be sent: {}", letter.escape_unicode());
			}
		}
	}

	#[test]
	fn a_raw_text_takes_what_calls_refuse_with_a_reason() {
		assert!(RawText::try_from("").is_ok());
		assert!(RawText::try_from(&[b'x'; 1_024][..]).is_ok());
		assert_eq!(RawText::try_from(&[b'x'; 1_025][..]), Err(TextError::TooLong));
		assert!(decodes::<RawText>(&[b'x'; 1_024]) && !decodes::<RawText>(&[b'x'; 1_025]));
	}

	#[test]
	fn the_metadata_says_str() {
		use scale_info::MetaType;
		assert_eq!(MetaType::new::<RawText>(), MetaType::new::<str>());
		assert_eq!(MetaType::new::<Short>(), MetaType::new::<str>());
	}
}
