//! Which characters texts may have (Unicode 16.0).
//!
//! One invisible character is enough to make two names look the same, or to keep a client from reading a block: polkadot.js
//! takes U+FEFF away from the front of a text and then finds what follows in the wrong place.
//!
//! Characters that Unicode has not assigned yet are taken, so that no table must grow with each of its versions. Where
//! [`is_readable`] comes to refuse more, stored texts no longer decode that have the new characters: that must come with a
//! migration. Where only [`is_visible`] does, they still do.

/// General category Cf: what shows nothing itself and changes how what is around it is shown.
const FORMAT: [(char, char); 21] = [
	('\u{ad}', '\u{ad}'),
	('\u{600}', '\u{605}'),
	('\u{61c}', '\u{61c}'),
	('\u{6dd}', '\u{6dd}'),
	('\u{70f}', '\u{70f}'),
	('\u{890}', '\u{891}'),
	('\u{8e2}', '\u{8e2}'),
	('\u{180e}', '\u{180e}'),
	('\u{200b}', '\u{200f}'),
	('\u{202a}', '\u{202e}'),
	('\u{2060}', '\u{2064}'),
	('\u{2066}', '\u{206f}'),
	('\u{feff}', '\u{feff}'),
	('\u{fff9}', '\u{fffb}'),
	('\u{110bd}', '\u{110bd}'),
	('\u{110cd}', '\u{110cd}'),
	('\u{13430}', '\u{1343f}'),
	('\u{1bca0}', '\u{1bca3}'),
	('\u{1d173}', '\u{1d17a}'),
	('\u{e0001}', '\u{e0001}'),
	('\u{e0020}', '\u{e007f}'),
];

/// Property Default_Ignorable_Code_Point without what is in [`FORMAT`] already: fillers, variation selectors, and what is
/// reserved for more of them.
const IGNORABLE: [(char, char); 13] = [
	('\u{34f}', '\u{34f}'),
	('\u{115f}', '\u{1160}'),
	('\u{17b4}', '\u{17b5}'),
	('\u{180b}', '\u{180d}'),
	('\u{180f}', '\u{180f}'),
	('\u{2065}', '\u{2065}'),
	('\u{3164}', '\u{3164}'),
	('\u{fe00}', '\u{fe0f}'),
	('\u{ffa0}', '\u{ffa0}'),
	('\u{fff0}', '\u{fff8}'),
	('\u{e0000}', '\u{e0000}'),
	('\u{e0002}', '\u{e001f}'),
	('\u{e0080}', '\u{e0fff}'),
];

/// What is a letter or a symbol by its properties and has an empty glyph: blanks in Braille, hieroglyphs and music, and a
/// filler of Khitan.
const BLANK: [(char, char); 4] = [
	('\u{2800}', '\u{2800}'),
	('\u{13441}', '\u{13442}'),
	('\u{16fe4}', '\u{16fe4}'),
	('\u{1d159}', '\u{1d159}'),
];

/// Why a text may not have a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
	/// General category Cc.
	Control,
	/// General category Cf.
	Format,
	/// A line or paragraph separator (general categories Zl, Zp).
	Separator,
	/// U+FDD0 to U+FDEF, and the last two of each plane.
	Noncharacter,
	/// U+FFFD, which stands for what could not be read.
	Replacement,
	/// General category Co: it means something else to everybody.
	PrivateUse,
	/// Property Default_Ignorable_Code_Point: a filler, a variation selector, or what is reserved for more of them.
	Ignorable,
	/// Its glyph is empty.
	Blank,
	/// White space, and not the space U+0020.
	OtherSpace,
}

impl Fault {
	/// Whether the character may blind or steer whoever reads it, so that it must not even be in a block.
	pub fn blinds(self) -> bool {
		match self {
			Self::Control | Self::Format | Self::Separator | Self::Noncharacter | Self::Replacement => true,
			Self::PrivateUse | Self::Ignorable | Self::Blank | Self::OtherSpace => false,
		}
	}
}

/// Why a text may not have the character; none if it may.
pub fn fault(letter: char) -> Option<Fault> {
	let fault = if letter.is_control() {
		Fault::Control
	} else if matches!(letter, '\u{2028}' | '\u{2029}') {
		Fault::Separator
	} else if letter == '\u{fffd}' {
		Fault::Replacement
	} else if is_noncharacter(letter) {
		Fault::Noncharacter
	} else if is_in(&FORMAT, letter) {
		Fault::Format
	} else if letter.is_whitespace() && letter != ' ' {
		Fault::OtherSpace
	} else if is_private_use(letter) {
		Fault::PrivateUse
	} else if is_in(&IGNORABLE, letter) {
		Fault::Ignorable
	} else if is_in(&BLANK, letter) {
		Fault::Blank
	} else {
		return None;
	};
	Some(fault)
}

/// Whether every decoder of UTF-8 gives the character back, and nothing that shows it obeys it: not one of control or format
/// (Cc, Cf; U+FEFF among them), no line or paragraph separator (Zl, Zp), no noncharacter, and not U+FFFD, which stands for
/// what could not be read.
pub fn is_readable(letter: char) -> bool {
	!fault(letter).is_some_and(Fault::blinds)
}

/// Whether whoever reads a text sees that the character is there: it is readable, means the same to all (it is not for private
/// use), and is not ignorable or blank. The only white space is U+0020.
pub fn is_visible(letter: char) -> bool {
	fault(letter).is_none()
}

/// General category Co.
fn is_private_use(letter: char) -> bool {
	matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// U+FDD0 to U+FDEF, and the last two of each plane.
fn is_noncharacter(letter: char) -> bool {
	matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe
}

fn is_in(ranges: &[(char, char)], letter: char) -> bool {
	// Texts are nearly all of characters that come before or between the ranges.
	letter >= '\u{ad}' && ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::collections::BTreeSet;
	use regex_syntax::hir::{Class, HirKind};

	/// The characters of a class, by the tables of another crate.
	fn class(pattern: &str) -> BTreeSet<char> {
		match regex_syntax::parse(pattern).unwrap().into_kind() {
			HirKind::Class(Class::Unicode(class)) => {
				class.iter().flat_map(|range| range.start()..=range.end()).collect()
			}
			other => panic!("{other:?}"),
		}
	}

	fn all(is: impl Fn(char) -> bool) -> BTreeSet<char> {
		(char::MIN..=char::MAX).filter(|letter| is(*letter)).collect()
	}

	#[test]
	fn the_tables_are_those_of_unicode() {
		assert_eq!(all(|letter| is_in(&FORMAT, letter)), class(r"\p{Cf}"));
		assert_eq!(all(char::is_control), class(r"\p{Cc}"));
		assert_eq!(all(is_private_use), class(r"\p{Co}"));
		assert_eq!(all(is_noncharacter), class(r"\p{Noncharacter_Code_Point}"));
		assert_eq!(
			all(|letter| is_in(&IGNORABLE, letter)),
			class(r"[\p{Default_Ignorable_Code_Point}--\p{Cf}]")
		);
		assert_eq!(all(char::is_whitespace), class(r"\p{White_Space}"));
	}

	#[test]
	fn nothing_else_is_refused() {
		let unreadable = class(r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\x{FFFD}]");
		assert_eq!(all(|letter| !is_readable(letter)), unreadable);
		let hidden = class(
			r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}[\p{White_Space}--[ ]]\x{FFFD}\x{2800}\x{13441}\x{13442}\x{16FE4}\x{1D159}]",
		);
		assert_eq!(all(|letter| !is_visible(letter)), hidden);
	}

	/// GB 18030-2022 asks for the whole of these blocks, at its three levels.
	#[test]
	fn every_chinese_character_can_be_seen() {
		for block in [
			'\u{3400}'..='\u{4dbf}',
			'\u{4e00}'..='\u{9fff}',
			'\u{2e80}'..='\u{2fd5}',
			'\u{20000}'..='\u{2a6df}',
			'\u{2a700}'..='\u{2ee5d}',
			'\u{30000}'..='\u{323af}',
			'\u{fe10}'..='\u{fe19}',
			'\u{ff01}'..='\u{ff5e}',
		] {
			for letter in block {
				assert!(is_visible(letter), "{}", letter.escape_unicode());
			}
		}
	}
}
