//! What people type: codes, accounts, moments, names of kinds and reasons.

use crate::view::time::Time;
use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use eseal_primitives::{Moment, SealCode, Uscc, UsccCheck, UsccError};
use eseal_receipt::Language;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};
use std::{fmt::Debug, path::PathBuf};

/// A parser of the names of `all`: what the chain calls `LegalRepresentative` is typed `legal-representative`.
pub fn one_of<T: Debug + Copy + Send + Sync + 'static>(all: &'static [T]) -> impl TypedValueParser<Value = T> {
	PossibleValuesParser::new(all.iter().map(|value| kebab(&format!("{value:?}")))).try_map(move |name| {
		all.iter()
			.find(|value| kebab(&format!("{value:?}")) == name)
			.copied()
			.ok_or("not one of them")
	})
}

/// A parser of files' names, which an empty variable of the environment may give too.
pub fn file() -> impl TypedValueParser<Value = PathBuf> {
	OsStringValueParser::new().map(PathBuf::from)
}

/// A parser of the languages that verdicts are told in, by their codes.
pub fn language() -> impl TypedValueParser<Value = Language> {
	PossibleValuesParser::new(Language::ALL.map(Language::code))
		.try_map(|code| Language::of_code(&code).ok_or("not one of them"))
}

/// `LegalRepresentative` as `legal-representative`.
pub fn kebab(name: &str) -> String {
	let mut out = String::new();
	for letter in name.chars() {
		if letter.is_uppercase() && !out.is_empty() {
			out.push('-');
		}
		out.extend(letter.to_lowercase());
	}
	out
}

/// A Unified Social Credit Code. It may differ from the standard: a few were issued so, and the chain knows which.
pub fn uscc(text: &str) -> Result<Uscc, String> {
	Uscc::parse(text.as_bytes(), UsccCheck::Waived).map_err(|error| wrong_uscc(error).to_owned())
}

/// What is wrong with a code.
pub fn wrong_uscc(error: UsccError) -> &'static str {
	match error {
		UsccError::WrongLength => "a Unified Social Credit Code must have 18 characters",
		UsccError::InvalidCharacter => {
			"an invalid character: only digits and capital letters other than I, O, S, V and Z are allowed"
		}
		UsccError::WrongDepartment => "its first character is no department that registers organizations (GB 32100-2015)",
		UsccError::WrongClass => {
			"its second character is no class of organizations of the department that the first one names (GB 32100-2015)"
		}
		UsccError::WrongRegion => "its third to eighth characters, the region, are not six digits",
		UsccError::WrongCheckCharacter => "its last character does not match the first 17",
	}
}

/// The code of a physical seal.
pub fn seal_code(text: &str) -> Result<SealCode, String> {
	SealCode::parse(text.as_bytes()).ok_or_else(|| "a physical seal's code must be 13 digits".to_owned())
}

/// An account, in SS58.
pub fn account(text: &str) -> Result<AccountId32, String> {
	AccountId32::from_ss58check(text).map_err(|_| "not an account's address (SS58), such as 5GrwvaEF…".to_owned())
}

/// A digest of 32 bytes, in hexadecimal after `0x`.
pub fn hash(text: &str) -> Result<H256, String> {
	text.strip_prefix("0x")
		.and_then(|digits| hex::decode(digits).ok())
		.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
		.map(H256)
		.ok_or_else(|| "a digest is 0x and 64 hexadecimal digits".to_owned())
}

/// A moment, as [`Time::parse`] reads it.
pub fn moment(text: &str) -> Result<Moment, String> {
	Time::parse(text).map(Time::ms)
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::{physical_seal::SealKind, Purpose};

	#[test]
	fn names_are_typed_in_lower_case() {
		assert_eq!(kebab("LegalRepresentative"), "legal-representative");
		let parser = one_of(&Purpose::ALL);
		let command = clap::Command::new("x").arg(clap::Arg::new("p").value_parser(parser));
		let parsed = command.try_get_matches_from(["x", "human-resources"]).unwrap();
		assert_eq!(parsed.get_one::<Purpose>("p"), Some(&Purpose::HumanResources));
		assert_eq!(kebab(&format!("{:?}", SealKind::Official)), "official");
	}

	#[test]
	fn a_digest_is_typed_whole() {
		let digest = H256([0xab; 32]);
		assert_eq!(hash(&format!("{digest:?}")), Ok(digest));
		for wrong in ["", "0x", &"ab".repeat(32), "0xab", &format!("0x{}", "xy".repeat(32))] {
			assert!(hash(wrong).is_err(), "{wrong}");
		}
	}

	#[test]
	fn codes_and_accounts() {
		assert!(uscc("91330106MA2KXYA720").is_ok());
		assert!(uscc("91350628M0000K0H44").is_ok());
		assert!(uscc("G1330106MA2KXYA72Q").is_ok());
		assert!(uscc("91330106MA2KXYA72").is_err());
		assert!(seal_code("3301060000001").is_ok());
		assert!(seal_code("330106000000X").is_err());
		assert!(account("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY").is_ok());
		assert!(account("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ").is_err());
	}
}
