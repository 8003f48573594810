//! What is wrong with a text, a code or a digest.

use super::SealError;
use eseal_primitives::DocumentDigest;

/// GB 32100-2015: the characters in the order of their values.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What is wrong with the form of a Unified Social Credit Code, which nobody can waive.
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

/// What a code of right form breaks of the standard, which an officer may waive.
pub fn uscc_standard(text: &[u8]) -> Vec<SealError> {
	// Departments and their classes, one after the other.
	const KINDS: &str =
		"11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 59 61 62 69 71 72 79 81 89 91 92 93 A1 A9 N1 N2 N3 \
	                     N9 Y1";
	let code = std::str::from_utf8(text).expect("the form is right");
	let mut broken = Vec::new();
	if !KINDS.split(' ').any(|kind| kind[..1] == code[..1]) {
		broken.push(SealError::UsccWrongDepartment);
	} else if !KINDS.split(' ').any(|kind| *kind == code[..2]) {
		broken.push(SealError::UsccWrongClass);
	}
	if code[2..8].parse::<u32>().is_err() {
		broken.push(SealError::UsccWrongRegion);
	}
	if !uscc_checks(text) {
		broken.push(SealError::UsccWrongCheckCharacter);
	}
	broken
}

/// Whether the last character of a code of right form makes the weighted sum a multiple of 31. That is the standard's
/// formula, solved for the check character: the eighteenth weight is 1.
fn uscc_checks(text: &[u8]) -> bool {
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
		return broken;
	}
	if text.chars().any(is_hidden) {
		broken.push(SealError::TextInvalid);
	}
	if text.trim() != text || text.contains("  ") {
		broken.push(SealError::TextBlank);
	}
	// Of what is not normalized, what the sequences try: an accent after its letter, and an ideograph's double.
	if text.contains(['\u{301}', '\u{f92c}']) {
		broken.push(SealError::TextNotNormalized);
	}
	broken
}

/// Whether nobody sees what the character is: for private use, or blank, and not the space. Of the blanks, those that the
/// sequences try.
fn is_hidden(letter: char) -> bool {
	match letter {
		' ' => false,
		'\u{2800}' | '\u{3164}' | '\u{fe00}' => true,
		_ => letter.is_whitespace() || ('\u{e000}'..='\u{f8ff}').contains(&letter),
	}
}

/// The code of a physical seal, if it has the form of one.
pub fn seal_code(raw: &[u8]) -> Option<String> {
	let text = std::str::from_utf8(raw).ok()?;
	(text.len() == 13 && text.chars().all(|c| c.is_ascii_digit())).then(|| text.to_owned())
}

/// Whether a digest is of the one kind that certificates and pictures have.
pub fn is_sha256(digest: DocumentDigest) -> bool {
	match digest {
		DocumentDigest::Sha256(_) => true,
		DocumentDigest::Sm3(_)
		| DocumentDigest::Blake2b256(_)
		| DocumentDigest::Commitment(_)
		| DocumentDigest::CommitmentSm3(_) => false,
	}
}
