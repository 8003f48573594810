//! Texts that people type and the chain keeps: names, makers, identities.

use crate::{
	failure::{Failure, Kind, Result},
	view::terminal,
};
use eseal_primitives::{
	characters::Fault,
	text::{normalized, Place},
	Text, TextError,
};

/// A text as the chain takes it: in Normalization Form C, which is told on standard error where it is not what was typed.
/// `what` is whose text it is, such as "the name".
///
/// # Errors
///
/// What is wrong with it, and where.
pub fn taken<const MAX: u32>(what: &str, typed: &str) -> Result<Text<MAX>> {
	let text = normalized(typed);
	if let Some(place) = first_difference(typed, &text) {
		terminal::note(&format!(
			"eseal: {what} was normalized (Unicode's Normalization Form C), from character {} on, which was typed as {}",
			place.position,
			code_point(place.letter)
		));
	}
	checked(what, &text)
}

/// A text that must be right as it is.
///
/// # Errors
///
/// What is wrong with it, and where.
pub fn checked<const MAX: u32>(what: &str, text: &str) -> Result<Text<MAX>> {
	Text::parse(text.as_bytes()).map_err(|error| wrong(what, MAX, error))
}

fn wrong(what: &str, max: u32, error: TextError) -> Failure {
	let (message, next) = match error {
		TextError::Empty => (format!("{what} is empty, or only white space"), None),
		TextError::TooLong => (
			format!("{what} is longer than {max} bytes (a Chinese character takes 3, a rare one 4)"),
			None,
		),
		TextError::NotUtf8 => (format!("{what} is not UTF-8"), None),
		TextError::Character(place, fault) => (
			format!(
				"{what} has {} as character {}: {}",
				code_point(place.letter),
				place.position,
				said(fault)
			),
			Some("Type it anew instead of copying it."),
		),
		TextError::Blank(place) => (
			format!(
				"{what} has a blank too many as character {}: none may stand at an end or beside another",
				place.position
			),
			Some("Take it away."),
		),
		TextError::NotNormalized(place) => (
			format!(
				"{what} is not in Unicode's Normalization Form C from character {} on, {}",
				place.position,
				code_point(place.letter)
			),
			Some("Normalize it."),
		),
	};
	let failure = Failure::new(Kind::Usage, message);
	match next {
		Some(next) => failure.next(next),
		None => failure,
	}
}

/// Why a character is not taken.
fn said(fault: Fault) -> &'static str {
	match fault {
		Fault::Control => "a control character",
		Fault::Format => "a format character, which shows nothing itself",
		Fault::Separator => "it separates lines or paragraphs",
		Fault::Noncharacter => "it is not a character",
		Fault::Replacement => "it stands for what could not be read",
		Fault::PrivateUse => "it is for private use, and means something else to everybody",
		Fault::Ignorable => "a filler or a selector, which shows nothing itself",
		Fault::Blank => "it shows nothing",
		Fault::OtherSpace => "white space other than the space U+0020",
	}
}

fn code_point(letter: char) -> String {
	format!("U+{:04X}", u32::from(letter))
}

/// The first character of `typed` that is another in `text`, or is missing there.
fn first_difference(typed: &str, text: &str) -> Option<Place> {
	let mut others = text.chars();
	typed
		.chars()
		.zip(1..)
		.find(|(letter, _)| others.next() != Some(*letter))
		.map(|(letter, position)| Place { position, letter })
}

#[cfg(test)]
mod tests {
	use super::*;

	fn message(typed: &str) -> String {
		taken::<256>("the name", typed).unwrap_err().to_string()
	}

	#[test]
	fn what_is_typed_is_normalized() {
		for (typed, text) in [
			("Cafe\u{301}", "Caf\u{e9}"),
			("新\u{f92c}州", "新郎州"),
			("杭州", "杭州"),
		] {
			assert_eq!(taken::<256>("the name", typed).unwrap().as_str(), text);
		}
		assert_eq!(
			first_difference("Cafe\u{301}", "Caf\u{e9}"),
			Some(Place {
				position: 4,
				letter: 'e'
			})
		);
		assert_eq!(first_difference("杭州", "杭州"), None);
	}

	#[test]
	fn a_refusal_says_which_character_and_why() {
		for (typed, says) in [
			("", "the name is empty, or only white space"),
			(
				"杭\u{200b}州",
				"the name has U+200B as character 2: a format character, which shows nothing itself",
			),
			(
				"杭\u{3000}州",
				"the name has U+3000 as character 2: white space other than the space U+0020",
			),
			(
				"杭州\u{100000}",
				"the name has U+100000 as character 3: it is for private use, and means something else to everybody",
			),
			(
				"杭州\u{fffd}",
				"the name has U+FFFD as character 3: it stands for what could not be read",
			),
			(
				"杭  州",
				"the name has a blank too many as character 3: none may stand at an end or beside another",
			),
			(
				&"杭".repeat(86),
				"the name is longer than 256 bytes (a Chinese character takes 3, a rare one 4)",
			),
		] {
			assert!(message(typed).contains(says), "{typed:?}: {}", message(typed));
		}
	}
}
