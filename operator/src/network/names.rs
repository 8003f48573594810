//! What a network may be called: no surprise in a log, a path or a protocol's name.

use serde::{de, Deserialize, Deserializer, Serialize};
use std::{fmt, str::FromStr};

/// The network's name, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NetworkName(String);

/// The network's id, for directories and protocols. Keys are made for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NetworkId(String);

/// Why a network may not be called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
	/// The name has a character that it must not have, or too many.
	#[error(
		"a name has 1 to 64 letters, digits, spaces, dots, underscores or hyphens, and begins with a letter or a digit"
	)]
	Name,
	/// The id has a character that it must not have, too many or too few.
	#[error("an id has 3 to 32 small letters, digits or underscores, and begins with a letter")]
	Id,
	/// The id is that of a chain whose keys everyone has.
	#[error("the id {0} is a development chain's: choose another")]
	Development(String),
}

/// The ids of the chains that eseal-node has built in.
const DEVELOPMENT_IDS: [&str; 2] = ["eseal_dev", "eseal_local"];

impl FromStr for NetworkName {
	type Err = NameError;

	fn from_str(text: &str) -> Result<Self, NameError> {
		let begins = text.chars().next().is_some_and(char::is_alphanumeric);
		let good = |character: char| character.is_alphanumeric() || " ._-".contains(character);
		if begins && text.chars().all(good) && text.chars().count() <= 64 {
			Ok(Self(text.into()))
		} else {
			Err(NameError::Name)
		}
	}
}

impl FromStr for NetworkId {
	type Err = NameError;

	fn from_str(text: &str) -> Result<Self, NameError> {
		let begins = text.starts_with(|character: char| character.is_ascii_lowercase());
		let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
		if !begins || !text.bytes().all(good) || !(3..=32).contains(&text.len()) {
			return Err(NameError::Id);
		}
		if DEVELOPMENT_IDS.contains(&text) {
			return Err(NameError::Development(text.into()));
		}
		Ok(Self(text.into()))
	}
}

impl fmt::Display for NetworkName {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl fmt::Display for NetworkId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl<'de> Deserialize<'de> for NetworkName {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
	}
}

impl<'de> Deserialize<'de> for NetworkId {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn names_that_people_give_are_taken() {
		for name in ["E-seal", "电子印章", "E-seal Hangzhou 2.0", "x", &"x".repeat(64)] {
			assert_eq!(name.parse::<NetworkName>().unwrap().to_string(), name);
		}
		for id in ["eseal_live", "abc", "e01", &"e".repeat(32)] {
			assert_eq!(id.parse::<NetworkId>().unwrap().to_string(), id);
		}
	}

	#[test]
	fn names_that_surprise_are_refused() {
		for name in [
			"",
			" x",
			"-x",
			".",
			"a/b",
			"a\nb",
			"a\u{200b}b",
			"a\u{202e}b",
			"$(x)",
			&"x".repeat(65),
		] {
			assert_eq!(name.parse::<NetworkName>(), Err(NameError::Name), "{name:?}");
		}
		for id in [
			"",
			"ab",
			"1ab",
			"_ab",
			"E_seal",
			"e-seal",
			"é__",
			"a b",
			"../x",
			&"e".repeat(33),
		] {
			assert_eq!(id.parse::<NetworkId>(), Err(NameError::Id), "{id:?}");
		}
		for id in DEVELOPMENT_IDS {
			assert_eq!(id.parse::<NetworkId>(), Err(NameError::Development(id.into())));
		}
	}
}
