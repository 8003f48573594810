//! Bounded texts. Their type information says `str`, so polkadot.js accepts and shows strings, Chinese included.

use crate::characters::{self, Fault};
use alloc::{string::String, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output};
use scale_info::{Type, TypeInfo};
use sp_core::{bounded::BoundedVec, ConstU32};
use unicode_normalization::{is_nfc_quick, IsNormalized, UnicodeNormalization};

/// The longest text that a call accepts, in bytes of UTF-8. It is longer than any text that the chain stores, so that a text
/// that is too long gets a typed error instead of an extrinsic that does not decode.
pub const MAX_RAW_TEXT: u32 = 1_024;

/// Where in a text something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
	/// How many characters there are up to it, itself included: the first is 1.
	pub position: u32,
	/// The character.
	pub letter: char,
}

impl Place {
	/// The place of a character before which there are so many others.
	fn after(others: usize, letter: char) -> Self {
		let others = u32::try_from(others).unwrap_or(u32::MAX);
		Self {
			position: others.saturating_add(1),
			letter,
		}
	}
}

/// Why a text is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextError {
	/// It is empty, or only white space.
	Empty,
	/// It has more bytes than the field can hold.
	TooLong,
	/// It is not valid UTF-8.
	NotUtf8,
	/// It has a character that this kind of text does not take.
	Character(Place, Fault),
	/// It begins or ends with a blank, or has two in a row.
	Blank(Place),
	/// It is not in Normalization Form C (Unicode Standard Annex #15): from this place on, the form differs. [`normalized`]
	/// makes it so.
	NotNormalized(Place),
}

/// A text in Normalization Form C, in which the chain takes it: tools normalize what people type.
///
/// What looks the same then is the same: an accent that was typed after its letter, or a Chinese character from the blocks of
/// compatibility ideographs. A text that is in the form stays as it is.
pub fn normalized(text: &str) -> String {
	text.nfc().collect()
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
	/// [`TextError::TooLong`], [`TextError::NotUtf8`], [`TextError::Character`].
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
	let text = core::str::from_utf8(bytes).map_err(|_| TextError::NotUtf8)?;
	for (others, letter) in text.chars().enumerate() {
		if let Some(fault) = characters::fault(letter).filter(|fault| fault.blinds()) {
			return Err(TextError::Character(Place::after(others, letter), fault));
		}
	}
	Ok(())
}

/// The rules of texts, the cheapest first. No more than `max` bytes are normalized.
fn ensure_text(text: &str, max: u32) -> Result<(), TextError> {
	if text.trim().is_empty() {
		return Err(TextError::Empty);
	}
	if !u32::try_from(text.len()).is_ok_and(|length| length <= max) {
		return Err(TextError::TooLong);
	}
	let mut last = Place {
		position: 0,
		letter: ' ',
	};
	for (others, letter) in text.chars().enumerate() {
		let place = Place::after(others, letter);
		if let Some(fault) = characters::fault(letter) {
			return Err(TextError::Character(place, fault));
		}
		if letter == ' ' && last.letter == ' ' {
			return Err(TextError::Blank(place));
		}
		last = place;
	}
	if last.letter == ' ' {
		return Err(TextError::Blank(last));
	}
	ensure_normalized(text, last)
}

/// Compares a text with its Normalization Form C, once and up to the first difference, unless each of its characters says by
/// itself that there is none.
fn ensure_normalized(text: &str, last: Place) -> Result<(), TextError> {
	if is_nfc_quick(text.chars()) == IsNormalized::Yes {
		return Ok(());
	}
	let mut normal = text.nfc();
	let differs = text
		.chars()
		.enumerate()
		.find(|(_, typed)| normal.next() != Some(*typed))
		.map(|(others, typed)| Place::after(others, typed));
	match differs {
		None if normal.next().is_none() => Ok(()),
		place => Err(TextError::NotNormalized(place.unwrap_or(last))),
	}
}

/// A checked text of 1 to `MAX` bytes of UTF-8, every character of which [can be seen](characters::is_visible). It is in
/// Normalization Form C, and has single spaces between other characters only.
///
/// What is decoded is known to be [readable](characters::is_readable) and not to be longer; whether it keeps the other rules,
/// [`Text::check`] says. So nobody who reads what is stored, or was, is blinded by a rule that was made stricter later, or that
/// another version of Unicode knows. Calls that take such a text check it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text<const MAX: u32>(BoundedVec<u8, ConstU32<MAX>>);

impl<const MAX: u32> Text<MAX> {
	/// Checks a text.
	///
	/// # Errors
	///
	/// The first rule that it breaks; [`TextError::TooLong`] means more than `MAX` bytes.
	pub fn parse(raw: &[u8]) -> Result<Self, TextError> {
		let text = core::str::from_utf8(raw).map_err(|_| TextError::NotUtf8)?;
		ensure_text(text, MAX)?;
		raw.to_vec().try_into().map(Self).map_err(|_| TextError::TooLong)
	}

	/// Checks a text that was decoded.
	///
	/// # Errors
	///
	/// As [`Text::parse`].
	pub fn check(&self) -> Result<(), TextError> {
		ensure_text(self.as_str(), MAX)
	}

	/// The text.
	pub fn as_str(&self) -> &str {
		core::str::from_utf8(&self.0).unwrap_or_default()
	}

	/// The text as UTF-8 bytes.
	pub fn as_bytes(&self) -> &[u8] {
		&self.0
	}

	/// A text of maximum length in the form that is the dearest to check, for benchmarks: of two bytes each, characters that
	/// normalizing takes apart into three and puts together again, and at the end one of which only that can say whether it
	/// stays.
	#[doc(hidden)]
	pub fn longest() -> Vec<u8> {
		const DEAR: &str = "\u{390}";
		const DOUBTFUL: &str = "x\u{323}";
		let max = usize::try_from(MAX).unwrap_or_default();
		let mut text = String::new();
		if let Some(room) = max.checked_sub(DOUBTFUL.len()) {
			let dear = room.checked_div(DEAR.len()).unwrap_or_default();
			text.extend(core::iter::repeat_n(DEAR, dear));
			text.push_str(DOUBTFUL);
		}
		while text.len() < max {
			text.push('x');
		}
		text.into_bytes()
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
		ensure_readable(&bytes).map_err(|_| Error::from("not a text that clients can read"))?;
		Ok(Self(bytes))
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
	const HIDDEN: [(&str, Fault); 14] = [
		("\u{e000}", Fault::PrivateUse),
		("\u{f8ff}", Fault::PrivateUse),
		("\u{100000}", Fault::PrivateUse),
		("\u{2800}", Fault::Blank),
		("\u{3164}", Fault::Ignorable),
		("\u{115f}", Fault::Ignorable),
		("\u{1160}", Fault::Ignorable),
		("\u{ffa0}", Fault::Ignorable),
		("\u{34f}", Fault::Ignorable),
		("\u{fe0f}", Fault::Ignorable),
		("\u{e0100}", Fault::Ignorable),
		("\u{a0}", Fault::OtherSpace),
		("\u{2003}", Fault::OtherSpace),
		("\u{3000}", Fault::OtherSpace),
	];

	/// What is not in Normalization Form C, what it is in that form, and from which character on they differ.
	const NOT_NORMALIZED: [(&str, &str, u32); 8] = [
		// An accent after its letter, as macOS names files.
		("O\u{304}tani", "Ōtani", 1),
		("Cafe\u{301}", "Caf\u{e9}", 4),
		// Accents in another order.
		("xa\u{301}\u{323}", "x\u{1ea1}\u{301}", 2),
		// Doubles: the ångström, the ohm, and ideographs from the compatibility blocks, of both planes.
		("\u{212b}", "\u{c5}", 1),
		("5 \u{2126}", "5 \u{3a9}", 3),
		("新\u{f92c}州", "新\u{90ce}州", 2),
		("\u{2f800}", "\u{4e3d}", 1),
		// A syllable of Korean from its parts.
		("\u{1112}\u{1161}\u{11ab}", "\u{d55c}", 1),
	];

	/// Names as enterprises have them.
	const NAMES: [&str; 10] = [
		"杭州某某科技有限公司",
		"Ōtani & Søn (杭州) Co., Ltd.",
		"上海 某某 中心",
		"中国（浙江）自由贸易试验区",
		"〇〇七·甲乙丙—丁",
		// GB 18030-2022, level 3: CJK extensions A, B, C, F, G, and one of 2022 at the end of the basic block.
		"㑇㘎",
		"𠅤𠙶𣗋",
		"𪟝𬺈𰻝",
		"\u{9fef}\u{9fff}",
		// From the block of compatibility ideographs, and yet nobody's double: GB 18030 has had them for long.
		"\u{fa0e}\u{fa0f}\u{fa11}\u{fa29}",
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
		let wrong = |position, letter, fault| TextError::Character(Place { position, letter }, fault);
		assert_eq!(Short::parse(b""), Err(TextError::Empty));
		assert_eq!(Short::parse(" \u{3000}".as_bytes()), Err(TextError::Empty));
		assert_eq!(Short::parse("杭州公司x".as_bytes()), Err(TextError::TooLong));
		assert_eq!(Short::parse(&[0xff, 0xfe]), Err(TextError::NotUtf8));
		assert_eq!(Short::parse(b"a\0b"), Err(wrong(2, '\0', Fault::Control)));
		assert_eq!(Short::parse("杭州\n".as_bytes()), Err(wrong(3, '\n', Fault::Control)));
	}

	#[test]
	fn what_blinds_a_client_does_not_even_decode() {
		for (unreadable, class) in UNREADABLE {
			for text in placed(unreadable) {
				assert!(
					matches!(RawText::try_from(&text[..]), Err(TextError::Character(..))),
					"{class}"
				);
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
			assert_eq!(RawText::try_from(bytes), Err(TextError::NotUtf8));
			assert!(!decodes::<RawText>(bytes) && !decodes::<Long>(bytes));
		}
	}

	/// It can be read, so that nobody is blinded where it is on record.
	fn assert_refused_and_readable(text: &str, error: TextError) {
		assert_eq!(Long::parse(text.as_bytes()), Err(error), "{text:?}");
		assert!(RawText::try_from(text).is_ok(), "{text:?}");
		assert!(decodes::<RawText>(text.as_bytes()), "{text:?}");
		let decoded = Long::decode(&mut &text.encode()[..]).unwrap();
		assert_eq!((decoded.as_str(), decoded.check()), (text, Err(error)));
	}

	#[test]
	fn what_cannot_be_seen_is_refused_with_a_reason() {
		for (hidden, fault) in HIDDEN {
			for text in placed(hidden) {
				let letter = hidden.chars().next().unwrap();
				let position = text.chars().position(|c| c == letter).unwrap() as u32 + 1;
				let refused = if text.trim().is_empty() {
					TextError::Empty
				} else {
					TextError::Character(Place { position, letter }, fault)
				};
				assert_refused_and_readable(&text, refused);
			}
		}
	}

	#[test]
	fn single_spaces_stand_between_words_only() {
		assert!(Long::parse("Hangzhou Something Co., Ltd.".as_bytes()).is_ok());
		for (text, position) in [
			(" 杭州", 1),
			("杭州 ", 3),
			(" 杭州 ", 1),
			("杭  州", 3),
			("杭 州  某", 5),
		] {
			let place = Place { position, letter: ' ' };
			assert_refused_and_readable(text, TextError::Blank(place));
		}
	}

	#[test]
	fn what_looks_the_same_is_the_same() {
		for (typed, normal, position) in NOT_NORMALIZED {
			let letter = typed.chars().nth(position as usize - 1).unwrap();
			assert_refused_and_readable(typed, TextError::NotNormalized(Place { position, letter }));
			assert_eq!(normalized(typed), normal);
			assert_eq!(normalized(normal), normal);
			assert_eq!(Long::parse(normal.as_bytes()).unwrap().as_str(), normal);
		}
		// No accent has a letter of its own here, so it stays.
		assert!(Long::parse("x\u{323}".as_bytes()).is_ok());
	}

	/// GB 18030-2022 asks for the whole of these blocks, at its three levels: the CJK extensions A to H (and I, which came
	/// later). No table of normalization touches them.
	#[test]
	fn every_chinese_character_is_taken_as_it_is() {
		for block in [
			'\u{3400}'..='\u{4dbf}',
			'\u{4e00}'..='\u{9fff}',
			'\u{20000}'..='\u{2a6df}',
			'\u{2a700}'..='\u{2ee5d}',
			'\u{30000}'..='\u{323af}',
		] {
			for letter in block {
				let name = format!("杭{letter}{letter}");
				assert!(Long::parse(name.as_bytes()).is_ok(), "{}", letter.escape_unicode());
				assert_eq!(normalized(&name), name);
			}
		}
	}

	#[test]
	fn decodes_what_is_readable_and_no_longer() {
		let good = Short::parse("杭州".as_bytes()).unwrap();
		assert_eq!(Short::decode(&mut &good.encode()[..]), Ok(good));
		assert!(!decodes::<Short>(&[0xff]));
		assert!(!decodes::<Short>(&[b'x'; 13]));
		assert_eq!(
			Short::decode(&mut &"".encode()[..]).unwrap().check(),
			Err(TextError::Empty)
		);
	}

	/// Benchmarks must measure a text that is checked to its end.
	#[test]
	fn the_longest_text_is_right_and_takes_the_long_way() {
		fn assert_longest<const MAX: u32>() {
			let longest = Text::<MAX>::longest();
			assert_eq!(longest.len(), MAX as usize);
			assert!(Text::<MAX>::parse(&longest).is_ok(), "{MAX}");
			let text = core::str::from_utf8(&longest).unwrap();
			assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Maybe, "{MAX}");
			// Taken apart, it is longer than any Chinese or Latin text would be.
			assert!(text.nfd().count() > MAX as usize, "{MAX}");
		}
		assert_longest::<64>();
		assert_longest::<128>();
		assert_longest::<256>();
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
			assert_eq!(text.is_ok(), raw.is_ok());
			let checked = Short::parse(bytes);
			assert_eq!(text.as_ref().is_ok_and(|text| text.check().is_ok()), checked.is_ok());
			if let Ok(checked) = checked {
				assert_eq!((checked.as_bytes(), checked.encode()), (bytes, encoded));
				assert!(characters::is_visible(letter) && !letter.is_whitespace());
				assert!(unicode_normalization::is_nfc(checked.as_str()));
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
