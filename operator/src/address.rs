//! Accounts and public keys as people write them: SS58, with the prefix 42 that the chain's specification names.

use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use sp_core::crypto::{AccountId32, Ss58AddressFormat, Ss58Codec};
use std::{fmt, str::FromStr};

/// The prefix of this chain's addresses.
pub const PREFIX: u16 = 42;

/// An account, or a public key of 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address(pub [u8; 32]);

/// A text is no address of this chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
	/// A letter is wrong, one is missing, or it is something else altogether.
	#[error("not an SS58 address of 32 bytes: copy it whole, from where it was made")]
	Malformed,
	/// It is written for another chain.
	#[error("an address with the prefix {0}; this chain's have the prefix {PREFIX}")]
	OtherPrefix(u16),
}

impl FromStr for Address {
	type Err = AddressError;

	fn from_str(text: &str) -> Result<Self, AddressError> {
		let (account, format) = AccountId32::from_ss58check_with_version(text).map_err(|_| AddressError::Malformed)?;
		match u16::from(format) {
			PREFIX => Ok(Self(account.into())),
			other => Err(AddressError::OtherPrefix(other)),
		}
	}
}

impl fmt::Display for Address {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let text = AccountId32::from(self.0).to_ss58check_with_version(Ss58AddressFormat::from(PREFIX));
		f.write_str(&text)
	}
}

impl Serialize for Address {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl<'de> Deserialize<'de> for Address {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = String::deserialize(deserializer)?;
		text.parse()
			.map_err(|reason| de::Error::custom(format_args!("`{text}` is not an address of this chain: {reason}")))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// //Alice, sr25519, under the prefixes 42, 0 and 2.
	const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	const ALICE_POLKADOT: &str = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";

	#[test]
	fn an_address_reads_back() {
		let alice: Address = ALICE.parse().unwrap();
		assert_eq!(
			hex::encode(alice.0),
			"d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
		);
		assert_eq!(alice.to_string(), ALICE);
	}

	#[test]
	fn anything_else_is_refused() {
		assert_eq!(ALICE_POLKADOT.parse::<Address>(), Err(AddressError::OtherPrefix(0)));
		for text in [
			"",
			"5",
			&ALICE[1..],
			&format!("{ALICE}x"),
			&ALICE.replace('w', "x"),
			"0x00",
			"//Alice",
		] {
			assert_eq!(text.parse::<Address>(), Err(AddressError::Malformed), "{text}");
		}
	}
}
