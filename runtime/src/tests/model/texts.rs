//! What is wrong with a text, a code or a digest.

use super::SealError;
use eseal_primitives::DocumentDigest;

/// GB 32100-2015: the characters in the order of their values.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What is wrong with the form of a Unified Social Credit Code, its check character aside.
pub fn uscc_form(text: &[u8]) -> Vec<SealError> {
	let mut broken = Vec::new();
	if text.len() != 18 {
		broken.push(SealError::UsccWrongLength);
	}
	if !text.iter().all(|c| ALPHABET.bytes().any(|a| a == *c)) {
		broken.push(SealError::UsccInvalidCharacter);
	}
	broken
}

/// Whether the last character of a code of right form makes the weighted sum a multiple of 31. That is the standard's
/// formula, solved for the check character: the eighteenth weight is 1.
pub fn uscc_checks(text: &[u8]) -> bool {
	let mut weight = 1u64;
	let mut sum = 0u64;
	for (place, character) in text.iter().enumerate() {
		let value = ALPHABET
			.bytes()
			.position(|a| a == *character)
			.expect("the form is right") as u64;
		sum += value * if place == 17 { 1 } else { weight };
		weight = weight * 3 % 31;
	}
	sum.is_multiple_of(31)
}

/// What is wrong with a text of at most `longest` bytes.
pub fn text(raw: &[u8], longest: usize) -> Vec<SealError> {
	let mut broken = Vec::new();
	if raw.len() > longest {
		broken.push(SealError::TextTooLong);
	}
	let text = std::str::from_utf8(raw).expect("what is no text does not reach a call");
	if text.chars().all(char::is_whitespace) {
		broken.push(SealError::TextEmpty);
	} else if text.trim() != text || text.chars().any(is_hidden) {
		broken.push(SealError::TextInvalid);
	}
	broken
}

/// Whether nobody sees what the character is: for private use, or blank, and not one of the two spaces. Of the blanks, those
/// that the sequences try.
fn is_hidden(letter: char) -> bool {
	match letter {
		' ' | '\u{3000}' => false,
		'\u{2800}' | '\u{3164}' | '\u{fe00}' => true,
		_ => letter.is_whitespace() || ('\u{e000}'..='\u{f8ff}').contains(&letter),
	}
}

/// The code of a physical seal, if it has the form of one.
pub fn seal_code(raw: &[u8]) -> Option<String> {
	let text = std::str::from_utf8(raw).ok()?;
	(text.len() == 13 && text.chars().all(|c| c.is_ascii_digit())).then(|| text.to_owned())
}

/// Whether a digest can be compared with others.
pub fn is_plain(digest: DocumentDigest) -> bool {
	match digest {
		DocumentDigest::Sha256(_) | DocumentDigest::Sm3(_) | DocumentDigest::Blake2b256(_) => true,
		DocumentDigest::Commitment(_) | DocumentDigest::CommitmentSm3(_) => false,
	}
}
